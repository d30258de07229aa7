//! Why a use case was not carried out: a stable code for programs, and a sentence that says what happened, what was not done, and what to
//! do now.

use crate::{
    act_on_invitations::Reason,
    ports::{StoreError, Unreadable, mail::RouteProblem},
    words::say,
};
use rollcall_domain::import::NoTable;
use serde::Serialize;

/// Why a use case was not carried out. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The workspace is empty: no account was created in it.
    NoAccount,
    /// There is an account in the workspace already.
    AccountExists,
    /// Nobody, or nobody yet, was named who may do this. Says who could be.
    NotPermitted(NotPermitted),
    /// What was typed is not right.
    InvalidInput(Vec<FieldProblem>),
    /// A file gave no table.
    Unreadable {
        /// The file's name.
        file: String,
        /// Why.
        why: Unreadable,
    },
    /// A table has not the columns of an import.
    NotATable {
        /// The file's name.
        file: String,
        /// Why.
        why: NoTable,
    },
    /// The account changed since the plan was made.
    PlanStale,
    /// A plan removes users from the account, and nobody has agreed to so many.
    RemovalsUnconfirmed {
        /// How many users it removes.
        removals: u32,
    },
    /// The administrator said stop.
    Cancelled,
    /// There is no such thing.
    NotFound,
    /// It cannot be done with this invitation, as it stands.
    Invitation {
        /// Why.
        reason: Reason,
        /// The same with all that is known.
        message: String,
    },
    /// Nobody would be left who administers the whole account.
    LastAdministrator,
    /// It cannot be removed while something is in it, or somebody has it: the same with all that is known.
    InUse(String),
    /// A file is no mail that reports that others could not be delivered: its name.
    NotABounce(String),
    /// The workspace could not do it.
    Store(StoreError),
    /// No mail can leave.
    Mail(RouteProblem),
    /// The server did not take this mail: its own words.
    MailRefused(String),
    /// The keyring could not be used: its own words.
    Keyring(String),
    /// A file could not be made: the reason.
    FileNotMade(String),
    /// There are more rows than this number, which is as many as a sheet has.
    TooManyRows(u32),
}

/// Why somebody may not act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPermitted {
    /// There are several administrators: their addresses, to choose from.
    ChooseOne(Vec<String>),
    /// This address is no active administrator's.
    NotAdministrator(String),
    /// It needs an administrator of the root group.
    NeedsRoot,
    /// It needs an administrator of a group above the one that they administer.
    NeedsGroupAbove,
}

/// One field that is not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FieldProblem {
    /// The field's name in the input.
    pub field: String,
    /// What is wrong with it, in words.
    pub message: String,
}

/// The stable code of an [`Error`]: the window decides by it what to offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "FailureCode"))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the code of the error with that name, explained there")]
pub enum ErrorCode {
    NoWorkspace,
    AlreadyExists,
    NotPermitted,
    InvalidInput,
    FileUnreadable,
    NotATable,
    PlanStale,
    RemovalsUnconfirmed,
    PlanGone,
    Cancelled,
    NotFound,
    InvitationNotOpen,
    LastAdministrator,
    InUse,
    NotABounce,
    WorkspaceNotOpened,
    WorkspaceForeign,
    WorkspaceNewer,
    WorkspaceDamaged,
    WorkspaceReadOnly,
    WorkspaceLost,
    DiskFull,
    Busy,
    Database,
    MailUnreachable,
    MailNotSecure,
    MailNotAccepted,
    MailFolder,
    MailRefused,
    Keyring,
    JoinService,
    FileNotWritten,
    Internal,
}

