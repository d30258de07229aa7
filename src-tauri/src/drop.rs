//! Files dragged onto the window: the pages learn that there is one, and its name.

use crate::{events::Event, shell::Shell};
use std::sync::Arc;
use tauri::{DragDropEvent, Manager as _, Runtime, Window};

/// Hears of something that is dragged.
pub(crate) fn heard<R: Runtime>(window: &Window<R>, event: &DragDropEvent) {
    let Some(shell) = window.try_state::<Arc<Shell>>() else { return };
    match event {
        // What the pages drag within themselves has no path.
        DragDropEvent::Enter { paths, .. } => shell.tell(Event::FileOver(!paths.is_empty())),
        DragDropEvent::Leave => shell.tell(Event::FileOver(false)),
        DragDropEvent::Drop { paths, .. } => {
            shell.tell(Event::FileOver(false));
            // Folders and the like are no spreadsheets; who drops only those is told by nothing happening.
            let files: Vec<_> =
                paths.iter().filter(|path| path.is_file()).map(|path| shell.chose(path.clone())).collect();
            if !files.is_empty() {
                shell.tell(Event::FileDropped(files));
            }
        }
        _ => {}
    }
}
