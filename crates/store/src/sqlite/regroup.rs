//! Renaming, moving and removing groups. What is looked at first is looked at in the transaction that writes.

use super::{SqliteStore, activity, error::Failed, former_paths, gained, groups, write::Write};
use rollcall_app::ports::store::{Act, GroupChange, GroupUses, Verb};
use rollcall_domain::{GroupId, GroupName, GroupPath, GroupTree, UserId, group::MAX_DEPTH};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Gives a group another name.
pub(super) async fn rename(
    store: &SqliteStore,
    id: GroupId,
    name: &GroupName,
    act: Act,
) -> Result<GroupChange, Failed> {
    let mut write = store.write(act.now).await?;
    let tree = groups::tree(write.connection()).await?;
    let Some(old) = changeable(&tree, id) else { return Ok(GroupChange::Gone) };
    let new = old.parent().join(name.clone());
    if *old == new {
        return Ok(GroupChange::Done);
    }
    if tree.find(&new).is_some_and(|there| there != id) {
        return Ok(GroupChange::NameTaken);
    }
    sqlx::query("UPDATE groups SET name = ?1, name_key = ?2 WHERE id = ?3")
        .bind(name.as_str())
        .bind(name.key())
        .bind(id.0)
        .execute(write.connection())
        .await?;
    has_another_path(write, &tree, id, &new, (act.by, Verb::GroupRenamed)).await
}

/// Puts a group into another one.
pub(super) async fn put_into(store: &SqliteStore, id: GroupId, into: GroupId, act: Act) -> Result<GroupChange, Failed> {
    let mut write = store.write(act.now).await?;
    let tree = groups::tree(write.connection()).await?;
    let (Some(old), Some(above)) = (changeable(&tree, id), tree.path(into)) else { return Ok(GroupChange::Gone) };
    if tree.parent(id) == Some(into) {
        return Ok(GroupChange::Done);
    }
    if tree.is_within(into, id) {
        return Ok(GroupChange::WithinItself);
    }
    let Some(name) = old.names().last() else { return Ok(GroupChange::Gone) };
    let new = above.join(name.clone());
    if tree.find(&new).is_some() {
        return Ok(GroupChange::NameTaken);
    }
    if too_deep(&tree, &deepest(&tree), id, above) {
        return Ok(GroupChange::TooDeep);
    }
    sqlx::query("UPDATE groups SET parent_id = ?1 WHERE id = ?2")
        .bind(into.0)
        .bind(id.0)
        .execute(write.connection())
        .await?;
    has_another_path(write, &tree, id, &new, (act.by, Verb::GroupMoved)).await
}

/// Removes a group that nothing is in.
pub(super) async fn remove(store: &SqliteStore, id: GroupId, act: Act) -> Result<GroupChange, Failed> {
    let mut write = store.write(act.now).await?;
    let tree = groups::tree(write.connection()).await?;
    let Some(path) = changeable(&tree, id) else { return Ok(GroupChange::Gone) };
    let actor = write.actor(act.by);
    let db = write.connection();
    let uses = uses(db, id).await?;
    if uses != GroupUses::default() {
        return Ok(GroupChange::InUse(uses));
    }
    sqlx::query("UPDATE groups SET removed_at = ?1 WHERE id = ?2").bind(actor.at).bind(id.0).execute(&mut *db).await?;
    // By a link that was replaced nobody asks any more, but who has asked may still confirm.
    sqlx::query("UPDATE join_links SET group_id = NULL, role_id = NULL WHERE group_id = ?")
        .bind(id.0)
        .execute(&mut *db)
        .await?;
    gained::take_out_group(db, id).await?;
    activity::record(db, actor, Verb::GroupRemoved, None, Some(&path.to_string())).await?;
    write.commit().await?;
    Ok(GroupChange::Done)
}

/// The path of a group that is there and is not the root.
pub(super) fn changeable(tree: &GroupTree, id: GroupId) -> Option<&GroupPath> {
    tree.path(id).filter(|_| id != GroupId::ROOT)
}

/// How many levels each group has below the root, itself or the deepest one below it.
pub(super) fn deepest(tree: &GroupTree) -> HashMap<GroupId, usize> {
    let mut deepest: HashMap<GroupId, usize> = HashMap::new();
    for (group, path) in tree.sorted() {
        for above in tree.with_those_above(group) {
            let most = deepest.entry(above).or_default();
            *most = path.names().len().max(*most);
        }
    }
    deepest
}

/// Whether a group, or one below it, would be too deep right below `above`.
pub(super) fn too_deep(tree: &GroupTree, deepest: &HashMap<GroupId, usize>, id: GroupId, above: &GroupPath) -> bool {
    let own = tree.path(id).map_or(0, |path| path.names().len());
    let most = deepest.get(&id).copied().unwrap_or(own);
    above.names().len() + 1 + most - own > MAX_DEPTH
}

/// Remembers the paths that were, records what the group's is now, and makes it last.
async fn has_another_path(
    mut write: Write<'_>,
    before: &GroupTree,
    id: GroupId,
    new: &GroupPath,
    (by, verb): (UserId, Verb),
) -> Result<GroupChange, Failed> {
    let actor = write.actor(by);
    let db = write.connection();
    let old = before.path(id).unwrap_or(new);
    if old.key() != new.key() {
        former_paths::remember(db, before, id).await?;
    }
    activity::record(db, actor, verb, None, Some(&format!("{old} → {new}"))).await?;
    write.commit().await?;
    Ok(GroupChange::Done)
}

/// What is in a group itself. Whoever asked to join, and for whom it is suggested, is one of the users.
async fn uses(db: &mut SqliteConnection, id: GroupId) -> Result<GroupUses, Failed> {
    let (users, groups, link): (u64, u64, bool) = sqlx::query_as(
        "SELECT (SELECT count(DISTINCT user_id) FROM assignments WHERE group_id = ?1) \
         + (SELECT count(*) FROM requests WHERE state = 'pending' AND suggested_group_id = ?1), \
         (SELECT count(*) FROM groups WHERE parent_id = ?1 AND removed_at IS NULL), \
         EXISTS (SELECT 1 FROM join_links WHERE group_id = ?1 AND replaced_at IS NULL)",
    )
    .bind(id.0)
    .fetch_one(db)
    .await?;
    Ok(GroupUses { users, groups, link })
}
