//! Add, change and remove the roles of an account.

use crate::{App, Error, FieldProblem, Permit, ports::store::RoleChange, typed::note_of, words::say};
use rollcall_domain::{RoleGivers, RoleId, RoleName, RoleTerms};
use serde::Deserialize;

/// What an administrator types of a role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoleInput {
    /// Its word. Of a built-in role it plays no part.
    pub name: String,
    /// What it is for; empty for nothing said.
    pub meaning: String,
    /// Who may give it.
    pub given_by: RoleGivers,
}

impl App {
    /// Adds a role. It gives no rights in Rollcall itself: what it allows is for the systems that read the account.
    ///
    /// # Errors
    /// The name or the meaning is not right or taken, it needs an administrator of the account, or the workspace could not be written.
    pub async fn add_role(&self, by: &Permit, input: &RoleInput) -> Result<RoleId, Error> {
        by.require_root()?;
        let change = self.store().add_role(&input.read()?, self.act(by)).await?;
        done(&change, &input.name)
    }

    /// Changes a role.
    ///
    /// # Errors
    /// As for [`App::add_role`], or the role is gone.
    pub async fn change_role(&self, by: &Permit, id: RoleId, input: &RoleInput) -> Result<(), Error> {
        by.require_root()?;
        let change = self.store().change_role(id, &input.read()?, self.act(by)).await?;
        done(&change, &input.name).map(drop)
    }

    /// Removes a role that nobody has.
    ///
    /// # Errors
    /// Somebody has it ([`Error::InUse`]), it is built in or gone, it needs an administrator of the account, or the workspace could not be
    /// written.
    pub async fn remove_role(&self, by: &Permit, id: RoleId) -> Result<(), Error> {
        by.require_root()?;
        let roles = self.store().roles().await?;
        let name = roles.into_iter().find(|role| role.id == id).map(|role| role.name).unwrap_or_default();
        done(&self.store().remove_role(id, self.act(by)).await?, &name).map(drop)
    }
}

impl RoleInput {
    fn read(&self) -> Result<RoleTerms, Error> {
        let name = RoleName::parse(&self.name).map_err(|why| FieldProblem {
            field: "name".to_owned(),
            message: say("field-role-name", &[("why", &why)]),
        });
        let meaning = note_of(&self.meaning).map_err(|message| FieldProblem { field: "meaning".to_owned(), message });
        match (name, meaning) {
            (Ok(name), Ok(meaning)) => Ok(RoleTerms { name, meaning, given_by: self.given_by }),
            (name, meaning) => Err(Error::InvalidInput([name.err(), meaning.err()].into_iter().flatten().collect())),
        }
    }
}

fn done(change: &RoleChange, name: &str) -> Result<RoleId, Error> {
    match change {
        RoleChange::Done(id) => Ok(*id),
        RoleChange::Gone => Err(Error::NotFound),
        RoleChange::NameTaken => Err(Error::field("name", say("field-role-taken", &[("name", &name)]))),
        RoleChange::BuiltIn => Err(Error::field("role", say("field-role-built-in", &[("name", &name)]))),
        RoleChange::InUse(users) => Err(Error::InUse(say("role-in-use", &[("name", &name), ("users", users)]))),
    }
}
