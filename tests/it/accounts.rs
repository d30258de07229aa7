//! Creating an account, who may act, groups and settings.

use rollcall_app::{Error, ErrorCode, Settings, Who, create_account::NewAccountInput, list_users::UserQuery};
use rollcall_domain::{
    EmailAddress, Status,
    import::{Options, RowOutcome},
    invitation::Answer,
};
use rollcall_testkit::TestApp;

fn input(account: &str, name: &str, address: &str, groups: &[&str]) -> NewAccountInput {
    NewAccountInput {
        account: account.into(),
        administrator_name: name.into(),
        administrator_address: address.into(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
    }
}

#[tokio::test]
async fn a_new_account_has_its_administrator_its_groups_and_the_built_in_roles() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    assert!(by.is_root());
    let ana = test.user("ana@acme.example").await.unwrap();
    assert_eq!((ana.status, ana.name.as_deref()), (Status::Active, Some("Ana López")));
    let paths: Vec<_> = test.app.list_groups(&by).await.unwrap().into_iter().map(|group| group.path).collect();
    assert_eq!(paths, ["/", "Finance", "Marketing", "Sales", "Sales/EMEA"]);
    let roles: Vec<_> = test.app.list_roles(&by).await.unwrap().into_iter().map(|role| role.name).collect();
    assert_eq!(roles, ["Administrator", "Buyer", "Approver", "Finance", "Tech"]);
}

#[tokio::test]
async fn a_second_account_in_the_same_workspace_is_refused_and_changes_nothing() {
    let test = TestApp::acme().await;
    let second = input("Other", "Bo", "bo@other.example", &[]).check().unwrap();
    assert_eq!(test.app.create_account(&second).await, Err(Error::AccountExists));
    assert_eq!(test.app.account_name().await.unwrap(), "Acme");
}

#[test]
fn every_wrong_field_of_a_new_account_is_named_at_once() {
    let Err(Error::InvalidInput(problems)) = input(" ", "A\u{202e}na", "ana@", &["Sales//EMEA", "", "Fine"]).check()
    else {
        panic!("it is wrong in four places")
    };
    let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["account", "administrator_name", "administrator_address", "groups"]);
}

#[tokio::test]
async fn nothing_can_be_done_before_there_is_an_account() {
    let test = TestApp::empty().await;
    assert_eq!(test.app.act_as(&Who::Only).await, Err(Error::NoAccount));
}

#[tokio::test]
async fn only_active_administrators_may_act() {
    let test = TestApp::acme().await;
    test.import(&["bo@acme.example,Bo,Sales,Buyer"]).await;
    for address in ["bo@acme.example", "nobody@acme.example"] {
        let who = Who::Address(EmailAddress::parse(address).unwrap());
        assert_eq!(test.app.act_as(&who).await.unwrap_err().code(), ErrorCode::NotPermitted, "{address}");
    }
    let ana = Who::Address(EmailAddress::parse("ANA@acme.example").unwrap());
    assert!(test.app.act_as(&ana).await.is_ok());
}

#[tokio::test]
async fn groups_are_added_with_those_above_them_and_only_once() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let added =
        test.app.add_groups(&by, &["legal/Patents".into(), "Legal / Patents".into(), "sales".into()]).await.unwrap();
    let added: Vec<_> = added.iter().map(ToString::to_string).collect();
    assert_eq!(added, ["legal", "legal/Patents"]);
    let wrong = test.app.add_groups(&by, &["Good".into(), "a//b".into()]).await.unwrap_err();
    assert_eq!(wrong.code(), ErrorCode::InvalidInput);
    let paths: Vec<_> = test.app.list_groups(&by).await.unwrap().into_iter().map(|group| group.path).collect();
    assert!(!paths.contains(&"Good".to_owned()), "nothing is half done: {paths:?}");
}

#[tokio::test]
async fn settings_survive_a_restart_and_defaults_are_not_stored() {
    let test = TestApp::acme().await;
    let mut settings = test.app.settings().await.unwrap();
    assert_eq!(settings, Settings::default());
    settings.set("invitation.valid_days", Some("30")).unwrap();
    settings.set("join.public_url", Some("https://join.acme.example")).unwrap();
    test.app.change_settings(&test.administrator().await, &settings).await.unwrap();
    assert_eq!(test.store.settings().await.unwrap().len(), 2);
    let test = test.restart().await;
    assert_eq!(test.app.settings().await.unwrap(), settings);
    test.app.change_settings(&test.administrator().await, &Settings::default()).await.unwrap();
    assert_eq!(test.store.settings().await.unwrap(), []);
}

#[tokio::test]
async fn an_administrator_of_a_group_sees_and_changes_that_part_only() {
    let test = TestApp::acme().await;
    let chosen = Options { allow_administrators: true, ..Options::default() };
    let rows = [
        "sam@acme.example,Sam,Sales,Administrator",
        "eve@acme.example,Eve,Sales/EMEA,Buyer",
        "fin@acme.example,Fin,Finance,Buyer",
    ];
    let check = test.check(&rows, chosen).await.unwrap();
    test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await.unwrap();
    let link = test.deliver_to_folder().await.remove("sam@acme.example").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();

    let sam = Who::Address(EmailAddress::parse("sam@acme.example").unwrap());
    let sam = test.app.act_as(&sam).await.unwrap();
    assert!(!sam.is_root());
    let everybody = UserQuery { limit: 10, ..UserQuery::default() };
    let seen: Vec<_> =
        test.app.list_users(&sam, &everybody).await.unwrap().users.into_iter().map(|user| user.address).collect();
    assert_eq!(seen, ["eve@acme.example", "sam@acme.example"]);
    let fin = test.store.entries(rollcall_domain::UserId(0), 10).await.unwrap();
    let fin = fin.iter().find(|entry| entry.address == "fin@acme.example").unwrap().id;
    assert_eq!(test.app.show_user(&sam, fin).await.unwrap_err(), Error::NotFound);
    let paths: Vec<_> = test.app.list_groups(&sam).await.unwrap().into_iter().map(|group| group.path).collect();
    assert_eq!(paths, ["Sales", "Sales/EMEA"]);
    let file = test.csv(&["new@acme.example,New,Sales/EMEA,Buyer", "other@acme.example,Other,Finance,Buyer"]);
    let check = test.app.check_import(&sam, &file, Options::default()).await.unwrap();
    let outcomes: Vec<_> = check.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [RowOutcome::Invited, RowOutcome::Rejected]);
}
