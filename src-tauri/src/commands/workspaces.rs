//! Workspaces: what is open, creating, opening, closing, and who acts.

use super::{Answer, TheShell};
use crate::{dialogs::Question, failure::Failure, files, open::Open, recent::Entry, shell::Shell};
use rollcall_app::{
    Error, ErrorCode, FieldProblem, create_account::NewAccountInput, ports::store::AdministratorRecord,
};
use rollcall_domain::{Timestamp, UserId};
use serde::Serialize;

/// What the window begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct Start {
    /// The open workspace.
    workspace: Option<WorkspaceView>,
    /// Those that were opened on this computer, newest first.
    recent: Vec<RecentWorkspace>,
    /// The program's version.
    version: &'static str,
}

/// A workspace that was opened on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct RecentWorkspace {
    /// What it is asked for by.
    id: u32,
    /// The account's name.
    name: String,
    /// Where it is, to be read by people.
    path: String,
    /// When it was last opened.
    opened_at: Timestamp,
    /// Whether there is no file there any more.
    missing: bool,
}

/// The open workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct WorkspaceView {
    /// What the account is called.
    account: String,
    /// Where it is, to be read by people.
    path: String,
    /// Whether it is the sample account.
    sample: bool,
    /// Who acts, if that is settled.
    administrator: Option<Person>,
    /// Who could act.
    administrators: Vec<Person>,
}

/// An administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct Person {
    /// Who it is.
    id: UserId,
    /// What they are called, if it is known.
    name: Option<String>,
    /// Their address.
    address: String,
}

/// What the window begins with. A file that the program was started with is opened first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(shell: TheShell<'_>) -> Answer<Start> {
    shell.opened_early().await?;
    let workspace = match shell.opened() {
        Some(open) => Some(view(&open).await?),
        None => None,
    };
    Ok(Start { workspace, recent: recent(&shell), version: env!("CARGO_PKG_VERSION") })
}

/// What is not right with an account that is being typed.
#[tauri::command]
#[specta::specta]
#[expect(clippy::needless_pass_by_value, reason = "a command is given what it was called with")]
pub(crate) fn check_new_account(input: NewAccountInput) -> Answer<Vec<FieldProblem>> {
    match input.check() {
        Ok(_) => Ok(Vec::new()),
        Err(Error::InvalidInput(problems)) => Ok(problems),
        Err(error) => Err(error.into()),
    }
}

/// Creates a workspace where the person says, and the account in it. Whoever creates it acts in it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_workspace(shell: TheShell<'_>, input: NewAccountInput) -> Answer<Option<WorkspaceView>> {
    let account = input.check()?;
    let offered = format!("{}.rollcall", files::safe_name(account.name.as_str()));
    let Some(path) = shell.ask(Question::CreateWorkspace(offered)).await else { return Ok(None) };
    let path = files::with_ending(path, "rollcall");
    let open = shell.turn_to_new(&path, async |app| app.create_account(&account).await).await?;
    Ok(Some(view(&open).await?))
}

/// Opens the workspace that the person picks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_workspace(shell: TheShell<'_>) -> Answer<Option<WorkspaceView>> {
    let Some(path) = shell.ask(Question::OpenWorkspace).await else { return Ok(None) };
    let open = shell.turn_to(&path).await?;
    Ok(Some(view(&open).await?))
}

/// Opens a workspace that was open before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_recent(shell: TheShell<'_>, id: u32) -> Answer<WorkspaceView> {
    let path = shell.recent().get(id).map(|entry| entry.path.clone()).ok_or(Error::NotFound)?;
    view(&*shell.turn_to(&path).await?).await
}

/// Forgets a workspace that was open before. The file is left alone.
#[tauri::command]
#[specta::specta]
#[expect(clippy::needless_pass_by_value, reason = "a command is given what it was called with")]
pub(crate) fn forget_recent(shell: TheShell<'_>, id: u32) -> Answer<()> {
    shell.recent().forget(id).map_err(|error| {
        let words: [(_, &dyn ToString); 2] = [("path", &shell.data().display()), ("why", &error)];
        Failure::own(ErrorCode::FileNotWritten, "error-data-folder", &words)
    })
}

/// Makes the sample account anew, and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_sample(shell: TheShell<'_>) -> Answer<WorkspaceView> {
    view(&*shell.turn_to_sample().await?).await
}

/// Closes the open workspace.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_workspace(shell: TheShell<'_>) -> Answer<()> {
    shell.close().await;
    Ok(())
}

/// Lets an administrator act on this computer from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_administrator(shell: TheShell<'_>, user: UserId) -> Answer<WorkspaceView> {
    let open = shell.open()?;
    open.choose(user).await?;
    shell.remember(&open);
    view(&open).await
}

async fn view(open: &Open) -> Answer<WorkspaceView> {
    let (acting, all) = open.people().await?;
    Ok(WorkspaceView {
        account: open.account().to_owned(),
        path: open.path().display().to_string(),
        sample: open.is_sample(),
        administrator: acting.map(Person::from),
        administrators: all.into_iter().map(Person::from).collect(),
    })
}

fn recent(shell: &Shell) -> Vec<RecentWorkspace> {
    shell.recent().all().iter().map(RecentWorkspace::from).collect()
}

impl From<&Entry> for RecentWorkspace {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            name: entry.name.clone(),
            path: entry.path.display().to_string(),
            opened_at: entry.opened_at,
            missing: !entry.path.exists(),
        }
    }
}

impl From<AdministratorRecord> for Person {
    fn from(record: AdministratorRecord) -> Self {
        Self { id: record.id, name: record.name, address: record.address.to_string() }
    }
}
