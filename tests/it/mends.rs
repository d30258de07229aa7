//! Mending a table before it is carried out, saying what its columns mean, and checking one without an account.

use RowOutcome::{Invited, Rejected, Skipped};
use rollcall_app::{
    Error, ErrorCode,
    check_anywhere::Desk,
    check_import::{Checked, ImportCheck, Upload},
    check_offline::Offline,
};
use rollcall_domain::import::{Column, Mapping, Mend, Options, ProblemCode, RowOutcome};
use rollcall_sheet::Sheets;
use rollcall_testkit::{MovableClock, TestApp};
use std::{path::PathBuf, sync::Arc};

fn outcomes(check: &ImportCheck) -> Vec<RowOutcome> {
    check.plan.rows.iter().map(|row| row.outcome).collect()
}

const WRONG: [&str; 5] = [
    "zoe@example.net,Zoë,Finanse,Buyer",
    "bo@example.net,Bo,Finanse,Buyer",
    "cy@example.net,Cy,Legal,Buyer",
    "di@@example.net,Di,Sales,Buyer",
    "ed@example.net,Ed,Sales,Byer",
];

fn file(test: &TestApp, name: &str, content: &str) -> PathBuf {
    let path = test.folder().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[tokio::test]
async fn what_is_wrong_is_told_by_kind_and_by_what_stands_in_the_cells() {
    let test = TestApp::acme().await;
    let check = test.check(&WRONG, Options::default()).await.unwrap();
    let kinds: Vec<_> =
        check.problem_kinds().into_iter().map(|kind| (kind.code, kind.rows, kind.suggested, kind.warning)).collect();
    assert_eq!(
        kinds,
        [
            (ProblemCode::GroupUnknown, 3, 2, false),
            (ProblemCode::EmailSeveral, 1, 1, false),
            (ProblemCode::RoleUnknown, 1, 1, false),
        ]
    );
    let groups = &check.problem_kinds()[0].values;
    let told: Vec<_> = groups
        .iter()
        .map(|value| (value.value.as_str(), value.rows, value.suggestion.as_deref(), value.new_group.as_deref()))
        .collect();
    assert_eq!(told, [("Finanse", 2, Some("Finance"), Some("Finanse")), ("Legal", 1, None, Some("Legal"))]);
}

#[tokio::test]
async fn everything_is_mended_before_anything_is_done_and_can_be_taken_back() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let check = test.check(&WRONG, Options::default()).await.unwrap();
    let mends = [
        (Mend::Suggestions { code: ProblemCode::GroupUnknown }, 2),
        (Mend::CreateGroup { path: "Legal".into() }, 1),
        (Mend::Cell { row: 5, cell: 0, text: "di@example.net".into() }, 1),
        (Mend::Skip { rows: vec![6] }, 1),
    ];
    let mut mended = check;
    for (mend, expected) in &mends {
        let (check, rows) = Desk::With(&test.app, &by).mend(&mended, mend.clone()).await.unwrap();
        assert_eq!(rows, *expected, "{mend:?}");
        mended = check;
    }
    assert_eq!(outcomes(&mended), [Invited, Invited, Invited, Invited, Skipped]);
    assert_eq!(mended.row(0).cells[2], "Finance");

    let mut back = Desk::With(&test.app, &by).take_back(&mended).await.unwrap();
    assert_eq!(outcomes(&back)[3..], [Invited, Rejected]);
    for _ in 1..mends.len() {
        back = Desk::With(&test.app, &by).take_back(&back).await.unwrap();
    }
    assert_eq!((outcomes(&back), back.draft.sheet.mends()), (vec![Rejected; 5], 0));

    let id = test.app.carry_out_import(&by, &mended, 0, &|_| true).await.unwrap();
    assert_eq!(test.user("zoe@example.net").await.unwrap().assignments[0].group_path, "Finance");
    assert_eq!(test.user("ed@example.net").await, None);
    assert!(test.app.list_groups(&by).await.unwrap().iter().any(|group| group.path == "Legal"));
    assert!(!test.app.list_groups(&by).await.unwrap().iter().any(|group| group.path == "Finanse"));
    let rows = test.app.import_rows(&by, id, &[], 0, 10).await.unwrap().rows;
    assert_eq!(rows.iter().find(|row| row.row == 2).unwrap().cells[2], "Finance", "what was done is told");
}

