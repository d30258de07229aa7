//! Undoing what imports did.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{has, held},
    outbox::{claim, to},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{Scene, administrator, bob, deliver, member, verbs},
    undo::undone,
};
use rollcall_app::ports::store::{Act, ActRange, ChainState, MailKind, Store, Undone, Verb};
use rollcall_domain::{
    DeliveryState, GroupId, ImportId, InvitationState, ReminderSchedule, UserId, UserState, import::GroupRef,
    invitation::Answer,
};

every_database![
    who_was_invited_has_no_invitation_any_more,
    who_was_invited_again_is_what_they_were,
    an_invitation_that_was_over_is_over_again,
    who_gained_something_has_it_no_more_and_is_not_told,
    changes_and_removals_of_one_file_are_undone_together,
    an_import_that_did_nothing_to_anybody_has_no_acts,
    imports_of_one_moment_are_told_apart,
    many_are_undone_and_the_chain_is_whole,
];

/// By what an import is undone.
pub(crate) async fn acts(store: &dyn Store, import: ImportId) -> ActRange {
    store.acts_of_import(import).await.unwrap().unwrap()
}

/// Undoes an import; who is what they were, and how many are not.
pub(crate) async fn undo(store: &dyn Store, import: ImportId, act: Act) -> (Vec<UserId>, u64) {
    let range = acts(store, import).await;
    let told = store.undoable_users(range, None).await.unwrap();
    let ends = store.undo_ends(range, None, act).await.unwrap();
    let (done, left) = undone(store, range, act).await;
    assert_eq!(ends, Undone::Done { users: done.clone(), left, not_given_back: 0 });
    assert_eq!(told, (done.len() as u64, done.len() as u64 + left), "as many as was said");
    (done, left)
}

/// How a user and their newest invitation stand.
pub(crate) async fn stands(store: &dyn Store, user: UserId) -> (UserState, Option<InvitationState>) {
    let entry = store.entries_of(&[user]).await.unwrap().remove(0);
    (entry.state, entry.invitation)
}

async fn whole(store: &dyn Store) {
    let state = store.verify_activity(None).await.unwrap();
    assert!(matches!(state, ChainState::Whole { .. }), "{state:?}");
}

async fn who_was_invited_has_no_invitation_any_more(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let sheet = Sheet::new().new_group("Ops").invite("cy@acme.example", Some("Cy"), &[(SALES, BUYER), (EMEA, BUYER)]);
    let sheet = sheet.invite("dee@acme.example", None, &[(GroupRef::New(0), BUYER)]);
    let import = sheet.carry_out(store, act).await;
    let [cy, dee] = [id_of(store, "cy@acme.example").await, id_of(store, "dee@acme.example").await];
    // One mail has left, the other one waits.
    let claimed = claim(store, 1, NOW).await;
    let link = claimed[0].link.unwrap();
    crate::scene::all_left(store, &claimed, NOW).await;
    let feed = store.latest_change().await.unwrap();
    let later = Act { now: NOW.plus_days(3), ..act };
    assert_eq!(undo(store, import, later).await, (vec![cy, dee], 0));
    for user in [cy, dee] {
        assert_eq!(stands(store, user).await, (UserState::Invited, Some(InvitationState::Cancelled)));
        assert_eq!(held(store, user).await, []);
        assert_eq!(verbs(store, user).await, [Verb::ImportUndone, Verb::Invited]);
    }
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!((newest.at, newest.by.as_deref(), newest.undo), (later.now, Some("Ana"), None));
    assert_eq!(newest.detail.as_deref(), Some("− Sales: Buyer; − Sales/EMEA: Buyer"));
    assert_eq!(store.changes_after(feed).await.unwrap().users, [(cy, dee)]);
    assert_eq!(store.invitation_by_token(link, later.now).await.unwrap(), None);
    assert!(deliver(store, later.now).await.iter().all(|mail| mail.mail.kind == MailKind::ImportReport));
    assert_eq!(store.groups().await.unwrap().len(), 5, "the group that it made stays");
    // Not twice, nor the undoing itself; and the same file invites them again.
    assert_eq!(undo(store, import, later).await, (Vec::new(), 2));
    assert_eq!(undone(store, ActRange { first: newest.id, last: newest.id }, later).await, (Vec::new(), 0));
    Sheet::new().invite_again("cy@acme.example", cy, &[(SALES, BUYER)]).carry_out(store, later).await;
    assert_eq!(stands(store, cy).await, (UserState::Invited, Some(InvitationState::Pending)));
    whole(store).await;
}

