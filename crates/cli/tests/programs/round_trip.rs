//! Users are exported, changed in other programs, and imported again.

use crate::{
    foreign::{LibreOffice, Python},
    place::Place,
};
use serde_json::json;
use std::path::Path;

/// What is changed, by address.
fn changes() -> serde_json::Value {
    json!({
        "zoe@example.net": { "Role": "Approver", "Action": "Change role" },
        "ben@example.net": { "Action": "Remove from account" },
        "cy@example.net": { "Group": "Finance", "Action": "Add" },
        "di@example.net": { "Action": "Keep" },
    })
}

fn with_people() -> Place {
    let place = Place::with_account();
    let people = "Email,Name,Group,Role\n\
        zoe@example.net,Zoë Ünal,Sales/EMEA,Buyer\nben@example.net,\"Müller, Ben\",Sales,Tech\n\
        cy@example.net,=1+1,Sales,Buyer\ndi@example.net,Di,Sales,Buyer\n";
    let file = place.file("people.csv", people);
    place.run(["import", &file]).done();
    place.run(["export", "users.xlsx"]).done();
    place
}

/// What everybody has, by address.
fn everybody(place: &Place) -> Vec<(String, String, String)> {
    let users = place.json(["users", "--sort", "address"], 0);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let users = users["users"].as_array().unwrap().iter().map(|user| {
        let has: Vec<_> = user["assignments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| format!("{} {}", text(&one["group"]), text(&one["role"])))
            .collect();
        (text(&user["email"]), text(&user["status"]), has.join(", "))
    });
    users.collect()
}

fn assert_changed_by(place: &Place, file: &Path) {
    let file = file.to_str().unwrap();
    let said = place.run(["import", file, "--allow-administrators"]).refused();
    assert!(said.contains("--removals 1"), "{said}");
    let done = place.json(["import", file, "--allow-administrators", "--removals", "1"], 0);
    let of = |key: &str| done[key].as_u64().unwrap();
    assert_eq!((of("changed"), of("removed"), of("added"), of("skipped"), of("unchanged")), (1, 1, 1, 1, 1), "{done}");
    let expected = [
        ("ana@example.org", "active", "/ Administrator"),
        ("ben@example.net", "removed", ""),
        ("cy@example.net", "pending", "Finance Buyer, Sales Buyer"),
        ("di@example.net", "pending", "Sales Buyer"),
        ("zoe@example.net", "pending", "Sales/EMEA Approver"),
    ];
    assert_eq!(everybody(place), expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    // The same once more does nothing.
    let again = place.json(["import", file, "--allow-administrators"], 0);
    assert_eq!(again["import"], json!(null), "{again}");
}

#[test]
fn an_export_that_was_changed_with_openpyxl_does_what_was_changed_and_no_more() {
    let Some(python) = Python::find("exports changed with openpyxl") else { return };
    let place = with_people();
    let changed = place.path("changed.xlsx");
    assert_eq!(python.run("correct.py", &[&place.path("users.xlsx"), &changed], &changes()), 6);
    assert_changed_by(&place, &changed);
}

#[test]
fn an_export_that_was_changed_and_then_saved_by_libreoffice_does_the_same() {
    let test = "exports changed and saved by LibreOffice";
    let (Some(python), Some(office)) = (Python::find(test), LibreOffice::find(test)) else { return };
    for ending in ["xlsx", "ods", "csv:Text - txt - csv (StarCalc):59,34,76"] {
        let place = with_people();
        let changed = place.path("changed.xlsx");
        python.run("correct.py", &[&place.path("users.xlsx"), &changed], &changes());
        let saved = office.convert(std::slice::from_ref(&changed), ending, &place.path("saved"));
        assert_changed_by(&place, &saved[0]);
    }
}
