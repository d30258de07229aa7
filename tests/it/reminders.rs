//! Reminders: each once, on its day, whatever the clock and the program do.

use rollcall_app::{Settings, list_users::UserQuery, record_answer::RecordedAnswer};
use rollcall_domain::{InvitationId, Timestamp, invitation::Answer};
use rollcall_testkit::{
    TestApp,
    smtp::{Offer, Received, SmtpServer},
};
use std::collections::HashMap;

/// Lets the account remind on these days.
async fn remind_on(test: &TestApp, days: &str) {
    let mut settings: Settings = test.app.settings().await.unwrap();
    settings.set("invitation.reminders", Some(days)).unwrap();
    test.app.change_settings(&test.administrator().await, &settings).await.unwrap();
}

/// One round, as the program does: remind, then deliver. Returns to whom mails went.
async fn round(test: &TestApp) -> Vec<String> {
    test.app.remind_invitees().await.unwrap();
    let mut sent: Vec<String> = test.deliver_to_folder().await.into_keys().collect();
    sent.sort();
    sent
}

#[tokio::test]
async fn a_reminder_goes_out_at_the_very_second_and_carries_a_link_beside_the_first() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    let first = test.deliver_to_folder().await.remove("zoe@example.net").unwrap();
    test.clock.set(TestApp::START.plus_seconds(7 * 86_400 - 1));
    assert_eq!(round(&test).await, [""; 0]);
    test.clock.set(TestApp::START.plus_days(7));
    assert_eq!(test.app.remind_invitees().await.unwrap(), 1);
    let second = test.deliver_to_folder().await.remove("zoe@example.net").unwrap();
    assert_ne!(first, second);
    for link in [&first, &second] {
        let page = test.app.open_invitation(link).await.unwrap().unwrap();
        assert_eq!(page.ends, Some(TestApp::START.plus_days(90)), "a reminder starts no time anew");
    }
    assert_eq!(test.app.remind_invitees().await.unwrap(), 0);
    let row = test.invitation("zoe@example.net").await;
    assert_eq!((row.reminders, row.next_reminder), (1, Some(TestApp::START.plus_days(30))));
}

#[tokio::test]
async fn whoever_was_away_for_a_month_sends_one_and_a_clock_set_back_sends_none_again() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.deliver_to_folder().await;
    test.clock.set(TestApp::START.plus_days(45));
    assert_eq!(round(&test).await, ["zoe@example.net"]);
    test.clock.set(TestApp::START.plus_days(10));
    assert_eq!(round(&test).await, [""; 0]);
    // The workspace has seen day 45; what it does next is by that.
    test.clock.set(TestApp::START.plus_days(31));
    assert_eq!(round(&test).await, [""; 0]);
    test.clock.set(TestApp::START.plus_days(60));
    assert_eq!(round(&test).await, ["zoe@example.net"]);
    test.clock.set(TestApp::START.plus_days(90));
    assert_eq!(round(&test).await, [""; 0], "nobody is reminded of what has ended");
}

#[tokio::test]
async fn days_are_24_hours_also_when_clocks_are_changed_for_summer() {
    // Clocks go forward on 2027-03-28 in Europe and on 2027-03-14 in America: 7 days behind are 7 times 24 hours.
    let left = Timestamp::from_millis(1_805_590_800_000);
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.clock.set(left);
    test.deliver_to_folder().await;
    test.clock.set(left.plus_seconds(7 * 24 * 3600 - 1));
    assert_eq!(round(&test).await, [""; 0]);
    test.clock.set(left.plus_seconds(7 * 24 * 3600));
    assert_eq!(round(&test).await, ["zoe@example.net"]);
}

