//! Two administrators who decide at the same moment, in two programs.

use rollcall_app::{
    decide_requests::{Approval, BlockInput, DenyInput},
    ports::store::{MailKind, Preferences},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{Assignment, RequestNotices, RequestStatus, RoleId, Status};
use rollcall_testkit::TestApp;
use std::sync::Arc;

const RUNS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_decide_at_once_one_wins_and_the_other_reads_who_did_what_and_when() {
    let test = TestApp::acme().await;
    let bo = test.administrator_of("/", "bo@acme.example").await;
    let ana = test.administrator().await;
    for by in [&ana, &bo] {
        let quiet = Preferences { mail_requests: RequestNotices::Never, mail_answers: false };
        test.app.change_preferences(by, quiet).await.unwrap();
    }
    let link = test.share_link(&JoinLinkInput::default()).await;
    let addresses: Vec<String> = (0..RUNS).map(|n| format!("p{n}@d{n}.example")).collect();
    for address in &addresses {
        test.ask(&link, address).await;
    }
    let tokens = test.answer_asks().await;
    for token in tokens.values() {
        assert!(test.app.confirm_request(token).await.unwrap());
    }
    let assignment = Assignment { group: test.group("Sales").await, role: RoleId(2) };
    let other = Arc::new(test.another_program().await);
    let test = Arc::new(test);
    let rows = test.requests(&ana).await;
    assert_eq!(rows.len(), RUNS);
    let mut won = [0, 0];
    for row in rows {
        let approving = tokio::spawn({
            let (test, ana) = (Arc::clone(&test), ana.clone());
            async move { test.app.approve_requests(&ana, &[Approval { request: row.id, assignment }]).await.unwrap() }
        });
        let denying = tokio::spawn({
            let (other, bo) = (Arc::clone(&other), bo.clone());
            let input = DenyInput { requests: vec![row.id], words: "No".into(), block: Some(BlockInput::Domains) };
            async move { other.app.deny_requests(&bo, &input).await.unwrap() }
        });
        let (approved, denied) = (approving.await.unwrap(), denying.await.unwrap());
        assert_eq!(approved.done + denied.done, 1, "{approved:?} {denied:?}");
        let was_approved = approved.done == 1;
        won[usize::from(was_approved)] += 1;
        let (loser, words) = if was_approved {
            (denied, ["already approved", "Ana López", "21 November 2026 at 09:00 UTC"])
        } else {
            (approved, ["already denied", "bo@acme.example", "21 November 2026 at 09:00 UTC"])
        };
        let message = &loser.not_done[0].message;
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
        let status = test.user(&row.address).await.map(|user| user.status);
        assert_eq!(status, was_approved.then_some(Status::Active));
        let shown = test.app.show_request(&ana, row.id).await.unwrap();
        let expected = if was_approved { RequestStatus::Approved } else { RequestStatus::Denied };
        assert_eq!((shown.status, shown.words.is_some()), (expected, !was_approved));
        let mails = test.mails_to(&row.address).await;
        let said = if was_approved { MailKind::Approved } else { MailKind::Denied };
        let kinds: Vec<_> = mails.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [MailKind::Confirm, said]);
    }
    let blocked = test.app.list_blocks(&ana).await.unwrap();
    assert_eq!(blocked.len(), won[0], "whoever came too late has blocked nobody");
}
