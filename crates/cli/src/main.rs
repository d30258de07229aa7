//! `rollcall`: what the window does, without a window.

mod answer;
mod commands;
mod files;
mod progress;
mod table;
mod words;

use answer::{Answer, Failure};
use clap::{CommandFactory as _, Parser, error::ErrorKind};
use commands::{Command, Session};
use rollcall_app::Who;
use rollcall_domain::EmailAddress;
use rollcall_sheet::{READ_SHEET_ARG, run_child};
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Manage the users of a business account: invite them by address or by spreadsheet, see how they stand, deliver their mails.
///
/// Results go to standard output, with --json as one JSON document; sentences about trouble go to standard error.
#[derive(Debug, Parser)]
#[command(name = "rollcall", version, propagate_version = true, disable_help_subcommand = true, after_help = STATUSES)]
struct Arguments {
    /// The workspace: the file (*.rollcall) that holds the account. Only `import --check` does without one
    #[arg(long, global = true, value_name = "FILE")]
    workspace: Option<PathBuf>,

    /// The address of the administrator who acts. Needed where there are several
    #[arg(long = "as", global = true, value_name = "EMAIL", value_parser = EmailAddress::parse)]
    acting: Option<EmailAddress>,

    #[command(subcommand)]
    command: Command,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  all of it was done
  1  some of it was done: some rows were rejected, some users or invitations had changed, some requests were decided, some mails did not leave
  2  nothing was done; standard error says why";

/// How long work on other threads may take to end once the answer is given.
const PATIENCE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    // The child that reads a spreadsheet: before any thread is started, since it gives up its own rights.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == READ_SHEET_ARG) {
        return run_child();
    }
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Own(error.to_string()).give(),
    };
    let status = match runtime.block_on(run(arguments)) {
        Ok(answer) => answer.give(),
        Err(failure) => failure.give(),
    };
    // A thread that waits for something of the system must not keep the program from ending.
    runtime.shutdown_timeout(PATIENCE);
    status
}

async fn run(arguments: Arguments) -> Result<Answer, Failure> {
    let Arguments { workspace, acting, command } = arguments;
    let command = match command {
        Command::Import(import) if import.is_offline() || workspace.is_none() && import.is_check() => {
            return import.run_offline().await;
        }
        command => command,
    };
    let Some(path) = workspace else {
        Arguments::command().error(ErrorKind::MissingRequiredArgument, words::say("workspace-missing", &[])).exit();
    };
    let who = acting.map_or(Who::Only, Who::Address);
    if let Command::Init(init) = command {
        return init.run(&path).await;
    }
    let workspace = match rollcall_host::open(&path).await {
        Ok(workspace) => workspace,
        Err(error) if matches!(&command, Command::Import(import) if import.is_check()) => {
            return Err(Failure::Own(format!("{} {}", error.sentence(), words::say("import-offline", &[]))));
        }
        Err(error) => return Err(error.into()),
    };
    let session = Session { workspace, who };
    let answer = command.run(&session).await;
    session.workspace.close().await;
    answer
}
