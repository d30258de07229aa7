//! Mending a table, and taking that back.

use crate::accounts::*;
use ProblemCode as C;
use RowOutcome::{Invited, Rejected, Skipped};
use rollcall_domain::{
    ProblemCode,
    import::{Column, Draft, Mend, Options, Plan, Problem, RowOutcome, Sheet, cells::instead, read_rows},
    table::{Cell, CellKind, Table, TableRow},
};

const HEADER: &str = "Email|Name|Group|Role|Action";

fn read(sheet: Sheet) -> (Draft, Plan) {
    let draft = read_rows(sheet, &account(), Options::default()).unwrap();
    let plan = draft.plan(&[], &account());
    (draft, plan)
}

/// Mends a sheet as it was planned, plans it again, and takes that back to look whether it is what it was.
fn mended(sheet: &Sheet, mend: &Mend) -> (u32, Sheet, Plan) {
    let (draft, plan) = read(sheet.clone());
    let mut mended = sheet.clone();
    let rows = mended.mend(mend, &draft.layout, &plan);
    assert_eq!(mended.mends(), sheet.mends() + usize::from(rows > 0), "nothing is kept of a mend that changes nothing");
    let mut back = mended.clone();
    if rows > 0 {
        assert!(back.take_back());
    }
    assert_eq!((&back.table, &back.skipped, &back.new_groups), (&sheet.table, &sheet.skipped, &sheet.new_groups));
    let (_, plan) = read(mended.clone());
    (rows, mended, plan)
}

fn sheet(rows: &[&str]) -> Sheet {
    Sheet::new(table(HEADER, rows))
}

fn cell(row: u32, cell: u32, text: &str) -> Mend {
    Mend::Cell { row, cell, text: text.into() }
}

fn everywhere(column: Column, from: &str, to: &str) -> Mend {
    Mend::Everywhere { column, from: from.into(), to: to.into() }
}

#[test]
fn a_cell_is_mended_also_to_the_right_of_a_short_row() {
    let sheet = sheet(&["a@x.org||Sales|Byer", "b@x.org"]);
    let (rows, one, plan) = mended(&sheet, &cell(2, 3, "Buyer"));
    assert_eq!((rows, outcomes(&plan)), (1, vec![Invited, Rejected]));
    let (rows, two, _) = mended(&one, &cell(3, 3, "Buyer"));
    assert_eq!((rows, two.table.rows[2].cells.len()), (1, 4));
    let (rows, _, plan) = mended(&two, &cell(3, 2, "Sales"));
    assert_eq!((rows, outcomes(&plan)), (1, vec![Invited; 2]));
    for nothing in
        [cell(3, 3, "Buyer"), cell(3, 4, ""), cell(3, 5, "x"), cell(3, u32::MAX, "x"), cell(1, 0, "x"), cell(9, 0, "x")]
    {
        assert_eq!(mended(&two, &nothing).0, 0, "{nothing:?}");
    }
}

#[test]
fn a_formula_becomes_the_text_that_is_written_in_its_place() {
    let mut table: Table = table(HEADER, &["a@x.org||Sales|Buyer"]);
    table.rows[1].cells[0] = Cell::NotText { kind: CellKind::Formula, shown: "a@x.org".into() };
    let (rows, _, plan) = mended(&Sheet::new(table), &cell(2, 0, "a@x.org"));
    assert_eq!((rows, codes(&plan)), (1, vec![vec![]]));
}

#[test]
fn the_cells_of_a_report_are_counted_without_what_it_added() {
    let rows = ["Not done|a@x.org|Sales|Byer||"];
    let report = Sheet::new(table("Result|Email|Group|Role|Problem|How to fix", &rows));
    let (rows, _, plan) = mended(&report, &cell(2, 2, "Buyer"));
    assert_eq!((rows, outcomes(&plan)), (1, vec![Invited]));
    assert_eq!(mended(&report, &cell(2, 3, "x")).0, 0);
}

