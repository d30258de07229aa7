//! Files of the other kinds, written by hand as small as they may be, and what was made to do harm among them.

use super::{
    Parts,
    biff::{biff, xls, xls_cell},
    inline, row,
};
use rollcall_app::ports::Unreadable;

/// An OpenDocument spreadsheet with this between the beginning and the end of its sheets.
pub fn ods(tables: &str) -> Vec<u8> {
    ods_parts(tables).zip()
}

fn ods_parts(tables: &str) -> Parts {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:style="s"><office:automatic-styles><style:style style:name="out"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    Parts(vec![
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml".to_owned(), b"<manifest:manifest xmlns:manifest=\"m\"/>".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

/// A sheet of one.
pub fn ods_table(name: &str, rows: &str) -> String {
    format!(r#"<table:table table:name="{name}">{rows}</table:table>"#)
}

fn ods_row(attributes: &str, cells: &str) -> String {
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

pub fn ods_text(attributes: &str, text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>"#)
}

/// A record of an xlsb file.
pub fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    record_said_to_be(kind, body.len(), body)
}

fn record_said_to_be(kind: u16, mut length: usize, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let [low, high] = [kind & 0x7f, kind >> 7].map(|part| u8::try_from(part).expect("seven bits"));
    if high == 0 {
        bytes.push(low);
    } else {
        bytes.extend([low | 0x80, high]);
    }
    loop {
        let part = u8::try_from(length & 0x7f).expect("seven bits");
        length >>= 7;
        if length == 0 {
            bytes.push(part);
            break;
        }
        bytes.push(part | 0x80);
    }
    bytes.extend(body);
    bytes
}

pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(units.len() / 2).expect("short").to_le_bytes()[..], &units].concat()
}

/// A cell of an xlsb file, behind its kind.
pub fn xlsb_cell(kind: u16, column: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &[0; 4], value].concat())
}

pub fn xlsb_row(number: u32) -> Vec<u8> {
    record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat())
}

/// An xlsb workbook with one sheet, `Users`, of these records, and these texts that cells share.
pub fn xlsb(rows: &[u8], strings: &[&str], said_to_be: u32) -> Vec<u8> {
    let workbook = [
        record(0x99, &[0; 12]),
        record(0x8f, &[]),
        record(0x9c, &[&[0; 4][..], &1_u32.to_le_bytes(), &wide("rId1"), &wide("Users")].concat()),
        record(0x90, &[]),
    ];
    let begin = record(159, &[said_to_be.to_le_bytes(), said_to_be.to_le_bytes()].concat());
    let items = strings.iter().map(|text| record(19, &[&[0][..], &wide(text)].concat()));
    let strings = [begin].into_iter().chain(items).flatten().collect();
    let sheet = [record(129, &[]), record(145, &[]), rows.to_vec(), record(146, &[]), record(130, &[])].concat();
    let relation = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    Parts(vec![
        ("[Content_Types].xml".to_owned(), b"<Types><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>".to_vec()),
        ("xl/workbook.bin".to_owned(), workbook.concat()),
        ("xl/_rels/workbook.bin.rels".to_owned(), relation.as_bytes().to_vec()),
        ("xl/sharedStrings.bin".to_owned(), strings),
        ("xl/worksheets/sheet1.bin".to_owned(), sheet),
    ])
    .zip()
}

/// A small good file of each kind, with its ending.
pub fn good() -> Vec<(&'static str, Vec<u8>)> {
    let users = row(1, &inline("A1", "somebody@example.org"));
    vec![
        ("xlsx", Parts::users(&users).zip()),
        ("xlsb", xlsb(&[xlsb_row(0), xlsb_cell(7, 0, &[0; 4])].concat(), &["somebody@example.org"], 1)),
        ("xls", xls(&[], &xls_cell(0, 0), "somebody@example.org", 1)),
        ("ods", ods(&ods_table("Users", &ods_row("", &ods_text("", "somebody@example.org"))))),
    ]
}

