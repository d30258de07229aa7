//! Undoing removals and changes of roles.
//!
//! What an entry of the activity has ended can be undone as long as it is the newest one of its user: nothing else happened to them since.

use super::{
    before::{self, Before, Ended},
    bulk::{BATCH, Stored, distinct, from_json, json},
    changes,
    error::Failed,
    grants::{self, Changed, Holder, holders, words},
    groups,
    plan::Places,
    write::Write,
};
use rollcall_app::ports::store::{ActRange, Undone, Verb};
use rollcall_domain::{Assignment, GroupId, GroupTree, Role, UserId, UserState};
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which entries `a` of the activity tell of something that can be undone, if they are the newest ones of their users.
macro_rules! tells_what_ended {
    () => {
        "a.before IS NOT NULL AND a.user_id IS NOT NULL AND a.verb IN ('roles_changed', 'offer_changed', 'removed', 'cancelled')"
    };
}

/// Which entries `a` of the activity are the newest ones of their users.
macro_rules! is_newest {
    () => {
        "NOT EXISTS (SELECT 1 FROM activity later WHERE later.user_id = a.user_id AND later.id > a.id)"
    };
}
pub(super) use {is_newest, tells_what_ended};

/// An entry that tells of something that can be undone.
pub(super) struct Entry {
    pub(super) user: i64,
    pub(super) verb: Verb,
    pub(super) before: Before,
}

impl Entry {
    /// Whether it tells of what somebody has, or was offered, and not of a removal.
    pub(super) fn is_of_roles(&self) -> bool {
        matches!(self.verb, Verb::RolesChanged | Verb::OfferChanged)
    }
}

/// Undoes what can be undone of these entries. Unless somebody is what they were, the caller need not commit.
pub(super) async fn undo(
    write: &mut Write<'_>,
    range: ActRange,
    scope: Option<&[GroupId]>,
    by: UserId,
) -> Result<Undone, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    if !is_of_one_act(db, range).await? {
        return Ok(Undone::Done { users: Vec::new(), left: 0, not_given_back: 0 });
    }
    let tree = groups::tree(db).await?;
    let roles = groups::roles(db).await?;
    let places = Places::new(&tree, &roles, &[], &[]);
    let (newest, all) = entries(db, range).await?;
    let (of_roles, mut of_removals): (Vec<Entry>, Vec<Entry>) = newest
        .into_iter()
        .filter(|entry| scope.is_none_or(|part| lies_in((&tree, &roles), part, entry)))
        .partition(Entry::is_of_roles);

    bring_back(db, &mut of_removals).await?;
    let mut changed = roles_before(db, &of_roles, &places).await?;
    changed.extend(of_removals.iter().map(|entry| Changed {
        user: entry.user,
        verb: Verb::RemovalUndone,
        had: BTreeSet::new(),
        has: entry.before.had().into_iter().filter(|one| places.has(one)).collect(),
    }));
    changed.sort_unstable_by_key(|one| one.user);
    if !grants::write_all(db, &changed).await? {
        return Ok(Undone::LastAdministrator);
    }
    put_back_mails(db, &of_removals).await?;
    put_back_what_was_in_hand(db, &of_removals, act.at).await?;

    let had: HashMap<i64, BTreeSet<Assignment>> =
        of_roles.iter().chain(&of_removals).map(|entry| (entry.user, entry.before.had())).collect();
    let not_given_back = changed.iter().map(|one| had[&one.user].difference(&one.has).count() as u64).sum();
    let happened: Vec<Ended> = changed.iter().map(|one| happened(&places, one)).collect();
    before::record(db, act, &happened).await?;
    let mut users: Vec<i64> = changed.into_iter().map(|one| one.user).collect();
    changes::record(db, &mut users).await?;
    let left = all - users.len() as u64;
    Ok(Undone::Done { users: users.into_iter().map(UserId).collect(), left, not_given_back })
}

/// Whether no transaction ends before the last of these entries: what several administrators did, or one of them at several times, is not
/// undone together.
async fn is_of_one_act(db: &mut SqliteConnection, range: ActRange) -> Result<bool, Failed> {
    let is_of_several: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM chain WHERE last_activity >= ? AND last_activity < ?)")
            .bind(range.first.0)
            .bind(range.last.0)
            .fetch_one(db)
            .await?;
    Ok(!is_of_several)
}

