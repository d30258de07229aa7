//! Deliver what is due in the outbox: one round.
//!
//! A round is a small works. `keep` claims mails in batches and writes down in batches what became of them; `write` puts a batch into words;
//! `carry` hands them over, on one connection or, if many wait, on several. They run at the same time, and pass mails on in channels.
//! Whatever is claimed is *in hand* until it is known how it ended. What of it was begun is noted with the turn, so that if the program
//! dies, whoever has the turn next knows which mails may have left and which did not.

mod carry;
mod keep;
mod pace;
mod works;
mod write;

use crate::{App, Error, write_mail::Desk};
use pace::Pace;
use rollcall_domain::Timestamp;
use serde::Serialize;
use tokio::sync::watch;
use works::{Way, Works};

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
    /// Perhaps taken; with those that were begun when the program died.
    pub uncertain: u32,
    /// Not sent, since nobody needed them any more.
    pub dropped: u32,
    /// Another process is delivering: nothing was done here.
    #[serde(skip)]
    pub elsewhere: bool,
    /// Mails wait, because an administrator has paused them.
    #[serde(skip)]
    pub paused: bool,
}

/// What an [`App`] remembers of delivering from one round to the next.
#[derive(Default)]
pub(crate) struct Delivering {
    stop: watch::Sender<bool>,
    pace: Pace,
}

impl App {
    /// Sends every mail that is due, unless an administrator has paused them, no faster than they set. One process at a time does so.
    ///
    /// With a throttle this can last for hours; [`App::stop_delivering`] ends it soon. If the program dies meanwhile, the mails that were
    /// being handed over are uncertain, one for each connection; all others stand as they ended, or wait.
    ///
    /// # Errors
    /// Nothing can leave at all, or no longer, for a reason that concerns every mail alike: all that are left wait as they were. Or the
    /// workspace failed. What was sent until then is written down.
    pub async fn deliver_mail(&self) -> Result<Round, Error> {
        if *self.delivering.stop.borrow() || !self.any_due().await? {
            return Ok(Round::default());
        }
        let Some(turn) = self.store().begin_delivering(self.outside.clock.now()).await? else {
            return Ok(Round { elsewhere: true, ..Round::default() });
        };
        let round = Round { uncertain: turn.interrupted, ..Round::default() };
        if !self.any_due().await? {
            return Ok(round);
        }
        let settings = Desk::open(self).await?.settings;
        if settings.mail_paused {
            return Ok(Round { paused: true, ..round });
        }
        let password = self.mail_password(&settings.mail_route)?;
        self.delivering.pace.set(settings.mail_per_minute);
        let way = Way { post: &*self.outside.post, route: settings.mail_route, password };
        let courier = tokio::select! {
            opened = async { self.delivering.pace.is_near().await; way.open().await } => opened?,
            () = self.delivering_is_stopped() => return Ok(round),
        };
        Works::new(self, &turn, way).run(courier, round).await
    }

    /// Ends a round that is running, soon: mails that are being handed over are waited for, though not for long, and all others wait as they
    /// were. No round begins in this [`App`] any more.
    pub fn stop_delivering(&self) {
        self.delivering.stop.send_replace(true);
    }

    /// When the next mail is due by the machine's clock, if one waits; none while mail is paused. One that is due already is due now.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn next_mail_due(&self) -> Result<Option<Timestamp>, Error> {
        let Some(due) = self.store().next_mail_due().await? else { return Ok(None) };
        if self.settings().await?.mail_paused {
            return Ok(None);
        }
        self.by_the_machine(due).await.map(Some)
    }

    async fn any_due(&self) -> Result<bool, Error> {
        let now = self.now().await?;
        Ok(self.store().next_mail_due().await?.is_some_and(|due| due <= now))
    }

    async fn delivering_is_stopped(&self) {
        // The sender lives as long as `self`.
        let _ = self.delivering.stop.subscribe().wait_for(|stopped| *stopped).await;
    }
}
