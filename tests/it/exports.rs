//! Users and the activity as tables: what stands in them, and that they come back as they were.

use rollcall_app::{
    Permit,
    act_on_invitations::InvitationSelection,
    check_import::ImportCheck,
    export_users::TableFormat::{self, Csv, Xlsx},
    list_activity::ActivityQuery,
    list_users::UserQuery,
    manage_roles::RoleInput,
    ports::store::Verb,
    record_answer::RecordedAnswer,
    select_users::UserSelection,
};
use rollcall_domain::{
    GrantChange, RoleGivers, Status, UserId, UserState, import::Options, invitation::Answer, table::Cell,
};
use rollcall_testkit::TestApp;
use std::{collections::BTreeSet, sync::Arc};

/// Names that tables have trouble with.
const NAMES: [&str; 12] = [
    "=HYPERLINK(\"http://evil.example\")",
    "+Plus",
    "-Minus",
    "@handle",
    "'=quoted",
    "'Apostrophe",
    "Müller, Hans",
    "Meyer;=1+1",
    "Dwayne \"The Rock\" Johnson",
    "Anne\u{a0}Marie",
    "דוד לוי",
    "007",
];

const EVERYBODY: UserSelection = UserSelection::These { users: Vec::new() };

fn all() -> UserSelection {
    UserSelection::Matching { query: UserQuery::default(), except: Vec::new() }
}

async fn answer(test: &TestApp, address: &str, answer: Answer) {
    let link = test.deliver_to_folder().await.remove(address).unwrap();
    test.app.answer_invitation(&link, answer, None, None).await.unwrap().unwrap();
}

/// An account with users of every status, with roles in groups of trying names, and one who has no role any more.
async fn whole_account() -> TestApp {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let groups = ["-Minus/=Sum, \"quoted\"", "007", "@home; away", "Größe\u{a0}L", "משרד"].map(str::to_owned);
    test.app.add_groups(&by, &groups).await.unwrap();
    let csv = |cells: [&str; 6]| cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(",");
    let mut pending = Vec::new();
    for (number, name) in NAMES.iter().enumerate() {
        let address = format!("pending{number}@example.net");
        let language = ["", "de", "fr"][number % 3];
        // What looks neutral in a text file is read as if it was made so.
        let name = &name.replace("'=", "''=");
        pending.push(csv([&address, name, &groups[number % 5], "Buyer", "Add", language]));
        pending.push(csv([&address, name, "Sales", "Finance", "Add", language]));
    }
    for address in ["'=cut@example.net", "'-dash@example.net", "'+plus@example.net"] {
        pending.push(csv([address, "", "/", "Tech", "", ""]));
    }
    let import = async |rows: Vec<String>| test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let of = |who: &str| format!("{who}@example.net,{who},Sales/EMEA,Buyer");

    import(["expired", "removed", "without"].map(of).to_vec()).await;
    answer(&test, "removed@example.net", Answer::Accept).await;
    // The links of a folder are those of the last delivery only.
    let without = test.invitation("without@example.net").await.id;
    let accepted = RecordedAnswer { answer: Answer::Accept, name: String::new(), note: String::new() };
    test.app.record_answer(&by, without, &accepted).await.unwrap();
    let removed = test.id_of("removed@example.net").await;
    test.app.remove_users(&by, &[(removed, UserState::Active)], "").await.unwrap();
    let emea = test.group("Sales/EMEA").await;
    let these = UserSelection::These { users: vec![test.id_of("without@example.net").await] };
    let taken = test.app.change_roles(&by, &these, &GrantChange::Take { group: emea, roles: Vec::new() }).await;
    assert_eq!(taken.unwrap().done, 1);

    test.clock.pass_days(10);
    import(vec![of("expiring")]).await;
    test.deliver_to_folder().await;
    test.clock.pass_days(80);
    import(pending.into_iter().chain(["active", "declined", "cancelled"].map(of)).collect()).await;
    answer(&test, "active@example.net", Answer::Accept).await;
    let declined = test.invitation("declined@example.net").await.id;
    let no = RecordedAnswer { answer: Answer::Decline, ..accepted };
    test.app.record_answer(&by, declined, &no).await.unwrap();
    let cancelled = test.invitation("cancelled@example.net").await.id;
    let invitations = vec![cancelled];
    let these = InvitationSelection::These { invitations };
    assert_eq!(test.app.cancel(&by, &these).await.unwrap().done, 1);
    test
}

