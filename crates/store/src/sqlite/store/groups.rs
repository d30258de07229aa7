//! What the use cases ask of groups and roles.

use super::super::{SqliteStore, groups};
use async_trait::async_trait;
use rollcall_app::ports::store::{Act, GroupChange, GroupStore, RoleChange, StoreError};
use rollcall_domain::{Group, GroupId, GroupName, GroupPath, Role, RoleId, RoleTerms, import::FormerPath};

#[async_trait]
impl GroupStore for SqliteStore {
    async fn groups(&self) -> Result<Vec<Group>, StoreError> {
        Ok(groups::all(&mut *self.reader().await?).await?)
    }

    async fn former_paths(&self) -> Result<Vec<FormerPath>, StoreError> {
        todo!()
    }

    async fn add_groups(&self, paths: &[GroupPath], act: Act) -> Result<Vec<GroupPath>, StoreError> {
        Ok(groups::add(self, paths, act).await?)
    }

    async fn rename_group(&self, _id: GroupId, _name: &GroupName, _act: Act) -> Result<GroupChange, StoreError> {
        todo!()
    }

    async fn move_group(&self, _id: GroupId, _into: GroupId, _act: Act) -> Result<GroupChange, StoreError> {
        todo!()
    }

    async fn merge_groups(&self, _from: GroupId, _into: GroupId, _act: Act) -> Result<GroupChange, StoreError> {
        todo!()
    }

    async fn remove_group(&self, _id: GroupId, _act: Act) -> Result<GroupChange, StoreError> {
        todo!()
    }

    async fn roles(&self) -> Result<Vec<Role>, StoreError> {
        Ok(groups::roles(&mut *self.reader().await?).await?)
    }

    async fn add_role(&self, _terms: &RoleTerms, _act: Act) -> Result<RoleChange, StoreError> {
        todo!()
    }

    async fn change_role(&self, _id: RoleId, _terms: &RoleTerms, _act: Act) -> Result<RoleChange, StoreError> {
        todo!()
    }

    async fn remove_role(&self, _id: RoleId, _act: Act) -> Result<RoleChange, StoreError> {
        todo!()
    }
}
