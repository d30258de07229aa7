//! A workspace in one SQLite file.
//!
//! One connection writes, a few read, and one watches for writes. Every write takes the file first (`BEGIN IMMEDIATE`), every
//! change of state is one guarded statement, and whatever belongs together is one transaction. Several processes may have the
//! file open: nothing here relies on what an earlier statement outside the transaction has seen.

mod account;
mod activity;
mod bulk;
mod carry_out;
mod changes;
mod error;
mod groups;
mod header;
mod imports;
mod invitations;
mod migrate;
mod open;
mod outbox;
mod people;
mod rows;
mod turn;
mod users;
mod watch;
mod words;
mod write;

use activity::Actor;
use async_trait::async_trait;
use carry_out::Ended;
use error::Failed;
use rollcall_app::ports::store::{
    Account, Act, ActivityRecord, AdministratorRecord, CarriedOut, Changes, Claim, Delivery, DeliveryTurn,
    ImportRecord, ImportRow, ImportToCarryOut, MailRecord, NewAccount, OpenInvitation, Store, StoreError, UserRecord,
};
use rollcall_domain::{
    AddressKey, DeliveryState, Group, GroupPath, ImportId, InvitationId, MailId, PersonName, Role, Timestamp,
    TokenHash, UserId, import::KnownUser, invitation::Answer,
};
use rollcall_index::Entry;
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
        Write::begin(&self.writer, &self.written, now).await
    }

    /// For one question.
    async fn reader(&self) -> Result<PoolConnection<Sqlite>, Failed> {
        Ok(self.readers.acquire().await?)
    }

    /// For several questions about one moment.
    async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, Failed> {
        Ok(self.readers.begin().await?)
    }
}

