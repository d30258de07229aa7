//! What an address is mailed that somebody asks to join with: it depends on whose it is, and only the mailbox learns that.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Joining, asking, joining},
    outbox::{claim, record},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{deliver, member, note},
};
use rollcall_app::ports::store::{Ask, ClaimedMail, MailKind};
use rollcall_domain::{
    DeliveryState, InvitationState, Language, PersonName, RequestState, Timestamp, TokenHash, UserId, UserState,
    invitation::Answer, join_request::Blocked,
};

every_database![
    who_is_unknown_is_asked_to_confirm,
    who_asks_again_before_confirming_gets_a_new_link_and_the_old_one_dies,
    a_link_to_confirm_that_waits_to_be_mailed_gives_way_to_a_newer_one,
    a_link_to_confirm_in_hand_gives_way_to_a_newer_one,
    who_waits_is_told_so_with_a_link_to_the_request,
    who_waits_is_told_once_while_that_has_not_left,
    a_member_is_told_that_they_are_one,
    who_has_an_open_invitation_gets_it_once_more,
    an_invitation_that_waits_to_be_mailed_is_not_mailed_twice,
    whose_invitation_has_ended_is_asked_to_confirm,
    who_was_removed_is_asked_to_confirm,
    who_is_blocked_is_mailed_nothing,
    whoever_was_denied_may_ask_again,
];

const BOB: &str = "bob@acme.example";

/// The one mail there is, which is of this kind.
fn only(mails: &[ClaimedMail], kind: MailKind) -> &ClaimedMail {
    assert_eq!(mails.iter().map(|one| one.mail.kind).collect::<Vec<_>>(), [kind]);
    &mails[0]
}

impl Joining {
    /// Bob is invited to Sales/EMEA and his mail has left; his link.
    async fn invited(&self) -> (UserId, TokenHash) {
        let store = self.store.as_ref();
        Sheet::new().invite(BOB, Some("Bob"), &[(EMEA, BUYER)]).invite_by_hand(store, self.act, None).await;
        let mail = only(&deliver(store, NOW).await, MailKind::Invitation).clone();
        (mail.mail.user.unwrap(), mail.link.unwrap())
    }

    async fn works(&self, link: TokenHash, now: Timestamp) -> bool {
        self.store.request_by_link(link, now).await.unwrap().is_some()
    }
}

async fn who_is_unknown_is_asked_to_confirm(database: &dyn Database) {
    let joining = joining(database).await;
    let mails = joining.asked("zoe@x.example", NOW).await;
    let mail = only(&mails, MailKind::Confirm);
    assert_eq!((mail.mail.to.as_str(), mail.mail.user, mail.mail.ends_at), ("zoe@x.example", None, None));
    let request = joining.store.request_by_link(mail.link.unwrap(), NOW).await.unwrap().unwrap();
    assert_eq!((Some(request.id), request.state), (mail.mail.request, RequestState::Unconfirmed));
    assert_eq!(joining.listed().await.total, 0, "administrators do not see it");
    assert_eq!(joining.store.entries(UserId(1), 10).await.unwrap(), [], "nobody is made");
}

async fn who_asks_again_before_confirming_gets_a_new_link_and_the_old_one_dies(database: &dyn Database) {
    let joining = joining(database).await;
    let old = joining.unconfirmed("zoe@x.example", NOW).await;
    let id = joining.store.request_by_link(old, NOW).await.unwrap().unwrap().id;
    let later = NOW.plus_days(2);
    let ask = Ask {
        name: PersonName::parse("Other").unwrap(),
        note: Some(note("Another")),
        language: Language::Fr,
        ..asking("ZOE@x.example")
    };
    joining.store.ask_to_join(joining.secret, &ask, later).await.unwrap();
    joining.store.take_up_asks(10, later).await.unwrap();
    assert!(!joining.works(old, later).await);
    assert!(!joining.store.confirm_request(old, later).await.unwrap(), "nobody confirms words that they have not read");
    let mails = deliver(joining.store.as_ref(), later).await;
    let new = only(&mails, MailKind::Confirm);
    let request = joining.store.request_by_link(new.link.unwrap(), later).await.unwrap().unwrap();
    assert_eq!((request.id, request.address.as_str(), request.name.as_str()), (id, "ZOE@x.example", "Other"));
    assert_eq!((request.note.as_deref(), request.language), (Some("Another"), Language::Fr));
    assert_eq!((request.asked_at, request.forget_at), (later, later.plus_days(3)));
    assert!(joining.store.confirm_request(new.link.unwrap(), NOW.plus_days(4)).await.unwrap());
    let found = joining
        .store
        .requests(rollcall_app::ports::store::RequestFilter { search: "other", ..crate::joining::ALL })
        .await;
    assert_eq!(found.unwrap().total, 1, "it is found by the new words");
}

