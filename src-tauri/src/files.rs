//! Files that the program writes: whole under their name, or not at all.

use crate::failure::Failure;
use rollcall_app::{ErrorCode, export_users::TableFormat};
use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A file that is being written beside its place. It comes there whole, or never.
pub(crate) struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Begins a file at a place that the person chose. A file that is there is replaced in the end.
    ///
    /// # Errors
    /// Nothing can be written there: the operating system's reason.
    pub(crate) fn begin(path: &Path) -> Result<Self, Failure> {
        Self::new(path, true).map_err(|error| not_written(path, &error))
    }

    /// Puts the file to its place.
    ///
    /// # Errors
    /// The operating system's reason; what was there before is still there.
    pub(crate) fn finish(self, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.path.clone();
        self.put(bytes).map_err(|error| not_written(&path, &error))?;
        Ok(path)
    }

    fn new(path: &Path, shared: bool) -> io::Result<Self> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
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
        Ok(Self { file: draft.tempfile_in(folder_of(path))?, path: path.to_owned() })
    }

    fn put(mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|refused| refused.error)?;
        #[cfg(unix)]
        std::fs::File::open(folder_of(&self.path))?.sync_all()?;
        Ok(())
    }
}

/// Writes a file of the program's own, which only its owner may read.
///
/// # Errors
/// The operating system's; what was there before is still there.
pub(crate) fn write_own(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Draft::new(path, false)?.put(bytes)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::own(ErrorCode::FileNotWritten, "error-not-written", &[("path", &path.display()), ("why", error)])
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

/// In which format a table is written to a path, by its ending, and that ending; a workbook if it says nothing.
pub(crate) fn table_format(path: &Path) -> (TableFormat, &'static str) {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        (TableFormat::Csv, "csv")
    } else {
        (TableFormat::Xlsx, "xlsx")
    }
}

/// A file's name for people, without its folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Whether a path leads to a workspace, or to what lies beside it while it is open.
pub(crate) fn is_of(path: &Path, workspace: &Path) -> bool {
    ["", "-wal", "-shm", "-courier"].iter().any(|ending| {
        let mut beside = workspace.as_os_str().to_owned();
        beside.push(ending);
        is_same(path, Path::new(&beside))
    })
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

    fn save(path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
        Draft::begin(path)?.finish(bytes)
    }

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
