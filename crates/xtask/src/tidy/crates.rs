//! The direction of dependencies: `domain ← {index, app} ← {store, sheet, mail, join} ← host ← {src-tauri, cli}`.

use super::{Complaint, Reader};
use crate::step::{Failure, fail};
use serde_json::Value;
use std::path::Path;

const DESKTOP: &str = "rollcall-desktop";
const TESTKIT: &str = "rollcall-testkit";

/// Each package and what of ours it may depend on. A package that is not here may not exist.
const MAY_USE: &[(&str, &[&str])] = &[
    ("rollcall-domain", &[]),
    ("rollcall-index", &["rollcall-domain"]),
    ("rollcall-app", INSIDE),
    ("rollcall-store", OUTSIDE),
    ("rollcall-sheet", OUTSIDE),
    ("rollcall-mail", OUTSIDE),
    ("rollcall-join", OUTSIDE),
    ("rollcall-host", ROOMS),
    ("rollcall-cli", PROGRAM),
    (DESKTOP, PROGRAM),
    (TESTKIT, PROGRAM),
    ("rollcall-bench", PROGRAM),
    ("rollcall-fuzz", PROGRAM),
    ("xtask", &[]),
];
const INSIDE: &[&str] = &["rollcall-domain", "rollcall-index"];
const OUTSIDE: &[&str] = &["rollcall-domain", "rollcall-index", "rollcall-app"];
const ROOMS: &[&str] = &[
    "rollcall-domain",
    "rollcall-index",
    "rollcall-app",
    "rollcall-store",
    "rollcall-sheet",
    "rollcall-mail",
    "rollcall-join",
];
const PROGRAM: &[&str] = &[
    "rollcall-domain",
    "rollcall-index",
    "rollcall-app",
    "rollcall-store",
    "rollcall-sheet",
    "rollcall-mail",
    "rollcall-join",
    "rollcall-host",
];

/// Libraries of which only some packages may know, by the beginning of their names.
const ONLY: &[(&str, &[&str], &str)] = &[
    ("tauri", &[DESKTOP], "only src-tauri knows Tauri: say what is needed as a trait or a plain type"),
    ("sqlx", &["rollcall-store"], "only crates/store knows SQL: add what is needed to its interface"),
    ("rusqlite", &["rollcall-bench"], "only crates/store knows SQL: add what is needed to its interface"),
];

/// What a package without IO and async cannot want.
const NO_IO: &[&str] = &["rollcall-domain", "rollcall-index"];
const IO: &[&str] = &["async-trait", "futures", "reqwest", "tokio"];

/// All that is wrong in what `cargo metadata --no-deps` says.
pub(super) fn complaints(metadata: &Value, read: Reader<'_>) -> Result<Vec<Complaint>, Failure> {
    let Some(top) = metadata["workspace_root"].as_str().map(Path::new) else {
        return fail!("cargo metadata names no workspace");
    };
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let (Some(name), Some(manifest)) = (package["name"].as_str(), package["manifest_path"].as_str()) else {
            continue;
        };
        let manifest = Path::new(manifest);
        let file = manifest.strip_prefix(top).unwrap_or(manifest).to_string_lossy().replace('\\', "/");
        let Some((_, may_use)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            let mend = "give it a row in MAY_USE of crates/xtask/src/tidy/crates.rs, and its place in ARCHITECTURE.md";
            found.push(Complaint::new(&file, 1, format!("the package {name} has no place in the house"), mend));
            continue;
        };
        let text = read(manifest)?;
        if !takes_the_lints(&text) {
            let mend = "add `[lints]` with `workspace = true`";
            found.push(Complaint::new(&file, 1, format!("{name} is judged by other lints than the rest"), mend));
        }
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(used) = dependency["name"].as_str() else { continue };
            let for_tests = dependency["kind"] == "dev";
            if let Some(mend) = objection(name, may_use, used, for_tests) {
                let line = line_naming(&text, dependency["rename"].as_str().unwrap_or(used));
                found.push(Complaint::new(&file, line, format!("{name} may not depend on {used}"), mend));
            }
        }
    }
    Ok(found)
}

/// What to do instead, when `name` may not use `used`.
fn objection(name: &str, may_use: &[&str], used: &str, for_tests: bool) -> Option<&'static str> {
    if let Some((_, _, mend)) = ONLY.iter().find(|(start, who, _)| used.starts_with(start) && !who.contains(&name)) {
        return Some(mend);
    }
    if NO_IO.contains(&name) && IO.contains(&used) && !for_tests {
        return Some("this package reads nothing and waits for nothing: take what comes from outside as a parameter");
    }
    let ours = used == "xtask" || used.starts_with("rollcall-");
    // A room's tests may stand on a real store; the testkit is for everybody's.
    let in_tests = used == TESTKIT || (may_use == OUTSIDE && ROOMS.contains(&used));
    let allowed = may_use.contains(&used) || (for_tests && in_tests);
    if ours && !allowed {
        return Some(
            "turn the dependency round: what it needs from there belongs further in, or behind a trait of crates/app",
        );
    }
    None
}

