//! The outbox: its mails, how it goes with them, and sending now.

use super::{Answer, TheShell};
use crate::{failure::Failure, open::Open, shell::Shell};
use rollcall_app::{
    Error, Permit, Settings,
    list_mail::{MailPage, MailQuery, MailView},
    settings::MailRoute,
};
use rollcall_domain::{DeliveryState, MailId};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::time::timeout;

/// How long a page that sends mails now waits for all of them.
const MOMENT: Duration = Duration::from_secs(2);

/// A mail as the panel shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct ShownMail {
    /// The mail.
    #[serde(flatten)]
    mail: MailView,
    /// Whether it is a file that can be shown in its folder.
    in_folder: bool,
}

/// How it goes with the mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct MailStatus {
    /// What stops all mail, if something does.
    trouble: Option<Failure>,
    /// By which way mails leave.
    route: RouteKind,
    /// The folder they are written to, if they are.
    folder: Option<String>,
    /// Whether mails are leaving at this moment.
    delivering: bool,
    /// Whether an administrator has paused mail: none leaves then.
    paused: bool,
    /// How many mails leave in a minute at most; none for as many as the server takes.
    per_minute: Option<u16>,
    /// Whether they leave with links that work on this computer only.
    links_stay_here: bool,
}

/// By which way mails leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RouteKind {
    /// Into a folder.
    Folder,
    /// To a server.
    Smtp,
}

/// A page of the outbox.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_mail(shell: TheShell<'_>, query: MailQuery) -> Answer<MailPage> {
    let (open, permit) = shell.acting().await?;
    Ok(open.app().list_mail(&permit, &query).await?)
}

/// One mail as it reads.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_mail(shell: TheShell<'_>, mail: MailId) -> Answer<ShownMail> {
    let (open, permit) = shell.acting().await?;
    let mail = open.app().show_mail(&permit, mail).await?;
    let in_folder = file_of(&open, &mail).await?.is_some();
    Ok(ShownMail { mail, in_folder })
}

/// Shows the file of a mail in its folder.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal_mail(shell: TheShell<'_>, mail: MailId) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    let mail = open.app().show_mail(&permit, mail).await?;
    let path = file_of(&open, &mail).await?.ok_or(Error::NotFound)?;
    shell.reveal(&path)
}

/// How it goes with the mails.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mail_status(shell: TheShell<'_>) -> Answer<MailStatus> {
    let (open, permit) = shell.acting().await?;
    status(&open, &permit).await
}

/// Sends all that is due, now. Answers when it is done, or a moment later: a long round goes on by itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn deliver_mail(shell: TheShell<'_>) -> Answer<MailStatus> {
    let (open, permit) = shell.acting().await?;
    permit.require_root()?;
    let _ = timeout(MOMENT, open.rounds().deliver_now()).await;
    status(&open, &permit).await
}

/// Lets mails wait in the outbox, or go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_mail(shell: TheShell<'_>, paused: bool) -> Answer<MailStatus> {
    let (open, permit) = shell.acting().await?;
    set_paused(&open, &permit, paused).await?;
    status(&open, &permit).await
}

/// The same, from the tray.
pub(crate) async fn pause(shell: &Shell, paused: bool) -> Answer<()> {
    let (open, permit) = shell.acting().await?;
    set_paused(&open, &permit, paused).await
}

async fn set_paused(open: &Arc<Open>, by: &Permit, paused: bool) -> Answer<()> {
    by.require_root()?;
    let mut settings = open.app().settings().await?;
    settings.mail_paused = paused;
    open.app().change_settings(by, &settings).await?;
    if !paused {
        send_now(open);
    }
    Ok(())
}

/// Sends all that is due, behind whatever is done next.
pub(super) fn send_now(open: &Arc<Open>) {
    let open = Arc::clone(open);
    tauri::async_runtime::spawn(async move { open.rounds().deliver_now().await });
}

async fn status(open: &Open, _: &Permit) -> Answer<MailStatus> {
    let settings = open.app().settings().await?;
    let folder = folder(open, &settings);
    Ok(MailStatus {
        trouble: open.rounds().trouble().map(Failure::from),
        route: if folder.is_some() { RouteKind::Folder } else { RouteKind::Smtp },
        folder: folder.map(|folder| folder.display().to_string()),
        delivering: open.rounds().is_delivering(),
        paused: settings.mail_paused,
        per_minute: settings.mail_per_minute,
        links_stay_here: settings.mailed_links_stay_here(),
    })
}

/// The folder that mails are written to by these settings, if they are.
pub(super) fn folder(open: &Open, settings: &Settings) -> Option<PathBuf> {
    match &settings.mail_route {
        MailRoute::Folder { dir } => Some(dir.clone().unwrap_or_else(|| open.mail_folder())),
        MailRoute::Smtp { .. } => None,
    }
}

/// The file that a mail was written to: its answer is the file's name then.
async fn file_of(open: &Open, mail: &MailView) -> Answer<Option<PathBuf>> {
    let (DeliveryState::Sent, Some(name)) = (mail.row.state, &mail.row.reply) else { return Ok(None) };
    // A server's answer is no file name, and no name leads out of the folder.
    let as_path = Path::new(name);
    let is_name = as_path.file_name() == Some(as_path.as_os_str());
    let is_mail = as_path.extension().is_some_and(|ending| ending == "eml");
    let file = folder(open, &open.app().settings().await?).map(|folder| folder.join(name));
    Ok(file.filter(|file| is_name && is_mail && file.is_file()))
}
