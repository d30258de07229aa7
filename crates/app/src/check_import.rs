//! Check a spreadsheet: read it, and plan what carrying it out would do. Nothing is written.

mod begun;
mod columns;
mod kinds;
pub(crate) mod read;
mod views;

pub use kinds::{ProblemKind, ProblemValue};
pub use views::{ProblemView, RowView};

pub(crate) use begun::{Begun, off_thread};
pub(crate) use views::view_row;

use crate::{App, Error, Permit, check_anywhere::Desk, error::unclear_columns};
use rollcall_domain::{
    GroupId, Timestamp,
    import::{
        AccountView, Draft, KnownUser, Mapping, Mend, NoTable, Options, Plan, PlannedRow, Problem, Severity, Sheet,
    },
    table::TableRow,
};
use std::{path::Path, sync::Arc};
use views::{roles_in_words, view_problem};

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
    Plan(Arc<ImportCheck>),
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

impl ColumnsCheck {
    /// Why its columns have to be said, for whoever is about to.
    pub fn why_words(&self) -> String {
        unclear_columns(&self.why)
    }
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

impl App {
    /// Reads a file and plans what carrying it out would do. Its columns say what they mean.
    ///
    /// # Errors
    /// The file gives no table, or not one with our columns; or the workspace could not be read.
    pub async fn check_import(&self, by: &Permit, file: &Path, options: Options) -> Result<Arc<ImportCheck>, Error> {
        let upload = Desk::With(self, by).read_upload(file, None).await?;
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
    ) -> Result<Arc<ImportCheck>, Error> {
        self.check_upload(by, check.upload(), options).await?.plan()
    }

    /// Plans what carrying out a table would do: as its columns say, as somebody has said ([`Sheet::mapping`]), or as somebody has said of an
    /// earlier one with the same headers.
    ///
    /// # Errors
    /// There is no row about anybody, or the workspace could not be read.
    pub async fn check_upload(&self, by: &Permit, mut upload: Upload, options: Options) -> Result<Checked, Error> {
        let administrators = self.store().administrators().await?;
        let of_account = administrators.into_iter().filter(|one| one.groups.contains(&GroupId::ROOT));
        let account = AccountView {
            groups: self.group_tree().await?,
            roles: self.store().roles().await?,
            former: self.store().former_paths().await?,
            scope: by.scope().to_vec(),
            importer: Some(by.administrator().id),
            administrators: of_account.map(|one| one.id).collect(),
            now: self.now().await?,
            is_known: true,
        };
        if upload.sheet.mapping.is_none() {
            let remembered = self.remembered_columns(&upload.sheet.table).await?;
            upload.sheet.mapping = remembered.map(|mapping| columns::within(mapping, &account.groups, by));
        }
        let file_hash = upload.file_hash;
        let begun = match Begun::read(upload, account, options).await? {
            Ok(begun) => begun,
            Err(unclear) => return Ok(unclear),
        };
        let basis_change = self.store().latest_change().await?;
        let basis = self.store().known_users(&begun.draft.keys()).await?;
        let earlier = self.store().imports(None, 1000).await?;
        let seen_before = earlier.iter().find(|import| import.file_hash == file_hash).map(|import| import.at);
        begun.plan(basis, basis_change, seen_before).await
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
    pub fn plan(self) -> Result<Arc<ImportCheck>, Error> {
        match self {
            Self::Plan(check) => Ok(check),
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
        let place = |column| self.draft.layout.place(column);
        let row = view_row(planned.number, planned.outcome, cells, &planned.problems, place);
        let skipped_by_hand = self.draft.sheet.skipped.contains(&planned.number);
        RowView { skipped_by_hand, was: roles_in_words(&planned.was, &self.account.roles), ..row }
    }

    /// Every problem that stops a row, in the order of the file.
    pub fn errors(&self) -> impl Iterator<Item = ProblemView> {
        self.problems(Severity::Error)
    }

    /// Every problem that is worth knowing and stops nothing, in the order of the file.
    pub fn warnings(&self) -> impl Iterator<Item = ProblemView> {
        self.problems(Severity::Warning)
    }

    /// How many problems stop a row, or how many stop nothing.
    pub fn count(&self, severity: Severity) -> usize {
        let of_row = |row: &PlannedRow| row.problems.iter().filter(|one| one.code.severity() == severity).count();
        self.plan.rows.iter().map(of_row).sum()
    }

    /// The table with something mended that was seen of this plan, and how many rows that mends.
    pub(crate) fn mended(&self, mend: &Mend) -> (Upload, u32) {
        let mut upload = self.upload();
        let rows = upload.sheet.mend(mend, &self.draft.layout, &self.plan);
        (upload, rows)
    }

    /// The table without what was mended last.
    pub(crate) fn taken_back(&self) -> Upload {
        let mut upload = self.upload();
        upload.sheet.take_back();
        upload
    }

    fn problems(&self, severity: Severity) -> impl Iterator<Item = ProblemView> {
        let of_row = move |(row, uploaded): (&PlannedRow, &TableRow)| {
            let layout = &self.draft.layout;
            let wanted = row.problems.iter().filter(move |problem| problem.code.severity() == severity);
            let view = |problem: &Problem| {
                let text = layout.cell(uploaded, problem.column).shown();
                view_problem(row.number, problem, layout.place(problem.column), text)
            };
            wanted.map(view).collect::<Vec<_>>()
        };
        self.plan.rows.iter().zip(self.draft.rows()).flat_map(of_row)
    }
}
