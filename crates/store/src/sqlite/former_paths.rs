//! The paths that groups had before: so that old spreadsheets are understood.

use super::{bulk::json, error::Failed, groups};
use rollcall_domain::{GroupId, GroupTree, import::FormerPath};
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// Remembers the paths that a group and all below it have in `tree`, since they have others from now on.
pub(super) async fn remember(db: &mut SqliteConnection, tree: &GroupTree, id: GroupId) -> Result<(), Failed> {
    let here = tree.sorted().into_iter().filter(|(group, _)| tree.is_within(*group, id));
    let paths: Vec<(String, i64)> = here.map(|(group, path)| (path.key(), group.0)).collect();
    sqlx::query("INSERT INTO former_paths (path_key, group_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)")
        .bind(json(&paths)?)
        .execute(db)
        .await?;
    Ok(())
}

/// All former paths that no group has now, the newest first, each with the group where what was meant is now. The caller gives a transaction.
pub(super) async fn all(db: &mut SqliteConnection) -> Result<Vec<FormerPath>, Failed> {
    let tree = groups::tree(db).await?;
    let now: HashSet<String> = tree.sorted().into_iter().map(|(_, path)| path.key()).collect();
    let merged: HashMap<i64, i64> =
        sqlx::query_as("SELECT id, merged_into FROM groups WHERE merged_into IS NOT NULL ORDER BY id")
            .fetch_all(&mut *db)
            .await?
            .into_iter()
            .collect();
    let former: Vec<(String, i64)> =
        sqlx::query_as("SELECT path_key, group_id FROM former_paths ORDER BY id DESC").fetch_all(db).await?;
    let mut known: HashSet<(String, GroupId)> = HashSet::new();
    let mut paths = Vec::new();
    for (key, group) in former {
        let group = GroupId(where_it_went(&merged, group));
        if tree.path(group).is_some() && !now.contains(&key) && known.insert((key.clone(), group)) {
            paths.push(FormerPath { key, group });
        }
    }
    Ok(paths)
}

/// The group into which a group went in the end; itself if it went nowhere.
fn where_it_went(merged: &HashMap<i64, i64>, group: i64) -> i64 {
    // No group comes back: no way is longer than there are groups that went.
    std::iter::successors(Some(group), |at| merged.get(at).copied()).take(merged.len() + 1).last().unwrap_or(group)
}
