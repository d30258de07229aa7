//! Everything that a file can do besides inviting: changing roles, taking them away, removing people; and taking all of it back.

use RowOutcome::{Added, Changed, Invited, Rejected, Removed, Skipped, Unchanged};
use rollcall_app::{Error, ErrorCode, Permit, Who, check_import::ImportCheck, undo_import::ImportUndo};
use rollcall_domain::{
    EmailAddress, ImportId, InvitationStatus, Status,
    import::{Options, ProblemCode, RowOutcome},
    invitation::Answer,
};
use rollcall_testkit::TestApp;
use std::sync::Arc;

fn outcomes(check: &ImportCheck) -> Vec<RowOutcome> {
    check.plan.rows.iter().map(|row| row.outcome).collect()
}

fn codes(check: &ImportCheck) -> Vec<Option<ProblemCode>> {
    check.plan.rows.iter().map(|row| row.problems.first().map(|problem| problem.code)).collect()
}

/// What somebody has, or is offered, in words.
async fn has(test: &TestApp, address: &str) -> Vec<String> {
    let user = test.user(address).await.unwrap();
    user.assignments.iter().map(|one| format!("{}: {}", one.group_path, one.role_name)).collect()
}

async fn accept(test: &TestApp, addresses: &[&str]) {
    let links = test.deliver_to_folder().await;
    for address in addresses {
        test.app.answer_invitation(&links[*address], Answer::Accept, None, None).await.unwrap().unwrap();
    }
}

async fn check(test: &TestApp, by: &Permit, rows: &[&str]) -> Arc<ImportCheck> {
    test.app.check_import(by, &test.csv(rows), Options::default()).await.unwrap()
}

/// All that a plan tells of its rows.
fn told(check: &ImportCheck) -> String {
    let rows = (0..check.plan.rows.len()).map(|at| check.row(at));
    let told: Vec<_> = rows.map(|row| (row.was, row.problems)).collect();
    format!("{told:?}")
}

async fn carry_out(test: &TestApp, by: &Permit, check: &Arc<ImportCheck>, removals: u32) -> ImportId {
    test.app.carry_out_import(by, check, removals, &|_| true).await.unwrap()
}

/// The members Zoë (Buyer in Sales, Finance in Marketing) and Bo (Buyer in Sales), and Cy, who is invited.
async fn with_people() -> TestApp {
    let test = TestApp::acme().await;
    test.import(&[
        "zoe@x.org,Zoë,Sales,Buyer",
        "zoe@x.org,Zoë,Marketing,Finance",
        "bo@x.org,Bo,Sales,Buyer",
        "cy@x.org,Cy,Sales,Buyer",
        "cy@x.org,Cy,Finance,Tech",
    ])
    .await;
    accept(&test, &["zoe@x.org", "bo@x.org"]).await;
    test
}

#[tokio::test]
async fn one_file_does_every_action_and_the_same_file_does_nothing_the_second_time() {
    let test = with_people().await;
    let by = test.administrator().await;
    let rows = [
        "zoe@x.org,,Sales,Approver,Change role",
        "zoe@x.org,,Marketing,,Remove from group",
        "bo@x.org,,,,Remove from account",
        "cy@x.org,,Finance,Tech,Remove from group",
        "di@x.org,Di,Finance,Buyer,Add",
        "zoe@x.org,,Finance,Buyer,",
        "ana@acme.example,,/,Administrator,Keep",
    ];
    let planned = check(&test, &by, &rows).await;
    assert_eq!(outcomes(&planned), [Changed, Removed, Removed, Removed, Invited, Added, Skipped]);
    assert_eq!(planned.row(0).was.as_deref(), Some("Buyer"));
    assert_eq!(planned.row(4).was, None);
    let mails = test.store.mail_counts().await.unwrap();
    carry_out(&test, &by, &planned, 1).await;
    assert_eq!(has(&test, "zoe@x.org").await, ["Finance: Buyer", "Sales: Approver"]);
    assert_eq!(has(&test, "cy@x.org").await, ["Sales: Buyer"]);
    assert_eq!(test.user("bo@x.org").await.unwrap().status, Status::Removed);
    assert_eq!(test.user("di@x.org").await.unwrap().status, Status::Pending);
    let queued = |counts: &[(_, u64)]| counts.iter().map(|(_, count)| count).sum::<u64>();
    let new = queued(&test.store.mail_counts().await.unwrap()) - queued(&mails);
    assert_eq!(new, 3, "Di is invited, Zoë is told of what she gained, and there is a report; who loses is not mailed");

    let again = check(&test, &by, &rows).await;
    assert!(!again.plan.counts.changes_something(), "{:?}", again.plan.rows);
    assert_eq!(again.errors().count(), 0, "{:?}", again.plan.rows);
    assert_eq!(outcomes(&again)[..6], [Unchanged; 6]);
    assert_eq!(outcomes(&again)[6], Skipped);
}

