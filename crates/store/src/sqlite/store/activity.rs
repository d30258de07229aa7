//! What the use cases ask of the activity.

use super::super::{SqliteStore, activity_records, chain};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    ActivityFilter, ActivityFound, ActivityRecord, ActivityStore, ChainState, StoreError,
};
use rollcall_domain::{ActivityId, UserId};

#[async_trait]
impl ActivityStore for SqliteStore {
    async fn history(&self, id: UserId) -> Result<Vec<ActivityRecord>, StoreError> {
        Ok(activity_records::of_user(&mut *self.snapshot().await?, id).await?)
    }

    async fn activity(&self, filter: &ActivityFilter<'_>) -> Result<ActivityFound, StoreError> {
        Ok(activity_records::list(&mut *self.snapshot().await?, filter).await?)
    }

    async fn activity_entries(
        &self,
        filter: &ActivityFilter<'_>,
        older_than: Option<ActivityId>,
    ) -> Result<Vec<ActivityRecord>, StoreError> {
        Ok(activity_records::entries(&mut *self.snapshot().await?, filter, older_than).await?)
    }

    async fn actors(&self) -> Result<Vec<(UserId, String)>, StoreError> {
        Ok(activity_records::actors(&mut *self.reader().await?).await?)
    }

    async fn verify_activity(&self, head: Option<&[u8; 32]>) -> Result<ChainState, StoreError> {
        Ok(chain::verify(&mut *self.snapshot().await?, head).await?)
    }
}
