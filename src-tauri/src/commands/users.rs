//! Users: the list, one of them, and what is done with one, some or all that match.

use super::{Answer, MOST_ROWS, SavedFile, TheShell, save_file};
use crate::{dialogs::Question, files};
use rollcall_app::{
    act_on_invitations::{ActionOutcome, InvitationSelection},
    export_elsewhere::Elsewhere,
    export_users::USERS_NAME,
    list_users::{UserPage, UserQuery, UserTrend},
    ports::store::{ActRange, SavedView},
    remove_users::RemovalPreview,
    select_users::{UserSelection, UsersDone},
    show_user::UserDetails,
};
use rollcall_domain::{GrantChange, UserId};

/// A page of the users that match.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_users(shell: TheShell<'_>, mut query: UserQuery) -> Answer<UserPage> {
    query.limit = query.limit.min(MOST_ROWS as usize);
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_users(&permit, &query).await?)
}

/// How many joined and were invited on each of the last days.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_trend(shell: TheShell<'_>) -> Answer<UserTrend> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().user_trend(&permit).await?)
}

/// Everything about one user.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_user(shell: TheShell<'_>, user: UserId) -> Answer<UserDetails> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().show_user(&permit, user).await?)
}

/// Changes what users have, or are offered.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_roles(
    shell: TheShell<'_>,
    selection: UserSelection,
    change: GrantChange,
) -> Answer<UsersDone> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().change_roles(&permit, &selection, &change).await?)
}

/// What removing users from the account would end.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_removal(shell: TheShell<'_>, selection: UserSelection) -> Answer<RemovalPreview> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().preview_removal(&permit, &selection).await?)
}

/// Removes users from the account, if what was typed confirms it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_users(
    shell: TheShell<'_>,
    selection: UserSelection,
    typed: String,
    reason: String,
) -> Answer<UsersDone> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().remove_selected(&permit, &selection, &typed, &reason).await?)
}

/// Undoes a removal, or a change of roles.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(shell: TheShell<'_>, range: ActRange) -> Answer<UsersDone> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().undo(&permit, range).await?;
    open.rounds().look();
    Ok(outcome)
}

/// How undoing it would end now: nothing is undone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_undo(shell: TheShell<'_>, range: ActRange) -> Answer<UsersDone> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().preview_undo(&permit, range).await?)
}

/// Sends the newest invitations of users again; their old links die.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resend_to_users(shell: TheShell<'_>, selection: UserSelection) -> Answer<ActionOutcome> {
    let (open, permit) = shell.acting().await?;
    let invitations = open.app().invitations_of_users(&permit, &selection).await?;
    let outcome = open.app().resend(&permit, &InvitationSelection::These { invitations }).await?;
    open.rounds().look();
    Ok(outcome)
}

/// Takes the newest invitations of users back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_of_users(shell: TheShell<'_>, selection: UserSelection) -> Answer<ActionOutcome> {
    let (open, permit) = shell.acting().await?;
    let invitations = open.app().invitations_of_users(&permit, &selection).await?;
    Ok(open.app().cancel(&permit, &InvitationSelection::These { invitations }).await?)
}

/// Saves users where the person says: for another product; or else as a table that can be imported again, a workbook, or comma-separated
/// values if the name ends so.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_users(
    shell: TheShell<'_>,
    selection: UserSelection,
    elsewhere: Option<Elsewhere>,
) -> Answer<Option<SavedFile>> {
    let (open, _) = shell.acting().await?;
    if let Some(to) = elsewhere {
        let question = Question::SaveElsewhere(to.file_name(), to.ending());
        let Some(path) = shell.ask(question).await else { return Ok(None) };
        let permit = open.permit().await?;
        let bytes = open.app().export_elsewhere(&permit, &selection, to).await?;
        return save_file(&shell, path, to.ending(), bytes).await.map(Some);
    }
    let Some(path) = shell.ask(Question::SaveTable(USERS_NAME.to_owned())).await else { return Ok(None) };
    let (format, ending) = files::table_format(&path);
    // The dialog may have stood there for long.
    let permit = open.permit().await?;
    let bytes = open.app().export_users(&permit, &selection, format).await?;
    save_file(&shell, path, ending, bytes).await.map(Some)
}

/// The views of the list that whoever acts keeps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_views(shell: TheShell<'_>) -> Answer<Vec<SavedView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().saved_views(&permit).await?)
}

/// Keeps a view. Gives all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_view(shell: TheShell<'_>, view: SavedView) -> Answer<Vec<SavedView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().save_view(&permit, &view).await?)
}

/// Forgets a view. Gives the others.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_view(shell: TheShell<'_>, name: String) -> Answer<Vec<SavedView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().forget_view(&permit, &name).await?)
}
