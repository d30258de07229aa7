//! Inviting by hand.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::mint,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of, key},
    scene::{administrator, bob, member, note, removed, verbs},
};
use rollcall_app::ports::store::{Act, CarriedOut, Invited, LinkUse, MailKind, Store, Verb};
use rollcall_domain::{
    Assignment, DeliveryState, GroupId, InvitationState, Language, RoleId, UserId, UserState,
    import::{GroupRef, KnownUser},
    invitation::Answer,
    role::ADMINISTRATOR,
};

every_database![
    nobody_invites_to_what_is_not_theirs_to_give_at_that_moment,
    new_people_are_invited_in_the_words_of_who_invites,
    a_member_gains_at_once_and_is_told_of_all_of_it_in_one_mail,
    whoever_gives_themself_something_is_not_told,
    who_has_an_open_invitation_gains_without_another_mail,
    whoever_declined_was_cancelled_or_removed_gets_a_new_invitation,
    an_expired_invitation_starts_anew_as_that_of_who_invites_now,
    a_name_fills_a_gap_a_language_replaces_and_a_member_keeps_both,
    nothing_is_done_if_somebody_a_group_or_a_role_has_changed,
    nothing_is_done_if_an_invitation_has_expired_meanwhile,
    a_failure_leaves_nobody_invited,
    inviting_nobody_writes_nothing,
];

const IN_SALES: Assignment = Assignment { group: GroupId(2), role: BUYER };

async fn new_people_are_invited_in_the_words_of_who_invites(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let before = store.latest_change().await.unwrap();
    Sheet::new()
        .invite("Zoe@acme.example", Some("Zoë"), &[(EMEA, BUYER), (SALES, APPROVER)])
        .invite("bob@acme.example", None, &[(SALES, BUYER)])
        .invite_by_hand(store.as_ref(), act, Some("See you\n\nMonday"))
        .await;
    for address in ["zoe@acme.example", "bob@acme.example"] {
        let id = id_of(store.as_ref(), address).await;
        let record = store.newest_invitations(&[id]).await.unwrap().remove(0);
        assert_eq!((record.state, record.invited_by, record.import), (InvitationState::Pending, act.by, None));
        assert_eq!((record.message.as_deref(), record.inviter.as_str()), (Some("See you\n\nMonday"), "Ana"));
        assert_eq!((record.delivery, record.sent_at), (Some(DeliveryState::Queued), None));
        let open = store.offer(record.id).await.unwrap().unwrap();
        assert_eq!((open.message.as_deref(), open.invited_by), (Some("See you\n\nMonday"), act.by));
        assert_eq!(verbs(store.as_ref(), id).await, [Verb::Invited]);
    }
    let zoe = id_of(store.as_ref(), "zoe@acme.example").await;
    let history = store.history(zoe).await.unwrap().remove(0);
    assert_eq!((history.by.as_deref(), history.import, history.at), (Some("Ana"), None, NOW));
    assert_eq!(history.detail.as_deref(), Some("Sales/EMEA: Buyer; Sales: Approver"));
    let record = store.users(&[zoe]).await.unwrap().remove(0);
    assert_eq!((record.entry.name.as_str(), record.language), ("Zoë", Some(Language::De)));
    // No report: there is no import.
    let mails = store.mails(&[], None, 10).await.unwrap();
    assert_eq!(mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::Invitation; 2]);
    let changes = store.changes_after(before).await.unwrap();
    assert_eq!((changes.latest, changes.users), (before + 1, vec![(UserId(2), UserId(3))]));
}

/// The mails that tell a user what they gained, newest first.
async fn gained(store: &dyn Store, user: UserId) -> Vec<Vec<Assignment>> {
    let mails = store.mails(&[], None, 100).await.unwrap().into_iter();
    mails.filter(|mail| mail.kind == MailKind::Gained && mail.user == Some(user)).map(|mail| mail.gained).collect()
}

async fn a_member_gains_at_once_and_is_told_of_all_of_it_in_one_mail(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let bob = member(store.as_ref(), act, "bob@acme.example", None, &[(SALES, BUYER)]).await;
    let sheet = Sheet::new().add("bob@acme.example", bob, &[(EMEA, APPROVER), (SALES, APPROVER)]);
    sheet.invite_by_hand(store.as_ref(), act, Some("Well done")).await;
    let [emea, sales] = [3, 2].map(|group| Assignment { group: GroupId(group), role: APPROVER });
    assert_eq!(gained(store.as_ref(), bob).await, [[emea, sales]]);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].assignments, [IN_SALES, sales, emea]);
    assert_eq!(
        verbs(store.as_ref(), bob).await[..3],
        [Verb::AssignmentAdded, Verb::AssignmentAdded, Verb::AcceptanceRecorded]
    );
    // An import tells them just so.
    let more = Sheet::new().add("bob@acme.example", bob, &[(GroupRef::Existing(GroupId(4)), BUYER)]);
    more.carry_out(store.as_ref(), act).await;
    let marketing = Assignment { group: GroupId(4), role: BUYER };
    assert_eq!(gained(store.as_ref(), bob).await, [vec![marketing], vec![emea, sales]]);
}

