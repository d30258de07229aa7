//! Sending invitations again.

use crate::{
    database::{Database, NOW},
    every_database,
    outbox::{claim, mint, record},
    plan::{BUYER, SALES, Sheet},
    scene::{all_left, bob, deliver, verbs},
};
use rollcall_app::ports::store::{Act, MailKind, Verb};
use rollcall_domain::{
    DeliveryState, InvitationId, InvitationState, ReminderSchedule, Timestamp, UserId, UserState,
    invitation::{Answer, RESEND_COOL_DOWN_SECONDS},
};

use DeliveryState::{Dropped, Failed, Queued, Sent, Uncertain};

every_database![
    resending_kills_every_link_and_begins_anew_when_the_new_mail_leaves,
    resending_keeps_the_words_and_who_invited,
    an_expired_invitation_is_resent_and_one_that_has_ended_is_not,
    while_a_mail_waits_or_is_sent_there_is_no_second,
    a_second_press_within_the_cool_down_sends_no_second_mail,
    a_mail_that_failed_or_is_uncertain_is_sent_again_at_once,
    a_deferred_mail_gives_way_at_once,
    a_mail_that_did_not_leave_gives_way_to_one_that_was_made_meanwhile,
    a_link_that_was_copied_does_not_keep_from_resending,
    with_a_clock_set_back_the_workspace_goes_on_in_its_own_time,
    of_many_those_are_resent_that_may_be_in_one_transaction,
];

/// What a use case gives as the moment before which a mail must have left.
fn cooled(now: Timestamp) -> Timestamp {
    now.plus_seconds(-RESEND_COOL_DOWN_SECONDS)
}

async fn resending_kills_every_link_and_begins_anew_when_the_new_mail_leaves(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let schedule = ReminderSchedule::default();
    assert_eq!(store.remind(&schedule, NOW.plus_days(7)).await.unwrap(), 1);
    let reminder = deliver(store, NOW.plus_days(7)).await.remove(0).link.unwrap();
    let before = scene.record().await;
    assert_eq!((before.reminders, before.reminded_through_day, before.sent_at), (1, 7, Some(NOW)));
    let change = store.latest_change().await.unwrap();

    let act = scene.later(20);
    assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap(), [scene.invitation]);
    let after = scene.record().await;
    assert_eq!((after.reminders, after.reminded_through_day), (0, 0));
    assert_eq!((after.state, after.sent_at, after.expires_at), (InvitationState::Pending, None, None));
    assert_eq!(after.delivery, Some(Queued));
    for link in [scene.link, reminder] {
        assert_eq!(store.invitation_by_token(link, act.now).await.unwrap(), None);
    }
    let resent = scene.history().await.remove(0);
    assert_eq!(
        (resent.verb, resent.by.as_deref(), resent.at, resent.detail),
        (Verb::Resent, Some("Ana"), act.now, None)
    );
    assert_eq!(store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);

    let left = NOW.plus_days(21);
    let mail = deliver(store, left).await.remove(0);
    assert_eq!((mail.mail.kind, mail.mail.ends_at), (MailKind::Invitation, Some(left.plus_days(90))));
    let record = scene.record().await;
    assert_eq!((record.sent_at, record.expires_at), (Some(left), Some(left.plus_days(90))));
    assert!(store.answer_invitation(mail.link.unwrap(), Answer::Accept, None, None, left).await.unwrap().is_some());
}

