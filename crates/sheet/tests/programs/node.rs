//! Starting scripts of Node.

use crate::foreign::finished;
use serde_json::Value;
use std::{
    env,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// Node with `SheetJS` and `ExcelJS`: the folder with their packages.
pub(crate) struct Node(PathBuf);

impl Node {
    /// `None`, and a word on standard error, when nobody said where they are: then the test is left out.
    pub(crate) fn find(test: &str) -> Option<Self> {
        let found = env::var_os("ROLLCALL_NODE_MODULES").filter(|path| !path.is_empty());
        if found.is_none() {
            let _ = writeln!(
                std::io::stderr(),
                "left out: {test}: ROLLCALL_NODE_MODULES is not set; `cargo xtask test` makes that folder and sets it"
            );
        }
        found.map(|path| Self(path.into()))
    }

    /// Runs a script of this folder, which prints a JSON document.
    pub(crate) fn run(&self, script: &str, arguments: &[&Path]) -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(script);
        let output = Command::new("node").arg(path).arg(&self.0).args(arguments).output().unwrap();
        serde_json::from_slice(&finished(output, script).stdout).unwrap()
    }
}
