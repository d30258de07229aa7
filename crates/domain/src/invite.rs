//! Inviting somebody by their address: what it comes to.

use crate::{
    Assignment, EmailAddress, Language, PersonName, Timestamp,
    import::{Grant, GroupRef, KnownUser, PlannedPerson, Standing},
};

/// What inviting an address to these assignments comes to. `None`: they have all of it, and nothing is done.
///
/// Whoever is not known, or whose last invitation has ended, is invited; whoever has an open invitation or is a member gains what they have
/// not; an invitation that was not answered in time is sent again, with what it offered and what is new.
pub fn plan_person(
    address: &EmailAddress,
    name: Option<&PersonName>,
    language: Option<Language>,
    known: Option<&KnownUser>,
    offered: &[Assignment],
    now: Timestamp,
) -> Option<PlannedPerson> {
    let standing = Standing::of(known, now);
    let keeps = matches!(standing, Standing::Open | Standing::Expired);
    let has = |assignment: &Assignment| keeps && known.is_some_and(|user| user.assignments.contains(assignment));
    let mut gained: Vec<Assignment> = offered.iter().copied().filter(|assignment| !has(assignment)).collect();
    gained.sort_unstable();
    gained.dedup();
    if gained.is_empty() && standing == Standing::Open {
        return None;
    }
    let grant = |gained: Assignment| Grant { group: GroupRef::Existing(gained.group), role: gained.role };
    Some(PlannedPerson {
        key: address.key(),
        step: standing.step(address, known),
        name: name.cloned(),
        language,
        grants: gained.into_iter().map(grant).collect(),
        losses: Vec::new(),
    })
}