async fn who_was_invited_again_is_what_they_were(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    store.remove_users(&[(cy, UserState::Active)], None, scene.act).await.unwrap();
    assert!(scene.answer(Answer::Decline, NOW).await);
    let before = store.entries_of(&[scene.user, cy]).await.unwrap();
    let sheet = Sheet::new().invite_again("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    let sheet = sheet.invite_again("cy@acme.example", cy, &[(EMEA, APPROVER)]);
    let import = sheet.carry_out(store, scene.later(1)).await;
    assert_eq!(held(store, scene.user).await, [has(2, BUYER)]);
    let claimed = claim(store, 10, scene.later(1).now).await;
    let link = to(&claimed, "cy@acme.example").link.unwrap();
    assert_eq!(undo(store, import, scene.later(2)).await, (vec![scene.user, cy], 0));
    let after = store.entries_of(&[scene.user, cy]).await.unwrap();
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((after.state, after.joined_at, after.came_by), (before.state, before.joined_at, before.came_by));
        assert_eq!(after.assignments, before.assignments);
        assert_eq!(after.invitation, Some(InvitationState::Cancelled));
    }
    assert_eq!(before[0].assignments.len(), 2, "what he had said no to");
    assert_eq!(verbs(store, cy).await[..2], [Verb::ImportUndone, Verb::InvitedAgain]);
    assert_eq!(store.invitation_by_token(link, scene.later(2).now).await.unwrap(), None);
    let first = store.invitations_of(scene.user).await.unwrap().remove(1);
    assert_eq!(first.state, InvitationState::Declined);
    assert_eq!(undo(store, import, scene.later(3)).await, (Vec::new(), 2));
    whole(store).await;
}

async fn an_invitation_that_was_over_is_over_again(database: &dyn Database) {
    for its_mail_left in [false, true] {
        let database = database.another().await;
        let scene = bob(database.as_ref()).await;
        let store = scene.store.as_ref();
        assert_eq!(store.remind(&ReminderSchedule::default(), scene.later(7).now).await.unwrap(), 1);
        deliver(store, scene.later(7).now).await;
        let before = scene.record().await;
        let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
        let late = Act { by: cy, ..scene.later(100) };
        let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[(SALES, BUYER)]);
        let import = sheet.carry_out(store, late).await;
        assert_eq!(scene.record().await.offered.len(), 3);
        let claimed = if its_mail_left { deliver(store, late.now).await } else { Vec::new() };
        assert_eq!(undo(store, import, late).await, (vec![scene.user], 0));
        let after = scene.record().await;
        let delivery = if its_mail_left { DeliveryState::Sent } else { DeliveryState::Dropped };
        assert_eq!(after.delivery, Some(delivery));
        let of_mail = |record: &rollcall_app::ports::store::InvitationRecord| {
            (record.delivery, record.delivery_note.clone(), record.mail_taken_at)
        };
        let mut expected = before.clone();
        (expected.delivery, expected.delivery_note, expected.mail_taken_at) = of_mail(&after);
        assert_eq!(after, expected, "its end, its reminders, who invited, and what it offers");
        assert!(!scene.link_works(NOW).await && !scene.link_works(late.now).await);
        for mail in claimed.iter().filter(|mail| mail.mail.user == Some(scene.user)) {
            assert_eq!(store.invitation_by_token(mail.link.unwrap(), NOW).await.unwrap(), None);
        }
        assert!(claim(store, 10, late.now).await.iter().all(|mail| mail.mail.user == Some(cy)));
        assert_eq!(verbs(store, scene.user).await[0], Verb::ImportUndone);
        assert_eq!(undo(store, import, late).await, (Vec::new(), 1));
    }
}

