//! Workbooks of Excel 5 to 2003, each with one thing that is rare, odd, or made to do harm.

mod common;

use common::biff::{
    BIFF_5, BIFF_8, Sheet, begin, biff, cell, end, label, narrow, stream, wide, workbook, xls, xls_cell,
};
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::{Cell, CellKind, Table};
use rollcall_sheet::fuzzing;
use std::io::{Cursor, Write as _};

/// Reads with nothing around it, so that a panic is one.
fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    fuzzing::read(bytes, None)
}

/// The cells of each row of a workbook with one sheet.
fn rows(version: u16, first: &[u8], records: &[Vec<u8>], last: &[u8]) -> Result<Vec<Vec<Cell>>, Unreadable> {
    let table = read(&workbook(version, first, &[("Users", 0, 0, records.concat())], last))?;
    Ok(table.rows.into_iter().map(|row| row.cells).collect())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn other(kind: CellKind, shown: &str) -> Cell {
    Cell::NotText { kind, shown: shown.into() }
}

/// The texts that cells share, as records of which all but the first go on.
fn shared(count: u32, pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut records = biff(0x00fc, &[&count.to_le_bytes()[..], &count.to_le_bytes(), &pieces[0]].concat());
    records.extend(pieces[1..].iter().flat_map(|piece| biff(0x003c, piece)));
    records
}

fn shared_cell(row: u16, column: u16, index: u32) -> Vec<u8> {
    cell(0x00fd, row, column, 0, &index.to_le_bytes())
}

#[test]
fn texts_of_every_make_are_texts() {
    let runs = [3, 0, 1, 0];
    let rich = [&[4, 0, 8, 1, 0][..], b"rich", &runs].concat();
    let spoken = [&[2, 0, 4, 3, 0, 0, 0][..], b"ja", &[9, 9, 9]].concat();
    let both = [&[1, 0, 13, 1, 0, 2, 0, 0, 0][..], &[0x4e, 0x67], &runs, &[9, 9]].concat();
    let strings = shared(4, &[[narrow(b"Zo\xeb"), rich, spoken, both].concat()]);
    let cells = [
        (0..4).map(|index| shared_cell(0, u16::try_from(index).expect("few"), index)).collect::<Vec<_>>().concat(),
        label(0, 4, "Ünal 😀"),
        cell(0x00d6, 0, 5, 0, &[&narrow(b"runs")[..], &[1, 0], &runs].concat()),
        label(0, 6, ""),
        cell(0x0201, 0, 7, 0, &[]),
        label(0, 8, " kept "),
    ];
    let expected = [
        text("Zoë"),
        text("rich"),
        text("ja"),
        text("李"),
        text("Ünal 😀"),
        text("runs"),
        Cell::Empty,
        Cell::Empty,
        text(" kept "),
    ];
    assert_eq!(rows(BIFF_8, &[], &cells, &strings).expect("a table"), [expected.to_vec()]);
}

/// A text may go on in the next record after any of its characters, and be written there in the other way.
#[test]
fn a_shared_text_goes_on_in_the_next_record_in_whichever_width() {
    let (first, second) = ("Zoë", "Ünal");
    let units = |text: &str, wide: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| unit.to_le_bytes().into_iter().take(if wide { 2 } else { 1 })).collect()
    };
    let runs = [0, 0, 1, 0, 3, 0, 2, 0];
    for (before, behind) in [(true, true), (true, false), (false, true), (false, false)] {
        let (width, next) = (u8::from(before), u8::from(behind));
        for at in 0..=4 {
            let (now, later): (String, String) = (second.chars().take(at).collect(), second.chars().skip(at).collect());
            let head = [&narrow(b"Zo\xeb")[..], &[4, 0, 8 | width, 2, 0], &units(&now, before)].concat();
            let mut tail = units(&later, behind);
            // Where nothing of it is left, there is nothing to be said of its width.
            if at < 4 {
                tail.insert(0, next);
            }
            // The runs of fonts are cut as well, with no word on it.
            let pieces = [head, [&tail[..], &runs[..3]].concat(), [&runs[3..], &wide("李")[..]].concat()];
            let cells = [shared_cell(0, 0, 0), shared_cell(0, 1, 1), shared_cell(0, 2, 2)];
            let read = rows(BIFF_8, &[], &cells, &shared(3, &pieces)).expect("a table");
            assert_eq!(read, [[text(first), text(second), text("李")]], "cut before {later:?}, {before} then {behind}");
        }
    }
    let half = shared(1, &[[&[2, 0, 1][..], &[0x41, 0, 0x42]].concat(), vec![1, 0]]);
    assert_eq!(rows(BIFF_8, &[], &[shared_cell(0, 0, 0)], &half), Err(Unreadable::DamagedOrTooComplex));
}

