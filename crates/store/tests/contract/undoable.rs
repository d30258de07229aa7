//! Which entries of the activity can be undone, and how that would end.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{changed, give, take},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet},
    scene::{administrator, bob, member, removed},
    undo::undone,
};
use rollcall_app::ports::store::{Act, ActRange, ActivityFilter, Store, Undone, Verb};
use rollcall_domain::{ActivityId, GroupId, UserId, UserState, role::ADMINISTRATOR};

every_database![
    the_newest_entry_of_a_user_can_be_undone_until_something_else_happens,
    an_entry_names_the_whole_act,
    what_is_gone_cannot_be_undone,
    within_a_scope_only_what_lies_there_can_be_undone,
    an_invitation_that_ended_with_its_inviter_names_their_removal,
    asking_how_it_would_end_says_what_undoing_does_and_changes_nothing,
];

/// All entries that there are and that can be undone, each with its act, by number.
async fn undoable(store: &dyn Store, scope: Option<&[GroupId]>) -> Vec<(ActivityId, ActRange)> {
    let filter = ActivityFilter { limit: 10_000, ..ActivityFilter::default() };
    let all: Vec<_> = store.activity(&filter).await.unwrap().entries.into_iter().map(|entry| entry.id).collect();
    let mut found: Vec<_> = store.undoable(&all, scope).await.unwrap().into_iter().collect();
    found.sort_unstable_by_key(|(id, _)| id.0);
    found
}

/// These entries alone, each of its act.
fn each(act: ActRange, entries: impl IntoIterator<Item = i64>) -> Vec<(ActivityId, ActRange)> {
    entries.into_iter().map(|at| (ActivityId(act.first.0 + at), act)).collect()
}

async fn the_newest_entry_of_a_user_can_be_undone_until_something_else_happens(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    assert_eq!(undoable(store, None).await, [], "an invitation and its answer are not undone");
    changed(store, &[cy], &give(4, BUYER), act).await;
    let second = changed(store, &[cy], &give(4, APPROVER), act).await.1.unwrap();
    assert_eq!(undoable(store, None).await, each(second, [0]), "of two changes only the last");
    assert_eq!(store.undoable(&[ActivityId(second.first.0 - 1)], None).await.unwrap().len(), 0);
    assert_eq!(undone(store, second, act).await, (vec![cy], 0));
    assert_eq!(undoable(store, None).await, [], "nor the undoing");
    assert_eq!(removed(store.remove_users(&[(cy, UserState::Active)], None, act).await.unwrap()), [cy]);
    let removal = store.history(cy).await.unwrap()[0].id;
    assert_eq!(undoable(store, None).await, [(removal, ActRange { first: removal, last: removal })]);
    Sheet::new().invite_again("cy@acme.example", cy, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    assert_eq!(undoable(store, None).await, [], "invited again");
}

async fn an_entry_names_the_whole_act(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut all = Vec::new();
    for name in ["one", "two", "three"] {
        all.push(member(store, act, &format!("{name}@acme.example"), None, &[(SALES, BUYER)]).await);
    }
    let three = changed(store, &all, &give(4, BUYER), act).await.1.unwrap();
    assert_eq!(undoable(store, None).await, each(three, 0..3));
    let one = changed(store, &all[1..2], &take(2, Vec::new()), act).await.1.unwrap();
    assert_eq!(undoable(store, None).await, [each(three, [0, 2]), each(one, [0])].concat());
    assert_eq!(undone(store, three, act).await, (vec![all[0], all[2]], 1));
    assert_eq!(undoable(store, None).await, each(one, [0]));
}

async fn what_is_gone_cannot_be_undone(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]).await;
    changed(store, &[cy], &take(3, Vec::new()), act).await;
    assert_eq!(undoable(store, None).await.len(), 1);
    database.run("UPDATE groups SET removed_at = 1 WHERE id = 3").await.unwrap();
    assert_eq!(undoable(store, None).await, []);
}

async fn within_a_scope_only_what_lies_there_can_be_undone(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let change = changed(store, &[cy], &give(3, BUYER), act).await.1.unwrap();
    assert_eq!(removed(store.remove_users(&[(dee, UserState::Active)], None, act).await.unwrap()), [dee]);
    assert_eq!(undoable(store, None).await.len(), 2);
    assert_eq!(undoable(store, Some(&[GroupId(2)])).await, each(change, [0]), "a removal is of the whole account");
    for elsewhere in [&[GroupId(4)][..], &[]] {
        assert_eq!(undoable(store, Some(elsewhere)).await, []);
    }
}

async fn an_invitation_that_ended_with_its_inviter_names_their_removal(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let by_cy = Act { by: administrator(store, scene.act, "cy@acme.example", "Cy").await, ..scene.act };
    assert_eq!(removed(store.remove_users(&[(scene.act.by, UserState::Active)], None, by_cy).await.unwrap()).len(), 1);
    let acts = undoable(store, None).await;
    assert_eq!(acts.len(), 2, "{acts:?}");
    assert_eq!((acts[0].1, acts[1].1), (ActRange { first: acts[0].0, last: acts[1].0 }, acts[0].1));
    assert_eq!(scene.verbs().await[0], Verb::Cancelled);
    let (back, left) = undone(store, acts[1].1, by_cy).await;
    assert_eq!((back.contains(&scene.user), back.len(), left), (true, 2, 0));
}

async fn asking_how_it_would_end_says_what_undoing_does_and_changes_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let both = changed(store, &[cy, dee], &give(3, BUYER), act).await.1.unwrap();
    changed(store, &[dee], &take(2, Vec::new()), act).await;
    let promotion = changed(store, &[cy], &give(1, ADMINISTRATOR), act).await.1.unwrap();
    let by_cy = Act { by: cy, ..act };
    changed(store, &[act.by], &take(1, Vec::new()), by_cy).await;
    let stands = async || {
        let entries = store.entries(UserId(0), 100).await.unwrap();
        (entries, store.latest_change().await.unwrap(), store.latest_seen().await.unwrap(), undoable(store, None).await)
    };
    let before = stands().await;
    let later = Act { now: NOW.plus_days(3), ..by_cy };
    assert_eq!(store.undo_ends(promotion, None, later).await.unwrap(), Undone::LastAdministrator { all: 1 });
    let ends = store.undo_ends(both, None, later).await.unwrap();
    assert_eq!(ends, Undone::Done { users: Vec::new(), left: 2, not_given_back: 0 });
    let of_ana = before.3.last().unwrap().1;
    let ends = store.undo_ends(of_ana, None, later).await.unwrap();
    assert_eq!(stands().await, before);
    assert_eq!(ends, Undone::Done { users: vec![act.by], left: 0, not_given_back: 0 });
    assert_eq!(store.undo(of_ana, None, later).await.unwrap(), ends);
}
