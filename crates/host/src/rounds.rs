//! What goes round behind an open workspace, in the window and in `rollcall serve`: reminders that come due, and mails that leave.

#[cfg(test)]
mod tests;

use crate::SystemClock;
use rollcall_app::{App, Error, ports::mail::RouteProblem};
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
    time::{sleep, timeout},
};

/// How often it is looked whether a reminder is due.
const REMINDERS_EVERY: Duration = Duration::from_mins(10);

/// Nothing sleeps longer than this. The timers stand still while the computer sleeps; the clock does not.
const BEAT: Duration = Duration::from_mins(1);

/// How long mail waits after nothing could leave at all, unless somebody asks.
const PAUSE_IN_TROUBLE: Duration = Duration::from_mins(1);

/// How long mail waits after the server did not accept the user or the password, unless somebody asks: whoever knocks every minute with a
/// wrong password is locked out.
const PAUSE_WHEN_REFUSED: Duration = Duration::from_hours(1);

/// How long is waited while another process delivers, until it is seen whether it still does.
const PAUSE_FOR_ANOTHER: Duration = Duration::from_secs(10);

/// How long is waited after a round for which nothing was left to do though something seemed due.
const PAUSE_FOR_NOTHING: Duration = Duration::from_secs(1);

/// How long the end waits at most. A round that is told to stop ends by itself before, with everything written down.
const FAREWELL: Duration = Duration::from_secs(20);

/// So many times in a row reminders must fail before it is told: a workspace that was busy once is no trouble.
const FAILURES_TO_TELL: u32 = 3;

/// The rounds of an open workspace.
///
/// Each workspace may be open in several processes with rounds of their own: reminders are written once, and one process at a time delivers.
pub struct Rounds {
    shared: Arc<Shared>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

struct Shared {
    app: Arc<App>,
    clock: Arc<dyn Clock>,
    beat: Duration,
    told: Box<dyn Fn() + Send + Sync>,
    mail_trouble: Mutex<Option<Error>>,
    reminder_trouble: Mutex<Option<Error>>,
    something_new: Notify,
    asked: Notify,
    delivered: watch::Sender<Delivered>,
    /// Whether somebody saw that mails are leaving.
    seen_delivering: AtomicBool,
}

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
        Self::at(app, Arc::new(SystemClock), BEAT, told)
    }

    fn at(app: Arc<App>, clock: Arc<dyn Clock>, beat: Duration, told: impl Fn() + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared {
            app,
            clock,
            beat,
            told: Box::new(told),
            mail_trouble: Mutex::new(None),
            reminder_trouble: Mutex::new(None),
            something_new: Notify::new(),
            asked: Notify::new(),
            delivered: watch::Sender::default(),
            seen_delivering: AtomicBool::new(false),
        });
        let tasks =
            vec![tokio::spawn(keep_reminding(Arc::clone(&shared))), tokio::spawn(keep_delivering(Arc::clone(&shared)))];
        Self { shared, tasks: Mutex::new(tasks) }
    }

    /// What stops all mail, or all reminders, if something does and it is not over in a moment.
    pub fn trouble(&self) -> Option<Error> {
        let mail = locked(&self.shared.mail_trouble).clone();
        mail.or_else(|| locked(&self.shared.reminder_trouble).clone())
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

    /// Something was written: looks whether mail is due.
    pub fn look(&self) {
        self.shared.something_new.notify_one();
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

impl Shared {
    /// One round of delivery. Says how long to wait before the next look, if not as long as the next mail says.
    async fn deliver(&self) -> Option<Duration> {
        self.delivered.send_modify(|delivered| delivered.begun += 1);
        let result = self.app.deliver_mail().await;
        let did_nothing =
            result.as_ref().is_ok_and(|round| round.sent + round.deferred + round.failed + round.uncertain == 0);
        let pause = match &result {
            Err(Error::Mail(RouteProblem::NotAccepted(_))) => Some(PAUSE_WHEN_REFUSED),
            Err(_) => Some(PAUSE_IN_TROUBLE),
            Ok(round) if round.elsewhere => Some(PAUSE_FOR_ANOTHER),
            Ok(_) => did_nothing.then_some(PAUSE_FOR_NOTHING),
        };
        let trouble = result.err();
        let before = std::mem::replace(&mut *locked(&self.mail_trouble), trouble.clone());
        self.delivered.send_modify(|delivered| delivered.ended = delivered.begun);
        // Who was told that mails are leaving is told that they are not.
        let was_seen = self.seen_delivering.swap(false, Ordering::AcqRel);
        if was_seen || before != trouble {
            (self.told)();
        }
        pause
    }

    /// How long it is until the next mail is due. None waits.
    async fn next_mail(&self) -> Option<Duration> {
        match self.app.next_mail_due().await {
            Ok(due) => due.map(|due| since(self.clock.now(), due)),
            Err(error) => {
                tracing::warn!(%error, "cannot see whether mail is due");
                Some(self.beat)
            }
        }
    }

    /// Remembers how it went with the reminders, and tells if that is something else than before.
    fn reminders_went(&self, trouble: Option<Error>) {
        let is_news = {
            let mut told = locked(&self.reminder_trouble);
            std::mem::replace(&mut *told, trouble) != *told
        };
        if is_news {
            (self.told)();
        }
    }
}

async fn keep_delivering(shared: Arc<Shared>) {
    let mut pause = None;
    loop {
        let next = if pause.is_none() { shared.next_mail().await } else { pause };
        let is_due = tokio::select! {
            biased;
            () = shared.asked.notified() => true,
            // Whatever else happens in the workspace is no reason to knock at a closed door again.
            () = shared.something_new.notified(), if pause.is_none() => false,
            () = wait(next, shared.beat) => pause.is_none() && next == Some(Duration::ZERO),
        };
        pause = if is_due { shared.deliver().await } else { None };
    }
}

/// Waits, but no longer than a beat: the computer may have slept.
async fn wait(next: Option<Duration>, beat: Duration) {
    match next {
        Some(next) => sleep(next.min(beat)).await,
        None => std::future::pending().await,
    }
}

async fn keep_reminding(shared: Arc<Shared>) {
    let mut last: Option<Timestamp> = None;
    let mut failures = 0;
    loop {
        let now = shared.clock.now();
        // A clock that was set back must not put reminders off.
        if last.is_none_or(|last| now < last || since(last, now) >= REMINDERS_EVERY) {
            let result = shared.app.remind_invitees().await;
            match &result {
                Ok(reminders) => {
                    last = Some(now);
                    if *reminders > 0 {
                        shared.something_new.notify_one();
                    }
                }
                Err(error) => tracing::warn!(%error, "cannot remind"),
            }
            shared.reminders_went(trouble_after(&mut failures, result));
        }
        sleep(shared.beat).await;
    }
}

/// What is told of a round of reminders: its error, if it is not the first in a row.
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
