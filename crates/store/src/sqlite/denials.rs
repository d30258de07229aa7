//! Saying no to those who ask to join, and blocking them.

use super::{
    SqliteStore,
    activity::{self, RequestHappened},
    blocks,
    bulk::{BATCH, distinct, json},
    error::Failed,
    requests::end_mails,
    tending::forget,
};
use rollcall_app::ports::store::{Act, DeniedRequests, Verb};
use rollcall_domain::{AddressKey, Note, RequestId, join_request::Blocked};
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// Denies those of these requests that are pending, and blocks what is to be blocked, but nobody whom another has let in. Returns both.
pub(super) async fn deny(
    store: &SqliteStore,
    ids: &[RequestId],
    words: Option<&Note>,
    block: &[Blocked],
    act: Act,
) -> Result<DeniedRequests, Failed> {
    let words = words.map(Note::as_str);
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    let mut denied: Vec<i64> = Vec::new();
    for batch in distinct(ids.iter().map(|id| id.0)).chunks(BATCH) {
        let found: Vec<i64> = sqlx::query_scalar(
            "UPDATE requests SET state = 'denied', decided_at = ?1, decided_by = ?2, words = ?3 \
             WHERE id IN (SELECT value FROM json_each(?4)) AND state = 'pending' RETURNING id",
        )
        .bind(actor.at)
        .bind(act.by.0)
        .bind(words)
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        denied.extend(found);
    }
    denied.sort_unstable();
    end_mails(db, &denied).await?;
    tell(db, Tell::Denied, &denied, actor.at).await?;
    let happened: Vec<RequestHappened> =
        denied.iter().map(|request| (*request, None, words.map(str::to_owned))).collect();
    activity::record_requests(db, actor, Verb::RequestDenied, &happened).await?;
    let block = unwanted_still(db, ids, block).await?;
    let blocked = blocks::add(db, &block, actor).await?;
    forget_blocked(db, &blocked).await?;
    write.commit_if(!denied.is_empty() || !blocked.is_empty()).await?;
    Ok(DeniedRequests { denied: denied.into_iter().map(RequestId).collect(), blocked: block })
}

/// What whoever asked is told without being a user.
#[derive(Clone, Copy)]
pub(super) enum Tell {
    Denied,
    Lapsed,
}

/// A mail to each who asked.
pub(super) async fn tell(db: &mut SqliteConnection, what: Tell, requests: &[i64], now: i64) -> Result<(), Failed> {
    let kind = match what {
        Tell::Denied => "denied",
        Tell::Lapsed => "lapsed",
    };
    sqlx::query(
        "INSERT INTO outbox (kind, request_id, state, attempts, created_at) \
         SELECT ?1, value, 'queued', 0, ?2 FROM json_each(?3)",
    )
    .bind(kind)
    .bind(now)
    .bind(json(requests)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Of what is to be blocked, each once, what covers none of these requests that is approved: another was faster, and knows them.
async fn unwanted_still(
    db: &mut SqliteConnection,
    ids: &[RequestId],
    block: &[Blocked],
) -> Result<Vec<Blocked>, Failed> {
    if block.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let let_in: Vec<String> = sqlx::query_scalar(
        "SELECT r.address_key FROM json_each(?) asked CROSS JOIN requests r ON r.id = asked.value WHERE r.state = 'approved'",
    )
    .bind(json(&ids)?)
    .fetch_all(db)
    .await?;
    let let_in: Vec<AddressKey> = let_in.into_iter().map(AddressKey::from_stored).collect();
    let spared = |what: &Blocked| let_in.iter().any(|key| what.covers(key));
    let once: BTreeSet<&Blocked> = block.iter().collect();
    Ok(once.into_iter().filter(|what| !spared(what)).cloned().collect())
}

/// Requests from there that wait to be confirmed are forgotten: they would come to light when they are blocked already.
async fn forget_blocked(db: &mut SqliteConnection, blocked: &[Blocked]) -> Result<(), Failed> {
    if blocked.is_empty() {
        return Ok(());
    }
    let unconfirmed: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, address_key FROM requests WHERE state = 'unconfirmed'").fetch_all(&mut *db).await?;
    let unconfirmed = unconfirmed.into_iter().map(|(id, key)| (id, AddressKey::from_stored(key)));
    let unwanted: Vec<i64> =
        unconfirmed.filter(|(_, key)| blocked.iter().any(|what| what.covers(key))).map(|(id, _)| id).collect();
    forget(db, &unwanted).await
}
