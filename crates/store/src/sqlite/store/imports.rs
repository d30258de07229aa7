//! Imports.

use crate::sqlite::{SqliteStore, carry_out, imports, mappings, users};
use async_trait::async_trait;
use rollcall_app::ports::store::{
    Act, ActRange, CarriedOut, ImportRecord, ImportRow, ImportStore, ImportToCarryOut, StoreError,
};
use rollcall_domain::{
    AddressKey, ImportId, Timestamp,
    import::{KnownUser, Mapping},
};

#[async_trait]
impl ImportStore for SqliteStore {
    async fn known_users(&self, keys: &[AddressKey]) -> Result<Vec<KnownUser>, StoreError> {
        Ok(users::known(&mut *self.snapshot().await?, keys).await?)
    }

    async fn carry_out(
        &self,
        import: &ImportToCarryOut<'_>,
        act: Act,
        progress: &(dyn Fn(f32) -> bool + Send + Sync),
    ) -> Result<CarriedOut, StoreError> {
        Ok(carry_out::carry_out(self, import, act, progress).await?)
    }

    async fn imports(&self, before: Option<ImportId>, limit: u32) -> Result<Vec<ImportRecord>, StoreError> {
        Ok(imports::list(&mut *self.reader().await?, before, limit).await?)
    }

    async fn import(&self, id: ImportId) -> Result<Option<ImportRecord>, StoreError> {
        Ok(imports::one(&mut *self.reader().await?, id).await?)
    }

    async fn import_rows(&self, id: ImportId) -> Result<Vec<ImportRow>, StoreError> {
        Ok(imports::rows(&mut *self.reader().await?, id).await?)
    }

    async fn acts_of_import(&self, id: ImportId) -> Result<Option<ActRange>, StoreError> {
        Ok(imports::acts(&mut *self.snapshot().await?, id).await?)
    }

    async fn mapping_for(&self, signatures: &[String]) -> Result<Option<(usize, Mapping)>, StoreError> {
        Ok(mappings::of(&mut *self.reader().await?, signatures).await?)
    }

    async fn keep_mapping(&self, signature: &str, mapping: &Mapping, now: Timestamp) -> Result<(), StoreError> {
        let mut write = self.write(now).await?;
        mappings::keep(&mut write, signature, mapping).await?;
        Ok(write.commit().await?)
    }
}
