//! The workbooks that Rollcall writes, looked at from outside.

use calamine::{Reader as _, SheetVisible, Xlsx};
use rollcall_app::ports::{
    Report, ReportRow, Spreadsheets as _, Template, Unreadable,
    sheets::{NotMade, PlainTable, TableFormat, TemplateColumn},
};
use rollcall_domain::table::{Cell, Table};
use rollcall_sheet::Sheets;
use std::io::{Cursor, Read as _};

async fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    Ok(Sheets::without_child().read(file.path(), None).await?.table)
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn no_formula_in(workbook: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).expect("content");
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(text).expect("text");
            assert!(!text.contains("<f>") && !text.contains("<f ") && !text.contains("<hyperlink"), "{name}");
        }
    }
}

fn template() -> Template {
    let column = |header: &str, choices: &[String], hint: &str| TemplateColumn {
        header: header.into(),
        choices: choices.to_vec(),
        hint: hint.into(),
        width: 30,
    };
    let groups: Vec<String> = (0..812).map(|number| format!("Sales/Region {number}")).collect();
    Template {
        users_sheet: "Users".into(),
        instructions_sheet: "Instructions".into(),
        columns: vec![
            column("Email [Required]", &[], &"long hint ".repeat(40)),
            column("Name", &[], ""),
            column("Group [Required] with a header of many characters", &groups, "Pick one"),
            column("Role [Required]", &["Buyer".into(), "=Finance".into()], ""),
        ],
        instructions: vec!["How to add users".into(), "Fill in a row for each.".into(), "=not a formula".into()],
    }
}

#[tokio::test]
async fn the_template_is_read_as_its_header_and_nothing_else() {
    let bytes = Sheets::without_child().template(&template()).expect("a workbook");
    let table = read(&bytes).await.expect("a table");
    let headers: Vec<Cell> =
        template().columns.iter().map(|column| Cell::Text(column.header.as_str().into())).collect();
    assert_eq!((table.sheet.as_str(), table.other_sheets.len(), table.rows.len()), ("Users", 0, 1));
    assert_eq!(table.rows[0].cells, headers);
}

