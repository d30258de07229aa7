//! What holds on this computer, whichever workspace is open.

use super::{Answer, TheShell, apart};
use crate::{computer::Look, events::Event, failure::Failure, shell::Shell, tray};
use rollcall_app::ErrorCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The settings of this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct ComputerPreferences {
    /// Whether closing the window leaves the program in the tray.
    keep_in_tray: bool,
    /// Whether this desktop has a tray. Where it has none, closing the window ends the program.
    tray_available: bool,
    /// Whether the program starts when this person signs in.
    start_at_login: bool,
    /// How the window looks.
    look: Look,
}

/// The settings of this computer, as they are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
pub(crate) struct ComputerInput {
    /// Whether closing the window leaves the program in the tray.
    keep_in_tray: bool,
    /// Whether the program starts when this person signs in.
    start_at_login: bool,
}

/// The settings of this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn get_computer(shell: TheShell<'_>) -> Answer<ComputerPreferences> {
    let shell = Arc::clone(&shell);
    apart(move || Ok(view(&shell))).await
}

/// Makes the settings of this computer: both, or neither.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_computer(shell: TheShell<'_>, preferences: ComputerInput) -> Answer<ComputerPreferences> {
    let shell = Arc::clone(&shell);
    let own = Arc::clone(&shell);
    apart(move || change(&own, preferences)).await?;
    tray::show(&shell).await;
    shell.tell(Event::Changed);
    apart(move || Ok(view(&shell))).await
}

/// Changes how the window looks, at once and from now on. Nothing is changed for good if it could not be kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_look(shell: TheShell<'_>, look: Look) -> Answer<ComputerPreferences> {
    let shell = Arc::clone(&shell);
    let own = Arc::clone(&shell);
    apart(move || {
        let kept = own.computer().set_look(look);
        kept.map_err(|error| not_kept(&own, &error))
    })
    .await?;
    let look = shell.computer().look();
    shell.desktop().wear(look);
    apart(move || Ok(view(&shell))).await
}

fn not_kept(shell: &Shell, error: &std::io::Error) -> Failure {
    let words: [(_, &dyn ToString); 2] = [("path", &shell.data().display()), ("why", error)];
    Failure::own(ErrorCode::FileNotWritten, "error-data-folder", &words)
}

fn change(shell: &Shell, wanted: ComputerInput) -> Answer<()> {
    let before = shell.computer().keep_in_tray();
    let kept = shell.computer().set_keep_in_tray(wanted.keep_in_tray);
    kept.map_err(|error| not_kept(shell, &error))?;
    let desktop = shell.desktop();
    if desktop.starts_at_login() == wanted.start_at_login {
        return Ok(());
    }
    desktop.start_at_login(wanted.start_at_login).map_err(|why| {
        if let Err(error) = shell.computer().set_keep_in_tray(before) {
            tracing::warn!(%error, "a setting of this computer could not be taken back");
        }
        Failure::own(ErrorCode::FileNotWritten, "error-login", &[("why", &why)])
    })
}

fn view(shell: &Shell) -> ComputerPreferences {
    let (keep_in_tray, look) = {
        let computer = shell.computer();
        (computer.keep_in_tray(), computer.look())
    };
    ComputerPreferences {
        keep_in_tray,
        tray_available: shell.tray().is_available(),
        start_at_login: shell.desktop().starts_at_login(),
        look,
    }
}
