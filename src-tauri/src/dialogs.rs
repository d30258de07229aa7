//! The one place where paths come from: the dialogs of the operating system.

use crate::words::say;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tauri::{AppHandle, Manager as _, Runtime};
use tauri_plugin_dialog::{DialogExt as _, FilePath};
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
    /// Where to save an invitation as a mail, with the name that is offered.
    SaveMail(String),
    /// Where to save the picture of a link, with the name that is offered.
    SavePicture(String),
    /// Where to save a table, with the name that is offered: a workbook, or comma-separated values.
    SaveTable(String),
    /// Where to save users for another product, with the name that is offered and its ending.
    SaveElsewhere(String, &'static str),
    /// Which mails that came back to read: one or several.
    ChooseBounces,
}

/// Asks the person, or takes the next line of `picks`, where a test has written it, with tabs between several paths.
///
/// The dialogs answer later: one that waits would stop the window on Linux.
pub(crate) fn ask<R: Runtime>(
    app: &AppHandle<R>,
    picks: Option<&Path>,
    question: Question,
) -> oneshot::Receiver<Vec<PathBuf>> {
    let (answer, answered) = oneshot::channel();
    if let Some(picks) = picks {
        let _ = answer.send(next_pick(picks));
        return answered;
    }
    let is_several = question == Question::ChooseBounces;
    let (title, filter, endings, name): (_, _, &[&str], _) = match question {
        Question::CreateWorkspace(name) => ("dialog-create", "filter-workspace", &["rollcall"], Some(name)),
        Question::OpenWorkspace => ("dialog-open", "filter-workspace", &["rollcall"], None),
        Question::SaveTemplate(name) => ("dialog-template", "filter-workbook", &["xlsx"], Some(name)),
        Question::SaveReport(name) => ("dialog-report", "filter-workbook", &["xlsx"], Some(name)),
        Question::ChooseSheet => {
            ("dialog-choose", "filter-sheet", &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"], None)
        }
        Question::SaveMail(name) => ("dialog-mail", "filter-mail", &["eml"], Some(name)),
        Question::SavePicture(name) => ("dialog-picture", "filter-picture", &["png", "svg"], Some(name)),
        Question::SaveTable(name) => ("dialog-table", "filter-table", &["xlsx", "csv"], Some(name)),
        Question::SaveElsewhere(name, ending) => match ending {
            "csv" => ("dialog-table", "filter-csv", &["csv"], Some(name)),
            "ldif" => ("dialog-table", "filter-ldif", &["ldif"], Some(name)),
            _ => ("dialog-table", "filter-json", &["json"], Some(name)),
        },
        Question::ChooseBounces => ("dialog-bounces", "filter-mail", &["eml"], None),
    };
    let mut dialog = app.dialog().file().set_title(say(title, &[])).add_filter(say(filter, &[]), endings);
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        dialog = dialog.set_parent(&window);
    }
    let give = move |paths: Vec<FilePath>| {
        let _ = answer.send(paths.into_iter().filter_map(|path| path.into_path().ok()).collect());
    };
    match name {
        Some(name) => dialog.set_file_name(name).save_file(|path| give(path.into_iter().collect())),
        None if is_several => dialog.pick_files(|paths| give(paths.unwrap_or_default())),
        None => dialog.pick_file(|path| give(path.into_iter().collect())),
    }
    answered
}

/// Takes the first line of a file away. An empty line is a dialog that was closed.
fn next_pick(picks: &Path) -> Vec<PathBuf> {
    let Ok(text) = fs::read_to_string(picks) else { return Vec::new() };
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    if fs::write(picks, rest).is_err() {
        return Vec::new();
    }
    first.trim_end_matches('\r').split('\t').filter(|path| !path.is_empty()).map(PathBuf::from).collect()
}
