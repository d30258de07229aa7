//! What the administrators of a group may do in their part: give the roles that are theirs to give, and add groups.

use rollcall_app::{
    Error, ErrorCode, Permit,
    act_on_invitations::{InvitationSelection, Reason},
    decide_requests::Approval,
    invite_people::{InviteInput, PersonInput},
    list_activity::ActivityQuery,
    manage_roles::RoleInput,
    ports::store::ActRange,
    record_answer::RecordedAnswer,
    select_users::UserSelection,
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{
    Assignment, GrantChange, GroupId, GroupPath, ProblemCode, RoleGivers, RoleId,
    import::{Options, RowOutcome},
    invitation::Answer,
};
use rollcall_testkit::TestApp;

const BUYER: RoleId = RoleId(2);
const APPROVER: RoleId = RoleId(3);

/// Acme, with the role Auditor that only administrators of the whole account give, and Bo, who administers Sales.
async fn acme() -> (TestApp, RoleId, Permit) {
    let test = TestApp::acme().await;
    let auditor = RoleInput { name: "Auditor".into(), meaning: String::new(), given_by: RoleGivers::Account };
    let auditor = test.app.add_role(&test.administrator().await, &auditor).await.unwrap();
    let bo = test.administrator_of("Sales", "bo@acme.example").await;
    (test, auditor, bo)
}

async fn sales(test: &TestApp, role: RoleId) -> Assignment {
    Assignment { group: test.group("Sales").await, role }
}

fn inviting(address: &str, assignment: Assignment) -> InviteInput {
    let person = PersonInput { address: address.into(), name: None };
    InviteInput { people: vec![person], assignments: vec![assignment], ..InviteInput::default() }
}

fn refused<T: std::fmt::Debug>(done: Result<T, Error>, word: &str) {
    match done {
        Err(Error::InvalidInput(problems)) => assert!(problems[0].message.contains(word), "{problems:?}"),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_role_of_the_whole_account_is_not_offered_by_the_administrator_of_a_group() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let (buys, audits) = (sales(&test, BUYER).await, sales(&test, auditor).await);
    refused(test.app.invite(&bo, &inviting("zoe@x.org", audits)).await, "Auditor");
    test.app.invite(&bo, &inviting("zoe@x.org", buys)).await.unwrap();
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    let set = |from: &[Assignment], to: &[Assignment]| GrantChange::Set { from: from.to_vec(), to: to.to_vec() };
    refused(test.app.change_roles(&bo, &zoe, &set(&[buys], &[audits])).await, "Auditor");
    assert_eq!(test.app.change_roles(&by, &zoe, &set(&[buys], &[audits, buys])).await.unwrap().done, 1);
    refused(test.app.change_roles(&bo, &zoe, &set(&[buys, audits], &[buys])).await, "Auditor");
    let approves = sales(&test, APPROVER).await;
    let mine = set(&[audits, buys], &[approves, audits]);
    assert_eq!(test.app.change_roles(&bo, &zoe, &mine).await.unwrap().done, 1);
    assert_eq!(test.user("zoe@x.org").await.unwrap().assignments.len(), 2, "what is another's to give stays");
    refused(test.app.change_roles(&bo, &zoe, &set(&[approves, audits], &[])).await, "Auditor");
}

#[tokio::test]
async fn what_is_not_theirs_to_give_is_not_offered_anew_by_them() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let audits = sales(&test, auditor).await;
    test.app.invite(&by, &inviting("zoe@x.org", audits)).await.unwrap();
    test.deliver_to_folder().await;
    let zoe = test.invitation("zoe@x.org").await.id;
    let these = InvitationSelection::These { invitations: vec![zoe] };
    test.clock.pass_days(90);
    let resent = test.app.resend(&bo, &these).await.unwrap();
    assert_eq!((resent.done, resent.not_done[0].reason), (0, Reason::NotYours));
    refused(test.app.invite(&bo, &inviting("zoe@x.org", sales(&test, BUYER).await)).await, "zoe@x.org");
    let file = test.csv(&["zoe@x.org,,Sales,Buyer"]);
    let check = test.app.check_import(&bo, &file, Options::default()).await.unwrap();
    assert_eq!(check.plan.rows[0].problems[0].code, ProblemCode::RoleNotYours);
    assert_eq!(test.app.resend(&by, &these).await.unwrap().done, 1);
}

#[tokio::test]
async fn what_is_not_theirs_to_give_is_not_accepted_declined_or_taken_back_by_them() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let audits = sales(&test, auditor).await;
    test.app.invite(&by, &inviting("zoe@x.org", audits)).await.unwrap();
    let zoe = test.invitation("zoe@x.org").await.id;
    let these = InvitationSelection::These { invitations: vec![zoe] };
    for answer in [Answer::Accept, Answer::Decline] {
        let recorded = RecordedAnswer { answer, name: "Zoë".into(), note: String::new() };
        match test.app.record_answer(&bo, zoe, &recorded).await {
            Err(Error::Invitation { reason: Reason::NotYours, .. }) => {}
            other => panic!("{answer:?}: {other:?}"),
        }
    }
    let cancelled = test.app.cancel(&bo, &these).await.unwrap();
    assert_eq!((cancelled.done, cancelled.not_done[0].reason), (0, Reason::NotYours));
    assert_eq!(test.app.cancel(&by, &these).await.unwrap().done, 1);
}