async fn who_gained_something_has_it_no_more_and_is_not_told(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let earlier = Sheet::new().add("cy@acme.example", cy, &[(SALES, APPROVER)]);
    earlier.invite_by_hand(store, scene.act, None).await;
    let sheet = Sheet::new().add("cy@acme.example", cy, &[(EMEA, BUYER), (EMEA, APPROVER)]);
    let sheet = sheet.add("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    let import = sheet.carry_out(store, scene.act).await;
    assert_eq!(undo(store, import, scene.act).await, (vec![scene.user, cy], 0));
    assert_eq!(held(store, cy).await, [has(2, BUYER), has(2, APPROVER)]);
    assert_eq!(scene.record().await.offered, [has(2, APPROVER), has(3, BUYER)]);
    assert!(scene.link_works(NOW).await, "the invitation is what it was");
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!(newest.verb, Verb::RolesChangeUndone);
    assert_eq!(newest.detail.as_deref(), Some("− Sales/EMEA: Buyer; − Sales/EMEA: Approver"));
    let told: Vec<_> = claim(store, 100, NOW).await.into_iter().flat_map(|mail| mail.mail.gained).collect();
    assert_eq!(told, [has(2, APPROVER)], "what was given before is told");
}

async fn changes_and_removals_of_one_file_are_undone_together(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let dee = member(store, scene.act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let by_cy = Act { by: cy, ..scene.act };
    Sheet::new().invite("eve@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, by_cy, None).await;
    deliver(store, NOW).await;
    let eve = id_of(store, "eve@acme.example").await;
    let users = [scene.user, cy, dee, eve];
    let before = store.entries_of(&users).await.unwrap();
    // What is offered to Eve changes, and ends with Cy.
    let import = Sheet::new()
        .change("dee@acme.example", dee, &[(GroupId(2), BUYER)], &[(SALES, APPROVER), (EMEA, BUYER)])
        .change("eve@acme.example", eve, &[(GroupId(2), BUYER)], &[(EMEA, BUYER)])
        .remove("cy@acme.example", cy, UserState::Active)
        .remove("bob@acme.example", scene.user, UserState::Invited)
        .invite("new@acme.example", None, &[(SALES, BUYER)])
        .carry_out(store, scene.act)
        .await;
    assert_eq!(verbs(store, eve).await[..2], [Verb::Cancelled, Verb::OfferChanged]);
    let new = id_of(store, "new@acme.example").await;
    let mut all = [users.to_vec(), vec![new]].concat();
    all.sort_unstable();
    assert_eq!(undo(store, import, scene.later(1)).await, (all, 0));
    assert_eq!(store.entries_of(&users).await.unwrap(), before);
    assert_eq!(verbs(store, dee).await[0], Verb::RolesChangeUndone);
    assert_eq!(verbs(store, eve).await[0], Verb::RemovalUndone);
    assert!(scene.link_works(NOW).await, "his invitation is open again");
    assert_eq!(undo(store, import, scene.later(2)).await, (Vec::new(), 5));
    whole(store).await;
}

async fn an_import_that_did_nothing_to_anybody_has_no_acts(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    assert_eq!(store.acts_of_import(ImportId(1)).await.unwrap(), None);
    let import = Sheet::new().new_group("Ops").carry_out(store.as_ref(), act).await;
    assert_eq!(store.acts_of_import(import).await.unwrap(), None);
}

async fn imports_of_one_moment_are_told_apart(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut imports = Vec::new();
    for number in 0..3 {
        let sheet = Sheet::new().invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
        imports.push(sheet.carry_out(store, act).await);
    }
    let second = id_of(store, "p1@acme.example").await;
    assert_eq!(undo(store, imports[1], act).await, (vec![second], 0));
    for (import, users) in imports.into_iter().zip([1, 0, 1]) {
        let range = acts(store, import).await;
        assert_eq!(store.undoable_users(range, None).await.unwrap(), (users, 1));
    }
}

async fn many_are_undone_and_the_chain_is_whole(database: &dyn Database) {
    let scene: Scene = bob(database).await;
    let store = scene.store.as_ref();
    let mut sheet = Sheet::new();
    for number in 0..6_000 {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    let import = sheet.carry_out(store, scene.act).await;
    let (users, left) = undo(store, import, scene.act).await;
    assert_eq!((users.len(), left), (6_000, 0));
    let waits = store.mails(&[DeliveryState::Queued], None, 10_000).await.unwrap();
    assert!(waits.iter().all(|mail| mail.kind == MailKind::ImportReport), "{}", waits.len());
    let entries = store.entries_of(&users).await.unwrap();
    assert!(entries.iter().all(|one| one.assignments.is_empty() && one.invitation == Some(InvitationState::Cancelled)));
    whole(store).await;
}
