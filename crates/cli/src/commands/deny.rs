//! `rollcall deny`: say no to those who ask to join, and block those from whom no request is wanted.

use super::{
    Session,
    asked::{Asked, Name},
    people::Outcome,
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::{Args, ValueEnum};
use rollcall_app::decide_requests::{BlockInput, DenyInput};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Deny {
    /// Whose requests: addresses, or the ids that “rollcall requests” shows
    #[arg(required = true, value_name = "EMAIL|ID")]
    requests: Vec<Name>,
    /// What is written to them
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    message: String,
    /// From where no more requests are wanted: address, for their addresses; or domain, for everything in the domains of these
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    block: Option<Block>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// What is blocked besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Block {
    /// Their addresses
    Address,
    /// Everything in the domains of their addresses
    Domain,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  all of them were denied
  1  some were; standard error says why not the others, and who decided before
  2  none was; standard error says why";

impl Deny {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let asked = Asked::find(session, &permit, &self.requests).await?;
        let input = DenyInput {
            requests: asked.found.iter().map(|row| row.id).collect(),
            words: self.message,
            block: self.block.map(|block| match block {
                Block::Address => BlockInput::Addresses,
                Block::Domain => BlockInput::Domains,
            }),
        };
        let outcome = Outcome::from(session.app().deny_requests(&permit, &input).await?);
        Ok(asked.complete(outcome).answer(self.json, |count| say("deny-done", &[("count", &count)])))
    }
}
