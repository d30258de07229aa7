//! How fast the real window is: from its start to a list that can be used, beside a window with nothing in it; frames while the list is
//! scrolled; memory. `cargo xtask bench window` runs it in a release build, with a workspace of a million users.

use crate::{driver::PATIENCE, window::Window};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};
use tokio::time::{Duration, sleep};

/// Names the workspace.
const WORKSPACE: &str = "ROLLCALL_SPEED_WORKSPACE";

/// Starts of each, in turn. The first pair warms the caches and does not count.
const PAIRS: usize = 5;

/// What a start took.
struct Start {
    /// From the process's first moment to the page's mark, in milliseconds.
    usable: f64,
    /// Of the process and all below it, each page of memory counted for whom it is shared by its share, in MiB.
    memory: f64,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures: cargo xtask bench window"]
async fn from_the_start_to_a_list_that_can_be_used_and_scrolled() {
    let workspace = PathBuf::from(std::env::var_os(WORKSPACE).expect("cargo xtask bench window names the workspace"));
    let ours = Path::new(env!("CARGO_BIN_EXE_rollcall-desktop"));
    let empty = ours.with_file_name("examples").join("empty");
    let mut starts: [Vec<Start>; 2] = Default::default();
    for pair in 0..=PAIRS {
        for (program, arguments, kept) in
            [(empty.as_path(), vec![], 0), (ours, vec![workspace.display().to_string()], 1)]
        {
            // The driver ends what it drives as a crash would, after which a workspace is checked whole. That is not the usual start.
            rollcall_host::open(&workspace).await.unwrap().close().await;
            let window = Window::of(program, &arguments).await;
            let start = Start { usable: usable(&window, program).await, memory: memory(program) };
            if pair > 0 {
                starts[kept].push(start);
            }
            if pair == PAIRS {
                if kept == 0 {
                    window.ask(include_str!("speed/bare.js")).await;
                }
                scroll(["a bare list", "the list of users"][kept], &window).await;
            }
            window.close().await;
        }
    }
    for (name, starts) in ["an empty window", "the list of users"].iter().zip(&starts) {
        let usable = middle(starts.iter().map(|start| start.usable));
        let memory = middle(starts.iter().map(|start| start.memory));
        println!("{name:<20} usable after {usable:>6.0} ms, {memory:>5.0} MiB (medians of {PAIRS})");
    }
}

/// Waits for the page's mark, and says how long after the start of its process that was.
async fn usable(window: &Window, program: &Path) -> f64 {
    let began = Instant::now();
    let mark = "const [mark] = performance.getEntriesByName('usable'); \
                return mark === undefined ? null : performance.timeOrigin + mark.startTime";
    loop {
        if let Some(at) = window.ask(mark).await.as_f64() {
            return at - started_at(process(program));
        }
        assert!(began.elapsed() < PATIENCE, "the page never says that it can be used");
        sleep(Duration::from_millis(50)).await;
    }
}

/// Scrolls a frame at a time for five seconds, and prints how the frames came. A bare list, in the empty window, says what the machine can do.
async fn scroll(name: &str, window: &Window) {
    let script = "const done = arguments[arguments.length - 1]; \
        const list = document.querySelector('[role=grid]'); const times = []; let last = performance.now(); const end = last + 5000; \
        const step = (now) => { times.push(now - last); last = now; list.scrollTop += 90; now < end ? requestAnimationFrame(step) : done(times); }; \
        requestAnimationFrame(step);";
    let answer = window.ask_for(script).await;
    let mut times: Vec<f64> = answer.as_array().into_iter().flatten().filter_map(Value::as_f64).skip(1).collect();
    assert!(times.len() > 10, "no frames came");
    times.sort_by(f64::total_cmp);
    let late = times.iter().filter(|time| **time > 25.0).count();
    println!(
        "{name:<20} scrolled: {:.0} frames a second; median {:.1} ms, 99th {:.1} ms, slowest {:.1} ms; {late} of {} later than 25 ms",
        times.len() as f64 / 5.0,
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1],
        times.len()
    );
}

/// The number of the newest process of this program.
fn process(program: &Path) -> u32 {
    let is_it = |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program);
    processes().into_iter().filter(is_it).max().expect("the program runs")
}

fn processes() -> Vec<u32> {
    let entries = fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect()
}

/// When a process began, in milliseconds since 1970, to a hundredth of a second.
fn started_at(id: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    // The name is in brackets, and may have any character; what follows is counted from the state, the third.
    let after_name = stat.rsplit_once(") ").unwrap().1;
    let ticks: f64 = after_name.split(' ').nth(19).unwrap().parse().unwrap();
    let system = fs::read_to_string("/proc/stat").unwrap();
    let booted: f64 = system.lines().find_map(|line| line.strip_prefix("btime ")).unwrap().parse().unwrap();
    booted * 1000.0 + ticks * 10.0
}

/// What a program and all below it have in memory, in MiB.
fn memory(program: &Path) -> f64 {
    let parents: Vec<(u32, u32)> = processes().into_iter().filter_map(|id| Some((id, parent(id)?))).collect();
    let mut family = vec![process(program)];
    let mut at = 0;
    while at < family.len() {
        let of = family[at];
        family.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(id, _)| *id));
        at += 1;
    }
    let shared = |id: &u32| {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().trim_end_matches(" kB").parse::<f64>().ok()
    };
    family.iter().filter_map(shared).sum::<f64>() / 1024.0
}

fn parent(id: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}

fn middle(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
