//! The people of a plan, of an import or of addresses typed by hand: who becomes a user, and what everybody gains and loses.

mod entries;
mod stood;

use super::{
    activity::Actor,
    bulk::{BATCH, json},
    error::Failed,
    grants, invite,
    plan::{Ended, Places, Progress, only_gained},
    words::Word as _,
};
use rollcall_domain::{
    CameBy, EmailAddress, Language, PersonName,
    import::{PersonStep, PlannedPerson},
};
use sqlx::SqliteConnection;
use stood::Stood;

/// Somebody of a plan, with the id of their user.
type Person<'a> = (i64, &'a PlannedPerson);

/// The people of a plan.
pub(super) struct People<'a> {
    /// Everybody, by id. New users come last, in the order of their address.
    all: Vec<Person<'a>>,
    /// The id of the first new user.
    first_new: i64,
}

/// By whom, where and with which words a plan is carried out.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// Where the grants are.
    pub(super) places: &'a Places,
    /// Who acts.
    pub(super) act: Actor,
    /// What they write to those who are invited.
    pub(super) message: Option<&'a str>,
}

impl<'a> People<'a> {
    /// Sorts the people of a plan, and gives ids to those who are new.
    pub(super) async fn sorted(planned: &'a [PlannedPerson], db: &mut SqliteConnection) -> Result<Self, Failed> {
        let first_new: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM users").fetch_one(db).await?;
        let mut all = Vec::with_capacity(planned.len());
        let mut new = Vec::new();
        for person in planned {
            match &person.step {
                PersonStep::Invite(_) => new.push(person),
                PersonStep::Resend(id, _) | PersonStep::InviteAgain(id) | PersonStep::Change(id) => {
                    all.push((id.0, person));
                }
            }
        }
        all.sort_unstable_by_key(|(id, _)| *id);
        new.sort_unstable_by_key(|person| &person.key);
        all.extend((first_new..).zip(new));
        Ok(Self { all, first_new })
    }

    /// The ids of all of them.
    pub(super) fn ids(&self) -> Vec<i64> {
        self.all.iter().map(|(id, _)| *id).collect()
    }

    /// What `pick` gives for a user and their step, by id.
    pub(super) fn pick<T>(&self, pick: impl Fn(i64, &PersonStep) -> Option<T>) -> Vec<T> {
        self.all.iter().filter_map(|(id, person)| pick(*id, &person.step)).collect()
    }

    /// Those who lose something that is still there when they do: whoever gets a new invitation holds nothing any more.
    fn losing(&self) -> impl Iterator<Item = Person<'a>> {
        let holds = |person: &PlannedPerson| matches!(person.step, PersonStep::Resend(..) | PersonStep::Change(_));
        self.all.iter().filter(move |(_, person)| !person.losses.is_empty() && holds(person)).copied()
    }

    /// Those who were known, and those who are new.
    fn known_and_new(&self) -> (&[Person<'a>], &[Person<'a>]) {
        self.all.split_at(self.all.partition_point(|(id, _)| *id < self.first_new))
    }

    /// Those who are new, by id.
    fn new_people(&self) -> impl Iterator<Item = (&'a PlannedPerson, &'a EmailAddress)> {
        self.all.iter().filter_map(|(_, person)| match &person.step {
            PersonStep::Invite(address) => Some((*person, address)),
            _ => None,
        })
    }
}

/// How many things [`write`] does: people stand for what is written for each of them, grants and losses for themselves.
pub(super) fn things(planned: &[PlannedPerson]) -> usize {
    let of_one = |person: &PlannedPerson| match person.step {
        // A user, an invitation, a mail, and the activity.
        PersonStep::Invite(_) => 4,
        PersonStep::InviteAgain(_) => 3,
        PersonStep::Resend(..) => 3 + person.losses.len(),
        PersonStep::Change(_) => 1 + person.losses.len(),
    };
    planned.iter().map(|person| of_one(person) + person.grants.len()).sum()
}

/// Writes users, assignments, invitations, mails and activity.
pub(super) async fn write(
    db: &mut SqliteConnection,
    people: &People<'_>,
    given: Given<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let came_by = if given.act.import.is_some() { CameBy::Import } else { CameBy::Hand };
    let stood = Stood::of(db, people, given.act).await?;
    insert_users(db, people, came_by, progress).await?;
    reopen(db, people, came_by).await?;
    complete(db, people).await?;
    insert_assignments(db, people, given.places, progress).await?;
    take_losses(db, people, progress).await?;
    invite::anew(db, people, given, progress).await?;
    invite::again(db, people, given, progress).await?;
    tell_members(db, people, given).await?;
    entries::record(db, people, given, &stood, progress).await
}

