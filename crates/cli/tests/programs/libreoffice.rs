//! Templates that LibreOffice opened and saved.

use crate::{
    foreign::{LibreOffice, Python, name},
    openpyxl::filled,
    staff::{assert_imports, everybody, latin, place},
};
use std::{fs, path::PathBuf};

#[test]
fn a_template_saved_by_libreoffice_as_xlsx_imports_without_a_false_problem() {
    let test = "templates saved by LibreOffice as xlsx, and as ods and then as xlsx";
    let (Some(python), Some(office)) = (Python::find(test), LibreOffice::find(test)) else { return };
    let place = place();
    let files = filled(&place, &python, &everybody());
    let straight = office.convert(&files, "xlsx", &place.path("straight"));
    let sheets = office.convert(&files, "ods", &place.path("ods"));
    let round = office.convert(&sheets, "xlsx", &place.path("round"));
    assert_eq!((straight.len(), round.len()), (9, 9));
    for file in straight.iter().chain(&round) {
        assert_imports(&place, file, &everybody());
    }
}

/// LibreOffice's name of a text filter: the delimiter's and the quote's character codes, and its number of the encoding.
fn text(delimiter: char, encoding: u32) -> String {
    format!("csv:Text - txt - csv (StarCalc):{},34,{encoding}", u32::from(delimiter))
}

/// LibreOffice's numbers of encodings.
const WINDOWS_1252: u32 = 1;
const UTF_8: u32 = 76;
const UTF_16: u32 = 65_535;

#[test]
fn a_template_saved_by_libreoffice_as_csv_imports_without_a_false_problem() {
    let test = "templates saved by LibreOffice as csv";
    let (Some(python), Some(office)) = (Python::find(test), LibreOffice::find(test)) else { return };
    for (rows, encodings) in [(everybody(), &[UTF_8, UTF_16][..]), (latin(), &[WINDOWS_1252])] {
        let place = place();
        // A text file holds the first sheet.
        let of_first_sheet = |file: &PathBuf| name(file) != "empty sheet first.xlsx";
        let files: Vec<_> = filled(&place, &python, &rows).into_iter().filter(of_first_sheet).collect();
        let some = &files[..3];
        for &encoding in encodings {
            for delimiter in [',', ';', '\t'] {
                let folder = place.path(&format!("{encoding} {}", u32::from(delimiter)));
                let texts = office.convert(some, &text(delimiter, encoding), &folder);
                for file in &texts {
                    let bytes = fs::read(file).unwrap();
                    let is_utf_8 = std::str::from_utf8(&bytes).is_ok();
                    assert_eq!((is_utf_8, bytes.starts_with(b"\xff\xfe")), (encoding == UTF_8, encoding == UTF_16));
                    assert_imports(&place, file, &rows);
                }
            }
        }
    }
}

#[test]
fn an_empty_template_saved_by_libreoffice_is_still_empty() {
    let test = "an empty template saved by LibreOffice";
    let Some(office) = Python::find(test).and_then(|_| LibreOffice::find(test)) else { return };
    let place = place();
    let saved = office.convert(&[place.path("template.xlsx")], "xlsx", &place.path("saved"));
    assert!(place.run(["import", saved[0].to_str().unwrap()]).refused().contains("no row"));
}
