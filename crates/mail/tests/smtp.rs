//! Mail to a server: every outcome, with a real server that does it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{
    every_mail, mail, report,
    servers::{IMPATIENT, PATIENT, letter, plain, postbox, route, servers, try_open},
    test_mail,
};
use rollcall_app::{
    ports::{Post as _, SendOutcome, mail::RouteProblem},
    settings::{MailRoute, SmtpSecurity},
};
use rollcall_domain::Language;
use rollcall_mail::{Postbox, message_bytes};
use rollcall_testkit::smtp::{Offer, Security, SmtpServer, Stage, Whim};

fn account() -> (String, String) {
    ("rollcall@example.org".to_owned(), "pässwörd \"x\"".to_owned())
}

#[tokio::test]
async fn every_mail_arrives_as_it_was_written_on_one_connection() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        let mails = every_mail();
        for mail in &mails {
            let outcome = courier.send(mail).await;
            assert!(
                matches!(&outcome, SendOutcome::Sent(words) if words.starts_with("250 2.0.0 queued")),
                "{outcome:?}"
            );
        }
        courier.close().await;
        let received = server.wait_for(mails.len()).await;
        assert_eq!(server.connections(), 1);
        for (mail, received) in mails.iter().zip(received) {
            assert_eq!(received.defects, Vec::<String>::new());
            assert_eq!(received.from, "rollcall@xn--bcher-kva.example");
            assert_eq!(received.to, ["Zoe.Unal+shop@example.net"]);
            assert_eq!(received.bytes.trim_ascii_end(), message_bytes(mail).unwrap().trim_ascii_end());
        }
        assert_eq!(server.commands().last().unwrap(), "QUIT");
    }
}

#[tokio::test]
async fn a_refused_recipient_fails_in_the_servers_words_and_the_next_mail_goes_on() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        server.behave_times(
            Whim::Reply(Stage::Recipient, "550-5.1.1 no such\r\n550 5.1.1 user \u{1b}[31mhere".into()),
            1,
        );
        assert_eq!(courier.send(&letter(1)).await, SendOutcome::Failed("550 5.1.1 no such user [31mhere".to_owned()));
        assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
        assert_eq!((server.received().len(), server.connections()), (1, 1));
        assert!(server.commands().contains(&"RSET".to_owned()));
    }
}

#[tokio::test]
async fn a_mail_for_nobody_that_the_server_waits_for_is_not_sent() {
    let server = SmtpServer::start(Offer::default()).await;
    let mut courier = plain(&server).await;
    server.behave_times(Whim::Reply(Stage::Recipient, "550 5.1.1 no such user".into()), 1);
    server.behave_times(Whim::Reply(Stage::Data, "354 go on".into()), 1);
    assert_eq!(courier.send(&letter(1)).await, SendOutcome::Failed("550 5.1.1 no such user".to_owned()));
    assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
    let received = server.received();
    assert_eq!((received.len(), server.connections()), (1, 1));
    assert_eq!(received[0].bytes.trim_ascii_end(), message_bytes(&letter(2)).unwrap().trim_ascii_end());
}

#[tokio::test]
async fn four_is_later_and_five_is_never_wherever_it_is_said() {
    for stage in [Stage::Mail, Stage::Recipient, Stage::Data, Stage::FinalDot] {
        for server in servers().await {
            let mut courier = plain(&server).await;
            server.behave_times(Whim::Reply(stage, "452 4.3.1 no room".into()), 1);
            server.behave_times(Whim::Reply(stage, "554 5.7.1 spam".into()), 1);
            assert_eq!(courier.send(&letter(1)).await, SendOutcome::Deferred("452 4.3.1 no room".into()), "{stage:?}");
            assert_eq!(courier.send(&letter(2)).await, SendOutcome::Failed("554 5.7.1 spam".into()), "{stage:?}");
            assert!(matches!(courier.send(&letter(3)).await, SendOutcome::Sent(_)), "{stage:?}");
            assert_eq!((server.received().len(), server.connections()), (1, 1), "{stage:?}");
        }
    }
}

#[tokio::test]
async fn greylisting_defers_the_first_try_only() {
    let server = SmtpServer::start(Offer::default()).await;
    server.behave(Whim::Greylist);
    let mut courier = plain(&server).await;
    let outcome = courier.send(&letter(1)).await;
    assert!(
        matches!(&outcome, SendOutcome::Deferred(words) if words.starts_with("451 4.7.1 greylisted")),
        "{outcome:?}"
    );
    assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Sent(_)));
}

