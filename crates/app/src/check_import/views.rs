//! Rows and their problems, in words.

use crate::words::say;
use rollcall_domain::{
    RoleId,
    import::{Column, Problem, RowOutcome, Severity},
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
    /// What stands in the cell.
    pub value: String,
    /// What is wrong, in words.
    pub message: String,
    /// What to do about it, in words.
    pub fix: String,
    /// What to write instead, where that can be said.
    pub suggestion: Option<String>,
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
    let problems = problems.iter().map(|problem| view_problem(row, problem, place(problem.column))).collect();
    RowView { row, outcome, cells, was: None, problems }
}

pub(super) fn view_problem(row: u32, problem: &Problem, cell: Option<usize>) -> ProblemView {
    let code = problem.code.word();
    let suggestion = problem.suggestion.clone();
    let message = say(
        &format!("problem-{code}"),
        &[
            ("value", &visible(&problem.value)),
            ("suggestion", &suggestion.clone().unwrap_or_default()),
            ("column", &problem.column.word()),
        ],
    );
    let fix = match &suggestion {
        Some(suggestion) => say("fix-by-suggestion", &[("suggestion", suggestion)]),
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
