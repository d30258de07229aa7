//! Files of every kind.

use crate::{archives, known_ends::unless_known};
use rollcall_domain::{
    import::Layout,
    table::{Cell, Table},
};
use rollcall_sheet::fuzzing;

/// How the container of old Office files begins.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0";

/// Any bytes at all, as they may lie in a folder.
pub(crate) fn file(input: &[u8]) {
    read(input);
}

/// A text: a CSV file, or what was copied in another program.
pub(crate) fn text(input: &[u8]) {
    let is_other = [b"PK", OLD_OFFICE].iter().any(|start| input.starts_with(start));
    if !is_other {
        read(input);
    }
}

/// The parts of an xlsx workbook: the workbook, its relations, the shared texts, the styles and two sheets.
pub(crate) fn xlsx(input: &[u8]) {
    read(&xlsx_file(input));
}

fn xlsx_file(input: &[u8]) -> Vec<u8> {
    let types = "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let root = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let names = [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    ];
    archives::zip(&[("[Content_Types].xml", types), ("_rels/.rels", root)], &names, input)
}

/// The parts of an xlsb workbook, as of an xlsx one.
pub(crate) fn xlsb(input: &[u8]) {
    read(&xlsb_file(input));
}

fn xlsb_file(input: &[u8]) -> Vec<u8> {
    let types = "<Types><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    let names = [
        "xl/workbook.bin",
        "xl/_rels/workbook.bin.rels",
        "xl/sharedStrings.bin",
        "xl/styles.bin",
        "xl/worksheets/sheet1.bin",
        "xl/worksheets/sheet2.bin",
    ];
    archives::zip(&[("[Content_Types].xml", types)], &names, input)
}

/// The parts of an OpenDocument spreadsheet: what it contains, its manifest and its styles.
pub(crate) fn ods(input: &[u8]) {
    read(&ods_file(input));
}

fn ods_file(input: &[u8]) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    archives::zip(&[("mimetype", kind)], &["content.xml", "META-INF/manifest.xml", "styles.xml"], input)
}

/// The records of an xls workbook.
pub(crate) fn xls(input: &[u8]) {
    read(&archives::container(input));
}

/// What a process says that reads a file, and may have been taken over by it.
pub(crate) fn answer(input: &[u8]) {
    if let Ok(read) = fuzzing::received(input) {
        check(&read.table);
    }
}

/// Reads a file as a process of its own does, and takes it as the one that waits for it.
fn read(bytes: &[u8]) {
    let Some(read) = unless_known(|| fuzzing::read(bytes, None)) else { return };
    let Ok(table) = read else { return };
    assert_eq!(fuzzing::answered(bytes).as_ref(), Ok(&table), "another table arrives than was read");
    check(&table);
    assert!(!table.other_sheets.contains(&table.sheet), "the sheet that was read is another one");
    if !table.sheet.is_empty() {
        let named = fuzzing::read(bytes, Some(&table.sheet));
        assert_eq!(named.as_ref().map(|named| &named.rows), Ok(&table.rows), "a sheet is another one by its name");
    }
    let guess = Layout::guess(&table);
    let _ = (Layout::find(&table, None), Layout::find(&table, Some(&guess)), Layout::signature(&table, &guess));
}

/// What holds of every table that was read.
fn check(table: &Table) {
    assert!(!table.rows.is_empty(), "a table without rows is an empty file");
    assert!(table.rows.is_sorted_by(|one, next| one.number < next.number), "rows go backwards");
    assert!(table.rows.iter().all(|row| row.number > 0), "rows are counted from 1");
    for row in &table.rows {
        assert!(row.cells.len() <= 200, "more columns than are read");
        assert!(row.cells.last().is_some_and(|cell| *cell != Cell::Empty), "a row that ends in nothing");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_begins_with_are_tables_of_their_kind() {
        let rows = |file: Vec<u8>| fuzzing::read(&file, None).map(|table| table.rows.len());
        assert_eq!(rows(xlsx_file(include_bytes!("../corpus/xlsx/by-hand"))), Ok(4));
        assert_eq!(rows(xlsx_file(include_bytes!("../corpus/xlsx/openpyxl"))), Ok(4));
        assert_eq!(rows(xlsb_file(include_bytes!("../corpus/xlsb/sheetjs"))), Ok(3));
        assert_eq!(rows(ods_file(include_bytes!("../corpus/ods/by-hand"))), Ok(3));
        assert_eq!(rows(archives::container(include_bytes!("../corpus/xls/xlwt"))), Ok(5));
        assert_eq!(
            fuzzing::received(include_bytes!("../corpus/answer/table")).map(|read| read.table.rows.len()),
            Ok(2)
        );
    }
}