#[tokio::test]
async fn so_many_are_removed_as_were_agreed_to_or_nobody() {
    let test = with_people().await;
    let by = test.administrator().await;
    let planned = check(&test, &by, &["bo@x.org,,,,Remove from account", "di@x.org,Di,Sales,Buyer,Add"]).await;
    for wrong in [0, 2] {
        let refused = test.app.carry_out_import(&by, &planned, wrong, &|_| true).await;
        assert_eq!(refused, Err(Error::RemovalsUnconfirmed { removals: 1 }));
        assert_eq!((test.user("di@x.org").await, test.user("bo@x.org").await.unwrap().status), (None, Status::Active));
    }
    carry_out(&test, &by, &planned, 1).await;
    assert_eq!(test.user("bo@x.org").await.unwrap().status, Status::Removed);
}

#[tokio::test]
async fn nobody_removes_themself_by_a_file() {
    let test = with_people().await;
    let by = test.administrator().await;
    let administrators = Options { allow_administrators: true, ..Options::default() };
    let file = test.csv(&["bo@x.org,,/,Administrator,Add", "ana@acme.example,,,,Remove from account"]);
    let planned = test.app.check_import(&by, &file, administrators).await.unwrap();
    assert_eq!(outcomes(&planned), [Added, Rejected]);
    assert_eq!(codes(&planned)[1], Some(ProblemCode::RemovalOfYourself));
    carry_out(&test, &by, &planned, 0).await;
    assert_eq!(test.user("ana@acme.example").await.unwrap().status, Status::Active);
}

#[tokio::test]
async fn no_file_takes_the_last_administrator_away() {
    let test = with_people().await;
    let by = test.administrator().await;
    for row in [
        "ana@acme.example,,/,,Remove from group",
        "ana@acme.example,,/,Administrator,Remove from group",
        "ana@acme.example,,/,Buyer,Change role",
    ] {
        let planned = check(&test, &by, &[row]).await;
        assert_eq!((outcomes(&planned), codes(&planned)), (vec![Rejected], vec![Some(ProblemCode::LastAdministrator)]));
    }
    // Where another one is made by the same file, there is one left.
    let options = Options { allow_administrators: true, ..Options::default() };
    let file = test.csv(&["ana@acme.example,,/,,Remove from group", "zoe@x.org,,/,Administrator,Add"]);
    let planned = test.app.check_import(&by, &file, options).await.unwrap();
    assert_eq!(outcomes(&planned), [Removed, Added]);
    carry_out(&test, &by, &planned, 0).await;
    assert_eq!(has(&test, "zoe@x.org").await[0], "/: Administrator");
    let others = test.app.administrators().await.unwrap();
    assert_eq!(others.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["zoe@x.org"]);
}