/// Those of these entries that are the newest one of their user, and how many there are that could be undone if they were.
async fn entries(db: &mut SqliteConnection, range: ActRange) -> Result<(Vec<Entry>, u64), Failed> {
    let mut newest = Vec::new();
    let (mut all, mut after) = (0, range.first.0.saturating_sub(1));
    loop {
        let gathered: String = sqlx::query_scalar(concat!(
            "SELECT json_group_array(json_array(id, user_id, verb, json(before), is_newest)) FROM (\
             SELECT a.id, a.user_id, a.verb, a.before, ",
            is_newest!(),
            " AS is_newest FROM activity a WHERE a.id > ?1 AND a.id <= ?2 AND ",
            tells_what_ended!(),
            " ORDER BY a.id LIMIT ?3)"
        ))
        .bind(after)
        .bind(range.last.0)
        .bind(BATCH as i64)
        .fetch_one(&mut *db)
        .await?;
        let rows: Vec<(i64, i64, Stored<Verb>, Before, u8)> = from_json(&gathered)?;
        all += rows.len() as u64;
        let full = rows.len() == BATCH;
        for (id, user, verb, before, is_newest) in rows {
            after = after.max(id);
            if is_newest == 1 {
                newest.push(Entry { user, verb: verb.0, before });
            }
        }
        if !full {
            return Ok((newest, all));
        }
    }
}

/// Whether an entry tells only of what somebody has in this part, and of no role that only administrators of the account give and take.
pub(super) fn lies_in((tree, roles): (&GroupTree, &[Role]), part: &[GroupId], entry: &Entry) -> bool {
    let is_given = |id| roles.iter().find(|role| role.id == id).is_none_or(|role| role.is_given_by(false));
    let lies = |one: &Assignment| tree.is_in_part(one.group, part) && is_given(one.role);
    entry.is_of_roles() && entry.before.had().symmetric_difference(&entry.before.has()).all(lies)
}

/// Members are members again, and invitations that ended are open again if who invited is one; those who were invited by them are invited again.
/// Keeps only those of the entries who are what they were.
async fn bring_back(db: &mut SqliteConnection, entries: &mut Vec<Entry>) -> Result<(), Failed> {
    let were = |entries: &[Entry], state: UserState| -> Vec<i64> {
        entries.iter().filter(|entry| entry.before.state == Some(state)).map(|entry| entry.user).collect()
    };
    let mut back = rejoin(db, &were(entries, UserState::Active), "active").await?;
    let mut open = HashSet::new();
    for batch in distinct(entries.iter().filter_map(|entry| entry.before.invitation)).chunks(BATCH) {
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
    entries.retain(|entry| match entry.before.state {
        Some(UserState::Active) => back.contains(&entry.user),
        _ => entry.before.invitation.is_none_or(|invitation| open.contains(&invitation)),
    });
    back.extend(rejoin(db, &were(entries, UserState::Invited), "invited").await?);
    entries.retain(|entry| entry.before.state.is_none() || back.contains(&entry.user));
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

/// Whose roles can be what they were: they stand as they stood then, and have what they had been given.
pub(super) async fn roles_before(
    db: &mut SqliteConnection,
    entries: &[Entry],
    places: &Places,
) -> Result<Vec<Changed>, Failed> {
    let holders = holders(db, &distinct(entries.iter().map(|entry| entry.user))).await?;
    let mut holders: HashMap<i64, Holder> = holders.into_iter().map(|holder| (holder.user, holder)).collect();
    let stood = |verb| if verb == Verb::RolesChanged { UserState::Active } else { UserState::Invited };
    Ok(entries
        .iter()
        .filter_map(|entry| {
            let holder = holders.remove(&entry.user)?;
            let stays = |one: &Assignment| places.has(one) || holder.has.contains(one);
            let has: BTreeSet<Assignment> = entry.before.had().into_iter().filter(stays).collect();
            let is_so = holder.state == stood(entry.verb) && holder.has == entry.before.has() && holder.has != has;
            (is_so && holder.may_have(&has)).then_some(Changed {
                user: entry.user,
                verb: Verb::RolesChangeUndone,
                had: holder.has,
                has,
            })
        })
        .collect())
}

/// The mails that were withdrawn wait again, as they waited; but none that says what was gained where something of it is gone.
async fn put_back_mails(db: &mut SqliteConnection, entries: &[Entry]) -> Result<(), Failed> {
    let mails: Vec<_> = entries.iter().flat_map(|entry| &entry.before.mails).collect();
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
async fn put_back_what_was_in_hand(db: &mut SqliteConnection, entries: &[Entry], now: i64) -> Result<(), Failed> {
    for batch in distinct(entries.iter().filter_map(|entry| entry.before.invitation)).chunks(BATCH) {
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
fn happened(places: &Places, one: &Changed) -> Ended {
    let detail = if one.verb == Verb::RolesChangeUndone {
        words(places, &one.had, &one.has)
    } else {
        one.has.iter().map(|it| places.words(it.group, it.role)).collect::<Vec<_>>().join("; ")
    };
    Ended::new(one.user, one.verb, Some(detail).filter(|detail| !detail.is_empty()), None)
}
