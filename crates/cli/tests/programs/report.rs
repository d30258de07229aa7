//! Reports that other programs opened, corrected and saved.

use crate::{
    foreign::{LibreOffice, Python, name},
    place::Place,
};
use serde_json::{Value, json};
use std::path::Path;

/// Six rows that are done, of which some look like formulas, and five that are not.
const FAULTY: &str = "Email,Name,Group,Role,Action,Language,Cost centre\n\
    zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer,,de,0042\n\
    zoe@example.net,Zoë Ünal,Finance,Finance,Add,de,1e5\n\
    sum@example.net,\"=SUM(1,2)\",Sales,Tech,,,=1+1\n\
    link@example.net,\"=HYPERLINK(\"\"https://example.org\"\",\"\"x\"\")\",Sales,Tech,,,+1\n\
    minus@example.net,-1+1|cmd,Sales,Tech,,,@SUM(A1)\n\
    plain@example.net,王 😀 'quoted,Sales,Approver,,fr,\"two\nlines\"\n\
    group@example.net,Ben,Finanse,Buyer,,,TRUE\n\
    role@example.net,Cy,Sales,\"=cmd|' /C calc'!A0\",,,007\n\
    broken@example,Di,Sales,Buyer,,,2026-03-01\n\
    action@example.net,Ed,Sales,Buyer,=1*1,,1/2\n\
    both@example.net,Flo,Slaes,Byer,,xx,\u{a0}\n";

/// Imports the faulty rows; the report is `report.xlsx`.
fn place() -> Place {
    let place = Place::with_account();
    let file = place.file("users.csv", FAULTY);
    let document = place.json(["import", &file, "--report", "report.xlsx"], 1);
    assert_eq!(counts(&document), [11, 6, 0, 5]);
    place
}

fn counts(document: &Value) -> [u64; 4] {
    ["rows", "invited", "skipped", "rejected"].map(|key| document[key].as_u64().unwrap())
}

/// Imports a workbook into a copy of the workspace.
fn import(place: &Place, file: &Path, status: i32) -> Value {
    let copy = Place::empty();
    std::fs::copy(place.path("Acme.rollcall"), copy.path("Acme.rollcall")).unwrap();
    let document = copy.json(["import", file.to_str().unwrap(), "--report", "report.xlsx"], status);
    let done = 4 + document["invitations"].as_u64().unwrap();
    assert_eq!(copy.users(), 2 + done, "Ana, the five who were done already, and who is new");
    document
}

fn cells(python: &Python, file: &Path) -> Value {
    let seen = python.run("cells.py", &[file], &json!(null));
    assert_eq!(seen[0].as_array().unwrap().len(), 1, "one sheet: {}", file.display());
    seen[0][0].clone()
}

/// What each faulty row needs, by its address.
fn corrections() -> Value {
    json!({
        "group@example.net": { "Group": "Finance" },
        "role@example.net": { "Role": "Tech" },
        "broken@example": { "Email": "mended@example.net" },
        "action@example.net": { "Action": "Add" },
    })
}

#[test]
fn every_cell_of_a_report_is_a_text_and_the_one_that_was_uploaded() {
    let Some(python) = Python::find("a report as openpyxl sees it") else { return };
    let place = place();
    let seen = cells(&python, &place.path("report.xlsx"));
    assert_eq!((&seen["formulas"], &seen["not_texts"]), (&json!([]), &json!([])));
    let cells = &seen["cells"];
    for (at, text) in [
        ("A1", "Email"),
        ("G2", "0042"),
        ("G3", "1e5"),
        ("B4", "=SUM(1,2)"),
        ("G4", "=1+1"),
        ("B5", "=HYPERLINK(\"https://example.org\",\"x\")"),
        ("B6", "-1+1|cmd"),
        ("G7", "two\nlines"),
        ("D9", "=cmd|' /C calc'!A0"),
        ("E11", "=1*1"),
        ("H1", "Result"),
    ] {
        assert_eq!(cells[at], text, "{at}");
    }
    let notes: Vec<_> = seen["notes"].as_object().unwrap().keys().collect();
    assert_eq!(notes, ["A10", "C12", "C8", "D12", "D9", "E11", "F12"], "a note at each faulty cell");
}

#[test]
fn a_report_corrected_with_openpyxl_does_the_corrected_rows_and_passes_over_the_rest() {
    let Some(python) = Python::find("reports corrected with openpyxl") else { return };
    let place = place();
    let corrected = place.path("corrected.xlsx");
    let found = python.run("correct.py", &[&place.path("report.xlsx"), &corrected], &corrections());
    assert_eq!(found, 4);
    assert_eq!(counts(&import(&place, &corrected, 1)), [11, 4, 6, 1]);
}

#[test]
fn a_report_saved_by_libreoffice_has_the_same_cells_and_its_corrected_rows_are_done() {
    let test = "reports saved by LibreOffice";
    let (Some(python), Some(office)) = (Python::find(test), LibreOffice::find(test)) else { return };
    let place = place();
    let (report, corrected) = (place.path("report.xlsx"), place.path("corrected.xlsx"));
    python.run("correct.py", &[&report, &corrected], &corrections());
    let files = [report, corrected];
    let straight = office.convert(&files, "xlsx", &place.path("straight"));
    let sheets = office.convert(&files, "ods", &place.path("ods"));
    let round = office.convert(&sheets, "xlsx", &place.path("round"));
    let texts = office.convert(&files, "csv:Text - txt - csv (StarCalc):59,34,76", &place.path("text"));
    for saved in [&straight, &round] {
        for (before, after) in files.iter().zip(saved) {
            let (before, after) = (cells(&python, before), cells(&python, after));
            for what in ["name", "cells", "formulas", "not_texts", "notes"] {
                assert_eq!(before[what], after[what], "{what}");
            }
        }
    }
    for saved in [&straight, &round, &texts] {
        // As it was, nothing is done twice; corrected, what was corrected is done.
        assert_eq!(name(&saved[0]).split('.').next(), Some("report"));
        assert_eq!(counts(&import(&place, &saved[0], 1)), [11, 0, 6, 5], "{}", saved[0].display());
        assert_eq!(counts(&import(&place, &saved[1], 1)), [11, 4, 6, 1], "{}", saved[1].display());
    }
    // Corrected after LibreOffice had saved it.
    let later = place.path("later.xlsx");
    assert_eq!(python.run("correct.py", &[&straight[0], &later], &corrections()), 4);
    assert_eq!(counts(&import(&place, &later, 1)), [11, 4, 6, 1]);
}
