//! `cargo xtask screenshots`: pictures of every page of the real window, in light and in dark.

use crate::step::{Outcome, say};
use crate::{machine, python, ui};

/// Where they are kept.
const FOLDER: &str = "docs/screenshots";

pub(super) fn run(_: &[String]) -> Outcome {
    if cfg!(target_os = "linux") {
        machine::ready_to_build()?;
        machine::ready_to_test()?;
        python::ready()?;
        ui::build()?;
    }
    let folder = std::env::current_dir()?.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    super::e2e::test(&["pages::".to_owned()]).env("ROLLCALL_SCREENSHOTS", &folder).run()?;
    say(format_args!("{FOLDER} has them"));
    Ok(())
}
