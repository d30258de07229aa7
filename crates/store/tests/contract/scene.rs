//! What the tests of an invitation's life begin with.

use crate::{
    database::{Database, NOW, with_account},
    outbox::{claim, to},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
};
use rollcall_app::ports::store::{
    Act, ActivityRecord, ClaimedMail, Delivery, InvitationRecord, MailKind, MailRecord, Removal, Store, Verb,
};
use rollcall_domain::{
    DeliveryState, GroupId, InvitationId, MailId, Note, RoleId, Timestamp, TokenHash, UserId, import::GroupRef,
    invitation::Answer, role::ADMINISTRATOR,
};
use std::sync::Arc;

/// Bob is invited as Buyer of Sales/EMEA and Approver of Sales, and his mail left at [`NOW`]; so did all others.
pub(crate) struct Scene {
    pub(crate) store: Arc<dyn Store>,
    /// Ana, who invited, at [`NOW`].
    pub(crate) act: Act,
    pub(crate) user: UserId,
    pub(crate) invitation: InvitationId,
    /// The link of his mail.
    pub(crate) link: TokenHash,
}

/// A scene with Bob.
pub(crate) async fn bob(database: &dyn Database) -> Scene {
    let (store, act) = with_account(database).await;
    let offered = [(EMEA, BUYER), (SALES, APPROVER)];
    Sheet::new().invite("bob@acme.example", None, &offered).invite_by_hand(store.as_ref(), act, None).await;
    let claimed = deliver(store.as_ref(), NOW).await;
    let mail = to(&claimed, "bob@acme.example");
    let (user, invitation, link) = (mail.mail.user.unwrap(), mail.mail.invitation.unwrap(), mail.link.unwrap());
    Scene { store, act, user, invitation, link }
}

impl Scene {
    /// Ana, so many days later.
    pub(crate) fn later(&self, days: i64) -> Act {
        Act { now: NOW.plus_days(days), ..self.act }
    }

    /// Bob's invitation.
    pub(crate) async fn record(&self) -> InvitationRecord {
        self.store.invitations(&[self.invitation]).await.unwrap().remove(0)
    }

    /// What happened to Bob, newest first.
    pub(crate) async fn history(&self) -> Vec<ActivityRecord> {
        self.store.history(self.user).await.unwrap()
    }

    /// The same as verbs only.
    pub(crate) async fn verbs(&self) -> Vec<Verb> {
        verbs(self.store.as_ref(), self.user).await
    }

    /// Whether the link of Bob's first mail works.
    pub(crate) async fn link_works(&self, now: Timestamp) -> bool {
        self.store.invitation_by_token(self.link, now).await.unwrap().is_some()
    }

    /// Bob answers by the link of his first mail.
    pub(crate) async fn answer(&self, answer: Answer, now: Timestamp) -> bool {
        self.store.answer_invitation(self.link, answer, None, None, now).await.unwrap().is_some()
    }

    /// The mails of Bob's invitation and to him, newest first.
    pub(crate) async fn mails(&self) -> Vec<MailRecord> {
        let all = self.store.mails(&[], None, 1_000).await.unwrap();
        all.into_iter().filter(|mail| mail.user == Some(self.user)).collect()
    }

    /// The mails that tell Bob's answer.
    pub(crate) async fn told(&self) -> Vec<MailRecord> {
        let all = self.store.mails(&[], None, 1_000).await.unwrap();
        all.into_iter().filter(|mail| mail.kind == MailKind::Answer && mail.answered == Some(self.invitation)).collect()
    }
}

/// What happened to a user, newest first.
pub(crate) async fn verbs(store: &dyn Store, user: UserId) -> Vec<Verb> {
    store.history(user).await.unwrap().into_iter().map(|act| act.verb).collect()
}

/// Delivers all that is due.
pub(crate) async fn deliver(store: &dyn Store, now: Timestamp) -> Vec<ClaimedMail> {
    let claimed = claim(store, 100_000, now).await;
    all_left(store, &claimed, now).await;
    claimed
}

/// All of these mails have left.
pub(crate) async fn all_left(store: &dyn Store, claimed: &[ClaimedMail], now: Timestamp) {
    let left = |mail: MailId| Delivery { mail, state: DeliveryState::Sent, reply: None, not_before: None };
    let deliveries: Vec<_> = claimed.iter().map(|claimed| left(claimed.mail.id)).collect();
    store.record_deliveries(&deliveries, now).await.unwrap();
}

/// Somebody more who administers the account.
pub(crate) async fn administrator(store: &dyn Store, act: Act, address: &str, name: &str) -> UserId {
    let root = GroupRef::Existing(GroupId::ROOT);
    member(store, act, address, Some(name), &[(root, ADMINISTRATOR)]).await
}

/// Somebody who has joined, as Ana recorded.
pub(crate) async fn member(
    store: &dyn Store,
    act: Act,
    address: &str,
    name: Option<&str>,
    has: &[(GroupRef, RoleId)],
) -> UserId {
    Sheet::new().invite(address, name, has).invite_by_hand(store, act, None).await;
    let id = id_of(store, address).await;
    let invitation = store.newest_invitations(&[id]).await.unwrap().remove(0).id;
    assert!(store.record_answer(invitation, Answer::Accept, None, None, act).await.unwrap());
    id
}

/// Who was removed.
pub(crate) fn removed(removal: Removal) -> Vec<UserId> {
    match removal {
        Removal::Done { removed, .. } => removed,
        Removal::LastAdministrator => panic!("the last administrator"),
    }
}

/// A note.
pub(crate) fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}