/// Whether the manifest says `[lints] workspace = true`.
fn takes_the_lints(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
    lines.next().is_some_and(|line| line.replace(' ', "") == "workspace=true")
}

/// The line of the manifest that names the dependency, or its first.
fn line_naming(manifest: &str, name: &str) -> usize {
    let starts = |line: &str| {
        line.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '.', '=']))
            || line.trim().ends_with(&format!("dependencies.{name}]"))
    };
    manifest.lines().position(starts).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judge(package: &str, dependencies: &Value, manifest: &str) -> Vec<String> {
        let metadata = json!({ "workspace_root": "/w", "packages": [{
            "name": package, "manifest_path": "/w/crates/x/Cargo.toml", "dependencies": dependencies,
        }]});
        let found = complaints(&metadata, &|_| Ok(format!("{manifest}\n[lints]\nworkspace = true\n"))).unwrap();
        found.iter().map(|complaint| format!("{}:{} {}", complaint.file, complaint.line, complaint.what)).collect()
    }

    #[test]
    fn the_domain_depends_on_nothing_of_ours() {
        let manifest = "[dependencies]\nserde = \"1\"\nrollcall-app.workspace = true\n";
        assert_eq!(
            judge("rollcall-domain", &json!([{ "name": "serde" }, { "name": "rollcall-app" }]), manifest),
            ["crates/x/Cargo.toml:3 rollcall-domain may not depend on rollcall-app"]
        );
    }

    #[test]
    fn rooms_on_the_same_floor_do_not_know_each_other() {
        assert_eq!(judge("rollcall-mail", &json!([{ "name": "rollcall-store" }]), "").len(), 1);
        assert_eq!(judge("rollcall-mail", &json!([{ "name": "rollcall-app" }]), "").len(), 0);
    }

    #[test]
    fn tests_may_use_the_testkit_and_programs_may_not() {
        assert_eq!(judge("rollcall-app", &json!([{ "name": "rollcall-testkit", "kind": "dev" }]), "").len(), 0);
        assert_eq!(judge("rollcall-cli", &json!([{ "name": "rollcall-testkit" }]), "").len(), 1);
    }

    #[test]
    fn the_tests_of_a_room_may_stand_on_a_real_store() {
        assert_eq!(judge("rollcall-join", &json!([{ "name": "rollcall-store", "kind": "dev" }]), "").len(), 0);
        assert_eq!(judge("rollcall-domain", &json!([{ "name": "rollcall-store", "kind": "dev" }]), "").len(), 1);
    }

    #[test]
    fn only_the_shell_knows_tauri_and_only_the_store_knows_sql() {
        for (package, library, wrong) in [
            ("rollcall-desktop", "tauri-plugin-dialog", 0),
            ("rollcall-app", "tauri", 1),
            ("rollcall-store", "sqlx", 0),
            ("rollcall-join", "sqlx-core", 1),
        ] {
            assert_eq!(judge(package, &json!([{ "name": library }]), "").len(), wrong, "{package} with {library}");
        }
    }

    #[test]
    fn packages_without_io_do_not_wait() {
        assert_eq!(judge("rollcall-index", &json!([{ "name": "tokio" }]), "").len(), 1);
        assert_eq!(judge("rollcall-app", &json!([{ "name": "tokio" }]), "").len(), 0);
    }

    #[test]
    fn a_package_that_nobody_placed_is_a_complaint() {
        assert_eq!(judge("rollcall-utils", &json!([]), "").len(), 1);
    }

    #[test]
    fn a_package_takes_the_lints_of_the_workspace() {
        assert!(takes_the_lints("[package]\n[lints]\nworkspace = true\n"));
        assert!(!takes_the_lints("[workspace.lints.rust]\nworkspace = true\n[lints]\n"));
    }

    #[test]
    fn the_line_is_that_of_the_dependency_and_not_of_a_longer_name() {
        let manifest = "[dependencies]\ntauri-plugin-dialog = \"2\"\ntauri = \"2\"\n";
        assert_eq!((line_naming(manifest, "tauri"), line_naming(manifest, "serde")), (3, 1));
        assert_eq!(line_naming("[package]\n[dev-dependencies.tauri]\n", "tauri"), 2);
    }
}
