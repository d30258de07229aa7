//! Workbooks written by hand, so that they can be wrong in exactly one way.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test file uses some of it")]

pub mod biff;
pub mod kinds;

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The parts of a workbook with one sheet, ready to be changed.
#[derive(Clone)]
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    /// Sheets as (name, state, XML of the rows), and the shared strings.
    pub fn new(sheets: &[(&str, &str, &str)], strings: &str) -> Self {
        let mut types = String::new();
        let mut entries = String::new();
        let mut relations = String::new();
        let mut parts = Vec::new();
        for (number, (name, state, rows)) in (1..).zip(sheets) {
            let _ = write!(
                types,
                r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            );
            let _ = write!(entries, r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>"#);
            let _ = write!(
                relations,
                r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
            let sheet = format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            );
            parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.into_bytes()));
        }
        let content_types = format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
        );
        let root = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let workbook = format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{entries}</sheets></workbook>"#
        );
        let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
        let strings =
            format!(r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>"#);
        for (name, content) in [
            ("[Content_Types].xml", content_types),
            ("_rels/.rels", root.to_owned()),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
            ("xl/styles.xml", styles.to_owned()),
            ("xl/sharedStrings.xml", strings),
        ] {
            parts.push((name.to_owned(), content.into_bytes()));
        }
        Self(parts)
    }

    /// A visible sheet `Users` with these rows.
    pub fn users(rows: &str) -> Self {
        Self::new(&[("Users", "visible", rows)], "")
    }

    /// The same with another content of one part.
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), content.into()));
        self
    }

    pub fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.0 {
            writer.start_file(name, options).expect("an entry");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("an archive").into_inner()
    }
}

/// A cell with a text of its own.
pub fn inline(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

pub fn row(number: u32, cells: &str) -> String {
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// Overwrites, in local and central headers, what the archive says its entries unpack to.
pub fn lie_about_sizes(archive: &mut [u8], size: u32) {
    for (signature, at) in [(*b"PK\x03\x04", 22), (*b"PK\x01\x02", 24)] {
        let starts: Vec<usize> =
            (0..archive.len() - 30).filter(|&start| archive[start..start + 4] == signature).collect();
        for start in starts {
            archive[start + at..start + at + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
}

/// Files that were made to do harm, with what each is.
pub fn attacks() -> Vec<(&'static str, Vec<u8>)> {
    let bomb = Parts::users(&row(1, &inline("A1", "x"))).with("xl/media/image1.png", vec![0; 130 * 1024 * 1024]).zip();
    let mut lying = bomb.clone();
    lie_about_sizes(&mut lying, 1000);
    let spaces = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(130 * 1024 * 1024));
    let sst = |declared: &str| format!(r#"<sst count="1" {declared}><si><t>x</t></si></sst>"#);
    let one = Parts::users(&row(1, r#"<c r="A1" t="s"><v>0</v></c>"#));
    let entity = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>"#;
    let external = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>"#;
    let mut repeated = String::new();
    for number in 1..=100_000 {
        let _ = write!(repeated, r#"<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>"#);
    }
    let mut far = String::new();
    for number in 1..=190_000 {
        let _ = write!(far, r#"<row r="{number}"><c r="GR{number}" t="s"><v>0</v></c></row>"#);
    }
    let mut entries = Parts::users(&row(1, &inline("A1", "x")));
    for number in 0..3_000 {
        entries.0.push((format!("xl/media/{number}"), Vec::new()));
    }
    let long = format!("<si><t>{}</t></si>", "x".repeat(32_000));
    vec![
        ("130 MiB in an entry that nobody reads", bomb),
        ("the same, said to be 1,000 bytes", lying),
        ("130 MiB of spaces in the sheet", one.clone().with("xl/worksheets/sheet1.xml", spaces).zip()),
        ("uniqueCount of 32 bits", one.clone().with("xl/sharedStrings.xml", sst(r#"uniqueCount="4294967295""#)).zip()),
        (
            "uniqueCount of 64 bits",
            one.clone().with("xl/sharedStrings.xml", sst("uniqueCount = '18446744073709551615'")).zip(),
        ),
        (
            "uniqueCount of more digits",
            one.clone().with("xl/sharedStrings.xml", sst(r#"uniqueCount="99999999999999999999999""#)).zip(),
        ),
        ("uniqueCount in a part with capitals", {
            let mut parts = one.clone().with("xl\\SHAREDSTRINGS.xml", sst(r#"uniqueCount="4294967295""#));
            parts.0.retain(|(name, _)| name != "xl/sharedStrings.xml");
            parts.zip()
        }),
        ("uniqueCount in UTF-16", {
            let text: Vec<u8> = [0xfeff]
                .into_iter()
                .chain(sst(r#"uniqueCount="4294967295""#).encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect();
            one.clone().with("xl/sharedStrings.xml", text).zip()
        }),
        ("entities that grow", one.clone().with("xl/sharedStrings.xml", entity).zip()),
        ("an entity from a file", one.clone().with("xl/sharedStrings.xml", external).zip()),
        ("3,000 entries", entries.zip()),
        ("a text of 32 KB in 100,000 cells", Parts::new(&[("Users", "visible", &repeated)], &long).zip()),
        ("190,000 cells in column 200", Parts::new(&[("Users", "visible", &far)], "<si><t>x</t></si>").zip()),
        ("rows that go backwards", Parts::users(&(row(5, &inline("A5", "x")) + &row(2, &inline("A2", "x")))).zip()),
        (
            "a row number that overflows",
            Parts::users(&row(2, &(inline("A2", "x") + &inline("A4294967297", "y")))).zip(),
        ),
        ("a row that does not exist", Parts::users(&row(2_000_000, &inline("A2000000", "x"))).zip()),
        (
            "two sheets of one name",
            Parts::new(
                &[
                    ("Users", "hidden", &row(1, &inline("A1", "evil"))),
                    ("Users", "visible", &row(1, &inline("A1", "x"))),
                ],
                "",
            )
            .zip(),
        ),
        ("a string that does not exist", Parts::users(&row(1, r#"<c r="A1" t="s"><v>7</v></c>"#)).zip()),
        (
            "a sheet that ends in the middle",
            one.with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"").zip(),
        ),
    ]
}
