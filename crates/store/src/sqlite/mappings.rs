//! What administrators have said of the columns of tables, by the headers that these have.

use super::{
    bulk::{from_json, json},
    error::Failed,
    write::Write,
};
use rollcall_domain::{UserId, import::Mapping};
use sqlx::SqliteConnection;

/// What was said last of tables with these headers.
pub(super) async fn of(db: &mut SqliteConnection, signature: &str) -> Result<Option<Mapping>, Failed> {
    let mapping: Option<String> = sqlx::query_scalar("SELECT mapping FROM mappings WHERE signature = ?")
        .bind(signature)
        .fetch_optional(db)
        .await?;
    mapping.as_deref().map(from_json).transpose()
}

/// Keeps it in place of what was said before.
pub(super) async fn keep(write: &mut Write<'_>, signature: &str, mapping: &Mapping, by: UserId) -> Result<(), Failed> {
    let now = write.now();
    sqlx::query("INSERT OR REPLACE INTO mappings (signature, mapping, at, by_user) VALUES (?, ?, ?, ?)")
        .bind(signature)
        .bind(json(mapping)?)
        .bind(now)
        .bind(by.0)
        .execute(write.connection())
        .await?;
    Ok(())
}
