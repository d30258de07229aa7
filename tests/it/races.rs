//! Two at the same moment: one wins, the other learns of it, and the record says it once.

use rollcall_app::{
    App, Permit, act_on_invitations::InvitationSelection, ports::store::Verb, record_answer::RecordedAnswer,
};
use rollcall_domain::{InvitationId, Status, UserId, UserState, invitation::Answer};
use rollcall_testkit::TestApp;
use std::{collections::HashMap, sync::Arc};

const RUNS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Accept,
    Decline,
    Record,
    Resend,
    Cancel,
    Remove,
}

/// What must be there to do any of the acts.
#[derive(Clone)]
struct Target {
    user: UserId,
    invitation: InvitationId,
    link: String,
}

/// Does it, and says whether it was done.
async fn act(app: &App, by: &Permit, what: Act, target: &Target) -> bool {
    let this = InvitationSelection::These { invitations: vec![target.invitation] };
    match what {
        Act::Accept => app.answer_invitation(&target.link, Answer::Accept, None, None).await.unwrap().is_some(),
        Act::Decline => app.answer_invitation(&target.link, Answer::Decline, None, None).await.unwrap().is_some(),
        Act::Record => {
            let recorded = RecordedAnswer { answer: Answer::Accept, name: String::new(), note: String::new() };
            app.record_answer(by, target.invitation, &recorded).await.is_ok()
        }
        Act::Resend => app.resend(by, &this).await.unwrap().done == 1,
        Act::Cancel => app.cancel(by, &this).await.unwrap().done == 1,
        Act::Remove => app.remove_users(by, &[(target.user, UserState::Invited)], "").await.unwrap().users.len() == 1,
    }
}

/// Whether the second can be done rightly after the first: no race then, but one after the other.
fn goes_with(first: Act, second: Act) -> bool {
    use Act::{Cancel, Decline, Remove, Resend};
    matches!((first, second), (Resend, Cancel | Remove) | (Cancel | Decline, Remove))
}

fn tells(verb: Verb) -> bool {
    use Verb::{AcceptanceRecorded, Accepted, Cancelled, Declined, Removed, Resent};
    matches!(verb, AcceptanceRecorded | Accepted | Cancelled | Declined | Removed | Resent)
}

async fn race(one: Act, two: Act) {
    let test = TestApp::acme().await;
    let rows: Vec<String> = (0..RUNS).map(|n| format!("p{n}@example.net,,Sales,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let links = test.deliver_to_folder().await;
    let invitations = test.all_invitations().await;
    // Behind the cool-down of resending.
    test.clock.set(TestApp::START.plus_seconds(3600));
    let other = test.another_program().await;
    other.clock.set(TestApp::START.plus_seconds(3600));
    let users: HashMap<String, UserId> = test.all_users().await;
    let by = test.administrator().await;
    let (test, other) = (Arc::new(test), Arc::new(other));
    for (address, link) in links {
        let target = Target { user: users[&address], invitation: invitations[&address], link };
        let first = tokio::spawn({
            let (test, by, target) = (Arc::clone(&test), by.clone(), target.clone());
            async move { act(&test.app, &by, one, &target).await }
        });
        let second = tokio::spawn({
            let (other, by, target) = (Arc::clone(&other), by.clone(), target.clone());
            async move { act(&other.app, &by, two, &target).await }
        });
        let won = [first.await.unwrap(), second.await.unwrap()];
        let winners = won.iter().filter(|won| **won).count();
        let most = if goes_with(one, two) || goes_with(two, one) { 2 } else { 1 };
        assert!((1..=most).contains(&winners), "{one:?} against {two:?}: {won:?}");
        let details = test.app.show_user(&by, target.user).await.unwrap();
        let told = details.history.iter().filter(|entry| tells(entry.verb)).count();
        assert_eq!(told, winners, "{one:?} against {two:?}: one row for each that was done: {:?}", details.history);
        let joined =
            [(one, won[0]), (two, won[1])].iter().any(|(act, won)| *won && matches!(act, Act::Accept | Act::Record));
        assert_eq!(details.row.status == Status::Active, joined, "{one:?} against {two:?}");
    }
}

macro_rules! races {
    ($($name:ident: $one:ident $two:ident;)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                race(Act::$one, Act::$two).await;
            }
        )*
    };
}

races! {
    accept_against_accept: Accept Accept;
    accept_against_decline: Accept Decline;
    accept_against_a_recorded_acceptance: Accept Record;
    accept_against_resend: Accept Resend;
    accept_against_cancel: Accept Cancel;
    accept_against_remove: Accept Remove;
    resend_against_resend: Resend Resend;
    resend_against_cancel: Resend Cancel;
    resend_against_remove: Resend Remove;
    cancel_against_cancel: Cancel Cancel;
    cancel_against_remove: Cancel Remove;
    remove_against_remove: Remove Remove;
}

#[tokio::test]
async fn three_administrators_who_remove_each_other_leave_one() {
    for _ in 0..20 {
        let test = TestApp::acme().await;
        let by = test.administrator().await;
        let options = rollcall_domain::import::Options { allow_administrators: true, create_groups: false };
        let rows = ["bo@acme.example,Bo,/,Administrator", "cy@acme.example,Cy,/,Administrator"];
        let check = test.check(&rows, options).await.unwrap();
        test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
        // Asked while Ana is the only one who acts.
        let all = test.all_users().await;
        for link in test.deliver_to_folder().await.into_values() {
            test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
        }
        let other = test.another_program().await;
        let seen = |address: &str| [(all[address], UserState::Active)];
        let (ana, bo, cy) = (seen("ana@acme.example"), seen("bo@acme.example"), seen("cy@acme.example"));
        let (one, two, three) = tokio::join!(
            test.app.remove_users(&by, &ana, ""),
            other.app.remove_users(&by, &bo, ""),
            test.app.remove_users(&by, &cy, ""),
        );
        let refused = [&one, &two, &three].into_iter().filter(|result| result.is_err()).count();
        assert_eq!(refused, 1, "{one:?} {two:?} {three:?}");
        assert_eq!(test.app.administrators().await.unwrap().len(), 1);
    }
}
