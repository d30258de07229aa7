//! Groups and roles.

use super::{
    SqliteStore,
    activity::{self, Actor},
    error::Failed,
    words::Word as _,
};
use rollcall_app::ports::store::{Act, GroupChange, Verb};
use rollcall_domain::{Group, GroupId, GroupPath, GroupTree, Role, RoleGivers, RoleId, group::MAX_DEPTH};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// All groups that are not removed.
pub(super) async fn all(db: &mut SqliteConnection) -> Result<Vec<Group>, Failed> {
    let rows: Vec<(i64, Option<i64>, String)> =
        sqlx::query_as("SELECT id, parent_id, name FROM groups WHERE removed_at IS NULL ORDER BY id")
            .fetch_all(db)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(id, parent, name)| Group { id: GroupId(id), parent: parent.map(GroupId), name })
        .collect())
}

/// All groups with their paths.
pub(super) async fn tree(db: &mut SqliteConnection) -> Result<GroupTree, Failed> {
    Ok(GroupTree::new(&all(db).await?))
}

/// Adds those of `paths` that are missing, with the groups above them. Returns what was made.
pub(super) async fn add(store: &SqliteStore, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, Failed> {
    let mut write = store.write(act.now).await?;
    let by = write.actor(act.by);
    let tree = tree(write.connection()).await?;
    let made = make(write.connection(), &tree, paths, by).await?;
    write.commit_if(!made.is_empty()).await?;
    Ok(made.into_iter().map(|(_, path)| path).collect())
}

/// Adds a group below one that is known by its id. Where that one is, the transaction says.
pub(super) async fn add_in(
    store: &SqliteStore,
    parent: GroupId,
    path: &GroupPath,
    act: Act,
) -> Result<GroupChange, Failed> {
    let mut write = store.write(act.now).await?;
    let by = write.actor(act.by);
    let tree = tree(write.connection()).await?;
    let Some(above) = tree.path(parent) else { return Ok(GroupChange::Gone) };
    let whole = path.names().iter().fold(above.clone(), |above, name| above.join(name.clone()));
    if tree.find(&whole).is_some() {
        return Ok(GroupChange::NameTaken);
    }
    if whole.names().len() > MAX_DEPTH {
        return Ok(GroupChange::TooDeep);
    }
    make(write.connection(), &tree, &[whole], by).await?;
    write.commit().await?;
    Ok(GroupChange::Done)
}

/// Makes those of `paths` that are missing in `tree`, with the groups above them. Returns what was made, parents first, under the
/// path by which each is known from now on.
pub(super) async fn make(
    db: &mut SqliteConnection,
    tree: &GroupTree,
    paths: &[GroupPath],
    act: Actor,
) -> Result<Vec<(GroupId, GroupPath)>, Failed> {
    let mut made: Vec<(GroupId, GroupPath)> = Vec::new();
    let mut made_by_key: HashMap<String, usize> = HashMap::new();
    for path in paths {
        let mut parent = (GroupId::ROOT, GroupPath::ROOT);
        for depth in 1..=path.names().len() {
            let name = &path.names()[depth - 1];
            let at = parent.1.join(name.clone());
            if let Some(known) = tree.find(&at) {
                parent = (known, tree.path(known).cloned().unwrap_or(at));
            } else if let Some(place) = made_by_key.get(&at.key()) {
                parent = made[*place].clone();
            } else {
                let id: i64 =
                    sqlx::query_scalar("INSERT INTO groups (parent_id, name, name_key) VALUES (?, ?, ?) RETURNING id")
                        .bind(parent.0.0)
                        .bind(name.as_str())
                        .bind(name.key())
                        .fetch_one(&mut *db)
                        .await?;
                activity::record(db, act, Verb::GroupAdded, None, Some(&at.to_string())).await?;
                made_by_key.insert(at.key(), made.len());
                parent = (GroupId(id), at);
                made.push(parent.clone());
            }
        }
    }
    Ok(made)
}

/// All roles that are not removed, by id.
pub(super) async fn roles(db: &mut SqliteConnection) -> Result<Vec<Role>, Failed> {
    type Found = (i64, String, Option<String>, String);
    let rows: Vec<Found> =
        sqlx::query_as("SELECT id, name, meaning, given_by FROM roles WHERE removed_at IS NULL ORDER BY id")
            .fetch_all(db)
            .await?;
    rows.into_iter()
        .map(|(id, name, meaning, given_by)| {
            Ok(Role { id: RoleId(id), name, meaning, given_by: RoleGivers::from_stored(&given_by)? })
        })
        .collect()
}
