//! Whom undoing an import leaves as they are by now.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{ROOT, changed, give, has, held},
    outbox::to,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{bob, deliver, member},
    undo::undone,
    undo_imports::{acts, stands, undo},
};
use rollcall_app::ports::store::{Act, ActRange, ActivityFilter, Store, Undone};
use rollcall_domain::{
    ActivityId, GroupId, InvitationState, UserState, import::GroupRef, invitation::Answer, role::ADMINISTRATOR,
};
use std::sync::Arc;

every_database![
    whoever_something_else_happened_to_is_left,
    one_user_of_an_import_is_undone_with_all_that_it_did_to_them,
    an_administrator_of_a_group_undoes_what_lies_there,
    undoing_an_import_leaves_an_administrator,
    undoing_an_import_against_accepting,
];

async fn whoever_something_else_happened_to_is_left(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let names = ["accepted", "declined", "cancelled", "changed", "resent", "untouched"];
    let mut sheet = Sheet::new();
    for name in names {
        sheet = sheet.invite(&format!("{name}@acme.example"), None, &[(SALES, BUYER)]);
    }
    let import = sheet.carry_out(store, act).await;
    let claimed = deliver(store, NOW).await;
    let later = Act { now: NOW.plus_days(2), ..act };
    let mut users = Vec::new();
    for name in names {
        let mail = to(&claimed, &format!("{name}@acme.example"));
        let (user, invitation, link) = (mail.mail.user.unwrap(), mail.mail.invitation.unwrap(), mail.link.unwrap());
        users.push(user);
        let answer = async |answer| store.answer_invitation(link, answer, None, None, later.now).await.unwrap();
        match name {
            "accepted" => assert_eq!(answer(Answer::Accept).await, Some(user)),
            "declined" => assert_eq!(answer(Answer::Decline).await, Some(user)),
            "cancelled" => assert_eq!(store.cancel(&[invitation], later).await.unwrap().len(), 1),
            "changed" => assert_eq!(changed(store, &[user], &give(4, BUYER), later).await.0, [user]),
            "resent" => assert_eq!(store.resend(&[invitation], later.now, later).await.unwrap().len(), 1),
            _ => {}
        }
    }
    let before = store.entries_of(&users[..5]).await.unwrap();
    assert_eq!(undo(store, import, later).await, (vec![users[5]], 5));
    assert_eq!(store.entries_of(&users[..5]).await.unwrap(), before);
    assert_eq!(stands(store, users[5]).await, (UserState::Invited, Some(InvitationState::Cancelled)));
}

async fn one_user_of_an_import_is_undone_with_all_that_it_did_to_them(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let sheet = Sheet::new().add("cy@acme.example", cy, &[(EMEA, BUYER), (EMEA, APPROVER), (ROOT, BUYER)]);
    let import = sheet.invite("dee@acme.example", None, &[(SALES, BUYER)]).carry_out(store, act).await;
    let dee = id_of(store, "dee@acme.example").await;
    let range = acts(store, import).await;
    assert_eq!(store.undoable_users(range, None).await.unwrap(), (2, 2));
    assert_eq!(range.last.0 - range.first.0, 3);
    let filter = ActivityFilter { limit: 100, ..ActivityFilter::default() };
    let entries: Vec<_> = store.activity(&filter).await.unwrap().entries.iter().map(|entry| entry.id).collect();
    let undoable = store.undoable(&entries, None).await.unwrap();
    assert_eq!(undoable.len(), 4, "{undoable:?}");
    assert!(undoable.values().all(|act| act.last == range.last && act.first < range.first));
    // By the first of the three, and not by those of them that are no longer the newest.
    let one = ActRange { first: range.first, last: range.first };
    assert_eq!(undone(store, one, act).await, (vec![cy], 0));
    assert_eq!(held(store, cy).await, [has(2, BUYER)]);
    assert_eq!(
        undone(store, ActRange { first: ActivityId(range.first.0 + 1), last: range.last }, act).await,
        (vec![dee], 1)
    );
    assert_eq!(store.undoable(&entries, None).await.unwrap().len(), 0);
    assert_eq!(store.undoable_users(range, None).await.unwrap(), (0, 2));
}

