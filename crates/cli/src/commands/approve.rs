//! `rollcall approve`: let those in who ask to join.

use super::{
    Session,
    asked::{Asked, Name, waits},
    asking,
    link_terms::assignment,
    people::Outcome,
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{
    Permit,
    decide_requests::{Approval, DecisionOutcome},
    list_requests::RequestRow,
};
use rollcall_domain::Assignment;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Approve {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    given: Given,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Which requests are meant.
#[derive(Debug, Args)]
struct Which {
    /// Whose requests: addresses, or the ids that “rollcall requests” shows
    #[arg(value_name = "EMAIL|ID", required_unless_present = "all", conflicts_with = "all")]
    requests: Vec<Name>,
    /// All that wait
    #[arg(long)]
    all: bool,
    /// Do not ask before all are let in; needed where nobody can be asked
    #[arg(long, requires = "all")]
    yes: bool,
}

/// What they are given.
#[derive(Debug, Args)]
struct Given {
    /// The group in which they get the role
    #[arg(long, value_name = "PATH", required_unless_present = "suggested", requires = "role")]
    group: Option<String>,
    /// The role
    #[arg(long, value_name = "ROLE", requires = "group")]
    role: Option<String>,
    /// Give each what “rollcall requests” shows as suggested for them
    #[arg(long, conflicts_with = "group")]
    suggested: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  all of them were approved
  1  some were; standard error says why not the others, and who decided before
  2  none was; standard error says why";

impl Approve {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let given = match (&self.given.group, &self.given.role) {
            (Some(group), Some(role)) => Some(assignment(session, &permit, group, role).await?),
            _ => None,
        };
        let asked = self.which.asked(session, &permit).await?;
        let decided = decide(session, &permit, &asked.found, given).await?;
        let invited = decided.outcome.invited;
        let nothing_suggested = |addresses: &[String]| {
            let words: [(_, &dyn ToString); 2] = [("count", &addresses.len()), ("addresses", &addresses.join(", "))];
            say("approve-nothing-suggested", &words)
        };
        let outcome = Outcome::from(decided.outcome);
        let outcome = outcome.with_missing("nothing_suggested", &decided.nothing_suggested, nothing_suggested);
        Ok(asked.complete(outcome).answer(self.json, |count| {
            let done = say("approve-done", &[("count", &count)]);
            if invited == 0 { done } else { format!("{done}\n{}", say("approve-invited", &[("count", &invited)])) }
        }))
    }
}

impl Which {
    async fn asked(&self, session: &Session, permit: &Permit) -> Result<Asked, Failure> {
        if !self.all {
            return Asked::find(session, permit, &self.requests).await;
        }
        let asked = Asked::all_that_wait(session, permit).await?;
        if !self.yes && !asked.found.is_empty() {
            confirm(&asked.found)?;
        }
        Ok(asked)
    }
}

/// What became of the requests.
struct Decided {
    outcome: DecisionOutcome,
    /// The addresses of those for whom nothing is suggested, and nothing else was said.
    nothing_suggested: Vec<String>,
}

/// Gives each the group and role, or what is suggested.
async fn decide(
    session: &Session,
    permit: &Permit,
    rows: &[RequestRow],
    given: Option<Assignment>,
) -> Result<Decided, Failure> {
    let (mut approvals, mut decided_before, mut nothing_suggested) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let suggested = row.suggested.as_ref().map(|one| Assignment { group: one.group, role: one.role });
        match given.or(suggested) {
            Some(assignment) => approvals.push(Approval { request: row.id, assignment }),
            None if waits(row) => nothing_suggested.push(row.address.clone()),
            None => decided_before.push(row.id),
        }
    }
    let mut outcome = DecisionOutcome::default();
    if !approvals.is_empty() {
        outcome = session.app().approve_requests(permit, &approvals).await?;
    }
    outcome.not_done.extend(session.app().why_not_decided(permit, &decided_before).await?);
    Ok(Decided { outcome, nothing_suggested })
}

/// Says who is let in, and asks for their number to be typed.
fn confirm(rows: &[RequestRow]) -> Result<(), Failure> {
    let prompt = say("approve-prompt", &[("count", &rows.len())]);
    let lines = rows.iter().map(|row| format!("  {} <{}>", row.name, row.address));
    let prompt = lines.chain([prompt]).collect::<Vec<_>>().join("\n");
    let number = rows.len().to_string();
    asking::confirm(&prompt, |typed| typed == number, "approve-needs-yes", "approve-not-typed")
}
