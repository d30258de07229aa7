//! Undoing changes of roles.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{changed, give, has, held, take},
    outbox::mint,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet},
    scene::{Scene, administrator, bob, member, removed},
};
use rollcall_app::ports::store::{Act, ActRange, GroupChange, LinkUse, Store, Undone, Verb};
use rollcall_domain::{
    ActivityId, GrantChange, GroupId, ReminderSchedule, UserId, UserState, invitation::Answer, role::ADMINISTRATOR,
};

every_database![
    who_had_other_roles_has_those_again,
    an_undone_change_is_not_undone_twice_nor_the_undoing,
    what_an_invitation_offered_it_offers_again,
    whom_something_else_happened_to_keeps_what_they_have,
    whatever_happens_to_an_invitation_ends_undoing_its_change,
    what_is_gone_is_left_out,
    what_went_into_another_group_stays_there,
    what_was_done_at_several_times_is_not_undone_together,
    an_undoing_stays_within_its_scope,
    undoing_a_promotion_leaves_an_administrator,
    one_of_two_programs_undoes,
    entries_that_nobody_can_undo_are_passed_over,
    many_are_undone_in_one_transaction,
];

/// Undoes this; who is what they were, and how many are not.
pub(crate) async fn undone(store: &dyn Store, range: ActRange, act: Act) -> (Vec<UserId>, u64) {
    match store.undo(range, None, act).await.unwrap() {
        Undone::Done { users, left, .. } => (users, left),
        Undone::LastAdministrator { .. } => panic!("the last administrator"),
    }
}

/// Makes a change of somebody; by what it is undone.
async fn change(scene: &Scene, users: &[UserId], change: &GrantChange, act: Act) -> ActRange {
    changed(scene.store.as_ref(), users, change, act).await.1.unwrap()
}

async fn who_had_other_roles_has_those_again(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]).await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, APPROVER)]).await;
    let replace = GrantChange::Replace { group: GroupId(2), from: vec![BUYER], to: APPROVER };
    let (who, range) = changed(store, &[cy, dee], &replace, act).await;
    assert_eq!(who, [cy], "she has it already");
    let (feed, mails) = (store.latest_change().await.unwrap(), store.mails(&[], None, 100).await.unwrap());
    let later = Act { now: NOW.plus_days(400), ..act };
    assert_eq!(undone(store, range.unwrap(), later).await, (vec![cy], 0));
    assert_eq!(held(store, cy).await, [has(2, BUYER), has(3, BUYER)]);
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!((newest.verb, newest.at, newest.by.as_deref()), (Verb::RolesChangeUndone, later.now, Some("Ana")));
    assert_eq!(newest.detail.as_deref(), Some("Sales: Approver → Buyer"));
    assert_eq!(store.changes_after(feed).await.unwrap().users, [(cy, cy)]);
    assert_eq!(store.mails(&[], None, 100).await.unwrap(), mails);
}

async fn an_undone_change_is_not_undone_twice_nor_the_undoing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let range = changed(store, &[cy], &give(4, BUYER), act).await.1.unwrap();
    assert_eq!(undone(store, range, act).await, (vec![cy], 0));
    let feed = store.latest_change().await.unwrap();
    assert_eq!(undone(store, range, Act { now: NOW.plus_days(1), ..act }).await, (Vec::new(), 1));
    let undoing = store.history(cy).await.unwrap()[0].id;
    assert_eq!(undone(store, ActRange { first: undoing, last: undoing }, act).await, (Vec::new(), 0));
    assert_eq!(held(store, cy).await, [has(2, BUYER)]);
    assert_eq!((store.latest_change().await.unwrap(), store.latest_seen().await.unwrap()), (feed, NOW));
}

async fn what_an_invitation_offered_it_offers_again(database: &dyn Database) {
    let scene = bob(database).await;
    let range = change(&scene, &[scene.user], &take(2, Vec::new()), scene.act).await;
    // Its time is over meanwhile: that changes nothing of what it offers.
    assert_eq!(undone(scene.store.as_ref(), range, scene.later(100)).await, (vec![scene.user], 0));
    assert_eq!(scene.record().await.offered, [has(2, APPROVER), has(3, BUYER)]);
    assert_eq!(scene.verbs().await, [Verb::RolesChangeUndone, Verb::OfferChanged, Verb::Invited]);
    // What was changed as a whole is undone in the same way.
    let offered = [has(2, APPROVER), has(3, BUYER)];
    let set = GrantChange::Set { from: offered.to_vec(), to: vec![has(4, BUYER)] };
    let range = change(&scene, &[scene.user], &set, scene.act).await;
    assert_eq!(undone(scene.store.as_ref(), range, scene.act).await, (vec![scene.user], 0));
    assert_eq!(scene.record().await.offered, offered);
}

