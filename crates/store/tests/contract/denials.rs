//! Saying no to those who ask to join, and blocking them.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{as_buyer, holds, joining},
    scene::{administrator, deliver, member, note},
};
use rollcall_app::ports::store::{Act, MailKind};
use rollcall_domain::{RequestId, RequestState, UserState, join_request::Blocked};

every_database![
    who_is_denied_is_mailed_the_words,
    several_are_denied_at_once_and_the_others_are_passed_over,
    a_member_who_is_denied_stays_what_they_are,
    what_is_blocked_is_listed_newest_first,
    what_is_blocked_twice_is_blocked_once,
    who_blocks_need_deny_nobody_and_block_nobody_whom_another_has_let_in,
    what_waits_to_be_confirmed_is_forgotten_when_it_is_blocked,
    what_waits_to_be_decided_stays_when_it_is_blocked,
    a_blocked_domain_covers_those_below_it_and_no_others,
    a_block_is_taken_away_once,
];

fn blocked(text: &str) -> Blocked {
    Blocked::parse(text).unwrap()
}

async fn who_is_denied_is_mailed_the_words(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.pending("Zoe@X.example", NOW).await;
    let (words, act) = (note("Ask your own unit\nfirst"), joining.later(1));
    assert_eq!(store.deny_requests(&[request.id], Some(&words), &[], act).await.unwrap().denied, [request.id]);
    let denied = joining.request(request.id).await;
    assert_eq!((denied.state, denied.decided_at), (RequestState::Denied, Some(act.now)));
    assert_eq!((denied.words.as_deref(), denied.decided_by.as_deref()), (Some(words.as_str()), Some("Ana")));
    let mail = deliver(store, act.now).await.remove(0);
    assert_eq!((mail.mail.kind, mail.mail.user, mail.mail.request), (MailKind::Denied, None, Some(request.id)));
    assert_eq!((mail.mail.to.as_str(), mail.link), ("Zoe@X.example", None));
    assert_eq!(store.entries(act.by, 10).await.unwrap(), [], "nobody is made");
    assert!(holds!(
        database,
        "(SELECT detail FROM activity WHERE verb = 'request_denied' AND by_user = 1 AND request_id = 1) LIKE 'Ask your own unit%first'"
    ));
}

async fn several_are_denied_at_once_and_the_others_are_passed_over(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mut ids = Vec::new();
    for name in ["xia", "yan", "zoe"] {
        ids.push(joining.pending(&format!("{name}@x.example"), NOW).await.id);
    }
    assert!(joining.approve(ids[1], joining.act).await);
    let asked = [ids[2], RequestId(99), ids[1], ids[0], ids[2]];
    assert_eq!(store.deny_requests(&asked, None, &[], joining.act).await.unwrap().denied, [ids[0], ids[2]]);
    assert_eq!(joining.mails_of(MailKind::Denied).await.len(), 2);
    assert_eq!(joining.request(ids[1]).await.given, Some(as_buyer(2)));
    assert_eq!(store.deny_requests(&asked, None, &[], joining.later(1)).await.unwrap().denied, []);
    assert_eq!(store.deny_requests(&[], None, &[], joining.later(1)).await.unwrap().denied, []);
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "nothing was written");
}

async fn a_member_who_is_denied_stays_what_they_are(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.pending("bob@x.example", NOW).await;
    let bob = member(store, joining.act, "bob@x.example", None, &[]).await;
    let change = store.latest_change().await.unwrap();
    assert!(joining.deny(request.id, joining.act).await);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].state, UserState::Active);
    assert_eq!(store.latest_change().await.unwrap(), change);
}

async fn what_is_blocked_is_listed_newest_first(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    assert_eq!(store.blocks().await.unwrap(), []);
    let bob = administrator(store, joining.act, "bob@acme.example", "Bob").await;
    let request = joining.pending("zoe@x.example", NOW).await;
    let first = [blocked("Zoe@X.example"), blocked("bücher.example")];
    assert_eq!(store.deny_requests(&[request.id], None, &first, joining.act).await.unwrap().denied, [request.id]);
    let by_bob = Act { by: bob, now: NOW.plus_days(1) };
    store.deny_requests(&[], None, &[blocked("@y.example")], by_bob).await.unwrap();
    let all = store.blocks().await.unwrap();
    let listed: Vec<_> = all.iter().map(|one| (one.what.to_string(), one.by.as_str(), one.at)).collect();
    assert_eq!(
        listed,
        [
            ("@y.example".to_owned(), "Bob", NOW.plus_days(1)),
            ("@xn--bcher-kva.example".to_owned(), "Ana", NOW),
            ("zoe@x.example".to_owned(), "Ana", NOW),
        ]
    );
    assert!(holds!(
        database,
        "(SELECT group_concat(detail || ' by ' || by_user, ', ') FROM activity WHERE verb = 'blocked') = \
         'zoe@x.example by 1, @xn--bcher-kva.example by 1, @y.example by 2'"
    ));
}

