//! How many joined and were invited, day by day.

use crate::accounts::{NOW, Person, Random};
use rollcall_domain::clock::DAY_MS;
use rollcall_domain::{GroupId, Status, Timestamp, UserState};
use rollcall_index::{Entry, Index, Query, Trend};

fn plain(people: &[Person], groups: &[GroupId], from: Timestamp, days: usize) -> Trend {
    let mut trend = Trend { joined: vec![0; days], invited: vec![0; days] };
    for entry in people.iter().map(|person| &person.entry) {
        if groups.is_empty() || entry.assignments.iter().any(|one| groups.contains(&one.group)) {
            for (counts, moment) in [(&mut trend.joined, entry.joined_at), (&mut trend.invited, entry.invited_at)] {
                let day = moment.map(|moment| (moment.as_millis() - from.as_millis()).div_euclid(DAY_MS));
                if let Some(count) = day.and_then(|day| usize::try_from(day).ok()).and_then(|day| counts.get_mut(day)) {
                    *count += 1;
                }
            }
        }
    }
    trend
}

#[test]
fn random_users_are_counted_day_by_day_as_the_plain_way_does_also_when_they_change() {
    let mut random = Random(41);
    for size in [0, 1, 64, 500] {
        let mut people = random.people(size);
        let mut index = Index::load(people.iter().map(|person| person.entry.clone()));
        for _ in 0..40 {
            let groups = random.some(&[0, 1, 2, 3].map(GroupId));
            let (from, days) = (random.now(), random.below(50));
            // Everything else of a query plays no part.
            let (query, _) = random.query(&people);
            let query = Query { groups: groups.clone(), ..query };
            assert_eq!(index.trend(&query, from, days), plain(&people, &groups, from, days), "{from:?} {query:?}");
            if size > 0 {
                let at = random.below(size);
                people[at] = random.person(at);
                index.put([people[at].entry.clone()]);
            }
        }
    }
}

#[test]
fn a_day_begins_at_its_first_millisecond_and_whoever_was_removed_has_joined_too() {
    let entry = |id: usize, millis| Entry {
        state: UserState::Removed,
        joined_at: Some(Timestamp::from_millis(NOW.as_millis() + millis)),
        invited_at: None,
        ..Random(42).person(id).entry
    };
    let index =
        Index::load([-1, 0, DAY_MS - 1, DAY_MS, 2 * DAY_MS].into_iter().enumerate().map(|(id, at)| entry(id, at)));
    let query = Query { statuses: vec![Status::Active], ..Query::default() };
    assert_eq!(index.trend(&query, NOW, 2), Trend { joined: vec![2, 1], invited: vec![0, 0] });
    assert_eq!(index.trend(&query, NOW, 0), Trend::default());
}

#[test]
fn nobody_joins_behind_the_end_of_time() {
    let index = Index::load([Random(43).person(1).entry]);
    let trend = index.trend(&Query::default(), Timestamp::from_millis(i64::MAX), 3);
    assert_eq!(trend, Trend { joined: vec![0; 3], invited: vec![0; 3] });
}
