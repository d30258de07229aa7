//! Checking a spreadsheet and carrying it out.

use RowOutcome::{Added, Invited, Rejected, Unchanged};
use rollcall_app::{Error, ErrorCode, check_anywhere::Desk, check_import::ImportCheck, list_users::UserQuery};
use rollcall_domain::{
    Status,
    import::{Options, RowOutcome},
};
use rollcall_testkit::TestApp;

fn outcomes(check: &ImportCheck) -> Vec<RowOutcome> {
    check.plan.rows.iter().map(|row| row.outcome).collect()
}

const PEOPLE: [&str; 4] = [
    "zoe@example.net,Zoë Ünal,Sales,Buyer",
    "zoe@example.net,Zoë Ünal,Marketing,Finance",
    "bo@example.net,Bo,Sales/EMEA,Approver",
    "ana@acme.example,,Finance,Buyer",
];

#[tokio::test]
async fn a_spreadsheet_becomes_users_invitations_and_mails() {
    let test = TestApp::acme().await;
    let (check, id) = test.import(&PEOPLE).await;
    assert_eq!(outcomes(&check), [Invited, Invited, Invited, Added]);
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!(
        (zoe.status, zoe.name.as_deref(), zoe.sent_at, zoe.expires_at),
        (Status::Pending, Some("Zoë Ünal"), None, None)
    );
    let places: Vec<_> = zoe.assignments.iter().map(|a| format!("{}: {}", a.group_path, a.role_name)).collect();
    assert_eq!(places, ["Marketing: Finance", "Sales: Buyer"]);
    let ana = test.user("ana@acme.example").await.unwrap();
    assert_eq!((ana.status, ana.assignments.len()), (Status::Active, 2));
    let import = test.app.show_import(&test.administrator().await, id).await.unwrap();
    assert_eq!((import.counts, import.invitations, import.by.as_str()), (check.plan.counts, 2, "Ana López"));
    let round = test.app.deliver_mail().await.unwrap();
    assert_eq!(round.sent, 3, "two invitations, and the report");
}

#[tokio::test]
async fn checking_writes_nothing() {
    let test = TestApp::acme().await;
    let before = (test.store.latest_change().await.unwrap(), test.store.mail_counts().await.unwrap());
    let check = test.check(&PEOPLE, Options { create_groups: true, allow_administrators: true }).await.unwrap();
    assert_eq!(check.plan.invitations, 2);
    assert_eq!((test.store.latest_change().await.unwrap(), test.store.mail_counts().await.unwrap()), before);
    assert_eq!(test.app.list_imports(&test.administrator().await).await.unwrap(), []);
}

#[tokio::test]
async fn the_same_file_a_second_time_changes_nothing() {
    let test = TestApp::acme().await;
    let file = test.csv(&PEOPLE);
    let by = test.administrator().await;
    let first = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    test.app.carry_out_import(&by, &first, 0, &|_| true).await.unwrap();
    let users = test.user("zoe@example.net").await;
    test.clock.pass_days(1);
    let second = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    assert_eq!(outcomes(&second), [Unchanged; 4]);
    assert_eq!(second.seen_before, Some(TestApp::START));
    let mails = test.store.mail_counts().await.unwrap();
    let id = test.app.carry_out_import(&by, &second, 0, &|_| true).await.unwrap();
    assert_eq!(test.user("zoe@example.net").await, users);
    let invitations = |counts: Vec<(_, u64)>| counts.into_iter().map(|(_, number)| number).sum::<u64>();
    assert_eq!(invitations(test.store.mail_counts().await.unwrap()), invitations(mails) + 1, "only a report");
    assert_eq!(test.app.show_import(&by, id).await.unwrap().counts.unchanged, 4);
}

#[tokio::test]
async fn rows_with_problems_are_rejected_whole_and_the_others_go_on() {
    let test = TestApp::acme().await;
    let (check, id) = test
        .import(&[
            "zoe@example.net,Zoë,Seles,Buyer",
            "bo@@example.net,Bo,Finanse,Byer",
            "cy@example.net,Cy,Finance,Buyer",
            "dee@example.net,Dee,Finance,Administrator",
        ])
        .await;
    assert_eq!(outcomes(&check), [Rejected, Rejected, Invited, Rejected]);
    assert_eq!(test.user("zoe@example.net").await, None);
    assert_eq!(test.user("cy@example.net").await.unwrap().status, Status::Pending);
    let by = test.administrator().await;
    let rows = test.app.import_rows(&by, id, &[], 0, 10).await.unwrap();
    let order: Vec<_> = rows.rows.iter().map(|row| row.row).collect();
    assert_eq!((order, rows.total), (vec![2, 3, 5, 4], 4), "rows with problems come first");
    let problems: Vec<_> =
        rows.rows[1].problems.iter().map(|p| (p.column.as_str(), p.cell, p.suggestion.as_deref())).collect();
    let expected = [
        ("Email", Some(0), Some("bo@example.net")),
        ("Group", Some(2), Some("Finance")),
        ("Role", Some(3), Some("Buyer")),
    ];
    assert_eq!(problems, expected);
    let rejected = test.app.import_rows(&by, id, &[Rejected], 1, 1).await.unwrap();
    assert_eq!((rejected.rows.len(), rejected.total), (1, 3));
}

