//! Letting mails leave when they are due.

use super::Shared;
use rollcall_app::{Error, ports::mail::RouteProblem};
use std::{
    future::pending,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::sleep;

/// How long mail waits after nothing could leave at all, unless somebody asks.
const PAUSE_IN_TROUBLE: Duration = Duration::from_mins(1);

/// How long mail waits after the server did not accept the user or the password, unless somebody asks: whoever knocks every minute with a
/// wrong password is locked out.
const PAUSE_WHEN_REFUSED: Duration = Duration::from_hours(1);

/// How long is waited while another process delivers, until it is seen whether it still does.
const PAUSE_FOR_ANOTHER: Duration = Duration::from_secs(10);

/// How long is waited after a round for which nothing was left to do though something seemed due.
const PAUSE_FOR_NOTHING: Duration = Duration::from_secs(1);

pub(super) async fn keep_delivering(shared: Arc<Shared>) {
    let mut pause = None;
    loop {
        let next = if pause.is_none() { shared.until(shared.app.next_mail_due().await) } else { None };
        let nap = pause.or(next.map(|next| next.min(shared.pace.beat)));
        let is_due = tokio::select! {
            biased;
            () = shared.asked.notified() => true,
            // Whatever else happens in the workspace is no reason to knock at a closed door again.
            () = shared.something_new.notified(), if pause.is_none() => false,
            () = wait(nap) => next == Some(Duration::ZERO),
        };
        pause = if is_due { shared.deliver().await } else { None };
    }
}

async fn wait(nap: Option<Duration>) {
    match nap {
        Some(nap) => sleep(nap).await,
        None => pending().await,
    }
}

impl Shared {
    /// One round of delivery. Says how long to wait before the next look, if not as long as the next mail says.
    async fn deliver(&self) -> Option<Duration> {
        self.delivered.send_modify(|delivered| delivered.begun += 1);
        let result = self.app.deliver_mail().await;
        let did_nothing = result
            .as_ref()
            .is_ok_and(|round| round.sent + round.deferred + round.failed + round.uncertain + round.dropped == 0);
        let pause = match &result {
            Err(Error::Mail(RouteProblem::NotAccepted(_))) => Some(PAUSE_WHEN_REFUSED),
            Err(_) => Some(PAUSE_IN_TROUBLE),
            Ok(round) if round.elsewhere => Some(PAUSE_FOR_ANOTHER),
            Ok(_) => did_nothing.then_some(PAUSE_FOR_NOTHING),
        };
        let is_news = self.mail.is_news(result.err());
        self.delivered.send_modify(|delivered| delivered.ended = delivered.begun);
        // Who was told that mails are leaving is told that they are not.
        let was_seen = self.seen_delivering.swap(false, Ordering::AcqRel);
        if was_seen || is_news {
            (self.told)();
        }
        pause
    }
}
