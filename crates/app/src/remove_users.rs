//! Remove users from the account.

use crate::{App, Error, Permit, ports::store::Removal, typed::note_of};
use rollcall_domain::{UserId, UserState};

impl App {
    /// Removes users who still are in the state in which the administrator saw them: their roles end, open invitations to them and
    /// from them are cancelled, and their history stays. Returns who was removed: whoever joined or was removed in between is passed over.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, the reason is not right, or the workspace could not be written: nobody was
    /// removed.
    pub async fn remove_users(
        &self,
        by: &Permit,
        users: &[(UserId, UserState)],
        reason: &str,
    ) -> Result<Vec<UserId>, Error> {
        by.require_root()?;
        let reason = note_of(reason).map_err(|message| Error::field("reason", message))?;
        match self.store().remove_users(users, reason.as_ref(), self.act(by)).await? {
            Removal::Done(removed) => Ok(removed),
            Removal::LastAdministrator => Err(Error::LastAdministrator),
        }
    }
}
