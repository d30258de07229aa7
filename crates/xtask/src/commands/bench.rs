//! `cargo xtask bench`: what imports, a delivery, the list of users and the window cost, in a release build.

use crate::program::{cargo, exists, program};
use crate::step::{Outcome, fail, say};
use crate::{machine, node, project, python, ui};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &[String]) -> Outcome {
    cargo().words("build --release -p rollcall-cli").run()?;
    let metadata = project::metadata()?;
    let Some(target) = metadata["target_directory"].as_str() else {
        return fail!("cargo metadata names no target folder. Nothing was measured");
    };
    let command = Path::new(target).join("release").join(format!("rollcall{}", std::env::consts::EXE_SUFFIX));
    if let [word] = arguments
        && word == "window"
    {
        return window(Path::new(target), &command);
    }
    let mut bench = cargo().words("run --release -p rollcall-bench --").args(arguments).env("ROLLCALL_BIN", command);
    // SheetJS writes the tables of most formats.
    if arguments.iter().any(|word| word == "formats") {
        node::ready()?;
        bench = bench.env(node::VARIABLE, node::path());
    }
    if let Some(postfix) = postfix() {
        bench = bench.env("ROLLCALL_POSTFIX", postfix);
    }
    bench.run()
}

/// The real window in a release build, on a workspace of a million users.
fn window(target: &Path, command: &Path) -> Outcome {
    machine::ready_to_build()?;
    machine::ready_to_test()?;
    python::ready()?;
    ui::build()?;
    let workspace = target.join("tmp").join("Many.rollcall");
    let make = cargo().words("run --release -p rollcall-bench -- workspace").args([&workspace]).words("1000000");
    make.env("ROLLCALL_BIN", command).run()?;
    cargo().words("build --release -p rollcall-desktop --example empty").run()?;
    super::e2e::measure("speed::").env("ROLLCALL_SPEED_WORKSPACE", &workspace).run()
}

/// Where postfix was unpacked, for its programs `smtp-source` and `smtp-sink`. To install it would make this machine a mail server. `None`
/// where it is installed, or cannot be had: the measurement says so then.
fn postfix() -> Option<PathBuf> {
    let folder = project::tools().join("postfix");
    if folder.join("usr/sbin/smtp-source").is_file() {
        return Some(folder);
    }
    if exists("smtp-source") || Path::new("/usr/sbin/smtp-source").is_file() || !exists("apt-get") {
        return None;
    }
    say("unpacking postfix into target/tools, once: its smtp-source is what a delivery is measured against");
    std::fs::create_dir_all(&folder).ok()?;
    program("apt-get").words("-qq download postfix").dir(&folder).run().ok()?;
    let files = std::fs::read_dir(&folder).ok()?.filter_map(|file| Some(file.ok()?.path()));
    let package = files.into_iter().find(|file| file.extension().is_some_and(|ending| ending == "deb"))?;
    program("dpkg-deb").words("--extract").args([&package, &folder]).run().ok()?;
    Some(folder)
}
