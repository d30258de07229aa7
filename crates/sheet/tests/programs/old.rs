//! What only workbooks of Excel 97 to 2003 have: texts that go on from record to record, days counted from 1904, cells far away without any between.

use crate::foreign::{LibreOffice, Python, name};
use rollcall_app::ports::Spreadsheets as _;
use rollcall_domain::table::{Cell, CellKind, TableRow};
use rollcall_sheet::Sheets;

/// So many bytes that no record holds them all, in one and in two bytes a character by turns.
fn texts() -> Vec<String> {
    let text = |number: usize| match number % 3 {
        0 => format!("user{number}@example.org {}", "ü".repeat(number)),
        1 => format!("李小龍 😀 {number} {}", "龍".repeat(number)),
        _ => format!("{number}"),
    };
    (0..400).map(text).collect()
}

#[test]
fn an_old_workbook_is_read_as_its_program_wrote_it_and_as_another_one_saves_it() {
    let what = "an old workbook of xlwt, and as LibreOffice saves it";
    let (Some(python), Some(office)) = (Python::find(what), LibreOffice::find(what)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xlwt.xls");
    python.run("old.py", &[&file], &texts());
    let saved = office.convert(std::slice::from_ref(&file), "xls", &folder.path().join("saved"));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for file in [&file, &saved[0]] {
        let table = runtime.block_on(Sheets::without_child().read(file, None)).unwrap().table;
        assert_eq!((table.sheet.as_str(), table.other_sheets.len()), ("People", 0), "{}", name(file));
        let text = |text: &str| Cell::Text(text.into());
        let other = |kind, shown: &str| Cell::NotText { kind, shown: shown.into() };
        let mut expected: Vec<TableRow> =
            (1..).zip(texts()).map(|(number, shown)| TableRow { number, cells: vec![text(&shown)] }).collect();
        let beside = [text("two fonts"), other(CellKind::Date, "2024-01-31"), other(CellKind::Error, "#N/A")];
        expected[0].cells.extend(beside);
        let mut far = vec![Cell::Empty; 199];
        far.push(text("far away"));
        expected.push(TableRow { number: 65_536, cells: far });
        assert!(
            table.rows == expected,
            "{}: {:?}",
            file.display(),
            table.rows.iter().zip(&expected).find(|(read, expected)| read != expected)
        );
    }
}
