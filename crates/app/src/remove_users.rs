//! Remove users from the account.

use crate::{
    App, Error, Permit,
    invite_people::{count, note_of},
    ports::store::Removal,
};
use rollcall_domain::UserId;

impl App {
    /// Removes users: their roles end, an open invitation is cancelled, and their history stays. Returns how many were removed; those
    /// who were removed already are passed over.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, the reason is not right, or the workspace could not be written: nobody was
    /// removed.
    pub async fn remove_users(&self, by: &Permit, users: &[UserId], reason: &str) -> Result<u32, Error> {
        by.require_root()?;
        let reason = note_of(reason).map_err(|message| Error::field("reason", message))?;
        match self.store().remove_users(users, reason.as_ref(), self.act(by)).await? {
            Removal::Done(removed) => Ok(count(removed.len())),
            Removal::LastAdministrator => Err(Error::LastAdministrator),
        }
    }
}
