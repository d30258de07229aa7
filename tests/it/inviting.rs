//! Inviting by hand: what is said of each address, and that all of them are invited or nobody.

use rollcall_app::{
    App, Error, Who,
    invite_people::{
        InviteInput, PersonInput,
        Verdict::{self, Again, Invited, Malformed, Member, New, Twice},
    },
    list_mail::MailQuery,
    ports::store::{MailKind, Verb},
};
use rollcall_domain::{
    Assignment, EmailAddress, GroupId, Language, RoleId, Status, UserState, import::Options, invitation::Answer,
};
use rollcall_testkit::TestApp;

const BUYER: RoleId = RoleId(2);

fn people(addresses: &[&str]) -> Vec<PersonInput> {
    addresses.iter().map(|address| PersonInput { address: (*address).to_owned(), name: None }).collect()
}

async fn group(test: &TestApp, path: &str) -> GroupId {
    let groups = test.app.list_groups(&test.administrator().await).await.unwrap();
    groups.into_iter().find(|group| group.path == path).unwrap().id
}

async fn input(test: &TestApp, addresses: &[&str], path: &str) -> InviteInput {
    let assignments = vec![Assignment { group: group(test, path).await, role: BUYER }];
    InviteInput { people: people(addresses), assignments, ..InviteInput::default() }
}

async fn verdicts(test: &TestApp, input: &InviteInput) -> Vec<Verdict> {
    let check = test.app.check_invite(&test.administrator().await, input).await.unwrap();
    check.people.iter().map(|person| person.verdict).collect()
}

#[tokio::test]
async fn each_address_is_told_apart_before_anything_happens() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,,Sales,Buyer", "bo@example.net,,Sales,Buyer", "al@example.net,,Sales,Buyer"]).await;
    let links = test.deliver_to_folder().await;
    let answer = async |who: &str, answer| test.app.answer_invitation(&links[who], answer, None, None).await.unwrap();
    answer("bo@example.net", Answer::Accept).await.unwrap();
    answer("al@example.net", Answer::Decline).await.unwrap();

    let everybody = [
        "new@example.net",
        "zoe@example.net",
        "bo@example.net",
        "al@example.net",
        "ana@@example.net",
        "NEW@example.net",
        "eve@gmial.com",
    ];
    let to = input(&test, &everybody, "Marketing").await;
    assert_eq!(verdicts(&test, &to).await, [New, Invited, Member, Again, Malformed, Twice, New]);
    let check = test.app.check_invite(&test.administrator().await, &to).await.unwrap();
    assert_eq!(check.people[6].suggestion.as_deref(), Some("eve@gmail.com"));
    assert!(check.people[6].doubtful && !check.people[0].doubtful);
    assert!(check.people[1..6].iter().all(|person| person.message.ends_with('.')), "{:?}", check.people);
    assert_eq!((check.invitations, check.gains), (3, 2));

    let same = input(&test, &["zoe@example.net", "bo@example.net"], "Sales").await;
    assert_eq!(verdicts(&test, &same).await, [Verdict::Nothing, Verdict::Nothing]);
    test.clock.pass_days(90);
    assert_eq!(verdicts(&test, &same).await, [Verdict::Resent, Verdict::Nothing]);
}

#[tokio::test]
async fn nobody_is_invited_when_one_address_is_wrong_and_each_wrong_one_is_named() {
    let test = TestApp::acme().await;
    let wrong = input(&test, &["zoe@example.net", "bo@@x", "al(at)example.net", "ZOE@example.net"], "Sales").await;
    let Err(Error::InvalidInput(problems)) = test.app.invite(&test.administrator().await, &wrong).await else {
        panic!("wrong addresses are refused")
    };
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(test.user("zoe@example.net").await.is_none());
    for (input, field) in [
        (InviteInput { people: people(&["zoe@example.net"]), ..InviteInput::default() }, "assignments"),
        (input(&test, &[], "Sales").await, "people"),
        (InviteInput { message: "a\u{202e}b".into(), ..input(&test, &["zoe@example.net"], "Sales").await }, "message"),
        (InviteInput { people: people(&["x@example.net"; 21]), ..input(&test, &[], "Sales").await }, "people"),
    ] {
        let refused = test.app.invite(&test.administrator().await, &input).await.unwrap_err();
        let Error::InvalidInput(problems) = refused else { panic!("{field}: {refused:?}") };
        assert_eq!(problems[0].field, field);
    }
    assert_eq!(test.app.list_mail(&test.administrator().await, &MailQuery::default()).await.unwrap().counts.queued, 0);
}