#[tokio::test]
async fn a_server_that_says_421_gets_the_next_mail_on_a_new_connection() {
    for stage in [Stage::Recipient, Stage::Data, Stage::FinalDot] {
        for server in servers().await {
            let mut courier = plain(&server).await;
            server.behave_times(Whim::Reply(stage, "421 4.3.2 closing".into()), 1);
            assert_eq!(courier.send(&letter(1)).await, SendOutcome::Deferred("421 4.3.2 closing".into()), "{stage:?}");
            assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)), "{stage:?}");
            assert_eq!((server.received().len(), server.connections()), (1, 2), "{stage:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_says_good_bye_before_it_has_heard_of_a_mail_is_called_again_at_once() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Sent(_)));
        server.behave_times(Whim::Reply(Stage::Mail, "421 4.4.2 idle for too long".into()), 1);
        assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
        assert_eq!((server.received().len(), server.connections()), (2, 2));
        server.behave(Whim::Reply(Stage::Mail, "421 4.3.2 closing".into()));
        assert_eq!(courier.send(&letter(3)).await, SendOutcome::Deferred("421 4.3.2 closing".into()));
        assert_eq!(server.connections(), 3, "but once only");
    }
}

#[tokio::test]
async fn a_connection_that_ends_before_the_last_line_defers_the_mail() {
    for stage in [Stage::Recipient, Stage::Data] {
        let [pipelining, one_by_one] = servers().await;
        for server in [one_by_one, pipelining] {
            let mut courier = plain(&server).await;
            server.behave_times(Whim::HangUp(stage), 1);
            let outcome = courier.send(&letter(1)).await;
            assert!(matches!(outcome, SendOutcome::Deferred(_)), "{stage:?} {outcome:?}");
            assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
            assert_eq!(server.connections(), 2);
        }
    }
}

#[tokio::test]
async fn a_connection_that_ends_in_the_middle_of_a_message_defers_it() {
    let server = SmtpServer::start(Offer::default()).await;
    let mut courier = plain(&server).await;
    server.behave_times(Whim::HangUp(Stage::Message), 1);
    let mut large = mail(1, "Ana", &report("users.xlsx"), Language::En);
    // More than the buffers of both sides hold, so that the end cannot have been written.
    large.attachment = Some(("report.xlsx".to_owned(), vec![7; 40_000_000]));
    let outcome = courier.send(&large).await;
    assert!(matches!(outcome, SendOutcome::Deferred(_)), "{outcome:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_connection_that_ends_after_the_last_line_leaves_it_uncertain_and_is_not_tried_again() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        server.behave_times(Whim::HangUp(Stage::FinalDot), 1);
        let outcome = courier.send(&letter(1)).await;
        assert!(matches!(outcome, SendOutcome::Uncertain(_)), "{outcome:?}");
        assert_eq!(server.wait_for(1).await.len(), 1, "the server has it, once");
        assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
        assert_eq!((server.received().len(), server.connections()), (2, 2));
    }
}

#[tokio::test]
async fn a_server_that_hung_up_between_two_mails_is_called_again_at_once() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Sent(_)));
        server.behave_times(Whim::HangUp(Stage::Mail), 1);
        assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
        assert_eq!((server.received().len(), server.connections()), (2, 2));
        server.behave(Whim::HangUp(Stage::Mail));
        let outcome = courier.send(&letter(3)).await;
        assert!(matches!(outcome, SendOutcome::Deferred(_)), "{outcome:?}");
        assert_eq!(server.connections(), 3, "but once only");
    }
}

