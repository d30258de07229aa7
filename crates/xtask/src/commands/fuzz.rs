//! `cargo xtask fuzz`: every fuzz target with inputs that an engine makes and that cover more and more of the code.
//!
//! What a run finds interesting stays in `target/fuzz-inputs` and is where the next one begins; `--keep` takes the small ones that cover something
//! new into the repository. An input that finds a fault is written to `regressions`, where a test tries it from then on.

use crate::program::{cargo, program};
use crate::project;
use crate::step::{Failure, Outcome, fail, say};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

/// How long each target is tried in `cargo xtask test`.
const SECONDS: u32 = 60;

/// The largest input that is kept in the repository, in bytes.
const KEPT_BYTES: u64 = 1024;

/// Lets LLVM count what is run and say what is compared, as the engine needs it. Stable Rust does so too; what it cannot do is to look for
/// misuse of memory, of which safe code has none.
const COUNTERS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    targets: Vec<String>,
    seconds: u32,
    keeps: bool,
}

pub(super) fn run(arguments: &[String]) -> Outcome {
    let wish = read(arguments, &targets()?)?;
    let engine = build()?;
    let queue = Mutex::new(wish.targets.iter());
    let failed = Mutex::new(Vec::new());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                // The lock is held no longer than it takes to ask for the next one.
                let next = || queue.lock().ok()?.next();
                while let Some(target) = next() {
                    if let Err(failure) = try_target(&engine, target, &wish) {
                        say(format_args!("fuzz {target}: {failure}"));
                        failed.lock().iter_mut().for_each(|failed| failed.push(target.clone()));
                    }
                }
            });
        }
    });
    match failed.into_inner().unwrap_or_default().as_slice() {
        [] => Ok(()),
        targets => fail!("a fault was found by {}", targets.join(", ")),
    }
}

/// Every target for a minute, where there is an engine.
pub(super) fn every_target() -> Outcome {
    if !cfg!(target_os = "linux") {
        say("inputs are made on Linux only. Left out; those that were kept are tried by the tests everywhere");
        return Ok(());
    }
    run(&[])
}

fn read(arguments: &[String], known: &[String]) -> Result<Wish, Failure> {
    let mut wish = Wish { targets: Vec::new(), seconds: SECONDS, keeps: false };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--keep" => wish.keeps = true,
            "--seconds" => match words.next().and_then(|number| number.parse().ok()) {
                Some(seconds) => wish.seconds = seconds,
                None => return fail!("--seconds takes a number. Nothing was tried"),
            },
            name if known.iter().any(|target| target == name) => wish.targets.push(name.to_owned()),
            other => return fail!("there is no target {other:?}. Nothing was tried. Targets: {}", known.join(", ")),
        }
    }
    if wish.targets.is_empty() {
        wish.targets = known.to_vec();
    }
    Ok(wish)
}

