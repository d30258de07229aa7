//! Rows and their problems, in words.

use crate::words::say;
use rollcall_domain::{
    RoleId,
    import::{Column, Problem, RowOutcome, Severity, cells},
    role::Role,
    text::hidden_character,
};
use serde::Serialize;

/// One problem of one row, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProblemView {
    /// The row's own number in the file.
    pub row: u32,
    /// The column's word: `Email`, `Group`, …
    pub column: String,
    /// Its place among the row's cells; none when the table has no such column.
    #[cfg_attr(feature = "specta", specta(type = Option<u32>))]
    pub cell: Option<usize>,
    /// The stable code.
    pub code: &'static str,
    /// What stands in the cell, or the part of it that is wrong.
    pub value: String,
    /// What is wrong, in words.
    pub message: String,
    /// What to do about it, in words.
    pub fix: String,
    /// What to write in the place of that, where it can be said.
    pub suggestion: Option<String>,
    /// The whole text of the cell with the suggestion in it, where that is to be written there.
    pub instead: Option<String>,
    /// Whether the row is done all the same.
    pub warning: bool,
}

/// One row with what becomes, or became, of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "PlanRow"))]
pub struct RowView {
    /// The row's own number in the file.
    pub row: u32,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// Whether somebody skips it while it is checked, and can have it back. What the table itself says is not to be done is not.
    pub skipped_by_hand: bool,
    /// The cells as uploaded.
    pub cells: Vec<String>,
    /// What its person has now of what it changes, in words: `Buyer`. None where it changes nothing that was.
    pub was: Option<String>,
    /// What is wrong, or worth knowing.
    pub problems: Vec<ProblemView>,
}

/// A row of an import that was carried out. `place` says where a column is among its cells.
pub(crate) fn view_row(
    row: u32,
    outcome: RowOutcome,
    cells: Vec<String>,
    problems: &[Problem],
    place: impl Fn(Column) -> Option<usize>,
) -> RowView {
    let view = |problem: &Problem| {
        let place = place(problem.column);
        let text = place.and_then(|place| cells.get(place)).map_or("", String::as_str);
        view_problem(row, problem, place, text)
    };
    let problems = problems.iter().map(view).collect();
    RowView { row, outcome, skipped_by_hand: false, cells, was: None, problems }
}

/// A problem of a row. `cell` is the cell's place among those of the row, and `text` what stands in it.
pub(super) fn view_problem(row: u32, problem: &Problem, cell: Option<usize>, text: &str) -> ProblemView {
    let code = problem.code.word();
    let suggestion = problem.suggestion.clone();
    // Of an empty cell it is what was said of all rows that is wrong: nothing is to be written into this one.
    let is_of_all = problem.column.is_list() && text.trim().is_empty() && !problem.value.is_empty();
    let instead = suggestion.as_ref().filter(|_| !is_of_all);
    let instead = instead.map(|other| cells::instead(problem.column, text, &problem.value, other));
    let message = say(
        &format!("problem-{code}"),
        &[
            ("value", &visible(&problem.value)),
            ("suggestion", &suggestion.clone().unwrap_or_default()),
            ("column", &problem.column.word()),
        ],
    );
    let fix = match &instead {
        Some(instead) => say("fix-by-suggestion", &[("suggestion", instead)]),
        None => say(&format!("fix-{code}"), &[("column", &problem.column.word())]),
    };
    ProblemView {
        row,
        column: problem.column.word().to_owned(),
        cell,
        code,
        value: problem.value.clone(),
        message,
        fix,
        suggestion,
        instead,
        warning: problem.code.severity() == Severity::Warning,
    }
}

/// Roles in words: `Buyer, Approver`. None without any that the account has.
pub(super) fn roles_in_words(roles: &[RoleId], of_account: &[Role]) -> Option<String> {
    let name = |id: &RoleId| of_account.iter().find(|role| role.id == *id).map(|role| role.name.as_str());
    let names: Vec<_> = roles.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A text with its invisible characters shown for what they are.
fn visible(text: &str) -> String {
    let show = |c| hidden_character(c).map_or_else(|| String::from(c), |code| format!("[U+{code:04X}]"));
    text.chars().map(show).collect()
}
