//! The commands of the pages, one for each use case. Each asks anew who acts, hands on what it was given, and answers.

pub(crate) mod groups;
pub(crate) mod imports;
pub(crate) mod mail;
pub(crate) mod reports;
pub(crate) mod settings;
pub(crate) mod users;
pub(crate) mod workspaces;

use crate::{failure::Failure, files, shell::Shell};
use rollcall_app::ErrorCode;
use serde::Serialize;
use std::{path::PathBuf, sync::Arc};
use tauri::State;

/// The shell, as commands get it.
pub(crate) type TheShell<'a> = State<'a, Arc<Shell>>;

/// What a command gives back.
pub(crate) type Answer<T> = Result<T, Failure>;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct SavedFile {
    /// Its name.
    pub(crate) name: String,
    /// The folder it is in.
    pub(crate) folder: String,
    /// What it is asked for by, to be shown in its folder.
    pub(crate) handle: u32,
}

/// Writes a workbook where the person said, and remembers it.
async fn save_workbook(shell: &Shell, workspace: PathBuf, path: PathBuf, bytes: Vec<u8>) -> Answer<SavedFile> {
    let path = files::with_ending(path, "xlsx");
    if files::is_same(&path, &workspace) {
        return Err(Failure::own(ErrorCode::FileNotWritten, "error-is-workspace", &[("path", &path.display())]));
    }
    let target = path.clone();
    let written = tauri::async_runtime::spawn_blocking(move || files::save(&target, &bytes)).await;
    written.map_err(|error| Failure { code: ErrorCode::Internal, message: error.to_string() })??;
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    Ok(SavedFile { name: files::name(&path), folder, handle: shell.wrote(path) })
}