/// What was made to do harm, in the kinds that are no xlsx, and what is said of it; `None` where it is read as if nothing were.
pub fn attacks() -> Vec<(&'static str, Vec<u8>, Option<Unreadable>)> {
    let damaged = || Some(Unreadable::DamagedOrTooComplex);
    let one = |attributes: &str, cells: &str| ods(&ods_table("Users", &ods_row(attributes, cells)));
    let text = || ods_text("", "x");
    let shared = |row: u32, column: u32| [xlsb_row(row), xlsb_cell(7, column, &[0; 4])].concat();
    let long = "x".repeat(32_000);
    let many: Vec<u8> = (0..100_000).flat_map(|number| shared(number, 0)).collect();
    let many_old: Vec<u8> =
        (0..50_000).flat_map(|number| [xls_cell(number, 0), xls_cell(number, 1)].concat()).collect();
    let lying_length = [xlsb_row(0), record_said_to_be(6, 0x0fff_ffff, &[0; 16])].concat();
    let dimensions = biff(0x0200, &[&[0; 4][..], &u32::MAX.to_le_bytes(), &[0, 0, 0xff, 0xff, 0, 0]].concat());
    let mut counts = xls(&[], &xls_cell(0, 0), "x", u32::MAX);
    counts[44..48].fill(0xff);
    let mut endless = xls(&[], &xls_cell(0, 0), "x", 1);
    // The directory is in sector 1, and goes on in sector 1.
    endless[512 + 4..512 + 8].copy_from_slice(&[1, 0, 0, 0]);
    let mut nowhere = xls(&[], &xls_cell(0, 0), "x", 1);
    nowhere[76..80].fill(0x7f);
    let encrypted = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a><b>&b;</b></a>"#;
    let columns = Some(Unreadable::TooManyColumns(200));
    vec![
        (
            "ods: a text in 2,147,483,647 columns",
            one("", &ods_text(r#"table:number-columns-repeated="2147483647""#, "x")),
            columns.clone(),
        ),
        (
            "ods: a row 4,294,967,295 times",
            one(r#"table:number-rows-repeated="4294967295""#, &text()),
            Some(Unreadable::TooManyRows(200_000)),
        ),
        (
            "ods: 200 long texts in 1,048,576 rows",
            one(r#"table:number-rows-repeated="1048576""#, &ods_text(r#"table:number-columns-repeated="200""#, &long)),
            damaged(),
        ),
        (
            "ods: nothing 4,294,967,295 times",
            ods(&ods_table(
                "Users",
                &(ods_row("", &text())
                    + &ods_row(
                        r#"table:number-rows-repeated="4294967295""#,
                        r#"<table:table-cell table:number-columns-repeated="4294967295"/>"#,
                    )),
            )),
            None,
        ),
        ("ods: a number of rows that is none", one(r#"table:number-rows-repeated="-1""#, &text()), damaged()),
        (
            "ods: 4,294,967,295 spaces",
            one("", &ods_text("", r#"x<text:s text:c="4294967295"/>"#)),
            Some(Unreadable::CellTooLong { row: 1, limit: 32_767 }),
        ),
        ("ods: entities that grow", ods_parts("").with("content.xml", entities).zip(), Some(Unreadable::Empty)),
        ("ods: an entity in a cell", one("", &ods_text("", "&a;")), damaged()),
        ("ods: a password", ods_parts("").with("META-INF/manifest.xml", encrypted).zip(), Some(Unreadable::Encrypted)),
        (
            "ods: two sheets of one name",
            ods(&(ods_table("Users", &ods_row("", &text())) + &ods_table("Users", ""))),
            damaged(),
        ),
        ("xlsb: a cell at XFD1048576", xlsb(&[shared(0, 0), shared(1_048_575, 16_383)].concat(), &["x"], 1), columns),
        ("xlsb: a row that does not exist", xlsb(&[shared(0, 0), shared(1_048_576, 0)].concat(), &["x"], 1), damaged()),
        ("xlsb: rows that go backwards", xlsb(&[shared(5, 0), shared(2, 0)].concat(), &["x"], 1), damaged()),
        ("xlsb: 4,294,967,295 shared texts", xlsb(&shared(0, 0), &["x"], u32::MAX), None),
        ("xlsb: a shared text that is not there", xlsb(&shared(0, 0), &[], 1), damaged()),
        ("xlsb: a text of 32 KB in 100,000 cells", xlsb(&many, &[&long], 1), damaged()),
        ("xlsb: a record of 256 MiB", xlsb(&lying_length, &["x"], 1), damaged()),
        (
            "xlsb: a text longer than its record",
            xlsb(&[xlsb_row(0), xlsb_cell(6, 0, &[0xff, 0xff, 0, 0, 0x41, 0])].concat(), &[], 0),
            damaged(),
        ),
        ("xls: 4,294,967,295 shared texts and allocation tables", counts, None),
        (
            "xls: 4,294,967,295 rows in 65,535 columns are announced",
            xls(&[], &[dimensions, xls_cell(0, 0)].concat(), "x", 1),
            None,
        ),
        ("xls: a directory without end", endless, damaged()),
        ("xls: an allocation table that is nowhere", nowhere, damaged()),
        ("xls: a text of 32 KB in 100,000 cells", xls(&[], &many_old, &long, 1), damaged()),
        (
            "xls: a password",
            xls(&biff(0x002f, &[0, 0, 1, 2, 3, 4]), &xls_cell(0, 0), "x", 1),
            Some(Unreadable::Encrypted),
        ),
    ]
}
