//! `cargo xtask e2e`: the real window, driven from outside.

use crate::program::{Program, cargo};
use crate::step::{Outcome, say};
use crate::{machine, python, ui};
use std::env;

pub(super) fn run(arguments: &[String]) -> Outcome {
    if cfg!(target_os = "linux") {
        machine::ready_to_build()?;
        machine::ready_to_test()?;
        python::ready()?;
        ui::build()?;
    }
    drive(arguments)
}

/// Runs the tests whose names hold the filter; everything they need is there.
pub(super) fn drive(arguments: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        say(
            "the window is driven on Linux only: it takes WebKitWebDriver, and the web views of macOS and Windows have none that we use. Left out",
        );
        return Ok(());
    }
    test(arguments).run()
}

/// The tests whose names hold the filter, with a screen to open windows on.
pub(super) fn test(arguments: &[String]) -> Program {
    on_a_screen(cargo().words("test -p rollcall-desktop --test e2e --no-fail-fast").args(arguments))
}

/// What measures, in a release build.
pub(super) fn measure(filter: &str) -> Program {
    let words = "test --release -p rollcall-desktop --test e2e";
    on_a_screen(cargo().words(words).args([filter]).words("-- --ignored --nocapture"))
}

fn on_a_screen(cargo: Program) -> Program {
    let drive = if has_screen() { cargo } else { cargo.under("xvfb-run", &["-a", "-s", "-screen 0 1280x800x24"]) };
    undisturbed(drive).env(python::VARIABLE, python::path())
}

/// Whether this process was started where a window can open.
pub(super) fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// With either of these set, `WebKit` never answers when it is asked for a picture of the window.
fn undisturbed(program: Program) -> Program {
    program.without_env("WEBKIT_DISABLE_COMPOSITING_MODE").without_env("WEBKIT_DISABLE_DMABUF_RENDERER")
}
