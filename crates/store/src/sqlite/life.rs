//! What administrators do to open invitations: send them again, take them back, give out links.

use super::{
    activity,
    bulk::{BATCH, distinct, json},
    changes,
    error::Failed,
    invite::{replace_mails, time_not_begun},
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{INVITATION_ENDED, LinkUse, Verb};
use rollcall_domain::{InvitationId, InvitationState, Timestamp, TokenHash, UserId};
use sqlx::SqliteConnection;

/// Starts those of these invitations anew that may be. Returns which; none: the caller need not commit.
pub(super) async fn resend(
    write: &mut Write<'_>,
    ids: &[InvitationId],
    left_before: Timestamp,
    by: UserId,
) -> Result<Vec<InvitationId>, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let mut resent: Vec<(i64, i64)> = Vec::new();
    for batch in distinct(ids.iter().map(|id| id.0)).chunks(BATCH) {
        let found: Vec<(i64, i64)> = sqlx::query_as(concat!(
            "UPDATE invitations SET ",
            time_not_begun!(),
            " WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'pending' \
             AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.invitation_id = invitations.id AND (m.state IN ('queued', 'sending') \
             OR (m.state = 'sent' AND m.claimed_at > ?2))) RETURNING id, user_id"
        ))
        .bind(json(batch)?)
        .bind(left_before.as_millis())
        .fetch_all(&mut *db)
        .await?;
        let invitations: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
        replace_mails(db, &invitations, act).await?;
        resent.extend(found);
    }
    let (invitations, mut users): (Vec<i64>, Vec<i64>) = resent.into_iter().unzip();
    activity::record_all(db, act, Verb::Resent, &users, None).await?;
    changes::record(db, &mut users).await?;
    Ok(distinct(invitations.into_iter()).into_iter().map(InvitationId).collect())
}

/// Takes back those of these invitations that are pending. Returns which; none: the caller need not commit.
pub(super) async fn cancel(
    write: &mut Write<'_>,
    ids: &[InvitationId],
    by: UserId,
) -> Result<Vec<InvitationId>, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let mut cancelled: Vec<(i64, i64)> = Vec::new();
    for batch in distinct(ids.iter().map(|id| id.0)).chunks(BATCH) {
        let found: Vec<(i64, i64)> = sqlx::query_as(
            "UPDATE invitations SET state = ?1, answered_at = ?2, answered_by = ?3 \
             WHERE id IN (SELECT value FROM json_each(?4)) AND state = 'pending' RETURNING id, user_id",
        )
        .bind(InvitationState::Cancelled.stored())
        .bind(act.at)
        .bind(by.0)
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        cancelled.extend(found);
    }
    let (invitations, mut users): (Vec<i64>, Vec<i64>) = cancelled.into_iter().unzip();
    end(db, &invitations).await?;
    activity::record_all(db, act, Verb::Cancelled, &users, None).await?;
    changes::record(db, &mut users).await?;
    Ok(distinct(invitations.into_iter()).into_iter().map(InvitationId).collect())
}

/// Invitations have ended: their links die, and their mails stay here.
pub(super) async fn end(db: &mut SqliteConnection, invitations: &[i64]) -> Result<(), Failed> {
    for batch in invitations.chunks(BATCH) {
        let ids = json(batch)?;
        sqlx::query("DELETE FROM links WHERE invitation_id IN (SELECT value FROM json_each(?))")
            .bind(&ids)
            .execute(&mut *db)
            .await?;
        sqlx::query(
            "UPDATE outbox SET state = 'dropped', not_before = NULL, reply = ?1 \
             WHERE invitation_id IN (SELECT value FROM json_each(?2)) AND +state IN ('queued', 'deferred')",
        )
        .bind(INVITATION_ENDED)
        .bind(ids)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Stores one more link of an invitation that can be answered, and begins its time if that has not begun. Returns when it ends; `None`:
/// it cannot be answered, and the caller must not commit.
pub(super) async fn give_out_link(
    write: &mut Write<'_>,
    id: InvitationId,
    hash: TokenHash,
    ends_at: Timestamp,
    used: LinkUse,
    by: UserId,
) -> Result<Option<Timestamp>, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let given: Option<(i64, i64)> = sqlx::query_as(
        "UPDATE invitations SET sent_at = coalesce(sent_at, ?1), expires_at = coalesce(expires_at, ?2) \
         WHERE id = ?3 AND state = 'pending' AND coalesce(expires_at, ?2) > ?1 RETURNING user_id, expires_at",
    )
    .bind(act.at)
    .bind(ends_at.as_millis())
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some((invitee, ends_at)) = given else { return Ok(None) };
    sqlx::query("INSERT INTO links (hash, invitation_id) VALUES (?, ?)")
        .bind(hash.0.as_slice())
        .bind(id.0)
        .execute(&mut *db)
        .await?;
    let verb = match used {
        LinkUse::Copied => Verb::LinkCopied,
        LinkUse::SavedAsMail => Verb::MailSaved,
    };
    activity::record(db, act, verb, Some(UserId(invitee)), None).await?;
    changes::record(db, &mut [invitee]).await?;
    Ok(Some(Timestamp::from_millis(ends_at)))
}
