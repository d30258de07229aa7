//! The spreadsheets of the test: filled in and corrected with another program than ours, where there is one.

use rollcall_app::ports::Spreadsheets as _;
use rollcall_domain::table::TableRow;
use rollcall_sheet::Sheets;
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Forty people in five groups; three of the rows are faulty, each in another way.
pub(crate) fn people() -> Vec<[String; 4]> {
    const GROUPS: [&str; 5] = ["Sales", "Sales/EMEA", "Finance", "Marketing", "Operations"];
    const ROLES: [&str; 3] = ["Buyer", "Approver", "Finance"];
    let person = |number: usize| {
        let name = if number == 0 { "Zoë Ünal".to_owned() } else { format!("Person {number:02}") };
        let address = if number == 0 { "zoe@example.net".to_owned() } else { format!("person{number:02}@example.net") };
        [address, name, GROUPS[number % 5].to_owned(), ROLES[number % 3].to_owned()]
    };
    let mut people: Vec<_> = (0..40).map(person).collect();
    for (number, cell, text) in FAULTS {
        text.clone_into(&mut people[number][cell]);
    }
    people
}

/// Which person, which cell, and what stands there instead.
const FAULTS: [(usize, usize, &str); 3] = [(7, 0, "person07.example.net"), (12, 2, "Finanse"), (21, 3, "Byer")];

/// What should have stood there.
const CORRECT: [&str; 3] = ["person07@example.net", "Finance", "Buyer"];

const FILL: &str = "
import json, sys, openpyxl
template, filled = sys.argv[1:]
book = openpyxl.load_workbook(template)
sheet = book['Users']
for number, row in enumerate(json.load(sys.stdin)):
    for place, text in enumerate(row):
        sheet.cell(row=number + 2, column=place + 1).value = text
book.save(filled)
";

const CORRECTION: &str = "
import json, sys, openpyxl
report, corrected = sys.argv[1:]
right = json.load(sys.stdin)
book = openpyxl.load_workbook(report)
sheet = book['Users']
for row in sheet.iter_rows():
    for cell in row:
        if cell.value in right and cell.comment is not None:
            cell.value = right.pop(cell.value)
assert right == {}, right
book.save(corrected)
";

/// Fills in the template. Gives the file.
pub(crate) fn fill_in(template: &Path, people: &[[String; 4]]) -> PathBuf {
    let filled = template.with_file_name("people.xlsx");
    if let Some(filled) = by_python(FILL, template, &filled, &serde_json::to_string(people).unwrap()) {
        return filled;
    }
    let mut lines = vec!["Email,Name,Group,Role".to_owned()];
    lines.extend(people.iter().map(|person| person.join(",")));
    let filled = template.with_file_name("people.csv");
    std::fs::write(&filled, lines.join("\n")).unwrap();
    filled
}

/// Corrects the marked cells of a report, and nothing else. Gives the file.
pub(crate) async fn correct(report: &Path) -> PathBuf {
    let pairs = FAULTS.iter().zip(CORRECT).map(|((_, _, wrong), right)| ((*wrong).to_owned(), right.into()));
    let right: serde_json::Map<String, serde_json::Value> = pairs.collect();
    let corrected = report.with_file_name("corrected.xlsx");
    if let Some(corrected) = by_python(CORRECTION, report, &corrected, &serde_json::to_string(&right).unwrap()) {
        return corrected;
    }
    let table = Sheets::without_child().read(report, None).await.unwrap().table;
    let cell = |text: &str| {
        let right = FAULTS.iter().zip(CORRECT).find(|((_, _, wrong), _)| *wrong == text);
        format!("\"{}\"", right.map_or(text, |(_, right)| right).replace('"', "\"\""))
    };
    let line = |row: &TableRow| row.cells.iter().map(|shown| cell(shown.shown())).collect::<Vec<_>>().join(",");
    let lines: Vec<_> = table.rows.iter().map(line).collect();
    let corrected = report.with_file_name("corrected.csv");
    std::fs::write(&corrected, lines.join("\n")).unwrap();
    corrected
}

/// Lets openpyxl do it, if `ROLLCALL_PYTHON` says where it is.
fn by_python(script: &str, from: &Path, to: &Path, input: &str) -> Option<PathBuf> {
    let python = std::env::var_os("ROLLCALL_PYTHON")?;
    let mut running = Command::new(python).args(["-c", script]).args([from, to]).stdin(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(running.wait().unwrap().success());
    Some(to.to_owned())
}
