//! Reading what somebody has: a file, or rows copied in another program.

use super::Upload;
use crate::{
    Error,
    ports::{ReadFile, Spreadsheets, Unreadable},
    words::say,
};
use rollcall_domain::import::{Layout, Mapping, Sheet};
use std::path::Path;

/// How many other sheets of a workbook are looked at, where the first choice is no table of users.
const SHEETS: usize = 10;

/// Reads a file; of a workbook the sheet of this name, or else the one that looks most like a table of users.
pub(crate) async fn file(sheets: &dyn Spreadsheets, file: &Path, sheet: Option<&str>) -> Result<Upload, Error> {
    let file_name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    upload(file_name, sheets.read(file, sheet).await)
}

/// Reads rows that were copied in another program, as text.
pub(crate) async fn pasted(sheets: &dyn Spreadsheets, text: &str) -> Result<Upload, Error> {
    upload(say("invite-rows-name", &[]), sheets.read_text(text).await)
}

/// The first of the sheets of a workbook that were not read whose columns say what they mean.
pub(crate) async fn another_sheet(sheets: &dyn Spreadsheets, path: &Path, read: &Upload) -> Option<Upload> {
    for sheet in read.sheet.table.other_sheets.iter().take(SHEETS) {
        // One that cannot be read is not asked for by anybody.
        if let Ok(other) = file(sheets, path, Some(sheet)).await
            && other.is_clear()
        {
            return Some(other);
        }
    }
    None
}

fn upload(file_name: String, read: Result<ReadFile, Unreadable>) -> Result<Upload, Error> {
    match read {
        Ok(ReadFile { table, hash }) => Ok(Upload { file_name, file_hash: hash, sheet: Sheet::new(table) }),
        Err(why) => Err(Error::Unreadable { file: file_name, why }),
    }
}

impl Upload {
    /// Whether its columns say what they mean.
    pub(crate) fn is_clear(&self) -> bool {
        Layout::find(&self.sheet.table, None).is_ok()
    }

    /// The same table with what somebody says of its columns. None: what their headers say, whatever was said of them before; where they say too
    /// little, it is asked.
    #[must_use]
    pub fn saying(mut self, mapping: Option<Mapping>) -> Self {
        let was_said = self.sheet.mapping.is_some();
        let by_headers = || match Layout::find(&self.sheet.table, None) {
            Ok(layout) => layout.mapping(),
            // Without a mapping, what an earlier table was said to mean would be taken again.
            Err(_) => Mapping { header_row: Layout::guess(&self.sheet.table).header_row, ..Mapping::default() },
        };
        self.sheet.mapping = mapping.or_else(|| was_said.then(by_headers));
        self
    }
}
