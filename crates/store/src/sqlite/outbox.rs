//! The outbox: which mails are due, claiming them, and what lists show.

mod outcomes;
mod records;

pub(super) use outcomes::{bounce, record, settle};
pub(super) use records::{counts, list, mails_to, offers, one};

use super::{SqliteStore, bulk::json, changes, error::Failed, rows::moment, write::Write};
use rollcall_app::ports::store::{Claim, ClaimedMail, INVITATION_ENDED, MATTER_GONE, MailKind};
use rollcall_domain::{Timestamp, TokenHash};
use sqlx::SqliteConnection;
use std::collections::HashSet;

/// Whether any mail is due at `now`.
async fn any_due(db: &mut SqliteConnection, now: i64) -> Result<bool, Failed> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued') \
         OR EXISTS (SELECT 1 FROM outbox WHERE state = 'deferred' AND not_before <= ?)",
    )
    .bind(now)
    .fetch_one(db)
    .await?)
}

/// Whether any mail is `Sending`.
pub(super) async fn any_sending(db: &mut SqliteConnection) -> Result<bool, Failed> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'sending')").fetch_one(db).await?)
}

/// The earliest moment at which a mail is due. One that is queued is due since it was put there, one that is being sent since it was
/// claimed.
pub(super) async fn next_due(db: &mut SqliteConnection) -> Result<Option<Timestamp>, Failed> {
    let next = sqlx::query_scalar(
        "SELECT min(at) FROM (\
         SELECT (SELECT created_at FROM outbox WHERE state = 'queued' ORDER BY id LIMIT 1) AS at \
         UNION ALL SELECT min(not_before) FROM outbox WHERE state = 'deferred' \
         UNION ALL SELECT min(claimed_at) FROM outbox WHERE state = 'sending')",
    )
    .fetch_one(db)
    .await?;
    Ok(moment(next))
}

/// Takes up to `limit` mails that are due.
pub(super) async fn claim(
    store: &SqliteStore,
    limit: u32,
    ends_at: Timestamp,
    now: Timestamp,
    mint: &(dyn Fn() -> TokenHash + Send + Sync),
) -> Result<Claim, Failed> {
    // Most of the time nothing is due, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let due = limit > 0 && any_due(&mut db, seen.as_millis()).await?;
    drop(db);
    if !due {
        return Ok(Claim::default());
    }
    let mut write = store.write(now).await?;
    let claim = take_all(&mut write, limit, ends_at, mint).await?;
    write.commit().await?;
    Ok(claim)
}

/// Takes the mails. Those whose invitation or request has ended are dropped instead, and others take their place.
async fn take_all(
    write: &mut Write<'_>,
    limit: u32,
    ends_at: Timestamp,
    mint: &(dyn Fn() -> TokenHash + Send + Sync),
) -> Result<Claim, Failed> {
    let now = write.now();
    let db = write.connection();
    let mut taken: Vec<i64> = Vec::new();
    let mut touched: Vec<i64> = Vec::new();
    let mut all_dropped = 0;
    loop {
        let wanted = i64::from(limit) - taken.len() as i64;
        if wanted <= 0 {
            break;
        }
        let found = take(db, wanted, ends_at.as_millis(), now).await?;
        if found.is_empty() {
            break;
        }
        touched.extend(found.iter().filter_map(|(_, user)| *user));
        let dropped = drop_ended(db, &found, now).await?;
        all_dropped += dropped.len();
        taken.extend(found.into_iter().map(|(mail, _)| mail).filter(|mail| !dropped.contains(mail)));
    }
    let mails = with_links(db, &taken, mint).await?;
    changes::record(db, &mut touched).await?;
    Ok(Claim { mails, dropped: u32::try_from(all_dropped).unwrap_or(u32::MAX) })
}

