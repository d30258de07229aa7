//! How the program was started.

use rollcall_app::deep_link::{DeepLink, SCHEME};
use std::{
    env,
    ffi::{OsStr, OsString},
    path::PathBuf,
};
use tauri::Url;

/// The argument with which the operating system starts the program when somebody signs in.
pub(crate) const HIDDEN: &str = "--hidden";

/// What the program is told at its start.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// A workspace to open.
    pub file: Option<PathBuf>,
    /// What to show.
    pub link: Option<DeepLink>,
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
    ///
    /// Any web site may have a link opened, and where the link ends is not sure on every system: a quotation mark in it may have made several
    /// arguments of one. So where there is a link, nothing else counts, and nothing that looks like one is ever a file.
    pub fn said(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let arguments: Vec<_> = arguments.into_iter().collect();
        let links = || arguments.iter().filter_map(|argument| link_text(argument));
        if links().next().is_some() {
            return Self { link: links().find_map(|text| text.parse().ok()), ..Self::default() };
        }
        let mut said = Self::default();
        for argument in arguments {
            if argument == OsStr::new(HIDDEN) {
                said.hidden = true;
            } else if said.file.is_none() {
                said.file = Some(path_of(argument));
            }
        }
        said
    }
}

/// The text of an argument that means to be a link into the program, right or wrong.
fn link_text(argument: &OsStr) -> Option<String> {
    let text = argument.to_string_lossy();
    let scheme = text.trim_start_matches(|c: char| c.is_control() || c.is_whitespace()).split(':').next()?;
    (scheme.len() < text.len() && scheme.eq_ignore_ascii_case(SCHEME)).then(|| text.into_owned())
}

/// The file that an argument means. A desktop on Linux gives its address, or its path.
fn path_of(argument: OsString) -> PathBuf {
    let address = argument.to_str().and_then(|text| Url::parse(text).ok()).filter(|url| url.scheme() == "file");
    address.and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| argument.into())
}

/// Whether `WebDriver` drives the window.
pub(crate) fn is_automated() -> bool {
    env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBw";

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
        assert_eq!(said(&["rollcall"]), (Some("rollcall".into()), false), "a file may be called that");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_named_by_its_path_or_its_address() {
        use std::os::unix::ffi::OsStringExt as _;
        let file = |argument: &str| Launch::said([argument.into()]).file.unwrap();
        assert_eq!(file("file:///home/ana/A%20%26%20B.rollcall"), PathBuf::from("/home/ana/A & B.rollcall"));
        assert_eq!(file("file://localhost/a.rollcall"), PathBuf::from("/a.rollcall"));
        assert_eq!(file("file://elsewhere/a.rollcall"), PathBuf::from("file://elsewhere/a.rollcall"));
        let name = OsString::from_vec(b"/a/\xff.rollcall".to_vec());
        assert_eq!(Launch::said([name.clone()]).file.unwrap(), PathBuf::from(name));
    }

    #[test]
    fn where_there_is_a_link_nothing_else_counts() {
        let link = format!("rollcall://open/{KEY}/requests/12");
        let meant: DeepLink = link.parse().unwrap();
        let wrong = "rollcall://open/\" --hidden /a/Evil.rollcall";
        for (arguments, found) in [
            (vec![link.as_str()], Some(&meant)),
            (vec![link.as_str(), "--hidden", "/a/Evil.rollcall"], Some(&meant)),
            (vec!["/a/Evil.rollcall", &link], Some(&meant)),
            (vec!["rollcall://open/", "--hidden", "/a/Evil.rollcall"], None),
            (vec![wrong], None),
            (vec!["rollcall:/a/Evil.rollcall"], None),
            (vec!["RollCall:Evil.rollcall"], None),
            (vec![" \u{0}rollcall:Evil.rollcall"], None),
            (vec!["rollcall:"], None),
        ] {
            let said = Launch::said(arguments.iter().map(OsString::from));
            assert_eq!((said.link.as_ref(), said.file, said.hidden), (found, None, false), "{arguments:?}");
        }
    }
}
