//! Ask to join, by the join link: what its page shows, what is typed there, and what whoever asked does with the link that they are mailed.

use crate::{
    App, Error,
    ports::store::{Ask, AskTaken, RequestRecord},
};
use rollcall_domain::{MailDomain, Token};

/// How many askings are taken up at once.
const AT_ONCE: u32 = 200;

/// What the page of the join link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinPage {
    /// What the account is called.
    pub account: String,
    /// What its administrators say to who comes.
    pub welcome: Option<String>,
    /// In which domains an address must be; empty: any.
    pub domains: Vec<MailDomain>,
}

/// What became of an asking. None of it tells anything about the address that was not written on the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is written down. Whatever there is to say to the address is mailed to it.
    Taken,
    /// The link does not work (any more).
    NoLink,
    /// The link is for other domains than the address is in.
    NotAdmitted,
    /// More ask than can be answered now.
    Busy,
}

impl App {
    /// What a join link's page shows. `None` for every link that does not work, whatever the reason. Changes nothing.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn open_join_link(&self, link_text: &str) -> Result<Option<JoinPage>, Error> {
        let Some(secret) = Token::from_link_text(link_text) else { return Ok(None) };
        let found = self.store().join_link_by_secret(secret.hash(), self.outside.clock.now()).await?;
        let Some(link) = found else { return Ok(None) };
        let welcome = link.terms.welcome.map(String::from);
        Ok(Some(JoinPage { account: self.account_name().await?, welcome, domains: link.terms.domains }))
    }

    /// Writes down that somebody asks to join. Whether the address is known is looked at later, by [`App::take_up_asks`].
    ///
    /// # Errors
    /// The workspace could not be written: nothing was written down.
    pub async fn ask_to_join(&self, link_text: &str, ask: &Ask) -> Result<Asked, Error> {
        let Some(secret) = Token::from_link_text(link_text) else { return Ok(Asked::NoLink) };
        let now = self.outside.clock.now();
        let Some(link) = self.store().join_link_by_secret(secret.hash(), now).await? else {
            return Ok(Asked::NoLink);
        };
        if !link.terms.admits(&ask.address.key()) {
            return Ok(Asked::NotAdmitted);
        }
        Ok(match self.store().ask_to_join(secret.hash(), ask, now).await? {
            AskTaken::Taken => Asked::Taken,
            AskTaken::NoLink => Asked::NoLink,
            AskTaken::TooMany => Asked::Busy,
        })
    }

    /// Looks at what was asked since the last time, and puts into the outbox what there is to say to each address. Returns how many were
    /// looked at.
    ///
    /// # Errors
    /// The workspace could not be written: they wait.
    pub async fn take_up_asks(&self) -> Result<u32, Error> {
        Ok(self.store().take_up_asks(AT_ONCE, self.outside.clock.now()).await?)
    }

    /// When the next asking can be taken up by the machine's clock, if one waits. One that can be already can be now.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn next_ask_due(&self) -> Result<Option<rollcall_domain::Timestamp>, Error> {
        match self.store().next_ask_due(self.outside.clock.now()).await? {
            Some(due) => self.by_the_machine(due).await.map(Some),
            None => Ok(None),
        }
    }

    /// The request of a link that was mailed to who asked: to prove their address, or to see how it stands. `None` for every link that does
    /// not work, whatever the reason. Changes nothing.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn open_request(&self, link_text: &str) -> Result<Option<RequestRecord>, Error> {
        let Some(token) = Token::from_link_text(link_text) else { return Ok(None) };
        Ok(self.store().request_by_link(token.hash(), self.outside.clock.now()).await?)
    }

    /// Whoever asked proves their address: the request waits for the administrators now. `false` if there is nothing to prove (any more):
    /// nothing was changed.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn confirm_request(&self, link_text: &str) -> Result<bool, Error> {
        let Some(token) = Token::from_link_text(link_text) else { return Ok(false) };
        Ok(self.store().confirm_request(token.hash(), self.outside.clock.now()).await?)
    }

    /// Whoever asked takes the request back. `false` if it does not wait (any more): nothing was changed.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn withdraw_request(&self, link_text: &str) -> Result<bool, Error> {
        let Some(token) = Token::from_link_text(link_text) else { return Ok(false) };
        Ok(self.store().withdraw_request(token.hash(), self.outside.clock.now()).await?)
    }
}