#[test]
fn one_text_is_mended_everywhere_also_among_several() {
    let sheet = sheet(&[
        "a@x.org||Finanse|Buyer",
        "b@x.org|Finanse| Finanse |Buyer",
        "c@x.org||Sales;\nFinanse ; /|Buyer",
        "d@x.org||Finanse|Buyer|Keep",
        "e@x.org||Finanse/Sub|Buyer",
    ]);
    let (rows, mended_sheet, plan) = mended(&sheet, &everywhere(Column::Group, "Finanse", "Finance"));
    assert_eq!((rows, outcomes(&plan)), (3, vec![Invited, Invited, Invited, Skipped, Rejected]));
    assert_eq!(mended_sheet.table.rows[3].cells[2].shown(), "Sales;\nFinance ; /");
    assert_eq!(mended_sheet.table.rows[2].cells[1].shown(), "Finanse", "a name is no group");
    let (rows, _, _) = mended(&mended_sheet, &everywhere(Column::Group, "Finanse", "Finance"));
    assert_eq!(rows, 0);
}

#[test]
fn where_nothing_stands_only_what_is_wrong_is_filled_in() {
    let sheet = sheet(&["a@x.org|||Buyer", "b@x.org||||Remove from account", "c@x.org|||Buyer"]);
    let (rows, mended_sheet, _) = mended(&sheet, &everywhere(Column::Group, "", "Sales"));
    assert_eq!((rows, mended_sheet.table.rows[2].cells[2].shown()), (2, ""));
}

#[test]
fn a_long_text_is_known_by_what_its_problem_says_of_it() {
    let long = format!("{}@x.org", "é".repeat(300));
    let sheet = sheet(&[&format!(" {long}||Sales|Buyer")]);
    let (_, plan) = read(sheet.clone());
    let value = plan.rows[0].problems[0].value.clone();
    assert_eq!(value.chars().count(), 200);
    assert_eq!(mended(&sheet, &everywhere(Column::Email, &value, "e@x.org")).0, 1);
}

#[test]
fn long_texts_that_begin_alike_are_mended_each_by_itself() {
    let ghosts: Vec<String> = (0..40).map(|at| format!("Ghost {at}")).collect();
    let cell = |last: &str| format!("{}; Finanse; {last}", ghosts.join("; "));
    let [sales, root] = ["Sales", "/"].map(cell);
    let sheet = sheet(&[&format!("a@x.org||{sales}|Buyer"), &format!("b@x.org||{root}|Buyer")]);
    let (_, plan) = read(sheet.clone());
    let [first, second] = [0, 1].map(|row| plan.rows[row].problems[0].clone());
    assert_eq!(first.value, second.value);
    for (row, problem) in [(1, first), (2, second)] {
        let to = problem.suggestion.unwrap();
        let (rows, one, _) = mended(&sheet, &everywhere(Column::Group, &problem.value, &to));
        assert_eq!((rows, one.table.rows[row].cells[2].shown()), (1, to.as_str()));
    }
}

#[test]
fn each_suggestion_of_a_kind_is_taken_and_no_other() {
    let sheet = sheet(&[
        "a@x,org||Finanse|Byer",
        "b@x.org||Sales; Finanse|Buyer",
        "c@x.org||Salles|Buyer",
        "d@x.org||Ghost|Buyer",
        "e@@x.org|A\u{200b}na|Sal\u{200b}es|Buyer",
    ]);
    let (rows, one, plan) = mended(&sheet, &Mend::Suggestions { code: C::GroupUnknown });
    assert_eq!((rows, outcomes(&plan)), (3, vec![Rejected, Invited, Invited, Rejected, Rejected]));
    assert_eq!(one.table.rows[1].cells[3].shown(), "Byer");
    let (rows, one, _) = mended(&one, &Mend::Suggestions { code: C::HiddenCharacter });
    assert_eq!((rows, one.table.rows[5].cells[1].shown(), one.table.rows[5].cells[2].shown()), (1, "Ana", "Sales"));
    assert_eq!(mended(&one, &Mend::Suggestions { code: C::DuplicateRow }).0, 0);
}

