//! Taking invitations back, and giving out their links.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::{claim, mint, record, to},
    plan::{BUYER, SALES, Sheet, id_of},
    scene::{bob, deliver, verbs},
};
use rollcall_app::ports::store::{Act, LinkUse, Verb};
use rollcall_domain::{DeliveryState, InvitationId, InvitationState, UserState, invitation::Answer};

every_database![
    a_cancelled_invitation_has_no_link_and_no_mail_that_waits,
    only_a_pending_invitation_is_cancelled_and_only_once,
    a_mail_in_hand_when_it_is_cancelled_brings_nothing_back,
    a_copied_link_works_beside_those_of_mails,
    a_copied_link_begins_the_time_where_none_has_left,
    no_link_is_given_out_of_what_cannot_be_answered,
    a_link_given_out_with_a_slow_clock_is_of_the_workspaces_time,
];

async fn a_cancelled_invitation_has_no_link_and_no_mail_that_waits(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    let sheet =
        sheet.invite("cy@acme.example", None, &[(SALES, BUYER)]).invite("dee@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    // Bob's mail has left, Cy's was put off, Dee's waits.
    let claimed = claim(store.as_ref(), 2, NOW).await;
    let (bob, cy) = (to(&claimed, "bob@acme.example"), to(&claimed, "cy@acme.example"));
    record(store.as_ref(), bob, DeliveryState::Sent, Some("250 ok"), NOW).await;
    record(store.as_ref(), cy, DeliveryState::Deferred, Some("450 later"), NOW).await;
    let dee = id_of(store.as_ref(), "dee@acme.example").await;
    let users = [bob.mail.user.unwrap(), cy.mail.user.unwrap(), dee];
    let ids: Vec<_> = store.newest_invitations(&users).await.unwrap().iter().map(|record| record.id).collect();
    let change = store.latest_change().await.unwrap();

    let later = Act { now: NOW.plus_days(3), ..act };
    assert_eq!(store.cancel(&ids, later).await.unwrap(), ids);
    for record in store.invitations(&ids).await.unwrap() {
        assert_eq!((record.state, record.answered_at), (InvitationState::Cancelled, Some(later.now)));
        assert_eq!((record.answered_by.as_deref(), record.answer_note), (Some("Ana"), None));
        assert_eq!(verbs(store.as_ref(), record.user).await, [Verb::Cancelled, Verb::Invited]);
        let left = record.user == bob.mail.user.unwrap();
        assert_eq!(record.delivery, Some(if left { DeliveryState::Sent } else { DeliveryState::Dropped }));
        assert_eq!(record.delivery_note.as_deref(), (!left).then_some("invitation_ended"));
    }
    for link in [bob, cy].map(|mail| mail.link.unwrap()) {
        assert_eq!(store.invitation_by_token(link, NOW).await.unwrap(), None);
        assert_eq!(store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap(), None);
    }
    assert!(claim(store.as_ref(), 10, NOW.plus_days(9)).await.is_empty());
    let entries = store.entries_of(&users).await.unwrap();
    assert!(entries.iter().all(|entry| entry.state == UserState::Invited));
    let changes = store.changes_after(change).await.unwrap();
    assert_eq!((changes.latest, changes.users), (change + 1, vec![(users[0], dee)]));
}

async fn only_a_pending_invitation_is_cancelled_and_only_once(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    // Expired is pending, too.
    assert_eq!(store.cancel(&[scene.invitation], scene.later(91)).await.unwrap(), [scene.invitation]);
    let before = (scene.record().await, scene.history().await);
    assert_eq!(store.cancel(&[scene.invitation, InvitationId(99)], scene.later(92)).await.unwrap(), []);
    assert_eq!(store.cancel(&[], scene.later(92)).await.unwrap(), []);
    assert_eq!((scene.record().await, scene.history().await), before);
    assert_eq!(store.latest_seen().await.unwrap(), NOW.plus_days(91));
}

async fn a_mail_in_hand_when_it_is_cancelled_brings_nothing_back(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    let mail = claim(store.as_ref(), 1, NOW).await.remove(0);
    let id = mail.mail.invitation.unwrap();
    store.cancel(&[id], act).await.unwrap();
    record(store.as_ref(), &mail, DeliveryState::Sent, None, NOW).await;
    let record = store.invitations(&[id]).await.unwrap().remove(0);
    assert_eq!(
        (record.state, record.sent_at, record.delivery),
        (InvitationState::Cancelled, None, Some(DeliveryState::Sent))
    );
    assert_eq!(store.invitation_by_token(mail.link.unwrap(), NOW).await.unwrap(), None);
}

async fn a_copied_link_works_beside_those_of_mails(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (copied, saved, act) = (mint(), mint(), scene.later(5));
    let change = store.latest_change().await.unwrap();
    for (hash, used) in [(copied, LinkUse::Copied), (saved, LinkUse::SavedAsMail)] {
        let ends = store.give_out_link(scene.invitation, hash, act.now.plus_days(30), used, act).await.unwrap();
        assert_eq!(ends, Some(NOW.plus_days(90)), "its time has begun, and ends when the mail said");
    }
    assert_eq!(scene.record().await.sent_at, Some(NOW));
    for link in [scene.link, copied, saved] {
        assert_eq!(store.invitation_by_token(link, act.now).await.unwrap().unwrap().id, scene.invitation);
    }
    assert_eq!(scene.verbs().await, [Verb::MailSaved, Verb::LinkCopied, Verb::Invited]);
    assert_eq!(store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);
    store.answer_invitation(copied, Answer::Accept, None, None, act.now).await.unwrap().unwrap();
    assert!(!scene.link_works(act.now).await);
    assert_eq!(store.invitation_by_token(saved, act.now).await.unwrap(), None);
}

async fn a_copied_link_begins_the_time_where_none_has_left(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    let user = id_of(store.as_ref(), "bob@acme.example").await;
    let id = store.newest_invitations(&[user]).await.unwrap()[0].id;
    let (hash, end) = (mint(), NOW.plus_days(30));
    assert_eq!(store.give_out_link(id, hash, end, LinkUse::Copied, act).await.unwrap(), Some(end));
    let begun = store.invitations(&[id]).await.unwrap().remove(0);
    assert_eq!((begun.sent_at, begun.expires_at), (Some(NOW), Some(end)));
    // The mail that waited says the same end, and begins nothing anew.
    let mail = deliver(store.as_ref(), NOW.plus_days(3)).await.remove(0);
    assert_eq!(mail.mail.ends_at, Some(end));
    let after = store.invitations(&[id]).await.unwrap().remove(0);
    assert_eq!((after.sent_at, after.expires_at), (Some(NOW), Some(end)));
    assert!(store.invitation_by_token(hash, end.plus_seconds(-1)).await.unwrap().is_some());
    assert_eq!(store.invitation_by_token(hash, end).await.unwrap(), None);
}

async fn no_link_is_given_out_of_what_cannot_be_answered(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let give = async |id, act: Act| {
        store.give_out_link(id, mint(), act.now.plus_days(90), LinkUse::Copied, act).await.unwrap()
    };
    assert_eq!(give(InvitationId(99), scene.later(1)).await, None);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
    let last = Act { now: NOW.plus_days(90).plus_seconds(-1), ..scene.act };
    assert!(give(scene.invitation, last).await.is_some());
    assert_eq!(give(scene.invitation, scene.later(90)).await, None, "expired at the very moment");
    store.cancel(&[scene.invitation], scene.later(90)).await.unwrap();
    assert_eq!(give(scene.invitation, scene.later(90)).await, None);
    assert_eq!(scene.verbs().await, [Verb::Cancelled, Verb::LinkCopied, Verb::Invited]);
}

async fn a_link_given_out_with_a_slow_clock_is_of_the_workspaces_time(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let later = Act { now: NOW.plus_days(100), ..act };
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), later, None).await;
    let user = id_of(store.as_ref(), "bob@acme.example").await;
    let id = store.newest_invitations(&[user]).await.unwrap()[0].id;
    // An end that has passed already in the time of the workspace would be a link that never works.
    assert_eq!(store.give_out_link(id, mint(), NOW.plus_days(90), LinkUse::Copied, act).await.unwrap(), None);
    let end = NOW.plus_days(190);
    assert_eq!(store.give_out_link(id, mint(), end, LinkUse::Copied, act).await.unwrap(), Some(end));
    assert_eq!(store.invitations(&[id]).await.unwrap()[0].sent_at, Some(later.now));
}
