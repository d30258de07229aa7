//! How the program was started.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::PathBuf,
};

/// The argument with which the operating system starts the program when somebody signs in.
pub(crate) const HIDDEN: &str = "--hidden";

/// What the program is told at its start.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// A workspace to open.
    pub file: Option<PathBuf>,
    /// Whether nobody asked for the window: somebody signed in. The last workspace is opened; the window is shown only where it is not to
    /// stay in the tray, or there is none.
    pub hidden: bool,
    /// The folder for the program's own data; none for the usual one.
    pub data: Option<PathBuf>,
    /// A file with the next answers to dialogs, one a line. Without it the person is asked.
    pub picks: Option<PathBuf>,
    /// The program that reads spreadsheets; none for this one.
    pub reader: Option<PathBuf>,
    /// Whether this desktop has a tray; none: it is asked. Nothing is shown in one that is only said to be there.
    pub tray: Option<bool>,
    /// Whether a test drives the window: then every start is a program of its own.
    pub automated: bool,
}

impl Launch {
    /// What the command line and the environment say.
    pub fn from_environment() -> Self {
        let path = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Self {
            data: path("ROLLCALL_DATA_DIR"),
            // A released program asks the person, and nobody else.
            picks: if cfg!(debug_assertions) { path("ROLLCALL_E2E_PICK") } else { None },
            automated: is_automated(),
            ..Self::said(env::args_os().skip(1))
        }
    }

    /// What arguments say, without the program's name before them.
    pub(crate) fn said(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let mut said = Self::default();
        for argument in arguments {
            if argument == OsStr::new(HIDDEN) {
                said.hidden = true;
            } else if said.file.is_none() {
                said.file = Some(argument.into());
            }
        }
        said
    }
}

/// Whether `WebDriver` drives the window.
pub(crate) fn is_automated() -> bool {
    env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_that_nobody_looks_are_told_apart_in_any_order() {
        let said = |arguments: &[&str]| {
            let said = Launch::said(arguments.iter().map(OsString::from));
            (said.file, said.hidden)
        };
        assert_eq!(said(&[]), (None, false));
        assert_eq!(said(&["--hidden"]), (None, true));
        assert_eq!(said(&["Acme.rollcall"]), (Some("Acme.rollcall".into()), false));
        assert_eq!(said(&["--hidden", "Acme.rollcall"]), (Some("Acme.rollcall".into()), true));
        assert_eq!(said(&["Acme.rollcall", "--hidden", "Other.rollcall"]), (Some("Acme.rollcall".into()), true));
    }
}
