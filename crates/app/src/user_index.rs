//! The index of all users, loaded when it is first asked and kept up to date by the workspace's change numbers.

use crate::{App, Error, ports::Store};
use rollcall_domain::UserId;
use rollcall_index::Index;
use tokio::sync::{RwLock, RwLockReadGuard};

impl App {
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
const BATCH: u32 = 20_000;

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
    let mut entries = Vec::new();
    loop {
        let after = entries.last().map_or(UserId(0), |entry: &rollcall_index::Entry| entry.id);
        let mut batch = store.entries(after, BATCH).await?;
        let is_last = batch.len() < BATCH as usize;
        entries.append(&mut batch);
        if is_last {
            return Ok(Loaded { index: Index::load(entries), change });
        }
    }
}