async fn whoever_gives_themself_something_is_not_told(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().add("ana@acme.example", act.by, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    assert_eq!(store.entries_of(&[act.by]).await.unwrap()[0].assignments.len(), 2);
    assert_eq!(store.mails(&[], None, 10).await.unwrap(), []);
}

async fn who_has_an_open_invitation_gains_without_another_mail(database: &dyn Database) {
    let scene = bob(database).await;
    let before = scene.mails().await;
    let sheet = Sheet::new().add("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    sheet.invite_by_hand(scene.store.as_ref(), scene.later(89), Some("And this")).await;
    assert_eq!(scene.mails().await, before);
    let record = scene.record().await;
    assert_eq!((record.offered.len(), record.sent_at, record.message), (3, Some(NOW), None));
    assert!(scene.link_works(NOW.plus_days(89)).await);
    let newest = scene.history().await.remove(0);
    assert_eq!((newest.verb, newest.detail.as_deref()), (Verb::AssignmentAdded, Some("Sales: Buyer")));
}

async fn whoever_declined_was_cancelled_or_removed_gets_a_new_invitation(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for (number, end) in ["declined", "cancelled", "removed"].into_iter().enumerate() {
        let address = format!("p{number}@acme.example");
        Sheet::new().invite(&address, None, &[(SALES, APPROVER)]).invite_by_hand(store.as_ref(), act, None).await;
        let user = id_of(store.as_ref(), &address).await;
        let old = store.newest_invitations(&[user]).await.unwrap().remove(0).id;
        match end {
            "declined" => assert!(store.record_answer(old, Answer::Decline, None, None, act).await.unwrap()),
            "cancelled" => assert_eq!(store.cancel(&[old], act).await.unwrap(), [old]),
            _ => {
                let removal = store.remove_users(&[(user, UserState::Invited)], None, act).await.unwrap();
                assert_eq!(removed(removal), [user]);
            }
        }
        let sheet = Sheet::new().invite_again(&address, user, &[(SALES, BUYER)]).called(Some("P"), Some(Language::Fr));
        sheet.invite_by_hand(store.as_ref(), act, Some("Please")).await;
        let new = store.newest_invitations(&[user]).await.unwrap().remove(0);
        assert_ne!(new.id, old, "{end}");
        assert_eq!(
            (new.state, new.offered, new.message.as_deref()),
            (InvitationState::Pending, vec![IN_SALES], Some("Please"))
        );
        let record = store.users(&[user]).await.unwrap().remove(0);
        assert_eq!((record.entry.state, record.entry.joined_at), (UserState::Invited, None));
        assert_eq!((record.entry.name.as_str(), record.language), ("P", Some(Language::Fr)));
        assert_eq!(verbs(store.as_ref(), user).await[0], Verb::InvitedAgain);
        // What was is kept.
        assert_ne!(store.invitations(&[old]).await.unwrap()[0].state, InvitationState::Pending);
    }
}

async fn an_expired_invitation_starts_anew_as_that_of_who_invites_now(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let cleo = administrator(store, scene.act, "cleo@acme.example", "Cleo").await;
    let act = Act { by: cleo, ..scene.later(90) };
    let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[(SALES, BUYER)]);
    sheet.invite_by_hand(store, act, Some("Do come")).await;
    let record = scene.record().await;
    assert_eq!((record.sent_at, record.expires_at, record.offered.len()), (None, None, 3));
    assert_eq!((record.inviter.as_str(), record.message.as_deref()), ("Cleo", Some("Do come")));
    assert_eq!(record.delivery, Some(DeliveryState::Queued));
    assert!(!scene.link_works(act.now).await);
    assert_eq!(scene.verbs().await[..2], [Verb::AssignmentAdded, Verb::InvitedAgain]);
    // And of who comes after her, without words.
    let end = act.now.plus_days(30);
    store.give_out_link(scene.invitation, mint(), end, LinkUse::Copied, act).await.unwrap().unwrap();
    let act = Act { now: end, ..scene.act };
    let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[]);
    sheet.invite_by_hand(store, act, None).await;
    let record = scene.record().await;
    assert_eq!((record.inviter.as_str(), record.message.as_deref()), ("Ana", None));
}

