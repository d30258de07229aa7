//! Rename, move, merge and remove groups.

use crate::{
    App, Error, Permit,
    error::NotPermitted,
    ports::store::{GroupChange, GroupUses},
    words::say,
};
use rollcall_domain::{GroupId, GroupName, GroupTree, group::MAX_DEPTH};

impl App {
    /// Gives a group another name. Old paths are remembered, and suggested where a spreadsheet still has them.
    ///
    /// # Errors
    /// The name is not right or taken, the group is gone, the root, or not the administrator's, or the workspace could not be written.
    pub async fn rename_group(&self, by: &Permit, id: GroupId, name: &str) -> Result<(), Error> {
        let tree = self.group_tree().await?;
        mine(&tree, by, id)?;
        if id == GroupId::ROOT {
            return Err(Error::field("group", say("field-group-root", &[])));
        }
        let name =
            GroupName::parse(name).map_err(|why| Error::field("name", say("field-group-name", &[("why", &why)])))?;
        let change = self.store().rename_group(id, &name, self.act(by)).await?;
        done(&change, "name", name.as_str())
    }

    /// Puts a group, with all that is in it, into another one. Whoever administers a group cannot move that group itself.
    ///
    /// # Errors
    /// There is a group of that name there, it would be inside itself or too deep, one of both is gone or not the administrator's, or the
    /// workspace could not be written.
    pub async fn move_group(&self, by: &Permit, id: GroupId, into: GroupId) -> Result<(), Error> {
        let tree = self.group_tree().await?;
        below_mine(&tree, by, id)?;
        mine(&tree, by, into)?;
        let change = self.store().move_group(id, into, self.act(by)).await?;
        let name = tree.path(id).and_then(|path| path.names().last().cloned());
        let there = tree.path(into).zip(name).map(|(above, name)| above.join(name));
        done(&change, "into", &there.map(|path| path.to_string()).unwrap_or_default())
    }

    /// Puts all that is in a group into another one, and removes it.
    ///
    /// # Errors
    /// It would be inside itself or too deep, one of both is gone or not the administrator's, somebody has a role there that is not theirs to
    /// give (it would reach further then), or the workspace could not be written.
    pub async fn merge_groups(&self, by: &Permit, from: GroupId, into: GroupId) -> Result<(), Error> {
        let names = self.names().await?;
        below_mine(&names.groups, by, from)?;
        mine(&names.groups, by, into)?;
        let roles = (!by.is_root()).then(|| names.roles_of(by));
        let change = self.store().merge_groups(from, into, roles.as_deref(), self.act(by)).await?;
        if let GroupChange::RoleForeign(role) = change {
            let role = names.roles.iter().find(|one| one.id == role).map_or("", |role| role.name.as_str());
            let from = path(&names.groups, from);
            return Err(Error::field("group", say("field-group-role-not-yours", &[("group", &from), ("role", &role)])));
        }
        done(&change, "into", &path(&names.groups, into))
    }

    /// Removes a group that nothing is in.
    ///
    /// # Errors
    /// Something is in it ([`Error::InUse`] says what), it is gone or not the administrator's, or the workspace could not be written.
    pub async fn remove_group(&self, by: &Permit, id: GroupId) -> Result<(), Error> {
        let tree = self.group_tree().await?;
        below_mine(&tree, by, id)?;
        let change = self.store().remove_group(id, self.act(by)).await?;
        done(&change, "group", &path(&tree, id))
    }
}

/// Goes on only for a group that is there, and that the administrator administers.
pub(crate) fn mine(tree: &GroupTree, by: &Permit, id: GroupId) -> Result<(), Error> {
    match tree.path(id) {
        Some(_) if tree.is_in_part(id, by.scope()) => Ok(()),
        _ => Err(Error::NotFound),
    }
}

/// Goes on only if the administrator administers the group above it, too.
fn below_mine(tree: &GroupTree, by: &Permit, id: GroupId) -> Result<(), Error> {
    mine(tree, by, id)?;
    match tree.parent(id) {
        None => Err(Error::field("group", say("field-group-root", &[]))),
        Some(above) if tree.is_in_part(above, by.scope()) => Ok(()),
        Some(_) => Err(Error::NotPermitted(NotPermitted::NeedsGroupAbove)),
    }
}

fn path(tree: &GroupTree, id: GroupId) -> String {
    tree.path(id).map(ToString::to_string).unwrap_or_default()
}

/// What is wrong, if a change of a group was not written.
pub(crate) fn done(change: &GroupChange, field: &str, what: &str) -> Result<(), Error> {
    let wrong = |id: &str| Err(Error::field(field, say(id, &[("what", &what), ("deepest", &MAX_DEPTH)])));
    match change {
        GroupChange::Done => Ok(()),
        // Only a merging asks for it, and says of which role.
        GroupChange::Gone | GroupChange::RoleForeign(_) => Err(Error::NotFound),
        GroupChange::NameTaken => wrong("field-group-taken"),
        GroupChange::WithinItself => wrong("field-group-within-itself"),
        GroupChange::TooDeep => wrong("field-group-too-deep"),
        GroupChange::InUse(uses) => Err(Error::InUse(in_use(*uses, what))),
    }
}

fn in_use(uses: GroupUses, group: &str) -> String {
    let link = usize::from(uses.link);
    say("group-in-use", &[("group", &group), ("users", &uses.users), ("groups", &uses.groups), ("link", &link)])
}