const STRANGE: &str = "Our people\n\nContact,Called,Team\nzoe@example.net,Zoë,Sales\nbo@example.net,Bo,Sales/EMEA\n";

/// What the strange table means.
fn meaning(header_row: u32) -> Mapping {
    Mapping {
        header_row: Some(header_row),
        columns: vec![Some(Column::Email), Some(Column::Name), Some(Column::Group)],
        group: None,
        role: Some("Buyer".into()),
    }
}

async fn read(test: &TestApp, content: &str) -> Upload {
    let by = test.administrator().await;
    Desk::With(&test.app, &by).read_upload(&file(test, "strange.csv", content), None).await.unwrap()
}

#[tokio::test]
async fn what_was_said_of_columns_is_remembered_for_the_next_table_with_these_headers() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let upload = read(&test, STRANGE).await;
    let Checked::Columns(unclear) = test.app.check_upload(&by, upload, Options::default()).await.unwrap() else {
        panic!("nobody can know the role")
    };
    assert_eq!(unclear.guess.columns[0], Some(Column::Email));
    let said = unclear.upload.saying(Some(meaning(3)));
    let check = test.app.check_upload(&by, said, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(outcomes(&check), [Invited, Invited]);
    let upload = read(&test, STRANGE).await;
    let again = test.app.check_upload(&by, upload, Options::default()).await.unwrap();
    assert!(matches!(again, Checked::Columns(_)), "a check remembers nothing");
    let id = test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();

    // The same headers, two rows further down.
    let next = format!("A title\n\nAnother\n\n{}", STRANGE.split_once("\n\n").unwrap().1.replace("zoe@", "zoe2@"));
    let upload = read(&test, &next).await;
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(check.draft.sheet.mapping, Some(meaning(5)));
    assert_eq!(outcomes(&check)[0], Invited);

    // What went wrong with an import is told beside the right cells, though its headers do not say so.
    let wrong = read(&test, &STRANGE.replace(",Sales\n", ",Nowhere\n").replace("zoe@", "zoe3@")).await;
    let check = test.app.check_upload(&by, wrong, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(check.row(0).problems[0].cell, Some(2));
    let rejected = test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let rows = test.app.import_rows(&by, rejected, &[Rejected], 0, 10).await.unwrap().rows;
    assert_eq!(rows[0].problems[0].cell, Some(2));
    assert!(rejected > id);
}

#[tokio::test]
async fn who_takes_back_what_was_said_gets_what_the_headers_say() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let content = "Email,Name,Group,Role,Second group\nzoe@example.net,Zoë,Sales,Buyer,Finance\n";
    let upload = read(&test, content).await;
    let plain = test.app.check_upload(&by, upload, Options::default()).await.unwrap();
    let mut other = meaning(1);
    other.columns = vec![Some(Column::Email), Some(Column::Name), None, Some(Column::Role), Some(Column::Group)];
    other.role = None;
    let said = plain.upload().saying(Some(other.clone()));
    let check = test.app.check_upload(&by, said, Options::default()).await.unwrap().plan().unwrap();
    Desk::With(&test.app, &by).remember_columns(&check).await.unwrap();
    let upload = read(&test, content).await;
    let remembered = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(remembered.draft.sheet.mapping, Some(other));
    let back = remembered.upload().saying(None);
    let back = test.app.check_upload(&by, back, Options::default()).await.unwrap().plan().unwrap();
    let columns = back.draft.layout.mapping().columns;
    assert_eq!(columns[2], Some(Column::Group));
}

