//! How fast an import is: the whole command, beside a baseline in the same run.
//!
//! The baseline does the least that any import must do: one thread reads the cells with calamine, another inserts them with prepared
//! statements, row by row, in one transaction, into the tables of a real workspace. It checks nothing, plans nothing, and says nothing of
//! what became of the rows.

use crate::{
    measure::{Run, median, run},
    spreadsheet,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Measures, and prints a line for each number of rows.
pub(crate) fn compare(command: &str, sizes: &[u32], runs: usize) {
    println!("Import of a spreadsheet into an account of one user, {runs} runs each in turn; medians.");
    println!(
        "{:>8}  {:>9}  {:>9}  {:>6}  {:>12}  {:>12}",
        "rows", "rollcall", "baseline", "ratio", "rollcall MiB", "baseline MiB"
    );
    for rows in sizes {
        compare_rows(command, *rows, runs);
    }
}

fn compare_rows(command: &str, rows: u32, times: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.xlsx");
    spreadsheet::write(&file, rows);
    let mut ours = Vec::new();
    let mut baseline = Vec::new();
    // The first pair warms the caches and does not count.
    for round in 0..=times {
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

/// An account of one user, with the groups of the spreadsheet.
pub(crate) fn fresh_workspace(command: &str, folder: &Path) -> PathBuf {
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
