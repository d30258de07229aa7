//! The mails of the outbox.

use super::StoreError;
use rollcall_domain::{
    Assignment, DeliveryState, EmailAddress, ImportId, InvitationId, MailId, RequestId, Timestamp, TokenHash, UserId,
};

/// Stored as the reply of a mail that was dropped because its invitation had ended.
pub const INVITATION_ENDED: &str = "invitation_ended";

/// Stored as the reply of a mail that was dropped because what it was about is not there any more.
pub const MATTER_GONE: &str = "matter_gone";

/// What the stored reply of a mail begins with that was put off too often; the server's last words follow.
pub const GIVEN_UP: &str = "given_up ";

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An invitation; carries a link.
    Invitation,
    /// Calls an invitation to mind; carries a link.
    Reminder,
    /// The report of an import, to who carried it out.
    ImportReport,
    /// Tells a member what they gained.
    Gained,
    /// Tells the one who invited how an invitation was answered.
    Answer,
    /// Asks whoever asked to join to prove that the address is theirs; carries a link.
    Confirm,
    /// Tells whoever asked again that their request waits; carries a link to it.
    Waiting,
    /// Tells a member that somebody asked to join with their address.
    Member,
    /// Tells whoever asked that they are a member now.
    Approved,
    /// Tells whoever asked that they are not let in.
    Denied,
    /// Tells whoever asked that nobody decided.
    Lapsed,
    /// Tells an administrator that somebody asks to join.
    Request,
    /// Tells an administrator once a day who asks to join.
    Requests,
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
    /// The user it goes to; none: it goes to who asked to join.
    pub user: Option<UserId>,
    /// The join request that it is about.
    pub request: Option<RequestId>,
    /// The invitation that it carries, or calls to mind.
    pub invitation: Option<InvitationId>,
    /// The invitation whose answer it tells.
    pub answered: Option<InvitationId>,
    /// The import that it reports.
    pub import: Option<ImportId>,
    /// What it says was gained.
    pub gained: Vec<Assignment>,
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
    /// When its invitation ends, as it says; none until it is taken to be sent, and when it did not leave.
    pub ends_at: Option<Timestamp>,
    /// What the server said last, where the file is, or of one that was dropped [`INVITATION_ENDED`] or [`MATTER_GONE`]; see [`GIVEN_UP`].
    pub reply: Option<String>,
}

/// The turn to deliver: one process at a time has it. Dropping it gives it back, and so does the end of the process, however it ends.
///
/// With it come the notes of who has it: what was begun, and how it ended. Whoever has the turn next reads them, and so knows of every mail
/// that a dead process had claimed whether it may have left.
pub struct DeliveryTurn {
    /// How many mails a dead process had begun without knowing how it ended; they are `Uncertain` now.
    pub interrupted: u32,
    notes: Box<dyn DeliveryNotes>,
}

/// What whoever delivers notes beside the workspace. Notes outlast the process, not the machine: they are written for every mail, and must
/// cost microseconds.
pub trait DeliveryNotes: Send + Sync {
    /// This try of a claimed mail begins: from here on it may be taken. A mail of which this was not noted did not leave.
    ///
    /// # Errors
    /// It could not be noted: the mail must not leave.
    fn begun(&self, mail: MailId, attempt: u32) -> Result<(), StoreError>;

    /// What became of this try.
    ///
    /// # Errors
    /// It could not be noted. If the process dies before it is recorded, the mail is uncertain.
    fn ended(&self, delivery: &Delivery, attempt: u32) -> Result<(), StoreError>;

    /// Everything that was claimed is recorded; notes begin anew.
    ///
    /// # Errors
    /// The notes could not be emptied. They do no harm.
    fn forget(&self, now: Timestamp) -> Result<(), StoreError>;
}

impl DeliveryTurn {
    /// A turn that lasts as long as what keeps its notes (an open file with a lock on it).
    pub fn new(notes: impl DeliveryNotes + 'static, interrupted: u32) -> Self {
        Self { interrupted, notes: Box::new(notes) }
    }

    /// Where is noted what happens to claimed mails.
    pub fn notes(&self) -> &dyn DeliveryNotes {
        self.notes.as_ref()
    }
}

/// What came of claiming mails.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// The mails to send now, oldest first.
    pub mails: Vec<ClaimedMail>,
    /// How many were due but were `Dropped` instead, since their invitation has ended, or their request is not what they say any more.
    pub dropped: u32,
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
    /// What the server said, or where the file is. None leaves what was said before.
    pub reply: Option<String>,
    /// When to try again, if deferred.
    pub not_before: Option<Timestamp>,
}
