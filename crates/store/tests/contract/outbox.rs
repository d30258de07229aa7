//! Claiming mails, and what becomes of them.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    plan::{BUYER, SALES, Sheet, id_of, key},
    scene::bob,
};
use rollcall_app::ports::{
    Store,
    store::{ClaimedMail, Delivery, MailKind, Verb},
};
use rollcall_domain::{
    DeliveryState, InvitationId, InvitationState, MailId, ReminderSchedule, Timestamp, TokenHash, invitation::Answer,
};
use std::sync::atomic::{AtomicU64, Ordering};

every_database![
    claimed_mails_come_oldest_first_with_links_that_work,
    nothing_is_claimed_twice,
    a_limit_is_kept,
    the_time_of_an_invitation_begins_when_its_first_mail_leaves,
    a_deferred_mail_is_due_when_its_pause_is_over,
    a_mail_given_back_was_not_tried,
    a_mail_whose_invitation_has_ended_does_not_go_out,
    a_mail_from_before_a_resending_does_not_start_the_time,
    mails_are_listed_newest_first_by_state_and_counted,
    the_mails_to_a_user_are_listed_newest_first,
    a_mail_that_came_back_is_failed_in_the_servers_words,
    a_mail_that_is_not_out_cannot_come_back,
    a_reminder_states_the_end_and_moves_no_time,
    invitations_are_looked_up_for_many_mails_at_once,
];

static MINTED: AtomicU64 = AtomicU64::new(1);

/// A hash that nobody else has.
pub(crate) fn mint() -> TokenHash {
    let mut hash = [0; 32];
    hash[..8].copy_from_slice(&MINTED.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    TokenHash(hash)
}

/// Claims invitations that will end 90 days from now.
pub(crate) async fn claim(store: &dyn Store, limit: u32, now: Timestamp) -> Vec<ClaimedMail> {
    store.claim_mails(limit, now.plus_days(90), now, &mint).await.unwrap().mails
}

/// The mail to an address.
pub(crate) fn to<'a>(mails: &'a [ClaimedMail], address: &str) -> &'a ClaimedMail {
    mails.iter().find(|claimed| claimed.mail.to.key() == key(address)).unwrap()
}

/// Writes down what became of a mail.
pub(crate) async fn record(
    store: &dyn Store,
    claimed: &ClaimedMail,
    state: DeliveryState,
    reply: Option<&str>,
    now: Timestamp,
) {
    let delivery = Delivery {
        mail: claimed.mail.id,
        state,
        reply: reply.map(str::to_owned),
        not_before: (state == DeliveryState::Deferred).then(|| now.plus_seconds(600)),
    };
    store.record_deliveries(&[delivery], now).await.unwrap();
}

/// Bob and Cy are invited.
pub(crate) async fn bob_and_cy(database: &dyn Database) -> std::sync::Arc<dyn Store> {
    let (store, act) = with_account(database).await;
    Sheet::new()
        .invite("cy@acme.example", None, &[(SALES, BUYER)])
        .invite("bob@acme.example", None, &[(SALES, BUYER)])
        .carry_out(store.as_ref(), act)
        .await;
    store
}

async fn claimed_mails_come_oldest_first_with_links_that_work(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    assert_eq!(store.next_mail_due().await.unwrap(), Some(NOW));
    let claimed = claim(store.as_ref(), 10, NOW).await;
    assert_eq!(claimed.len(), 3);
    assert!(claimed.is_sorted_by_key(|claimed| claimed.mail.id));
    assert!(claimed.iter().all(|claimed| claimed.mail.state == DeliveryState::Sending && claimed.mail.attempts == 1));
    for address in ["bob@acme.example", "cy@acme.example"] {
        let one = to(&claimed, address);
        assert_eq!(one.mail.kind, MailKind::Invitation);
        let open = store.invitation_by_token(one.link.unwrap(), NOW).await.unwrap().unwrap();
        assert_eq!((Some(open.id), open.user), (one.mail.invitation, one.mail.user.unwrap()));
    }
    let report = to(&claimed, "ana@acme.example");
    assert_eq!((report.mail.kind, report.link), (MailKind::ImportReport, None));
    // What is being sent is due as well: if whoever sends it dies, another has to settle it.
    assert_eq!(store.next_mail_due().await.unwrap(), Some(NOW));
}