#[tokio::test]
async fn the_template_has_dropdowns_hints_text_cells_and_no_formula() {
    let bytes = Sheets::without_child().template(&template()).expect("a workbook");
    no_formula_in(&bytes);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<formula1>Lists!$C$1:$C$812</formula1>"), "{sheet}");
    assert!(sheet.contains(r#"sqref="C2:C10001""#) && sheet.contains(r#"errorStyle="warning""#), "{sheet}");
    assert!(sheet.contains(r#"promptTitle="Email [Required]""#) && sheet.contains("Pick one"), "{sheet}");
    assert!(
        sheet.contains(r#"activeCell="A2""#)
            && sheet.contains(r#"state="frozen""#)
            && sheet.contains(r#"tabSelected="1""#),
        "{sheet}"
    );
    assert!(!sheet.contains("autoFilter"));
    assert!(part(&bytes, "xl/styles.xml").contains(r#"numFmtId="49""#), "the format of texts");
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    let expected = [
        ("Users", SheetVisible::Visible),
        ("Instructions", SheetVisible::Visible),
        ("Lists", SheetVisible::VeryHidden),
    ];
    assert_eq!(sheets, expected);
}

#[test]
fn a_sheet_name_that_excel_refuses_is_an_error_and_no_panic() {
    let bad = Template { users_sheet: "a/b".into(), ..template() };
    assert!(Sheets::without_child().template(&bad).expect_err("refused").contains("a/b"));
}

const NASTY: &[&str] = &[
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "0012",
    "2024-01-31",
    "TRUE",
    "#N/A",
    "1E5",
    " leading and trailing ",
    "two\nlines",
    "carriage\r\nreturn",
    "_x0041_",
    "_x005F_",
    "<b>&amp;\"'",
    "Zoë Ünal 😀",
    "a\u{a0}b",
    "\u{b}\u{1f}\u{7f}",
    "http://example.org",
    "mailto:a@x.org",
    "'quoted",
];

/// A row for each of these, with a number beside it and nothing between.
fn nasty_rows() -> Vec<Vec<String>> {
    let row = |(number, text): (usize, &&str)| vec![number.to_string(), String::new(), (*text).to_owned()];
    NASTY.iter().enumerate().map(row).collect()
}

fn plain() -> PlainTable {
    let columns = ["=No", "", "Text"].map(|header| (header.to_owned(), 20)).to_vec();
    PlainTable { sheet: "Texts".into(), columns }
}

#[tokio::test]
async fn a_table_comes_back_cell_by_cell_and_holds_no_formula() {
    let sheets = Sheets::without_child();
    for format in [TableFormat::Xlsx, TableFormat::Csv] {
        let bytes = sheets.table(&plain(), format, &mut nasty_rows().into_iter()).expect("a table");
        let rows = read(&bytes).await.expect("a table").rows;
        let read: Vec<Vec<String>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| cell.shown().to_owned()).collect()).collect();
        assert_eq!(read[0], ["=No", "", "Text"]);
        assert_eq!(read[1..], nasty_rows());
        match format {
            TableFormat::Xlsx => no_formula_in(&bytes),
            TableFormat::Csv => {
                let text = String::from_utf8(bytes).expect("UTF-8");
                assert!(text.starts_with("\u{feff}'=No,,Text\r\n0,,\"'=HYPERLINK(\"\"http://"), "{text}");
                assert!(text.ends_with(",,'quoted\r\n"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn a_template_is_filled_with_rows_and_its_dropdowns_reach_beyond_them() {
    let sheets = Sheets::without_child();
    let rows = || {
        (0..12_345).map(|number| vec![format!("{number}@x.org"), NASTY[number % NASTY.len()].into(), "Sales".into()])
    };
    let bytes = sheets.filled(&template(), &mut rows()).expect("a workbook");
    no_formula_in(&bytes);
    let table = read(&bytes).await.expect("a table");
    assert_eq!((table.sheet.as_str(), table.rows.len()), ("Users", 12_346));
    for (written, read) in rows().zip(&table.rows[1..]) {
        assert_eq!(read.cells, written.into_iter().map(|text| Cell::Text(text.as_str().into())).collect::<Vec<_>>());
    }
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"sqref="C2:C22346""#) && sheet.contains(r#"state="frozen""#));
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["Users", "Instructions", "Lists"]);
}

#[test]
fn more_rows_than_a_sheet_has_are_refused_but_not_by_a_text_file() {
    let sheets = Sheets::without_child();
    let mut rows = std::iter::repeat_n(Vec::new(), 1_048_576);
    assert_eq!(sheets.filled(&template(), &mut rows.clone()), Err(NotMade::TooManyRows(1_048_575)));
    assert_eq!(sheets.table(&plain(), TableFormat::Xlsx, &mut rows.clone()), Err(NotMade::TooManyRows(1_048_575)));
    assert!(sheets.table(&plain(), TableFormat::Csv, &mut rows).is_ok());
}

fn report(rows: usize) -> Report {
    let cells = |number: usize| {
        vec![format!("user{number}@example.org"), NASTY[number % NASTY.len()].to_owned(), "Sales".to_owned()]
    };
    Report {
        sheet: "Users".into(),
        headers: ["Email", "Name", "Group", "Result", "Problem", "How to fix"].map(str::to_owned).to_vec(),
        rows: (0..rows)
            .map(|number| {
                let rejected = number % 7 == 3;
                ReportRow {
                    cells: cells(number),
                    verdict: if rejected {
                        ["Rejected".into(), "There is no group Sales.".into(), "Pick a group.".into()]
                    } else {
                        ["Done".into(), String::new(), String::new()]
                    },
                    rejected,
                    faults: if rejected {
                        vec![(2, "There is no group Sales.".into()), (2, "Really.".into())]
                    } else {
                        Vec::new()
                    },
                }
            })
            .collect(),
    }
}

/// Both ways of writing: in memory, and through a temporary file.
#[tokio::test]
async fn a_report_comes_back_cell_by_cell() {
    for rows in [60, 6_000] {
        let report = report(rows);
        let bytes = Sheets::without_child().report(&report).expect("a workbook");
        no_formula_in(&bytes);
        let table = read(&bytes).await.expect("a table");
        assert_eq!(table.rows.len(), rows + 1);
        for (written, read) in report.rows.iter().zip(&table.rows[1..]) {
            let expected: Vec<&str> = written.cells.iter().chain(&written.verdict).map(String::as_str).collect();
            let cells: Vec<&str> = read.cells.iter().map(Cell::shown).collect();
            assert_eq!(cells, expected[..cells.len()]);
            assert!(expected[cells.len()..].iter().all(|text| text.is_empty()));
            assert!(read.cells.iter().all(|cell| matches!(cell, Cell::Text(_) | Cell::Empty)));
        }
    }
}

#[test]
fn faulty_cells_are_coloured_and_noted_and_texts_stay_texts_when_edited() {
    for rows in [60, 6_000] {
        let bytes = Sheets::without_child().report(&report(rows)).expect("a workbook");
        let comments = part(&bytes, "xl/comments1.xml");
        assert!(
            comments.contains("There is no group Sales.\nReally.") && comments.contains("<author></author>"),
            "{}",
            &comments[..500]
        );
        let styles = part(&bytes, "xl/styles.xml");
        assert!(styles.contains(r#"quotePrefix="1""#) && styles.contains("FFFFC7CE"), "{styles}");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(
            sheet.contains(&format!("<autoFilter ref=\"A1:F{}\"", rows + 1)) && sheet.contains(r#"state="frozen""#)
        );
        let faulty = sheet.split("r=\"C5\" s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
        let sound = sheet.split("r=\"C4\" s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
        assert_ne!(faulty, sound);
    }
}

#[tokio::test]
async fn what_is_too_long_for_a_cell_ends_in_an_ellipsis() {
    for long in ["x".repeat(40_000), "😀".repeat(20_000)] {
        let row = ReportRow {
            cells: vec![long, "y".repeat(32_767)],
            verdict: <[String; 3]>::default(),
            rejected: false,
            faults: vec![(9, "beyond".into())],
        };
        let report = Report {
            sheet: "R".into(),
            headers: ["A", "B", "1", "2", "3"].map(str::to_owned).to_vec(),
            rows: vec![row],
        };
        let bytes = Sheets::without_child().report(&report).expect("a workbook");
        let table = read(&bytes).await.expect("a table");
        let cells: Vec<&str> = table.rows[1].cells.iter().map(Cell::shown).collect();
        assert!(cells[0].ends_with('…') && (32_766..=32_767).contains(&cells[0].encode_utf16().count()));
        assert_eq!(cells[1], "y".repeat(32_767));
    }
}

#[tokio::test]
async fn an_empty_report_is_a_header() {
    let bytes = Sheets::without_child().report(&report(0)).expect("a workbook");
    assert_eq!(read(&bytes).await.expect("a table").rows.len(), 1);
}
