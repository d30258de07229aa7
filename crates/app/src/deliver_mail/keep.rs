//! Keeping the books of a round: claiming mails, and writing down what became of them.

use super::{Round, works::Works};
use crate::{
    Error,
    ports::store::{Delivery, MailRecord, StoreError},
    write_mail::Desk,
};
use rollcall_domain::{DeliveryState, Timestamp, Token, TokenHash};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

/// How many mails are claimed first, and at most, at once. What is claimed when the machine loses its power is uncertain afterwards, so no
/// more is claimed than leaves in about a second.
const FIRST: u32 = 64;
const MOST: u32 = 512;
const FEWEST: u32 = 16;

/// If more than so many wait, several connections are opened.
const MANY: usize = 50;

/// For so many seconds mails are claimed ahead when they are throttled.
const AHEAD: u32 = 2;

/// What became of so many mails is written down at once, or of as many as ended in so long.
const RECORDED_AT_ONCE: usize = 256;
const RECORDED_AFTER: Duration = Duration::from_millis(50);

/// After so many mails the notes of the turn are begun anew. Nothing can be in hand then.
const MOST_NOTED: usize = 20_000;

/// How often it is tried to write down what became of mails, while another process keeps the workspace: the store waits each time.
const TRIES_TO_RECORD: u32 = 6;

/// Mails that were claimed together, and what is needed to write them.
pub(super) struct Batch<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) now: Timestamp,
    pub(super) mails: Vec<(MailRecord, Option<Token>)>,
}

impl Batch<'_> {
    /// How many connections they are worth.
    pub(super) fn connections(&self) -> u8 {
        if self.mails.len() > MANY { self.desk.settings.mail_connections } else { 1 }
    }
}

/// How many to claim at once: about as many as leave in a second.
struct Size {
    mails: u32,
    claimed: Instant,
}

impl Size {
    fn first() -> Self {
        Self { mails: FIRST, claimed: Instant::now() }
    }

    /// By how fast those before were gone.
    fn next(&mut self) -> u32 {
        let took = self.claimed.elapsed();
        if took < Duration::from_millis(500) {
            self.mails = (self.mails * 2).min(MOST);
        } else if took > Duration::from_secs(2) {
            self.mails = (self.mails / 2).max(FEWEST);
        }
        self.claimed = Instant::now();
        self.mails
    }
}

