//! Changing what many have, or are offered; and that somebody administers the account, whatever happens.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{administrator, bob, member, verbs},
    undo::undone,
};
use rollcall_app::ports::store::{Act, ActRange, GrantsChanged, GroupChange, Store, Verb};
use rollcall_domain::{
    Assignment, GrantChange, GroupId, InvitationState, RoleId, UserId, UserState, import::GroupRef, invitation::Answer,
    role::ADMINISTRATOR,
};
use std::sync::Arc;

every_database![
    members_and_who_is_invited_gain_and_others_are_passed_over,
    an_expired_invitation_offers_what_is_given_and_an_ended_one_does_not,
    what_was_offered_by_an_ended_invitation_can_be_replaced_and_taken,
    no_open_invitation_comes_to_offer_nothing,
    a_role_is_replaced_and_taken_where_it_was_held,
    what_was_seen_is_changed_only_if_it_still_is_so,
    another_offer_is_told_group_by_group_and_stands_behind_the_link_that_is_out,
    who_has_it_already_is_passed_over_and_nothing_is_written,
    what_is_gone_is_given_to_nobody,
    the_last_administrator_keeps_the_role,
    neither_who_is_invited_nor_who_administers_a_group_stands_in,
    two_administrators_who_demote_each_other_never_leave_none,
    no_statement_takes_the_last_administrator_away,
    many_change_in_one_transaction,
];

/// One group and role.
pub(crate) const fn has(group: i64, role: RoleId) -> Assignment {
    Assignment { group: GroupId(group), role }
}

pub(crate) const ROOT: GroupRef = GroupRef::Existing(GroupId::ROOT);

/// They have it besides.
pub(crate) const fn give(group: i64, role: RoleId) -> GrantChange {
    GrantChange::Give { grant: has(group, role) }
}

/// They have nothing of it any more.
pub(crate) const fn take(group: i64, roles: Vec<RoleId>) -> GrantChange {
    GrantChange::Take { group: GroupId(group), roles }
}

/// Makes a change that is made; who has something else, and by what it is undone.
pub(crate) async fn changed(
    store: &dyn Store,
    users: &[UserId],
    change: &GrantChange,
    act: Act,
) -> (Vec<UserId>, Option<ActRange>) {
    match store.change_grants(users, change, act).await.unwrap() {
        GrantsChanged::Done { changed, act } => (changed, act),
        other => panic!("{other:?}"),
    }
}

/// What a user has.
pub(crate) async fn held(store: &dyn Store, user: UserId) -> Vec<Assignment> {
    store.entries_of(&[user]).await.unwrap().remove(0).assignments
}

/// What was said last of a user.
async fn said(store: &dyn Store, user: UserId) -> (Verb, String) {
    let newest = store.history(user).await.unwrap().remove(0);
    (newest.verb, newest.detail.unwrap_or_default())
}

async fn members_and_who_is_invited_gain_and_others_are_passed_over(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let gone = member(store, scene.act, "gone@acme.example", None, &[(SALES, BUYER)]).await;
    store.remove_users(&[(gone, UserState::Active)], None, scene.act).await.unwrap();
    let (mails, change) = (store.mails(&[], None, 100).await.unwrap(), store.latest_change().await.unwrap());
    let later = scene.later(1);
    let users = [cy, gone, scene.user, UserId(99), cy];
    let (who, act) = changed(store, &users, &give(4, RoleId(4)), later).await;
    assert_eq!(who, [scene.user, cy]);
    assert_eq!(held(store, cy).await, [has(2, BUYER), has(4, RoleId(4))]);
    assert_eq!(held(store, scene.user).await, [has(2, APPROVER), has(3, BUYER), has(4, RoleId(4))]);
    assert_eq!(held(store, gone).await, []);
    assert_eq!(said(store, cy).await, (Verb::RolesChanged, "+ Marketing: Finance".to_owned()));
    assert_eq!(said(store, scene.user).await, (Verb::OfferChanged, "+ Marketing: Finance".to_owned()));
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!((newest.by.as_deref(), newest.at), (Some("Ana"), later.now));
    let first = store.history(scene.user).await.unwrap()[0].id;
    assert_eq!(act, Some(ActRange { first, last: newest.id }));
    assert_eq!(newest.id.0, first.0 + 1);
    let changes = store.changes_after(change).await.unwrap();
    assert_eq!((changes.latest, changes.users), (change + 1, vec![(scene.user, cy)]));
    assert_eq!(store.mails(&[], None, 100).await.unwrap(), mails, "nobody is mailed");
    assert!(scene.link_works(later.now).await);
}

