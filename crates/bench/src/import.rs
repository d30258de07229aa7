//! How fast an import is: the whole command, beside a baseline in the same run.
//!
//! The baseline does the least that any import must do: one thread reads the cells with calamine, another inserts them with prepared
//! statements, row by row, in one transaction, into the tables of a real workspace. It checks nothing, plans nothing, and says nothing of
//! what became of the rows.

use crate::{
    measure::{Run, median, run},
    spreadsheet, users,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Measures imports into an account of one user, and prints a line for each number of rows.
pub(crate) fn compare(command: &str, sizes: &[u32], runs: usize) {
    headline("an account of one user", runs);
    let folder = tempfile::tempdir().unwrap();
    for rows in sizes {
        compare_rows(command, folder.path(), || fresh_workspace(command, folder.path()), (0, *rows), runs);
    }
}

/// The same into an account of so many users.
pub(crate) fn compare_into(command: &str, users: u32, sizes: &[u32], runs: usize) {
    headline(&format!("an account of {users} users"), runs);
    let folder = tempfile::tempdir().unwrap();
    let full = folder.path().join("Many.rollcall");
    users::make(command, &full, users);
    let copy = || {
        let workspace = emptied(folder.path());
        std::fs::copy(&full, &workspace).unwrap();
        workspace
    };
    for rows in sizes {
        compare_rows(command, folder.path(), copy, (users, *rows), runs);
    }
}

fn headline(account: &str, runs: usize) {
    println!("Import of a spreadsheet into {account}, {runs} runs each in turn; medians.");
    println!(
        "{:>8}  {:>9}  {:>9}  {:>6}  {:>12}  {:>12}",
        "rows", "rollcall", "baseline", "ratio", "rollcall MiB", "baseline MiB"
    );
}

/// Imports rows, the first of them this one of all, into a workspace that `make` puts there anew each time.
fn compare_rows(command: &str, folder: &Path, make: impl Fn() -> PathBuf, (first, rows): (u32, u32), times: usize) {
    let file = folder.join("people.xlsx");
    spreadsheet::write_from(&file, first, rows);
    let mut ours = Vec::new();
    let mut baseline = Vec::new();
    // The first pair warms the caches and does not count.
    for round in 0..=times {
        let workspace = make();
        let mut import = Command::new(command);
        import.arg("import").arg("--workspace").arg(&workspace).arg(&file).arg("--json");
        let ours_now = run(&mut import);
        assert!(ours_now.output.contains(&format!("\"invited\":{rows}")), "{}", ours_now.output);
        let workspace = make();
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
    let workspace = emptied(folder);
    let rollcall = |arguments: &[&str]| {
        let done = Command::new(command).args(arguments).arg("--workspace").arg(&workspace).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    rollcall(&["init", "--account", "Acme", "--admin-name", "Ana", "--admin-email", "ana@acme.example"]);
    rollcall(&[&["group", "add"], &spreadsheet::GROUPS[..]].concat());
    workspace
}

/// Where a workspace is to be, with nothing there.
fn emptied(folder: &Path) -> PathBuf {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("Acme.rollcall{ending}")));
    }
    folder.join("Acme.rollcall")
}
