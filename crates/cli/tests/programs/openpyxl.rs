//! Templates that openpyxl filled in.

use crate::{
    foreign::Python,
    place::Place,
    staff::{Row, assert_imports, everybody, place},
};
use serde_json::json;
use std::path::PathBuf;

/// The template, filled in every way of `fill.py`.
pub(crate) fn filled(place: &Place, python: &Python, rows: &[Row]) -> Vec<PathBuf> {
    let folder = place.path("filled");
    std::fs::create_dir(&folder).unwrap();
    let made = python.run("fill.py", &[&place.path("template.xlsx"), &folder], &rows);
    made.as_array().unwrap().iter().map(|name| folder.join(name.as_str().unwrap())).collect()
}

#[test]
fn a_template_filled_in_by_openpyxl_imports_without_a_false_problem() {
    let Some(python) = Python::find("templates filled in by openpyxl") else { return };
    let place = place();
    let files = filled(&place, &python, &everybody());
    assert_eq!(files.len(), 9);
    for file in files {
        assert_imports(&place, &file, &everybody());
    }
}

#[test]
fn the_template_holds_no_formula_and_only_texts() {
    let Some(python) = Python::find("the template as openpyxl sees it") else { return };
    let place = place();
    let seen = python.run("cells.py", &[&place.path("template.xlsx")], &json!(null));
    let sheets = seen[0].as_array().unwrap();
    assert_eq!(
        sheets.iter().map(|sheet| sheet["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Users", "Instructions", "Lists"]
    );
    for sheet in sheets {
        assert_eq!((&sheet["formulas"], &sheet["not_texts"]), (&json!([]), &json!([])), "{}", sheet["name"]);
    }
}
