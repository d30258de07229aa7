//! The chain over the activity: whatever is changed afterwards breaks it.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    groups::add,
    joining::holds,
    plan::{BUYER, SALES, Sheet},
    scene::{bob, deliver},
};
use rollcall_app::ports::store::{Act, ActivityFilter, ChainState, Store};
use rollcall_domain::{ActivityId, GroupId, GroupName, GroupPath};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

every_database![
    before_the_first_entry_the_chain_is_whole_and_has_no_head,
    a_hash_is_that_of_the_link_before_and_of_every_column_of_every_entry,
    each_transaction_that_recorded_something_has_one_link,
    a_hash_that_was_noted_is_found_however_much_came_after,
    an_account_that_was_written_anew_has_another_chain,
    a_tail_that_was_cut_off_shows_against_a_noted_hash,
    an_account_of_which_nothing_is_written_was_emptied,
    whatever_is_changed_breaks_the_chain_where_it_was_changed,
    what_was_put_in_is_never_vouched_for_by_what_is_written_later,
    a_chain_over_many_entries_at_once_is_whole_and_breaks_in_their_middle,
    two_programs_that_write_at_once_make_one_chain,
];

const UNLOCK: &str = "DROP TRIGGER activity_is_never_changed; DROP TRIGGER activity_is_never_deleted; \
    DROP TRIGGER chain_is_never_changed; DROP TRIGGER chain_is_never_deleted; PRAGMA foreign_keys = OFF; ";

async fn state(store: &dyn Store, noted: Option<&[u8; 32]>) -> ChainState {
    store.verify_activity(noted).await.unwrap()
}

/// The head of a chain that is whole.
async fn head(store: &dyn Store) -> [u8; 32] {
    match state(store, None).await {
        ChainState::Whole { head, .. } => head,
        other => panic!("{other:?}"),
    }
}

/// Entries 1 to 4 were written by one transaction, 5 by one, 6 and 7 by one, and 8 by one.
async fn four_links(database: &dyn Database) -> (std::sync::Arc<dyn Store>, Act) {
    let (store, act) = with_account(database).await;
    add(store.as_ref(), act, "Ops").await;
    let both = ["A", "B"].map(|path| GroupPath::parse(path).unwrap());
    store.add_groups(&both, act).await.unwrap();
    store.rename_group(GroupId(5), &GroupName::parse("Work").unwrap(), act).await.unwrap();
    (store, act)
}

async fn before_the_first_entry_the_chain_is_whole_and_has_no_head(database: &dyn Database) {
    let store = database.open().await;
    let empty = ChainState::Whole { entries: 0, head: [0; 32] };
    assert_eq!(state(store.as_ref(), None).await, empty);
    assert_eq!(state(store.as_ref(), Some(&[0; 32])).await, empty);
    assert_eq!(state(store.as_ref(), Some(&[1; 32])).await, ChainState::AnotherChain);
}

async fn a_hash_is_that_of_the_link_before_and_of_every_column_of_every_entry(database: &dyn Database) {
    let (store, _) = with_account(database).await;
    let quoted = |text: &str| {
        text.bytes().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02X}").unwrap();
            hex
        })
    };
    let line = |id: i64, verb: &str, user: &str, detail: &str| {
        format!("{id},{},1,X'{}',{user},NULL,X'{}',NULL,NULL\n", NOW.as_millis(), quoted(verb), quoted(detail))
    };
    let lines = [
        line(1, "account_created", "1", "Acme"),
        line(2, "group_added", "NULL", "Sales"),
        line(3, "group_added", "NULL", "Sales/EMEA"),
        line(4, "group_added", "NULL", "Marketing"),
    ];
    let expected: [u8; 32] = Sha256::digest([[0; 32].as_slice(), lines.concat().as_bytes()].concat()).into();
    assert_eq!(state(store.as_ref(), None).await, ChainState::Whole { entries: 4, head: expected });
    let act = Act { by: rollcall_domain::UserId(1), now: NOW };
    add(store.as_ref(), act, "Ops").await;
    let line = line(5, "group_added", "NULL", "Ops");
    let expected: [u8; 32] = Sha256::digest([expected.as_slice(), line.as_bytes()].concat()).into();
    assert_eq!(state(store.as_ref(), Some(&expected)).await, ChainState::Whole { entries: 5, head: expected });
}

