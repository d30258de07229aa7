//! What the index answers is what the plain way answers.

use crate::accounts::{NOW, Person, Random, SORTS};
use crate::plain::{self, Answer};
use rollcall_domain::{InvitationState, InvitationStatus, Status, Timestamp, UserId, UserState};
use rollcall_index::{Entry, Index, Query, Window};

fn entries(people: &[Person]) -> impl Iterator<Item = Entry> {
    people.iter().map(|person| person.entry.clone())
}

fn assert_agrees(index: &Index, people: &[Person], random: &mut Random, queries: usize) {
    assert_eq!(index.len(), people.len());
    for _ in 0..queries {
        let (query, words) = random.query(people);
        let now = random.now();
        let Answer { ids, counts, invitation_counts } = plain::answer(people, &query, &words, now);
        assert_eq!(index.matching(&query, now), ids, "{now:?} {query:?}");
        let Window::Offset { offset, limit } = query.window else { panic!("the random queries have an offset") };
        let page = index.page(&query, now);
        assert_eq!(page.total, ids.len());
        assert_eq!(page.offset, offset.min(ids.len()));
        assert_eq!(page.ids, ids.into_iter().skip(offset).take(limit).collect::<Vec<_>>(), "{now:?} {query:?}");
        assert_eq!(page.counts, counts, "{now:?} {query:?}");
        assert_eq!(page.invitation_counts, invitation_counts, "{now:?} {query:?}");
        assert_eq!(Status::ALL.map(|status| page.counts.of(status)).iter().sum::<usize>(), page.counts.all);
        let invitations = InvitationStatus::ALL.map(|status| page.invitation_counts.of(status));
        assert_eq!(invitations.iter().sum::<usize>(), page.invitation_counts.all);
    }
}

#[test]
fn random_accounts_are_searched_filtered_sorted_and_counted_as_the_plain_way_does() {
    let mut random = Random(1);
    for size in (0..70).chain([127, 128, 129, 1023, 1024, 1025, 3000]) {
        let people = random.people(size);
        assert_agrees(&Index::load(entries(&people)), &people, &mut random, 60);
    }
}

#[test]
fn whatever_was_put_one_after_the_other_answers_as_if_loaded_at_once() {
    let mut random = Random(2);
    for _ in 0..20 {
        let mut people = random.people(40);
        let mut index = Index::load(entries(&people));
        for _ in 0..60 {
            let mut batch = Vec::new();
            for _ in 0..=random.below(3) {
                let id = random.below(people.len() + 3).min(people.len());
                let mut person = random.person(id);
                if id == people.len() {
                    people.push(person.clone());
                } else {
                    if random.below(2) == 0 {
                        // The same person, who now stands elsewhere.
                        let stands = person.entry;
                        person = people[id].clone();
                        person.entry = Entry { name: person.entry.name, address: person.entry.address, ..stands };
                    }
                    people[id] = person.clone();
                }
                batch.push(person.entry);
            }
            index.put(batch);
        }
        assert_agrees(&index, &people, &mut random, 40);
    }
}

#[test]
fn many_put_at_once_in_any_order_answer_as_if_loaded() {
    let mut random = Random(3);
    for (size, again) in [(2000, 300), (2000, 40), (50, 200)] {
        let mut people = random.people(size);
        // Every third user is unknown at first, so that new ids come between known ones.
        let mut index = Index::load(entries(&people).filter(|entry| entry.id.0 % 3 > 0));
        let mut batch: Vec<_> = entries(&people).filter(|entry| entry.id.0 % 3 == 0).collect();
        for _ in 0..again {
            let id = random.below(size);
            people[id] = random.person(id);
            batch.push(people[id].entry.clone());
        }
        batch.rotate_left(7);
        // Of one user named twice, the last counts: the rotation may have brought the older to the end.
        for person in &people {
            if batch.iter().rfind(|entry| entry.id == person.entry.id).is_some_and(|last| *last != person.entry) {
                batch.push(person.entry.clone());
            }
        }
        index.put(batch);
        assert_agrees(&index, &people, &mut random, 60);
        // Enough for two threads, and too few for sorting everything anew.
        let changed: Vec<_> = (0..size.min(100)).map(|n| n * size / size.min(100)).collect();
        for id in &changed {
            people[*id] = random.person(*id);
        }
        index.put(changed.iter().map(|id| people[*id].entry.clone()));
        assert_agrees(&index, &people, &mut random, 60);
        let mut late = people[size / 2].clone();
        late.entry.id = UserId(-5);
        people.insert(0, late.clone());
        index.put([late.entry]);
        assert_agrees(&index, &people, &mut random, 20);
    }
}

