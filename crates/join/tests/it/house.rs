//! A whole workspace in a temporary folder, with invitations that have left and people who ask to join, and the pages served at a free port.

#[path = "outside.rs"]
mod outside;

pub(crate) use outside::{Counted, Hand};

use outside::{Mailbag, Mails, NoSecrets, Sheets};
use rollcall_app::{
    App, Outside, Permit, Who,
    ask_to_join::Asked,
    create_account::NewAccountInput,
    decide_requests::{Approval, BlockInput, DenyInput},
    invite_people::{InviteInput, PersonInput},
    list_requests::{RequestQuery, RequestRow},
    list_users::UserQuery,
    ports::{Store, store::Ask},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{
    Assignment, Clock, EmailAddress, GroupId, Language, Note, PersonName, RequestId, Status, UserState, import::Options,
};
use rollcall_join::{JoinPages, Limits, bind};
use rollcall_store::SqliteStore;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, atomic::AtomicI64, atomic::AtomicU64},
};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};

/// 15 January 2027, 08:00 UTC.
pub(crate) const START: i64 = 1_800_000_000_000;

/// A workspace with an account, and all mails that have left, oldest first.
pub(crate) struct House {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<Hand>,
    pub(crate) store: Arc<dyn Store>,
    folder: TempDir,
    rows: Arc<Mutex<Vec<String>>>,
    mails: Mails,
}

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
        let (clock, mails) = (Arc::new(Hand(AtomicI64::new(START))), Mails::default());
        let uploaded = Arc::new(Mutex::new(Vec::new()));
        let app = App::new(Outside {
            store: Arc::clone(&store),
            sheets: Arc::new(Sheets(Arc::clone(&uploaded))),
            post: Arc::new(Mailbag(Arc::clone(&mails))),
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
        let house = Self { app: Arc::new(app), clock, store, folder, rows: uploaded, mails };
        if !rows.is_empty() {
            house.invite(rows).await;
        }
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
        self.app.carry_out_import(&permit, &check, 0, &|_| true).await.unwrap();
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

    /// The path of the newest link to an invitation that was mailed to an address.
    pub(crate) fn link(&self, address: &str) -> String {
        path(&self.newest(address, "/i/"))
    }

    /// The path of the newest link to a join request that was mailed to an address.
    pub(crate) fn request_link(&self, address: &str) -> String {
        path(&self.newest(address, "/r/"))
    }

    /// The newest link with this in it that was mailed to an address, whole.
    pub(crate) fn newest(&self, address: &str, kind: &str) -> String {
        let mails = self.mails.lock().unwrap();
        let mut links = mails.iter().rev().filter(|mail| mail.to == address).map(|mail| &mail.link);
        links.find(|link| link.contains(kind)).unwrap().clone()
    }

    /// What the mails to an address were about, oldest first.
    pub(crate) fn mails_to(&self, address: &str) -> Vec<String> {
        let mails = self.mails.lock().unwrap();
        mails.iter().filter(|mail| mail.to == address).map(|mail| mail.kind.clone()).collect()
    }

    /// Makes a join link with these domains and this welcome, and gives its path.
    pub(crate) async fn join_link(&self, domains: &[&str], welcome: &str) -> String {
        let domains = domains.iter().map(|&domain| domain.to_owned()).collect();
        self.join_link_with(JoinLinkInput { domains, welcome: welcome.into(), ..JoinLinkInput::default() }).await
    }

    /// Makes a join link, and gives its path.
    pub(crate) async fn join_link_with(&self, input: JoinLinkInput) -> String {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let made = self.app.make_join_link(&permit, &input).await.unwrap();
        path(made.link.as_str())
    }

    /// Switches the join link off.
    pub(crate) async fn switch_off(&self) {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let link = self.app.join_link(&permit).await.unwrap().unwrap();
        self.app.switch_join_link(&permit, link.id, false).await.unwrap();
    }

    /// Does what goes round behind the pages: takes up what was asked, and lets the mails leave.
    pub(crate) async fn go_round(&self) {
        while self.app.take_up_asks().await.unwrap() > 0 {}
        self.app.tend_requests().await.unwrap();
        Box::pin(self.app.deliver_mail()).await.unwrap();
    }

    /// The requests that administrators see, newest first.
    pub(crate) async fn requests(&self) -> Vec<RequestRow> {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let query = RequestQuery { limit: 1_000, ..RequestQuery::default() };
        self.app.list_requests(&permit, &query).await.unwrap().requests
    }

    /// Somebody asks by a join link, with a note or without, and proves the address. Gives the path of their request's link.
    pub(crate) async fn wait_for(&self, join_link: &str, name: &str, address: &str, note: &str) -> String {
        let link = self.ask(join_link, name, address, note).await;
        assert!(self.app.confirm_request(&link[3..]).await.unwrap());
        link
    }

    /// The same without proving the address.
    pub(crate) async fn ask(&self, join_link: &str, name: &str, address: &str, note: &str) -> String {
        self.write_down(join_link, name, address, note).await;
        self.go_round().await;
        self.request_link(address)
    }

    /// The same without anybody looking at it.
    pub(crate) async fn write_down(&self, join_link: &str, name: &str, address: &str, note: &str) {
        let ask = Ask {
            address: EmailAddress::parse(address).unwrap(),
            name: PersonName::parse(name).unwrap(),
            note: Note::parse(note).ok(),
            language: Language::En,
        };
        assert_eq!(self.app.ask_to_join(&join_link[3..], &ask).await.unwrap(), Asked::Taken);
    }

    /// Approves the request of an address, in the whole account.
    pub(crate) async fn approve(&self, address: &str) {
        let (permit, request) = self.pending(address).await;
        let role = self.store.roles().await.unwrap()[1].id;
        let assignment = Assignment { group: GroupId::ROOT, role };
        let outcome = self.app.approve_requests(&permit, &[Approval { request, assignment }]).await.unwrap();
        assert_eq!(outcome.done, 1, "{:?}", outcome.not_done);
    }

    /// Denies the request of an address with these words, and blocks the address if that is wanted.
    pub(crate) async fn deny(&self, address: &str, words: &str, block: bool) {
        let (permit, request) = self.pending(address).await;
        let block = block.then_some(BlockInput::Addresses);
        let input = DenyInput { requests: vec![request], words: words.into(), block };
        assert_eq!(self.app.deny_requests(&permit, &input).await.unwrap().done, 1);
    }

    async fn pending(&self, address: &str) -> (Permit, RequestId) {
        let row = self.requests().await.into_iter().find(|row| row.address == address).unwrap();
        (self.app.act_as(&Who::Only).await.unwrap(), row.id)
    }

    /// Removes a member from the account.
    pub(crate) async fn remove(&self, address: &str) {
        let permit = self.app.act_as(&Who::Only).await.unwrap();
        let query = UserQuery { limit: 100, ..UserQuery::default() };
        let page = self.app.list_users(&permit, &query).await.unwrap();
        let user = page.users.into_iter().find(|user| user.address == address).unwrap();
        assert_eq!(self.app.remove_users(&permit, &[(user.id, UserState::Active)], "").await.unwrap().users, [user.id]);
    }

    /// The bytes of the workspace as they lie on disk, with those of its journal.
    pub(crate) fn on_disk(&self) -> [Vec<u8>; 2] {
        ["it.rollcall", "it.rollcall-wal"].map(|file| std::fs::read(self.folder.path().join(file)).unwrap())
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

/// The path of a link, without what a public address has before it.
fn path(link: &str) -> String {
    let secret = link.rfind('/').unwrap();
    link[secret - 2..].to_owned()
}
