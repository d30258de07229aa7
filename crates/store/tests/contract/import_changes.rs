//! What imports change and take away.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::{changed, give, has, held},
    imports::{stale, traces},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{administrator, bob, deliver, member, verbs},
    undo_imports::stands,
};
use rollcall_app::ports::store::{Act, CarriedOut, MailKind, MailRecord, Verb};
use rollcall_domain::{GroupId, GroupName, GroupTree, InvitationState, UserId, UserState, invitation::Answer};
use std::sync::Mutex;

every_database![
    a_role_that_is_changed_is_told_in_the_activity_and_by_no_mail,
    who_gains_something_elsewhere_is_told_of_that_alone,
    an_invitation_offers_what_the_import_says,
    an_expired_invitation_offers_less_without_being_sent_again,
    an_import_removes_users_with_what_ends_with_them,
    what_is_lost_must_be_there_and_an_open_invitation_offers_something,
    who_is_removed_must_be_what_they_were,
    a_plan_is_stale_when_what_it_takes_is_called_otherwise,
    changes_and_removals_count_for_progress_and_stopping_leaves_nothing,
    an_import_against_a_change_by_hand,
];

const SALES_ID: GroupId = GroupId(2);
const EMEA_ID: GroupId = GroupId(3);

async fn a_role_that_is_changed_is_told_in_the_activity_and_by_no_mail(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER), (EMEA, BUYER)]).await;
    let feed = store.latest_change().await.unwrap();
    let mails = store.mails(&[], None, 100).await.unwrap().len();
    let sheet =
        Sheet::new().change("cy@acme.example", cy, &[(SALES_ID, BUYER), (EMEA_ID, BUYER)], &[(SALES, APPROVER)]);
    let import = sheet.carry_out(store, act).await;
    assert_eq!(held(store, cy).await, [has(2, APPROVER)]);
    let newest = store.history(cy).await.unwrap().remove(0);
    assert_eq!((newest.verb, newest.import, newest.at), (Verb::RolesChanged, Some(import), NOW));
    assert_eq!(newest.detail.as_deref(), Some("Sales: Buyer → Approver; − Sales/EMEA: Buyer"));
    assert_eq!(store.mails(&[], None, 100).await.unwrap().len(), mails + 1, "the report alone");
    assert_eq!(store.changes_after(feed).await.unwrap().users, [(cy, cy)]);
}

async fn who_gains_something_elsewhere_is_told_of_that_alone(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let sheet = Sheet::new().change("cy@acme.example", cy, &[(SALES_ID, BUYER)], &[(SALES, APPROVER), (EMEA, BUYER)]);
    sheet.carry_out(store, act).await;
    let gained = |mail: MailRecord| (mail.kind == MailKind::Gained).then_some(mail.gained);
    let gained: Vec<_> = store.mails(&[], None, 100).await.unwrap().into_iter().filter_map(gained).collect();
    assert_eq!(gained, [[has(3, BUYER)]]);
    assert_eq!(verbs(store, cy).await[..2], [Verb::RolesChanged, Verb::AcceptanceRecorded]);
}

async fn an_invitation_offers_what_the_import_says(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let sheet = Sheet::new().change("bob@acme.example", scene.user, &[(EMEA_ID, BUYER)], &[(EMEA, APPROVER)]);
    sheet.carry_out(store, scene.act).await;
    assert_eq!(scene.record().await.offered, [has(2, APPROVER), has(3, APPROVER)]);
    assert_eq!(scene.verbs().await, [Verb::OfferChanged, Verb::Invited]);
    assert_eq!(scene.mails().await.len(), 1, "the one that left");
    assert!(scene.answer(Answer::Accept, NOW).await, "by the link that is out");
    assert_eq!(held(store, scene.user).await, [has(2, APPROVER), has(3, APPROVER)]);
}

