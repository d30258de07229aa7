//! Reading a file in a process of its own.
//!
//! The same program is started again with a hidden subcommand. It gets the open file as its standard input and no path, perhaps the name of a sheet, gives up what it could do harm with,
//! and writes [frames](crate::frames) to its standard output.

mod restrict;

use crate::{
    frames::{self, Frame, Received, RowsWriter},
    read,
};
use rollcall_app::ports::{ReadFile, Unreadable};
use rollcall_domain::table::Table;
use std::{
    ffi::OsString,
    fs::File,
    io,
    path::PathBuf,
    process::{ExitCode, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    process::Command,
};

/// The argument by which a program of Rollcall knows that it is to do nothing but [`run_child`].
pub const READ_SHEET_ARG: &str = "read-sheet";

/// How long a file may take, whatever it is.
const PATIENCE: Duration = Duration::from_mins(1);

/// The most bytes of a sheet's name. Programs have 31 characters, or some more.
const NAME_BYTES: usize = 4096;

/// Variables without which the system does not start a program. All others are kept from the child.
const KEPT_VARIABLES: &[&str] = &["SystemRoot", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

/// Starts a program that reads a file for us, and believes nothing of what it says without checking.
#[derive(Debug, Clone)]
pub struct ChildReader {
    program: PathBuf,
    arguments: Vec<OsString>,
}

impl ChildReader {
    /// `program` with `arguments` has to end in [`run_child`]: as a rule the program that is running, with [`READ_SHEET_ARG`].
    pub fn new(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Self { program: program.into(), arguments: arguments.into_iter().map(Into::into).collect() }
    }

    /// Reads the table of an open file: of a workbook the visible sheet of this name, or else the most likely one. Dropping the future kills
    /// the process.
    ///
    /// # Errors
    /// Why there is no table. A process that dies, takes too long or talks nonsense means [`Unreadable::DamagedOrTooComplex`].
    pub async fn read(&self, file: File, sheet: Option<&str>) -> Result<ReadFile, Unreadable> {
        // No sheet has a name that the system does not take as an argument.
        if let Some(name) = sheet.filter(|name| name.len() > NAME_BYTES || name.contains('\0')) {
            return Err(Unreadable::NoSuchSheet(name.to_owned()));
        }
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(sheet).env_clear();
        command.envs(KEPT_VARIABLES.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.stdin(file).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        #[cfg(windows)]
        command.creation_flags(restrict::NO_WINDOW);
        let not_started = |error: io::Error| Unreadable::NotOpened(format!("the reader did not start: {error}"));
        let mut child = command.spawn().map_err(not_started)?;
        #[cfg(windows)]
        let _job = restrict::job(&child).map_err(|error| not_started(io::Error::other(error)))?;
        let answer = async {
            let output = child.stdout.take().ok_or(Unreadable::DamagedOrTooComplex)?;
            let read = receive(output).await?;
            if sheet.is_some_and(|name| name != read.table.sheet) {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            match child.wait().await {
                Ok(status) if status.success() => Ok(read),
                _ => Err(Unreadable::DamagedOrTooComplex),
            }
        };
        tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Err(Unreadable::DamagedOrTooComplex))
    }
}

/// What a process has answered. Believes nothing of it without checking.
pub(crate) async fn receive(mut output: impl AsyncRead + Unpin) -> Result<ReadFile, Unreadable> {
    let mut received = Received::default();
    let mut bytes = Vec::new();
    let mut total = 0;
    loop {
        let length = output.read_u32_le().await.map_or(usize::MAX, |length| length as usize);
        total = length.saturating_add(total);
        if length > frames::FRAME_BYTES || total > frames::ANSWER_BYTES {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        bytes.resize(length, 0);
        output.read_exact(&mut bytes).await.map_err(|_| Unreadable::DamagedOrTooComplex)?;
        match frames::parse(&bytes) {
            Some(Frame::Rows(rows)) => received.take(rows)?,
            Some(Frame::Done { sheet, other_sheets, hash }) if !received.rows.is_empty() => {
                return Ok(ReadFile { table: Table { sheet, other_sheets, rows: received.rows }, hash });
            }
            Some(Frame::Refused(reason)) => return Err(reason),
            _ => return Err(Unreadable::DamagedOrTooComplex),
        }
    }
}

/// The whole of the hidden subcommand: reads the file that is its standard input.
///
/// To be called first thing in `main`, before any thread is started: the process takes away its own memory, time and rights.
pub fn run_child() -> ExitCode {
    // What went wrong in here is nobody's business: the parent sees that there was no answer.
    std::panic::set_hook(Box::new(|_| {}));
    match std::panic::catch_unwind(answer) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer() -> io::Result<()> {
    let (input, output) = restrict::standard_files()?;
    restrict::this_process()?;
    // What stands behind the hidden argument is the name of a sheet.
    let mut arguments = std::env::args_os().skip_while(|argument| argument != READ_SHEET_ARG);
    let sheet = arguments.nth(1).map(OsString::into_string).transpose().map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut output = RowsWriter::new(output);
    let last = match read::read(input, sheet.as_deref(), &mut output) {
        Ok((origin, hash)) => Frame::Done { sheet: origin.sheet, other_sheets: origin.other_sheets, hash },
        Err(reason) => Frame::Refused(reason),
    };
    output.finish(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn said(bytes: &[u8]) -> Result<ReadFile, Unreadable> {
        receive(bytes).await
    }

    #[tokio::test]
    async fn garbage_from_the_child_is_a_damaged_file() {
        let mut huge = u32::MAX.to_le_bytes().to_vec();
        huge.extend([0; 100]);
        let mut no_rows = Vec::new();
        let done = Frame::Done { sheet: String::new(), other_sheets: Vec::new(), hash: [0; 32] };
        frames::write(&mut no_rows, &done).expect("written");
        for bytes in [&b""[..], b"no", b"Segmentation fault", &huge, &[1, 0, 0, 0, 77], &no_rows] {
            assert_eq!(said(bytes).await, Err(Unreadable::DamagedOrTooComplex), "{bytes:?}");
        }
    }
}
