//! The container of Office before 2007: what is in it.
//!
//! Directory entries are 128 bytes long and lie on multiples of 128 ([MS-CFB] §2.6), so they are found without following the sector chains,
//! in which damaged and hostile files lay their traps.

use super::Kind;
use rollcall_app::ports::Unreadable;

pub(super) const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What such a file is, or why it is not read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if find(bytes, "EncryptedPackage").is_some() || find(bytes, "EncryptionInfo").is_some() {
        return Err(Unreadable::Encrypted);
    }
    if let Some(entry) = find(bytes, "Workbook").or_else(|| find(bytes, "Book")) {
        let encrypted = stream(bytes, entry).is_some_and(has_file_pass);
        return if encrypted { Err(Unreadable::Encrypted) } else { Ok(Kind::Xls) };
    }
    let names = [
        ("WordDocument", "Word document"),
        ("PowerPoint Document", "PowerPoint presentation"),
        ("VisioDocument", "Visio drawing"),
        ("__properties_version1.0", "Outlook message"),
    ];
    let known = names.iter().find(|(stream, _)| find(bytes, stream).is_some());
    // It is made of sectors: of another length it was cut off, perhaps before the name that would be known.
    if known.is_none() && !bytes.len().is_multiple_of(512) {
        return Err(Unreadable::DamagedOrTooComplex);
    }
    let name = known.map_or("old Office document", |(_, name)| name);
    Err(Unreadable::OtherKind(name.into()))
}

/// The directory entry of a stream.
fn find<'a>(bytes: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let length = u8::try_from(name.len()).ok()?;
    let is_it = |entry: &&[u8]| entry.starts_with(&name) && entry[64..67] == [length, 0, 2];
    bytes.as_chunks::<128>().0.iter().map(<[u8; 128]>::as_slice).find(is_it)
}

/// What lies at a stream's beginning.
fn stream<'a>(bytes: &'a [u8], entry: &[u8]) -> Option<&'a [u8]> {
    let sector_shift = u32::from(*bytes.get(30)?).min(16);
    let first = u32::from_le_bytes(entry.get(116..120)?.try_into().ok()?);
    let at = (u64::from(first) + 1) << sector_shift;
    bytes.get(usize::try_from(at).ok()?..)
}

/// Whether the `FilePass` record ([MS-XLS] §2.4.117) is among the first records, where it stands in a workbook that needs a password.
fn has_file_pass(mut records: &[u8]) -> bool {
    for _ in 0..8 {
        let [kind_low, kind_high, size_low, size_high, rest @ ..] = records else { return false };
        if u16::from_le_bytes([*kind_low, *kind_high]) == 0x002f {
            return true;
        }
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let Some(next) = rest.get(size..) else { return false };
        records = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A container with one stream in sector 1 and the directory in sector 0, as far as this module looks.
    fn container(name: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 512 * 3];
        bytes[..8].copy_from_slice(&SIGNATURE);
        bytes[30] = 9;
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[640..640 + units.len()].copy_from_slice(&units);
        bytes[640 + 64] = u8::try_from(units.len() + 2).expect("a short name");
        bytes[640 + 66] = 2;
        bytes[640 + 116] = 1;
        bytes[1024..1024 + content.len()].copy_from_slice(content);
        bytes
    }

    #[test]
    fn an_encrypted_workbook_of_either_kind_is_called_encrypted() {
        assert_eq!(kind(&container("EncryptedPackage", b"")), Err(Unreadable::Encrypted));
        let locked = [9, 8, 4, 0, 0, 6, 5, 0, 0x2f, 0, 2, 0, 0, 0];
        assert_eq!(kind(&container("Workbook", &locked)), Err(Unreadable::Encrypted));
    }

    #[test]
    fn other_old_files_are_named() {
        let open = [9, 8, 4, 0, 0, 6, 5, 0, 0xe1, 0, 2, 0, 0, 0];
        assert_eq!(kind(&container("Workbook", &open)), Ok(Kind::Xls));
        assert_eq!(kind(&container("Book", b"")), Ok(Kind::Xls));
        assert_eq!(kind(&container("WordDocument", b"")), Err(Unreadable::OtherKind("Word document".into())));
        assert_eq!(kind(&container("x", b"")), Err(Unreadable::OtherKind("old Office document".into())));
        assert_eq!(kind(&SIGNATURE), Err(Unreadable::DamagedOrTooComplex), "cut off");
    }
}
