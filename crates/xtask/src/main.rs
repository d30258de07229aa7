//! Everything that developers and CI run: `cargo xtask <command>`.
//!
//! A command is a file in `commands`; most are a table of steps. A step says on standard error what it runs, and a step
//! that fails says how to run it alone.

mod commands;
mod machine;
mod node;
mod program;
mod project;
mod python;
mod step;
mod tidy;
mod tools;
mod ui;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some(command) = commands::COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("{}", commands::usage());
        return if matches!(name.as_str(), "" | "help" | "--help" | "-h") {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(2)
        };
    };
    match (command.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
