//! What the use cases ask of the activity.

use super::super::{SqliteStore, activity};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    ActivityFilter, ActivityFound, ActivityRecord, ActivityStore, ChainState, StoreError,
};
use rollcall_domain::UserId;

#[async_trait]
impl ActivityStore for SqliteStore {
    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError> {
        Ok(activity::of_user(&mut *self.reader().await?, id).await?)
    }

    async fn activity(&self, _filter: &ActivityFilter<'_>) -> Result<ActivityFound, StoreError> {
        todo!()
    }

    async fn actors(&self) -> Result<Vec<(UserId, String)>, StoreError> {
        todo!()
    }

    async fn verify_activity(&self, _head: Option<&[u8; 32]>) -> Result<ChainState, StoreError> {
        todo!()
    }
}
