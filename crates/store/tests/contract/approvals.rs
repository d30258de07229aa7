//! Letting in those who ask to join: whoever they are to the account already.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Asked, Joining, as_buyer, asking, joining},
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of},
    scene::{deliver, member, note, verbs},
};
use rollcall_app::ports::store::{Act, Ask, MailKind, Verb};
use rollcall_domain::{
    Assignment, CameBy, GroupId, InvitationState, Language, PersonName, RequestId, RequestState, RoleId, TokenHash,
    UserId, UserState, invitation::Answer,
};

every_database![
    who_was_unknown_is_a_member_at_once,
    who_has_an_open_invitation_is_offered_it_besides_and_joins_by_accepting,
    what_an_ended_invitation_offered_is_gone,
    a_mail_of_the_invitation_that_waits_is_the_only_one,
    who_is_a_member_has_the_assignment_besides,
    who_has_the_assignment_already_has_it_once,
    who_was_removed_comes_back_by_accepting_only,
    who_was_removed_once_is_invited_anew_when_an_invitation_since_is_over,
    whoever_accepts_an_invitation_has_no_request_any_more,
    nobody_confirms_who_is_a_member,
    whoever_is_known_keeps_their_name_and_language,
    several_are_let_in_at_once_and_the_others_are_passed_over,
    of_two_wishes_for_one_request_the_first_counts,
    nobody_is_let_in_twice,
    a_request_of_long_ago_is_in_the_history_of_who_joined,
];

const BOB: &str = "bob@x.example";

impl Joining {
    /// Somebody asks and proves their address, and then this happens to them by other ways; their request waits.
    async fn waiting(&self, address: &str) -> Asked {
        self.pending(address, NOW).await
    }

    /// Bob is invited as Approver of Sales/EMEA; his link. His request, if he has one, waits.
    async fn invited_too(&self) -> (UserId, TokenHash) {
        let store = self.store.as_ref();
        Sheet::new().invite(BOB, None, &[(EMEA, APPROVER)]).invite_by_hand(store, self.act, None).await;
        let mails = deliver(store, NOW).await;
        (mails[0].mail.user.unwrap(), mails[0].link.unwrap())
    }

    /// Bob is a member, Approver of Sales/EMEA, and his request waits still: he had nothing when he joined.
    async fn member_who_waits(&self, database: &dyn Database) -> UserId {
        let store = self.store.as_ref();
        let bob = member(store, self.act, BOB, Some("Bob"), &[]).await;
        database
            .run("INSERT INTO assignments SELECT id, 3, 3 FROM users WHERE address_key = 'bob@x.example'")
            .await
            .unwrap();
        deliver(store, NOW).await;
        bob
    }

    /// What is mailed now, by kind and user.
    async fn leaves(&self, act: Act) -> Vec<(MailKind, Option<UserId>)> {
        deliver(self.store.as_ref(), act.now).await.iter().map(|one| (one.mail.kind, one.mail.user)).collect()
    }
}

const OFFERED: Assignment = Assignment { group: GroupId(3), role: APPROVER };

