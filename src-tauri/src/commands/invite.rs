//! Inviting people by their addresses.

use super::{Answer, TheShell};
use rollcall_app::{
    App,
    invite_people::{InviteCheck, InviteInput, InviteOutcome, PersonInput},
    ports::Rendered,
};

/// The people whom a typed or pasted text names.
#[tauri::command(async)]
#[specta::specta]
#[expect(clippy::needless_pass_by_value, reason = "a command is given what it was called with")]
#[expect(clippy::unnecessary_wraps, reason = "the pages read every answer alike")]
pub(crate) fn read_people(text: String) -> Answer<Vec<PersonInput>> {
    Ok(App::read_people(&text))
}

/// What inviting would come to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_invite(shell: TheShell<'_>, input: InviteInput) -> Answer<InviteCheck> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().check_invite(&permit, &input).await?)
}

/// The mail as the first of them would read it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_invite(shell: TheShell<'_>, input: InviteInput) -> Answer<Rendered> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().preview_invite(&permit, &input).await?)
}

/// Invites them all, or nobody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn invite(shell: TheShell<'_>, input: InviteInput) -> Answer<InviteOutcome> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().invite(&permit, &input).await?;
    open.rounds().look();
    Ok(outcome)
}