async fn resending_keeps_the_words_and_who_invited(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = crate::scene::administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let sheet = Sheet::new().invite("new@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, scene.act, Some("Welcome")).await;
    deliver(store, NOW).await;
    let new = crate::plan::id_of(store, "new@acme.example").await;
    let id = store.newest_invitations(&[new]).await.unwrap()[0].id;
    let act = Act { by: cy, ..scene.later(1) };
    assert_eq!(store.resend(&[id], cooled(act.now), act).await.unwrap(), [id]);
    let record = store.invitations(&[id]).await.unwrap().remove(0);
    assert_eq!((record.message.as_deref(), record.inviter.as_str()), (Some("Welcome"), "Ana"));
    assert_eq!(store.history(new).await.unwrap()[0].by.as_deref(), Some("Cy"));
}

async fn an_expired_invitation_is_resent_and_one_that_has_ended_is_not(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(90);
    assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap(), [scene.invitation]);
    let link = deliver(store, act.now).await.remove(0).link.unwrap();
    store.answer_invitation(link, Answer::Decline, None, None, act.now).await.unwrap().unwrap();
    let before = (scene.record().await, scene.verbs().await, store.latest_seen().await.unwrap());
    let later = scene.later(100);
    assert_eq!(store.resend(&[scene.invitation, InvitationId(99)], cooled(later.now), later).await.unwrap(), []);
    assert_eq!((scene.record().await, scene.verbs().await, store.latest_seen().await.unwrap()), before);
}

async fn while_a_mail_waits_or_is_sent_there_is_no_second(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(1);
    assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap().len(), 1);
    for hours in [1, 2] {
        // Queued, and then claimed, and nothing is known of it for long.
        let later = Act { now: act.now.plus_seconds(hours * 3_600), ..act };
        assert_eq!(store.resend(&[scene.invitation], cooled(later.now), later).await.unwrap(), []);
        claim(store, 10, act.now).await;
    }
    assert_eq!(scene.mails().await.len(), 2);
    assert_eq!(scene.verbs().await, [Verb::Resent, Verb::Invited]);
}

async fn a_second_press_within_the_cool_down_sends_no_second_mail(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let at = |seconds| Act { now: NOW.plus_seconds(seconds), ..scene.act };
    for (seconds, resent) in [(0, 0), (RESEND_COOL_DOWN_SECONDS - 1, 0), (RESEND_COOL_DOWN_SECONDS, 1)] {
        let act = at(seconds);
        assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap().len(), resent, "{seconds}");
    }
    assert_eq!(scene.mails().await.len(), 2);
}

async fn a_mail_that_failed_or_is_uncertain_is_sent_again_at_once(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(1);
    store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap();
    for state in [Failed, Uncertain] {
        let mail = claim(store, 10, act.now).await.remove(0);
        record(store, &mail, state, Some("550 no"), act.now).await;
        assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap().len(), 1, "{state:?}");
    }
    // What was not sent, or may have been, stays to be seen.
    let states: Vec<_> = scene.mails().await.into_iter().map(|mail| mail.state).collect();
    assert_eq!(states, [Queued, Uncertain, Failed, Sent]);
    assert_eq!(scene.record().await.sent_at, None, "an uncertain one from before starts nothing");
}

async fn a_deferred_mail_gives_way_at_once(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(1);
    store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap();
    let mail = claim(store, 10, act.now).await.remove(0);
    record(store, &mail, DeliveryState::Deferred, Some("450 later"), act.now).await;
    let then = Act { now: act.now.plus_seconds(1), ..act };
    assert_eq!(store.resend(&[scene.invitation], cooled(then.now), then).await.unwrap().len(), 1);
    assert_eq!(store.mail(mail.mail.id).await.unwrap(), None);
    assert_eq!(deliver(store, then.now.plus_days(2)).await.len(), 1, "one mail, not two");
    assert_eq!(store.invitation_by_token(mail.link.unwrap(), then.now).await.unwrap(), None);
}

async fn a_link_that_was_copied_does_not_keep_from_resending(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (hash, act) = (mint(), scene.later(1));
    let used = rollcall_app::ports::store::LinkUse::Copied;
    store.give_out_link(scene.invitation, hash, act.now.plus_days(90), used, act).await.unwrap().unwrap();
    assert_eq!(store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap().len(), 1);
    assert_eq!(store.invitation_by_token(hash, act.now).await.unwrap(), None);
}

