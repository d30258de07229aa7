//! Which entries of the activity can be undone: asked of the few that are on a page.

use super::{
    bulk::{BATCH, from_json, json},
    error::Failed,
    groups,
    undo::deeds::{self, Deed, Undoing, nothing_after, tells_what_ended},
};
use rollcall_app::ports::store::ActRange;
use rollcall_domain::{ActivityId, GroupId};
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Those of these entries that can be undone now within the scope, each with all entries of its act. The caller gives a transaction.
pub(super) async fn of(
    db: &mut SqliteConnection,
    entries: &[ActivityId],
    scope: Option<&[GroupId]>,
) -> Result<HashMap<ActivityId, ActRange>, Failed> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        found.extend(newest(db, batch).await?);
    }
    if found.is_empty() {
        return Ok(HashMap::new());
    }
    // Of one user, all are of one act: nothing happened to them after it.
    let users: BTreeSet<_> = found.iter().map(|(_, user, act)| (*user, act.first.0, act.last.0)).collect();
    let users = undone(db, &users.into_iter().collect::<Vec<_>>(), scope).await?;
    Ok(found.into_iter().filter(|(_, user, _)| users.contains(user)).map(|(id, _, act)| (id, act)).collect())
}

/// Of how many users these entries of one act can be undone now within the scope, and of how many there are in all. The caller gives a transaction.
pub(super) async fn users(
    db: &mut SqliteConnection,
    range: ActRange,
    scope: Option<&[GroupId]>,
) -> Result<(u64, u64), Failed> {
    let Some(whole) = deeds::act(db, range).await? else { return Ok((0, 0)) };
    let (users, all) = deeds::users(db, range, whole.last).await?;
    let users: Vec<_> = users.into_iter().map(|user| (user, whole.first.0, whole.last.0)).collect();
    Ok((undone(db, &users, scope).await?.len() as u64, all))
}

/// To whom of these users what was done can be undone, each given with the first and the last entry of the act.
async fn undone(
    db: &mut SqliteConnection,
    users: &[(i64, i64, i64)],
    scope: Option<&[GroupId]>,
) -> Result<HashSet<i64>, Failed> {
    let deeds = deeds::of_users(db, users).await?;
    let (tree, roles) = (groups::tree(db).await?, groups::roles(db).await?);
    let (removals, others): (Vec<Deed>, Vec<Deed>) = deeds.into_iter().partition(Deed::is_removal);
    let mut users: HashSet<i64> =
        deeds::undoings(db, others, (&tree, &roles), scope).await?.iter().map(Undoing::user).collect();
    if scope.is_none() {
        users.extend(removals.iter().map(Deed::user));
    }
    Ok(users)
}

/// Those of these entries after whose act nothing happened to their users, each with its user and all entries of its act.
async fn newest(db: &mut SqliteConnection, ids: &[ActivityId]) -> Result<Vec<(ActivityId, i64, ActRange)>, Failed> {
    let gathered: String = sqlx::query_scalar(concat!(
        "SELECT json_group_array(json_array(id, user_id, first, last)) FROM (SELECT a.id, a.user_id, a.import_id, \
         (SELECT coalesce(max(last_activity), 0) + 1 FROM chain WHERE last_activity < a.id) AS first, \
         (SELECT coalesce(min(last_activity), a.id) FROM chain WHERE last_activity >= a.id) AS last \
         FROM json_each(?) asked CROSS JOIN activity a ON a.id = asked.value WHERE ",
        tells_what_ended!(),
        ") a WHERE ",
        nothing_after!("a.last")
    ))
    .bind(json(ids)?)
    .fetch_one(db)
    .await?;
    let rows: Vec<(i64, i64, i64, i64)> = from_json(&gathered)?;
    let entry =
        |(id, user, first, last)| (ActivityId(id), user, ActRange { first: ActivityId(first), last: ActivityId(last) });
    Ok(rows.into_iter().map(entry).collect())
}
