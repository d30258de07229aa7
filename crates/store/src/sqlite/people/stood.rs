//! How the people of a plan stood before it was carried out: what undoing it has to know.

use super::People;
use crate::sqlite::{
    activity::Actor,
    before::{Before, Expired},
    bulk::{BATCH, from_json, json},
    error::Failed,
    grants::{self, Holder},
    plan::{Ended, Places},
    users::assignments_of,
};
use rollcall_domain::{
    Assignment, CameBy, UserState,
    import::{PersonStep, PlannedPerson},
};
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap};

/// How those stood to whom a plan does more than giving.
pub(super) struct Stood {
    /// Those who lose something, with what they had.
    losing: HashMap<i64, Holder>,
    /// Those whom an import invites again.
    invited: HashMap<i64, Before>,
}

/// What somebody who loses something had, and has then.
pub(super) struct Changes {
    pub(super) state: UserState,
    pub(super) had: BTreeSet<Assignment>,
    pub(super) has: BTreeSet<Assignment>,
}

impl Stood {
    /// Asks for it, before anything is written.
    pub(super) async fn of(db: &mut SqliteConnection, people: &People<'_>, act: Actor) -> Result<Self, Ended> {
        let losing: Vec<i64> = people.losing().map(|(user, _)| user).collect();
        let losing = grants::holders(db, &losing).await?.into_iter().map(|holder| (holder.user, holder)).collect();
        let mut invited = HashMap::new();
        // What is done by hand is undone by cancelling.
        if act.import.is_some() {
            again(db, people, &mut invited).await?;
            expired(db, people, &mut invited).await?;
        }
        Ok(Self { losing, invited })
    }

    /// What changes for one of those who lose something. Stale: they have not what they are to lose, or a pending invitation would offer
    /// nothing.
    pub(super) fn changes(&self, user: i64, person: &PlannedPerson, places: &Places) -> Result<Changes, Ended> {
        let holder = self.losing.get(&user).ok_or(Ended::Stale)?;
        let mut has = holder.has.clone();
        if !person.losses.iter().all(|lost| has.remove(lost)) {
            return Err(Ended::Stale);
        }
        has.extend(person.grants.iter().map(|grant| Assignment { group: places.group(grant.group), role: grant.role }));
        if !holder.may_have(&has) {
            return Err(Ended::Stale);
        }
        Ok(Changes { state: holder.state, had: holder.has.clone(), has })
    }

    /// How somebody stood whom an import invites again.
    pub(super) fn invited(&self, user: i64) -> Option<Before> {
        self.invited.get(&user).cloned()
    }
}

/// Those who get a new invitation.
async fn again(db: &mut SqliteConnection, people: &People<'_>, stood: &mut HashMap<i64, Before>) -> Result<(), Failed> {
    let again = people.pick(|id, step| matches!(step, PersonStep::InviteAgain(_)).then_some(id));
    for batch in again.chunks(BATCH) {
        let ids = json(batch)?;
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(id, state, joined_at, came_by)) FROM users \
             WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(&ids)
        .fetch_one(&mut *db)
        .await?;
        let users: Vec<(i64, UserState, Option<i64>, CameBy)> = from_json(&gathered)?;
        stood.extend(
            users
                .into_iter()
                .map(|(user, state, joined_at, came_by)| (user, Before::of_invitation(state, joined_at, came_by))),
        );
        let mut had = assignments_of(db, &ids).await?;
        had.sort_unstable();
        for (user, group, role) in had {
            stood.entry(user).or_default().lost(group, role);
        }
    }
    Ok(())
}

/// Those whose invitation starts anew.
async fn expired(
    db: &mut SqliteConnection,
    people: &People<'_>,
    stood: &mut HashMap<i64, Before>,
) -> Result<(), Failed> {
    type Found = (i64, i64, Option<i64>, Option<i64>, i64, i64, Option<String>, i64);
    let anew = people.pick(|_, step| match step {
        PersonStep::Resend(_, invitation) => Some(invitation.0),
        _ => None,
    });
    for batch in anew.chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(user_id, id, sent_at, expires_at, reminders, reminded_through, message, invited_by)) \
             FROM invitations WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(json(batch)?)
        .fetch_one(&mut *db)
        .await?;
        let found: Vec<Found> = from_json(&gathered)?;
        let before =
            |(user, invitation, sent_at, expires_at, reminders, reminded_through, message, invited_by): Found| {
                let expired =
                    Expired { invitation, sent_at, expires_at, reminders, reminded_through, message, invited_by };
                (user, Before::of_expired(expired))
            };
        stood.extend(found.into_iter().map(before));
    }
    Ok(())
}