async fn with_a_clock_set_back_the_workspace_goes_on_in_its_own_time(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(50);
    store.resend(&[scene.invitation], cooled(act.now), act).await.unwrap();
    // The machine's clock is a month behind from here on; use cases work with the latest that the workspace has seen.
    let behind = scene.later(20);
    let mail = claim(store, 10, behind.now).await.remove(0);
    record(store, &mail, Sent, None, behind.now).await;
    assert_eq!(scene.record().await.sent_at, Some(act.now));
    let seen = store.latest_seen().await.unwrap();
    assert_eq!(store.resend(&[scene.invitation], cooled(seen), behind).await.unwrap(), [], "it left a moment ago");
    assert_eq!(store.cancel(&[scene.invitation], behind).await.unwrap(), [scene.invitation]);
    assert_eq!(scene.record().await.answered_at, Some(act.now));
    assert_eq!(scene.history().await[0].at, act.now);
}

async fn of_many_those_are_resent_that_may_be_in_one_transaction(database: &dyn Database) {
    const PEOPLE: usize = 11_000;
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let mut sheet = Sheet::new();
    for number in 0..PEOPLE {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store, scene.act, None).await;
    let entries = store.entries(scene.user, 100_000).await.unwrap();
    let users: Vec<UserId> = entries.iter().map(|entry| entry.id).collect();
    let invitations = store.newest_invitations(&users).await.unwrap();
    let mut ids: Vec<_> = invitations.iter().map(|record| record.id).collect();
    assert_eq!(ids.len(), PEOPLE);
    // Half of them have left.
    let half = claim(store, u32::try_from(PEOPLE / 2).unwrap(), NOW).await;
    all_left(store, &half, NOW).await;
    let change = store.latest_change().await.unwrap();
    ids.reverse();
    ids.push(ids[0]);
    let act = scene.later(1);
    let resent = store.resend(&ids, cooled(act.now), act).await.unwrap();
    assert_eq!(resent.len(), PEOPLE / 2);
    assert!(resent.is_sorted());
    assert_eq!(store.latest_change().await.unwrap(), change + 1);
    let again = store.invitations(&resent).await.unwrap();
    assert!(again.iter().all(|record| record.sent_at.is_none() && record.delivery == Some(Queued)));
    for record in [again.first().unwrap(), again.last().unwrap()] {
        assert_eq!(verbs(store, record.user).await, [Verb::Resent, Verb::Invited]);
    }
    let mails: u64 = store.mail_counts().await.unwrap().iter().map(|(_, mails)| mails).sum();
    assert_eq!(mails, (PEOPLE + PEOPLE / 2 + 1) as u64);
    // And all of them are cancelled.
    let cancelled = store.cancel(&ids, act).await.unwrap();
    assert_eq!(cancelled.len(), PEOPLE);
    assert_eq!(store.latest_change().await.unwrap(), change + 2);
    assert!(claim(store, 10, act.now).await.is_empty());
    let entries = store.entries(scene.user, 100_000).await.unwrap();
    assert!(
        entries
            .iter()
            .all(|entry| entry.state == UserState::Invited && entry.invitation == Some(InvitationState::Cancelled))
    );
    assert_eq!(verbs(store, again[0].user).await, [Verb::Cancelled, Verb::Resent, Verb::Invited]);
}

async fn a_mail_that_did_not_leave_gives_way_to_one_that_was_made_meanwhile(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let act = scene.later(89);
    assert_eq!(store.remind(&ReminderSchedule::default(), act.now).await.unwrap(), 1);
    let reminder = claim(store, 10, act.now).await.remove(0);
    // While the server thinks about it, the invitation ends, and an administrator invites again.
    let act = scene.later(91);
    let again = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[]);
    again.invite_by_hand(store, act, None).await;
    record(store, &reminder, DeliveryState::Deferred, Some("450 later"), act.now).await;
    let states: Vec<_> = scene.mails().await.into_iter().map(|mail| (mail.kind, mail.state)).collect();
    assert_eq!(states[..2], [(MailKind::Invitation, Queued), (MailKind::Reminder, Dropped)]);
    assert_eq!(deliver(store, act.now.plus_days(2)).await.len(), 1, "one mail, not two");
}
