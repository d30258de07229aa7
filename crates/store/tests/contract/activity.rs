//! What happened, as a list: what is asked of it, and how much there is.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    groups::add,
    joining::joining,
    plan::{BUYER, EMEA, SALES, Sheet, id_of},
    scene::{administrator, bob, member},
};
use rollcall_app::ports::store::{Act, ActivityFilter, ActivityFound, ActivityRecord, Store, Verb};
use rollcall_domain::{ImportId, Timestamp, UserId, invitation::Answer};

every_database![
    the_newest_come_first_a_page_at_a_time_with_how_many_there_are,
    entries_are_gone_through_while_more_happens,
    an_entry_says_who_did_what_to_whom_as_they_are_called_now,
    what_happened_to_requests_is_found_by_who_asked,
    what_was_done_by_or_to_somebody_is_found_by_them,
    a_few_users_and_very_many_are_found_alike,
    what_happened_in_a_time_is_found_to_the_millisecond,
    what_an_import_did_is_found_by_it,
    all_that_is_asked_must_hold,
    what_nothing_matches_is_empty,
    who_did_anything_is_somebody_to_choose,
];

const ALL: ActivityFilter<'static> = ActivityFilter {
    people: None,
    user: None,
    seen: None,
    by: None,
    verbs: &[],
    import: None,
    from: None,
    before: None,
    offset: 0,
    limit: 1_000,
};

async fn found(store: &dyn Store, filter: ActivityFilter<'_>) -> ActivityFound {
    let found = store.activity(&filter).await.unwrap();
    assert!(found.entries.windows(2).all(|two| two[0].id > two[1].id), "newest first");
    found
}

/// The ids of all that match.
async fn ids(store: &dyn Store, filter: ActivityFilter<'_>) -> Vec<i64> {
    let found = found(store, filter).await;
    assert_eq!(found.total, found.entries.len() as u64);
    found.entries.iter().map(|entry| entry.id.0).collect()
}

async fn the_newest_come_first_a_page_at_a_time_with_how_many_there_are(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    for number in 0..10 {
        add(store, act, &format!("G{number}")).await;
    }
    let added = [Verb::GroupAdded];
    for (verbs, total) in [([].as_slice(), 14), (added.as_slice(), 13)] {
        for (offset, limit, expected) in [
            (0, 3, vec![14, 13, 12]),
            (3, 2, vec![11, 10]),
            (12, 9, if verbs.is_empty() { vec![2, 1] } else { vec![2] }),
            (14, 9, vec![]),
            (99, 9, vec![]),
            (u64::MAX, 9, vec![]),
            (0, 0, vec![]),
        ] {
            let page = found(store, ActivityFilter { verbs, offset, limit, ..ALL }).await;
            let ids: Vec<i64> = page.entries.iter().map(|entry| entry.id.0).collect();
            assert_eq!((ids, page.total), (expected, total), "{offset} {limit}");
        }
    }
}

async fn entries_are_gone_through_while_more_happens(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    for number in 0..5 {
        add(store, act, &format!("G{number}")).await;
    }
    let users = [act.by, UserId(2)];
    for filter in
        [ALL, ActivityFilter { verbs: &[Verb::GroupAdded], ..ALL }, ActivityFilter { people: Some(&users), ..ALL }]
    {
        let all = ids(store, filter).await;
        let (mut gone_through, mut last) = (Vec::new(), None);
        loop {
            let page = store.activity_entries(&ActivityFilter { limit: 3, ..filter }, last).await.unwrap();
            let Some(oldest) = page.last() else { break };
            last = Some(oldest.id);
            gone_through.extend(page.into_iter().map(|entry| entry.id.0));
            let path = format!("More {}/{}", filter.verbs.len(), gone_through.len() + all.len());
            add(store, act, &path).await;
        }
        assert!(all.len() > 3 && gone_through == all, "{gone_through:?} {all:?}");
    }
}

async fn an_entry_says_who_did_what_to_whom_as_they_are_called_now(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    member(store, act, "bob@acme.example", None, &[(EMEA, BUYER)]).await;
    let newest = found(store, ActivityFilter { limit: 1, ..ALL }).await.entries.remove(0);
    let invited = found(store, ActivityFilter { offset: 1, limit: 1, ..ALL }).await.entries.remove(0);
    assert_eq!((newest.verb, newest.by.as_deref()), (Verb::AcceptanceRecorded, Some("Ana")));
    let expected = ActivityRecord {
        id: invited.id,
        at: NOW,
        by: Some("Ana".to_owned()),
        verb: Verb::Invited,
        user: Some(UserId(2)),
        whom: Some("bob@acme.example".to_owned()),
        detail: Some("Sales/EMEA: Buyer".to_owned()),
        import: None,
        undo: None,
    };
    assert_eq!(invited, expected);
    database.run("UPDATE users SET name = 'Bob' WHERE id = 2").await.unwrap();
    let invited = found(store, ActivityFilter { offset: 1, limit: 1, ..ALL }).await.entries.remove(0);
    assert_eq!(invited.whom.as_deref(), Some("Bob"));
    assert_eq!(store.history(UserId(2)).await.unwrap()[1], invited, "the history says the same");
    let group = found(store, ActivityFilter { verbs: &[Verb::GroupAdded], limit: 1, ..ALL }).await.entries.remove(0);
    assert_eq!((group.user, group.whom), (None, None));
}

