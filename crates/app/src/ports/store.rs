//! The workspace: what the use cases ask of a database. Every change is one transaction of guarded statements, with its activity
//! rows and the mails it causes; the loser of a race gets an outcome, not an error.

use async_trait::async_trait;
use rollcall_domain::{
    AccountName, AddressKey, Assignment, DeliveryState, EmailAddress, Group, GroupPath, ImportId, InvitationId,
    InvitationState, Language, MailId, PersonName, Role, Timestamp, TokenHash, UserId,
    import::{KnownUser, Layout, Options, Plan, Problem, RowCounts, RowOutcome},
    invitation::Answer,
    table::TableRow,
};
use rollcall_index::Entry;
use std::path::PathBuf;

/// A workspace that holds one account, or is still empty.
///
/// `now` is the machine's clock everywhere: the workspace remembers the latest it has seen, works with the later of the two, and so
/// never goes back in time.
#[async_trait]
pub trait Store: Send + Sync {
    /// The account, if one was created.
    async fn account(&self) -> Result<Option<Account>, StoreError>;

    /// Creates the account with its root group, its built-in roles, the first groups and its first administrator, who is active.
    /// `None` if there is an account already: nothing was written.
    async fn create_account(&self, new: &NewAccount, now: Timestamp) -> Result<Option<UserId>, StoreError>;

    /// The latest moment that the workspace has seen.
    async fn latest_seen(&self) -> Result<Timestamp, StoreError>;

    /// The active administrators and the groups they administer, by address.
    async fn administrators(&self) -> Result<Vec<AdministratorRecord>, StoreError>;

    /// All settings that were made, by key.
    async fn settings(&self) -> Result<Vec<(String, String)>, StoreError>;

    /// Makes several settings at once; `None` takes one back to its default.
    async fn change_settings(&self, changes: &[(String, Option<String>)], act: Act) -> Result<(), StoreError>;

    /// All groups, in any order.
    async fn groups(&self) -> Result<Vec<Group>, StoreError>;

    /// Adds the groups that are missing, with the groups above them. Returns those that were made, as they were named.
    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError>;

    /// All roles, by id.
    async fn roles(&self) -> Result<Vec<Role>, StoreError>;

    /// What the index keeps of the users with an id above `after`, by id, at most `limit` of them.
    async fn entries(&self, after: UserId, limit: u32) -> Result<Vec<Entry>, StoreError>;

    /// What the index keeps of these users, in any order. Ids that nobody has are passed over.
    async fn entries_of(&self, ids: &[UserId]) -> Result<Vec<Entry>, StoreError>;

    /// The users with these ids, in any order. Ids that nobody has are passed over.
    async fn users(&self, ids: &[UserId]) -> Result<Vec<UserRecord>, StoreError>;

    /// What happened to a user, newest first, at most 200.
    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError>;

    /// The number of the newest change. Each transaction that touches users takes the next one.
    async fn latest_change(&self) -> Result<i64, StoreError>;

    /// Which users changed after change number `after`, and the number of the newest change.
    async fn changes_after(&self, after: i64) -> Result<Changes, StoreError>;

    /// Comes back when this or another process has written to the workspace since the last call (by whomever of this process).
    async fn wait_for_write(&self);

    /// Those of these addresses whom the account knows, in any order.
    async fn known_users(&self, keys: &[AddressKey]) -> Result<Vec<KnownUser>, StoreError>;

