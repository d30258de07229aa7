//! Delivering mail in the background: when one is due, and when somebody asks.

use crate::{desktop::Desktop, events::Event, failure::Failure, shell::locked};
use rollcall_app::App;
use rollcall_domain::{Clock as _, Timestamp};
use rollcall_host::SystemClock;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::sleep};

/// How long mail waits after nothing could leave at all, unless somebody asks.
const PAUSE_IN_TROUBLE: Duration = Duration::from_mins(1);

/// How long is waited while another process delivers, until it is seen whether it still does.
const PAUSE_FOR_ANOTHER: Duration = Duration::from_secs(10);

/// How the mails of a workspace get away.
pub(crate) struct Outbox {
    desktop: Arc<dyn Desktop>,
    round: tokio::sync::Mutex<()>,
    delivering: AtomicBool,
    ended: AtomicBool,
    trouble: Mutex<Option<Failure>>,
    something_new: Notify,
    /// A round has ended, whoever asked for it.
    tried: Notify,
}

impl Outbox {
    pub(super) fn new(desktop: Arc<dyn Desktop>) -> Self {
        Self {
            desktop,
            round: tokio::sync::Mutex::new(()),
            delivering: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            trouble: Mutex::new(None),
            something_new: Notify::new(),
            tried: Notify::new(),
        }
    }

    /// What stops all mail, if something does.
    pub(crate) fn trouble(&self) -> Option<Failure> {
        locked(&self.trouble).clone()
    }

    /// Whether mails are leaving at this moment.
    pub(crate) fn is_delivering(&self) -> bool {
        self.delivering.load(Ordering::Relaxed)
    }

    /// Sends all that is due, now. `false` if another process does so already.
    pub(crate) async fn deliver(&self, app: &App) -> bool {
        let _round = self.round.lock().await;
        if self.ended.load(Ordering::Relaxed) {
            return true;
        }
        self.delivering.store(true, Ordering::Relaxed);
        let result = app.deliver_mail().await;
        let elsewhere = result.as_ref().is_ok_and(|round| round.elsewhere);
        let trouble = result.err().map(Failure::from);
        self.delivering.store(false, Ordering::Relaxed);
        let before = std::mem::replace(&mut *locked(&self.trouble), trouble.clone());
        self.tried.notify_waiters();
        if before != trouble {
            // Trouble is not written into the workspace; nobody would hear of it.
            self.desktop.tell(Event::Changed);
        }
        !elsewhere
    }

    /// Looks whether something is due.
    pub(crate) fn look(&self) {
        self.something_new.notify_one();
    }

    /// Comes back when no mail is on its way; none leaves any more.
    pub(super) async fn finish(&self) {
        self.ended.store(true, Ordering::Relaxed);
        let _round = self.round.lock().await;
    }
}

/// Delivers for as long as the workspace is open.
pub(super) async fn keep_delivering(app: Arc<App>, outbox: Arc<Outbox>) {
    loop {
        let due = app.next_mail_due().await.unwrap_or_else(|error| {
            tracing::warn!(%error, "cannot see whether mail is due");
            None
        });
        if outbox.trouble().is_some() {
            // Whatever else happens in the workspace is no reason to knock at a closed door again.
            tokio::select! {
                () = sleep(PAUSE_IN_TROUBLE) => {}
                () = outbox.tried.notified() => continue,
            }
        }
        match due.map(|due| until(due, SystemClock.now())) {
            Some(Duration::ZERO) => {
                if !outbox.deliver(&app).await {
                    sleep(PAUSE_FOR_ANOTHER).await;
                }
            }
            Some(wait) => {
                tokio::select! {
                    () = sleep(wait) => {}
                    () = outbox.something_new.notified() => {}
                }
            }
            None => outbox.something_new.notified().await,
        }
    }
}

fn until(due: Timestamp, now: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(due.as_millis() - now.as_millis()).unwrap_or(0))
}
