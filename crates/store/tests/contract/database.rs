//! The databases that the suite runs on.

use async_trait::async_trait;
use rollcall_app::ports::store::{Act, NewAccount, Store};
use rollcall_domain::{AccountKey, AccountName, EmailAddress, PersonName, Timestamp, UserId};
use rollcall_store::SqliteStore;
use std::sync::Arc;

/// When the tests begin.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_795_269_720_000);

/// A workspace of one kind of database, empty at first.
#[async_trait]
pub(crate) trait Database: Send + Sync {
    /// A store with connections of its own, as another process would have.
    async fn open(&self) -> Arc<dyn Store>;

    /// Another empty workspace of the same kind.
    async fn another(&self) -> Box<dyn Database>;

    /// Runs SQL that every database understands: for what no use case can do yet.
    async fn run(&self, sql: &'static str) -> Result<u64, sqlx::Error>;
}

/// A file in a folder of its own.
pub(crate) struct Sqlite {
    folder: tempfile::TempDir,
}

impl Sqlite {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        SqliteStore::create(folder.path().join("acme.rollcall")).await.unwrap().close().await;
        Self { folder }
    }
}

#[async_trait]
impl Database for Sqlite {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(SqliteStore::open(self.folder.path().join("acme.rollcall")).await.unwrap())
    }

    async fn another(&self) -> Box<dyn Database> {
        Box::new(Self::new().await)
    }

    async fn run(&self, sql: &'static str) -> Result<u64, sqlx::Error> {
        use sqlx::{Connection as _, Executor as _};
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(self.folder.path().join("acme.rollcall"));
        let mut db = sqlx::SqliteConnection::connect_with(&options).await?;
        let done = db.execute(sql).await;
        db.close().await?;
        done.map(|done| done.rows_affected())
    }
}

/// What the account of the tests begins with: Ana administers Acme.
pub(crate) fn acme(groups: &[&str]) -> NewAccount {
    NewAccount {
        name: AccountName::parse("Acme").unwrap(),
        administrator_name: PersonName::parse("Ana").unwrap(),
        administrator_address: EmailAddress::parse("Ana@Acme.Example").unwrap(),
        groups: groups.iter().map(|path| rollcall_domain::GroupPath::parse(path).unwrap()).collect(),
    }
}

/// The key of the tests' account.
pub(crate) fn account_key() -> AccountKey {
    AccountKey::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap()
}

/// A store with an account that has the groups Sales (2), Sales/EMEA (3) and Marketing (4), and its administrator.
pub(crate) async fn with_account(database: &dyn Database) -> (Arc<dyn Store>, Act) {
    let store = database.open().await;
    let by = store.create_account(&acme(&["Sales/EMEA", "Marketing"]), &account_key(), NOW).await.unwrap().unwrap();
    assert_eq!(by, UserId(1));
    (store, Act { by, now: NOW })
}
