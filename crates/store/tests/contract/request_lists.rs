//! The list of join requests: what is found, how it is counted, and in which order it comes.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{ALL, Joining, asking, joining, secret, suggesting, under},
    scene::{deliver, note},
};
use rollcall_app::ports::store::{Act, Ask, RequestFilter};
use rollcall_domain::{GroupId, Language, PersonName, RequestStatus, Timestamp};

every_database![
    an_account_without_requests_lists_none,
    requests_come_newest_first_or_those_that_wait_longest,
    a_page_is_a_part_of_all_that_match,
    words_are_found_in_name_address_and_note_without_case_and_accents,
    how_requests_stand_is_counted_whatever_status_is_wanted,
    a_request_ages_at_the_very_millisecond,
    an_administrator_of_a_group_sees_what_its_links_suggest,
    thousands_of_requests_are_listed_whole,
];

use RequestStatus::{Ageing, Approved, Denied, Lapsed, Pending, Withdrawn};

impl Joining {
    /// Four who asked, a day after each other: Ann, Ben, Cem and Dia.
    async fn four(&self) {
        for (day, name) in (0..).zip(["ann", "ben", "cem", "dia"]) {
            self.pending(&format!("{name}@x.example"), NOW.plus_days(day)).await;
        }
    }

    async fn found(&self, filter: RequestFilter<'_>) -> Vec<String> {
        let found = self.store.requests(filter).await.unwrap();
        found.requests.iter().map(|one| one.address.as_str().split('@').next().unwrap().to_owned()).collect()
    }
}

async fn an_account_without_requests_lists_none(database: &dyn Database) {
    let joining = joining(database).await;
    joining.unconfirmed("zoe@x.example", NOW).await;
    let found = joining.listed().await;
    assert_eq!((found.requests.len(), found.total, found.counts.len()), (0, 0, 0));
}

async fn requests_come_newest_first_or_those_that_wait_longest(database: &dyn Database) {
    let joining = joining(database).await;
    joining.four().await;
    assert_eq!(joining.found(ALL).await, ["dia", "cem", "ben", "ann"]);
    assert_eq!(joining.found(RequestFilter { oldest_first: true, ..ALL }).await, ["ann", "ben", "cem", "dia"]);
    // At the same moment, the one that asked first waits longer.
    for name in ["zoe", "yan"] {
        joining.pending(&format!("{name}@x.example"), NOW.plus_days(9)).await;
    }
    assert_eq!(joining.found(RequestFilter { limit: 3, ..ALL }).await, ["yan", "zoe", "dia"]);
}

async fn a_page_is_a_part_of_all_that_match(database: &dyn Database) {
    let joining = joining(database).await;
    joining.four().await;
    let page = |offset, limit| RequestFilter { offset, limit, ..ALL };
    assert_eq!(joining.found(page(1, 2)).await, ["cem", "ben"]);
    assert_eq!(joining.found(page(3, 2)).await, ["ann"]);
    assert_eq!(joining.found(page(0, u32::MAX)).await.len(), 4);
    for page in [page(4, 2), page(0, 0), page(u32::MAX, u32::MAX)] {
        let found = joining.store.requests(page).await.unwrap();
        assert_eq!((found.requests.len(), found.total), (0, 4));
    }
}