/// Each method says here where it reads or writes, and what makes its transaction; the statements are in the module of its area.
#[async_trait]
impl Store for SqliteStore {
    async fn account(&self) -> Result<Option<Account>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::read(&mut db).await?)
    }

    async fn create_account(&self, new: &NewAccount, now: Timestamp) -> Result<Option<UserId>, StoreError> {
        let mut write = self.write(now).await?;
        let Some(administrator) = account::create(&mut write, new).await? else { return Ok(None) };
        write.commit().await?;
        Ok(Some(administrator))
    }

    async fn latest_seen(&self) -> Result<Timestamp, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::latest_seen(&mut db).await?)
    }

    async fn administrators(&self) -> Result<Vec<AdministratorRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::administrators(&mut db).await?)
    }

    async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut db = self.reader().await?;
        Ok(account::settings(&mut db).await?)
    }

    async fn change_settings(&self, changes: &[(String, Option<String>)], act: Act) -> Result<(), StoreError> {
        let mut write = self.write(act.now).await?;
        if account::change_settings(&mut write, changes, act.by).await? {
            write.commit().await?;
        }
        Ok(())
    }

    async fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let mut db = self.reader().await?;
        Ok(groups::all(&mut db).await?)
    }

    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError> {
        let mut write = self.write(act.now).await?;
        let by = Actor { user: Some(act.by), at: write.now(), import: None };
        let tree = groups::tree(write.connection()).await?;
        let made = groups::make(write.connection(), &tree, paths, by).await?;
        if !made.is_empty() {
            write.commit().await?;
        }
        Ok(made.into_iter().map(|(_, path)| path).collect())
    }

    async fn roles(&self) -> Result<Vec<Role>, StoreError> {
        let mut db = self.reader().await?;
        Ok(groups::roles(&mut db).await?)
    }

    async fn entries(&self, after: UserId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::entries(&mut db, after, limit).await?)
    }

    async fn entries_of(&self, ids: &[UserId]) -> Result<Vec<Entry>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::entries_of(&mut db, ids).await?)
    }

    async fn users(&self, ids: &[UserId]) -> Result<Vec<UserRecord>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::records(&mut db, ids).await?)
    }

    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(activity::of_user(&mut db, id).await?)
    }

    async fn latest_change(&self) -> Result<i64, StoreError> {
        let mut db = self.reader().await?;
        Ok(changes::latest(&mut db).await?)
    }

    async fn changes_after(&self, after: i64) -> Result<Changes, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(changes::after(&mut db, after).await?)
    }

    async fn wait_for_write(&self) {
        self.next_write().await;
    }

    async fn known_users(&self, keys: &[AddressKey]) -> Result<Vec<KnownUser>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(users::known(&mut db, keys).await?)
    }

    async fn carry_out(
        &self,
        import: &ImportToCarryOut<'_>,
        act: Act,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError> {
        let mut write = self.write(act.now).await?;
        match carry_out::carry_out(&mut write, import, act.by, progress).await {
            Ok(id) => {
                write.commit().await?;
                Ok(CarriedOut::Done(id))
            }
            Err(Ended::Stale) => Ok(CarriedOut::Stale),
            Err(Ended::Cancelled) => Ok(CarriedOut::Cancelled),
            Err(Ended::Failed(failed)) => Err(failed.into()),
        }
    }

    async fn imports(&self, before: Option<ImportId>, limit: u32) -> Result<Vec<ImportRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::list(&mut db, before, limit).await?)
    }

    async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::one(&mut db, id).await?)
    }

    async fn import_rows(&self, id: ImportId) -> Result<Vec<ImportRow>, StoreError> {
        let mut db = self.reader().await?;
        Ok(imports::rows(&mut db, id).await?)
    }

    async fn invitation_by_token(&self, hash: TokenHash, now: Timestamp) -> Result<Option<OpenInvitation>, StoreError> {
        let mut db = self.snapshot().await?;
        let now = now.max(account::latest_seen(&mut db).await?);
        Ok(invitations::by_link(&mut db, hash, now.as_millis()).await?)
    }

    async fn answer_invitation(
        &self,
        hash: TokenHash,
        answer: Answer,
        name: Option<&PersonName>,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError> {
        // Links that do not work are turned away without taking the file: whoever guesses must not keep others from writing.
        if self.invitation_by_token(hash, now).await?.is_none() {
            return Ok(None);
        }
        let mut write = self.write(now).await?;
        let Some(user) = invitations::answer(&mut write, hash, answer, name).await? else { return Ok(None) };
        write.commit().await?;
        Ok(Some(user))
    }

    async fn begin_delivering(&self, now: Timestamp) -> Result<Option<DeliveryTurn>, StoreError> {
        let Some(held) = turn::take(&self.path)? else { return Ok(None) };
        let mut db = self.reader().await?;
        let any = outbox::any_sending(&mut db).await?;
        drop(db);
        if !any {
            return Ok(Some(DeliveryTurn::new(held, 0)));
        }
        let mut write = self.write(now).await?;
        let interrupted = outbox::settle(&mut write).await?;
        write.commit().await?;
        Ok(Some(DeliveryTurn::new(held, interrupted)))
    }

    async fn claim_mails(
        &self,
        limit: u32,
        ends_at: Timestamp,
        now: Timestamp,
        mint: &(dyn Fn() -> TokenHash + Send + Sync),
    ) -> Result<Claim, StoreError> {
        // Most of the time nothing is due, and nothing need be written.
        let mut db = self.snapshot().await?;
        let seen = now.max(account::latest_seen(&mut db).await?);
        let due = limit > 0 && outbox::any_due(&mut db, seen.as_millis()).await?;
        drop(db);
        if !due {
            return Ok(Claim::default());
        }
        let mut write = self.write(now).await?;
        let claim = outbox::claim(&mut write, limit, ends_at, mint).await?;
        write.commit().await?;
        Ok(claim)
    }

    async fn record_deliveries(&self, deliveries: &[Delivery], now: Timestamp) -> Result<(), StoreError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let mut write = self.write(now).await?;
        outbox::record(&mut write, deliveries).await?;
        Ok(write.commit().await?)
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::next_due(&mut db).await?)
    }

    async fn mails(
        &self,
        states: &[DeliveryState],
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<MailRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::list(&mut db, states, before, limit).await?)
    }

    async fn mail_counts(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::counts(&mut db).await?)
    }

    async fn mail(&self, id: MailId) -> Result<Option<MailRecord>, StoreError> {
        let mut db = self.reader().await?;
        Ok(outbox::one(&mut db, id).await?)
    }

    async fn offer(&self, id: InvitationId) -> Result<Option<OpenInvitation>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(invitations::read(&mut db, id).await?)
    }
}
