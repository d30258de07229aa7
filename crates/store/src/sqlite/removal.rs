//! Removing users from the account.

use super::{
    before::{self, Before, Ended, Withdrawn},
    bulk::{BATCH, distinct, from_json, json},
    changes,
    error::Failed,
    grants::somebody_stays,
    users::assignments_of,
    write::Write,
};
use rollcall_app::ports::store::{INVITATION_ENDED, MATTER_GONE, Removal, Verb};
use rollcall_domain::{Note, UserId, UserState};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// What ends with a removal, by user: those who are removed, and those whom they have invited.
type Ends = BTreeMap<i64, Before>;

/// Who was removed, and what that did to whom.
pub(super) struct Gone {
    /// The removed, by id.
    pub(super) removed: Vec<i64>,
    /// What happened to them, and to those whom they had invited.
    pub(super) happened: Vec<Ended>,
    /// All of these.
    pub(super) touched: Vec<i64>,
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
    let Some(mut gone) = end(db, users, reason, (by, act.at)).await? else { return Ok(Removal::LastAdministrator) };
    if gone.removed.is_empty() {
        return Ok(Removal::Done { removed: Vec::new(), act: None });
    }
    let act = before::record(db, act, &gone.happened).await?;
    changes::record(db, &mut gone.touched).await?;
    Ok(Removal::Done { removed: gone.removed.into_iter().map(UserId).collect(), act })
}

/// The same without saying so: that is left to the caller. None: nobody would be left who administers the account, and the caller must not
/// commit.
pub(super) async fn end(
    db: &mut SqliteConnection,
    users: &[(UserId, UserState)],
    reason: Option<&Note>,
    (by, now): (UserId, i64),
) -> Result<Option<Gone>, Failed> {
    let mut ends = found(db, users).await?;
    let going: Vec<i64> = ends.keys().copied().collect();
    if going.is_empty() {
        return Ok(Some(Gone { removed: going, happened: Vec::new(), touched: Vec::new() }));
    }
    let gone = json(&going)?;
    // All at once, in no batches: the statement that writes sees whether anybody stays.
    let removed = sqlx::query(concat!(
        "UPDATE users SET state = 'removed' WHERE id IN (SELECT value FROM json_each(?1)) AND ",
        somebody_stays!("?1")
    ))
    .bind(&gone)
    .execute(&mut *db)
    .await?;
    if removed.rows_affected() != going.len() as u64 {
        return Ok(None);
    }
    take_assignments(db, &going, &mut ends).await?;
    take_back(db, &gone, &mut ends, (by, now)).await?;

    let reason = reason.map(Note::as_str);
    let (removed, invitees): (Vec<_>, Vec<_>) = ends.into_iter().partition(|(_, before)| before.state.is_some());
    let touched: Vec<i64> = removed.iter().chain(&invitees).map(|(user, _)| *user).collect();
    let mut happened = Vec::with_capacity(touched.len());
    happened.extend(removed.into_iter().map(|(user, before)| {
        let detail = reason.map(ToOwned::to_owned);
        Ended::new(user, Verb::Removed, detail, Some(before))
    }));
    happened.extend(invitees.into_iter().map(|(user, before)| Ended::new(user, Verb::Cancelled, None, Some(before))));
    Ok(Some(Gone { removed: going, happened, touched }))
}

/// Those of these users who still are in the state given with each, with that state.
async fn found(db: &mut SqliteConnection, users: &[(UserId, UserState)]) -> Result<Ends, Failed> {
    let mut ends = Ends::new();
    for batch in users.chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(u.id, u.state)) FROM json_each(?) asked CROSS JOIN users u \
             ON u.id = asked.value ->> 0 AND u.state = asked.value ->> 1 WHERE u.state <> 'removed'",
        )
        .bind(json(batch)?)
        .fetch_one(&mut *db)
        .await?;
        let found: Vec<(i64, UserState)> = from_json(&gathered)?;
        ends.extend(found.into_iter().map(|(user, state)| (user, Before::of_removal(state))));
    }
    Ok(ends)
}

/// What removed users had ends.
async fn take_assignments(db: &mut SqliteConnection, users: &[i64], ends: &mut Ends) -> Result<(), Failed> {
    for batch in users.chunks(BATCH) {
        let ids = json(batch)?;
        let mut had = assignments_of(db, &ids).await?;
        had.sort_unstable();
        for (user, group, role) in had {
            ends.entry(user).or_default().lost(group, role);
        }
        sqlx::query("DELETE FROM assignments WHERE user_id IN (SELECT value FROM json_each(?))")
            .bind(&ids)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// The open invitations to removed users (a JSON array of ids) and from them are cancelled, and whatever was to be written to them is not. The
/// links stay, and work no more.
async fn take_back(
    db: &mut SqliteConnection,
    users: &str,
    ends: &mut Ends,
    (by, now): (UserId, i64),
) -> Result<(), Failed> {
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, user_id)) FROM invitations WHERE state = 'pending' \
         AND (user_id IN (SELECT value FROM json_each(?1)) OR invited_by IN (SELECT value FROM json_each(?1)))",
    )
    .bind(users)
    .fetch_one(&mut *db)
    .await?;
    let open: Vec<(i64, i64)> = from_json(&gathered)?;
    for (invitation, user) in &open {
        ends.entry(*user).or_default().invitation = Some(*invitation);
    }
    let open = distinct(open.into_iter().map(|(invitation, _)| invitation));
    for batch in open.chunks(BATCH) {
        sqlx::query(
            "UPDATE invitations SET state = 'cancelled', answered_at = ?1, answered_by = ?2 \
             WHERE state = 'pending' AND id IN (SELECT value FROM json_each(?3))",
        )
        .bind(now)
        .bind(by.0)
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    withdraw(db, users, &json(&open)?, ends).await
}

/// Mails that wait for removed users, or carry one of these invitations (both a JSON array of ids), do not go out.
async fn withdraw(db: &mut SqliteConnection, users: &str, invitations: &str, ends: &mut Ends) -> Result<(), Failed> {
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, user_id, not_before, reply)) FROM outbox WHERE state IN ('queued', 'deferred') \
         AND (user_id IN (SELECT value FROM json_each(?1)) OR invitation_id IN (SELECT value FROM json_each(?2)))",
    )
    .bind(users)
    .bind(invitations)
    .fetch_one(&mut *db)
    .await?;
    let mut waiting: Vec<(i64, i64, Option<i64>, Option<String>)> = from_json(&gathered)?;
    waiting.sort_unstable_by_key(|mail| mail.0);
    let ids: Vec<i64> = waiting.iter().map(|mail| mail.0).collect();
    for (mail, user, not_before, reply) in waiting {
        let withdrawn: Withdrawn = (mail, not_before, reply);
        ends.entry(user).or_default().mails.push(withdrawn);
    }
    for batch in ids.chunks(BATCH) {
        sqlx::query(
            "UPDATE outbox SET state = 'dropped', not_before = NULL, reply = CASE WHEN invitation_id IS NULL THEN ?1 ELSE ?2 END \
             WHERE +state IN ('queued', 'deferred') AND id IN (SELECT value FROM json_each(?3))",
        )
        .bind(MATTER_GONE)
        .bind(INVITATION_ENDED)
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}
