//! Reminders: who has one due, and putting them into the outbox once.

use super::{
    SqliteStore, activity,
    bulk::{BATCH, distinct, from_json, json},
    changes,
    error::Failed,
    write::Write,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{ReminderSchedule, Timestamp, clock::DAY_MS, reminder::Reminded};
use sqlx::SqliteConnection;

/// A reminder that is due: the invitation, the day of the schedule that it stands for, and when the invitation left.
type Due = (i64, u16, i64);

/// Puts the reminders that are due into the outbox. Returns how many there are.
pub(super) async fn remind(store: &SqliteStore, schedule: &ReminderSchedule, now: Timestamp) -> Result<u32, Failed> {
    // Most of the time nobody is to be reminded, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let due = due(&mut db, schedule, seen).await?;
    drop(db);
    if due.is_empty() {
        return Ok(0);
    }
    let mut write = store.write(now).await?;
    let reminded = put(&mut write, &due).await?;
    write.commit().await?;
    Ok(reminded)
}

/// The reminders that are due at `now`, by invitation. The caller gives a transaction.
async fn due(db: &mut SqliteConnection, schedule: &ReminderSchedule, now: Timestamp) -> Result<Vec<Due>, Failed> {
    let (Some(first), Some(last)) = (schedule.days().first(), schedule.days().last()) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    let mut after = 0;
    loop {
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(id, sent_at, expires_at, reminded_through)) FROM \
             (SELECT id, sent_at, expires_at, reminded_through FROM invitations WHERE id > ?1 AND state = 'pending' \
             AND sent_at <= ?2 AND expires_at > ?3 AND reminded_through < ?4 ORDER BY id LIMIT ?5)",
        )
        .bind(after)
        .bind(now.as_millis() - i64::from(*first) * DAY_MS)
        .bind(now.as_millis())
        .bind(last)
        .bind(BATCH as i64)
        .fetch_one(&mut *db)
        .await?;
        let rows: Vec<(i64, i64, i64, u16)> = from_json(&gathered)?;
        for (id, sent_at, expires_at, through_day) in &rows {
            let reminded = Reminded {
                sent_at: Timestamp::from_millis(*sent_at),
                expires_at: Timestamp::from_millis(*expires_at),
                through_day: *through_day,
            };
            all.extend(schedule.due(reminded, now).map(|day| (*id, day, *sent_at)));
        }
        match rows.iter().map(|row| row.0).max() {
            Some(last) if rows.len() == BATCH => after = last,
            _ => return Ok(all),
        }
    }
}

/// Puts these reminders into the outbox, unless another process has, or something has happened to the invitation. Where a mail of it
/// waits or the newest has failed, there is none, but the day is done. Returns how many there are.
async fn put(write: &mut Write<'_>, due: &[Due]) -> Result<u32, Failed> {
    let act = write.rollcall();
    let db = write.connection();
    let (mut touched, mut reminded) = (Vec::new(), Vec::new());
    for batch in due.chunks(BATCH) {
        let taken: Vec<(i64, i64)> = sqlx::query_as(
            "UPDATE invitations SET reminded_through = due.value ->> 1 FROM json_each(?1) due \
             WHERE invitations.id = due.value ->> 0 AND invitations.state = 'pending' AND invitations.expires_at > ?2 \
             AND invitations.sent_at = due.value ->> 2 AND invitations.reminded_through < due.value ->> 1 \
             RETURNING invitations.id, invitations.user_id",
        )
        .bind(json(batch)?)
        .bind(act.at)
        .fetch_all(&mut *db)
        .await?;
        let (invitations, users): (Vec<i64>, Vec<i64>) = taken.into_iter().unzip();
        reminded.extend(queue(db, &distinct(invitations.into_iter()), act.at).await?);
        touched.extend(users);
    }
    activity::record_all(db, act, Verb::Reminded, &reminded, None).await?;
    changes::record(db, &mut touched).await?;
    Ok(u32::try_from(reminded.len()).unwrap_or(u32::MAX))
}

/// A reminder for each of a batch of invitations of which no mail waits and the newest has not failed. Returns the users whom they go to.
async fn queue(db: &mut SqliteConnection, invitations: &[i64], now: i64) -> Result<Vec<i64>, Failed> {
    let queued: Vec<(i64, i64)> = sqlx::query_as(
        "INSERT INTO outbox (kind, user_id, invitation_id, state, attempts, created_at) \
         SELECT 'reminder', i.user_id, i.id, 'queued', 0, ?1 FROM json_each(?2) taken CROSS JOIN invitations i ON i.id = taken.value \
         WHERE NOT EXISTS (SELECT 1 FROM outbox m WHERE m.invitation_id = i.id AND m.state IN ('queued', 'sending', 'deferred')) \
         AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.state = 'failed' \
         AND m.id = (SELECT max(id) FROM outbox WHERE invitation_id = i.id)) RETURNING invitation_id, user_id",
    )
    .bind(now)
    .bind(json(invitations)?)
    .fetch_all(&mut *db)
    .await?;
    let (invitations, users): (Vec<i64>, Vec<i64>) = queued.into_iter().unzip();
    sqlx::query("UPDATE invitations SET reminders = reminders + 1 WHERE id IN (SELECT value FROM json_each(?))")
        .bind(json(&invitations)?)
        .execute(db)
        .await?;
    Ok(users)
}
