//! Which users are meant: some, or all that match a filter.

use crate::{App, Error, Permit, list_users::UserQuery, typed::count};
use rollcall_domain::{InvitationId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Which users are meant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UserSelection {
    /// These.
    These {
        /// Their numbers.
        users: Vec<UserId>,
    },
    /// All that match, on whatever page.
    Matching {
        /// The filter; its window plays no part.
        query: UserQuery,
        /// But not these.
        except: Vec<UserId>,
    },
}

/// What became of an act on users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UsersDone {
    /// With how many it was done.
    pub done: u32,
    /// With how many it was not, since it was so already, they are no longer there, or what they have has changed meanwhile.
    pub left: u32,
    /// Where something was undone: how many roles those with whom it was did not get back, since the group or the role is gone.
    pub not_given_back: u32,
    /// By what it can be undone.
    pub undo: Option<crate::ports::store::ActRange>,
}

impl App {
    /// The users that are meant and that the administrator may see, each once.
    pub(crate) async fn selected_users(&self, by: &Permit, selection: &UserSelection) -> Result<Vec<UserId>, Error> {
        match selection {
            UserSelection::Matching { query, except } => {
                let except: HashSet<_> = except.iter().collect();
                let mut users = self.matching_users(by, query).await?;
                users.retain(|user| !except.contains(user));
                Ok(users)
            }
            UserSelection::These { users } => {
                let mut users = users.clone();
                users.sort_unstable();
                users.dedup();
                if by.is_root() {
                    return Ok(users);
                }
                let seen: HashSet<_> = self.matching_users(by, &UserQuery::default()).await?.into_iter().collect();
                users.retain(|user| seen.contains(user));
                Ok(users)
            }
        }
    }

    /// The newest invitations of the users that are meant: to be resent or cancelled.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn invitations_of_users(
        &self,
        by: &Permit,
        selection: &UserSelection,
    ) -> Result<Vec<InvitationId>, Error> {
        let users = self.selected_users(by, selection).await?;
        Ok(self.store().newest_invitations(&users).await?.into_iter().map(|record| record.id).collect())
    }
}

impl UsersDone {
    /// It was done with so many of those who were meant.
    pub(crate) fn of(done: usize, meant: usize, undo: Option<crate::ports::store::ActRange>) -> Self {
        Self { done: count(done), left: count(meant.saturating_sub(done)), not_given_back: 0, undo }
    }
}