/// New users, in the order of their address and of their ids.
async fn insert_users(
    db: &mut SqliteConnection,
    people: &People<'_>,
    came_by: CameBy,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let new: Vec<(&str, &str, Option<&str>, Option<&str>)> = people
        .new_people()
        .map(|(person, address)| {
            let name = person.name.as_ref().map(PersonName::as_str);
            (address.as_str(), person.key.as_str(), name, person.language.map(Language::code))
        })
        .collect();
    for (batch, first) in new.chunks(BATCH).zip((people.first_new..).step_by(BATCH)) {
        sqlx::query(
            "INSERT INTO users (id, address, address_key, name, language, state, came_by) \
             SELECT ?1 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'invited', ?3 FROM json_each(?2)",
        )
        .bind(first)
        .bind(json(batch)?)
        .bind(came_by.stored())
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// Users who are invited again hold nothing and are no members, until they accept. Never an active one: so no plan can take the last
/// administrator away.
async fn reopen(db: &mut SqliteConnection, people: &People<'_>, came_by: CameBy) -> Result<(), Ended> {
    let again = people.pick(|id, step| matches!(step, PersonStep::InviteAgain(_)).then_some(id));
    for batch in again.chunks(BATCH) {
        let ids = json(batch)?;
        let reopened = sqlx::query(
            "UPDATE users SET state = 'invited', joined_at = NULL, came_by = ?2 \
             WHERE id IN (SELECT value FROM json_each(?1)) AND state <> 'active'",
        )
        .bind(&ids)
        .bind(came_by.stored())
        .execute(&mut *db)
        .await?;
        if reopened.rows_affected() != batch.len() as u64 {
            return Err(Ended::Stale);
        }
        sqlx::query("DELETE FROM assignments WHERE user_id IN (SELECT value FROM json_each(?))")
            .bind(&ids)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// Whoever is known and has not joined gets the name that they lack, and the language that was said. Members are asked for neither.
async fn complete(db: &mut SqliteConnection, people: &People<'_>) -> Result<(), Failed> {
    let said: Vec<(i64, Option<&str>, Option<&str>)> = people
        .all
        .iter()
        .filter(|(_, person)| !matches!(person.step, PersonStep::Invite(_)))
        .map(|(id, person)| (*id, person.name.as_ref().map(PersonName::as_str), person.language.map(Language::code)))
        .filter(|(_, name, language)| name.is_some() || language.is_some())
        .collect();
    for batch in said.chunks(BATCH) {
        sqlx::query(
            "UPDATE users SET name = coalesce(users.name, said.value ->> 1), \
             language = coalesce(said.value ->> 2, users.language) \
             FROM json_each(?) said WHERE users.id = said.value ->> 0 AND users.state = 'invited'",
        )
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What everybody gains.
async fn insert_assignments(
    db: &mut SqliteConnection,
    people: &People<'_>,
    places: &Places,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let mut gained: Vec<(i64, i64, i64)> = people
        .all
        .iter()
        .flat_map(|(id, person)| person.grants.iter().map(|grant| (*id, places.group(grant.group).0, grant.role.0)))
        .collect();
    gained.sort_unstable();
    for batch in gained.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO assignments (user_id, group_id, role_id) \
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        )
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// What somebody loses. Whoever administers the account from now on is there already.
async fn take_losses(db: &mut SqliteConnection, people: &People<'_>, progress: &mut Progress<'_>) -> Result<(), Ended> {
    let lost = |(id, person): Person<'_>| -> Vec<(i64, i64, i64)> {
        person.losses.iter().map(|one| (id, one.group.0, one.role.0)).collect()
    };
    let lost: Vec<(i64, i64, i64)> = people.losing().flat_map(lost).collect();
    if lost.is_empty() {
        return Ok(());
    }
    if !grants::take(db, &lost).await? {
        return Err(Ended::Stale);
    }
    progress.advance(lost.len())
}

/// A mail to each member who gains something by somebody else, with all that they gain. Whose role is changed is not told of that.
async fn tell_members(db: &mut SqliteConnection, people: &People<'_>, given: Given<'_>) -> Result<(), Failed> {
    let gaining: Vec<(i64, Vec<(i64, i64)>)> = people
        .all
        .iter()
        .filter(|(_, person)| matches!(person.step, PersonStep::Change(_)))
        .map(|(id, person)| {
            let grants = only_gained(person).map(|grant| (given.places.group(grant.group).0, grant.role.0));
            (*id, grants.collect::<Vec<_>>())
        })
        .filter(|(_, grants)| !grants.is_empty())
        .collect();
    for batch in gaining.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO outbox (kind, user_id, gained, state, attempts, created_at) \
             SELECT 'gained', u.id, gaining.value -> 1, 'queued', 0, ?1 FROM json_each(?2) gaining \
             CROSS JOIN users u ON u.id = gaining.value ->> 0 WHERE u.state = 'active' AND u.id IS NOT ?3",
        )
        .bind(given.act.at)
        .bind(json(batch)?)
        .bind(given.act.user.map(|user| user.0))
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}
