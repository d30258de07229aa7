//! The settings of the account, and trying them.

use super::{Answer, TheShell, mail};
use crate::{failure::Failure, open::Open, words::say};
use rollcall_app::{
    Error, FieldProblem, Settings,
    settings::{MailRoute, SmtpSecurity, is_loopback},
};
use serde::{Deserialize, Serialize};

/// How mails leave, as the form has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum MailRouteInput {
    /// Into the folder.
    Folder,
    /// To a server.
    Smtp {
        /// Its name or address.
        host: String,
        /// Its port.
        port: u16,
        /// How the connection is made safe.
        security: SmtpSecurity,
        /// The user to sign in as.
        user: Option<String>,
    },
}

/// The settings, as the form shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct SettingsView {
    /// How mails leave.
    mail_route: MailRouteInput,
    /// The folder into which they are written, if they are.
    mail_folder: String,
    /// The address they come from.
    mail_from: Option<String>,
    /// Whether a password for the server is kept.
    has_password: bool,
    /// How many connections to the mail server are opened at most.
    mail_connections: u8,
    /// How many mails leave in a minute at most; none for as many as the server takes.
    mail_per_minute: Option<u16>,
    /// How long an invitation is valid, in days.
    invitation_days: u16,
    /// On which days reminders are sent: `7, 30, 60, 83`, or `none`.
    invitation_reminders: String,
    /// How long a join request waits for a decision, in days.
    request_lapse_days: u16,
    /// Whether the window runs the join service.
    join_enabled: bool,
    /// Where it listens.
    join_listen: String,
    /// What links begin with.
    join_public_url: Option<String>,
}

/// The settings, as they were typed.
#[derive(Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub(crate) struct SettingsInput {
    /// How mails leave.
    mail_route: MailRouteInput,
    /// The address they come from.
    mail_from: Option<String>,
    /// A password for the server; none leaves the one that is kept.
    password: Option<String>,
    /// How many connections to the mail server are opened at most.
    mail_connections: u8,
    /// How many mails leave in a minute at most; none for as many as the server takes.
    mail_per_minute: Option<u16>,
    /// How long an invitation is valid, in days.
    invitation_days: u16,
    /// On which days reminders are sent; blank for the usual ones.
    invitation_reminders: String,
    /// How long a join request waits for a decision, in days.
    request_lapse_days: u16,
    /// Whether the window runs the join service.
    join_enabled: bool,
    /// Where it listens.
    join_listen: String,
    /// What links begin with.
    join_public_url: Option<String>,
}

/// How it goes with the join service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct JoinStatus {
    /// Whether it runs.
    running: bool,
    /// Where it can be reached on this computer.
    address: Option<String>,
    /// Why it does not run, though it should.
    trouble: Option<Failure>,
}

/// The settings.
#[tauri::command]
#[specta::specta]
pub(crate) async fn get_settings(shell: TheShell<'_>) -> Answer<SettingsView> {
    let (open, _) = shell.acting().await?;
    view(&open).await
}

/// What is not right with settings that are being typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_settings(shell: TheShell<'_>, input: SettingsInput) -> Answer<Vec<FieldProblem>> {
    let (open, _) = shell.acting().await?;
    Ok(input.read(&open.app().settings().await?).err().unwrap_or_default())
}

/// Makes all settings at once, and does what they say.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_settings(shell: TheShell<'_>, input: SettingsInput) -> Answer<SettingsView> {
    let (open, permit) = shell.acting().await?;
    let settings = input.read(&open.app().settings().await?).map_err(Error::InvalidInput)?;
    if let Some(password) = &input.password {
        // First of all: if the keyring does not take it, nothing is changed.
        open.app().keep_mail_password(&permit, &settings.mail_route, Some(password))?;
    }
    open.app().change_settings(&permit, &settings).await?;
    open.join().try_again(open.app()).await;
    mail::send_now(&open);
    view(&open).await
}

/// Sends a mail to whoever acts, by settings that were not made yet. Gives the server's words.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_test_mail(shell: TheShell<'_>, input: SettingsInput) -> Answer<String> {
    let (open, permit) = shell.acting().await?;
    let settings = input.read(&open.app().settings().await?).map_err(Error::InvalidInput)?;
    Ok(open.app().send_test_mail(&permit, &settings, input.password.as_deref()).await?)
}

