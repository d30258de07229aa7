//! Answering invitations.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    outbox::{claim, mint, record, to},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, key},
};
use rollcall_app::ports::{
    Store,
    store::{Act, ClaimedMail, MailKind, Verb},
};
use rollcall_domain::{
    Assignment, DeliveryState, GroupId, InvitationId, InvitationState, Language, PersonName, TokenHash, UserState,
    invitation::Answer,
};
use std::sync::Arc;

every_database![
    an_open_invitation_shows_who_invites_to_what,
    acceptance_makes_an_active_user_and_kills_every_link,
    an_invitee_without_a_name_joins_under_the_one_they_give,
    declining_leaves_the_user_invited,
    a_link_that_nobody_made_does_nothing,
    an_expired_invitation_cannot_be_answered_with_a_slow_clock,
    resending_kills_older_links_and_stops_the_time,
    who_declined_is_invited_again_with_what_is_new_only,
    who_was_removed_comes_back_by_accepting,
];

/// Bob is invited, and his mail is claimed.
async fn bob(database: &dyn Database, name: Option<&str>) -> (Arc<dyn Store>, Act, ClaimedMail, TokenHash) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("Bob@acme.example", name, &[(EMEA, BUYER), (SALES, APPROVER)]);
    sheet.carry_out(store.as_ref(), act).await;
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let mail = to(&claimed, "bob@acme.example").clone();
    let link = mail.link.unwrap();
    (store, act, mail, link)
}

async fn an_open_invitation_shows_who_invites_to_what(database: &dyn Database) {
    let (store, _, mail, link) = bob(database, Some("Bob")).await;
    let open = store.invitation_by_token(link, NOW).await.unwrap().unwrap();
    assert_eq!(
        (open.user, open.state, Some(open.id)),
        (mail.mail.user.unwrap(), InvitationState::Pending, mail.mail.invitation)
    );
    assert_eq!((open.address.as_str(), open.name.as_deref()), ("Bob@acme.example", Some("Bob")));
    assert_eq!((open.language, open.account.as_str()), (Some(Language::De), "Acme"));
    assert_eq!((open.inviter_name.as_str(), open.inviter_address.as_str()), ("Ana", "Ana@Acme.Example"));
    let offered = [(2, APPROVER), (3, BUYER)].map(|(group, role)| Assignment { group: GroupId(group), role });
    assert_eq!(open.offered, offered);
    assert_eq!(open.expires_at, None);
    assert_eq!(store.offer(open.id).await.unwrap(), Some(open));
    assert_eq!(store.offer(InvitationId(99)).await.unwrap(), None);
}

async fn acceptance_makes_an_active_user_and_kills_every_link(database: &dyn Database) {
    let (store, act, mail, link) = bob(database, Some("Bob")).await;
    record(store.as_ref(), &mail, DeliveryState::Deferred, None, NOW).await;
    let again = claim(store.as_ref(), 1, NOW.plus_days(1)).await.remove(0);
    let second = again.link.unwrap();
    assert!(store.invitation_by_token(link, NOW).await.unwrap().is_some());
    record(store.as_ref(), &again, DeliveryState::Deferred, None, NOW.plus_days(1)).await;
    let change = store.latest_change().await.unwrap();

    let at = NOW.plus_days(2);
    let name = PersonName::parse("Somebody Else").unwrap();
    let user = store.answer_invitation(second, Answer::Accept, Some(&name), None, at).await.unwrap();
    assert_eq!(user, Some(mail.mail.user.unwrap()));
    let entry = store.entries_of(&[mail.mail.user.unwrap()]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.invitation), (UserState::Active, Some(InvitationState::Accepted)));
    assert_eq!((entry.joined_at, entry.name.as_str()), (Some(at), "Bob"));
    assert_eq!(entry.assignments.len(), 2);
    assert_eq!(store.changes_after(change).await.unwrap().users, [(mail.mail.user.unwrap(), mail.mail.user.unwrap())]);
    let history = store.history(mail.mail.user.unwrap()).await.unwrap();
    let verbs: Vec<_> = history.iter().map(|act| (act.verb, act.by.as_deref(), act.at)).collect();
    assert_eq!(verbs, [(Verb::Accepted, Some("Bob"), at), (Verb::Invited, Some("Ana"), act.now)]);
    for link in [link, second] {
        assert_eq!(store.invitation_by_token(link, at).await.unwrap(), None);
        for answer in [Answer::Accept, Answer::Decline] {
            assert_eq!(store.answer_invitation(link, answer, None, None, at).await.unwrap(), None);
        }
    }
    assert_eq!(store.history(mail.mail.user.unwrap()).await.unwrap().len(), 2);
    // Only Ana is told; what was put off does not go out.
    let left = claim(store.as_ref(), 10, at.plus_days(1)).await;
    assert_eq!(
        left.iter().map(|left| (left.mail.kind, left.mail.user.unwrap())).collect::<Vec<_>>(),
        [(MailKind::Answer, act.by)]
    );
}

async fn an_invitee_without_a_name_joins_under_the_one_they_give(database: &dyn Database) {
    let (store, _, mail, link) = bob(database, None).await;
    let name = PersonName::parse("Bob Byrne").unwrap();
    store.answer_invitation(link, Answer::Accept, Some(&name), None, NOW).await.unwrap().unwrap();
    assert_eq!(store.entries_of(&[mail.mail.user.unwrap()]).await.unwrap()[0].name, "Bob Byrne");
}

