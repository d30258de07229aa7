//! A desktop around the window: a session bus of its own, a tray on it, and the screen.

use crate::driver::{Driver, PATIENCE};
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::time::sleep;
use x11rb::{
    connection::Connection as _,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState},
    rust_connection::RustConnection,
};
use zbus::{
    blocking::{Connection, connection::Builder, fdo::DBusProxy, proxy::Proxy},
    names::BusName,
    zvariant::{OwnedValue, Structure, Value},
};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// A session bus that nobody else is on.
pub(crate) struct Desk {
    // First: who is on the bus goes before it does.
    tray: Connection,
    icons: Arc<Mutex<Vec<String>>>,
    pub(crate) address: String,
    bus: Child,
}

/// The tray: programs tell it where their icons are.
struct Watcher(Arc<Mutex<Vec<String>>>);

/// An entry of a menu: its number, what is said of it, and the entries below it.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[allow(clippy::needless_pass_by_value, clippy::unused_self, reason = "as the bus wants it")]
#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, #[zbus(header)] header: zbus::message::Header<'_>, service: &str) {
        let _ = service;
        let sender = header.sender().map(ToString::to_string);
        self.0.lock().unwrap().extend(sender);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

impl Desk {
    /// A desktop with a tray.
    pub(crate) fn with_tray() -> Self {
        let mut program = Command::new("dbus-daemon");
        program.args(["--session", "--nofork", "--nopidfile", "--print-address"]);
        let mut bus = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let icons = Arc::new(Mutex::new(Vec::new()));
        let tray = Builder::address(address.as_str()).unwrap().name(WATCHER).unwrap();
        let tray = tray.serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&icons))).unwrap().build().unwrap();
        Self { tray, icons, address, bus }
    }

    /// The tray goes away, as when a panel crashes.
    pub(crate) fn take_the_tray_away(&self) {
        self.tray.release_name(WATCHER).unwrap();
    }

    /// Waits for the icon of a program.
    pub(crate) async fn icon(&self) -> Icon {
        let began = Instant::now();
        loop {
            let owner = self.icons.lock().unwrap().last().cloned();
            if let Some(owner) = owner {
                let name = BusName::try_from(owner.clone()).unwrap();
                let program = DBusProxy::new(&self.tray).unwrap().get_connection_unix_process_id(name).unwrap();
                return Icon { bus: self.tray.clone(), owner, program };
            }
            assert!(began.elapsed() < PATIENCE, "no icon comes into the tray");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether any icon has ever come.
    pub(crate) fn has_icon(&self) -> bool {
        !self.icons.lock().unwrap().is_empty()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

/// The icon of a program.
pub(crate) struct Icon {
    bus: Connection,
    owner: String,
    /// The number of the program.
    pub(crate) program: u32,
}

impl Icon {
    fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'static> {
        Proxy::new(&self.bus, self.owner.clone(), path, interface).unwrap()
    }

    /// A click on it.
    pub(crate) fn click(&self) {
        self.proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .call_method("Activate", &(0_i32, 0_i32))
            .unwrap();
    }

    /// What its menu says, by the number of each entry.
    pub(crate) fn menu(&self) -> Vec<(i32, String)> {
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        let reply = menu.call_method("GetLayout", &(0_i32, -1_i32, vec!["label"])).unwrap();
        let (_, (_, _, entries)): (u32, Entry) = reply.body().deserialize().unwrap();
        entries.into_iter().filter_map(entry).collect()
    }

    /// Waits until the menu says something.
    pub(crate) async fn says(&self, words: &str) -> i32 {
        let began = Instant::now();
        loop {
            let menu = self.menu();
            if let Some((number, _)) = menu.iter().find(|(_, label)| label == words) {
                return *number;
            }
            assert!(began.elapsed() < PATIENCE, "the menu does not say {words}, but {menu:?}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Chooses an entry of the menu.
    pub(crate) async fn choose(&self, words: &str) {
        let number = self.says(words).await;
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        // A program that quits may not answer any more. What it does is looked at, not what it says.
        let _ = menu.call_method("Event", &(number, "clicked", Value::from(0_i32), 0_u32));
    }
}

fn entry(entry: OwnedValue) -> Option<(i32, String)> {
    let entry = Structure::try_from(Value::from(entry)).ok()?;
    let mut fields = entry.into_fields().into_iter();
    let number = i32::try_from(fields.next()?).ok()?;
    let mut said: HashMap<String, OwnedValue> = HashMap::try_from(fields.next()?).ok()?;
    Some((number, String::try_from(said.remove("label")?).ok()?))
}

/// The screen, as a window manager sees it.
pub(crate) struct Screen(RustConnection);

impl Screen {
    pub(crate) fn new() -> Self {
        Self(x11rb::connect(None).unwrap().0)
    }

    /// Waits until the window of a program is shown, or until it is not.
    pub(crate) async fn waits_for(&self, program: u32, shown: bool) {
        let began = Instant::now();
        while self.shown(program).is_some() != shown {
            let to_come = if shown { "is not shown" } else { "is still shown" };
            assert!(began.elapsed() < PATIENCE, "the window {to_come}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The window of a program, if it is shown.
    pub(crate) fn shown(&self, program: u32) -> Option<u32> {
        let (pid, cardinal) = (self.atom("_NET_WM_PID"), AtomEnum::CARDINAL);
        self.windows().into_iter().find(|window| {
            let of = self.0.get_property(false, *window, pid, cardinal, 0, 1).ok().and_then(|asked| asked.reply().ok());
            let seen = self.0.get_window_attributes(*window).ok().and_then(|asked| asked.reply().ok());
            of.and_then(|of| of.value32()?.next()) == Some(program)
                && seen.is_some_and(|seen| seen.map_state == MapState::VIEWABLE)
        })
    }

    /// Closes the window of a program as a person does, by the button in its corner.
    pub(crate) fn close(&self, program: u32) {
        let window = self.shown(program).expect("the window is shown");
        let (protocols, delete) = (self.atom("WM_PROTOCOLS"), self.atom("WM_DELETE_WINDOW"));
        let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
        self.0.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        self.0.flush().unwrap();
    }

    fn windows(&self) -> Vec<u32> {
        let root = self.0.setup().roots[0].root;
        self.0.query_tree(root).unwrap().reply().unwrap().children
    }

    fn atom(&self, name: &str) -> u32 {
        self.0.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}

/// The program, started without anybody to drive it, on a computer of this folder.
pub(crate) fn start(folder: &std::path::Path, bus: &str, arguments: &[&str]) -> Driver {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rollcall-desktop"));
    program
        .args(arguments)
        .env("ROLLCALL_DATA_DIR", folder.join("data"))
        .env("XDG_DATA_HOME", folder.join("share"))
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("HOME", folder)
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        // Nobody reads aloud here, and the bus for that would outlive the test.
        .env("NO_AT_BRIDGE", "1")
        .env_remove("TAURI_WEBVIEW_AUTOMATION");
    Driver::start(program)
}
