//! Cells that name several groups and roles, names in two parts, rows that somebody skips, and groups that somebody lets be made.

use crate::accounts::*;
use ProblemCode as C;
use RowOutcome::{Invited, Rejected, Skipped, Unchanged};
use rollcall_domain::{
    Assignment, Group, GroupId, GroupTree, ProblemCode, UserState,
    import::{AccountView, Options, Plan, RowOutcome, Sheet, read_rows},
};

fn grants(plan: &Plan, person: usize) -> Vec<String> {
    let grants = plan.people[person].grants.iter();
    grants.map(|grant| format!("{:?} {}", grant.group, grant.role.0)).collect()
}

#[test]
fn one_cell_names_several_groups_with_one_role_for_all_or_one_for_each() {
    let same = plan(&["a@x.org||Sales|Buyer", "a@x.org||Finance|Buyer"], &[]);
    for cell in ["Sales; Finance", "Sales\nFinance;", "sales;\r\n finance", "Sales, Finance", "Sales;Sales;Finance"] {
        let several = plan(&[&format!("a@x.org||{cell}|Buyer")], &[]);
        assert_eq!((outcomes(&several), grants(&several, 0)), (vec![Invited], grants(&same, 0)), "{cell:?}");
        assert_eq!(codes(&several), [[]], "{cell:?}");
    }
    let pairs = plan(&["a@x.org||Sales; Finance; Sales|Buyer; Approver\nTech"], &[]);
    let apart = plan(&["a@x.org||Sales|Buyer", "a@x.org||Finance|Approver", "a@x.org||Sales|Tech"], &[]);
    assert_eq!(grants(&pairs, 0), grants(&apart, 0));
}

#[test]
fn roles_that_fit_no_group_are_refused() {
    for (group, role, action, code) in [
        ("Sales; Finance; /", "Buyer; Approver", "", C::RolesUnclear),
        ("Sales", "Buyer, Approver", "", C::RolesUnclear),
        ("Sales; Finance", "; Buyer", "", C::RoleMissing),
        ("Sales; Finance", "; ;", "", C::RoleMissing),
        ("Sales", ";", "Change role", C::RoleMissing),
        ("Sales", ";", "Remove from group", C::RoleMissing),
        ("Sales; Sales", "Buyer; Approver", "Change role", C::RolesUnclear),
    ] {
        let refused = plan(&[&format!("a@x.org||{group}|{role}|{action}")], &[]);
        assert_eq!(codes(&refused), [[code]], "{group} {role}");
    }
}

#[test]
fn a_row_of_several_groups_is_done_whole_or_not_at_all_and_each_part_that_is_wrong_is_named() {
    let rows = [
        "a@x.org||Sales; Finanse|Buyer; Byer",
        "b@x.org||Finanse, Sales|Buyer",
        "c@x.org||Ghost; Sales//EMEA|Buyer",
        "d@x.org||Finanse; Salse; Sales; Finanse|Byer",
        "e@x.org||A; B; C; Finanse|Byer; King; Queen; Jack",
        "f@x.org||Finanse; |Buyer",
    ];
    let refused = plan(&rows, &[]);
    assert_eq!((outcomes(&refused), refused.people.len()), (vec![Rejected; 6], 0));
    let said = |row: usize| -> Vec<_> {
        let problems = refused.rows[row].problems.iter();
        problems.map(|p| (p.code, p.value.as_str(), p.suggestion.as_deref())).collect()
    };
    let unknown = C::GroupUnknown;
    assert_eq!(said(0), [(unknown, "Finanse", Some("Finance")), (C::RoleUnknown, "Byer", Some("Buyer"))]);
    assert_eq!(said(1), [(unknown, "Finanse, Sales", Some("Finance; Sales"))]);
    assert_eq!(said(2), [(unknown, "Ghost", None), (C::GroupMalformed, "Sales//EMEA", Some("Sales/EMEA"))]);
    let [finance, sales] = [(unknown, "Finanse", Some("Finance")), (unknown, "Salse", Some("Sales"))];
    assert_eq!(said(3), [finance, sales, (C::RoleUnknown, "Byer", Some("Buyer"))]);
    // A cell in which nearly everything is wrong is told as a whole.
    let whole = (unknown, "A; B; C; Finanse", Some("A; B; C; Finance"));
    assert_eq!(said(4)[0], whole);
    assert_eq!(said(4)[1], (C::RoleUnknown, "Byer; King; Queen; Jack", Some("Buyer; King; Queen; Jack")));
    assert_eq!(said(5), [finance]);
}

#[test]
fn what_somebody_has_of_several_groups_is_not_given_again() {
    let mut ana = known("a@x.org", UserState::Active, None);
    let some = plan(&["a@x.org||Sales; Finance|Buyer"], std::slice::from_ref(&ana));
    assert_eq!(grants(&some, 0), ["Existing(GroupId(4)) 2"]);
    ana.assignments.push(Assignment { group: FINANCE, role: BUYER });
    assert_eq!(outcomes(&plan(&["a@x.org||Sales; Finance|Buyer"], &[ana])), [Unchanged]);
}

#[test]
fn a_group_may_have_a_semicolon_or_a_comma_in_its_name() {
    let mut all = groups();
    for (id, name) in [(10, "Research; Development"), (11, "Sales, Marketing")] {
        all.push(Group { id: GroupId(id), parent: Some(GroupId::ROOT), name: name.into() });
    }
    let account = AccountView { groups: GroupTree::new(&all), ..account() };
    let rows = ["a@x.org||research; development|Buyer", "b@x.org||Sales, Marketing|Buyer"];
    let plan = plan_with(&rows, &[], Options::default(), &account);
    assert_eq!((outcomes(&plan), plan.people[0].grants.len(), plan.people[1].grants.len()), (vec![Invited; 2], 1, 1));
}