impl Error {
    /// The stable code.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NoAccount => ErrorCode::NoWorkspace,
            Self::AccountExists => ErrorCode::AlreadyExists,
            Self::NotPermitted(_) => ErrorCode::NotPermitted,
            Self::InvalidInput(_) => ErrorCode::InvalidInput,
            Self::Unreadable { .. } => ErrorCode::FileUnreadable,
            Self::NotATable { .. } => ErrorCode::NotATable,
            Self::PlanStale => ErrorCode::PlanStale,
            Self::RemovalsUnconfirmed { .. } => ErrorCode::RemovalsUnconfirmed,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::NotFound => ErrorCode::NotFound,
            Self::Invitation { .. } => ErrorCode::InvitationNotOpen,
            Self::LastAdministrator => ErrorCode::LastAdministrator,
            Self::InUse(_) => ErrorCode::InUse,
            Self::NotABounce(_) => ErrorCode::NotABounce,
            Self::Store(error) => match error {
                StoreError::NotOpened { .. } => ErrorCode::WorkspaceNotOpened,
                StoreError::Foreign(_) => ErrorCode::WorkspaceForeign,
                StoreError::Newer { .. } => ErrorCode::WorkspaceNewer,
                StoreError::Damaged(_) => ErrorCode::WorkspaceDamaged,
                StoreError::ReadOnly => ErrorCode::WorkspaceReadOnly,
                StoreError::Full => ErrorCode::DiskFull,
                StoreError::Busy => ErrorCode::Busy,
                StoreError::LogTaken => ErrorCode::WorkspaceLost,
                StoreError::Database(_) => ErrorCode::Database,
            },
            Self::Mail(problem) => match problem {
                RouteProblem::Unreachable(_) => ErrorCode::MailUnreachable,
                RouteProblem::NotSecure(_) => ErrorCode::MailNotSecure,
                RouteProblem::NotAccepted(_) => ErrorCode::MailNotAccepted,
                RouteProblem::Folder(_) => ErrorCode::MailFolder,
            },
            Self::MailRefused(_) => ErrorCode::MailRefused,
            Self::Keyring(_) => ErrorCode::Keyring,
            Self::FileNotMade(_) | Self::TooManyRows(_) => ErrorCode::FileNotWritten,
        }
    }

    /// What happened, what was not done, and what to do now.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoAccount => say("error-no-account", &[]),
            Self::AccountExists => say("error-account-exists", &[]),
            Self::NotPermitted(NotPermitted::ChooseOne(who)) => say("error-choose-one", &[("who", &who.join(", "))]),
            Self::NotPermitted(NotPermitted::NotAdministrator(who)) => say("error-not-administrator", &[("who", who)]),
            Self::NotPermitted(NotPermitted::NeedsRoot) => say("error-needs-root", &[]),
            Self::NotPermitted(NotPermitted::NeedsGroupAbove) => say("error-needs-group-above", &[]),
            Self::InvalidInput(problems) => {
                let all: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
                say("error-invalid-input", &[("problems", &all.join(" "))])
            }
            Self::Unreadable { file, why } => unreadable(file, why),
            Self::NotATable { file, why } => no_table(file, why),
            Self::PlanStale => say("error-plan-stale", &[]),
            Self::RemovalsUnconfirmed { removals } => say("error-removals-unconfirmed", &[("count", removals)]),
            Self::Cancelled => say("error-cancelled", &[]),
            Self::NotFound => say("error-not-found", &[]),
            Self::Invitation { message, .. } => say("error-invitation", &[("message", message)]),
            Self::LastAdministrator => say("error-last-administrator", &[]),
            Self::InUse(what) => say("error-in-use", &[("what", what)]),
            Self::NotABounce(file) => say("error-not-a-bounce", &[("file", file)]),
            Self::Store(error) => store(error),
            Self::Mail(problem) => match problem {
                RouteProblem::Unreachable(why) => say("error-mail-unreachable", &[("why", why)]),
                RouteProblem::NotSecure(why) => say("error-mail-not-secure", &[("why", why)]),
                RouteProblem::NotAccepted(why) => say("error-mail-not-accepted", &[("why", why)]),
                RouteProblem::Folder(why) => say("error-mail-folder", &[("why", why)]),
            },
            Self::MailRefused(why) => say("error-mail-refused", &[("why", why)]),
            Self::Keyring(why) => say("error-keyring", &[("why", why)]),
            Self::FileNotMade(why) => say("error-file-not-made", &[("why", why)]),
            Self::TooManyRows(limit) => say("error-too-many-rows", &[("limit", limit)]),
        }
    }

    /// One field that is not right.
    pub fn field(field: &str, message: String) -> Self {
        Self::InvalidInput(vec![FieldProblem { field: field.to_owned(), message }])
    }
}