#[tokio::test]
async fn a_remembered_group_is_no_news_for_whom_it_is_not_theirs() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let sales = test.administrator_of("Sales", "sal@acme.example").await;
    let said = Mapping { group: Some("Finance".into()), ..meaning(3) };
    let upload = read(&test, STRANGE).await.saying(Some(said));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    Desk::With(&test.app, &by).remember_columns(&check).await.unwrap();
    let upload = read(&test, STRANGE).await;
    let theirs = test.app.check_upload(&sales, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(theirs.draft.sheet.mapping, Some(meaning(3)));

    // Nor do they take it away by what they carry out.
    test.app.carry_out_import(&sales, &theirs, 0, &|_| true).await.unwrap();
    let upload = read(&test, STRANGE).await;
    let again = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(again.draft.sheet.mapping.as_ref().and_then(|said| said.group.as_deref()), Some("Finance"));

    // Nor by what else they say.
    let other = Mapping { role: Some("Approver".into()), ..meaning(3) };
    let said = theirs.upload().saying(Some(other.clone()));
    let theirs = test.app.check_upload(&sales, said, Options::default()).await.unwrap().plan().unwrap();
    Desk::With(&test.app, &sales).remember_columns(&theirs).await.unwrap();
    let upload = read(&test, STRANGE).await;
    let again = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(again.draft.sheet.mapping, Some(Mapping { group: Some("Finance".into()), ..other }));
}

#[tokio::test]
async fn where_a_cell_is_empty_nothing_is_offered_for_what_was_said_of_all_rows() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let rows = "Our people\n\nContact,Called,Team\nzoe@example.net,Zoë,\nbo@example.net,Bo,Sales; Finanse\n";
    let said = Mapping { group: Some("Sales; Finanse".into()), ..meaning(3) };
    let upload = read(&test, rows).await.saying(Some(said));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    let told = [0, 1].map(|row| check.row(row).problems[0].clone());
    let offered = told.map(|problem| (problem.suggestion, problem.instead));
    let finance = Some("Finance".to_owned());
    assert_eq!(offered, [(finance.clone(), None), (finance, Some("Sales; Finance".to_owned()))]);
}

#[tokio::test]
async fn what_titles_say_is_asked_where_they_say_too_little_though_something_is_remembered() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let upload = read(&test, STRANGE).await.saying(Some(meaning(3)));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    Desk::With(&test.app, &by).remember_columns(&check).await.unwrap();
    let back = test.app.check_upload(&by, check.upload().saying(None), Options::default()).await.unwrap();
    assert!(matches!(back, Checked::Columns(_)), "it is planned as was remembered");
}

#[tokio::test]
async fn what_was_said_of_a_table_without_headers_is_not_said_of_the_next_one() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let said = Mapping {
        header_row: None,
        columns: vec![Some(Column::Email)],
        group: Some("Sales".into()),
        role: Some("Buyer".into()),
    };
    let upload = read(&test, "zoe@example.net\nbo@example.net\n").await.saying(Some(said));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let next = read(&test, "cy@example.net\ndi@example.net\n").await;
    let next = test.app.check_upload(&by, next, Options::default()).await.unwrap();
    assert!(matches!(next, Checked::Columns(_)), "nobody has said to which group they belong");
}