#[tokio::test]
async fn the_mail_carries_the_message_in_the_language_that_was_chosen_and_the_preview_says_the_same() {
    let test = TestApp::acme().await;
    let mut to = input(&test, &["zoe@example.net"], "Sales/EMEA").await;
    to.people[0].name = Some("Zoë Ünal".into());
    to.language = Some(Language::De);
    to.message = "Bis Montag,\nAna".into();
    let preview = test.app.preview_invite(&test.administrator().await, &to).await.unwrap();
    assert!(preview.text.contains("Bis Montag,") && preview.text.contains("Sales/EMEA"), "{}", preview.text);
    let outcome = test.app.invite(&test.administrator().await, &to).await.unwrap();
    assert_eq!((outcome.new, outcome.member), (1, 0));
    assert_eq!(test.user("zoe@example.net").await.unwrap().name.as_deref(), Some("Zoë Ünal"));
    test.deliver_to_folder().await;
    let mails = test.app.list_mail(&test.administrator().await, &mails_of_any_state()).await.unwrap().mails;
    let sent = test.app.show_mail(&test.administrator().await, mails[0].id).await.unwrap();
    assert_eq!((sent.subject, sent.text), (preview.subject, preview.text));
}

fn mails_of_any_state() -> MailQuery {
    MailQuery { limit: 100, ..MailQuery::default() }
}

#[tokio::test]
async fn a_member_gains_the_group_at_once_and_is_told_by_mail() {
    let test = TestApp::acme().await;
    test.import(&["bo@example.net,Bo,Sales,Buyer"]).await;
    let link = test.deliver_to_folder().await.remove("bo@example.net").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    test.app.deliver_mail().await.unwrap();
    let outcome = test
        .app
        .invite(&test.administrator().await, &input(&test, &["bo@example.net"], "Finance").await)
        .await
        .unwrap();
    assert_eq!((outcome.member, outcome.new), (1, 0));
    let bo = test.user("bo@example.net").await.unwrap();
    assert_eq!((bo.status, bo.assignments.len()), (Status::Active, 2));
    test.import(&["bo@example.net,Bo,Marketing,Approver"]).await;
    let details = test.app.show_user(&test.administrator().await, bo.id).await.unwrap();
    let gained: Vec<_> = details.mails.iter().filter(|mail| mail.kind == MailKind::Gained).collect();
    assert_eq!(gained.len(), 2, "by hand and by an import: {:?}", details.mails);
    let words = test.app.show_mail(&test.administrator().await, gained[0].id).await.unwrap().text;
    assert!(words.contains("Marketing") && !words.contains("Finance"), "{words}");
    assert_eq!(details.history.iter().filter(|entry| entry.verb == Verb::AssignmentAdded).count(), 2);
}

#[tokio::test]
async fn somebody_pending_is_not_mailed_twice_but_gains_what_is_new() {
    let test = TestApp::acme().await;
    let one = async |path| {
        test.app.invite(&test.administrator().await, &input(&test, &["zoe@example.net"], path).await).await
    };
    assert_eq!(one("Sales").await.unwrap().new, 1);
    let link = test.deliver_to_folder().await.remove("zoe@example.net").unwrap();
    assert_eq!(one("Finance").await.unwrap().invited, 1);
    assert!(test.deliver_to_folder().await.is_empty(), "no second mail");
    let page = test.app.open_invitation(&link).await.unwrap().unwrap();
    assert_eq!(page.offered.len(), 2, "the link that they have shows what is new");
    assert_eq!(one("Finance").await.unwrap().nothing, 1);
}

#[tokio::test]
async fn somebody_removed_is_invited_again_and_has_no_old_roles() {
    let test = TestApp::acme().await;
    test.import(&["bo@example.net,Bo,Sales,Buyer", "bo@example.net,Bo,Finance,Buyer"]).await;
    let link = test.deliver_to_folder().await.remove("bo@example.net").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    let bo = test.user("bo@example.net").await.unwrap();
    let seen = [(bo.id, UserState::Active)];
    assert_eq!(
        test.app.remove_users(&test.administrator().await, &seen, "left the company").await.unwrap().users.len(),
        1
    );
    assert_eq!(test.user("bo@example.net").await.unwrap().status, Status::Removed);
    let outcome = test
        .app
        .invite(&test.administrator().await, &input(&test, &["bo@example.net"], "Marketing").await)
        .await
        .unwrap();
    assert_eq!(outcome.again, 1);
    let bo = test.user("bo@example.net").await.unwrap();
    assert_eq!((bo.status, bo.assignments.len()), (Status::Pending, 1), "a member only by a new acceptance");
    assert!(test.app.open_invitation(&link).await.unwrap().is_none());
    assert!(test.deliver_to_folder().await.contains_key("bo@example.net"));
}

