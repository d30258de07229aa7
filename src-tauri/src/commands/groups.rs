//! Groups. Every change gives all groups as they are then.

use super::{Answer, TheShell};
use rollcall_app::list_groups::GroupView;
use rollcall_domain::GroupId;

/// All groups, in the order of the tree.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_groups(shell: TheShell<'_>) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Adds a group by its path, with the groups above it that are missing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_group(shell: TheShell<'_>, path: String) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().add_groups(&permit, &[path]).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Adds a group in another one, by its name or the way to it from there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_group_in(shell: TheShell<'_>, parent: GroupId, path: String) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().add_group_in(&permit, parent, &path).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Gives a group another name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_group(shell: TheShell<'_>, group: GroupId, name: String) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().rename_group(&permit, group, &name).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Puts a group, with all that is in it, into another one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn move_group(shell: TheShell<'_>, group: GroupId, into: GroupId) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().move_group(&permit, group, into).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Puts all that is in a group into another one, and removes it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_groups(shell: TheShell<'_>, from: GroupId, into: GroupId) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().merge_groups(&permit, from, into).await?;
    Ok(open.app().list_groups(&permit).await?)
}

/// Removes a group that nothing is in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_group(shell: TheShell<'_>, group: GroupId) -> Answer<Vec<GroupView>> {
    let (open, permit) = shell.acting().await?;
    open.app().remove_group(&permit, group).await?;
    Ok(open.app().list_groups(&permit).await?)
}
