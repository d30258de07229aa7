//! Changing what users have, or are offered: one, or many at once.

use super::{
    activity::Actor,
    before::{self, Before, Ended},
    bulk::{BATCH, Stored, distinct, from_json, json},
    changes,
    error::Failed,
    groups,
    plan::Places,
    users::{assignments_of, take_of},
    write::Write,
};
use rollcall_app::ports::store::{ActRange, GrantsChanged, Verb};
use rollcall_domain::{Assignment, GrantChange, GroupId, UserId, UserState, role};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// True where an active administrator of the root group is not among these users: a parameter that is a JSON array of ids.
macro_rules! somebody_stays {
    ($leaving:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM assignments held JOIN users stays ON stays.id = held.user_id \
             WHERE held.group_id = 1 AND held.role_id = 1 AND stays.state = 'active' \
             AND stays.id NOT IN (SELECT value FROM json_each(",
            $leaving,
            ")))"
        )
    };
}
pub(super) use somebody_stays;

/// Who administers the account has this.
const ADMINISTERS: Assignment = Assignment { group: GroupId::ROOT, role: role::ADMINISTRATOR };
// The statement above, an index and triggers say so in numbers.
const _: () = assert!(ADMINISTERS.group.0 == 1 && ADMINISTERS.role.0 == 1);

/// Somebody who has something, or is offered it.
pub(super) struct Holder {
    pub(super) user: i64,
    /// A member, or invited.
    pub(super) state: UserState,
    /// Whether an invitation to them is pending.
    pub(super) is_open: bool,
    pub(super) has: BTreeSet<Assignment>,
}

/// Somebody who has something else than they had.
pub(super) struct Changed {
    pub(super) user: i64,
    /// What the activity calls it.
    pub(super) verb: Verb,
    pub(super) had: BTreeSet<Assignment>,
    pub(super) has: BTreeSet<Assignment>,
}

impl Holder {
    /// Whether an invitation to them offers something, if one is pending that would offer this.
    pub(super) fn may_have(&self, has: &BTreeSet<Assignment>) -> bool {
        !self.is_open || !has.is_empty()
    }
}

/// Changes what those of these users have who are members or invited. Unless somebody has something else then, the caller need not commit.
pub(super) async fn change(
    write: &mut Write<'_>,
    users: &[UserId],
    change: &GrantChange,
    by: UserId,
) -> Result<GrantsChanged, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let places = Places::new(&groups::tree(db).await?, &groups::roles(db).await?, &[], &[]);
    if !change.gives().iter().all(|one| places.has(one)) {
        return Ok(GrantsChanged::Gone);
    }
    let changed: Vec<Changed> = holders(db, &distinct(users.iter().map(|user| user.0)))
        .await?
        .into_iter()
        .filter(|holder| is_open_to(change, holder))
        .filter_map(|holder| {
            let has = change.apply(&holder.has).filter(|has| *has != holder.has && holder.may_have(has))?;
            let verb = if holder.state == UserState::Active { Verb::RolesChanged } else { Verb::OfferChanged };
            Some(Changed { user: holder.user, verb, had: holder.has, has })
        })
        .collect();
    if !write_all(db, &changed).await? {
        return Ok(GrantsChanged::LastAdministrator);
    }
    let act = record(db, act, &places, &changed).await?;
    Ok(GrantsChanged::Done { changed: changed.iter().map(|one| UserId(one.user)).collect(), act })
}

/// Whether a change may be made of somebody. Whose invitation has ended is offered nothing more; but what they were offered can be replaced
/// and taken, or nobody could ever empty the group or the role.
fn is_open_to(change: &GrantChange, holder: &Holder) -> bool {
    let only_of_held = matches!(change, GrantChange::Replace { .. } | GrantChange::Take { .. });
    only_of_held || holder.is_open || holder.state == UserState::Active
}

