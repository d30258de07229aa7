//! Verify that the activity is as it was written.

use crate::{App, Error, Permit, ports::store::ChainState};

impl App {
    /// Works the chain of the activity out again. `head`: the hash of a link that was noted before, which must be in it.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn verify_activity(&self, by: &Permit, head: Option<&[u8; 32]>) -> Result<ChainState, Error> {
        by.require_root()?;
        Ok(self.store().verify_activity(head).await?)
    }
}