#[test]
fn a_cell_of_thousands_of_groups_in_thousands_of_rows_ends() {
    let cell = (0..4_000).map(|at| format!("Group {at}")).collect::<Vec<_>>().join("; ");
    let rows: Vec<String> = (0..400).map(|at| format!("p{at}@x.org||{cell}|Buyer")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let options = Options { create_groups: true, ..Options::default() };
    let plan = plan_with(&rows, &[], options, &account());
    assert_eq!((plan.counts.invited, plan.counts.rejected), (250, 150));
    assert_eq!(codes(&plan)[399], [C::GroupsTooMany]);
}

#[test]
fn cells_that_name_a_million_things_which_nobody_knows_are_read_up_to_a_limit() {
    let cell = |row: u32| (0..2_000).map(|at| format!("{row}.{at}")).collect::<Vec<_>>().join(";");
    let groups: Vec<String> = (0..510).map(|row| format!("p{row}@x.org||{}|Buyer", cell(row))).collect();
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let sheet = Sheet::new(table("Email|Name|Group|Role", &groups));
    let draft = read_rows(sheet, &account(), Options::default()).unwrap();
    assert_eq!(draft.unknown_groups.len(), 1_000_000);
    let plan = draft.plan(&[], &account());
    assert_eq!((&codes(&plan)[0], &codes(&plan)[509]), (&vec![C::GroupUnknown], &vec![C::GroupsTooMany]));

    let roles: Vec<String> = (0..510).map(|row| format!("p{row}@x.org||Sales|Byer;{}", cell(row))).collect();
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    let plan = self::plan(&roles, &[]);
    assert_eq!((&codes(&plan)[0], &codes(&plan)[509]), (&vec![C::RoleUnknown], &vec![C::RolesUnclear]));
    assert_eq!(plan.rows[0].problems[0].suggestion, None, "nobody reads what is meant by thousands");
}

#[test]
fn a_role_that_is_wrong_in_a_cell_many_times_is_one_problem() {
    let refused = plan(&["a@x.org||Ghost|Admin; Admin; Buyer"], &[]);
    assert_eq!(codes(&refused), [[C::GroupUnknown, C::AdministratorUnconfirmed]]);
}

#[test]
fn rows_that_somebody_skips_are_skipped_whatever_they_say() {
    let mut sheet = Sheet::new(table("Email|Group|Role", &["@|Ghost|King", "a@x.org|Sales|Buyer"]));
    sheet.skipped.insert(2);
    let plan = read_rows(sheet, &account(), Options::default()).unwrap().plan(&[], &account());
    assert_eq!((outcomes(&plan), codes(&plan)), (vec![Skipped, Invited], vec![vec![], vec![]]));
}

#[test]
fn a_group_that_somebody_lets_be_made_is_made_with_those_above_it_and_no_other() {
    let rows = ["a@x.org|Legal / Patents|Buyer", "b@x.org|legal|Buyer", "c@x.org|Ghost|Buyer"];
    let mut sheet = Sheet::new(table("Email|Group|Role", &rows));
    sheet.new_groups.insert("legal/patents".to_owned());
    let plan = read_rows(sheet, &account(), Options::default()).unwrap().plan(&[], &account());
    assert_eq!(outcomes(&plan), [Invited, Invited, Rejected]);
    let made: Vec<_> = plan.new_groups.iter().map(ToString::to_string).collect();
    assert_eq!(made, ["Legal", "Legal/Patents"]);
}

#[test]
fn a_name_in_two_parts_is_put_together_and_the_part_that_is_wrong_is_named() {
    let rows = ["a@x.org|Zoë|Ünal|Sales|Buyer", "b@x.org||Ünal|Sales|Buyer", "c@x.org|Bo|Li\u{202e}|Sales|Buyer"];
    let sheet = Sheet::new(table("Email|First name|Last name|Group|Role", &rows));
    let plan = read_rows(sheet, &account(), Options::default()).unwrap().plan(&[], &account());
    let names: Vec<_> = plan.people.iter().map(|person| person.name.as_ref().unwrap().as_str()).collect();
    assert_eq!((outcomes(&plan), names), (vec![Invited, Invited, Rejected], vec!["Zoë Ünal", "Ünal"]));
    let problem = &plan.rows[2].problems[0];
    assert_eq!((problem.column.word(), problem.suggestion.as_deref()), ("Last name", Some("Li")));
}

#[test]
fn an_address_that_is_a_slip_from_a_domain_that_the_file_is_full_of_looks_mistyped() {
    let mut rows: Vec<String> = (0..60).map(|at| format!("p{at}@acme.example||Sales|Buyer")).collect();
    rows.extend((0..60).map(|at| format!("q{at}@eu1.acme.example||Sales|Buyer")));
    for address in ["z@acme.exmaple", "z@acme.example.", "z@eu2.acme.example", "z@amce.example", "z@other.example"] {
        rows.push(format!("{address}||Sales|Buyer"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let plan = plan(&rows, &[]);
    let said: Vec<_> = plan.rows[120..]
        .iter()
        .map(|row| row.problems.first().and_then(|problem| problem.suggestion.as_deref()))
        .collect();
    assert_eq!(said, [Some("z@acme.example"), Some("z@acme.example"), None, Some("z@acme.example"), None]);
    assert!(plan.rows[..120].iter().all(|row| row.problems.is_empty()));
}
