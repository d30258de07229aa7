//! Hearing of writes, of this process and of others.

use super::{SqliteStore, error::Failed};
use std::time::Duration;

/// How often we look whether another process has written. Writes of this process are heard at once.
const PAUSE: Duration = Duration::from_millis(300);

impl SqliteStore {
    /// Comes back when the file has been written to since the last time somebody of this process came back from here.
    pub(super) async fn next_write(&self) {
        let before = self.seen();
        loop {
            // Taken before looking, so that a write between looking and waiting is heard.
            let written = self.written.notified();
            match self.data_version().await {
                Ok(version) if version != before => {
                    self.remember(version);
                    return;
                }
                Ok(_) => {}
                Err(failed) => tracing::warn!(error = %failed.0, "cannot see whether the workspace was written to"),
            }
            tokio::select! {
                () = written => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }

    /// A number that becomes another one when any other connection, of whatever process, has written (`PRAGMA data_version`).
    async fn data_version(&self) -> Result<i64, Failed> {
        let mut watch = self.watch.lock().await;
        match watch.as_mut() {
            Some(connection) => Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await?),
            // Closed: nothing changes any more.
            None => Ok(self.seen()),
        }
    }

    fn seen(&self) -> i64 {
        *self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn remember(&self, version: i64) {
        *self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = version;
    }
}
