//! The people of an import: who becomes a user, who is invited, and what they gain.

use super::{
    activity::Actor,
    bulk::{BATCH, json},
    carry_out::{Ended, Places, Progress},
    error::Failed,
    words::Word as _,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{
    Language, PersonName,
    import::{NewPerson, PersonStep, Plan, PlannedPerson},
};
use sqlx::SqliteConnection;

/// The people of a plan, each with the id of their user.
pub(super) struct People<'a> {
    /// Everybody, by id. New users come last, in the order of their address.
    all: Vec<(i64, &'a PlannedPerson)>,
    /// The id of the first new user.
    first_new: i64,
}

impl<'a> People<'a> {
    /// Sorts the people of a plan, and gives ids to those who are new.
    pub(super) async fn sorted(plan: &'a Plan, db: &mut SqliteConnection) -> Result<Self, Failed> {
        let first_new: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM users").fetch_one(db).await?;
        let mut all = Vec::with_capacity(plan.people.len());
        let mut new = Vec::new();
        for person in &plan.people {
            match &person.step {
                PersonStep::Invite(_) => new.push(person),
                PersonStep::Resend(id, _) | PersonStep::InviteAgain(id) | PersonStep::Add(id) => {
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

    /// Those who are new, with their ids.
    fn new_people(&self) -> impl Iterator<Item = (i64, &'a PlannedPerson, &'a NewPerson)> {
        self.all.iter().filter_map(|(id, person)| match &person.step {
            PersonStep::Invite(new) => Some((*id, *person, new)),
            _ => None,
        })
    }
}

/// Writes users, assignments, invitations, mails and activity.
pub(super) async fn write(
    db: &mut SqliteConnection,
    people: &People<'_>,
    places: &Places,
    act: Actor,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    insert_users(db, people, progress).await?;
    reopen(db, people).await?;
    insert_assignments(db, people, places, progress).await?;
    invite(db, people, act, progress).await?;
    resend(db, people, act, progress).await?;
    record_activity(db, people, places, act, progress).await
}

/// New users, in the order of their address and of their ids.
async fn insert_users(
    db: &mut SqliteConnection,
    people: &People<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let new: Vec<(&str, &str, Option<&str>, Option<&str>)> = people
        .new_people()
        .map(|(_, person, new)| {
            let name = new.name.as_ref().map(PersonName::as_str);
            (new.address.as_str(), person.key.as_str(), name, new.language.map(Language::code))
        })
        .collect();
    for (batch, first) in new.chunks(BATCH).zip((people.first_new..).step_by(BATCH)) {
        sqlx::query(
            "INSERT INTO users (id, address, address_key, name, language, state) \
             SELECT ?1 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'invited' FROM json_each(?2)",
        )
        .bind(first)
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// Users who are invited again hold nothing and are no members, until they accept. Never an active one: so no import can take
/// the last administrator away.
async fn reopen(db: &mut SqliteConnection, people: &People<'_>) -> Result<(), Ended> {
    let again = ids_of(people, |step| matches!(step, PersonStep::InviteAgain(_)));
    for batch in again.chunks(BATCH) {
        let ids = json(batch)?;
        let reopened = sqlx::query(
            "UPDATE users SET state = 'invited', joined_at = NULL \
             WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'active'",
        )
        .bind(&ids)
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

/// New invitations and their mails, for new users and those who are invited again.
async fn invite(
    db: &mut SqliteConnection,
    people: &People<'_>,
    act: Actor,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let invited = ids_of(people, |step| matches!(step, PersonStep::Invite(_) | PersonStep::InviteAgain(_)));
    let next: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM invitations").fetch_one(&mut *db).await?;
    for (batch, first) in invited.chunks(BATCH).zip((next..).step_by(BATCH)) {
        sqlx::query(
            "INSERT INTO invitations (id, user_id, state, created_at, invited_by, import_id) \
             SELECT ?1 + key, value, 'pending', ?2, ?3, ?4 FROM json_each(?5)",
        )
        .bind(first)
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(act.import.map(|import| import.0))
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    let invitations: Vec<i64> = (next..).take(invited.len()).collect();
    for batch in invitations.chunks(BATCH) {
        queue_mails(db, batch, act).await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// A mail for each of these invitations.
async fn queue_mails(db: &mut SqliteConnection, invitations: &[i64], act: Actor) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, invitation_id, state, attempts, created_at) \
         SELECT 'invitation', user_id, id, 'queued', 0, ?1 FROM invitations WHERE id IN (SELECT value FROM json_each(?2))",
    )
    .bind(act.at)
    .bind(json(invitations)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Invitations that are open but expired start anew: their time is not running until the new mail leaves, all older links are
/// dead, and a mail that still waits gives way to the new one.
async fn resend(
    db: &mut SqliteConnection,
    people: &People<'_>,
    act: Actor,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let resent: Vec<(i64, i64)> = people
        .all
        .iter()
        .filter_map(|(user, person)| match person.step {
            PersonStep::Resend(_, invitation) => Some((*user, invitation.0)),
            _ => None,
        })
        .collect();
    for batch in resent.chunks(BATCH) {
        let pairs = json(batch)?;
        let reopened = sqlx::query(
            "UPDATE invitations SET sent_at = NULL, expires_at = NULL FROM json_each(?) asked \
             WHERE invitations.id = asked.value ->> 1 AND invitations.user_id = asked.value ->> 0 \
             AND invitations.state = 'pending'",
        )
        .bind(&pairs)
        .execute(&mut *db)
        .await?;
        if reopened.rows_affected() != batch.len() as u64 {
            return Err(Ended::Stale);
        }
        sqlx::query("DELETE FROM links WHERE invitation_id IN (SELECT value ->> 1 FROM json_each(?))")
            .bind(&pairs)
            .execute(&mut *db)
            .await?;
        sqlx::query(
            "DELETE FROM outbox WHERE state IN ('queued', 'deferred') \
             AND invitation_id IN (SELECT value ->> 1 FROM json_each(?))",
        )
        .bind(&pairs)
        .execute(&mut *db)
        .await?;
        let invitations: Vec<i64> = batch.iter().map(|(_, invitation)| *invitation).collect();
        queue_mails(db, &invitations, act).await?;
        progress.advance(batch.len() * 2)?;
    }
    Ok(())
}

/// What happened to whom. A new invitation says what it offers; whoever only gains something has one record for each.
async fn record_activity(
    db: &mut SqliteConnection,
    people: &People<'_>,
    places: &Places,
    act: Actor,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    for batch in people.all.chunks(BATCH) {
        let mut acts: Vec<(i64, &str, Option<String>)> = Vec::with_capacity(batch.len());
        for (user, person) in batch {
            let words = person.grants.iter().map(|grant| places.words(places.group(grant.group), grant.role));
            let one_each = match person.step {
                PersonStep::Invite(_) | PersonStep::InviteAgain(_) => {
                    let verb = if *user >= people.first_new { Verb::Invited } else { Verb::InvitedAgain };
                    acts.push((*user, verb.stored(), Some(words.clone().collect::<Vec<_>>().join("; "))));
                    false
                }
                PersonStep::Resend(..) => {
                    acts.push((*user, Verb::InvitedAgain.stored(), None));
                    true
                }
                PersonStep::Add(_) => true,
            };
            if one_each {
                acts.extend(words.map(|words| (*user, Verb::AssignmentAdded.stored(), Some(words))));
            }
        }
        sqlx::query(
            "INSERT INTO activity (at, by_user, import_id, user_id, verb, detail) \
             SELECT ?1, ?2, ?3, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?4)",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(act.import.map(|import| import.0))
        .bind(json(&acts)?)
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// The ids of those whose step is of a kind.
fn ids_of(people: &People<'_>, kind: impl Fn(&PersonStep) -> bool) -> Vec<i64> {
    people.all.iter().filter(|(_, person)| kind(&person.step)).map(|(id, _)| *id).collect()
}