async fn each_transaction_that_recorded_something_has_one_link(database: &dyn Database) {
    four_links(database).await;
    assert!(holds!(database, "(SELECT group_concat(last_activity ORDER BY last_activity) FROM chain) = '4,5,7,8'"));
    let other = database.another().await;
    let scene = bob(other.as_ref()).await;
    let before = head(scene.store.as_ref()).await;
    deliver(scene.store.as_ref(), NOW.plus_days(1)).await;
    let nothing = scene.store.cancel(&[], scene.later(1)).await.unwrap();
    assert_eq!((nothing.len(), head(scene.store.as_ref()).await), (0, before), "without an entry there is no link");
}

async fn a_hash_that_was_noted_is_found_however_much_came_after(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut noted = vec![[0; 32]];
    for number in 0..5 {
        add(store.as_ref(), act, &format!("G{number}")).await;
        noted.push(head(store.as_ref()).await);
    }
    for hash in &noted {
        assert!(matches!(state(store.as_ref(), Some(hash)).await, ChainState::Whole { entries: 9, .. }));
    }
    noted.sort_unstable();
    noted.dedup();
    assert_eq!(noted.len(), 6, "each is another one");
    assert_eq!(state(store.as_ref(), Some(&[7; 32])).await, ChainState::AnotherChain);
}

async fn an_account_that_was_written_anew_has_another_chain(database: &dyn Database) {
    let (store, _) = four_links(database).await;
    let other = database.another().await;
    let (anew, act) = with_account(other.as_ref()).await;
    add(anew.as_ref(), act, "Other").await;
    let noted = head(store.as_ref()).await;
    assert_eq!(state(anew.as_ref(), Some(&noted)).await, ChainState::AnotherChain);
}

async fn a_tail_that_was_cut_off_shows_against_a_noted_hash(database: &dyn Database) {
    let (store, act) = four_links(database).await;
    let noted = head(store.as_ref()).await;
    let cut = const_concat(UNLOCK, "DELETE FROM activity WHERE id > 5; DELETE FROM chain WHERE last_activity > 5");
    database.run(cut).await.unwrap();
    assert!(matches!(state(store.as_ref(), None).await, ChainState::Whole { entries: 5, .. }));
    assert_eq!(state(store.as_ref(), Some(&noted)).await, ChainState::AnotherChain);
    // What is written since goes on from there, and does not hide it.
    add(store.as_ref(), act, "Other").await;
    assert_eq!(state(store.as_ref(), Some(&noted)).await, ChainState::AnotherChain);
}

async fn an_account_of_which_nothing_is_written_was_emptied(database: &dyn Database) {
    let (store, _) = four_links(database).await;
    database.run(const_concat(UNLOCK, "DELETE FROM activity; DELETE FROM chain")).await.unwrap();
    assert_eq!(state(store.as_ref(), None).await, ChainState::Broken { at: ActivityId(1) });
}

