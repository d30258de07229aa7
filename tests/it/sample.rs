//! The sample account.

use rollcall_app::list_users::UserQuery;
use rollcall_domain::Status;
use rollcall_testkit::TestApp;

#[tokio::test]
async fn the_sample_account_shows_every_way_in_which_an_invitee_can_stand() {
    let test = TestApp::empty().await;
    test.app.create_sample().await.unwrap();
    let by = test.administrator().await;
    let page = test.app.list_users(&by, &UserQuery { limit: 500, ..UserQuery::default() }).await.unwrap();
    assert_eq!((page.total, page.users.len()), (241, 241));
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
async fn no_mail_of_the_sample_account_leaves() {
    let test = TestApp::empty().await;
    test.app.create_sample().await.unwrap();
    assert_eq!(test.app.remind_invitees().await.unwrap(), 0, "the reminders of the past were sent in the past");
    assert_eq!(test.app.deliver_mail().await.unwrap(), rollcall_app::deliver_mail::Round::default());
    assert!(!test.folder().join("mails").exists());
}
