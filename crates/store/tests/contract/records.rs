//! Invitations, as lists and the panel of a user show them.

use crate::{
    database::{Database, NOW},
    every_database,
    outbox::{claim, record},
    plan::{BUYER, EMEA, SALES, Sheet},
    scene::{bob, note},
};
use rollcall_domain::{Assignment, DeliveryState, GroupId, InvitationId, InvitationState, UserId, invitation::Answer};

every_database![
    a_record_holds_what_a_list_shows,
    an_import_that_invited_is_named,
    only_the_newest_invitation_offers_anything,
    the_newest_of_each_user_are_found_and_who_has_none_is_passed_over,
    how_the_newest_mail_went_stands_beside_it,
    what_is_asked_for_twice_comes_once,
];

async fn a_record_holds_what_a_list_shows(database: &dyn Database) {
    let scene = bob(database).await;
    let record = scene.record().await;
    assert_eq!((record.id, record.user, record.address.as_str()), (scene.invitation, scene.user, "bob@acme.example"));
    assert_eq!((record.name, record.state, record.created_at), (None, InvitationState::Pending, NOW));
    assert_eq!((record.sent_at, record.expires_at), (Some(NOW), Some(NOW.plus_days(90))));
    assert_eq!((record.answered_at, record.answered_by, record.answer_note), (None, None, None));
    assert_eq!((record.invited_by, record.inviter.as_str(), record.message), (scene.act.by, "Ana", None));
    let offered = [(2, crate::plan::APPROVER), (3, BUYER)];
    assert_eq!(record.offered, offered.map(|(group, role)| Assignment { group: GroupId(group), role }));
    assert_eq!((record.reminders, record.reminded_through_day, record.import), (0, 0, None));
    assert_eq!((record.delivery, record.delivery_note), (Some(DeliveryState::Sent), None));
    assert_eq!(record.mail_taken_at, Some(NOW));
}

async fn an_import_that_invited_is_named(database: &dyn Database) {
    let scene = bob(database).await;
    let sheet = Sheet::new().invite("cy@acme.example", Some("Cy"), &[(SALES, BUYER)]);
    let import = sheet.carry_out(scene.store.as_ref(), scene.act).await;
    let cy = crate::plan::id_of(scene.store.as_ref(), "cy@acme.example").await;
    let record = scene.store.newest_invitations(&[cy]).await.unwrap().remove(0);
    assert_eq!((record.import, record.name.as_deref()), (Some(import), Some("Cy")));
    assert_eq!((record.delivery, record.mail_taken_at), (Some(DeliveryState::Queued), None));
}

async fn only_the_newest_invitation_offers_anything(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let words = note("Not now \"quoted\" \u{1F600}\nlater");
    let act = scene.later(1);
    assert!(store.record_answer(scene.invitation, Answer::Decline, None, Some(&words), act).await.unwrap());
    assert_eq!(scene.record().await.offered.len(), 2, "what was offered stands there until there is another");
    let sheet = Sheet::new().invite_again("bob@acme.example", scene.user, &[(EMEA, BUYER)]);
    sheet.invite_by_hand(store, act, None).await;
    let all = store.invitations_of(scene.user).await.unwrap();
    let told: Vec<_> = all.iter().map(|record| (record.state, record.offered.len())).collect();
    assert_eq!(told, [(InvitationState::Pending, 1), (InvitationState::Declined, 0)]);
    assert_eq!((all[1].id, all[1].answered_at), (scene.invitation, Some(act.now)));
    assert_eq!((all[1].answered_by.as_deref(), all[1].answer_note.as_deref()), (Some("Ana"), Some(words.as_str())));
    assert_eq!(store.invitations_of(UserId(99)).await.unwrap(), []);
    assert_eq!(store.invitations_of(scene.act.by).await.unwrap(), []);
}

async fn the_newest_of_each_user_are_found_and_who_has_none_is_passed_over(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    store.cancel(&[scene.invitation], scene.act).await.unwrap();
    let sheet = Sheet::new().invite_again("bob@acme.example", scene.user, &[(EMEA, BUYER)]);
    sheet.invite("cy@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, scene.act, None).await;
    let cy = crate::plan::id_of(store, "cy@acme.example").await;
    let users = [cy, UserId(99), scene.act.by, scene.user];
    let newest = store.newest_invitations(&users).await.unwrap();
    let of: Vec<_> = newest.iter().map(|record| (record.user, record.offered.len())).collect();
    assert_eq!(of, [(scene.user, 1), (cy, 1)]);
    assert!(newest.iter().all(|record| record.state == InvitationState::Pending && record.id != scene.invitation));
    assert_eq!(store.newest_invitations(&[]).await.unwrap(), []);
}

async fn how_the_newest_mail_went_stands_beside_it(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(7);
    store.remind(&rollcall_domain::ReminderSchedule::default(), act.now).await.unwrap();
    assert_eq!(
        (scene.record().await.delivery, scene.record().await.mail_taken_at),
        (Some(DeliveryState::Queued), None)
    );
    let mail = claim(store, 10, act.now).await.remove(0);
    for (state, reply, shown) in [
        (DeliveryState::Deferred, Some("450 later"), Some("450 later")),
        (DeliveryState::Uncertain, None, Some("450 later")),
    ] {
        let now = act.now.plus_days(i64::from(state == DeliveryState::Uncertain));
        claim(store, 10, now).await;
        record(store, &mail, state, reply, now).await;
        let record = scene.record().await;
        assert_eq!((record.delivery, record.delivery_note.as_deref()), (Some(state), shown));
        assert_eq!(record.mail_taken_at, Some(now));
    }
}

async fn what_is_asked_for_twice_comes_once(database: &dyn Database) {
    let scene = bob(database).await;
    let asked = [scene.invitation, InvitationId(99), scene.invitation];
    assert_eq!(scene.store.invitations(&asked).await.unwrap().len(), 1);
    assert_eq!(scene.store.newest_invitations(&[scene.user, scene.user]).await.unwrap().len(), 1);
    assert_eq!(scene.store.invitations(&[]).await.unwrap(), []);
}