/// Short streams lie in pieces of 64 bytes, of which the last may be cut short: Ruby's `spreadsheet` says so.
#[test]
fn a_small_workbook_lies_in_the_pieces_for_short_streams() {
    let stream = stream(BIFF_8, &[], &[("Users", 0, 0, label(0, 0, "a@x.org"))], &[]);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    file.create_stream("Workbook").expect("a stream").write_all(&stream).expect("written");
    file.flush().expect("written");
    let mut bytes = file.into_inner().into_inner();
    let sector = |number: &[u8]| u32::from_le_bytes(number.try_into().expect("four bytes")) as usize;
    let root = (sector(&bytes[48..52]) + 1) << bytes[30];
    let whole = sector(&bytes[root + 120..root + 124]);
    assert!(stream.len() < whole && whole % 64 == 0, "{} of {whole}", stream.len());
    for size in [whole, stream.len()] {
        bytes[root + 120..root + 124].copy_from_slice(&u32::try_from(size).expect("small").to_le_bytes());
        assert_eq!(read(&bytes).expect("a table").rows[0].cells, [text("a@x.org")], "{size} bytes");
    }
    bytes[root + 120..root + 124].copy_from_slice(&64_u32.to_le_bytes());
    assert_eq!(read(&bytes), Err(Unreadable::DamagedOrTooComplex));
}

/// The formats of four styles: none, a date, a duration, and one of the workbook's own.
fn styles(version: u16) -> Vec<u8> {
    let own = if version == BIFF_8 {
        [&[200, 0][..], &narrow(b"dd.mm.yyyy hh:mm")].concat()
    } else {
        [&[200, 0, 16][..], b"dd.mm.yyyy hh:mm"].concat()
    };
    let style = |format: u16| biff(0x00e0, &[&[0, 0][..], &format.to_le_bytes(), &[0; 16]].concat());
    [biff(0x041e, &own), style(0), style(14), style(46), style(200)].concat()
}

fn number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    cell(0x0203, row, column, style, &number.to_le_bytes())
}

#[test]
fn numbers_and_dates_are_what_their_style_says() {
    let rk = |number: i32| ((number << 2) | 2).to_le_bytes();
    let many = [&[1, 0][..], &rk(45_322), &[0, 0], &rk(-7), &[3, 0], &rk(45_322), &[10, 0]].concat();
    let cells = [
        number(0, 0, 0, 0.1),
        number(0, 1, 1, 45_322.0),
        number(0, 2, 2, 1.25),
        number(0, 3, 3, 45_322.75),
        number(0, 4, 99, 45_322.0),
        cell(0x027e, 0, 5, 0, &(1_234_567_u32 << 2 | 3).to_le_bytes()),
        cell(0x027e, 0, 6, 0, &0x3fe0_0000_u32.to_le_bytes()),
        cell(0x0205, 0, 7, 0, &[1, 0]),
        biff(0x00bd, &[&[0, 0, 8, 0][..], &many].concat()),
    ];
    let date = |shown| other(CellKind::Date, shown);
    let is = |shown| other(CellKind::Number, shown);
    for version in [BIFF_5, BIFF_8] {
        for (mode, [day, time]) in [
            (vec![], ["2024-01-31", "2024-01-31 18:00:00"]),
            (biff(0x0022, &[0, 0]), ["2024-01-31", "2024-01-31 18:00:00"]),
            (biff(0x0022, &[1, 0]), ["2028-02-01", "2028-02-01 18:00:00"]),
        ] {
            let expected = [
                is("0.1"),
                date(day),
                date("30:00:00"),
                date(time),
                is("45322"),
                is("12345.67"),
                is("0.5"),
                other(CellKind::Boolean, "TRUE"),
                date(day),
                is("-7"),
                date(day),
            ];
            let read = rows(version, &[mode, styles(version)].concat(), &cells, &[]).expect("a table");
            assert_eq!(read, [expected.to_vec()], "{version:x}");
        }
    }
}

