//! Two who do something with the same invitation at the same moment, in two processes: one of them, and one row of activity.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    grants::changed,
    plan::{APPROVER, BUYER, SALES, Sheet},
    scene::{deliver, removed, verbs},
};
use rollcall_app::ports::store::{Act, Store, Verb};
use rollcall_domain::{
    Assignment, GrantChange, GroupId, InvitationId, InvitationState, TokenHash, UserId, UserState, invitation::Answer,
};
use std::sync::Arc;

every_database![
    accepting_against_cancelling,
    accepting_against_resending,
    accepting_against_removing,
    accepting_against_accepting,
    accepting_against_declining,
    accepting_against_recording_that_they_declined,
    accepting_against_another_offer,
    cancelling_against_resending,
];

/// How often two meet.
const RUNS: usize = 200;

/// One invitation of many, whose mail has left.
#[derive(Clone, Copy)]
struct Invitee {
    user: UserId,
    invitation: InvitationId,
    link: TokenHash,
}

/// What somebody does with an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Answer(Answer),
    Record(Answer),
    Cancel,
    Resend,
    Remove,
    ChangeRole,
}

const ACCEPT: Move = Move::Answer(Answer::Accept);

impl Move {
    /// Makes the move; whether it was done.
    async fn make(self, store: &dyn Store, one: Invitee, act: Act) -> bool {
        let sales = |role| Assignment { group: GroupId(2), role };
        match self {
            Self::Answer(answer) => {
                store.answer_invitation(one.link, answer, None, None, act.now).await.unwrap().is_some()
            }
            Self::Record(answer) => store.record_answer(one.invitation, answer, None, None, act).await.unwrap(),
            Self::Cancel => !store.cancel(&[one.invitation], act).await.unwrap().is_empty(),
            Self::Resend => !store.resend(&[one.invitation], act.now, act).await.unwrap().is_empty(),
            Self::Remove => {
                let whom = [(one.user, UserState::Invited)];
                removed(store.remove_users(&whom, None, act).await.unwrap()) == [one.user]
            }
            Self::ChangeRole => {
                let set = GrantChange::Set { from: vec![sales(BUYER)], to: vec![sales(APPROVER)] };
                changed(store, &[one.user], &set, act).await.0 == [one.user]
            }
        }
    }

    /// What the activity says of it, and how the user and the invitation stand then, where nothing came after it.
    fn done(self) -> (Verb, UserState, InvitationState) {
        use InvitationState::{Accepted, Cancelled, Declined, Pending};
        match self {
            Self::Answer(Answer::Accept) => (Verb::Accepted, UserState::Active, Accepted),
            Self::Answer(Answer::Decline) => (Verb::Declined, UserState::Invited, Declined),
            Self::Record(Answer::Accept) => (Verb::AcceptanceRecorded, UserState::Active, Accepted),
            Self::Record(Answer::Decline) => (Verb::DeclineRecorded, UserState::Invited, Declined),
            Self::Cancel => (Verb::Cancelled, UserState::Invited, Cancelled),
            Self::Resend => (Verb::Resent, UserState::Invited, Pending),
            Self::Remove => (Verb::Removed, UserState::Removed, Cancelled),
            Self::ChangeRole => (Verb::RolesChanged, UserState::Active, Accepted),
        }
    }
}

/// Invites so many people, delivers their mails, and lets two processes make these moves at once for each. Returns who won each
/// time; both only where the one leaves to the other what it needs.
async fn contest(database: &dyn Database, moves: [Move; 2], both_may: bool) -> Vec<Vec<Move>> {
    let (store, act) = with_account(database).await;
    let other = database.open().await;
    let mut sheet = Sheet::new();
    for number in 0..RUNS {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet.invite_by_hand(store.as_ref(), act, None).await;
    let act = Act { now: NOW.plus_days(1), ..act };
    let mut winners = Vec::new();
    for mail in deliver(store.as_ref(), NOW).await {
        let one = Invitee {
            user: mail.mail.user.unwrap(),
            invitation: mail.mail.invitation.unwrap(),
            link: mail.link.unwrap(),
        };
        let run =
            |store: Arc<dyn Store>, what: Move| tokio::spawn(async move { what.make(store.as_ref(), one, act).await });
        // Whoever begins is not always the first one.
        let order = if winners.len() % 2 == 0 { [0, 1] } else { [1, 0] };
        let begun = order.map(|index| run(if index == 0 { store.clone() } else { other.clone() }, moves[index]));
        let mut done = Vec::new();
        for (index, task) in order.into_iter().zip(begun) {
            if task.await.unwrap() {
                done.push(moves[index]);
            }
        }
        let rows = verbs(store.as_ref(), one.user).await;
        let (last, earlier) = rows.split_first().unwrap();
        assert_eq!(earlier.len(), done.len(), "a row of activity for each who won: {rows:?}");
        assert!(done.len() == 1 || (both_may && done.len() == 2), "{done:?}");
        let newest = done.iter().find(|won| won.done().0 == *last).unwrap().done();
        let user = store.entries_of(&[one.user]).await.unwrap().remove(0);
        assert_eq!((user.state, user.invitation), (newest.1, Some(newest.2)), "{done:?}");
        assert_eq!(store.invitation_by_token(one.link, act.now).await.unwrap(), None, "{done:?}");
        winners.push(done);
    }
    assert_eq!(winners.len(), RUNS);
    winners
}

async fn accepting_against_cancelling(database: &dyn Database) {
    contest(database, [ACCEPT, Move::Cancel], false).await;
}

async fn accepting_against_resending(database: &dyn Database) {
    contest(database, [ACCEPT, Move::Resend], false).await;
}

async fn accepting_against_removing(database: &dyn Database) {
    contest(database, [ACCEPT, Move::Remove], false).await;
}

async fn accepting_against_accepting(database: &dyn Database) {
    contest(database, [ACCEPT, ACCEPT], false).await;
}

async fn accepting_against_declining(database: &dyn Database) {
    contest(database, [ACCEPT, Move::Answer(Answer::Decline)], false).await;
}

async fn accepting_against_recording_that_they_declined(database: &dyn Database) {
    contest(database, [ACCEPT, Move::Record(Answer::Decline)], false).await;
}

/// What is changed while somebody accepts is what they were offered, or what they have: either way, they have it then.
async fn accepting_against_another_offer(database: &dyn Database) {
    let winners = contest(database, [ACCEPT, Move::ChangeRole], true).await;
    let store = database.open().await;
    for (user, done) in store.entries(UserId(1), 1_000).await.unwrap().iter().zip(0..) {
        assert_eq!((user.assignments.len(), user.state), (1, UserState::Active), "run {done}");
        assert_eq!(user.assignments[0].role, APPROVER, "run {done}");
    }
    assert!(winners.iter().all(|won| won.len() == 2));
}

async fn cancelling_against_resending(database: &dyn Database) {
    contest(database, [Move::Cancel, Move::Resend], true).await;
}