#[test]
fn each_part_of_a_cell_is_mended_in_its_place_alone_or_all_at_once() {
    let sheet =
        sheet(&["a@x.org||Finanse;\nSalse ; /|Byer", "b@x.org||Sales; Finanse|Byer; Buyer", "c@x.org||Finanse|Buyer"]);
    let cells = |sheet: &Sheet| -> Vec<String> {
        let of_row = |row: &TableRow| format!("{}|{}", row.cells[2].shown(), row.cells[3].shown());
        sheet.table.rows[1..].iter().map(of_row).collect()
    };
    let (rows, groups, _) = mended(&sheet, &Mend::Suggestions { code: C::GroupUnknown });
    assert_eq!(rows, 3);
    assert_eq!(cells(&groups), ["Finance;\nSales ; /|Byer", "Sales; Finance|Byer; Buyer", "Finance|Buyer"]);
    let (rows, both, plan) = mended(&groups, &Mend::Suggestions { code: C::RoleUnknown });
    assert_eq!((rows, outcomes(&plan)), (2, vec![Invited; 3]));
    assert_eq!(cells(&both)[..2], ["Finance;\nSales ; /|Buyer", "Sales; Finance|Buyer; Buyer"]);

    let (_, plan) = read(sheet.clone());
    let [finance, sales] = [0, 1].map(|at| plan.rows[0].problems[at].clone());
    assert_eq!([&finance.value, &sales.value], ["Finanse", "Salse"]);
    let text = sheet.table.rows[1].cells[2].shown();
    let instead = |of: &Problem| instead(of.column, text, &of.value, of.suggestion.as_deref().unwrap());
    assert_eq!([instead(&finance), instead(&sales)], ["Finance;\nSalse ; /", "Finanse;\nSales ; /"]);
    assert_eq!(mended(&sheet, &everywhere(Column::Group, "Finanse", "Finance")).0, 3);
    let skip = Mend::SkipValue { code: C::GroupUnknown, column: Column::Group, value: "Salse".into() };
    assert_eq!(outcomes(&mended(&sheet, &skip).2), [Skipped, Rejected, Rejected]);
}

#[test]
fn a_group_that_is_missing_is_let_be_made_once() {
    let sheet = sheet(&[
        "a@x.org||Legal|Buyer",
        "b@x.org||Sales; legal|Buyer",
        "c@x.org||Legal|Buyer|Change role",
        "d@x.org||Ghost|Buyer",
    ]);
    let legal = |path: &str| Mend::CreateGroup { path: path.into() };
    let (rows, one, plan) = mended(&sheet, &legal(" LEGAL "));
    assert_eq!((rows, outcomes(&plan)), (2, vec![Invited, Invited, Rejected, Rejected]));
    for nothing in ["Legal", "Sales", "Nowhere", "a//b", ""] {
        assert_eq!(mended(&one, &legal(nothing)).0, 0, "{nothing}");
    }
}

#[test]
fn rows_are_skipped_by_number_or_by_what_is_wrong_with_them_and_only_once() {
    let sheet =
        sheet(&["a@x.org||Ghost|Buyer", "b@x.org||Sales|Buyer", "c@x.org||Ghost|Buyer", "d@x.org||Ghost|Buyer|Keep"]);
    let skip = |rows: &[u32]| Mend::Skip { rows: rows.to_vec() };
    let (rows, one, plan) = mended(&sheet, &skip(&[3, 3, 5, 1, 77]));
    assert_eq!((rows, outcomes(&plan)), (1, vec![Rejected, Skipped, Rejected, Skipped]));
    assert_eq!(mended(&one, &skip(&[3])).0, 0);
    let (rows, two, plan) = mended(&one, &Mend::SkipAll { code: C::GroupUnknown });
    assert_eq!((rows, outcomes(&plan)), (2, vec![Skipped; 4]));
    assert_eq!(mended(&two, &Mend::SkipAll { code: C::GroupUnknown }).0, 0);
}

