//! The workbooks that we write, as other programs see them.

use crate::{
    foreign::{LibreOffice, Python, name},
    node::Node,
};
use rollcall_app::ports::{
    Report, ReportRow, Spreadsheets as _, Template,
    sheets::{PlainTable, TableFormat, TemplateColumn},
};
use rollcall_sheet::Sheets;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// What looks like something else than the text that it is.
const TEXTS: &[&str] = &[
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "0012",
    "2024-01-31",
    "TRUE",
    "#N/A",
    "1E5",
    "two\nlines",
    "<b>&amp;\"'",
    "Zoë Ünal 😀",
    "李小龍",
    "Sales; Marketing",
];

fn written(folder: &std::path::Path) -> Vec<PathBuf> {
    let sheets = Sheets::without_child();
    let column = |header: &str, choices: &[&str]| TemplateColumn {
        header: header.into(),
        choices: choices.iter().map(|&choice| choice.into()).collect(),
        hint: "A hint".into(),
        width: 30,
    };
    let template = Template {
        users_sheet: "Users".into(),
        instructions_sheet: "Instructions".into(),
        columns: vec![column("Email [Required]", &[]), column("Group [Required]", TEXTS), column("Role", &["Buyer"])],
        instructions: TEXTS.iter().map(|&text| text.into()).collect(),
    };
    let rows = || TEXTS.iter().map(|text| vec![(*text).to_owned(), String::new(), (*text).to_owned()]);
    let table =
        PlainTable { sheet: "Users".into(), columns: vec![("=A1".into(), 20), ("B".into(), 9), ("C".into(), 9)] };
    let row = |cells: Vec<String>| ReportRow {
        cells,
        verdict: ["Rejected", "=1+1", "-1"].map(String::from),
        rejected: true,
        faults: vec![(1, "=a note".into())],
    };
    let report = Report {
        sheet: "Report".into(),
        headers: ["Email", "Group", "Role", "Result", "Problem", "How to fix"].map(String::from).to_vec(),
        rows: rows().map(row).collect(),
    };
    let files = [
        ("template.xlsx", sheets.template(&template).unwrap()),
        ("filled.xlsx", sheets.filled(&template, &mut rows()).unwrap()),
        ("table.xlsx", sheets.table(&table, TableFormat::Xlsx, &mut rows()).unwrap()),
        ("report.xlsx", sheets.report(&report).unwrap()),
    ];
    let write = |(name, bytes): (&str, Vec<u8>)| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    files.map(write).to_vec()
}

/// The cells of all sheets; there is no formula among them, and nothing but texts.
fn cells(seen: &Value, by: &str) -> BTreeMap<String, Value> {
    let sheet = |sheet: &Value| {
        assert_eq!((&sheet["formulas"], &sheet["not_texts"]), (&json!([]), &json!([])), "{by}: {}", sheet["name"]);
        (sheet["name"].as_str().unwrap().to_owned(), sheet["cells"].clone())
    };
    seen.as_array().unwrap().iter().map(sheet).collect()
}

#[test]
fn every_workbook_of_ours_shows_the_same_cells_in_every_program() {
    let test = "our workbooks in other programs";
    let (Some(python), Some(office), Some(node)) = (Python::find(test), LibreOffice::find(test), Node::find(test))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let files = written(folder.path());
    let saved = office.convert(&files, "xlsx", &folder.path().join("saved"));
    let by_openpyxl = |file: &PathBuf| {
        let seen = python.run("../../../cli/tests/programs/cells.py", &[file], &json!(null));
        cells(&seen[0], "openpyxl")
    };
    for (file, saved) in files.iter().zip(&saved) {
        let seen = by_openpyxl(file);
        let texts: Vec<&Value> = seen.values().flat_map(|sheet| sheet.as_object().unwrap().values()).collect();
        assert!(TEXTS.iter().all(|text| texts.contains(&&json!(text))), "{}", name(file));
        assert_eq!(cells(&node.run("cells.cjs", &[file]), "SheetJS"), seen, "{}", name(file));
        assert_eq!(by_openpyxl(saved), seen, "{} as LibreOffice saves it", name(file));
    }
}
