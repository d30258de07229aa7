//! `rollcall remove`: remove users from the account.

use super::{
    Session,
    people::{self, Outcome},
};
use crate::{
    answer::{Answer, Failure, visible},
    words::say,
};
use clap::Args;
use rollcall_app::{Permit, find_users::FoundUser};
use rollcall_domain::{EmailAddress, UserState};
use std::io::{self, BufRead, IsTerminal as _, Write as _};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Remove {
    /// Whom
    #[arg(required = true, value_name = "EMAIL", value_parser = EmailAddress::parse)]
    addresses: Vec<EmailAddress>,
    /// Why; the record keeps it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// Do not ask; needed where nobody can be asked
    #[arg(long)]
    yes: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  all of them were removed
  1  some were; standard error says why not the others
  2  nobody was removed; standard error says why";

impl Remove {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        permit.require_root()?;
        let people = people::find(session, &permit, &self.addresses).await?;
        let (gone, present): (Vec<_>, Vec<_>) =
            people.found.iter().partition(|(_, user)| user.state == UserState::Removed);
        let gone: Vec<String> = gone.into_iter().map(|(address, _)| address.to_string()).collect();
        let users: Vec<_> = present.iter().map(|(_, user)| (user.id, user.state)).collect();
        let removed = if users.is_empty() {
            Vec::new()
        } else {
            if !self.yes {
                confirm(session, &permit, &present).await?;
            }
            session.app().remove_users(&permit, &users, &self.reason).await?.users
        };
        let already = |addresses: &[String]| {
            say("remove-already", &[("count", &addresses.len()), ("addresses", &addresses.join(", "))])
        };
        // Whoever joined at this very moment is not the one who was looked at.
        let kept = present.iter().filter(|(_, user)| !removed.contains(&user.id));
        let kept: Vec<String> = kept.map(|(address, _)| address.to_string()).collect();
        let changed = |addresses: &[String]| {
            say("remove-changed", &[("count", &addresses.len()), ("addresses", &addresses.join(", "))])
        };
        let outcome = Outcome::of(u32::try_from(removed.len()).unwrap_or(u32::MAX))
            .with_unknown(&people.unknown)
            .with_missing("removed", &gone, already)
            .with_missing("changed", &kept, changed);
        Ok(outcome.answer(self.json, |count| say("remove-done", &[("count", &count)])))
    }
}

/// Says what removing ends, and asks for each address to be typed.
async fn confirm(session: &Session, permit: &Permit, users: &[&(EmailAddress, FoundUser)]) -> Result<(), Failure> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::Own(say("remove-needs-yes", &[])));
    }
    for (address, user) in users {
        let user = session.app().show_user(permit, user.id).await?.row;
        let name = user.name.unwrap_or_else(|| address.to_string());
        let words: [(_, &dyn ToString); 3] =
            [("name", &name), ("address", &user.address), ("roles", &user.assignments.len())];
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "{} ", visible(&say("remove-prompt", &words)));
        let _ = stderr.flush();
        if !is_typed(&mut stdin.lock(), address) {
            return Err(Failure::Own(say("remove-not-typed", &[])));
        }
    }
    Ok(())
}

/// Whether the next line is this address.
fn is_typed(input: &mut impl BufRead, address: &EmailAddress) -> bool {
    let mut line = String::new();
    let read = input.read_line(&mut line);
    read.is_ok() && EmailAddress::parse(&line).is_ok_and(|typed| typed.key() == address.key())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_address_is_a_yes() {
        let zoe = EmailAddress::parse("zoe@example.net").unwrap();
        for yes in ["zoe@example.net\n", " Zoe@EXAMPLE.net \r\n", "zoe@example.net"] {
            assert!(is_typed(&mut yes.as_bytes(), &zoe), "{yes:?}");
        }
        for no in ["", "\n", "y\n", "yes\n", "zoe\n", "ben@example.net\n"] {
            assert!(!is_typed(&mut no.as_bytes(), &zoe), "{no:?}");
        }
    }
}
