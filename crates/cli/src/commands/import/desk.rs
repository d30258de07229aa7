//! Where a file is checked: in a workspace, or by itself.

use crate::commands::Session;
use rollcall_app::{
    Error, Permit,
    check_import::{Checked, ImportCheck, Upload},
    check_offline::Offline,
};
use rollcall_domain::{
    ImportId,
    import::{Mend, Options},
};
use std::path::Path;

/// Where a file is checked.
pub(super) enum Desk<'a> {
    /// In a workspace, by somebody.
    Workspace(&'a Session, Permit),
    /// By itself.
    Offline(Offline),
}

impl Desk<'_> {
    pub(super) async fn read_upload(&self, file: &Path, sheet: Option<&str>) -> Result<Upload, Error> {
        match self {
            Self::Workspace(session, _) => session.app().read_upload(file, sheet).await,
            Self::Offline(offline) => offline.read_upload(file, sheet).await,
        }
    }

    pub(super) async fn read_pasted(&self, text: &str) -> Result<Upload, Error> {
        match self {
            Self::Workspace(session, _) => session.app().read_pasted(text).await,
            Self::Offline(offline) => offline.read_pasted(text).await,
        }
    }

    pub(super) async fn check_upload(&self, upload: Upload, options: Options) -> Result<Checked, Error> {
        match self {
            Self::Workspace(session, permit) => session.app().check_upload(permit, upload, options).await,
            Self::Offline(offline) => offline.check_upload(upload, options).await,
        }
    }

    pub(super) async fn mend_import(&self, check: &ImportCheck, mend: &Mend) -> Result<ImportCheck, Error> {
        let (check, _) = match self {
            Self::Workspace(session, permit) => session.app().mend_import(permit, check, mend).await?,
            Self::Offline(offline) => offline.mend_import(check, mend).await?,
        };
        Ok(check)
    }

    /// The report of what was carried out, or else of what was checked.
    pub(super) async fn report(&self, check: &ImportCheck, import: Option<ImportId>) -> Result<Vec<u8>, Error> {
        match (self, import) {
            (Self::Workspace(session, permit), Some(id)) => session.app().import_report(permit, id).await,
            (Self::Workspace(session, permit), None) => session.app().check_report(permit, check).await,
            (Self::Offline(offline), _) => offline.check_report(check).await,
        }
    }
}
