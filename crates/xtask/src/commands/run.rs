//! `cargo xtask run`: from a fresh machine to the open window.

use crate::program::cargo;
use crate::step::{Outcome, say};
use crate::{machine, ui};

pub(super) fn run(arguments: &[String]) -> Outcome {
    machine::ready_to_build()?;
    ui::build()?;
    if cfg!(target_os = "linux") && !super::e2e::has_screen() {
        say("neither DISPLAY nor WAYLAND_DISPLAY is set: the window will not find a screen");
    }
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    cargo().words("run -p rollcall-desktop --").args(arguments).run()
}
