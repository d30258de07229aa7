//! Handing mails over, on one connection or several.

use super::works::{Letter, Works};
use crate::ports::{Courier, SendOutcome, mail::RouteProblem, store::Delivery};
use futures_util::{StreamExt as _, future::Either, stream::FuturesUnordered};
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// How long a mail that is being handed over is waited for when the round is to end. Then it is left, and uncertain.
const GRACE: Duration = Duration::from_secs(3);

/// Where letters come from. One waits for the next at a time.
type Letters = Mutex<mpsc::Receiver<Letter>>;

/// Whom outcomes are told.
type Told = mpsc::UnboundedSender<Delivery>;

impl Works<'_> {
    /// Carries letters until no more come, on so many connections at most. Those that cannot be opened are done without, and so are those
    /// that are lost; if none is left, that ends the round.
    pub(super) async fn carry(
        &self,
        courier: Box<dyn Courier>,
        connections: u8,
        letters: mpsc::Receiver<Letter>,
        told: Told,
    ) {
        let letters = Mutex::new(letters);
        let carriers = FuturesUnordered::new();
        carriers.push(Either::Left(self.carry_with(courier, &letters, &told)));
        for _ in 1..connections {
            carriers.push(Either::Right(self.carry_anew(&letters, &told)));
        }
        tokio::select! {
            lost = carriers.fold(None, async |lost, ended| ended.or(lost)) => {
                // While the round goes on, carriers end only if their way is lost.
                if let Some(problem) = lost && !self.is_over() {
                    self.end_because(problem.into());
                }
            }
            () = async { self.over().await; tokio::time::sleep(GRACE).await } => {}
        }
        // If they ended for another reason, nobody is left to carry all the same.
        self.end();
    }

    /// Opens one more connection, and carries with it. `None` if there is none to be had.
    async fn carry_anew(&self, letters: &Letters, told: &Told) -> Option<RouteProblem> {
        let opened = tokio::select! {
            opened = self.way.open() => opened,
            () = self.over() => return None,
        };
        match opened {
            Ok(courier) => self.carry_with(courier, letters, told).await,
            Err(problem) => {
                tracing::info!(%problem, "the mail server gives no further connection");
                None
            }
        }
    }

    /// Carries on one connection. Returns why it was lost, if it was.
    async fn carry_with(&self, mut courier: Box<dyn Courier>, letters: &Letters, told: &Told) -> Option<RouteProblem> {
        let mut lost = None;
        let mut next = None;
        while let Some(letter) = self.next_letter(next.take(), letters).await {
            // With a throttle each waits for its time, and it is not known yet which one is next.
            let following = if self.app.delivering.pace.is_set() { None } else { one_that_waits(letters) };
            let mail = following.as_ref().map(|letter| &letter.mail);
            let outcome = courier.hand_over(&letter.mail, mail, &|| self.begins(&letter)).await;
            let tell = |letter: &Letter, outcome| {
                // Whoever keeps the round hears of it for as long as anything is in hand.
                let _ = told.send(self.ended(letter.id, letter.attempt, letter.claimed_at, outcome));
            };
            if let SendOutcome::RouteLost(problem) = &outcome {
                lost = Some(problem.clone());
            }
            let goes_on = !matches!(outcome, SendOutcome::RouteLost(_) | SendOutcome::Held);
            tell(&letter, outcome);
            if !goes_on {
                if let Some(letter) = &following {
                    tell(letter, SendOutcome::Held);
                }
                break;
            }
            next = following;
        }
        courier.close().await;
        lost
    }

    /// The next letter, when it may leave. `None` when no more is to be begun: what was taken stays in hand.
    async fn next_letter(&self, taken: Option<Letter>, letters: &Letters) -> Option<Letter> {
        let wait = async {
            let letter = match taken {
                Some(letter) => letter,
                None => letters.lock().await.recv().await?,
            };
            self.app.delivering.pace.take_place().await;
            Some(letter)
        };
        if self.is_over() {
            return None;
        }
        tokio::select! {
            letter = wait => letter,
            () = self.over() => None,
        }
    }
}

/// A letter that is there already, if there is one.
fn one_that_waits(letters: &Letters) -> Option<Letter> {
    letters.try_lock().ok()?.try_recv().ok()
}
