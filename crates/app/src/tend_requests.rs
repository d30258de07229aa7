//! Tend join requests: those that nobody decides lapse, what was never proven is forgotten, and administrators are told once a day who want that.

use crate::{App, Error};

impl App {
    /// Does what is due now. Returns how many mails that made.
    ///
    /// # Errors
    /// The workspace could not be written.
    pub async fn tend_requests(&self) -> Result<u32, Error> {
        let (settings, now) = (self.settings().await?, self.now().await?);
        let confirmed_until = now.plus_days(-i64::from(settings.request_lapse_days));
        let lapsed = self.store().lapse_requests(confirmed_until, now).await?;
        Ok(lapsed + self.store().tell_of_requests(now).await?)
    }
}
