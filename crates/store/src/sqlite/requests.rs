//! Join requests, as whoever asked has them: asked, confirmed, taken back.

use super::{
    SqliteStore, activity,
    asks::Waiting,
    bulk::json,
    error::Failed,
    request_notices::tell_administrators,
    request_records::{self, searched},
};
use rollcall_app::ports::store::{MATTER_GONE, RequestRecord, Verb};
use rollcall_domain::{
    AddressKey, RequestId, Timestamp, TokenHash,
    clock::DAY_MS,
    join_request::{CONFIRM_DAYS, MOST_PENDING},
};
use sqlx::SqliteConnection;

/// The request of an address that is not decided.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) id: i64,
    /// Or else unconfirmed.
    pub(super) is_pending: bool,
}

/// The request of an address that is not decided: there is one at most.
pub(super) async fn open_of(db: &mut SqliteConnection, address: &AddressKey) -> Result<Option<Open>, Failed> {
    let row: Option<(i64, bool)> = sqlx::query_as(
        "SELECT id, state = 'pending' FROM requests WHERE address_key = ? AND state IN ('unconfirmed', 'pending')",
    )
    .bind(address.as_str())
    .fetch_optional(db)
    .await?;
    Ok(row.map(|(id, is_pending)| Open { id, is_pending }))
}

/// Makes an unconfirmed request, or renews the one that there is, whose links die; and asks the address by mail to confirm it.
pub(super) async fn ask_to_confirm(
    db: &mut SqliteConnection,
    ask: &Waiting,
    open: Option<Open>,
    now: i64,
) -> Result<(), Failed> {
    for sql in [
        "DELETE FROM links WHERE request_id = ?",
        "DELETE FROM outbox WHERE request_id = ? AND +state IN ('queued', 'deferred')",
    ] {
        if let Some(open) = open {
            sqlx::query(sql).bind(open.id).execute(&mut *db).await?;
        }
    }
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO requests (id, link_id, address, address_key, name, note, language, state, asked_at, forget_at, searched) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'unconfirmed', ?8, ?9, ?10) \
         ON CONFLICT (id) DO UPDATE SET link_id = excluded.link_id, address = excluded.address, name = excluded.name, \
         note = excluded.note, language = excluded.language, asked_at = excluded.asked_at, forget_at = excluded.forget_at, \
         searched = excluded.searched WHERE state = 'unconfirmed' RETURNING id",
    )
    .bind(open.map(|open| open.id))
    .bind(ask.link_id)
    .bind(&ask.address)
    .bind(&ask.address_key)
    .bind(&ask.name)
    .bind(&ask.note)
    .bind(&ask.language)
    .bind(ask.at)
    .bind(now + CONFIRM_DAYS * DAY_MS)
    .bind(searched(&ask.name, &ask.address, ask.note.as_deref()))
    .fetch_one(&mut *db)
    .await?;
    sqlx::query(
        "INSERT INTO outbox (kind, request_id, state, attempts, created_at) VALUES ('confirm', ?, 'queued', 0, ?)",
    )
    .bind(id)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

/// The request that a link is for, if it can be confirmed at `now`, or was.
async fn of_link(db: &mut SqliteConnection, hash: TokenHash, now: i64) -> Result<Option<RequestId>, Failed> {
    let id: Option<i64> = sqlx::query_scalar(
        "SELECT r.id FROM links l JOIN requests r ON r.id = l.request_id \
         WHERE l.hash = ?1 AND (r.state <> 'unconfirmed' OR r.forget_at > ?2)",
    )
    .bind(hash.0.as_slice())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(id.map(RequestId))
}