async fn what_happened_to_requests_is_found_by_who_asked(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.pending("zoe@x.example", NOW).await;
    let asked = found(store, ActivityFilter { limit: 1, ..ALL }).await.entries.remove(0);
    assert_eq!((asked.verb, asked.user, asked.whom.as_deref()), (Verb::Requested, None, Some("Zoë Ask")));
    assert_eq!(asked.by, None);
    assert!(joining.approve(request.id, joining.act).await);
    let zoe = id_of(store, "zoe@x.example").await;
    database.run("UPDATE users SET name = 'Zoë Ünal' WHERE id = 2").await.unwrap();
    let all = found(store, ActivityFilter { user: Some(zoe), ..ALL }).await;
    let all: Vec<_> = all.entries.iter().map(|entry| (entry.verb, entry.user, entry.whom.as_deref())).collect();
    let expected = [(Verb::RequestApproved, Some(zoe), Some("Zoë Ünal")), (Verb::Requested, None, Some("Zoë Ask"))];
    assert_eq!(all, expected);
    assert_eq!(ids(store, ActivityFilter { user: Some(zoe), verbs: &[Verb::Requested], ..ALL }).await, [asked.id.0]);
    assert_eq!(store.history(zoe).await.unwrap().len(), 2);
}

async fn what_was_done_by_or_to_somebody_is_found_by_them(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob = administrator(store, act, "bob@acme.example", "Bob").await;
    let first = found(store, ALL).await.total as i64;
    let zoe = member(store, Act { by: bob, ..act }, "zoe@acme.example", None, &[(SALES, BUYER)]).await;
    let of_zoe = [first + 2, first + 1];
    let of_bob = [first, first - 1];
    assert_eq!(ids(store, ActivityFilter { by: Some(bob), ..ALL }).await, of_zoe);
    assert_eq!(ids(store, ActivityFilter { seen: Some(&[zoe]), ..ALL }).await, of_zoe);
    assert_eq!(ids(store, ActivityFilter { seen: Some(&[bob]), ..ALL }).await, of_bob, "not what they did");
    assert_eq!(ids(store, ActivityFilter { user: Some(bob), ..ALL }).await, of_bob);
    let both = [of_zoe, of_bob].concat();
    assert_eq!(ids(store, ActivityFilter { people: Some(&[bob]), ..ALL }).await, both);
    assert_eq!(ids(store, ActivityFilter { people: Some(&[zoe]), ..ALL }).await, of_zoe);
    assert_eq!(ids(store, ActivityFilter { people: Some(&[zoe]), seen: Some(&[bob]), ..ALL }).await, [0; 0]);
}

async fn a_few_users_and_very_many_are_found_alike(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let many: Vec<UserId> = (2..5_000).map(UserId).collect();
    for people in [&many[..1], &many[..1_000], &many[..1_001], &many] {
        assert_eq!(ids(store, ActivityFilter { seen: Some(people), ..ALL }).await, [5]);
        assert_eq!(ids(store, ActivityFilter { people: Some(people), ..ALL }).await, [5]);
    }
    let others = &many[1..];
    assert_eq!(ids(store, ActivityFilter { seen: Some(others), ..ALL }).await, [0; 0]);
    assert_eq!(ids(store, ActivityFilter { people: Some(others), ..ALL }).await, [0; 0]);
}

async fn what_happened_in_a_time_is_found_to_the_millisecond(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let at = |millis: i64| Timestamp::from_millis(NOW.as_millis() + millis);
    for (number, millis) in (5..).zip([10, 10, 20, 30]) {
        add(store, Act { now: at(millis), ..act }, &format!("G{number}")).await;
    }
    let from = async |millis: i64| ids(store, ActivityFilter { from: Some(at(millis)), ..ALL }).await;
    let before = async |millis: i64| ids(store, ActivityFilter { before: Some(at(millis)), ..ALL }).await;
    assert_eq!(from(-1).await.len(), 8);
    assert_eq!((from(10).await, from(11).await), (vec![8, 7, 6, 5], vec![8, 7]));
    assert_eq!((from(30).await, from(31).await), (vec![8], vec![]));
    assert_eq!((before(0).await, before(10).await), (vec![], vec![4, 3, 2, 1]));
    assert_eq!((before(11).await, before(20).await), (vec![6, 5, 4, 3, 2, 1], vec![6, 5, 4, 3, 2, 1]));
    assert_eq!(before(99).await.len(), 8);
    let between = |from: i64, before: i64| ActivityFilter { from: Some(at(from)), before: Some(at(before)), ..ALL };
    assert_eq!(ids(store, between(10, 30)).await, [7, 6, 5]);
    assert_eq!(ids(store, between(20, 20)).await, [0; 0]);
    assert_eq!(ids(store, between(30, 10)).await, [0; 0]);
    assert_eq!(ids(store, ActivityFilter { by: Some(act.by), ..between(10, 30) }).await, [7, 6, 5]);
    let page = found(store, ActivityFilter { offset: 1, limit: 1, ..between(10, 30) }).await;
    assert_eq!((page.entries[0].id.0, page.total), (6, 3));
}

