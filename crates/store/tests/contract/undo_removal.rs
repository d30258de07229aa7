//! Undoing removals.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{ROOT, changed, give, has, held},
    outbox::{claim, record, to},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{Scene, administrator, bob, deliver, member, verbs},
    undo::undone,
};
use UserState::{Active, Invited, Removed};
use rollcall_app::ports::store::{Act, ActRange, GroupChange, Invited as Inviting, Removal, Store, Undone, Verb};
use rollcall_domain::{
    DeliveryState, GroupId, InvitationState, UserId, UserState, import::GroupRef, invitation::Answer,
    role::ADMINISTRATOR,
};
use std::sync::Arc;

every_database![
    a_member_is_again_what_they_were,
    the_links_of_an_invitation_are_dead_until_the_removal_is_undone,
    mails_go_out_after_the_undoing_and_not_before,
    a_mail_in_hand_begins_the_time_of_the_invitation,
    a_mail_in_hand_that_did_not_leave_goes_out_after_the_undoing,
    whom_something_else_happened_to_stays_removed,
    what_is_gone_is_not_given_back,
    invitations_from_who_was_removed_are_open_again,
    an_invitation_from_nobody_does_not_come_back,
    an_invitation_whose_time_is_over_comes_back_expired,
    who_had_said_no_is_invited_no_more_than_before,
    undoing_against_inviting_again,
];

/// Removes users; by what that is undone.
async fn remove(store: &dyn Store, users: &[(UserId, UserState)], act: Act) -> ActRange {
    match store.remove_users(users, None, act).await.unwrap() {
        Removal::Done { act: Some(range), .. } => range,
        other => panic!("{other:?}"),
    }
}

/// How a user and their newest invitation stand.
async fn stands(store: &dyn Store, user: UserId) -> (UserState, Option<InvitationState>) {
    let entry = store.entries_of(&[user]).await.unwrap().remove(0);
    (entry.state, entry.invitation)
}

async fn a_member_is_again_what_they_were(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", Some("Cy"), &[(SALES, APPROVER), (EMEA, BUYER)]).await;
    let before = store.entries_of(&[cy]).await.unwrap();
    let range = remove(store, &[(cy, Active)], Act { now: NOW.plus_days(5), ..act }).await;
    let feed = store.latest_change().await.unwrap();
    let later = Act { now: NOW.plus_days(500), ..act };
    assert_eq!(undone(store, range, later).await, (vec![cy], 0));
    assert_eq!(store.entries_of(&[cy]).await.unwrap(), before, "when they joined, too");
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!((newest.verb, newest.by.as_deref(), newest.at), (Verb::RemovalUndone, Some("Ana"), later.now));
    assert_eq!(newest.detail.as_deref(), Some("Sales: Approver; Sales/EMEA: Buyer"));
    assert_eq!(store.changes_after(feed).await.unwrap().users, [(cy, cy)]);
    assert_eq!(undone(store, range, later).await, (Vec::new(), 1), "only once");
    // And they can be removed again, and that be undone.
    let range = remove(store, &[(cy, Active)], later).await;
    assert_eq!(undone(store, range, later).await, (vec![cy], 0));
    assert_eq!(store.entries_of(&[cy]).await.unwrap(), before);
}

async fn the_links_of_an_invitation_are_dead_until_the_removal_is_undone(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let before = scene.record().await;
    let range = remove(store, &[(scene.user, Invited)], scene.later(1)).await;
    let now = scene.later(2).now;
    assert!(!scene.link_works(now).await && !scene.answer(Answer::Accept, now).await);
    assert!(!store.record_answer(scene.invitation, Answer::Accept, None, None, scene.later(2)).await.unwrap());
    assert_eq!(store.resend(&[scene.invitation], now, scene.later(2)).await.unwrap(), []);
    assert_eq!(undone(store, range, scene.later(2)).await, (vec![scene.user], 0));
    assert_eq!(scene.record().await, before);
    assert_eq!(scene.verbs().await, [Verb::RemovalUndone, Verb::Removed, Verb::Invited]);
    assert!(scene.link_works(now).await && scene.answer(Answer::Accept, now).await);
    assert_eq!(stands(store, scene.user).await, (Active, Some(InvitationState::Accepted)));
    assert_eq!(held(store, scene.user).await, [has(2, APPROVER), has(3, BUYER)]);
    // Who has joined since stays what they are.
    assert_eq!(undone(store, range, scene.later(3)).await, (Vec::new(), 1));
}

