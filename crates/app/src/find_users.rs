//! Find users by their addresses.

use crate::{App, Error, Permit};
use rollcall_domain::{AddressKey, EmailAddress, InvitationId, UserId, UserState, import::KnownUser};
use std::collections::HashMap;

/// A user whom an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundUser {
    /// Who it is.
    pub id: UserId,
    /// Whether they are a member.
    pub state: UserState,
    /// Their newest invitation; none if they were never invited.
    pub invitation: Option<InvitationId>,
}

impl App {
    /// The users with these addresses, in their order. None in the place of whom the account does not know, or the administrator may not see.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn find_users(&self, by: &Permit, addresses: &[EmailAddress]) -> Result<Vec<Option<FoundUser>>, Error> {
        let keys: Vec<AddressKey> = addresses.iter().map(EmailAddress::key).collect();
        let names = self.names().await?;
        let sees = |user: &KnownUser| {
            by.is_root() || user.assignments.iter().any(|assignment| names.may_see(assignment.group, by))
        };
        let known = self.store().known_users(&keys).await?;
        let found = |user: KnownUser| {
            let invitation = user.invitation.map(|invitation| invitation.id);
            (user.key, FoundUser { id: user.id, state: user.state, invitation })
        };
        let found: HashMap<AddressKey, FoundUser> = known.into_iter().filter(sees).map(found).collect();
        Ok(keys.iter().map(|key| found.get(key).copied()).collect())
    }
}
