//! What the shell needs of the desktop around it: the pages to tell, dialogs to ask in, a file manager to show files in.

use crate::{
    computer::Look,
    dialogs::{self, Question},
    events::Event,
    tray::Tray,
    window,
    words::say,
};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};
use tauri_plugin_autostart::AutoLaunchManager;
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

    /// Asks for a path, or for several where the question is for several. None: the person closed the dialog.
    fn ask(&self, question: Question) -> oneshot::Receiver<Vec<PathBuf>>;

    /// Shows a file in its folder.
    ///
    /// # Errors
    /// The desktop's reason.
    fn reveal(&self, path: &Path) -> Result<(), String>;

    /// Shows the window in these colours and this size.
    fn wear(&self, look: Look);

    /// Where a window that was closed is found again.
    fn tray(&self) -> &dyn Tray;

    /// Whether the program starts when this person signs in.
    fn starts_at_login(&self) -> bool;

    /// Has it started when this person signs in, or not.
    ///
    /// # Errors
    /// The desktop's reason; it stays as it was.
    fn start_at_login(&self, start: bool) -> Result<(), String>;
}

/// The desktop of a running program.
pub(crate) struct Window<R: Runtime> {
    app: AppHandle<R>,
    picks: Option<PathBuf>,
    tray: Box<dyn Tray>,
}

impl<R: Runtime> Window<R> {
    /// `picks` answers dialogs in place of the person.
    pub(crate) const fn new(app: AppHandle<R>, picks: Option<PathBuf>, tray: Box<dyn Tray>) -> Self {
        Self { app, picks, tray }
    }
}

impl<R: Runtime> Desktop for Window<R> {
    fn tell(&self, event: Event) {
        let told = match event {
            Event::Changed => self.app.emit("changed", ()),
            Event::FileOver(over) => self.app.emit("file-over", over),
            Event::FileDropped(files) => self.app.emit("file-dropped", files),
            Event::LinkOpened => self.app.emit("destination", ()),
            Event::ImportProgress(progress) => self.app.emit("import-progress", progress),
        };
        if let Err(error) = told {
            tracing::warn!(%error, "the pages could not be told");
        }
    }

    fn ask(&self, question: Question) -> oneshot::Receiver<Vec<PathBuf>> {
        dialogs::ask(&self.app, self.picks.as_deref(), question)
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        self.app.opener().reveal_item_in_dir(path).map_err(|error| error.to_string())
    }

    fn wear(&self, look: Look) {
        window::wear(&self.app, look);
    }

    fn tray(&self) -> &dyn Tray {
        self.tray.as_ref()
    }

    fn starts_at_login(&self) -> bool {
        let started = self.app.try_state::<AutoLaunchManager>().map(|manager| manager.is_enabled());
        match started {
            Some(Err(error)) => {
                tracing::warn!(%error, "whether the program starts at login cannot be seen");
                false
            }
            Some(Ok(starts)) => starts,
            None => false,
        }
    }

    fn start_at_login(&self, start: bool) -> Result<(), String> {
        let Some(manager) = self.app.try_state::<AutoLaunchManager>() else {
            return Err(say("error-no-login", &[]));
        };
        let done = if start { manager.enable() } else { manager.disable() };
        done.map_err(|error| error.to_string())
    }
}
