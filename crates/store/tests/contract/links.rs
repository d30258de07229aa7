//! The join link of an account.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    joining::{as_buyer, asking, holds, joining, secret, suggesting, under},
    scene::{administrator, note},
};
use rollcall_app::ports::store::{Act, AskTaken};
use rollcall_domain::{JoinLinkId, JoinLinkTerms, MailDomain, RequestState, Timestamp};

every_database![
    there_is_no_link_until_one_is_made,
    a_link_is_read_as_it_was_made,
    a_new_link_lets_the_one_before_die_at_once,
    requests_by_a_link_that_was_replaced_stay,
    a_link_works_until_the_very_millisecond_of_its_end,
    a_link_that_is_off_takes_nobody,
    a_link_that_is_used_up_takes_nobody_until_it_may_have_more_uses,
    what_holds_for_a_link_is_changed_and_the_change_is_recorded,
    what_does_not_change_is_not_written,
    a_link_that_was_replaced_cannot_be_changed,
    a_link_is_shown_with_who_made_it_as_they_are_called_now,
];

const LATER: Timestamp = NOW.plus_days(1);

async fn there_is_no_link_until_one_is_made(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.join_link().await.unwrap(), None);
    assert_eq!(store.join_link_by_secret(secret(1).hash(), NOW).await.unwrap(), None);
    assert_eq!(store.ask_to_join(secret(1).hash(), &asking("zoe@x.example"), NOW).await.unwrap(), AskTaken::NoLink);
    assert!(!store.change_join_link(JoinLinkId(1), &JoinLinkTerms::default(), act).await.unwrap());
    assert_eq!(store.next_ask_due(NOW).await.unwrap(), None);
}

async fn a_link_is_read_as_it_was_made(database: &dyn Database) {
    let terms = JoinLinkTerms {
        ends_at: Some(NOW.plus_days(30)),
        most_uses: Some(20),
        domains: ["acme.example", "bücher.example"].map(|domain| MailDomain::parse(domain).unwrap()).to_vec(),
        suggested: Some(as_buyer(3)),
        welcome: Some(note("Hello \"all\" \u{1F600}\nWrite your unit")),
    };
    let joining = under(database, terms.clone()).await;
    let link = joining.store.join_link().await.unwrap().unwrap();
    assert_eq!((link.id, link.secret.clone(), &link.terms), (joining.link, secret(1), &terms));
    assert_eq!((link.made_at, link.made_by.as_str(), link.is_on, link.uses), (NOW, "Ana", true, 0));
    assert_eq!(joining.store.join_link_by_secret(joining.secret, NOW).await.unwrap(), Some(link));
    assert_eq!(joining.store.join_link_by_secret(secret(2).hash(), NOW).await.unwrap(), None);
    assert!(holds!(
        database,
        "(SELECT detail FROM activity WHERE verb = 'join_link_made') = 'last_day: – → 2026-12-21; most_uses: – → 20; \
         domains: – → acme.example, xn--bcher-kva.example; suggested: – → Sales/EMEA: Buyer; welcome: – → ' || \
         (SELECT welcome FROM join_links)"
    ));
}

async fn a_new_link_lets_the_one_before_die_at_once(database: &dyn Database) {
    let joining = joining(database).await;
    let new = joining.store.make_join_link(&secret(2), &suggesting(2), joining.act).await.unwrap();
    assert_ne!(new, joining.link);
    assert_eq!(joining.store.join_link_by_secret(joining.secret, NOW).await.unwrap(), None);
    let taken = joining.store.ask_to_join(joining.secret, &asking("zoe@x.example"), NOW).await.unwrap();
    assert_eq!(taken, AskTaken::NoLink);
    let link = joining.store.join_link().await.unwrap().unwrap();
    assert_eq!((link.id, link.secret, link.uses), (new, secret(2), 0));
    let taken = joining.store.ask_to_join(secret(2).hash(), &asking("zoe@x.example"), NOW).await.unwrap();
    assert_eq!(taken, AskTaken::Taken);
    assert!(holds!(database, "(SELECT count(*) FROM activity WHERE verb = 'join_link_made' AND by_user = 1) = 2"));
}

