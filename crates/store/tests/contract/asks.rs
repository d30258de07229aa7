//! What is typed on the page of the join link: written down at once, taken up later, and never more than people can bear.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Joining, asking, holds, joining, secret},
    plan::{BUYER, SALES, Sheet},
    scene::{deliver, member, note},
};
use rollcall_app::ports::store::{Ask, AskTaken, MailKind};
use rollcall_domain::{JoinLinkTerms, Language, PersonName, Timestamp, UserState, join_request::Blocked};

every_database![
    what_is_typed_waits_as_it_came_until_it_is_taken_up,
    as_many_are_taken_up_as_are_wanted_oldest_first,
    when_too_many_wait_nobody_more_is_taken,
    what_was_asked_by_a_link_that_is_off_or_replaced_is_dropped_at_once,
    an_address_is_answered_three_times_a_day_and_its_mailbox_six_times,
    every_answer_counts_the_same_whoever_is_asked_for_and_whether_it_made_a_mail_or_not,
    what_is_beyond_a_days_answers_counts_for_nothing_and_is_forgotten,
    five_hundred_are_answered_in_an_hour_and_the_rest_wait,
    taking_up_when_nobody_asked_writes_nothing,
    two_who_take_up_at_once_mail_everybody_once,
];

const HOUR: i64 = 60 * 60;

/// So many milliseconds later.
fn after(seconds: i64, millis: i64) -> Timestamp {
    Timestamp::from_millis(NOW.plus_seconds(seconds).as_millis() + millis)
}

impl Joining {
    async fn take_up(&self, now: Timestamp) -> u32 {
        self.store.take_up_asks(10_000, now).await.unwrap()
    }

    /// Somebody asks; how many were taken up then.
    async fn asked_at(&self, address: &str, now: Timestamp) -> u32 {
        self.ask(address, now).await;
        self.take_up(now).await
    }

    /// To whom mails were made, in order.
    async fn mailed(&self) -> Vec<String> {
        self.mails().await.iter().rev().map(|mail| mail.to.to_string()).collect()
    }
}

async fn what_is_typed_waits_as_it_came_until_it_is_taken_up(database: &dyn Database) {
    let joining = joining(database).await;
    let ask = Ask {
        name: PersonName::parse("Zoë \"Z\" Ünal").unwrap(),
        note: Some(note("I am new\nin Sales \u{1F600}")),
        language: Language::De,
        ..asking("Zoe+Work@Bücher.example")
    };
    assert_eq!(joining.store.ask_to_join(joining.secret, &ask, after(5, 0)).await.unwrap(), AskTaken::Taken);
    assert_eq!(joining.mails().await, [], "nothing is known of the address yet");
    assert_eq!(joining.store.next_ask_due(after(9, 0)).await.unwrap(), Some(after(5, 0)));
    assert_eq!(joining.take_up(after(90, 0)).await, 1);
    assert_eq!(joining.store.next_ask_due(after(90, 0)).await.unwrap(), None);
    assert_eq!(joining.take_up(after(90, 0)).await, 0, "it is taken up once");
    let mail = joining.mails().await.remove(0);
    assert_eq!((mail.kind, mail.to.as_str(), mail.user), (MailKind::Confirm, "Zoe+Work@Bücher.example", None));
    let request = joining.request(mail.request.unwrap()).await;
    assert_eq!(
        (request.name.as_str(), request.note.as_deref()),
        ("Zoë \"Z\" Ünal", ask.note.as_ref().map(rollcall_domain::Note::as_str))
    );
    assert_eq!((request.language, request.address, request.link), (Language::De, ask.address, joining.link));
    assert_eq!((request.asked_at, request.forget_at), (after(5, 0), after(90, 0).plus_days(3)));
    assert_eq!((request.confirmed_at, request.decided_at, request.person), (None, None, None));
}

async fn as_many_are_taken_up_as_are_wanted_oldest_first(database: &dyn Database) {
    let joining = joining(database).await;
    for address in ["c@x.example", "a@x.example", "b@x.example"] {
        joining.ask(address, NOW).await;
    }
    assert_eq!(joining.store.take_up_asks(0, NOW).await.unwrap(), 0);
    assert_eq!(joining.store.take_up_asks(2, NOW).await.unwrap(), 2);
    assert_eq!(joining.mailed().await, ["c@x.example", "a@x.example"]);
    assert_eq!(joining.store.take_up_asks(2, NOW).await.unwrap(), 1);
    assert_eq!(joining.mailed().await, ["c@x.example", "a@x.example", "b@x.example"]);
}