async fn a_name_fills_a_gap_a_language_replaces_and_a_member_keeps_both(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let known = async |address: &str| {
        let record = store.users(&[id_of(store, address).await]).await.unwrap().remove(0);
        (record.entry.name, record.language)
    };
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.invite("cy@acme.example", Some("Cy"), &[(SALES, BUYER)]).invite_by_hand(store, act, None).await;
    let (bob, cy) = (id_of(store, "bob@acme.example").await, id_of(store, "cy@acme.example").await);
    let more = |name, language| {
        let bob = Sheet::new().add("bob@acme.example", bob, &[]).called(name, language);
        bob.add("cy@acme.example", cy, &[]).called(name, language)
    };
    more(Some("Other"), Some(Language::It)).invite_by_hand(store, act, None).await;
    assert_eq!(known("bob@acme.example").await, ("Other".to_owned(), Some(Language::It)));
    assert_eq!(known("cy@acme.example").await, ("Cy".to_owned(), Some(Language::It)));
    more(Some("Another"), None).carry_out(store, act).await;
    assert_eq!(known("bob@acme.example").await, ("Other".to_owned(), Some(Language::It)), "nothing said, nothing lost");

    let dee = member(store, act, "dee@acme.example", None, &[(SALES, BUYER)]).await;
    let sheet = Sheet::new().add("dee@acme.example", dee, &[(EMEA, BUYER)]).called(Some("Dee"), Some(Language::Es));
    sheet.invite_by_hand(store, act, None).await;
    assert_eq!(known("dee@acme.example").await, (String::new(), Some(Language::De)));
}

/// Nothing at all is written, whether by hand or by import.
async fn stale(store: &dyn Store, act: Act, sheet: &Sheet, basis: &[KnownUser]) {
    let traces = async || {
        let mails = store.mails(&[], None, 1_000).await.unwrap().len();
        (mails, store.latest_change().await.unwrap(), store.latest_seen().await.unwrap())
    };
    let before = traces().await;
    assert_eq!(sheet.invite_on(store, act, basis, None).await.unwrap(), Invited::Stale);
    assert_eq!(sheet.carry_out_on(store, act, basis, &|_| true).await.unwrap(), CarriedOut::Stale);
    assert_eq!(traces().await, before);
}

async fn nothing_is_done_if_somebody_a_group_or_a_role_has_changed(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let new = |group, role| Sheet::new().invite("new@acme.example", None, &[(group, role)]);
    stale(store, scene.later(1), &new(GroupRef::Existing(GroupId(99)), BUYER), &[]).await;
    stale(store, scene.later(1), &new(GroupRef::New(0), BUYER), &[]).await;
    stale(store, scene.later(1), &new(SALES, RoleId(99)), &[]).await;
    let known = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    stale(store, scene.later(1), &known, &[]).await;
    // One who changed spoils it for all.
    let both = new(SALES, BUYER).add("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    let basis = both.basis(store).await;
    assert!(scene.answer(Answer::Accept, NOW).await);
    stale(store, scene.later(1), &both, &basis).await;
    assert_eq!(store.known_users(&[key("new@acme.example")]).await.unwrap(), []);
}

async fn nothing_is_done_if_an_invitation_has_expired_meanwhile(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let sheet = Sheet::new().add("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    let basis = sheet.basis(store).await;
    stale(store, scene.later(90), &sheet, &basis).await;
    let just_in_time = Act { now: NOW.plus_days(90).plus_seconds(-1), ..scene.act };
    sheet.invite_by_hand(store, just_in_time, None).await;
    assert_eq!(scene.record().await.offered.len(), 3);
}

async fn a_failure_leaves_nobody_invited(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let twice = [(SALES, BUYER), (SALES, BUYER)];
    let sheet =
        Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]).invite("cy@acme.example", None, &twice);
    sheet.invite_on(store.as_ref(), act, &[], Some("x")).await.unwrap_err();
    assert_eq!(store.entries(UserId(0), 10).await.unwrap().len(), 1);
    assert_eq!((store.mails(&[], None, 10).await.unwrap(), store.latest_change().await.unwrap()), (Vec::new(), 1));
}

async fn inviting_nobody_writes_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let later = Act { now: NOW.plus_days(1), ..act };
    let people = Sheet::new();
    assert_eq!(people.invite_on(store.as_ref(), later, &[], Some(note("x").as_str())).await.unwrap(), Invited::Done);
    assert_eq!(store.latest_seen().await.unwrap(), NOW);
}

async fn nobody_invites_to_what_is_not_theirs_to_give_at_that_moment(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let store = store.as_ref();
    let cy = member(store, act, "cy@acme.example", None, &[(SALES, ADMINISTRATOR)]).await;
    let by_cy = Act { by: cy, ..act };
    let root = GroupRef::Existing(GroupId::ROOT);
    let invites = async |group, role| {
        let sheet = Sheet::new().invite("dee@acme.example", None, &[(group, role)]);
        sheet.invite_on(store, by_cy, &[], None).await.unwrap()
    };
    assert_eq!(invites(root, BUYER).await, Invited::Stale);
    database.run("UPDATE roles SET given_by = 'account' WHERE id = 3").await.unwrap();
    assert_eq!(invites(EMEA, APPROVER).await, Invited::Stale);
    database.run("DELETE FROM assignments WHERE user_id = 2").await.unwrap();
    assert_eq!(invites(EMEA, BUYER).await, Invited::Stale);
    database.run("INSERT INTO assignments (user_id, group_id, role_id) VALUES (2, 2, 1)").await.unwrap();
    assert_eq!(invites(EMEA, BUYER).await, Invited::Done);
}
