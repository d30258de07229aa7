//! A page that calls commands, over a mock of the web view; everything behind it is real.

use rollcall_desktop::Launch;
use serde_json::{Value, json};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};
use tauri::{
    Listener as _, Manager as _, WebviewWindow,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;

pub(crate) struct Page {
    // Before the folder: what is open in it is closed first.
    app: tauri::App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    folder: Arc<TempDir>,
    events: Arc<Mutex<Vec<(&'static str, String)>>>,
}

impl Page {
    /// The program as it is after its first installation.
    pub(crate) fn new() -> Self {
        Self::begin(Arc::new(tempfile::tempdir().unwrap()), Launch::default())
    }

    /// The program started once more, on the same computer.
    pub(crate) fn started_again(self, file: Option<PathBuf>) -> Self {
        self.started(Launch { file, ..Launch::default() })
    }

    /// The program started once more with these arguments, as a desktop does it that opens a link.
    pub(crate) fn started_with(self, arguments: &[&str]) -> Self {
        self.started(Launch::said(arguments.iter().map(OsString::from)))
    }

    /// The program started a second time with these arguments, while it runs.
    pub(crate) fn start_second(&self, arguments: &[&str]) {
        let arguments: Vec<_> = ["rollcall-desktop"].iter().chain(arguments).map(ToString::to_string).collect();
        rollcall_desktop::second_start(self.app.handle(), &arguments, self.folder.path());
    }

    /// The program started as the computer does it when somebody signs in, on a desktop with a tray or without.
    pub(crate) fn started_at_login(self, with_tray: bool) -> Self {
        self.started(Launch { hidden: true, tray: Some(with_tray), ..Launch::default() })
    }

    fn started(self, launch: Launch) -> Self {
        self.done("close_workspace", json!({}));
        let folder = Arc::clone(&self.folder);
        drop(self);
        Self::begin(folder, launch)
    }

    fn begin(folder: Arc<TempDir>, launch: Launch) -> Self {
        let app =
            rollcall_desktop::with_commands(mock_builder()).build(rollcall_desktop::context::<MockRuntime>()).unwrap();
        let launch = Launch {
            data: Some(folder.path().join("data")),
            picks: Some(folder.path().join("picks")),
            reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_rollcall-desktop"))),
            tray: launch.tray.or(Some(false)),
            automated: true,
            ..launch
        };
        rollcall_desktop::set_up(&app, launch).unwrap();
        let events = Arc::new(Mutex::new(Vec::new()));
        for name in ["changed", "destination", "import-progress"] {
            let heard = Arc::clone(&events);
            app.listen_any(name, move |event| heard.lock().unwrap().push((name, event.payload().to_owned())));
        }
        let window = app.get_webview_window("main").unwrap();
        Self { app, window, folder, events }
    }

    /// The program with the account of Ana in it.
    pub(crate) fn with_account() -> Self {
        let page = Self::new();
        page.pick(&page.path("Acme.rollcall"));
        let made = page.done("create_workspace", json!({ "input": ana() }));
        assert_eq!(made["administrator"]["address"], "ana@example.org");
        page
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The next dialog is answered with this path.
    pub(crate) fn pick(&self, path: &Path) {
        std::fs::write(self.path("picks"), format!("{}\n", path.display())).unwrap();
    }

    /// The next dialog is answered with these paths.
    pub(crate) fn pick_all(&self, paths: &[&Path]) {
        let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        std::fs::write(self.path("picks"), format!("{}\n", paths.join("\t"))).unwrap();
    }

    /// Calls a command again and again beside whatever else is called.
    pub(crate) fn keep_calling(&self, command: &'static str, arguments: Value) -> Calling {
        let (window, over) = (self.window.clone(), Arc::new(AtomicBool::new(false)));
        let ends = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            while !ends.load(Ordering::Relaxed) {
                let _ = call_in(&window, "tauri://localhost", command, arguments.clone());
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        Calling { over, thread }
    }

    /// Calls a command from an address.
    pub(crate) fn call_from(&self, url: &str, command: &str, arguments: Value) -> Result<Value, Value> {
        call_in(&self.window, url, command, arguments)
    }

    /// Calls a command.
    pub(crate) fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        self.call_from("tauri://localhost", command, arguments)
    }

    /// Calls a command that has to work.
    #[track_caller]
    pub(crate) fn done(&self, command: &str, arguments: Value) -> Value {
        self.call(command, arguments).unwrap_or_else(|failure| panic!("{command}: {failure}"))
    }

    /// Calls a command that has to be refused, and gives the code. The failure has a code and a sentence, and nothing more.
    #[track_caller]
    pub(crate) fn refused(&self, command: &str, arguments: Value) -> String {
        let failure = self.call(command, arguments).expect_err(command);
        let fields = failure.as_object().unwrap_or_else(|| panic!("{command}: {failure} is no failure of ours"));
        assert_eq!(fields.len(), 2, "{failure}");
        assert!(fields["message"].as_str().unwrap().ends_with('.'), "{failure}");
        fields["code"].as_str().unwrap().to_owned()
    }

    /// Chooses a file and checks it.
    pub(crate) fn check(&self, path: &Path, options: &Value) -> Value {
        self.pick(path);
        let chosen = self.done("choose_file", json!({}));
        self.plan("check_file", json!({ "file": chosen["handle"], "options": options }))
    }

    /// What a command that checks a table plans.
    #[track_caller]
    pub(crate) fn plan(&self, command: &str, arguments: Value) -> Value {
        let checked = self.done(command, arguments);
        assert_eq!(checked["kind"], "plan", "{checked}");
        checked["plan"].clone()
    }

    /// Carries out a plan that removes nobody.
    #[track_caller]
    pub(crate) fn carry_out(&self, plan: &Value) -> Value {
        self.done("carry_out", json!({ "plan": plan, "removals": 0 }))
    }

    /// The events so far, with their payloads.
    pub(crate) fn events(&self, name: &str) -> Vec<String> {
        let events = self.events.lock().unwrap();
        events.iter().filter(|(of, _)| *of == name).map(|(_, payload)| payload.clone()).collect()
    }

    /// Asks until the answer is right.
    #[track_caller]
    pub(crate) fn wait_until(&self, command: &str, arguments: &Value, is_right: impl Fn(&Value) -> bool) -> Value {
        let mut answer = Value::Null;
        for _ in 0..200 {
            answer = self.done(command, arguments.clone());
            if is_right(&answer) {
                return answer;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{command} still says {answer}");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.call("close_workspace", json!({}));
        self.app.cleanup_before_exit();
    }
}

/// Calls that go on.
pub(crate) struct Calling {
    over: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Calling {
    /// Ends them.
    pub(crate) fn end(self) {
        self.over.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
    }
}

fn call_in(window: &WebviewWindow<MockRuntime>, url: &str, command: &str, arguments: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

/// What Ana types.
pub(crate) fn ana() -> Value {
    json!({
        "account": "Acme",
        "administrator_name": "Ana Almeida",
        "administrator_address": "ana@example.org",
        "groups": ["Sales", "Sales/EMEA", "Finance"],
    })
}

/// Nothing chosen.
pub(crate) fn cautious() -> Value {
    json!({ "create_groups": false, "allow_administrators": false })
}

/// Everybody, by name.
pub(crate) fn everybody() -> Value {
    json!({ "query": {
        "search": "", "statuses": [], "group": null, "role": null, "undelivered": false,
        "sort": "name", "descending": false, "offset": 0, "limit": 100,
    } })
}
