//! The look into an xlsx or xlsb archive before it is read: calamine believes what the archive says of itself, and what our own reader
//! unpacks part by part is counted as a whole here.

use crate::limits;
use memchr::memmem;
use quick_xml::{Reader, events::Event};
use rollcall_app::ports::Unreadable;
use std::io::{BufReader, Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// Unpacks everything once into nothing: counts the entries and bytes, checks the sums, and whether the declared number of shared strings can be true
/// (calamine reserves memory by it, calamine#684). Says whether there may be formulas: to ask for them takes a third longer.
pub(crate) fn check(bytes: &[u8]) -> Result<bool, Unreadable> {
    let damaged = || Unreadable::DamagedOrTooComplex;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > limits::ZIP_ENTRIES {
        return Err(damaged());
    }
    let mut left = limits::UNPACKED_BYTES;
    let mut strings = Vec::new();
    let mut formulas = Formulas::new();
    let mut buffer = vec![0; 64 * 1024];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
            _ => damaged(),
        })?;
        let before = left;
        loop {
            let read = entry.read(&mut buffer).map_err(|_| damaged())?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or_else(damaged)?;
            formulas.look(&buffer[..read]);
        }
        if entry.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml") {
            strings.push((index, before - left));
        }
    }
    for (index, size) in strings {
        let entry = archive.by_index(index).map_err(|_| damaged())?;
        // The shortest string is `<si/>`.
        if declared_strings(entry) > size / 5 {
            return Err(damaged());
        }
    }
    Ok(formulas.found)
}

/// Looks for `<f>`, `<f t="shared">`, `<f/>`, or the like with a prefix, in bytes that come piece by piece.
struct Formulas {
    found: bool,
    /// The last two bytes of the piece before.
    before: [u8; 2],
    starts: [memmem::Finder<'static>; 2],
}

impl Formulas {
    fn new() -> Self {
        Self { found: false, before: [0; 2], starts: [memmem::Finder::new(b"<f"), memmem::Finder::new(b":f")] }
    }

    fn look(&mut self, piece: &[u8]) {
        if self.found {
            return;
        }
        let is_end = |byte: &u8| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n');
        let has = |bytes: &[u8]| {
            self.starts.iter().any(|start| start.find_iter(bytes).any(|at| bytes.get(at + 2).is_some_and(is_end)))
        };
        // What begins in the piece before and ends in this one.
        let [first, second] = self.before;
        let seam = [first, second, piece.first().copied().unwrap_or(0), piece.get(1).copied().unwrap_or(0)];
        let found = has(&seam[..2 + piece.len().min(2)]) || has(piece);
        self.before = match piece {
            [] => self.before,
            [only] => [second, *only],
            [.., first, second] => [*first, *second],
        };
        self.found = found;
    }
}

/// What `uniqueCount` of the shared strings says; 0 if there is nothing or it cannot be read, as then nothing is reserved.
fn declared_strings(xml: impl Read) -> u64 {
    let mut xml = Reader::from_reader(BufReader::new(xml));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                let mut attributes = element.attributes();
                let count =
                    attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == "uniqueCount");
                // More digits than fit is more than can be.
                return count.map_or(0, |count| {
                    let digits = count.value.trim();
                    digits.parse().unwrap_or(if digits.starts_with(|c: char| c.is_ascii_digit()) {
                        u64::MAX
                    } else {
                        0
                    })
                });
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_seen_wherever_the_bytes_are_cut() {
        for (text, expected) in [
            ("<c><f>A1</f></c>", true),
            ("<c><f t=\"shared\" si=\"0\"/></c>", true),
            ("<x:c><x:f\n>", true),
            ("<fonts><fill/></fonts><v>a:fb f></v>", false),
        ] {
            for size in 1..text.len() {
                let mut formulas = Formulas::new();
                text.as_bytes().chunks(size).for_each(|piece| formulas.look(piece));
                assert_eq!(formulas.found, expected, "{text} in pieces of {size}");
            }
        }
    }
}