async fn who_was_unknown_is_a_member_at_once(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let ask = Ask { note: Some(note("Hello")), language: Language::Es, ..asking("Zoe@X.example") };
    store.ask_to_join(joining.secret, &ask, NOW).await.unwrap();
    store.take_up_asks(10, NOW).await.unwrap();
    let link = deliver(store, NOW).await[0].link.unwrap();
    store.confirm_request(link, NOW).await.unwrap();
    deliver(store, NOW).await;
    let id = store.request_by_link(link, NOW).await.unwrap().unwrap().id;
    let (change, act) = (store.latest_change().await.unwrap(), joining.later(2));
    assert_eq!(store.approve_requests(&[(id, as_buyer(3))], act).await.unwrap(), [id]);

    let zoe = id_of(store, "zoe@x.example").await;
    let user = store.users(&[zoe]).await.unwrap().remove(0);
    assert_eq!((user.entry.address.as_str(), user.entry.name.as_str()), ("Zoe@X.example", "Zoë Ask"));
    assert_eq!((user.entry.state, user.entry.joined_at), (UserState::Active, Some(act.now)));
    assert_eq!((user.entry.assignments, user.entry.invitation), (vec![as_buyer(3)], None));
    assert_eq!((user.language, user.entry.came_by, user.invited_by), (Some(Language::Es), CameBy::Link, None));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(zoe, zoe)]);

    let request = joining.request(id).await;
    assert_eq!((request.state, request.decided_at), (RequestState::Approved, Some(act.now)));
    assert_eq!((request.decided_by.as_deref(), request.given), (Some("Ana"), Some(as_buyer(3))));
    assert_eq!((request.person, request.words), (Some((zoe, UserState::Active)), None));
    let mail = deliver(store, act.now).await.remove(0);
    assert_eq!((mail.mail.kind, mail.mail.user, mail.mail.request), (MailKind::Approved, Some(zoe), Some(id)));
    assert_eq!((mail.mail.to.as_str(), mail.link), ("Zoe@X.example", None));
    let history = store.history(zoe).await.unwrap();
    let told: Vec<_> = history.iter().map(|act| (act.verb, act.by.as_deref(), act.detail.as_deref())).collect();
    let asked = (Verb::Requested, None, Some("Hello"));
    assert_eq!(told, [(Verb::RequestApproved, Some("Ana"), Some("Sales/EMEA: Buyer")), asked]);
}

async fn who_has_an_open_invitation_is_offered_it_besides_and_joins_by_accepting(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting(BOB).await;
    let (bob, link) = joining.invited_too().await;
    let invited = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    let (change, act) = (store.latest_change().await.unwrap(), joining.later(89));
    assert!(joining.approve(request.id, act).await);
    let user = store.users(&[bob]).await.unwrap().remove(0);
    assert_eq!((user.entry.state, user.entry.joined_at), (UserState::Invited, None), "nobody accepted for them");
    assert_eq!((user.entry.came_by, user.entry.name.as_str()), (CameBy::Hand, "Zoë Ask"));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(bob, bob)]);
    let now = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    assert_eq!((now.id, now.state, now.expires_at), (invited.id, InvitationState::Pending, invited.expires_at));
    assert_eq!(now.offered, [as_buyer(2), OFFERED]);
    assert_eq!(joining.state(request.id).await, RequestState::Approved);
    assert_eq!(joining.leaves(act).await, [(MailKind::Invitation, Some(bob))], "once more, and no other mail");
    let now = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    assert_eq!(now.expires_at, invited.expires_at, "its end stays");
    let verbs = verbs(store, bob).await;
    assert_eq!(verbs, [Verb::RequestApproved, Verb::Invited, Verb::Requested], "in the order of what happened");
    assert_eq!(
        store.answer_invitation(link, Answer::Accept, None, None, act.now).await.unwrap(),
        Some(bob),
        "the old link works"
    );
    let user = store.entries_of(&[bob]).await.unwrap().remove(0);
    assert_eq!((user.state, user.assignments), (UserState::Active, vec![as_buyer(2), OFFERED]));
}

async fn what_an_ended_invitation_offered_is_gone(database: &dyn Database) {
    for end in ["expired", "declined", "cancelled"] {
        let database = database.another().await;
        let joining = joining(database.as_ref()).await;
        let store = joining.store.as_ref();
        let request = joining.waiting(BOB).await;
        let (bob, link) = joining.invited_too().await;
        let invitation = store.newest_invitations(&[bob]).await.unwrap()[0].id;
        match end {
            "declined" => drop(store.answer_invitation(link, Answer::Decline, None, None, NOW).await.unwrap()),
            "cancelled" => drop(store.cancel(&[invitation], joining.act).await.unwrap()),
            _ => {}
        }
        deliver(store, NOW).await;
        let act = joining.later(90);
        assert!(joining.approve(request.id, act).await);
        let user = store.entries_of(&[bob]).await.unwrap().remove(0);
        assert_eq!((user.state, user.assignments), (UserState::Active, vec![as_buyer(2)]), "{end}");
        let state = store.invitations(&[invitation]).await.unwrap()[0].state;
        let declined = end == "declined";
        assert_eq!(state, if declined { InvitationState::Declined } else { InvitationState::Cancelled }, "{end}");
        assert_eq!(joining.leaves(act).await, [(MailKind::Approved, Some(bob))], "{end}");
    }
}

