//! Telling administrators who asks to join: of each request as it comes, or of several together.

use super::{SqliteStore, bulk::json, error::Failed, rows::count};
use rollcall_domain::{
    Timestamp,
    clock::{DAY_MS, HOUR_MS},
    join_request::REQUEST_MAILS_AN_HOUR,
    role,
};
use sqlx::SqliteConnection;

// The statement below says it as a number: the index of administrators is found by that.
const _: () = assert!(role::ADMINISTRATOR.0 == 1);

/// Who may decide requests, of those for which the condition holds: `decider (group_id, user_id)`, by the group that was suggested when they
/// were confirmed (the root if none was). They are those who administer that group or one above it.
macro_rules! deciders {
    ($condition:literal) => {
        concat!(
            "WITH RECURSIVE above (group_id, id) AS (\
             SELECT coalesce(suggested_group_id, 1), coalesce(suggested_group_id, 1) FROM requests WHERE ",
            $condition,
            " UNION SELECT above.group_id, g.parent_id FROM above JOIN groups g ON g.id = above.id WHERE g.parent_id IS NOT NULL), \
             decider (group_id, user_id) AS (SELECT DISTINCT above.group_id, u.id FROM above \
             CROSS JOIN assignments a ON a.group_id = above.id AND a.role_id = 1 JOIN users u ON u.id = a.user_id AND u.state = 'active') "
        )
    };
}

/// A mail to each administrator who may decide this request and wants to be told of each. Who was mailed of many lately is mailed of all
/// together instead, and of that not often either.
pub(super) async fn tell_administrators(db: &mut SqliteConnection, request: i64, now: i64) -> Result<(), Failed> {
    // Mails are made in the order of their ids: the last so many say how many it were.
    sqlx::query(concat!(
        deciders!("id = ?1"),
        ", asked (user_id, is_much) AS (SELECT d.user_id, coalesce((SELECT m.created_at FROM outbox m WHERE m.user_id = d.user_id \
         AND m.invitation_id IS NULL AND m.kind = 'request' ORDER BY m.id DESC LIMIT 1 OFFSET ?3 - 1) > ?2 - ?4, 0) \
         FROM decider d LEFT JOIN preferences p ON p.user_id = d.user_id WHERE coalesce(p.mail_requests, 'each') = 'each') \
         INSERT INTO outbox (kind, user_id, request_id, state, attempts, created_at) \
         SELECT iif(is_much, 'requests', 'request'), user_id, iif(is_much, NULL, ?1), 'queued', 0, ?2 FROM asked \
         WHERE NOT is_much OR NOT EXISTS (SELECT 1 FROM outbox m WHERE m.user_id = asked.user_id AND m.invitation_id IS NULL \
         AND m.kind = 'requests' AND (m.created_at > ?2 - ?4 OR +m.state IN ('queued', 'sending', 'deferred'))) ORDER BY user_id"
    ))
    .bind(request)
    .bind(now)
    .bind(REQUEST_MAILS_AN_HOUR)
    .bind(HOUR_MS)
    .execute(db)
    .await?;
    Ok(())
}

/// Who wants the requests of a day together, was not told since ?1, and may decide one that was confirmed since they were told and is
/// pending.
macro_rules! to_be_told {
    () => {
        concat!(
            deciders!("state = 'pending'"),
            ", told (user_id) AS (SELECT p.user_id FROM preferences p \
             WHERE p.mail_requests = 'daily' AND (p.requests_told_at IS NULL OR p.requests_told_at <= ?1) \
             AND EXISTS (SELECT 1 FROM decider d JOIN requests r ON coalesce(r.suggested_group_id, 1) = d.group_id AND r.state = 'pending' \
             JOIN activity a ON a.request_id = r.id AND a.verb = 'requested' \
             WHERE d.user_id = p.user_id AND a.id > p.requests_told_through)) "
        )
    };
}

/// Mails the administrators who want the requests of a day together. Returns how many.
pub(super) async fn tell_of_day(store: &SqliteStore, now: Timestamp) -> Result<u32, Failed> {
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
        "UPDATE preferences SET requests_told_at = ?2, requests_told_through = (SELECT max(id) FROM activity) \
         WHERE user_id IN (SELECT user_id FROM told) RETURNING user_id"
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