async fn nothing_is_claimed_twice(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    assert_eq!(claim(store.as_ref(), 10, NOW).await.len(), 3);
    assert_eq!(claim(store.as_ref(), 10, NOW).await, []);
    assert_eq!(claim(database.open().await.as_ref(), 10, NOW.plus_days(1)).await, []);
}

async fn a_limit_is_kept(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    assert_eq!(claim(store.as_ref(), 0, NOW).await, []);
    let first = claim(store.as_ref(), 2, NOW).await;
    let second = claim(store.as_ref(), 2, NOW).await;
    assert_eq!((first.len(), second.len()), (2, 1));
    assert!(first[1].mail.id < second[0].mail.id);
}

async fn the_time_of_an_invitation_begins_when_its_first_mail_leaves(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let bob = id_of(store.as_ref(), "bob@acme.example").await;
    let left = NOW.plus_days(3);
    let claimed = claim(store.as_ref(), 10, left).await;
    let mail = to(&claimed, "bob@acme.example");
    record(store.as_ref(), mail, DeliveryState::Sent, Some("250 ok"), left).await;
    let record_of_bob = store.users(&[bob]).await.unwrap().remove(0);
    let (entry, sent_at) = (record_of_bob.entry, record_of_bob.sent_at);
    assert_eq!((entry.invited_at, sent_at, entry.expires_at), (Some(NOW), Some(left), Some(left.plus_days(90))));
    let sent = store.mail(mail.mail.id).await.unwrap().unwrap();
    assert_eq!((sent.state, sent.sent_at, sent.reply.as_deref()), (DeliveryState::Sent, Some(left), Some("250 ok")));
    assert_eq!(store.offer(mail.mail.invitation.unwrap()).await.unwrap().unwrap().expires_at, entry.expires_at);
    // It is open to the last millisecond.
    let end = left.plus_days(90);
    let before = Timestamp::from_millis(end.as_millis() - 1);
    let link = mail.link.unwrap();
    assert!(store.invitation_by_token(link, before).await.unwrap().is_some());
    assert_eq!(store.invitation_by_token(link, end).await.unwrap(), None);
    assert_eq!(store.answer_invitation(link, Answer::Accept, None, None, end).await.unwrap(), None);
    // Told twice: the first telling stands.
    record(store.as_ref(), mail, DeliveryState::Sent, None, left.plus_days(1)).await;
    assert_eq!(store.users(&[bob]).await.unwrap().remove(0).sent_at, Some(left));
    // A mail that did not leave starts nothing, and says nothing that holds.
    let mail = to(&claimed, "cy@acme.example");
    record(store.as_ref(), mail, DeliveryState::Failed, None, left).await;
    let cy = id_of(store.as_ref(), "cy@acme.example").await;
    assert_eq!(store.entries_of(&[cy]).await.unwrap().remove(0).expires_at, None);
    assert_eq!(store.mail(mail.mail.id).await.unwrap().unwrap().ends_at, None);
}

async fn a_deferred_mail_is_due_when_its_pause_is_over(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let mail = to(&claimed, "bob@acme.example");
    for other in claimed.iter().filter(|other| other.mail.id != mail.mail.id) {
        record(store.as_ref(), other, DeliveryState::Sent, None, NOW).await;
    }
    record(store.as_ref(), mail, DeliveryState::Deferred, Some("450 later"), NOW).await;
    assert_eq!(store.next_mail_due().await.unwrap(), Some(NOW.plus_seconds(600)));
    assert_eq!(claim(store.as_ref(), 10, NOW.plus_seconds(599)).await, []);
    let again = claim(store.as_ref(), 10, NOW.plus_seconds(600)).await;
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].mail.id, again[0].mail.attempts), (mail.mail.id, 2));
    assert_ne!(again[0].link, mail.link);
    assert_eq!(again[0].mail.not_before, None);
}

async fn a_mail_given_back_was_not_tried(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 1, NOW).await;
    record(store.as_ref(), &claimed[0], DeliveryState::Queued, None, NOW).await;
    let again = claim(store.as_ref(), 1, NOW).await;
    assert_eq!((again[0].mail.id, again[0].mail.attempts), (claimed[0].mail.id, 1));
}

