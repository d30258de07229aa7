//! The plain way: look at everybody, sort what is left.

use crate::accounts::{NOW, Person};
use rollcall_domain::{DeliveryState, Status, UserId};
use rollcall_index::{Counts, Query, Sort};

/// Everybody who matches, in order, and the counts.
pub(crate) fn answer(people: &[Person], query: &Query, words: &[String]) -> (Vec<UserId>, Counts) {
    let mut counts = Counts::default();
    let mut matching = Vec::new();
    for person in people.iter().filter(|person| matches(person, query, words)) {
        let status = status(person);
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
        let arrived = [None, Some(DeliveryState::Queued), Some(DeliveryState::Sending), Some(DeliveryState::Sent)];
        counts.undelivered += usize::from(!arrived.contains(&person.entry.delivery));
        if query.statuses.is_empty() || query.statuses.contains(&status) {
            matching.push(person);
        }
    }
    let (mut with, mut without): (Vec<_>, Vec<_>) =
        matching.into_iter().partition(|person| value(person, query.sort).is_some());
    with.sort_by_key(|person| (value(person, query.sort), &person.address, person.entry.id));
    without.sort_by_key(|person| (&person.address, person.entry.id));
    if query.descending {
        with.reverse();
    }
    (with.into_iter().chain(without).map(|person| person.entry.id).collect(), counts)
}

fn status(person: &Person) -> Status {
    Status::of(person.entry.state, person.entry.invitation, person.entry.expires_at, NOW)
}

fn matches(person: &Person, query: &Query, words: &[String]) -> bool {
    let found = words.iter().all(|word| person.name.contains(word) || person.address.contains(word));
    let assigned = |group: bool, role: bool| (query.groups.is_empty() || group) && (query.roles.is_empty() || role);
    let assignments = &person.entry.assignments;
    found
        && (query.groups.is_empty() && query.roles.is_empty()
            || assignments.iter().any(|a| assigned(query.groups.contains(&a.group), query.roles.contains(&a.role))))
        && (query.deliveries.is_empty() || person.entry.delivery.is_some_and(|state| query.deliveries.contains(&state)))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Text(&'a str, &'a str),
    Status(Status),
    Time(i64),
}

fn value(person: &Person, sort: Sort) -> Option<Value<'_>> {
    let time = |time: Option<rollcall_domain::Timestamp>| time.map(|time| Value::Time(time.as_millis()));
    match sort {
        Sort::Name => (!person.name.is_empty()).then_some(Value::Text(&person.name, &person.accents)),
        Sort::Address => Some(Value::Text(&person.address, "")),
        Sort::Status => Some(Value::Status(status(person))),
        Sort::InvitedAt => time(person.entry.invited_at),
        Sort::ExpiresAt => time(person.entry.expires_at),
        Sort::JoinedAt => time(person.entry.joined_at),
    }
}
