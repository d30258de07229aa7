//! Check a spreadsheet: read it, and plan what carrying it out would do. Nothing is written.

mod kinds;

pub use kinds::{ProblemKind, ProblemValue};

use crate::{
    App, Error, Permit,
    ports::{ReadFile, store::StoreError},
    words::say,
};
use rollcall_domain::{
    Timestamp,
    import::{
        AccountView, Draft, KnownUser, Layout, Mapping, Mend, NoTable, Options, Plan, Problem, RowOutcome, Severity,
        Sheet, read_rows,
    },
};
use serde::Serialize;
use std::path::Path;

/// A table that was read, and is not planned yet.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file's name, without its folder.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub file_hash: [u8; 32],
    /// Its table.
    pub sheet: Sheet,
}

/// What came of planning an [`Upload`].
#[derive(Debug)]
pub enum Checked {
    /// It can be carried out.
    Plan(Box<ImportCheck>),
    /// Somebody has to say first what its columns mean.
    Columns(Box<ColumnsCheck>),
}

/// A table that was read, and whose columns do not say what they mean.
#[derive(Debug)]
pub struct ColumnsCheck {
    /// What was read.
    pub upload: Upload,
    /// Why it cannot be planned as it is.
    pub why: NoTable,
    /// What may be meant.
    pub guess: Mapping,
}

/// A file that was read and planned. Carrying it out does what `plan` says, or nothing.
#[derive(Debug)]
pub struct ImportCheck {
    /// The file's name, without its folder.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub file_hash: [u8; 32],
    /// What was chosen.
    pub options: Options,
    /// The rows, each checked by itself.
    pub draft: Draft,
    /// What would be done.
    pub plan: Plan,
    /// What the account knew of the people in the file.
    pub basis: Vec<KnownUser>,
    /// The workspace's newest change before it was asked for that.
    pub basis_change: i64,
    /// The account for which it was planned.
    pub account: AccountView,
    /// When a file with the very same bytes was carried out last.
    pub seen_before: Option<Timestamp>,
}

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

impl App {
    /// Reads a file; of a workbook the sheet of this name, or else the one that looks most like a table of users.
    ///
    /// # Errors
    /// The file gives no table.
    pub async fn read_upload(&self, file: &Path, sheet: Option<&str>) -> Result<Upload, Error> {
        let file_name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        let read = self.outside.sheets.read(file, sheet).await;
        let ReadFile { table, hash } = read.map_err(|why| Error::Unreadable { file: file_name.clone(), why })?;
        Ok(Upload { file_name, file_hash: hash, sheet: Sheet::new(table) })
    }

    /// Reads rows that were copied in another program, as text.
    ///
    /// # Errors
    /// The text gives no table.
    pub async fn read_pasted(&self, _text: &str) -> Result<Upload, Error> {
        todo!()
    }

    /// Reads a file and plans what carrying it out would do. Its columns say what they mean.
    ///
    /// # Errors
    /// The file gives no table, or not one with our columns; or the workspace could not be read.
    pub async fn check_import(&self, by: &Permit, file: &Path, options: Options) -> Result<ImportCheck, Error> {
        let upload = self.read_upload(file, None).await?;
        self.check_upload(by, upload, options).await?.plan()
    }

    /// Plans the same table again: with other options, or because the account has changed.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn check_import_again(
        &self,
        by: &Permit,
        check: &ImportCheck,
        options: Options,
    ) -> Result<ImportCheck, Error> {
        self.check_upload(by, check.upload(), options).await?.plan()
    }

    /// Mends something of a table, and plans it again. Returns how many rows were mended.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn mend_import(
        &self,
        _by: &Permit,
        _check: &ImportCheck,
        _mend: &Mend,
    ) -> Result<(ImportCheck, u32), Error> {
        todo!()
    }

    /// Takes back what was mended last, and plans it again.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn take_back_mend(&self, _by: &Permit, _check: &ImportCheck) -> Result<ImportCheck, Error> {
        todo!()
    }

    /// Plans what carrying out a table would do: as its columns say, as somebody has said ([`Sheet::mapping`]), or as somebody has said of an
    /// earlier one with the same headers.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn check_upload(&self, by: &Permit, upload: Upload, options: Options) -> Result<Checked, Error> {
        let Upload { file_name, file_hash, sheet } = upload;
        let account = AccountView {
            groups: self.group_tree().await?,
            roles: self.store().roles().await?,
            former: self.store().former_paths().await?,
            scope: by.scope().to_vec(),
            administrators: Vec::new(),
            now: self.now().await?,
            is_known: true,
        };
        // A hundred thousand rows take a tenth of a second: long enough to keep off the threads that answer the window.
        let (draft, sheet, account) =
            off_thread(move || (read_rows(sheet.clone(), &account, options), sheet, account)).await?;
        let draft = match draft {
            Ok(draft) => draft,
            Err(why) => {
                let guess = Layout::guess(&sheet.table);
                let upload = Upload { file_name, file_hash, sheet };
                return Ok(Checked::Columns(Box::new(ColumnsCheck { upload, why, guess })));
            }
        };
        let basis_change = self.store().latest_change().await?;
        let basis = self.store().known_users(&draft.keys()).await?;
        let (plan, draft, basis, account) =
            off_thread(move || (draft.plan(&basis, &account), draft, basis, account)).await?;
        let earlier = self.store().imports(None, 1000).await?;
        let seen_before = earlier.iter().find(|import| import.file_hash == file_hash).map(|import| import.at);
        let check =
            ImportCheck { file_name, file_hash, options, draft, plan, basis, basis_change, account, seen_before };
        Ok(Checked::Plan(Box::new(check)))
    }
}

