//! What happened: the record of who did what, to whom, when, and what it was before. It only ever grows.

use super::StoreError;
use async_trait::async_trait;
use rollcall_domain::{ActivityId, ImportId, Timestamp, UserId};

/// The record of a workspace.
#[async_trait]
pub trait ActivityStore: Send + Sync {
    /// What happened to a user, and to join requests with their address, newest first, at most 200.
    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError>;

    /// What happened, newest first: the entries of the filter's window, and how many match in all.
    async fn activity(&self, filter: &ActivityFilter<'_>) -> Result<ActivityFound, StoreError>;

    /// The same entries without how many match, for whoever goes through all of them: those of the filter's window that are older than `older_than`.
    async fn activity_entries(
        &self,
        filter: &ActivityFilter<'_>,
        older_than: Option<ActivityId>,
    ) -> Result<Vec<ActivityRecord>, StoreError>;

    /// Everybody who ever did something, as they are called or addressed now, by that; without Rollcall itself, and without those who only
    /// answered an invitation of their own.
    async fn actors(&self) -> Result<Vec<(UserId, String)>, StoreError>;

    /// Works every link of the chain out again: each transaction's entries are hashed (SHA-256) with the hash of the transaction before. `head`
    /// is a hash that was noted earlier: it must be one of the chain's.
    async fn verify_activity(&self, head: Option<&[u8; 32]>) -> Result<ChainState, StoreError>;
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "ActivityView"))]
pub struct ActivityRecord {
    /// Its number: later things have higher ones, and no number is left out.
    pub id: ActivityId,
    /// When.
    pub at: Timestamp,
    /// Who did it, as they are called or addressed now; none for Rollcall itself.
    pub by: Option<String>,
    /// What.
    pub verb: Verb,
    /// To whom.
    pub user: Option<UserId>,
    /// What they are called or how they are addressed now; of somebody who asked to join, what they called themself.
    pub whom: Option<String>,
    /// The group and role concerned, or another particular, in words of the data (`Sales/EMEA: Buyer`); of a change, what it was and what it is
    /// (`Sales: Buyer → Approver`).
    pub detail: Option<String>,
    /// The import by which it happened.
    pub import: Option<ImportId>,
    /// All entries of its act, if it can be undone now by whoever reads a page or a history: by them the act is undone, and by its own number
    /// what happened to this user alone. The store leaves it out, and says it where it is asked what is undoable.
    pub undo: Option<ActRange>,
}

/// Which entries are wanted. Everything that is set must hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct ActivityFilter<'a> {
    /// Done by, or done to, one of these; none for everybody and everything.
    pub people: Option<&'a [UserId]>,
    /// Done to this user, also before they were one: what happened to join requests with their address.
    pub user: Option<UserId>,
    /// Done to one of these only: the users whom a group's administrator sees; none for an administrator of the account.
    pub seen: Option<&'a [UserId]>,
    /// Done by this user.
    pub by: Option<UserId>,
    /// Any of these; empty for all.
    pub verbs: &'a [Verb],
    /// By this import.
    pub import: Option<ImportId>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// How many to pass over.
    pub offset: u64,
    /// How many at most.
    pub limit: u32,
}

/// A page of what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFound {
    /// The entries, newest first.
    pub entries: Vec<ActivityRecord>,
    /// How many match.
    pub total: u64,
}

/// Entries of one transaction, from the first to the last: by them it can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActRange {
    /// The first entry.
    pub first: ActivityId,
    /// The last entry.
    pub last: ActivityId,
}

/// What came out of working the chain out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainState {
    /// Every entry is as it was written.
    Whole {
        /// How many entries there are.
        entries: u64,
        /// The hash of the newest link: whoever notes it can tell later that nothing before was changed. All zero if there are no entries.
        head: [u8; 32],
    },
    /// Something was changed, taken away or put in; what comes before this entry is as it was written.
    Broken {
        /// The first entry of the transaction whose hash is another one.
        at: ActivityId,
    },
    /// The chain is whole, but the hash that was noted is not in it: all of it was written anew.
    AnotherChain,
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
    /// What a member has was changed.
    RolesChanged,
    /// A removal from the account was undone.
    RemovalUndone,
    /// A change of what somebody has was undone.
    RolesChangeUndone,
    /// What an import did to a user whom it invited was undone.
    ImportUndone,
    /// A group got another name.
    GroupRenamed,
    /// A group was moved into another one.
    GroupMoved,
    /// A group went into another one, with all that was in it.
    GroupMerged,
    /// An empty group was removed.
    GroupRemoved,
    /// A role was added.
    RoleAdded,
    /// The name, the meaning or the givers of a role were changed.
    RoleChanged,
    /// A role that nobody had was removed.
    RoleRemoved,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 39] = [
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
        Self::RolesChanged,
        Self::RemovalUndone,
        Self::RolesChangeUndone,
        Self::ImportUndone,
        Self::GroupRenamed,
        Self::GroupMoved,
        Self::GroupMerged,
        Self::GroupRemoved,
        Self::RoleAdded,
        Self::RoleChanged,
        Self::RoleRemoved,
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
            Self::RolesChanged => "roles_changed",
            Self::RemovalUndone => "removal_undone",
            Self::RolesChangeUndone => "roles_change_undone",
            Self::ImportUndone => "import_undone",
            Self::GroupRenamed => "group_renamed",
            Self::GroupMoved => "group_moved",
            Self::GroupMerged => "group_merged",
            Self::GroupRemoved => "group_removed",
            Self::RoleAdded => "role_added",
            Self::RoleChanged => "role_changed",
            Self::RoleRemoved => "role_removed",
        }
    }
}
