//! How the program was started.

use std::{env, path::PathBuf};

/// What the program is told at its start.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// A workspace to open.
    pub file: Option<PathBuf>,
    /// The folder for the program's own data; none for the usual one.
    pub data: Option<PathBuf>,
    /// A file with the next answers to dialogs, a path a line. Without it the person is asked.
    pub picks: Option<PathBuf>,
    /// The program that reads spreadsheets; none for this one.
    pub reader: Option<PathBuf>,
    /// Whether a test drives the window: then every start is a program of its own.
    pub automated: bool,
}

impl Launch {
    /// What the command line and the environment say.
    pub fn from_environment() -> Self {
        let path = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Self {
            file: env::args_os().nth(1).map(PathBuf::from),
            data: path("ROLLCALL_DATA_DIR"),
            // A released program asks the person, and nobody else.
            picks: if cfg!(debug_assertions) { path("ROLLCALL_E2E_PICK") } else { None },
            reader: None,
            automated: is_automated(),
        }
    }
}

/// Whether `WebDriver` drives the window.
pub(crate) fn is_automated() -> bool {
    env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}
