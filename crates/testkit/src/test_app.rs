//! A whole application in a folder of its own.

mod joining;

use crate::{MovableClock, SeededDice, smtp::SmtpServer};
use rollcall_app::{
    App, Error, Outside, Permit, Settings, Who,
    check_import::ImportCheck,
    create_account::NewAccountInput,
    list_invitations::{InvitationQuery, InvitationRow},
    list_users::{UserQuery, UserRow},
    ports::{Secrets, Store},
};
use rollcall_domain::{Clock, GroupId, ImportId, InvitationId, Timestamp, UserId, import::Options};
use rollcall_mail::Postbox;
use rollcall_sheet::Sheets;
use rollcall_store::SqliteStore;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// A whole application: a workspace on disk, mails into a folder beside it, files read in this process, a clock that stands still at
/// [`TestApp::START`] until it is moved.
pub struct TestApp {
    /// The use cases.
    pub app: App,
    /// Their clock.
    pub clock: Arc<MovableClock>,
    /// The workspace behind them.
    pub store: Arc<dyn Store>,
    folder: TempDir,
    files: std::sync::atomic::AtomicU32,
    /// What the dice began with: other dice after each restart, as a machine has.
    seed: u64,
}

/// Another program that has the same workspace open.
pub struct AnotherProgram {
    /// Its use cases.
    pub app: App,
    /// Its clock.
    pub clock: Arc<MovableClock>,
}

impl AnotherProgram {
    /// A program on the workspace `Acme.rollcall` of a folder, which is made if it is not there, with its clock at a moment: to give a
    /// workspace a past.
    pub async fn at(folder: &Path, now: Timestamp) -> Self {
        let path = folder.join("Acme.rollcall");
        let store = if path.exists() { SqliteStore::open(&path).await } else { SqliteStore::create(&path).await };
        let clock = Arc::new(MovableClock::at(now));
        // Other dice at every moment, as a machine has.
        let app = app_on(folder, Arc::new(store.unwrap()), &clock, now.as_millis().unsigned_abs());
        Self { app, clock }
    }
}

impl TestApp {
    /// 2026-11-21T09:00:00Z.
    pub const START: Timestamp = Timestamp::from_millis(1_795_251_600_000);

    /// An application on an empty workspace.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::create(folder.path().join("Acme.rollcall")).await.unwrap();
        Self::on(folder, Arc::new(store), 1)
    }

    /// An application on the account “Acme” with the administrator Ana and the groups Sales, Sales/EMEA, Finance and Marketing.
    pub async fn acme() -> Self {
        let test = Self::empty().await;
        let input = NewAccountInput {
            account: "Acme".into(),
            administrator_name: "Ana López".into(),
            administrator_address: "ana@acme.example".into(),
            groups: ["Sales/EMEA", "Finance", "Marketing"].map(str::to_owned).to_vec(),
        };
        test.app.create_account(&input.check().unwrap()).await.unwrap();
        test
    }

    /// The same workspace, opened anew as after a restart of the program.
    pub async fn restart(self) -> Self {
        let Self { app, clock, store, folder, seed, .. } = self;
        drop((app, store));
        let store = SqliteStore::open(folder.path().join("Acme.rollcall")).await.unwrap();
        let restarted = Self::on(folder, Arc::new(store), seed + 1);
        restarted.clock.set(Clock::now(clock.as_ref()));
        restarted
    }

    /// Another program on the same workspace, at the same time.
    pub async fn another_program(&self) -> AnotherProgram {
        let store = Arc::new(SqliteStore::open(self.folder.path().join("Acme.rollcall")).await.unwrap());
        let clock = Arc::new(MovableClock::at(Clock::now(self.clock.as_ref())));
        let app = app_on(self.folder.path(), store, &clock, self.seed + 1_000_000);
        AnotherProgram { app, clock }
    }

    fn on(folder: TempDir, store: Arc<dyn Store>, seed: u64) -> Self {
        let clock = Arc::new(MovableClock::at(Self::START));
        let app = app_on(folder.path(), Arc::clone(&store), &clock, seed);
        Self { app, clock, store, folder, files: 0.into(), seed }
    }

    /// The permit of the first administrator of the whole account, by address: of Ana.
    pub async fn administrator(&self) -> Permit {
        let all = self.app.administrators().await.unwrap();
        let first = all.iter().find(|one| one.groups.contains(&GroupId::ROOT)).unwrap();
        self.app.act_as(&Who::User(first.id)).await.unwrap()
    }

    /// The folder of the workspace, for files of the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a CSV file with our columns and these rows (`email,name,group,role…`).
    pub fn csv(&self, rows: &[&str]) -> PathBuf {
        let number = self.files.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let path = self.folder().join(format!("people-{number}.csv"));
        let text: String =
            ["Email,Name,Group,Role,Action,Language"].iter().chain(rows).flat_map(|row| [*row, "\n"]).collect();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Checks these rows as a file.
    ///
    /// # Errors
    /// As the use case's.
    pub async fn check(&self, rows: &[&str], options: Options) -> Result<Arc<ImportCheck>, Error> {
        self.app.check_import(&self.administrator().await, &self.csv(rows), options).await
    }

    /// Checks these rows as a file, and carries it out.
    pub async fn import(&self, rows: &[&str]) -> (Arc<ImportCheck>, ImportId) {
        let check = self.check(rows, Options::default()).await.unwrap();
        let id = self.app.carry_out_import(&self.administrator().await, &check, 0, &|_| true).await.unwrap();
        (check, id)
    }

    /// Lets mails leave to this server instead of the folder.
    pub async fn send_to(&self, server: &SmtpServer) {
        let mut settings: Settings = self.app.settings().await.unwrap();
        settings.set("mail.transport", Some(&format!("smtp://127.0.0.1:{}", server.port()))).unwrap();
        self.app.change_settings(&self.administrator().await, &settings).await.unwrap();
    }

    /// Delivers what is due, and gives the tokens of the links in these mails, by the address they went to.
    pub async fn deliver_to_folder(&self) -> HashMap<String, String> {
        let folder = self.folder().join("mails");
        let _ = std::fs::remove_dir_all(&folder);
        self.app.deliver_mail().await.unwrap();
        links_in(&folder)
    }

    /// The user with this address, as the list shows them.
    pub async fn user(&self, address: &str) -> Option<UserRow> {
        let query = UserQuery { search: address.into(), limit: 10, ..UserQuery::default() };
        let page = self.app.list_users(&self.administrator().await, &query).await.unwrap();
        page.users.into_iter().find(|user| user.address == address)
    }

    /// The newest invitation of this address, as the list shows it.
    pub async fn invitation(&self, address: &str) -> InvitationRow {
        let query = InvitationQuery { search: address.into(), limit: 10, ..InvitationQuery::default() };
        let page = self.app.list_invitations(&self.administrator().await, &query).await.unwrap();
        page.invitations.into_iter().find(|row| row.address == address).unwrap()
    }

    /// The newest invitation of everybody, by address.
    pub async fn all_invitations(&self) -> HashMap<String, InvitationId> {
        let query = InvitationQuery { limit: usize::MAX, ..InvitationQuery::default() };
        let page = self.app.list_invitations(&self.administrator().await, &query).await.unwrap();
        page.invitations.into_iter().map(|row| (row.address, row.id)).collect()
    }

    /// Every user, by address.
    pub async fn all_users(&self) -> HashMap<String, UserId> {
        let query = UserQuery { limit: usize::MAX, ..UserQuery::default() };
        let page = self.app.list_users(&self.administrator().await, &query).await.unwrap();
        page.users.into_iter().map(|row| (row.address, row.id)).collect()
    }

    /// The user's id.
    pub async fn id_of(&self, address: &str) -> UserId {
        self.user(address).await.unwrap().id
    }
}

