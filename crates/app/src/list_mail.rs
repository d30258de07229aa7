//! List the outbox, and show one of its mails as it reads.

use crate::{
    App, Error, Permit,
    ports::store::{GIVEN_UP, INVITATION_ENDED, MATTER_GONE, MailKind, MailRecord},
    words::say,
    write_mail::Desk,
};
use rollcall_domain::{DeliveryState, MailId, Timestamp};
use serde::{Deserialize, Serialize};

/// Which mails are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MailQuery {
    /// How they stand: any of these; empty for all.
    pub states: Vec<DeliveryState>,
    /// Those older than this one; none for the newest.
    pub before: Option<MailId>,
    /// How many at most.
    pub limit: u32,
}

/// A page of the outbox, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MailPage {
    /// The mails.
    pub mails: Vec<MailRow>,
    /// How many there are of each state.
    pub counts: MailCounts,
}

/// How many mails stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs, reason = "each is the number of mails in the delivery state of that name")]
pub struct MailCounts {
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub queued: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub sending: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub sent: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub deferred: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub failed: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub uncertain: u64,
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub dropped: u64,
}

/// A mail as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MailRow {
    /// Its number.
    pub id: MailId,
    /// What it is for.
    pub kind: MailKind,
    /// Whom it goes to.
    pub to: String,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was put into the outbox.
    pub created_at: Timestamp,
    /// When it left.
    pub sent_at: Option<Timestamp>,
    /// When it is tried again.
    pub not_before: Option<Timestamp>,
    /// What the server said last, the name of the file, or why it did not go out.
    pub reply: Option<String>,
}

/// A mail as it reads. Its link is not in it: that exists in the sent mail only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MailView {
    /// What the list shows, too.
    #[serde(flatten)]
    pub row: MailRow,
    /// Who sends it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML document.
    pub html: String,
}

impl App {
    /// A page of the outbox.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_mail(&self, by: &Permit, query: &MailQuery) -> Result<MailPage, Error> {
        by.require_root()?;
        let mails = self.store().mails(&query.states, query.before, query.limit).await?;
        let mut counts = MailCounts::default();
        for (state, number) in self.store().mail_counts().await? {
            *match state {
                DeliveryState::Queued => &mut counts.queued,
                DeliveryState::Sending => &mut counts.sending,
                DeliveryState::Sent => &mut counts.sent,
                DeliveryState::Deferred => &mut counts.deferred,
                DeliveryState::Failed => &mut counts.failed,
                DeliveryState::Uncertain => &mut counts.uncertain,
                DeliveryState::Dropped => &mut counts.dropped,
            } = number;
        }
        Ok(MailPage { mails: mails.into_iter().map(MailRow::from).collect(), counts })
    }

    /// One mail as it reads, or will read.
    ///
    /// # Errors
    /// There is no such mail, or what it is about is gone; or the workspace could not be read.
    pub async fn show_mail(&self, by: &Permit, id: MailId) -> Result<MailView, Error> {
        by.require_root()?;
        let mail = self.store().mail(id).await?.ok_or(Error::NotFound)?;
        let desk = Desk::open(self).await?;
        let date = match mail.sent_at {
            Some(sent_at) => sent_at,
            None => self.now().await?,
        };
        let written = desk.write(&mail, None, date).await?.ok_or(Error::NotFound)?;
        Ok(MailView {
            row: mail.into(),
            from: format!("{} <{}>", written.from.0, written.from.1),
            subject: written.rendered.subject,
            text: written.rendered.text,
            html: written.rendered.html,
        })
    }
}

/// A stored reply as people read it: what the server said, or why no server was asked.
pub(crate) fn reply_in_words(reply: String) -> String {
    match reply.as_str() {
        INVITATION_ENDED => say("mail-invitation-ended", &[]),
        MATTER_GONE => say("mail-matter-gone", &[]),
        _ => match reply.strip_prefix(GIVEN_UP) {
            Some(words) => say("mail-given-up", &[("words", &words)]),
            None => reply,
        },
    }
}

impl From<MailRecord> for MailRow {
    fn from(mail: MailRecord) -> Self {
        Self {
            id: mail.id,
            kind: mail.kind,
            to: mail.to.to_string(),
            state: mail.state,
            attempts: mail.attempts,
            created_at: mail.created_at,
            sent_at: mail.sent_at,
            not_before: mail.not_before,
            reply: mail.reply.map(reply_in_words),
        }
    }
}
