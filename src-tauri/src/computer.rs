//! What holds on this computer, whichever workspace is open. Kept in the program's own folder.

use crate::files;
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
};

/// The file in the program's folder.
const FILE: &str = "computer.json";

/// The settings of this computer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Computer {
    #[serde(skip)]
    folder: PathBuf,
    #[serde(default)]
    keep_in_tray: bool,
}

impl Computer {
    /// What was set. A file that cannot be read sets nothing.
    pub(crate) fn load(folder: &Path) -> Self {
        let read = std::fs::read(folder.join(FILE)).ok();
        let mut computer: Self = read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        folder.clone_into(&mut computer.folder);
        computer
    }

    /// Whether closing the window leaves the program in the tray.
    pub(crate) const fn keep_in_tray(&self) -> bool {
        self.keep_in_tray
    }

    /// Sets it.
    ///
    /// # Errors
    /// The operating system's: it stays as it was.
    pub(crate) fn set_keep_in_tray(&mut self, keep: bool) -> io::Result<()> {
        let before = std::mem::replace(&mut self.keep_in_tray, keep);
        self.save().inspect_err(|_| self.keep_in_tray = before)
    }

    fn save(&self) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        files::write_own(&self.folder.join(FILE), &serde_json::to_vec_pretty(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_there_after_a_restart_and_a_damaged_file_sets_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        assert!(!Computer::load(&data).keep_in_tray());
        Computer::load(&data).set_keep_in_tray(true).unwrap();
        assert!(Computer::load(&data).keep_in_tray());
        std::fs::write(data.join(FILE), "{").unwrap();
        assert!(!Computer::load(&data).keep_in_tray());
    }

    #[test]
    fn what_could_not_be_written_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("data");
        std::fs::write(&taken, "a file, no folder").unwrap();
        let mut computer = Computer::load(&taken);
        assert!(computer.set_keep_in_tray(true).is_err());
        assert!(!computer.keep_in_tray());
    }
}
