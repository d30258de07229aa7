//! Two who do something with the same join request at the same moment, in two processes: one of them, and one row of activity.

use crate::{
    database::{Database, NOW},
    every_database,
    joining::{Asked, Joining, as_buyer, holds, joining, under},
    scene::deliver,
};
use rollcall_app::ports::store::{Act, MailKind, Store};
use rollcall_domain::{JoinLinkTerms, RequestState, TokenHash, UserId};
use std::sync::Arc;

every_database![
    approving_against_approving,
    approving_against_denying,
    approving_against_withdrawing,
    approving_against_lapsing,
    denying_against_denying,
    denying_against_withdrawing,
    denying_against_lapsing,
    withdrawing_against_lapsing,
    confirming_against_confirming,
    confirming_against_forgetting,
    the_last_use_of_a_link_goes_to_one,
];

/// How often two meet.
const RUNS: usize = 200;

/// What somebody does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Approve,
    Deny,
    Withdraw,
    Lapse,
}

impl Move {
    /// Makes the move; whether it was done.
    async fn make(self, store: Arc<dyn Store>, request: Asked, act: Act) -> bool {
        match self {
            Self::Approve => !store.approve_requests(&[(request.id, as_buyer(2))], act).await.unwrap().is_empty(),
            Self::Deny => !store.deny_requests(&[request.id], None, &[], act).await.unwrap().denied.is_empty(),
            Self::Withdraw => store.withdraw_request(request.link, act.now).await.unwrap(),
            Self::Lapse => store.lapse_requests(act.now, act.now).await.unwrap() == 1,
        }
    }

    fn end(self) -> RequestState {
        match self {
            Self::Approve => RequestState::Approved,
            Self::Deny => RequestState::Denied,
            Self::Withdraw => RequestState::Withdrawn,
            Self::Lapse => RequestState::Lapsed,
        }
    }

    /// What whoever asked is mailed.
    fn mail(self) -> Option<MailKind> {
        match self {
            Self::Approve => Some(MailKind::Approved),
            Self::Deny => Some(MailKind::Denied),
            Self::Withdraw => None,
            Self::Lapse => Some(MailKind::Lapsed),
        }
    }
}

/// Somebody who asks in this run. A few hundred in an hour are mailed, and so every run has its own hour.
async fn next(joining: &Joining, run: usize) -> (Asked, Act) {
    let now = NOW.plus_seconds(i64::try_from(run).unwrap() * 200);
    (joining.pending(&format!("p{run}@x.example"), now).await, Act { now, ..joining.act })
}

async fn contest(database: &dyn Database, first: Move, second: Move) {
    let joining = joining(database).await;
    let other = database.open().await;
    for run in 0..RUNS {
        let (request, act) = next(&joining, run).await;
        let a = tokio::spawn(first.make(joining.store.clone(), request, act));
        let b = tokio::spawn(second.make(other.clone(), request, act));
        let (a, b) = (a.await.unwrap(), b.await.unwrap());
        assert!(a != b, "run {run}: {first:?} {a}, {second:?} {b}");
        let winner = if a { first } else { second };
        assert_eq!(joining.state(request.id).await, winner.end(), "run {run}");
        let kinds: Vec<_> = deliver(joining.store.as_ref(), act.now).await.iter().map(|one| one.mail.kind).collect();
        assert_eq!(kinds, winner.mail().into_iter().collect::<Vec<_>>(), "run {run}");
    }
    assert!(holds!(
        database,
        "(SELECT count(*) FROM activity WHERE verb IN ('request_approved', 'request_denied', 'request_withdrawn', 'request_lapsed')) = 200 \
         AND (SELECT count(DISTINCT request_id) FROM activity WHERE verb <> 'requested') = 200"
    ));
    let approved = joining.listed().await.requests.iter().filter(|one| one.state == RequestState::Approved).count();
    assert_eq!(joining.store.entries(UserId(1), 1_000).await.unwrap().len(), approved, "who lost made nobody a member");
}

async fn approving_against_approving(database: &dyn Database) {
    contest(database, Move::Approve, Move::Approve).await;
}

async fn approving_against_denying(database: &dyn Database) {
    contest(database, Move::Approve, Move::Deny).await;
}

async fn approving_against_withdrawing(database: &dyn Database) {
    contest(database, Move::Approve, Move::Withdraw).await;
}