fn formula(kind: u16, column: u16, style: u16, result: [u8; 8]) -> Vec<u8> {
    cell(kind, 0, column, style, &[&result[..], &[0; 6], &[3, 0, 0x1e, 1, 0]].concat())
}

#[test]
fn a_formula_is_its_result_of_whatever_kind() {
    let special = |kind: u8, value: u8| [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    let a_text = special(0, 0);
    let (now, later) = ("x".repeat(3000), "ü".repeat(3000));
    let cells = [
        formula(0x0006, 0, 0, 42.0_f64.to_le_bytes()),
        formula(0x0006, 1, 1, 45_322.0_f64.to_le_bytes()),
        formula(0x0006, 2, 0, a_text),
        biff(0x0207, &narrow(b"Zo\xeb")),
        formula(0x0006, 3, 0, a_text),
        // A formula that the next cells share stands before the text.
        biff(0x04bc, &[0; 20]),
        biff(0x0207, &wide("李")),
        formula(0x0006, 4, 0, a_text),
        biff(0x0207, &[&6000_u16.to_le_bytes()[..], &[0], now.as_bytes()].concat()),
        biff(0x003c, &[&[1][..], &wide(&later)[3..]].concat()),
        formula(0x0006, 5, 0, special(3, 0)),
        formula(0x0006, 6, 0, special(1, 1)),
        formula(0x0006, 7, 0, special(2, 0x2a)),
        // Nobody has calculated it.
        formula(0x0006, 8, 0, a_text),
        formula(0x0206, 9, 0, 1.0_f64.to_le_bytes()),
        formula(0x0406, 10, 0, a_text),
        biff(0x0207, &narrow(b"end")),
    ];
    let result = |shown: &str| other(CellKind::Formula, shown);
    let expected = [
        other(CellKind::Number, "42"),
        other(CellKind::Date, "2024-01-31"),
        result("Zoë"),
        result("李"),
        result(&(now + &later)),
        Cell::Empty,
        other(CellKind::Boolean, "TRUE"),
        other(CellKind::Error, "#N/A"),
        other(CellKind::FormulaWithoutResult, "formula"),
        other(CellKind::Number, "1"),
        result("end"),
    ];
    assert_eq!(rows(BIFF_8, &styles(BIFF_8), &cells, &[]).expect("a table"), [expected.to_vec()]);
}

#[test]
fn every_error_has_its_name() {
    let codes = [0x00, 0x07, 0x0f, 0x17, 0x1d, 0x24, 0x2a, 0x2b];
    let cells = (0..).zip(codes).map(|(column, code)| cell(0x0205, 0, column, 0, &[code, 1])).collect::<Vec<_>>();
    let names = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"];
    let expected = names.map(|name| other(CellKind::Error, name));
    assert_eq!(rows(BIFF_8, &[], &cells, &[]).expect("a table"), [expected.to_vec()]);
}

#[test]
fn texts_before_excel_97_are_in_their_code_page() {
    let page = |number: u16| biff(0x0042, &number.to_le_bytes());
    let one = |kind: u16, bytes: &[u8]| {
        cell(kind, 0, 0, 0, &[&[u8::try_from(bytes.len()).expect("short"), 0], bytes].concat())
    };
    for (first, bytes, expected) in [
        (vec![], &b"Zo\xeb \x80"[..], "Zoë €"),
        (page(1252), b"Zo\xeb \x80", "Zoë €"),
        (page(0x8001), b"Zo\xeb", "Zoë"),
        (page(1251), b"\xc0\xed\xed\xe0", "Анна"),
        (page(10_000), b"Zo\x91", "Zoë"),
        (page(932), b"\x97\x9b", "李"),
        (page(437), b"Anna", "Anna"),
    ] {
        for kind in [0x0204, 0x00d6] {
            let read = rows(BIFF_5, &first, &[one(kind, bytes)], &[]).expect("a table");
            assert_eq!(read, [[text(expected)]]);
        }
    }
    let result = [formula(0x0006, 0, 0, [0, 0, 0, 0, 0, 0, 0xff, 0xff]), biff(0x0207, b"\x03\0Zo\xeb")];
    let read = rows(BIFF_5, &page(1252), &result, &[]).expect("a table");
    assert_eq!(read, [[other(CellKind::Formula, "Zoë")]]);
    // Nobody guesses what it may be.
    let unknown = Unreadable::KindNotSupported("xls (unknown code page)".into());
    assert_eq!(rows(BIFF_5, &page(437), &[one(0x0204, b"Zo\x89")], &[]), Err(unknown));
}

#[test]
fn a_workbook_that_needs_a_password_says_so() {
    let passes: [&[u8]; 3] = [&[0, 0, 1, 2, 3, 4], &[1, 0, 1, 0, 1, 0], &[0xd7, 0xcc, 0xf5, 0x1b]];
    for (version, pass) in [(BIFF_8, passes[0]), (BIFF_8, passes[1]), (BIFF_5, passes[2])] {
        let others = biff(0x00e1, &[0xb0, 4]).repeat(20);
        let first = [others, biff(0x002f, pass), biff(0x0042, &[0xcc, 0xd7])].concat();
        let read = rows(version, &first, &[label(0, 0, "x")], &[]);
        assert_eq!(read, Err(Unreadable::Encrypted), "{version:x}");
    }
}

#[test]
fn only_sheets_that_are_seen_and_hold_cells_are_read() {
    let named = |name: &'static str, state: u8, kind: u8| (name, state, kind, label(0, 0, name));
    let chosen = |sheets: &[Sheet<'_>]| {
        let table = read(&workbook(BIFF_8, &[], sheets, &[]))?;
        assert_eq!(table.rows[0].cells, [text(&table.sheet)], "the rows are those of the sheet that is named");
        Ok((table.sheet, table.other_sheets))
    };
    let is =
        |sheet: &str, others: &[&str]| Ok((sheet.to_owned(), others.iter().map(|&name| name.to_owned()).collect()));
    let sheets = [named("Users", 1, 0), named("Two", 2, 0), named("Macros", 0, 1), named("Chart", 0, 2)];
    assert_eq!(chosen(&[&sheets[..], &[named("Five", 0, 0), named("Six", 0, 0)]].concat()), is("Five", &["Six"]));
    assert_eq!(chosen(&sheets), Err(Unreadable::KindNotSupported("xls (Excel 4 macros)".into())));
    assert_eq!(chosen(&sheets[..2]), Err(Unreadable::Empty));
    let chart = [begin(BIFF_8, 0x20), number(0, 1, 0, 7.0), begin(BIFF_8, 0x10), end(), label(0, 2, "x"), end()];
    let cells = [label(0, 0, "Email"), chart.concat(), label(0, 3, "Name")];
    let read = rows(BIFF_8, &[], &cells, &[]).expect("a table");
    assert_eq!(read, [[text("Email"), Cell::Empty, Cell::Empty, text("Name")]], "a chart's numbers are no cells");
}

#[test]
fn a_workbook_inside_the_workbook_is_not_the_one_that_is_read() {
    let mut bytes = xls(&[], &xls_cell(0, 0), "somebody@example.org", 1);
    // The directory: the root, the workbook, and two entries that are not used.
    let (root, entry) = (1024, 1024 + 128);
    bytes.copy_within(entry..entry + 128, entry + 128);
    bytes[root + 76] = 2;
    bytes[entry + 116] = 0;
    assert_eq!(read(&bytes).expect("a table").rows[0].cells, [text("somebody@example.org")]);
}

#[test]
fn cells_are_read_in_whatever_order_and_however_far_away() {
    let cells =
        [label(65_535, 199, "far"), label(2, 1, "b"), label(2, 0, "old"), label(0, 0, "first"), label(2, 0, "a")];
    let table = read(&workbook(BIFF_8, &[], &[("Users", 0, 0, cells.concat())], &[])).expect("a table");
    let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 65_536]);
    assert_eq!(table.rows[1].cells, [text("a"), text("b")]);
    assert_eq!((table.rows[2].cells.len(), &table.rows[2].cells[199]), (200, &text("far")));
    let corner = [label(0, 0, "x"), label(65_535, 255, "y")];
    assert_eq!(rows(BIFF_8, &[], &corner, &[]), Err(Unreadable::TooManyColumns(200)));
    // Formatted but empty cells are no cells.
    let empty = [label(0, 0, "x"), cell(0x0201, 65_535, 255, 0, &[]), label(65_535, 254, "")];
    assert_eq!(rows(BIFF_8, &[], &empty, &[]).expect("a table").len(), 1);
}

