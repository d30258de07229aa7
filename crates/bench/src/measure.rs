//! Running a command with a watch on its time, and on the memory of it and all its children.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// One run.
pub(crate) struct Run {
    /// From start to end.
    pub(crate) seconds: f64,
    /// The most that the command and its children had in memory at one moment, in MiB; what they share is counted once. Not measured elsewhere than
    /// on Linux: 0.
    pub(crate) peak_mib: f64,
    /// What it printed.
    pub(crate) output: String,
}

/// Runs a command to its end; it must succeed.
pub(crate) fn run(command: &mut Command) -> Run {
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let waiting = std::thread::spawn(move || (child.wait_with_output().unwrap(), start.elapsed()));
    let mut peak = 0;
    while !waiting.is_finished() {
        peak = peak.max(memory_kib(id));
        std::thread::sleep(Duration::from_millis(10));
    }
    let (done, elapsed) = waiting.join().unwrap();
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    let output = String::from_utf8_lossy(&done.stdout).into_owned();
    let peak_mib = mib(peak);
    Run { seconds: elapsed.as_secs_f64(), peak_mib, output }
}

/// The middle of some figures.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// What a process and its children have in memory now, in MiB.
pub(crate) fn memory_mib(id: u32) -> f64 {
    mib(memory_kib(id))
}

#[allow(clippy::cast_precision_loss, reason = "kibibytes of a process stay far below 2^52")]
fn mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}

/// What a process and its children have in memory now, each page that several have counted by its share.
fn memory_kib(id: u32) -> u64 {
    let own = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok().and_then(|sizes| {
        let line = sizes.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    });
    let Ok(threads) = std::fs::read_dir(format!("/proc/{id}/task")) else { return own.unwrap_or(0) };
    let children = threads
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("children")).ok())
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>());
    own.unwrap_or(0) + children.map(memory_kib).sum::<u64>()
}