async fn an_expired_invitation_offers_less_without_being_sent_again(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let late = scene.later(100);
    let before = scene.record().await;
    let less = Sheet::new().change("bob@acme.example", scene.user, &[(EMEA_ID, BUYER)], &[]);
    less.carry_out(store, late).await;
    let after = scene.record().await;
    assert_eq!((after.offered, after.expires_at), (vec![has(2, APPROVER)], before.expires_at));
    assert!(deliver(store, late.now).await.iter().all(|mail| mail.mail.kind == MailKind::ImportReport));
    // More, it offers only when it is sent again; sent again, it can offer less at once.
    let more = Sheet::new().change("bob@acme.example", scene.user, &[(SALES_ID, APPROVER)], &[(EMEA, BUYER)]);
    let basis = more.basis(store).await;
    stale(store, late, &more, &basis).await;
    let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[(EMEA, BUYER)]);
    sheet.losing(&[(SALES_ID, APPROVER)]).carry_out(store, late).await;
    let after = scene.record().await;
    assert_eq!((after.offered, after.expires_at), (vec![has(3, BUYER)], None));
    assert_eq!(scene.verbs().await[..2], [Verb::OfferChanged, Verb::InvitedAgain]);
}

async fn an_import_removes_users_with_what_ends_with_them(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let by_cy = Act { by: cy, ..scene.act };
    Sheet::new().invite("dee@acme.example", None, &[(SALES, BUYER)]).invite_by_hand(store, by_cy, None).await;
    let dee = id_of(store, "dee@acme.example").await;
    let feed = store.latest_change().await.unwrap();
    let sheet = Sheet::new().remove("cy@acme.example", cy, UserState::Active);
    let sheet = sheet.remove("bob@acme.example", scene.user, UserState::Invited);
    let import = sheet.carry_out(store, scene.act).await;
    assert_eq!(stands(store, cy).await.0, UserState::Removed);
    assert_eq!(stands(store, scene.user).await, (UserState::Removed, Some(InvitationState::Cancelled)));
    assert_eq!(stands(store, dee).await, (UserState::Invited, Some(InvitationState::Cancelled)), "by Cy");
    assert!(!scene.link_works(NOW).await);
    assert_eq!((held(store, cy).await, held(store, scene.user).await), (Vec::new(), Vec::new()));
    for (user, verb) in [(cy, Verb::Removed), (scene.user, Verb::Removed), (dee, Verb::Cancelled)] {
        let newest = store.history(user).await.unwrap().remove(0);
        assert_eq!((newest.verb, newest.import, newest.by.as_deref()), (verb, Some(import), Some("Ana")));
    }
    let out = deliver(store, NOW).await;
    assert!(out.iter().all(|mail| mail.mail.user == Some(scene.act.by)), "{out:?}");
    let touched = store.changes_after(feed).await.unwrap().users;
    assert!(
        [cy, dee, scene.user].iter().all(|user| touched.iter().any(|(first, last)| (first..=last).contains(&user)))
    );
    assert_eq!(store.import(import).await.unwrap().unwrap().counts.removed, 2);
}

async fn what_is_lost_must_be_there_and_an_open_invitation_offers_something(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cy = member(store, scene.act, "cy@acme.example", None, &[(SALES, BUYER)]).await;
    let not_there = Sheet::new().change("cy@acme.example", cy, &[(SALES_ID, APPROVER)], &[]);
    stale(store, scene.act, &not_there, &not_there.basis(store).await).await;
    let all = Sheet::new().change("bob@acme.example", scene.user, &[(SALES_ID, APPROVER), (EMEA_ID, BUYER)], &[]);
    stale(store, scene.act, &all, &all.basis(store).await).await;
    // A member may be left with nothing, and so may who has said no.
    Sheet::new().change("cy@acme.example", cy, &[(SALES_ID, BUYER)], &[]).carry_out(store, scene.act).await;
    assert_eq!(held(store, cy).await, []);
    assert!(scene.answer(Answer::Decline, NOW).await);
    all.carry_out(store, scene.act).await;
    assert_eq!(held(store, scene.user).await, []);
}

async fn who_is_removed_must_be_what_they_were(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let sheet = Sheet::new().remove("bob@acme.example", scene.user, UserState::Invited);
    let basis = sheet.basis(store).await;
    stale(store, scene.act, &sheet, &[]).await;
    let other = Sheet::new().remove("bob@acme.example", scene.user, UserState::Active);
    stale(store, scene.act, &other, &basis).await;
    // They join meanwhile.
    assert!(scene.answer(Answer::Accept, NOW).await);
    stale(store, scene.act, &sheet, &basis).await;
    other.carry_out(store, scene.act).await;
    stale(store, scene.act, &other, &basis).await;
}