async fn export(test: &TestApp, by: &Permit, selection: &UserSelection, format: TableFormat) -> Vec<u8> {
    test.app.export_users(by, selection, format).await.unwrap()
}

/// The table as a file that is imported.
async fn imported(test: &TestApp, by: &Permit, bytes: &[u8], format: TableFormat) -> Arc<ImportCheck> {
    let file = test.folder().join(if format == Csv { "users.csv" } else { "users.xlsx" });
    std::fs::write(&file, bytes).unwrap();
    let options = Options { create_groups: true, allow_administrators: true };
    test.app.check_import(by, &file, options).await.unwrap()
}

fn cells(check: &Arc<ImportCheck>, row: usize) -> Vec<String> {
    check.draft.rows()[row].cells.iter().map(|cell| cell.shown().to_owned()).collect()
}

fn column(check: &Arc<ImportCheck>, column: usize) -> Vec<String> {
    let cell = |row| cells(check, row).get(column).cloned().unwrap_or_default();
    (0..check.plan.rows.len()).map(cell).collect()
}

#[tokio::test]
async fn an_export_of_the_whole_account_changes_nothing_when_it_comes_back() {
    let test = whole_account().await;
    let by = test.administrator().await;
    let query = UserQuery { limit: usize::MAX, ..UserQuery::default() };
    let before = test.app.list_users(&by, &query).await.unwrap();
    let statuses: BTreeSet<Status> = before.users.iter().map(|user| user.status).collect();
    assert_eq!(statuses, Status::ALL.into_iter().collect(), "there is somebody of each");
    let change = test.store.latest_change().await.unwrap();
    for format in [Xlsx, Csv] {
        let check = imported(&test, &by, &export(&test, &by, &all(), format).await, format).await;
        let counts = check.plan.counts;
        assert_eq!((counts.rows, counts.skipped, counts.unchanged), (35, 5, 30), "{counts:?}");
        assert_eq!((check.errors().count(), check.plan.people.len(), check.plan.new_groups.len()), (0, 0, 0));
        assert_eq!(check.draft.layout.ignored, [""; 0], "and nothing is said of our own columns");
        assert!(
            check
                .draft
                .rows()
                .iter()
                .all(|row| row.cells.iter().all(|cell| matches!(cell, Cell::Text(_) | Cell::Empty)))
        );
        let names = column(&check, 1);
        for name in NAMES.map(|name| name.replace('\u{a0}', " ")) {
            assert!(names.contains(&name), "{name}: {names:?}");
        }
        test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
        assert_eq!(test.app.list_users(&by, &query).await.unwrap(), before, "{format:?}");
        assert_eq!(test.store.latest_change().await.unwrap(), change);
    }
}

#[tokio::test]
async fn a_row_tells_how_somebody_stands_and_says_keep_where_add_would_invite() {
    let test = whole_account().await;
    let by = test.administrator().await;
    let check = imported(&test, &by, &export(&test, &by, &all(), Csv).await, Csv).await;
    let row = |address: &str| {
        let at = column(&check, 0).iter().position(|cell| cell == address).unwrap();
        let mut cells = cells(&check, at);
        cells.resize(10, String::new());
        cells.join("|")
    };
    assert_eq!(
        check.headers()[..6],
        ["Email [Required]", "Name", "Group [Required]", "Role [Required]", "Action", "Language"]
    );
    assert_eq!(check.headers()[6..], ["Status", "Invited", "Joined", "Last day"]);
    for (address, expected) in [
        ("ana@acme.example", "Ana López|/|Administrator|Add||Active||2026-11-21|"),
        ("active@example.net", "active|Sales/EMEA|Buyer|Add||Active|2027-02-19|2027-02-19|"),
        ("pending1@example.net", "+Plus|007|Buyer|Add|de|Pending|2027-02-19||2027-05-20"),
        ("expiring@example.net", "expiring|Sales/EMEA|Buyer|Add||Expiring|2026-12-01||2027-03-01"),
        ("expired@example.net", "expired|Sales/EMEA|Buyer|Keep||Expired|2026-11-21||2027-02-19"),
        ("declined@example.net", "declined|Sales/EMEA|Buyer|Keep||Declined|2027-02-19||"),
        ("cancelled@example.net", "cancelled|Sales/EMEA|Buyer|Keep||Cancelled|2027-02-19||"),
        ("removed@example.net", "removed|||Keep||Removed|2026-11-21|2026-11-21|"),
        ("without@example.net", "without|||Keep||Active|2026-11-21|2026-11-21|"),
    ] {
        assert_eq!(row(address), format!("{address}|{expected}"));
    }
}

