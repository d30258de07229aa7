//! Every edge of the two state machines, of the user and of the invitation: each act in each state, and what comes of it.

use rollcall_app::{
    Error,
    act_on_invitations::{InvitationSelection, Reason},
    invite_people::{InviteInput, PersonInput},
    list_invitations::InvitationRow,
    record_answer::RecordedAnswer,
    select_users::UserSelection,
};
use rollcall_domain::{
    Assignment, GrantChange, GroupId, InvitationStatus, RoleId, Status, UserState, invitation::Answer,
};
use rollcall_testkit::TestApp;

const WHO: &str = "zoe@example.net";

/// Where somebody stands before the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// The mail still waits.
    Waiting,
    Pending,
    Expiring,
    /// At the very millisecond of the end.
    Expired,
    Accepted,
    Declined,
    Cancelled,
    /// A member, removed.
    Removed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    AcceptByLink,
    DeclineByLink,
    RecordAcceptance,
    RecordDecline,
    Resend,
    Cancel,
    CopyLink,
    ChangeRoles,
    Remove,
    InviteAgain,
    Remind,
}

const FROM: [From; 8] = [
    From::Waiting,
    From::Pending,
    From::Expiring,
    From::Expired,
    From::Accepted,
    From::Declined,
    From::Cancelled,
    From::Removed,
];

const ACTS: [Act; 11] = [
    Act::AcceptByLink,
    Act::DeclineByLink,
    Act::RecordAcceptance,
    Act::RecordDecline,
    Act::Resend,
    Act::Cancel,
    Act::CopyLink,
    Act::ChangeRoles,
    Act::Remove,
    Act::InviteAgain,
    Act::Remind,
];

/// What must come of an act: how user and invitation stand then. `None`: it is refused, and nothing changes.
fn expected(from: From, act: Act) -> Option<(Status, InvitationStatus)> {
    use InvitationStatus as I;
    use Status as U;
    let open = matches!(from, From::Waiting | From::Pending | From::Expiring);
    let answerable = match act {
        // There is no link before the mail has left.
        Act::AcceptByLink | Act::DeclineByLink => open && from != From::Waiting,
        _ => open,
    };
    match act {
        Act::AcceptByLink | Act::RecordAcceptance => answerable.then_some((U::Active, I::Accepted)),
        Act::DeclineByLink | Act::RecordDecline => answerable.then_some((U::Declined, I::Declined)),
        Act::Resend => {
            (answerable && from != From::Waiting || from == From::Expired).then_some((U::Pending, I::Pending))
        }
        Act::Cancel => (open || from == From::Expired).then_some((U::Cancelled, I::Cancelled)),
        Act::CopyLink => match from {
            From::Waiting | From::Pending => Some((U::Pending, I::Pending)),
            From::Expiring => Some((U::Expiring, I::Expiring)),
            _ => None,
        },
        Act::ChangeRoles => match from {
            From::Waiting | From::Pending => Some((U::Pending, I::Pending)),
            From::Expiring => Some((U::Expiring, I::Expiring)),
            From::Expired => Some((U::Expired, I::Expired)),
            From::Accepted => Some((U::Active, I::Accepted)),
            From::Declined | From::Cancelled | From::Removed => None,
        },
        Act::Remove => match from {
            From::Waiting | From::Pending | From::Expiring | From::Expired | From::Cancelled => {
                Some((U::Removed, I::Cancelled))
            }
            From::Accepted => Some((U::Removed, I::Accepted)),
            From::Declined => Some((U::Removed, I::Declined)),
            From::Removed => None,
        },
        Act::InviteAgain => match from {
            From::Expired | From::Declined | From::Cancelled | From::Removed => Some((U::Pending, I::Pending)),
            _ => None,
        },
        Act::Remind => (from == From::Expiring).then_some((U::Expiring, I::Expiring)),
    }
}

struct Case {
    test: TestApp,
    /// The link of the first mail, if it has left.
    link: Option<String>,
}

