//! What the workspace says of groups and roles, and how they change.

use super::{Act, StoreError};
use async_trait::async_trait;
use rollcall_domain::{Group, GroupId, GroupName, GroupPath, Role, RoleId, RoleTerms, import::FormerPath};

/// The groups and roles of a workspace.
#[async_trait]
pub trait GroupStore: Send + Sync {
    /// All groups, in any order, without those that were removed.
    async fn groups(&self) -> Result<Vec<Group>, StoreError>;

    /// The paths that groups had before they were renamed, moved or merged, the newest first. Of a group that went into another one, the
    /// other one; of one that was removed, none.
    async fn former_paths(&self) -> Result<Vec<FormerPath>, StoreError>;

    /// Adds the groups that are missing, with the groups above them. Returns those that were made, as they were named.
    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError>;

    /// Adds the group that is at `path` when `path` begins in `parent`, with those between both that are missing. `parent` is known by its
    /// id, so that it is not made anew under a path that it had.
    async fn add_group_in(&self, parent: GroupId, path: &GroupPath, act: Act) -> Result<GroupChange, StoreError>;

    /// Gives a group, but not the root, another name. Its path and those of the groups below it are remembered.
    async fn rename_group(&self, id: GroupId, name: &GroupName, act: Act) -> Result<GroupChange, StoreError>;

    /// Puts a group, with all that is in it, into another one. Its path and those of the groups below it are remembered.
    async fn move_group(&self, id: GroupId, into: GroupId, act: Act) -> Result<GroupChange, StoreError>;

    /// What is in `from` goes into `into`, and `from` is removed: everybody who has, had been offered, or is suggested a role in it has it there
    /// instead; a group in it goes into the one of the same name, if there is one, in the same way. Their paths are remembered. Everybody
    /// whose assignments became others gets an entry in the activity. `into` may be above `from`, and not below it.
    /// Where `roles` are given, only if nobody has, or is offered, another role there.
    async fn merge_groups(
        &self,
        from: GroupId,
        into: GroupId,
        roles: Option<&[RoleId]>,
        act: Act,
    ) -> Result<GroupChange, StoreError>;

    /// Removes a group that nothing is in.
    async fn remove_group(&self, id: GroupId, act: Act) -> Result<GroupChange, StoreError>;

    /// All roles, by id, without those that were removed.
    async fn roles(&self) -> Result<Vec<Role>, StoreError>;

    /// Adds a role.
    async fn add_role(&self, terms: &RoleTerms, act: Act) -> Result<RoleChange, StoreError>;

    /// Changes a role. Of a built-in one the name stays.
    async fn change_role(&self, id: RoleId, terms: &RoleTerms, act: Act) -> Result<RoleChange, StoreError>;

    /// Removes a role that is not built in and that nobody has, is offered or is suggested.
    async fn remove_role(&self, id: RoleId, act: Act) -> Result<RoleChange, StoreError>;
}

/// How a change of a group ended. Only of [`GroupChange::Done`] anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupChange {
    /// It is written, or it was so already.
    Done,
    /// There is no such group (any more), or it is the root, which stays what and where it is.
    Gone,
    /// There is another one of that name there.
    NameTaken,
    /// It would be inside itself.
    WithinItself,
    /// It, or a group in it, would be deeper than [`rollcall_domain::group::MAX_DEPTH`].
    TooDeep,
    /// Somebody has, or is offered, this role in what would be merged, and it was not to be.
    RoleForeign(RoleId),
    /// Something is in it.
    InUse(GroupUses),
}

/// What is in a group itself, apart from those below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupUses {
    /// Users who have, or are offered, a role in it, and those who asked to join, wait for a decision and are suggested one.
    pub users: u64,
    /// Groups in it.
    pub groups: u64,
    /// Whether the join link suggests it.
    pub link: bool,
}

/// How a change of a role ended. Only of [`RoleChange::Done`] anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleChange {
    /// It is written, or it was so already: the role.
    Done(RoleId),
    /// There is no such role (any more).
    Gone,
    /// Another role has this name, or is known by it.
    NameTaken,
    /// Every account has it.
    BuiltIn,
    /// Somebody has it, is offered it, or would be: so many users; none if only the join link suggests it.
    InUse(u64),
}