#[tokio::test]
async fn the_rows_stand_in_the_order_of_the_list() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    test.import(&[
        "b@x.org,Zoë,Sales,Buyer",
        "a@x.org,Émile,Sales,Buyer",
        "c@x.org,Bo,Finance,Buyer",
        "c@x.org,Bo,/,Buyer",
    ])
    .await;
    let addresses = async |selection: UserSelection, format| {
        let bytes = export(&test, &by, &selection, format).await;
        column(&imported(&test, &by, &bytes, format).await, 0)
    };
    let query = UserQuery {
        search: "x.org".into(),
        sort: rollcall_index::Sort::Address,
        descending: true,
        offset: 2,
        limit: 1,
        ..UserQuery::default()
    };
    let except = vec![test.id_of("b@x.org").await];
    let matching = UserSelection::Matching { query, except };
    assert_eq!(addresses(matching, Csv).await, ["c@x.org", "c@x.org", "a@x.org"]);
    let users = vec![test.id_of("b@x.org").await, test.id_of("a@x.org").await, UserId(99), test.id_of("c@x.org").await];
    let these = UserSelection::These { users };
    for format in [Csv, Xlsx] {
        assert_eq!(addresses(these.clone(), format).await, ["c@x.org", "c@x.org", "a@x.org", "b@x.org"]);
    }
}

#[tokio::test]
async fn a_table_of_nobody_has_its_header() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let table = String::from_utf8(export(&test, &by, &EVERYBODY, Csv).await).unwrap();
    let header = "\u{feff}Email [Required],Name,Group [Required],Role [Required],Action,Language,Status,Invited,Joined,Last day\r\n";
    assert_eq!(table, header);
    assert!(export(&test, &by, &EVERYBODY, Xlsx).await.starts_with(b"PK"));
}

#[tokio::test]
async fn an_administrator_of_a_group_exports_their_part_and_it_comes_back_to_them() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let auditor = RoleInput { name: "Auditor".into(), meaning: String::new(), given_by: RoleGivers::Account };
    test.app.add_role(&by, &auditor).await.unwrap();
    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    test.import(&[
        "zoe@x.org,Zoë,Sales/EMEA,Auditor",
        "zoe@x.org,Zoë,Finance,Buyer",
        "cy@x.org,Cy,Finance,Buyer",
        "di@x.org,Di,Sales,Buyer",
    ])
    .await;
    let everybody = UserSelection::These { users: test.all_users().await.into_values().collect() };
    for (selection, format) in [(&all(), Csv), (&everybody, Xlsx)] {
        let check = imported(&test, &bo, &export(&test, &bo, selection, format).await, format).await;
        assert_eq!(column(&check, 0), ["di@x.org", "zoe@x.org", "bo@acme.example"]);
        assert_eq!(column(&check, 2), ["Sales", "Sales/EMEA", "Sales"], "and nothing of other groups");
        assert_eq!(check.plan.counts.unchanged, 3, "{:?}", check.plan.rows);
    }
}

#[tokio::test]
async fn what_happened_is_a_table_with_who_what_and_by_which_import() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    test.import(&["zoe@x.org,\"=Zoë\",Sales,Buyer", "cy@x.org,,Finance,Buyer"]).await;
    let query = ActivityQuery { verbs: vec![Verb::Invited], limit: 1, ..ActivityQuery::default() };
    let table = String::from_utf8(test.app.export_activity(&by, &query, Csv).await.unwrap()).unwrap();
    let lines: Vec<_> = table.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "When (UTC),Who,What,To whom,Address,Details,Import",
            "2026-11-21T09:00:00Z,Ana López,Invited,'=Zoë,zoe@x.org,Sales: Buyer,people-0.csv (no. 1)",
            "2026-11-21T09:00:00Z,Ana López,Invited,cy@x.org,cy@x.org,Finance: Buyer,people-0.csv (no. 1)",
        ]
    );
    assert!(test.app.export_activity(&by, &query, Xlsx).await.unwrap().starts_with(b"PK"));

    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    let everything = ActivityQuery::default();
    let table = String::from_utf8(test.app.export_activity(&bo, &everything, Csv).await.unwrap()).unwrap();
    assert!(table.contains("'=Zoë") && !table.contains("cy@x.org"), "of those whom they see: {table}");
    assert!(!table.contains("Sales: Buyer"), "without the particulars: {table}");
}
