//! Workbooks of Excel 5 to 2003 written by hand, as small as they may be.

/// A record of an xls file.
pub fn biff(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(body.len()).expect("short").to_le_bytes(), body].concat()
}

/// Excel 97 to 2003.
pub const BIFF_8: u16 = 0x0600;
/// Excel 5 and 95.
pub const BIFF_5: u16 = 0x0500;

/// A sheet: its name, its state (1 and 2: hidden), its kind (0: cells, 1: macros, 2: a chart), and its records.
pub type Sheet<'a> = (&'a str, u8, u8, Vec<u8>);

/// The beginning of a workbook (5), a sheet (0x10) or a chart (0x20).
pub fn begin(version: u16, of: u8) -> Vec<u8> {
    biff(0x0809, &[&version.to_le_bytes()[..], &[of, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat())
}

pub fn end() -> Vec<u8> {
    biff(0x000a, &[])
}

/// A workbook with these sheets, and records before and behind the list of them.
pub fn workbook(version: u16, first: &[u8], sheets: &[Sheet<'_>], last: &[u8]) -> Vec<u8> {
    let name = if version == BIFF_8 { "Workbook" } else { "Book" };
    container(name, &stream(version, first, sheets, last))
}

/// The same without the container.
pub fn stream(version: u16, first: &[u8], sheets: &[Sheet<'_>], last: &[u8]) -> Vec<u8> {
    let globals = |starts: &[u32]| {
        let entry = |(at, (name, state, kind, _)): (&u32, &Sheet<'_>)| {
            let length = u8::try_from(name.len()).expect("short");
            let form: &[u8] = if version == BIFF_8 { &[0] } else { &[] };
            biff(0x0085, &[&at.to_le_bytes()[..], &[*state, *kind, length], form, name.as_bytes()].concat())
        };
        let announced: Vec<u8> = starts.iter().zip(sheets).flat_map(entry).collect();
        [begin(version, 5), first.to_vec(), announced, last.to_vec(), end()].concat()
    };
    let mut at = globals(&vec![0; sheets.len()]).len();
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    for (_, _, _, records) in sheets {
        starts.push(u32::try_from(at).expect("short"));
        let body = [begin(version, 0x10), records.clone(), end()].concat();
        at += body.len();
        bodies.push(body);
    }
    [globals(&starts), bodies.concat()].concat()
}

/// An xls workbook with one sheet, `Users`, of these records, and one text that cells share.
pub fn xls(first: &[u8], rows: &[u8], string: &str, said_to_be: u32) -> Vec<u8> {
    let length = u16::try_from(string.len()).expect("short");
    let text = [&length.to_le_bytes()[..], &[0], string.as_bytes()].concat();
    let (now, later) = text.split_at(text.len().min(8000));
    let mut strings = biff(0x00fc, &[&said_to_be.to_le_bytes()[..], &said_to_be.to_le_bytes(), now].concat());
    for part in later.chunks(8000) {
        strings.extend(biff(0x003c, &[&[0][..], part].concat()));
    }
    workbook(BIFF_8, first, &[("Users", 0, 0, rows.to_vec())], &strings)
}

/// The container of old Office files with this as its only stream. Sectors: the allocation tables, the directory, the stream.
pub fn container(name: &str, stream: &[u8]) -> Vec<u8> {
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
    for (name, kind, start, size) in [("Root Entry", 5, none, 0), (name, 2, number(tables) + 1, number(sectors * 512))]
    {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).expect("short");
        entry[66] = kind;
        entry[68..80].fill(0xff);
        if name == "Root Entry" {
            entry[76..80].copy_from_slice(&[1, 0, 0, 0]);
        }
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

/// A cell of an xls file: its place, its style, and what is in it.
pub fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    let [row, column, style] = [row, column, style].map(u16::to_le_bytes);
    biff(kind, &[&row[..], &column, &style, value].concat())
}

/// A text in a cell itself.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    cell(0x0204, row, column, 0, &wide(text))
}

/// A text with its length before it, in two bytes a character.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u16::try_from(units.len() / 2).expect("short").to_le_bytes()[..], &[1], &units].concat()
}

/// A text with its length before it, in one byte a character.
pub fn narrow(text: &[u8]) -> Vec<u8> {
    [&u16::try_from(text.len()).expect("short").to_le_bytes()[..], &[0], text].concat()
}