async fn mails_go_out_after_the_undoing_and_not_before(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let sheet = Sheet::new().invite("put.off@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite("waits@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    let claimed = claim(store, 1, NOW).await;
    record(store, &claimed[0], DeliveryState::Deferred, Some("450 later"), NOW).await;
    let cy = administrator(store, act, "cy@acme.example", "Cy").await;
    Sheet::new().add("cy@acme.example", cy, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    let users = [id_of(store, "put.off@acme.example").await, id_of(store, "waits@acme.example").await, cy];
    let before = store.mails(&[], None, 100).await.unwrap();
    let asked = [(users[0], Invited), (users[1], Invited), (cy, Active)];
    let range = remove(store, &asked, act).await;
    assert!(claim(store, 10, NOW.plus_days(1)).await.is_empty());
    assert_eq!(undone(store, range, act).await, (users.to_vec(), 0));
    assert_eq!(store.mails(&[], None, 100).await.unwrap(), before, "as they waited");
    // The one that was put off is tried again when its pause is over.
    for (due, now) in [(&users[1..], NOW), (&users[..1], NOW.plus_seconds(600))] {
        let out: Vec<_> = claim(store, 10, now).await.iter().map(|claimed| claimed.mail.user.unwrap()).collect();
        assert_eq!(out, due);
    }
}

async fn a_mail_in_hand_begins_the_time_of_the_invitation(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    let claimed = claim(store, 1, NOW).await;
    let dee = claimed[0].mail.user.unwrap();
    let range = remove(store, &[(dee, Invited)], act).await;
    record(store, to(&claimed, "dee@acme.example"), DeliveryState::Sent, Some("250 ok"), NOW.plus_days(1)).await;
    let invitation = store.newest_invitations(&[dee]).await.unwrap().remove(0);
    assert_eq!((invitation.state, invitation.sent_at), (InvitationState::Cancelled, None));
    assert_eq!(undone(store, range, act).await, (vec![dee], 0));
    let invitation = store.newest_invitations(&[dee]).await.unwrap().remove(0);
    let times = (invitation.sent_at, invitation.expires_at);
    assert_eq!(times, (Some(NOW.plus_days(1)), Some(NOW.plus_days(90))), "as the mail says");
}

async fn a_mail_in_hand_that_did_not_leave_goes_out_after_the_undoing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    let claimed = claim(store, 1, NOW).await;
    let dee = claimed[0].mail.user.unwrap();
    let range = remove(store, &[(dee, Invited)], act).await;
    record(store, &claimed[0], DeliveryState::Deferred, Some("450 later"), NOW).await;
    assert!(claim(store, 10, NOW.plus_days(1)).await.is_empty());
    let delivery = async || store.entries_of(&[dee]).await.unwrap()[0].delivery;
    assert_eq!(delivery().await, Some(DeliveryState::Dropped));
    assert_eq!(undone(store, range, act).await, (vec![dee], 0));
    assert_eq!(delivery().await, Some(DeliveryState::Queued));
    assert_eq!(deliver(store, NOW.plus_days(1)).await[0].mail.id, claimed[0].mail.id);
    assert_eq!(delivery().await, Some(DeliveryState::Sent));
}

async fn whom_something_else_happened_to_stays_removed(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let range = remove(store, &[(scene.user, Invited), (cy, Active)], scene.act).await;
    let sheet = Sheet::new().invite_again("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, scene.act, None).await;
    assert_eq!(undone(store, range, scene.act).await, (vec![cy], 1));
    assert_eq!(stands(store, scene.user).await, (Invited, Some(InvitationState::Pending)));
    assert_eq!(scene.record().await.state, InvitationState::Cancelled);
    assert!(!scene.link_works(NOW).await, "the link of the invitation before");
    assert_eq!(held(store, scene.user).await, [has(2, BUYER)]);
    // That one is cancelled too: still nothing comes back.
    let newest = store.newest_invitations(&[scene.user]).await.unwrap()[0].id;
    store.cancel(&[newest], scene.act).await.unwrap();
    assert_eq!(undone(store, range, scene.act).await, (Vec::new(), 2));
    assert!(!scene.link_works(NOW).await);
}

async fn what_is_gone_is_not_given_back(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, APPROVER), (EMEA, BUYER)]).await;
    let dee = member(store, act, "dee@acme.example", None, &[(EMEA, BUYER)]).await;
    let sheet = Sheet::new().add("cy@acme.example", cy, &[(SALES, BUYER)]);
    sheet.add("dee@acme.example", dee, &[(SALES, BUYER), (EMEA, APPROVER)]).invite_by_hand(store, act, None).await;
    let range = remove(store, &[(cy, Active), (dee, Active)], act).await;
    assert_eq!(store.remove_group(GroupId(3), act).await.unwrap(), GroupChange::Done);
    let end = store.undo(range, None, act).await.unwrap();
    assert_eq!(end, Undone::Done { users: vec![cy, dee], left: 0, not_given_back: 3 });
    // Nor does a mail say that it was gained.
    let out = claim(store, 10, NOW).await;
    assert_eq!(out.iter().map(|claimed| claimed.mail.user.unwrap()).collect::<Vec<_>>(), [cy]);
    assert_eq!(
        (held(store, cy).await, held(store, dee).await),
        (vec![has(2, BUYER), has(2, APPROVER)], vec![has(2, BUYER)])
    );
    assert_eq!(store.history(dee).await.unwrap()[0].detail.as_deref(), Some("Sales: Buyer"));
}

