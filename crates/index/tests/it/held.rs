//! How many have one and the same set of assignments.

use crate::accounts::{Person, Random};
use rollcall_domain::{Assignment, GroupId, RoleId, UserId, UserState};
use rollcall_index::{Entry, Held, Index};
use std::collections::BTreeMap;

type Counts = BTreeMap<Vec<Assignment>, (usize, usize)>;

fn plain(people: &[Person]) -> Counts {
    let mut counts = Counts::new();
    for entry in people.iter().map(|person| &person.entry) {
        let mut assignments = entry.assignments.clone();
        assignments.sort_unstable();
        assignments.dedup();
        if assignments.is_empty() || entry.state == UserState::Removed {
            continue;
        }
        let (members, invited) = counts.entry(assignments).or_default();
        *if entry.state == UserState::Active { members } else { invited } += 1;
    }
    counts
}

fn sorted(held: Vec<Held>) -> Counts {
    let count = held.len();
    let sorted = held.into_iter().map(|Held { mut assignments, members, invited }| {
        assignments.sort_unstable();
        (assignments, (members, invited))
    });
    let counts: Counts = sorted.collect();
    assert_eq!(counts.len(), count, "a set stands there twice");
    counts
}

#[test]
fn what_random_users_hold_is_counted_as_the_plain_way_does_also_when_they_change() {
    let mut random = Random(31);
    for size in [0, 1, 63, 64, 65, 300] {
        let mut people = random.people(size);
        let mut index = Index::load(people.iter().map(|person| person.entry.clone()));
        for _ in 0..30 {
            assert_eq!(sorted(index.held()), plain(&people));
            if size > 0 {
                let at = random.below(size);
                people[at] = random.person(at);
                index.put([people[at].entry.clone()]);
            }
        }
    }
}

#[test]
fn a_set_that_nobody_has_any_more_is_not_named() {
    let one = |role| vec![Assignment { group: GroupId(1), role: RoleId(role) }];
    let entry = Entry { id: UserId(1), state: UserState::Active, assignments: one(1), ..Random(32).person(1).entry };
    let mut index = Index::load([entry.clone()]);
    index.put([Entry { assignments: one(2), ..entry.clone() }]);
    assert_eq!(index.held(), [Held { assignments: one(2), members: 1, invited: 0 }]);
    index.put([Entry { state: UserState::Removed, ..entry.clone() }]);
    assert_eq!(index.held(), []);
    index.put([Entry { assignments: vec![], ..entry }]);
    assert_eq!(index.held(), []);
}