async fn whom_something_else_happened_to_keeps_what_they_have(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut all = Vec::new();
    for name in ["changed", "gained", "removed", "same"] {
        all.push(member(store, act, &format!("{name}@acme.example"), None, &[(SALES, BUYER)]).await);
    }
    let range = changed(store, &all, &give(4, BUYER), act).await.1.unwrap();
    changed(store, &all[..1], &take(2, Vec::new()), act).await;
    Sheet::new().add("gained@acme.example", all[1], &[(EMEA, BUYER)]).invite_by_hand(store, act, None).await;
    assert_eq!(removed(store.remove_users(&[(all[2], UserState::Active)], None, act).await.unwrap()), [all[2]]);
    assert_eq!(undone(store, range, act).await, (vec![all[3]], 3));
    assert_eq!(held(store, all[0]).await, [has(4, BUYER)]);
    assert_eq!(held(store, all[1]).await, [has(2, BUYER), has(3, BUYER), has(4, BUYER)]);
    assert_eq!(held(store, all[2]).await, []);
    assert_eq!(held(store, all[3]).await, [has(2, BUYER)]);
}

async fn whatever_happens_to_an_invitation_ends_undoing_its_change(database: &dyn Database) {
    for what in ["resent", "accepted", "declined", "cancelled", "copied", "reminded"] {
        let database = database.another().await;
        let scene = bob(database.as_ref()).await;
        let store = scene.store.as_ref();
        let range = change(&scene, &[scene.user], &give(4, BUYER), scene.act).await;
        let act = scene.later(7);
        match what {
            "resent" => assert_eq!(store.resend(&[scene.invitation], act.now, act).await.unwrap().len(), 1),
            "accepted" => assert!(scene.answer(Answer::Accept, act.now).await),
            "declined" => assert!(scene.answer(Answer::Decline, act.now).await),
            "cancelled" => assert_eq!(store.cancel(&[scene.invitation], act).await.unwrap().len(), 1),
            "copied" => {
                let end = act.now.plus_days(90);
                store.give_out_link(scene.invitation, mint(), end, LinkUse::Copied, act).await.unwrap().unwrap();
            }
            _ => assert_eq!(store.remind(&ReminderSchedule::default(), act.now).await.unwrap(), 1),
        }
        assert_eq!(undone(store, range, act).await, (Vec::new(), 1), "{what}");
        assert_eq!(held(store, scene.user).await.len(), 3, "{what}");
    }
}

async fn what_is_gone_is_left_out(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, APPROVER)]).await;
    let dee = member(store, scene.act, "dee@acme.example", None, &[(EMEA, BUYER)]).await;
    let set = |from: &[_], to: &[_]| GrantChange::Set { from: from.to_vec(), to: to.to_vec() };
    let both = set(&[has(2, BUYER), has(3, APPROVER)], &[has(4, BUYER)]);
    let of_cy = change(&scene, &[cy], &both, scene.act).await;
    let of_dee = change(&scene, &[dee], &set(&[has(3, BUYER)], &[]), scene.act).await;
    let offered = [has(2, APPROVER), has(3, BUYER)];
    let of_bob = change(&scene, &[scene.user], &set(&offered, &[has(4, BUYER)]), scene.act).await;
    database.run("UPDATE groups SET removed_at = 1 WHERE id = 3").await.unwrap();
    database.run("UPDATE roles SET removed_at = 1 WHERE id = 3").await.unwrap();
    let end = store.undo(of_cy, None, scene.act).await.unwrap();
    assert_eq!(end, Undone::Done { users: vec![cy], left: 0, not_given_back: 1 });
    assert_eq!(held(store, cy).await, [has(2, BUYER)]);
    // Where nothing of it is left, nothing is undone; nor does an open invitation offer nothing then.
    assert_eq!(undone(store, of_dee, scene.act).await, (Vec::new(), 1));
    assert_eq!(undone(store, of_bob, scene.act).await, (Vec::new(), 1));
    assert_eq!(held(store, scene.user).await, [has(4, BUYER)]);
}

