//! Invitations: the list, and what is done with one or several.

use super::{Answer, MOST_ROWS, SavedFile, TheShell, begin_file, finish_file};
use crate::dialogs::Question;
use rollcall_app::{
    act_on_invitations::{ActionOutcome, InvitationSelection},
    give_out_invitation::CopiedLink,
    list_invitations::{InvitationPage, InvitationQuery},
    record_answer::RecordedAnswer,
};
use rollcall_domain::InvitationId;

/// A page of the invitations that match.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_invitations(shell: TheShell<'_>, mut query: InvitationQuery) -> Answer<InvitationPage> {
    query.limit = query.limit.min(MOST_ROWS as usize);
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_invitations(&permit, &query).await?)
}

/// Sends invitations again; their old links die.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resend_invitations(shell: TheShell<'_>, selection: InvitationSelection) -> Answer<ActionOutcome> {
    let (open, permit) = shell.acting().await?;
    let outcome = open.app().resend(&permit, &selection).await?;
    open.rounds().look();
    Ok(outcome)
}

/// Takes invitations back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_invitations(shell: TheShell<'_>, selection: InvitationSelection) -> Answer<ActionOutcome> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().cancel(&permit, &selection).await?)
}

/// Makes a link to an invitation, to be copied. It is shown this once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_invitation_link(shell: TheShell<'_>, invitation: InvitationId) -> Answer<CopiedLink> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().copy_link(&permit, invitation).await?)
}

/// Saves an invitation as a mail where the person says, with a link of its own. No link is made before there is a place for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_invitation_mail(shell: TheShell<'_>, invitation: InvitationId) -> Answer<Option<SavedFile>> {
    let (open, permit) = shell.acting().await?;
    let name = open.app().saved_mail_name(&permit, invitation).await?;
    let Some(path) = shell.ask(Question::SaveMail(name)).await else { return Ok(None) };
    let draft = begin_file(&shell, path, "eml").await?;
    // The dialog may have stood there for long.
    let permit = open.permit().await?;
    let mail = open.app().save_as_mail(&permit, invitation).await?;
    finish_file(&shell, draft, mail).await.map(Some)
}

/// Records an answer that came another way than by the link.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_answer(
    shell: TheShell<'_>,
    invitation: InvitationId,
    recorded: RecordedAnswer,
) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    open.app().record_answer(&permit, invitation, &recorded).await?;
    open.rounds().look();
    Ok(())
}
