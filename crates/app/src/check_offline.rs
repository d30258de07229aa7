//! Check a spreadsheet without an account: to prepare it where there is none, or none that can be reached.

use crate::{
    Error,
    check_import::{Begun, Checked, Upload},
    ports::Spreadsheets,
};
use rollcall_domain::{
    Clock, GroupId, GroupTree,
    import::{AccountView, Options},
};
use std::sync::Arc;

/// Spreadsheets, checked by themselves: groups, roles and people are taken as the file has them. Nothing of it can be carried out.
#[derive(Clone)]
pub struct Offline {
    pub(crate) sheets: Arc<dyn Spreadsheets>,
    clock: Arc<dyn Clock>,
}

impl Offline {
    /// With what reads and writes files, and a clock.
    pub fn new(sheets: Arc<dyn Spreadsheets>, clock: Arc<dyn Clock>) -> Self {
        Self { sheets, clock }
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
}
