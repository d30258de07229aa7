//! What happened.

use super::{Answer, MOST_ROWS, SavedFile, TheShell, save_file};
use crate::{dialogs::Question, files};
use rollcall_app::{
    export_activity::ACTIVITY_NAME,
    list_activity::{ActivityPage, ActivityQuery, ActorView},
};

/// A page of what happened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_activity(shell: TheShell<'_>, mut query: ActivityQuery) -> Answer<ActivityPage> {
    query.limit = query.limit.min(MOST_ROWS);
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_activity(&permit, &query).await?)
}

/// Everybody who ever did something.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_actors(shell: TheShell<'_>) -> Answer<Vec<ActorView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_actors(&permit).await?)
}

/// Saves what happened as a table where the person says, as far as it matches.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_activity(shell: TheShell<'_>, query: ActivityQuery) -> Answer<Option<SavedFile>> {
    let (open, _) = shell.acting().await?;
    let Some(path) = shell.ask(Question::SaveTable(ACTIVITY_NAME.to_owned())).await else { return Ok(None) };
    let (format, ending) = files::table_format(&path);
    let permit = open.permit().await?;
    let bytes = open.app().export_activity(&permit, &query, format).await?;
    save_file(&shell, path, ending, bytes).await.map(Some)
}
