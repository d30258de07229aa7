//! The turn to deliver mail: a lock of the operating system on a file beside the workspace. It is free as soon as the process that had it
//! has ended, whatever ended it.

use super::{
    error::Failed,
    header::{beside, not_opened},
};
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Takes the lock; `None` if another has it. Dropping the file gives it back. The file stays: deleting it could give the turn to two.
pub(super) fn take(workspace: &Path) -> Result<Option<File>, Failed> {
    let name = beside(workspace, "-courier");
    let refused = |error: &std::io::Error| Failed(not_opened(&name, error));
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(&name).map_err(|error| refused(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(refused(&error)),
    }
}