/// Cy, who administers the account and has invited Dee and Eve, whose mails have left.
async fn inviting(scene: &Scene) -> (UserId, [UserId; 2]) {
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let sheet = Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]);
    let sheet = sheet.invite("eve@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, Act { by: cy, ..scene.act }, None).await;
    deliver(store, NOW).await;
    (cy, [id_of(store, "dee@acme.example").await, id_of(store, "eve@acme.example").await])
}

async fn invitations_from_who_was_removed_are_open_again(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (cy, [dee, eve]) = inviting(&scene).await;
    let before = store.newest_invitations(&[dee]).await.unwrap();
    let range = remove(store, &[(cy, Active)], scene.act).await;
    assert_eq!(stands(store, dee).await, (Invited, Some(InvitationState::Cancelled)));
    // Eve is invited by Ana meanwhile.
    let sheet = Sheet::new().invite_again("eve@acme.example", eve, &[(ROOT, BUYER)]);
    sheet.invite_by_hand(store, scene.act, None).await;
    let feed = store.latest_change().await.unwrap();
    assert_eq!(undone(store, range, scene.act).await, (vec![cy, dee], 1));
    assert_eq!(store.newest_invitations(&[dee]).await.unwrap(), before);
    assert_eq!(store.newest_invitations(&[eve]).await.unwrap()[0].invited_by, scene.act.by);
    assert_eq!(verbs(store, dee).await, [Verb::RemovalUndone, Verb::Cancelled, Verb::Invited]);
    assert_eq!(store.changes_after(feed).await.unwrap().users, [(cy, dee)]);
    assert_eq!(store.administrators().await.unwrap().len(), 2);
}