#[tokio::test]
async fn a_server_that_stalls_is_waited_for_no_longer_than_the_limit() {
    for (stage, uncertain) in [(Stage::Mail, false), (Stage::Data, false), (Stage::FinalDot, true)] {
        let server = SmtpServer::start(Offer::default()).await;
        let mut courier = postbox(&server, IMPATIENT)
            .open(&route(&server, SmtpSecurity::Plain, None), None)
            .await
            .expect("a connection");
        server.behave(Whim::Stall(stage));
        let outcome = courier.send(&letter(1)).await;
        assert_eq!(matches!(outcome, SendOutcome::Uncertain(_)), uncertain, "{stage:?} {outcome:?}");
        assert_eq!(matches!(outcome, SendOutcome::Deferred(_)), !uncertain, "{stage:?} {outcome:?}");
    }
    for stage in [Stage::Greeting, Stage::Hello] {
        let server = SmtpServer::start(Offer::default()).await;
        server.behave(Whim::Stall(stage));
        let opened = postbox(&server, IMPATIENT).open(&route(&server, SmtpSecurity::Plain, None), None).await;
        assert!(matches!(opened.err(), Some(RouteProblem::Unreachable(words)) if words.contains("0.4 seconds")));
    }
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_again_is_lost_for_every_mail_and_said_to_be() {
    let server = SmtpServer::start(Offer::default()).await;
    let way = route(&server, SmtpSecurity::Plain, None);
    let mut courier = postbox(&server, IMPATIENT).open(&way, None).await.expect("a connection");
    server.behave(Whim::Stall(Stage::Mail));
    assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Deferred(_)));
    server.behave(Whim::Stall(Stage::Greeting));
    let outcome = courier.send(&letter(2)).await;
    assert!(
        matches!(&outcome, SendOutcome::RouteLost(RouteProblem::Unreachable(words)) if words.contains("0.4 seconds")),
        "{outcome:?}"
    );
    server.behave_well();
    assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)), "it may come back");
}

