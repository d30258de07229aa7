//! The spreadsheet packages of Node under `target`, with which some tests check our files. They are no part of the pages.

use crate::program::program;
use crate::project;
use crate::step::Outcome;
use std::path::PathBuf;

/// Exactly these, so that a test fails for our reasons only.
const PACKAGES: &[&str] = &["xlsx@0.18.5", "exceljs@4.4.0"];

/// The variable by which tests find the folder with these packages.
pub(crate) const VARIABLE: &str = "ROLLCALL_NODE_MODULES";

fn dir() -> PathBuf {
    project::tools().join("node")
}

/// The folder with the packages.
pub(crate) fn path() -> PathBuf {
    dir().join("node_modules")
}

/// Installs them when others, or none, are there.
pub(crate) fn ready() -> Outcome {
    let seen = dir().join(".packages.seen");
    if path().is_dir() && std::fs::read_to_string(&seen).is_ok_and(|seen| seen == PACKAGES.join(" ")) {
        return Ok(());
    }
    std::fs::create_dir_all(dir())?;
    // Without this file npm looks for one in the folders above.
    std::fs::write(dir().join("package.json"), "{ \"private\": true }\n")?;
    let npm = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.dir(&dir()).words("install --no-audit --no-fund --no-save --silent").args(PACKAGES).run()?;
    std::fs::write(seen, PACKAGES.join(" "))?;
    Ok(())
}
