//! What stands in a cell: what is read from it, and what is said of it.

use crate::accounts::*;
use ProblemCode as C;
use RowOutcome::{Invited, Rejected};
use rollcall_domain::{
    Group, GroupId, GroupTree, ProblemCode,
    import::{Options, RowOutcome, Sheet, read_rows},
    table::{Cell, CellKind},
};

#[test]
fn cells_that_are_no_text_are_named_but_a_group_may_be_a_number() {
    let mut account = account();
    account.groups = GroupTree::new(&[
        Group { id: GroupId(1), parent: None, name: "Acme".into() },
        Group { id: GroupId(2), parent: Some(GroupId(1)), name: "4711".into() },
    ]);
    let number = || Cell::NotText { kind: CellKind::Number, shown: "4711".into() };
    let mut table = table("Email|Group|Role", &["a@x.org||Buyer", "b@x.org|4711|"]);
    table.rows[1].cells[1] = number();
    table.rows[2].cells.resize(3, Cell::Empty);
    table.rows[2].cells[2] = Cell::NotText { kind: CellKind::Error, shown: "#N/A".into() };
    let plan = read_rows(Sheet::new(table), &account, Options::default()).unwrap().plan(&[], &account);
    assert_eq!(outcomes(&plan), [Invited, Rejected]);
    assert_eq!(codes(&plan)[1], [ProblemCode::CellNotText]);
}

#[test]
fn the_stored_result_of_a_formula_is_taken_and_one_that_is_not_stored_is_named() {
    let mut table = table("Email|Group|Role", &["|Sales|Buyer", "|Sales|Buyer"]);
    let formula = |kind, shown: &str| Cell::NotText { kind, shown: shown.into() };
    table.rows[1].cells[0] = formula(CellKind::Formula, "a@x.org");
    table.rows[2].cells[0] = formula(CellKind::FormulaWithoutResult, "formula");
    let plan = read_rows(Sheet::new(table), &account(), Options::default()).unwrap().plan(&[], &account());
    assert_eq!(outcomes(&plan), [Invited, Rejected]);
    assert_eq!(codes(&plan), [[C::Formula], [C::FormulaWithoutResult]]);
}

#[test]
fn warnings_do_not_stop_a_row() {
    let plan = plan(&["ana+shop@gmial.com|Ana|Sales|Buyer", "ana+shop@gmial.com|Anna|Finance|Buyer"], &[]);
    assert_eq!(outcomes(&plan), [Invited, Invited]);
    assert_eq!(codes(&plan)[0], [C::EmailLooksMistyped, C::EmailTagged]);
    assert_eq!(codes(&plan)[1], [C::EmailLooksMistyped, C::EmailTagged, C::NameConflict]);
    assert_eq!(plan.rows[0].problems[0].suggestion.as_deref(), Some("ana+shop@gmail.com"));
}

#[test]
fn mailboxes_give_the_name_and_languages_are_read() {
    let plan = plan(&["Zoë Ünal <zoe@x.org>||Sales|Buyer||Deutsch"], &[]);
    let zoe = &plan.people[0];
    assert_eq!((zoe.name.as_ref().unwrap().as_str(), zoe.language.unwrap().code()), ("Zoë Ünal", "de"));
}

#[test]
fn a_suggestion_for_a_cell_keeps_what_else_stands_in_it() {
    let rows = [
        "Zo\u{200b}ë <zoe@x.org>||Sales|Buyer",
        "zoe@x.org|\u{200b}|Sales|Buyer",
        "Bo <bo@x,org>||Sales|Buyer",
        "Cy <cy@gmial.com>||Sales|Buyer",
    ];
    let plan = plan(&rows, &[]);
    assert_eq!(outcomes(&plan), [Rejected, Rejected, Rejected, Invited]);
    let said: Vec<_> =
        plan.rows.iter().map(|row| (row.problems[0].code, row.problems[0].suggestion.as_deref())).collect();
    let expected = [
        (C::HiddenCharacter, Some("Zoë <zoe@x.org>")),
        (C::HiddenCharacter, None),
        (C::EmailMalformed, Some("Bo <bo@x.org>")),
        (C::EmailLooksMistyped, Some("Cy <cy@gmail.com>")),
    ];
    assert_eq!(said[..2], expected[..2]);
    assert_eq!(said[3], expected[3]);
    assert_eq!(said[2].1, expected[2].1);
}

#[test]
fn a_domain_of_two_alphabets_is_worth_a_word() {
    let plan = plan(&["ana@\u{430}pple.com||Sales|Buyer", "ana@apple.com||Sales|Buyer"], &[]);
    assert_eq!(outcomes(&plan), [Invited, Invited], "two persons");
    assert_eq!(codes(&plan), [vec![C::EmailMixedScript], vec![]]);
}
