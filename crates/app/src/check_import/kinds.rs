//! What is wrong in a table, by kind: what can be mended in many rows at once.

use super::ImportCheck;
use crate::words::say;
use rollcall_domain::{
    GroupPath, ProblemCode,
    import::{Column, Problem, Severity, cells},
};
use serde::Serialize;
use std::{
    cell::OnceCell,
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
    /// What is wrong in the cells, the most frequent first, a hundred at most.
    pub values: Vec<ProblemValue>,
    /// How often something else is wrong in this way than these values say.
    pub others: u32,
}

/// What stands in cells that have one kind of problem, or in a part of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProblemValue {
    /// In which column.
    pub column: Column,
    /// What is wrong there.
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
    let mut kinds: HashMap<ProblemCode, (ProblemKind, HashMap<Cell<'_>, u32>)> = HashMap::new();
    for row in &check.plan.rows {
        for (at, problem) in row.problems.iter().enumerate() {
            if row.problems[..at].contains(problem) {
                continue;
            }
            let (kind, values) = kinds.entry(problem.code).or_insert_with(|| (empty(problem.code), HashMap::new()));
            let is_before = |counts: fn(&Problem) -> bool| {
                row.problems[..at].iter().any(|before| before.code == problem.code && counts(before))
            };
            // A row is counted once, whatever number of its cells and their parts are wrong in this way.
            kind.rows += u32::from(!is_before(|_| true));
            let suggests = |problem: &Problem| problem.suggestion.is_some();
            kind.suggested += u32::from(suggests(problem) && !is_before(suggests));
            *values.entry((problem.column, &problem.value, problem.suggestion.as_deref())).or_default() += 1;
        }
    }
    let unknown = UnknownGroups::of(check);
    let mut kinds: Vec<ProblemKind> = kinds
        .into_values()
        .map(|(kind, values)| {
            let value = |((column, value, suggestion), rows): (Cell<'_>, u32)| ProblemValue {
                column,
                value: value.to_owned(),
                suggestion: suggestion.map(str::to_owned),
                new_group: if kind.code == ProblemCode::GroupUnknown { unknown.find(value) } else { None },
                rows,
            };
            let all: u32 = values.values().sum();
            let values: Vec<ProblemValue> = most_frequent(values).into_iter().map(value).collect();
            let others = all - values.iter().map(|value| value.rows).sum::<u32>();
            ProblemKind { values, others, ..kind }
        })
        .collect();
    kinds.sort_unstable_by_key(|kind| (kind.warning, Reverse(kind.rows), kind.code.word()));
    kinds
}

/// The cells that most rows have, as many as are told apart.
fn most_frequent(values: HashMap<Cell<'_>, u32>) -> Vec<(Cell<'_>, u32)> {
    let mut values: Vec<_> = values.into_iter().collect();
    let order = |a: &(Cell<'_>, u32), b: &(Cell<'_>, u32)| (Reverse(a.1), a.0).cmp(&(Reverse(b.1), b.0));
    if values.len() > VALUES {
        values.select_nth_unstable_by(VALUES, order);
        values.truncate(VALUES);
    }
    values.sort_unstable_by(order);
    values
}

/// The groups of a file that could be made.
struct UnknownGroups<'a> {
    as_written: HashSet<&'a GroupPath>,
    /// By what paths are compared; made when somebody writes a group in another way than the first who did.
    keys: OnceCell<HashSet<String>>,
}

impl<'a> UnknownGroups<'a> {
    fn of(check: &'a ImportCheck) -> Self {
        Self { as_written: check.draft.unknown_groups.iter().collect(), keys: OnceCell::new() }
    }

    /// The first group that a cell names and that could be made: it may be one of several.
    fn find(&self, cell: &str) -> Option<String> {
        let keys = || self.as_written.iter().map(|path| path.key()).collect();
        let is_one =
            |path: &GroupPath| self.as_written.contains(path) || self.keys.get_or_init(keys).contains(&path.key());
        let mut paths = cells::parts(cell).filter_map(|part| GroupPath::parse(part).ok());
        paths.find(is_one).map(|path| path.to_string())
    }
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
        others: 0,
    }
}
