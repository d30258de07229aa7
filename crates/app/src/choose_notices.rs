//! Choose what an administrator is told by mail.

use crate::{App, Error, Permit, ports::store::Preferences};

impl App {
    /// What the acting administrator is told.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn preferences(&self, by: &Permit) -> Result<Preferences, Error> {
        Ok(self.store().preferences(by.administrator().id).await?)
    }

    /// Keeps what the acting administrator wants to be told.
    ///
    /// # Errors
    /// The workspace could not be written: it stays as it was.
    pub async fn change_preferences(&self, by: &Permit, preferences: Preferences) -> Result<(), Error> {
        let me = by.administrator().id;
        Ok(self.store().change_preferences(me, preferences, self.outside.clock.now()).await?)
    }
}
