//! The container of Office before 2007: what is in it.

use super::Kind;
use crate::read::xls::container;
use rollcall_app::ports::Unreadable;

pub(super) const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What such a file is, or why it is not read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let streams = container::names(bytes).ok_or(Unreadable::DamagedOrTooComplex)?;
    // Programs do not agree on the case of the letters.
    let has = |name: &str| streams.iter().any(|stream| stream.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(Unreadable::Encrypted);
    }
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    let names = [
        ("WordDocument", "Word document"),
        ("PowerPoint Document", "PowerPoint presentation"),
        ("VisioDocument", "Visio drawing"),
        ("__properties_version1.0", "Outlook message"),
    ];
    let name = names.iter().find(|(stream, _)| has(stream)).map_or("old Office document", |(_, name)| name);
    Err(Unreadable::OtherKind(name.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};

    /// A container with these streams, which may lie in storages.
    fn container(streams: &[&str]) -> Vec<u8> {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        for stream in streams {
            if let Some((storage, _)) = stream.rsplit_once('/') {
                container.create_storage_all(storage).expect("a storage");
            }
            container.create_stream(stream).expect("a stream").write_all(b"content").expect("written");
        }
        container.flush().expect("written");
        container.into_inner().into_inner()
    }

    fn other(name: &str) -> Result<Kind, Unreadable> {
        Err(Unreadable::OtherKind(name.into()))
    }

    #[test]
    fn a_container_is_what_it_holds() {
        for (streams, expected) in [
            (&["Workbook"][..], Ok(Kind::Xls)),
            (&["WORKBOOK"], Ok(Kind::Xls)),
            (&["Book", "\u{5}SummaryInformation"], Ok(Kind::Xls)),
            (&["EncryptionInfo", "EncryptedPackage"], Err(Unreadable::Encrypted)),
            (&["WordDocument", "1Table"], other("Word document")),
            (&["Workbooks"], other("old Office document")),
            (&["Workbook/Data"], other("old Office document")),
            (&[], other("old Office document")),
        ] {
            assert_eq!(kind(&container(streams)), expected, "{streams:?}");
        }
    }

    #[test]
    fn what_is_embedded_in_a_document_is_not_the_document() {
        for (streams, expected) in [
            (&["WordDocument", "ObjectPool/_1/Workbook"][..], other("Word document")),
            (&["__properties_version1.0", "__attach_version1.0_#0/Book"], other("Outlook message")),
            (&["Workbook", "MBD001/EncryptedPackage", "MBD001/EncryptionInfo"], Ok(Kind::Xls)),
            (&["PowerPoint Document", "MBD001/WordDocument"], other("PowerPoint presentation")),
        ] {
            assert_eq!(kind(&container(streams)), expected, "{streams:?}");
        }
    }

    #[test]
    fn a_container_whose_directory_is_cut_off_is_damaged() {
        for length in [8, 512, 600, 1024] {
            assert_eq!(kind(&container(&["Workbook"])[..length]), Err(Unreadable::DamagedOrTooComplex), "{length}");
        }
    }
}