/// The same, whole. The caller gives a transaction.
pub(super) async fn by_link(
    db: &mut SqliteConnection,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<RequestRecord>, Failed> {
    match of_link(db, hash, now.as_millis()).await? {
        Some(id) => Ok(request_records::by_ids(db, &[id]).await?.pop()),
        None => Ok(None),
    }
}

/// Whoever asked has proven their address: the request is pending. `false`: it cannot be confirmed, and nothing is written.
pub(super) async fn confirm(store: &SqliteStore, hash: TokenHash, now: Timestamp) -> Result<bool, Failed> {
    if !leads_somewhere(store, hash, now).await? {
        return Ok(false);
    }
    let mut write = store.write(now).await?;
    let act = write.rollcall();
    let db = write.connection();
    let confirmed: Option<(i64, i64, Option<String>)> = sqlx::query_as(
        "UPDATE requests SET state = 'pending', confirmed_at = ?1, suggested_group_id = l.group_id, suggested_role_id = l.role_id \
         FROM join_links l WHERE l.id = requests.link_id AND (l.most_uses IS NULL OR l.uses < l.most_uses) \
         AND requests.id = (SELECT request_id FROM links WHERE hash = ?2) AND requests.state = 'unconfirmed' AND requests.forget_at > ?1 \
         AND NOT EXISTS (SELECT 1 FROM users u WHERE u.address_key = requests.address_key AND u.state = 'active') \
         AND (SELECT count(*) FROM (SELECT 1 FROM requests WHERE state = 'pending' LIMIT ?3)) < ?3 \
         RETURNING requests.id, requests.link_id, requests.note",
    )
    .bind(act.at)
    .bind(hash.0.as_slice())
    .bind(MOST_PENDING)
    .fetch_optional(&mut *db)
    .await?;
    let Some((id, link, note)) = confirmed else { return Ok(false) };
    sqlx::query("UPDATE join_links SET uses = uses + 1 WHERE id = ?").bind(link).execute(&mut *db).await?;
    end_mails(db, &[id]).await?;
    activity::record_requests(db, act, Verb::Requested, &[(id, None, note)]).await?;
    tell_administrators(db, id, act.at).await?;
    write.commit().await?;
    Ok(true)
}

/// Whoever asked takes the request back. `false`: it is not pending, and nothing is written.
pub(super) async fn withdraw(store: &SqliteStore, hash: TokenHash, now: Timestamp) -> Result<bool, Failed> {
    if !leads_somewhere(store, hash, now).await? {
        return Ok(false);
    }
    let mut write = store.write(now).await?;
    let act = write.rollcall();
    let db = write.connection();
    let withdrawn: Option<i64> = sqlx::query_scalar(
        "UPDATE requests SET state = 'withdrawn', decided_at = ?1 \
         WHERE id = (SELECT request_id FROM links WHERE hash = ?2) AND state = 'pending' RETURNING id",
    )
    .bind(act.at)
    .bind(hash.0.as_slice())
    .fetch_optional(&mut *db)
    .await?;
    let Some(id) = withdrawn else { return Ok(false) };
    end_mails(db, &[id]).await?;
    activity::record_requests(db, act, Verb::RequestWithdrawn, &[(id, None, None)]).await?;
    write.commit().await?;
    Ok(true)
}

/// Links that lead nowhere are turned away without taking the file: whoever guesses must not keep others from writing.
async fn leads_somewhere(store: &SqliteStore, hash: TokenHash, now: Timestamp) -> Result<bool, Failed> {
    let (mut db, seen) = store.snapshot_at(now).await?;
    Ok(of_link(&mut db, hash, seen.as_millis()).await?.is_some())
}

/// These requests are not what they were: mails that ask to confirm them, say that they wait, or ask to decide them stay here.
pub(super) async fn end_mails(db: &mut SqliteConnection, requests: &[i64]) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE outbox SET state = 'dropped', not_before = NULL, reply = ?1 \
         WHERE request_id IN (SELECT value FROM json_each(?2)) AND kind IN ('confirm', 'waiting', 'request') \
         AND +state IN ('queued', 'deferred')",
    )
    .bind(MATTER_GONE)
    .bind(json(requests)?)
    .execute(db)
    .await?;
    Ok(())
}