#[tokio::test]
async fn two_programs_at_the_same_time_remind_once() {
    let test = TestApp::acme().await;
    let rows: Vec<String> = (0..200).map(|n| format!("p{n}@example.net,,Sales,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    test.deliver_to_folder().await;
    let other = test.another_program().await;
    test.clock.set(TestApp::START.plus_days(8));
    other.clock.set(TestApp::START.plus_days(8));
    let (here, there) = tokio::join!(test.app.remind_invitees(), other.app.remind_invitees());
    assert_eq!(here.unwrap() + there.unwrap(), 200);
    assert_eq!(test.deliver_to_folder().await.len(), 200);
}

#[tokio::test]
async fn another_schedule_holds_from_the_next_round_on_and_none_is_none() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.deliver_to_folder().await;
    remind_on(&test, "none").await;
    test.clock.set(TestApp::START.plus_days(10));
    assert_eq!(round(&test).await, [""; 0]);
    assert_eq!(test.invitation("zoe@example.net").await.next_reminder, None);
    remind_on(&test, "20, 11").await;
    assert_eq!(test.invitation("zoe@example.net").await.next_reminder, Some(TestApp::START.plus_days(11)));
    test.clock.set(TestApp::START.plus_days(12));
    assert_eq!(round(&test).await, ["zoe@example.net"]);
}

#[tokio::test]
async fn a_mail_that_still_waits_is_not_joined_by_another() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer"]).await;
    test.deliver_to_folder().await;
    test.clock.set(TestApp::START.plus_days(7));
    assert_eq!(test.app.remind_invitees().await.unwrap(), 1);
    // Nothing is delivered for a month: the day of the second reminder passes while the first still waits.
    test.clock.set(TestApp::START.plus_days(31));
    assert_eq!(test.app.remind_invitees().await.unwrap(), 0);
    assert_eq!(test.deliver_to_folder().await.len(), 1);
    assert_eq!(round(&test).await, [""; 0], "the day counts as done");
}

/// What came to whom, and on which day.
#[derive(Default)]
struct Mails {
    of: HashMap<String, Vec<i64>>,
}

impl Mails {
    fn note(&mut self, received: Vec<Received>, day: i64) {
        for mail in received {
            self.of.entry(mail.to[0].clone()).or_default().push(day);
        }
    }
}

/// What happens to the n-th invitee, and on which day, if anything.
fn ending(n: usize) -> Option<(i64, &'static str)> {
    match n % 50 {
        1 => Some((3, "accept")),
        2 => Some((7, "accept")),
        3 => Some((29, "decline")),
        4 => Some((30, "cancel")),
        5 => Some((61, "accept")),
        _ => None,
    }
}

#[tokio::test]
async fn ninety_days_with_ten_thousand_invitations_and_a_restart_every_day_remind_each_on_its_days() {
    const PEOPLE: usize = 10_000;
    let server = SmtpServer::start(Offer::default()).await;
    let mut test = TestApp::acme().await;
    test.send_to(&server).await;
    let rows: Vec<String> = (0..PEOPLE).map(|n| format!("p{n}@example.net,,Sales,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let mut mails = Mails::default();
    let mut invitations: HashMap<String, InvitationId> = HashMap::new();
    for day in 0..=91 {
        test.clock.set(TestApp::START.plus_days(day));
        test.app.remind_invitees().await.unwrap();
        test.app.deliver_mail().await.unwrap();
        // A second look on the same day finds nothing more to do.
        assert_eq!(test.app.remind_invitees().await.unwrap(), 0);
        mails.note(server.take_received(), day);
        if invitations.is_empty() {
            invitations = test.all_invitations().await;
        }
        let by = test.administrator().await;
        for n in (0..PEOPLE).filter(|n| ending(*n).is_some_and(|(on, _)| on == day)) {
            let id = invitations[&format!("p{n}@example.net")];
            let recorded = |answer| RecordedAnswer { answer, name: String::new(), note: String::new() };
            match ending(n).unwrap().1 {
                "accept" => test.app.record_answer(&by, id, &recorded(Answer::Accept)).await.unwrap(),
                "decline" => test.app.record_answer(&by, id, &recorded(Answer::Decline)).await.unwrap(),
                _ => {
                    let this = rollcall_app::act_on_invitations::InvitationSelection::These { invitations: vec![id] };
                    assert_eq!(test.app.cancel(&by, &this).await.unwrap().done, 1);
                }
            }
        }
        test = test.restart().await;
    }
    for n in 0..PEOPLE {
        let until = ending(n).map_or(i64::MAX, |(on, _)| on);
        // The round of a day comes before what happens on that day.
        let expected: Vec<i64> = [0, 7, 30, 60, 83].into_iter().filter(|day| *day <= until).collect();
        assert_eq!(mails.of[&format!("p{n}@example.net")], expected, "invitee {n}");
    }
    let query = UserQuery { statuses: vec![rollcall_domain::Status::Expired], limit: 1, ..UserQuery::default() };
    let expired = test.app.list_users(&test.administrator().await, &query).await.unwrap().total;
    assert_eq!(expired, PEOPLE - PEOPLE / 10);
}
