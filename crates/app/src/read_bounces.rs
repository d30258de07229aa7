//! Read mails that came back, and show it where their recipients stand.

use crate::{App, Error, Permit, ports::mail::Bounce};
use rollcall_domain::MailId;
use serde::Serialize;

/// What a mail that reports failures was found to say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BounceOutcome {
    /// The addresses whose mail is marked as failed now.
    pub recorded: Vec<String>,
    /// How many failures it reports of mails that are not ours, or are known to have failed.
    pub others: u32,
}

impl App {
    /// Reads a mail that a server sent back (RFC 3464), as the bytes that came, and marks ours that it names as failed.
    ///
    /// # Errors
    /// It is no such mail, or the workspace could not be written.
    pub async fn read_bounce(&self, by: &Permit, file: &str, bytes: &[u8]) -> Result<BounceOutcome, Error> {
        by.require_root()?;
        let bounces = self.outside.post.read_bounce(bytes);
        if bounces.is_empty() {
            return Err(Error::NotABounce(file.to_owned()));
        }
        let created_at = self.store().account().await?.ok_or(Error::NoAccount)?.created_at.as_millis();
        let mut outcome = BounceOutcome::default();
        for bounce in bounces {
            match self.record_bounce(&bounce, created_at).await? {
                Some(address) => outcome.recorded.push(address),
                None => outcome.others += 1,
            }
        }
        Ok(outcome)
    }

    /// Marks the mail that came back as failed, if it is one of this account and left. Gives its address.
    async fn record_bounce(&self, bounce: &Bounce, account: i64) -> Result<Option<String>, Error> {
        let Some((id, created_at)) = mail_of(&bounce.message_id, account) else { return Ok(None) };
        let Some(mail) = self.store().mail(id).await? else { return Ok(None) };
        // The number alone could be another account's, or guessed.
        if mail.created_at.as_millis() != created_at {
            return Ok(None);
        }
        let recorded = self.store().record_bounce(id, &bounce.words, self.outside.clock.now()).await?;
        Ok(recorded.then(|| mail.to.to_string()))
    }
}

/// The number and the moment of a mail, as its Message-ID says them: `17.1795251600000.1795251500000@acme.example`.
fn mail_of(message_id: &str, account: i64) -> Option<(MailId, i64)> {
    let (left, _) = message_id.split_once('@')?;
    let mut numbers = left.split('.').map(str::parse::<i64>);
    let (mail, created_at, of) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    (of == account && numbers.next().is_none()).then_some((MailId(mail), created_at))
}
