//! `rollcall import`: carry out a spreadsheet of users.

use super::{Session, when};
use crate::{
    answer::{Answer, Failure, Status},
    files::{self, Draft},
    progress::{Progress, Stop},
    words::say,
};
use clap::Args;
use rollcall_app::{
    Error, Permit,
    check_import::{ImportCheck, ProblemView},
};
use rollcall_domain::{
    ImportId,
    import::{Options, RowCounts, RowOutcome},
};
use serde::Serialize;
use std::path::PathBuf;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Import {
    /// The spreadsheet: .xlsx, .csv or .tsv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what would be done, and write nothing to the workspace
    #[arg(long)]
    check: bool,
    /// Make the groups that the file names and that are not there
    #[arg(long)]
    create_groups: bool,
    /// Let the file give the role Administrator
    #[arg(long)]
    allow_administrators: bool,
    /// How many users the file may remove from the account: exactly as many as it does
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    removals: u32,
    /// Write the table again with what became of each row; a file that is there is replaced
    #[arg(long, value_name = "FILE.xlsx")]
    report: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  every row was done, or was so already
  1  some rows were rejected; the others were done, or were so already
  2  nothing was done: every row was rejected, or standard error says why
With --check it is what carrying out would end with.";

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
    invitations: u32,
    check: bool,
    import: Option<ImportId>,
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
}

impl Import {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let report = self.begin_report(session)?;
        let stop = Stop::watch();
        let progress = Progress::begin();
        progress.show(&say("progress-reading", &[("file", &self.file.display())]));
        let options = Options { create_groups: self.create_groups, allow_administrators: self.allow_administrators };
        let checked = tokio::select! {
            checked = session.app().check_import(&permit, &self.file, options) => checked?,
            () = stop.requested() => return Err(Error::Cancelled.into()),
        };
        let (check, import) = if self.check || !checked.plan.counts.changes_something() {
            (checked, None)
        } else {
            carry_out(session, &permit, checked, self.removals, (&progress, &stop)).await?
        };
        drop(progress);
        let written = match report {
            Some(draft) => Some(write_report(session, &permit, &check, import, draft).await),
            None => None,
        };
        self.answer(&check, import, written)
    }

    /// Begins the report before anything is done: then there is little left that can go wrong with it.
    fn begin_report(&self, session: &Session) -> Result<Option<Draft>, Failure> {
        let Some(path) = &self.report else { return Ok(None) };
        if files::is_same_file(path, &self.file) {
            return Err(Failure::Own(say("error-same-file", &[("path", &path.display())])));
        }
        if files::is_same_file(path, session.workspace.path()) {
            return Err(Failure::Own(say("error-is-workspace", &[("path", &path.display())])));
        }
        Draft::begin(path).map(Some)
    }

    fn answer(
        &self,
        check: &ImportCheck,
        import: Option<ImportId>,
        report: Option<Result<PathBuf, (PathBuf, String)>>,
    ) -> Result<Answer, Failure> {
        let status = status(&check.plan.counts);
        let table = &check.draft.sheet.table;
        let mut answer = if self.json {
            Answer::json(&Document {
                counts: check.plan.counts,
                sheet: Some(table.sheet.as_str()).filter(|sheet| !sheet.is_empty()),
                other_sheets: &table.other_sheets,
                invitations: check.plan.invitations,
                check: self.check,
                import,
                problems: check.errors().map(ProblemLine::from).collect(),
                warnings: check.warnings().map(ProblemLine::from).collect(),
            })
        } else {
            let written = report.as_ref().and_then(|report| report.as_ref().ok());
            let mut text = self.in_words(check, import);
            text.extend(written.map(|path| say("import-report", &[("path", &path.display())])));
            Answer::text(&text.join("\n"))
        }
        .with(status);
        if status == Status::Nothing {
            let id = if self.check { "import-all-rejected-checked" } else { "import-all-rejected" };
            answer.complaint = Some(say(id, &[]));
        }
        match report {
            Some(Err((path, why))) if import.is_some() => {
                answer.complaint = Some(say("error-report-late", &[("path", &path.display()), ("why", &why)]));
                answer.status = Status::Partly;
            }
            Some(Err((path, why))) => {
                return Err(Failure::Own(say("error-not-written", &[("path", &path.display()), ("why", &why)])));
            }
            _ => {}
        }
        Ok(answer)
    }

    fn in_words(&self, check: &ImportCheck, import: Option<ImportId>) -> Vec<String> {
        let counts = check.plan.counts;
        let headline = match (self.check, import) {
            (true, _) => "import-checked",
            (false, Some(_)) => "import-done",
            (false, None) => "import-idle",
        };
        let mut lines = vec![say(headline, &[("file", &check.file_name), ("rows", &counts.rows)])];
        let table = &check.draft.sheet.table;
        if !table.other_sheets.is_empty() {
            let others = table.other_sheets.iter().map(|sheet| format!("“{sheet}”")).collect::<Vec<_>>().join(", ");
            let words: [(_, &dyn ToString); 3] =
                [("sheet", &table.sheet), ("count", &table.other_sheets.len()), ("others", &others)];
            lines.push(say("import-sheets", &words));
        }
        lines.extend(outcomes(&counts));
        if check.plan.invitations > 0 {
            let id = if self.check { "invitations-would-go-out" } else { "invitations-go-out" };
            lines.push(say(id, &[("count", &check.plan.invitations)]));
        }
        if !check.plan.new_groups.is_empty() {
            let groups: Vec<_> = check.plan.new_groups.iter().map(ToString::to_string).collect();
            let checked = if self.check { "yes" } else { "no" };
            lines.push(say("import-new-groups", &[("checked", &checked), ("groups", &groups.join(", "))]));
        }
        lines.extend(check.seen_before.map(|at| say("import-seen-before", &[("at", &when(Some(at)))])));
        for (id, problems) in
            [("import-problem", check.errors().collect()), ("import-warning", check.warnings().collect::<Vec<_>>())]
        {
            lines.extend(problems.iter().take(LISTED).map(|problem| problem_line(id, problem)));
            let more = problems.len().saturating_sub(LISTED);
            if more > 0 {
                lines.push(say("import-more", &[("count", &more)]));
            }
        }
        lines
    }
}

