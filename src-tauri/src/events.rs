//! What the shell tells the pages unasked.

use crate::desktop::ChosenFile;
use serde::Serialize;

/// Something that pages hear of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// Something of the workspace changed, here or elsewhere: ask again what is on the screen.
    Changed,
    /// Something is being dragged over the window, or no more.
    FileOver(bool),
    /// Files were dropped on the window; the first counts.
    FileDropped(Vec<ChosenFile>),
    /// A link into the program was opened: ask where it leads.
    LinkOpened,
    /// How far an import is.
    ImportProgress(ImportProgress),
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct ImportProgress {
    /// The plan that is carried out.
    pub(crate) plan: u32,
    /// The share that is done, 0 to 1.
    pub(crate) share: f32,
}
