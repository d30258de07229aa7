//! Deliveries of many mails: paused, throttled, stopped, on several connections, and to servers that misbehave.

use crate::mails::app_with;
use rollcall_app::{App, deliver_mail::Round, list_mail::MailQuery, ports::Post};
use rollcall_domain::{DeliveryState, mail::LAST_ATTEMPT};
use rollcall_mail::{Limits, Postbox};
use rollcall_sheet::Sheets;
use rollcall_testkit::{
    TestApp,
    smtp::{Offer, SmtpServer, Stage, Whim},
};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// An account that has invited so many people, with these settings beside the way to the server.
async fn with_invitees(server: &SmtpServer, people: usize, settings: &[(&str, &str)]) -> TestApp {
    let test = TestApp::acme().await;
    test.send_to(server).await;
    set(&test, settings).await;
    let rows: Vec<_> = (0..people).map(|person| format!("p{person}@example.net,Person {person},Sales,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    test
}

async fn set(test: &TestApp, changes: &[(&str, &str)]) {
    let mut settings = test.app.settings().await.unwrap();
    for (key, value) in changes {
        settings.set(key, Some(value)).unwrap();
    }
    test.app.change_settings(&test.administrator().await, &settings).await.unwrap();
}

/// How many mails stand in each state.
async fn counts(test: &TestApp) -> HashMap<DeliveryState, u64> {
    test.store.mail_counts().await.unwrap().into_iter().collect()
}

/// How often a mail came to each.
fn came(server: &SmtpServer) -> HashMap<String, usize> {
    let mut came = HashMap::new();
    for to in server.received().into_iter().flat_map(|mail| mail.to) {
        *came.entry(to).or_default() += 1;
    }
    came
}

#[tokio::test]
async fn paused_mail_waits_and_goes_on_when_it_may() {
    let server = SmtpServer::start(Offer::default()).await;
    let test = with_invitees(&server, 2, &[("mail.paused", "on")]).await;
    assert_eq!(test.app.deliver_mail().await.unwrap(), Round { paused: true, ..Round::default() });
    assert_eq!(test.app.next_mail_due().await.unwrap(), None, "nobody need come again for it");
    assert_eq!(server.connections(), 0);
    set(&test, &[("mail.paused", "off")]).await;
    assert!(test.app.next_mail_due().await.unwrap().is_some());
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 3);
}

#[tokio::test]
async fn a_pause_that_is_set_while_mails_leave_stops_them_soon() {
    let server = SmtpServer::start(Offer::default()).await;
    // A hundred a second, and so two hundred at once.
    let test = with_invitees(&server, 900, &[("mail.per_minute", "6000")]).await;
    let (round, ()) = tokio::join!(test.app.deliver_mail(), async {
        server.wait_for(5).await;
        set(&test, &[("mail.paused", "on")]).await;
    });
    let round = round.unwrap();
    assert!(round.paused && round.sent >= 5 && round.sent < 600, "{round:?}");
    let stands = counts(&test).await;
    assert_eq!(stands[&DeliveryState::Queued], 901 - u64::from(round.sent));
    assert_eq!(stands.get(&DeliveryState::Sending), None);
}

#[tokio::test]
async fn under_a_throttle_no_more_is_claimed_than_can_leave_soon_and_stopping_gives_it_back() {
    let server = SmtpServer::start(Offer::default()).await;
    let test = with_invitees(&server, 100, &[("mail.per_minute", "60"), ("mail.connections", "8")]).await;
    let (round, ()) = tokio::join!(test.app.deliver_mail(), async {
        server.wait_for(1).await;
        let claimed = counts(&test).await[&DeliveryState::Sending];
        assert!(claimed <= 2, "{claimed} are claimed");
        test.app.stop_delivering();
    });
    let sent = round.unwrap().sent;
    assert!((1..10).contains(&sent), "{sent}");
    assert_eq!(server.connections(), 1);
    let stands = counts(&test).await;
    assert_eq!(stands[&DeliveryState::Queued], 101 - u64::from(sent));
    let mails = test.store.mails(&[DeliveryState::Queued], None, 200).await.unwrap();
    assert!(mails.iter().all(|mail| mail.attempts == 0), "given back untried");
    // This program delivers no more; the next does.
    assert_eq!(test.app.deliver_mail().await.unwrap(), Round::default());
    set(&test, &[("mail.per_minute", "")]).await;
    let test = test.restart().await;
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 101 - sent);
    assert!(came(&server).values().all(|mails| *mails == 1));
}

#[tokio::test]
async fn many_mails_leave_on_several_connections_and_few_on_one() {
    for (people, connections) in [(50, 1), (200, 4)] {
        let server = SmtpServer::start(Offer::default()).await;
        let test = with_invitees(&server, people - 1, &[("mail.connections", "4")]).await;
        assert_eq!(test.app.deliver_mail().await.unwrap().sent as usize, people);
        assert_eq!(server.connections(), connections, "for {people} mails");
        assert_eq!(came(&server).len(), people);
        assert!(came(&server).values().all(|mails| *mails == 1));
    }
}

