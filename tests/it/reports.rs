//! The template, and the report that comes back corrected.

use RowOutcome::{Invited, Rejected, Skipped};
use rollcall_app::check_anywhere::Desk;
use rollcall_domain::import::{Options, RowOutcome};
use rollcall_testkit::TestApp;

#[tokio::test]
async fn a_corrected_report_does_the_corrected_rows_and_passes_over_the_rest() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let rows = ["zoe@example.net,Zoë,Sales,Buyer", "bo@example.net,Bo,Seles,Buyer", "cy@example.net,Cy,Finance,Buyer"];
    let (_, id) = test.import(&rows).await;
    let file = test.folder().join("report.xlsx");
    std::fs::write(&file, test.app.import_report(&by, id).await.unwrap()).unwrap();

    let as_it_is = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    let outcomes: Vec<_> = as_it_is.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Skipped, Rejected, Skipped]);
    assert_eq!(as_it_is.headers(), ["Email", "Name", "Group", "Role", "Action", "Language"]);

    test.app.add_groups(&by, &["Seles".to_owned()]).await.unwrap();
    let corrected = test.app.check_import_again(&by, &as_it_is, Options::default()).await.unwrap();
    let outcomes: Vec<_> = corrected.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Skipped, Invited, Skipped]);
    assert_eq!((corrected.plan.counts.skipped, corrected.plan.invitations), (2, 1));
}

#[tokio::test]
async fn the_report_of_a_plan_passes_over_nothing_when_it_comes_back() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let rows = ["zoe@example.net,Zoë,Sales,Buyer", "bo@example.net,Bo,Seles,Buyer"];
    let check = test.check(&rows, Options::default()).await.unwrap();
    let file = test.folder().join("plan.xlsx");
    std::fs::write(&file, Desk::With(&test.app, &by).report(&check).await.unwrap()).unwrap();
    let read = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    let outcomes: Vec<_> = read.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Invited, Rejected]);
}

#[tokio::test]
async fn the_template_as_it_is_has_a_header_and_no_rows() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let file = test.folder().join("template.xlsx");
    std::fs::write(&file, test.app.make_template(&by).await.unwrap()).unwrap();
    let error = test.app.check_import(&by, &file, Options::default()).await.unwrap_err();
    assert!(error.sentence().contains("no row below it"), "{error}");
}

#[tokio::test]
async fn hostile_cells_come_back_as_the_text_they_are() {
    let test = TestApp::acme().await;
    let by = test.administrator().await;
    let hostile = "=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\")";
    let (_, id) = test.import(&[&format!("zoe@example.net,\"{hostile}\",Nowhere,Buyer")]).await;
    let file = test.folder().join("report.xlsx");
    std::fs::write(&file, test.app.import_report(&by, id).await.unwrap()).unwrap();
    let read = test.app.check_import(&by, &file, Options::default()).await.unwrap();
    assert_eq!(read.row(0).cells[1], hostile.replace("\"\"", "\""));
}