#[tokio::test]
async fn tls_and_starttls_carry_mails_and_the_password() {
    let ways = [(Security::Tls, SmtpSecurity::Tls), (Security::StartTls, SmtpSecurity::StartTls)];
    for (offered, wanted) in ways {
        let server = SmtpServer::start(Offer { security: offered, account: Some(account()), ..Offer::default() }).await;
        let (user, password) = account();
        let route = route(&server, wanted, Some(&user));
        let mut courier = postbox(&server, PATIENT).open(&route, Some(&password)).await.expect("a safe connection");
        assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Sent(_)));
        courier.close().await;
        let received = server.received();
        assert!(received[0].secure);
        assert_eq!(received[0].user, Some(user));
        assert_eq!(received[0].defects, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_server_is_known_by_its_name_too() {
    let server = SmtpServer::start(Offer { security: Security::Tls, ..Offer::default() }).await;
    let route = |host: &str| MailRoute::Smtp {
        host: host.to_owned(),
        port: server.port(),
        security: SmtpSecurity::Tls,
        user: None,
    };
    let mut courier = postbox(&server, PATIENT).open(&route("localhost"), None).await.expect("a connection");
    assert!(matches!(courier.send(&letter(1)).await, SendOutcome::Sent(_)));
    let odd = postbox(&server, PATIENT).open(&route("no name\r\n"), None).await;
    assert!(matches!(odd.err(), Some(RouteProblem::Unreachable(words)) if !words.contains('\r')));
}

#[tokio::test]
async fn without_starttls_nothing_is_said_that_is_worth_hearing() {
    let server = SmtpServer::start(Offer { account: Some(account()), ..Offer::default() }).await;
    let (user, password) = account();
    let route = route(&server, SmtpSecurity::StartTls, Some(&user));
    let opened = postbox(&server, PATIENT).open(&route, Some(&password)).await;
    assert!(matches!(opened.err(), Some(RouteProblem::NotSecure(words)) if words.contains("STARTTLS")));
    assert_eq!(server.auth_bytes(), 0);
    assert!(server.commands().iter().all(|command| command.starts_with("EHLO")), "{:?}", server.commands());
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    for (offered, wanted) in [(Security::Tls, SmtpSecurity::Tls), (Security::StartTls, SmtpSecurity::StartTls)] {
        let server = SmtpServer::start(Offer { security: offered, account: Some(account()), ..Offer::default() }).await;
        let (user, password) = account();
        let route = route(&server, wanted, Some(&user));
        let opened = Postbox::new("unused".into()).open(&route, Some(&password)).await;
        assert!(matches!(opened.err(), Some(RouteProblem::NotSecure(_))));
        assert_eq!(server.auth_bytes(), 0);
    }
}

#[tokio::test]
async fn a_good_certificate_for_another_name_is_refused() {
    let certificate_for = vec!["other.example".to_owned()];
    let offer = Offer { security: Security::Tls, certificate_for, ..Offer::default() };
    let server = SmtpServer::start(offer).await;
    let opened = try_open(&server, SmtpSecurity::Tls).await;
    assert!(matches!(opened.err(), Some(RouteProblem::NotSecure(words)) if words.contains("not valid for name")));
}

#[tokio::test]
async fn an_answer_slipped_in_before_tls_is_not_believed() {
    let server = SmtpServer::start(Offer { security: Security::StartTlsWithInjection, ..Offer::default() }).await;
    let opened = try_open(&server, SmtpSecurity::StartTls).await;
    assert!(matches!(opened.err(), Some(RouteProblem::NotSecure(_))));
}

#[tokio::test]
async fn a_server_without_tls_where_tls_is_wanted_is_not_safe() {
    let server = SmtpServer::start(Offer::default()).await;
    assert!(matches!(try_open(&server, SmtpSecurity::Tls).await.err(), Some(RouteProblem::NotSecure(_))));
}

#[tokio::test]
async fn plain_mail_stays_on_this_computer() {
    // TEST-NET-1 (RFC 5737): nobody is there, and nobody is asked.
    let far = MailRoute::Smtp { host: "192.0.2.1".into(), port: 25, security: SmtpSecurity::Plain, user: None };
    let opened = Postbox::new("unused".into()).open(&far, None).await;
    assert!(matches!(opened.err(), Some(RouteProblem::NotSecure(words)) if words.contains("192.0.2.1")));
}

#[tokio::test]
async fn a_wrong_or_missing_password_is_told_at_once() {
    let server = SmtpServer::start(Offer { account: Some(account()), ..Offer::default() }).await;
    let route = route(&server, SmtpSecurity::Plain, Some("rollcall@example.org"));
    let wrong = postbox(&server, PATIENT).open(&route, Some("wrong")).await;
    assert!(matches!(wrong.err(), Some(RouteProblem::NotAccepted(words)) if words.contains("535 5.7.8")));
    let missing = postbox(&server, PATIENT).open(&route, None).await;
    assert!(matches!(missing.err(), Some(RouteProblem::NotAccepted(_))));
    server.behave_times(Whim::Reply(Stage::Auth, "454 4.7.0 not now".into()), 1);
    let later = postbox(&server, PATIENT).open(&route, Some(&account().1)).await;
    assert!(matches!(later.err(), Some(RouteProblem::Unreachable(words)) if words.contains("454")));
    let open = SmtpServer::start(Offer::default()).await;
    let no_auth = MailRoute::Smtp {
        host: "127.0.0.1".into(),
        port: open.port(),
        security: SmtpSecurity::Plain,
        user: Some("ana".into()),
    };
    let unwanted = postbox(&open, PATIENT).open(&no_auth, Some("secret")).await;
    assert!(matches!(unwanted.err(), Some(RouteProblem::NotAccepted(_))));
    assert_eq!(open.auth_bytes(), 0);
}

#[tokio::test]
async fn a_server_that_is_not_there_or_not_ready_cannot_be_reached() {
    let server = SmtpServer::start(Offer::default()).await;
    for (stage, words) in [(Stage::Greeting, "554 5.3.2 go away"), (Stage::Hello, "421 4.3.2 too busy")] {
        server.behave_times(Whim::Reply(stage, words.to_owned()), 1);
        let opened = try_open(&server, SmtpSecurity::Plain).await;
        assert_eq!(opened.err(), Some(RouteProblem::Unreachable(words.to_owned())));
    }
    let port = server.port();
    drop(server);
    let gone = MailRoute::Smtp { host: "127.0.0.1".into(), port, security: SmtpSecurity::Plain, user: None };
    // The listening task ends when it is next polled.
    tokio::task::yield_now().await;
    let opened = Postbox::new("unused".into()).open(&gone, None).await;
    assert!(matches!(opened.err(), Some(RouteProblem::Unreachable(_))));
}

#[tokio::test]
async fn a_mail_that_no_server_could_take_fails_without_a_word_to_it() {
    let server = SmtpServer::start(Offer::default()).await;
    let mut courier = plain(&server).await;
    let mut bad = mail(1, "Ana", &test_mail(), Language::En);
    bad.message_id = "not one".to_owned();
    assert!(matches!(courier.send(&bad).await, SendOutcome::Failed(_)));
    assert!(server.commands().iter().all(|command| command.starts_with("EHLO")));
}
