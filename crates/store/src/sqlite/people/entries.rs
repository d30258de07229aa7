//! What the activity tells of the people of a plan.

use super::{Given, People, Person, stood::Stood};
use crate::sqlite::{
    activity::{self, Happened},
    before::{self, Before},
    bulk::BATCH,
    grants,
    plan::{Ended, Progress},
    words::Word as _,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{
    Assignment, UserState,
    import::{Grant, PersonStep, PlannedPerson},
};
use sqlx::SqliteConnection;

/// Records what happened to whom. A new invitation says what it offers, a change what it was and is; whoever only gains something has one
/// entry for each. What an import has ended goes with its entry, so that it can be undone.
pub(super) async fn record(
    db: &mut SqliteConnection,
    people: &People<'_>,
    given: Given<'_>,
    stood: &Stood,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let (known, new) = people.known_and_new();
    for batch in known.chunks(BATCH) {
        let mut happened = Vec::with_capacity(batch.len());
        for (user, person) in batch {
            of_known((*user, person), given, stood, &mut happened)?;
        }
        before::record(db, given.act, &happened).await?;
        progress.advance(batch.len())?;
    }
    for batch in new.chunks(BATCH) {
        // Their verb alone says what undoing it means.
        let invited =
            |(user, person): &Person<'_>| -> Happened { (*user, Verb::Invited.stored(), Some(offered(given, person))) };
        activity::record_each(db, given.act, &batch.iter().map(invited).collect::<Vec<_>>()).await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// What happened to somebody who was known.
fn of_known(
    (user, person): Person<'_>,
    given: Given<'_>,
    stood: &Stood,
    happened: &mut Vec<before::Ended>,
) -> Result<(), Ended> {
    let places = given.places;
    match person.step {
        PersonStep::InviteAgain(_) => {
            let detail = Some(offered(given, person));
            happened.push(before::Ended::new(user, Verb::InvitedAgain, detail, stood.invited(user)));
            return Ok(());
        }
        PersonStep::Resend(..) => {
            happened.push(before::Ended::new(user, Verb::InvitedAgain, None, stood.invited(user)));
        }
        PersonStep::Invite(_) | PersonStep::Change(_) => {}
    }
    if person.losses.is_empty() {
        let is_undone = given.act.import.is_some();
        happened.extend(person.grants.iter().map(|grant| {
            let gained = Assignment { group: places.group(grant.group), role: grant.role };
            let words = places.words(gained.group, gained.role);
            let before = is_undone.then(|| Before::of_gain(gained));
            before::Ended::new(user, Verb::AssignmentAdded, Some(words), before)
        }));
        return Ok(());
    }
    let changes = stood.changes(user, person, places)?;
    let verb = if changes.state == UserState::Active { Verb::RolesChanged } else { Verb::OfferChanged };
    let words = grants::words(places, &changes.had, &changes.has);
    let before = Before::of_roles(&changes.had, &changes.has);
    happened.push(before::Ended::new(user, verb, Some(words), Some(before)));
    Ok(())
}

/// What a new invitation offers: `Sales/EMEA: Buyer; Marketing: Finance`.
fn offered(given: Given<'_>, person: &PlannedPerson) -> String {
    let words = |grant: &Grant| given.places.words(given.places.group(grant.group), grant.role);
    person.grants.iter().map(words).collect::<Vec<_>>().join("; ")
}
