//! What the shell needs of the desktop around it: the pages to tell, dialogs to ask in, a file manager to show files in.

use crate::{
    dialogs::{self, Question},
    events::Event,
};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter as _, Runtime};
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

/// A file that was chosen in the dialog or dropped. Its path stays on this side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub(crate) struct ChosenFile {
    /// What it is asked for by.
    pub(crate) handle: u32,
    /// Its name, without its folder.
    pub(crate) name: String,
}

/// The desktop around the shell.
pub(crate) trait Desktop: Send + Sync {
    /// Tells the pages.
    fn tell(&self, event: Event);

    /// Asks for a path. None: the person closed the dialog.
    fn ask(&self, question: Question) -> oneshot::Receiver<Option<PathBuf>>;

    /// Shows a file in its folder.
    ///
    /// # Errors
    /// The desktop's reason.
    fn reveal(&self, path: &Path) -> Result<(), String>;
}

/// The desktop of a running program.
pub(crate) struct Window<R: Runtime> {
    app: AppHandle<R>,
    picks: Option<PathBuf>,
}

impl<R: Runtime> Window<R> {
    /// `picks` answers dialogs in place of the person.
    pub(crate) const fn new(app: AppHandle<R>, picks: Option<PathBuf>) -> Self {
        Self { app, picks }
    }
}

impl<R: Runtime> Desktop for Window<R> {
    fn tell(&self, event: Event) {
        let told = match event {
            Event::Changed => self.app.emit("changed", ()),
            Event::FileOver(over) => self.app.emit("file-over", over),
            Event::FileDropped(files) => self.app.emit("file-dropped", files),
            Event::ImportProgress(progress) => self.app.emit("import-progress", progress),
        };
        if let Err(error) = told {
            tracing::warn!(%error, "the pages could not be told");
        }
    }

    fn ask(&self, question: Question) -> oneshot::Receiver<Option<PathBuf>> {
        dialogs::ask(&self.app, self.picks.as_deref(), question)
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        self.app.opener().reveal_item_in_dir(path).map_err(|error| error.to_string())
    }
}