async fn a_link_to_confirm_that_waits_to_be_mailed_gives_way_to_a_newer_one(database: &dyn Database) {
    let joining = joining(database).await;
    for _ in 0..2 {
        joining.ask("zoe@x.example", NOW).await;
        joining.store.take_up_asks(10, NOW).await.unwrap();
    }
    let claimed = claim(joining.store.as_ref(), 10, NOW).await;
    let mail = only(&claimed, MailKind::Confirm);
    record(joining.store.as_ref(), mail, DeliveryState::Deferred, Some("450"), NOW).await;
    joining.ask("zoe@x.example", NOW).await;
    joining.store.take_up_asks(10, NOW).await.unwrap();
    let mails = joining.mails().await;
    assert_eq!(mails.iter().map(|mail| mail.state).collect::<Vec<_>>(), [DeliveryState::Queued]);
    assert!(!joining.works(mail.link.unwrap(), NOW).await);
}

async fn a_link_to_confirm_in_hand_gives_way_to_a_newer_one(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.ask("zoe@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    let old = claim(store, 10, NOW).await.remove(0);
    joining.ask("zoe@x.example", NOW).await;
    store.take_up_asks(10, NOW).await.unwrap();
    record(store, &old, DeliveryState::Deferred, Some("450"), NOW).await;
    let mails = joining.mails().await;
    let states: Vec<_> = mails.iter().map(|mail| mail.state).collect();
    assert_eq!(mails[1].reply.as_deref(), Some("matter_gone"));
    assert_eq!(states, [DeliveryState::Queued, DeliveryState::Dropped], "nobody gets both");
    assert!(!joining.works(old.link.unwrap(), NOW).await);
}

async fn who_waits_is_told_so_with_a_link_to_the_request(database: &dyn Database) {
    let joining = joining(database).await;
    let request = joining.pending("zoe@x.example", NOW).await;
    let mails = joining.asked("Zoe@x.example", NOW.plus_days(5)).await;
    let mail = only(&mails, MailKind::Waiting);
    assert_eq!((mail.mail.request, mail.mail.to.as_str(), mail.mail.user), (Some(request.id), "zoe@x.example", None));
    let link = mail.link.unwrap();
    assert_ne!(link, request.link);
    for link in [link, request.link] {
        let shown = joining.store.request_by_link(link, NOW.plus_days(5)).await.unwrap().unwrap();
        assert_eq!((shown.id, shown.state, shown.confirmed_at), (request.id, RequestState::Pending, Some(NOW)));
    }
    assert!(joining.store.withdraw_request(link, NOW.plus_days(5)).await.unwrap());
}

async fn who_waits_is_told_once_while_that_has_not_left(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    joining.pending("zoe@x.example", NOW).await;
    for _ in 0..2 {
        joining.ask("zoe@x.example", NOW).await;
    }
    assert_eq!(store.take_up_asks(10, NOW).await.unwrap(), 2);
    assert_eq!(joining.mails_of(MailKind::Waiting).await.len(), 1);
    deliver(store, NOW).await;
    joining.asked("zoe@x.example", NOW.plus_days(1)).await;
    assert_eq!(joining.mails_of(MailKind::Waiting).await.len(), 2);
}

async fn a_member_is_told_that_they_are_one(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let bob = member(store, joining.act, BOB, Some("Bob"), &[(SALES, APPROVER)]).await;
    deliver(store, NOW).await;
    let before = store.users(&[bob]).await.unwrap();
    let mails = joining.asked("BOB@acme.example", NOW).await;
    let mail = only(&mails, MailKind::Member);
    assert_eq!((mail.mail.user, mail.mail.to.as_str(), mail.mail.request, mail.link), (Some(bob), BOB, None, None));
    for _ in 0..2 {
        joining.ask(BOB, NOW).await;
    }
    store.take_up_asks(10, NOW).await.unwrap();
    assert_eq!(joining.mails_of(MailKind::Member).await.len(), 2, "one waits, and so there is no other");
    assert_eq!(store.users(&[bob]).await.unwrap(), before, "nothing changed for them");
}

async fn who_has_an_open_invitation_gets_it_once_more(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let (bob, link) = joining.invited().await;
    let before = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    let (change, later) = (store.latest_change().await.unwrap(), NOW.plus_days(89));
    let mails = joining.asked(BOB, later).await;
    let mail = only(&mails, MailKind::Invitation);
    assert_eq!((mail.mail.user, mail.mail.invitation), (Some(bob), Some(before.id)));
    let left = joining.store.mail(mail.mail.id).await.unwrap().unwrap();
    assert_eq!(left.ends_at, before.expires_at, "it ends when it ended");
    let after = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    assert_eq!((after.sent_at, after.expires_at, after.state), (before.sent_at, before.expires_at, before.state));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(bob, bob)]);
    for link in [link, mail.link.unwrap()] {
        assert!(store.invitation_by_token(link, later).await.unwrap().is_some(), "old and new links work");
    }
    assert_eq!(store.history(bob).await.unwrap().len(), 1, "nobody of the account did anything");
    assert!(joining.mails_of(MailKind::Confirm).await.is_empty());
}

