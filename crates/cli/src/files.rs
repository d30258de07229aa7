//! Files that the command writes: whole under their name, or not at all; and those that it reads.

use crate::{answer::Failure, words::say};
use std::{
    fs::File,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A file that is to be written: begun beside its place, so that whether it can be written is known before anything is done.
pub(crate) struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Begins a file.
    ///
    /// # Errors
    /// No file can be made there.
    pub(crate) fn begin(path: &Path) -> Result<Self, Failure> {
        let not_written = |error: &io::Error| not_written(path, error);
        if path.is_dir() {
            return Err(not_written(&io::ErrorKind::IsADirectory.into()));
        }
        let mut draft = tempfile::Builder::new();
        draft.prefix(".rollcall-").suffix(".part");
        #[cfg(unix)]
        {
            // As any new file: what the umask allows.
            use std::os::unix::fs::PermissionsExt as _;
            draft.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = draft.tempfile_in(folder(path)).map_err(|error| not_written(&error))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// Writes all of it, and gives it its name. A file that had that name is replaced.
    ///
    /// # Errors
    /// The operating system's reason; what was there before is still there.
    pub(crate) fn finish(mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|refused| refused.error)?;
        #[cfg(unix)]
        File::open(folder(&self.path))?.sync_all()?;
        Ok(())
    }

    /// Where it will be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// All of a file, or of standard input for `-`.
///
/// # Errors
/// It cannot be read, or has more than `most` bytes.
pub(crate) fn read_input(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => io::stdin().lock().take(most + 1).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)),
    };
    let path = shown(path);
    match read {
        Err(why) => Err(Failure::Own(say("error-not-read", &[("path", &path), ("why", &why)]))),
        Ok(_) if bytes.len() as u64 > most => {
            Err(Failure::Own(say("error-too-long", &[("path", &path), ("most", &(most / 1024 / 1024))])))
        }
        Ok(_) => Ok(bytes),
    }
}

/// What a file that is read is called in sentences.
pub(crate) fn shown(path: &Path) -> String {
    match path.to_str() {
        Some("-") => say("standard-input", &[]),
        _ => path.display().to_string(),
    }
}

/// The sentence about a file that could not be written.
pub(crate) fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::Own(say("error-not-written", &[("path", &path.display()), ("why", error)]))
}

/// Whether two paths lead to the same file that exists.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_is_not_finished_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.xlsx");
        std::fs::write(&path, "before").unwrap();
        drop(Draft::begin(&path).unwrap_or_else(|_| panic!("it can be written")));
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        Draft::begin(&path).unwrap_or_else(|_| panic!("it can be written")).finish(b"after").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"after");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_in_a_folder_that_is_not_there_is_refused_at_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Draft::begin(&folder.path().join("none/report.xlsx")).is_err());
        assert!(Draft::begin(folder.path()).is_err());
    }
}
