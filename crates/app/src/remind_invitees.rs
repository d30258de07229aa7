//! Remind those who have not answered, as the account's schedule says.

use crate::{App, Error};

impl App {
    /// Puts a reminder into the outbox for every open invitation of which one is due. Whoever calls this, how often and from how many
    /// processes: each reminder is written once. Returns how many there were.
    ///
    /// # Errors
    /// The workspace could not be written: there is none.
    pub async fn remind_invitees(&self) -> Result<u32, Error> {
        let schedule = self.settings().await?.invitation_reminders;
        if schedule.days().is_empty() {
            return Ok(0);
        }
        Ok(self.store().remind(&schedule, self.outside.clock.now()).await?)
    }
}
