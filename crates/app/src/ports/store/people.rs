//! What the workspace says of the account, its users and what happened.

use rollcall_domain::{
    AccountKey, AccountName, Assignment, EmailAddress, GroupId, GroupPath, InvitationId, InvitationState, Language,
    PersonName, Timestamp, UserId,
};
use rollcall_index::Entry;

/// The account of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it is called.
    pub name: String,
    /// By what links into the program find it.
    pub key: AccountKey,
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
    pub groups: Vec<GroupId>,
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

/// Which users changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The number of the newest change.
    pub latest: i64,
    /// Ranges of ids, first and last, of users that may have changed.
    pub users: Vec<(UserId, UserId)>,
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
    /// What the one who invited wrote.
    pub message: Option<String>,
    /// Who invited: to whom its answer is told.
    pub invited_by: UserId,
    /// What was said with the answer.
    pub answer_note: Option<String>,
}
