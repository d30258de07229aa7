//! `rollcall role`: what roles there are and who has them where; adding, changing, removing, giving and taking them.

use super::{
    Session,
    listing::shortened,
    role_grants::{Give, Set, Take},
    role_terms::{Add, Change, Remove},
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{
    Permit,
    list_roles::{RolePlace, RoleUse},
};
use rollcall_domain::{Role as OfAccount, RoleGivers, import::suggest, role};
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Role {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// List the roles: what each is for, who may give it, and how many have it
    List {
        /// Print one JSON document, with the groups in which each is held
        #[arg(long)]
        json: bool,
    },
    /// Add a role of this account's own
    Add(Add),
    /// Change a role, and leave the rest of it as it is
    Change(Change),
    /// Remove a role that nobody has
    Remove(Remove),
    /// Give users a role in a group, besides what they have. They are not mailed
    Give(Give),
    /// Take a role in a group from users, or all that they have there. They stay users
    Take(Take),
    /// Give users a role in a group in place of all that they have there. They are not mailed
    Set(Set),
}

#[derive(Serialize)]
struct Document {
    roles: Vec<RoleLine>,
}

/// A role as documents say it.
#[derive(Debug, Serialize)]
pub(super) struct RoleLine {
    pub(super) name: String,
    built_in: bool,
    meaning: Option<String>,
    given_by: RoleGivers,
    /// How many members have it.
    members: u32,
    /// How many are offered it.
    invited: u32,
    places: Vec<PlaceLine>,
}

/// A group in which a role is held.
#[derive(Debug, Serialize)]
struct PlaceLine {
    group: String,
    members: u32,
    invited: u32,
}

impl Role {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        match self.step {
            Step::List { json } => list(session, &permit, json).await,
            Step::Add(add) => add.run(session, &permit).await,
            Step::Change(change) => change.run(session, &permit).await,
            Step::Remove(remove) => remove.run(session, &permit).await,
            Step::Give(give) => give.run(session, &permit).await,
            Step::Take(take) => take.run(session, &permit).await,
            Step::Set(set) => set.run(session, &permit).await,
        }
    }
}

async fn list(session: &Session, permit: &Permit, json: bool) -> Result<Answer, Failure> {
    let roles: Vec<_> = session.app().role_uses(permit).await?.into_iter().map(RoleLine::from).collect();
    if json {
        return Ok(Answer::json(&Document { roles }));
    }
    let headers = ["name", "meaning", "given-by", "members", "invited"].map(|word| say(&format!("roles-{word}"), &[]));
    let row = |role: RoleLine| {
        let given_by = match role.given_by {
            RoleGivers::Group => say("roles-given-by-group", &[]),
            RoleGivers::Account => say("roles-given-by-account", &[]),
        };
        let meaning = role.meaning.as_deref().map(shortened).unwrap_or_default();
        [role.name, meaning, given_by, role.members.to_string(), role.invited.to_string()]
    };
    Ok(Answer::text(&table(&headers, &roles.into_iter().map(row).collect::<Vec<_>>())))
}

/// The role that a word names, as in a spreadsheet.
pub(super) fn find<'a>(roles: &'a [OfAccount], name: &str) -> Result<&'a OfAccount, Failure> {
    role::find(roles, name).ok_or_else(|| {
        let names = || roles.iter().map(|role| role.name.as_str());
        let known = names().collect::<Vec<_>>().join(", ");
        Failure::Own(match suggest::nearest(name, names()) {
            Some(meant) => say("error-role-meant", &[("role", &name), ("meant", &meant), ("known", &known)]),
            None => say("error-role-unknown", &[("role", &name), ("known", &known)]),
        })
    })
}

/// What a role is for: in the account's own words, or, of a role that every account has, in those of the catalogue.
fn meaning(role: &OfAccount) -> Option<String> {
    let of_built_in = || match role.id.0 {
        1 => Some(say("role-meaning-administrator", &[])),
        2 => Some(say("role-meaning-buyer", &[])),
        3 => Some(say("role-meaning-approver", &[])),
        4 => Some(say("role-meaning-finance", &[])),
        5 => Some(say("role-meaning-tech", &[])),
        _ => None,
    };
    role.meaning.clone().or_else(of_built_in)
}

impl From<RoleUse> for RoleLine {
    fn from(used: RoleUse) -> Self {
        Self {
            meaning: meaning(&used.role),
            name: used.role.name,
            built_in: used.built_in,
            given_by: used.role.given_by,
            members: used.members,
            invited: used.invited,
            places: used.places.into_iter().map(PlaceLine::from).collect(),
        }
    }
}

impl From<RolePlace> for PlaceLine {
    fn from(place: RolePlace) -> Self {
        Self { group: place.path, members: place.members, invited: place.invited }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::role::BUILT_IN;

    #[test]
    fn every_role_that_every_account_has_is_explained() {
        for (id, name, _) in BUILT_IN {
            let role = OfAccount { id, name: name.to_owned(), meaning: None, given_by: RoleGivers::Group };
            assert!(meaning(&role).is_some(), "{name}");
        }
    }
}
