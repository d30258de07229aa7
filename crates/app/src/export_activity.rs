//! Export what happened as a table.

use crate::{App, Error, Permit, export_users::TableFormat, list_activity::ActivityQuery};

/// The name under which the table is offered to be saved.
pub const ACTIVITY_NAME: &str = "Rollcall activity.xlsx";

impl App {
    /// What happened and matches, newest first, whatever the window: when, who, what, to whom, the particulars, by which import.
    ///
    /// # Errors
    /// There are more rows than a workbook has (1,048,575), or the workspace could not be read.
    pub async fn export_activity(
        &self,
        by: &Permit,
        query: &ActivityQuery,
        format: TableFormat,
    ) -> Result<Vec<u8>, Error> {
        let _ = (by, query, format);
        todo!()
    }
}
