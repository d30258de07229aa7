//! The commands, and the words that call them.

mod bench;
mod check;
mod e2e;
mod fuzz;
mod generate;
mod package;
mod run;
mod screenshots;
mod test;

use crate::step::Outcome;
use std::fmt::Write as _;

/// One word after `cargo xtask`.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    arguments: &'static str,
    about: &'static str,
    pub(crate) run: fn(&[String]) -> Outcome,
}

/// All of them, in the order in which they are listed.
pub(crate) const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        arguments: "[-- ARGS]",
        about: "install what is missing, build, and open Rollcall",
        run: run::run,
    },
    Command {
        name: "test",
        arguments: "[--fast] [STEP…]",
        about: "everything that must hold; --fast: unit tests only, nothing installed",
        run: test::run,
    },
    Command {
        name: "check",
        arguments: "[STEP…]",
        about: "format, lints, types, licences, links and rules, without tests",
        run: check::run,
    },
    Command { name: "e2e", arguments: "[FILTER]", about: "drive the real window", run: e2e::run },
    Command {
        name: "screenshots",
        arguments: "",
        about: "take pictures of every page, light and dark, for the documents",
        run: screenshots::run,
    },
    Command {
        name: "bench",
        arguments: "[ARGS]",
        about: "measure imports and a delivery, or what ARGS name: formats, users, window and others",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        arguments: "[TARGET…] [FLAGS]",
        about: "try readers and planner with any input; --seconds N: so long each; --keep: in the corpus",
        run: fuzz::run,
    },
    Command {
        name: "gen",
        arguments: "[--check]",
        about: "write the TypeScript types of what crosses from Rust",
        run: generate::run,
    },
    Command { name: "package", arguments: "[ARGS]", about: "build installers for this system", run: package::run },
];

/// What is printed for `cargo xtask` alone and for a word that is none.
pub(crate) fn usage() -> String {
    let mut text = String::from("cargo xtask <command>\n\n");
    for command in COMMANDS {
        let call = format!("{} {}", command.name, command.arguments);
        let _ = writeln!(text, "  {call:<26}{}", command.about);
    }
    text.push_str("\nSteps:\n");
    for (name, steps) in [("test", test::STEPS), ("check", check::STEPS)] {
        for step in steps {
            let call = format!("{name} {}", step.name);
            let _ = writeln!(text, "  {call:<26}{}", step.about);
        }
    }
    text
}
