//! Starting other programs.

use crate::project;
use crate::step::{Failure, Outcome, fail, say};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program with its arguments, started in the project's top folder.
pub(crate) struct Program(Command);

/// The cargo that started us.
pub(crate) fn cargo() -> Program {
    program(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// A program by name or path.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Program {
    let mut command = Command::new(name);
    command.current_dir(project::root());
    Program(command)
}

impl Program {
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.0.args(args);
        self
    }

    /// Adds the words of a line, split at blanks.
    pub(crate) fn words(self, line: &str) -> Self {
        self.args(line.split_whitespace())
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.0.current_dir(dir);
        self
    }

    /// The same, as arguments of a program that runs others.
    pub(crate) fn under(self, name: &str, args: &[&str]) -> Self {
        program(name).args(args).args([self.0.get_program()]).args(self.0.get_args())
    }

    /// Says what runs, runs it with our own input and output, and fails when it fails.
    pub(crate) fn run(mut self) -> Outcome {
        let line = self.line();
        say(format_args!("  $ {line}"));
        match self.0.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => fail!("`{line}` ended with {status}"),
            Err(error) => fail!("`{line}` could not be started: {error}"),
        }
    }

    /// Whether it runs and succeeds; its output is thrown away.
    pub(crate) fn succeeds(mut self) -> bool {
        self.0.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.0.status().is_ok_and(|status| status.success())
    }

    /// What it prints on standard output.
    pub(crate) fn read(mut self) -> Result<String, Failure> {
        let line = self.line();
        match self.0.stdin(Stdio::null()).output() {
            Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(output) => fail!("`{line}` ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)),
            Err(error) => fail!("`{line}` could not be started: {error}"),
        }
    }

    /// The command line, as one would type it in the top folder; paths below it are shortened.
    fn line(&self) -> String {
        let root = format!("{}{}", project::root().display(), std::path::MAIN_SEPARATOR);
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args()).map(|word| {
            let is_cargo = Path::new(word).is_absolute() && Path::new(word).file_stem() == Some(OsStr::new("cargo"));
            if is_cargo { "cargo".to_owned() } else { quote(&word.to_string_lossy().replace(&root, "")) }
        });
        let words: Vec<_> = words.collect();
        words.join(" ")
    }
}

fn quote(word: &str) -> String {
    if word.is_empty() || word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}

/// Whether a program of that name can be found.
pub(crate) fn exists(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|dir| dir.join(name).is_file() || dir.join(format!("{name}.exe")).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_shown_can_be_typed_in_the_top_folder() {
        let script = project::root().join("ui").join("x.js");
        let shown = program("node").args([script.as_os_str(), OsStr::new("a b")]).line();
        assert_eq!(shown.replace('\\', "/"), "node ui/x.js \"a b\"");
        assert_eq!(cargo().words("test").under("xvfb-run", &["-a"]).line(), "xvfb-run -a cargo test");
    }

    #[test]
    fn a_program_that_fails_is_a_failure_and_one_that_is_absent_too() {
        assert!(cargo().words("no-such-command").succeeds().eq(&false));
        let Err(failure) = program("no-such-program-of-ours").run() else { panic!("it ran") };
        assert!(failure.0.contains("could not be started"), "{failure}");
    }
}
