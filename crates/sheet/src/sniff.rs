//! What a file is, by its content.

mod ole;

use crate::limits;
use rollcall_app::ports::Unreadable;
use std::io::{Cursor, Read as _};
use zip::{ZipArchive, result::ZipError};

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An Office Open XML workbook: xlsx, xlsm and their templates.
    Xlsx,
    /// The same in binary records.
    Xlsb,
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// An OpenDocument spreadsheet or template.
    Ods,
    /// Nothing that is known, so a text as far as it can be seen here.
    Text,
}

/// Beginnings by which files that are no spreadsheet are known.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF document"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"{\\rtf", "RTF document"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"%!PS", "PostScript document"),
];

/// Many programs write tables so, and call them .xls: spreadsheet programs open them.
const WEB_PAGE: &str = "HTML (web page)";

/// Says what a file is, or why it is not read.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|start| bytes.starts_with(start)) {
        return zip_kind(bytes);
    }
    if bytes.starts_with(&ole::SIGNATURE) {
        return ole::kind(bytes);
    }
    // Excel 2 to 4 wrote the sheet without a container: a BOF record of 4 or 6 bytes.
    if matches!(bytes, [9, 0, 4, 0, ..] | [9, 2 | 4, 6, 0, ..]) {
        return Err(Unreadable::KindNotSupported("xls (Excel 2 to 4)".into()));
    }
    match BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, name)) => Err(Unreadable::OtherKind((*name).into())),
        None => Ok(Kind::Text),
    }
}

fn zip_kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::DamagedOrTooComplex)?;
    if archive.len() > limits::ZIP_ENTRIES {
        return Err(Unreadable::DamagedOrTooComplex);
    }
    let types = part(&mut archive, "[Content_Types].xml")?;
    let has = |archive: &ZipArchive<_>, start: &str| {
        archive
            .file_names_raw()
            .any(|name| name.get(..start.len()).is_some_and(|name| name.eq_ignore_ascii_case(start.as_bytes())))
    };
    // The type alone says nothing: SheetJS names it in every workbook.
    if types.contains("ms-excel.sheet.binary.") && has(&archive, "xl/workbook.bin") {
        return Ok(Kind::Xlsb);
    }
    let workbook = [
        "spreadsheetml.sheet.main+xml",
        "spreadsheetml.template.main+xml",
        "ms-excel.sheet.macro",
        "ms-excel.template.macro",
    ];
    if workbook.iter().any(|kind| types.contains(kind)) {
        return Ok(Kind::Xlsx);
    }
    let document = part(&mut archive, "mimetype")?;
    if document.contains("opendocument.spreadsheet") {
        return Ok(Kind::Ods);
    }
    if has(&archive, "Index/") || has(&archive, "Index.zip") {
        return Err(Unreadable::KindNotSupported("Apple iWork (Numbers, Pages or Keynote)".into()));
    }
    let name = if types.contains("wordprocessingml") || types.contains("ms-word") {
        "Word document"
    } else if types.contains("presentationml") || types.contains("ms-powerpoint") {
        "PowerPoint presentation"
    } else if document.contains("opendocument") {
        "OpenDocument file"
    } else if document.contains("epub") {
        "EPUB book"
    } else if !types.is_empty() {
        "Office document"
    } else {
        "ZIP archive"
    };
    Err(Unreadable::OtherKind(name.into()))
}

/// The beginning of an entry; nothing if there is none.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Unreadable> {
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Unreadable::Encrypted),
        Err(ZipError::FileNotFound) => return Ok(String::new()),
        Err(_) => return Err(Unreadable::DamagedOrTooComplex),
    };
    let mut start = Vec::new();
    entry.take(1024 * 1024).read_to_end(&mut start).map_err(|_| Unreadable::DamagedOrTooComplex)?;
    Ok(String::from_utf8_lossy(&start).into_owned())
}

