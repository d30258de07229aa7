//! Rounds on a workspace that a test writes into as another program.

use super::*;
use rollcall_app::{
    ErrorCode,
    list_mail::{MailCounts, MailQuery},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{RequestStatus, join_request::MAILS_AN_HOUR};
use rollcall_testkit::{
    AnotherProgram, MovableClock, TestApp, request_links_in,
    smtp::{Offer, SmtpServer, Stage, Whim},
};
use std::sync::atomic::AtomicU32;
use tokio::time::sleep;

const SOON: Duration = Duration::from_millis(5);
const QUICK: Pace = Pace { beat: SOON, asks: SOON };

/// Acme with an invitation in its outbox, and a program beside it with rounds that go quickly.
struct Acme {
    test: Box<TestApp>,
    rounds: Arc<Rounds>,
    clock: Arc<MovableClock>,
    told: Arc<AtomicU32>,
    looking: JoinHandle<Infallible>,
}

impl Acme {
    async fn with(settings: &[(&str, &str)]) -> Self {
        let test = Box::new(TestApp::acme().await);
        test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
        set(&test, settings).await;
        Self::beside(test).await
    }

    async fn beside(test: Box<TestApp>) -> Self {
        let AnotherProgram { app, clock } = Box::pin(AnotherProgram::at(test.folder(), TestApp::START)).await;
        let told = Arc::new(AtomicU32::new(0));
        let counts = Arc::clone(&told);
        let counted = move || {
            counts.fetch_add(1, Ordering::Relaxed);
        };
        let rounds = Arc::new(Rounds::at(Arc::new(app), Arc::clone(&clock) as _, QUICK, counted));
        let looks = Arc::clone(&rounds);
        let looking = tokio::spawn(async move { looks.keep_looking().await });
        Self { test, rounds, clock, told, looking }
    }

    async fn counts(&self) -> MailCounts {
        let page = self.test.app.list_mail(&self.test.administrator().await, &MailQuery::default()).await;
        page.unwrap().counts
    }

    async fn wait_until(&self, what: &str, is_so: impl Fn(MailCounts) -> bool) {
        for _ in 0..2000 {
            if is_so(self.counts().await) {
                return;
            }
            sleep(SOON).await;
        }
        panic!("{what}: {:?}", self.counts().await);
    }

    async fn end(&self) {
        self.rounds.finish().await;
        self.looking.abort();
    }

    /// Another program with rounds, after this one has ended.
    async fn begun_again(self) -> Self {
        Self::beside(self.test).await
    }
}

async fn set(test: &TestApp, settings: &[(&str, &str)]) {
    let mut held = test.app.settings().await.unwrap();
    for (key, value) in settings {
        held.set(key, Some(value)).unwrap();
    }
    test.app.change_settings(&test.administrator().await, &held).await.unwrap();
}

#[tokio::test]
async fn mails_leave_and_each_reminder_follows_when_the_clock_has_gone_on() {
    let acme = Acme::with(&[]).await;
    acme.wait_until("the invitation and the report leave", |counts| counts.sent == 2).await;
    for (days, mails) in [(7, 3), (23, 4)] {
        // A computer that slept: the clock has gone on, the timers have not.
        acme.clock.set(acme.clock.now().plus_days(days));
        acme.wait_until("a reminder leaves", |counts| counts.sent == mails).await;
    }
    // Nine minutes later it is not looked again, and ten minutes later there is nothing more.
    acme.clock.set(acme.clock.now().plus_seconds(601));
    sleep(SOON * 10).await;
    assert_eq!(acme.counts().await.sent, 4);
    assert_eq!(acme.rounds.trouble(), None);
    acme.end().await;
}

#[tokio::test]
async fn what_another_program_writes_leaves_by_itself() {
    let acme = Acme::with(&[]).await;
    acme.wait_until("what was there", |counts| counts.sent == 2).await;
    acme.test.import(&["ben@example.net,Ben,Sales,Buyer"]).await;
    acme.wait_until("what was written since", |counts| counts.sent == 4).await;
    acme.end().await;
}

#[tokio::test]
async fn whoever_asks_to_join_is_answered_by_itself_and_is_told_when_nobody_decides() {
    let acme = Acme::with(&[]).await;
    acme.wait_until("what was there", |counts| counts.sent == 2).await;
    let link = acme.test.share_link(&JoinLinkInput::default()).await;
    for n in 0..3 {
        acme.test.ask(&link, &format!("p{n}@example.net")).await;
    }
    acme.wait_until("each is asked to prove the address", |counts| counts.sent == 5).await;
    assert_eq!(acme.test.app.next_ask_due().await.unwrap(), None);
    let links = request_links_in(&acme.test.folder().join("mails"));
    for link in links.values() {
        assert!(acme.test.app.confirm_request(link).await.unwrap());
    }
    acme.wait_until("the administrator is told", |counts| counts.sent == 8).await;
    acme.clock.set(acme.clock.now().plus_days(30));
    acme.wait_until("that they lapsed is told, and a reminder leaves", |counts| counts.sent == 12).await;
    assert_eq!(acme.test.request("p1@example.net").await.status, RequestStatus::Lapsed);
    assert_eq!(acme.rounds.trouble(), None);
    acme.end().await;
}

#[tokio::test]
async fn whoever_asks_is_answered_when_the_clock_was_set_back_too() {
    let acme = Acme::with(&[]).await;
    acme.wait_until("what was there", |counts| counts.sent == 2).await;
    let link = acme.test.share_link(&JoinLinkInput::default()).await;
    acme.clock.set(acme.clock.now().plus_days(-1));
    acme.test.ask(&link, "kim@example.net").await;
    acme.wait_until("they are asked to prove the address", |counts| counts.sent == 3).await;
    acme.end().await;
}

#[tokio::test]
async fn what_waits_for_the_next_hour_is_left_alone_until_then() {
    let acme = Acme::with(&[("mail.paused", "on")]).await;
    let link = acme.test.share_link(&JoinLinkInput::default()).await;
    acme.end().await;
    for n in 0..=MAILS_AN_HOUR {
        acme.test.ask(&link, &format!("p{n}@example.net")).await;
    }
    let acme = acme.begun_again().await;
    acme.wait_until("an hour's mails are made", |counts| counts.queued == 2 + u64::from(MAILS_AN_HOUR)).await;
    // Longer than another program takes to hear of a write.
    let is_quiet = async || timeout(Duration::from_secs(1), acme.test.app.wait_for_change()).await.is_err();
    assert!(is_quiet().await || is_quiet().await, "nobody writes while they wait");
    acme.clock.set(acme.clock.now().plus_seconds(3600));
    acme.wait_until("the last one is mailed, too", |counts| counts.queued == 3 + u64::from(MAILS_AN_HOUR)).await;
    acme.end().await;
}

#[tokio::test]
async fn a_pause_of_another_program_is_obeyed_until_it_ends() {
    let acme = Acme::with(&[("mail.paused", "on")]).await;
    acme.rounds.deliver_now().await;
    assert_eq!((acme.counts().await.queued, acme.rounds.is_delivering()), (2, false));
    set(&acme.test, &[("mail.paused", "off")]).await;
    acme.wait_until("mail goes on", |counts| counts.sent == 2).await;
    acme.end().await;
}

#[tokio::test]
async fn trouble_is_told_once_and_is_over_when_mail_leaves() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let acme = Acme::with(&[("mail.transport", &format!("smtp://{nobody}"))]).await;
    acme.rounds.deliver_now().await;
    assert_eq!(acme.rounds.trouble().map(|trouble| trouble.code()), Some(ErrorCode::MailUnreachable));
    acme.rounds.deliver_now().await;
    assert_eq!(acme.told.load(Ordering::Relaxed), 1);
    set(&acme.test, &[("mail.transport", "folder:")]).await;
    acme.rounds.deliver_now().await;
    acme.wait_until("mail leaves", |counts| counts.sent == 2).await;
    assert_eq!((acme.rounds.trouble(), acme.told.load(Ordering::Relaxed)), (None, 2));
    acme.end().await;
}

