//! Workbooks as programs write them.

mod common;

use common::{Parts, inline, row};
use rollcall_app::ports::{Spreadsheets as _, Unreadable};
use rollcall_domain::table::{Cell, CellKind, Table};
use rollcall_sheet::Sheets;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::path::Path;

async fn read_as(bytes: &[u8], name: &str) -> Result<Table, Unreadable> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    Ok(Sheets::without_child().read(&path, None).await?.table)
}

async fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    read_as(bytes, "file").await
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn other(kind: CellKind, shown: &str) -> Cell {
    Cell::NotText { kind, shown: shown.into() }
}

#[tokio::test]
async fn content_decides_and_not_the_name() {
    let workbook = Parts::users(&row(1, &inline("A1", "Email"))).zip();
    for name in ["a.csv", "a.xls", "a.pdf", "a"] {
        assert_eq!(read_as(&workbook, name).await.expect("a table").sheet, "Users", "{name}");
    }
    for name in ["a.xlsx", "a.ods", "a.png"] {
        assert_eq!(read_as(b"Email;Name\n", name).await.expect("a table").rows[0].cells, [text("Email"), text("Name")]);
    }
    assert_eq!(read_as(b"%PDF-1.7", "users.xlsx").await, Err(Unreadable::OtherKind("PDF document".into())));
    assert_eq!(read_as(b"", "users.xlsx").await, Err(Unreadable::Empty));
}

#[tokio::test]
async fn what_is_no_text_says_what_it_is_and_how_it_looked() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_number(0, 0, 12).expect("a number");
    sheet.write_number(0, 1, 0.5).expect("a number");
    sheet.write_boolean(0, 2, true).expect("a boolean");
    let date = ExcelDateTime::parse_from_str("2024-01-31").expect("a date");
    sheet.write_datetime_with_format(0, 3, &date, &Format::new().set_num_format("dd/mm/yyyy")).expect("a date");
    sheet.write_formula(0, 4, Formula::new("=1/0").set_result("#DIV/0!")).expect("a formula");
    sheet.write_formula(0, 5, Formula::new("=\"a\"&\"b\"").set_result("ab")).expect("a formula");
    sheet.write_formula(0, 6, Formula::new("=6*7").set_result("42")).expect("a formula");
    sheet.write_blank(0, 9, &Format::new().set_bold()).expect("a blank");
    let table = read(&workbook.save_to_buffer().expect("a workbook")).await.expect("a table");
    assert_eq!(
        table.rows[0].cells,
        [
            other(CellKind::Number, "12"),
            other(CellKind::Number, "0.5"),
            other(CellKind::Boolean, "TRUE"),
            other(CellKind::Date, "2024-01-31"),
            other(CellKind::Error, "#DIV/0!"),
            other(CellKind::Formula, "ab"),
            other(CellKind::Number, "42"),
        ]
    );
}

