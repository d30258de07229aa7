//! `cargo xtask test`: everything that must hold.

use crate::program::{Program, cargo, program};
use crate::step::{Outcome, Step, choose, fail, run_all, say};
use crate::{machine, node, project, python, ui};
use std::path::Path;

/// The checks come first and the test runners last, so that what they say closes the output.
pub(super) const STEPS: &[Step] = &[
    Step { name: "check", about: "every step of `cargo xtask check`", run: || super::check::run(&[]) },
    Step { name: "ui", about: "the pages against a host that is not there", run: ui::unit_tests },
    Step { name: "html", about: "the join service's pages are HTML, in every state and language", run: html },
    Step { name: "fuzz", about: "every fuzz target for a minute", run: super::fuzz::every_target },
    Step { name: "rust", about: "every crate, and the whole app without a window", run: rust },
    Step { name: "desktop", about: "the desktop program's commands, without a window", run: desktop },
    Step { name: "e2e", about: "the real window, driven", run: || super::e2e::drive(&[]) },
];

pub(super) fn run(arguments: &[String]) -> Outcome {
    if arguments.first().is_some_and(|word| word == "--fast") {
        return fast();
    }
    let steps = choose(STEPS, arguments)?;
    for (word, prepare) in [
        ("system packages", machine::ready_to_build as fn() -> Outcome),
        ("programs that tests drive", machine::ready_to_test),
        ("Python packages", python::ready),
        ("packages of Node", node::ready),
        ("the pages", ui::build),
    ] {
        say(format_args!("test: making sure of {word}"));
        prepare()?;
    }
    run_all("test", &steps)
}

/// Seconds, not minutes: what one runs after every edit.
fn fast() -> Outcome {
    ui::expect_ready()?;
    say("test --fast: the pages and every crate; no checks, no window");
    ui::unit_tests()?;
    // Without the variable, tests that drive other programs are left out, and say so.
    every_crate(&["--quiet"]).without_env(python::VARIABLE).without_env(node::VARIABLE).run()
}

/// Lets the join service write its pages, and a validator read them.
fn html() -> Outcome {
    // With all crates, so that what is compiled for it is compiled for their tests.
    cargo().words("build --workspace --exclude rollcall-desktop --example pages").run()?;
    let metadata = project::metadata()?;
    let Some(target) = metadata["target_directory"].as_str().map(Path::new) else {
        return fail!("cargo metadata names no target folder. Nothing was looked at");
    };
    let pages = target.join("join-pages");
    if pages.exists() {
        std::fs::remove_dir_all(&pages)?;
    }
    let example = target.join("debug").join("examples").join(format!("pages{}", std::env::consts::EXE_SUFFIX));
    program(example).args([&pages]).run()?;
    ui::npm("run html --").args([&pages]).run()
}

fn rust() -> Outcome {
    with_python(every_crate(&["--no-fail-fast"])).env(node::VARIABLE, node::path()).run()
}

fn desktop() -> Outcome {
    with_python(cargo().words("test -p rollcall-desktop --lib --bins --test shell --no-fail-fast")).run()
}

fn every_crate(flags: &[&str]) -> Program {
    cargo().words("test --workspace --exclude rollcall-desktop").args(flags)
}

fn with_python(program: Program) -> Program {
    program.env(python::VARIABLE, python::path())
}
