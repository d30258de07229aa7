//! A folder to try the command in.

use rollcall_app::{
    App, Who, ask_to_join::Asked, create_account::NewAccountInput, ports::store::Ask, share_join_link::JoinLinkInput,
};
use rollcall_domain::{Clock as _, EmailAddress, Language, Note, PersonName, import::Options};
use rollcall_host::SystemClock;
use rollcall_testkit::{AnotherProgram, links_in, request_links_in};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    ffi::OsStr,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A folder with a workspace `Acme.rollcall`, whose administrator is Ana.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run of the command ended with.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; none if a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    /// With an account and the groups Sales, Sales/EMEA and Finance.
    pub(crate) fn with_account() -> Self {
        let place = Self::empty();
        place.run(["init", "--account", "Acme", "--admin-name", "Ana", "--admin-email", "ana@example.org"]).done();
        place.run(["group", "add", "Sales/EMEA", "Finance"]).done();
        place
    }

    /// The same, but the account was created so many days ago: only such a workspace can have a past.
    pub(crate) fn with_account_since(days: i64) -> Self {
        let place = Self::empty();
        place.days_ago(days, async |program| {
            let input = NewAccountInput {
                account: "Acme".into(),
                administrator_name: "Ana".into(),
                administrator_address: "ana@example.org".into(),
                groups: ["Sales/EMEA", "Finance"].map(str::to_owned).to_vec(),
            };
            program.app.create_account(&input.check().unwrap()).await.unwrap();
        });
        place
    }

    /// Lets something happen to the workspace so many days ago.
    pub(crate) fn days_ago<T>(&self, days: i64, happens: impl AsyncFnOnce(&AnotherProgram) -> T) -> T {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let program = AnotherProgram::at(self.folder.path(), SystemClock.now().plus_days(-days)).await;
            happens(&program).await
        })
    }

    /// These people were invited by a file, and their mails left, so many days ago. Returns the tokens of their links by their addresses.
    pub(crate) fn invited_days_ago(&self, days: i64, addresses: &[&str]) -> HashMap<String, String> {
        let row = |address: &&str| format!("{address},Sales,Buyer\n");
        let rows: Vec<_> = std::iter::once("Email,Group,Role\n".to_owned()).chain(addresses.iter().map(row)).collect();
        let file = self.path(&format!("invited-{days}.csv"));
        std::fs::write(&file, rows.concat()).expect("written");
        let mails = self.path("mails");
        let _ = std::fs::remove_dir_all(&mails);
        self.days_ago(days, async |program| {
            let by = program.app.act_as(&Who::Only).await.unwrap();
            let check = program.app.check_import(&by, &file, Options::default()).await.unwrap();
            program.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
            program.app.deliver_mail().await.unwrap();
        });
        links_in(&mails)
    }

    /// These asked to join by the join link, which is made if there is none, and proved their addresses, so many days ago.
    pub(crate) fn asked_days_ago(&self, days: i64, addresses: &[&str]) {
        self.asked_with_note(days, addresses, "From the fair");
    }

    /// The same with these words.
    pub(crate) fn asked_with_note(&self, days: i64, addresses: &[&str], note: &str) {
        let mails = self.path("mails");
        let _ = std::fs::remove_dir_all(&mails);
        self.days_ago(days, async |program| {
            ask(&program.app, addresses, note).await;
            program.app.take_up_asks().await.unwrap();
            program.app.deliver_mail().await.unwrap();
            let links = request_links_in(&mails);
            for address in addresses {
                let key = EmailAddress::parse(address).unwrap().key();
                assert_eq!(program.app.confirm_request(&links[key.as_str()]).await, Ok(true));
            }
        });
    }

    /// These ask to join at this moment, and nobody has looked at it yet.
    pub(crate) fn ask(&self, addresses: &[&str]) {
        self.days_ago(0, async |program| ask(&program.app, addresses, "From the fair").await);
    }

    /// The tokens of the links in the mails that the command wrote into their folder, by the address.
    pub(crate) fn links(&self) -> HashMap<String, String> {
        links_in(&self.path("Acme.mails"))
    }

    /// Waits until a mail with a link of this address has been written into the folder.
    pub(crate) fn wait_for_link(&self, address: &str) -> String {
        waited_for(|| self.links().remove(address), address)
    }

    /// The same with the link by which somebody sees the request they made.
    pub(crate) fn wait_for_request_link(&self, address: &str) -> String {
        waited_for(|| request_links_in(&self.path("Acme.mails")).remove(address), address)
    }

    /// Forgets the mails that the command wrote into their folder.
    pub(crate) fn forget_mails(&self) {
        let _ = std::fs::remove_dir_all(self.path("Acme.mails"));
    }

    /// How a user stands.
    pub(crate) fn status(&self, address: &str) -> String {
        let page = self.json(["users", "--search", address], 0);
        page["users"][0]["status"].as_str().expect("a user").to_owned()
    }

    /// How many mails stand so.
    pub(crate) fn mails(&self, state: &str) -> u64 {
        self.json(["mail", "list", "--limit", "1"], 0)["counts"][state].as_u64().expect("a number")
    }

    /// Without a workspace.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and returns its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("written");
        self.path(name).to_str().expect("a plain path").to_owned()
    }

    /// The command on the workspace, to be started.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = bare(self.folder.path(), arguments);
        command.arg("--workspace").arg("Acme.rollcall");
        command
    }

    /// Runs the command on the workspace.
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs the command in the folder, and says nothing of the workspace.
    pub(crate) fn run_bare<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        Run::of(&mut bare(self.folder.path(), arguments))
    }

    /// Runs the command on the workspace with this on its standard input.
    pub(crate) fn run_with<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, input: impl AsRef<[u8]>) -> Run {
        Run::given(&mut self.command(arguments), input.as_ref())
    }

    /// Runs the command at a terminal, which `script` gives it, where this is typed. Both outputs are one there.
    #[cfg(target_os = "linux")]
    pub(crate) fn at_terminal(&self, arguments: &str, typed: &str) -> Run {
        let command = format!("{} --workspace Acme.rollcall {arguments}", env!("CARGO_BIN_EXE_rollcall"));
        let mut script = Command::new("script");
        script.current_dir(self.folder.path()).args(["--quiet", "--return", "--command", &command, "/dev/null"]);
        Run::given(&mut script, typed.as_bytes())
    }

    /// Runs it with --json, and reads the document. `status` is the exit status that it must have.
    pub(crate) fn json<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, status: i32) -> Value {
        let run = self.run(arguments.into_iter().chain(["--json"]));
        assert_eq!(run.status, Some(status), "{run:?}");
        run.document()
    }

    /// How many users there are.
    pub(crate) fn users(&self) -> u64 {
        self.json(["users", "--limit", "1"], 0)["total"].as_u64().expect("a number")
    }

    /// Everything in the folder, byte by byte.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files =
            std::fs::read_dir(self.folder.path()).expect("readable").map(|entry| entry.expect("an entry").path());
        files.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).expect("readable"))).collect()
    }
}