#[tokio::test]
async fn an_import_is_undone_for_all_to_whom_nothing_else_has_happened() {
    let test = with_people().await;
    let by = test.administrator().await;
    let before = [has(&test, "zoe@x.org").await, has(&test, "bo@x.org").await, has(&test, "cy@x.org").await];
    let planned = check(
        &test,
        &by,
        &[
            "zoe@x.org,,Sales,Approver,Change role",
            "zoe@x.org,,Marketing,,Remove from group",
            "bo@x.org,,,,Remove from account",
            "cy@x.org,,Finance,Tech,Remove from group",
            "di@x.org,Di,Finance,Buyer,Add",
            "ed@x.org,Ed,Finance,Buyer,Add",
        ],
    )
    .await;
    let id = carry_out(&test, &by, &planned, 1).await;
    let links = test.deliver_to_folder().await;
    test.app.answer_invitation(&links["ed@x.org"], Answer::Accept, None, None).await.unwrap().unwrap();
    assert_eq!(test.app.undoable_of_import(&by, id).await.unwrap(), ImportUndo { users: 4, of: 5 });
    assert_eq!(test.app.preview_undo_import(&by, id).await.unwrap(), ImportUndo { users: 4, of: 5 });
    for (address, is_offered) in [("di@x.org", true), ("ed@x.org", false), ("zoe@x.org", true)] {
        let history = test.app.show_user(&by, test.id_of(address).await).await.unwrap().history;
        assert_eq!(history[0].undo.is_some(), is_offered, "the history of {address} offers it, too");
    }
    let done = test.app.undo_import(&by, id).await.unwrap();
    assert_eq!((done.done, done.left), (4, 1));
    assert_eq!([has(&test, "zoe@x.org").await, has(&test, "bo@x.org").await, has(&test, "cy@x.org").await], before);
    assert_eq!(test.user("bo@x.org").await.unwrap().status, Status::Active);
    assert_eq!(test.user("ed@x.org").await.unwrap().status, Status::Active, "he answered");
    assert_ne!(test.user("di@x.org").await.map(|di| di.status), Some(Status::Pending));
    let late = test.app.answer_invitation(&links["di@x.org"], Answer::Accept, None, None).await.unwrap();
    assert_eq!(late, None, "nobody joins by it");
    assert_eq!(test.app.undoable_of_import(&by, id).await.unwrap().users, 0);
    assert_eq!(test.app.undo_import(&by, id).await.unwrap().done, 0);
    let gone = test.app.undo_import(&by, ImportId(99)).await.unwrap_err();
    assert_eq!(gone.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn an_import_that_made_an_administrator_of_the_one_who_stays_is_not_undone_for_them() {
    let test = with_people().await;
    let by = test.administrator().await;
    let options = Options { allow_administrators: true, ..Options::default() };
    let file = test.csv(&["ana@acme.example,,/,,Remove from group", "zoe@x.org,,/,Administrator,Add"]);
    let planned = test.app.check_import(&by, &file, options).await.unwrap();
    let id = carry_out(&test, &by, &planned, 0).await;
    let zoe = test.administrator().await;
    assert_eq!(zoe.administrator().address.as_str(), "zoe@x.org");
    test.app.undo_import(&zoe, id).await.unwrap();
    let administrators = test.app.administrators().await.unwrap();
    assert_eq!(administrators.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["ana@acme.example"]);
}

#[tokio::test]
async fn what_would_leave_no_administrator_is_told_to_undo_nothing_of_all_that_was_done() {
    let test = with_people().await;
    let by = test.administrator().await;
    let options = Options { allow_administrators: true, ..Options::default() };
    let file = test.csv(&["zoe@x.org,,/,Administrator,Add", "di@x.org,Di,Sales,Buyer,Add", "bo@x.org,,/,Buyer,Add"]);
    let planned = test.app.check_import(&by, &file, options).await.unwrap();
    let id = carry_out(&test, &by, &planned, 0).await;
    let zoe = test.app.act_as(&Who::Address(EmailAddress::parse("zoe@x.org").unwrap())).await.unwrap();
    let gone = check(&test, &zoe, &["ana@acme.example,,,,Remove from account"]).await;
    carry_out(&test, &zoe, &gone, 1).await;
    // With whom Ana had invited it is over, too.
    assert_eq!(test.app.preview_undo_import(&zoe, id).await.unwrap(), ImportUndo { users: 0, of: 3 });
    assert_eq!(test.app.undoable_of_import(&zoe, id).await.unwrap().of, 3);
    assert_eq!(test.app.undo_import(&zoe, id).await, Err(Error::LastAdministrator));
}

#[tokio::test]
async fn no_invitation_is_again_from_somebody_who_is_gone() {
    let test = with_people().await;
    let sal = test.administrator_of("Sales", "sal@acme.example").await;
    carry_out(&test, &sal, &check(&test, &sal, &["di@x.org,Di,Sales,Buyer,Add"]).await, 0).await;
    test.deliver_to_folder().await;
    test.clock.pass_days(91);
    let by = test.administrator().await;
    let again = carry_out(&test, &by, &check(&test, &by, &["di@x.org,,Sales,Buyer,Add"]).await, 0).await;
    let gone = check(&test, &by, &["sal@acme.example,,,,Remove from account"]).await;
    carry_out(&test, &by, &gone, 1).await;
    assert_eq!(test.app.undo_import(&by, again).await.unwrap().done, 1);
    let di = test.invitation("di@x.org").await;
    assert_eq!((di.status, di.invited_by.as_str()), (InvitationStatus::Expired, "Ana López"));
}

#[tokio::test]
async fn an_administrator_of_a_group_acts_in_their_part_only_and_removes_nobody_from_the_account() {
    let test = with_people().await;
    let sales = test.administrator_of("Sales", "sal@acme.example").await;
    let planned = check(
        &test,
        &sales,
        &[
            "zoe@x.org,,Sales,Approver,Change role",
            "zoe@x.org,,Marketing,,Remove from group",
            "bo@x.org,,,,Remove from account",
            "bo@x.org,,Sales,,Remove from group",
        ],
    )
    .await;
    assert_eq!(outcomes(&planned), [Changed, Rejected, Rejected, Rejected]);
    assert_eq!(codes(&planned)[1], Some(ProblemCode::GroupNotYours));
    assert!(!told(&planned).contains("Finance"), "of Zoë's role in Marketing nothing is said");
    let id = carry_out(&test, &sales, &planned, 0).await;
    assert_eq!(has(&test, "zoe@x.org").await, ["Marketing: Finance", "Sales: Approver"]);
    assert_eq!(test.app.undo_import(&sales, id).await.unwrap().done, 1);
    assert_eq!(has(&test, "zoe@x.org").await, ["Marketing: Finance", "Sales: Buyer"]);

    let by = test.administrator().await;
    let elsewhere = check(&test, &by, &["zoe@x.org,,Marketing,Buyer,Change role"]).await;
    let id = carry_out(&test, &by, &elsewhere, 0).await;
    assert_eq!(test.app.undoable_of_import(&sales, id).await.unwrap().users, 0);
    assert_eq!(test.app.undo_import(&sales, id).await.unwrap().done, 0);
    assert_eq!(has(&test, "zoe@x.org").await, ["Marketing: Buyer", "Sales: Buyer"]);
}

#[tokio::test]
async fn a_plan_is_stale_when_somebody_of_it_lost_or_gained_something_meanwhile() {
    let test = with_people().await;
    let by = test.administrator().await;
    let planned = check(&test, &by, &["zoe@x.org,,Sales,Approver,Change role"]).await;
    let other = check(&test, &by, &["zoe@x.org,,Sales,,Remove from group"]).await;
    carry_out(&test, &by, &other, 0).await;
    assert_eq!(test.app.carry_out_import(&by, &planned, 0, &|_| true).await, Err(Error::PlanStale));
    let again = test.app.check_import_again(&by, &planned, planned.options).await.unwrap();
    assert_eq!(codes(&again), [Some(ProblemCode::NothingToChange)]);
}
