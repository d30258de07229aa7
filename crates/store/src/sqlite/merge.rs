//! Merging groups: what is in one goes into another one, level by level, in a handful of statements however many users there are.

use super::{
    SqliteStore,
    activity::{self, Actor},
    bulk::{distinct, from_json, json},
    changes,
    error::Failed,
    former_paths, gained, groups,
    regroup::{changeable, deepest, too_deep},
};
use rollcall_app::ports::store::{Act, GroupChange, Verb};
use rollcall_domain::{GroupId, GroupTree, RoleId};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Puts what is in `from` into `into`, and removes `from`; where `roles` are given, only if nobody has another one there.
pub(super) async fn merge(
    store: &SqliteStore,
    from: GroupId,
    into: GroupId,
    roles: Option<&[RoleId]>,
    act: Act,
) -> Result<GroupChange, Failed> {
    let mut write = store.write(act.now).await?;
    let tree = groups::tree(write.connection()).await?;
    if changeable(&tree, from).is_none() || tree.path(into).is_none() {
        return Ok(GroupChange::Gone);
    }
    if tree.is_within(into, from) {
        return Ok(GroupChange::WithinItself);
    }
    let merge = Merge::new(&tree, from, into);
    let deepest = deepest(&tree);
    let beyond = |(group, into): &(GroupId, GroupId)| {
        tree.path(*into).is_some_and(|above| too_deep(&tree, &deepest, *group, above))
    };
    if merge.put.iter().any(beyond) {
        return Ok(GroupChange::TooDeep);
    }
    let actor = write.actor(act.by);
    let db = write.connection();
    let gone: Vec<(i64, i64)> = merge.gone.iter().map(|(from, into)| (from.0, into.0)).collect();
    if let Some(roles) = roles
        && let Some(foreign) = other_role(db, &json(&gone)?, roles).await?
    {
        return Ok(GroupChange::RoleForeign(foreign));
    }
    former_paths::remember(db, &tree, from).await?;
    let put: Vec<(i64, i64)> = merge.put.iter().map(|(group, into)| (group.0, into.0)).collect();
    change_groups(db, &json(&gone)?, &json(&put)?, actor.at).await?;
    let held = give(db, &json(&gone)?).await?;
    suggest(db, &json(&gone)?).await?;
    gained::put_into(db, &json(&gone)?).await?;
    record(db, &tree, &merge.gone, &held, actor).await?;
    changes::record(db, &mut distinct(held.iter().map(|(_, user)| *user))).await?;
    write.commit().await?;
    Ok(GroupChange::Done)
}

/// What becomes of the groups.
struct Merge {
    /// The groups that go into another one: first the one of which it is wanted, then those in it that have a namesake there.
    gone: Vec<(GroupId, GroupId)>,
    /// The other ones in them, which are put with all that is below them into another one.
    put: Vec<(GroupId, GroupId)>,
}

impl Merge {
    fn new(tree: &GroupTree, from: GroupId, into: GroupId) -> Self {
        let mut below: HashMap<GroupId, HashMap<String, GroupId>> = HashMap::new();
        for (group, path) in tree.sorted() {
            if let (Some(parent), Some(name)) = (tree.parent(group), path.names().last()) {
                below.entry(parent).or_default().insert(name.key(), group);
            }
        }
        let mut merge = Self { gone: vec![(from, into)], put: Vec::new() };
        let mut at = 0;
        while let Some((from_here, into_here)) = merge.gone.get(at).copied() {
            at += 1;
            let namesakes = below.get(&into_here);
            for (name, group) in below.get(&from_here).into_iter().flatten() {
                // What goes is nobody's namesake: `Sales/Sales` that goes into the root is `Sales` there.
                match namesakes.and_then(|names| names.get(name)).filter(|namesake| **namesake != from) {
                    Some(namesake) => merge.gone.push((*group, *namesake)),
                    None => merge.put.push((*group, into_here)),
                }
            }
        }
        merge
    }
}