async fn requests_by_a_link_that_was_replaced_stay(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    let store = joining.store.as_ref();
    let waiting = joining.pending("yan@x.example", NOW).await;
    let link = joining.unconfirmed("zoe@x.example", NOW).await;
    joining.ask("xia@x.example", NOW).await;
    store.make_join_link(&secret(2), &suggesting(4), joining.act).await.unwrap();
    assert!(store.confirm_request(link, NOW).await.unwrap(), "what was asked before can be confirmed");
    assert_eq!(store.take_up_asks(10, NOW).await.unwrap(), 0, "and what was only written down is dropped");
    let zoe = store.request_by_link(link, NOW).await.unwrap().unwrap();
    assert_eq!((zoe.link, zoe.suggested), (joining.link, Some(as_buyer(2))));
    assert!(joining.approve(waiting.id, joining.act).await);
    assert_eq!(store.join_link().await.unwrap().unwrap().uses, 0, "uses of a link are its own");
}

async fn a_link_works_until_the_very_millisecond_of_its_end(database: &dyn Database) {
    let terms = JoinLinkTerms { ends_at: Some(LATER), ..JoinLinkTerms::default() };
    let joining = under(database, terms).await;
    let last = Timestamp::from_millis(LATER.as_millis() - 1);
    assert!(joining.store.join_link_by_secret(joining.secret, last).await.unwrap().is_some());
    joining.ask("zoe@x.example", last).await;
    assert_eq!(joining.store.join_link_by_secret(joining.secret, LATER).await.unwrap(), None);
    let taken = joining.store.ask_to_join(joining.secret, &asking("yan@x.example"), LATER).await.unwrap();
    assert_eq!(taken, AskTaken::NoLink);
    // A clock that was put back brings no link back.
    joining
        .store
        .add_groups(&[rollcall_domain::GroupPath::parse("New").unwrap()], Act { now: LATER, ..joining.act })
        .await
        .unwrap();
    assert_eq!(joining.store.join_link_by_secret(joining.secret, NOW).await.unwrap(), None);
    let taken = joining.store.ask_to_join(joining.secret, &asking("yan@x.example"), NOW).await.unwrap();
    assert_eq!(taken, AskTaken::NoLink);
    assert!(joining.store.join_link().await.unwrap().unwrap().is_on, "it is shown all the same");
}

async fn a_link_that_is_off_takes_nobody(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let link = joining.unconfirmed("yan@x.example", NOW).await;
    assert!(store.switch_join_link(joining.link, false, joining.act).await.unwrap());
    assert_eq!(store.join_link_by_secret(joining.secret, NOW).await.unwrap(), None);
    assert_eq!(store.ask_to_join(joining.secret, &asking("zoe@x.example"), NOW).await.unwrap(), AskTaken::NoLink);
    assert!(store.confirm_request(link, NOW).await.unwrap(), "what was asked before can be confirmed");
    assert!(store.switch_join_link(joining.link, true, joining.act).await.unwrap());
    joining.ask("zoe@x.example", NOW).await;
}

async fn a_link_that_is_used_up_takes_nobody_until_it_may_have_more_uses(database: &dyn Database) {
    let two = JoinLinkTerms { most_uses: Some(2), ..JoinLinkTerms::default() };
    let joining = under(database, two.clone()).await;
    let store = joining.store.as_ref();
    let mut links = Vec::new();
    for address in ["wes@x.example", "xia@x.example", "yan@x.example"] {
        links.push(joining.unconfirmed(address, NOW).await);
    }
    assert!(store.confirm_request(links[0], NOW).await.unwrap());
    assert!(!store.confirm_request(links[0], NOW).await.unwrap(), "nobody counts twice");
    assert!(store.confirm_request(links[1], NOW).await.unwrap());
    assert_eq!(store.join_link().await.unwrap().unwrap().uses, 2);
    assert!(!store.confirm_request(links[2], NOW).await.unwrap());
    let left_over = store.request_by_link(links[2], NOW).await.unwrap().unwrap();
    assert_eq!((left_over.state, left_over.confirmed_at), (RequestState::Unconfirmed, None));
    assert_eq!(store.ask_to_join(joining.secret, &asking("zoe@x.example"), NOW).await.unwrap(), AskTaken::NoLink);
    let three = JoinLinkTerms { most_uses: Some(3), ..two };
    assert!(store.change_join_link(joining.link, &three, joining.act).await.unwrap());
    assert!(store.confirm_request(links[2], NOW).await.unwrap());
    assert_eq!(joining.listed().await.total, 3);
    assert_eq!(store.join_link().await.unwrap().unwrap().uses, 3);
}