/// What is typed on the page of the join link.
async fn ask(app: &App, addresses: &[&str], note: &str) {
    let administrator = Who::Address(EmailAddress::parse("ana@example.org").unwrap());
    let by = app.act_as(&administrator).await.unwrap();
    let link = match app.join_link(&by).await.unwrap() {
        Some(link) => link,
        None => app.make_join_link(&by, &JoinLinkInput::default()).await.unwrap(),
    };
    let secret = link.link.path_segments().unwrap().next_back().unwrap();
    for address in addresses {
        let ask = Ask {
            address: EmailAddress::parse(address).unwrap(),
            name: PersonName::parse("Somebody").unwrap(),
            note: Some(Note::parse(note).unwrap()),
            language: Language::En,
        };
        assert_eq!(app.ask_to_join(secret, &ask).await, Ok(Asked::Taken));
    }
}

fn waited_for(look: impl Fn() -> Option<String>, address: &str) -> String {
    let mut found = None;
    until(
        || {
            found = look();
            found.is_some()
        },
        &format!("a mail to {address}"),
    );
    found.expect("it came")
}

/// Waits until something has come about.
pub(crate) fn until(mut is_so: impl FnMut() -> bool, what: &str) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed().as_secs() < 30, "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The command without a workspace, to be started in a folder, on a machine that has no keyring.
pub(crate) fn bare<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.current_dir(folder).args(arguments.into_iter().map(OsStr::new)).stdin(Stdio::null());
    command.env_remove("ROLLCALL_SMTP_PASSWORD").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    command
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        command.output().expect("started").into()
    }

    /// With this on its standard input.
    pub(crate) fn given(command: &mut Command, input: &[u8]) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // It may refuse before it has read all of it.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }

    /// It was done, with something to know besides. Returns what it said, and what is to be known.
    pub(crate) fn warned(self) -> (String, String) {
        assert_eq!(self.status, Some(0), "{self:?}");
        assert!(self.stderr.trim_end().ends_with('.') && !self.stderr.contains("panicked"), "{self:?}");
        (self.stdout, self.stderr)
    }

    /// It was done, without a word on standard error. Returns what it said.
    pub(crate) fn done(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self.stdout
    }

    /// Nothing was done, nothing was printed, and a sentence says why. Returns the sentence.
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.status, self.stdout.as_str()), (Some(2), ""), "{self:?}");
        assert!(self.stderr.trim_end().ends_with('.') && !self.stderr.contains("panicked"), "{self:?}");
        self.stderr
    }

    /// Some of it was done: returns what was done, and what was not.
    pub(crate) fn partly(self) -> (String, String) {
        assert_eq!(self.status, Some(1), "{self:?}");
        (self.stdout, self.stderr)
    }

    /// The one JSON document on standard output.
    pub(crate) fn document(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.stdout).expect("JSON")
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// The keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