fn unreadable(file: &str, why: &Unreadable) -> String {
    let file = ("file", &file as &dyn ToString);
    match why {
        Unreadable::NotOpened(why) => say("error-file-not-opened", &[file, ("why", why)]),
        Unreadable::TooLarge(limit) => say("error-file-too-large", &[file, ("limit", limit)]),
        Unreadable::Empty => say("error-file-empty", &[file]),
        Unreadable::OtherKind(kind) => say("error-file-other-kind", &[file, ("kind", kind)]),
        Unreadable::KindNotSupported(kind) => say("error-file-kind-not-supported", &[file, ("kind", kind)]),
        Unreadable::Encrypted => say("error-file-encrypted", &[file]),
        Unreadable::NotText(line) => say("error-file-not-text", &[file, ("line", line)]),
        Unreadable::TooManyRows(limit) => say("error-file-too-many-rows", &[file, ("limit", limit)]),
        Unreadable::TooManyColumns(limit) => say("error-file-too-many-columns", &[file, ("limit", limit)]),
        Unreadable::CellTooLong { row, limit } => {
            say("error-file-cell-too-long", &[file, ("row", row), ("limit", limit)])
        }
        Unreadable::NoSuchSheet(sheet) => say("error-file-no-such-sheet", &[file, ("sheet", sheet)]),
        Unreadable::DamagedOrTooComplex => say("error-file-damaged", &[file]),
    }
}

fn no_table(file: &str, why: &NoTable) -> String {
    let file = ("file", &file as &dyn ToString);
    match why {
        NoTable::NoHeader => say("error-table-no-header", &[file]),
        NoTable::ColumnsMissing(columns) => {
            let columns: Vec<_> = columns.iter().map(|column| column.word()).collect();
            say("error-table-columns-missing", &[file, ("columns", &columns.join(", ")), ("count", &columns.len())])
        }
        NoTable::ColumnTwice(column) => say("error-table-column-twice", &[file, ("column", &column.word())]),
        NoTable::NoRows => say("error-table-no-rows", &[file]),
    }
}

/// Why somebody has to say what the columns of a table mean: the beginning of what they are told.
pub(crate) fn unclear_columns(why: &NoTable) -> String {
    match why {
        // Nobody is asked about a table without rows.
        NoTable::NoHeader | NoTable::NoRows => say("columns-no-header", &[]),
        NoTable::ColumnsMissing(columns) => {
            let words: Vec<_> = columns.iter().map(|column| column.word()).collect();
            say("columns-missing", &[("columns", &words.join(", ")), ("count", &words.len())])
        }
        NoTable::ColumnTwice(column) => say("columns-twice", &[("column", &column.word())]),
    }
}

fn store(error: &StoreError) -> String {
    match error {
        StoreError::NotOpened { path, reason } => {
            say("error-workspace-not-opened", &[("path", &path.display()), ("why", reason)])
        }
        StoreError::Foreign(path) => say("error-workspace-foreign", &[("path", &path.display())]),
        StoreError::Newer { path, found, known } => {
            say("error-workspace-newer", &[("path", &path.display()), ("found", found), ("known", known)])
        }
        StoreError::Damaged(why) => say("error-workspace-damaged", &[("why", why)]),
        StoreError::Full => say("error-disk-full", &[]),
        StoreError::ReadOnly => say("error-workspace-read-only", &[]),
        StoreError::Busy => say("error-workspace-busy", &[]),
        StoreError::LogTaken => say("error-workspace-lost", &[]),
        StoreError::Database(why) => say("error-database", &[("why", why)]),
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl std::error::Error for Error {}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<RouteProblem> for Error {
    fn from(problem: RouteProblem) -> Self {
        Self::Mail(problem)
    }
}