#[test]
fn what_a_workbook_says_of_itself_is_not_believed() {
    let damaged = Some(Unreadable::DamagedOrTooComplex);
    let one = [label(0, 0, "x")];
    let rk_row = |last: u16| biff(0x00bd, &[&[0; 4][..], &[0; 6], &last.to_le_bytes()].concat());
    for (name, first, cells, last) in [
        ("a shared text that is not there", vec![], vec![shared_cell(0, 0, 1)], shared(9, &[narrow(b"x")])),
        ("a text longer than its record", vec![], vec![biff(0x0204, &[0, 0, 0, 0, 0, 0, 9, 0, 0, 65])], vec![]),
        ("phonetic text of 4 GiB", vec![], one.to_vec(), shared(1, &[vec![1, 0, 4, 255, 255, 255, 255, 65]])),
        ("more numbers in a row than there are", vec![], vec![rk_row(100)], vec![]),
        ("a row of numbers that is none", vec![], vec![biff(0x00bd, &[0, 0, 0, 0, 0])], vec![]),
        ("a million cells in a record, often", vec![], vec![rk_row(u16::MAX).repeat(100)], vec![]),
        ("a cell without a place", vec![], vec![biff(0x0203, &[0, 0])], vec![]),
        ("a record without an end", vec![], vec![vec![4, 2, 255, 255]], vec![]),
        ("a beginning without an end", vec![], vec![begin(BIFF_8, 0x20)], vec![]),
    ] {
        assert_eq!(rows(BIFF_8, &first, &cells, &last).err(), damaged, "{name}");
    }
    let whole = stream(BIFF_8, &[], &[("Users", 0, 0, one[0].clone())], &[]);
    let entry = whole.windows(2).position(|bytes| bytes == [0x85, 0]).expect("a list of sheets");
    for at in [1_u32, 0xffff_ffff, 4000, u32::try_from(entry).expect("short")] {
        let mut lying = whole.clone();
        lying[entry + 4..entry + 8].copy_from_slice(&at.to_le_bytes());
        assert_eq!(read(&common::biff::container("Workbook", &lying)).err(), damaged, "a sheet at {at}");
    }
    let two = [("Users", 0, 0, label(0, 0, "x")), ("Users", 1, 0, label(0, 0, "evil"))];
    assert_eq!(read(&workbook(BIFF_8, &[], &two, &[])).err(), damaged, "two sheets of one name");
}