async fn what_is_blocked_twice_is_blocked_once(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let what = [blocked("zoe@x.example"), blocked("zoe@x.example")];
    store.deny_requests(&[], None, &what, joining.act).await.unwrap();
    store.deny_requests(&[], None, &what, joining.later(1)).await.unwrap();
    let all = store.blocks().await.unwrap();
    assert_eq!((all.len(), all[0].at, store.latest_seen().await.unwrap()), (1, NOW, NOW));
    assert!(holds!(database, "(SELECT count(*) FROM activity WHERE verb = 'blocked') = 1"));
}

async fn who_blocks_need_deny_nobody_and_block_nobody_whom_another_has_let_in(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let (let_in, denied) = (joining.pending("zoe@x.example", NOW).await, joining.pending("yan@y.example", NOW).await);
    assert!(joining.approve(let_in.id, joining.act).await && joining.deny(denied.id, joining.act).await);
    let block = ["zoe@x.example", "@x.example", "yan@y.example"].map(blocked);
    let outcome = store.deny_requests(&[let_in.id, denied.id], None, &block, joining.act).await.unwrap();
    assert_eq!((outcome.denied, outcome.blocked), (vec![], vec![blocked("yan@y.example")]), "and it says so");
    let all: Vec<_> = store.blocks().await.unwrap().into_iter().map(|one| one.what).collect();
    assert_eq!(all, [blocked("yan@y.example")], "whom another has denied is blocked all the same");
}

async fn what_waits_to_be_confirmed_is_forgotten_when_it_is_blocked(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mut links = Vec::new();
    for address in ["zoe@x.example", "yan@y.example", "xia@mail.y.example", "wes@noty.example"] {
        links.push(joining.unconfirmed(address, NOW).await);
    }
    store.deny_requests(&[], None, &[blocked("zoe@x.example"), blocked("y.example")], joining.act).await.unwrap();
    let mut confirmed = Vec::new();
    for link in links {
        confirmed.push(store.confirm_request(link, NOW).await.unwrap());
    }
    assert_eq!(confirmed, [false, false, false, true], "also what is in a domain below");
    assert_eq!(joining.mails_of(MailKind::Confirm).await.len(), 1, "with their mails");
    assert!(holds!(database, "(SELECT count(*) FROM requests) = 1 AND (SELECT count(*) FROM links) = 1"));
}

async fn what_waits_to_be_decided_stays_when_it_is_blocked(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.pending("zoe@x.example", NOW).await;
    store.deny_requests(&[], None, &[blocked("x.example")], joining.act).await.unwrap();
    assert_eq!(joining.state(request.id).await, RequestState::Pending);
    assert!(joining.approve(request.id, joining.act).await);
}

async fn a_blocked_domain_covers_those_below_it_and_no_others(database: &dyn Database) {
    let joining = joining(database).await;
    joining.store.deny_requests(&[], None, &[blocked("@evil.example")], joining.act).await.unwrap();
    for (address, is_mailed) in [
        ("a@evil.example", false),
        ("a@1.evil.example", false),
        ("a@x.y.evil.example", false),
        ("a@notevil.example", true),
        ("a@evil.example.org", true),
        ("evil.example@x.example", true),
    ] {
        assert_eq!(!joining.asked(address, NOW).await.is_empty(), is_mailed, "{address}");
    }
}

async fn a_block_is_taken_away_once(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    store.deny_requests(&[], None, &[blocked("@x.example"), blocked("zoe@x.example")], joining.act).await.unwrap();
    assert!(!store.unblock(&blocked("@y.example"), joining.later(1)).await.unwrap());
    assert!(store.unblock(&blocked("X.example"), joining.act).await.unwrap());
    assert!(!store.unblock(&blocked("X.example"), joining.later(1)).await.unwrap());
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "nothing was written");
    let left: Vec<_> = store.blocks().await.unwrap().into_iter().map(|one| one.what).collect();
    assert_eq!(left, [blocked("zoe@x.example")]);
    assert!(holds!(database, "(SELECT detail FROM activity WHERE verb = 'unblocked' AND by_user = 1) = '@x.example'"));
}