async fn whatever_is_changed_breaks_the_chain_where_it_was_changed(database: &dyn Database) {
    let changes = [
        ("UPDATE activity SET at = at + 1 WHERE id = 7", 6),
        ("UPDATE activity SET by_user = NULL WHERE id = 5", 5),
        ("UPDATE activity SET verb = 'group_removed' WHERE id = 2", 1),
        ("UPDATE activity SET user_id = 1 WHERE id = 8", 8),
        ("UPDATE activity SET request_id = 1 WHERE id = 8", 8),
        ("UPDATE activity SET import_id = 1 WHERE id = 8", 8),
        ("UPDATE activity SET before = '[]' WHERE id = 8", 8),
        ("UPDATE activity SET detail = 'C' WHERE id = 6", 6),
        ("UPDATE activity SET detail = NULL WHERE id = 6", 6),
        ("UPDATE activity SET detail = detail || char(0) || 'nothing' WHERE id = 6", 6),
        ("UPDATE activity SET detail = char(10) || detail WHERE id = 5", 5),
        ("DELETE FROM activity WHERE id = 1", 1),
        ("DELETE FROM activity WHERE id = 5", 5),
        ("DELETE FROM activity WHERE id = 7", 6),
        ("DELETE FROM activity WHERE id = 8", 8),
        ("DELETE FROM activity", 1),
        ("DELETE FROM activity WHERE id > 4", 5),
        ("DELETE FROM activity WHERE id = 5; DELETE FROM chain WHERE last_activity = 5", 5),
        (
            "DELETE FROM activity WHERE id = 5; UPDATE activity SET id = id - 1 WHERE id > 5; \
          DELETE FROM chain WHERE last_activity = 5; UPDATE chain SET last_activity = last_activity - 1 WHERE last_activity > 5",
            5,
        ),
        ("INSERT INTO activity (id, at, verb) VALUES (9, 0, 'removed')", 9),
        ("INSERT INTO activity (id, at, verb) VALUES (9000000000000000000, 0, 'removed')", 9),
        ("INSERT INTO activity (id, at, verb) VALUES (0, 0, 'removed')", 1),
        ("INSERT INTO activity (id, at, verb) VALUES (-7, 0, 'removed')", 1),
        (
            "UPDATE activity SET id = 99 WHERE id = 6; UPDATE activity SET id = 6 WHERE id = 7; UPDATE activity SET id = 7 WHERE id = 99",
            6,
        ),
        (
            "UPDATE activity SET id = 99 WHERE id = 5; UPDATE activity SET id = 5 WHERE id = 8; UPDATE activity SET id = 8 WHERE id = 99",
            5,
        ),
        ("DELETE FROM chain WHERE last_activity = 4", 1),
        ("DELETE FROM chain WHERE last_activity = 8", 8),
        ("DELETE FROM chain", 1),
        ("UPDATE chain SET hash = zeroblob(32) WHERE last_activity = 7", 6),
        ("UPDATE chain SET last_activity = 6 WHERE last_activity = 7", 6),
        ("INSERT INTO chain VALUES (6, zeroblob(32))", 6),
        ("INSERT INTO chain VALUES (99, zeroblob(32))", 9),
    ];
    for (sql, at) in changes {
        let broken = database.another().await;
        let (store, _) = four_links(broken.as_ref()).await;
        let noted = head(store.as_ref()).await;
        broken.run(const_concat(UNLOCK, sql)).await.unwrap();
        let expected = ChainState::Broken { at: ActivityId(at) };
        assert_eq!(state(store.as_ref(), None).await, expected, "{sql}");
        assert_eq!(state(store.as_ref(), Some(&noted)).await, expected, "{sql}");
    }
}

async fn what_was_put_in_is_never_vouched_for_by_what_is_written_later(database: &dyn Database) {
    let (store, act) = four_links(database).await;
    database.run("INSERT INTO activity (id, at, verb) VALUES (9, 0, 'removed')").await.unwrap();
    for number in 0..3 {
        add(store.as_ref(), act, &format!("G{number}")).await;
        assert_eq!(state(store.as_ref(), None).await, ChainState::Broken { at: ActivityId(9) });
    }
    let all = store.activity(&ActivityFilter::default()).await.unwrap();
    assert_eq!(all.total, 12, "the program goes on");
}

async fn a_chain_over_many_entries_at_once_is_whole_and_breaks_in_their_middle(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    add(store.as_ref(), act, "Ops").await;
    let mut sheet = Sheet::new();
    for number in 0..10_500 {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.carry_out(store.as_ref(), act).await;
    for number in 0..20 {
        add(store.as_ref(), act, &format!("G{number}")).await;
    }
    // An entry of the import itself, one for everybody in it, and the others.
    let noted = head(store.as_ref()).await;
    let whole = ChainState::Whole { entries: 5 + 1 + 10_500 + 20, head: noted };
    assert_eq!(state(store.as_ref(), Some(&noted)).await, whole);
    database.run(const_concat(UNLOCK, "UPDATE activity SET detail = 'Sales: Tech' WHERE id = 10400")).await.unwrap();
    assert_eq!(state(store.as_ref(), None).await, ChainState::Broken { at: ActivityId(6) });
}

async fn two_programs_that_write_at_once_make_one_chain(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let mut tasks = Vec::new();
    for task in 0..4 {
        let store = if task % 2 == 0 { store.clone() } else { other.clone() };
        tasks.push(tokio::spawn(async move {
            for number in 0..20 {
                add(store.as_ref(), act, &format!("Own{task}/G{number}")).await;
                assert!(matches!(state(store.as_ref(), None).await, ChainState::Whole { .. }));
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert!(matches!(state(store.as_ref(), None).await, ChainState::Whole { entries: 88, .. }));
    assert!(holds!(database, "(SELECT count(*) FROM chain) = 81"));
}

/// Both texts as one. [`Database::run`] takes only texts that the tests hold.
fn const_concat(one: &str, two: &str) -> &'static str {
    Box::leak(format!("{one}{two}").into_boxed_str())
}
