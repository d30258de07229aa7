//! The outbox: claiming mails that are due, and writing down what became of them.

use super::{
    bulk::json,
    changes,
    error::Failed,
    rows::{address, count, moment},
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{Claim, ClaimedMail, Delivery, INVITATION_ENDED, MailKind, MailRecord};
use rollcall_domain::{DeliveryState, ImportId, InvitationId, MailId, Timestamp, TokenHash, UserId};
use sqlx::{FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};

/// What a [`MailRecord`] needs, in the order of its `FromRow`.
macro_rules! mail_columns {
    () => {
        "m.id, m.kind, u.address, m.user_id, m.invitation_id, m.import_id, m.state, m.attempts, m.created_at, m.sent_at, \
         m.not_before, m.ends_at, m.reply FROM outbox m JOIN users u ON u.id = m.user_id"
    };
}

/// A [`MailRecord`] as it is read.
struct MailRow(MailRecord);

impl FromRow<'_, SqliteRow> for MailRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let decode = |failed: Failed| sqlx::Error::Decode(Box::new(failed.0));
        Ok(Self(MailRecord {
            id: MailId(row.try_get(0)?),
            kind: MailKind::from_stored(row.try_get(1)?).map_err(decode)?,
            to: address(row.try_get(2)?).map_err(decode)?,
            user: UserId(row.try_get(3)?),
            invitation: row.try_get::<Option<i64>, _>(4)?.map(InvitationId),
            import: row.try_get::<Option<i64>, _>(5)?.map(ImportId),
            state: DeliveryState::from_stored(row.try_get(6)?).map_err(decode)?,
            attempts: count(row.try_get(7)?).map_err(decode)?,
            created_at: Timestamp::from_millis(row.try_get(8)?),
            sent_at: moment(row.try_get(9)?),
            not_before: moment(row.try_get(10)?),
            ends_at: moment(row.try_get(11)?),
            reply: row.try_get(12)?,
        }))
    }
}

/// Whether any mail is due at `now`.
pub(super) async fn any_due(db: &mut SqliteConnection, now: i64) -> Result<bool, Failed> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued') \
         OR EXISTS (SELECT 1 FROM outbox WHERE state = 'deferred' AND not_before <= ?)",
    )
    .bind(now)
    .fetch_one(db)
    .await?)
}

/// Takes up to `limit` mails that are due. Those whose invitation has ended fail instead, and others take their place.
pub(super) async fn claim(
    write: &mut Write<'_>,
    limit: u32,
    ends_at: Timestamp,
    mint: &(dyn Fn() -> TokenHash + Send + Sync),
) -> Result<Claim, Failed> {
    let now = write.now();
    let db = write.connection();
    let mut taken: Vec<i64> = Vec::new();
    let mut touched: Vec<i64> = Vec::new();
    let mut all_ended = 0;
    loop {
        let wanted = i64::from(limit) - taken.len() as i64;
        if wanted <= 0 {
            break;
        }
        let found = take(db, wanted, ends_at.as_millis(), now).await?;
        if found.is_empty() {
            break;
        }
        touched.extend(found.iter().map(|(_, user)| *user));
        let ended = fail_ended(db, &found, now).await?;
        all_ended += ended.len();
        taken.extend(found.into_iter().map(|(mail, _)| mail).filter(|mail| !ended.contains(mail)));
    }
    let mut mails: Vec<ClaimedMail> =
        by_ids(db, &taken).await?.into_iter().map(|mail| ClaimedMail { mail, link: None }).collect();
    for one in &mut mails {
        let Some(invitation) = one.mail.invitation else { continue };
        let hash = mint();
        sqlx::query("INSERT INTO links (hash, invitation_id) VALUES (?, ?)")
            .bind(hash.0.as_slice())
            .bind(invitation.0)
            .execute(&mut *db)
            .await?;
        one.link = Some(hash);
    }
    changes::record(db, &mut touched).await?;
    Ok(Claim { mails, ended: u32::try_from(all_ended).unwrap_or(u32::MAX) })
}

