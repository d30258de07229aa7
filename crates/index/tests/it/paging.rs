//! Pages put together are the whole answer, each user once.

use crate::accounts::{NOW, Random};
use crate::plain;
use rollcall_domain::{Status, UserId, UserState};
use rollcall_index::{Entry, Index, Query, Sort, Window};

#[test]
fn pages_by_offset_and_by_user_are_the_whole_answer_once() {
    let mut random = Random(11);
    for size in [1, 5, 64, 400] {
        let people = random.people(size);
        let index = Index::load(people.iter().map(|person| person.entry.clone()));
        for _ in 0..80 {
            let (query, words) = random.query(&people);
            let now = random.now();
            let all = plain::answer(&people, &query, &words, now).ids;
            let limit = 1 + random.below(9);
            let (mut by_offset, mut by_user) = (Vec::new(), Vec::new());
            for _ in 0..=all.len() / limit {
                let window = Window::Offset { offset: by_offset.len(), limit };
                by_offset.extend(index.page(&Query { window, ..query.clone() }, now).ids);
                let window = Window::After { after: by_user.last().copied(), limit };
                let page = index.page(&Query { window, ..query.clone() }, now);
                assert_eq!(page.offset, by_user.len());
                by_user.extend(page.ids);
            }
            assert_eq!((by_offset, by_user), (all.clone(), all), "{query:?}");
        }
    }
}

#[test]
fn a_page_goes_on_behind_anybody_who_would_stand_there() {
    let mut random = Random(15);
    for size in [2, 40, 700] {
        let people = random.people(size);
        let index = Index::load(people.iter().map(|person| person.entry.clone()));
        for _ in 0..400 {
            let (query, words) = random.query(&people);
            let now = random.now();
            let after = people[random.below(size)].entry.id;
            let matching = plain::answer(&people, &query, &words, now).ids;
            let everybody = Query {
                sort: query.sort,
                places: query.places.clone(),
                descending: query.descending,
                ..Query::default()
            };
            let order = plain::answer(&people, &everybody, &[], now).ids;
            let (before, behind) = order.split_at(order.iter().position(|id| *id == after).unwrap() + 1);
            let matching = |ids: &[UserId]| ids.iter().copied().filter(|id| matching.contains(id)).collect::<Vec<_>>();
            for limit in [0, 1, 30, usize::MAX] {
                let window = Window::After { after: Some(after), limit };
                let page = index.page(&Query { window, ..query.clone() }, now);
                let expected: Vec<_> = matching(behind).into_iter().take(limit).collect();
                assert_eq!((page.ids, page.offset), (expected, matching(before).len()), "{window:?} {query:?}");
            }
        }
    }
}

#[test]
fn every_page_by_groups_is_a_piece_of_the_whole_however_many_sets_of_assignments_there_are() {
    let mut random = Random(16);
    let people = random.people(800);
    let index = Index::load(people.iter().map(|person| person.entry.clone()));
    for descending in [false, true] {
        let (query, _) = random.query(&people);
        let query = Query { sort: Sort::Groups, places: query.places, descending, ..Query::default() };
        let all = plain::answer(&people, &query, &[], NOW).ids;
        for (at, id) in all.iter().enumerate() {
            let limit = [1, 3, 40][at % 3];
            let expected = |from: usize| all[from..].iter().copied().take(limit).collect::<Vec<_>>();
            let page = |window| index.page(&Query { window, ..query.clone() }, NOW).ids;
            assert_eq!(page(Window::Offset { offset: at, limit }), expected(at));
            assert_eq!(page(Window::After { after: Some(*id), limit }), expected(at + 1));
        }
    }
}

#[test]
fn a_page_goes_on_behind_a_user_who_no_longer_matches() {
    let mut random = Random(12);
    let mut people = random.people(300);
    let mut index = Index::load(people.iter().map(|person| person.entry.clone()));
    // By status the user now stands elsewhere.
    for sort in crate::accounts::SORTS.into_iter().filter(|sort| *sort != Sort::Status) {
        for descending in [false, true] {
            let query = Query { statuses: vec![Status::Active, Status::Pending], sort, descending, ..Query::default() };
            let before = plain::answer(&people, &query, &[], NOW).ids;
            let place = before.len() / 2;
            let gone = before[place];
            let person = people.iter_mut().find(|person| person.entry.id == gone).unwrap();
            person.entry.state = UserState::Removed;
            index.put([person.entry.clone()]);
            let window = Window::After { after: Some(gone), limit: usize::MAX };
            let page = index.page(&Query { window, ..query }, NOW);
            assert_eq!(page.ids, before[place + 1..]);
            assert_eq!((page.offset, page.total), (place, before.len() - 1));
        }
    }
}

#[test]
fn behind_somebody_unknown_is_nobody_and_past_the_end_neither() {
    let index = Index::load(Random(13).people(10).into_iter().map(|person| person.entry));
    for window in [
        Window::After { after: Some(UserId(77)), limit: 5 },
        Window::Offset { offset: 10, limit: 5 },
        Window::Offset { offset: usize::MAX, limit: usize::MAX },
        Window::Offset { offset: 3, limit: 0 },
    ] {
        let page = index.page(&Query { window, ..Query::default() }, NOW);
        assert_eq!((page.ids.len(), page.total), (0, 10));
    }
}

#[test]
fn users_alike_in_everything_stand_in_the_order_of_their_ids() {
    let person = Random(14).person(0).entry;
    let mut index = Index::new();
    for id in [5, 3, 9, 1, 7] {
        index.put([Entry { id: UserId(id), ..person.clone() }]);
    }
    for sort in crate::accounts::SORTS {
        let ids = index.matching(&Query { sort, ..Query::default() }, NOW);
        assert_eq!(ids, [1, 3, 5, 7, 9].map(UserId), "{sort:?}");
    }
}