#[test]
fn rows_that_were_skipped_are_done_after_all_and_those_of_the_table_itself_are_not() {
    let rows = ["a@x.org||Sales|Buyer", "b@x.org||Sales|Buyer", "c@x.org||Sales|Buyer|Keep"];
    let (_, skipped, _) = mended(&sheet(&rows), &Mend::Skip { rows: vec![2, 3] });
    let unskip = |rows: &[u32]| Mend::Unskip { rows: rows.to_vec() };
    let (rows, one, plan) = mended(&skipped, &unskip(&[3, 3, 4, 77]));
    assert_eq!((rows, outcomes(&plan)), (1, vec![Skipped, Invited, Skipped]));
    assert_eq!(mended(&one, &unskip(&[3, 4])).0, 0);
    assert_eq!(mended(&one, &Mend::Skip { rows: vec![3] }).0, 1);
}

#[test]
fn rows_are_skipped_by_what_stands_in_a_cell_that_is_wrong() {
    let sheet =
        sheet(&["a@x.org||Ghost|Byer", "b@x.org||Ghost|Buyer", "c@x.org||Spook|Byer", "d@x.org|Ghost|Sales|Buyer"]);
    let skip = |value: &str| Mend::SkipValue { code: C::GroupUnknown, column: Column::Group, value: value.into() };
    let (rows, one, plan) = mended(&sheet, &skip("Ghost"));
    assert_eq!((rows, outcomes(&plan)), (2, vec![Skipped, Skipped, Rejected, Invited]));
    assert_eq!((mended(&one, &skip("Ghost")).0, mended(&one, &skip("Sales")).0), (0, 0));
}

#[test]
fn what_stands_in_no_column_of_the_table_is_not_mended() {
    let sheet = Sheet::new(table("Email|Group|Action", &["a@x.org|Sales|Add"]));
    let (_, plan) = read(sheet.clone());
    assert_eq!(codes(&plan), [[C::RoleMissing]]);
    assert_eq!(mended(&sheet, &everywhere(Column::Role, "", "Buyer")).0, 0);
    assert_eq!(mended(&sheet, &Mend::Suggestions { code: C::RoleMissing }).0, 0);
}

#[test]
fn mends_are_taken_back_one_after_the_other_the_newest_first() {
    let first = sheet(&["a@x.org||Finanse|Byer", "b@x.org"]);
    let mends = [
        cell(3, 3, "Buyer"),
        cell(3, 2, "Finanse"),
        everywhere(Column::Group, "Finanse", "Finance"),
        everywhere(Column::Group, "Finance", "Legal"),
        Mend::CreateGroup { path: "Legal".into() },
        Mend::SkipAll { code: C::RoleUnknown },
        Mend::Unskip { rows: vec![2] },
    ];
    let mut states = vec![first];
    for mend in &mends {
        let (rows, next, _) = mended(states.last().unwrap(), mend);
        assert!(rows > 0, "{mend:?}");
        states.push(next);
    }
    let mut sheet = states.pop().unwrap();
    while let Some(before) = states.pop() {
        assert!(sheet.take_back());
        assert_eq!(
            (&sheet.table, &sheet.skipped, &sheet.new_groups),
            (&before.table, &before.skipped, &before.new_groups)
        );
    }
    assert!(!sheet.take_back());
}

#[test]
fn a_hundred_thousand_cells_are_mended_at_once() {
    let rows: Vec<String> = (0..100_000).map(|at| format!("p{at}@x.org||Sales; Finanse|Byer")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut sheet = sheet(&rows);
    let (draft, plan) = read(sheet.clone());
    // This would not end if all rows were looked through for each.
    assert_eq!(sheet.mend(&Mend::Suggestions { code: C::RoleUnknown }, &draft.layout, &plan), 100_000);
    assert_eq!(sheet.mend(&everywhere(Column::Group, "Finanse", "Finance"), &draft.layout, &plan), 100_000);
    assert_eq!(sheet.mend(&Mend::Skip { rows: (2..100_002).collect() }, &draft.layout, &plan), 100_000);
    assert!(sheet.take_back() && sheet.take_back() && sheet.take_back());
    assert_eq!(sheet.table, draft.sheet.table);
}
