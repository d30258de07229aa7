//! What the workspace says of the account, its users and what happened.

use rollcall_domain::{
    AccountKey, AccountName, Assignment, EmailAddress, GroupId, GroupPath, ImportId, InvitationId, InvitationState,
    Language, PersonName, Timestamp, UserId,
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
    /// How they came to be invited, or to join, last.
    pub came_by: CameBy,
}

/// How somebody came to be invited, or to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CameBy {
    /// They created the account.
    Founding,
    /// An administrator invited them by hand.
    Hand,
    /// A spreadsheet named them.
    Import,
    /// They asked by the join link.
    Link,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "ActivityView"))]
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
    /// An invitation was sent again: it started anew.
    Resent,
    /// An invitation was taken back.
    Cancelled,
    /// What an invitation offers was changed.
    OfferChanged,
    /// A link to an invitation was copied.
    LinkCopied,
    /// An invitation was saved as a mail, with a link.
    MailSaved,
    /// An administrator recorded that the invitee accepted.
    AcceptanceRecorded,
    /// An administrator recorded that the invitee declined.
    DeclineRecorded,
    /// A reminder was put into the outbox.
    Reminded,
    /// A mail came back.
    Bounced,
    /// A user was removed from the account.
    Removed,
    /// A join link was made; the one before died.
    JoinLinkMade,
    /// A join link was switched on or off, or its terms were changed.
    JoinLinkChanged,
    /// Somebody asked to join, and proved their address.
    Requested,
    /// A request was approved.
    RequestApproved,
    /// A request was denied.
    RequestDenied,
    /// Who asked took the request back.
    RequestWithdrawn,
    /// Nobody decided a request in time.
    RequestLapsed,
    /// An address or a domain was blocked.
    Blocked,
    /// An address or a domain is no longer blocked.
    Unblocked,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 28] = [
        Self::AccountCreated,
        Self::GroupAdded,
        Self::SettingsChanged,
        Self::ImportCarriedOut,
        Self::Invited,
        Self::InvitedAgain,
        Self::AssignmentAdded,
        Self::Accepted,
        Self::Declined,
        Self::Resent,
        Self::Cancelled,
        Self::OfferChanged,
        Self::LinkCopied,
        Self::MailSaved,
        Self::AcceptanceRecorded,
        Self::DeclineRecorded,
        Self::Reminded,
        Self::Bounced,
        Self::Removed,
        Self::JoinLinkMade,
        Self::JoinLinkChanged,
        Self::Requested,
        Self::RequestApproved,
        Self::RequestDenied,
        Self::RequestWithdrawn,
        Self::RequestLapsed,
        Self::Blocked,
        Self::Unblocked,
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
            Self::Resent => "resent",
            Self::Cancelled => "cancelled",
            Self::OfferChanged => "offer_changed",
            Self::LinkCopied => "link_copied",
            Self::MailSaved => "mail_saved",
            Self::AcceptanceRecorded => "acceptance_recorded",
            Self::DeclineRecorded => "decline_recorded",
            Self::Reminded => "reminded",
            Self::Bounced => "bounced",
            Self::Removed => "removed",
            Self::JoinLinkMade => "join_link_made",
            Self::JoinLinkChanged => "join_link_changed",
            Self::Requested => "requested",
            Self::RequestApproved => "request_approved",
            Self::RequestDenied => "request_denied",
            Self::RequestWithdrawn => "request_withdrawn",
            Self::RequestLapsed => "request_lapsed",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
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
