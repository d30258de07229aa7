//! Change what users have, or are offered: one, some, or all that match a filter.

use crate::{
    App, Error, Permit,
    names::Names,
    ports::store::GrantsChanged,
    select_users::{UserSelection, UsersDone},
    typed::{giving_problems, group_problem},
};
use rollcall_domain::{Assignment, GrantChange};

impl App {
    /// Changes the roles of those who are meant. Nobody is mailed. Who was removed is left as they are, and so is whose open invitation would
    /// offer nothing then; who has no open invitation any more is given nothing, but what they were offered can be replaced and taken.
    ///
    /// # Errors
    /// A group or a role is not there or not the administrator's to give or take, nobody would be left who administers the account, or the
    /// workspace could not be written: nothing was changed.
    pub async fn change_roles(
        &self,
        by: &Permit,
        selection: &UserSelection,
        change: &GrantChange,
    ) -> Result<UsersDone, Error> {
        let names = self.names().await?;
        let change = &names.within_rights(change, by);
        let (gives, takes) = (change.gives(), taken(change));
        let mut problems = giving_problems(by, &[gives, takes].concat(), &names.groups, &names.roles);
        if let GrantChange::Take { group, roles } | GrantChange::Replace { group, from: roles, .. } = change {
            if problems.is_empty() {
                problems.extend(group_problem(by, *group, &names.groups));
            }
            if problems.is_empty() && roles.is_empty() {
                // No role is theirs to take, and none that is named would mean every one.
                by.require_root()?;
            }
        }
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        let users = self.selected_users(by, selection).await?;
        match self.store().change_grants(&users, change, self.act(by)).await? {
            GrantsChanged::Done { changed, act } => Ok(UsersDone::of(changed.len(), users.len(), act)),
            GrantsChanged::Gone => Err(Error::NotFound),
            GrantsChanged::LastAdministrator => Err(Error::LastAdministrator),
        }
    }
}

impl Names {
    /// A change of every role in a group is, of who may not give every role, one of those that they may.
    fn within_rights(&self, change: &GrantChange, by: &Permit) -> GrantChange {
        match change.clone() {
            GrantChange::Take { group, roles } if roles.is_empty() => {
                GrantChange::Take { group, roles: self.roles_of(by) }
            }
            GrantChange::Replace { group, from, to } if from.is_empty() => {
                GrantChange::Replace { group, from: self.roles_of(by), to }
            }
            other => other,
        }
    }
}

/// What may be taken from somebody by a change.
fn taken(change: &GrantChange) -> Vec<Assignment> {
    match change {
        GrantChange::Give { .. } => Vec::new(),
        GrantChange::Replace { group, from: roles, .. } | GrantChange::Take { group, roles } => {
            roles.iter().map(|role| Assignment { group: *group, role: *role }).collect()
        }
        GrantChange::Set { from, to } => from.iter().filter(|one| !to.contains(one)).copied().collect(),
    }
}
