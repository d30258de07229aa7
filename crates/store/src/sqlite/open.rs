//! Creating, opening and closing the file of a workspace.

use super::{
    APPLICATION_ID, SqliteStore,
    error::Failed,
    header::{self, not_opened},
    journal::Journal,
    migrate::{self, MIGRATIONS},
};
use rollcall_app::ports::StoreError;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::{Mutex, Notify};

/// Earlier ones can lose committed writes in WAL (sqlite.org/wal.html, "the WAL-reset bug").
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How long we wait for another process that writes. An import of 200,000 rows takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many questions are answered at once.
const READERS: u32 = 4;

/// Up to this size a file is checked whole at each opening: about a quarter of a second. A larger one is checked only if a `-wal`
/// lies beside it, as after a crash; damage elsewhere then comes to light when SQLite reads the page.
const CHECKED_WHOLE: u64 = 64 * 1024 * 1024;

/// Makes a new, empty workspace. The file appears under its name only when it is complete.
pub(super) async fn create(path: &Path) -> Result<SqliteStore, Failed> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let failed = |error: &std::io::Error| not_opened(path, error);
    if path.symlink_metadata().is_ok() {
        return Err(Failed(failed(&std::io::ErrorKind::AlreadyExists.into())));
    }
    let draft = tempfile::Builder::new()
        .prefix(".new-")
        .suffix(".rollcall")
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?
        .into_temp_path();
    let mut db = options(&draft).journal_mode(SqliteJournalMode::Delete).connect().await?;
    check_version(&mut db).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"))).execute(&mut db).await?;
    migrate::run(&mut db, MIGRATIONS).await?;
    sqlx::raw_sql("PRAGMA journal_mode = WAL").execute(&mut db).await?;
    db.close().await?;
    draft.persist_noclobber(path).map_err(|refused| failed(&refused.error))?;
    #[cfg(unix)]
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(&error))?;
    open(path).await
}

/// Opens a workspace. Whatever is no workspace of ours is left as it is, to the byte.
pub(super) async fn open(path: &Path) -> Result<SqliteStore, Failed> {
    let known = migrate::format_of(MIGRATIONS);
    let header = header::read(path, known)?;
    header::check_writable(path)?;
    check_whole(path, header).await?;

    let options = options(path).journal_mode(SqliteJournalMode::Wal);
    let mut db = options.connect().await?;
    check_version(&mut db).await?;
    // What the header said may be old: a -wal can hold a newer one.
    let found = migrate::format(&mut db).await?;
    if found > known {
        return Err(Failed(StoreError::Newer { path: path.to_owned(), found, known }));
    }
    if found < known {
        migrate::upgrade(path, &mut db, MIGRATIONS).await?;
    }
    let writer = pool(1).connect_with(options.clone()).await?;
    let readers = pool(READERS).connect_with(options.clone().pragma("query_only", "ON")).await?;
    let mut watch = options.pragma("query_only", "ON").connect().await?;
    let version = sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut watch).await?;
    db.close().await?;
    // Whatever the way by which it was named, what lies beside it is found beside the file itself.
    let path = path.canonicalize().map_err(|error| Failed(not_opened(path, &error)))?;
    Ok(SqliteStore {
        journal: Journal::of(&path),
        path,
        writer,
        readers,
        watch: Mutex::new(Some(watch)),
        seen: std::sync::Mutex::new(version),
        written: Arc::new(Notify::new()),
    })
}

/// What every connection has in common.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // A file from elsewhere must not make SQLite do things by a view or a trigger of its own.
        .pragma("trusted_schema", "OFF")
        .row_buffer_size(1_000)
        // Statements carry addresses.
        .disable_statement_logging()
}

/// Connections that stay open until the workspace is closed.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_mins(1))
}

/// Refuses to work with a SQLite that can lose writes.
async fn check_version(db: &mut sqlx::SqliteConnection) -> Result<(), Failed> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(db).await?;
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        return Err(Failed::unexpected(format!("SQLite {version} is too old")));
    }
    Ok(())
}

/// Looks for damage, without writing to the file.
async fn check_whole(path: &Path, header: header::Header) -> Result<(), Failed> {
    if header::has_log(path) {
        return quick_check(options(path).read_only(true)).await;
    }
    if header.length > CHECKED_WHOLE {
        return Ok(());
    }
    // Immutable: no lock is taken, and no -wal or -shm made.
    let found = quick_check(options(path).read_only(true).immutable(true)).await;
    if found.is_err() && header::has_log(path) {
        // Another process began to write meanwhile, and what we saw may be half of that.
        return quick_check(options(path).read_only(true)).await;
    }
    found
}

/// Asks SQLite whether the file is whole.
async fn quick_check(options: SqliteConnectOptions) -> Result<(), Failed> {
    let mut db = options.connect().await?;
    let problems: Result<Vec<String>, Failed> =
        sqlx::query_scalar("PRAGMA quick_check(3)").fetch_all(&mut db).await.map_err(Failed::from);
    db.close().await?;
    let problems = problems?;
    if problems == ["ok"] { Ok(()) } else { Err(Failed::damaged(problems.join("; "))) }
}

impl SqliteStore {
    /// Closes the workspace: everything stands in its one file then, and the files beside it are gone, unless another process has
    /// it open.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Some(watch) = self.watch.lock().await.take() {
            // It only ever read; there is nothing to lose.
            let _ = watch.close().await;
        }
        self.writer.close().await;
    }
}
