//! What is said of an import: for people, and as one document.

use crate::{
    answer::{Answer, Status},
    commands::when,
    words::say,
};
use rollcall_app::check_import::{ImportCheck, ProblemKind, ProblemView};
use rollcall_domain::{
    ImportId,
    import::{RowCounts, RowOutcome, Severity},
};
use serde::Serialize;

/// How many problems are listed for people; a report shows all.
const LISTED: usize = 50;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    counts: RowCounts,
    /// The sheet that was read; none for CSV.
    sheet: Option<&'a str>,
    /// The visible ones that were not.
    other_sheets: &'a [String],
    /// The product whose template or export it is.
    product: Option<&'a str>,
    /// Whether groups, roles and people were compared with those of an account.
    compared: bool,
    invitations: u32,
    /// How many users it removes from the account.
    removals: usize,
    check: bool,
    import: Option<ImportId>,
    /// What is wrong, by kind.
    kinds: Vec<ProblemKind>,
    problems: Vec<ProblemLine>,
    warnings: Vec<ProblemLine>,
}

#[derive(Serialize)]
struct ProblemLine {
    row: u32,
    column: String,
    code: &'static str,
    value: String,
    message: String,
    suggestion: Option<String>,
    instead: Option<String>,
}

/// One JSON document.
pub(super) fn document(check: &ImportCheck, import: Option<ImportId>, is_check: bool) -> Answer {
    let table = &check.draft.sheet.table;
    Answer::json(&Document {
        counts: check.plan.counts,
        sheet: Some(table.sheet.as_str()).filter(|sheet| !sheet.is_empty()),
        other_sheets: &table.other_sheets,
        product: check.draft.layout.product,
        compared: check.account.is_known,
        invitations: check.plan.invitations,
        removals: check.plan.removals.len(),
        check: is_check,
        import,
        kinds: check.problem_kinds(),
        problems: check.errors().map(ProblemLine::from).collect(),
        warnings: check.warnings().map(ProblemLine::from).collect(),
    })
}

/// The same for people, line by line. `ends`: what the removals would end.
pub(super) fn in_words(
    check: &ImportCheck,
    import: Option<ImportId>,
    is_check: bool,
    ends: Vec<String>,
) -> Vec<String> {
    let counts = check.plan.counts;
    let headline = match (is_check, import) {
        (true, _) => "import-checked",
        (false, Some(_)) => "import-done",
        (false, None) => "import-idle",
    };
    let mut lines = vec![say(headline, &[("file", &check.file_name), ("rows", &counts.rows)])];
    if !check.account.is_known {
        lines.push(say("import-not-compared", &[]));
    }
    let table = &check.draft.sheet.table;
    if !table.other_sheets.is_empty() {
        let others = table.other_sheets.iter().map(|sheet| format!("“{sheet}”")).collect::<Vec<_>>().join(", ");
        let words: [(_, &dyn ToString); 3] =
            [("sheet", &table.sheet), ("count", &table.other_sheets.len()), ("others", &others)];
        lines.push(say("import-sheets", &words));
    }
    lines.extend(check.draft.layout.product.map(|product| say("import-product", &[("product", &product)])));
    lines.extend(outcomes(&counts));
    if check.plan.invitations > 0 {
        let id = if is_check { "invitations-would-go-out" } else { "invitations-go-out" };
        lines.push(say(id, &[("count", &check.plan.invitations)]));
    }
    let removals = check.plan.removals.len();
    if removals > 0 {
        let id = if is_check { "import-would-remove" } else { "import-removes" };
        lines.push(say(id, &[("count", &removals)]));
        lines.extend(ends);
    }
    if !check.plan.new_groups.is_empty() {
        let groups: Vec<_> = check.plan.new_groups.iter().map(ToString::to_string).collect();
        let checked = if is_check { "yes" } else { "no" };
        lines.push(say("import-new-groups", &[("checked", &checked), ("groups", &groups.join(", "))]));
    }
    lines.extend(check.seen_before.map(|at| say("import-seen-before", &[("at", &when(Some(at)))])));
    lines.extend(import.map(|id| say("import-number", &[("id", &id)])));
    lines.extend(kinds(check));
    let errors = check.errors().take(LISTED).collect();
    for (id, problems, severity) in [
        ("import-problem", errors, Severity::Error),
        ("import-warning", check.warnings().take(LISTED).collect::<Vec<_>>(), Severity::Warning),
    ] {
        lines.extend(problems.iter().map(|problem| problem_line(id, problem)));
        let more = check.count(severity).saturating_sub(LISTED);
        if more > 0 {
            lines.push(say("import-more", &[("count", &more)]));
        }
    }
    lines
}

/// Rejected rows make it 1; if there is no other row, nothing was done.
pub(super) fn status(counts: &RowCounts) -> Status {
    match counts.rejected {
        0 => Status::Done,
        rejected if rejected == counts.rows => Status::Nothing,
        _ => Status::Partly,
    }
}

/// A line for each kind of problem, the numbers of rows below each other, under a heading.
fn kinds(check: &ImportCheck) -> Vec<String> {
    let kinds = check.problem_kinds();
    let width = kinds.iter().map(|kind| kind.rows.to_string().len()).max().unwrap_or_default();
    let line = |kind: &ProblemKind| {
        let suggested =
            if kind.suggested > 0 { say("import-suggested", &[("count", &kind.suggested)]) } else { String::new() };
        format!("  {:>width$}  {} ({}){suggested}", kind.rows, kind.title, kind.code.word())
    };
    let lines = kinds.iter().map(line);
    let heading = (!kinds.is_empty()).then(|| say("import-kinds", &[]));
    heading.into_iter().chain(lines).collect()
}

/// A line for each outcome that there is, the numbers below each other.
fn outcomes(counts: &RowCounts) -> Vec<String> {
    let number = |outcome| match outcome {
        RowOutcome::Invited => counts.invited,
        RowOutcome::InvitedAgain => counts.invited_again,
        RowOutcome::Added => counts.added,
        RowOutcome::Changed => counts.changed,
        RowOutcome::Removed => counts.removed,
        RowOutcome::Unchanged => counts.unchanged,
        RowOutcome::Skipped => counts.skipped,
        RowOutcome::Rejected => counts.rejected,
    };
    let width = counts.rows.to_string().len();
    let line = |outcome: RowOutcome| {
        let word = say(&format!("import-outcome-{}", outcome.word()), &[]);
        format!("  {:>width$}  {word}", number(outcome))
    };
    RowOutcome::ALL.into_iter().filter(|outcome| number(*outcome) > 0).map(line).collect()
}

fn problem_line(id: &str, problem: &ProblemView) -> String {
    let words: [(_, &dyn ToString); 4] =
        [("row", &problem.row), ("column", &problem.column), ("message", &problem.message), ("fix", &problem.fix)];
    say(id, &words)
}

impl From<ProblemView> for ProblemLine {
    fn from(problem: ProblemView) -> Self {
        Self {
            row: problem.row,
            column: problem.column,
            code: problem.code,
            value: problem.value,
            message: problem.message,
            suggestion: problem.suggestion,
            instead: problem.instead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_status_tells_all_some_and_none_apart() {
        let counts =
            |unchanged, rejected| RowCounts { rows: unchanged + rejected, unchanged, rejected, ..RowCounts::default() };
        assert_eq!(status(&counts(3, 0)), Status::Done);
        assert_eq!(status(&counts(1, 2)), Status::Partly);
        assert_eq!(status(&counts(0, 3)), Status::Nothing);
    }
}