/// The tokens of the links in the mails of a folder, by the address they went to.
pub fn links_in(folder: &Path) -> HashMap<String, String> {
    mails_in(folder).filter_map(|mail| link_of(&mail)).collect()
}

/// The tokens of the links in the mails of a folder by which those who ask to join see their request, by the address they went to.
pub fn request_links_in(folder: &Path) -> HashMap<String, String> {
    mails_in(folder).filter_map(|mail| token_of(&mail, "/r/")).collect()
}

/// Whom a mail goes to, and the token of the invitation's link in its plain text.
pub fn link_of(mail: &[u8]) -> Option<(String, String)> {
    token_of(mail, "/i/")
}

fn mails_in(folder: &Path) -> impl Iterator<Item = Vec<u8>> {
    let mails = std::fs::read_dir(folder).into_iter().flatten();
    mails.map(|mail| std::fs::read(mail.unwrap().path()).unwrap())
}

fn token_of(mail: &[u8], before: &str) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(mail);
    let to = text.lines().find_map(|line| line.strip_prefix("To: "))?;
    let address = to.rsplit(['<', ' ']).next()?.trim_end_matches('>').to_owned();
    // Quoted-printable breaks long lines with a = at the end.
    let joined = text.replace("=\r\n", "");
    // An attachment in Base64 may have anything in it.
    let body = joined.split("Content-Disposition: attachment").next()?;
    let token = body.split(before).nth(1)?.get(..43)?.to_owned();
    Some((address, token))
}

fn app_on(folder: &Path, store: Arc<dyn Store>, clock: &Arc<MovableClock>, seed: u64) -> App {
    App::new(Outside {
        store,
        sheets: Arc::new(Sheets::without_child()),
        post: Arc::new(Postbox::new(folder.join("mails"))),
        secrets: Arc::new(SecretsInMemory::default()),
        clock: Arc::clone(clock) as _,
        dice: Arc::new(SeededDice::new(seed << 32)),
    })
}

/// Secrets that live as long as the test.
#[derive(Default)]
struct SecretsInMemory(Mutex<HashMap<String, String>>);

impl Secrets for SecretsInMemory {
    fn get(&self, name: &str) -> Result<Option<String>, String> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    fn set(&self, name: &str, secret: Option<&str>) -> Result<(), String> {
        let mut secrets = self.0.lock().unwrap();
        match secret {
            Some(secret) => secrets.insert(name.to_owned(), secret.to_owned()),
            None => secrets.remove(name),
        };
        Ok(())
    }
}
