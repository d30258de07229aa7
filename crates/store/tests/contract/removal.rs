//! Removing users from the account.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::claim,
    plan::{BUYER, EMEA, SALES, Sheet},
    scene::{administrator, bob, deliver, member, note, removed},
};
use UserState::{Active, Invited, Removed};
use rollcall_app::ports::store::{Act, MailKind, Removal, Store, Verb};
use rollcall_domain::{DeliveryState, InvitationState, UserId, UserState, invitation::Answer};

every_database![
    a_removed_member_holds_nothing_and_stays_in_history,
    removing_who_is_invited_ends_their_invitation,
    only_who_is_as_the_administrator_saw_them_is_removed,
    what_waits_for_who_is_removed_does_not_go_out,
    the_last_administrator_of_the_account_is_not_removed,
    an_administrator_of_a_group_does_not_replace_one_of_the_account,
    two_administrators_who_remove_each_other_never_leave_none,
    who_was_removed_comes_back_by_a_new_invitation_only,
    many_are_removed_in_one_transaction,
];

async fn a_removed_member_holds_nothing_and_stays_in_history(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let bob = member(store.as_ref(), act, "bob@acme.example", Some("Bob"), &[(SALES, BUYER), (EMEA, BUYER)]).await;
    let change = store.latest_change().await.unwrap();
    let later = Act { now: NOW.plus_days(5), ..act };
    let removal = store.remove_users(&[(bob, Active)], Some(&note("Left us")), later).await.unwrap();
    assert_eq!(removed(removal), [bob]);
    let entry = store.entries_of(&[bob]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.assignments.len(), entry.name.as_str()), (Removed, 0, "Bob"));
    assert_eq!(entry.joined_at, Some(NOW), "history");
    let newest = store.history(bob).await.unwrap().remove(0);
    assert_eq!((newest.verb, newest.by.as_deref(), newest.at), (Verb::Removed, Some("Ana"), later.now));
    assert_eq!(newest.detail.as_deref(), Some("Left us"));
    assert_eq!(store.newest_invitations(&[bob]).await.unwrap()[0].state, InvitationState::Accepted);
    assert_eq!(store.changes_after(change).await.unwrap().users, [(bob, bob)]);
}

async fn removing_who_is_invited_ends_their_invitation(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    store.remind(&rollcall_domain::ReminderSchedule::default(), NOW.plus_days(7)).await.unwrap();
    let act = scene.later(8);
    assert_eq!(removed(store.remove_users(&[(scene.user, Invited)], None, act).await.unwrap()), [scene.user]);
    let record = scene.record().await;
    assert_eq!((record.state, record.answered_at), (InvitationState::Cancelled, Some(act.now)));
    assert_eq!(record.answered_by.as_deref(), Some("Ana"));
    assert!(!scene.link_works(act.now).await);
    assert!(!scene.answer(Answer::Accept, act.now).await);
    let reminder = scene.mails().await.remove(0);
    assert_eq!((reminder.state, reminder.reply.as_deref()), (DeliveryState::Dropped, Some("invitation_ended")));
    assert_eq!(scene.verbs().await, [Verb::Removed, Verb::Reminded, Verb::Invited]);
    let entry = store.entries_of(&[scene.user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.joined_at, entry.assignments), (Removed, None, Vec::new()));
}

async fn only_who_is_as_the_administrator_saw_them_is_removed(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let (bob, ana) = (scene.user, scene.act.by);
    for asked in [vec![(bob, Active)], vec![(bob, Removed)], vec![(ana, Invited)], vec![(UserId(99), Active)], vec![]] {
        let nobody = Removal::Done { removed: Vec::new(), act: None };
        assert_eq!(store.remove_users(&asked, None, scene.later(1)).await.unwrap(), nobody);
    }
    assert_eq!((store.latest_seen().await.unwrap(), scene.verbs().await), (NOW, vec![Verb::Invited]));
    assert!(scene.answer(Answer::Accept, NOW).await);
    // He has joined meanwhile; the others are removed all the same.
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let asked = [(bob, Invited), (cy, Active), (cy, Active)];
    assert_eq!(removed(store.remove_users(&asked, None, scene.later(1)).await.unwrap()), [cy]);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].state, Active);
    assert_eq!(removed(store.remove_users(&[(cy, Active)], None, scene.later(1)).await.unwrap()), []);
    assert_eq!(store.history(cy).await.unwrap().iter().filter(|act| act.verb == Verb::Removed).count(), 1);
}

async fn what_waits_for_who_is_removed_does_not_go_out(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let by_cy = Act { by: cy, ..scene.act };
    // Ana waits for an answer and a report, and for what she gained by Cy.
    assert!(scene.answer(Answer::Accept, NOW).await);
    Sheet::new().carry_out(store, scene.act).await;
    Sheet::new().add("ana@acme.example", scene.act.by, &[(SALES, BUYER)]).invite_by_hand(store, by_cy, None).await;
    store.remove_users(&[(scene.act.by, Active)], None, by_cy).await.unwrap();
    assert!(claim(store, 10, NOW).await.is_empty());
    let mails = store.mails(&[DeliveryState::Dropped], None, 10).await.unwrap();
    let mut kinds: Vec<_> = mails.iter().map(|mail| (mail.kind, mail.user.unwrap(), mail.reply.as_deref())).collect();
    // Cy joined by telephone before the mail had left.
    assert_eq!(kinds.pop(), Some((MailKind::Invitation, cy, Some("invitation_ended"))));
    let gone = |kind| (kind, scene.act.by, Some("matter_gone"));
    assert_eq!(kinds, [MailKind::Gained, MailKind::ImportReport, MailKind::Answer].map(gone));
}