async fn an_expired_invitation_offers_what_is_given_and_an_ended_one_does_not(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (who, _) = changed(store, &[scene.user], &give(4, BUYER), scene.later(200)).await;
    assert_eq!((who, held(store, scene.user).await.len()), (vec![scene.user], 3));
    assert!(!scene.link_works(scene.later(200).now).await, "it has its time still");
    store.cancel(&[scene.invitation], scene.later(200)).await.unwrap();
    assert_eq!(changed(store, &[scene.user], &give(4, APPROVER), scene.later(201)).await, (Vec::new(), None));
    assert_eq!(scene.verbs().await, [Verb::Cancelled, Verb::OfferChanged, Verb::Invited]);
}

async fn what_was_offered_by_an_ended_invitation_can_be_replaced_and_taken(database: &dyn Database) {
    let scene = bob(database).await;
    let (store, act) = (scene.store.as_ref(), scene.act);
    assert!(scene.answer(Answer::Decline, NOW).await);
    assert!(matches!(store.remove_group(GroupId(3), act).await.unwrap(), GroupChange::InUse(_)));
    let offered = vec![has(2, APPROVER), has(3, BUYER)];
    let set = GrantChange::Set { from: offered, to: vec![has(2, APPROVER)] };
    assert_eq!(changed(store, &[scene.user], &set, act).await, (Vec::new(), None));
    assert_eq!(changed(store, &[scene.user], &take(3, Vec::new()), act).await.0, [scene.user]);
    assert_eq!(said(store, scene.user).await, (Verb::OfferChanged, "− Sales/EMEA: Buyer".to_owned()));
    assert_eq!(store.remove_group(GroupId(3), act).await.unwrap(), GroupChange::Done);
    let replace = GrantChange::Replace { group: GroupId(2), from: vec![APPROVER], to: BUYER };
    assert_eq!(changed(store, &[scene.user], &replace, act).await.0, [scene.user]);
    assert_eq!(held(store, scene.user).await, [has(2, BUYER)]);
    // They may end with nothing, and get it back.
    let range = changed(store, &[scene.user], &take(2, Vec::new()), act).await.1.unwrap();
    assert_eq!(held(store, scene.user).await, []);
    assert_eq!(undone(store, range, act).await, (vec![scene.user], 0));
    assert_eq!(held(store, scene.user).await, [has(2, BUYER)]);
    assert_eq!(scene.record().await.state, InvitationState::Declined);
}

async fn no_open_invitation_comes_to_offer_nothing(database: &dyn Database) {
    let scene = bob(database).await;
    let (store, act) = (scene.store.as_ref(), scene.act);
    let cy = member(store, act, "cy@acme.example", None, &[(EMEA, BUYER)]).await;
    assert_eq!(changed(store, &[scene.user], &take(2, Vec::new()), act).await.0, [scene.user]);
    let nothing = GrantChange::Set { from: vec![has(3, BUYER)], to: Vec::new() };
    let expired = scene.later(200);
    assert_eq!(changed(store, &[scene.user], &nothing, expired).await, (Vec::new(), None));
    assert_eq!(changed(store, &[scene.user, cy], &take(3, Vec::new()), expired).await.0, [cy]);
    assert_eq!(held(store, scene.user).await, [has(3, BUYER)]);
    let other = GrantChange::Set { from: vec![has(3, BUYER)], to: vec![has(2, BUYER)] };
    assert_eq!(changed(store, &[scene.user], &other, expired).await.0, [scene.user]);
}

