//! Deliver what is due in the outbox: one round.

use crate::{
    App, Error,
    ports::{
        Courier, SendOutcome,
        store::{Delivery, MATTER_GONE, MailRecord, StoreError},
    },
    write_mail::Desk,
};
use rollcall_domain::{DeliveryState, Timestamp, Token, TokenHash, mail::pause_after};
use serde::Serialize;
use std::sync::{Mutex, PoisonError};

/// What became of the mails of one round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Round {
    /// Left.
    pub sent: u32,
    /// To be tried again later.
    pub deferred: u32,
    /// Not to be tried again.
    pub failed: u32,
    /// Perhaps taken; with those that were being sent when the program died.
    pub uncertain: u32,
    /// Another process is delivering: nothing was done here.
    #[serde(skip)]
    pub elsewhere: bool,
}

/// How often it is tried to write down what became of a mail, while another process keeps the workspace: the store waits each time.
const TRIES_TO_RECORD: u32 = 6;

impl App {
    /// Sends every mail that is due, one after the other. One process at a time does so.
    ///
    /// Only the mail that is in the courier's hand is `Sending`. If the program dies, that one is uncertain, and all others wait.
    ///
    /// # Errors
    /// Nothing can leave at all, or no longer, for a reason that concerns every mail alike: all that are left wait as they were. Or the
    /// workspace failed. What was sent until then is written down.
    pub async fn deliver_mail(&self) -> Result<Round, Error> {
        if !self.any_due().await? {
            return Ok(Round::default());
        }
        let Some(turn) = self.store().begin_delivering(self.outside.clock.now()).await? else {
            return Ok(Round { elsewhere: true, ..Round::default() });
        };
        let mut round = Round { uncertain: turn.interrupted, ..Round::default() };
        if !self.any_due().await? {
            return Ok(round);
        }
        let desk = Desk::open(self).await?;
        let mut courier = self
            .outside
            .post
            .open(&desk.settings.mail_route, self.mail_password(&desk.settings.mail_route)?.as_deref())
            .await?;
        let result = desk.deliver(courier.as_mut(), &mut round).await;
        courier.close().await;
        result.map(|()| round)
    }

    async fn any_due(&self) -> Result<bool, Error> {
        let now = self.now().await?;
        Ok(self.store().next_mail_due().await?.is_some_and(|due| due <= now))
    }

    /// When the next mail is due, if one waits.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn next_mail_due(&self) -> Result<Option<Timestamp>, Error> {
        Ok(self.store().next_mail_due().await?)
    }
}

impl Desk<'_> {
    async fn deliver(&self, courier: &mut dyn Courier, round: &mut Round) -> Result<(), Error> {
        loop {
            let now = self.app.now().await?;
            let minted = Mutex::new(None);
            let mint = || -> TokenHash {
                let token = Token::mint(self.app.outside.dice.as_ref());
                let hash = token.hash();
                *minted.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
                hash
            };
            let claim = self.app.store().claim_mails(1, self.end_from(now), now, &mint).await?;
            round.failed += claim.ended;
            let Some(claimed) = claim.mails.into_iter().next() else { return Ok(()) };
            let token = minted.into_inner().unwrap_or_else(PoisonError::into_inner);
            let (delivery, stop) = self.send(courier, &claimed.mail, token.as_ref(), now, round).await;
            self.record(&delivery).await?;
            if let Some(why) = stop {
                return Err(why);
            }
        }
    }

    /// Sends a mail. Returns what became of it, and, if no other need be tried, why.
    async fn send(
        &self,
        courier: &mut dyn Courier,
        mail: &MailRecord,
        token: Option<&Token>,
        now: Timestamp,
        round: &mut Round,
    ) -> (Delivery, Option<Error>) {
        let untried = Delivery { mail: mail.id, state: DeliveryState::Queued, reply: None, not_before: None };
        let link = token.and_then(|token| self.link(token));
        let outcome = match self.write(mail, link, now).await {
            Ok(Some(outgoing)) => courier.send(&outgoing).await,
            Ok(None) => SendOutcome::Failed(MATTER_GONE.to_owned()),
            Err(error @ Error::Store(_)) => return (untried, Some(error)),
            // It could not be written (a report could not be made). That concerns this mail alone.
            Err(error) => SendOutcome::Deferred(error.sentence()),
        };
        let (state, reply, counter) = match outcome {
            SendOutcome::Sent(reply) => (DeliveryState::Sent, reply, &mut round.sent),
            SendOutcome::Deferred(reply) => (DeliveryState::Deferred, reply, &mut round.deferred),
            SendOutcome::Failed(reply) => (DeliveryState::Failed, reply, &mut round.failed),
            SendOutcome::Uncertain(reply) => (DeliveryState::Uncertain, reply, &mut round.uncertain),
            SendOutcome::RouteLost(problem) => return (untried, Some(problem.into())),
        };
        *counter += 1;
        let after = self.app.outside.clock.now().max(now);
        let not_before = (state == DeliveryState::Deferred).then(|| after.plus_seconds(pause_after(mail.attempts)));
        (Delivery { mail: mail.id, state, reply: Some(reply), not_before }, None)
    }

    /// Writes down what became of a mail: the server may have it, so this is not given up easily.
    async fn record(&self, delivery: &Delivery) -> Result<(), Error> {
        for _ in 1..TRIES_TO_RECORD {
            match self.record_once(delivery).await {
                Err(StoreError::Busy) => {}
                result => return Ok(result?),
            }
        }
        Ok(self.record_once(delivery).await?)
    }

    async fn record_once(&self, delivery: &Delivery) -> Result<(), StoreError> {
        self.app.store().record_deliveries(std::slice::from_ref(delivery), self.app.outside.clock.now()).await
    }
}