/// A role besides these that somebody has, or is offered, in one of the groups that go.
async fn other_role(db: &mut SqliteConnection, gone: &str, roles: &[RoleId]) -> Result<Option<RoleId>, Failed> {
    let role = sqlx::query_scalar(
        "SELECT role_id FROM assignments WHERE group_id IN (SELECT value ->> 0 FROM json_each(?)) \
         AND role_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
    )
    .bind(gone)
    .bind(json(roles)?)
    .fetch_optional(db)
    .await?;
    Ok(role.map(RoleId))
}

/// Those that are gone first: they may have the name of one that is put in their place.
async fn change_groups(db: &mut SqliteConnection, gone: &str, put: &str, now: i64) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE groups SET removed_at = ?1, merged_into = gone.value ->> 1 FROM json_each(?2) gone WHERE groups.id = gone.value ->> 0",
    )
    .bind(now)
    .bind(gone)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "UPDATE groups SET parent_id = put.value ->> 1 FROM json_each(?) put WHERE groups.id = put.value ->> 0",
    )
    .bind(put)
    .execute(db)
    .await?;
    Ok(())
}

/// Everybody has, or is offered, in the other group what they had in the one that is gone. Returns who had anything, by group and id. No
/// assignment in the root is taken away: the root is never gone.
async fn give(db: &mut SqliteConnection, gone: &str) -> Result<Vec<(i64, i64)>, Failed> {
    let held: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(group_id, user_id)) FROM \
         (SELECT DISTINCT group_id, user_id FROM assignments WHERE group_id IN (SELECT value ->> 0 FROM json_each(?)))",
    )
    .bind(gone)
    .fetch_one(&mut *db)
    .await?;
    sqlx::query(
        "WITH gone (old, new) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(?)) \
         INSERT OR IGNORE INTO assignments (user_id, group_id, role_id) \
         SELECT a.user_id, gone.new, a.role_id FROM assignments a CROSS JOIN gone ON gone.old = a.group_id",
    )
    .bind(gone)
    .execute(&mut *db)
    .await?;
    sqlx::query("DELETE FROM assignments WHERE group_id IN (SELECT value ->> 0 FROM json_each(?))")
        .bind(gone)
        .execute(db)
        .await?;
    let mut held: Vec<(i64, i64)> = from_json(&held)?;
    held.sort_unstable();
    Ok(held)
}

/// The other group is suggested: by the join link, by those before it (who asked by one may still confirm), and for those who wait.
async fn suggest(db: &mut SqliteConnection, gone: &str) -> Result<(), Failed> {
    for sql in [
        "UPDATE join_links SET group_id = gone.value ->> 1 FROM json_each(?) gone WHERE group_id = gone.value ->> 0",
        "UPDATE requests SET suggested_group_id = gone.value ->> 1 FROM json_each(?) gone \
         WHERE requests.suggested_group_id = gone.value ->> 0 AND requests.state = 'pending'",
    ] {
        sqlx::query(sql).bind(gone).execute(&mut *db).await?;
    }
    Ok(())
}

/// An entry for each group that is gone, and one for everybody who had anything in it.
async fn record(
    db: &mut SqliteConnection,
    before: &GroupTree,
    gone: &[(GroupId, GroupId)],
    held: &[(i64, i64)],
    act: Actor,
) -> Result<(), Failed> {
    for (from, into) in gone {
        let (Some(old), Some(new)) = (before.path(*from), before.path(*into)) else { continue };
        let detail = format!("{old} → {new}");
        activity::record(db, act, Verb::GroupMerged, None, Some(&detail)).await?;
        let (first, last) =
            (held.partition_point(|(group, _)| *group < from.0), held.partition_point(|(group, _)| *group <= from.0));
        let users: Vec<i64> = held[first..last].iter().map(|(_, user)| *user).collect();
        activity::record_all(db, act, Verb::GroupMerged, &users, Some(&detail)).await?;
    }
    Ok(())
}
