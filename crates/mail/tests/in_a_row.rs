//! Mails that are handed over one behind the other: each is introduced with the one before it (RFC 2920).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::servers::{IMPATIENT, PATIENT, letter, plain, postbox, route, servers};
use rollcall_app::{
    ports::{Courier, OutgoingMail, Post as _, SendOutcome},
    settings::SmtpSecurity,
};
use rollcall_mail::message_bytes;
use rollcall_testkit::smtp::{Offer, SmtpServer, Stage, Whim};
use std::sync::atomic::{AtomicBool, Ordering};

/// Hands letters over, each with the one behind it; says what became of them, and which were begun.
async fn in_a_row(courier: &mut dyn Courier, letters: &[OutgoingMail]) -> (Vec<SendOutcome>, Vec<bool>) {
    let (mut outcomes, mut begun) = (Vec::new(), Vec::new());
    for (at, letter) in letters.iter().enumerate() {
        let has_begun = AtomicBool::new(false);
        let begins = || !has_begun.swap(true, Ordering::SeqCst);
        outcomes.push(courier.hand_over(letter, letters.get(at + 1), &begins).await);
        begun.push(has_begun.into_inner());
    }
    (outcomes, begun)
}

fn kinds(outcomes: &[SendOutcome]) -> Vec<char> {
    let kind = |outcome: &SendOutcome| format!("{outcome:?}").chars().next().unwrap();
    outcomes.iter().map(kind).collect()
}

#[tokio::test]
async fn a_mail_is_introduced_with_the_one_before_it_where_the_server_takes_that() {
    let [pipelining, one_by_one] = servers().await;
    let letters: Vec<_> = (1..=4).map(letter).collect();
    for server in [&pipelining, &one_by_one] {
        let mut courier = plain(server).await;
        let (outcomes, begun) = in_a_row(courier.as_mut(), &letters).await;
        courier.close().await;
        assert_eq!((kinds(&outcomes), begun), (vec!['S'; 4], vec![true; 4]));
        let received = server.received();
        for (letter, received) in letters.iter().zip(&received) {
            assert_eq!(received.bytes.trim_ascii_end(), message_bytes(letter).unwrap().trim_ascii_end());
        }
        assert_eq!((received.len(), server.connections()), (4, 1));
        assert_eq!(server.commands().last().unwrap(), "QUIT");
    }
}

#[tokio::test]
async fn whatever_happens_to_a_mail_the_one_behind_it_is_sent_once() {
    let refused = |stage, words: &str| Whim::Reply(stage, words.to_owned());
    let cases = [
        (refused(Stage::Recipient, "550 5.1.1 nobody"), 'F', false),
        (refused(Stage::Data, "451 4.3.0 later"), 'D', false),
        (refused(Stage::FinalDot, "554 5.7.1 spam"), 'F', true),
        (refused(Stage::FinalDot, "421 4.3.2 closing"), 'D', true),
        (Whim::HangUp(Stage::Mail), 'S', true),
        (Whim::HangUp(Stage::Recipient), 'D', false),
        (Whim::HangUp(Stage::Data), 'D', false),
        (Whim::HangUp(Stage::FinalDot), 'U', true),
    ];
    for (whim, expected, begins) in cases {
        for server in servers().await {
            // The second of four meets it.
            let letters: Vec<_> = (1..=4).map(letter).collect();
            let mut courier = plain(&server).await;
            let (first, _) = in_a_row(courier.as_mut(), &letters[..1]).await;
            server.behave_times(whim.clone(), 1);
            let (outcomes, begun) = in_a_row(courier.as_mut(), &letters[1..]).await;
            assert_eq!(kinds(&[first, outcomes].concat()), ['S', expected, 'S', 'S'], "{whim:?}");
            assert_eq!(begun, [begins, true, true], "{whim:?}");
            let ids = |mails: &[OutgoingMail]| mails.iter().map(|mail| mail.message_id.clone()).collect::<Vec<_>>();
            let mut received: Vec<_> = server.received().iter().map(|mail| id_of(&mail.bytes)).collect();
            if matches!(expected, 'F' | 'D') {
                assert!(!received.contains(&letters[1].message_id), "{whim:?}");
                received.insert(1, letters[1].message_id.clone());
            }
            assert_eq!(received, ids(&letters), "each once, {whim:?}");
        }
    }
}

