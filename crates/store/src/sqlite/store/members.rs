//! What the use cases ask of members: changing what they have, removing them, undoing both; and of the views of them.

use super::super::{SqliteStore, removal};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    Act, ActRange, GrantsChanged, MemberStore, Removal, RemovalEnds, SavedView, StoreError, Undone,
};
use rollcall_domain::{GrantChange, GroupId, Note, UserId, UserState};

#[async_trait]
impl MemberStore for SqliteStore {
    async fn change_grants(
        &self,
        _users: &[UserId],
        _change: &GrantChange,
        _act: Act,
    ) -> Result<GrantsChanged, StoreError> {
        todo!()
    }

    async fn removal_ends(&self, _users: &[UserId]) -> Result<RemovalEnds, StoreError> {
        todo!()
    }

    async fn remove_users(
        &self,
        users: &[(UserId, UserState)],
        reason: Option<&Note>,
        act: Act,
    ) -> Result<Removal, StoreError> {
        let mut write = self.write(act.now).await?;
        let removal = removal::remove(&mut write, users, reason, act.by).await?;
        write.commit_if(matches!(&removal, Removal::Done { removed, .. } if !removed.is_empty())).await?;
        Ok(removal)
    }

    async fn undo(&self, _range: ActRange, _scope: Option<&[GroupId]>, _act: Act) -> Result<Undone, StoreError> {
        todo!()
    }

    async fn views(&self, _user: UserId) -> Result<Vec<SavedView>, StoreError> {
        todo!()
    }

    async fn save_view(&self, _user: UserId, _view: &SavedView, _act: Act) -> Result<(), StoreError> {
        todo!()
    }

    async fn forget_view(&self, _user: UserId, _name: &str, _act: Act) -> Result<(), StoreError> {
        todo!()
    }
}