async fn declining_leaves_the_user_invited(database: &dyn Database) {
    let (store, _, mail, link) = bob(database, None).await;
    let name = PersonName::parse("Bob").unwrap();
    assert!(store.answer_invitation(link, Answer::Decline, Some(&name), None, NOW).await.unwrap().is_some());
    let entry = store.entries_of(&[mail.mail.user.unwrap()]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.invitation), (UserState::Invited, Some(InvitationState::Declined)));
    assert_eq!((entry.joined_at, entry.name.as_str()), (None, ""));
    assert_eq!(store.history(mail.mail.user.unwrap()).await.unwrap()[0].verb, Verb::Declined);
    assert_eq!(store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap(), None);
}

async fn a_link_that_nobody_made_does_nothing(database: &dyn Database) {
    let (store, ..) = bob(database, None).await;
    let change = store.latest_change().await.unwrap();
    let later = NOW.plus_days(1);
    assert_eq!(store.invitation_by_token(mint(), later).await.unwrap(), None);
    assert_eq!(store.answer_invitation(mint(), Answer::Accept, None, None, later).await.unwrap(), None);
    assert_eq!((store.latest_change().await.unwrap(), store.latest_seen().await.unwrap()), (change, NOW));
}

async fn an_expired_invitation_cannot_be_answered_with_a_slow_clock(database: &dyn Database) {
    let (store, _, mail, link) = bob(database, None).await;
    record(store.as_ref(), &mail, DeliveryState::Sent, None, NOW).await;
    let act = Act { by: rollcall_domain::UserId(1), now: NOW.plus_days(91) };
    Sheet::new().carry_out(store.as_ref(), act).await;
    // The machine's clock is set back to when the invitation was open.
    assert_eq!(store.invitation_by_token(link, NOW).await.unwrap(), None);
    assert_eq!(store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap(), None);
    assert_eq!(store.entries_of(&[mail.mail.user.unwrap()]).await.unwrap()[0].state, UserState::Invited);
}

async fn resending_kills_older_links_and_stops_the_time(database: &dyn Database) {
    let (store, act, mail, link) = bob(database, None).await;
    record(store.as_ref(), &mail, DeliveryState::Sent, None, NOW).await;
    let act = Act { now: NOW.plus_days(100), ..act };
    let (user, invitation) = (mail.mail.user.unwrap(), mail.mail.invitation.unwrap());
    let import = Sheet::new()
        .resend("bob@acme.example", user, invitation, &[(SALES, BUYER)])
        .carry_out(store.as_ref(), act)
        .await;
    let reopened = store.users(&[user]).await.unwrap().remove(0);
    let entry = reopened.entry;
    assert_eq!((reopened.sent_at, entry.expires_at), (None, None));
    assert_eq!(entry.assignments.len(), 3);
    assert_eq!(store.invitation_by_token(link, act.now).await.unwrap(), None);
    let history = store.history(user).await.unwrap();
    let told: Vec<_> = history.iter().map(|act| (act.verb, act.detail.as_deref(), act.import)).collect();
    assert_eq!(told[0], (Verb::AssignmentAdded, Some("Sales: Buyer"), Some(import)));
    assert_eq!(told[1], (Verb::InvitedAgain, None, Some(import)));
    // Again, before the mail has left: one mail goes out, not two.
    Sheet::new().resend("bob@acme.example", user, invitation, &[]).carry_out(store.as_ref(), act).await;
    let claimed = claim(store.as_ref(), 10, act.now).await;
    let mails: Vec<_> = claimed.iter().filter(|claimed| claimed.mail.user == Some(user)).collect();
    assert_eq!(mails.len(), 1);
    let fresh = mails[0].link.unwrap();
    assert!(store.answer_invitation(fresh, Answer::Accept, None, None, act.now).await.unwrap().is_some());
}

async fn who_declined_is_invited_again_with_what_is_new_only(database: &dyn Database) {
    let (store, act, mail, link) = bob(database, None).await;
    store.answer_invitation(link, Answer::Decline, None, None, NOW).await.unwrap().unwrap();
    let user = mail.mail.user.unwrap();
    Sheet::new().invite_again("bob@acme.example", user, &[(SALES, BUYER)]).carry_out(store.as_ref(), act).await;
    let known = store.known_users(&[key("bob@acme.example")]).await.unwrap().remove(0);
    assert_eq!(known.assignments, [Assignment { group: GroupId(2), role: BUYER }]);
    let invitation = known.invitation.unwrap();
    assert_eq!(invitation.state, InvitationState::Pending);
    assert_ne!(Some(invitation.id), mail.mail.invitation);
    assert_eq!(store.offer(mail.mail.invitation.unwrap()).await.unwrap().unwrap().state, InvitationState::Declined);
    let newest = store.history(user).await.unwrap().remove(0);
    assert_eq!((newest.verb, newest.detail.as_deref()), (Verb::InvitedAgain, Some("Sales: Buyer")));
    let claimed = claim(store.as_ref(), 10, NOW).await;
    assert_eq!(to(&claimed, "bob@acme.example").mail.invitation, Some(invitation.id));
}

async fn who_was_removed_comes_back_by_accepting(database: &dyn Database) {
    let (store, act, mail, link) = bob(database, None).await;
    store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap().unwrap();
    let user = mail.mail.user.unwrap();
    database.run("UPDATE users SET state = 'removed' WHERE address_key = 'bob@acme.example'").await.unwrap();
    Sheet::new().invite_again("bob@acme.example", user, &[(SALES, BUYER)]).carry_out(store.as_ref(), act).await;
    let entry = store.entries_of(&[user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.joined_at), (UserState::Invited, None));
    let claimed = claim(store.as_ref(), 10, NOW).await;
    let link = to(&claimed, "bob@acme.example").link.unwrap();
    let later = NOW.plus_days(1);
    store.answer_invitation(link, Answer::Accept, None, None, later).await.unwrap().unwrap();
    let entry = store.entries_of(&[user]).await.unwrap().remove(0);
    assert_eq!((entry.state, entry.joined_at), (UserState::Active, Some(later)));
}
