//! What leaves, to whom, how often, and what is kept of it.

use rollcall_app::{ErrorCode, list_mail::MailQuery};
use rollcall_domain::{DeliveryState, Status};
use rollcall_testkit::{
    TestApp, link_of,
    smtp::{Offer, SmtpServer, Whim},
};

#[tokio::test]
async fn each_invitee_gets_one_mail_with_a_link_of_their_own_and_the_administrator_the_report() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    test.send_to(&server).await;
    test.import(&[
        "zoe@example.net,Zoë,Sales,Buyer",
        "bo@example.net,Bo,Sales,Buyer",
        "zoe@example.net,Zoë,Finance,Buyer",
    ])
    .await;
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.failed + round.deferred + round.uncertain), (3, 0));
    let mails = server.received();
    let mut to: Vec<_> = mails.iter().flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["ana@acme.example", "bo@example.net", "zoe@example.net"]);
    assert!(
        mails.iter().all(|mail| mail.defects.is_empty()),
        "{:?}",
        mails.iter().map(|m| &m.defects).collect::<Vec<_>>()
    );
    let links: Vec<_> = mails.iter().filter_map(|mail| link_of(&mail.bytes)).collect();
    assert_eq!(links.len(), 2);
    assert_ne!(links[0].1, links[1].1);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 0, "nothing is sent twice");
}

#[tokio::test]
async fn no_link_is_kept_anywhere_in_the_workspace() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    test.send_to(&server).await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    test.app.deliver_mail().await.unwrap();
    let (_, token) = server.received().iter().find_map(|mail| link_of(&mail.bytes)).unwrap();
    for file in std::fs::read_dir(test.folder()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(token.len()).any(|window| window == token.as_bytes());
            assert!(!found, "the link stands in {}", path.display());
        }
    }
    let by = test.administrator().await;
    let mails = test.app.list_mail(&by, &MailQuery { limit: 10, ..MailQuery::default() }).await.unwrap();
    for mail in mails.mails {
        let shown = test.app.show_mail(&by, mail.id).await.unwrap();
        assert!(!shown.text.contains(&token) && !shown.html.contains(&token));
    }
}

#[tokio::test]
async fn a_server_that_says_never_is_shown_where_the_user_stands_and_not_asked_again() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    server.refuse_recipient("zoe@example.net", "550 5.1.1 No such mailbox");
    test.send_to(&server).await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer", "bo@example.net,Bo,Sales,Buyer"]).await;
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.failed), (2, 1));
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!((zoe.status, zoe.delivery, zoe.expires_at), (Status::Pending, Some(DeliveryState::Failed), None));
    let details = test.app.show_user(&test.administrator().await, zoe.id).await.unwrap();
    assert!(details.delivery_note.unwrap().contains("No such mailbox"));
    test.clock.pass_days(30);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 0);
}

#[tokio::test]
async fn a_server_that_says_later_gets_it_later_with_growing_pauses() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    server.refuse_recipient("zoe@example.net", "451 4.7.1 Greylisted");
    test.send_to(&server).await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    for (wait, deferred) in [(0, 1), (299, 0), (1, 1), (599, 0), (1, 1)] {
        test.clock.pass_seconds(wait);
        assert_eq!(test.app.deliver_mail().await.unwrap().deferred, deferred, "after {wait} s more");
    }
    server.behave_well();
    test.clock.pass_days(1);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 1);
    assert_eq!(test.user("zoe@example.net").await.unwrap().delivery, Some(DeliveryState::Sent));
}

#[tokio::test]
async fn a_connection_lost_behind_the_last_dot_is_uncertain_and_never_sent_again_by_itself() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    test.send_to(&server).await;
    server.behave_times(Whim::HangUp(rollcall_testkit::smtp::Stage::FinalDot), 1);
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.uncertain, round.sent), (1, 1));
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!(zoe.delivery, Some(DeliveryState::Uncertain));
    assert_eq!(zoe.expires_at, Some(TestApp::START.plus_days(90)), "it may be there, and says until when it is valid");
    test.clock.pass_days(30);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 0);
}

#[tokio::test]
async fn a_wrong_route_is_one_error_and_every_mail_waits_as_it_was() {
    let test = TestApp::acme().await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut settings = test.app.settings().await.unwrap();
    settings.set("mail.transport", Some(&format!("smtp://127.0.0.1:{closed}"))).unwrap();
    test.app.change_settings(&test.administrator().await, &settings).await.unwrap();
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let error = test.app.deliver_mail().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MailUnreachable);
    assert_eq!(test.store.mail_counts().await.unwrap(), [(DeliveryState::Queued, 2)]);
}

#[tokio::test]
async fn mails_that_were_being_sent_when_the_program_died_are_uncertain_when_their_lease_is_over() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let now = TestApp::START;
    let hash = rollcall_domain::TokenHash([7; 32]);
    test.store.claim_mails(1, now.plus_seconds(60), now, &|| hash).await.unwrap();
    let test = test.restart().await;
    test.clock.set(now.plus_seconds(59));
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 1, "the report; the other is somebody else's still");
    test.clock.set(now.plus_seconds(60));
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 0);
    assert_eq!(test.user("zoe@example.net").await.unwrap().delivery, Some(DeliveryState::Uncertain));
}

#[tokio::test]
async fn a_test_mail_goes_to_who_asks_by_settings_that_are_not_saved_yet() {
    let test = TestApp::acme().await;
    let server = SmtpServer::start(Offer::default()).await;
    let mut settings = test.app.settings().await.unwrap();
    settings.set("mail.transport", Some(&format!("smtp://127.0.0.1:{}", server.port()))).unwrap();
    test.app.send_test_mail(&test.administrator().await, &settings, None).await.unwrap();
    assert_eq!(server.received()[0].to, ["ana@acme.example"]);
    assert_eq!(test.app.settings().await.unwrap(), rollcall_app::Settings::default());
}
