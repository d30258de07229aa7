//! What the use cases ask of groups and roles.

use super::super::{SqliteStore, former_paths, groups, merge, regroup, roles};
use async_trait::async_trait;
use rollcall_app::ports::store::{Act, GroupChange, GroupStore, RoleChange, StoreError};
use rollcall_domain::{Group, GroupId, GroupName, GroupPath, Role, RoleId, RoleTerms, import::FormerPath};

#[async_trait]
impl GroupStore for SqliteStore {
    async fn groups(&self) -> Result<Vec<Group>, StoreError> {
        Ok(groups::all(&mut *self.reader().await?).await?)
    }

    async fn former_paths(&self) -> Result<Vec<FormerPath>, StoreError> {
        Ok(former_paths::all(&mut *self.snapshot().await?).await?)
    }

    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError> {
        Ok(groups::add(self, paths, act).await?)
    }

    async fn add_group_in(&self, parent: GroupId, path: &GroupPath, act: Act) -> Result<GroupChange, StoreError> {
        Ok(groups::add_in(self, parent, path, act).await?)
    }

    async fn rename_group(&self, id: GroupId, name: &GroupName, act: Act) -> Result<GroupChange, StoreError> {
        Ok(regroup::rename(self, id, name, act).await?)
    }

    async fn move_group(&self, id: GroupId, into: GroupId, act: Act) -> Result<GroupChange, StoreError> {
        Ok(regroup::put_into(self, id, into, act).await?)
    }

    async fn merge_groups(
        &self,
        from: GroupId,
        into: GroupId,
        roles: Option<&[RoleId]>,
        act: Act,
    ) -> Result<GroupChange, StoreError> {
        Ok(merge::merge(self, from, into, roles, act).await?)
    }

    async fn remove_group(&self, id: GroupId, act: Act) -> Result<GroupChange, StoreError> {
        Ok(regroup::remove(self, id, act).await?)
    }

    async fn roles(&self) -> Result<Vec<Role>, StoreError> {
        Ok(groups::roles(&mut *self.reader().await?).await?)
    }

    async fn add_role(&self, terms: &RoleTerms, act: Act) -> Result<RoleChange, StoreError> {
        Ok(roles::add(self, terms, act).await?)
    }

    async fn change_role(&self, id: RoleId, terms: &RoleTerms, act: Act) -> Result<RoleChange, StoreError> {
        Ok(roles::change(self, id, terms, act).await?)
    }

    async fn remove_role(&self, id: RoleId, act: Act) -> Result<RoleChange, StoreError> {
        Ok(roles::remove(self, id, act).await?)
    }
}
