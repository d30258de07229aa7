//! Undo a removal from the account, or a change of roles.

use crate::{
    App, Error, Permit,
    ports::store::{ActRange, Undone},
    select_users::UsersDone,
    typed::count,
};

impl App {
    /// Undoes what these entries of the activity say, with everybody to whom nothing else happened since. An administrator of a group undoes
    /// changes there and below only, and of roles that are theirs to give.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, or the workspace could not be written: nothing was undone.
    pub async fn undo(&self, by: &Permit, range: ActRange) -> Result<UsersDone, Error> {
        let scope = (!by.is_root()).then(|| by.scope());
        match self.store().undo(range, scope, self.act(by)).await? {
            Undone::Done { users, left, not_given_back } => {
                let [left, not_given_back] =
                    [left, not_given_back].map(|number| count(usize::try_from(number).unwrap_or(usize::MAX)));
                Ok(UsersDone { done: count(users.len()), left, not_given_back, undo: None })
            }
            Undone::LastAdministrator => Err(Error::LastAdministrator),
        }
    }
}
