//! Bringing an older workspace to the format that this program knows, one numbered file of `migrations/sqlite` after another.
//!
//! `user_version` counts the migrations that a workspace has seen. A migration is one transaction. Several processes may open a
//! workspace at once: a lock on a file beside it lets one of them migrate while the others wait. Before an older workspace is
//! touched it is copied to a file beside it.

use super::{
    error::Failed,
    header::{beside, not_opened},
};
use rollcall_app::ports::StoreError;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
};

/// The migrations, in order. What stands in a released one never changes.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("../../migrations/sqlite/0001_account.sql")];

/// The format that a workspace has when it has seen so many migrations.
pub(super) fn format_of(migrations: &[&str]) -> i64 {
    migrations.len() as i64
}

/// How many migrations the workspace has seen.
pub(super) async fn format(db: &mut SqliteConnection) -> Result<i64, Failed> {
    Ok(sqlx::query_scalar("PRAGMA user_version").fetch_one(db).await?)
}

/// Runs the migrations that the workspace has not seen. Each is a transaction that begins by looking again.
pub(super) async fn run(db: &mut SqliteConnection, migrations: &'static [&'static str]) -> Result<(), Failed> {
    for (seen, migration) in (0..).zip(migrations.iter().copied()) {
        let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
        if format(&mut transaction).await? != seen {
            continue;
        }
        sqlx::raw_sql(migration).execute(&mut *transaction).await?;
        // A pragma takes no parameters; this one is a number of ours, and part of the transaction.
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA user_version = {}", seen + 1))).execute(&mut *transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Migrates the workspace at `path`, whose file has an older format, and returns where its copy is. `None` if another process did
/// so first.
pub(super) async fn upgrade(
    path: &Path,
    db: &mut SqliteConnection,
    migrations: &'static [&'static str],
) -> Result<Option<PathBuf>, Failed> {
    let _lock = lock(path).await?;
    let before = format(db).await?;
    if before >= format_of(migrations) {
        return Ok(None);
    }
    let copy = back_up(path, db, before).await?;
    tracing::info!(from = before, to = format_of(migrations), copy = %copy.display(), "migrating the workspace");
    run(db, migrations).await?;
    let problems: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_all(&mut *db).await?;
    if problems != ["ok"] {
        return Err(Failed::damaged(format!("after migrating: {}", problems.join("; "))));
    }
    // The new format shall stand in the file itself, where every program looks first.
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *db).await?;
    Ok(Some(copy))
}

/// Copies the workspace to `acme.rollcall-format-1` (or `-format-1-2`, … if that is taken).
async fn back_up(path: &Path, db: &mut SqliteConnection, format: i64) -> Result<PathBuf, Failed> {
    let mut copy = beside(path, &format!("-format-{format}"));
    let mut number = 1;
    while copy.exists() {
        number += 1;
        copy = beside(path, &format!("-format-{format}-{number}"));
    }
    let name = copy.to_str().ok_or_else(|| Failed::unexpected("the path is not Unicode"))?;
    sqlx::query("VACUUM INTO ?").bind(name).execute(db).await?;
    Ok(copy)
}

/// Takes the lock beside the workspace; waits for whoever has it. Dropping the file gives it back.
async fn lock(path: &Path) -> Result<File, StoreError> {
    let name = beside(path, "-lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|error| not_opened(path, &error))?;
    tokio::task::spawn_blocking(move || file.lock().map(|()| file))
        .await
        .map_err(|error| StoreError::Database(error.to_string()))?
        .map_err(|error| not_opened(&name, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_app::ports::Store as _;
    use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};

    const NEXT: &str = "CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT; INSERT INTO next VALUES (1);";
    const WITH_NEXT: &[&str] = &[MIGRATIONS[0], NEXT];
    const WITH_MISTAKE: &[&str] = &[MIGRATIONS[0], "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);"];

    /// A workspace that only the first migration has seen.
    async fn older() -> (tempfile::TempDir, PathBuf, SqliteConnection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.rollcall");
        crate::SqliteStore::create(&path).await.unwrap().close().await;
        let db = connect(&path).await;
        (folder, path, db)
    }

    async fn connect(path: &Path) -> SqliteConnection {
        SqliteConnectOptions::new().filename(path).connect().await.unwrap()
    }

    #[tokio::test]
    async fn an_older_workspace_is_copied_and_migrated() {
        let (_folder, path, mut db) = older().await;
        let copy = upgrade(&path, &mut db, WITH_NEXT).await.unwrap().unwrap();
        assert_eq!(format(&mut db).await.unwrap(), 2);
        assert_eq!(sqlx::query_scalar::<_, i64>("SELECT id FROM next").fetch_one(&mut db).await.unwrap(), 1);
        // Every program sees it in the header, though this one still has the file open.
        let seen = super::super::header::read(&path, 1).unwrap_err();
        assert!(matches!(seen, StoreError::Newer { found: 2, .. }), "{seen}");
        let before = crate::SqliteStore::open(&copy).await.unwrap();
        assert_eq!(before.account().await.unwrap(), None);
        before.close().await;
        // A second time there is nothing to do.
        assert_eq!(upgrade(&path, &mut db, WITH_NEXT).await.unwrap(), None);
    }

    #[tokio::test]
    async fn of_several_processes_that_open_an_older_workspace_one_migrates_it() {
        let (_folder, path, _db) = older().await;
        let mut tasks = Vec::new();
        for _ in 0..6 {
            let path = path.clone();
            tasks.push(tokio::spawn(async move {
                let mut db = connect(&path).await;
                upgrade(&path, &mut db, WITH_NEXT).await.unwrap()
            }));
        }
        let mut copies = 0;
        for task in tasks {
            copies += usize::from(task.await.unwrap().is_some());
        }
        assert_eq!(copies, 1);
    }

    #[tokio::test]
    async fn a_migration_that_fails_leaves_the_workspace_as_it_was() {
        let (_folder, path, mut db) = older().await;
        assert!(upgrade(&path, &mut db, WITH_MISTAKE).await.is_err());
        assert_eq!(format(&mut db).await.unwrap(), 1);
        let half: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")
            .fetch_one(&mut db)
            .await
            .unwrap();
        assert_eq!(half, 0);
        db.close().await.unwrap();
        crate::SqliteStore::open(&path).await.unwrap().close().await;
    }
}
