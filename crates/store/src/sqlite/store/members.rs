//! What the use cases ask of members: changing what they have, removing them, undoing both; and of the views of them.

use super::super::{SqliteStore, grants, removal, removal_ends, undo, undoable, views};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    Act, ActRange, GrantsChanged, MemberStore, Removal, RemovalEnds, SavedView, StoreError, Undone,
};
use rollcall_domain::{ActivityId, GrantChange, GroupId, Note, UserId, UserState};
use std::collections::HashMap;

#[async_trait]
impl MemberStore for SqliteStore {
    async fn change_grants(
        &self,
        users: &[UserId],
        change: &GrantChange,
        act: Act,
    ) -> Result<GrantsChanged, StoreError> {
        let mut write = self.write(act.now).await?;
        let changed = grants::change(&mut write, users, change, act.by).await?;
        write.commit_if(matches!(changed, GrantsChanged::Done { act: Some(_), .. })).await?;
        Ok(changed)
    }

    async fn removal_ends(&self, users: &[UserId]) -> Result<RemovalEnds, StoreError> {
        Ok(removal_ends::of(&mut *self.snapshot().await?, users).await?)
    }

    async fn remove_users(
        &self,
        users: &[(UserId, UserState)],
        reason: Option<&Note>,
        act: Act,
    ) -> Result<Removal, StoreError> {
        let mut write = self.write(act.now).await?;
        let removal = removal::remove(&mut write, users, reason, act.by).await?;
        write.commit_if(matches!(removal, Removal::Done { act: Some(_), .. })).await?;
        Ok(removal)
    }

    async fn undo(&self, range: ActRange, scope: Option<&[GroupId]>, act: Act) -> Result<Undone, StoreError> {
        let mut write = self.write(act.now).await?;
        let undone = undo::undo(&mut write, range, scope, act.by).await?;
        write.commit_if(matches!(&undone, Undone::Done { users, .. } if !users.is_empty())).await?;
        Ok(undone)
    }

    async fn undo_ends(&self, range: ActRange, scope: Option<&[GroupId]>, act: Act) -> Result<Undone, StoreError> {
        // What it would do is known best by doing it: a transaction that is not committed leaves nothing behind.
        Ok(undo::undo(&mut self.write(act.now).await?, range, scope, act.by).await?)
    }

    async fn undoable(
        &self,
        entries: &[ActivityId],
        scope: Option<&[GroupId]>,
    ) -> Result<HashMap<ActivityId, ActRange>, StoreError> {
        Ok(undoable::of(&mut *self.snapshot().await?, entries, scope).await?)
    }

    async fn undoable_users(&self, range: ActRange, scope: Option<&[GroupId]>) -> Result<(u64, u64), StoreError> {
        Ok(undoable::users(&mut *self.snapshot().await?, range, scope).await?)
    }

    async fn views(&self, user: UserId) -> Result<Vec<SavedView>, StoreError> {
        Ok(views::of_user(&mut *self.reader().await?, user).await?)
    }

    async fn save_view(&self, user: UserId, view: &SavedView, act: Act) -> Result<(), StoreError> {
        let mut write = self.write(act.now).await?;
        views::save(write.connection(), user, view).await?;
        Ok(write.commit().await?)
    }

    async fn forget_view(&self, user: UserId, name: &str, act: Act) -> Result<(), StoreError> {
        let mut write = self.write(act.now).await?;
        let forgotten = views::forget(write.connection(), user, name).await?;
        Ok(write.commit_if(forgotten).await?)
    }
}