/// As openpyxl writes them, which does not calculate; and IF(…; "") that a program has calculated.
#[tokio::test]
async fn a_formula_without_a_result_is_no_empty_cell() {
    let cells = r#"<c r="A1"><f>B1&amp;"@x.org"</f><v/></c><c r="B1"><f>C1</f></c><c r="C1" t="str"><f>IF(A1,"","")</f><v></v></c><c r="D1" t="str"><f t="shared" si="0"/><v>d</v></c>"#;
    let table = read(&Parts::users(&row(1, cells)).zip()).await.expect("a table");
    let none = || other(CellKind::FormulaWithoutResult, "formula");
    assert_eq!(table.rows[0].cells, [none(), none(), Cell::Empty, other(CellKind::Formula, "d")]);
    let filled = |far: &str| Parts::users(&row(1, &(inline("A1", "x") + far))).zip();
    let table = read(&filled(r#"<c r="GS1" t="str"><f>IF(A1,"","")</f><v></v></c>"#)).await.expect("a table");
    assert_eq!(table.rows[0].cells, [text("x")], "an empty text is no cell, however far away");
    assert_eq!(read(&filled(r#"<c r="GS1"><f>A1</f></c>"#)).await, Err(Unreadable::TooManyColumns(200)));
}

#[tokio::test]
async fn texts_of_every_make_are_texts() {
    let strings = "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si><si><t/></si><si><t xml:space=\"preserve\"> kept </t></si>\
                   <si><t>a &amp; b_x000D_\nc</t></si>";
    let cells = r#"<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="str"><f>X1</f><v>result</v></c>"#;
    let rows = row(1, &(cells.to_owned() + &inline("G1", "inside")));
    let table = read(&Parts::new(&[("Sheet1", "visible", &rows)], strings).zip()).await.expect("a table");
    let expected = [
        text("plain"),
        text("rich"),
        Cell::Empty,
        text(" kept "),
        text("a & b\r\nc"),
        other(CellKind::Formula, "result"),
        text("inside"),
    ];
    assert_eq!(table.rows[0].cells, expected);
}

#[tokio::test]
async fn rows_keep_their_numbers_and_blank_ones_are_left_out() {
    let rows = row(2, &inline("B2", "x"))
        + &row(3, "<c r=\"A3\" s=\"1\"/>")
        + &row(4, &inline("A4", ""))
        + &row(5, &(inline("A5", " \u{a0}") + &inline("C5", "\t")))
        + &row(7, &(inline("A7", "y") + &inline("C7", "")))
        + "<row><c t=\"inlineStr\"><is><t>z</t></is></c></row>";
    let table = read(&Parts::users(&rows).zip()).await.expect("a table");
    let rows: Vec<_> = table.rows.iter().map(|row| (row.number, row.cells.clone())).collect();
    assert_eq!(rows, [(2, vec![Cell::Empty, text("x")]), (7, vec![text("y")]), (8, vec![text("z")])]);
}

#[tokio::test]
async fn the_sheet_is_chosen_by_name_then_by_order_and_never_a_hidden_one() {
    let cell = |content: &str| row(1, &inline("A1", content));
    let chosen = async |sheets: &[(&str, &str)]| {
        let rows: Vec<String> =
            sheets.iter().map(|(name, _)| if name.starts_with("empty") { String::new() } else { cell(name) }).collect();
        let sheets: Vec<_> =
            sheets.iter().zip(&rows).map(|((name, state), rows)| (*name, *state, rows.as_str())).collect();
        read(&Parts::new(&sheets, "").zip()).await.map(|table| {
            assert_eq!(table.rows[0].cells, [text(&table.sheet)], "the rows are those of the sheet that is named");
            (table.sheet, table.other_sheets)
        })
    };
    let is = |sheet: &str, others: &[&str]| {
        Ok((sheet.to_owned(), others.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()))
    };
    assert_eq!(chosen(&[("One", "visible"), ("users", "visible")]).await, is("users", &["One"]));
    assert_eq!(chosen(&[("empty", "visible"), ("Two", "visible"), ("Three", "visible")]).await, is("Two", &["Three"]));
    assert_eq!(chosen(&[("Users", "hidden"), ("Two", "visible"), ("Three", "veryHidden")]).await, is("Two", &[]));
    assert_eq!(
        chosen(&[("Users", "visible"), ("Instructions", "visible"), ("Lists", "veryHidden")]).await,
        is("Users", &[])
    );
    assert_eq!(chosen(&[("Instructions", "visible"), ("People", "visible")]).await, is("People", &[]));
    assert_eq!(chosen(&[("\u{a0}", "visible"), ("Two", "visible")]).await, is("Two", &[]), "white space is no cell");
    assert_eq!(chosen(&[("Users", "hidden"), ("empty", "visible")]).await, Err(Unreadable::Empty));
}

#[tokio::test]
async fn kinds_that_are_not_read_are_named() {
    let macros = Parts::users("").with(
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>"#,
    );
    assert_eq!(read(&macros.zip()).await, Err(Unreadable::KindNotSupported("xlsm (Excel 4 macros)".into())));
    assert_eq!(
        read(b"<html><table></table></html>").await,
        Err(Unreadable::KindNotSupported("HTML (web page)".into()))
    );
}

#[tokio::test]
async fn what_cannot_be_opened_says_so() {
    let missing = Sheets::without_child().read(Path::new("there/is/no such file.xlsx"), None).await;
    assert!(matches!(missing, Err(Unreadable::NotOpened(_))), "{missing:?}");
}