/// Carries the plan out. If the account changed since it was made, the file is planned once more; nobody is asked again as long as no row
/// ends otherwise than it would have, except that it is so already.
async fn carry_out(
    session: &Session,
    permit: &Permit,
    check: ImportCheck,
    removals: u32,
    (progress, stop): (&Progress, &Stop),
) -> Result<(ImportCheck, Option<ImportId>), Error> {
    let app = session.app();
    let report = |share: f32| {
        progress.show_share(share, |percent| say("progress-carrying-out", &[("percent", &percent)]));
        !stop.is_requested()
    };
    match app.carry_out_import(permit, &check, removals, &report).await {
        Ok(id) => return Ok((check, Some(id))),
        Err(Error::PlanStale) => {}
        Err(error) => return Err(error),
    }
    let again = app.check_import_again(permit, &check, check.options).await?;
    let pairs = check.plan.rows.iter().zip(&again.plan.rows);
    let is_as_planned = pairs.into_iter().all(|(before, now)| {
        now.outcome == before.outcome || now.outcome == RowOutcome::Unchanged && before.outcome != RowOutcome::Rejected
    });
    if !is_as_planned {
        return Err(Error::PlanStale);
    }
    if !again.plan.counts.changes_something() {
        return Ok((again, None));
    }
    // Whoever is removed by now need not be removed any more.
    let removals = u32::try_from(again.plan.removals.len()).unwrap_or(u32::MAX).min(removals);
    let id = app.carry_out_import(permit, &again, removals, &report).await?;
    Ok((again, Some(id)))
}

async fn write_report(
    session: &Session,
    permit: &Permit,
    check: &ImportCheck,
    carried_out: Option<ImportId>,
    draft: Draft,
) -> Result<PathBuf, (PathBuf, String)> {
    let path = draft.path().to_owned();
    let report = match carried_out {
        Some(id) => session.app().import_report(permit, id).await,
        None => session.app().check_report(permit, check).await,
    };
    let written = match report {
        Ok(bytes) => draft.finish(&bytes).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match written {
        Ok(()) => Ok(path),
        Err(why) => Err((path, why)),
    }
}

/// Rejected rows make it 1; if there is no other row, nothing was done.
fn status(counts: &RowCounts) -> Status {
    match counts.rejected {
        0 => Status::Done,
        rejected if rejected == counts.rows => Status::Nothing,
        _ => Status::Partly,
    }
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
