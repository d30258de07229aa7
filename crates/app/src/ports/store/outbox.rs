//! The mails of the outbox.

use rollcall_domain::{DeliveryState, EmailAddress, ImportId, InvitationId, MailId, Timestamp, TokenHash, UserId};

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
