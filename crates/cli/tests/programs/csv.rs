//! Text files that Python wrote.

use crate::{
    foreign::Python,
    staff::{assert_imports, everybody, place},
};

#[test]
fn every_dialect_of_pythons_csv_module_imports_without_a_false_problem() {
    let Some(python) = Python::find("text files written by Python's csv module") else { return };
    let place = place();
    let folder = place.path("texts");
    std::fs::create_dir(&folder).unwrap();
    let made = python.run("csvs.py", &[&folder], &everybody());
    let made = made.as_array().unwrap();
    assert_eq!(made.len(), 5 * 3 * 3 + 4);
    for name in made {
        assert_imports(&place, &folder.join(name.as_str().unwrap()), &everybody());
    }
}
