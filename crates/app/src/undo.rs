//! Undo a removal from the account, a change of roles, or what an import did to somebody.

use crate::{
    App, Error, Permit,
    ports::store::{ActRange, ActivityRecord, Undone, Verb},
    select_users::UsersDone,
    typed::count,
};
use rollcall_domain::GroupId;

impl App {
    /// Undoes what these entries of the activity say, with everybody to whom nothing else happened since. An administrator of a group undoes
    /// changes there and below only, and of roles that are theirs to give.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, or the workspace could not be written: nothing was undone.
    pub async fn undo(&self, by: &Permit, range: ActRange) -> Result<UsersDone, Error> {
        done(self.store().undo(range, scope(by), self.act(by)).await?)
    }

    /// How undoing these entries would end now: nothing is undone.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, or the workspace could not be read.
    pub async fn preview_undo(&self, by: &Permit, range: ActRange) -> Result<UsersDone, Error> {
        done(self.store().undo_ends(range, scope(by), self.act(by)).await?)
    }

    /// Says of each of these entries by what it can be undone now.
    pub(crate) async fn offer_undo(&self, by: &Permit, entries: &mut [ActivityRecord]) -> Result<(), Error> {
        let may_be = |entry: &&ActivityRecord| match entry.verb {
            Verb::RolesChanged | Verb::OfferChanged | Verb::Removed | Verb::Cancelled => true,
            // Done by hand, they are undone by cancelling and taking.
            Verb::Invited | Verb::InvitedAgain | Verb::AssignmentAdded => entry.import.is_some(),
            _ => false,
        };
        let asked: Vec<_> = entries.iter().filter(may_be).map(|entry| entry.id).collect();
        if asked.is_empty() {
            return Ok(());
        }
        let acts = self.store().undoable(&asked, scope(by)).await?;
        for entry in entries {
            entry.undo = acts.get(&entry.id).copied();
        }
        Ok(())
    }
}

/// Where an administrator of groups undoes something; none for everywhere.
pub(crate) fn scope(by: &Permit) -> Option<&[GroupId]> {
    (!by.is_root()).then(|| by.scope())
}

fn done(undone: Undone) -> Result<UsersDone, Error> {
    match undone {
        Undone::Done { users, left, not_given_back } => {
            let [left, not_given_back] =
                [left, not_given_back].map(|number| count(usize::try_from(number).unwrap_or(usize::MAX)));
            Ok(UsersDone { done: count(users.len()), left, not_given_back, undo: None })
        }
        Undone::LastAdministrator { .. } => Err(Error::LastAdministrator),
    }
}
