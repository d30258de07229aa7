//! Programs of the Rust world that the checks run, installed for this checkout alone.

use crate::program::{Program, cargo, program};
use crate::project;
use crate::step::{Failure, say};
use std::path::PathBuf;

/// A program to install: its crate, which gives it its name, and the one version we run.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

/// Licences, bans, sources and advisories of all dependencies.
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Dependencies that nothing uses.
pub(crate) const MACHETE: Tool = Tool { name: "cargo-machete", version: "0.9.2" };

impl Tool {
    /// This tool, ready to be given arguments; installed into `target/tools` first when it is not there.
    pub(crate) fn program(&self) -> Result<Program, Failure> {
        if !program(self.path()).words("--version").read().is_ok_and(|text| text.contains(self.version)) {
            say(format_args!("installing {} {} into target/tools, once", self.name, self.version));
            let install = cargo().words("install --quiet --locked --force --root").args([project::tools()]);
            // It runs for a second: what counts is how long it compiles.
            let quick = [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")];
            let install = quick
                .iter()
                .fold(install, |install, (key, value)| install.env(&format!("CARGO_PROFILE_RELEASE_{key}"), value));
            install.args([format!("{}@{}", self.name, self.version)]).run()?;
        }
        Ok(program(self.path()))
    }

    fn path(&self) -> PathBuf {
        project::tools().join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }
}
