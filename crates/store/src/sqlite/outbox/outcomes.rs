//! What becomes of mails: as it is told, as it is learnt when a process died, and when one comes back.

use crate::sqlite::{
    SqliteStore, activity,
    bulk::{from_json, json},
    changes,
    error::Failed,
    turn::{Left, Noted},
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{Delivery, INVITATION_ENDED, MATTER_GONE, Verb};
use rollcall_domain::{DeliveryState, MailId, Timestamp, UserId};
use sqlx::SqliteConnection;

/// Writes down what became of mails.
pub(in crate::sqlite) async fn record(
    store: &SqliteStore,
    deliveries: &[Delivery],
    now: Timestamp,
) -> Result<(), Failed> {
    if deliveries.is_empty() {
        return Ok(());
    }
    let mut write = store.write(now).await?;
    let now = write.now();
    let db = write.connection();
    let mut touched = record_all(db, deliveries, Some(now), now).await?;
    changes::record(db, &mut touched).await?;
    write.commit().await
}

/// Writes down what became of each mail that is `Sending`, or `Uncertain` and known to be `Sent` after all. They left at `left_at`, or else
/// when they were claimed. Returns their users.
async fn record_all(
    db: &mut SqliteConnection,
    deliveries: &[Delivery],
    left_at: Option<i64>,
    now: i64,
) -> Result<Vec<i64>, Failed> {
    let rows: Vec<(i64, &str, Option<&str>, Option<i64>)> = deliveries
        .iter()
        .filter(|delivery| delivery.state != DeliveryState::Sending)
        .map(|delivery| {
            let not_before = (delivery.state == DeliveryState::Deferred)
                .then(|| delivery.not_before.map_or(now, Timestamp::as_millis));
            (delivery.mail.0, delivery.state.stored(), delivery.reply.as_deref(), not_before)
        })
        .collect();
    // One that did not leave, while its invitation was sent anew or its request renewed, gives way to the newer mail: nobody gets both.
    // The plus keeps the index of states out of it: each mail is found by its number.
    let recorded: Vec<(i64, Option<i64>, String)> = sqlx::query_as(
        "UPDATE outbox SET state = told.state, not_before = told.not_before, \
         reply = CASE WHEN NOT told.gave_way THEN coalesce(told.reply, outbox.reply) WHEN outbox.invitation_id IS NULL THEN ?4 ELSE ?3 END, \
         sent_at = CASE WHEN told.state = 'sent' THEN coalesce(?1, claimed_at) END, \
         ends_at = CASE WHEN told.state IN ('sent', 'uncertain') THEN ends_at END, \
         attempts = attempts - (told.state = 'queued') \
         FROM (SELECT id, CASE WHEN gave_way THEN 'dropped' ELSE state END AS state, reply, gave_way, \
         CASE WHEN NOT gave_way THEN not_before END AS not_before \
         FROM (SELECT value ->> 0 AS id, value ->> 1 AS state, value ->> 2 AS reply, value ->> 3 AS not_before, \
         value ->> 1 IN ('queued', 'deferred') AND (EXISTS (SELECT 1 FROM outbox older JOIN outbox newer \
         ON newer.invitation_id = older.invitation_id AND newer.id > older.id WHERE older.id = value ->> 0) \
         OR EXISTS (SELECT 1 FROM outbox older JOIN outbox newer ON newer.request_id = older.request_id AND newer.id > older.id \
         WHERE older.id = value ->> 0 AND older.kind = 'confirm' AND newer.kind = 'confirm')) AS gave_way \
         FROM json_each(?2))) told \
         WHERE outbox.id = told.id AND (+outbox.state = 'sending' OR (+outbox.state = 'uncertain' AND told.state = 'sent')) \
         RETURNING id, user_id, state",
    )
    .bind(left_at)
    .bind(json(&rows)?)
    .bind(INVITATION_ENDED)
    .bind(MATTER_GONE)
    .fetch_all(&mut *db)
    .await?;
    let may_have_left = [DeliveryState::Sent.stored(), DeliveryState::Uncertain.stored()];
    let left: Vec<i64> =
        recorded.iter().filter(|(.., state)| may_have_left.contains(&state.as_str())).map(|(mail, ..)| *mail).collect();
    begin_time(db, &left, left_at).await?;
    Ok(recorded.into_iter().filter_map(|(_, user, _)| user).collect())
}

/// An invitation that may be there may be read: its time runs as its mail says, from `at` or else from when that was claimed.
///
/// Only the first mail to leave starts the time, and a reminder never does. A mail from before a resending, whose link is dead, starts
/// nothing.
async fn begin_time(db: &mut SqliteConnection, mails: &[i64], at: Option<i64>) -> Result<(), Failed> {
    if mails.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE invitations SET sent_at = coalesce(?1, m.claimed_at), expires_at = m.ends_at FROM outbox m \
         WHERE m.id IN (SELECT value FROM json_each(?2)) AND m.kind = 'invitation' AND invitations.id = m.invitation_id \
         AND invitations.state = 'pending' AND invitations.sent_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM outbox newer WHERE newer.invitation_id = m.invitation_id AND newer.id > m.id)",
    )
    .bind(at)
    .bind(json(mails)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Settles the mails that are `Sending`: whoever was sending them is dead. What they noted holds; where nothing is known, a mail may have
/// left. Returns how many are `Uncertain` now.
pub(in crate::sqlite) async fn settle(write: &mut Write<'_>, left: Option<&Left>) -> Result<u32, Failed> {
    let now = write.now();
    let db = write.connection();
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, attempts, claimed_at)) FROM outbox WHERE state = 'sending'",
    )
    .fetch_one(&mut *db)
    .await?;
    let sending: Vec<(i64, u32, i64)> = from_json(&gathered)?;
    let told = |state, mail| Delivery { mail: MailId(mail), state, reply: None, not_before: None };
    let outcomes: Vec<Delivery> = sending
        .into_iter()
        .map(|(mail, attempt, claimed_at)| match left.and_then(|left| left.of(mail, attempt, claimed_at)) {
            Some(Noted::Ended(delivery)) => delivery,
            Some(Noted::Nothing) => told(DeliveryState::Queued, mail),
            Some(Noted::Begun) | None => told(DeliveryState::Uncertain, mail),
        })
        .collect();
    let mut touched = record_all(db, &outcomes, None, now).await?;
    changes::record(db, &mut touched).await?;
    let uncertain = outcomes.iter().filter(|delivery| delivery.state == DeliveryState::Uncertain).count();
    Ok(u32::try_from(uncertain).unwrap_or(u32::MAX))
}

/// A mail that left, or may have, came back. `false`: it did neither, and the caller must not commit.
pub(in crate::sqlite) async fn bounce(write: &mut Write<'_>, id: MailId, words: &str) -> Result<bool, Failed> {
    let act = write.rollcall();
    let db = write.connection();
    let bounced: Option<(Option<i64>, Option<i64>)> = sqlx::query_as(
        "UPDATE outbox SET state = 'failed', sent_at = NULL, reply = ?1 WHERE id = ?2 AND state IN ('sent', 'uncertain') \
         RETURNING user_id, (SELECT r.id FROM requests r WHERE r.id = request_id AND r.state <> 'unconfirmed')",
    )
    .bind(words)
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some((mut user, request)) = bounced else { return Ok(false) };
    match (user, request) {
        (_, Some(request)) => {
            activity::record_requests(db, act, Verb::Bounced, &[(request, user, Some(words.to_owned()))]).await?;
        }
        (Some(user), None) => activity::record(db, act, Verb::Bounced, Some(UserId(user)), Some(words)).await?,
        // What strangers typed and never proved leaves no trace.
        (None, None) => {}
    }
    changes::record(db, user.as_mut_slice()).await?;
    Ok(true)
}