async fn a_mail_whose_invitation_has_ended_does_not_go_out(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let bob = to(&claimed, "bob@acme.example");
    record(store.as_ref(), bob, DeliveryState::Deferred, None, NOW).await;
    store.answer_invitation(bob.link.unwrap(), Answer::Decline, None, None, NOW).await.unwrap().unwrap();
    let cy = to(&claimed, "cy@acme.example");
    record(store.as_ref(), cy, DeliveryState::Queued, None, NOW).await;
    database
        .run("UPDATE invitations SET state = 'cancelled', answered_at = 0, answered_by = 1 WHERE state = 'pending'")
        .await
        .unwrap();
    let due = NOW.plus_days(1);
    // Bob's was dropped by his answer, Cy's when it was claimed; the report is being sent.
    let claim = store.claim_mails(1, due.plus_days(90), due, &mint).await.unwrap();
    let kinds: Vec<_> = claim.mails.iter().map(|claimed| claimed.mail.kind).collect();
    assert_eq!((kinds, claim.dropped), (vec![MailKind::Answer], 1), "of Bob's answer Ana is told");
    for mail in [bob, cy] {
        let mail = store.mail(mail.mail.id).await.unwrap().unwrap();
        assert_eq!((mail.state, mail.reply.as_deref()), (DeliveryState::Dropped, Some("invitation_ended")));
    }
    let cancelled = store.offer(cy.mail.invitation.unwrap()).await.unwrap().unwrap();
    assert_eq!(cancelled.state, InvitationState::Cancelled);
}

async fn a_mail_from_before_a_resending_does_not_start_the_time(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let act = rollcall_app::ports::store::Act { by: rollcall_domain::UserId(1), now: NOW };
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let old = to(&claimed, "bob@acme.example");
    Sheet::new()
        .resend("bob@acme.example", old.mail.user.unwrap(), old.mail.invitation.unwrap(), &[])
        .carry_out(store.as_ref(), act)
        .await;
    record(store.as_ref(), old, DeliveryState::Sent, None, NOW).await;
    assert_eq!(store.offer(old.mail.invitation.unwrap()).await.unwrap().unwrap().expires_at, None);
    let claimed = claim(store.as_ref(), 10, NOW.plus_days(1)).await;
    let new = to(&claimed, "bob@acme.example");
    record(store.as_ref(), new, DeliveryState::Sent, None, NOW.plus_days(1)).await;
    let open = store.offer(old.mail.invitation.unwrap()).await.unwrap().unwrap();
    assert_eq!(open.expires_at, Some(NOW.plus_days(91)));
}

async fn mails_are_listed_newest_first_by_state_and_counted(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 1, NOW).await;
    let all = store.mails(&[], None, 10).await.unwrap();
    assert_eq!(all.len(), 3);
    assert!(all.is_sorted_by(|a, b| a.id > b.id));
    assert_eq!(store.mails(&[], Some(all[0].id), 1).await.unwrap(), [all[1].clone()]);
    let sending = store.mails(&[DeliveryState::Sending, DeliveryState::Failed], None, 10).await.unwrap();
    assert_eq!(sending.iter().map(|mail| mail.id).collect::<Vec<_>>(), [claimed[0].mail.id]);
    let mut counts = store.mail_counts().await.unwrap();
    counts.sort_by_key(|(_, mails)| *mails);
    assert_eq!(counts, [(DeliveryState::Sending, 1), (DeliveryState::Queued, 2)]);
    assert_eq!(store.mail(MailId(99)).await.unwrap(), None);
}

async fn the_mails_to_a_user_are_listed_newest_first(database: &dyn Database) {
    let scene = bob(database).await;
    scene.store.remind(&ReminderSchedule::default(), NOW.plus_days(8)).await.unwrap();
    let mails = scene.store.mails_to(scene.user, 10).await.unwrap();
    let kinds: Vec<_> = mails.iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds, [MailKind::Reminder, MailKind::Invitation]);
    assert_eq!(mails, scene.mails().await);
    assert_eq!(scene.store.mails_to(scene.user, 1).await.unwrap(), mails[..1]);
    assert!(scene.answer(Answer::Accept, NOW.plus_days(8)).await);
    let told = scene.store.mails_to(scene.act.by, 10).await.unwrap();
    assert_eq!((told.len(), told[0].kind, told[0].answered), (1, MailKind::Answer, Some(scene.invitation)));
}