async fn when_too_many_wait_nobody_more_is_taken(database: &dyn Database) {
    let joining = joining(database).await;
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) \
        INSERT INTO asks (link_id, address, address_key, mailbox, name, language, at) \
        SELECT 1, 'p' || i || '@x.example', 'p' || i || '@x.example', 'p' || i || '@x.example', 'P', 'en', 0 FROM n";
    assert_eq!(database.run(fill).await.unwrap(), 4_999);
    joining.ask("last@x.example", NOW).await;
    for address in ["more@x.example", "ana@acme.example", "last@x.example"] {
        let taken = joining.store.ask_to_join(joining.secret, &asking(address), NOW).await.unwrap();
        assert_eq!(taken, AskTaken::TooMany, "{address}: the same for every address");
    }
    assert!(holds!(database, "(SELECT count(*) FROM asks) = 5000"));
    assert_eq!(joining.store.take_up_asks(1, NOW).await.unwrap(), 1);
    joining.ask("more@x.example", NOW).await;
}

async fn what_was_asked_by_a_link_that_is_off_or_replaced_is_dropped_at_once(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mailed = joining.unconfirmed("ada@x.example", NOW).await;
    // Not even when no more are answered in this hour.
    let full = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499) \
        INSERT INTO asks (link_id, address, address_key, mailbox, name, language, at, answered_at) \
        SELECT a.link_id, 'p' || i || '@y.example', 'p' || i || '@y.example', 'p' || i || '@y.example', 'P', 'en', a.at, a.answered_at \
        FROM n, asks a";
    assert_eq!(database.run(full).await.unwrap(), 499);
    joining.ask("zoe@x.example", after(1, 0)).await;
    assert_eq!(store.next_ask_due(after(2, 0)).await.unwrap(), Some(after(HOUR, 0)));
    assert!(store.switch_join_link(joining.link, false, joining.act).await.unwrap());
    assert_eq!(store.next_ask_due(after(2, 0)).await.unwrap(), Some(after(1, 0)), "it can be dropped");
    assert_eq!(joining.take_up(after(2, 0)).await, 0);
    assert!(holds!(database, "(SELECT count(*) FROM asks) = 500"));
    assert_eq!(store.next_ask_due(after(2, 0)).await.unwrap(), None);
    assert!(store.switch_join_link(joining.link, true, joining.act).await.unwrap());
    joining.ask("zoe@x.example", after(3, 0)).await;
    store.make_join_link(&secret(2), &JoinLinkTerms::default(), joining.act).await.unwrap();
    let by_the_new = store.ask_to_join(secret(2).hash(), &asking("yan@x.example"), after(4, 0)).await.unwrap();
    assert_eq!(by_the_new, AskTaken::Taken);
    assert_eq!(joining.take_up(after(HOUR, 0)).await, 1);
    assert_eq!(joining.mailed().await, ["ada@x.example", "yan@x.example"]);
    assert!(store.confirm_request(mailed, after(HOUR, 0)).await.unwrap(), "who was mailed before may go on");
}

async fn an_address_is_answered_three_times_a_day_and_its_mailbox_six_times(database: &dyn Database) {
    let joining = joining(database).await;
    let ask = async |address: &str, now: Timestamp| {
        let before = joining.mailed().await.len();
        assert_eq!(joining.asked_at(address, now).await, 1);
        deliver(joining.store.as_ref(), now).await;
        joining.mailed().await.len() > before
    };
    for (hours, address) in [(0, "zoe+a@x.example"), (1, "zoe+a@x.example"), (2, "ZOE+A@X.example")] {
        assert!(ask(address, after(hours * HOUR, 0)).await, "{hours}");
    }
    let now = after(3 * HOUR, 0);
    assert!(!ask("zoe+a@x.example", now).await, "the address was answered three times");
    for round in 0..3 {
        assert!(ask("zoe@x.example", now).await, "others with tags do not keep {round} out");
    }
    for address in ["zoe@x.example", "zoe+b@x.example", "zoe+c@x.example"] {
        assert!(!ask(address, now).await, "{address}: the mailbox was answered six times");
    }
    assert!(ask("zoe@y.example", now).await, "another domain is another mailbox");
    assert!(!ask("zoe+a@x.example", after(24 * HOUR, -1)).await);
    assert!(ask("zoe+a@x.example", after(24 * HOUR, 0)).await, "a day after the first");
    assert!(!ask("zoe+b@x.example", after(24 * HOUR, 0)).await, "and it took the place of that");
}