async fn an_administrator_of_a_group_undoes_what_lies_there(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let gone = member(store, scene.act, "gone@acme.example", None, &[(SALES, BUYER)]).await;
    let marketing = GroupRef::Existing(GroupId(4));
    let import = Sheet::new()
        .invite("here@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)])
        .invite("there@acme.example", None, &[(SALES, BUYER), (marketing, BUYER)])
        .add("cy@acme.example", cy, &[(EMEA, BUYER)])
        .add("bob@acme.example", scene.user, &[(marketing, BUYER)])
        .remove("gone@acme.example", gone, UserState::Active)
        .carry_out(store, scene.act)
        .await;
    let here = id_of(store, "here@acme.example").await;
    let range = acts(store, import).await;
    assert_eq!(store.undoable_users(range, None).await.unwrap(), (5, 5));
    let within = async |part: &[GroupId]| {
        let told = store.undoable_users(range, Some(part)).await.unwrap();
        match store.undo(range, Some(part), scene.act).await.unwrap() {
            Undone::Done { users, left, .. } => {
                assert_eq!(told, (users.len() as u64, users.len() as u64 + left));
                (users, left)
            }
            Undone::LastAdministrator { .. } => panic!("the last administrator"),
        }
    };
    assert_eq!(within(&[GroupId(3)]).await, (vec![cy], 4));
    assert_eq!(within(&[]).await, (Vec::new(), 5));
    assert_eq!(within(&[GroupId(2)]).await, (vec![here], 4));
    assert_eq!(within(&[GroupId(2), GroupId(4)]).await.0.len(), 2);
    assert_eq!(undo(store, import, scene.act).await, (vec![gone], 4));
}

async fn undoing_an_import_leaves_an_administrator(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let by_cy = Act { by: cy, ..act };
    let root = (GroupId::ROOT, ADMINISTRATOR);
    // One takes the other's place: and back.
    let swap = Sheet::new().add("cy@acme.example", cy, &[(ROOT, ADMINISTRATOR)]);
    let swap = swap.change("ana@acme.example", act.by, &[root], &[(SALES, BUYER)]).carry_out(store, act).await;
    assert_eq!(undo(store, swap, by_cy).await, (vec![act.by, cy], 0));
    assert_eq!(store.administrators().await.unwrap().remove(0).id, act.by);
    // Without Ana, Cy stays.
    let sheet = Sheet::new().add("cy@acme.example", cy, &[(ROOT, ADMINISTRATOR)]);
    let import = sheet.invite("dee@acme.example", None, &[(SALES, BUYER)]).carry_out(store, act).await;
    store.remove_users(&[(act.by, UserState::Active)], None, by_cy).await.unwrap();
    let range = acts(store, import).await;
    assert_eq!(store.undo_ends(range, None, by_cy).await.unwrap(), Undone::LastAdministrator { all: 2 });
    assert_eq!(store.undo(range, None, by_cy).await.unwrap(), Undone::LastAdministrator { all: 2 });
    assert_eq!(store.administrators().await.unwrap().remove(0).id, cy);
}

async fn undoing_an_import_against_accepting(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..50 {
        let address = format!("p{run}@acme.example");
        let sheet = Sheet::new().invite(&address, None, &[(SALES, BUYER)]);
        let import = sheet.carry_out(store.as_ref(), act).await;
        let claimed = deliver(store.as_ref(), NOW).await;
        let (user, link) = (to(&claimed, &address).mail.user.unwrap(), to(&claimed, &address).link.unwrap());
        let range = acts(store.as_ref(), import).await;
        let undoing = tokio::spawn({
            let store: Arc<dyn Store> = store.clone();
            async move { undone(store.as_ref(), range, act).await }
        });
        let accepting = tokio::spawn({
            let store = other.clone();
            async move { store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap() }
        });
        let ends = (undoing.await.unwrap(), accepting.await.unwrap());
        let back = ends == ((vec![user], 0), None);
        assert!(back || ends == ((Vec::new(), 1), Some(user)), "run {run}: {ends:?}");
        let state = if back { UserState::Invited } else { UserState::Active };
        assert_eq!(
            (stands(store.as_ref(), user).await.0, held(store.as_ref(), user).await.len()),
            (state, usize::from(!back))
        );
    }
}