#[tokio::test]
async fn no_role_of_the_whole_account_reaches_further_by_a_merging_of_theirs() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let paths = ["Sales/EMEA/North", "Sales/North"].map(str::to_owned);
    test.app.add_groups(&by, &paths).await.unwrap();
    let [emea, within, above] =
        [test.group("Sales/EMEA").await, test.group("Sales/EMEA/North").await, test.group("Sales").await];
    let audits = |group| Assignment { group, role: auditor };
    test.app.invite(&by, &inviting("zoe@x.org", audits(emea))).await.unwrap();
    refused(test.app.merge_groups(&bo, emea, above).await, "Auditor");
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    let set = GrantChange::Set { from: vec![audits(emea)], to: vec![audits(within)] };
    assert_eq!(test.app.change_roles(&by, &zoe, &set).await.unwrap().done, 1);
    // A group below that has a namesake goes into that one.
    refused(test.app.merge_groups(&bo, emea, above).await, "Auditor");
    assert_eq!(test.group("Sales/EMEA").await, emea, "nothing was merged");
    let set = GrantChange::Set { from: vec![audits(within)], to: vec![Assignment { group: within, role: BUYER }] };
    assert_eq!(test.app.change_roles(&by, &zoe, &set).await.unwrap().done, 1);
    test.app.merge_groups(&bo, emea, above).await.unwrap();
}

#[tokio::test]
async fn a_role_of_the_whole_account_is_given_by_no_import_approval_or_change_of_theirs() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let file = test.csv(&["zoe@x.org,,Sales,Auditor", "cy@x.org,,Sales,Buyer"]);
    let check = test.app.check_import(&bo, &file, Options::default()).await.unwrap();
    let outcomes: Vec<_> = check.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [RowOutcome::Rejected, RowOutcome::Invited]);
    assert!(check.errors().all(|problem| problem.message.contains("“Auditor”")));
    test.app.carry_out_import(&bo, &check, 0, &|_| true).await.unwrap();

    let (buys, audits) = (sales(&test, BUYER).await, sales(&test, auditor).await);
    let suggested = JoinLinkInput { suggested: Some(audits), ..JoinLinkInput::default() };
    let link = test.share_link(&suggested).await;
    let (request, _) = test.requested(&link, "di@x.org").await;
    let seen = test.requests(&bo).await;
    assert_eq!((seen.len(), &seen[0].suggested), (1, &None), "nor is it suggested to them");
    let approval = |assignment| [Approval { request, assignment }];
    refused(test.app.approve_requests(&bo, &approval(audits)).await, "Auditor");
    assert_eq!(test.app.approve_requests(&bo, &approval(buys)).await.unwrap().done, 1);

    let di = UserSelection::These { users: vec![test.id_of("di@x.org").await] };
    refused(test.app.change_roles(&bo, &di, &GrantChange::Give { grant: audits }).await, "Auditor");
    let replace = GrantChange::Replace { group: buys.group, from: vec![BUYER], to: auditor };
    refused(test.app.change_roles(&bo, &di, &replace).await, "Auditor");
    test.app.change_roles(&by, &di, &GrantChange::Give { grant: audits }).await.unwrap();
    let set = |to: &[Assignment]| GrantChange::Set { from: vec![buys, audits], to: to.to_vec() };
    refused(test.app.change_roles(&bo, &di, &set(&[buys])).await, "Auditor");
    let approves = sales(&test, APPROVER).await;
    assert_eq!(test.app.change_roles(&bo, &di, &set(&[approves, audits])).await.unwrap().done, 1);
}

