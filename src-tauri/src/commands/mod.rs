//! The commands of the pages, one for each use case. Each asks anew who acts, hands on what it was given, and answers.

pub(crate) mod activity;
pub(crate) mod bounces;
pub(crate) mod computer;
pub(crate) mod groups;
pub(crate) mod imports;
pub(crate) mod invitations;
pub(crate) mod invite;
pub(crate) mod join_link;
pub(crate) mod links;
pub(crate) mod mail;
pub(crate) mod preferences;
pub(crate) mod reports;
pub(crate) mod requests;
pub(crate) mod roles;
pub(crate) mod settings;
pub(crate) mod users;
pub(crate) mod workspaces;

use crate::{
    failure::Failure,
    files::{self, Draft},
    shell::Shell,
};
use rollcall_app::ErrorCode;
use serde::Serialize;
use std::{path::PathBuf, sync::Arc};
use tauri::State;

/// The shell, as commands get it.
pub(crate) type TheShell<'a> = State<'a, Arc<Shell>>;

/// What a command gives back.
pub(crate) type Answer<T> = Result<T, Failure>;

/// No page is given more rows than this at once, whatever it asks for: nobody scrolls through more, and each costs memory.
const MOST_ROWS: u32 = 1_000;

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

/// Writes a file where the person said, and remembers it.
async fn save_file(shell: &Shell, path: PathBuf, ending: &str, bytes: Vec<u8>) -> Answer<SavedFile> {
    let draft = begin_file(shell, path, ending).await?;
    finish_file(shell, draft, bytes).await
}

/// Begins a file where the person said: if nothing can be written there, it is known before anything else is done.
async fn begin_file(shell: &Shell, path: PathBuf, ending: &str) -> Answer<Draft> {
    let path = files::with_ending(path, ending);
    if shell.opened().is_some_and(|open| files::is_same(&path, open.path())) {
        return Err(Failure::own(ErrorCode::FileNotWritten, "error-is-workspace", &[("path", &path.display())]));
    }
    apart(move || Draft::begin(&path)).await
}

/// Writes the file, and remembers it.
async fn finish_file(shell: &Shell, draft: Draft, bytes: Vec<u8>) -> Answer<SavedFile> {
    let path = apart(move || draft.finish(&bytes)).await?;
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    Ok(SavedFile { name: files::name(&path), folder, handle: shell.wrote(path) })
}

/// Does what waits for the disk or the desktop, apart from the threads that answer the window.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.map_err(|error| Failure { code: ErrorCode::Internal, message: error.to_string() })?
}
