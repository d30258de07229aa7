//! Taking up what people ask for on the page of the join link, a moment after they did.

use super::{Shared, trouble_after};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

pub(super) async fn keep_taking_up(shared: Arc<Shared>) {
    let mut failures = 0;
    loop {
        match shared.until(shared.app.next_ask_due().await) {
            None => shared.somebody_new.notified().await,
            Some(Duration::ZERO) => {
                // Those who ask meanwhile are taken up with them.
                sleep(shared.pace.asks).await;
                let result = shared.app.take_up_asks().await;
                match &result {
                    // Each of them may have made a mail.
                    Ok(0) => {}
                    Ok(_) => shared.something_new.notify_one(),
                    Err(error) => tracing::warn!(%error, "cannot take up what was asked"),
                }
                shared.went(&shared.asking, trouble_after(&mut failures, result));
            }
            // So many were answered in this hour that they wait.
            Some(next) => sleep(next.min(shared.pace.beat)).await,
        }
    }
}