/// One with everything in it, longer than a few sectors.
fn whole() -> Vec<u8> {
    let names: Vec<_> = (0..400).map(|index| narrow(format!("user{index}@example.org").as_bytes())).collect();
    let strings = shared(400, &names.chunks(40).map(<[Vec<u8>]>::concat).collect::<Vec<_>>());
    let cells: Vec<u8> = (0..400)
        .flat_map(|row| [shared_cell(row, 0, row.into()), label(row, 1, "Zoë"), number(row, 2, 1, 45_322.0)].concat())
        .collect();
    workbook(BIFF_8, &styles(BIFF_8), &[("Users", 0, 0, cells)], &strings)
}

#[test]
fn a_workbook_cut_off_anywhere_is_damaged() {
    let whole = whole();
    for length in (8..whole.len()).step_by(97) {
        assert_eq!(read(&whole[..length]), Err(Unreadable::DamagedOrTooComplex), "cut after {length} bytes");
    }
}

#[test]
fn a_workbook_with_a_changed_byte_is_read_or_refused() {
    let whole = whole();
    let rows = read(&whole).expect("a table").rows.len();
    assert_eq!(rows, 400);
    for at in (0..whole.len()).step_by(31) {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        match read(&changed) {
            // A cell may have come into a row of its own.
            Ok(table) => assert!(table.rows.len() <= rows + 1, "byte {at}"),
            Err(refusal) => assert!(!matches!(refusal, Unreadable::NotOpened(_)), "byte {at}"),
        }
    }
}
