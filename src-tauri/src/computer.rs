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
    #[serde(default)]
    look: Look,
}

/// How the window looks on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub(crate) struct Look {
    /// Light, dark, or as the desktop says.
    pub(crate) theme: Theme,
    /// How large everything is, in percent: one of [`Look::ZOOMS`].
    pub(crate) zoom: u16,
}

/// In which colours the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    /// As the desktop says.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Look {
    /// The sizes there are, in percent.
    pub(crate) const ZOOMS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

    /// The same with a size that there is: 100 if it is none.
    #[must_use]
    pub(crate) fn checked(self) -> Self {
        Self { zoom: if Self::ZOOMS.contains(&self.zoom) { self.zoom } else { 100 }, ..self }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::System, zoom: 100 }
    }
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

    /// How the window looks.
    pub(crate) fn look(&self) -> Look {
        self.look.checked()
    }

    /// Sets it.
    ///
    /// # Errors
    /// The operating system's: it stays as it was.
    pub(crate) fn set_look(&mut self, look: Look) -> io::Result<()> {
        let before = std::mem::replace(&mut self.look, look.checked());
        self.save().inspect_err(|_| self.look = before)
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
    fn a_size_that_there_is_not_is_the_usual_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut computer = Computer::load(folder.path());
        computer.set_look(Look { theme: Theme::Dark, zoom: 4_000 }).unwrap();
        assert_eq!(Computer::load(folder.path()).look(), Look { theme: Theme::Dark, zoom: 100 });
        std::fs::write(folder.path().join(FILE), r#"{ "look": { "theme": "light", "zoom": 3 } }"#).unwrap();
        assert_eq!(Computer::load(folder.path()).look(), Look { theme: Theme::Light, zoom: 100 });
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