#[tokio::test]
async fn a_change_of_a_role_of_the_whole_account_is_not_undone_by_the_administrator_of_a_group() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let (buys, audits) = (sales(&test, BUYER).await, sales(&test, auditor).await);
    let both = InviteInput { assignments: vec![buys, audits], ..inviting("zoe@x.org", buys) };
    test.app.invite(&by, &both).await.unwrap();
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    let take = GrantChange::Take { group: buys.group, roles: vec![auditor] };
    let undoable = test.app.change_roles(&by, &zoe, &take).await.unwrap().undo.unwrap();
    assert_eq!(offered(&test, &bo, "zoe@x.org").await, None, "nor is it offered to be");
    assert_eq!(offered(&test, &by, "zoe@x.org").await, Some(undoable));
    assert_eq!(test.app.preview_undo(&bo, undoable).await.unwrap().done, 0);
    assert_eq!(test.app.undo(&bo, undoable).await.unwrap().done, 0);
    assert_eq!(test.user("zoe@x.org").await.unwrap().assignments.len(), 1);
    assert_eq!(test.app.preview_undo(&by, undoable).await.unwrap().done, 1);
    assert_eq!(test.app.undo(&by, undoable).await.unwrap().done, 1);
    assert_eq!(offered(&test, &by, "zoe@x.org").await, None);
}

#[tokio::test]
async fn what_lies_in_a_part_is_undone_from_the_history_by_its_administrator_whoever_did_it() {
    let (test, _, bo) = acme().await;
    let by = test.administrator().await;
    let (buys, approves) = (sales(&test, BUYER).await, sales(&test, APPROVER).await);
    test.app.invite(&by, &inviting("zoe@x.org", buys)).await.unwrap();
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    test.app.change_roles(&by, &zoe, &GrantChange::Give { grant: approves }).await.unwrap();
    let act = offered(&test, &bo, "zoe@x.org").await.unwrap();
    assert_eq!(test.app.undo(&bo, act).await.unwrap().done, 1);
    assert_eq!(test.user("zoe@x.org").await.unwrap().assignments.len(), 1);
}

/// By what the newest entry of a user can be undone, as the user's panel says; the list of what happened says the same.
async fn offered(test: &TestApp, by: &Permit, address: &str) -> Option<ActRange> {
    let id = test.id_of(address).await;
    let newest = test.app.show_user(by, id).await.unwrap().history.remove(0);
    let query = ActivityQuery { user: Some(id), limit: 1, ..ActivityQuery::default() };
    let listed = test.app.list_activity(by, &query).await.unwrap().entries.remove(0);
    assert_eq!(listed, newest);
    newest.undo
}

#[tokio::test]
async fn who_may_take_no_role_at_all_does_not_take_every_one() {
    let (test, _, bo) = acme().await;
    let by = test.administrator().await;
    test.app.invite(&by, &inviting("zoe@x.org", sales(&test, BUYER).await)).await.unwrap();
    for role in test.app.list_roles(&by).await.unwrap() {
        let input = RoleInput { name: role.name, meaning: String::new(), given_by: RoleGivers::Account };
        test.app.change_role(&by, role.id, &input).await.unwrap();
    }
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    let sales = test.group("Sales").await;
    let takes = GrantChange::Take { group: sales, roles: Vec::new() };
    assert_eq!(test.app.change_roles(&bo, &zoe, &takes).await.unwrap_err().code(), ErrorCode::NotPermitted);
    let replaces = GrantChange::Replace { group: sales, from: Vec::new(), to: BUYER };
    refused(test.app.change_roles(&bo, &zoe, &replaces).await, "Buyer");
    assert_eq!(test.user("zoe@x.org").await.unwrap().assignments.len(), 1);
}

