//! What users have, and taking it away: changes of assignments, removals, undoing both; and the views that administrators keep of users.

use super::{Act, ActRange, StoreError};
use async_trait::async_trait;
use rollcall_domain::{ActivityId, GrantChange, GroupId, Note, UserId, UserState};
use std::collections::HashMap;

/// The members of a workspace, and those who are invited.
#[async_trait]
pub trait MemberStore: Send + Sync {
    /// Changes what these users have, or are or were offered, in one transaction, with an entry in the activity for each who has something
    /// else then. Others are passed over: who was removed, whose pending invitation would offer nothing then, and who has not what a
    /// [`GrantChange::Set`] says; of who was invited and has no pending invitation, things are only replaced and taken. An administrator of
    /// the root group is left, or nothing is written.
    async fn change_grants(
        &self,
        users: &[UserId],
        change: &GrantChange,
        act: Act,
    ) -> Result<GrantsChanged, StoreError>;

    /// What a removal of these users from the account would end.
    async fn removal_ends(&self, users: &[UserId]) -> Result<RemovalEnds, StoreError>;

    /// Removes users from the account who still are in the state given with each, in one transaction: their assignments end, and open
    /// invitations to them and from them are cancelled. An administrator of the root group is left, or nothing is written.
    async fn remove_users(
        &self,
        users: &[(UserId, UserState)],
        reason: Option<&Note>,
        act: Act,
    ) -> Result<Removal, StoreError>;

    /// Undoes what these entries of the activity say, of those users to whom nothing else happened since: who was removed is what they were,
    /// with their assignments and the invitations that ended with them, whose links work again; who had other assignments has those again.
    /// Whom an import invited has no open invitation any more: somebody new has a cancelled one that offers nothing, others are what they were,
    /// and an invitation that had expired has expired again. Mails that wait and are not true any more do not go out. What one transaction did
    /// to a user is undone together. For entries of an import, reminders, links that were copied, mails that were saved and mails that came back
    /// do not count as something else that happened. Groups and roles that are gone meanwhile are left out. The entries are of one transaction, or nobody is
    /// undone, and nobody left.
    /// `scope`: only changes of what somebody has in these groups and below them, of no role that only administrators of the account give,
    /// and no removals; none for everything. An administrator of the root group is left, or nothing is written.
    async fn undo(&self, range: ActRange, scope: Option<&[GroupId]>, act: Act) -> Result<Undone, StoreError>;

    /// How [`Self::undo`] would end now. Nothing is written.
    async fn undo_ends(&self, range: ActRange, scope: Option<&[GroupId]>, act: Act) -> Result<Undone, StoreError>;

    /// Those of these entries that [`Self::undo`] would undo now, as far as the activity, groups and roles tell, by their numbers, each with
    /// all entries of its act.
    async fn undoable(
        &self,
        entries: &[ActivityId],
        scope: Option<&[GroupId]>,
    ) -> Result<HashMap<ActivityId, ActRange>, StoreError>;

    /// Of how many users [`Self::undo`] would undo these entries of one act now, as far as the activity, groups and roles tell, and of how
    /// many there are in all.
    async fn undoable_users(&self, range: ActRange, scope: Option<&[GroupId]>) -> Result<(u64, u64), StoreError>;

    /// The views that an administrator keeps, by name.
    async fn views(&self, user: UserId) -> Result<Vec<SavedView>, StoreError>;

    /// Keeps a view under its name, in place of one that had it.
    async fn save_view(&self, user: UserId, view: &SavedView, act: Act) -> Result<(), StoreError>;

    /// Forgets a view.
    async fn forget_view(&self, user: UserId, name: &str, act: Act) -> Result<(), StoreError>;
}

/// How a change of assignments ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrantsChanged {
    /// It is written.
    Done {
        /// Who has something else now, by id.
        changed: Vec<UserId>,
        /// By what it can be undone; none if nobody has something else.
        act: Option<ActRange>,
    },
    /// A group or a role is not there: nothing is written.
    Gone,
    /// Nobody would be left who administers the account: nothing is written.
    LastAdministrator,
}

/// What a removal from the account would end, all of it together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RemovalEnds {
    /// How many of them are members or invited.
    pub users: u64,
    /// Of these, members.
    pub members: u64,
    /// Assignments, those that are only offered too.
    pub assignments: u64,
    /// Open invitations to them.
    pub invitations: u64,
    /// Open invitations from them to others.
    pub sent_invitations: u64,
    /// Pending join requests that, of the administrators of groups, only they may decide.
    pub requests: u64,
    /// Whether nobody would be left who administers the account.
    pub last_administrator: bool,
}

/// How removing users from the account ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Removal {
    /// It is written.
    Done {
        /// Who was removed; those who were no longer there are not among them.
        removed: Vec<UserId>,
        /// By what it can be undone; none if nobody was removed.
        act: Option<ActRange>,
    },
    /// Nobody would be left who administers the account: nothing is written.
    LastAdministrator,
}

/// How undoing ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// It is written.
    Done {
        /// Who is again what they were, by id.
        users: Vec<UserId>,
        /// How many are not: something else happened to them since.
        left: u64,
        /// How many roles those who are did not get back: the group or the role is gone.
        not_given_back: u64,
    },
    /// Nobody would be left who administers the account: nothing is written.
    LastAdministrator {
        /// How many users these entries are about.
        all: u64,
    },
}

/// A view of the users that an administrator keeps: what is searched, filtered and sorted by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SavedView {
    /// What they call it.
    pub name: String,
    /// What the window makes the view of: only it reads this.
    pub place: String,
}