async fn a_role_is_replaced_and_taken_where_it_was_held(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let both = [(SALES, BUYER), (SALES, APPROVER), (EMEA, BUYER)];
    let cy = member(store, act, "cy@acme.example", None, &both).await;
    let dee = member(store, act, "dee@acme.example", None, &[(EMEA, BUYER)]).await;
    let replace = GrantChange::Replace { group: GroupId(2), from: vec![BUYER], to: RoleId(4) };
    assert_eq!(changed(store, &[dee, cy], &replace, act).await.0, [cy]);
    assert_eq!(held(store, cy).await, [has(2, APPROVER), has(2, RoleId(4)), has(3, BUYER)]);
    assert_eq!(said(store, cy).await, (Verb::RolesChanged, "Sales: Buyer → Finance".to_owned()));
    assert_eq!(changed(store, &[dee, cy], &take(2, Vec::new()), act).await.0, [cy]);
    assert_eq!(held(store, cy).await, [has(3, BUYER)]);
    assert_eq!(said(store, cy).await.1, "− Sales: Approver; − Sales: Finance");
    assert_eq!(changed(store, &[dee, cy], &take(3, vec![APPROVER, BUYER]), act).await.0, [cy, dee]);
    assert_eq!((held(store, cy).await, held(store, dee).await), (Vec::new(), Vec::new()));
}

async fn what_was_seen_is_changed_only_if_it_still_is_so(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]).await;
    let set = |from: &[Assignment], to: &[Assignment]| GrantChange::Set { from: from.to_vec(), to: to.to_vec() };
    let seen = [has(3, BUYER), has(2, BUYER)];
    let stale = set(&seen[..1], &[]);
    assert_eq!(changed(store, &[cy], &stale, act).await, (Vec::new(), None));
    let (who, _) = changed(store, &[cy], &set(&seen, &[has(2, APPROVER), has(3, BUYER)]), act).await;
    assert_eq!((who, held(store, cy).await), (vec![cy], vec![has(2, APPROVER), has(3, BUYER)]));
    assert_eq!(said(store, cy).await.1, "Sales: Buyer → Approver");
    let now = store.latest_seen().await.unwrap();
    let later = Act { now: now.plus_days(1), ..act };
    for seen in [vec![has(3, BUYER)], vec![has(2, BUYER), has(3, BUYER)], vec![]] {
        assert_eq!(changed(store, &[cy], &set(&seen, &[has(4, BUYER)]), later).await, (Vec::new(), None));
    }
    assert_eq!((held(store, cy).await.len(), store.latest_seen().await.unwrap()), (2, now));
}

async fn another_offer_is_told_group_by_group_and_stands_behind_the_link_that_is_out(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (mails, change) = (scene.mails().await, store.latest_change().await.unwrap());
    let to = vec![has(4, RoleId(4)), has(3, APPROVER), has(4, BUYER), has(3, APPROVER)];
    let set = GrantChange::Set { from: vec![has(2, APPROVER), has(3, BUYER)], to };
    assert_eq!(changed(store, &[scene.user], &set, scene.later(1)).await.0, [scene.user]);
    let offered = [has(3, APPROVER), has(4, BUYER), has(4, RoleId(4))];
    assert_eq!((scene.record().await.offered, held(store, scene.user).await), (offered.to_vec(), offered.to_vec()));
    let words = "+ Marketing: Buyer; + Marketing: Finance; − Sales: Approver; Sales/EMEA: Buyer → Approver";
    assert_eq!(said(store, scene.user).await, (Verb::OfferChanged, words.to_owned()));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);
    let open = store.invitation_by_token(scene.link, NOW.plus_days(1)).await.unwrap().unwrap();
    assert_eq!((open.offered, scene.mails().await), (offered.to_vec(), mails));
    // To offer the same is to write nothing.
    let seen = store.latest_seen().await.unwrap();
    let same = GrantChange::Set { from: offered.to_vec(), to: offered.to_vec() };
    assert_eq!(changed(store, &[scene.user], &same, scene.later(2)).await, (Vec::new(), None));
    assert_eq!((scene.verbs().await.len(), store.latest_seen().await.unwrap()), (2, seen));
}

