//! Files of the other kinds, written by hand as small as they may be, and what was made to do harm among them.

use super::{Parts, inline, row};
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

/// A record of an xls file.
pub fn biff(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(body.len()).expect("short").to_le_bytes(), body].concat()
}

/// An xls workbook with one sheet, `Users`, of these records, and one text that cells share.
pub fn xls(first: &[u8], rows: &[u8], string: &str, said_to_be: u32) -> Vec<u8> {
    let begin = |kind: u8| biff(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut text =
        vec![u8::try_from(string.len() & 0xff).expect("a byte"), u8::try_from(string.len() >> 8).expect("a byte"), 0];
    text.extend(string.bytes());
    let (now, later) = text.split_at(text.len().min(8000));
    let mut strings = biff(0x00fc, &[&said_to_be.to_le_bytes()[..], &said_to_be.to_le_bytes(), now].concat());
    for part in later.chunks(8000) {
        strings.extend(biff(0x003c, &[&[0][..], part].concat()));
    }
    let globals = |at: u32| {
        let sheet = biff(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 5, 0], b"Users"].concat());
        [begin(5), first.to_vec(), biff(0x0042, &[0xb0, 4]), sheet, strings.clone(), biff(0x000a, &[])].concat()
    };
    let at = u32::try_from(globals(0).len()).expect("short");
    container(&[globals(at), begin(0x10), rows.to_vec(), biff(0x000a, &[])].concat())
}

/// The container of old Office files with this as its only stream. Sectors: the allocation tables, the directory, the stream.
fn container(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(512);
    let tables = (sectors + 1).div_ceil(127);
    assert!(tables <= 109, "short");
    let number = |number: usize| u32::try_from(number).expect("short");
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let none = 0xffff_fffe_u32;
    for (at, value) in [(44, number(tables)), (48, number(tables)), (56, 4096), (60, none), (68, none)] {
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for table in 0..109 {
        let sector = if table < tables { number(table) } else { u32::MAX };
        bytes[76 + 4 * table..80 + 4 * table].copy_from_slice(&sector.to_le_bytes());
    }
    let last = tables + sectors;
    let mut next: Vec<u32> = vec![0xffff_fffd; tables];
    next.push(none);
    next.extend((tables + 1..=last).map(|sector| if sector == last { none } else { number(sector) + 1 }));
    next.resize(tables * 128, u32::MAX);
    bytes.extend(next.into_iter().flat_map(u32::to_le_bytes));
    for (name, kind, start, size) in
        [("Root Entry", 5, none, 0), ("Workbook", 2, number(tables) + 1, number(sectors * 512))]
    {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).expect("short");
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
        bytes.extend(entry);
    }
    bytes.resize(512 * (2 + tables), 0);
    bytes.extend(stream);
    bytes.resize(512 * (2 + tables + sectors), 0);
    bytes
}

/// A cell of an xls file with the text that cells share.
pub fn xls_cell(row: u16, column: u16) -> Vec<u8> {
    biff(0x00fd, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 6]].concat())
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
            damaged(),
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