impl Case {
    async fn at(from: From) -> Self {
        let test = TestApp::acme().await;
        test.import(&[&format!("{WHO},Zoë,Sales,Buyer")]).await;
        if from == From::Waiting {
            return Self { test, link: None };
        }
        let link = test.deliver_to_folder().await.remove(WHO);
        let case = Self { test, link };
        match from {
            From::Expiring => case.test.clock.set(TestApp::START.plus_days(76)),
            From::Expired => case.test.clock.set(TestApp::START.plus_days(90)),
            // Behind the cool-down.
            _ => case.test.clock.set(TestApp::START.plus_seconds(3600)),
        }
        match from {
            From::Accepted | From::Removed => assert!(case.act(Act::AcceptByLink).await),
            From::Declined => assert!(case.act(Act::DeclineByLink).await),
            From::Cancelled => assert!(case.act(Act::Cancel).await),
            _ => {}
        }
        if from == From::Removed {
            assert!(case.act(Act::Remove).await);
        }
        case
    }

    async fn invitation(&self) -> InvitationRow {
        let by = self.test.administrator().await;
        let user = self.test.id_of(WHO).await;
        self.test.app.show_user(&by, user).await.unwrap().invitations.remove(0)
    }

    async fn standing(&self) -> (Status, InvitationStatus) {
        (self.test.user(WHO).await.unwrap().status, self.invitation().await.status)
    }

    /// What an act must leave alone that is refused.
    async fn everything(&self) -> impl PartialEq + std::fmt::Debug + use<> {
        let by = self.test.administrator().await;
        let user = self.test.app.show_user(&by, self.test.id_of(WHO).await).await.unwrap();
        (user.row, user.history.len(), user.invitations, user.mails)
    }

    /// Does it. Whether it was done.
    async fn act(&self, act: Act) -> bool {
        let app = &self.test.app;
        let by = self.test.administrator().await;
        let row = self.invitation().await;
        let this = InvitationSelection::These { invitations: vec![row.id] };
        let nobody = "A".repeat(43);
        let link = self.link.as_ref().unwrap_or(&nobody);
        let recorded = |answer| RecordedAnswer { answer, name: String::new(), note: "on the telephone".into() };
        let refused = |result: Result<(), Error>| match result {
            Ok(()) => true,
            Err(Error::Invitation { .. }) => false,
            Err(other) => panic!("{act:?}: {other:?}"),
        };
        match act {
            Act::AcceptByLink => app.answer_invitation(link, Answer::Accept, None, None).await.unwrap().is_some(),
            Act::DeclineByLink => app.answer_invitation(link, Answer::Decline, None, None).await.unwrap().is_some(),
            Act::RecordAcceptance => refused(app.record_answer(&by, row.id, &recorded(Answer::Accept)).await),
            Act::RecordDecline => refused(app.record_answer(&by, row.id, &recorded(Answer::Decline)).await),
            Act::Resend => app.resend(&by, &this).await.unwrap().done == 1,
            Act::Cancel => app.cancel(&by, &this).await.unwrap().done == 1,
            Act::CopyLink => refused(app.copy_link(&by, row.id).await.map(drop)),
            Act::ChangeRoles => {
                let user = self.test.user(WHO).await.unwrap();
                let has = user.assignments.iter().map(|view| Assignment { group: view.group, role: view.role });
                let to = vec![Assignment { group: GroupId::ROOT, role: RoleId(3) }];
                let set = GrantChange::Set { from: has.collect(), to };
                let these = UserSelection::These { users: vec![user.id] };
                app.change_roles(&by, &these, &set).await.unwrap().done == 1
            }
            Act::Remove => {
                let user = self.test.user(WHO).await.unwrap();
                let state = match user.status {
                    Status::Active => UserState::Active,
                    Status::Removed => UserState::Removed,
                    _ => UserState::Invited,
                };
                app.remove_users(&by, &[(user.id, state)], "").await.unwrap().users.len() == 1
            }
            Act::InviteAgain => {
                let offered =
                    app.list_groups(&by).await.unwrap().into_iter().find(|group| group.path == "Sales").unwrap();
                let input = InviteInput {
                    people: vec![PersonInput { address: WHO.to_uppercase(), name: None }],
                    assignments: vec![Assignment { group: offered.id, role: RoleId(2) }],
                    ..InviteInput::default()
                };
                app.invite(&by, &input).await.unwrap().nothing == 0
            }
            Act::Remind => app.remind_invitees().await.unwrap() == 1,
        }
    }
}

#[tokio::test]
async fn every_act_in_every_state_does_what_the_design_says_or_nothing() {
    for from in FROM {
        for act in ACTS {
            let case = Case::at(from).await;
            let before = case.everything().await;
            let done = case.act(act).await;
            let standing = expected(from, act);
            assert_eq!(done, standing.is_some(), "{act:?} from {from:?}");
            let after = case.everything().await;
            if let Some(standing) = standing {
                assert_eq!(case.standing().await, standing, "{act:?} from {from:?}");
                assert_ne!(after, before, "{act:?} from {from:?} leaves a trace");
            } else {
                assert_eq!(after, before, "{act:?} from {from:?} is refused and changes nothing");
            }
        }
    }
}

