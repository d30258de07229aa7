//! The index of all users, loaded when it is first asked and kept up to date by the workspace's change numbers.

use crate::{
    App, Error,
    ports::{Store, StoreError},
};
use rollcall_domain::UserId;
use rollcall_index::{Entry, Index};
use tokio::sync::{RwLock, RwLockReadGuard, mpsc};

impl App {
    /// Reads who is in the account, so that the first question about users need not wait for it.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn load_users(&self) -> Result<(), Error> {
        self.fresh_index().await.map(drop)
    }

    /// The index, brought up to date with whatever was written since it was last asked.
    pub(crate) async fn fresh_index(&self) -> Result<RwLockReadGuard<'_, Index>, Error> {
        self.index.fresh(self.store()).await
    }
}

/// The index of one workspace.
#[derive(Default)]
pub(crate) struct UserIndex {
    loaded: RwLock<Loaded>,
}

#[derive(Default)]
struct Loaded {
    index: Index,
    /// The newest change that is in the index; none before the first loading.
    change: Option<i64>,
}

/// Users fetched at a time.
const BATCH: u32 = 40_000;

impl UserIndex {
    async fn fresh(&self, store: &dyn Store) -> Result<RwLockReadGuard<'_, Index>, Error> {
        let latest = store.latest_change().await?;
        if self.loaded.read().await.change != Some(latest) {
            let mut loaded = self.loaded.write().await;
            match loaded.change {
                None => *loaded = load(store).await?,
                Some(known) => {
                    let changes = store.changes_after(known).await?;
                    let ids: Vec<UserId> =
                        changes.users.iter().flat_map(|(first, last)| (first.0..=last.0).map(UserId)).collect();
                    for batch in ids.chunks(BATCH as usize) {
                        loaded.index.put(store.entries_of(batch).await?);
                    }
                    loaded.change = Some(changes.latest);
                }
            }
        }
        Ok(RwLockReadGuard::map(self.loaded.read().await, |loaded| &loaded.index))
    }
}

async fn load(store: &dyn Store) -> Result<Loaded, Error> {
    // Asked before the users are: what changes meanwhile is fetched again.
    let change = Some(store.latest_change().await?);
    // The index is filled while the next users are read. Dropped meanwhile, it is given up.
    let (batches, mut read) = mpsc::channel::<Vec<Entry>>(1);
    let filling =
        tokio::task::spawn_blocking(move || Index::load(std::iter::from_fn(|| read.blocking_recv()).flatten()));
    let mut after = UserId(0);
    loop {
        let batch = store.entries(after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.id;
        if batches.send(batch).await.is_err() {
            break;
        }
    }
    drop(batches);
    let index = filling.await.map_err(|why| Error::Store(StoreError::Database(why.to_string())))?;
    Ok(Loaded { index, change })
}
