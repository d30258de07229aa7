//! Tending join requests: those that nobody decides lapse, what was never proven is forgotten, and administrators are told of a day's together.

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

/// Lets pending requests lapse that were confirmed by then, and forgets unconfirmed ones whose time is over. Returns how many lapsed.
pub(super) async fn lapse(store: &SqliteStore, confirmed_until: Timestamp, now: Timestamp) -> Result<u32, Failed> {
    // Most of the time there are none, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let any: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM requests WHERE state = 'pending' AND confirmed_at <= ?1) \
         OR EXISTS (SELECT 1 FROM requests WHERE state = 'unconfirmed' AND forget_at <= ?2)",
    )
    .bind(confirmed_until.as_millis())
    .bind(seen.as_millis())
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

/// Who wants the requests of a day together, was not told since ?1, and may decide one that was confirmed since they were told and is
/// pending. Administrators of the account decide all; others those whose link suggests a group in their part.
macro_rules! to_be_told {
    () => {
        "WITH RECURSIVE part (user_id, group_id) AS (\
         SELECT a.user_id, a.group_id FROM preferences p JOIN users u ON u.id = p.user_id AND u.state = 'active' \
         JOIN assignments a ON a.user_id = p.user_id AND a.role_id = 1 \
         WHERE p.mail_requests = 'daily' AND (p.requests_told_at IS NULL OR p.requests_told_at <= ?1) \
         UNION SELECT part.user_id, g.id FROM part JOIN groups g ON g.parent_id = part.group_id), \
         told (user_id) AS (SELECT DISTINCT part.user_id FROM part JOIN preferences p ON p.user_id = part.user_id \
         JOIN join_links l ON part.group_id IN (1, l.group_id) WHERE EXISTS (SELECT 1 FROM requests r \
         WHERE r.state = 'pending' AND r.confirmed_at > coalesce(p.requests_told_at, -1) AND r.link_id = l.id)) "
    };
}

/// Mails the administrators who want the requests of a day together. Returns how many.
pub(super) async fn tell(store: &SqliteStore, now: Timestamp) -> Result<u32, Failed> {
    // Most of the time there is nobody to be told, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let any: bool = sqlx::query_scalar(concat!(to_be_told!(), "SELECT EXISTS (SELECT 1 FROM told)"))
        .bind(seen.as_millis() - DAY_MS)
        .fetch_one(&mut *db)
        .await?;
    drop(db);
    if !any {
        return Ok(0);
    }
    let mut write = store.write(now).await?;
    let now = write.now();
    let db = write.connection();
    let told: Vec<i64> = sqlx::query_scalar(concat!(
        to_be_told!(),
        "UPDATE preferences SET requests_told_at = ?2 WHERE user_id IN (SELECT user_id FROM told) RETURNING user_id"
    ))
    .bind(now - DAY_MS)
    .bind(now)
    .fetch_all(&mut *db)
    .await?;
    // One that waits says who asks when it leaves.
    let mailed = sqlx::query(
        "INSERT INTO outbox (kind, user_id, state, attempts, created_at) SELECT 'requests', value, 'queued', 0, ?1 \
         FROM json_each(?2) told WHERE NOT EXISTS (SELECT 1 FROM outbox m WHERE m.user_id = told.value AND m.invitation_id IS NULL \
         AND m.kind = 'requests' AND +m.state IN ('queued', 'sending', 'deferred'))",
    )
    .bind(now)
    .bind(json(&told)?)
    .execute(&mut *db)
    .await?;
    write.commit().await?;
    count(mailed.rows_affected() as i64)
}