/// Says of a text whether it is something else than a table.
pub(crate) fn refuse_other_text(text: &str) -> Result<(), Unreadable> {
    let other = |name: &str| Err(Unreadable::OtherKind(name.into()));
    let not_read = |name: &str| Err(Unreadable::KindNotSupported(name.into()));
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text[..end].trim_start().to_ascii_lowercase();
    let begins = |with: &[&str]| with.iter().any(|begin| start.starts_with(begin));
    if begins(&["<?xml", "<office:document", "<workbook"]) {
        return if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            not_read("Excel 2003 XML")
        } else if start.contains("opendocument.spreadsheet") {
            not_read("fods")
        } else if start.contains("<html") {
            not_read(WEB_PAGE)
        } else {
            other("XML document")
        };
    }
    if begins(&["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<!--"]) {
        return not_read(WEB_PAGE);
    }
    // A column `ID` before a column `Phone` begins like that, too.
    let second = start.lines().nth(1).unwrap_or_default();
    if begins(&["id;p"]) && ["p;p", "c;y", "c;x", "b;y", "b;x", "f;p", "o;"].iter().any(|line| second.starts_with(line))
    {
        return not_read("SYLK");
    }
    if begins(&["table\r\n0,1", "table\n0,1"]) {
        return not_read("DIF");
    }
    if begins(&["<svg", "<!doctype"]) {
        return other("XML document");
    }
    if begins(&["begin:vcard"]) {
        return other("vCard");
    }
    if begins(&["mime-version:", "return-path:", "received: from"]) {
        return other("e-mail message");
    }
    if begins(&["%pdf-"]) {
        return other("PDF document");
    }
    let json = |open, next: &[char]| start.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(next));
    if json('{', &['"', '}']) || json('[', &['{', '"', '[']) {
        return other("JSON document");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
            writer.write_all(content.as_bytes()).expect("its content");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn archives_are_told_apart_by_what_is_in_them() {
        let types = "[Content_Types].xml";
        let other = |name: &str| Err(Unreadable::OtherKind(name.into()));
        let iwork = Err(Unreadable::KindNotSupported("Apple iWork (Numbers, Pages or Keynote)".into()));
        for (entries, expected) in [
            (&[(types, "…spreadsheetml.sheet.main+xml…")][..], Ok(Kind::Xlsx)),
            (&[(types, "…application/vnd.ms-excel.sheet.macroEnabled.main+xml…")], Ok(Kind::Xlsx)),
            (&[(types, "…ms-excel.sheet.binary.macroEnabled.main…"), ("xl/workbook.bin", "")], Ok(Kind::Xlsb)),
            (&[(types, "…ms-excel.sheet.binary.macroEnabled.main…spreadsheetml.sheet.main+xml…")], Ok(Kind::Xlsx)),
            (&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], Ok(Kind::Ods)),
            (&[("mimetype", "application/vnd.oasis.opendocument.text")], other("OpenDocument file")),
            (&[(types, "…wordprocessingml.document.main+xml…")], other("Word document")),
            (&[(types, "…presentationml.presentation.main+xml…")], other("PowerPoint presentation")),
            (&[("Index/Document.iwa", "")], iwork.clone()),
            (&[("photo.jpg", "")], other("ZIP archive")),
            (&[], other("ZIP archive")),
        ] {
            assert_eq!(kind(&zip(entries)), expected, "{entries:?}");
        }
    }

    #[test]
    fn files_that_are_no_spreadsheet_are_named() {
        for (bytes, name) in [
            (&b"%PDF-1.7\n..."[..], "PDF document"),
            (b"\x89PNG\r\n\x1a\n....", "PNG picture"),
            (b"{\\rtf1\\ansi", "RTF document"),
        ] {
            assert_eq!(kind(bytes), Err(Unreadable::OtherKind(name.into())));
        }
        assert_eq!(kind(b""), Err(Unreadable::Empty));
        assert_eq!(kind(b"PK\x03\x04 and nothing more"), Err(Unreadable::DamagedOrTooComplex));
    }

    #[test]
    fn markup_and_json_are_no_tables_but_a_bracket_in_a_header_is_no_json() {
        for text in ["<?xml version='1.0'?><a/>", "{\"a\": 1}", "[{\"a\": 1}]", "BEGIN:VCARD\n"] {
            assert!(matches!(refuse_other_text(text), Err(Unreadable::OtherKind(_))), "{text}");
        }
        for text in [
            "ID;Phone;Email\n1;55;a@x.org\n",
            "Table\nEmail,Name\n",
            "[Email],[Name]\n",
            "<anna@example.org>,Anna",
            "Email,Name\n",
            "{Email},x",
            "Zoë",
        ] {
            assert_eq!(refuse_other_text(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn tables_that_other_programs_can_save_anew_are_told_from_what_is_none() {
        for (text, name) in [
            (
                "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "Excel 2003 XML",
            ),
            ("<!DOCTYPE html><p>", WEB_PAGE),
            ("\n <html>", WEB_PAGE),
            ("<table border=1><tr><td>Email</td></tr></table>", WEB_PAGE),
            ("ID;PWXL;N;E\r\nC;Y1;X1;K\"Email\"\r\n", "SYLK"),
            ("TABLE\r\n0,1\r\n\"EXCEL\"\r\n", "DIF"),
        ] {
            assert_eq!(refuse_other_text(text), Err(Unreadable::KindNotSupported(name.into())), "{text}");
        }
    }
}