async fn who_has_it_already_is_passed_over_and_nothing_is_written(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let change = store.latest_change().await.unwrap();
    for none in [give(2, APPROVER), take(4, Vec::new()), take(99, vec![BUYER])] {
        assert_eq!(changed(store, &[scene.user], &none, scene.later(3)).await, (Vec::new(), None));
    }
    assert_eq!(changed(store, &[], &give(4, BUYER), scene.later(3)).await, (Vec::new(), None));
    assert_eq!((store.latest_change().await.unwrap(), store.latest_seen().await.unwrap()), (change, NOW));
    assert_eq!(scene.verbs().await, [Verb::Invited]);
}

async fn what_is_gone_is_given_to_nobody(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    database.run("UPDATE groups SET removed_at = 1 WHERE id = 4").await.unwrap();
    database.run("UPDATE roles SET removed_at = 1 WHERE id = 5").await.unwrap();
    let replace = GrantChange::Replace { group: GroupId(2), from: Vec::new(), to: RoleId(5) };
    let set = GrantChange::Set { from: vec![has(2, APPROVER), has(3, BUYER)], to: vec![has(4, BUYER)] };
    for gone in [give(4, BUYER), give(99, BUYER), give(2, RoleId(5)), give(2, RoleId(99)), replace, set] {
        let end = store.change_grants(&[scene.user], &gone, scene.later(1)).await.unwrap();
        assert_eq!(end, GrantsChanged::Gone, "{gone:?}");
    }
    assert_eq!((held(store, scene.user).await.len(), store.latest_seen().await.unwrap()), (2, NOW));
}

