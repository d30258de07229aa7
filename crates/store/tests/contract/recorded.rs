//! What is said with an answer, who is told, and answers that came another way.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::claim,
    plan::{BUYER, SALES, Sheet, id_of},
    scene::{administrator, bob, deliver, note, removed},
};
use rollcall_app::ports::store::{Act, MailKind, Preferences, Verb};
use rollcall_domain::{
    DeliveryState, InvitationId, InvitationState, PersonName, UserId, UserState, invitation::Answer,
};

every_database![
    what_is_said_with_an_answer_is_kept,
    who_invited_is_told_of_every_answer,
    who_does_not_want_it_is_not_told,
    who_is_a_member_no_more_has_no_open_invitations_and_is_told_of_none,
    an_answer_that_came_another_way_is_recorded_with_who_recorded_it,
    a_recorded_decline_leaves_the_user_invited,
    who_records_an_answer_is_not_told_of_it_and_who_invited_is,
    what_has_ended_or_expired_is_not_answered_by_recording,
    what_waits_to_be_sent_can_be_answered_by_recording,
    a_slow_clock_records_no_answer_to_what_has_expired,
    nobody_joins_who_is_not_invited,
    preferences_are_each_ones_own,
];

async fn what_is_said_with_an_answer_is_kept(database: &dyn Database) {
    let scene = bob(database).await;
    let reason = note("No time\n\nSorry");
    let name = PersonName::parse("Bob").unwrap();
    let answered = scene.store.answer_invitation(scene.link, Answer::Decline, Some(&name), Some(&reason), NOW).await;
    assert_eq!(answered.unwrap(), Some(scene.user));
    let record = scene.record().await;
    assert_eq!((record.state, record.answered_at), (InvitationState::Declined, Some(NOW)));
    assert_eq!((record.answered_by.as_deref(), record.name), (Some("bob@acme.example"), None));
    assert_eq!(record.answer_note.as_deref(), Some("No time\n\nSorry"));
    let newest = scene.history().await.remove(0);
    assert_eq!((newest.verb, newest.detail.as_deref()), (Verb::Declined, Some("No time\n\nSorry")));
    let open = scene.store.offer(scene.invitation).await.unwrap().unwrap();
    assert_eq!(open.answer_note.as_deref(), Some("No time\n\nSorry"));
}

async fn who_invited_is_told_of_every_answer(database: &dyn Database) {
    let scene = bob(database).await;
    assert!(scene.answer(Answer::Accept, NOW).await);
    let told = scene.told().await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].user.unwrap(), told[0].to.as_str()), (scene.act.by, "Ana@Acme.Example"));
    assert_eq!((told[0].state, told[0].invitation, told[0].import), (DeliveryState::Queued, None, None));
    // A mail without a link leaves as any other does, and tells nothing of how the invitation itself was delivered.
    let claimed = claim(scene.store.as_ref(), 10, NOW).await;
    assert_eq!((claimed.len(), claimed[0].link), (1, None));
    assert_eq!(scene.record().await.delivery, Some(DeliveryState::Sent));
    assert_eq!(scene.store.entries_of(&[scene.user]).await.unwrap()[0].delivery, Some(DeliveryState::Sent));
}

async fn who_does_not_want_it_is_not_told(database: &dyn Database) {
    let scene = bob(database).await;
    scene
        .store
        .change_preferences(scene.act.by, Preferences { mail_answers: false, ..Preferences::default() }, NOW)
        .await
        .unwrap();
    assert!(scene.answer(Answer::Decline, NOW).await);
    assert_eq!(scene.told().await, []);
}

async fn who_is_a_member_no_more_has_no_open_invitations_and_is_told_of_none(database: &dyn Database) {
    let scene = bob(database).await;
    let cy = administrator(scene.store.as_ref(), scene.act, "cy@acme.example", "Cy").await;
    let ana = [(scene.act.by, UserState::Active)];
    let by_cy = Act { by: cy, ..scene.act };
    assert_eq!(removed(scene.store.remove_users(&ana, None, by_cy).await.unwrap()), [scene.act.by]);
    // What they offered has ended with them.
    assert!(!scene.answer(Answer::Accept, NOW).await);
    let record = scene.record().await;
    assert_eq!((record.state, record.answered_by.as_deref()), (InvitationState::Cancelled, Some("Cy")));
    assert_eq!(scene.verbs().await.first(), Some(&Verb::Cancelled));
    assert_eq!(scene.told().await, []);
}

async fn an_answer_that_came_another_way_is_recorded_with_who_recorded_it(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (name, how, act) = (PersonName::parse("Bob Byrne").unwrap(), note("By telephone"), scene.later(2));
    let change = store.latest_change().await.unwrap();
    assert!(store.record_answer(scene.invitation, Answer::Accept, Some(&name), Some(&how), act).await.unwrap());
    let entry = store.entries_of(&[scene.user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.invitation), (UserState::Active, Some(InvitationState::Accepted)));
    assert_eq!((entry.joined_at, entry.name.as_str()), (Some(act.now), "Bob Byrne"));
    let record = scene.record().await;
    assert_eq!((record.answered_by.as_deref(), record.answer_note.as_deref()), (Some("Ana"), Some("By telephone")));
    let newest = scene.history().await.remove(0);
    assert_eq!((newest.verb, newest.by.as_deref(), newest.at), (Verb::AcceptanceRecorded, Some("Ana"), act.now));
    assert_eq!(newest.detail.as_deref(), Some("By telephone"));
    assert!(!scene.link_works(act.now).await);
    assert!(!scene.answer(Answer::Decline, act.now).await);
    assert_eq!(store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);
}

