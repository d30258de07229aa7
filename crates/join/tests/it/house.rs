//! A whole workspace in a temporary folder, with invitations that have left, and the pages served at a free port.

use async_trait::async_trait;
use rollcall_app::{
    App, Outside, Who,
    create_account::NewAccountInput,
    invite_people::{InviteInput, PersonInput},
    list_users::UserQuery,
    ports::{
        Courier, MailContent, OutgoingMail, Post, ReadFile, Rendered, Report, Secrets, SendOutcome, Spreadsheets,
        Store, Template, Unreadable,
        mail::{Bounce, RouteProblem},
    },
    settings::MailRoute,
};
use rollcall_domain::{
    Assignment, Clock, Dice, Language, Status, Timestamp,
    import::Options,
    table::{Cell, Table, TableRow},
};
use rollcall_join::{JoinPages, Limits, bind};
use rollcall_store::SqliteStore;
use std::{
    collections::HashMap,
    net::SocketAddr,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};

/// 15 January 2027, 08:00 UTC.
pub(crate) const START: i64 = 1_800_000_000_000;

/// A workspace with an account, and the links of all mails that have left, newest last, by address.
pub(crate) struct House {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<Hand>,
    store: Arc<dyn Store>,
    folder: TempDir,
    rows: Arc<Mutex<Vec<String>>>,
    links: Links,
}

type Links = Arc<Mutex<HashMap<String, Vec<String>>>>;

/// The pages of a [`House`], served until this is dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) stop: Option<oneshot::Sender<()>>,
    pub(crate) ended: JoinHandle<std::io::Result<()>>,
}

impl House {
    /// Account and administrator as given; a row is `address|name|group|role|language`, and is invited.
    pub(crate) async fn build(account: &str, administrator: &str, rows: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(SqliteStore::create(folder.path().join("it.rollcall")).await.unwrap());
        let (clock, links) = (Arc::new(Hand(AtomicI64::new(START))), Links::default());
        let uploaded = Arc::new(Mutex::new(Vec::new()));
        let app = App::new(Outside {
            store: Arc::clone(&store),
            sheets: Arc::new(Sheets(Arc::clone(&uploaded))),
            post: Arc::new(Mailbag(Arc::clone(&links))),
            secrets: Arc::new(NoSecrets),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            dice: Arc::new(Counted(AtomicU64::new(1))),
        });
        let new = NewAccountInput {
            account: account.into(),
            administrator_name: administrator.into(),
            administrator_address: "ana@example.org".into(),
            groups: Vec::new(),
        };
        app.create_account(&new.check().unwrap()).await.unwrap();
        let house = Self { app: Arc::new(app), clock, store, folder, rows: uploaded, links };
        house.invite(rows).await;
        house
    }

    /// Imports rows, and sends the mails they cause.
    pub(crate) async fn invite(&self, rows: &[&str]) {
        *self.rows.lock().unwrap() = rows.iter().map(|&row| row.to_owned()).collect();
        let file = self.folder.path().join("users.csv");
        std::fs::write(&file, rows.join("\n")).unwrap();
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let options = Options { create_groups: true, ..Options::default() };
        let check = self.app.check_import(&permit, &file, options).await.unwrap();
        assert_eq!(check.errors().map(|problem| problem.message).collect::<Vec<_>>(), Vec::<String>::new());
        self.app.carry_out_import(&permit, &check, &|_| true).await.unwrap();
        Box::pin(self.app.deliver_mail()).await.unwrap();
    }

    /// Invites somebody whose name is not known into every group with a personal message, and sends the mail.
    pub(crate) async fn invite_saying(&self, address: &str, message: &str) {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let role = self.store.roles().await.unwrap()[0].id;
        let groups = self.store.groups().await.unwrap();
        let input = InviteInput {
            people: vec![PersonInput { address: address.into(), name: None }],
            assignments: groups.iter().map(|group| Assignment { group: group.id, role }).collect(),
            language: None,
            message: message.into(),
        };
        self.app.invite(&permit, &input).await.unwrap();
        Box::pin(self.app.deliver_mail()).await.unwrap();
    }

    /// What was said with the newest answer of a user, as the workspace keeps it.
    pub(crate) async fn answer_note(&self, address: &str) -> Option<String> {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let query = UserQuery { limit: 100, ..UserQuery::default() };
        let page = self.app.list_users(&permit, &query).await.unwrap();
        let user = page.users.into_iter().find(|user| user.address == address).unwrap();
        self.store.newest_invitations(&[user.id]).await.unwrap().remove(0).answer_note
    }

