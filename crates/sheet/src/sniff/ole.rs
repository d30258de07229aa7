//! The container of Office before 2007: what is in it.
//!
//! Directory entries are 128 bytes long and lie on multiples of 128 ([MS-CFB] §2.6), so they are found without following the sector chains,
//! in which damaged and hostile files lay their traps.

use super::Kind;
use rollcall_app::ports::Unreadable;

pub(super) const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What such a file is, or why it is not read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if has(bytes, "EncryptedPackage") || has(bytes, "EncryptionInfo") {
        return Err(Unreadable::Encrypted);
    }
    if has(bytes, "Workbook") || has(bytes, "Book") {
        return Ok(Kind::Xls);
    }
    let names = [
        ("WordDocument", "Word document"),
        ("PowerPoint Document", "PowerPoint presentation"),
        ("VisioDocument", "Visio drawing"),
        ("__properties_version1.0", "Outlook message"),
    ];
    let known = names.iter().find(|(stream, _)| has(bytes, stream));
    // It is made of sectors: of another length it was cut off, perhaps before the name that would be known.
    if known.is_none() && !bytes.len().is_multiple_of(512) {
        return Err(Unreadable::DamagedOrTooComplex);
    }
    let name = known.map_or("old Office document", |(_, name)| name);
    Err(Unreadable::OtherKind(name.into()))
}

/// Whether there is a stream of this name, whatever the case of its letters, which programs do not agree on.
fn has(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let Ok(length) = u8::try_from(name.len()) else { return false };
    let is_it = |entry: &[u8; 128]| entry[..name.len()].eq_ignore_ascii_case(&name) && entry[64..67] == [length, 0, 2];
    bytes.as_chunks::<128>().0.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A container with one stream, as far as this module looks.
    fn container(name: &str) -> Vec<u8> {
        let mut bytes = vec![0; 512 * 3];
        bytes[..8].copy_from_slice(&SIGNATURE);
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[640..640 + units.len()].copy_from_slice(&units);
        bytes[640 + 64] = u8::try_from(units.len() + 2).expect("a short name");
        bytes[640 + 66] = 2;
        bytes
    }

    #[test]
    fn a_container_is_what_it_holds() {
        let other = |name: &str| Err(Unreadable::OtherKind(name.into()));
        for (name, expected) in [
            ("Workbook", Ok(Kind::Xls)),
            ("WORKBOOK", Ok(Kind::Xls)),
            ("Book", Ok(Kind::Xls)),
            ("EncryptedPackage", Err(Unreadable::Encrypted)),
            ("WordDocument", other("Word document")),
            ("Workbooks", other("old Office document")),
        ] {
            assert_eq!(kind(&container(name)), expected, "{name}");
        }
        assert_eq!(kind(&SIGNATURE), Err(Unreadable::DamagedOrTooComplex), "cut off");
    }
}
