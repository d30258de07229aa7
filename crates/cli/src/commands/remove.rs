//! `rollcall remove`: remove users from the account.

use super::{
    Session, asking,
    people::{self, Outcome},
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{Error, Permit, find_users::FoundUser, remove_users::RemovalPreview, select_users::UserSelection};
use rollcall_domain::{EmailAddress, UserState};

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
        let (removed, undo) = if users.is_empty() {
            (Vec::new(), None)
        } else {
            if !self.yes {
                confirm(session, &permit, &present).await?;
            }
            let removed = session.app().remove_users(&permit, &users, &self.reason).await?;
            (removed.users, removed.undo)
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
            .with_undo(undo)
            .with_unknown(&people.unknown)
            .with_missing("removed", &gone, already)
            .with_missing("changed", &kept, changed);
        Ok(outcome.answer(self.json, |count| say("remove-done", &[("count", &count)])))
    }
}

/// Says what removing ends, in numbers, and asks for the address to be typed, or for their number where there are several.
async fn confirm(session: &Session, permit: &Permit, users: &[&(EmailAddress, FoundUser)]) -> Result<(), Failure> {
    let selection = UserSelection::These { users: users.iter().map(|(_, user)| user.id).collect() };
    let preview = session.app().preview_removal(permit, &selection).await?;
    if preview.last_administrator {
        return Err(Error::LastAdministrator.into());
    }
    let mut lines = match users {
        [(_, user)] => {
            let row = session.app().show_user(permit, user.id).await?.row;
            let name = row.name.unwrap_or_default();
            vec![say("remove-one", &[("who", &format!("{name} <{}>", row.address).trim_start())])]
        }
        several => {
            let headline = say("remove-several", &[("count", &several.len())]);
            std::iter::once(headline).chain(several.iter().map(|(address, _)| format!("  {address}"))).collect()
        }
    };
    lines.extend(consequences(&preview));
    lines.push(say("remove-prompt", &[("count", &users.len()), ("typed", &preview.typed)]));
    let is_right = |typed: &str| match users {
        [(address, _)] => EmailAddress::parse(typed).is_ok_and(|typed| typed.key() == address.key()),
        several => typed == several.len().to_string(),
    };
    asking::confirm(&lines.join("\n"), is_right, "remove-needs-yes", "remove-not-typed")
}

/// What a removal ends, a line for each kind of thing, and what waits for nobody then.
pub(super) fn consequences(preview: &RemovalPreview) -> Vec<String> {
    let ends = [
        ("remove-ends-roles", preview.assignments),
        ("remove-ends-invitations", preview.invitations),
        ("remove-ends-sent", preview.sent_invitations),
    ];
    let ends: Vec<_> = ends.into_iter().filter(|(_, count)| *count > 0).collect();
    let headline = (!ends.is_empty()).then(|| say("remove-ends", &[]));
    let lines = ends.into_iter().map(|(id, count)| format!("  {}", say(id, &[("count", &count)])));
    let waits = (preview.requests > 0).then(|| say("remove-waits", &[("count", &preview.requests)]));
    headline.into_iter().chain(lines).chain(waits).collect()
}