#[test]
fn the_status_of_users_and_of_invitations_is_the_domains_at_every_edge() {
    let now = 1_800_000_000_000;
    let day = rollcall_domain::clock::DAY_MS;
    let ends = [None, Some(0), Some(i64::MAX), Some(now)].into_iter();
    let ends = ends.chain([-1, 1, 14 * day - 1, 14 * day, 14 * day + 1].map(|after| Some(now + after)));
    for expires_at in ends.map(|end| end.map(Timestamp::from_millis)) {
        for state in [UserState::Invited, UserState::Active, UserState::Removed] {
            for invitation in [
                None,
                Some(InvitationState::Pending),
                Some(InvitationState::Accepted),
                Some(InvitationState::Declined),
                Some(InvitationState::Cancelled),
            ] {
                // One user, and many: the two ways of looking at ends.
                for count in [1, 70] {
                    let person = Random(4).person(0).entry;
                    let entry = |id| Entry { id: UserId(id), state, invitation, expires_at, ..person.clone() };
                    let index = Index::load((0..count).map(entry));
                    for now in [now, i64::MAX, 0].map(Timestamp::from_millis) {
                        let status = Status::of(state, invitation, expires_at, now);
                        let counts = index.page(&Query::default(), now).counts;
                        assert_eq!(counts.of(status), counts.all, "{state:?} {invitation:?} {expires_at:?} {now:?}");
                        let invitation = invitation.map(|state| InvitationStatus::of(state, expires_at, now));
                        for asked in InvitationStatus::ALL {
                            let page = index.page(&Query { invitations: vec![asked], ..Query::default() }, now);
                            let about = format!("{asked:?} of {state:?} {invitation:?} {expires_at:?} {now:?}");
                            assert_eq!(page.total, if invitation == Some(asked) { index.len() } else { 0 }, "{about}");
                            let counts = page.invitation_counts;
                            assert_eq!(counts.all, if invitation.is_some() { index.len() } else { 0 }, "{about}");
                            assert_eq!(invitation.map_or(0, |status| counts.of(status)), counts.all, "{about}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn an_empty_account_answers_everything_with_nobody() {
    let index = Index::new();
    assert!(index.is_empty());
    for sort in SORTS {
        let page = index.page(&Query { search: "a".into(), sort, ..Query::default() }, NOW);
        assert_eq!((page.ids.len(), page.total, page.offset, page.counts.all), (0, 0, 0, 0));
    }
}

#[test]
fn one_assignment_must_have_both_the_group_and_the_role() {
    let (mut random, groups) = (Random(5), [1, 2].map(rollcall_domain::GroupId));
    let mut entry = random.person(1).entry;
    let assigned =
        |group: usize, role| rollcall_domain::Assignment { group: groups[group], role: rollcall_domain::RoleId(role) };
    entry.assignments = vec![assigned(0, 1), assigned(1, 2)];
    let index = Index::load([entry]);
    let ask = |group: usize, role| Query {
        groups: vec![groups[group]],
        roles: vec![rollcall_domain::RoleId(role)],
        ..Query::default()
    };
    assert_eq!(index.page(&ask(0, 1), NOW).total, 1);
    assert_eq!(index.page(&ask(0, 2), NOW).total, 0);
}
