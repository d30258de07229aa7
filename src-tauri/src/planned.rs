//! Tables that were read and planned, until they are carried out: in the open workspace, or where none is.

use crate::{failure::Failure, handles::Handles, open::Open};
use rollcall_app::{
    ErrorCode, Permit,
    check_import::{Checked, ImportCheck, Upload},
    check_offline::Offline,
};
use rollcall_domain::import::{Mend, Options};
use std::{
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

/// How many plans are kept: the one on the screen, and those that it took the place of.
const PLANS: usize = 3;

/// The plans that pages hold.
pub(crate) type Plans = Handles<Arc<Planned>>;

/// Room for the plans of a workspace, or of none.
pub(crate) const fn room() -> Plans {
    Handles::with_room_for(PLANS)
}

/// A table that was read and planned, or people who were typed and are done as if in a file.
pub(crate) struct Planned {
    /// Who had it planned, and what they might do then. None: there was no account.
    pub(crate) by: Option<Permit>,
    /// What would be done, or the question what its columns mean.
    pub(crate) checked: Checked,
    /// Whether it is being carried out.
    pub(crate) working: AtomicBool,
    /// Whether the person said stop.
    pub(crate) cancelled: AtomicBool,
}

impl Planned {
    /// The plan.
    ///
    /// # Errors
    /// Its columns do not say what they mean: there is none yet.
    pub(crate) fn check(&self) -> Result<&ImportCheck, Failure> {
        match &self.checked {
            Checked::Plan(check) => Ok(check),
            Checked::Columns(_) => Err(gone()),
        }
    }
}

/// Where tables are checked.
pub(crate) enum Checking<'a> {
    /// In the open workspace, by whoever acts.
    Open(Arc<Open>, Box<Permit>),
    /// By themselves, since no workspace is open.
    Offline(Offline, &'a Plans),
}

impl Checking<'_> {
    /// Reads a file; of a workbook the sheet of this name, or else the most likely one.
    pub(crate) async fn read_upload(&self, file: &Path, sheet: Option<&str>) -> Result<Upload, Failure> {
        Ok(match self {
            Self::Open(open, _) => open.app().read_upload(file, sheet).await?,
            Self::Offline(offline, _) => offline.read_upload(file, sheet).await?,
        })
    }

    /// Reads what was copied in another program.
    pub(crate) async fn read_pasted(&self, text: &str) -> Result<Upload, Failure> {
        Ok(match self {
            Self::Open(open, _) => open.app().read_pasted(text).await?,
            Self::Offline(offline, _) => offline.read_pasted(text).await?,
        })
    }

    /// Plans a table.
    pub(crate) async fn check_upload(&self, upload: Upload, options: Options) -> Result<Checked, Failure> {
        Ok(match self {
            Self::Open(open, permit) => open.app().check_upload(permit, upload, options).await?,
            Self::Offline(offline, _) => offline.check_upload(upload, options).await?,
        })
    }

    /// Mends something, and plans the table again. Returns how many rows were mended.
    pub(crate) async fn mend(&self, check: &ImportCheck, mend: &Mend) -> Result<(ImportCheck, u32), Failure> {
        Ok(match self {
            Self::Open(open, permit) => open.app().mend_import(permit, check, mend).await?,
            Self::Offline(offline, _) => offline.mend_import(check, mend).await?,
        })
    }

    /// Takes back what was mended last, and plans the table again.
    pub(crate) async fn take_back(&self, check: &ImportCheck) -> Result<ImportCheck, Failure> {
        Ok(match self {
            Self::Open(open, permit) => open.app().take_back_mend(permit, check).await?,
            Self::Offline(offline, _) => offline.take_back_mend(check).await?,
        })
    }

    /// The table again, with what was mended and what is wrong still.
    pub(crate) async fn report(&self, check: &ImportCheck) -> Result<Vec<u8>, Failure> {
        Ok(match self {
            Self::Open(open, permit) => open.app().check_report(permit, check).await?,
            Self::Offline(offline, _) => offline.check_report(check).await?,
        })
    }

    /// Remembers what somebody said of the columns.
    pub(crate) async fn remember_columns(&self, check: &ImportCheck) -> Result<(), Failure> {
        match self {
            Self::Open(open, permit) => Ok(open.app().remember_columns(permit, check).await?),
            Self::Offline(..) => Ok(()),
        }
    }

    /// Keeps what was read until it is carried out, or others take its place.
    pub(crate) fn keep(&self, checked: Checked) -> (u32, Arc<Planned>) {
        let by = self.by().cloned();
        let planned = Planned { by, checked, working: AtomicBool::new(false), cancelled: AtomicBool::new(false) };
        let planned = Arc::new(planned);
        (self.plans().keep(Arc::clone(&planned)), planned)
    }

    /// The plan of a page, for whom it was made.
    ///
    /// # Errors
    /// It is not there any more, or it is of another administrator, or of one who may do something else now: it has to be planned anew.
    pub(crate) fn plan(&self, number: u32) -> Result<Arc<Planned>, Failure> {
        self.plans().get(number).filter(|planned| planned.by.as_ref() == self.by()).ok_or_else(gone)
    }

    fn by(&self) -> Option<&Permit> {
        match self {
            Self::Open(_, permit) => Some(permit),
            Self::Offline(..) => None,
        }
    }

    fn plans(&self) -> &Plans {
        match self {
            Self::Open(open, _) => open.plans(),
            Self::Offline(_, plans) => plans,
        }
    }
}

fn gone() -> Failure {
    Failure::own(ErrorCode::PlanGone, "error-plan-gone", &[])
}
