//! The life of an invitation, at the edges of its time and in races.

use futures::future::join_all;
use rollcall_app::ports::store::Verb;
use rollcall_domain::{PersonName, Status, invitation::Answer};
use rollcall_testkit::TestApp;

async fn invited() -> (TestApp, String) {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    let token = test.deliver_to_folder().await.remove("zoe@example.net").unwrap();
    (test, token)
}

async fn status(test: &TestApp) -> Status {
    test.user("zoe@example.net").await.unwrap().status
}

#[tokio::test]
async fn the_ninety_days_begin_when_the_mail_leaves_and_not_before() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.clock.pass_days(200);
    assert_eq!(status(&test).await, Status::Pending, "an invitation prepared offline loses none of its time");
    test.deliver_to_folder().await;
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!(zoe.sent_at, Some(TestApp::START.plus_days(200)));
    assert_eq!(zoe.expires_at, Some(TestApp::START.plus_days(290)));
}

#[tokio::test]
async fn it_is_pending_expiring_and_expired_by_the_clock_alone() {
    let (test, token) = invited().await;
    for (seconds, expected) in [
        (0, Status::Pending),
        (76 * 86_400 - 1, Status::Pending),
        (76 * 86_400, Status::Expiring),
        (90 * 86_400 - 1, Status::Expiring),
        (90 * 86_400, Status::Expired),
    ] {
        test.clock.set(TestApp::START.plus_seconds(seconds));
        assert_eq!(status(&test).await, expected, "after {seconds} s");
        assert_eq!(test.app.open_invitation(&token).await.unwrap().is_some(), expected != Status::Expired);
    }
    let answer = test.app.answer_invitation(&token, Answer::Accept, None, None).await.unwrap();
    assert_eq!((answer, status(&test).await), (None, Status::Expired));
}

#[tokio::test]
async fn a_clock_set_back_does_not_bring_an_expired_invitation_back() {
    let (test, token) = invited().await;
    test.clock.pass_days(90);
    // A write lets the workspace see how late it is.
    test.import(&["bo@example.net,,Sales,Buyer"]).await;
    test.clock.set(TestApp::START);
    assert_eq!(status(&test).await, Status::Expired);
    assert!(test.app.open_invitation(&token).await.unwrap().is_none());
}

#[tokio::test]
async fn opening_the_page_changes_nothing_and_accepting_makes_active_once() {
    let (test, token) = invited().await;
    let before = test.user("zoe@example.net").await;
    for _ in 0..50 {
        let page = test.app.open_invitation(&token).await.unwrap().unwrap();
        assert_eq!(page.offered, [("Sales".to_owned(), "Buyer".to_owned())]);
        assert_eq!((page.invitation.account.as_str(), page.invitation.inviter_name.as_str()), ("Acme", "Ana López"));
    }
    assert_eq!(test.user("zoe@example.net").await, before);
    test.clock.pass_days(3);
    let name = PersonName::parse("Zoë Ünal").unwrap();
    assert!(test.app.answer_invitation(&token, Answer::Accept, Some(&name), None).await.unwrap().is_some());
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!((zoe.status, zoe.joined_at), (Status::Active, Some(TestApp::START.plus_days(3))));
    assert_eq!((zoe.name.as_deref(), zoe.assignments.len()), (Some("Zoë Ünal"), 1));
    for answer in [Answer::Accept, Answer::Decline] {
        assert_eq!(test.app.answer_invitation(&token, answer, None, None).await.unwrap(), None, "a used link is dead");
    }
    assert!(test.app.open_invitation(&token).await.unwrap().is_none());
}

#[tokio::test]
async fn a_declined_invitation_can_be_made_anew_and_offers_only_the_new_rows() {
    let (test, token) = invited().await;
    test.app.answer_invitation(&token, Answer::Decline, None, None).await.unwrap().unwrap();
    assert_eq!(status(&test).await, Status::Declined);
    test.import(&["zoe@example.net,,Marketing,Approver"]).await;
    assert_eq!(status(&test).await, Status::Pending);
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!((zoe.assignments.len(), zoe.assignments[0].group_path.as_str()), (1, "Marketing"));
    assert!(test.app.open_invitation(&token).await.unwrap().is_none(), "the old link stays dead for ever");
    let anew = test.deliver_to_folder().await;
    assert_ne!(anew.get("zoe@example.net"), Some(&token));
}

#[tokio::test]
async fn an_expired_invitation_is_sent_again_with_a_new_link_and_the_old_one_dies() {
    let (test, old) = invited().await;
    test.clock.pass_days(91);
    test.import(&["zoe@example.net,,Marketing,Approver"]).await;
    assert_eq!(status(&test).await, Status::Pending);
    assert_eq!(test.user("zoe@example.net").await.unwrap().assignments.len(), 2, "what was offered stays offered");
    let links = test.deliver_to_folder().await;
    assert!(test.app.open_invitation(&old).await.unwrap().is_none());
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!(zoe.expires_at, Some(TestApp::START.plus_days(91 + 90)));
    assert!(links.contains_key("zoe@example.net"));
}

#[tokio::test]
async fn of_many_who_press_at_once_one_joins_and_history_says_it_once() {
    let (test, token) = invited().await;
    let presses = (0..40).map(|i| {
        let answer = if i % 4 == 3 { Answer::Decline } else { Answer::Accept };
        test.app.answer_invitation(&token, answer, None, None)
    });
    let winners = join_all(presses).await.into_iter().filter(|answer| answer.as_ref().unwrap().is_some()).count();
    assert_eq!(winners, 1);
    let details = test.app.show_user(&test.administrator().await, test.id_of("zoe@example.net").await).await.unwrap();
    let answers = details.history.iter().filter(|entry| matches!(entry.verb, Verb::Accepted | Verb::Declined)).count();
    assert_eq!(answers, 1);
}

#[tokio::test]
async fn links_that_nobody_was_sent_open_nothing() {
    let (test, token) = invited().await;
    let other = |i: usize| format!("{}{}", &token[..42 - i % 40], "A".repeat(1 + i % 40));
    for link in (0..200).map(other).chain([String::new(), "..".into(), format!("{token}A"), token.to_uppercase()]) {
        if link != token {
            assert!(test.app.open_invitation(&link).await.unwrap().is_none(), "{link}");
        }
    }
}
