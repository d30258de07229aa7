//! `rollcall role add`, `change` and `remove`: the roles of an account.

use super::{
    Session,
    role::{RoleLine, find},
};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::{Permit, manage_roles::RoleInput};
use rollcall_domain::{RoleGivers, RoleId};
use serde::Serialize;

/// The word that takes a meaning back.
const NONE: &str = "none";

/// The arguments of `rollcall role add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What it is called
    #[arg(value_name = "NAME")]
    name: String,
    /// What it is for
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    meaning: String,
    /// Who may give it: group, for the administrators of each group; or account, for those of the whole account only
    #[arg(long, value_name = "WHO", default_value = "group", value_parser = givers)]
    given_by: RoleGivers,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The arguments of `rollcall role change`.
#[derive(Debug, Args)]
pub(super) struct Change {
    /// Which role
    #[arg(value_name = "ROLE")]
    role: String,
    /// What it is called from now on
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What it is for; or none
    #[arg(long, value_name = "TEXT")]
    meaning: Option<String>,
    /// Who may give it: group, for the administrators of each group; or account, for those of the whole account only
    #[arg(long, value_name = "WHO", value_parser = givers)]
    given_by: Option<RoleGivers>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The arguments of `rollcall role remove`.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Which role
    #[arg(value_name = "ROLE")]
    role: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document {
    /// Its name before; none of one that is new.
    was: Option<String>,
    /// What it is now; none if it was removed.
    role: Option<RoleLine>,
}

impl Add {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let input = RoleInput { name: self.name, meaning: self.meaning, given_by: self.given_by };
        let id = session.app().add_role(permit, &input).await?;
        let role = used(session, permit, id).await?;
        Ok(answer("role-added", Document { was: None, role }, self.json))
    }
}

impl Change {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        if self.name.is_none() && self.meaning.is_none() && self.given_by.is_none() {
            return Err(Failure::Own(say("role-nothing-to-change", &[])));
        }
        let role = find(&session.app().list_roles(permit).await?, &self.role)?.clone();
        // Of a role that every account has, another name would be passed over: that is not what was asked for.
        if self.name.is_some() && role.is_built_in() {
            return Err(Failure::Own(say("role-keeps-its-name", &[("role", &role.name)])));
        }
        let input = RoleInput {
            name: self.name.unwrap_or_else(|| role.name.clone()),
            meaning: match self.meaning {
                Some(text) if text == NONE => String::new(),
                Some(text) => text,
                None => role.meaning.unwrap_or_default(),
            },
            given_by: self.given_by.unwrap_or(role.given_by),
        };
        session.app().change_role(permit, role.id, &input).await?;
        let now = used(session, permit, role.id).await?;
        Ok(answer("role-changed", Document { was: Some(role.name), role: now }, self.json))
    }
}

impl Remove {
    pub(super) async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let role = find(&session.app().list_roles(permit).await?, &self.role)?.clone();
        session.app().remove_role(permit, role.id).await?;
        Ok(answer("role-removed", Document { was: Some(role.name), role: None }, self.json))
    }
}

async fn used(session: &Session, permit: &Permit, id: RoleId) -> Result<Option<RoleLine>, Failure> {
    let uses = session.app().role_uses(permit).await?;
    Ok(uses.into_iter().find(|used| used.role.id == id).map(RoleLine::from))
}

fn answer(done: &str, document: Document, json: bool) -> Answer {
    if json {
        return Answer::json(&document);
    }
    let name = document.role.map(|role| role.name).or(document.was).unwrap_or_default();
    Answer::text(&say(done, &[("role", &name)]))
}

fn givers(word: &str) -> Result<RoleGivers, String> {
    let found = RoleGivers::ALL.into_iter().find(|givers| givers.word() == word);
    found.ok_or_else(|| "a role is given by one of: group, account".to_owned())
}