async fn a_plan_is_stale_when_what_it_takes_is_called_otherwise(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(EMEA, BUYER)]).await;
    let mut sheet = Sheet::new().change("cy@acme.example", cy, &[(EMEA_ID, BUYER)], &[]);
    sheet.names = Some((GroupTree::new(&store.groups().await.unwrap()), store.roles().await.unwrap()));
    store.rename_group(SALES_ID, &GroupName::parse("Vertrieb").unwrap(), act).await.unwrap();
    let basis = sheet.basis(store).await;
    stale(store, act, &sheet, &basis).await;
    sheet.names = Some((GroupTree::new(&store.groups().await.unwrap()), store.roles().await.unwrap()));
    database.run("UPDATE roles SET name = 'Shopper', name_key = 'shopper' WHERE id = 2").await.unwrap();
    stale(store, act, &sheet, &basis).await;
    sheet.names = None;
    sheet.carry_out(store, act).await;
}

async fn changes_and_removals_count_for_progress_and_stopping_leaves_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let mut first = Sheet::new();
    for number in 0..6_000 {
        first = first.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    first.carry_out(store, act).await;
    let ids = first.basis(store).await;
    let mut sheet = Sheet::new();
    for (number, user) in ids.iter().enumerate() {
        let address = user.key.as_str();
        sheet = if number % 2 == 0 {
            sheet.change(address, user.id, &[(SALES_ID, BUYER)], &[(EMEA, BUYER)])
        } else {
            sheet.remove(address, user.id, UserState::Invited)
        };
    }
    let before = (traces(store).await, store.entries(UserId(0), 10_000).await.unwrap());
    for stop_at in 0.. {
        let shares = Mutex::new(Vec::new());
        let progress = |share: f32| {
            let mut shares = shares.lock().unwrap();
            shares.push(share);
            shares.len() <= stop_at
        };
        let end = sheet.carry_out_on(store, act, &ids, &progress).await.unwrap();
        let shares = shares.into_inner().unwrap();
        assert!(shares.is_sorted(), "{shares:?}");
        if let CarriedOut::Done(_) = end {
            assert!((shares.last().unwrap() - 1.0).abs() < 1e-6 && stop_at > 6, "{shares:?}");
            break;
        }
        assert_eq!(end, CarriedOut::Cancelled);
        assert_eq!((traces(store).await, store.entries(UserId(0), 10_000).await.unwrap()), before, "{stop_at}");
    }
    let entries = store.entries(UserId(0), 10_000).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.state == UserState::Removed).count(), 3_000);
    assert_eq!(entries.iter().filter(|entry| entry.assignments == [has(3, BUYER)]).count(), 3_000);
}

async fn an_import_against_a_change_by_hand(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    for run in 0..40 {
        let address = format!("p{run}@acme.example");
        let user = member(store.as_ref(), act, &address, None, &[(SALES, BUYER)]).await;
        let sheet = if run % 2 == 0 {
            Sheet::new().change(&address, user, &[(SALES_ID, BUYER)], &[(SALES, APPROVER)])
        } else {
            Sheet::new().remove(&address, user, UserState::Active)
        };
        let basis = sheet.basis(store.as_ref()).await;
        let importing = tokio::spawn({
            let store = store.clone();
            async move { sheet.carry_out_on(store.as_ref(), act, &basis, &|_| true).await.unwrap() }
        });
        let giving = tokio::spawn({
            let store = other.clone();
            async move { changed(store.as_ref(), &[user], &give(4, BUYER), act).await.0 }
        });
        let (end, given) = (importing.await.unwrap(), giving.await.unwrap());
        let now = (stands(store.as_ref(), user).await.0, held(store.as_ref(), user).await);
        // Whoever was second saw what the first had done.
        let expected = match (end, run % 2) {
            (CarriedOut::Stale, _) => (UserState::Active, vec![has(2, BUYER), has(4, BUYER)]),
            (_, 0) => (UserState::Active, vec![has(2, APPROVER), has(4, BUYER)]),
            _ => (UserState::Removed, Vec::new()),
        };
        assert_eq!(now, expected, "run {run}: {end:?}, {given:?}");
        assert_eq!(given.is_empty(), now.0 == UserState::Removed);
    }
}
