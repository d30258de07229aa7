//! The turn to deliver, and what becomes of mails whose process died.

use crate::{
    database::{Database, NOW},
    every_database,
    outbox::{bob_and_cy, claim, record, to},
};
use rollcall_app::ports::store::{ClaimedMail, Delivery, DeliveryTurn, Store};
use rollcall_domain::{DeliveryState, Timestamp};

every_database![
    one_process_at_a_time_has_the_turn,
    a_mail_that_was_begun_may_be_there,
    a_mail_that_was_only_claimed_waits_untried,
    a_mail_that_had_ended_stands_as_it_ended,
    what_was_recorded_before_the_end_stands,
    what_was_noted_of_a_try_holds_for_that_try_only,
    notes_that_began_later_know_nothing_of_earlier_claims,
    without_notes_every_claimed_mail_may_be_there,
    a_settled_mail_is_not_settled_again,
    a_mail_that_is_not_sending_is_left_as_it_is,
    a_mail_that_was_known_to_be_sent_too_late_is_sent_all_the_same,
    an_uncertain_mail_starts_the_time_that_it_states,
];

async fn take_turn(store: &dyn Store, now: Timestamp) -> DeliveryTurn {
    store.begin_delivering(now).await.unwrap().unwrap()
}

/// Takes the turn and gives it back; how many mails are uncertain by that.
async fn settle(store: &dyn Store, now: Timestamp) -> u32 {
    take_turn(store, now).await.interrupted
}

fn begin(turn: &DeliveryTurn, claimed: &ClaimedMail) {
    turn.notes().begun(claimed.mail.id, claimed.mail.attempts).unwrap();
}

fn end(turn: &DeliveryTurn, claimed: &ClaimedMail, state: DeliveryState) {
    let not_before = (state == DeliveryState::Deferred).then(|| NOW.plus_seconds(600));
    let reply = Some(format!("so it {} \"ended\"\n", state.word()));
    let delivery = Delivery { mail: claimed.mail.id, state, reply, not_before };
    turn.notes().ended(&delivery, claimed.mail.attempts).unwrap();
}

/// How a mail stands, and how often it was tried.
async fn stands(store: &dyn Store, claimed: &ClaimedMail) -> (DeliveryState, u32) {
    let mail = store.mail(claimed.mail.id).await.unwrap().unwrap();
    (mail.state, mail.attempts)
}

async fn one_process_at_a_time_has_the_turn(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let other = database.open().await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 1, NOW).await;
    begin(&turn, &claimed[0]);
    assert!(other.begin_delivering(NOW).await.unwrap().is_none());
    assert!(store.begin_delivering(NOW).await.unwrap().is_none(), "nor has the same process two");
    assert!(store.mail_counts().await.unwrap().contains(&(DeliveryState::Sending, 1)), "nobody settled it");
    drop(turn);
    assert_eq!(settle(other.as_ref(), NOW).await, 1);
    assert_eq!(settle(store.as_ref(), NOW).await, 0);
}

async fn a_mail_that_was_begun_may_be_there(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    begin(&turn, &claimed[1]);
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW.plus_seconds(60)).await, 1, "at once");
    assert_eq!(stands(store.as_ref(), &claimed[1]).await, (DeliveryState::Uncertain, 1));
    // Never again by itself; the others are as they were.
    let again = claim(store.as_ref(), 10, NOW.plus_days(30)).await;
    let ids = |claimed: &[&ClaimedMail]| claimed.iter().map(|claimed| claimed.mail.id).collect::<Vec<_>>();
    assert_eq!(ids(&again.iter().collect::<Vec<_>>()), ids(&[&claimed[0], &claimed[2]]));
}

async fn a_mail_that_was_only_claimed_waits_untried(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW.plus_days(3)).await, 0);
    for one in &claimed {
        assert_eq!(stands(store.as_ref(), one).await, (DeliveryState::Queued, 0));
    }
    let bob = to(&claimed, "bob@acme.example");
    let open = store.offer(bob.mail.invitation.unwrap()).await.unwrap().unwrap();
    assert_eq!(open.expires_at, None, "no time has begun");
    assert_eq!(store.mail(bob.mail.id).await.unwrap().unwrap().ends_at, None);
}

async fn a_mail_that_had_ended_stands_as_it_ended(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 10, NOW.plus_seconds(5)).await;
    let [bob, cy, ana] =
        ["bob@acme.example", "cy@acme.example", "ana@acme.example"].map(|address| to(&claimed, address));
    for (mail, state) in [(bob, DeliveryState::Sent), (cy, DeliveryState::Deferred), (ana, DeliveryState::Failed)] {
        begin(&turn, mail);
        end(&turn, mail, state);
    }
    drop(turn);
    let change = store.latest_change().await.unwrap();
    assert_eq!(settle(store.as_ref(), NOW.plus_days(3)).await, 0);
    let mut records = Vec::new();
    for mail in [bob, cy, ana] {
        records.push(store.mail(mail.mail.id).await.unwrap().unwrap());
    }
    let states: Vec<_> =
        records.iter().map(|mail| (mail.state, mail.attempts, mail.sent_at, mail.not_before)).collect();
    let left = NOW.plus_seconds(5);
    assert_eq!(
        states,
        [
            (DeliveryState::Sent, 1, Some(left), None),
            (DeliveryState::Deferred, 1, None, Some(NOW.plus_seconds(600))),
            (DeliveryState::Failed, 1, None, None)
        ]
    );
    assert_eq!(records[0].reply.as_deref(), Some("so it sent \"ended\"\n"));
    let user = store.users(&[bob.mail.user.unwrap()]).await.unwrap().remove(0);
    assert_eq!(
        (user.sent_at, user.entry.expires_at),
        (Some(left), Some(left.plus_days(90))),
        "its time runs since then"
    );
    assert_ne!(store.changes_after(change).await.unwrap().users, [], "others hear of it");
}