/// Makes the oldest mails that are due `Sending`; returns them with the users they go to, in any order.
async fn take(
    db: &mut SqliteConnection,
    limit: i64,
    ends_at: i64,
    now: i64,
) -> Result<Vec<(i64, Option<i64>)>, Failed> {
    Ok(sqlx::query_as(
        "UPDATE outbox SET state = 'sending', claimed_at = ?2, not_before = NULL, attempts = attempts + 1, \
         ends_at = CASE WHEN invitation_id IS NOT NULL THEN \
         coalesce((SELECT i.expires_at FROM invitations i WHERE i.id = outbox.invitation_id), ?1) END \
         WHERE state IN ('queued', 'deferred') AND id IN \
         (SELECT id FROM outbox WHERE state = 'queued' \
          UNION ALL SELECT id FROM outbox WHERE state = 'deferred' AND not_before <= ?2 ORDER BY id LIMIT ?3) \
         RETURNING id, user_id",
    )
    .bind(ends_at)
    .bind(now)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// Of these mails, those whose invitation has ended, and those about a request that is not what they say any more, do not go out. Returns
/// which.
async fn drop_ended(db: &mut SqliteConnection, mails: &[(i64, Option<i64>)], now: i64) -> Result<HashSet<i64>, Failed> {
    let ids: Vec<i64> = mails.iter().map(|(mail, _)| *mail).collect();
    let ids = json(&ids)?;
    let mut dropped = HashSet::new();
    for (sql, reply) in [
        (
            "UPDATE outbox SET state = 'dropped', attempts = attempts - 1, ends_at = NULL, reply = ?1 \
             WHERE state = 'sending' AND id IN (SELECT value FROM json_each(?2)) AND EXISTS \
             (SELECT 1 FROM invitations i WHERE i.id = outbox.invitation_id AND (i.state <> 'pending' OR i.expires_at <= ?3)) \
             RETURNING id",
            INVITATION_ENDED,
        ),
        (
            "UPDATE outbox SET state = 'dropped', attempts = attempts - 1, reply = ?1 \
             WHERE state = 'sending' AND id IN (SELECT value FROM json_each(?2)) AND EXISTS \
             (SELECT 1 FROM requests r WHERE r.id = outbox.request_id AND CASE outbox.kind \
             WHEN 'confirm' THEN r.state <> 'unconfirmed' OR r.forget_at <= ?3 \
             WHEN 'waiting' THEN r.state <> 'pending' WHEN 'request' THEN r.state <> 'pending' END) RETURNING id",
            MATTER_GONE,
        ),
    ] {
        let ended: Vec<i64> = sqlx::query_scalar(sql).bind(reply).bind(&ids).bind(now).fetch_all(&mut *db).await?;
        dropped.extend(ended);
    }
    Ok(dropped)
}

/// These mails, oldest first, each that carries a link with a new one.
async fn with_links(
    db: &mut SqliteConnection,
    ids: &[i64],
    mint: &(dyn Fn() -> TokenHash + Send + Sync),
) -> Result<Vec<ClaimedMail>, Failed> {
    let mut links: Vec<(String, Option<i64>, Option<i64>)> = Vec::new();
    let mut claimed = Vec::with_capacity(ids.len());
    for mail in records::by_ids(db, ids).await? {
        let leads_to_request = matches!(mail.kind, MailKind::Confirm | MailKind::Waiting);
        let request = mail.request.filter(|_| leads_to_request).map(|request| request.0);
        let invitation = mail.invitation.map(|invitation| invitation.0);
        let link = invitation.or(request).map(|_| mint());
        links.extend(link.map(|hash| (hex(hash), invitation, request)));
        claimed.push(ClaimedMail { mail, link });
    }
    // In the order of the table: fewer of its pages are turned.
    links.sort_unstable();
    sqlx::query(
        "INSERT INTO links (hash, invitation_id, request_id) SELECT unhex(value ->> 0), value ->> 1, value ->> 2 FROM json_each(?)",
    )
    .bind(json(&links)?)
    .execute(db)
    .await?;
    Ok(claimed)
}

fn hex(hash: TokenHash) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    hash.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
