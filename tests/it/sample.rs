//! The sample account.

use rollcall_app::{
    list_requests::{RequestQuery, SuggestedBy},
    list_users::UserQuery,
};
use rollcall_domain::{CameBy, Status, UserState};
use rollcall_testkit::TestApp;

#[tokio::test]
async fn the_sample_account_shows_every_way_in_which_an_invitee_can_stand() {
    let test = TestApp::empty().await;
    test.app.create_sample().await.unwrap();
    let by = test.administrator().await;
    let page = test.app.list_users(&by, &UserQuery { limit: 500, ..UserQuery::default() }).await.unwrap();
    assert_eq!((page.total, page.users.len()), (242, 242));
    for status in Status::ALL {
        assert!(page.counts.of(status) > 0, "nobody is {status:?}: {:?}", page.counts);
    }
    assert!(page.counts.undelivered > 0);
    assert!(
        page.users.iter().all(|user| user.joined_at.is_none_or(|at| at <= TestApp::START)),
        "nothing lies in the future"
    );
}

#[tokio::test]
async fn the_sample_account_shows_every_way_in_which_a_request_can_stand() {
    let test = TestApp::empty().await;
    test.app.create_sample().await.unwrap();
    let by = test.administrator().await;
    let link = test.app.join_link(&by).await.unwrap().unwrap();
    assert!(link.is_on && link.uses > 0 && !link.terms.welcome.is_empty());
    let query = RequestQuery { limit: 100, ..RequestQuery::default() };
    let page = test.app.list_requests(&by, &query).await.unwrap();
    let counts = page.counts;
    for (status, number) in [
        ("pending", counts.pending),
        ("ageing", counts.ageing),
        ("approved", counts.approved),
        ("denied", counts.denied),
        ("withdrawn", counts.withdrawn),
        ("lapsed", counts.lapsed),
    ] {
        assert!(number > 0, "none is {status}");
    }
    assert!(
        page.requests.iter().all(|row| row.confirmed_at <= TestApp::START && row.decided_at <= Some(TestApp::START))
    );
    let waiting = || page.requests.iter().filter(|row| row.lapses_at.is_some());
    assert!(waiting().any(|row| row.domain_known && row.suggested_by == Some(SuggestedBy::Domain)));
    assert!(waiting().any(|row| row.user_state == Some(UserState::Removed)));
    let users = test.app.list_users(&by, &UserQuery { limit: 500, ..UserQuery::default() }).await.unwrap().users;
    assert!(users.iter().any(|user| user.came_by == CameBy::Link && user.status == Status::Active));
}

#[tokio::test]
async fn no_mail_of_the_sample_account_leaves() {
    let test = TestApp::empty().await;
    test.app.create_sample().await.unwrap();
    assert_eq!(test.app.remind_invitees().await.unwrap(), 0, "the reminders of the past were sent in the past");
    assert_eq!((test.app.tend_requests().await.unwrap(), test.app.next_ask_due().await.unwrap()), (0, None));
    assert_eq!(test.app.deliver_mail().await.unwrap(), rollcall_app::deliver_mail::Round::default());
    assert!(!test.folder().join("mails").exists());
}
