//! Removing users from the account.

use super::{
    activity,
    bulk::{distinct, json},
    changes,
    error::Failed,
    life,
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{MATTER_GONE, Removal, Verb};
use rollcall_domain::{GroupId, InvitationState, Note, UserId, UserState, role};
use sqlx::SqliteConnection;

/// True where an active administrator of the root group is not among those who go.
macro_rules! somebody_stays {
    () => {
        "EXISTS (SELECT 1 FROM users stays JOIN assignments a ON a.user_id = stays.id AND a.group_id = ?1 AND a.role_id = ?2 \
         WHERE stays.state = 'active' AND stays.id NOT IN \
         (SELECT value ->> 0 FROM json_each(?3) WHERE value ->> 1 = 'active'))"
    };
}

/// Removes those of these users who still are in the state given with each. Unless somebody was, the caller need not commit.
pub(super) async fn remove(
    write: &mut Write<'_>,
    users: &[(UserId, UserState)],
    reason: Option<&Note>,
    by: UserId,
) -> Result<Removal, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    // All at once, in no batches: the statement that writes sees whether anybody stays.
    let asked: Vec<(i64, &str)> = users.iter().map(|(user, state)| (user.0, state.stored())).collect();
    let asked = json(&asked)?;
    let removed: Vec<i64> = sqlx::query_scalar(concat!(
        "UPDATE users SET state = 'removed' FROM json_each(?3) asked \
         WHERE users.id = asked.value ->> 0 AND users.state = asked.value ->> 1 AND users.state <> 'removed' AND ",
        somebody_stays!(),
        " RETURNING users.id"
    ))
    .bind(GroupId::ROOT.0)
    .bind(role::ADMINISTRATOR.0)
    .bind(&asked)
    .fetch_all(&mut *db)
    .await?;
    let removed = distinct(removed.into_iter());
    if removed.is_empty() {
        let stays: bool = sqlx::query_scalar(concat!("SELECT ", somebody_stays!()))
            .bind(GroupId::ROOT.0)
            .bind(role::ADMINISTRATOR.0)
            .bind(&asked)
            .fetch_one(db)
            .await?;
        return Ok(if stays { Removal::Done { removed: Vec::new(), act: None } } else { Removal::LastAdministrator });
    }
    let gone = json(&removed)?;
    sqlx::query("DELETE FROM assignments WHERE user_id IN (SELECT value FROM json_each(?))")
        .bind(&gone)
        .execute(&mut *db)
        .await?;
    let invitees = take_back(db, &gone, by, act.at).await?;
    activity::record_all(db, act, Verb::Removed, &removed, reason.map(Note::as_str)).await?;
    let others: Vec<i64> = invitees.into_iter().filter(|invitee| removed.binary_search(invitee).is_err()).collect();
    activity::record_all(db, act, Verb::Cancelled, &others, None).await?;
    changes::record(db, &mut [removed.as_slice(), &others].concat()).await?;
    Ok(Removal::Done { removed: removed.into_iter().map(UserId).collect(), act: None })
}

/// The open invitations to removed users (a JSON array of ids) and from them are cancelled, and whatever else was to be written to them is
/// not. Returns whose invitations ended.
async fn take_back(db: &mut SqliteConnection, users: &str, by: UserId, now: i64) -> Result<Vec<i64>, Failed> {
    let cancelled: Vec<(i64, i64)> = sqlx::query_as(
        "UPDATE invitations SET state = ?1, answered_at = ?2, answered_by = ?3 WHERE state = 'pending' \
         AND (user_id IN (SELECT value FROM json_each(?4)) OR invited_by IN (SELECT value FROM json_each(?4))) RETURNING id, user_id",
    )
    .bind(InvitationState::Cancelled.stored())
    .bind(now)
    .bind(by.0)
    .bind(users)
    .fetch_all(&mut *db)
    .await?;
    let (cancelled, invitees): (Vec<i64>, Vec<i64>) = cancelled.into_iter().unzip();
    life::end(db, &cancelled).await?;
    sqlx::query(
        "UPDATE outbox SET state = 'failed', not_before = NULL, reply = ?1 \
         WHERE state IN ('queued', 'deferred') AND user_id IN (SELECT value FROM json_each(?2))",
    )
    .bind(MATTER_GONE)
    .bind(users)
    .execute(db)
    .await?;
    Ok(invitees)
}