async fn a_mail_of_the_invitation_that_waits_is_the_only_one(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting(BOB).await;
    Sheet::new().invite(BOB, None, &[(EMEA, APPROVER)]).invite_by_hand(store, joining.act, None).await;
    assert!(joining.approve(request.id, joining.act).await);
    let bob = id_of(store, BOB).await;
    assert_eq!(joining.leaves(joining.act).await, [(MailKind::Invitation, Some(bob))]);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].assignments, [as_buyer(2), OFFERED]);
}

async fn who_is_a_member_has_the_assignment_besides(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting(BOB).await;
    let bob = joining.member_who_waits(database).await;
    let act = joining.later(3);
    assert!(joining.approve(request.id, act).await);
    let user = store.users(&[bob]).await.unwrap().remove(0);
    assert_eq!((user.entry.state, user.entry.joined_at), (UserState::Active, Some(NOW)));
    assert_eq!((user.entry.assignments, user.entry.came_by), (vec![as_buyer(2), OFFERED], CameBy::Hand));
    assert_eq!(store.newest_invitations(&[bob]).await.unwrap()[0].state, InvitationState::Accepted);
    assert_eq!(joining.leaves(act).await, [(MailKind::Approved, Some(bob))]);
    assert_eq!(verbs(store, bob).await[0], Verb::RequestApproved);
}

async fn who_has_the_assignment_already_has_it_once(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting(BOB).await;
    let bob = joining.member_who_waits(database).await;
    assert_eq!(store.approve_requests(&[(request.id, OFFERED)], joining.act).await.unwrap(), [request.id]);
    assert_eq!(store.entries_of(&[bob]).await.unwrap()[0].assignments, [OFFERED]);
}

async fn who_was_removed_comes_back_by_accepting_only(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let bob = member(store, joining.act, BOB, Some("Bob"), &[(EMEA, APPROVER)]).await;
    store.remove_users(&[(bob, UserState::Active)], None, joining.act).await.unwrap();
    let request = joining.waiting(BOB).await;
    let (change, act) = (store.latest_change().await.unwrap(), joining.later(5));
    assert!(joining.approve(request.id, act).await);
    let user = store.users(&[bob]).await.unwrap().remove(0);
    assert_eq!((user.entry.state, user.entry.joined_at), (UserState::Invited, None));
    assert_eq!((user.entry.assignments, user.entry.came_by), (vec![as_buyer(2)], CameBy::Link));
    assert_eq!(store.changes_after(change).await.unwrap().users, [(bob, bob)]);
    assert_eq!(verbs(store, bob).await[..2], [Verb::InvitedAgain, Verb::RequestApproved]);
    let invitation = store.newest_invitations(&[bob]).await.unwrap().remove(0);
    assert_eq!((invitation.state, invitation.inviter.as_str()), (InvitationState::Pending, "Ana"));
    assert_eq!((invitation.created_at, invitation.offered), (act.now, vec![as_buyer(2)]));
    let mails = deliver(store, act.now).await;
    assert_eq!(mails.iter().map(|one| one.mail.kind).collect::<Vec<_>>(), [MailKind::Invitation], "and no other mail");
    assert_eq!(joining.request(request.id).await.person, Some((bob, UserState::Invited)));
    let accepted = store.answer_invitation(mails[0].link.unwrap(), Answer::Accept, None, None, act.now).await.unwrap();
    assert_eq!(accepted, Some(bob));
    let user = store.entries_of(&[bob]).await.unwrap().remove(0);
    assert_eq!((user.state, user.name.as_str(), user.assignments), (UserState::Active, "Bob", vec![as_buyer(2)]));
}

