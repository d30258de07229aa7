//! What is wrong in a table, by kind: what can be mended in many rows at once.

use super::ImportCheck;
use crate::words::say;
use rollcall_domain::{
    GroupPath, ProblemCode,
    import::{Column, Severity, cells},
};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// How many different values of one kind are told apart.
const VALUES: usize = 100;

/// One kind of problem, and the cells that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProblemKind {
    /// The stable code.
    pub code: ProblemCode,
    /// What it is, in a few words, of no certain row.
    pub title: String,
    /// Whether the rows are done all the same.
    pub warning: bool,
    /// The rows that have it.
    pub rows: u32,
    /// The rows for which something is suggested.
    pub suggested: u32,
    /// What stands in the cells, the most frequent first, a hundred at most.
    pub values: Vec<ProblemValue>,
}

/// What stands in cells that have one kind of problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProblemValue {
    /// In which column.
    pub column: Column,
    /// What stands there.
    pub value: String,
    /// What to write instead, where that can be said.
    pub suggestion: Option<String>,
    /// The group that could be made instead.
    pub new_group: Option<String>,
    /// The rows with it.
    pub rows: u32,
}

/// Everything that is wrong in a plan, what stops rows first and the most frequent first.
pub(super) fn of(check: &ImportCheck) -> Vec<ProblemKind> {
    let unknown: HashSet<String> = check.draft.unknown_groups.iter().map(GroupPath::key).collect();
    let mut kinds: HashMap<ProblemCode, (ProblemKind, HashMap<Cell<'_>, u32>)> = HashMap::new();
    for row in &check.plan.rows {
        // A kind that a row has twice is counted once.
        let mut seen = Vec::new();
        for problem in &row.problems {
            let (kind, values) = kinds.entry(problem.code).or_insert_with(|| (empty(problem.code), HashMap::new()));
            if seen.contains(&problem.code) {
                continue;
            }
            seen.push(problem.code);
            kind.rows += 1;
            kind.suggested += u32::from(problem.suggestion.is_some());
            *values.entry((problem.column, &problem.value, problem.suggestion.as_deref())).or_default() += 1;
        }
    }
    let mut kinds: Vec<ProblemKind> = kinds
        .into_values()
        .map(|(mut kind, values)| {
            let value = |((column, value, suggestion), rows): (Cell<'_>, u32)| ProblemValue {
                column,
                value: value.to_owned(),
                suggestion: suggestion.map(str::to_owned),
                // One of several groups in a cell may be the one that is missing.
                new_group: cells::parts(value)
                    .filter(|_| kind.code == ProblemCode::GroupUnknown)
                    .filter_map(|part| GroupPath::parse(part).ok())
                    .find(|path| unknown.contains(&path.key()))
                    .map(|path| path.to_string()),
                rows,
            };
            let mut values: Vec<ProblemValue> = values.into_iter().map(value).collect();
            values.sort_unstable_by(|a, b| (Reverse(a.rows), &a.value).cmp(&(Reverse(b.rows), &b.value)));
            values.truncate(VALUES);
            kind.values = values;
            kind
        })
        .collect();
    kinds.sort_unstable_by_key(|kind| (kind.warning, Reverse(kind.rows), kind.code.word()));
    kinds
}

/// The column of a cell, what stands in it, and what is suggested instead.
type Cell<'a> = (Column, &'a str, Option<&'a str>);

fn empty(code: ProblemCode) -> ProblemKind {
    ProblemKind {
        code,
        title: say(&format!("kind-{}", code.word()), &[]),
        warning: code.severity() == Severity::Warning,
        rows: 0,
        suggested: 0,
        values: Vec::new(),
    }
}