async fn what_holds_for_a_link_is_changed_and_the_change_is_recorded(database: &dyn Database) {
    let terms = JoinLinkTerms { most_uses: Some(5), suggested: Some(as_buyer(2)), ..JoinLinkTerms::default() };
    let joining = under(database, terms.clone()).await;
    let store = joining.store.as_ref();
    let request = joining.pending("zoe@x.example", NOW).await;
    let new = JoinLinkTerms { most_uses: None, ends_at: Some(NOW.plus_days(9)), suggested: Some(as_buyer(4)), ..terms };
    assert!(store.switch_join_link(joining.link, false, joining.later(1)).await.unwrap());
    assert!(store.change_join_link(joining.link, &new, joining.later(2)).await.unwrap());
    let link = store.join_link().await.unwrap().unwrap();
    assert_eq!((link.id, link.is_on, link.uses, link.made_at), (joining.link, false, 1, NOW));
    assert_eq!((link.secret.hash(), link.terms), (joining.secret, new));
    assert_eq!(joining.request(request.id).await.suggested, Some(as_buyer(2)), "as it stood when they came");
    assert!(holds!(
        database,
        "(SELECT group_concat(detail, ' | ') FROM activity WHERE verb = 'join_link_changed' AND by_user = 1) = \
         'is_on: true → false | last_day: – → 2026-11-30; most_uses: 5 → –; suggested: Sales: Buyer → Marketing: Buyer'"
    ));
}

async fn what_does_not_change_is_not_written(database: &dyn Database) {
    let joining = under(database, suggesting(2)).await;
    assert!(joining.store.change_join_link(joining.link, &suggesting(2), joining.later(2)).await.unwrap());
    assert!(joining.store.switch_join_link(joining.link, true, joining.later(2)).await.unwrap());
    assert_eq!(joining.store.latest_seen().await.unwrap(), NOW);
    assert!(holds!(database, "NOT EXISTS (SELECT 1 FROM activity WHERE verb = 'join_link_changed')"));
}

async fn a_link_that_was_replaced_cannot_be_changed(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    store.make_join_link(&secret(2), &suggesting(2), joining.act).await.unwrap();
    assert!(!store.change_join_link(joining.link, &JoinLinkTerms::default(), joining.later(1)).await.unwrap());
    assert!(!store.switch_join_link(joining.link, false, joining.later(1)).await.unwrap());
    let link = store.join_link().await.unwrap().unwrap();
    assert_eq!((link.is_on, link.terms), (true, suggesting(2)));
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "nothing was written");
}

async fn a_link_is_shown_with_who_made_it_as_they_are_called_now(database: &dyn Database) {
    let joining = joining(database).await;
    let bob = administrator(joining.store.as_ref(), joining.act, "bob@acme.example", "Bob").await;
    let by_bob = Act { by: bob, ..joining.act };
    joining.store.make_join_link(&secret(2), &JoinLinkTerms::default(), by_bob).await.unwrap();
    assert_eq!(joining.store.join_link().await.unwrap().unwrap().made_by, "Bob");
    database.run("UPDATE users SET name = NULL WHERE name = 'Bob'").await.unwrap();
    assert_eq!(joining.store.join_link().await.unwrap().unwrap().made_by, "bob@acme.example");
}
