//! The change feed, and hearing of writes.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::{claim, record, to},
    plan::{BUYER, SALES, Sheet, id_of},
};
use rollcall_app::ports::Store;
use rollcall_domain::{DeliveryState, GroupPath, UserId};
use std::time::Duration;

every_database![
    every_transaction_that_touches_users_has_the_next_number_and_names_them,
    changes_are_the_same_for_every_process,
    a_write_of_this_process_is_heard,
    a_write_of_another_process_is_heard,
    a_write_before_the_call_is_heard_once,
    no_write_no_sound,
];

async fn every_transaction_that_touches_users_has_the_next_number_and_names_them(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.latest_change().await.unwrap(), 1);
    Sheet::new()
        .invite("bob@acme.example", None, &[(SALES, BUYER)])
        .invite("cy@acme.example", None, &[(SALES, BUYER)])
        .carry_out(store.as_ref(), act)
        .await;
    let changes = store.changes_after(1).await.unwrap();
    assert_eq!((changes.latest, changes.users.clone()), (2, vec![(UserId(2), UserId(3))]));
    let names = |users: &[(UserId, UserId)], id: UserId| users.iter().any(|(a, b)| *a <= id && id <= *b);

    let claimed = claim(store.as_ref(), 1, NOW).await;
    let changes = store.changes_after(2).await.unwrap();
    assert_eq!(changes.latest, 3);
    assert!(names(&changes.users, claimed[0].mail.user.unwrap()));
    record(store.as_ref(), &claimed[0], DeliveryState::Sent, None, NOW).await;
    let changes = store.changes_after(3).await.unwrap();
    assert_eq!(changes.latest, 4);
    assert!(names(&changes.users, claimed[0].mail.user.unwrap()));

    // What touches no user takes no number.
    store.add_groups(&[GroupPath::parse("Ops").unwrap()], act).await.unwrap();
    assert_eq!(store.latest_change().await.unwrap(), 4);
    assert_eq!(store.changes_after(4).await.unwrap().users, []);
    // From the beginning: everybody.
    let all = store.changes_after(0).await.unwrap();
    assert!((1..=3).all(|id| names(&all.users, UserId(id))));
    assert!(!names(&all.users, UserId(4)));
}

async fn changes_are_the_same_for_every_process(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]).carry_out(store.as_ref(), act).await;
    let bob = id_of(other.as_ref(), "bob@acme.example").await;
    let claimed = claim(other.as_ref(), 10, NOW).await;
    assert_eq!(to(&claimed, "bob@acme.example").mail.user, Some(bob));
    assert_eq!(store.changes_after(0).await.unwrap(), other.changes_after(0).await.unwrap());
    assert_eq!(store.latest_change().await.unwrap(), 3);
}

/// Whether a write is heard within a second and a half.
async fn heard(store: &dyn Store) -> bool {
    tokio::time::timeout(Duration::from_millis(1_500), store.wait_for_write()).await.is_ok()
}

async fn add_group(store: &dyn Store, act: rollcall_app::ports::store::Act, path: &str) {
    store.add_groups(&[GroupPath::parse(path).unwrap()], act).await.unwrap();
}

async fn a_write_of_this_process_is_heard(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    while heard(store.as_ref()).await {}
    let (heard, ()) = tokio::join!(heard(store.as_ref()), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        add_group(store.as_ref(), act, "Ops").await;
    });
    assert!(heard);
}

async fn a_write_of_another_process_is_heard(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    while heard(other.as_ref()).await {}
    let (heard, ()) = tokio::join!(heard(other.as_ref()), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        add_group(store.as_ref(), act, "Ops").await;
    });
    assert!(heard);
}

async fn a_write_before_the_call_is_heard_once(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    while heard(store.as_ref()).await {}
    add_group(store.as_ref(), act, "Ops").await;
    add_group(store.as_ref(), act, "Ops/Night").await;
    assert!(heard(store.as_ref()).await);
    assert!(!heard(store.as_ref()).await);
}

async fn no_write_no_sound(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    while heard(store.as_ref()).await {}
    // Reading, and asking for what is not there, writes nothing.
    store.entries(UserId(0), 10).await.unwrap();
    claim(store.as_ref(), 10, NOW.plus_days(1)).await;
    store.begin_delivering(NOW.plus_days(1)).await.unwrap().unwrap();
    store.record_deliveries(&[], NOW.plus_days(1)).await.unwrap();
    store.add_groups(&[GroupPath::parse("Sales").unwrap()], act).await.unwrap();
    assert!(!heard(store.as_ref()).await);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}