impl Checked {
    /// The table as it was read and mended.
    pub fn upload(&self) -> Upload {
        match self {
            Self::Plan(check) => check.upload(),
            Self::Columns(columns) => columns.upload.clone(),
        }
    }

    /// The plan.
    ///
    /// # Errors
    /// The columns do not say what they mean.
    pub fn plan(self) -> Result<ImportCheck, Error> {
        match self {
            Self::Plan(check) => Ok(*check),
            Self::Columns(columns) => {
                Err(Error::NotATable { file: columns.upload.file_name.clone(), why: columns.why.clone() })
            }
        }
    }
}

impl ImportCheck {
    /// The table as it was read and mended.
    pub fn upload(&self) -> Upload {
        Upload { file_name: self.file_name.clone(), file_hash: self.file_hash, sheet: self.draft.sheet.clone() }
    }

    /// What is wrong in the rows, by kind and by what stands in the cell, the most frequent first.
    pub fn problem_kinds(&self) -> Vec<ProblemKind> {
        kinds::of(self)
    }

    /// The headers of the table as uploaded, without those that a report has added.
    pub fn headers(&self) -> &[String] {
        &self.draft.layout.headers
    }

    /// One row by its place in the file, from 0.
    pub fn row(&self, index: usize) -> RowView {
        let (planned, uploaded) = (&self.plan.rows[index], &self.draft.rows()[index]);
        let cells = self.draft.layout.without_report_columns(&uploaded.cells);
        view_row(planned.number, planned.outcome, cells, &planned.problems, self.headers())
    }

    /// Every problem that stops a row, in the order of the file.
    pub fn errors(&self) -> impl Iterator<Item = ProblemView> {
        self.problems(Severity::Error)
    }

    /// Every problem that is worth knowing and stops nothing, in the order of the file.
    pub fn warnings(&self) -> impl Iterator<Item = ProblemView> {
        self.problems(Severity::Warning)
    }

    fn problems(&self, severity: Severity) -> impl Iterator<Item = ProblemView> {
        let of_row = move |row: &rollcall_domain::import::PlannedRow| {
            let wanted = row.problems.iter().filter(move |problem| problem.code.severity() == severity);
            wanted.map(|problem| view_problem(row.number, problem, self.headers())).collect::<Vec<_>>()
        };
        self.plan.rows.iter().flat_map(of_row)
    }
}

pub(crate) fn view_row(
    row: u32,
    outcome: RowOutcome,
    cells: Vec<String>,
    problems: &[Problem],
    headers: &[String],
) -> RowView {
    let problems = problems.iter().map(|problem| view_problem(row, problem, headers)).collect();
    RowView { row, outcome, cells, was: None, problems }
}

fn view_problem(row: u32, problem: &Problem, headers: &[String]) -> ProblemView {
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
        cell: problem.column.position(headers),
        code,
        value: problem.value.clone(),
        message,
        fix,
        suggestion,
        warning: problem.code.severity() == Severity::Warning,
    }
}

/// A text with its invisible characters shown for what they are.
fn visible(text: &str) -> String {
    let show = |c| {
        rollcall_domain::text::hidden_character(c).map_or_else(|| String::from(c), |code| format!("[U+{code:04X}]"))
    };
    text.chars().map(show).collect()
}

pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|why| Error::Store(StoreError::Database(why.to_string())))
}
