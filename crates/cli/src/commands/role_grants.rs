//! `rollcall role give`, `take` and `set`: change what users have, or are offered, in one group.

use super::{
    Session,
    group::find as find_group,
    link_terms::assignment,
    people::{self, Outcome},
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{
    Permit,
    list_users::UserRow,
    select_users::{UserSelection, UsersDone},
};
use rollcall_domain::{Assignment, EmailAddress, GrantChange, Status, UserId};

/// Shown below the help of each.
const STATUSES: &str = "\
Exit status:
  0  it was done with all of them
  1  it was done with some; standard error says why not with the others
  2  it was done with none; standard error says why";

/// The arguments of `rollcall role give`.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(super) struct Give {
    #[command(flatten)]
    whom: Whom,
    /// The role
    #[arg(long, value_name = "ROLE")]
    role: String,
}

/// The arguments of `rollcall role take`.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(super) struct Take {
    #[command(flatten)]
    whom: Whom,
    /// The role; every role that they have there if it is not given
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

/// The arguments of `rollcall role set`.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(super) struct Set {
    #[command(flatten)]
    whom: Whom,
    /// The role that they have there instead
    #[arg(long, value_name = "ROLE")]
    role: String,
}

#[derive(Debug, Args)]
struct Whom {
    /// Whom
    #[arg(required = true, value_name = "EMAIL", value_parser = EmailAddress::parse)]
    addresses: Vec<EmailAddress>,
    /// The group; what they have below it stays as it is
    #[arg(long, value_name = "PATH")]
    group: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// What is said of a change.
struct Words {
    done: &'static str,
    /// Of those with whom it is so already.
    unchanged: &'static str,
}

/// Those who are meant, by what can be done with them.
#[derive(Default)]
struct Sorted {
    changing: Vec<UserId>,
    removed: Vec<String>,
    /// Who declined, or whose invitation was cancelled: nothing more is offered to them.
    not_invited: Vec<String>,
    unchanged: Vec<String>,
}

impl Give {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let grant = assignment(session, permit, &self.whom.group, &self.role).await?;
        let words = Words { done: "role-given", unchanged: "role-give-unchanged" };
        self.whom.change(session, permit, &GrantChange::Give { grant }, &words).await
    }
}

impl Take {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let (group, roles) = match &self.role {
            Some(role) => {
                let Assignment { group, role } = assignment(session, permit, &self.whom.group, role).await?;
                (group, vec![role])
            }
            None => (find_group(&session.app().list_groups(permit).await?, &self.whom.group)?.id, Vec::new()),
        };
        let words = Words { done: "role-taken", unchanged: "role-take-unchanged" };
        self.whom.change(session, permit, &GrantChange::Take { group, roles }, &words).await
    }
}

impl Set {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let Assignment { group, role: to } = assignment(session, permit, &self.whom.group, &self.role).await?;
        let words = Words { done: "role-set", unchanged: "role-set-unchanged" };
        self.whom.change(session, permit, &GrantChange::Replace { group, from: Vec::new(), to }, &words).await
    }
}

impl Whom {
    async fn change(
        &self,
        session: &Session,
        permit: &Permit,
        change: &GrantChange,
        words: &Words,
    ) -> Result<Answer, Failure> {
        let people = people::find(session, permit, &self.addresses).await?;
        let mut sorted = Sorted::default();
        for (address, user) in &people.found {
            let row = session.app().show_user(permit, user.id).await?.row;
            sorted.add(address.to_string(), &row, change);
        }
        let UsersDone { done, left, undo, .. } = if sorted.changing.is_empty() {
            UsersDone { done: 0, left: 0, not_given_back: 0, undo: None }
        } else {
            let selection = UserSelection::These { users: sorted.changing };
            session.app().change_roles(permit, &selection, change).await?
        };
        let said = |id: &str, addresses: &[String]| {
            say(id, &[("count", &addresses.len()), ("addresses", &addresses.join(", "))])
        };
        let outcome = Outcome::of(done)
            .with_undo(undo)
            .with_unknown(&people.unknown)
            .with_missing("removed", &sorted.removed, |addresses| said("role-removed-before", addresses))
            .with_missing("not_invited", &sorted.not_invited, |addresses| said("role-not-invited", addresses))
            .with_missing("unchanged", &sorted.unchanged, |addresses| said(words.unchanged, addresses))
            .with_number("changed", left, |count| say("role-left", &[("count", &count)]));
        Ok(outcome.answer(self.json, |count| say(words.done, &[("count", &count)])))
    }
}

impl Sorted {
    /// Adds somebody.
    fn add(&mut self, address: String, row: &UserRow, change: &GrantChange) {
        let had = row.assignments.iter().map(|one| Assignment { group: one.group, role: one.role }).collect();
        match row.status {
            Status::Removed => self.removed.push(address),
            Status::Declined | Status::Cancelled if matches!(change, GrantChange::Give { .. }) => {
                self.not_invited.push(address);
            }
            _ if change.apply(&had) == Some(had) => self.unchanged.push(address),
            _ => self.changing.push(row.id),
        }
    }
}