#[tokio::test]
async fn a_link_is_dead_after_whatever_ended_or_renewed_its_invitation() {
    for act in [
        Act::AcceptByLink,
        Act::DeclineByLink,
        Act::RecordAcceptance,
        Act::RecordDecline,
        Act::Resend,
        Act::Cancel,
        Act::Remove,
    ] {
        let case = Case::at(From::Pending).await;
        assert!(case.act(act).await, "{act:?}");
        let link = case.link.as_deref().unwrap();
        assert!(case.test.app.open_invitation(link).await.unwrap().is_none(), "{act:?}");
        for answer in [Answer::Accept, Answer::Decline] {
            let answered = case.test.app.answer_invitation(link, answer, None, None).await.unwrap();
            assert_eq!(answered, None, "{act:?}");
        }
    }
}

#[tokio::test]
async fn whoever_comes_too_late_reads_who_did_what_and_when() {
    let case = Case::at(From::Pending).await;
    assert!(case.act(Act::Cancel).await);
    let (by, row) = (case.test.administrator().await, case.invitation().await);
    let outcome = case.test.app.resend(&by, &InvitationSelection::These { invitations: vec![row.id] }).await.unwrap();
    assert_eq!((outcome.done, outcome.not_done[0].reason), (0, Reason::Cancelled));
    let message = &outcome.not_done[0].message;
    assert!(message.contains("Ana López") && message.contains("21 November 2026 at 10:00 UTC"), "{message}");
    let refused = case.test.app.copy_link(&by, row.id).await.unwrap_err().sentence();
    assert!(refused.contains("Ana López") && refused.ends_with("Nothing was changed."), "{refused}");
}

#[tokio::test]
async fn a_second_press_on_resend_sends_no_second_mail() {
    let case = Case::at(From::Pending).await;
    let (by, row) = (case.test.administrator().await, case.invitation().await);
    let this = InvitationSelection::These { invitations: vec![row.id] };
    assert_eq!(case.test.app.resend(&by, &this).await.unwrap().done, 1);
    let waiting = case.test.app.resend(&by, &this).await.unwrap();
    assert_eq!((waiting.done, waiting.not_done[0].reason), (0, Reason::Waiting));
    assert_eq!(case.test.deliver_to_folder().await.len(), 1);
    let soon = case.test.app.resend(&by, &this).await.unwrap();
    assert_eq!((soon.done, soon.not_done[0].reason), (0, Reason::TooSoon));
    assert!(soon.not_done[0].message.contains("10:05 UTC"), "{:?}", soon.not_done);
    case.test.clock.set(TestApp::START.plus_seconds(3600 + 300));
    assert_eq!(case.test.app.resend(&by, &this).await.unwrap().done, 1);
}

#[tokio::test]
async fn what_is_copied_or_saved_works_beside_the_mail_and_begins_the_time() {
    let case = Case::at(From::Waiting).await;
    let (by, row) = (case.test.administrator().await, case.invitation().await);
    let copied = case.test.app.copy_link(&by, row.id).await.unwrap();
    assert_eq!(copied.ends, TestApp::START.plus_days(90));
    case.test.clock.pass_days(2);
    let saved = case.test.app.save_as_mail(&by, row.id).await.unwrap();
    assert_eq!(case.test.app.saved_mail_name(&by, row.id).await.unwrap(), "zoe@example.net.eml");
    let (to, from_file) = rollcall_testkit::link_of(&saved).unwrap();
    assert_eq!(to, WHO);
    let from_mail = case.test.deliver_to_folder().await.remove(WHO).unwrap();
    let from_copy = copied.link.path().trim_start_matches("/i/").to_owned();
    for link in [&from_copy, &from_file, &from_mail] {
        let page = case.test.app.open_invitation(link).await.unwrap().unwrap();
        assert_eq!(page.ends, Some(copied.ends), "the time runs from the first that left");
    }
    case.test.app.answer_invitation(&from_file, Answer::Accept, None, None).await.unwrap().unwrap();
    for link in [from_copy, from_mail] {
        assert!(case.test.app.open_invitation(&link).await.unwrap().is_none());
    }
}
