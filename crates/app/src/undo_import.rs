//! Undo a whole import.

use crate::{
    App, Error, Permit,
    ports::store::{ActRange, Undone},
    select_users::UsersDone,
    typed::count,
    undo::scope,
};
use rollcall_domain::ImportId;
use serde::Serialize;

/// For whom an import could be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportUndo {
    /// So many users: nothing else has happened to them since.
    pub users: u32,
    /// Of so many for whom it did something.
    pub of: u32,
}

/// An import that did nothing to anybody.
const NOBODY: ImportUndo = ImportUndo { users: 0, of: 0 };

impl App {
    /// For how many users an administrator could undo an import, as far as can be told without trying.
    ///
    /// # Errors
    /// There is no such import, or the workspace could not be read.
    pub async fn undoable_of_import(&self, by: &Permit, id: ImportId) -> Result<ImportUndo, Error> {
        let Some(range) = self.acts_of_import(id).await? else { return Ok(NOBODY) };
        let (users, of) = self.store().undoable_users(range, scope(by)).await?;
        Ok(ImportUndo { users: users_in(users), of: users_in(of) })
    }

    /// For how many users an administrator would undo an import: it is tried, and nothing of it is kept.
    ///
    /// # Errors
    /// There is no such import, or the workspace could not be read.
    pub async fn preview_undo_import(&self, by: &Permit, id: ImportId) -> Result<ImportUndo, Error> {
        let Some(range) = self.acts_of_import(id).await? else { return Ok(NOBODY) };
        Ok(match self.store().undo_ends(range, scope(by), self.act(by)).await? {
            Undone::Done { users, left, .. } => {
                let users = count(users.len());
                ImportUndo { users, of: users.saturating_add(users_in(left)) }
            }
            // It could be, if there were another administrator.
            Undone::LastAdministrator { all } => ImportUndo { users: 0, of: users_in(all) },
        })
    }

    /// Undoes what an import did for everybody to whom nothing else happened since: those whom it invited and who have not answered are
    /// invited no longer, and whoever had something else before has that again. The groups that it made stay. An administrator of a group
    /// undoes what it did there and below only, and of roles that are theirs to give.
    ///
    /// # Errors
    /// There is no such import, nobody would be left who administers the account, or the workspace could not be written: then nothing was
    /// undone.
    pub async fn undo_import(&self, by: &Permit, id: ImportId) -> Result<UsersDone, Error> {
        match self.acts_of_import(id).await? {
            Some(range) => self.undo(by, range).await,
            None => Ok(UsersDone { done: 0, left: 0, not_given_back: 0, undo: None }),
        }
    }

    async fn acts_of_import(&self, id: ImportId) -> Result<Option<ActRange>, Error> {
        let acts = self.store().acts_of_import(id).await?;
        if acts.is_none() && self.store().import(id).await?.is_none() {
            return Err(Error::NotFound);
        }
        Ok(acts)
    }
}

fn users_in(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