/// A member, somebody whose invitation waits to be mailed, somebody who waits for an administrator, somebody who is blocked, and a stranger:
/// what is counted must not tell them apart, since whoever asks often enough sees by others when a place is left.
async fn every_answer_counts_the_same_whoever_is_asked_for_and_whether_it_made_a_mail_or_not(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    member(store, joining.act, "bob@acme.example", None, &[]).await;
    joining.pending("cy@x.example", NOW).await;
    let blocked = [Blocked::parse("eve@x.example").unwrap()];
    store.deny_requests(&[], None, &blocked, joining.act).await.unwrap();
    Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, joining.act, None).await;
    let now = after(24 * HOUR, 0);
    for _ in 0..5 {
        for address in ["bob@acme.example", "cy@x.example", "dee@acme.example", "eve@x.example", "kim@x.example"] {
            joining.ask(address, now).await;
        }
    }
    assert_eq!(joining.take_up(now).await, 25);
    assert!(holds!(
        database,
        "(SELECT count(*) FROM asks WHERE answered_at IS NULL OR answered_at = (SELECT latest_seen FROM workspace)) = 15"
    ));
    assert!(holds!(
        database,
        "(SELECT count(*) FROM (SELECT 1 FROM asks WHERE answered_at = (SELECT latest_seen FROM workspace) \
         GROUP BY address_key HAVING count(*) = 3)) = 5"
    ));
    assert!(joining.mailed().await.iter().all(|address| address != "eve@x.example"));
}

async fn what_is_beyond_a_days_answers_counts_for_nothing_and_is_forgotten(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    for round in 0..5 {
        joining.ask("zoe@x.example", after(round, 0)).await;
        assert_eq!(joining.take_up(after(round, 0)).await, 1, "round {round}");
    }
    assert!(holds!(database, "(SELECT count(*) FROM asks) = 3"));
    assert_eq!(store.next_ask_due(NOW).await.unwrap(), None);
    assert_eq!(joining.mails_of(MailKind::Confirm).await.len(), 1, "each gave way to the next");
    assert_eq!(joining.request(joining.mails().await[0].request.unwrap()).await.asked_at, after(2, 0));
}

async fn five_hundred_are_answered_in_an_hour_and_the_rest_wait(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100) \
        INSERT INTO asks (link_id, address, address_key, mailbox, name, language, at) \
        SELECT 1, 'p' || i || '@x.example', 'p' || i || '@x.example', 'p' || i || '@x.example', 'P', 'en', 7 FROM n";
    database.run(fill).await.unwrap();
    assert_eq!(store.take_up_asks(200, NOW).await.unwrap(), 200);
    assert_eq!(store.next_ask_due(NOW).await.unwrap(), Some(Timestamp::from_millis(7)), "at once");
    let half = after(HOUR / 2, 0);
    assert_eq!(store.take_up_asks(10_000, half).await.unwrap(), 300);
    let free = after(HOUR, 0);
    assert_eq!(store.next_ask_due(half).await.unwrap(), Some(free));
    let just_before = after(HOUR, -1);
    assert_eq!(store.next_ask_due(just_before).await.unwrap(), Some(free));
    assert_eq!(store.take_up_asks(10_000, just_before).await.unwrap(), 0);
    assert_eq!(store.latest_seen().await.unwrap(), half, "and nothing was written");
    assert_eq!(store.take_up_asks(10_000, free).await.unwrap(), 200, "as many as were answered an hour ago");
    assert_eq!(store.next_ask_due(free).await.unwrap(), Some(after(HOUR + HOUR / 2, 0)));
    assert_eq!(joining.take_up(after(3 * HOUR, 0)).await, 400);
    assert_eq!(joining.mails_of(MailKind::Confirm).await.len(), 1_100);
}

async fn taking_up_when_nobody_asked_writes_nothing(database: &dyn Database) {
    let joining = joining(database).await;
    assert_eq!(joining.take_up(NOW.plus_days(9)).await, 0);
    assert_eq!(joining.store.latest_seen().await.unwrap(), NOW);
    // Whoever asked is nobody whom a list of users shows.
    let change = joining.store.latest_change().await.unwrap();
    joining.asked("zoe@x.example", NOW).await;
    assert_eq!(joining.store.latest_change().await.unwrap(), change);
    let bob = member(joining.store.as_ref(), joining.act, "bob@acme.example", None, &[]).await;
    joining.asked("bob@acme.example", NOW).await;
    assert_eq!(joining.store.entries_of(&[bob]).await.unwrap()[0].state, UserState::Active);
}

async fn two_who_take_up_at_once_mail_everybody_once(database: &dyn Database) {
    const ASKING: u32 = 60;
    let joining = joining(database).await;
    for number in 0..ASKING {
        joining.ask(&format!("p{number}@x.example"), NOW).await;
    }
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let store = database.open().await;
        tasks.push(tokio::spawn(async move {
            let mut all = 0;
            loop {
                match store.take_up_asks(7, NOW).await.unwrap() {
                    0 => return all,
                    taken => all += taken,
                }
            }
        }));
    }
    let mut all = 0;
    for task in tasks {
        all += task.await.unwrap();
    }
    assert_eq!(all, ASKING);
    let mut mailed = joining.mailed().await;
    mailed.sort_unstable();
    mailed.dedup();
    assert_eq!((mailed.len(), joining.mails().await.len()), (ASKING as usize, ASKING as usize));
}