#[tokio::test]
async fn nothing_is_taken_in_a_group_that_is_not_theirs() {
    let (test, auditor, bo) = acme().await;
    let by = test.administrator().await;
    let there = Assignment { group: test.group("Finance").await, role: BUYER };
    let both = InviteInput { assignments: vec![there, sales(&test, BUYER).await], ..inviting("zoe@x.org", there) };
    test.app.invite(&by, &both).await.unwrap();
    let zoe = UserSelection::These { users: vec![test.id_of("zoe@x.org").await] };
    for roles in [vec![], vec![BUYER], vec![auditor]] {
        let takes = GrantChange::Take { group: there.group, roles: roles.clone() };
        refused(test.app.change_roles(&bo, &zoe, &takes).await, "Finance");
        let replaces = GrantChange::Replace { group: there.group, from: roles, to: APPROVER };
        refused(test.app.change_roles(&bo, &zoe, &replaces).await, "Finance");
    }
    // Nor are the roles looked at first: where none is theirs to take, the group is still named.
    for role in test.app.list_roles(&by).await.unwrap() {
        let input = RoleInput { name: role.name, meaning: String::new(), given_by: RoleGivers::Account };
        test.app.change_role(&by, role.id, &input).await.unwrap();
    }
    let takes = GrantChange::Take { group: there.group, roles: Vec::new() };
    refused(test.app.change_roles(&bo, &zoe, &takes).await, "Finance");
    assert_eq!(test.user("zoe@x.org").await.unwrap().assignments.len(), 2);
}

