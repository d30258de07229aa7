//! Parts of an archive, unpacked as they are read and no further than the limit.

use crate::limits;
use rollcall_app::ports::Unreadable;
use std::io::{Cursor, Read};
use zip::{ZipArchive, read::ZipFile, result::ZipError};

/// An archive, of each of whose parts so many bytes may be unpacked.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    most: u64,
}

/// A part of an archive while it is unpacked. It fails beyond the limit, and where its sum is wrong.
pub(super) type Part<'p, 'a> = Limited<ZipFile<'p, Cursor<&'a [u8]>>>;

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], most: u64) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::DamagedOrTooComplex)?;
        if zip.len() > limits::ZIP_ENTRIES {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        Ok(Self { zip, most })
    }

    /// A part by its name, whatever the case of its letters and the slashes; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Unreadable> {
        let is_it = |other: &[u8]| {
            other.len() == name.len()
                && other
                    .iter()
                    .zip(name.as_bytes())
                    .all(|(other, byte)| other.eq_ignore_ascii_case(byte) || (*other == b'\\' && *byte == b'/'))
        };
        let Some(index) = self.zip.file_names_raw().position(is_it) else { return Ok(None) };
        match self.zip.by_index(index) {
            Ok(file) => Ok(Some(Limited { inner: file, left: self.most })),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => Err(Unreadable::Encrypted),
            Err(_) => Err(Unreadable::DamagedOrTooComplex),
        }
    }

    /// The same where it has to be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<Part<'_, 'a>, Unreadable> {
        self.part(name)?.ok_or(Unreadable::DamagedOrTooComplex)
    }
}

/// A reader that fails beyond a number of bytes.
pub(super) struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| std::io::Error::other("too much"))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_unpacked_beyond_the_limit() {
        for (bytes, fails) in [(1000, false), (1001, true)] {
            let mut limited = Limited { inner: std::io::repeat(b' ').take(bytes), left: 1000 };
            assert_eq!(limited.read_to_end(&mut Vec::new()).is_err(), fails, "{bytes}");
        }
    }
}
