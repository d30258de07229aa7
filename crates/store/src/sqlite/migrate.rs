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