#[tokio::test]
async fn more_than_twenty_carry_on_as_a_spreadsheet() {
    let test = TestApp::acme().await;
    let pasted: Vec<String> = (0..45).map(|n| format!("Person {n} <p{n}@example.net>")).collect();
    let mut to = input(&test, &[], "Sales").await;
    to.people = App::read_people(&pasted.join("; "));
    to.assignments.push(Assignment { group: group(&test, "Finance").await, role: BUYER });
    to.language = Some(Language::Fr);
    let by = test.administrator().await;
    let check = test.app.check_people_as_sheet(&by, &to, Options::default()).await.unwrap();
    assert_eq!((check.plan.counts.rows, check.plan.counts.invited, check.plan.invitations), (90, 90, 45));
    test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let p7 = test.user("p7@example.net").await.unwrap();
    assert_eq!((p7.name.as_deref(), p7.assignments.len()), (Some("Person 7"), 2));
    let details = test.app.show_user(&by, p7.id).await.unwrap();
    assert_eq!(details.language.as_deref(), Some("fr"));
}

#[tokio::test]
async fn an_administrator_of_a_group_revives_no_offer_outside_their_part() {
    let test = TestApp::acme().await;
    let options = Options { allow_administrators: true, ..Options::default() };
    let rows = ["aaron@acme.example,Aaron,Sales,Administrator", "zoe@example.net,,/,Administrator"];
    let check = test.check(&rows, options).await.unwrap();
    test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await.unwrap();
    let to = input(&test, &["zoe@example.net"], "Sales").await;
    let zoe = test.invitation("zoe@example.net").await.id;
    let link = test.deliver_to_folder().await.remove("aaron@acme.example").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    let aaron = Who::Address(EmailAddress::parse("aaron@acme.example").unwrap());
    let aaron = test.app.act_as(&aaron).await.unwrap();
    test.clock.pass_days(90);
    let refused = test.app.invite(&aaron, &to).await.unwrap_err();
    assert!(matches!(&refused, Error::InvalidInput(problems) if problems[0].field == "people"), "{refused:?}");
    let file = test.csv(&["zoe@example.net,,Sales,Buyer"]);
    let check = test.app.check_import(&aaron, &file, Options::default()).await.unwrap();
    assert_eq!((check.plan.counts.rejected, check.plan.invitations), (1, 0));
    let unseen = test.app.copy_link(&aaron, zoe).await.unwrap_err();
    assert_eq!(unseen, Error::NotFound, "what is not in their part is not there for them");
}

#[tokio::test]
async fn removing_an_administrator_ends_the_invitations_that_they_sent() {
    let test = TestApp::acme().await;
    let options = Options { allow_administrators: true, ..Options::default() };
    let ana = test.administrator().await;
    let check = test.check(&["bo@acme.example,Bo,/,Administrator"], options).await.unwrap();
    test.app.carry_out_import(&ana, &check, 0, &|_| true).await.unwrap();
    let to = input(&test, &["zoe@example.net"], "Sales").await;
    let bo = test.user("bo@acme.example").await.unwrap().id;
    let link = test.deliver_to_folder().await.remove("bo@acme.example").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    let by_bo = test.app.act_as(&Who::User(bo)).await.unwrap();
    test.app.invite(&by_bo, &to).await.unwrap();
    let link = test.deliver_to_folder().await.remove("zoe@example.net").unwrap();
    assert_eq!(test.app.remove_users(&ana, &[(bo, UserState::Active)], "").await.unwrap().users.len(), 1);
    assert!(test.app.open_invitation(&link).await.unwrap().is_none());
    let zoe = test.user("zoe@example.net").await.unwrap();
    let history = test.app.show_user(&ana, zoe.id).await.unwrap().history;
    assert_eq!((zoe.status, history[0].verb), (Status::Cancelled, Verb::Cancelled));
}