async fn what_went_into_another_group_stays_there(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let dee = member(store, scene.act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let range = change(&scene, &[cy], &give(3, APPROVER), scene.act).await;
    let other = change(&scene, &[dee], &give(2, APPROVER), scene.act).await;
    assert_eq!(store.merge_groups(GroupId(3), GroupId(4), None, scene.act).await.unwrap(), GroupChange::Done);
    assert_eq!(undone(store, range, scene.act).await, (Vec::new(), 1));
    assert_eq!(held(store, cy).await, [has(2, BUYER), has(4, APPROVER)]);
    // Who has nothing in it is not touched by it, and the merging itself is undone by nobody.
    let merging = ActRange { first: ActivityId(other.last.0 + 1), last: store.history(cy).await.unwrap()[0].id };
    assert_eq!(undone(store, merging, scene.act).await, (Vec::new(), 0));
    assert_eq!(undone(store, other, scene.act).await, (vec![dee], 0));
}

async fn what_was_done_at_several_times_is_not_undone_together(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let dee = member(store, scene.act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let both = change(&scene, &[cy, dee], &give(3, APPROVER), scene.act).await;
    let other = change(&scene, &[scene.user], &give(4, APPROVER), scene.act).await;
    let across = [
        ActRange { first: both.first, last: other.last },
        ActRange { first: both.last, last: other.last },
        ActRange { first: ActivityId(both.first.0 - 1), last: both.last },
        ActRange { first: both.first, last: ActivityId(i64::MAX) },
    ];
    for range in across {
        assert_eq!(undone(store, range, scene.later(1)).await, (Vec::new(), 0), "{range:?}");
    }
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
    // A part of what was done at once is.
    assert_eq!(undone(store, ActRange { first: both.last, ..both }, scene.act).await, (vec![dee], 0));
    assert_eq!(undone(store, both, scene.act).await, (vec![cy], 1));
}

async fn an_undoing_stays_within_its_scope(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]).await;
    let dee = member(store, scene.act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let set = |from: &[_], to: &[_]| GrantChange::Set { from: from.to_vec(), to: to.to_vec() };
    let wide = set(&[has(2, BUYER), has(3, BUYER)], &[has(2, APPROVER), has(3, BUYER), has(4, BUYER)]);
    let wide = change(&scene, &[cy], &wide, scene.act).await;
    let below = change(&scene, &[dee], &give(3, BUYER), scene.act).await;
    let removal = store.remove_users(&[(scene.user, UserState::Invited)], None, scene.act).await.unwrap();
    let rollcall_app::ports::store::Removal::Done { act: Some(removal), .. } = removal else { panic!("not done") };
    let undo = async |range, part: &[GroupId]| match store.undo(range, Some(part), scene.act).await.unwrap() {
        Undone::Done { users, left, .. } => (users, left),
        Undone::LastAdministrator { .. } => panic!("the last administrator"),
    };
    for (range, elsewhere) in [(wide, 4), (wide, 2), (below, 4), (removal, 2)] {
        assert_eq!(undo(range, &[GroupId(elsewhere)]).await, (Vec::new(), 1), "{range:?}: a part is not undone");
        assert_eq!(undo(range, &[]).await, (Vec::new(), 1));
    }
    assert_eq!(undo(below, &[GroupId(2)]).await, (vec![dee], 0));
    assert_eq!(undo(wide, &[GroupId(4), GroupId(2)]).await, (vec![cy], 0));
    assert_eq!(held(store, cy).await, [has(2, BUYER), has(3, BUYER)]);
    assert_eq!(undone(store, removal, scene.act).await, (vec![scene.user], 0));
}

async fn undoing_a_promotion_leaves_an_administrator(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let promotion = changed(store, &[cy], &give(1, ADMINISTRATOR), act).await.1.unwrap();
    let by_cy = Act { by: cy, ..act };
    let demotion = changed(store, &[act.by], &take(1, Vec::new()), by_cy).await.1.unwrap();
    let later = Act { now: NOW.plus_days(1), ..by_cy };
    assert_eq!(store.undo(promotion, None, later).await.unwrap(), Undone::LastAdministrator { all: 1 });
    assert_eq!((held(store, cy).await.len(), store.latest_seen().await.unwrap()), (2, NOW));
    // One after the other: Ana is it again before Cy is it no more.
    assert_eq!(undone(store, demotion, by_cy).await, (vec![act.by], 0));
    assert_eq!(undone(store, promotion, act).await, (vec![cy], 0));
    assert_eq!(store.administrators().await.unwrap().remove(0).id, act.by);
    // And with a removal.
    let promotion = changed(store, &[cy], &give(1, ADMINISTRATOR), act).await.1.unwrap();
    assert_eq!(removed(store.remove_users(&[(act.by, UserState::Active)], None, by_cy).await.unwrap()), [act.by]);
    assert_eq!(store.undo(promotion, None, by_cy).await.unwrap(), Undone::LastAdministrator { all: 1 });
    let removal = store.history(act.by).await.unwrap()[0].id;
    assert_eq!(undone(store, ActRange { first: removal, last: removal }, by_cy).await, (vec![act.by], 0));
    assert_eq!(undone(store, promotion, act).await, (vec![cy], 0));
    assert_eq!(store.administrators().await.unwrap().len(), 1);
}

async fn one_of_two_programs_undoes(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let cy = member(store.as_ref(), act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    for run in 0..50 {
        let range = changed(store.as_ref(), &[cy], &give(4, BUYER), act).await.1.unwrap();
        let both = [store.clone(), other.clone()]
            .map(|store| tokio::spawn(async move { store.undo(range, None, act).await.unwrap() }));
        let mut ends = Vec::new();
        for one in both {
            ends.push(one.await.unwrap());
        }
        assert!(ends.contains(&Undone::Done { users: vec![cy], left: 0, not_given_back: 0 }), "run {run}: {ends:?}");
        assert!(ends.contains(&Undone::Done { users: Vec::new(), left: 1, not_given_back: 0 }), "run {run}: {ends:?}");
        assert_eq!(held(store.as_ref(), cy).await, [has(2, BUYER)]);
    }
}

async fn entries_that_nobody_can_undo_are_passed_over(database: &dyn Database) {
    let scene = bob(database).await;
    let all = ActRange { first: ActivityId(i64::MIN), last: ActivityId(i64::MAX) };
    assert_eq!(undone(scene.store.as_ref(), all, scene.later(1)).await, (Vec::new(), 0));
    let none = ActRange { first: ActivityId(9), last: ActivityId(1) };
    assert_eq!(undone(scene.store.as_ref(), none, scene.later(1)).await, (Vec::new(), 0));
    assert_eq!(scene.store.latest_seen().await.unwrap(), NOW);
    // Who administers the account is not touched by it, whoever asks.
    administrator(scene.store.as_ref(), scene.act, "cy@acme.example", "Cy").await;
    assert_eq!(undone(scene.store.as_ref(), all, scene.act).await, (Vec::new(), 0));
}

async fn many_are_undone_in_one_transaction(database: &dyn Database) {
    const PEOPLE: i64 = 11_000;
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut sheet = Sheet::new();
    for number in 0..PEOPLE {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store, act, None).await;
    let before = store.entries(UserId(1), 100_000).await.unwrap();
    let all: Vec<UserId> = (2..PEOPLE + 2).map(UserId).collect();
    let replace = GrantChange::Replace { group: GroupId(2), from: Vec::new(), to: APPROVER };
    let range = changed(store, &all, &replace, act).await.1.unwrap();
    let feed = store.latest_change().await.unwrap();
    assert_eq!(undone(store, range, act).await, (all.clone(), 0));
    assert_eq!(store.latest_change().await.unwrap(), feed + 1);
    assert_eq!(store.entries(UserId(1), 100_000).await.unwrap(), before);
    // The same of a removal.
    let asked: Vec<_> = all.iter().map(|user| (*user, UserState::Invited)).collect();
    assert_eq!(removed(store.remove_users(&asked, None, act).await.unwrap()).len(), all.len());
    let last = store.history(UserId(PEOPLE + 1)).await.unwrap()[0].id;
    let range = ActRange { first: ActivityId(last.0 - PEOPLE + 1), last };
    assert_eq!(undone(store, range, act).await, (all, 0));
    assert_eq!(store.entries(UserId(1), 100_000).await.unwrap(), before);
}