impl<'a> Works<'a> {
    /// The first batch, if anything is due.
    pub(super) async fn claim_first(&self, round: &mut Round) -> Result<Option<Batch<'a>>, Error> {
        if self.is_over() { Ok(None) } else { self.claim(FIRST, round).await }
    }

    /// Claims and records until nothing is due any more and nothing is in hand, or the round is over.
    pub(super) async fn keep(
        &self,
        first: Option<Batch<'a>>,
        batches: mpsc::Sender<Batch<'a>>,
        mut outcomes: mpsc::UnboundedReceiver<Delivery>,
        round: &mut Round,
    ) -> Result<(), Error> {
        let mut told = Vec::with_capacity(RECORDED_AT_ONCE);
        let kept = match first {
            Some(first) => self.keep_on(first, &batches, &mut outcomes, &mut told, round).await,
            None => Ok(()),
        };
        self.end();
        // Now the others end, too, each when the mail in its hand has.
        drop(batches);
        // What could not be written down before is tried once more.
        while let Some(delivery) = outcomes.recv().await {
            told.push(delivery);
        }
        told.extend(self.put_down());
        self.record(&mut told, round).await?;
        // If the workspace failed, the notes stay: whoever has the turn next settles by them whatever was claimed without our knowing.
        if kept.is_ok()
            && let Err(error) = self.turn.notes().forget(self.app.outside.clock.now())
        {
            tracing::warn!(%error, "the notes of the delivery could not be emptied");
        }
        kept
    }

    async fn keep_on(
        &self,
        first: Batch<'a>,
        batches: &mpsc::Sender<Batch<'a>>,
        outcomes: &mut mpsc::UnboundedReceiver<Delivery>,
        told: &mut Vec<Delivery>,
        round: &mut Round,
    ) -> Result<(), Error> {
        let mut size = Size::first();
        let mut noted = first.mails.len();
        let mut record_by = Instant::now();
        let mut more = true;
        // If nobody takes a batch, the round is over, and what is in hand is put down.
        let _ = batches.send(first).await;
        while !self.is_over() {
            while let Ok(delivery) = outcomes.try_recv() {
                if told.is_empty() {
                    record_by = Instant::now() + RECORDED_AFTER;
                }
                told.push(delivery);
            }
            let in_hand = self.number_in_hand();
            // Given back: a connection was lost, and others may carry it.
            let back = told.iter().any(|delivery| delivery.state == DeliveryState::Queued);
            if in_hand == 0 || back || told.len() >= RECORDED_AT_ONCE {
                self.record(told, round).await?;
            }
            more |= back;
            if in_hand == 0 {
                if !more {
                    break;
                }
                if noted >= MOST_NOTED {
                    self.turn.notes().forget(self.app.outside.clock.now())?;
                    noted = 0;
                }
            }
            // With a throttle what was claimed waits for its time: no more is claimed until all of it has left.
            let has_room = in_hand <= if self.app.delivering.pace.is_set() { 0 } else { size.mails as usize / 2 };
            let wants = more && noted < MOST_NOTED && has_room;
            tokio::select! {
                biased;
                () = self.over() => {}
                () = self.app.delivering.pace.is_near(), if wants => match self.claim(size.next(), round).await? {
                    Some(batch) => {
                        noted += batch.mails.len();
                        let _ = batches.send(batch).await;
                    }
                    None => more = false,
                },
                Some(delivery) = outcomes.recv(), if in_hand > 0 => told.push(delivery),
                () = sleep_until(record_by), if !told.is_empty() => self.record(told, round).await?,
            }
        }
        self.record(told, round).await
    }

    /// Claims what is due, as the settings are now. `None`: nothing is to leave any more.
    async fn claim(&self, limit: u32, round: &mut Round) -> Result<Option<Batch<'a>>, Error> {
        let app = self.app;
        let desk = Desk::open(app).await?;
        round.paused = desk.settings.mail_paused;
        if round.paused || desk.settings.mail_route != self.way.route {
            // Another way is for another round.
            return Ok(None);
        }
        app.delivering.pace.set(desk.settings.mail_per_minute);
        let limit = match desk.settings.mail_per_minute {
            Some(mails) => limit.min((u32::from(mails) * AHEAD / 60).max(1)),
            None => limit,
        };
        let now = app.now().await?;
        let minted: Mutex<HashMap<TokenHash, Token>> = Mutex::default();
        let mint = || {
            let token = Token::mint(app.outside.dice.as_ref());
            let hash = token.hash();
            minted.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, token);
            hash
        };
        let claim = app.store().claim_mails(limit, desk.end_from(now), now, &mint).await?;
        round.dropped += claim.dropped;
        if claim.mails.is_empty() {
            return Ok(None);
        }
        self.take(claim.mails.iter().map(|claimed| claimed.mail.id));
        let mut minted = minted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mails = claim.mails.into_iter().map(|claimed| {
            let token = claimed.link.and_then(|hash| minted.remove(&hash));
            (claimed.mail, token)
        });
        Ok(Some(Batch { mails: mails.collect(), desk, now }))
    }

    /// Writes down what became of mails: the server may have them, so this is not given up easily.
    async fn record(&self, told: &mut Vec<Delivery>, round: &mut Round) -> Result<(), Error> {
        let mut tries = 1;
        while let Err(error) = self.app.store().record_deliveries(told, self.app.outside.clock.now()).await {
            if error != StoreError::Busy || tries == TRIES_TO_RECORD {
                return Err(error.into());
            }
            tries += 1;
        }
        for delivery in told.drain(..) {
            match delivery.state {
                DeliveryState::Sent => round.sent += 1,
                DeliveryState::Deferred => round.deferred += 1,
                DeliveryState::Failed => round.failed += 1,
                DeliveryState::Uncertain => round.uncertain += 1,
                DeliveryState::Dropped => round.dropped += 1,
                DeliveryState::Queued | DeliveryState::Sending => {}
            }
        }
        Ok(())
    }
}
