//! Roles. Every change gives all roles as they are then.

use super::{Answer, TheShell};
use rollcall_app::{list_roles::RoleUse, manage_roles::RoleInput};
use rollcall_domain::{Role, RoleId};

/// All roles.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_roles(shell: TheShell<'_>) -> Answer<Vec<Role>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_roles(&permit).await?)
}

/// All roles, with who has them where.
#[tauri::command]
#[specta::specta]
pub(crate) async fn role_uses(shell: TheShell<'_>) -> Answer<Vec<RoleUse>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().role_uses(&permit).await?)
}

/// Adds a role.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_role(shell: TheShell<'_>, input: RoleInput) -> Answer<Vec<RoleUse>> {
    let (open, permit) = shell.acting().await?;
    open.app().add_role(&permit, &input).await?;
    Ok(open.app().role_uses(&permit).await?)
}

/// Changes a role.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_role(shell: TheShell<'_>, role: RoleId, input: RoleInput) -> Answer<Vec<RoleUse>> {
    let (open, permit) = shell.acting().await?;
    open.app().change_role(&permit, role, &input).await?;
    Ok(open.app().role_uses(&permit).await?)
}

/// Removes a role that nobody has.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_role(shell: TheShell<'_>, role: RoleId) -> Answer<Vec<RoleUse>> {
    let (open, permit) = shell.acting().await?;
    open.app().remove_role(&permit, role).await?;
    Ok(open.app().role_uses(&permit).await?)
}