async fn words_are_found_in_name_address_and_note_without_case_and_accents(database: &dyn Database) {
    let joining = joining(database).await;
    for (address, name, words) in [
        ("zoe@bücher.example", "Zoë Ünal", Some("I am from Straße 100%, team_a\nand \"new\"")),
        ("yan@x.example", "Yan O'Neil", None),
    ] {
        let ask = Ask {
            name: PersonName::parse(name).unwrap(),
            note: words.map(note),
            language: Language::En,
            ..asking(address)
        };
        joining.store.ask_to_join(joining.secret, &ask, NOW).await.unwrap();
        joining.store.take_up_asks(10, NOW).await.unwrap();
        let link = deliver(joining.store.as_ref(), NOW).await[0].link.unwrap();
        assert!(joining.store.confirm_request(link, NOW).await.unwrap());
        deliver(joining.store.as_ref(), NOW).await;
    }
    for (search, found) in [
        ("", 2),
        (" \t\n", 2),
        ("zoe", 1),
        ("ZOË unal", 1),
        ("unal strasse bücher", 1),
        ("BUCHER", 1),
        ("example", 2),
        ("o'neil", 1),
        ("zoe yan", 0),
        ("zoe zoe zoe", 1),
        ("100%", 1),
        ("100_", 0),
        ("team_a", 1),
        ("teamxa", 0),
        ("team_a and", 1),
        ("unalzoe", 0),
        ("\"new\"", 1),
        ("%", 1),
        ("'; DROP TABLE requests; --", 0),
    ] {
        let filter = RequestFilter { search, ..ALL };
        let answer = joining.store.requests(filter).await.unwrap();
        assert_eq!((answer.requests.len(), answer.total), (found, u32::try_from(found).unwrap()), "{search:?}");
    }
    let many = "zoe ".to_owned() + &(0..3_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    assert_eq!(joining.found(RequestFilter { search: &many, ..ALL }).await.len(), 0, "however many words there are");
}

async fn how_requests_stand_is_counted_whatever_status_is_wanted(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mut all = Vec::new();
    for number in 0..7 {
        all.push(joining.pending(&format!("p{number}@x.example"), NOW.plus_days(number)).await);
    }
    let act = joining.later(7);
    assert!(joining.approve(all[2].id, act).await);
    assert!(joining.deny(all[3].id, act).await && joining.deny(all[4].id, act).await);
    assert!(store.withdraw_request(all[5].link, act.now).await.unwrap());
    assert_eq!(store.lapse_requests(NOW, act.now).await.unwrap(), 1);
    joining.unconfirmed("zoe@x.example", NOW.plus_days(7)).await;
    let counts = [(Pending, 1), (Ageing, 1), (Approved, 1), (Denied, 2), (Withdrawn, 1), (Lapsed, 1)];
    let filter = RequestFilter { ageing_from: NOW.plus_days(1), ..ALL };
    for (statuses, names) in [
        (&[][..], &["p6", "p5", "p4", "p3", "p2", "p1", "p0"][..]),
        (&[Pending], &["p6"]),
        (&[Ageing], &["p1"]),
        (&[Pending, Ageing], &["p6", "p1"]),
        (&[Approved], &["p2"]),
        (&[Denied], &["p4", "p3"]),
        (&[Withdrawn, Lapsed], &["p5", "p0"]),
        (&[Lapsed, Ageing, Denied, Denied], &["p4", "p3", "p1", "p0"]),
    ] {
        let found = store.requests(RequestFilter { statuses, ..filter }).await.unwrap();
        assert_eq!((found.counts, found.total as usize), (counts.to_vec(), names.len()), "{statuses:?}");
        assert_eq!(joining.found(RequestFilter { statuses, ..filter }).await, names, "{statuses:?}");
    }
    for (days, names) in
        [(2, &["p2", "p1", "p0"][..]), (6, &["p6", "p5", "p4", "p3", "p2", "p1", "p0"]), (7, &["p6", "p1"])]
    {
        let waited = RequestFilter { waited_at: Some(NOW.plus_days(days)), ..filter };
        assert_eq!(joining.found(waited).await, names, "who waited after {days} days");
        let first = store.requests(RequestFilter { limit: 1, ..waited }).await.unwrap();
        assert_eq!((first.requests.len(), first.total as usize), (1, names.len()));
    }
    let searched = store.requests(RequestFilter { search: "p4", statuses: &[Pending], ..filter }).await.unwrap();
    assert_eq!((searched.total, searched.counts), (0, vec![(Denied, 1)]), "but only of what matches the words");
}

async fn a_request_ages_at_the_very_millisecond(database: &dyn Database) {
    let joining = joining(database).await;
    joining.pending("zoe@x.example", NOW).await;
    for (millis, status) in [(-1, Pending), (0, Ageing), (1, Ageing)] {
        let ageing_from = Timestamp::from_millis(NOW.as_millis() + millis);
        let filter = RequestFilter { ageing_from, ..ALL };
        assert_eq!(joining.store.requests(filter).await.unwrap().counts, [(status, 1)]);
        for (wanted, found) in [(status, 1), (if status == Pending { Ageing } else { Pending }, 0)] {
            assert_eq!(joining.found(RequestFilter { statuses: &[wanted], ..filter }).await.len(), found);
        }
    }
}

async fn an_administrator_of_a_group_sees_what_its_links_suggest(database: &dyn Database) {
    let mut joining = under(database, suggesting(3)).await;
    let store = joining.store.clone();
    joining.pending("emea@x.example", NOW).await;
    for (number, group, name) in [(2, Some(4), "marketing"), (3, None, "nothing")] {
        let terms = group.map(suggesting).unwrap_or_default();
        joining.link = store.make_join_link(&secret(number), &terms, joining.act).await.unwrap();
        joining.secret = secret(number).hash();
        joining.pending(&format!("{name}@x.example"), NOW.plus_days(i64::from(number))).await;
    }
    let of = |groups: &'static [GroupId]| RequestFilter { groups: Some(groups), oldest_first: true, ..ALL };
    assert_eq!(joining.found(of(&[GroupId(3)])).await, ["emea"]);
    assert_eq!(joining.found(of(&[GroupId(3), GroupId(4), GroupId(4)])).await, ["emea", "marketing"]);
    assert_eq!(joining.found(of(&[GroupId(2), GroupId(1)])).await, [""; 0], "only these very groups");
    assert_eq!(joining.found(of(&[])).await, [""; 0]);
    assert_eq!(joining.found(ALL).await.len(), 3);
    let found = store.requests(of(&[GroupId(4)])).await.unwrap();
    assert_eq!((found.total, found.counts), (1, vec![(Pending, 1)]));
    // Whoever has asked stays with those for whom they came; who confirms now comes under what the link suggests now.
    let link = joining.unconfirmed("later@x.example", NOW.plus_days(5)).await;
    assert!(store.change_join_link(joining.link, &suggesting(4), joining.act).await.unwrap());
    assert_eq!(joining.found(of(&[GroupId(4)])).await, ["marketing"]);
    assert!(store.confirm_request(link, NOW.plus_days(5)).await.unwrap());
    assert_eq!(joining.found(of(&[GroupId(4)])).await, ["marketing", "later"]);
}

async fn thousands_of_requests_are_listed_whole(database: &dyn Database) {
    let joining = joining(database).await;
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) \
        INSERT INTO requests (link_id, address, address_key, name, language, state, asked_at, forget_at, confirmed_at, searched) \
        SELECT 1, 'p' || i || '@x.example', 'p' || i || '@x.example', 'P', 'en', 'pending', i, i, i, 'p p' || i || '@x.example' FROM n";
    database.run(fill).await.unwrap();
    let all = RequestFilter { ageing_from: Timestamp::from_millis(2_000), limit: u32::MAX, oldest_first: true, ..ALL };
    let found = joining.store.requests(RequestFilter { statuses: &[Pending, Ageing], ..all }).await.unwrap();
    assert_eq!((found.requests.len(), found.total), (12_000, 12_000));
    assert_eq!(found.counts, [(Pending, 10_000), (Ageing, 2_000)]);
    assert!(found.requests.is_sorted_by_key(|request| request.confirmed_at));
    assert_eq!(joining.found(RequestFilter { search: "p11999@x", ..all }).await, ["p11999"]);
    let approvals: Vec<_> = found.requests.iter().map(|request| (request.id, crate::joining::as_buyer(2))).collect();
    let act = Act { now: NOW.plus_days(1), ..joining.act };
    assert_eq!(joining.store.approve_requests(&approvals, act).await.unwrap().len(), 12_000);
    let users = joining.store.entries(rollcall_domain::UserId(1), 20_000).await.unwrap();
    assert_eq!(users.len(), 12_000);
    assert!(users.iter().all(|user| user.assignments == [crate::joining::as_buyer(2)]));
}
