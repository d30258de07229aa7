//! What a removal of users from the account would end.

use super::{
    bulk::{distinct, from_json, json},
    error::Failed,
    grants::somebody_stays,
    groups,
};
use rollcall_app::ports::store::RemovalEnds;
use rollcall_domain::{GroupId, UserId};
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// What a removal of these users would end. The caller gives a transaction.
pub(super) async fn of(db: &mut SqliteConnection, users: &[UserId]) -> Result<RemovalEnds, Failed> {
    let users = distinct(users.iter().map(|user| user.0));
    let ids = json(&users)?;
    let (users_there, members, assignments, invitations, sent_invitations, last_administrator): (
        i64,
        i64,
        i64,
        i64,
        i64,
        bool,
    ) = sqlx::query_as(concat!(
        "SELECT count(*), coalesce(sum(u.state = 'active'), 0), \
         (SELECT count(*) FROM assignments WHERE user_id IN (SELECT value FROM json_each(?1))), \
         (SELECT count(*) FROM invitations WHERE state = 'pending' AND user_id IN (SELECT value FROM json_each(?1))), \
         (SELECT count(*) FROM invitations WHERE state = 'pending' AND invited_by IN (SELECT value FROM json_each(?1)) \
         AND user_id NOT IN (SELECT value FROM json_each(?1))), NOT ",
        somebody_stays!("?1"),
        " FROM json_each(?1) asked CROSS JOIN users u ON u.id = asked.value WHERE u.state IN ('invited', 'active')"
    ))
    .bind(&ids)
    .fetch_one(&mut *db)
    .await?;
    Ok(RemovalEnds {
        users: users_there.unsigned_abs(),
        members: members.unsigned_abs(),
        assignments: assignments.unsigned_abs(),
        invitations: invitations.unsigned_abs(),
        sent_invitations: sent_invitations.unsigned_abs(),
        requests: requests(db, &users.into_iter().collect()).await?,
        last_administrator,
    })
}

/// How many pending requests only administrators of the account could decide then: somebody of these users administers the group that is
/// suggested for them, or one above it but not the root, and nobody else does.
async fn requests(db: &mut SqliteConnection, users: &HashSet<i64>) -> Result<u64, Failed> {
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(suggested_group_id, requests)) FROM (SELECT suggested_group_id, count(*) AS requests \
         FROM requests WHERE state = 'pending' AND confirmed_at IS NOT NULL AND suggested_group_id IS NOT NULL GROUP BY suggested_group_id)",
    )
    .fetch_one(&mut *db)
    .await?;
    let suggested: Vec<(i64, u64)> = from_json(&gathered)?;
    if suggested.is_empty() {
        return Ok(0);
    }
    let administering: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT a.group_id, a.user_id FROM assignments a JOIN users u ON u.id = a.user_id \
         WHERE a.role_id = 1 AND a.group_id <> 1 AND u.state = 'active'",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut administrators: HashMap<GroupId, Vec<i64>> = HashMap::new();
    for (group, user) in administering {
        administrators.entry(GroupId(group)).or_default().push(user);
    }
    let tree = groups::tree(db).await?;
    let only_they = |group: i64| {
        let above = tree.with_those_above(GroupId(group));
        let mut deciding = above.filter_map(|group| administrators.get(&group)).flatten().peekable();
        deciding.peek().is_some() && deciding.all(|user| users.contains(user))
    };
    Ok(suggested.into_iter().filter(|(group, _)| only_they(*group)).map(|(_, requests)| requests).sum())
}
