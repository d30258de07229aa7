//! What holds for those who ask by the join link, as it is given on the command line.

use super::{Session, group, role};
use crate::{answer::Failure, words::say};
use clap::Args;
use rollcall_app::{Permit, share_join_link::JoinLinkInput};
use rollcall_domain::Assignment;

/// The word that takes a term back.
const NONE: &str = "none";

/// The arguments of the commands that make a link, or change its terms.
#[derive(Debug, Args)]
pub(super) struct Terms {
    /// The last day on which somebody can ask by it, in UTC, such as 2026-12-31; or none
    #[arg(long, value_name = "DAY")]
    last_day: Option<String>,
    /// How many may ask by it (whoever has proven their address counts); or none, for as many as want
    #[arg(long, value_name = "N", value_parser = uses)]
    uses: Option<Uses>,
    /// A domain in which an address must be, such as example.org. May be given several times, or with commas; or none, for any
    #[arg(long, value_name = "DOMAIN", value_delimiter = ',')]
    domain: Vec<String>,
    /// The group that you are suggested for whoever asks by it; none for no suggestion
    #[arg(long, value_name = "PATH")]
    group: Option<String>,
    /// The role in that group
    #[arg(long, value_name = "ROLE", requires = "group")]
    role: Option<String>,
    /// What its page says to who opens it; or none
    #[arg(long, value_name = "TEXT")]
    welcome: Option<String>,
}

/// How many may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Uses(Option<u32>);

impl Terms {
    /// Whether none was given.
    pub(super) fn is_empty(&self) -> bool {
        let Self { last_day, uses, domain, group, role, welcome } = self;
        let texts = [last_day, group, role, welcome];
        texts.iter().all(|text| text.is_none()) && uses.is_none() && domain.is_empty()
    }

    /// Puts those that were given in the place of what holds; the others stay.
    pub(super) async fn apply(
        self,
        session: &Session,
        permit: &Permit,
        input: &mut JoinLinkInput,
    ) -> Result<(), Failure> {
        if let Some(day) = self.last_day {
            input.last_day = unless_none(day);
        }
        if let Some(Uses(most)) = self.uses {
            input.most_uses = most;
        }
        match self.domain.as_slice() {
            [] => {}
            [only] if only == NONE => input.domains.clear(),
            _ => input.domains = self.domain,
        }
        match (&self.group, &self.role) {
            (None, _) => {}
            (Some(group), None) if group == NONE => input.suggested = None,
            (Some(_), None) => return Err(Failure::Own(say("link-role-missing", &[]))),
            (Some(group), Some(role)) => input.suggested = Some(assignment(session, permit, group, role).await?),
        }
        if let Some(text) = self.welcome {
            input.welcome = unless_none(text).unwrap_or_default();
        }
        Ok(())
    }
}

/// The group and the role that are named.
pub(super) async fn assignment(
    session: &Session,
    permit: &Permit,
    group: &str,
    role: &str,
) -> Result<Assignment, Failure> {
    let (groups, roles) = (session.app().list_groups(permit).await?, session.app().list_roles(permit).await?);
    match (group::find(&groups, group), role::find(&roles, role)) {
        (Ok(group), Ok(role)) => Ok(Assignment { group: group.id, role: role.id }),
        // Both are said at once.
        (Err(group), Err(role)) => Err(Failure::Own(format!("{}\n{}", group.sentence(), role.sentence()))),
        (Err(wrong), Ok(_)) | (Ok(_), Err(wrong)) => Err(wrong),
    }
}

fn unless_none(text: String) -> Option<String> {
    Some(text).filter(|text| text != NONE)
}

fn uses(text: &str) -> Result<Uses, String> {
    if text == NONE {
        return Ok(Uses(None));
    }
    text.parse().map(|most| Uses(Some(most))).map_err(|_| say("link-uses-form", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_may_ask_is_a_number_or_none() {
        assert_eq!((uses("50"), uses("none")), (Ok(Uses(Some(50))), Ok(Uses(None))));
        for wrong in ["", "-1", "many", "1.5", "99999999999"] {
            assert!(uses(wrong).is_err(), "{wrong}");
        }
    }
}