/// How it goes with the join service.
#[tauri::command]
#[specta::specta]
pub(crate) async fn join_status(shell: TheShell<'_>) -> Answer<JoinStatus> {
    let (open, _) = shell.acting().await?;
    let (address, trouble) = open.join().status();
    Ok(JoinStatus { running: address.is_some(), address: address.map(|address| format!("http://{address}")), trouble })
}

impl SettingsInput {
    /// The settings that were meant, over those that hold.
    fn read(&self, held: &Settings) -> Result<Settings, Vec<FieldProblem>> {
        let mut settings = held.clone();
        let mut problems = Vec::new();
        let days = self.invitation_days.to_string();
        let lapse_days = self.request_lapse_days.to_string();
        let connections = self.mail_connections.to_string();
        let per_minute = self.mail_per_minute.map(|number| number.to_string());
        let enabled = if self.join_enabled { "on" } else { "off" };
        for (key, value) in [
            ("mail.from", self.mail_from.as_deref()),
            ("mail.connections", Some(connections.as_str())),
            ("mail.per_minute", per_minute.as_deref()),
            ("invitation.valid_days", Some(days.as_str())),
            ("invitation.reminders", Some(self.invitation_reminders.as_str())),
            ("requests.lapse_days", Some(lapse_days.as_str())),
            ("join.enabled", Some(enabled)),
            ("join.listen", Some(self.join_listen.as_str())),
            ("join.public_url", self.join_public_url.as_deref()),
        ] {
            if let Err(Error::InvalidInput(wrong)) = settings.set(key, value) {
                problems.extend(wrong);
            }
        }
        match &self.mail_route {
            // A folder that was set on the command line is kept.
            MailRouteInput::Folder if matches!(held.mail_route, MailRoute::Folder { .. }) => {}
            MailRouteInput::Folder => settings.mail_route = MailRoute::Folder { dir: None },
            MailRouteInput::Smtp { host, port, security, user } => {
                match server(host, *port, *security, user.as_deref()) {
                    Ok(route) => settings.mail_route = route,
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if problems.is_empty() { Ok(settings) } else { Err(problems) }
    }
}

/// Reads a server as the setting's text is read, so that the form allows neither more nor less.
fn server(host: &str, port: u16, security: SmtpSecurity, user: Option<&str>) -> Result<MailRoute, FieldProblem> {
    let problem = |field: &str, message| FieldProblem { field: field.to_owned(), message };
    let host = host.trim();
    if security == SmtpSecurity::Plain && !is_loopback(host) {
        return Err(problem("host", say("field-not-loopback", &[])));
    }
    let meant = MailRoute::Smtp {
        host: host.to_owned(),
        port,
        security,
        user: user.map(str::trim).filter(|user| !user.is_empty()).map(str::to_owned),
    };
    match meant.to_string().parse() {
        Ok(route) => Ok(route),
        Err(Error::InvalidInput(mut wrong)) if !wrong.is_empty() => Err(problem("host", wrong.remove(0).message)),
        Err(error) => Err(problem("host", error.sentence())),
    }
}

async fn view(open: &Open) -> Answer<SettingsView> {
    let settings = open.app().settings().await?;
    // A keyring that cannot be asked keeps no password; saving one says why.
    let has_password = open.app().mail_password(&settings.mail_route).is_ok_and(|password| password.is_some());
    let folder = mail::folder(open, &settings).unwrap_or_else(|| open.mail_folder());
    Ok(SettingsView {
        mail_route: match settings.mail_route {
            MailRoute::Folder { .. } => MailRouteInput::Folder,
            MailRoute::Smtp { host, port, security, user } => MailRouteInput::Smtp { host, port, security, user },
        },
        mail_folder: folder.display().to_string(),
        mail_from: settings.mail_from.map(|address| address.to_string()),
        has_password,
        mail_connections: settings.mail_connections,
        mail_per_minute: settings.mail_per_minute,
        invitation_days: settings.invitation_days,
        invitation_reminders: settings.invitation_reminders.to_string(),
        request_lapse_days: settings.request_lapse_days,
        join_enabled: settings.join_enabled,
        join_listen: settings.join_listen.to_string(),
        join_public_url: settings.join_public_url.map(|url| url.to_string()),
    })
}
