//! What a command says when it was not carried out.

use crate::words::say;
use rollcall_app::{Error, ErrorCode};
use serde::Serialize;

/// Why a command was not carried out. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct Failure {
    /// By which the window decides what to offer.
    pub(crate) code: ErrorCode,
    /// A whole sentence: what happened, what was not done, what to do now.
    pub(crate) message: String,
}

impl Failure {
    /// A failure of the shell itself, with its sentence in the shell's catalogue.
    pub(crate) fn own(code: ErrorCode, id: &str, arguments: &[(&'static str, &dyn ToString)]) -> Self {
        Self { code, message: say(id, arguments) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { code: error.code(), message: error.sentence() }
    }
}
