//! Files that were made to do harm do none, even without the reading process around them.

mod common;

use common::{Parts, attacks, inline, kinds, row};
use rollcall_app::ports::{Spreadsheets as _, Unreadable};
use rollcall_domain::table::Table;
use rollcall_sheet::{Sheets, fuzzing};

async fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    Ok(Sheets::without_child().read(file.path(), None).await?.table)
}

#[tokio::test]
async fn every_attack_is_called_damaged_or_too_complex() {
    for (name, bytes) in attacks() {
        assert_eq!(read(&bytes).await, Err(Unreadable::DamagedOrTooComplex), "{name}");
    }
}

/// Those of our own readers with nothing around them, so that a panic is one.
#[test]
fn an_attack_of_any_kind_makes_no_reader_of_ours_panic() {
    for (name, bytes, refusal) in kinds::attacks() {
        let read = fuzzing::read(&bytes, None).map(|table| table.rows.len());
        assert_eq!(read, refusal.map_or(Ok(1), Err), "{name}");
    }
}

#[tokio::test]
async fn a_cell_in_the_last_corner_takes_no_memory() {
    let corner = row(1, &inline("A1", "x")) + &row(1_048_576, &inline("XFD1048576", "y"));
    assert_eq!(read(&Parts::users(&corner).zip()).await, Err(Unreadable::TooManyColumns(200)));
    // Formatted but empty cells are no cells.
    let empty = row(1, &inline("A1", "x")) + &row(1_048_576, r#"<c r="XFD1048576" s="1"/>"#);
    assert_eq!(read(&Parts::users(&empty).zip()).await.expect("a table").rows.len(), 1);
    let deep = row(1, &inline("A1", "x")) + &row(1_048_576, &inline("A1048576", "y"));
    assert_eq!(read(&Parts::users(&deep).zip()).await.expect("a table").rows[1].number, 1_048_576);
}

#[tokio::test]
async fn more_rows_than_the_limit_are_too_many_where_a_header_and_titles_take_nobodys_place() {
    let rows =
        |count: u32| -> String { (1..=count).map(|number| row(number, &inline(&format!("A{number}"), "x"))).collect() };
    assert_eq!(read(&Parts::users(&rows(200_030)).zip()).await.expect("a table").rows.len(), 200_030);
    let rows = rows(200_031);
    assert_eq!(read(&Parts::users(&rows).zip()).await, Err(Unreadable::TooManyRows(200_000)));
}

#[tokio::test]
async fn a_cell_longer_than_the_limit_is_named() {
    let rows = row(3, &inline("B3", &"ä".repeat(32_768)));
    assert_eq!(read(&Parts::users(&rows).zip()).await, Err(Unreadable::CellTooLong { row: 3, limit: 32_767 }));
}

#[tokio::test]
async fn a_workbook_cut_off_anywhere_is_damaged() {
    let rows: String =
        (1..=50).map(|number| row(number, &inline(&format!("A{number}"), "somebody@example.org"))).collect();
    let whole = Parts::users(&rows).zip();
    assert!(read(&whole).await.is_ok());
    for length in 4..whole.len() {
        assert_eq!(read(&whole[..length]).await, Err(Unreadable::DamagedOrTooComplex), "cut after {length} bytes");
    }
}

#[tokio::test]
async fn a_workbook_with_a_changed_byte_is_read_as_it_was_or_refused() {
    let rows: String =
        (1..=50).map(|number| row(number, &inline(&format!("A{number}"), "somebody@example.org"))).collect();
    let whole = Parts::users(&rows).zip();
    let table = read(&whole).await.expect("a table");
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        match read(&changed).await {
            Ok(read) => assert_eq!(read, table, "byte {at}"),
            Err(refusal) => assert!(!matches!(refusal, Unreadable::NotOpened(_)), "byte {at}"),
        }
    }
}

#[tokio::test]
async fn more_bytes_than_the_limit_are_refused_unread() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    file.as_file().set_len(64 * 1024 * 1024 + 1).expect("a long file");
    assert_eq!(Sheets::without_child().read(file.path(), None).await, Err(Unreadable::TooLarge(64)));
}
