//! The log beside the file (`-wal`): what was written stands there first, and every program that has the workspace open shares it.
//!
//! On Unix the locks that keep other programs from taking the log for nobody's belong to the whole process, and are lost as soon as anything
//! in it opens the file and closes it again: a dialog that looks what kind of file it is, say (sqlite.org/howtocorrupt.html §2.2). The next
//! program that closes the workspace may then tidy the log away while it is in use here, and whatever is written afterwards would be nobody's.
//! So each write looks whether the log is still the one that was there when the workspace was opened.

use super::{error::Failed, header::beside};
use rollcall_app::ports::StoreError;
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The log, as it was when it was first seen.
pub(super) struct Journal {
    path: PathBuf,
    was: OnceLock<Identity>,
}

impl Journal {
    /// Of the workspace at `path`, which is open.
    pub(super) fn of(path: &Path) -> Self {
        let path = beside(path, "-wal");
        let was = identity(&path).map_or_else(OnceLock::new, OnceLock::from);
        Self { path, was }
    }

    /// Goes on only if it is the same one still.
    pub(super) fn check(&self) -> Result<(), Failed> {
        let is_same = match identity(&self.path) {
            Some(now) => *self.was.get_or_init(|| now) == now,
            None => self.was.get().is_none(),
        };
        if is_same { Ok(()) } else { Err(Failed(StoreError::LogTaken)) }
    }
}

/// The device and the number by which a file is known, whatever its name.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    path.metadata().ok().map(|found| (found.dev(), found.ino()))
}

/// Elsewhere nobody can take a file away that is open.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}
