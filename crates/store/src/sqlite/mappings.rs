//! What administrators have said of the columns of tables, by the headers that these have.

use super::{
    bulk::{from_json, json},
    error::Failed,
    rows::count,
    write::Write,
};
use rollcall_domain::import::Mapping;
use sqlx::SqliteConnection;

/// What was said last of tables with the first of these headers of which something was said, and which these are.
pub(super) async fn of(db: &mut SqliteConnection, signatures: &[String]) -> Result<Option<(usize, Mapping)>, Failed> {
    let found: Option<(i64, String)> = sqlx::query_as(
        "SELECT asked.key, m.mapping FROM json_each(?) asked CROSS JOIN mappings m ON m.signature = asked.value \
         ORDER BY asked.key LIMIT 1",
    )
    .bind(json(signatures)?)
    .fetch_optional(db)
    .await?;
    found.map(|(at, mapping)| Ok((count(at)? as usize, from_json(&mapping)?))).transpose()
}

/// Keeps it in place of what was said before.
pub(super) async fn keep(write: &mut Write<'_>, signature: &str, mapping: &Mapping) -> Result<(), Failed> {
    sqlx::query("INSERT OR REPLACE INTO mappings (signature, mapping) VALUES (?, ?)")
        .bind(signature)
        .bind(json(mapping)?)
        .execute(write.connection())
        .await?;
    Ok(())
}
