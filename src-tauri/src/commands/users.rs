//! Users: the list, and one of them.

use super::{Answer, TheShell};
use rollcall_app::list_users::{UserDetails, UserPage, UserQuery};
use rollcall_domain::UserId;

/// A page of the users that match.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_users(shell: TheShell<'_>, query: UserQuery) -> Answer<UserPage> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_users(&permit, &query).await?)
}

/// Everything about one user.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_user(shell: TheShell<'_>, user: UserId) -> Answer<UserDetails> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().show_user(&permit, user).await?)
}
