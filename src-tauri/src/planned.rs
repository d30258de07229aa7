//! Tables that were read and planned, until they are carried out: in the open workspace, or where none is.

use crate::{failure::Failure, handles::Handles, open::Open};
use rollcall_app::{
    ErrorCode, Permit,
    check_anywhere::Desk,
    check_import::{Checked, ImportCheck},
    check_offline::Offline,
};
use std::sync::{Arc, atomic::AtomicBool};

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
    pub(crate) fn check(&self) -> Result<&Arc<ImportCheck>, Failure> {
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
    /// Where tables are read, checked and written.
    pub(crate) fn desk(&self) -> Desk<'_> {
        match self {
            Self::Open(open, permit) => Desk::With(open.app(), permit),
            Self::Offline(offline, _) => Desk::Alone(offline),
        }
    }

    /// Keeps what was read until it is carried out, or others take its place: the one whose place it takes comes back, to be dropped where that
    /// may take its time.
    pub(crate) fn keep(&self, checked: Checked) -> (u32, Arc<Planned>, Option<Arc<Planned>>) {
        let by = self.by().cloned();
        let planned = Planned { by, checked, working: AtomicBool::new(false), cancelled: AtomicBool::new(false) };
        let planned = Arc::new(planned);
        let (number, gone) = self.plans().keep(Arc::clone(&planned));
        (number, planned, gone)
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