    /// The path of the newest link that was mailed to an address.
    pub(crate) fn link(&self, address: &str) -> String {
        let links = self.links.lock().unwrap();
        let link = links.get(address).and_then(|links| links.last()).unwrap();
        link[link.find("/i/").unwrap()..].to_owned()
    }

    /// Makes a setting.
    pub(crate) async fn set(&self, key: &str, value: &str) {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let mut settings = self.app.settings().await.unwrap();
        settings.set(key, Some(value)).unwrap();
        self.app.change_settings(&permit, &settings).await.unwrap();
    }

    /// The status and the name of a user, as the window shows them.
    pub(crate) async fn user(&self, address: &str) -> (Status, Option<String>) {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let query = UserQuery { limit: 100, ..UserQuery::default() };
        let page = self.app.list_users(&permit, &query).await.unwrap();
        let user = page.users.into_iter().find(|user| user.address == address).unwrap();
        (user.status, user.name)
    }

    pub(crate) async fn serve(&self) -> Served {
        self.serve_within(Limits::default()).await
    }

    pub(crate) async fn serve_within(&self, limits: Limits) -> Served {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let address = listener.local_addr().unwrap();
        let pages = JoinPages::new(Arc::clone(&self.app), Arc::clone(&self.clock) as Arc<dyn Clock>).within(limits);
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(pages.serve(listener, async {
            let _ = stopped.await;
        }));
        Served { address, stop: Some(stop), ended }
    }
}

/// A clock that is moved by hand.
pub(crate) struct Hand(AtomicI64);

impl Hand {
    pub(crate) fn pass_days(&self, days: i64) {
        self.0.fetch_add(days * 24 * 60 * 60 * 1000, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Different bits each time, the same in each run.
pub(crate) struct Counted(pub(crate) AtomicU64);

impl Dice for Counted {
    fn roll(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut z = self.0.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Whatever the file is: the rows that were put here.
struct Sheets(Arc<Mutex<Vec<String>>>);

#[async_trait]
impl Spreadsheets for Sheets {
    async fn read(&self, _: &Path) -> Result<ReadFile, Unreadable> {
        let rows = self.0.lock().unwrap();
        let lines = ["Email|Name|Group|Role|Language"].into_iter().chain(rows.iter().map(String::as_str));
        let cells = |line: &str| line.split('|').map(|cell| Cell::Text(cell.into())).collect();
        let rows = lines.zip(1..).map(|(line, number)| TableRow { number, cells: cells(line) }).collect();
        Ok(ReadFile { table: Table { rows, ..Table::default() }, hash: [0; 32] })
    }

    fn template(&self, _: &Template) -> Result<Vec<u8>, String> {
        Err("no template is made here".into())
    }

    fn report(&self, _: &Report) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }
}

/// Takes every mail, and keeps its link.
struct Mailbag(Links);

#[async_trait]
impl Post for Mailbag {
    fn render(&self, content: &MailContent, _: Language) -> Rendered {
        let link = match content {
            MailContent::Invitation { link: Some(link), .. } => link.to_string(),
            _ => String::new(),
        };
        Rendered { subject: String::new(), text: link, html: String::new() }
    }

    fn join_link_message(&self, _: &str, link: &url::Url, _: Language) -> String {
        link.to_string()
    }

    fn as_file(&self, _: &OutgoingMail) -> Result<Vec<u8>, String> {
        Err("no file is made here".into())
    }

    fn read_bounce(&self, _: &[u8]) -> Vec<Bounce> {
        Vec::new()
    }

    async fn open(&self, _: &MailRoute, _: Option<&str>) -> Result<Box<dyn Courier>, RouteProblem> {
        Ok(Box::new(Self(Arc::clone(&self.0))))
    }
}

#[async_trait]
impl Courier for Mailbag {
    async fn hand_over(
        &mut self,
        mail: &OutgoingMail,
        _: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome {
        if !begins() {
            return SendOutcome::Held;
        }
        if !mail.rendered.text.is_empty() {
            self.0.lock().unwrap().entry(mail.to.1.to_string()).or_default().push(mail.rendered.text.clone());
        }
        SendOutcome::Sent(String::new())
    }

    async fn close(self: Box<Self>) {}
}

struct NoSecrets;

impl Secrets for NoSecrets {
    fn get(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn set(&self, _: &str, _: Option<&str>) -> Result<(), String> {
        Ok(())
    }
}
