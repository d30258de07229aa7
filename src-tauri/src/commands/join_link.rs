//! The join link: shown, made anew, changed.

use super::{Answer, TheShell};
use rollcall_app::share_join_link::{JoinLinkInput, JoinLinkView};
use rollcall_domain::{JoinLinkId, Language};

/// The join link; none if none was made yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn get_join_link(shell: TheShell<'_>) -> Answer<Option<JoinLinkView>> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().join_link(&permit).await?)
}

/// Makes a new join link; the one before dies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_join_link(shell: TheShell<'_>, input: JoinLinkInput) -> Answer<JoinLinkView> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().make_join_link(&permit, &input).await?)
}

/// Switches the join link on or off, and sets what holds for those who ask by it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_join_link(
    shell: TheShell<'_>,
    link: JoinLinkId,
    is_on: bool,
    input: JoinLinkInput,
) -> Answer<JoinLinkView> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().change_join_link(&permit, link, is_on, &input).await?)
}

/// The words with which the join link is passed on in a chat.
#[tauri::command]
#[specta::specta]
pub(crate) async fn join_link_message(shell: TheShell<'_>, language: Language) -> Answer<String> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().join_link_message(&permit, language).await?)
}
