//! Check a spreadsheet in a workspace or without one, mend it, and write it out again.

use crate::{
    App, Error, Permit,
    check_import::{Checked, ImportCheck, Upload, off_thread, read},
    check_offline::Offline,
    make_report,
    ports::Spreadsheets,
};
use rollcall_domain::import::{Mend, Options};
use std::{path::Path, sync::Arc};

/// Where a spreadsheet is checked.
#[derive(Clone, Copy)]
pub enum Desk<'a> {
    /// In a workspace, by an administrator.
    With(&'a App, &'a Permit),
    /// By itself.
    Alone(&'a Offline),
}

impl Desk<'_> {
    /// Reads a file; of a workbook the sheet of this name, or else the one that looks most like a table of users.
    ///
    /// # Errors
    /// The file gives no table.
    pub async fn read_upload(&self, file: &Path, sheet: Option<&str>) -> Result<Upload, Error> {
        let upload = read::file(self.sheets().as_ref(), file, sheet).await?;
        let is_meant = sheet.is_some() || upload.is_clear() || self.is_remembered(&upload).await?;
        let other = if is_meant { None } else { read::another_sheet(self.sheets().as_ref(), file, &upload).await };
        Ok(other.unwrap_or(upload))
    }

    /// Reads rows that were copied in another program, as text.
    ///
    /// # Errors
    /// The text gives no table.
    pub async fn read_pasted(&self, text: &str) -> Result<Upload, Error> {
        read::pasted(self.sheets().as_ref(), text).await
    }

    /// Plans what carrying out a table would do: as its columns say, as somebody has said, or as somebody has said of an earlier one with the
    /// same headers.
    ///
    /// # Errors
    /// There is no row about anybody, or the workspace could not be read.
    pub async fn check_upload(&self, upload: Upload, options: Options) -> Result<Checked, Error> {
        match self {
            Self::With(app, by) => app.check_upload(by, upload, options).await,
            Self::Alone(offline) => offline.check_upload(upload, options).await,
        }
    }

    /// Mends something of a table, and plans it again. Returns how many rows were mended.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn mend(&self, check: &Arc<ImportCheck>, mend: Mend) -> Result<(Arc<ImportCheck>, u32), Error> {
        let before = Arc::clone(check);
        let (upload, rows) = off_thread(move || before.mended(&mend)).await?;
        Ok((self.check_upload(upload, check.options).await?.plan()?, rows))
    }

    /// Takes back what was mended last, and plans the table again.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn take_back(&self, check: &Arc<ImportCheck>) -> Result<Arc<ImportCheck>, Error> {
        let mended = Arc::clone(check);
        let upload = off_thread(move || mended.taken_back()).await?;
        self.check_upload(upload, check.options).await?.plan()
    }

    /// The table again, with what was mended and what is wrong still, as a workbook. Uploaded as it is, all of it is still done.
    ///
    /// # Errors
    /// The workbook could not be made.
    pub async fn report(&self, check: &Arc<ImportCheck>) -> Result<Vec<u8>, Error> {
        make_report::of_check(Arc::clone(self.sheets()), Arc::clone(check)).await
    }

    /// Remembers what somebody has said of the columns of a table, if anything, for the next one with the same headers. Without a workspace
    /// nothing is remembered.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn remember_columns(&self, check: &ImportCheck) -> Result<(), Error> {
        match self {
            Self::With(app, by) => app.remember_columns(by, check).await,
            Self::Alone(_) => Ok(()),
        }
    }

    async fn is_remembered(&self, upload: &Upload) -> Result<bool, Error> {
        match self {
            Self::With(app, _) => Ok(app.remembered_columns(&upload.sheet.table).await?.is_some()),
            Self::Alone(_) => Ok(false),
        }
    }

    const fn sheets(&self) -> &Arc<dyn Spreadsheets> {
        match self {
            Self::With(app, _) => &app.outside.sheets,
            Self::Alone(offline) => &offline.sheets,
        }
    }
}
