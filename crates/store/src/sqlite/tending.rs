//! Tending join requests: those that nobody decides lapse, and what was never proven, or counts no more, is forgotten.

use super::{
    SqliteStore,
    activity::{self, RequestHappened},
    bulk::{BATCH, json},
    denials::{Tell, tell as tell_askers},
    error::Failed,
    requests::end_mails,
    rows::count,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{Timestamp, clock::DAY_MS};
use sqlx::SqliteConnection;

/// Lets pending requests lapse that were confirmed by then, and forgets unconfirmed ones whose time is over and askings that were answered a
/// day ago. Returns how many lapsed.
pub(super) async fn lapse(store: &SqliteStore, confirmed_until: Timestamp, now: Timestamp) -> Result<u32, Failed> {
    // Most of the time there are none, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let any: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM requests WHERE state = 'pending' AND confirmed_at <= ?1) \
         OR EXISTS (SELECT 1 FROM requests WHERE state = 'unconfirmed' AND forget_at <= ?2) \
         OR EXISTS (SELECT 1 FROM asks WHERE answered_at <= ?2 - ?3)",
    )
    .bind(confirmed_until.as_millis())
    .bind(seen.as_millis())
    .bind(DAY_MS)
    .fetch_one(&mut *db)
    .await?;
    drop(db);
    if !any {
        return Ok(0);
    }
    let mut write = store.write(now).await?;
    let act = write.rollcall();
    let db = write.connection();
    let mut lapsed: Vec<i64> = sqlx::query_scalar(
        "UPDATE requests SET state = 'lapsed', decided_at = ?1 WHERE state = 'pending' AND confirmed_at <= ?2 RETURNING id",
    )
    .bind(act.at)
    .bind(confirmed_until.as_millis())
    .fetch_all(&mut *db)
    .await?;
    lapsed.sort_unstable();
    end_mails(db, &lapsed).await?;
    tell_askers(db, Tell::Lapsed, &lapsed, act.at).await?;
    let happened: Vec<RequestHappened> = lapsed.iter().map(|request| (*request, None, None)).collect();
    activity::record_requests(db, act, Verb::RequestLapsed, &happened).await?;
    let over: Vec<i64> = sqlx::query_scalar("SELECT id FROM requests WHERE state = 'unconfirmed' AND forget_at <= ?")
        .bind(act.at)
        .fetch_all(&mut *db)
        .await?;
    forget(db, &over).await?;
    sqlx::query("DELETE FROM asks WHERE answered_at <= ?").bind(act.at - DAY_MS).execute(&mut *db).await?;
    write.commit().await?;
    count(lapsed.len() as i64)
}

/// Forgets these requests, which are unconfirmed, with their mails and links.
pub(super) async fn forget(db: &mut SqliteConnection, requests: &[i64]) -> Result<(), Failed> {
    for batch in requests.chunks(BATCH) {
        let ids = json(batch)?;
        for sql in [
            "DELETE FROM links WHERE request_id IN (SELECT value FROM json_each(?))",
            "DELETE FROM outbox WHERE request_id IN (SELECT value FROM json_each(?))",
            "DELETE FROM requests WHERE id IN (SELECT value FROM json_each(?)) AND state = 'unconfirmed'",
        ] {
            sqlx::query(sql).bind(&ids).execute(&mut *db).await?;
        }
    }
    Ok(())
}
