//! The tricky workbook: what is in it, and what comes out of it whoever saved it.

use crate::{
    foreign::{LibreOffice, Python, name},
    node::Node,
};
use rollcall_app::ports::{ReadFile, Spreadsheets as _, Unreadable};
use rollcall_domain::table::{Cell, CellKind, TableRow};
use rollcall_sheet::Sheets;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Long, and with characters of two bytes.
fn long() -> String {
    "ä".repeat(3000)
}

/// A sheet that explains, a hidden one that looks just like what is looked for, and the one that is meant, with a title over its header.
fn sheets() -> Value {
    let day = |day: &str| json!({ "date": day });
    let formula = |formula: &str| json!({ "formula": formula });
    let people = json!([
        ["Unsere neuen Kolleginnen und Kollegen", null, null, null, null, null],
        [null, null, null, null, null, null],
        ["E-mail", "Name", "Group", "Role", "Since", "Number"],
        ["zoe@example.org", "Zoë Ünal", "Sales/EMEA", "Buyer", day("2024-01-31"), 12],
        ["li@example.org", "李小龍 😀", "0012", "Approver", day("2024-02-29T18:30:00"), 0.1],
        [null, null, null, null, null, null],
        [" spaces@example.org ", "two\nlines", "Sales; Marketing", "it's \"so\"", null, -1_234_567.25],
        ["long@example.org", long(), "<b>&amp;", "1E5", "TRUE", "2024-01-31"],
        [formula("\"a\"&\"@example.org\""), formula("1+1"), { "error": "#N/A" }, formula("1/0"), null, formula("1=1")],
    ]);
    json!([
        { "name": "Notes", "hidden": false, "merged": [], "rows": [["Ask Ben about the rest"], [null, "x"]] },
        { "name": "Users", "hidden": true, "merged": [], "rows": [["Email", "Group", "Role"], ["old@example.org", "A", "B"]] },
        { "name": "People", "hidden": false, "merged": ["A1:F1"], "rows": people },
    ])
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn other(kind: CellKind, shown: &str) -> Cell {
    Cell::NotText { kind, shown: shown.into() }
}

/// The rows of the sheet that is meant, but for the last, with formulas.
fn expected() -> Vec<TableRow> {
    let row = |number, cells: Vec<Cell>| TableRow { number, cells };
    let texts = |texts: &[&str]| texts.iter().map(|cell| text(cell)).collect::<Vec<_>>();
    let with = |mut cells: Vec<Cell>, more: &[Cell]| {
        cells.extend_from_slice(more);
        cells
    };
    let (date, number) = (|day| other(CellKind::Date, day), |number| other(CellKind::Number, number));
    vec![
        row(1, texts(&["Unsere neuen Kolleginnen und Kollegen"])),
        row(3, texts(&["E-mail", "Name", "Group", "Role", "Since", "Number"])),
        row(
            4,
            with(texts(&["zoe@example.org", "Zoë Ünal", "Sales/EMEA", "Buyer"]), &[date("2024-01-31"), number("12")]),
        ),
        row(
            5,
            with(
                texts(&["li@example.org", "李小龍 😀", "0012", "Approver"]),
                &[date("2024-02-29 18:30:00"), number("0.1")],
            ),
        ),
        row(
            7,
            with(
                texts(&[" spaces@example.org ", "two\nlines", "Sales; Marketing", "it's \"so\""]),
                &[Cell::Empty, number("-1234567.25")],
            ),
        ),
        row(8, texts(&["long@example.org", &long(), "<b>&amp;", "1E5", "TRUE", "2024-01-31"])),
    ]
}

fn read(file: &Path) -> Result<ReadFile, Unreadable> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // SheetJS hides no sheet in an ods file, so that the hidden one would be the likely one.
    let sheet = (name(file) == "SheetJS.ods").then_some("People");
    runtime.block_on(Sheets::without_child().read(file, sheet))
}

/// What is left of a text in the old formats as `SheetJS` writes them.
fn left_of(text: &str, file: &Path) -> String {
    match name(file) {
        "SheetJS, Excel 97.xls" => text.chars().take(255).collect(),
        "SheetJS, Excel 5.xls" => {
            let units = |c: char| if c.is_ascii() { c.to_string() } else { "_".repeat(c.len_utf16()) };
            text.chars().map(units).collect::<String>().chars().take(255).collect()
        }
        _ => text.to_owned(),
    }
}

