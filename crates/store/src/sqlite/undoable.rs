//! Which entries of the activity can be undone: asked of the few that are on a page.

use super::{
    before::Before,
    bulk::{BATCH, Stored, from_json, json},
    error::Failed,
    groups,
    plan::Places,
    undo::{Entry, is_newest, lies_in, roles_before, tells_what_ended},
};
use rollcall_app::ports::store::{ActRange, Verb};
use rollcall_domain::{ActivityId, GroupId};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Those of these entries that can be undone now within the scope, each with all entries of its act. The caller gives a transaction.
pub(super) async fn of(
    db: &mut SqliteConnection,
    entries: &[ActivityId],
    scope: Option<&[GroupId]>,
) -> Result<HashMap<ActivityId, ActRange>, Failed> {
    let (mut found, mut acts) = (Vec::new(), HashMap::new());
    for batch in entries.chunks(BATCH) {
        for (entry, id, act) in newest(db, batch).await? {
            // Nobody has two newest entries.
            acts.insert(entry.user, (id, act));
            found.push(entry);
        }
    }
    if found.is_empty() {
        return Ok(HashMap::new());
    }
    let (tree, roles) = (groups::tree(db).await?, groups::roles(db).await?);
    let places = Places::new(&tree, &roles, &[], &[]);
    let (of_roles, of_removals): (Vec<Entry>, Vec<Entry>) = found
        .into_iter()
        .filter(|entry| scope.is_none_or(|part| lies_in((&tree, &roles), part, entry)))
        .partition(Entry::is_of_roles);
    let changed = roles_before(db, &of_roles, &places).await?;
    let users = changed.iter().map(|one| one.user).chain(of_removals.iter().map(|entry| entry.user));
    Ok(users.map(|user| acts[&user]).collect())
}

/// Those of these entries that are the newest ones of their users, each with its number and all entries of its transaction.
async fn newest(db: &mut SqliteConnection, ids: &[ActivityId]) -> Result<Vec<(Entry, ActivityId, ActRange)>, Failed> {
    let gathered: String = sqlx::query_scalar(concat!(
        "SELECT json_group_array(json_array(a.id, a.user_id, a.verb, json(a.before), \
         (SELECT coalesce(max(last_activity), 0) + 1 FROM chain WHERE last_activity < a.id), \
         (SELECT coalesce(min(last_activity), a.id) FROM chain WHERE last_activity >= a.id))) \
         FROM json_each(?) asked CROSS JOIN activity a ON a.id = asked.value WHERE ",
        tells_what_ended!(),
        " AND ",
        is_newest!()
    ))
    .bind(json(ids)?)
    .fetch_one(db)
    .await?;
    let rows: Vec<(i64, i64, Stored<Verb>, Before, i64, i64)> = from_json(&gathered)?;
    let entry = |(id, user, verb, before, first, last): (_, _, Stored<Verb>, _, _, _)| {
        let act = ActRange { first: ActivityId(first), last: ActivityId(last) };
        (Entry { user, verb: verb.0, before }, ActivityId(id), act)
    };
    Ok(rows.into_iter().map(entry).collect())
}
