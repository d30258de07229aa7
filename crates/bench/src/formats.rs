//! How long a table of a million cells takes to be read and planned, in every format: `rollcall import --check`, from its start to its end.

use crate::{
    import::fresh_workspace,
    measure::{Run, median, run},
    spreadsheet::{GROUPS, person},
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// What every table has.
const COLUMNS: [&str; 5] = ["Email", "Name", "Group", "Role", "Language"];

/// Of five cells: a million of them.
const ROWS: u32 = 200_000;
/// An xls file has 65,536 rows at most, so there each has notes besides: sixteen cells.
const ROWS_OF_XLS: u32 = 62_500;
const NOTES_OF_XLS: usize = 11;

/// Measures, and prints a line for each format.
pub(crate) fn measure(command: &str, runs: usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec!["people.csv".to_owned(), "people.tsv".to_owned()];
    std::fs::write(folder.path().join("people.csv"), table(ROWS, 0, ",")).unwrap();
    std::fs::write(folder.path().join("people.tsv"), table(ROWS, 0, "\t")).unwrap();
    std::fs::write(folder.path().join("wide.csv"), table(ROWS_OF_XLS, NOTES_OF_XLS, ",")).unwrap();
    if let Some(modules) = std::env::var_os("ROLLCALL_NODE_MODULES") {
        for (from, formats) in [("people", &["xlsx", "xlsm", "xlsb", "ods"][..]), ("wide", &["xls"])] {
            let names = formats.iter().map(|format| format!("{from}.{format}"));
            let mut save = Command::new("node");
            save.args(["--max-old-space-size=6000", "-e", include_str!("formats.cjs")]);
            save.arg(&modules).arg(folder.path()).arg(format!("{from}.csv")).args(names.clone());
            run(&mut save);
            files.extend(names);
        }
    } else {
        println!("ROLLCALL_NODE_MODULES names no folder with SheetJS: only text is measured");
    }
    let workspace = fresh_workspace(command, folder.path());
    println!("A table of a million cells read and planned, {runs} runs each; medians.");
    println!("{:<6}  {:>9}  {:>9}  {:>9}", "format", "file MB", "seconds", "peak MiB");
    for name in files {
        measure_one(command, &workspace, &folder.path().join(name), runs);
    }
}

fn measure_one(command: &str, workspace: &Path, file: &PathBuf, times: usize) {
    let mut runs: Vec<Run> = Vec::new();
    for _ in 0..times {
        let mut check = Command::new(command);
        check.arg("import").arg("--check").arg("--workspace").arg(workspace).arg(file).arg("--json");
        runs.push(run(&mut check));
    }
    let rows = if file.extension().is_some_and(|ending| ending == "xls") { ROWS_OF_XLS } else { ROWS };
    assert!(runs[0].output.contains(&format!("\"invited\":{rows}")), "{}", runs[0].output);
    println!(
        "{:<6}  {:>9.1}  {:>9.3}  {:>9.0}",
        file.extension().unwrap_or_default().display(),
        std::fs::metadata(file).unwrap().len() as f64 / 1e6,
        median(runs.iter().map(|run| run.seconds)),
        median(runs.iter().map(|run| run.peak_mib))
    );
}

/// Invented people as text, with so many notes behind each.
fn table(rows: u32, notes: usize, between: &str) -> String {
    let mut text = COLUMNS.join(between);
    (0..notes).for_each(|note| write!(text, "{between}Note {note}").unwrap());
    for row in 0..rows {
        let (person, group) = (person(row), GROUPS[row as usize % GROUPS.len()]);
        write!(text, "\nperson.{person:08x}@example{}.org", person % 97).unwrap();
        for cell in [&format!("Person {person:x} Example"), group, "Buyer", "en"] {
            write!(text, "{between}{cell}").unwrap();
        }
        (0..notes).for_each(|note| write!(text, "{between}said {note} of {row}").unwrap());
    }
    text
}
