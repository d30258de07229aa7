//! `cargo xtask package`: installers for the system it runs on, in `target/release/bundle`.

use crate::program::program;
use crate::step::{Outcome, fail};
use crate::{machine, ui};

pub(super) fn run(arguments: &[String]) -> Outcome {
    machine::ready_to_build()?;
    ui::ready()?;
    let tauri = ui::dir().join("node_modules/@tauri-apps/cli/tauri.js");
    if !tauri.is_file() {
        return fail!("ui/package.json does not bring @tauri-apps/cli. Nothing was built. Add it to devDependencies");
    }
    // It builds the pages itself: `beforeBuildCommand` of tauri.conf.json.
    program("node").args([tauri]).args(["build"]).args(arguments).run()
}