async fn who_was_removed_once_is_invited_anew_when_an_invitation_since_is_over(database: &dyn Database) {
    for end in ["expired", "declined", "cancelled", "open"] {
        let database = database.another().await;
        let joining = joining(database.as_ref()).await;
        let store = joining.store.as_ref();
        let bob = member(store, joining.act, BOB, None, &[(SALES, BUYER)]).await;
        store.remove_users(&[(bob, UserState::Active)], None, joining.act).await.unwrap();
        let request = joining.waiting(BOB).await;
        Sheet::new().invite_again(BOB, bob, &[(EMEA, APPROVER)]).invite_by_hand(store, joining.act, None).await;
        let link = deliver(store, NOW).await[0].link.unwrap();
        let invitation = store.newest_invitations(&[bob]).await.unwrap()[0].id;
        match end {
            "declined" => drop(store.answer_invitation(link, Answer::Decline, None, None, NOW).await.unwrap()),
            "cancelled" => drop(store.cancel(&[invitation], joining.act).await.unwrap()),
            _ => {}
        }
        deliver(store, NOW).await;
        let act = joining.later(if end == "open" { 89 } else { 90 });
        assert!(joining.approve(request.id, act).await);
        let user = store.entries_of(&[bob]).await.unwrap().remove(0);
        assert_eq!(user.state, UserState::Invited, "{end}: never at once");
        let newest = store.newest_invitations(&[bob]).await.unwrap().remove(0);
        let offered = if end == "open" { vec![as_buyer(2), OFFERED] } else { vec![as_buyer(2)] };
        assert_eq!((newest.id == invitation, newest.offered), (end == "open", offered), "{end}");
        assert_eq!(joining.leaves(act).await, [(MailKind::Invitation, Some(bob))], "{end}");
    }
}

async fn whoever_is_known_keeps_their_name_and_language(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    for (address, name, kept) in [("wes@x.example", Some("Wes"), "Wes"), ("xia@x.example", None, "Other")] {
        let ask = Ask { name: PersonName::parse("Other").unwrap(), language: Language::Fr, ..asking(address) };
        store.ask_to_join(joining.secret, &ask, NOW).await.unwrap();
        store.take_up_asks(10, NOW).await.unwrap();
        let link = deliver(store, NOW).await[0].link.unwrap();
        store.confirm_request(link, NOW).await.unwrap();
        // The sheet says German.
        let user = member(store, joining.act, address, name, &[]).await;
        let id = store.request_by_link(link, NOW).await.unwrap().unwrap().id;
        assert!(joining.approve(id, joining.act).await);
        deliver(store, NOW).await;
        let user = store.users(&[user]).await.unwrap().remove(0);
        assert_eq!((user.entry.name.as_str(), user.language), (kept, Some(Language::De)));
    }
}

async fn several_are_let_in_at_once_and_the_others_are_passed_over(database: &dyn Database) {
    use RequestState::{Approved, Denied, Pending, Unconfirmed};
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let mut ids = Vec::new();
    for name in ["wes", "xia", "yan", "zoe"] {
        ids.push(joining.waiting(&format!("{name}@x.example")).await.id);
    }
    let unconfirmed = joining.unconfirmed("una@x.example", NOW).await;
    let unconfirmed = store.request_by_link(unconfirmed, NOW).await.unwrap().unwrap().id;
    assert!(joining.deny(ids[1], joining.act).await);
    let approver = Assignment { group: GroupId(1), role: APPROVER };
    let approvals = [
        (ids[3], approver),
        (RequestId(99), as_buyer(2)),
        (unconfirmed, as_buyer(2)),
        (ids[1], as_buyer(2)),
        (ids[2], Assignment { group: GroupId(99), role: BUYER }),
        (ids[0], as_buyer(4)),
    ];
    assert_eq!(store.approve_requests(&approvals, joining.act).await.unwrap(), [ids[0], ids[3]]);
    let unknown_role = Assignment { group: GroupId(2), role: RoleId(99) };
    assert_eq!(store.approve_requests(&[(ids[2], unknown_role)], joining.act).await.unwrap(), []);
    assert_eq!(store.approve_requests(&[], joining.act).await.unwrap(), []);
    let mut states = Vec::new();
    for id in ids.iter().chain([&unconfirmed]) {
        states.push(joining.state(*id).await);
    }
    assert_eq!(states, [Approved, Denied, Pending, Approved, Unconfirmed]);
    let users = store.entries(UserId(1), 10).await.unwrap();
    let made: Vec<_> = users.iter().map(|user| (user.address.as_str(), user.assignments.clone())).collect();
    assert_eq!(made, [("wes@x.example", vec![as_buyer(4)]), ("zoe@x.example", vec![approver])]);
}

