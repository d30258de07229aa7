//! Forty people in five groups, to be filled into templates.

use crate::place::Place;
use serde::Serialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// One row of the template.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) group: &'static str,
    pub(crate) role: &'static str,
    pub(crate) action: &'static str,
    pub(crate) language: &'static str,
}

/// Groups with umlauts, spaces and ampersands, of digits only, and eight deep.
pub(crate) const GROUPS: [&str; 5] = [
    "Öffentlichkeit & Presse",
    "4711",
    "007",
    "Köln/Büro Süd/Haus 3/Etage 2/Flügel Ost/Zimmer 17/Tisch 4/Platz B",
    "Research & Development/Größen, Maße; Gewichte",
];
const ROLES: [&str; 4] = ["Buyer", "Approver", "Finance", "Tech"];
const LANGUAGES: [&str; 8] = ["de", "", "en", "es", "fr", "it", "German", "fr-CH"];

/// Names that the Windows encoding has.
const LATIN: [&str; 22] = [
    "Zoë Ünal",
    "Björn Ångström",
    "Siobhán O'Connor",
    "Seán O’Brien",
    "Müller, Hans",
    "Jean-François Lefèvre; Directeur",
    "María José Núñez",
    "Dwayne \"The Rock\" Johnson",
    "Smith & Sons",
    "True",
    "007",
    "1e5",
    "March 5",
    "1/2",
    "-Minus",
    "+Plus",
    "@handle",
    "'Apostrophe first",
    "Null",
    "N/A",
    "<Tag>",
    "Œuvre €uro Šimek",
];

/// Names that it has not.
const OTHERS: [&str; 18] = [
    "王小明",
    "山田 太郎",
    "김민준",
    "Łukasz Żółć",
    "Đặng Thị Hồng",
    "Анна Каренина",
    "Ελένη Παπαδοπούλου",
    "محمد علي",
    "דוד לוי",
    "Emoji 😀 Face",
    "👍🏽",
    "สมชาย ใจดี",
    "अनिता शर्मा",
    "İpek Işık",
    "Ştefan Țepeș",
    "𠮷野家",
    "José 🇪🇸",
    "ﬁne ligature",
];

/// Everybody: 40 people on 64 rows.
pub(crate) fn everybody() -> Vec<Row> {
    rows(LATIN.into_iter().chain(OTHERS))
}

/// The same with names that the Windows encoding has.
pub(crate) fn latin() -> Vec<Row> {
    rows(LATIN.into_iter().chain(LATIN).take(LATIN.len() + OTHERS.len()))
}

fn rows<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (person, name) in names.enumerate() {
        // One row, two rows in two groups, or two roles in one group.
        let groups: &[usize] = match person % 5 {
            0 | 1 => &[0],
            2 | 3 => &[0, 2],
            _ => &[1, 1],
        };
        for (at, group) in groups.iter().enumerate() {
            rows.push(Row {
                email: format!("person.{person}@example.net"),
                name: name.to_owned(),
                group: GROUPS[(person + group) % GROUPS.len()],
                role: ROLES[(person + at) % ROLES.len()],
                action: ["", "Add"][person % 2],
                language: LANGUAGES[person % LANGUAGES.len()],
            });
        }
    }
    rows
}

/// Who should be there afterwards: address → name, and their groups and roles.
type People = BTreeMap<String, (String, BTreeSet<(String, String)>)>;

fn expected(rows: &[Row]) -> People {
    let mut people = People::new();
    for row in rows {
        let person = people.entry(row.email.clone()).or_insert_with(|| (row.name.clone(), BTreeSet::new()));
        person.1.insert((row.group.to_owned(), row.role.to_owned()));
    }
    people
}

fn found(place: &Place) -> People {
    let users = place.json(["users", "--limit", "0"], 0);
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let person = |user: &Value| {
        let roles = user["assignments"].as_array().unwrap().iter();
        let roles = roles.map(|one| (word(&one["group"]), word(&one["role"]))).collect();
        (word(&user["email"]), (word(&user["name"]), roles))
    };
    let people = users["users"].as_array().unwrap().iter().map(person);
    people.filter(|(email, _)| email != "ana@example.org").collect()
}

/// A workspace with the groups, an empty template `template.xlsx`, and nobody but Ana.
pub(crate) fn place() -> Place {
    let place = Place::empty();
    place
        .run(["init", "--account", "Müller & Söhne", "--admin-name", "Ana", "--admin-email", "ana@example.org"])
        .done();
    place.run(["group", "add"].into_iter().chain(GROUPS)).done();
    place.run(["template", "--out", "template.xlsx"]).done();
    place
}

/// Imports a file into a copy of the workspace: no problem, no warning, and then exactly the people of the rows are there.
pub(crate) fn assert_imports(place: &Place, file: &Path, rows: &[Row]) {
    let copy = Place::empty();
    std::fs::copy(place.path("Acme.rollcall"), copy.path("Acme.rollcall")).unwrap();
    let expected = expected(rows);
    for check in [&["--check"][..], &[]] {
        let run = copy.run(["import", file.to_str().unwrap(), "--json"].into_iter().chain(check.iter().copied()));
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{}: {run:?}", file.display());
        let document = run.document();
        let of = |key: &str| document[key].as_u64().unwrap();
        assert_eq!(
            (of("rows"), of("invited"), of("invitations")),
            (rows.len() as u64, rows.len() as u64, 40),
            "{run:?}"
        );
        for key in ["problems", "warnings"] {
            assert_eq!(document[key], serde_json::json!([]), "{}: {key}", file.display());
        }
    }
    assert_eq!(found(&copy), expected, "{}", file.display());
    let again = copy.json(["import", file.to_str().unwrap()], 0);
    assert_eq!(again["unchanged"], rows.len(), "{}", file.display());
}
