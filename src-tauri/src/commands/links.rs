//! Links into the program: where they lead. They show, and decide nothing.

use super::{Answer, TheShell, workspaces::RecentWorkspace};
use crate::{failure::Failure, shell::Shell};
use rollcall_app::{
    ErrorCode,
    deep_link::{DeepLink, Destination},
};
use serde::Serialize;

/// Where a link leads that was opened outside the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct Going {
    /// What is shown.
    destination: Destination,
    /// The workspace that it is in, if that is not open: it is opened first.
    workspace: Option<RecentWorkspace>,
}

/// Where the link leads that was opened last, once; none: there is none.
///
/// Another workspace is not opened here: the pages know whether something on them is unsaved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_destination(shell: TheShell<'_>) -> Answer<Option<Going>> {
    shell.opened_early().await?;
    // The pages may ask while they open one.
    shell.settled().await;
    shell.take_link().map(|link| way(&shell, &link)).transpose()
}

fn way(shell: &Shell, link: &DeepLink) -> Answer<Going> {
    let destination = link.destination;
    if shell.opened().is_some_and(|open| *open.key() == link.account) {
        return Ok(Going { destination, workspace: None });
    }
    let recent = shell.recent();
    let known = recent.of_account(&link.account).map(RecentWorkspace::from);
    match known {
        Some(workspace) => Ok(Going { destination, workspace: Some(workspace) }),
        None => Err(Failure::own(ErrorCode::NotFound, "error-link-unknown", &[])),
    }
}
