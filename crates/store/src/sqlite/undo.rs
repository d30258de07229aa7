//! Undoing removals, changes of roles, and what an import did.
//!
//! What an act did to a user can be undone as long as nothing else happened to them since: none of their entries of the activity is newer than
//! those of the act, which are undone together.

pub(super) mod deeds;
mod invitations;

use super::{
    activity::Actor,
    before::{self, Ended},
    bulk::{BATCH, distinct, json},
    changes,
    error::Failed,
    gained,
    grants::{self, Changed, words},
    groups,
    plan::Places,
    write::Write,
};
use deeds::{Deed, Undoing};
use rollcall_app::ports::store::{ActRange, Undone, Verb};
use rollcall_domain::{GroupId, UserId, UserState};
use sqlx::SqliteConnection;
use std::collections::HashSet;

/// Undoes what can be undone of what the act of these entries did to their users. Unless somebody is what they were, the caller need not commit.
pub(super) async fn undo(
    write: &mut Write<'_>,
    range: ActRange,
    scope: Option<&[GroupId]>,
    by: UserId,
) -> Result<Undone, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let Some(whole) = deeds::act(db, range).await? else {
        return Ok(Undone::Done { users: Vec::new(), left: 0, not_given_back: 0 });
    };
    let (users, all) = deeds::users(db, range, whole.last).await?;
    let users: Vec<(i64, i64, i64)> = users.into_iter().map(|user| (user, whole.first.0, whole.last.0)).collect();
    let mut deeds = deeds::of_users(db, &users).await?;
    // A removal is of the whole account, wherever somebody had something.
    deeds.retain(|deed| scope.is_none() || !deed.is_removal());
    bring_back(db, &mut deeds).await?;

    let (tree, roles) = (groups::tree(db).await?, groups::roles(db).await?);
    let mut undoings = deeds::undoings(db, deeds, (&tree, &roles), scope).await?;
    invitations::take_back(db, &mut undoings, act).await?;
    invitations::expire(db, &mut undoings).await?;
    let changed: Vec<Changed> = undoings.iter().map(changed).collect();
    if !grants::write_all(db, &changed).await? {
        return Ok(Undone::LastAdministrator { all });
    }
    invitations::stand_again(db, &undoings).await?;
    mend_mails(db, &undoings, act.at).await?;

    record(db, act, &Places::new(&tree, &roles, &[], &[]), &changed).await?;
    let not_given_back = undoings.iter().map(|one| one.due.difference(&one.has).count() as u64).sum();
    let mut users: Vec<i64> = undoings.iter().map(Undoing::user).collect();
    changes::record(db, &mut users).await?;
    let left = all - users.len() as u64;
    Ok(Undone::Done { users: users.into_iter().map(UserId).collect(), left, not_given_back })
}

fn changed(one: &Undoing) -> Changed {
    Changed { user: one.user(), verb: one.deed.undone(), had: one.had.clone(), has: one.has.clone() }
}

/// Members are members again, and invitations that ended are open again if who invited is one; those who were invited by them are invited again.
/// Keeps only those of the removals of whom that is so.
async fn bring_back(db: &mut SqliteConnection, deeds: &mut Vec<Deed>) -> Result<(), Failed> {
    let were = |deeds: &[Deed], state: UserState| -> Vec<i64> {
        let was = |deed: &&Deed| deed.removal.as_ref().is_some_and(|before| before.state == Some(state));
        deeds.iter().filter(was).map(Deed::user).collect()
    };
    let mut back = rejoin(db, &were(deeds, UserState::Active), "active").await?;
    let mut open = HashSet::new();
    let ended = deeds.iter().filter_map(|deed| deed.removal.as_ref()?.invitation);
    for batch in distinct(ended).chunks(BATCH) {
        let reopened: Vec<i64> = sqlx::query_scalar(
            "UPDATE invitations SET state = 'pending', answered_at = NULL, answered_by = NULL \
             WHERE id IN (SELECT value FROM json_each(?)) AND state = 'cancelled' \
             AND EXISTS (SELECT 1 FROM users inviter WHERE inviter.id = invitations.invited_by AND inviter.state = 'active') \
             AND NOT EXISTS (SELECT 1 FROM invitations newer WHERE newer.user_id = invitations.user_id AND newer.id > invitations.id) \
             RETURNING id",
        )
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        begin_time(db, &reopened).await?;
        open.extend(reopened);
    }
    deeds.retain(|deed| {
        deed.removal.as_ref().is_none_or(|before| match before.state {
            Some(UserState::Active) => back.contains(&deed.user()),
            _ => before.invitation.is_none_or(|invitation| open.contains(&invitation)),
        })
    });
    back.extend(rejoin(db, &were(deeds, UserState::Invited), "invited").await?);
    deeds.retain(|deed| {
        deed.removal.as_ref().is_none_or(|before| before.state.is_none() || back.contains(&deed.user()))
    });
    Ok(())
}