async fn the_last_administrator_of_the_account_is_not_removed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let bob = member(store, act, "bob@acme.example", None, &[(SALES, BUYER)]).await;
    let cy = administrator(store, act, "cy@acme.example", "Cy").await;
    let later = Act { now: NOW.plus_days(1), ..act };
    let before = (store.latest_change().await.unwrap(), store.entries(UserId(0), 10).await.unwrap());
    let all = [(act.by, Active), (bob, Active), (cy, Active)];
    assert_eq!(store.remove_users(&all, None, later).await.unwrap(), Removal::LastAdministrator);
    let after = (store.latest_change().await.unwrap(), store.entries(UserId(0), 10).await.unwrap());
    assert_eq!((after, store.latest_seen().await.unwrap()), (before, NOW), "nobody of them");
    // Herself, while there is another; then nobody.
    assert_eq!(removed(store.remove_users(&all[..2], None, later).await.unwrap()), [act.by, bob]);
    let by_cy = Act { by: cy, ..later };
    assert_eq!(store.remove_users(&[(cy, Active)], None, by_cy).await.unwrap(), Removal::LastAdministrator);
    assert_eq!(store.administrators().await.unwrap().len(), 1);
}

async fn an_administrator_of_a_group_does_not_replace_one_of_the_account(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    member(store.as_ref(), act, "bob@acme.example", None, &[(SALES, rollcall_domain::role::ADMINISTRATOR)]).await;
    // Nor does one who is invited only.
    let root = rollcall_domain::import::GroupRef::Existing(rollcall_domain::GroupId::ROOT);
    let sheet = Sheet::new().invite("cy@acme.example", None, &[(root, rollcall_domain::role::ADMINISTRATOR)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    assert_eq!(store.remove_users(&[(act.by, Active)], None, act).await.unwrap(), Removal::LastAdministrator);
}

async fn two_administrators_who_remove_each_other_never_leave_none(database: &dyn Database) {
    let (store, mut act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..50 {
        let second = administrator(store.as_ref(), act, &format!("a{run}@acme.example"), "A").await;
        let remove = |store: std::sync::Arc<dyn Store>, by: UserId, whom: UserId| {
            let act = Act { by, ..act };
            tokio::spawn(async move { store.remove_users(&[(whom, Active)], None, act).await.unwrap() })
        };
        let a = remove(store.clone(), act.by, second);
        let b = remove(other.clone(), second, act.by);
        let ends = [a.await.unwrap(), b.await.unwrap()];
        let won = ends.iter().filter(|end| matches!(end, Removal::Done { .. })).count();
        assert!(won == 1 && ends.contains(&Removal::LastAdministrator), "{ends:?}");
        let left = store.administrators().await.unwrap();
        assert_eq!(left.len(), 1, "run {run}");
        act.by = left[0].id;
    }
}

async fn who_was_removed_comes_back_by_a_new_invitation_only(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    assert!(scene.answer(Answer::Accept, NOW).await);
    store.remove_users(&[(scene.user, Active)], None, scene.act).await.unwrap();
    assert!(!store.record_answer(scene.invitation, Answer::Accept, None, None, scene.act).await.unwrap());
    assert_eq!(store.resend(&[scene.invitation], NOW.plus_days(1), scene.act).await.unwrap(), []);
    let sheet = Sheet::new().invite_again("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, scene.act, None).await;
    let claimed = deliver(store, NOW).await;
    let mail = claimed.iter().find(|mail| mail.mail.user == Some(scene.user)).unwrap();
    store.answer_invitation(mail.link.unwrap(), Answer::Accept, None, None, NOW.plus_days(1)).await.unwrap().unwrap();
    let entry = store.entries_of(&[scene.user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.joined_at, entry.assignments.len()), (Active, Some(NOW.plus_days(1)), 1));
}

async fn many_are_removed_in_one_transaction(database: &dyn Database) {
    const PEOPLE: i64 = 11_000;
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new();
    for number in 0..PEOPLE {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    let change = store.latest_change().await.unwrap();
    let all: Vec<_> = (2..PEOPLE + 2).map(|id| (UserId(id), Invited)).collect();
    assert_eq!(removed(store.remove_users(&all, None, act).await.unwrap()).len(), all.len());
    assert_eq!(store.latest_change().await.unwrap(), change + 1);
    let entries = store.entries(UserId(1), 100_000).await.unwrap();
    assert!(entries.iter().all(|entry| entry.state == Removed && entry.assignments.is_empty()));
    assert!(claim(store.as_ref(), 10, NOW).await.is_empty());
    assert_eq!(store.history(UserId(PEOPLE)).await.unwrap().len(), 2);
}
