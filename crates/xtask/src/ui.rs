//! The window's pages: npm and what it runs.

use crate::program::{Program, exists, program};
use crate::project;
use crate::step::{Failure, Outcome, fail, say};
use serde_json::Value;
use std::path::PathBuf;

/// The oldest Node that the build tools run on, as major and minor version.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The folder of the pages.
pub(crate) fn dir() -> PathBuf {
    project::root().join("ui")
}

/// npm, started in that folder.
pub(crate) fn npm(words: &str) -> Program {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" }).dir(&dir()).words(words)
}

/// Installs the packages of `package-lock.json` when others, or none, are there.
pub(crate) fn ready() -> Outcome {
    check_node()?;
    if is_installed()? {
        return Ok(());
    }
    npm("ci --no-audit --no-fund").run()
}

/// Fails when the packages of `package-lock.json` are not there, without installing them.
pub(crate) fn expect_ready() -> Outcome {
    if is_installed()? {
        return Ok(());
    }
    fail!(
        "the packages of ui/package-lock.json are not installed. Its tests were not run. Run `cargo xtask run` once, or `npm ci` in ui"
    )
}

/// Builds the pages into `ui/dist`, which the desktop program holds inside itself.
pub(crate) fn build() -> Outcome {
    ready()?;
    npm("run build").run()
}

/// The pages' own tests, against a host that is not there.
pub(crate) fn unit_tests() -> Outcome {
    // CI=true: once and done, also on a terminal.
    npm("test").env("CI", "true").run()
}

/// Whether what npm last installed is what the lock file says. Dates would not tell: a checkout or a cache changes them.
fn is_installed() -> Result<bool, Failure> {
    let wanted = parse(&project::read(&dir().join("package-lock.json"))?)?;
    // npm writes this when it has put everything in place, and not before.
    let installed = std::fs::read_to_string(dir().join("node_modules").join(".package-lock.json"));
    Ok(installed.is_ok_and(|text| parse(&text).is_ok_and(|installed| is_all_of(&installed, &wanted))))
}

fn parse(lock: &str) -> Result<Value, Failure> {
    serde_json::from_str(lock).map_err(|error| Failure(format!("ui/package-lock.json is not JSON: {error}")))
}

/// Whether every package that is wanted is installed in its version, and no other; those for other systems may be absent.
fn is_all_of(installed: &Value, wanted: &Value) -> bool {
    let (Some(installed), Some(wanted)) = (installed["packages"].as_object(), wanted["packages"].as_object()) else {
        return false;
    };
    let none_missing = wanted.iter().filter(|(path, _)| !path.is_empty()).all(|(path, package)| {
        installed.get(path).map_or(package["optional"] == true, |found| found["version"] == package["version"])
    });
    none_missing && installed.keys().all(|path| wanted.contains_key(path))
}

fn check_node() -> Outcome {
    if !exists("node") {
        return fail!(
            "Node.js was not found. Nothing was built. Install it from https://nodejs.org (20.19 or newer), then try again"
        );
    }
    let version = program("node").words("--version").read()?;
    match parse_version(&version) {
        Some(found) if found < OLDEST_NODE => {
            let (major, minor) = OLDEST_NODE;
            fail!("Node.js {} is too old. Nothing was built. Install {major}.{minor} or newer", version.trim())
        }
        Some(_) => Ok(()),
        None => {
            say(format_args!("`node --version` said {version:?}, which is not understood; going on"));
            Ok(())
        }
    }
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn another_version_one_too_few_and_one_too_many_are_all_stale() {
        let lock = |packages: Value| json!({ "packages": packages });
        let wanted = lock(json!({
            "": { "name": "ui" },
            "node_modules/a": { "version": "1.0.0" },
            "node_modules/b-win32": { "version": "2.0.0", "optional": true },
        }));
        let a = |version: &str| json!({ "version": version });
        assert!(is_all_of(&lock(json!({ "node_modules/a": a("1.0.0") })), &wanted));
        assert!(!is_all_of(&lock(json!({ "node_modules/a": a("1.0.1") })), &wanted));
        assert!(!is_all_of(&lock(json!({})), &wanted));
        assert!(!is_all_of(&lock(json!({ "node_modules/a": a("1.0.0"), "node_modules/c": a("3.0.0") })), &wanted));
    }

    #[test]
    fn versions_of_node_are_compared_as_numbers() {
        assert_eq!(parse_version("v20.9.0\n"), Some((20, 9)));
        assert!(parse_version("v20.9.0") < Some(OLDEST_NODE));
        assert!(parse_version("v100.0.1") > Some(OLDEST_NODE));
        assert_eq!(parse_version("twenty"), None);
    }
}
