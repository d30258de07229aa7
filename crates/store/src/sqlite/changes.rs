//! The change feed: which users each transaction touched, and how to hear of it.

use super::error::Failed;
use rollcall_app::ports::store::Changes;
use rollcall_domain::UserId;
use sqlx::SqliteConnection;

/// Ids that are this close are written as one range: a user who did not change may be named, one who did never left out.
const GAP: i64 = 16;

/// Gives this transaction the next change number, with the users that it touched. Nobody: no number.
pub(super) async fn record(db: &mut SqliteConnection, users: &mut [i64]) -> Result<(), Failed> {
    users.sort_unstable();
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for id in users.iter().copied() {
        extend(&mut ranges, id, id, GAP);
    }
    if ranges.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO changes (seq, first_user, last_user) \
         SELECT (SELECT coalesce(max(seq), 0) + 1 FROM changes), value ->> 0, value ->> 1 FROM json_each(?)",
    )
    .bind(super::bulk::json(&ranges)?)
    .execute(db)
    .await?;
    Ok(())
}

/// The number of the newest change.
pub(super) async fn latest(db: &mut SqliteConnection) -> Result<i64, Failed> {
    Ok(sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM changes").fetch_one(db).await?)
}

/// Who changed after change number `after`. The caller gives a transaction, so that both answers are of one moment.
pub(super) async fn after(db: &mut SqliteConnection, after: i64) -> Result<Changes, Failed> {
    let latest = latest(db).await?;
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT DISTINCT first_user, last_user FROM changes WHERE seq > ? ORDER BY first_user, last_user",
    )
    .bind(after)
    .fetch_all(db)
    .await?;
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for (first, last) in rows {
        extend(&mut ranges, first, last, 1);
    }
    let users = ranges.into_iter().map(|(first, last)| (UserId(first), UserId(last))).collect();
    Ok(Changes { latest, users })
}

/// Adds a range that begins no earlier than the last one; joins both if there are fewer than `gap` ids between them.
fn extend(ranges: &mut Vec<(i64, i64)>, first: i64, last: i64, gap: i64) {
    match ranges.last_mut().filter(|range| first - range.1 <= gap) {
        Some(range) => range.1 = range.1.max(last),
        None => ranges.push((first, last)),
    }
}