/// The sheet that is meant was found, and everything in it is as it was written.
fn assert_is_tricky(file: &Path) {
    let table = read(file).unwrap_or_else(|why| panic!("{}: {why}", name(file))).table;
    assert_eq!(table.sheet, "People", "{}", name(file));
    let others: &[&str] = match name(file) {
        "SheetJS.ods" => &["Notes", "Users"],
        name if name.starts_with("pandas") => &[],
        _ => &["Notes"],
    };
    assert_eq!(table.other_sheets, others, "{}", name(file));
    let (formulas, rows) = table.rows.split_last().unwrap();
    let mut expected = expected();
    for cell in expected.iter_mut().flat_map(|row| &mut row.cells) {
        match cell {
            Cell::Text(text) => *text = left_of(text, file).into(),
            // SheetJS says no dates in an ods file.
            Cell::NotText { kind: kind @ CellKind::Date, shown } if name(file) == "SheetJS.ods" => {
                *kind = CellKind::Number;
                *shown = if &**shown == "2024-01-31" { "45322" } else { "45351.7708333333" }.into();
            }
            _ => {}
        }
    }
    assert_eq!(rows, expected, "{}", name(file));
    // SheetJS leaves errors out of an ods file.
    let error = if name(file) == "SheetJS.ods" { Cell::Empty } else { other(CellKind::Error, "#N/A") };
    assert_eq!((formulas.number, &formulas.cells[2]), (9, &error), "{}", name(file));
    for cell in &formulas.cells {
        assert!(!matches!(cell, Cell::Text(text) if text.starts_with('=')), "{}: {cell:?}", name(file));
    }
}

/// The same as far as a text file can hold it.
fn assert_is_tricky_text(file: &Path) {
    let table = read(file).unwrap_or_else(|why| panic!("{}: {why}", name(file))).table;
    let shown = |rows: &[TableRow], columns: usize| -> Vec<Vec<String>> {
        let cells = |row: &TableRow| row.cells.iter().take(columns).map(|cell| cell.shown().to_owned()).collect();
        rows.iter().map(cells).collect()
    };
    assert_eq!(shown(&table.rows[..6], 4), shown(&expected(), 4), "{}", name(file));
}

fn made(list: &Value, folder: &Path) -> Vec<PathBuf> {
    list.as_array().unwrap().iter().map(|name| folder.join(name.as_str().unwrap())).collect()
}

#[test]
fn a_tricky_workbook_is_read_alike_whoever_saved_it_in_whatever_format() {
    let test = "one tricky workbook in all formats of other programs";
    let (Some(python), Some(office), Some(node)) = (Python::find(test), LibreOffice::find(test), Node::find(test))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let files = made(&python.run("tricky.py", &[folder.path()], &sheets()), folder.path());
    assert_eq!(files.len(), 7);
    for file in &files {
        match file.extension().unwrap().to_str().unwrap() {
            "csv" | "tsv" => assert_is_tricky_text(file),
            _ => assert_is_tricky(file),
        }
    }
    let calculated = office.convert(&files[..1], "xlsx", &within("xlsx"));
    // Into an xls file LibreOffice writes 0 for a text that it has not calculated itself.
    let again = [("ods", &calculated[..]), ("xls", &files[..1])]
        .map(|(format, from)| office.convert(from, format, &within(format)).remove(0));
    for file in calculated.iter().chain(&again) {
        assert_is_tricky(file);
        let formulas = read(file).unwrap().table.rows.pop().unwrap().cells;
        let texts = [other(CellKind::Formula, "a@example.org"), other(CellKind::Number, "2")];
        assert_eq!(formulas[..2], texts, "{}", name(file));
        assert_eq!(formulas[3], other(CellKind::Error, "#DIV/0!"), "{}", name(file));
        // In its own formats LibreOffice says what is true as a number.
        let (is_true, is_one) = (other(CellKind::Boolean, "TRUE"), other(CellKind::Number, "1"));
        assert!(formulas[5] == is_true || (formulas[5] == is_one && file != &calculated[0]), "{}", name(file));
    }
    let flat = office.convert(&calculated, "fods", &within("fods"));
    assert_eq!(read(&flat[0]), Err(Unreadable::KindNotSupported("fods".into())));

    let from_node = node.run("tricky.cjs", &[&calculated[0], folder.path()]);
    for file in made(&from_node, folder.path()) {
        let refused = |kind: &str| assert_eq!(read(&file), Err(Unreadable::KindNotSupported(kind.into())));
        match name(&file) {
            "SheetJS, Excel 2.xls" => refused("xls (Excel 2 to 4)"),
            "SheetJS, Excel 2003.xml" => refused("Excel 2003 XML"),
            "SheetJS.fods" => refused("fods"),
            "SheetJS.html" => refused("HTML (web page)"),
            _ => assert_is_tricky(&file),
        }
    }
}