#[tokio::test]
async fn the_template_offers_the_roles_and_groups_that_are_theirs() {
    let (test, _, bo) = acme().await;
    let read = async |by: &Permit| {
        let file = test.folder().join("template.xlsx");
        std::fs::write(&file, test.app.make_template(by).await.unwrap()).unwrap();
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
        let lists = calamine::Reader::worksheet_range(&mut workbook, "Lists").unwrap();
        let column = |at| lists.rows().filter_map(move |row| row.get(at)).map(ToString::to_string);
        // The range begins with the first column that has anything: the groups'.
        (0..3).map(|at| column(at).filter(|text| !text.is_empty()).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let lists = read(&bo).await;
    assert_eq!(lists[0], ["Sales", "Sales/EMEA"]);
    assert!(!lists[1].contains(&"Auditor".to_owned()) && lists[1].contains(&"Buyer".to_owned()), "{lists:?}");
    assert_eq!(lists[2], ["Add", "Change role", "Remove from group", "Keep"], "they remove nobody from the account");
    let all = read(&test.administrator().await).await;
    assert!(all[1].contains(&"Auditor".to_owned()));
    assert_eq!(all[2], ["Add", "Change role", "Remove from group", "Remove from account", "Keep"]);
}

#[tokio::test]
async fn groups_are_added_below_ones_own_and_nowhere_else() {
    let (test, _, bo) = acme().await;
    let add = async |paths: &[&str]| {
        let paths: Vec<_> = paths.iter().map(|path| (*path).to_owned()).collect();
        test.app.add_groups(&bo, &paths).await
    };
    let added = add(&["sales/APAC/Japan", "Sales/EMEA", "Sales"]).await.unwrap();
    assert_eq!(added.iter().map(GroupPath::to_string).collect::<Vec<_>>(), ["Sales/APAC", "Sales/APAC/Japan"]);
    for path in ["Legal", "Legal/Patents", "Finance", "Finance/Tax", "/", "Salesforce/East"] {
        let error = add(&["Sales/Africa", path]).await.unwrap_err();
        assert!(error.code() == ErrorCode::InvalidInput && error.sentence().contains(path), "{error}");
    }
    let paths: Vec<_> = test.app.list_groups(&bo).await.unwrap().into_iter().map(|group| group.path).collect();
    assert_eq!(paths, ["Sales", "Sales/APAC", "Sales/APAC/Japan", "Sales/EMEA"], "nothing is half done");
}

#[tokio::test]
async fn an_import_makes_groups_below_ones_own_and_nowhere_else() {
    let (test, _, bo) = acme().await;
    let rows = ["a@x.org,,Sales/Africa/Kenya,Buyer", "b@x.org,,Legal,Buyer", "c@x.org,,Finance/Tax,Buyer"];
    let options = Options { create_groups: true, ..Options::default() };
    let check = test.app.check_import(&bo, &test.csv(&rows), options).await.unwrap();
    let outcomes: Vec<_> = check.plan.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [RowOutcome::Invited, RowOutcome::Rejected, RowOutcome::Rejected]);
    test.app.carry_out_import(&bo, &check, 0, &|_| true).await.unwrap();
    let paths: Vec<_> =
        test.app.list_groups(&test.administrator().await).await.unwrap().into_iter().map(|group| group.path).collect();
    assert!(paths.contains(&"Sales/Africa/Kenya".to_owned()) && !paths.contains(&"Legal".to_owned()), "{paths:?}");
}

#[tokio::test]
async fn an_old_file_makes_no_group_anew_that_was_renamed_or_moved() {
    let (test, _, bo) = acme().await;
    let by = test.administrator().await;
    let emea: GroupId = test.group("Sales/EMEA").await;
    test.app.rename_group(&by, emea, "Europe").await.unwrap();
    test.app.move_group(&by, test.group("Marketing").await, test.group("Finance").await).await.unwrap();
    let rows = ["a@x.org,,Sales/EMEA,Buyer", "b@x.org,,sales/emea/Spain,Buyer", "c@x.org,,Marketing,Buyer"];
    let options = Options { create_groups: true, ..Options::default() };
    for (who, problem) in [(&by, ProblemCode::GroupRenamed), (&bo, ProblemCode::GroupNotYours)] {
        let check = test.app.check_import(who, &test.csv(&rows), options).await.unwrap();
        let codes: Vec<_> = check.plan.rows.iter().map(|row| row.problems[0].code).collect();
        assert_eq!(codes, [ProblemCode::GroupRenamed, ProblemCode::GroupRenamed, problem]);
        let first = check.errors().next().unwrap();
        assert_eq!(first.message, "“Sales/EMEA” is called “Sales/Europe” now.");
        assert_eq!((first.fix.as_str(), first.suggestion.as_deref()), ("Write “Sales/Europe”.", Some("Sales/Europe")));
        assert_eq!(check.plan.new_groups, []);
    }
}

#[tokio::test]
async fn a_check_whose_groups_or_roles_are_other_ones_by_now_is_not_carried_out() {
    for what in ["given by others", "renamed", "moved", "not theirs", "demoted", "role renamed", "another above"] {
        let (test, auditor, bo) = acme().await;
        let by = test.administrator().await;
        let emea = test.group("Sales/EMEA").await;
        let (who, rows): (_, &[&str]) = match what {
            "role renamed" => (&by, &["a@x.org,,Sales/EMEA,Auditor"]),
            "another above" => (&by, &["a@x.org,,Marketing/Africa,Buyer"]),
            "renamed" => (&by, &["a@x.org,,Sales/EMEA,Buyer"]),
            _ => (&bo, &["a@x.org,,Sales/EMEA,Buyer"]),
        };
        let options = Options { create_groups: true, ..Options::default() };
        let check = test.app.check_import(who, &test.csv(rows), options).await.unwrap();
        assert_eq!(check.plan.rows[0].outcome, RowOutcome::Invited, "{what}");
        let role = |name: &str, given_by| RoleInput { name: name.into(), meaning: String::new(), given_by };
        match what {
            "given by others" => {
                test.app.change_role(&by, BUYER, &role("Buyer", RoleGivers::Account)).await.unwrap();
            }
            "renamed" => {
                test.app.rename_group(&by, emea, "Europe").await.unwrap();
            }
            "moved" => {
                let below = test.app.add_groups(&by, &["Sales/Old".to_owned()]).await.unwrap();
                assert_eq!(below.len(), 1);
                test.app.move_group(&by, emea, test.group("Sales/Old").await).await.unwrap();
            }
            "not theirs" => {
                test.app.move_group(&by, emea, test.group("Finance").await).await.unwrap();
            }
            "demoted" => {
                let bo = UserSelection::These { users: vec![bo.administrator().id] };
                let take = GrantChange::Take { group: test.group("Sales").await, roles: Vec::new() };
                assert_eq!(test.app.change_roles(&by, &bo, &take).await.unwrap().done, 1);
            }
            "role renamed" => {
                test.app.change_role(&by, auditor, &role("Controller", RoleGivers::Account)).await.unwrap();
            }
            _ => {
                test.app.rename_group(&by, test.group("Marketing").await, "Sold").await.unwrap();
                test.app.add_groups(&by, &["Marketing".to_owned()]).await.unwrap();
            }
        }
        let error = test.app.carry_out_import(who, &check, 0, &|_| true).await.unwrap_err();
        assert!(matches!(error, Error::PlanStale), "{what}: {error}");
        assert!(test.user("a@x.org").await.is_none(), "{what}");
    }
}
