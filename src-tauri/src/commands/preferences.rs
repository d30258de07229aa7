//! What the administrator who acts wants to be told by mail.

use super::{Answer, TheShell};
use rollcall_app::ports::store::Preferences;

/// What the administrator who acts is told by mail.
#[tauri::command]
#[specta::specta]
pub(crate) async fn get_preferences(shell: TheShell<'_>) -> Answer<Preferences> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().preferences(&permit).await?)
}

/// Keeps what the administrator who acts wants to be told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_preferences(shell: TheShell<'_>, preferences: Preferences) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().change_preferences(&permit, preferences).await?)
}