async fn the_last_administrator_keeps_the_role(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = administrator(store, act, "cy@acme.example", "Cy").await;
    let dee = member(store, act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let later = Act { now: NOW.plus_days(1), ..act };
    let all = [act.by, cy, dee];
    let admin = has(1, ADMINISTRATOR);
    let before = (store.latest_change().await.unwrap(), store.entries(UserId(0), 10).await.unwrap());
    let ends = [
        take(1, Vec::new()),
        take(1, vec![BUYER, ADMINISTRATOR]),
        GrantChange::Replace { group: GroupId::ROOT, from: Vec::new(), to: BUYER },
        GrantChange::Set { from: vec![admin], to: Vec::new() },
    ];
    for change in ends {
        let end = store.change_grants(&all, &change, later).await.unwrap();
        assert_eq!(end, GrantsChanged::LastAdministrator, "{change:?}");
    }
    let after = (store.latest_change().await.unwrap(), store.entries(UserId(0), 10).await.unwrap());
    assert_eq!((after, store.latest_seen().await.unwrap()), (before, NOW), "nobody of them");
    // What leaves the role where it is may be taken from all.
    changed(store, &all, &give(1, BUYER), later).await;
    assert_eq!(changed(store, &all, &take(1, vec![BUYER]), later).await.0, all);
    // Herself, while there is another.
    assert_eq!(changed(store, &[act.by], &take(1, Vec::new()), later).await.0, [act.by]);
    let end = store.change_grants(&[cy], &take(1, Vec::new()), Act { by: cy, ..later }).await.unwrap();
    assert_eq!(end, GrantsChanged::LastAdministrator);
    assert_eq!(store.administrators().await.unwrap().len(), 1);
}

async fn neither_who_is_invited_nor_who_administers_a_group_stands_in(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    member(store, act, "bob@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    let offered = [(ROOT, ADMINISTRATOR), (SALES, BUYER)];
    Sheet::new().invite("cy@acme.example", None, &offered).invite_by_hand(store, act, None).await;
    let end = store.change_grants(&[act.by], &take(1, Vec::new()), act).await.unwrap();
    assert_eq!(end, GrantsChanged::LastAdministrator);
    // What is only offered can be taken.
    let cy = id_of(store, "cy@acme.example").await;
    assert_eq!(changed(store, &[cy], &take(1, Vec::new()), act).await.0, [cy]);
}

async fn two_administrators_who_demote_each_other_never_leave_none(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let cy = administrator(store.as_ref(), act, "cy@acme.example", "Cy").await;
    for run in 0..200 {
        let demote = |store: Arc<dyn Store>, by: UserId, whom: UserId| {
            let act = Act { by, ..act };
            tokio::spawn(async move { store.change_grants(&[whom], &take(1, Vec::new()), act).await.unwrap() })
        };
        let a = demote(store.clone(), act.by, cy);
        let b = demote(other.clone(), cy, act.by);
        let ends = [a.await.unwrap(), b.await.unwrap()];
        let won = ends.iter().filter(|end| matches!(end, GrantsChanged::Done { .. })).count();
        assert!(won == 1 && ends.contains(&GrantsChanged::LastAdministrator), "run {run}: {ends:?}");
        let left = store.administrators().await.unwrap();
        assert_eq!(left.len(), 1, "run {run}");
        changed(store.as_ref(), &[act.by, cy], &give(1, ADMINISTRATOR), act).await;
    }
}

async fn no_statement_takes_the_last_administrator_away(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let endings = [
        "DELETE FROM assignments",
        "UPDATE assignments SET role_id = 2",
        "UPDATE assignments SET group_id = 2",
        "UPDATE users SET state = 'removed'",
        "UPDATE users SET state = 'invited' WHERE id = 1",
    ];
    for statement in endings {
        let refused = database.run(statement).await.unwrap_err().to_string();
        assert!(refused.contains("nobody would administer"), "{statement}: {refused}");
    }
    administrator(store.as_ref(), act, "cy@acme.example", "Cy").await;
    for statement in endings.into_iter().filter(|statement| !statement.contains("id = 1")) {
        database.run(statement).await.unwrap_err();
    }
    assert_eq!(store.administrators().await.unwrap().len(), 2, "a statement is undone whole");
    database.run("UPDATE users SET state = 'removed' WHERE id = 1").await.unwrap();
    database.run("DELETE FROM assignments WHERE user_id = 1").await.unwrap();
    database.run("UPDATE assignments SET user_id = 2, role_id = 1").await.unwrap();
    database.run("DELETE FROM assignments WHERE user_id = 2").await.unwrap_err();
    assert_eq!(store.administrators().await.unwrap().len(), 1);
}

async fn many_change_in_one_transaction(database: &dyn Database) {
    const PEOPLE: i64 = 11_000;
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut sheet = Sheet::new();
    for number in 0..PEOPLE {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store, act, None).await;
    let first = store.newest_invitations(&[UserId(2)]).await.unwrap().remove(0);
    assert!(store.record_answer(first.id, Answer::Accept, None, None, act).await.unwrap());
    let change = store.latest_change().await.unwrap();
    let all: Vec<UserId> = (1..PEOPLE + 2).map(UserId).collect();
    let replace = GrantChange::Replace { group: GroupId(2), from: Vec::new(), to: APPROVER };
    let (who, range) = changed(store, &all, &replace, act).await;
    assert_eq!((who.as_slice(), store.latest_change().await.unwrap()), (&all[1..], change + 1));
    let range = range.unwrap();
    assert_eq!(range.last.0 - range.first.0 + 1, PEOPLE);
    let entries = store.entries(UserId(1), 100_000).await.unwrap();
    assert!(entries.iter().all(|entry| entry.assignments == [has(2, APPROVER)]));
    assert_eq!(verbs(store, UserId(2)).await[0], Verb::RolesChanged);
    assert_eq!(verbs(store, UserId(PEOPLE)).await, [Verb::OfferChanged, Verb::Invited]);
    assert_eq!(entries[1].invitation, Some(InvitationState::Pending));
}
