//! What a change has ended: kept with the entry of the activity that tells of it, so that it can be undone.

use super::{
    activity::Actor,
    bulk::{BATCH, json},
    error::Failed,
    words::Word as _,
};
use rollcall_app::ports::store::{ActRange, Verb};
use rollcall_domain::{ActivityId, Assignment, CameBy, GroupId, RoleId, UserState};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// What was before a change of somebody's roles, before their removal or that of the one who invited them, or before an import invited them
/// again. Workspaces hold it as JSON: its names never change.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Before {
    /// What they had, as pairs of group and role; what they still have then may be left out of both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    had: Vec<(i64, i64)>,
    /// What they had then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    has: Vec<(i64, i64)>,
    /// Of who was removed, or has a new invitation: what they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<UserState>,
    /// Of who has a new invitation: when they had joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) joined_at: Option<i64>,
    /// Of who has a new invitation: how they had come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) came_by: Option<CameBy>,
    /// The invitation to them that ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) invitation: Option<i64>,
    /// The invitation to them that started anew, as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expired: Option<Expired>,
    /// The mails to them that were withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) mails: Vec<Withdrawn>,
}

/// An invitation whose time was over when it started anew.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Expired {
    pub(super) invitation: i64,
    pub(super) sent_at: Option<i64>,
    pub(super) expires_at: Option<i64>,
    pub(super) reminders: i64,
    pub(super) reminded_through: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
    pub(super) invited_by: i64,
}

/// A mail that waited: its number, until when it was deferred (none: it was queued), and what the server had said.
pub(super) type Withdrawn = (i64, Option<i64>, Option<String>);

impl Before {
    /// Somebody had this, and then that.
    pub(super) fn of_roles(had: &BTreeSet<Assignment>, has: &BTreeSet<Assignment>) -> Self {
        let pairs = |some: &BTreeSet<Assignment>| some.iter().map(|one| (one.group.0, one.role.0)).collect();
        Self { had: pairs(had), has: pairs(has), ..Self::default() }
    }

    /// Somebody has this besides.
    pub(super) fn of_gain(one: Assignment) -> Self {
        Self { has: vec![(one.group.0, one.role.0)], ..Self::default() }
    }

    /// Somebody was removed who stood like this.
    pub(super) fn of_removal(state: UserState) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// Somebody got a new invitation who stood like this.
    pub(super) fn of_invitation(state: UserState, joined_at: Option<i64>, came_by: CameBy) -> Self {
        Self { state: Some(state), joined_at, came_by: Some(came_by), ..Self::default() }
    }

    /// An invitation started anew that stood like this.
    pub(super) fn of_expired(expired: Expired) -> Self {
        Self { expired: Some(expired), ..Self::default() }
    }

    /// They had this, until then.
    pub(super) fn lost(&mut self, group: i64, role: i64) {
        self.had.push((group, role));
    }

    /// What they had.
    pub(super) fn had(&self) -> BTreeSet<Assignment> {
        assignments(&self.had)
    }

    /// What they had then.
    pub(super) fn has(&self) -> BTreeSet<Assignment> {
        assignments(&self.has)
    }
}

fn assignments(pairs: &[(i64, i64)]) -> BTreeSet<Assignment> {
    pairs.iter().map(|(group, role)| Assignment { group: GroupId(*group), role: RoleId(*role) }).collect()
}

/// What happened to somebody: to whom, what, the detail, and what it ended, if it can be undone.
#[derive(Debug, Serialize)]
pub(super) struct Ended(i64, &'static str, Option<String>, Option<Before>);

impl Ended {
    /// This happened to a user.
    pub(super) fn new(user: i64, verb: Verb, detail: Option<String>, before: Option<Before>) -> Self {
        Self(user, verb.stored(), detail, before)
    }
}

/// Records what happened to each. Returns the entries; none for nobody.
pub(super) async fn record(db: &mut SqliteConnection, act: Actor, ended: &[Ended]) -> Result<Option<ActRange>, Failed> {
    let newest = "SELECT coalesce(max(id), 0) FROM activity";
    let earlier: i64 = sqlx::query_scalar(newest).fetch_one(&mut *db).await?;
    for batch in ended.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO activity (at, by_user, import_id, user_id, verb, detail, before) \
             SELECT ?1, ?2, ?3, value ->> 0, value ->> 1, value ->> 2, nullif(value -> 3, 'null') FROM json_each(?4)",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(act.import.map(|import| import.0))
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    let last: i64 = sqlx::query_scalar(newest).fetch_one(db).await?;
    Ok((last > earlier).then_some(ActRange { first: ActivityId(earlier + 1), last: ActivityId(last) }))
}
