//! Check a spreadsheet without an account: to prepare it where there is none, or none that can be reached.

use crate::{
    Error,
    check_import::{Begun, Checked, ImportCheck, Upload, read},
    make_report,
    ports::Spreadsheets,
};
use rollcall_domain::{
    Clock, GroupId, GroupTree,
    import::{AccountView, Mend, Options},
};
use std::{path::Path, sync::Arc};

/// Spreadsheets, checked by themselves: groups, roles and people are taken as the file has them. Nothing of it can be carried out.
#[derive(Clone)]
pub struct Offline {
    sheets: Arc<dyn Spreadsheets>,
    clock: Arc<dyn Clock>,
}

impl Offline {
    /// With what reads and writes files, and a clock.
    pub fn new(sheets: Arc<dyn Spreadsheets>, clock: Arc<dyn Clock>) -> Self {
        Self { sheets, clock }
    }

    /// Reads a file; of a workbook the sheet of this name, or else the one that looks most like a table of users.
    ///
    /// # Errors
    /// The file gives no table.
    pub async fn read_upload(&self, file: &Path, sheet: Option<&str>) -> Result<Upload, Error> {
        let upload = read::file(self.sheets.as_ref(), file, sheet).await?;
        let is_meant = sheet.is_some() || upload.is_clear();
        let other = if is_meant { None } else { read::another_sheet(self.sheets.as_ref(), file, &upload).await };
        Ok(other.unwrap_or(upload))
    }

    /// Reads rows that were copied in another program, as text.
    ///
    /// # Errors
    /// The text gives no table.
    pub async fn read_pasted(&self, text: &str) -> Result<Upload, Error> {
        read::pasted(self.sheets.as_ref(), text).await
    }

    /// Checks a table: as its columns say, or as somebody has said.
    ///
    /// # Errors
    /// There is no row about anybody, or it could not be checked to its end.
    pub async fn check_upload(&self, upload: Upload, options: Options) -> Result<Checked, Error> {
        let account = AccountView {
            groups: GroupTree::default(),
            roles: Vec::new(),
            former: Vec::new(),
            scope: vec![GroupId::ROOT],
            importer: None,
            administrators: Vec::new(),
            now: self.clock.now(),
            is_known: false,
        };
        match Begun::read(upload, account, options).await? {
            Ok(begun) => begun.plan(Vec::new(), 0, None).await,
            Err(unclear) => Ok(unclear),
        }
    }

    /// Mends something of a table, and checks it again. Returns how many rows were mended.
    ///
    /// # Errors
    /// It could not be checked to its end.
    pub async fn mend_import(&self, check: &ImportCheck, mend: &Mend) -> Result<(ImportCheck, u32), Error> {
        let (upload, rows) = check.mended(mend);
        Ok((self.check_upload(upload, check.options).await?.plan()?, rows))
    }

    /// Takes back what was mended last, and checks it again.
    ///
    /// # Errors
    /// It could not be checked to its end.
    pub async fn take_back_mend(&self, check: &ImportCheck) -> Result<ImportCheck, Error> {
        self.check_upload(check.taken_back(), check.options).await?.plan()
    }

    /// The table again, with what was mended and what is wrong still, as a workbook.
    ///
    /// # Errors
    /// The workbook could not be made.
    pub async fn check_report(&self, check: &ImportCheck) -> Result<Vec<u8>, Error> {
        make_report::of_check(&self.sheets, check).await
    }
}