/// The time of an invitation whose first mail left while it was cancelled begins when that left.
async fn begin_time(db: &mut SqliteConnection, invitations: &[i64]) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE invitations SET sent_at = coalesce(m.sent_at, m.claimed_at), expires_at = m.ends_at FROM outbox m \
         WHERE invitations.id IN (SELECT value FROM json_each(?)) AND invitations.sent_at IS NULL \
         AND m.id = (SELECT max(id) FROM outbox WHERE invitation_id = invitations.id) \
         AND m.kind = 'invitation' AND m.state IN ('sent', 'uncertain')",
    )
    .bind(json(invitations)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Removed users stand again as they stood. Returns who does.
async fn rejoin(db: &mut SqliteConnection, users: &[i64], state: &str) -> Result<HashSet<i64>, Failed> {
    let mut back = HashSet::with_capacity(users.len());
    for batch in users.chunks(BATCH) {
        let found: Vec<i64> = sqlx::query_scalar(
            "UPDATE users SET state = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND state = 'removed' RETURNING id",
        )
        .bind(state)
        .bind(json(batch)?)
        .fetch_all(&mut *db)
        .await?;
        back.extend(found);
    }
    Ok(back)
}

/// Mails that were withdrawn wait again, and those that say what was gained and is no more do not.
async fn mend_mails(db: &mut SqliteConnection, undoings: &[Undoing], now: i64) -> Result<(), Failed> {
    put_back_mails(db, undoings).await?;
    put_back_what_was_in_hand(db, undoings, now).await?;
    let lost = |one: &&Undoing| one.had.difference(&one.has).next().is_some();
    gained::take_out_lost(db, &undoings.iter().filter(lost).map(Undoing::user).collect::<Vec<_>>()).await
}

/// The mails that were withdrawn wait again, as they waited; but none that says what was gained where something of it is gone.
async fn put_back_mails(db: &mut SqliteConnection, undoings: &[Undoing]) -> Result<(), Failed> {
    let mails: Vec<_> = undoings.iter().filter_map(|one| Some(&one.deed.removal.as_ref()?.mails)).flatten().collect();
    for batch in mails.chunks(BATCH) {
        sqlx::query(
            "UPDATE outbox SET state = iif(withdrawn.value ->> 1 IS NULL, 'queued', 'deferred'), \
             not_before = withdrawn.value ->> 1, reply = withdrawn.value ->> 2 FROM json_each(?1) withdrawn \
             WHERE outbox.id = withdrawn.value ->> 0 AND +outbox.state = 'dropped' \
             AND NOT EXISTS (SELECT 1 FROM json_each(outbox.gained) one \
             WHERE one.value ->> 0 NOT IN (SELECT id FROM groups WHERE removed_at IS NULL) \
             OR one.value ->> 1 NOT IN (SELECT id FROM roles WHERE removed_at IS NULL))",
        )
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// A mail that was being sent when its invitation ended, and did not leave, was dropped after that: it is needed again.
async fn put_back_what_was_in_hand(db: &mut SqliteConnection, undoings: &[Undoing], now: i64) -> Result<(), Failed> {
    for batch in distinct(undoings.iter().filter_map(|one| one.deed.removal.as_ref()?.invitation)).chunks(BATCH) {
        sqlx::query(
            "UPDATE outbox SET state = 'queued', reply = NULL WHERE +state = 'dropped' AND id IN \
             (SELECT (SELECT max(id) FROM outbox WHERE invitation_id = i.id) FROM json_each(?1) open \
             CROSS JOIN invitations i ON i.id = open.value WHERE i.state = 'pending' AND coalesce(i.expires_at > ?2, 1))",
        )
        .bind(json(batch)?)
        .bind(now)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What the activity says. It cannot be undone itself.
async fn record(db: &mut SqliteConnection, act: Actor, places: &Places, changed: &[Changed]) -> Result<(), Failed> {
    let happened = |one: &Changed| {
        let detail = if one.verb == Verb::RemovalUndone {
            one.has.difference(&one.had).map(|it| places.words(it.group, it.role)).collect::<Vec<_>>().join("; ")
        } else {
            words(places, &one.had, &one.has)
        };
        Ended::new(one.user, one.verb, Some(detail).filter(|detail| !detail.is_empty()), None)
    };
    before::record(db, act, &changed.iter().map(happened).collect::<Vec<_>>()).await?;
    Ok(())
}