    /// Carries a plan out whole, in one transaction, if nobody whom it names has changed since it was made.
    ///
    /// `progress` is called now and then with the share that is done, 0 to 1; when it returns `false`, nothing is written and the
    /// outcome is [`CarriedOut::Cancelled`].
    async fn carry_out(
        &self,
        import: &ImportToCarryOut<'_>,
        act: Act,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError>;

    /// Imports, newest first, at most `limit`, older than `before` if given.
    async fn imports(&self, before: Option<ImportId>, limit: u32) -> Result<Vec<ImportRecord>, StoreError>;

    /// One import.
    async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, StoreError>;

    /// The rows of an import in the order of the file.
    async fn import_rows(&self, id: ImportId) -> Result<Vec<ImportRow>, StoreError>;

    /// The invitation that a link is for, if the link still works: known, pending, not expired.
    async fn invitation_by_token(&self, hash: TokenHash, now: Timestamp) -> Result<Option<OpenInvitation>, StoreError>;

    /// Answers the invitation that a link is for. `None` if the link no longer works; nothing was written then. On acceptance the
    /// user is active, under `name` if they had none; all links of the invitation die.
    async fn answer_invitation(
        &self,
        hash: TokenHash,
        answer: Answer,
        name: Option<&PersonName>,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError>;

    /// Turns what was left `Sending` by a process whose lease is over into `Uncertain`. Returns how many.
    async fn settle_interrupted(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// Takes up to `limit` mails that are due (queued, or deferred and their pause over), oldest first, makes them `Sending` with a
    /// lease until `lease_until`, and stores the hashes of new links that `mint` makes for those that carry one.
    async fn claim_mails(
        &self,
        limit: u32,
        lease_until: Timestamp,
        now: Timestamp,
        mint: &(dyn Fn() -> TokenHash + Send + Sync),
    ) -> Result<Vec<ClaimedMail>, StoreError>;

    /// Writes down what became of claimed mails. A mail that is no longer `Sending` is left as it is. For an invitation that left,
    /// its time begins: `sent_at` and `expires_at` are stored.
    async fn record_deliveries(&self, deliveries: &[Delivery], now: Timestamp) -> Result<(), StoreError>;

    /// The earliest moment at which a mail is due or a lease ends, if any.
    async fn next_mail_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Mails, newest first, in these states (empty: any), older than `before` if given, at most `limit`.
    async fn mails(
        &self,
        states: &[DeliveryState],
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<MailRecord>, StoreError>;

    /// How many mails stand in which state.
    async fn mail_counts(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError>;

    /// One mail.
    async fn mail(&self, id: MailId) -> Result<Option<MailRecord>, StoreError>;

    /// The invitation that a mail is about, as it stands now; for rendering.
    async fn offer(&self, id: InvitationId) -> Result<Option<OpenInvitation>, StoreError>;
}

/// Who changes something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The administrator who acts.
    pub by: UserId,
    /// The machine's clock.
    pub now: Timestamp,
}

/// The account of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it is called.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What a new account begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// What it is called.
    pub name: AccountName,
    /// What its first administrator is called.
    pub administrator_name: PersonName,
    /// Their address.
    pub administrator_address: EmailAddress,
    /// The first groups.
    pub groups: Vec<GroupPath>,
}

/// An active user with the Administrator role somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdministratorRecord {
    /// Who it is.
    pub id: UserId,
    /// Their address.
    pub address: EmailAddress,
    /// What they are called.
    pub name: Option<String>,
    /// The groups that they administer.
    pub groups: Vec<rollcall_domain::GroupId>,
}

/// A user, with what a page of the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRecord {
    /// What the index keeps, too.
    pub entry: Entry,
    /// In which language they are written to.
    pub language: Option<Language>,
    /// When the newest invitation left.
    pub sent_at: Option<Timestamp>,
    /// Who invited them, as they are called or addressed now.
    pub invited_by: Option<String>,
    /// What the mail server said last, if the newest invitation's mail did not go out.
    pub delivery_note: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActivityRecord {
    /// When.
    pub at: Timestamp,
    /// Who did it, as they are called or addressed now; none for Rollcall itself.
    pub by: Option<String>,
    /// What.
    pub verb: Verb,
    /// The group and role concerned, or another particular, in words of the data (`Sales/EMEA: Buyer`).
    pub detail: Option<String>,
    /// The import by which it happened.
    pub import: Option<ImportId>,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The account was created.
    AccountCreated,
    /// A group was added.
    GroupAdded,
    /// Settings were changed.
    SettingsChanged,
    /// An import was carried out.
    ImportCarriedOut,
    /// A user was invited.
    Invited,
    /// A user was invited again.
    InvitedAgain,
    /// An assignment was added.
    AssignmentAdded,
    /// The invitee accepted.
    Accepted,
    /// The invitee declined.
    Declined,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 9] = [
        Self::AccountCreated,
        Self::GroupAdded,
        Self::SettingsChanged,
        Self::ImportCarriedOut,
        Self::Invited,
        Self::InvitedAgain,
        Self::AssignmentAdded,
        Self::Accepted,
        Self::Declined,
    ];

    /// The word in the workspace.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AccountCreated => "account_created",
            Self::GroupAdded => "group_added",
            Self::SettingsChanged => "settings_changed",
            Self::ImportCarriedOut => "import_carried_out",
            Self::Invited => "invited",
            Self::InvitedAgain => "invited_again",
            Self::AssignmentAdded => "assignment_added",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }
}

/// Which users changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The number of the newest change.
    pub latest: i64,
    /// Ranges of ids, first and last, of users that may have changed.
    pub users: Vec<(UserId, UserId)>,
}

