//! Spreadsheets: files to rows, rows to files.

use async_trait::async_trait;
use rollcall_domain::table::Table;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Reads and writes spreadsheet files. It knows no account.
#[async_trait]
pub trait Spreadsheets: Send + Sync {
    /// Reads a table of a file that nobody vouches for, in a process of its own with limits: of a workbook the visible sheet of this name, or
    /// else the most likely one. What is no regular file is not opened.
    ///
    /// # Errors
    /// Why there is no table; nothing of the file is used then.
    async fn read(&self, file: &Path, sheet: Option<&str>) -> Result<ReadFile, Unreadable>;

    /// Reads a table that was copied in another program, as text, in the same way.
    ///
    /// # Errors
    /// Why there is no table.
    async fn read_text(&self, text: &str) -> Result<ReadFile, Unreadable>;

    /// Makes the workbook that administrators fill in (`.xlsx`).
    ///
    /// # Errors
    /// The workbook could not be made, with the reason.
    fn template(&self, template: &Template) -> Result<Vec<u8>, String>;

    /// Makes the same workbook with rows filled in, of any number of them in little memory (`.xlsx`). The dropdowns reach beyond the last.
    ///
    /// # Errors
    /// There are more rows than a sheet has, or the workbook could not be made.
    fn filled(&self, template: &Template, rows: Rows<'_>) -> Result<Vec<u8>, NotMade>;

    /// Makes a table of nothing but texts, of any number of rows in little memory. No cell of it is ever a formula: in a text file `'` stands
    /// before what a spreadsheet program would take for one, and is not read again.
    ///
    /// # Errors
    /// There are more rows than a sheet has, or the table could not be made.
    fn table(&self, table: &PlainTable, format: TableFormat, rows: Rows<'_>) -> Result<Vec<u8>, NotMade>;

    /// Makes the workbook that says what became of each row (`.xlsx`).
    ///
    /// # Errors
    /// The workbook could not be made, with the reason.
    fn report(&self, report: &Report) -> Result<Vec<u8>, String>;
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    /// Its table.
    pub table: Table,
    /// SHA-256 of the very bytes that the table was read from.
    pub hash: [u8; 32],
}

/// What a template is made of. All words are given: the writer has none of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name of the sheet to fill in.
    pub users_sheet: String,
    /// Name of the sheet that explains.
    pub instructions_sheet: String,
    /// The columns, in order.
    pub columns: Vec<TemplateColumn>,
    /// The explanation, a paragraph an item. The first is its title.
    pub instructions: Vec<String>,
}

/// One column of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateColumn {
    /// The header, `Email [Required]`.
    pub header: String,
    /// What a person may pick here, for a dropdown; empty for free text.
    pub choices: Vec<String>,
    /// Shown beside the cell when it is selected.
    pub hint: String,
    /// Width in characters.
    pub width: u16,
}

/// What a table is made of, but for its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainTable {
    /// Name of the sheet, where it has one.
    pub sheet: String,
    /// The headers, with the width of each column in characters.
    pub columns: Vec<(String, u16)>,
}

/// The rows of a table, a text for each column: they are made while they are written.
pub type Rows<'a> = &'a mut (dyn Iterator<Item = Vec<String>> + Send);

/// What kind of file a table is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// A workbook.
    Xlsx,
    /// Comma-separated values in UTF-8 with a byte order mark, as spreadsheet programs expect it.
    Csv,
}

/// Why a table was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// There are more rows than a sheet has below its header: so many.
    #[error("there are more than {0} rows")]
    TooManyRows(u32),
    /// Anything else.
    #[error("{0}")]
    Failed(String),
}

/// What a report is made of: the uploaded table again, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Name of the sheet.
    pub sheet: String,
    /// The headers of the uploaded table, then those of the three added columns (result, problem, how to fix).
    pub headers: Vec<String>,
    /// The rows, in the order of the uploaded file.
    pub rows: Vec<ReportRow>,
}

/// One row of a [`Report`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The cells as uploaded. May be shorter than the uploaded headers.
    pub cells: Vec<String>,
    /// Result, problem and how to fix; the last two are empty where all is well.
    pub verdict: [String; 3],
    /// Whether something of the row has to be corrected (it is coloured then).
    pub rejected: bool,
    /// Cells to colour and note: index into `cells`, and the note. An index past the end colours an empty cell.
    pub faults: Vec<(usize, String)>,
}

/// Why a file gave no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no such file, or it may not be read: the operating system's words.
    #[error("it could not be opened: {0}")]
    NotOpened(String),
    /// More bytes than the limit, given in MiB.
    #[error("it is larger than {0} MiB")]
    TooLarge(u64),
    /// No byte in it, or no cell.
    #[error("there is nothing in it")]
    Empty,
    /// Something else than a spreadsheet; says what it looks like (`PDF document`).
    #[error("it is no spreadsheet but looks like: {0}")]
    OtherKind(String),
    /// A spreadsheet of a kind that is not read (`Excel 2003 XML`, `fods`); says which.
    #[error("{0} files are not read")]
    KindNotSupported(String),
    /// It opens only with a password.
    #[error("it is protected with a password")]
    Encrypted,
    /// Bytes that are no text in any encoding that is read; the line where it was noticed.
    #[error("line {0} is not text in a known encoding")]
    NotText(u32),
    /// More rows than the limit.
    #[error("it has more than {0} rows")]
    TooManyRows(u32),
    /// More columns than the limit.
    #[error("it has more than {0} columns")]
    TooManyColumns(u32),
    /// A cell longer than the limit, in characters; the row.
    #[error("a cell in row {row} is longer than {limit} characters")]
    CellTooLong {
        /// The row's own number.
        row: u32,
        /// The most characters that a cell may have.
        limit: u32,
    },
    /// There is no visible sheet of this name, or none any more.
    #[error("it has no visible sheet called {0}")]
    NoSuchSheet(String),
    /// The reader stopped: the file is damaged, or made so that reading it needs more memory or time than allowed.
    #[error("it is damaged or too complex")]
    DamagedOrTooComplex,
}
