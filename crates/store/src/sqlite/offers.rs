//! What open invitations offer, and changing it.

use super::{activity, bulk::json, changes, error::Failed, groups, plan::Places, write::Write};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{Assignment, GroupId, InvitationId, RoleId, UserId};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// How changing an offer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfferChange {
    /// It is written.
    Written,
    /// It offers that already.
    Same,
    /// It is not open, offers something else by now, or a group or role is not there.
    Refused,
}

/// Offers `to`, if the invitation is open and offers `from`.
pub(super) async fn change(
    write: &mut Write<'_>,
    id: InvitationId,
    from: &[Assignment],
    to: &[Assignment],
    by: UserId,
) -> Result<OfferChange, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let user: Option<i64> = sqlx::query_scalar(
        "SELECT u.id FROM invitations i JOIN users u ON u.id = i.user_id \
         WHERE i.id = ? AND i.state = 'pending' AND u.state = 'invited'",
    )
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some(user) = user else { return Ok(OfferChange::Refused) };
    let places = Places::new(&groups::tree(db).await?, &groups::roles(db).await?, &[], &[]);
    let there = |one: &Assignment| places.path(one.group).is_some() && places.role(one.role).is_some();
    if of_user(db, user).await? != from || !to.iter().all(there) {
        return Ok(OfferChange::Refused);
    }
    let (from, to): (BTreeSet<_>, BTreeSet<_>) = (from.iter().copied().collect(), to.iter().copied().collect());
    if from == to {
        return Ok(OfferChange::Same);
    }
    let pairs = |some: &BTreeSet<Assignment>, others: &BTreeSet<Assignment>| -> Vec<(i64, i64)> {
        some.difference(others).map(|one| (one.group.0, one.role.0)).collect()
    };
    sqlx::query(
        "DELETE FROM assignments WHERE user_id = ?1 \
         AND (group_id, role_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))",
    )
    .bind(user)
    .bind(json(&pairs(&from, &to))?)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "INSERT INTO assignments (user_id, group_id, role_id) SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)",
    )
    .bind(user)
    .bind(json(&pairs(&to, &from))?)
    .execute(&mut *db)
    .await?;
    let detail = words(&places, &from, &to);
    activity::record(db, act, Verb::OfferChanged, Some(UserId(user)), Some(&detail)).await?;
    changes::record(db, &mut [user]).await?;
    Ok(OfferChange::Written)
}

/// What a user has, or is offered; sorted.
async fn of_user(db: &mut SqliteConnection, user: i64) -> Result<Vec<Assignment>, Failed> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("SELECT group_id, role_id FROM assignments WHERE user_id = ? ORDER BY group_id, role_id")
            .bind(user)
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) }).collect())
}

/// `Sales/EMEA: Buyer → Approver; + Marketing: Finance; − Ops: Tech`, by path.
fn words(places: &Places, from: &BTreeSet<Assignment>, to: &BTreeSet<Assignment>) -> String {
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
