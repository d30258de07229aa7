//! Remove users from the account.

use crate::{
    App, Error, Permit,
    check_import::ImportCheck,
    ports::store::{ActRange, Removal, RemovalEnds},
    select_users::{UserSelection, UsersDone},
    typed::{count, note_of},
    words::say,
};
use rollcall_domain::{EmailAddress, UserId, UserState};
use serde::Serialize;

/// Who was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedUsers {
    /// Their numbers.
    pub users: Vec<UserId>,
    /// By what it can be undone; none if nobody was removed.
    pub undo: Option<ActRange>,
}

/// What removing users would end, to be shown before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RemovalPreview {
    /// How many would be removed.
    pub users: u32,
    /// Of these, members; the others are invited.
    pub members: u32,
    /// How many roles in groups end, those only offered too.
    pub assignments: u32,
    /// How many open invitations to them end.
    pub invitations: u32,
    /// How many open invitations that they have sent to others end.
    pub sent_invitations: u32,
    /// How many join requests wait that, of the administrators of groups, only they may decide.
    pub requests: u32,
    /// Whether it cannot be done, since nobody would be left who administers the account.
    pub last_administrator: bool,
    /// What has to be typed: the address of the only one, or how many there are.
    pub typed: String,
}

impl App {
    /// Removes users who still are in the state in which the administrator saw them: their roles end, open invitations to them and
    /// from them are cancelled, and their history stays. Whoever joined or was removed in between is passed over.
    ///
    /// # Errors
    /// Nobody would be left who administers the account, the reason is not right, or the workspace could not be written: nobody was
    /// removed.
    pub async fn remove_users(
        &self,
        by: &Permit,
        users: &[(UserId, UserState)],
        reason: &str,
    ) -> Result<RemovedUsers, Error> {
        by.require_root()?;
        let reason = note_of(reason).map_err(|message| Error::field("reason", message))?;
        match self.store().remove_users(users, reason.as_ref(), self.act(by)).await? {
            Removal::Done { removed, act } => Ok(RemovedUsers { users: removed, undo: act }),
            Removal::LastAdministrator => Err(Error::LastAdministrator),
        }
    }

    /// What removing those who are meant would end.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn preview_removal(&self, by: &Permit, selection: &UserSelection) -> Result<RemovalPreview, Error> {
        let present = self.present(by, selection).await?;
        self.removal_of(&present).await
    }

    /// What the removals of a checked spreadsheet would end.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn preview_import_removals(&self, by: &Permit, check: &ImportCheck) -> Result<RemovalPreview, Error> {
        by.require_root()?;
        self.removal_of(&check.plan.removals).await
    }

    /// Removes those who are meant, if what was typed is what [`RemovalPreview::typed`] says.
    ///
    /// # Errors
    /// Something else was typed, or more or fewer would be removed than was shown; and as for [`App::remove_users`].
    pub async fn remove_selected(
        &self,
        by: &Permit,
        selection: &UserSelection,
        typed: &str,
        reason: &str,
    ) -> Result<UsersDone, Error> {
        let present = self.present(by, selection).await?;
        let wanted = self.removal_of(&present).await?.typed;
        let same_address = || match (EmailAddress::parse(typed), EmailAddress::parse(&wanted)) {
            (Ok(typed), Ok(wanted)) => typed.key() == wanted.key(),
            _ => false,
        };
        if typed.trim() != wanted && !same_address() {
            return Err(Error::field("typed", say("field-typed-otherwise", &[("wanted", &wanted)])));
        }
        let removed = self.remove_users(by, &present, reason).await?;
        Ok(UsersDone::of(removed.users.len(), present.len(), removed.undo))
    }

    /// Those who are meant and not removed yet, with their states.
    async fn present(&self, by: &Permit, selection: &UserSelection) -> Result<Vec<(UserId, UserState)>, Error> {
        by.require_root()?;
        let users = self.selected_users(by, selection).await?;
        let entries = self.store().entries_of(&users).await?;
        let present = entries.into_iter().filter(|entry| entry.state != UserState::Removed);
        Ok(present.map(|entry| (entry.id, entry.state)).collect())
    }

    async fn removal_of(&self, present: &[(UserId, UserState)]) -> Result<RemovalPreview, Error> {
        let ids: Vec<UserId> = present.iter().map(|(id, _)| *id).collect();
        let ends: RemovalEnds = self.store().removal_ends(&ids).await?;
        let typed = match ids.as_slice() {
            [only] => self.store().users(&[*only]).await?.pop().ok_or(Error::NotFound)?.entry.address,
            several => several.len().to_string(),
        };
        let shown = |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX));
        Ok(RemovalPreview {
            users: shown(ends.users),
            members: shown(ends.members),
            assignments: shown(ends.assignments),
            invitations: shown(ends.invitations),
            sent_invitations: shown(ends.sent_invitations),
            requests: shown(ends.requests),
            last_administrator: ends.last_administrator,
            typed,
        })
    }
}
