//! A workspace in one SQLite file.
//!
//! One connection writes, a few read, and one watches for writes. Every write takes the file first (`BEGIN IMMEDIATE`), every
//! change of state is one guarded statement, and whatever belongs together is one transaction. Several processes may have the
//! file open: nothing here relies on what an earlier statement outside the transaction has seen.

mod account;
mod activity;
mod activity_records;
mod answers;
mod approvals;
mod asks;
mod before;
mod blocks;
mod bulk;
mod carry_out;
mod chain;
mod changes;
mod denials;
mod error;
mod former_paths;
mod gained;
mod grants;
mod groups;
mod header;
mod imports;
mod invitations;
mod invite;
mod join_links;
mod journal;
mod life;
mod mappings;
mod merge;
mod migrate;
mod open;
mod outbox;
mod people;
mod plan;
mod regroup;
mod reminders;
mod removal;
mod removal_ends;
mod request_notices;
mod request_records;
mod requests;
mod roles;
mod rows;
mod store;
mod tending;
mod turn;
mod undo;
mod undoable;
mod users;
mod views;
mod watch;
mod words;
mod write;

use error::Failed;
use journal::Journal;
use rollcall_app::ports::StoreError;
use rollcall_domain::Timestamp;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction, pool::PoolConnection};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::{Mutex, Notify};
use write::Write;

/// What tells a workspace from other SQLite files: the letters `Roll` at byte 68 (sqlite.org/fileformat2.html §1.3).
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Roll");

/// A workspace in one SQLite file (`*.rollcall`).
pub struct SqliteStore {
    path: PathBuf,
    journal: Journal,
    writer: SqlitePool,
    readers: SqlitePool,
    /// Watches for writes; gone once the workspace is closed.
    watch: Mutex<Option<SqliteConnection>>,
    /// The `data_version` that the last one who waited for a write has seen.
    seen: std::sync::Mutex<i64>,
    /// Wakes those who wait, after a write of this process.
    written: Arc<Notify>,
}

impl SqliteStore {
    /// Makes a new, empty workspace and opens it.
    ///
    /// # Errors
    /// [`StoreError::NotOpened`] if there is a file already or it cannot be made; it is left as it is.
    pub async fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Ok(open::create(path.as_ref()).await?)
    }

    /// Opens a workspace, and migrates it first if an older Rollcall made it (a copy of the older file stays beside it).
    ///
    /// # Errors
    /// Whatever is no workspace, damaged or of a newer Rollcall is refused and left as it is, to the byte.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Ok(open::open(path.as_ref()).await?)
    }

    async fn write(&self, now: Timestamp) -> Result<Write<'_>, Failed> {
        Write::begin(&self.writer, &self.journal, &self.written, now).await
    }

    /// For one question.
    async fn reader(&self) -> Result<PoolConnection<Sqlite>, Failed> {
        Ok(self.readers.acquire().await?)
    }

    /// For several questions about one moment.
    async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, Failed> {
        Ok(self.readers.begin().await?)
    }

    /// The same, with the effective now.
    async fn snapshot_at(&self, now: Timestamp) -> Result<(Transaction<'static, Sqlite>, Timestamp), Failed> {
        let mut db = self.snapshot().await?;
        let seen = account::latest_seen(&mut db).await?;
        Ok((db, now.max(seen)))
    }
}
