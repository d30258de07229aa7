//! Files that the program writes: whole under their name, or not at all.

use crate::failure::Failure;
use rollcall_app::ErrorCode;
use std::{
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Writes a file at a place that the person chose. A file that is there is replaced.
///
/// # Errors
/// The operating system's reason; what was there before is still there.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes, true).map_err(|error| {
        Failure::own(ErrorCode::FileNotWritten, "error-not-written", &[("path", &path.display()), ("why", &error)])
    })
}

/// Writes a file of the program's own, which only its owner may read.
///
/// # Errors
/// The operating system's.
pub(crate) fn write_own(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, false)
}

fn write(path: &Path, bytes: &[u8], shared: bool) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut draft = tempfile::Builder::new();
    draft.prefix(".rollcall-").suffix(".part");
    #[cfg(unix)]
    if shared {
        // As any new file: what the umask allows.
        use std::os::unix::fs::PermissionsExt as _;
        draft.permissions(std::fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = shared;
    let mut file = draft.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|refused| refused.error)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// The path with this ending, unless it has it already or a file of that name would be overwritten unasked.
pub(crate) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.clone().into_os_string();
    name.push(format!(".{ending}"));
    let named = PathBuf::from(name);
    if named.exists() { path } else { named }
}

/// A file's name for people, without its folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// A name that every file system takes.
pub(crate) fn safe_name(text: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || " -_&".contains(c) { c } else { '_' };
    let name: String = text.trim().chars().map(safe).take(80).collect();
    if name.is_empty() { "Rollcall".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.xlsx");
        save(&path, b"before").unwrap();
        save(&path, b"after").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"after");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let refused = save(&folder.path().join("none/report.xlsx"), b"").unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileNotWritten);
        assert!(save(folder.path(), b"").is_err());
    }

    #[test]
    fn an_ending_is_added_once_and_never_onto_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("v1.2");
        assert_eq!(with_ending(plain.clone(), "xlsx"), folder.path().join("v1.2.xlsx"));
        assert_eq!(with_ending(folder.path().join("a.XLSX"), "xlsx"), folder.path().join("a.XLSX"));
        std::fs::write(folder.path().join("v1.2.xlsx"), "").unwrap();
        assert_eq!(with_ending(plain.clone(), "xlsx"), plain);
    }

    #[test]
    fn names_of_accounts_are_no_paths() {
        assert_eq!(safe_name(" Acme & Söhne/../.ssh "), "Acme & Söhne_____ssh");
        assert_eq!(safe_name("  "), "Rollcall");
    }
}
