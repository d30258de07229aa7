//! What one act did to each user, as its entries of the activity tell it; and whether that can be undone.

use crate::sqlite::{
    before::{Before, Expired},
    bulk::{BATCH, Stored, distinct, from_json, json},
    error::Failed,
    grants::{Holder, holders},
    plan::Places,
};
use rollcall_app::ports::store::{ActRange, Verb};
use rollcall_domain::{ActivityId, Assignment, GroupId, GroupTree, Role, UserState};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Which entries `a` of the activity tell of something that can be undone, if nothing happened to their users after their act.
macro_rules! tells_what_ended {
    () => {
        "a.user_id IS NOT NULL AND (a.verb = 'invited' AND a.import_id IS NOT NULL OR a.before IS NOT NULL AND a.verb IN \
         ('roles_changed', 'offer_changed', 'assignment_added', 'invited_again', 'removed', 'cancelled'))"
    };
}

/// To the users of which entries `a` nothing happened after the entry of this number, the last of their act. That somebody was reminded of an
/// invitation, was given a link to it, or that a mail of it came back, is nothing where an import is undone: it can be for as long as its
/// invitations are not answered.
macro_rules! nothing_after {
    ($last:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM activity later WHERE later.user_id = a.user_id AND later.id > ",
            $last,
            " AND (a.import_id IS NULL OR later.verb NOT IN ('reminded', 'link_copied', 'mail_saved', 'bounced')))"
        )
    };
}
pub(in crate::sqlite) use {nothing_after, tells_what_ended};

/// What one act did to one user.
#[derive(Default)]
pub(in crate::sqlite) struct Deed {
    pub(super) user: i64,
    /// By which import.
    pub(super) import: Option<i64>,
    /// Somebody new was invited.
    is_new: bool,
    /// They got a new invitation; what they were.
    pub(super) again: Option<Before>,
    /// Their invitation started anew; what it was.
    pub(super) expired: Option<Expired>,
    /// They were removed, or who had invited them; what that ended.
    pub(super) removal: Option<Before>,
    /// Where their roles were changed: what they were then.
    stood: Option<UserState>,
    gained: BTreeSet<Assignment>,
    lost: BTreeSet<Assignment>,
}

/// A deed with what undoing it comes to.
pub(in crate::sqlite) struct Undoing {
    pub(super) deed: Deed,
    /// What they have.
    pub(super) had: BTreeSet<Assignment>,
    /// What they had before.
    pub(super) due: BTreeSet<Assignment>,
    /// What of that there still is.
    pub(super) has: BTreeSet<Assignment>,
}

impl Deed {
    /// Who it was done to.
    pub(in crate::sqlite) fn user(&self) -> i64 {
        self.user
    }

    /// Whether they were removed, or who had invited them.
    pub(in crate::sqlite) fn is_removal(&self) -> bool {
        self.removal.is_some()
    }

    /// Whether they got an invitation by it.
    pub(super) fn invited(&self) -> bool {
        self.is_new || self.again.is_some()
    }

    /// What the activity calls undoing it.
    pub(super) fn undone(&self) -> Verb {
        if self.invited() || self.expired.is_some() {
            Verb::ImportUndone
        } else if self.is_removal() {
            Verb::RemovalUndone
        } else {
            Verb::RolesChangeUndone
        }
    }

    fn add(&mut self, verb: Verb, before: Option<Before>) {
        let before = before.unwrap_or_default();
        match verb {
            Verb::Invited => self.is_new = true,
            Verb::InvitedAgain if before.expired.is_some() => self.expired = before.expired,
            Verb::InvitedAgain => self.again = Some(before),
            Verb::Removed | Verb::Cancelled => {
                self.lost.extend(before.had());
                self.removal = Some(before);
            }
            verb => {
                let (had, has) = (before.had(), before.has());
                self.gained.extend(has.difference(&had));
                self.lost.extend(had.difference(&has));
                self.stood = match verb {
                    Verb::RolesChanged => Some(UserState::Active),
                    Verb::OfferChanged => Some(UserState::Invited),
                    _ => self.stood,
                };
            }
        }
    }

    /// What undoing it comes to, if they stand as it left them.
    fn undoing(self, holder: &Holder, places: &Places) -> Option<Undoing> {
        let had = holder.has.clone();
        let due: BTreeSet<Assignment> = match &self.again {
            Some(before) => before.had(),
            None if self.is_new => BTreeSet::new(),
            None => had.difference(&self.gained).chain(&self.lost).copied().collect(),
        };
        let has: BTreeSet<Assignment> =
            due.iter().filter(|one| places.has(one) || had.contains(one)).copied().collect();
        let is_so = if self.is_removal() {
            true
        } else if self.invited() {
            holder.state == UserState::Invited && holder.is_open
        } else {
            self.stood.is_none_or(|stood| holder.state == stood)
                && self.gained.is_subset(&had)
                && self.lost.is_disjoint(&had)
                && (had != has || self.expired.is_some())
                && holder.may_have(&has)
        };
        is_so.then_some(Undoing { deed: self, had, due, has })
    }
}

impl Undoing {
    /// Who it is.
    pub(in crate::sqlite) fn user(&self) -> i64 {
        self.deed.user
    }