async fn what_an_import_did_is_found_by_it(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let invite = |address: &str| Sheet::new().invite(address, None, &[(SALES, BUYER)]);
    let first = invite("bob@acme.example").carry_out(store, act).await;
    add(store, act, "Between").await;
    let second = invite("zoe@acme.example").new_group("Ops").carry_out(store, act).await;
    assert_eq!(ids(store, ActivityFilter { import: Some(first), ..ALL }).await, [6, 5]);
    assert_eq!(ids(store, ActivityFilter { import: Some(second), ..ALL }).await, [10, 9, 8]);
    assert_eq!(ids(store, ActivityFilter { import: Some(ImportId(99)), ..ALL }).await, [0; 0]);
    let later = Some(NOW.plus_days(1));
    assert_eq!(ids(store, ActivityFilter { import: Some(second), from: later, ..ALL }).await, [0; 0]);
    assert_eq!(ids(store, ActivityFilter { import: Some(second), before: later, ..ALL }).await, [10, 9, 8]);
    let entries = found(store, ActivityFilter { import: Some(second), ..ALL }).await.entries;
    assert!(entries.iter().all(|entry| entry.import == Some(second)));
}

async fn all_that_is_asked_must_hold(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob = administrator(store, act, "bob@acme.example", "Bob").await;
    let import = Sheet::new().invite("zoe@acme.example", None, &[(SALES, BUYER)]).carry_out(store, act).await;
    let zoe = [id_of(store, "zoe@acme.example").await];
    let all = ActivityFilter {
        people: Some(&zoe),
        user: Some(zoe[0]),
        seen: Some(&zoe),
        by: Some(act.by),
        verbs: &[Verb::Invited, Verb::Removed],
        import: Some(import),
        from: Some(NOW),
        before: Some(NOW.plus_days(1)),
        ..ALL
    };
    assert_eq!(ids(store, all).await, [8]);
    let other = [bob];
    for (number, one_differs) in [
        ActivityFilter { people: Some(&other), ..all },
        ActivityFilter { user: Some(bob), ..all },
        ActivityFilter { seen: Some(&other), ..all },
        ActivityFilter { by: Some(bob), ..all },
        ActivityFilter { verbs: &[Verb::Removed], ..all },
        ActivityFilter { import: Some(ImportId(2)), ..all },
        ActivityFilter { from: Some(NOW.plus_days(1)), ..all },
        ActivityFilter { before: Some(NOW), ..all },
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(ids(store, one_differs).await, [0; 0], "{number}");
    }
}

async fn what_nothing_matches_is_empty(database: &dyn Database) {
    let store = database.open().await;
    let nothing = ActivityFound { entries: Vec::new(), total: 0 };
    assert_eq!(found(store.as_ref(), ALL).await, nothing);
    let filter = ActivityFilter { from: Some(NOW), before: Some(NOW), ..ALL };
    assert_eq!(found(store.as_ref(), filter).await, nothing);
    let (store, _) = with_account(database).await;
    for filter in [
        ActivityFilter { people: Some(&[]), ..ALL },
        ActivityFilter { seen: Some(&[]), ..ALL },
        ActivityFilter { user: Some(UserId(99)), ..ALL },
        ActivityFilter { by: Some(UserId(99)), ..ALL },
    ] {
        assert_eq!(found(store.as_ref(), filter).await, nothing);
    }
}

async fn who_did_anything_is_somebody_to_choose(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert!(scene.answer(Answer::Accept, NOW).await);
    let ada = administrator(store, scene.act, "zz@acme.example", "ada").await;
    let ana = (scene.act.by, "Ana".to_owned());
    assert_eq!(store.actors().await.unwrap(), std::slice::from_ref(&ana), "to accept is not to act on others");
    add(store, Act { by: ada, ..scene.act }, "Ops").await;
    assert_eq!(store.actors().await.unwrap(), [(ada, "ada".to_owned()), ana]);
}
