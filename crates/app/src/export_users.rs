//! Export users as a table in the template's columns, so that it can be edited and imported again.

use crate::{App, Error, Permit, select_users::UserSelection};
use serde::{Deserialize, Serialize};

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

/// The name under which the table is offered to be saved.
pub const USERS_NAME: &str = "Rollcall users.xlsx";

impl App {
    /// The users that are meant, in the order of the list where they were filtered and by name otherwise: a row for each assignment that the
    /// administrator may see, in the template's columns. Imported as it is, it changes nothing.
    ///
    /// # Errors
    /// There are more rows than a workbook has (1,048,575), or the workspace could not be read.
    pub async fn export_users(
        &self,
        by: &Permit,
        selection: &UserSelection,
        format: TableFormat,
    ) -> Result<Vec<u8>, Error> {
        let _ = (by, selection, format);
        todo!()
    }
}
