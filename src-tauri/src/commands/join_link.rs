//! The join link: shown, made anew, changed, and passed on.

use super::{Answer, SavedFile, TheShell, save_file};
use crate::{dialogs::Question, failure::Failure, files, open::Open, picture, words::say};
use rollcall_app::{
    Error, ErrorCode, Permit,
    share_join_link::{JoinLinkInput, JoinLinkView},
};
use rollcall_domain::{JoinLinkId, Language};
use rollcall_host::QrCode;
use serde::Serialize;

/// The join link as a QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct JoinLinkQr {
    /// How many modules wide and high it is, with the light zone that belongs around it.
    size: u32,
    /// The dark modules: the path of an SVG whose view box is `0 0 size size`.
    path: String,
}

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

/// Switches the join link on or off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn switch_join_link(shell: TheShell<'_>, link: JoinLinkId, is_on: bool) -> Answer<JoinLinkView> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().switch_join_link(&permit, link, is_on).await?)
}

/// Sets what holds for those who ask by the join link.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_join_link(
    shell: TheShell<'_>,
    link: JoinLinkId,
    input: JoinLinkInput,
) -> Answer<JoinLinkView> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().change_join_link(&permit, link, &input).await?)
}

/// The words with which the join link is passed on in a chat.
#[tauri::command]
#[specta::specta]
pub(crate) async fn join_link_message(shell: TheShell<'_>, language: Language) -> Answer<String> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().join_link_message(&permit, language).await?)
}

/// The join link as a QR code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn join_link_qr(shell: TheShell<'_>) -> Answer<JoinLinkQr> {
    let (open, permit) = shell.acting().await?;
    let code = code(&open, &permit).await?;
    Ok(JoinLinkQr { size: code.size(), path: code.svg_path() })
}

/// Saves the QR code as a picture where the person says: as SVG if the name ends in `.svg`, otherwise as PNG.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_join_link_qr(shell: TheShell<'_>) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    code(&open, &permit).await?;
    let name = files::safe_name(&say("name-join-code", &[("account", &open.account())]));
    let Some(path) = shell.ask(Question::SavePicture(format!("{name}.png"))).await else { return Ok(None) };
    // The dialog may have stood there for long: the link may be another one now.
    let permit = open.permit().await?;
    let code = code(&open, &permit).await?;
    let is_drawing = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    let (ending, bytes) = if is_drawing { ("svg", picture::svg(&code)) } else { ("png", png(&code)?) };
    save_file(&shell, path, ending, bytes).await.map(Some)
}

async fn code(open: &Open, by: &Permit) -> Answer<QrCode> {
    let link = open.app().join_link(by).await?.ok_or(Error::NotFound)?.link;
    QrCode::of(link.as_str()).ok_or_else(|| Failure::own(ErrorCode::InvalidInput, "error-no-code", &[]))
}

fn png(code: &QrCode) -> Answer<Vec<u8>> {
    picture::png(code).map_err(|error| Failure { code: ErrorCode::Internal, message: error.to_string() })
}
