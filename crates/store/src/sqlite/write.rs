//! Writing: one transaction at a time, which takes the file for itself before it looks at anything.

use super::{activity::Actor, chain, error::Failed, journal::Journal};
use rollcall_domain::{Timestamp, UserId};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::Notify;

/// A transaction that writes. Dropped without [`Write::commit`], it leaves nothing behind.
pub(super) struct Write<'a> {
    transaction: Transaction<'static, Sqlite>,
    journal: &'a Journal,
    written: &'a Notify,
    now: Timestamp,
    /// The newest entry of the activity before this transaction: 0 if there was none.
    before: i64,
}

impl<'a> Write<'a> {
    /// Takes the file (`BEGIN IMMEDIATE`), and works with the later of `now` and the latest moment that the workspace has seen.
    pub(super) async fn begin(
        writer: &SqlitePool,
        journal: &'a Journal,
        written: &'a Notify,
        now: Timestamp,
    ) -> Result<Self, Failed> {
        journal.check()?;
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        let (now, before): (i64, i64) = sqlx::query_as(
            "UPDATE workspace SET latest_seen = max(latest_seen, ?) \
             RETURNING latest_seen, (SELECT coalesce(max(id), 0) FROM activity)",
        )
        .bind(now.as_millis())
        .fetch_one(&mut *transaction)
        .await?;
        Ok(Self { transaction, journal, written, now: Timestamp::from_millis(now), before })
    }

    /// The effective now, in milliseconds: what every statement of this transaction stores and compares with.
    pub(super) fn now(&self) -> i64 {
        self.now.as_millis()
    }

    /// A user who acts now, by hand.
    pub(super) fn actor(&self, user: UserId) -> Actor {
        Actor { user: Some(user), at: self.now(), import: None }
    }

    /// Rollcall itself, or somebody who is no user (yet), who acts now.
    pub(super) fn rollcall(&self) -> Actor {
        Actor { user: None, at: self.now(), import: None }
    }

    /// Where statements run.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// Makes it last if anything was done.
    pub(super) async fn commit_if(self, done: bool) -> Result<(), Failed> {
        if done { self.commit().await } else { Ok(()) }
    }

    /// Makes it last, with a link of the chain over what it recorded, and tells whoever waits.
    pub(super) async fn commit(mut self) -> Result<(), Failed> {
        chain::link(&mut self.transaction, self.before).await?;
        self.transaction.commit().await?;
        // Taken away meanwhile: nobody is told that it is done.
        self.journal.check()?;
        self.written.notify_waiters();
        Ok(())
    }
}
