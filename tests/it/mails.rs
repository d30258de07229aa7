//! What leaves, to whom, how often, and what is kept of it.

use async_trait::async_trait;
use rollcall_app::{
    App, ErrorCode, Outside, Who,
    deliver_mail::Round,
    list_mail::MailQuery,
    ports::{
        Courier, MailContent, OutgoingMail, Post, Rendered, Report, Secrets, SendOutcome, Spreadsheets, Template,
        Unreadable,
        mail::{Bounce, RouteProblem},
        sheets::{NotMade, PlainTable, ReadFile, Rows, TableFormat},
        store::{Delivery, MailKind},
    },
    settings::MailRoute,
};
use rollcall_domain::{DeliveryState, EmailAddress, Language, Status, TokenHash, import::Options, invitation::Answer};
use rollcall_mail::Postbox;
use rollcall_sheet::Sheets;
use rollcall_testkit::{
    SeededDice, TestApp, link_of,
    smtp::{Offer, SmtpServer, Whim},
};
use std::{path::Path, sync::Arc};
use url::Url;

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
async fn the_mail_that_was_being_sent_when_the_program_died_is_uncertain_when_it_starts_and_the_others_leave() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer", "bo@example.net,Bo,Sales,Buyer"]).await;
    let now = TestApp::START;
    test.store.claim_mails(1, now.plus_days(90), now, &|| TokenHash([7; 32])).await.unwrap();
    let test = test.restart().await;
    test.clock.pass_seconds(5);
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.uncertain), (2, 1));
    assert_eq!(test.app.deliver_mail().await.unwrap(), Round::default());
    let mails = test.store.mails(&[DeliveryState::Uncertain], None, 10).await.unwrap();
    let user = test.user(&mails[0].to.to_string()).await.unwrap();
    assert_eq!(user.delivery, Some(DeliveryState::Uncertain));
    assert_eq!(user.expires_at, Some(now.plus_days(90)), "its link works no longer than the mail says");
}

#[tokio::test]
async fn who_finds_another_delivering_does_nothing() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let turn = test.store.begin_delivering(TestApp::START).await.unwrap().unwrap();
    assert_eq!(test.app.deliver_mail().await.unwrap(), Round { elsewhere: true, ..Round::default() });
    assert_eq!(test.store.mail_counts().await.unwrap(), [(DeliveryState::Queued, 2)]);
    drop(turn);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 2);
}

#[tokio::test]
async fn a_server_that_is_lost_in_the_middle_ends_the_round_and_the_rest_wait_untried() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer", "bo@example.net,Bo,Sales,Buyer"]).await;
    let app = app_with(&test, Arc::new(Sheets::without_child()), Arc::new(ShortPost(1)));
    assert_eq!(app.deliver_mail().await.unwrap_err().code(), ErrorCode::MailUnreachable);
    let mails = test.store.mails(&[], None, 10).await.unwrap();
    let stand: Vec<_> = mails.iter().map(|mail| (mail.state, mail.attempts)).collect();
    assert_eq!(stand, [(DeliveryState::Queued, 0), (DeliveryState::Queued, 0), (DeliveryState::Sent, 1)]);
}

#[tokio::test]
async fn a_report_that_cannot_be_made_waits_alone_with_its_reason() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    test.import(&["bo@example.net,Bo,Sales,Buyer"]).await;
    let app = app_with(&test, Arc::new(NoReports), Arc::new(ShortPost(10)));
    let round = app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.deferred), (2, 2), "both invitations, though a report is between them");
    for mail in test.store.mails(&[DeliveryState::Deferred], None, 10).await.unwrap() {
        assert_eq!((mail.kind, mail.not_before), (MailKind::ImportReport, Some(TestApp::START.plus_seconds(300))));
        assert!(mail.reply.unwrap().contains("no paper"));
    }
    test.clock.pass_seconds(300);
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 2, "as soon as it can be made");
}

#[tokio::test]
async fn a_mail_whose_invitation_ends_before_it_leaves_says_so_in_words() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let now = TestApp::START;
    let link = TokenHash([7; 32]);
    let claimed = test.store.claim_mails(1, now.plus_days(90), now, &|| link).await.unwrap().mails;
    test.store.answer_invitation(link, Answer::Decline, None, None, now).await.unwrap().unwrap();
    let later = Delivery { mail: claimed[0].mail.id, state: DeliveryState::Deferred, reply: None, not_before: None };
    test.store.record_deliveries(&[later], now).await.unwrap();
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!((round.sent, round.dropped), (2, 1), "the report and the answer leave");
    assert_eq!(round.failed + round.deferred + round.uncertain, 0);
    let by = test.administrator().await;
    let query = MailQuery { states: vec![DeliveryState::Dropped], limit: 10, ..MailQuery::default() };
    let mut page = test.app.list_mail(&by, &query).await.unwrap();
    assert_eq!((page.counts.dropped, page.counts.failed), (1, 0));
    let listed = page.mails.remove(0).reply.unwrap();
    assert!(listed.starts_with("The invitation had ended before this mail left"), "{listed}");
    let zoe = test.app.show_user(&by, test.id_of("zoe@example.net").await).await.unwrap();
    assert_eq!((zoe.row.delivery, zoe.delivery_note), (Some(DeliveryState::Dropped), Some(listed)));
}