/// Each has a folder of inputs to begin with, of its name.
fn targets() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(home().join("corpus"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn home() -> PathBuf {
    project::root().join("crates").join("fuzz")
}

/// The program with all targets and the engine in it.
fn build() -> Result<PathBuf, Failure> {
    let about = program("rustc").words("-vV").read()?;
    let Some(host) = about.lines().find_map(|line| line.strip_prefix("host: ")) else {
        return fail!("rustc does not say what it compiles for. Nothing was tried");
    };
    // With a target, programs that only run while others are compiled count nothing.
    let words = format!("build -p rollcall-fuzz --features engine --profile fuzz --target {host}");
    cargo().words(&words).env("RUSTFLAGS", COUNTERS).run()?;
    let metadata = project::metadata()?;
    let Some(target) = metadata["target_directory"].as_str() else {
        return fail!("cargo metadata names no target folder. Nothing was tried");
    };
    let name = format!("rollcall-fuzz{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(target).join(host).join("fuzz").join(name))
}

/// Tries one target for as long as was said, and keeps what was interesting.
fn try_target(engine: &Path, target: &str, wish: &Wish) -> Outcome {
    let found = project::root().join("target").join("fuzz-inputs").join(target);
    let (corpus, regressions) = (home().join("corpus").join(target), home().join("regressions").join(target));
    for folder in [&found, &regressions] {
        fs::create_dir_all(folder)?;
    }
    let log = found.with_extension("log");
    let outcome = engine_run(trial(engine, wish.seconds.max(1), [&found, &corpus], &regressions), target, &log);
    // The engine would make the folder, but an empty one is not in the repository.
    let _ = fs::remove_dir(&regressions);
    outcome.inspect_err(|_| show(&log))?;
    if wish.keeps { keep(engine, target, &found, &corpus) } else { Ok(()) }
}

fn trial(engine: &Path, seconds: u32, inputs: [&Path; 2], regressions: &Path) -> Command {
    let mut tries = Command::new(engine);
    tries.arg(format!("-max_total_time={seconds}"));
    tries.arg(format!("-artifact_prefix={}{}", regressions.display(), std::path::MAIN_SEPARATOR));
    // As long as the process that reads a file may take, and more memory than it may, since earlier inputs leave theirs behind.
    tries.args(["-timeout=30", "-rss_limit_mb=2048", "-max_len=16384"]);
    tries.arg(format!("-dict={}", home().join("words.dict").display())).args(inputs);
    tries
}

/// Takes small inputs into the repository that cover what none there does.
fn keep(engine: &Path, target: &str, found: &Path, corpus: &Path) -> Outcome {
    let before = fs::read_dir(corpus)?.count();
    let small = found.with_extension("small");
    fs::create_dir_all(&small)?;
    for entry in fs::read_dir(found)? {
        let entry = entry?;
        if entry.metadata()?.len() <= KEPT_BYTES {
            fs::copy(entry.path(), small.join(entry.file_name()))?;
        }
    }
    let mut merge = Command::new(engine);
    // As few as cover it all. How often something is run does not count: too many would be kept.
    merge.args(["-set_cover_merge=1", "-use_counters=0", "-timeout=30", "-rss_limit_mb=2048"]).args([corpus, &small]);
    engine_run(merge, target, &found.with_extension("log"))?;
    fs::remove_dir_all(&small)?;
    say(format_args!("fuzz {target}: {} new inputs are kept", fs::read_dir(corpus)?.count() - before));
    Ok(())
}

/// The end of what the engine said.
fn show(log: &Path) {
    let said = fs::read(log).map(|said| String::from_utf8_lossy(&said).into_owned()).unwrap_or_default();
    said.lines().skip(said.lines().count().saturating_sub(80)).for_each(|line| eprintln!("{line}"));
}

/// Runs the engine and says its last word, unless it found a fault.
fn engine_run(mut engine: Command, target: &str, log: &Path) -> Outcome {
    let file = File::create(log)?;
    engine.current_dir(project::root()).env("ROLLCALL_FUZZ", target).env("RUST_BACKTRACE", "1");
    let status = engine.stdout(file.try_clone()?).stderr(file).status()?;
    let said = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    if !status.success() {
        return fail!("ended with {status}; what it tried last is in crates/fuzz/regressions/{target}");
    }
    if let Some(line) = said.lines().rfind(|line| line.contains("cov: ")) {
        say(format_args!("fuzz {target}: {}", line.trim()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &str) -> Result<Wish, Failure> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        read(&words, &["csv".to_owned(), "xls".to_owned()])
    }

    #[test]
    fn without_a_name_every_target_is_tried_for_a_minute() {
        let all = Wish { targets: vec!["csv".to_owned(), "xls".to_owned()], seconds: 60, keeps: false };
        assert_eq!(asked("").ok(), Some(all));
        let one = Wish { targets: vec!["xls".to_owned()], seconds: 5, keeps: true };
        assert_eq!(asked("xls --seconds 5 --keep").ok(), Some(one));
    }

    #[test]
    fn what_is_misspelt_tries_nothing() {
        for words in ["xlsx", "--seconds", "--seconds soon", "--kept"] {
            assert!(asked(words).is_err(), "{words}");
        }
    }

    #[test]
    fn there_are_targets() {
        assert!(targets().unwrap().iter().any(|target| target == "planner"));
    }
}
