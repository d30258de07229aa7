//! Undoing what an import did to invitations.

use super::deeds::{Deed, Undoing, keep};
use crate::sqlite::{
    activity::Actor,
    before::Expired,
    bulk::{BATCH, json},
    error::Failed,
    life,
};
use rollcall_domain::{CameBy, UserState};
use sqlx::SqliteConnection;
use std::collections::HashSet;

/// Whoever got an invitation has none any more: it is cancelled, its links are dead, and mails that wait do not go out. Keeps those only of
/// whom that is so.
pub(super) async fn take_back(
    db: &mut SqliteConnection,
    undoings: &mut Vec<Undoing>,
    act: Actor,
) -> Result<(), Failed> {
    let invited: Vec<(i64, Option<i64>)> =
        undoings.iter().filter(|one| one.deed.invited()).map(|one| (one.deed.user, one.deed.import)).collect();
    let mut done = HashSet::with_capacity(invited.len());
    for batch in invited.chunks(BATCH) {
        let cancelled: Vec<(i64, i64)> = sqlx::query_as(
            "UPDATE invitations SET state = 'cancelled', answered_at = ?1, answered_by = ?2 FROM json_each(?3) invited \
             WHERE invitations.user_id = invited.value ->> 0 AND invitations.state = 'pending' \
             AND invitations.import_id IS invited.value ->> 1 RETURNING id, user_id",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        let (ids, users): (Vec<i64>, Vec<i64>) = cancelled.into_iter().unzip();
        life::end(db, &ids).await?;
        done.extend(users);
    }
    keep(undoings, Deed::invited, &done);
    Ok(())
}

/// Whoever was invited again stands as they stood before. What they were offered or had then is theirs already.
pub(super) async fn stand_again(db: &mut SqliteConnection, undoings: &[Undoing]) -> Result<(), Failed> {
    type Stood = (i64, Option<UserState>, Option<i64>, Option<CameBy>);
    let again: Vec<Stood> = undoings
        .iter()
        .filter_map(|one| Some((one.deed.user, one.deed.again.as_ref()?)))
        .map(|(user, before)| (user, before.state, before.joined_at, before.came_by))
        .collect();
    for batch in again.chunks(BATCH) {
        let stand = sqlx::query(
            "UPDATE users SET state = before.value ->> 1, joined_at = before.value ->> 2, came_by = before.value ->> 3 \
             FROM json_each(?) before WHERE users.id = before.value ->> 0 AND users.state = 'invited'",
        )
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        if stand.rows_affected() != batch.len() as u64 {
            return Err(Failed::unexpected("somebody with an open invitation was not invited"));
        }
    }
    Ok(())
}

/// Invitations that started anew stand as they stood: their time is over again, and so is that of their links. They are from whom they were
/// from, unless that is no member any more, whose open invitations have ended. Keeps those only of whom that is so.
pub(super) async fn expire(db: &mut SqliteConnection, undoings: &mut Vec<Undoing>) -> Result<(), Failed> {
    let expired: Vec<(i64, &Expired)> =
        undoings.iter().filter_map(|one| Some((one.deed.user, one.deed.expired.as_ref()?))).collect();
    let mut done = HashSet::with_capacity(expired.len());
    for batch in expired.chunks(BATCH) {
        let stand: Vec<(i64, i64)> = sqlx::query_as(
            "UPDATE invitations SET sent_at = was.value ->> '$[1].sent_at', expires_at = was.value ->> '$[1].expires_at', \
             reminders = was.value ->> '$[1].reminders', reminded_through = was.value ->> '$[1].reminded_through', \
             message = was.value ->> '$[1].message', invited_by = coalesce((SELECT inviter.id FROM users inviter \
             WHERE inviter.id = was.value ->> '$[1].invited_by' AND inviter.state = 'active'), invitations.invited_by) \
             FROM json_each(?) was \
             WHERE invitations.id = was.value ->> '$[1].invitation' AND invitations.user_id = was.value ->> '$[0]' \
             AND invitations.state = 'pending' RETURNING id, user_id",
        )
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        let (ids, users): (Vec<i64>, Vec<i64>) = stand.into_iter().unzip();
        life::end(db, &ids).await?;
        done.extend(users);
    }
    keep(undoings, |deed| deed.expired.is_some(), &done);
    Ok(())
}
