//! The first 100 bytes of a SQLite file (sqlite.org/fileformat2.html §1.3), read before anything may be written: a file that is
//! none of ours is left as it is, to the byte, and gets no `-wal` or `-shm` beside it.

use super::APPLICATION_ID;
use rollcall_app::ports::StoreError;
use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
};

/// What the header of a workspace says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// `user_version`: how many migrations the file has seen. One that stands in the `-wal` only does not count here.
    pub(super) format: i64,
    /// How long the file is, in bytes.
    pub(super) length: u64,
}

/// Reads and checks the header of the file at `path`, for a program that knows the formats up to `known`.
pub(super) fn read(path: &Path, known: i64) -> Result<Header, StoreError> {
    let mut file = File::open(path).map_err(|error| not_opened(path, &error))?;
    let length = file.metadata().map_err(|error| not_opened(path, &error))?.len();
    let mut bytes = [0; 100];
    match file.read_exact(&mut bytes) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(StoreError::Foreign(path.to_owned())),
        other => other.map_err(|error| not_opened(path, &error))?,
    }
    let number = |at: usize| i64::from(i32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]));
    if &bytes[..16] != b"SQLite format 3\0" || number(68) != i64::from(APPLICATION_ID) {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let format = number(60);
    if format > known {
        return Err(StoreError::Newer { path: path.to_owned(), found: format, known });
    }
    if format < 1 {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let page_size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // While a -wal holds pages, the file may rightly be shorter than its header says.
    let pages = u64::try_from(number(28)).unwrap_or(0);
    if length < pages * page_size && !has_log(path) {
        return Err(StoreError::Damaged(format!(
            "{} has {length} bytes of {}; the rest is missing",
            path.display(),
            pages * page_size
        )));
    }
    Ok(Header { format, length })
}

/// Whether writes wait beside the file in its `-wal`: another process has it open, or one died.
pub(super) fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether the file may be written, as far as the operating system says so without writing.
pub(super) fn check_writable(path: &Path) -> Result<(), StoreError> {
    OpenOptions::new().write(true).open(path).map(drop).map_err(|error| not_opened(path, &error))
}

/// `acme.rollcall` and `-wal` give `acme.rollcall-wal`, in the same folder.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Why a file could not be opened or made.
pub(super) fn not_opened(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        ErrorKind::PermissionDenied
            if path.metadata().is_ok_and(|found| found.is_file()) && File::open(path).is_ok() =>
        {
            StoreError::ReadOnly
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::NotOpened { path: path.to_owned(), reason: error.to_string() },
    }
}
