//! What a command answers, and saying it: results on standard output, sentences about trouble on standard error.

use crate::words::say;
use rollcall_app::{Error, ErrorCode};
use rollcall_domain::text::hidden_character;
use rollcall_host::PASSWORD_VARIABLE;
use serde::Serialize;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// What a command found out or did.
#[derive(Debug)]
pub(crate) struct Answer {
    /// What is printed on standard output.
    pub(crate) output: String,
    /// What is to be known besides, on standard error.
    pub(crate) complaint: Option<String>,
    /// How it went.
    pub(crate) status: Status,
}

/// How a command went: its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All of it was done.
    Done = 0,
    /// Some of it was done.
    Partly = 1,
    /// Nothing was done.
    Nothing = 2,
}

impl Answer {
    /// Text for people, of one or more lines. Control characters in it are shown for what they are: a terminal obeys some of them.
    pub(crate) fn text(text: &str) -> Self {
        Self { output: visible(text.trim_end()) + "\n", complaint: None, status: Status::Done }
    }

    /// Nothing more to say.
    pub(crate) const fn nothing() -> Self {
        Self { output: String::new(), complaint: None, status: Status::Done }
    }

    /// One JSON document.
    pub(crate) fn json(document: &impl Serialize) -> Self {
        // Our documents have texts as keys and no value that JSON lacks.
        let output = serde_json::to_string(document).unwrap_or_default() + "\n";
        Self { output, complaint: None, status: Status::Done }
    }

    /// The same with another status.
    #[must_use]
    pub(crate) fn with(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// Prints it, and returns the exit status of the program.
    pub(crate) fn give(self) -> ExitCode {
        let mut stdout = io::stdout().lock();
        let printed = stdout.write_all(self.output.as_bytes()).and_then(|()| stdout.flush());
        if let Some(complaint) = &self.complaint {
            complain(complaint);
        }
        match printed {
            // Whoever closed the pipe has read enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                complain(&say("error-output", &[("why", &error)]));
                ExitCode::from(self.status.max(Status::Partly) as u8)
            }
            _ => ExitCode::from(self.status as u8),
        }
    }
}

/// Why a command did nothing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A use case was not carried out.
    UseCase(Error),
    /// Something of the command itself, as a sentence.
    Own(String),
}

impl Failure {
    /// Says why on standard error, and returns the exit status of the program.
    pub(crate) fn give(&self) -> ExitCode {
        complain(&self.sentence());
        ExitCode::from(Status::Nothing as u8)
    }

    /// Why.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::UseCase(error) if error.code() == ErrorCode::Keyring => {
                let instead = say("error-keyring-instead", &[("variable", &PASSWORD_VARIABLE)]);
                format!("{} {instead}", error.sentence())
            }
            Self::UseCase(error) => error.sentence(),
            Self::Own(sentence) => sentence.clone(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::UseCase(error)
    }
}

/// A sentence on standard error. If nobody can read it, nothing is lost that could be saved.
pub(crate) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(sentence));
}

/// The text with the control characters in it shown for what they are.
pub(crate) fn visible(text: &str) -> String {
    let show = |c: char| match hidden_character(c).filter(|_| c != '\n') {
        Some(code) => format!("[U+{code:04X}]"),
        None => c.into(),
    };
    text.chars().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_given_nothing_to_obey() {
        let answer = Answer::text("Ana\u{1b}[2J\u{202e}\nBen\n\n");
        assert_eq!(answer.output, "Ana[U+001B][2J[U+202E]\nBen\n");
    }
}