async fn of_two_wishes_for_one_request_the_first_counts(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting("zoe@x.example").await;
    let approvals = [(request.id, as_buyer(4)), (request.id, as_buyer(2))];
    assert_eq!(store.approve_requests(&approvals, joining.act).await.unwrap(), [request.id]);
    let zoe = id_of(store, "zoe@x.example").await;
    assert_eq!(store.entries_of(&[zoe]).await.unwrap()[0].assignments, [as_buyer(4)]);
}

async fn nobody_is_let_in_twice(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let request = joining.waiting("zoe@x.example").await;
    assert!(joining.approve(request.id, joining.act).await);
    let before = (joining.mails().await.len(), joining.request(request.id).await);
    assert_eq!(store.approve_requests(&[(request.id, as_buyer(4))], joining.later(1)).await.unwrap(), []);
    assert_eq!((joining.mails().await.len(), joining.request(request.id).await), before);
    assert_eq!(store.latest_seen().await.unwrap(), NOW, "nothing was written");
}

async fn a_request_of_long_ago_is_in_the_history_of_who_joined(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let first = joining.pending("zoe@x.example", NOW).await;
    assert!(joining.deny(first.id, joining.act).await);
    let zoe = member(store, joining.later(9), "zoe@x.example", None, &[]).await;
    assert_eq!(
        verbs(store, zoe).await,
        [Verb::AcceptanceRecorded, Verb::Invited, Verb::RequestDenied, Verb::Requested]
    );
    assert_eq!(verbs(store, joining.act.by).await, [Verb::AccountCreated], "and in that of nobody else");
}

async fn whoever_accepts_an_invitation_has_no_request_any_more(database: &dyn Database) {
    for recorded in [false, true] {
        let database = database.another().await;
        let joining = joining(database.as_ref()).await;
        let store = joining.store.as_ref();
        let asked = [joining.waiting(BOB).await.link, joining.unconfirmed("una@x.example", NOW).await];
        for address in [BOB, "una@x.example"] {
            Sheet::new()
                .invite(address, None, &[(SALES, BUYER), (EMEA, APPROVER)])
                .invite_by_hand(store, joining.act, None)
                .await;
            let user = id_of(store, address).await;
            let link = deliver(store, NOW).await[0].link.unwrap();
            if recorded {
                let invitation = store.newest_invitations(&[user]).await.unwrap()[0].id;
                assert!(store.record_answer(invitation, Answer::Accept, None, None, joining.act).await.unwrap());
            } else {
                assert!(store.answer_invitation(link, Answer::Accept, None, None, NOW).await.unwrap().is_some());
            }
            let kinds = joining.leaves(joining.act).await;
            assert!(kinds.iter().all(|(kind, _)| *kind == MailKind::Answer), "no mail about a request: {kinds:?}");
        }
        let settled = store.request_by_link(asked[0], NOW).await.unwrap().unwrap();
        assert_eq!((settled.state, settled.given), (RequestState::Approved, Some(as_buyer(2))));
        assert_eq!((settled.decided_by.as_deref(), settled.decided_at), (Some("Ana"), Some(NOW)));
        assert_eq!(settled.person, Some((id_of(store, BOB).await, UserState::Active)));
        assert_eq!(store.request_by_link(asked[1], NOW).await.unwrap(), None, "it is forgotten");
        assert!(!store.confirm_request(asked[1], NOW).await.unwrap());
    }
}

async fn nobody_confirms_who_is_a_member(database: &dyn Database) {
    let joining = joining(database).await;
    let store = joining.store.as_ref();
    let link = joining.unconfirmed(BOB, NOW).await;
    database
        .run(
            "INSERT INTO users (address, address_key, state, joined_at, came_by) VALUES ('Bob@x.example', 'bob@x.example', 'active', 1, 'hand')",
        )
        .await
        .unwrap();
    assert!(!store.confirm_request(link, NOW).await.unwrap());
    assert_eq!(joining.listed().await.total, 0);
    assert_eq!(store.join_link().await.unwrap().unwrap().uses, 0, "nothing was written");
}