async fn a_mail_that_came_back_is_failed_in_the_servers_words(database: &dyn Database) {
    let scene = bob(database).await;
    let mail = scene.mails().await.remove(0);
    let change = scene.store.latest_change().await.unwrap();
    let words = "550 5.1.1 mailbox unavailable";
    assert!(scene.store.record_bounce(mail.id, words, NOW.plus_days(1)).await.unwrap());
    let back = scene.store.mail(mail.id).await.unwrap().unwrap();
    assert_eq!((back.state, back.sent_at, back.reply.as_deref()), (DeliveryState::Failed, None, Some(words)));
    let happened = scene.history().await.remove(0);
    assert_eq!((happened.verb, happened.by, happened.at), (Verb::Bounced, None, NOW.plus_days(1)));
    assert_eq!(happened.detail.as_deref(), Some(words));
    assert_eq!(scene.store.changes_after(change).await.unwrap().users, [(scene.user, scene.user)]);
    assert!(!scene.store.record_bounce(mail.id, words, NOW.plus_days(2)).await.unwrap(), "once");
    assert_eq!(scene.verbs().await.iter().filter(|verb| **verb == Verb::Bounced).count(), 1);
}

async fn a_mail_that_is_not_out_cannot_come_back(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 3, NOW).await;
    let [bob, cy] = ["bob@acme.example", "cy@acme.example"].map(|address| to(&claimed, address));
    for state in [DeliveryState::Queued, DeliveryState::Deferred, DeliveryState::Failed] {
        record(store.as_ref(), bob, state, None, NOW).await;
        assert!(!store.record_bounce(bob.mail.id, "550", NOW).await.unwrap(), "{state:?}");
        claim(store.as_ref(), 3, NOW.plus_days(1)).await;
    }
    assert!(!store.record_bounce(cy.mail.id, "550", NOW).await.unwrap(), "it is being sent");
    record(store.as_ref(), cy, DeliveryState::Uncertain, None, NOW).await;
    assert!(store.record_bounce(cy.mail.id, "550", NOW).await.unwrap());
    assert!(!store.record_bounce(MailId(99), "550", NOW).await.unwrap());
}

async fn a_reminder_states_the_end_and_moves_no_time(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    store.remind(&ReminderSchedule::default(), NOW.plus_days(7)).await.unwrap();
    let claimed = claim(store, 1, NOW.plus_days(7)).await;
    assert_eq!((claimed[0].mail.kind, claimed[0].mail.ends_at), (MailKind::Reminder, Some(NOW.plus_days(90))));
    // It is being sent while the invitation starts anew: the time that begins is not the reminder's to begin.
    assert_eq!(scene.store.resend(&[scene.invitation], NOW.plus_days(6), scene.later(7)).await.unwrap(), []);
    record(store, &claimed[0], DeliveryState::Uncertain, None, NOW.plus_days(7)).await;
    assert_eq!(scene.record().await.sent_at, Some(NOW));
    database
        .run("UPDATE invitations SET sent_at = NULL, expires_at = NULL, reminders = 0, reminded_through = 0")
        .await
        .unwrap();
    record(store, &claimed[0], DeliveryState::Sent, None, NOW.plus_days(8)).await;
    assert_eq!((scene.record().await.sent_at, scene.record().await.expires_at), (None, None));
}

async fn invitations_are_looked_up_for_many_mails_at_once(database: &dyn Database) {
    let store = bob_and_cy(database).await;
    let claimed = claim(store.as_ref(), 3, NOW).await;
    let ids: Vec<_> = claimed.iter().filter_map(|claimed| claimed.mail.invitation).collect();
    let asked = [&ids[..], &[ids[0], InvitationId(99)]].concat();
    let mut offers = store.offers(&asked).await.unwrap();
    offers.sort_by_key(|offer| offer.id);
    assert_eq!(offers.iter().map(|offer| offer.id).collect::<Vec<_>>(), ids);
    for offer in offers {
        assert_eq!(offer.offered.len(), 1);
        assert_eq!(store.offer(offer.id).await.unwrap(), Some(offer));
    }
    assert_eq!(store.offers(&[]).await.unwrap(), []);
}
