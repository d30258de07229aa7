//! Groups and roles.

use super::{Answer, TheShell};
use rollcall_app::list_groups::GroupView;
use rollcall_domain::Role;

/// All groups, in the order of the tree.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_groups(shell: TheShell<'_>) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Adds a group by its path, with the groups above it that are missing. Gives all groups.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_group(shell: TheShell<'_>, path: String) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().add_groups(&permit, &[path]).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// All roles.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_roles(shell: TheShell<'_>) -> Answer<Vec<Role>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_roles(&permit).await?)
}