async fn an_invitation_from_nobody_does_not_come_back(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (cy, [dee, eve]) = inviting(&scene).await;
    let range = remove(store, &[(dee, Invited), (cy, Active)], scene.act).await;
    // Cy is invited anew: so she is no member, and nobody is invited by her.
    let sheet = Sheet::new().invite_again("cy@acme.example", cy, &[(ROOT, ADMINISTRATOR)]);
    sheet.invite_by_hand(store, scene.act, None).await;
    assert_eq!(undone(store, range, scene.act).await, (Vec::new(), 3));
    assert_eq!(stands(store, dee).await, (Removed, Some(InvitationState::Cancelled)));
    assert_eq!(stands(store, eve).await, (Invited, Some(InvitationState::Cancelled)));
    // Once she is one, they are.
    let again = store.newest_invitations(&[cy]).await.unwrap()[0].id;
    assert!(store.record_answer(again, Answer::Accept, None, None, scene.act).await.unwrap());
    assert_eq!(undone(store, range, scene.act).await, (vec![dee, eve], 1));
    assert_eq!(stands(store, dee).await, (Invited, Some(InvitationState::Pending)));
}

async fn an_invitation_whose_time_is_over_comes_back_expired(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let range = remove(store, &[(scene.user, Invited)], scene.later(1)).await;
    let act = scene.later(100);
    assert_eq!(undone(store, range, act).await, (vec![scene.user], 0));
    assert_eq!(stands(store, scene.user).await, (Invited, Some(InvitationState::Pending)));
    assert!(!scene.link_works(act.now).await && !scene.link_works(NOW).await, "nor with a slow clock");
    assert_eq!(store.resend(&[scene.invitation], act.now, act).await.unwrap(), [scene.invitation]);
    assert!(!scene.link_works(act.now).await, "sending again kills what was kept");
}

async fn who_had_said_no_is_invited_no_more_than_before(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert!(scene.answer(Answer::Decline, NOW).await);
    let range = remove(store, &[(scene.user, Invited)], scene.act).await;
    assert_eq!(undone(store, range, scene.act).await, (vec![scene.user], 0));
    assert_eq!(stands(store, scene.user).await, (Invited, Some(InvitationState::Declined)));
    assert!(!scene.link_works(NOW).await);
    // The removal of who has nothing is undone as well.
    let cy = member(store, scene.act, "cy@acme.example", None, &[]).await;
    let range = remove(store, &[(cy, Active)], scene.act).await;
    assert_eq!(undone(store, range, scene.act).await, (vec![cy], 0));
    assert_eq!(changed(store, &[cy], &give(2, BUYER), scene.act).await.0, [cy]);
}

async fn undoing_against_inviting_again(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let grants: [(GroupRef, _); 1] = [(SALES, BUYER)];
    for run in 0..50 {
        let address = format!("p{run}@acme.example");
        let user = member(store.as_ref(), act, &address, None, &grants).await;
        let range = remove(store.as_ref(), &[(user, Active)], act).await;
        let again = Sheet::new().invite_again(&address, user, &grants);
        let basis = again.basis(store.as_ref()).await;
        let undoing = tokio::spawn({
            let store: Arc<dyn Store> = store.clone();
            async move { store.undo(range, None, act).await.unwrap() }
        });
        let inviting = tokio::spawn({
            let store = other.clone();
            async move { again.invite_on(store.as_ref(), act, &basis, None).await.unwrap() }
        });
        let ends = (undoing.await.unwrap(), inviting.await.unwrap());
        let undone = ends == (Undone::Done { users: vec![user], left: 0, not_given_back: 0 }, Inviting::Stale);
        let invited = ends == (Undone::Done { users: Vec::new(), left: 1, not_given_back: 0 }, Inviting::Done);
        assert!(undone || invited, "run {run}: {ends:?}");
        let state = stands(store.as_ref(), user).await;
        assert_eq!(state.0, if undone { Active } else { Invited });
    }
}