#[tokio::test]
async fn a_mail_that_was_introduced_meets_what_any_other_meets() {
    let refused = |stage, words: &str| Whim::Reply(stage, words.to_owned());
    let cases = [
        (refused(Stage::Mail, "452 4.3.1 no room"), 'D'),
        (refused(Stage::Mail, "421 4.7.0 that is enough for one connection"), 'S'),
        (refused(Stage::Recipient, "550 5.1.1 nobody"), 'F'),
        (refused(Stage::Recipient, "421 4.3.2 closing"), 'D'),
        (refused(Stage::Data, "451 4.3.0 later"), 'D'),
        (Whim::HangUp(Stage::Mail), 'S'),
        (Whim::HangUp(Stage::Recipient), 'D'),
        (Whim::HangUp(Stage::Data), 'D'),
        (Whim::Stall(Stage::Data), 'D'),
    ];
    for (whim, expected) in cases {
        let server = SmtpServer::start(Offer::default()).await;
        let limits = if matches!(whim, Whim::Stall(_)) { IMPATIENT } else { PATIENT };
        let mut courier =
            postbox(&server, limits).open(&route(&server, SmtpSecurity::Plain, None), None).await.unwrap();
        let letters: Vec<_> = (1..=3).map(letter).collect();
        // The server has answered the first mail's commands then, and not heard those of the second.
        let begins = || {
            server.behave_times(whim.clone(), 1);
            true
        };
        let first = courier.hand_over(&letters[0], Some(&letters[1]), &begins).await;
        let (others, _) = in_a_row(courier.as_mut(), &letters[1..]).await;
        assert_eq!(kinds(&[vec![first], others].concat()), ['S', expected, 'S'], "{whim:?}");
        let received: Vec<_> = server.received().iter().map(|mail| id_of(&mail.bytes)).collect();
        let mut ids: Vec<_> = letters.iter().map(|mail| mail.message_id.clone()).collect();
        if expected != 'S' {
            ids.remove(1);
        }
        assert_eq!(received, ids, "each once, {whim:?}");
    }
}

#[tokio::test]
async fn a_mail_that_was_introduced_and_does_not_come_leaves_nothing_behind() {
    let server = SmtpServer::start(Offer::default()).await;
    let mut courier = plain(&server).await;
    let letters: Vec<_> = (1..=3).map(letter).collect();
    assert!(matches!(courier.hand_over(&letters[0], Some(&letters[1]), &|| true).await, SendOutcome::Sent(_)));
    // Another comes instead.
    assert!(matches!(courier.hand_over(&letters[2], Some(&letters[1]), &|| true).await, SendOutcome::Sent(_)));
    courier.close().await;
    let received: Vec<_> = server.received().iter().map(|mail| id_of(&mail.bytes)).collect();
    assert_eq!(received, [letters[0].message_id.clone(), letters[2].message_id.clone()]);
}

#[tokio::test]
async fn a_mail_that_may_not_begin_is_not_handed_over() {
    for server in servers().await {
        let mut courier = plain(&server).await;
        assert_eq!(courier.hand_over(&letter(1), None, &|| false).await, SendOutcome::Held);
        assert!(matches!(courier.send(&letter(2)).await, SendOutcome::Sent(_)));
        let received: Vec<_> = server.received().iter().map(|mail| id_of(&mail.bytes)).collect();
        assert_eq!(received, [letter(2).message_id]);
    }
}

/// The Message-ID of a mail as it came.
fn id_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
    line.trim_end_matches('>').to_owned()
}