#[tokio::test]
async fn missing_groups_are_made_and_administrators_given_only_when_chosen() {
    let test = TestApp::acme().await;
    let rows = ["zoe@example.net,,Legal/Patents,Buyer", "bo@example.net,,Legal,Administrator"];
    let refused = test.check(&rows, Options::default()).await.unwrap();
    assert_eq!(outcomes(&refused), [Rejected, Rejected]);
    let by = test.administrator().await;
    let chosen = Options { create_groups: true, allow_administrators: true };
    let check = test.app.check_import_again(&by, &refused, chosen).await.unwrap();
    assert_eq!(outcomes(&check), [Invited, Invited]);
    test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let zoe = test.user("zoe@example.net").await.unwrap();
    assert_eq!(zoe.assignments[0].group_path, "Legal/Patents");
    assert!(test.app.list_groups(&by).await.unwrap().iter().any(|group| group.path == "Legal" && group.users == 1));
}

#[tokio::test]
async fn a_plan_is_not_carried_out_when_the_account_has_changed_for_its_people() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let check = test.check(&["zoe@example.net,,Sales,Buyer"], Options::default()).await.unwrap();
    test.import(&["bo@example.net,,Sales,Buyer"]).await;
    test.import(&["zoe@example.net,,Finance,Buyer"]).await;
    assert_eq!(test.app.carry_out_import(&by, &check, 0, &|_| true).await, Err(Error::PlanStale));
    let again = test.app.check_import_again(&by, &check, check.options).await.unwrap();
    assert_eq!(outcomes(&again), [Added]);
    test.app.carry_out_import(&by, &again, 0, &|_| true).await.unwrap();
}

#[tokio::test]
async fn changes_of_others_do_not_make_a_plan_stale() {
    let test = TestApp::acme().await;
    let check = test.check(&["zoe@example.net,,Sales,Buyer"], Options::default()).await.unwrap();
    test.import(&["bo@example.net,,Sales,Buyer"]).await;
    test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await.unwrap();
}

#[tokio::test]
async fn a_stopped_import_leaves_nothing_behind() {
    let test = TestApp::acme().await;
    let rows: Vec<String> = (0..3_000).map(|i| format!("user{i}@example.net,,Sales,Buyer")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let check = test.check(&rows, Options::default()).await.unwrap();
    let by = test.administrator().await;
    assert_eq!(test.app.carry_out_import(&by, &check, 0, &|_| false).await, Err(Error::Cancelled));
    let page = test.app.list_users(&by, &UserQuery { limit: 5, ..UserQuery::default() }).await.unwrap();
    assert_eq!((page.total, test.store.mail_counts().await.unwrap().len()), (1, 0));
}

#[tokio::test]
async fn files_that_are_no_table_of_ours_are_refused_in_whole_sentences() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    for (bytes, code) in [
        (&b""[..], ErrorCode::FileUnreadable),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", ErrorCode::FileUnreadable),
        (b"First name,Last name\nAna,Lopez\n", ErrorCode::NotATable),
        (b"Email,Name\nana@example.net,Ana\n", ErrorCode::NotATable),
    ] {
        let file = test.folder().join("people.xlsx");
        std::fs::write(&file, bytes).unwrap();
        let error = test.app.check_import(&by, &file, Options::default()).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.sentence().contains("“people.xlsx”"), "{error}");
    }
    let gone = test.app.check_import(&by, &test.folder().join("gone.csv"), Options::default()).await.unwrap_err();
    assert_eq!(gone.code(), ErrorCode::FileUnreadable);
}

#[tokio::test]
async fn the_list_follows_imports_of_many() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let query = |search: &str| UserQuery { search: search.into(), limit: 100, ..UserQuery::default() };
    assert_eq!(test.app.list_users(&by, &query("")).await.unwrap().total, 1);
    let rows: Vec<String> = (0..5_000).map(|i| format!("user{i}@example.net,Person {i},Sales/EMEA,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let page = test.app.list_users(&by, &query("")).await.unwrap();
    assert_eq!((page.total, page.users.len(), page.counts.pending, page.counts.active), (5_001, 100, 5_000, 1));
    assert_eq!(test.app.list_users(&by, &query("person 4321")).await.unwrap().total, 1);
    let groups = test.app.list_groups(&by).await.unwrap();
    let sales = groups.iter().find(|group| group.path == "Sales").unwrap().id;
    let in_sales = UserQuery { group: Some(sales), ..query("") };
    assert_eq!(test.app.list_users(&by, &in_sales).await.unwrap().total, 5_000, "groups below are meant too");
}

#[tokio::test]
async fn a_report_keeps_the_cells_to_the_right_of_the_last_header() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let file = test.csv(&["zoe@example.net,Zoë,Seles,Buyer,why,,not", "bo@example.net,Bo,Sales,Buyer"]);
    let first = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    std::fs::write(&file, Desk::With(&test.app, &by).report(&first).await.unwrap()).unwrap();
    let again = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    assert_eq!(first.row(0).cells[4..], ["why", "", "not"]);
    assert_eq!((again.headers(), again.row(0).cells), (first.headers(), first.row(0).cells));
}
