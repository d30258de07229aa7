//! Files to rows, rows to files. It knows no account.
//!
//! A file that is read comes from anywhere, so it is read in a process of its own ([`ChildReader`], [`run_child`]) that has little memory, little time and no
//! way to open anything; its end means that the file is damaged or too complex, and nothing else.

mod child;
mod frames;
#[doc(hidden)]
pub mod fuzzing;
mod input;
mod limits;
mod read;
mod report;
mod separated;
mod sniff;
mod table;
mod template;

pub use child::{ChildReader, READ_SHEET_ARG, run_child};

use async_trait::async_trait;
use rollcall_app::ports::{
    ReadFile, Report, Spreadsheets, Unreadable,
    sheets::{NotMade, PlainTable, Rows, TableFormat, Template},
};
use rollcall_domain::table::Table;
use rust_xlsxwriter::XlsxError;
use std::{fs::File, path::Path};

/// Spreadsheets as the use cases need them.
#[derive(Debug, Clone)]
pub struct Sheets {
    reader: Option<ChildReader>,
}

impl Sheets {
    /// Reads with `reader`.
    pub fn new(reader: ChildReader) -> Self {
        Self { reader: Some(reader) }
    }

    /// Reads in this very process. For tests and measurements, whose files are their own: a bad file could end the process.
    pub fn without_child() -> Self {
        Self { reader: None }
    }

    async fn read_open(&self, file: File, sheet: Option<&str>) -> Result<ReadFile, Unreadable> {
        if let Some(reader) = &self.reader {
            return reader.read(file, sheet).await;
        }
        let sheet = sheet.map(str::to_owned);
        let read = tokio::task::spawn_blocking(move || read_here(file, sheet.as_deref()));
        read.await.unwrap_or(Err(Unreadable::DamagedOrTooComplex))
    }
}

#[async_trait]
impl Spreadsheets for Sheets {
    async fn read(&self, file: &Path, sheet: Option<&str>) -> Result<ReadFile, Unreadable> {
        self.read_open(input::open(file).await?, sheet).await
    }

    async fn read_text(&self, text: &str) -> Result<ReadFile, Unreadable> {
        self.read_open(input::keep(text).await?, None).await
    }

    fn template(&self, template: &Template) -> Result<Vec<u8>, String> {
        template::write(template).map_err(|error| error.to_string())
    }

    fn filled(&self, template: &Template, rows: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        template::filled(template, rows).map_err(|error| not_made(&error))
    }

    fn table(&self, table: &PlainTable, format: TableFormat, rows: Rows<'_>) -> Result<Vec<u8>, NotMade> {
        match format {
            TableFormat::Xlsx => table::write(table, rows).map_err(|error| not_made(&error)),
            TableFormat::Csv => Ok(separated::write(table, rows)),
        }
    }

    fn report(&self, report: &Report) -> Result<Vec<u8>, String> {
        report::write(report).map_err(|error| error.to_string())
    }
}

fn not_made(error: &XlsxError) -> NotMade {
    match error {
        XlsxError::RowColumnLimitError => NotMade::TooManyRows(table::ROWS),
        error => NotMade::Failed(error.to_string()),
    }
}

fn read_here(file: File, sheet: Option<&str>) -> Result<ReadFile, Unreadable> {
    let mut rows = Vec::new();
    let (origin, hash) = read::read(file, sheet, &mut rows)?;
    let table = Table { sheet: origin.sheet, other_sheets: origin.other_sheets, rows };
    Ok(ReadFile { table, hash })
}