async fn an_invitation_that_waits_to_be_mailed_is_not_mailed_twice(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    Sheet::new().invite(BOB, None, &[(SALES, BUYER)]).invite_by_hand(store, joining.act, None).await;
    let one = async |state: DeliveryState| {
        joining.ask(BOB, NOW).await;
        assert_eq!(store.take_up_asks(10, NOW).await.unwrap(), 1);
        let states: Vec<_> = joining.mails().await.iter().map(|mail| mail.state).collect();
        assert_eq!(states, [state]);
    };
    one(DeliveryState::Queued).await;
    let claimed = claim(store, 10, NOW).await.remove(0);
    one(DeliveryState::Sending).await;
    record(store, &claimed, DeliveryState::Deferred, Some("450"), NOW).await;
    one(DeliveryState::Deferred).await;
    let claimed = claim(store, 10, NOW.plus_days(1)).await.remove(0);
    record(store, &claimed, DeliveryState::Failed, Some("550"), NOW.plus_days(1)).await;
    let mails = joining.asked(BOB, NOW.plus_days(1)).await;
    assert_eq!(only(&mails, MailKind::Invitation).mail.invitation, claimed.mail.invitation);
    let invitation = store.invitations(&[claimed.mail.invitation.unwrap()]).await.unwrap().remove(0);
    assert_eq!(invitation.sent_at, Some(NOW.plus_days(1)), "its time begins, since none had left");
}

async fn whose_invitation_has_ended_is_asked_to_confirm(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let (bob, link) = joining.invited().await;
    let end = NOW.plus_days(90);
    let just_before = Timestamp::from_millis(end.as_millis() - 1);
    only(&joining.asked(BOB, just_before).await, MailKind::Invitation);
    only(&joining.asked(BOB, end).await, MailKind::Confirm);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].state, UserState::Invited);
    Sheet::new()
        .invite("cy@acme.example", None, &[])
        .invite("dee@acme.example", None, &[])
        .invite_by_hand(store, joining.later(90), None)
        .await;
    let mails = deliver(store, end).await;
    let of = |address: &str| crate::outbox::to(&mails, address).clone();
    store.cancel(&[of("cy@acme.example").mail.invitation.unwrap()], joining.later(90)).await.unwrap();
    store.answer_invitation(of("dee@acme.example").link.unwrap(), Answer::Decline, None, None, end).await.unwrap();
    deliver(store, end).await;
    for address in ["cy@acme.example", "dee@acme.example"] {
        only(&joining.asked(address, end).await, MailKind::Confirm);
    }
    assert!(store.invitation_by_token(link, end).await.unwrap().is_none());
}

async fn who_was_removed_is_asked_to_confirm(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let bob = member(store, joining.act, BOB, Some("Bob"), &[(SALES, BUYER)]).await;
    store.remove_users(&[(bob, UserState::Active)], None, joining.act).await.unwrap();
    deliver(store, NOW).await;
    let mails = joining.asked(BOB, NOW).await;
    let request = joining.request(only(&mails, MailKind::Confirm).mail.request.unwrap()).await;
    assert_eq!(request.person, Some((bob, UserState::Removed)));
    assert_eq!(store.newest_invitations(&[bob]).await.unwrap()[0].state, InvitationState::Accepted);
}

async fn who_is_blocked_is_mailed_nothing(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let blocked = ["zoe@x.example", "@y.example", BOB].map(|text| Blocked::parse(text).unwrap());
    member(store, joining.act, BOB, None, &[]).await;
    store.deny_requests(&[], None, &blocked, joining.act).await.unwrap();
    deliver(store, NOW).await;
    for address in ["Zoe@X.example", "anybody@y.example", BOB] {
        assert!(joining.asked(address, NOW).await.is_empty(), "{address}");
    }
    for address in ["zoe+tag@x.example", "yan@x.example", "anybody@not-y.example"] {
        only(&joining.asked(address, NOW).await, MailKind::Confirm);
    }
    assert!(store.unblock(&blocked[1], joining.act).await.unwrap());
    only(&joining.asked("anybody@y.example", NOW).await, MailKind::Confirm);
    assert_eq!(id_of(store, BOB).await, UserId(2));
}

async fn whoever_was_denied_may_ask_again(database: &dyn Database) {
    let joining = joining(database).await;
    let old = joining.pending("zoe@x.example", NOW).await;
    assert!(joining.deny(old.id, joining.act).await);
    deliver(joining.store.as_ref(), NOW).await;
    let new = joining.pending("zoe@x.example", NOW.plus_days(1)).await;
    assert_ne!(new.id, old.id);
    assert_eq!(
        (joining.state(old.id).await, joining.state(new.id).await),
        (RequestState::Denied, RequestState::Pending)
    );
}
