//! `cargo xtask bench`: what an import costs, in a release build.

use crate::program::cargo;
use crate::project;
use crate::step::{Outcome, fail};
use std::path::Path;

pub(super) fn run(arguments: &[String]) -> Outcome {
    cargo().words("build --release -p rollcall-cli").run()?;
    let metadata = project::metadata()?;
    let Some(target) = metadata["target_directory"].as_str() else {
        return fail!("cargo metadata names no target folder. Nothing was measured");
    };
    let command = Path::new(target).join("release").join(format!("rollcall{}", std::env::consts::EXE_SUFFIX));
    let bench = cargo().words("run --release -p rollcall-bench --").args(arguments);
    bench.env("ROLLCALL_BIN", command).run()
}
