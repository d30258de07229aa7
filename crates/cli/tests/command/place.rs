//! A folder to try the command in.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// A folder with a workspace `Acme.rollcall`, whose administrator is Ana.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run of the command ended with.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; none if a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    /// With an account and the groups Sales, Sales/EMEA and Finance.
    pub(crate) fn with_account() -> Self {
        let place = Self::empty();
        place.run(["init", "--account", "Acme", "--admin-name", "Ana", "--admin-email", "ana@example.org"]).done();
        place.run(["group", "add", "Sales/EMEA", "Finance"]).done();
        place
    }

    /// Without a workspace.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and returns its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("written");
        self.path(name).to_str().expect("a plain path").to_owned()
    }

    /// The command on the workspace, to be started.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = bare(self.folder.path(), arguments);
        command.arg("--workspace").arg("Acme.rollcall");
        command
    }

    /// Runs the command on the workspace.
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs it with --json, and reads the document. `status` is the exit status that it must have.
    pub(crate) fn json<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, status: i32) -> Value {
        let run = self.run(arguments.into_iter().chain(["--json"]));
        assert_eq!(run.status, Some(status), "{run:?}");
        run.document()
    }

    /// How many users there are.
    pub(crate) fn users(&self) -> u64 {
        self.json(["users", "--limit", "1"], 0)["total"].as_u64().expect("a number")
    }

    /// Everything in the folder, byte by byte.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files =
            std::fs::read_dir(self.folder.path()).expect("readable").map(|entry| entry.expect("an entry").path());
        files.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).expect("readable"))).collect()
    }
}

/// The command without a workspace, to be started in a folder, on a machine that has no keyring.
pub(crate) fn bare<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.current_dir(folder).args(arguments.into_iter().map(OsStr::new)).stdin(Stdio::null());
    command.env_remove("ROLLCALL_SMTP_PASSWORD").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    command
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        command.output().expect("started").into()
    }

    /// It was done, without a word on standard error. Returns what it said.
    pub(crate) fn done(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self.stdout
    }

    /// Nothing was done, nothing was printed, and a sentence says why. Returns the sentence.
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.status, self.stdout.as_str()), (Some(2), ""), "{self:?}");
        assert!(self.stderr.trim_end().ends_with('.') && !self.stderr.contains("panicked"), "{self:?}");
        self.stderr
    }

    /// The one JSON document on standard output.
    pub(crate) fn document(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.stdout).expect("JSON")
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// The keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