#[tokio::test]
async fn an_import_tells_what_was_wrong_beside_its_own_cells_whatever_was_said_since() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let content = STRANGE.replace(",Sales\n", ",Nowhere\n");
    let upload = read(&test, &content).await.saying(Some(meaning(3)));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    let id = test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let other = Mapping { columns: vec![Some(Column::Email), Some(Column::Group)], ..meaning(3) };
    let upload = read(&test, &content).await.saying(Some(other));
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    Desk::With(&test.app, &by).remember_columns(&check).await.unwrap();
    let rows = test.app.import_rows(&by, id, &[Rejected], 0, 10).await.unwrap().rows;
    assert_eq!(rows[0].problems[0].cell, Some(2));

    // Nor do the words of the headers say it of another product's file.
    let okta = "login,firstName,lastName,email,middleName,honorificPrefix,Group,Role\n\
                zoe,Zoë,Ünal,zoe2@@example.net,,,Sales,Buyer\n";
    let upload = read(&test, okta).await;
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!((check.draft.layout.product, check.row(0).problems[0].cell), (Some("Okta"), Some(3)));
    let id = test.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
    let rows = test.app.import_rows(&by, id, &[Rejected], 0, 10).await.unwrap().rows;
    assert_eq!(rows[0].problems[0].cell, Some(3));
}

#[tokio::test]
async fn rows_that_were_copied_are_a_table_like_any_other() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let pasted = "Email\tGroup\tRole\nzoe@example.net\tSales\tBuyer\n\"bo@example.net\"\tFinance\tBuyer\n";
    let upload = Desk::With(&test.app, &by).read_pasted(pasted).await.unwrap();
    let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!((outcomes(&check), check.file_name.as_str()), (vec![Invited, Invited], "Pasted rows"));
    let nothing = Desk::With(&test.app, &by).read_pasted("  \n").await.unwrap_err();
    assert_eq!(nothing.code(), ErrorCode::FileUnreadable);
}

fn offline() -> Offline {
    Offline::new(Arc::new(Sheets::without_child()), Arc::new(MovableClock::at(TestApp::START)))
}

#[tokio::test]
async fn without_an_account_a_table_is_checked_by_itself_mended_and_saved() {
    let test = TestApp::empty().await;
    let offline = offline();
    let desk = Desk::Alone(&offline);
    let rows =
        ["zoe@example.net,Zoë,Nowhere,King", "bo@@example.net,Bo,Nowhere,King", "bo@example.net,,,,Change rolle"];
    let upload = desk.read_upload(&test.csv(&rows), None).await.unwrap();
    let check = desk.check_upload(upload, Options::default()).await.unwrap().plan().unwrap();
    assert!(!check.account.is_known);
    assert_eq!(outcomes(&check), [Invited, Rejected, Rejected]);
    let (check, rows) = desk.mend(&check, Mend::Suggestions { code: ProblemCode::EmailSeveral }).await.unwrap();
    assert_eq!((outcomes(&check)[1], rows), (Invited, 1));
    let report = desk.report(&check).await.unwrap();
    let saved = test.folder().join("corrected.xlsx");
    std::fs::write(&saved, report).unwrap();
    let again = desk.read_upload(&saved, None).await.unwrap();
    let again = desk.check_upload(again, Options::default()).await.unwrap().plan().unwrap();
    assert_eq!(outcomes(&again), outcomes(&check));
    assert_eq!(outcomes(&desk.take_back(&check).await.unwrap()), [Invited, Rejected, Rejected]);

    // And it comes into an account as any other file.
    let test = TestApp::acme().await;
    let refused = test.app.carry_out_import(&test.administrator().await, &check, 0, &|_| true).await;
    assert_eq!(refused, Err(Error::NoAccount));
}

#[tokio::test]
async fn as_many_values_as_can_be_shown_are_told_apart_of_however_many_rows() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let rows: Vec<String> = (0..20_000).map(|at| format!("user{at}@@example.net,,Nowhere {at},Byer")).collect();
    let path = file(&test, "many.csv", &format!("Email,Name,Group,Role\n{}", rows.join("\n")));
    let check = test.app.check_import(&by, &path, Options::default()).await.unwrap();
    let kinds = check.problem_kinds();
    let counted: Vec<_> = kinds.iter().map(|kind| (kind.rows, kind.suggested, kind.values.len())).collect();
    assert_eq!(counted, [(20_000, 20_000, 100), (20_000, 0, 100), (20_000, 20_000, 1)]);
}