/// An import, ready to be carried out.
#[derive(Debug, Clone)]
pub struct ImportToCarryOut<'a> {
    /// The file's name, without its folder.
    pub file_name: &'a str,
    /// SHA-256 of its bytes.
    pub file_hash: [u8; 32],
    /// What was chosen.
    pub options: Options,
    /// What is done.
    pub plan: &'a Plan,
    /// What the account knew of the people of the file when the plan was made, by key.
    pub basis: &'a [KnownUser],
    /// The headers of the table.
    pub headers: &'a [String],
    /// Where its columns are: what is stored of a row is [`Layout::without_report_columns`].
    pub layout: &'a Layout,
    /// The rows as uploaded, one beside each of `plan.rows`.
    pub rows: &'a [TableRow],
}

/// How carrying out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarriedOut {
    /// All of it is written.
    Done(ImportId),
    /// Somebody of the plan, a group or a role has changed since it was made: nothing is written; plan again.
    Stale,
    /// The caller said stop: nothing is written.
    Cancelled,
}

/// An import that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRecord {
    /// Its number.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: Vec<u8>,
    /// When it was carried out.
    pub at: Timestamp,
    /// Who carried it out, as they are called or addressed now.
    pub by: String,
    /// What was chosen.
    pub options: Options,
    /// Rows by outcome.
    pub counts: RowCounts,
    /// Invitations it made.
    pub invitations: u32,
    /// The headers of the table.
    pub headers: Vec<String>,
}

/// One row of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// The row's own number in the file.
    pub number: u32,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The cells as uploaded.
    pub cells: Vec<String>,
    /// What was wrong, or worth knowing.
    pub problems: Vec<Problem>,
}

/// An invitation as its page and its mail show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Which one.
    pub id: InvitationId,
    /// How it stands.
    pub state: InvitationState,
    /// Whom it invites.
    pub user: UserId,
    /// Their address: whoever accepts joins under it.
    pub address: EmailAddress,
    /// What they are called, if that is known.
    pub name: Option<String>,
    /// In which language they are written to.
    pub language: Option<Language>,
    /// What the account is called.
    pub account: String,
    /// What the one who invited is called.
    pub inviter_name: String,
    /// Where the one who invited can be asked.
    pub inviter_address: EmailAddress,
    /// What is offered.
    pub offered: Vec<Assignment>,
    /// When it ends, if it has left.
    pub expires_at: Option<Timestamp>,
}

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An invitation; carries a link.
    Invitation,
    /// The report of an import, to who carried it out.
    ImportReport,
}

/// A mail of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRecord {
    /// Its number.
    pub id: MailId,
    /// What it is for.
    pub kind: MailKind,
    /// Whom it goes to.
    pub to: EmailAddress,
    /// The user it goes to.
    pub user: UserId,
    /// The invitation that it carries.
    pub invitation: Option<InvitationId>,
    /// The import that it reports.
    pub import: Option<ImportId>,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was put into the outbox.
    pub created_at: Timestamp,
    /// When it left.
    pub sent_at: Option<Timestamp>,
    /// When it is tried again, if deferred.
    pub not_before: Option<Timestamp>,
    /// What the server said last, or where the file is.
    pub reply: Option<String>,
}

/// A mail that this process is to send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedMail {
    /// The mail.
    pub mail: MailRecord,
    /// The link that was made for it, as its hash; the caller who minted has the token.
    pub link: Option<TokenHash>,
}

/// What became of a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Which mail.
    pub mail: MailId,
    /// How it stands now: anything but `Sending`. `Queued` gives it back untried.
    pub state: DeliveryState,
    /// What the server said, or where the file is.
    pub reply: Option<String>,
    /// When to try again, if deferred.
    pub not_before: Option<Timestamp>,
    /// When the invitation that it carries ends, if it left.
    pub expires_at: Option<Timestamp>,
}

/// Why the workspace could not do it. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no file, or it cannot be opened.
    #[error("{path} could not be opened: {reason}")]
    NotOpened {
        /// Which file.
        path: PathBuf,
        /// The operating system's words.
        reason: String,
    },
    /// The file is no workspace of Rollcall. It was left as it is.
    #[error("{0} is no Rollcall workspace")]
    Foreign(PathBuf),
    /// The file was written by a newer Rollcall. It was left as it is.
    #[error("{path} was made by a newer Rollcall (format {found}; this one knows {known})")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The file's format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file is damaged. It was left as it is.
    #[error("the workspace is damaged: {0}")]
    Damaged(String),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be written.
    #[error("the workspace may not be written")]
    ReadOnly,
    /// Another process kept the workspace for longer than we wait.
    #[error("another program is writing to the workspace")]
    Busy,
    /// Anything else the database says.
    #[error("the database said: {0}")]
    Database(String),
}