async fn what_was_recorded_before_the_end_stands(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 2, NOW).await;
    begin(&turn, &claimed[0]);
    begin(&turn, &claimed[1]);
    end(&turn, &claimed[0], DeliveryState::Failed);
    record(store.as_ref(), &claimed[0], DeliveryState::Sent, Some("as recorded"), NOW).await;
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW).await, 1);
    assert_eq!(stands(store.as_ref(), &claimed[0]).await, (DeliveryState::Sent, 1));
    assert_eq!(stands(store.as_ref(), &claimed[1]).await, (DeliveryState::Uncertain, 1));
}

async fn what_was_noted_of_a_try_holds_for_that_try_only(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 1, NOW).await;
    begin(&turn, &claimed[0]);
    end(&turn, &claimed[0], DeliveryState::Deferred);
    record(store.as_ref(), &claimed[0], DeliveryState::Deferred, None, NOW).await;
    let due = NOW.plus_days(1);
    let again = claim(store.as_ref(), 10, due).await;
    assert_eq!(again.len(), 3);
    drop(turn);
    assert_eq!(settle(store.as_ref(), due).await, 0);
    assert_eq!(stands(store.as_ref(), &claimed[0]).await, (DeliveryState::Queued, 1), "the second try never began");
}

async fn notes_that_began_later_know_nothing_of_earlier_claims(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 1, NOW.plus_seconds(1)).await;
    // Recorded, as far as this process knows; but a copy of the workspace from before that is put back.
    turn.notes().forget(NOW.plus_seconds(2)).unwrap();
    claim(store.as_ref(), 1, NOW.plus_seconds(3)).await;
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW.plus_seconds(4)).await, 1);
    assert_eq!(stands(store.as_ref(), &claimed[0]).await.0, DeliveryState::Uncertain);
}

async fn without_notes_every_claimed_mail_may_be_there(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    claim(store.as_ref(), 2, NOW).await;
    assert_eq!(settle(store.as_ref(), NOW).await, 2);
    let counts = store.mail_counts().await.unwrap();
    assert!(counts.contains(&(DeliveryState::Uncertain, 2)) && counts.contains(&(DeliveryState::Queued, 1)));
}

async fn a_settled_mail_is_not_settled_again(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let turn = take_turn(store.as_ref(), NOW).await;
    let claimed = claim(store.as_ref(), 1, NOW).await;
    begin(&turn, &claimed[0]);
    end(&turn, &claimed[0], DeliveryState::Queued);
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW).await, 0);
    // The notes began anew: what is claimed now, and not begun, was not begun.
    let turn = take_turn(store.as_ref(), NOW).await;
    let again = claim(store.as_ref(), 10, NOW).await;
    begin(&turn, &again[0]);
    drop(turn);
    assert_eq!(settle(store.as_ref(), NOW).await, 1);
    assert_eq!(stands(store.as_ref(), &claimed[0]).await, (DeliveryState::Uncertain, 1));
}

async fn a_mail_that_is_not_sending_is_left_as_it_is(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let mail = to(&claimed, "bob@acme.example");
    assert_eq!(settle(store.as_ref(), NOW.plus_seconds(60)).await, 3);
    for state in [DeliveryState::Failed, DeliveryState::Deferred, DeliveryState::Queued] {
        record(store.as_ref(), mail, state, Some("late"), NOW.plus_seconds(61)).await;
        let after = store.mail(mail.mail.id).await.unwrap().unwrap();
        assert_eq!((after.state, after.sent_at, after.reply), (DeliveryState::Uncertain, None, None));
    }
}

async fn a_mail_that_was_known_to_be_sent_too_late_is_sent_all_the_same(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let mail = to(&claimed, "bob@acme.example");
    settle(store.as_ref(), NOW.plus_seconds(60)).await;
    let late = NOW.plus_seconds(61);
    record(store.as_ref(), mail, DeliveryState::Sent, Some("250 ok"), late).await;
    let after = store.mail(mail.mail.id).await.unwrap().unwrap();
    assert_eq!((after.state, after.sent_at, after.reply.as_deref()), (DeliveryState::Sent, Some(late), Some("250 ok")));
    let open = store.offer(mail.mail.invitation.unwrap()).await.unwrap().unwrap();
    assert_eq!(open.expires_at, Some(NOW.plus_days(90)), "as it says, and as it was when it was uncertain");
}

async fn an_uncertain_mail_starts_the_time_that_it_states(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let (bob, cy) = (to(&claimed, "bob@acme.example"), to(&claimed, "cy@acme.example"));
    assert_eq!(bob.mail.ends_at, Some(NOW.plus_days(90)));
    record(store.as_ref(), bob, DeliveryState::Uncertain, None, NOW.plus_seconds(5)).await;
    // Cy's was in hand when the program died, and that is noticed when its time is over.
    assert_eq!(settle(store.as_ref(), NOW.plus_days(100)).await, 2);
    for (mail, from) in [(bob, NOW.plus_seconds(5)), (cy, NOW)] {
        let user = store.users(&[mail.mail.user.unwrap()]).await.unwrap().remove(0);
        assert_eq!((user.sent_at, user.entry.expires_at), (Some(from), Some(NOW.plus_days(90))));
        assert_eq!(store.mail(mail.mail.id).await.unwrap().unwrap().ends_at, Some(NOW.plus_days(90)));
        assert_eq!(store.invitation_by_token(mail.link.unwrap(), NOW).await.unwrap(), None, "the link is over");
    }
}
