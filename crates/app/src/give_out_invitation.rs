//! Give an invitation out by hand: copy a link to it, or save it as a mail for another program. Each carries a link of its own.

use crate::{
    App, Error, Permit,
    ports::store::{InvitationRecord, LinkUse, MailKind, MailRecord},
    write_mail::Desk,
};
use rollcall_domain::{DeliveryState, InvitationId, InvitationStatus, MailId, Timestamp, Token};
use serde::Serialize;
use url::Url;

/// A link that was made to be copied. It is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CopiedLink {
    /// The link.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub link: Url,
    /// Until when it works.
    pub ends: Timestamp,
}

impl App {
    /// Makes one more link to an invitation. Those that were made before work on. If the invitation's time has not begun, it begins.
    ///
    /// # Errors
    /// It cannot be answered any more, or the workspace could not be written: no link was made.
    pub async fn copy_link(&self, by: &Permit, id: InvitationId) -> Result<CopiedLink, Error> {
        self.my_invitation(by, id).await?;
        let desk = Desk::open(self).await?;
        let (link, ends) = self.mint(by, &desk, id, LinkUse::Copied).await?;
        Ok(CopiedLink { link, ends })
    }

    /// What the file of [`App::save_as_mail`] may be called, to ask for its place before a link is made.
    ///
    /// # Errors
    /// The invitation cannot be answered any more, or the workspace could not be read.
    pub async fn saved_mail_name(&self, by: &Permit, id: InvitationId) -> Result<String, Error> {
        let record = self.my_invitation(by, id).await?;
        match InvitationStatus::of(record.state, record.expires_at, self.now().await?) {
            InvitationStatus::Pending | InvitationStatus::Expiring => Ok(file_name(&record)),
            _ => Err(self.why_not(id).await?),
        }
    }

    /// Writes an invitation as a mail (RFC 5322) with a link of its own, to be sent by another program.
    ///
    /// # Errors
    /// It cannot be answered any more, it is for an address that mail cannot be sent to, or the workspace could not be written.
    pub async fn save_as_mail(&self, by: &Permit, id: InvitationId) -> Result<Vec<u8>, Error> {
        let record = self.my_invitation(by, id).await?;
        let desk = Desk::open(self).await?;
        let (link, ends) = self.mint(by, &desk, id, LinkUse::SavedAsMail).await?;
        let now = self.now().await?;
        // A mail that never was in the outbox: its Message-ID is the invitation's own.
        let mail = MailRecord {
            id: MailId(0),
            kind: MailKind::Invitation,
            to: record.address.clone(),
            user: Some(record.user),
            request: None,
            invitation: Some(id),
            answered: None,
            import: None,
            gained: Vec::new(),
            state: DeliveryState::Queued,
            attempts: 0,
            created_at: now,
            sent_at: None,
            not_before: None,
            ends_at: Some(ends),
            reply: None,
        };
        let mut written = desk.write(&mail, Some(link), now).await?.ok_or(Error::NotFound)?;
        written.message_id = format!("invitation-{id}.{}@{}", now.as_millis(), desk.from.key().domain());
        self.outside.post.as_file(&written).map_err(Error::MailRefused)
    }

    async fn mint(
        &self,
        by: &Permit,
        desk: &Desk<'_>,
        id: InvitationId,
        used: LinkUse,
    ) -> Result<(Url, Timestamp), Error> {
        let token = Token::mint(self.outside.dice.as_ref());
        let link = desk.link(MailKind::Invitation, &token).ok_or(Error::NotFound)?;
        let ends_at = desk.end_from(self.now().await?);
        match self.store().give_out_link(id, token.hash(), ends_at, used, self.act(by)).await? {
            Some(ends) => Ok((link, ends)),
            None => Err(self.why_not(id).await?),
        }
    }
}

/// The address as the name of a file on every system.
fn file_name(record: &InvitationRecord) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "@.-_+".contains(c) { c } else { '_' };
    let stem: String = record.address.as_str().chars().map(plain).take(100).collect();
    format!("{}.eml", stem.trim_start_matches('.'))
}
