//! What goes round behind an open workspace, in the window and in `rollcall serve`: mails that leave, what comes due (reminders, and requests that
//! nobody decides), and what people ask for on the page of the join link.

mod asking;
mod delivering;
mod tending;
#[cfg(test)]
mod tests;

use crate::SystemClock;
use rollcall_app::{App, Error};
use rollcall_domain::{Clock, Timestamp};
use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
    time::timeout,
};

/// How quickly the rounds go.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// Nothing sleeps longer than this. The timers stand still while the computer sleeps; the clock does not.
    beat: Duration,
    /// So long what was asked waits at least until it is taken up.
    asks: Duration,
}

/// The pace of a program. What is known of an address is looked at so much later than somebody typed it that the next visitor does not feel it.
const PACE: Pace = Pace { beat: Duration::from_mins(1), asks: Duration::from_secs(1) };

/// How long the end waits at most. A round that is told to stop ends by itself before, with everything written down.
const FAREWELL: Duration = Duration::from_secs(20);

/// So many times in a row something must fail before it is told: a workspace that was busy once is no trouble.
const FAILURES_TO_TELL: u32 = 3;

/// The rounds of an open workspace.
///
/// Each workspace may be open in several processes with rounds of their own: reminders are written once, what was asked is taken up once, and
/// one process at a time delivers.
pub struct Rounds {
    shared: Arc<Shared>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

struct Shared {
    app: Arc<App>,
    clock: Arc<dyn Clock>,
    pace: Pace,
    told: Box<dyn Fn() + Send + Sync>,
    mail: Trouble,
    tending: Trouble,
    asking: Trouble,
    /// Wakes the delivery: a mail may be due.
    something_new: Notify,
    /// Wakes those who take up what was asked.
    somebody_new: Notify,
    /// Wakes the delivery whatever it waits for.
    asked: Notify,
    delivered: watch::Sender<Delivered>,
    /// Whether somebody saw that mails are leaving.
    seen_delivering: AtomicBool,
}

/// What goes wrong in one of the rounds, as it was told last.
#[derive(Default)]
struct Trouble(Mutex<Option<Error>>);

/// How many rounds of delivery there were.
#[derive(Debug, Clone, Copy, Default)]
struct Delivered {
    begun: u64,
    ended: u64,
    /// There will be no more.
    over: bool,
}

impl Rounds {
    /// Begins them, on the runtime that this is called on. `told` is called when [`Rounds::trouble`] or [`Rounds::is_delivering`] may say
    /// something else than before.
    ///
    /// # Panics
    /// There is no runtime.
    pub fn begin(app: Arc<App>, told: impl Fn() + Send + Sync + 'static) -> Self {
        Self::at(app, Arc::new(SystemClock), PACE, told)
    }

    fn at(app: Arc<App>, clock: Arc<dyn Clock>, pace: Pace, told: impl Fn() + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared {
            app,
            clock,
            pace,
            told: Box::new(told),
            mail: Trouble::default(),
            tending: Trouble::default(),
            asking: Trouble::default(),
            something_new: Notify::new(),
            somebody_new: Notify::new(),
            asked: Notify::new(),
            delivered: watch::Sender::default(),
            seen_delivering: AtomicBool::new(false),
        });
        let tasks = vec![
            tokio::spawn(tending::keep_tending(Arc::clone(&shared))),
            tokio::spawn(asking::keep_taking_up(Arc::clone(&shared))),
            tokio::spawn(delivering::keep_delivering(Arc::clone(&shared))),
        ];
        Self { shared, tasks: Mutex::new(tasks) }
    }

    /// What stops all mail, or all reminders, or all who ask, if something does and it is not over in a moment.
    pub fn trouble(&self) -> Option<Error> {
        let shared = &self.shared;
        [&shared.mail, &shared.tending, &shared.asking].into_iter().find_map(Trouble::told)
    }

    /// Whether mails are leaving at this moment.
    pub fn is_delivering(&self) -> bool {
        let delivered = self.shared.delivered.borrow();
        let is_delivering = delivered.begun > delivered.ended;
        if is_delivering {
            // Still under the lock: the round cannot have ended in between.
            self.shared.seen_delivering.store(true, Ordering::Release);
        }
        is_delivering
    }

    /// Something was written: looks whether mail is due, and whether somebody asks to join.
    pub fn look(&self) {
        self.shared.something_new.notify_one();
        self.shared.somebody_new.notify_one();
    }

    /// Looks whenever this or another process has written. Only one may wait for the changes of an [`App`]: whoever does so already calls
    /// [`Rounds::look`] instead.
    pub async fn keep_looking(&self) -> Infallible {
        loop {
            self.shared.app.wait_for_change().await;
            self.look();
        }
    }

    /// Sends all that is due, also after trouble. Comes back when a round that began after this was called has ended; whoever does not
    /// wait for that stops nothing.
    pub async fn deliver_now(&self) {
        let mut delivered = self.shared.delivered.subscribe();
        let wanted = delivered.borrow().begun + 1;
        self.shared.asked.notify_one();
        // The sender lives as long as `self`.
        let _ = delivered.wait_for(|delivered| delivered.over || delivered.ended >= wanted).await;
    }

    /// Ends them: no mail is begun any more, and those on their way may arrive, for a moment. Call it before the workspace is closed.
    pub async fn finish(&self) {
        self.shared.app.stop_delivering();
        let mut delivered = self.shared.delivered.subscribe();
        let is_done = delivered.wait_for(|delivered| delivered.begun == delivered.ended);
        let _ = timeout(FAREWELL, is_done).await;
        let tasks = std::mem::take(&mut *locked(&self.tasks));
        for task in &tasks {
            task.abort();
        }
        for task in tasks {
            // Aborted ones say so.
            let _ = task.await;
        }
        self.shared.delivered.send_modify(|delivered| delivered.over = true);
    }
}

impl Drop for Rounds {
    fn drop(&mut self) {
        for task in locked(&self.tasks).iter() {
            task.abort();
        }
    }
}

impl Trouble {
    fn told(&self) -> Option<Error> {
        locked(&self.0).clone()
    }

    /// Remembers how it goes now. Whether that is something else than before.
    fn is_news(&self, trouble: Option<Error>) -> bool {
        let mut told = locked(&self.0);
        std::mem::replace(&mut *told, trouble) != *told
    }
}

impl Shared {
    /// How long it is until a moment that was asked for, if there is one. A beat if it could not be told.
    fn until(&self, due: Result<Option<Timestamp>, Error>) -> Option<Duration> {
        match due {
            Ok(due) => due.map(|due| since(self.clock.now(), due)),
            Err(error) => {
                tracing::warn!(%error, "cannot see what is due");
                Some(self.pace.beat)
            }
        }
    }

    /// Remembers how one of the rounds went, and tells if that is news.
    fn went(&self, round: &Trouble, trouble: Option<Error>) {
        if round.is_news(trouble) {
            (self.told)();
        }
    }
}

/// What is told of a round: its error, if it is not the first in a row.
fn trouble_after(failures: &mut u32, result: Result<u32, Error>) -> Option<Error> {
    *failures = if result.is_ok() { 0 } else { *failures + 1 };
    result.err().filter(|_| *failures >= FAILURES_TO_TELL)
}

/// From a moment to a later one; nothing if it is not later.
fn since(from: Timestamp, to: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(to.as_millis().saturating_sub(from.as_millis())).unwrap_or(0))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
