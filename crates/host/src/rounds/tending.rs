//! What comes due by the clock: reminders, requests that nobody decides, and who is told of requests once a day.

use super::{Shared, since, trouble_after};
use rollcall_app::{App, Error};
use rollcall_domain::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// How often it is looked.
const EVERY: Duration = Duration::from_mins(10);

pub(super) async fn keep_tending(shared: Arc<Shared>) {
    let mut last: Option<Timestamp> = None;
    let mut failures = 0;
    loop {
        let now = shared.clock.now();
        // A clock that was set back must not put anything off.
        if last.is_none_or(|last| now < last || since(last, now) >= EVERY) {
            let result = tend(&shared.app).await;
            match &result {
                Ok(mails) => {
                    last = Some(now);
                    if *mails > 0 {
                        shared.something_new.notify_one();
                    }
                }
                Err(error) => tracing::warn!(%error, "cannot see to what is due"),
            }
            shared.went(&shared.tending, trouble_after(&mut failures, result));
        }
        sleep(shared.pace.beat).await;
    }
}

/// Does all that is due. Returns how many mails that made. What fails does not keep the other from being done.
async fn tend(app: &App) -> Result<u32, Error> {
    let (reminders, requests) = (app.remind_invitees().await, app.tend_requests().await);
    Ok(reminders? + requests?)
}
