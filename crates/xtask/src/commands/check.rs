//! `cargo xtask check`: everything that can be seen without running the program.

use crate::program::cargo;
use crate::step::{Outcome, Step, choose, fail, run_all, say};
use crate::{machine, tidy, tools, ui};

/// Cheap ones first.
pub(super) const STEPS: &[Step] = &[
    Step { name: "format", about: "rustfmt", run: || cargo().words("fmt --all --check").run() },
    Step { name: "tidy", about: "the project's own rules: who may use what, sizes, leftovers", run: tidy::rules },
    Step { name: "links", about: "links and file names in Markdown", run: tidy::links },
    Step { name: "ui", about: "types, lints and format of the pages", run: pages },
    Step { name: "lint", about: "clippy, with warnings as errors", run: clippy },
    Step { name: "gen", about: "generated types are those of the Rust code", run: super::generate::check },
    Step { name: "unused", about: "dependencies that nothing uses", run: unused },
    Step { name: "deny", about: "licences, bans and sources of all dependencies", run: deny },
    Step { name: "advisories", about: "known holes in dependencies", run: advisories },
];

pub(super) fn run(arguments: &[String]) -> Outcome {
    run_all("check", &choose(STEPS, arguments)?)
}

fn pages() -> Outcome {
    ui::ready()?;
    ui::npm("run check").run()
}

fn clippy() -> Outcome {
    machine::ready_to_build()?;
    cargo().words("clippy --workspace --all-targets -- -D warnings").run()
}

fn unused() -> Outcome {
    tools::MACHETE.program()?.words("--skip-target-dir .").run()
}

fn deny() -> Outcome {
    // All platforms' packages have to be here before the tool is told to stay off the network.
    cargo().words("fetch --quiet --locked").run()?;
    tools::DENY.program()?.words("--offline --workspace check --hide-inclusion-graph licenses bans sources").run()
}

/// The database of advisories is on GitHub: where that cannot be reached, this says so and lets the rest go on.
fn advisories() -> Outcome {
    let fetch = tools::DENY.program()?.words("fetch db").env("GIT_TERMINAL_PROMPT", "0").read();
    let Err(failure) = fetch else {
        return tools::DENY.program()?.words("check --disable-fetch --hide-inclusion-graph advisories").run();
    };
    if !is_about_the_network(&failure.0) {
        return fail!("{failure}");
    }
    say("WARNING: the database of advisories could not be fetched, so known holes were NOT looked for:");
    failure.0.lines().filter(|line| line.contains("unable to access")).for_each(|line| say(format_args!("  {line}")));
    Ok(())
}

fn is_about_the_network(text: &str) -> bool {
    text.contains("failed to fetch advisory database")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_network_failure_lets_the_advisories_pass() {
        assert!(is_about_the_network("failed to fetch advisory database https://… with cli: failed to clone"));
        assert!(!is_about_the_network("failed to parse deny.toml"));
    }
}
