//! Open the page of an invitation, and answer it. Whoever holds the link may; nobody else is asked for.

use crate::{App, Error, ports::store::OpenInvitation, write_mail::in_words};
use rollcall_domain::{AccountKey, Note, PersonName, Timestamp, Token, UserId, invitation::Answer};

/// What the page of an invitation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationPage {
    /// The invitation.
    pub invitation: OpenInvitation,
    /// Path and role of what is offered.
    pub offered: Vec<(String, String)>,
    /// When it ends, if that is settled.
    pub ends: Option<Timestamp>,
}

impl App {
    /// What a link's page shows. `None` for every link that does not work, whatever the reason. Changes nothing.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn open_invitation(&self, link_text: &str) -> Result<Option<InvitationPage>, Error> {
        let Some(token) = Token::from_link_text(link_text) else { return Ok(None) };
        let found = self.store().invitation_by_token(token.hash(), self.outside.clock.now()).await?;
        let Some(invitation) = found else { return Ok(None) };
        let offered = in_words(&invitation.offered, &self.group_tree().await?, &self.store().roles().await?);
        Ok(Some(InvitationPage { ends: invitation.expires_at, invitation, offered }))
    }

    /// Answers the invitation of a link. `None` if the link does not work, or no longer: nothing was changed.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn answer_invitation(
        &self,
        link_text: &str,
        answer: Answer,
        name: Option<&PersonName>,
        note: Option<&Note>,
    ) -> Result<Option<UserId>, Error> {
        let Some(token) = Token::from_link_text(link_text) else { return Ok(None) };
        Ok(self.store().answer_invitation(token.hash(), answer, name, note, self.outside.clock.now()).await?)
    }

    /// What the account is called, for pages that belong to no invitation.
    ///
    /// # Errors
    /// There is no account, or the workspace could not be read.
    pub async fn account_name(&self) -> Result<String, Error> {
        Ok(self.store().account().await?.ok_or(Error::NoAccount)?.name)
    }

    /// By what links into the program find the account.
    ///
    /// # Errors
    /// There is no account, or the workspace could not be read.
    pub async fn account_key(&self) -> Result<AccountKey, Error> {
        Ok(self.store().account().await?.ok_or(Error::NoAccount)?.key)
    }
}
