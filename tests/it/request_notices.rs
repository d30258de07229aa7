//! Which administrator is mailed of requests, and when.

use rollcall_app::{
    Permit,
    ports::store::{MailKind, Preferences},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{DeliveryState, RequestNotices};
use rollcall_testkit::TestApp;

const ANA: &str = "ana@acme.example";

async fn acme(mail_requests: RequestNotices) -> (TestApp, Permit, String) {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let wanted = Preferences { mail_requests, ..test.app.preferences(&by).await.unwrap() };
    test.app.change_preferences(&by, wanted).await.unwrap();
    let link = test.share_link(&JoinLinkInput::default()).await;
    (test, by, link)
}

/// What Ana was told: which kinds of mail that have left, oldest first.
async fn told(test: &TestApp) -> Vec<MailKind> {
    test.app.deliver_mail().await.unwrap();
    let mails = test.mails_to(ANA).await.into_iter();
    mails.filter(|(_, mail)| mail.row.state == DeliveryState::Sent).map(|(kind, _)| kind).collect()
}

#[tokio::test]
async fn each_request_is_told_of_as_it_comes_unless_something_else_is_wanted() {
    let (test, _, link) = acme(RequestNotices::default()).await;
    for n in 0..2 {
        test.requested(&link, &format!("p{n}@example.net")).await;
    }
    assert_eq!(told(&test).await, [MailKind::Request; 2]);
    test.clock.pass_days(2);
    assert_eq!(test.app.tend_requests().await.unwrap(), 0, "there is no second mail about them");
}

#[tokio::test]
async fn nobody_is_told_of_what_was_decided_before_the_mail_could_leave() {
    let (test, _, link) = acme(RequestNotices::Each).await;
    let (request, _) = test.requested(&link, "zoe@example.net").await;
    test.deny(request, "").await;
    assert!(told(&test).await.is_empty());
}

#[tokio::test]
async fn whoever_wants_none_is_told_of_none() {
    let (test, by, link) = acme(RequestNotices::Never).await;
    test.requested(&link, "zoe@example.net").await;
    test.clock.pass_days(3);
    assert_eq!(test.app.tend_requests().await.unwrap(), 0);
    assert!(told(&test).await.is_empty());
    assert_eq!(test.requests(&by).await.len(), 1, "the list shows it");
}

#[tokio::test]
async fn whoever_wants_them_once_a_day_reads_once_a_day_who_waits() {
    let (test, _, link) = acme(RequestNotices::Daily).await;
    for n in 0..2 {
        test.requested(&link, &format!("p{n}@example.net")).await;
    }
    assert_eq!((test.app.tend_requests().await.unwrap(), told(&test).await), (1, vec![MailKind::Requests]));
    test.clock.pass_seconds(60);
    test.requested(&link, "p2@example.net").await;
    for (seconds, mails) in [(86_339, 0), (1, 1), (86_400, 0)] {
        test.clock.pass_seconds(seconds);
        assert_eq!(test.app.tend_requests().await.unwrap(), mails, "after {seconds} seconds more");
    }
    assert_eq!(told(&test).await, [MailKind::Requests; 2]);
    let mails = test.mails_to(ANA).await;
    let [first, second] = [&mails[0].1.text, &mails[1].1.text];
    assert!(first.contains("p0@example.net") && first.contains("p1@example.net") && !first.contains("p2@"), "{first}");
    assert!((0..3).all(|n| second.contains(&format!("p{n}@example.net"))), "all who wait: {second}");
    let key = test.app.account_key().await.unwrap();
    assert!(second.contains(&format!("rollcall://open/{key}/requests")), "{second}");

    // Decided, the mail still reads as it did when it left.
    for row in test.requests(&test.administrator().await).await {
        test.clock.pass_seconds(1);
        test.deny(row.id, "").await;
    }
    assert_eq!(&test.mails_to(ANA).await[1].1.text, second);
}

#[tokio::test]
async fn a_mail_about_a_day_does_not_leave_when_nobody_waits_any_more() {
    let (test, _, link) = acme(RequestNotices::Daily).await;
    let (request, token) = test.requested(&link, "zoe@example.net").await;
    assert_eq!(test.app.tend_requests().await.unwrap(), 1);
    assert!(test.app.withdraw_request(&token).await.unwrap());
    assert_eq!(test.request("zoe@example.net").await.id, request);
    assert!(told(&test).await.is_empty());
}
