//! `rollcall resend` and `rollcall cancel`: send invitations again, or take them back.

use super::{
    Session, group,
    people::{self, Outcome},
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{Permit, act_on_invitations::InvitationSelection, list_invitations::InvitationQuery};
use rollcall_domain::{EmailAddress, InvitationStatus};

/// Shown below the help of both.
const STATUSES: &str = "\
Exit status:
  0  it was done with all of them
  1  it was done with some; standard error says why not with the others
  2  it was done with none; standard error says why";

/// The arguments of `rollcall resend`.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Resend {
    #[command(flatten)]
    which: Which,
}

/// The arguments of `rollcall cancel`.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Cancel {
    #[command(flatten)]
    which: Which,
}

/// Which invitations are meant.
#[derive(Debug, Args)]
struct Which {
    /// Whose: the newest invitation of each of these users
    #[arg(value_name = "EMAIL", value_parser = EmailAddress::parse,
        required_unless_present = "status", conflicts_with_all = ["status", "search", "group"])]
    addresses: Vec<EmailAddress>,
    /// All that stand so: pending, expiring, expired, … May be given several times, or with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<InvitationStatus>,
    /// Of these, those with these words in the name or the address
    #[arg(long, value_name = "TEXT", requires = "status")]
    search: Option<String>,
    /// Of these, those that offer a role in this group or below it
    #[arg(long, value_name = "PATH", requires = "status")]
    group: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

impl Resend {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let meant = self.which.meant(session, &permit).await?;
        let outcome: Outcome = session.app().resend(&permit, &meant.selection).await?.into();
        let days = session.app().settings().await?.invitation_days;
        let said = |count| say("resend-done", &[("count", &count), ("days", &days)]);
        Ok(meant.complete(outcome).answer(self.which.json, said))
    }
}

impl Cancel {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let meant = self.which.meant(session, &permit).await?;
        let outcome: Outcome = session.app().cancel(&permit, &meant.selection).await?.into();
        Ok(meant.complete(outcome).answer(self.which.json, |count| say("cancel-done", &[("count", &count)])))
    }
}

/// The invitations that are meant, and the addresses for which there is none.
struct Meant {
    selection: InvitationSelection,
    unknown: Vec<String>,
    never_invited: Vec<String>,
}

impl Which {
    async fn meant(&self, session: &Session, permit: &Permit) -> Result<Meant, Failure> {
        if self.addresses.is_empty() {
            let group = match &self.group {
                Some(path) => Some(group::find(&session.app().list_groups(permit).await?, path)?.id),
                None => None,
            };
            let search = self.search.clone().unwrap_or_default();
            let query = InvitationQuery { search, statuses: self.status.clone(), group, ..InvitationQuery::default() };
            let selection = InvitationSelection::Matching { query, except: Vec::new() };
            return Ok(Meant { selection, unknown: Vec::new(), never_invited: Vec::new() });
        }
        let people = people::find(session, permit, &self.addresses).await?;
        let (mut invitations, mut never_invited) = (Vec::new(), Vec::new());
        for (address, user) in people.found {
            match user.invitation {
                Some(invitation) => invitations.push(invitation),
                None => never_invited.push(address.to_string()),
            }
        }
        let selection = InvitationSelection::These { invitations };
        Ok(Meant { selection, unknown: people.unknown, never_invited })
    }
}

impl Meant {
    /// What became of all of them.
    fn complete(&self, outcome: Outcome) -> Outcome {
        let never_invited = |addresses: &[String]| {
            say("people-never-invited", &[("count", &addresses.len()), ("addresses", &addresses.join(", "))])
        };
        outcome.with_unknown(&self.unknown).with_missing("never_invited", &self.never_invited, never_invited)
    }
}