#[tokio::test]
async fn a_mail_is_shown_with_the_last_day_that_it_was_sent_with() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales,Buyer"]).await;
    let by = test.administrator().await;
    let id = test.store.mails(&[], None, 10).await.unwrap().last().unwrap().id;
    let shown = async || test.app.show_mail(&by, id).await.unwrap().text;
    let last_day = "19 February 2027";
    assert!(shown().await.contains(last_day), "90 days from now, as it would leave now: {}", shown().await);
    test.app.deliver_mail().await.unwrap();
    let mut settings = test.app.settings().await.unwrap();
    settings.set("invitation.valid_days", Some("7")).unwrap();
    test.app.change_settings(&by, &settings).await.unwrap();
    test.clock.pass_days(3);
    assert!(shown().await.contains(last_day), "{}", shown().await);
}

#[tokio::test]
async fn until_a_sender_is_set_the_first_administrator_of_the_whole_account_stands_in() {
    let test = TestApp::acme().await;
    let options = Options { allow_administrators: true, ..Options::default() };
    let check = test.check(&["aaron@acme.example,Aaron,Sales,Administrator"], options).await.unwrap();
    test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await.unwrap();
    let link = test.deliver_to_folder().await.remove("aaron@acme.example").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    let who = test.app.administrators().await.unwrap();
    assert_eq!(who[0].address.to_string(), "aaron@acme.example", "who administers Sales only comes first by address");
    let server = SmtpServer::start(Offer::default()).await;
    let ana = Who::Address(EmailAddress::parse("ana@acme.example").unwrap());
    let ana = test.app.act_as(&ana).await.unwrap();
    let mut settings = test.app.settings().await.unwrap();
    settings.set("mail.transport", Some(&format!("smtp://127.0.0.1:{}", server.port()))).unwrap();
    test.app.change_settings(&ana, &settings).await.unwrap();
    let check = test.app.check_import(&ana, &test.csv(&["zoe@example.net,Zoë,Sales,Buyer"]), Options::default()).await;
    test.app.carry_out_import(&ana, &check.unwrap(), 0, &|_| true).await.unwrap();
    assert_eq!(test.app.deliver_mail().await.unwrap().sent, 3, "Aaron's answer, Zoë's invitation and the report");
    test.app.send_test_mail(&ana, &settings, None).await.unwrap();
    let from: Vec<_> = server.received().into_iter().map(|mail| mail.from).collect();
    assert_eq!(from, ["ana@acme.example"; 4]);
}

/// The application on the same workspace, with these sheets and this post.
pub(crate) fn app_with(test: &TestApp, sheets: Arc<dyn Spreadsheets>, post: Arc<dyn Post>) -> App {
    let (store, clock) = (Arc::clone(&test.store), Arc::clone(&test.clock) as _);
    App::new(Outside { store, sheets, post, secrets: Arc::new(NoSecrets), clock, dice: Arc::new(SeededDice::new(9)) })
}

/// A post whose server takes so many mails, and is gone then.
struct ShortPost(u32);

#[async_trait]
impl Post for ShortPost {
    fn render(&self, content: &MailContent, language: Language) -> Rendered {
        Postbox::new("unused".into()).render(content, language)
    }

    fn join_link_message(&self, _: &str, link: &Url, _: Language) -> String {
        link.to_string()
    }

    fn as_file(&self, mail: &OutgoingMail) -> Result<Vec<u8>, String> {
        Postbox::new("unused".into()).as_file(mail)
    }

    fn read_bounce(&self, bytes: &[u8]) -> Vec<Bounce> {
        Postbox::new("unused".into()).read_bounce(bytes)
    }

    async fn open(&self, _: &MailRoute, _: Option<&str>) -> Result<Box<dyn Courier>, RouteProblem> {
        Ok(Box::new(ShortPost(self.0)))
    }
}

#[async_trait]
impl Courier for ShortPost {
    async fn hand_over(
        &mut self,
        _: &OutgoingMail,
        _: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome {
        if self.0 == 0 {
            return SendOutcome::RouteLost(RouteProblem::Unreachable("it is gone".into()));
        }
        self.0 -= 1;
        assert!(begins());
        SendOutcome::Sent("250 ok".into())
    }

    async fn close(self: Box<Self>) {}
}

/// Sheets that make no report.
struct NoReports;

#[async_trait]
impl Spreadsheets for NoReports {
    async fn read(&self, file: &Path, sheet: Option<&str>) -> Result<ReadFile, Unreadable> {
        Sheets::without_child().read(file, sheet).await
    }

    async fn read_text(&self, text: &str) -> Result<ReadFile, Unreadable> {
        Sheets::without_child().read_text(text).await
    }

    fn template(&self, template: &Template) -> Result<Vec<u8>, String> {
        Sheets::without_child().template(template)
    }

    fn filled(&self, template: &Template, rows: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        Sheets::without_child().filled(template, rows)
    }

    fn table(&self, table: &PlainTable, format: TableFormat, rows: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        Sheets::without_child().table(table, format, rows)
    }

    fn report(&self, _: &Report) -> Result<Vec<u8>, String> {
        Err("there is no paper".into())
    }
}

struct NoSecrets;

impl Secrets for NoSecrets {
    fn get(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn set(&self, _: &str, _: Option<&str>) -> Result<(), String> {
        Ok(())
    }
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
