//! Users as tables that Rollcall saved, as other programs see them and save them again.

use crate::{
    foreign::{LibreOffice, Python, name},
    place::Place,
    staff::{everybody, place},
};
use rollcall_app::{Who, export_users::TableFormat, list_users::UserQuery, select_users::UserSelection};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Forty people were invited, and all users are saved in both formats.
fn exported(python: &Python) -> (Place, [PathBuf; 2]) {
    let place = place();
    let folder = place.path("filled");
    std::fs::create_dir(&folder).unwrap();
    let made = python.run("fill.py", &[&place.path("template.xlsx"), &folder], &everybody());
    let file = folder.join(made[0].as_str().unwrap());
    place.run(["import", file.to_str().unwrap()]).done();
    let files = [(TableFormat::Xlsx, "users.xlsx"), (TableFormat::Csv, "users.csv")];
    let files = files.map(|(format, file)| {
        let path = place.path(file);
        place.days_ago(0, async |program| {
            let by = program.app.act_as(&Who::Only).await.unwrap();
            let all = UserSelection::Matching { query: UserQuery::default(), except: Vec::new() };
            std::fs::write(&path, program.app.export_users(&by, &all, format).await.unwrap()).unwrap();
        });
        path
    });
    (place, files)
}

/// The sheet with the users.
fn users(python: &Python, file: &Path) -> Value {
    let mut seen = python.run("cells.py", &[file], &json!(null));
    seen[0][0].take()
}

fn assert_changes_nothing(place: &Place, file: &Path) {
    let check = place.json(["import", file.to_str().unwrap(), "--check"], 0);
    let of = |key: &str| check[key].as_u64().unwrap();
    assert_eq!((of("rows"), of("unchanged"), of("rejected")), (65, 65, 0), "{}: {check}", name(file));
}

#[test]
fn an_export_shows_the_same_cells_to_other_programs_and_changes_nothing_when_they_have_saved_it() {
    let test = "exports saved by LibreOffice";
    let (Some(python), Some(office)) = (Python::find(test), LibreOffice::find(test)) else { return };
    let (place, [workbook, separated]) = exported(&python);
    let own = users(&python, &workbook);
    assert_eq!((&own["formulas"], &own["not_texts"]), (&json!([]), &json!([])));
    let cells = own["cells"].as_object().unwrap();
    assert_eq!((&cells["A1"], &cells["J1"]), (&json!("Email [Required]"), &json!("Last day")));
    let names: Vec<_> = everybody().into_iter().map(|row| row.name).collect();
    for name in &names {
        assert!(cells.values().any(|cell| cell == name), "{name}");
    }

    let saved = office.convert(std::slice::from_ref(&workbook), "xlsx", &place.path("straight"));
    // Comma, quotation mark, UTF-8, from the first line on, every column as text.
    let columns = (1..=10).map(|column| format!("{column}/2")).collect::<Vec<_>>().join("/");
    let read = office.open_text(&separated, &format!("44,34,76,1,{columns}"), &place.path("text"));
    let straight = users(&python, &saved[0]);
    let from_text = users(&python, &read);
    for seen in [&straight, &from_text] {
        assert_eq!((&seen["formulas"], &seen["not_texts"]), (&json!([]), &json!([])));
    }
    assert_eq!(straight["cells"], own["cells"]);
    let neutral = |cell: &Value| {
        let cell = cell.as_str().unwrap();
        if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
    };
    for (at, cell) in cells {
        assert_eq!(from_text["cells"][at], neutral(cell), "{at}");
    }
    for file in [&workbook, &separated, &saved[0]] {
        assert_changes_nothing(&place, file);
    }
    let again = office.convert(&saved, "ods", &place.path("ods"));
    let texts = office.convert(
        &office.convert(&again, "xlsx", &place.path("round")),
        "csv:Text - txt - csv (StarCalc):59,34,76",
        &place.path("texts"),
    );
    assert_changes_nothing(&place, &texts[0]);
}
