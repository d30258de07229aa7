//! Where things are in this repository.

use crate::program;
use crate::step::Failure;
use std::path::{Path, PathBuf};

/// The top folder.
pub(crate) fn root() -> &'static Path {
    // crates/xtask/ is two below it.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// Programs that we install for ourselves alone: nothing of the machine changes.
pub(crate) fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// Files that a program wrote: no rule about their size or style.
pub(crate) const GENERATED: &[&str] = &["ui/src/ipc/bindings.ts"];

/// Folders that are not ours to judge.
const FOREIGN: &[&str] = &[".git", "target", "node_modules", "dist", "dist-fake", "gen"];

/// What cargo knows about the packages of this workspace, without their dependencies' own dependencies.
pub(crate) fn metadata() -> Result<serde_json::Value, Failure> {
    let text = program::cargo().words("metadata --no-deps --format-version 1").read()?;
    serde_json::from_str(&text).map_err(|error| Failure(format!("cargo metadata is not JSON: {error}")))
}

/// The file's text, or which file could not be read.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure(format!("{} cannot be read: {error}", path.display())))
}

/// Every file of the project as a path from the top with `/`, in order; what others made is left out.
pub(crate) fn files() -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            if kind.is_dir() && !FOREIGN.iter().any(|name| entry.file_name() == *name) {
                folders.push(path);
            } else if kind.is_file() {
                let relative = path.strip_prefix(root()).unwrap_or(&path);
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_hold_our_sources_and_nothing_built() {
        let files = files().unwrap();
        assert!(files.iter().any(|file| file == "crates/xtask/src/project.rs"));
        assert!(!files.iter().any(|file| file.starts_with("target/") || file.contains("node_modules/")));
    }

    #[test]
    fn the_top_folder_holds_the_workspace() {
        assert!(read(&root().join("Cargo.toml")).unwrap().contains("[workspace]"));
    }
}