#[tokio::test]
async fn nobody_knocks_again_and_again_at_a_closed_door() {
    let server = SmtpServer::start(Offer::default()).await;
    server.behave(Whim::Reply(Stage::Greeting, "554 no service".to_owned()));
    let acme = Acme::with(&[("mail.transport", &format!("smtp://127.0.0.1:{}", server.port()))]).await;
    acme.rounds.deliver_now().await;
    let knocks = server.connections();
    assert!(knocks > 0 && acme.rounds.trouble().is_some());
    acme.test.import(&["ben@example.net,Ben,Sales,Buyer"]).await;
    sleep(SOON * 20).await;
    assert_eq!(server.connections(), knocks);
    server.behave_well();
    acme.rounds.deliver_now().await;
    acme.wait_until("mail leaves when somebody asks", |counts| counts.sent == 4).await;
    acme.end().await;
}

#[test]
fn reminders_that_fail_are_told_of_when_they_fail_again_and_again() {
    let mut failures = 0;
    let busy = || Error::Store(rollcall_app::ports::StoreError::Busy);
    let told = [Err(busy()), Err(busy()), Err(busy()), Err(busy()), Ok(2), Err(busy())]
        .map(|result| trouble_after(&mut failures, result).is_some());
    assert_eq!(told, [false, false, true, true, false, false]);
}

#[tokio::test]
async fn nothing_is_begun_after_the_end() {
    let acme = Acme::with(&[("mail.paused", "on")]).await;
    acme.rounds.finish().await;
    set(&acme.test, &[("mail.paused", "off")]).await;
    acme.rounds.deliver_now().await;
    acme.rounds.look();
    assert_eq!(acme.counts().await.sent, 0);
    acme.end().await;
}
