//! The one place where paths come from: the dialogs of the operating system.

use crate::words::say;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tauri::{AppHandle, Manager as _, Runtime};
use tauri_plugin_dialog::DialogExt as _;
use tokio::sync::oneshot;

/// What the person is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// Where to make a workspace, with the name that is offered.
    CreateWorkspace(String),
    /// Which workspace to open.
    OpenWorkspace,
    /// Where to save the template, with the name that is offered.
    SaveTemplate(String),
    /// Where to save a report, with the name that is offered.
    SaveReport(String),
    /// Which spreadsheet to read.
    ChooseSheet,
}

/// Asks the person, or takes the next line of `picks`, where a test has written it.
///
/// The dialogs answer later: one that waits would stop the window on Linux.
pub(crate) fn ask<R: Runtime>(
    app: &AppHandle<R>,
    picks: Option<&Path>,
    question: Question,
) -> oneshot::Receiver<Option<PathBuf>> {
    let (answer, answered) = oneshot::channel();
    if let Some(picks) = picks {
        let _ = answer.send(next_pick(picks));
        return answered;
    }
    let (title, filter, endings, name): (_, _, &[&str], _) = match question {
        Question::CreateWorkspace(name) => ("dialog-create", "filter-workspace", &["rollcall"], Some(name)),
        Question::OpenWorkspace => ("dialog-open", "filter-workspace", &["rollcall"], None),
        Question::SaveTemplate(name) => ("dialog-template", "filter-workbook", &["xlsx"], Some(name)),
        Question::SaveReport(name) => ("dialog-report", "filter-workbook", &["xlsx"], Some(name)),
        Question::ChooseSheet => ("dialog-choose", "filter-sheet", &["xlsx", "xlsm", "csv", "tsv", "txt"], None),
    };
    let mut dialog = app.dialog().file().set_title(say(title, &[])).add_filter(say(filter, &[]), endings);
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        dialog = dialog.set_parent(&window);
    }
    let give = move |path: Option<tauri_plugin_dialog::FilePath>| {
        let _ = answer.send(path.and_then(|path| path.into_path().ok()));
    };
    match name {
        Some(name) => dialog.set_file_name(name).save_file(give),
        None => dialog.pick_file(give),
    }
    answered
}

/// Takes the first line of a file away. An empty line is a dialog that was closed.
fn next_pick(picks: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(picks).ok()?;
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    fs::write(picks, rest).ok()?;
    Some(first.trim_end_matches('\r')).filter(|line| !line.is_empty()).map(PathBuf::from)
}
