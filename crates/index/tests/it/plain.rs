//! The plain way: look at everybody, sort what is left.

use crate::accounts::Person;
use rollcall_domain::{
    CameBy, DeliveryState, GroupId, InvitationState, InvitationStatus, RoleId, Status, Timestamp, UserId, UserState,
    role::ADMINISTRATOR,
};
use rollcall_index::{Counts, InvitationCounts, Moment, Only, Period, Query, Sort};

/// What the index must answer, whatever the window.
pub(crate) struct Answer {
    /// Everybody who matches, in order.
    pub(crate) ids: Vec<UserId>,
    pub(crate) counts: Counts,
    pub(crate) invitation_counts: InvitationCounts,
}

pub(crate) fn answer(people: &[Person], query: &Query, words: &[String], now: Timestamp) -> Answer {
    let (mut counts, mut invitation_counts) = (Counts::default(), InvitationCounts::default());
    let mut matching = Vec::new();
    for person in people.iter().filter(|person| matches(person, query, words)) {
        let (status, invitation) = (status(person, now), invitation(person, now));
        let right_status = query.statuses.is_empty() || query.statuses.contains(&status);
        let right = right_status && query.only.is_none_or(|only| is_one(person, only, query));
        if let Some(invitation) = invitation.filter(|_| right && !query.invitations.is_empty()) {
            count_invitation(&mut invitation_counts, invitation, person);
        }
        if !query.invitations.is_empty() && invitation.is_none_or(|invitation| !query.invitations.contains(&invitation))
        {
            continue;
        }
        *match status {
            Status::Active => &mut counts.active,
            Status::Pending => &mut counts.pending,
            Status::Expiring => &mut counts.expiring,
            Status::Expired => &mut counts.expired,
            Status::Declined => &mut counts.declined,
            Status::Cancelled => &mut counts.cancelled,
            Status::Removed => &mut counts.removed,
        } += 1;
        counts.all += 1;
        for (only, count) in [
            (Only::Undelivered, &mut counts.undelivered),
            (Only::WithoutGroup, &mut counts.without_group),
            (Only::Administrators, &mut counts.administrators),
        ] {
            *count += usize::from(is_one(person, only, query));
        }
        if right {
            matching.push(person);
        }
    }
    let (mut with, mut without): (Vec<_>, Vec<_>) =
        matching.into_iter().partition(|person| value(person, query, now).is_some());
    with.sort_by_key(|person| (value(person, query, now), &person.address, person.entry.id));
    without.sort_by_key(|person| (&person.address, person.entry.id));
    if query.descending {
        with.reverse();
    }
    let ids = with.into_iter().chain(without).map(|person| person.entry.id).collect();
    Answer { ids, counts, invitation_counts }
}

fn count_invitation(counts: &mut InvitationCounts, invitation: InvitationStatus, person: &Person) {
    *match invitation {
        InvitationStatus::Pending => &mut counts.pending,
        InvitationStatus::Expiring => &mut counts.expiring,
        InvitationStatus::Expired => &mut counts.expired,
        InvitationStatus::Accepted => &mut counts.accepted,
        InvitationStatus::Declined => &mut counts.declined,
        InvitationStatus::Cancelled => &mut counts.cancelled,
    } += 1;
    counts.all += 1;
    counts.undelivered += usize::from(is_undelivered(person));
}

fn is_undelivered(person: &Person) -> bool {
    use DeliveryState::{Dropped, Queued, Sending, Sent};
    !matches!(person.entry.delivery, None | Some(Queued | Sending | Sent | Dropped))
}

fn is_one(person: &Person, only: Only, query: &Query) -> bool {
    let Person { entry, .. } = person;
    match only {
        Only::Undelivered => {
            let over = [Some(InvitationState::Declined), Some(InvitationState::Cancelled)];
            is_undelivered(person) && entry.state == UserState::Invited && !over.contains(&entry.invitation)
        }
        Only::WithoutGroup => entry.state != UserState::Removed && entry.assignments.is_empty(),
        Only::Administrators => {
            let mut groups = entry.assignments.iter().filter(|one| one.role == ADMINISTRATOR).map(|one| one.group);
            let here = |group| query.groups.is_empty() || query.groups.contains(&group);
            entry.state == UserState::Active && groups.any(here)
        }
    }
}

fn is_during(person: &Person, period: &Period) -> bool {
    let moment = match period.of {
        Moment::Invited => person.entry.invited_at,
        Moment::Expires => person.entry.expires_at,
        Moment::Joined => person.entry.joined_at,
    };
    moment.is_some_and(|moment| {
        period.from.is_none_or(|from| moment >= from) && period.before.is_none_or(|before| moment < before)
    })
}

fn status(person: &Person, now: Timestamp) -> Status {
    Status::of(person.entry.state, person.entry.invitation, person.entry.expires_at, now)
}

fn invitation(person: &Person, now: Timestamp) -> Option<InvitationStatus> {
    person.entry.invitation.map(|state| InvitationStatus::of(state, person.entry.expires_at, now))
}

fn matches(person: &Person, query: &Query, words: &[String]) -> bool {
    let found = words.iter().all(|word| person.name.contains(word) || person.address.contains(word));
    let assigned = |group: bool, role: bool| (query.groups.is_empty() || group) && (query.roles.is_empty() || role);
    let assignments = &person.entry.assignments;
    found
        && (query.groups.is_empty() && query.roles.is_empty()
            || assignments.iter().any(|a| assigned(query.groups.contains(&a.group), query.roles.contains(&a.role))))
        && (query.deliveries.is_empty() || person.entry.delivery.is_some_and(|state| query.deliveries.contains(&state)))
        && (query.came_by.is_empty() || query.came_by.contains(&person.entry.came_by))
        && query.periods.iter().all(|period| is_during(person, period))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Text(&'a str, &'a str),
    Place(usize),
    Time(i64),
    Assignments(Vec<(usize, GroupId, usize, RoleId)>),
}

fn value<'a>(person: &'a Person, query: &Query, now: Timestamp) -> Option<Value<'a>> {
    let time = |time: Option<Timestamp>| time.map(|time| Value::Time(time.as_millis()));
    match query.sort {
        Sort::Name => (!person.name.is_empty()).then_some(Value::Text(&person.name, &person.accents)),
        Sort::Address => Some(Value::Text(&person.address, "")),
        Sort::Status => Some(place(&Status::ALL, &status(person, now))),
        Sort::InvitedAt => time(person.entry.invited_at),
        Sort::ExpiresAt => time(person.entry.expires_at),
        Sort::JoinedAt => time(person.entry.joined_at),
        Sort::Delivery => person.entry.delivery.map(|delivery| place(&DeliveryState::ALL, &delivery)),
        Sort::CameBy => Some(place(&CameBy::ALL, &person.entry.came_by)),
        Sort::Groups => {
            let groups = |group| query.places.groups.iter().position(|other| *other == group).unwrap_or(usize::MAX);
            let roles = |role| query.places.roles.iter().position(|other| *other == role).unwrap_or(usize::MAX);
            let assignments = person.entry.assignments.iter();
            let mut places: Vec<_> =
                assignments.map(|one| (groups(one.group), one.group, roles(one.role), one.role)).collect();
            places.sort_unstable();
            places.dedup();
            (!places.is_empty()).then_some(Value::Assignments(places))
        }
    }
}

fn place<T: PartialEq>(all: &[T], one: &T) -> Value<'static> {
    Value::Place(all.iter().position(|other| other == one).unwrap_or(usize::MAX))
}
