//! Invitations: making them, and what happens to them until they end.

use rollcall_domain::{
    Assignment, DeliveryState, EmailAddress, ImportId, InvitationId, InvitationState, Note, RequestNotices, Timestamp,
    UserId,
    import::{KnownUser, PlannedPerson},
};

/// People to invite by hand, planned from what the account knew of them.
#[derive(Debug, Clone)]
pub struct InviteToCarryOut<'a> {
    /// What is done for whom. All of their groups exist.
    pub people: &'a [PlannedPerson],
    /// What the account knew of them, by key.
    pub basis: &'a [KnownUser],
    /// The number of the newest change ([`super::Store::latest_change`]) before the account was asked for that.
    pub basis_change: i64,
    /// What the one who invites writes to them; kept with every invitation that is made or starts anew.
    pub message: Option<&'a Note>,
}

/// How inviting by hand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// All of it is written.
    Done,
    /// One of them, a group or a role has changed meanwhile: nothing is written.
    Stale,
}

/// An invitation, with what a list and its actions need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRecord {
    /// Which one.
    pub id: InvitationId,
    /// Whom it invites.
    pub user: UserId,
    /// Their address.
    pub address: EmailAddress,
    /// What they are called, if that is known.
    pub name: Option<String>,
    /// How it stands.
    pub state: InvitationState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its time began: it left, or a link was given out.
    pub sent_at: Option<Timestamp>,
    /// When it ends, or ended.
    pub expires_at: Option<Timestamp>,
    /// When it was answered or cancelled.
    pub answered_at: Option<Timestamp>,
    /// Who answered or cancelled it, as they are called or addressed now: the invitee, or an administrator.
    pub answered_by: Option<String>,
    /// What was said with the answer: the reason of who declined, or how the answer came that an administrator recorded.
    pub answer_note: Option<String>,
    /// Who invited.
    pub invited_by: UserId,
    /// What they are called or how they are addressed now.
    pub inviter: String,
    /// What the one who invited wrote to them.
    pub message: Option<String>,
    /// What is offered, or became theirs; of an invitation that is not the user's newest, none.
    pub offered: Vec<Assignment>,
    /// How many reminders were put into the outbox since its time began.
    pub reminders: u32,
    /// The last day of the schedule that a reminder stood for; 0 for none.
    pub reminded_through_day: u16,
    /// How its newest mail (invitation or reminder) went.
    pub delivery: Option<DeliveryState>,
    /// What the server said of that, if it did not arrive for certain.
    pub delivery_note: Option<String>,
    /// When that mail was last taken to be sent.
    pub mail_taken_at: Option<Timestamp>,
    /// The import by which it was made.
    pub import: Option<ImportId>,
}

/// Why a link is given out by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// To be copied.
    Copied,
    /// In a mail that is saved as a file.
    SavedAsMail,
}

/// What one administrator wants to be told by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Preferences {
    /// When somebody whom they invited has answered.
    pub mail_answers: bool,
    /// When somebody asks to join whom they may let in.
    pub mail_requests: RequestNotices,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { mail_answers: true, mail_requests: RequestNotices::Each }
    }
}