#[tokio::test]
async fn a_server_that_gives_fewer_connections_gets_all_mails_on_those() {
    let server = SmtpServer::start(Offer { most_connections: Some(2), ..Offer::default() }).await;
    let test = with_invitees(&server, 300, &[("mail.connections", "8")]).await;
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.deferred + round.failed + round.uncertain), (301, 0));
    assert_eq!(came(&server).len(), 301);
}

/// An application that does not wait long for a server.
fn impatient(test: &TestApp) -> App {
    let limits = Limits { connect: Duration::from_secs(5), send: Duration::from_millis(700) };
    let post: Arc<dyn Post> = Arc::new(Postbox::for_tests("unused".into(), limits, Vec::new()));
    app_with(test, Arc::new(Sheets::without_child()), post)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_server_does_at_whichever_point_each_invitee_has_one_mail_or_an_error_is_shown() {
    const PEOPLE: usize = 60;
    let mut whims = vec![Whim::Greylist];
    for stage in [Stage::Mail, Stage::Recipient, Stage::Data, Stage::Message, Stage::FinalDot] {
        whims.extend([Whim::HangUp(stage), Whim::Stall(stage)]);
        if stage != Stage::Message {
            let words = ["451 4.3.0 later", "550 5.7.1 never", "421 4.3.2 closing"];
            whims.extend(words.map(|words| Whim::Reply(stage, words.to_owned())));
        }
    }
    for whim in whims {
        for connections in ["1", "4"] {
            let server = SmtpServer::start(Offer::default()).await;
            let test = with_invitees(&server, PEOPLE, &[("mail.connections", connections)]).await;
            match whim {
                Whim::Greylist => server.behave(whim.clone()),
                _ => server.behave_times(whim.clone(), 3),
            }
            let app = impatient(&test);
            for _ in 0..8 {
                app.deliver_mail().await.unwrap();
                test.clock.pass_seconds(400);
            }
            let came = came(&server);
            let mails = test.store.mails(&[], None, 200).await.unwrap();
            assert_eq!(mails.len(), PEOPLE + 1);
            let mut shown = 0;
            for mail in &mails {
                let times = came.get(&mail.to.to_string()).copied().unwrap_or(0);
                match mail.state {
                    DeliveryState::Sent => assert_eq!(times, 1, "{whim:?} {}", mail.to),
                    DeliveryState::Uncertain => assert!(times <= 1, "{whim:?} {}", mail.to),
                    DeliveryState::Failed => assert_eq!(times, 0, "{whim:?} {}", mail.to),
                    state => panic!("{whim:?}: the mail to {} is {state:?}", mail.to),
                }
                shown += usize::from(mail.state != DeliveryState::Sent);
            }
            assert!(shown <= 3, "{whim:?}: {shown} did not arrive for certain");
            let ends = matches!(&whim, Whim::Reply(_, words) if words.starts_with('5'));
            assert!(!ends || shown == 3, "{whim:?} is shown for {shown}");
        }
    }
}

#[tokio::test]
async fn a_mail_that_is_put_off_for_days_is_given_up_with_the_servers_last_words() {
    let server = SmtpServer::start(Offer::default()).await;
    let test = with_invitees(&server, 1, &[]).await;
    server.refuse_recipient("p0@example.net", "451 4.7.1 Greylisted");
    for attempt in 1..LAST_ATTEMPT {
        assert_eq!(test.app.deliver_mail().await.unwrap().deferred, 1, "attempt {attempt}");
        test.clock.pass_days(1);
    }
    server.refuse_recipient("p0@example.net", "452 4.2.2 Mailbox full");
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.deferred, round.failed), (0, 1));
    let by = test.administrator().await;
    let query = MailQuery { states: vec![DeliveryState::Failed], limit: 10, ..MailQuery::default() };
    let mail = test.app.list_mail(&by, &query).await.unwrap().mails.remove(0);
    let reply = mail.reply.unwrap();
    assert!(reply.contains("not tried again") && reply.ends_with("452 4.2.2 Mailbox full"), "{reply}");
    assert_eq!(mail.attempts, LAST_ATTEMPT);
    test.clock.pass_days(1);
    assert_eq!(test.app.deliver_mail().await.unwrap(), Round::default());
}

#[tokio::test]
async fn with_a_clock_set_back_what_is_due_is_due_now_and_what_waits_waits_no_longer() {
    let test = TestApp::acme().await;
    test.clock.set(TestApp::START.plus_days(1));
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.clock.set(TestApp::START);
    assert_eq!(test.app.next_mail_due().await.unwrap(), Some(TestApp::START));
    let server = SmtpServer::start(Offer::default()).await;
    server.behave(Whim::Greylist);
    test.send_to(&server).await;
    assert_eq!(test.app.deliver_mail().await.unwrap().deferred, 2);
    assert_eq!(test.app.next_mail_due().await.unwrap(), Some(TestApp::START.plus_seconds(300)));
}