/// Makes the oldest mails that are due `Sending`; returns them with their users, in any order.
async fn take(db: &mut SqliteConnection, limit: i64, ends_at: i64, now: i64) -> Result<Vec<(i64, i64)>, Failed> {
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

/// Of these mails, those whose invitation has ended do not go out. Returns which.
async fn fail_ended(db: &mut SqliteConnection, mails: &[(i64, i64)], now: i64) -> Result<Vec<i64>, Failed> {
    let ids: Vec<i64> = mails.iter().map(|(mail, _)| *mail).collect();
    Ok(sqlx::query_scalar(
        "UPDATE outbox SET state = 'failed', attempts = attempts - 1, reply = ?1 \
         WHERE state = 'sending' AND id IN (SELECT value FROM json_each(?2)) AND EXISTS \
         (SELECT 1 FROM invitations i WHERE i.id = outbox.invitation_id AND (i.state <> 'pending' OR i.expires_at <= ?3)) \
         RETURNING id",
    )
    .bind(INVITATION_ENDED)
    .bind(json(&ids)?)
    .bind(now)
    .fetch_all(db)
    .await?)
}

/// Writes down what became of mails.
pub(super) async fn record(write: &mut Write<'_>, deliveries: &[Delivery]) -> Result<(), Failed> {
    let now = write.now();
    let db = write.connection();
    let mut touched = Vec::new();
    for delivery in deliveries {
        touched.extend(record_one(db, delivery, now).await?);
    }
    changes::record(db, &mut touched).await
}

/// Writes down what became of one mail. `None` if it is not `Sending`, nor `Uncertain` and known to be `Sent` after all.
async fn record_one(db: &mut SqliteConnection, delivery: &Delivery, now: i64) -> Result<Option<i64>, Failed> {
    let state = delivery.state;
    if state == DeliveryState::Sending {
        return Ok(None);
    }
    let not_before = delivery.not_before.map_or(now, Timestamp::as_millis);
    let recorded: Option<i64> = sqlx::query_scalar(
        "UPDATE outbox SET state = ?1, reply = coalesce(?2, reply), sent_at = ?3, not_before = ?4, \
         ends_at = CASE WHEN ?1 IN ('sent', 'uncertain') THEN ends_at END, attempts = attempts - ?5 WHERE id = ?6 AND (state = 'sending' OR (state = 'uncertain' AND ?1 = 'sent')) \
         RETURNING user_id",
    )
    .bind(state.stored())
    .bind(&delivery.reply)
    .bind((state == DeliveryState::Sent).then_some(now))
    .bind((state == DeliveryState::Deferred).then_some(not_before))
    .bind(i64::from(state == DeliveryState::Queued))
    .bind(delivery.mail.0)
    .fetch_optional(&mut *db)
    .await?;
    if recorded.is_some() && matches!(state, DeliveryState::Sent | DeliveryState::Uncertain) {
        begin_time(db, &[delivery.mail.0], Some(now)).await?;
    }
    Ok(recorded)
}

/// A mail that may be there may be read: the time of its invitation runs as its words say, from `at` or else from when it was claimed.
///
/// Only the first mail to leave starts the time; and a mail from before a resending, whose link is dead, starts nothing.
async fn begin_time(db: &mut SqliteConnection, mails: &[i64], at: Option<i64>) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE invitations SET sent_at = coalesce(?1, m.claimed_at), expires_at = m.ends_at FROM outbox m \
         WHERE m.id IN (SELECT value FROM json_each(?2)) AND invitations.id = m.invitation_id \
         AND invitations.state = 'pending' AND invitations.sent_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM outbox newer WHERE newer.invitation_id = m.invitation_id AND newer.id > m.id)",
    )
    .bind(at)
    .bind(json(mails)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether any mail is `Sending`.
pub(super) async fn any_sending(db: &mut SqliteConnection) -> Result<bool, Failed> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'sending')").fetch_one(db).await?)
}

/// Makes mails that are `Sending` `Uncertain`; whoever was sending them is dead. Returns how many.
pub(super) async fn settle(write: &mut Write<'_>) -> Result<u32, Failed> {
    let db = write.connection();
    let left: Vec<(i64, i64)> =
        sqlx::query_as("UPDATE outbox SET state = 'uncertain' WHERE state = 'sending' RETURNING id, user_id")
            .fetch_all(&mut *db)
            .await?;
    let (mails, mut touched): (Vec<i64>, Vec<i64>) = left.into_iter().unzip();
    begin_time(db, &mails, None).await?;
    changes::record(db, &mut touched).await?;
    Ok(u32::try_from(mails.len()).unwrap_or(u32::MAX))
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

/// Mails, newest first.
pub(super) async fn list(
    db: &mut SqliteConnection,
    states: &[DeliveryState],
    before: Option<MailId>,
    limit: u32,
) -> Result<Vec<MailRecord>, Failed> {
    let states: Vec<&str> = states.iter().map(|state| state.stored()).collect();
    let before = before.map_or(i64::MAX, |mail| mail.0);
    let rows: Vec<MailRow> = if states.is_empty() {
        sqlx::query_as(concat!("SELECT ", mail_columns!(), " WHERE m.id < ? ORDER BY m.id DESC LIMIT ?"))
            .bind(before)
            .bind(i64::from(limit))
            .fetch_all(db)
            .await?
    } else {
        sqlx::query_as(concat!(
            "SELECT ",
            mail_columns!(),
            " WHERE m.id < ? AND m.state IN (SELECT value FROM json_each(?)) ORDER BY m.id DESC LIMIT ?"
        ))
        .bind(before)
        .bind(json(&states)?)
        .bind(i64::from(limit))
        .fetch_all(db)
        .await?
    };
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// These mails, oldest first.
async fn by_ids(db: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<MailRecord>, Failed> {
    let rows: Vec<MailRow> = sqlx::query_as(concat!(
        "SELECT ",
        mail_columns!(),
        " WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id"
    ))
    .bind(json(ids)?)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One mail.
pub(super) async fn one(db: &mut SqliteConnection, id: MailId) -> Result<Option<MailRecord>, Failed> {
    Ok(by_ids(db, &[id.0]).await?.pop())
}

/// How many mails stand in which state; states without any are left out.
pub(super) async fn counts(db: &mut SqliteConnection) -> Result<Vec<(DeliveryState, u64)>, Failed> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT state, count(*) FROM outbox GROUP BY state").fetch_all(db).await?;
    rows.into_iter()
        .map(|(state, mails)| Ok((DeliveryState::from_stored(&state)?, u64::try_from(mails).unwrap_or(0))))
        .collect()
}