async fn approving_against_lapsing(database: &dyn Database) {
    contest(database, Move::Approve, Move::Lapse).await;
}

async fn denying_against_denying(database: &dyn Database) {
    contest(database, Move::Deny, Move::Deny).await;
}

async fn denying_against_withdrawing(database: &dyn Database) {
    contest(database, Move::Deny, Move::Withdraw).await;
}

async fn denying_against_lapsing(database: &dyn Database) {
    contest(database, Move::Deny, Move::Lapse).await;
}

async fn withdrawing_against_lapsing(database: &dyn Database) {
    contest(database, Move::Withdraw, Move::Lapse).await;
}

/// Two links are confirmed at once, by two processes.
async fn confirm_both(joining: &Joining, other: &Arc<dyn Store>, links: [TokenHash; 2], act: Act) -> [bool; 2] {
    let [a, b] = [(joining.store.clone(), links[0]), (other.clone(), links[1])]
        .map(|(store, link)| tokio::spawn(async move { store.confirm_request(link, act.now).await.unwrap() }));
    [a.await.unwrap(), b.await.unwrap()]
}

async fn confirming_against_confirming(database: &dyn Database) {
    let joining = joining(database).await;
    let other = database.open().await;
    for run in 0..RUNS {
        let act = Act { now: NOW.plus_seconds(run as i64 * 200), ..joining.act };
        let link = joining.unconfirmed(&format!("p{run}@x.example"), act.now).await;
        let [a, b] = confirm_both(&joining, &other, [link, link], act).await;
        assert!(a != b, "run {run}");
        let kinds: Vec<_> = deliver(joining.store.as_ref(), act.now).await.iter().map(|one| one.mail.kind).collect();
        assert_eq!(kinds, [MailKind::Request], "run {run}: Ana is mailed once");
    }
    assert!(holds!(
        database,
        "(SELECT count(*) FROM activity WHERE verb = 'requested') = 200 AND (SELECT uses FROM join_links) = 200"
    ));
}

async fn confirming_against_forgetting(database: &dyn Database) {
    let joining = joining(database).await;
    let other = database.open().await;
    for run in 0..RUNS {
        let asked_at = NOW.plus_days(run as i64 * 4);
        let link = joining.unconfirmed(&format!("p{run}@x.example"), asked_at).await;
        let end = asked_at.plus_days(3);
        let just_before = rollcall_domain::Timestamp::from_millis(end.as_millis() - 1);
        let (a, b) = (joining.store.clone(), other.clone());
        let a = tokio::spawn(async move { a.confirm_request(link, just_before).await.unwrap() });
        let b = tokio::spawn(async move { b.lapse_requests(NOW, end).await.unwrap() });
        let (confirmed, lapsed) = (a.await.unwrap(), b.await.unwrap());
        assert_eq!(lapsed, 0);
        // Either it was in time, or nothing of it is left: the clock of the workspace never goes back.
        let shown = joining.store.request_by_link(link, end).await.unwrap().map(|request| request.state);
        assert_eq!(shown, confirmed.then_some(RequestState::Pending), "run {run}");
        deliver(joining.store.as_ref(), end).await;
    }
}

async fn the_last_use_of_a_link_goes_to_one(database: &dyn Database) {
    let joining = under(database, JoinLinkTerms { most_uses: Some(1), ..JoinLinkTerms::default() }).await;
    let other = database.open().await;
    for run in 0..RUNS {
        let act = Act { now: NOW.plus_seconds(run as i64 * 200), ..joining.act };
        let links = [
            joining.unconfirmed(&format!("a{run}@x.example"), act.now).await,
            joining.unconfirmed(&format!("b{run}@x.example"), act.now).await,
        ];
        let [a, b] = confirm_both(&joining, &other, links, act).await;
        assert!(a != b, "run {run}");
        let uses = joining.store.join_link().await.unwrap().unwrap().uses;
        assert_eq!(uses as usize, run + 1);
        let more = JoinLinkTerms { most_uses: Some(uses + 1), ..JoinLinkTerms::default() };
        assert!(joining.store.change_join_link(joining.link, &more, act).await.unwrap());
        deliver(joining.store.as_ref(), act.now).await;
    }
    assert_eq!(joining.listed().await.total as usize, RUNS);
}
