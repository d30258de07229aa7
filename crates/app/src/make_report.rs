//! Make the report of an import: the uploaded table again, with what became of each row.

use crate::{
    App, Error, Permit,
    check_import::{ImportCheck, RowView, off_thread, view_row},
    ports::{Report, ReportRow, Spreadsheets},
    words::say,
};
use rollcall_domain::{ImportId, import::RowOutcome, import::columns};
use std::sync::Arc;

impl App {
    /// The report of an import that was carried out, as a workbook.
    ///
    /// # Errors
    /// There is no such import, or the workbook could not be made.
    pub async fn import_report(&self, _by: &Permit, id: ImportId) -> Result<Vec<u8>, Error> {
        self.report_of(id).await
    }

    pub(crate) async fn report_of(&self, id: ImportId) -> Result<Vec<u8>, Error> {
        let import = self.store().import(id).await?.ok_or(Error::NotFound)?;
        let rows = self.store().import_rows(id).await?;
        let made = move || {
            let place = |column| import.place(column);
            let rows = rows.into_iter().map(|row| view_row(row.number, row.outcome, row.cells, &row.problems, place));
            report(&import.headers, rows, RowOutcome::report_word)
        };
        write(Arc::clone(&self.outside.sheets), made).await
    }
}

/// The name under which a report is offered to be saved.
pub fn report_name(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let safe: String = stem.chars().map(|c| if c.is_alphanumeric() || " -_.".contains(c) { c } else { '_' }).collect();
    format!("{} - report.xlsx", safe.trim_start_matches('.').chars().take(100).collect::<String>())
}

/// The report of a plan that was not carried out.
pub(crate) async fn of_check(sheets: Arc<dyn Spreadsheets>, check: Arc<ImportCheck>) -> Result<Vec<u8>, Error> {
    let made = move || {
        let rows = (0..check.plan.rows.len()).map(|index| check.row(index));
        report(check.headers(), rows, planned_word)
    };
    write(sheets, made).await
}

async fn write(
    sheets: Arc<dyn Spreadsheets>,
    made: impl FnOnce() -> Report + Send + 'static,
) -> Result<Vec<u8>, Error> {
    off_thread(move || sheets.report(&made())).await?.map_err(Error::FileNotMade)
}

/// The word for a row that was only planned: nothing that a later import would take for done, unless there is nothing to do.
const fn planned_word(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Rejected | RowOutcome::Unchanged | RowOutcome::Skipped => outcome.report_word(),
        _ => "Ready",
    }
}

fn report(headers: &[String], rows: impl Iterator<Item = RowView>, word: fn(RowOutcome) -> &'static str) -> Report {
    let added = columns::REPORT.map(|column| column.word().to_owned());
    Report {
        sheet: columns_sheet(),
        headers: headers.iter().cloned().chain(added).collect(),
        rows: rows.map(|row| report_row(row, word)).collect(),
    }
}

/// The report's sheet is called as the template's, so that it can be uploaded as it is.
pub(crate) fn columns_sheet() -> String {
    say("template-users-sheet", &[])
}

fn report_row(row: RowView, word: fn(RowOutcome) -> &'static str) -> ReportRow {
    let rejected = row.outcome == RowOutcome::Rejected;
    let shown = |problem: &crate::check_import::ProblemView| {
        if problem.warning && rejected { None } else { Some((problem.message.clone(), problem.fix.clone())) }
    };
    let (messages, fixes): (Vec<_>, Vec<_>) = row.problems.iter().filter_map(shown).unzip();
    let note = |problem: &crate::check_import::ProblemView| {
        let note = format!("{} {}", problem.message, problem.fix);
        problem.cell.filter(|_| !problem.warning).map(|cell| (cell, note))
    };
    ReportRow {
        verdict: [word(row.outcome).to_owned(), messages.join(" "), fixes.join(" ")],
        rejected,
        faults: row.problems.iter().filter_map(note).collect(),
        cells: row.cells,
    }
}