    /// Whether it is only about what somebody has, or is offered, in this part, and about no role that only administrators of the account give
    /// and take.
    fn lies_in(&self, (tree, roles): (&GroupTree, &[Role]), part: &[GroupId]) -> bool {
        let is_given = |id| roles.iter().find(|role| role.id == id).is_none_or(|role| role.is_given_by(false));
        let lies = |one: &Assignment| tree.is_in_part(one.group, part) && is_given(one.role);
        if self.deed.is_removal() {
            false
        } else if self.deed.invited() || self.deed.expired.is_some() {
            self.had.union(&self.due).all(lies)
        } else {
            self.had.symmetric_difference(&self.due).all(lies)
        }
    }
}

/// The act of which these entries are; none if they are of several: what several administrators did, or one of them at several times, is not
/// undone together.
pub(in crate::sqlite) async fn act(db: &mut SqliteConnection, range: ActRange) -> Result<Option<ActRange>, Failed> {
    let (first, last, is_of_several): (i64, i64, bool) = sqlx::query_as(
        "SELECT (SELECT coalesce(max(last_activity), 0) + 1 FROM chain WHERE last_activity < ?1), \
         (SELECT coalesce(min(last_activity), ?2) FROM chain WHERE last_activity >= ?2), \
         EXISTS (SELECT 1 FROM chain WHERE last_activity >= ?1 AND last_activity < ?2)",
    )
    .bind(range.first.0)
    .bind(range.last.0)
    .fetch_one(db)
    .await?;
    Ok((!is_of_several).then_some(ActRange { first: ActivityId(first), last: ActivityId(last) }))
}

/// Of whom these entries tell something that can be undone, and nothing happened to them after their act, by id; and how many there are in all.
pub(in crate::sqlite) async fn users(
    db: &mut SqliteConnection,
    range: ActRange,
    last: ActivityId,
) -> Result<(Vec<i64>, u64), Failed> {
    let (mut users, mut others) = (Vec::new(), Vec::new());
    let mut after = range.first.0.saturating_sub(1);
    loop {
        let gathered: String = sqlx::query_scalar(concat!(
            "SELECT json_group_array(json_array(id, user_id, nothing_after)) FROM (SELECT a.id, a.user_id, ",
            nothing_after!("?3"),
            " AS nothing_after FROM activity a WHERE a.id > ?1 AND a.id <= ?2 AND ",
            tells_what_ended!(),
            " ORDER BY a.id LIMIT ?4)"
        ))
        .bind(after)
        .bind(range.last.0)
        .bind(last.0)
        .bind(BATCH as i64)
        .fetch_one(&mut *db)
        .await?;
        let rows: Vec<(i64, i64, u8)> = from_json(&gathered)?;
        let full = rows.len() == BATCH;
        for (id, user, nothing_after) in rows {
            after = after.max(id);
            if nothing_after == 1 { users.push(user) } else { others.push(user) }
        }
        if !full {
            let users = distinct(users.into_iter());
            let all = users.len() + distinct(others.into_iter()).len();
            return Ok((users, all as u64));
        }
    }
}

/// What was done to these users, each given with the first and the last entry of the act; by id.
pub(in crate::sqlite) async fn of_users(
    db: &mut SqliteConnection,
    users: &[(i64, i64, i64)],
) -> Result<Vec<Deed>, Failed> {
    type Found = (i64, Stored<Verb>, Option<Before>, Option<i64>);
    let mut deeds: BTreeMap<i64, Deed> = BTreeMap::new();
    for batch in users.chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(concat!(
            "SELECT json_group_array(json_array(a.user_id, a.verb, json(a.before), a.import_id)) \
             FROM json_each(?) asked CROSS JOIN activity a ON a.user_id = asked.value ->> 0 \
             WHERE a.id >= asked.value ->> 1 AND a.id <= asked.value ->> 2 AND ",
            tells_what_ended!()
        ))
        .bind(json(batch)?)
        .fetch_one(&mut *db)
        .await?;
        let rows: Vec<Found> = from_json(&gathered)?;
        for (user, verb, before, import) in rows {
            let deed = deeds.entry(user).or_default();
            (deed.user, deed.import) = (user, import);
            deed.add(verb.0, before);
        }
    }
    Ok(deeds.into_values().collect())
}

/// What undoing these comes to, of those who stand as the act left them; within a scope, of those that lie there.
pub(in crate::sqlite) async fn undoings(
    db: &mut SqliteConnection,
    deeds: Vec<Deed>,
    (tree, roles): (&GroupTree, &[Role]),
    scope: Option<&[GroupId]>,
) -> Result<Vec<Undoing>, Failed> {
    let places = Places::new(tree, roles, &[], &[]);
    let users: Vec<i64> = deeds.iter().map(|deed| deed.user).collect();
    let mut holders: HashMap<i64, Holder> =
        holders(db, &users).await?.into_iter().map(|holder| (holder.user, holder)).collect();
    let undoings = deeds.into_iter().filter_map(|deed| {
        let holder = holders.remove(&deed.user)?;
        deed.undoing(&holder, &places)
    });
    Ok(undoings.filter(|one| scope.is_none_or(|part| one.lies_in((tree, roles), part))).collect())
}

/// Keeps those of these users only.
pub(super) fn keep(undoings: &mut Vec<Undoing>, is_meant: impl Fn(&Deed) -> bool, done: &HashSet<i64>) {
    undoings.retain(|one| !is_meant(&one.deed) || done.contains(&one.deed.user));
}
