//! Imports that were carried out, and their reports.

use super::{Answer, SavedFile, TheShell, save_file};
use crate::dialogs::Question;
use rollcall_app::{
    list_imports::{ImportView, RowPage},
    make_report::report_name,
    select_users::UsersDone,
    undo_import::ImportUndo,
};
use rollcall_domain::{ImportId, import::RowOutcome};
use serde::Deserialize;

/// Which rows of an import are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub(crate) struct ImportRowsQuery {
    /// The import.
    import: ImportId,
    /// With one of these outcomes; empty for all.
    outcomes: Vec<RowOutcome>,
    /// How many to pass over.
    offset: u32,
    /// How many at most.
    limit: u32,
}

/// The newest imports, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_imports(shell: TheShell<'_>) -> Answer<Vec<ImportView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_imports(&permit).await?)
}

/// One import.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_import(shell: TheShell<'_>, id: ImportId) -> Answer<ImportView> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().show_import(&permit, id).await?)
}

/// Some rows of an import, those with problems first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_rows(shell: TheShell<'_>, query: ImportRowsQuery) -> Answer<RowPage> {
    let (open, permit) = shell.acting().await?;
    let (offset, limit) = (query.offset as usize, query.limit as usize);
    Ok(open.app().import_rows(&permit, query.import, &query.outcomes, offset, limit).await?)
}

/// Saves the report of an import where the person says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_report(shell: TheShell<'_>, id: ImportId) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    let name = report_name(&open.app().show_import(&permit, id).await?.file_name);
    let bytes = open.app().import_report(&permit, id).await?;
    let Some(path) = shell.ask(Question::SaveReport(name)).await else { return Ok(None) };
    save_file(&shell, path, "xlsx", bytes).await.map(Some)
}

/// For how many users an import could be undone, as far as can be told without trying.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undoable_of_import(shell: TheShell<'_>, id: ImportId) -> Answer<ImportUndo> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().undoable_of_import(&permit, id).await?)
}

/// For how many users undoing an import would do it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_undo_import(shell: TheShell<'_>, id: ImportId) -> Answer<ImportUndo> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().preview_undo_import(&permit, id).await?)
}

/// Undoes an import for everybody to whom nothing else has happened since.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_import(shell: TheShell<'_>, id: ImportId) -> Answer<UsersDone> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().undo_import(&permit, id).await?;
    open.rounds().look();
    Ok(outcome)
}

/// Shows a file that was saved in its folder.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal_file(shell: TheShell<'_>, handle: u32) -> Answer<()> {
    shell.checking().await?;
    let path = shell.written(handle)?;
    shell.reveal(&path)
}
