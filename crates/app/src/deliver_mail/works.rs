//! What those who work on a round share.

use super::{Round, keep::Batch};
use crate::ports::{
    Courier, OutgoingMail, Post, SendOutcome,
    mail::RouteProblem,
    store::{Delivery, DeliveryTurn, GIVEN_UP, MATTER_GONE},
};
use crate::settings::MailRoute;
use crate::{App, Error};
use rollcall_domain::{
    DeliveryState, MailId, Timestamp,
    mail::{LAST_ATTEMPT, pause_after},
};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{mpsc, watch};

/// How many mails are written ahead of those that are being handed over.
const WRITTEN_AHEAD: usize = 128;

/// One round at work.
pub(super) struct Works<'a> {
    pub(super) app: &'a App,
    pub(super) turn: &'a DeliveryTurn,
    pub(super) way: Way<'a>,
    /// What was claimed and has not ended, and whether it was begun: it may have been taken then.
    in_hand: Mutex<HashMap<MailId, bool>>,
    over: watch::Sender<bool>,
    trouble: Mutex<Option<Error>>,
}

/// How mails leave.
pub(super) struct Way<'a> {
    pub(super) post: &'a dyn Post,
    pub(super) route: MailRoute,
    pub(super) password: Option<String>,
}

impl Way<'_> {
    pub(super) async fn open(&self) -> Result<Box<dyn Courier>, RouteProblem> {
        self.post.open(&self.route, self.password.as_deref()).await
    }
}

/// A mail that is ready to be handed over.
pub(super) struct Letter {
    pub(super) id: MailId,
    pub(super) attempt: u32,
    pub(super) claimed_at: Timestamp,
    pub(super) mail: OutgoingMail,
}

impl<'a> Works<'a> {
    pub(super) fn new(app: &'a App, turn: &'a DeliveryTurn, way: Way<'a>) -> Self {
        let (in_hand, trouble) = (Mutex::default(), Mutex::default());
        Self { app, turn, way, in_hand, over: watch::Sender::new(false), trouble }
    }

    /// Delivers until nothing is due any more.
    pub(super) async fn run(self, courier: Box<dyn Courier>, mut round: Round) -> Result<Round, Error> {
        let (batches, claimed) = mpsc::channel::<Batch<'_>>(1);
        let (written, letters) = mpsc::channel::<Letter>(WRITTEN_AHEAD);
        let (told, outcomes) = mpsc::unbounded_channel::<Delivery>();
        // The first batch says whether many wait.
        let first = match self.claim_first(&mut round).await {
            Ok(first) => first,
            Err(error) => {
                courier.close().await;
                return Err(error);
            }
        };
        let connections = first.as_ref().map_or(1, Batch::connections);
        let ((), (), kept) = tokio::join!(
            self.write(claimed, written, told.clone()),
            self.carry(courier, connections, letters, told),
            self.keep(first, batches, outcomes, &mut round),
        );
        let trouble = self.trouble().take();
        kept.and(trouble.map_or(Ok(()), Err))?;
        Ok(round)
    }

    /// The round is over, whatever is still in hand. What is being handed over is waited for.
    pub(super) fn end(&self) {
        self.over.send_replace(true);
    }

    /// The round is over, for a reason that is told. The first reason stands.
    pub(super) fn end_because(&self, why: Error) {
        self.trouble().get_or_insert(why);
        self.end();
    }

    /// Whether nothing new is to be begun.
    pub(super) fn is_over(&self) -> bool {
        *self.over.borrow() || *self.app.delivering.stop.borrow()
    }

    /// Comes back when nothing new is to be begun.
    pub(super) async fn over(&self) {
        let mut over = self.over.subscribe();
        tokio::select! {
            _ = over.wait_for(|over| *over) => {}
            () = self.app.delivering_is_stopped() => {}
        }
    }

    /// These mails are in hand from now on.
    pub(super) fn take(&self, mails: impl Iterator<Item = MailId>) {
        self.in_hand().extend(mails.map(|id| (id, false)));
    }

    /// How many mails are in hand.
    pub(super) fn number_in_hand(&self) -> usize {
        self.in_hand().len()
    }

    /// This mail is about to be handed over. Whether it may be: it may not without a note.
    pub(super) fn begins(&self, letter: &Letter) -> bool {
        match self.turn.notes().begun(letter.id, letter.attempt) {
            Ok(()) => {
                self.in_hand().insert(letter.id, true);
                true
            }
            Err(error) => {
                self.end_because(error.into());
                false
            }
        }
    }

    /// What became of a try.
    pub(super) fn ended(&self, id: MailId, attempt: u32, claimed_at: Timestamp, outcome: SendOutcome) -> Delivery {
        let (state, reply) = match outcome {
            SendOutcome::Sent(reply) => (DeliveryState::Sent, Some(reply)),
            SendOutcome::Deferred(reply) if attempt >= LAST_ATTEMPT => {
                (DeliveryState::Failed, Some(format!("{GIVEN_UP}{reply}")))
            }
            SendOutcome::Deferred(reply) => (DeliveryState::Deferred, Some(reply)),
            SendOutcome::Failed(reply) => (DeliveryState::Failed, Some(reply)),
            SendOutcome::Uncertain(reply) => (DeliveryState::Uncertain, Some(reply)),
            SendOutcome::Held | SendOutcome::RouteLost(_) => (DeliveryState::Queued, None),
        };
        let now = self.app.outside.clock.now().max(claimed_at);
        let not_before = (state == DeliveryState::Deferred).then(|| now.plus_seconds(pause_after(attempt)));
        self.noted(Delivery { mail: id, state, reply, not_before }, attempt)
    }

    /// What a mail was about is not there any more: it is not tried.
    pub(super) fn dropped(&self, id: MailId, attempt: u32) -> Delivery {
        let reply = Some(MATTER_GONE.to_owned());
        self.noted(Delivery { mail: id, state: DeliveryState::Dropped, reply, not_before: None }, attempt)
    }

    /// What became of a try is noted, and the mail is not in hand any more.
    fn noted(&self, delivery: Delivery, attempt: u32) -> Delivery {
        if let Err(error) = self.turn.notes().ended(&delivery, attempt) {
            // If the program dies now, the mail is uncertain; else it is recorded as it ended.
            tracing::warn!(%error, "what became of a mail could not be noted");
        }
        self.in_hand().remove(&delivery.mail);
        delivery
    }

    /// What is left in hand when nobody works on it any more: those that were begun may be there, all others wait.
    pub(super) fn put_down(&self) -> Vec<Delivery> {
        let left = std::mem::take(&mut *self.in_hand());
        let state = |begun| if begun { DeliveryState::Uncertain } else { DeliveryState::Queued };
        let delivery = |(mail, begun)| Delivery { mail, state: state(begun), reply: None, not_before: None };
        left.into_iter().map(delivery).collect()
    }

    fn in_hand(&self) -> MutexGuard<'_, HashMap<MailId, bool>> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn trouble(&self) -> MutexGuard<'_, Option<Error>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