async fn a_recorded_decline_leaves_the_user_invited(database: &dyn Database) {
    let scene = bob(database).await;
    let name = PersonName::parse("Bob").unwrap();
    let recorded =
        scene.store.record_answer(scene.invitation, Answer::Decline, Some(&name), None, scene.later(1)).await;
    assert!(recorded.unwrap());
    let entry = scene.store.entries_of(&[scene.user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.invitation), (UserState::Invited, Some(InvitationState::Declined)));
    assert_eq!((entry.joined_at, entry.name.as_str()), (None, ""));
    assert_eq!(scene.verbs().await, [Verb::DeclineRecorded, Verb::Invited]);
}

async fn who_records_an_answer_is_not_told_of_it_and_who_invited_is(database: &dyn Database) {
    let scene = bob(database).await;
    assert!(scene.store.record_answer(scene.invitation, Answer::Accept, None, None, scene.act).await.unwrap());
    assert_eq!(scene.told().await, []);

    let cy = administrator(scene.store.as_ref(), scene.act, "cy@acme.example", "Cy").await;
    let sheet = Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(scene.store.as_ref(), scene.act, None).await;
    let dee = id_of(scene.store.as_ref(), "dee@acme.example").await;
    let id = scene.store.newest_invitations(&[dee]).await.unwrap()[0].id;
    let act = Act { by: cy, ..scene.act };
    assert!(scene.store.record_answer(id, Answer::Decline, None, None, act).await.unwrap());
    let mails = scene.store.mails(&[], None, 100).await.unwrap();
    let told: Vec<_> = mails.iter().filter(|mail| mail.kind == MailKind::Answer).collect();
    assert_eq!(
        told.iter().map(|mail| (mail.user.unwrap(), mail.answered)).collect::<Vec<_>>(),
        [(scene.act.by, Some(id))]
    );
}

async fn what_has_ended_or_expired_is_not_answered_by_recording(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let record = async |id, answer, act| store.record_answer(id, answer, None, None, act).await.unwrap();
    for answer in [Answer::Accept, Answer::Decline] {
        assert!(!record(InvitationId(99), answer, scene.later(1)).await);
        assert!(!record(scene.invitation, answer, scene.later(90)).await);
    }
    assert_eq!((scene.verbs().await, store.latest_seen().await.unwrap()), (vec![Verb::Invited], NOW));
    store.cancel(&[scene.invitation], scene.act).await.unwrap();
    for answer in [Answer::Accept, Answer::Decline] {
        assert!(!record(scene.invitation, answer, scene.act).await);
    }
    assert_eq!(scene.verbs().await, [Verb::Cancelled, Verb::Invited]);
    assert_eq!((scene.told().await, scene.record().await.state), (Vec::new(), InvitationState::Cancelled));
}

async fn what_waits_to_be_sent_can_be_answered_by_recording(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", Some("Bob"), &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    let bob = id_of(store.as_ref(), "bob@acme.example").await;
    let id = store.newest_invitations(&[bob]).await.unwrap()[0].id;
    assert!(store.record_answer(id, Answer::Accept, None, None, act).await.unwrap());
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].state, UserState::Active);
    assert!(deliver(store.as_ref(), NOW.plus_days(1)).await.is_empty(), "its mail does not go out");
    let delivery = store.entries_of(&[bob]).await.unwrap()[0].delivery;
    assert_eq!(delivery, Some(DeliveryState::Dropped), "and that is no failure");
}

async fn a_slow_clock_records_no_answer_to_what_has_expired(database: &dyn Database) {
    let scene = bob(database).await;
    Sheet::new().carry_out(scene.store.as_ref(), scene.later(90)).await;
    assert!(!scene.store.record_answer(scene.invitation, Answer::Accept, None, None, scene.act).await.unwrap());
    assert_eq!(scene.store.entries_of(&[scene.user]).await.unwrap()[0].state, UserState::Invited);
}

async fn nobody_joins_who_is_not_invited(database: &dyn Database) {
    let scene = bob(database).await;
    // No use case leaves an invitation open to somebody who was removed; if one did, it would not bring them back.
    database.run("UPDATE users SET state = 'removed' WHERE address_key = 'bob@acme.example'").await.unwrap();
    assert!(!scene.answer(Answer::Accept, NOW).await);
    assert!(!scene.store.record_answer(scene.invitation, Answer::Accept, None, None, scene.act).await.unwrap());
    assert_eq!((scene.record().await.state, scene.verbs().await), (InvitationState::Pending, vec![Verb::Invited]));
    assert_eq!(scene.store.entries_of(&[scene.user]).await.unwrap()[0].state, UserState::Removed);
}

async fn preferences_are_each_ones_own(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (wants, not) = (
        Preferences { mail_answers: true, ..Preferences::default() },
        Preferences { mail_answers: false, ..Preferences::default() },
    );
    let (change, later) = (store.latest_change().await.unwrap(), NOW.plus_days(1));
    store.change_preferences(scene.act.by, wants, later).await.unwrap();
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "it is so already");
    store.change_preferences(scene.act.by, not, later).await.unwrap();
    assert_eq!(store.preferences(scene.act.by).await.unwrap(), not);
    assert_eq!(store.preferences(scene.user).await.unwrap(), wants);
    assert_eq!(store.preferences(UserId(99)).await.unwrap(), wants);
    store.change_preferences(scene.act.by, wants, later).await.unwrap();
    assert_eq!(database.open().await.preferences(scene.act.by).await.unwrap(), wants);
    assert_eq!(store.latest_change().await.unwrap(), change, "nobody in the list is another");
}