/// Those of these users (by id, each once) who are members or invited, by id. The caller gives a transaction.
pub(super) async fn holders(db: &mut SqliteConnection, users: &[i64]) -> Result<Vec<Holder>, Failed> {
    let mut holders = Vec::with_capacity(users.len());
    for batch in users.chunks(BATCH) {
        let ids = json(batch)?;
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(u.id, u.state, u.state = 'invited' AND EXISTS (SELECT 1 FROM invitations i \
             WHERE i.user_id = u.id AND i.state = 'pending'))) \
             FROM json_each(?) asked CROSS JOIN users u ON u.id = asked.value WHERE u.state IN ('active', 'invited')",
        )
        .bind(&ids)
        .fetch_one(&mut *db)
        .await?;
        let mut found: Vec<(i64, Stored<UserState>, u8)> = from_json(&gathered)?;
        found.sort_unstable_by_key(|one| one.0);
        // Of those who are passed over, too; they are skipped.
        let mut assignments = assignments_of(db, &ids).await?;
        assignments.retain(|one| found.binary_search_by_key(&one.0, |one| one.0).is_ok());
        assignments.sort_unstable();
        let mut assignments = assignments.into_iter().peekable();
        holders.extend(found.into_iter().map(|(user, state, is_open)| {
            let has = take_of(user, &mut assignments).into_iter().collect();
            Holder { user, state: state.0, is_open: is_open == 1, has }
        }));
    }
    Ok(holders)
}

/// Writes what they have now. `false`: nobody would be left who administers the account, and the caller must not commit.
pub(super) async fn write_all(db: &mut SqliteConnection, changed: &[Changed]) -> Result<bool, Failed> {
    let rows = |gained: bool| -> Vec<(i64, i64, i64)> {
        let one_sided = |one: &Changed| {
            let (some, others) = if gained { (&one.has, &one.had) } else { (&one.had, &one.has) };
            let rows: Vec<_> = some.difference(others).map(|it| (one.user, it.group.0, it.role.0)).collect();
            rows
        };
        changed.iter().flat_map(one_sided).collect()
    };
    // First what is gained: then whoever administers from now on is there before others cease to.
    for batch in rows(true).chunks(BATCH) {
        sqlx::query(
            "INSERT INTO assignments (user_id, group_id, role_id) \
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        )
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    take(db, &rows(false)).await
}

/// Takes all of this away, as user, group and role; whatever else is gained in the same transaction comes first. `false`: nobody would be left
/// who administers the account, or somebody had not what is taken; the caller must not commit.
pub(super) async fn take(db: &mut SqliteConnection, lost: &[(i64, i64, i64)]) -> Result<bool, Failed> {
    let administered = (ADMINISTERS.group.0, ADMINISTERS.role.0);
    let leaving: Vec<i64> =
        lost.iter().filter(|(_, group, role)| (*group, *role) == administered).map(|(user, ..)| *user).collect();
    let leaving = json(&leaving)?;
    for batch in lost.chunks(BATCH) {
        let taken = sqlx::query(concat!(
            "DELETE FROM assignments WHERE (user_id, group_id, role_id) IN \
             (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)) AND ",
            somebody_stays!("?2")
        ))
        .bind(json(batch)?)
        .bind(&leaving)
        .execute(&mut *db)
        .await?;
        if taken.rows_affected() != batch.len() as u64 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Records that they have something else, with what can undo it.
async fn record(
    db: &mut SqliteConnection,
    act: Actor,
    places: &Places,
    changed: &[Changed],
) -> Result<Option<ActRange>, Failed> {
    let ended = |one: &Changed| {
        let words = words(places, &one.had, &one.has);
        Ended::new(one.user, one.verb, Some(words), Some(Before::of_roles(&one.had, &one.has)))
    };
    let range = before::record(db, act, &changed.iter().map(ended).collect::<Vec<_>>()).await?;
    changes::record(db, &mut changed.iter().map(|one| one.user).collect::<Vec<_>>()).await?;
    Ok(range)
}

/// `Sales/EMEA: Buyer → Approver; + Marketing: Finance; − Ops: Tech`, by path.
pub(super) fn words(places: &Places, from: &BTreeSet<Assignment>, to: &BTreeSet<Assignment>) -> String {
    // By path: the roles that are no longer offered there, and those that are new.
    let mut by_path: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for (side, changed) in [from.difference(to), to.difference(from)].into_iter().enumerate() {
        for one in changed {
            let path = places.path(one.group).unwrap_or_default();
            by_path.entry(path).or_default()[side].push(places.role(one.role).unwrap_or_default());
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for (path, [gone, new]) in by_path {
        let both = gone.len().min(new.len());
        parts.extend(gone.iter().zip(&new).map(|(gone, new)| format!("{path}: {gone} → {new}")));
        parts.extend(new[both..].iter().map(|new| format!("+ {path}: {new}")));
        parts.extend(gone[both..].iter().map(|gone| format!("− {path}: {gone}")));
    }
    parts.join("; ")
}
