//! How fast an import is: the whole command, beside a baseline in the same run.
//!
//! The baseline does the least that any import must do: one thread reads the cells with calamine, another inserts them with prepared
//! statements, row by row, in one transaction, into the tables of a real workspace. It checks nothing, plans nothing, and says nothing of
//! what became of the rows. Figures of different machines do not compare; the ratio does.
//!
//! `ROLLCALL_BIN` names the command to measure; `cargo xtask bench` builds it and sets it. Arguments: the numbers of rows (10000 100000).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot go on should stop")]

mod baseline;
mod measure;
mod spreadsheet;

use measure::{Run, median, run};
use std::{path::Path, process::Command};

const RUNS: usize = 5;

fn main() {
    let command =
        std::env::var("ROLLCALL_BIN").expect("ROLLCALL_BIN names the command to measure; use cargo xtask bench");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, workspace, file] = &arguments[..]
        && mode == "baseline"
    {
        return baseline::import(Path::new(workspace), Path::new(file));
    }
    let sizes: Vec<u32> = arguments.iter().map(|rows| rows.parse().expect("a number of rows")).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    println!("Import of a spreadsheet into an account of one user, {RUNS} runs each in turn; medians.");
    println!(
        "{:>8}  {:>9}  {:>9}  {:>6}  {:>12}  {:>12}",
        "rows", "rollcall", "baseline", "ratio", "rollcall MiB", "baseline MiB"
    );
    for rows in sizes {
        compare(&command, rows);
    }
}

fn compare(command: &str, rows: u32) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.xlsx");
    spreadsheet::write(&file, rows);
    let mut ours = Vec::new();
    let mut baseline = Vec::new();
    // The first pair warms the caches and does not count.
    for round in 0..=RUNS {
        let workspace = fresh_workspace(command, folder.path());
        let mut import = Command::new(command);
        import.arg("import").arg("--workspace").arg(&workspace).arg(&file).arg("--json");
        let ours_now = run(&mut import);
        assert!(ours_now.output.contains(&format!("\"invited\":{rows}")), "{}", ours_now.output);
        let workspace = fresh_workspace(command, folder.path());
        let mut raw = Command::new(std::env::current_exe().unwrap());
        raw.arg("baseline").arg(&workspace).arg(&file);
        let baseline_now = run(&mut raw);
        if round > 0 {
            ours.push(ours_now);
            baseline.push(baseline_now);
        }
    }
    let seconds = |runs: &[Run]| median(runs.iter().map(|run| run.seconds));
    let mib = |runs: &[Run]| median(runs.iter().map(|run| run.peak_mib));
    let ratio = median(ours.iter().zip(&baseline).map(|(ours, baseline)| ours.seconds / baseline.seconds));
    println!(
        "{rows:>8}  {:>7.3} s  {:>7.3} s  {ratio:>6.2}  {:>12.0}  {:>12.0}",
        seconds(&ours),
        seconds(&baseline),
        mib(&ours),
        mib(&baseline)
    );
}

fn fresh_workspace(command: &str, folder: &Path) -> std::path::PathBuf {
    let workspace = folder.join("Acme.rollcall");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("Acme.rollcall{ending}")));
    }
    let rollcall = |arguments: &[&str]| {
        let done = Command::new(command).args(arguments).arg("--workspace").arg(&workspace).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    rollcall(&["init", "--account", "Acme", "--admin-name", "Ana", "--admin-email", "ana@acme.example"]);
    rollcall(&[&["group", "add"], &spreadsheet::GROUPS[..]].concat());
    workspace
}
