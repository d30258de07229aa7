//! Imports: from the rows of a table and what the account looks like to a plan. Pure: nothing is read or written here.

mod actions;
mod aliases;
pub mod cells;
mod changes;
pub mod columns;
mod contrary;
mod guess;
mod headers;
mod layout;
mod mapping;
mod mend;
mod people;
mod places;
mod plan;
mod planner;
pub mod problem;
mod products;
mod reader;
mod roles;
pub mod scripts;
mod sheet;
mod standing;
pub mod suggest;
mod wrong;

pub use columns::Column;
pub use headers::HEADER_WITHIN;
pub use layout::{Layout, NoTable};
pub use mapping::Mapping;
pub use mend::Mend;
pub use plan::{Grant, GroupRef, PersonStep, Plan, PlannedPerson, PlannedRow, RowCounts, RowOutcome};
pub use problem::{Problem, ProblemCode, Severity};
pub use reader::{Draft, read_rows};
pub use sheet::Sheet;
pub use standing::Standing;

use crate::{
    AddressKey, Assignment, GroupId, GroupTree, InvitationId, InvitationState, Role, Timestamp, UserId, UserState,
};
use serde::{Deserialize, Serialize};

/// What the administrator chose for an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "ImportOptions"))]
#[serde(rename_all = "snake_case")]
pub struct Options {
    /// Make groups that the file names and that do not exist. Otherwise they are problems.
    pub create_groups: bool,
    /// Let the file give the Administrator role. Otherwise each such row is a problem.
    pub allow_administrators: bool,
}

/// What the account looks like to the planner.
#[derive(Debug, Clone)]
pub struct AccountView {
    /// Its groups.
    pub groups: GroupTree,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The paths by which groups were known before, the newest first.
    pub former: Vec<FormerPath>,
    /// The groups at and below which the importing administrator may act; the root for everything.
    pub scope: Vec<GroupId>,
    /// The importing administrator, whom a file cannot remove; none where there is no account.
    pub importer: Option<UserId>,
    /// The active users who administer the whole account. One always stays.
    pub administrators: Vec<UserId>,
    /// The effective now.
    pub now: Timestamp,
    /// Whether there is an account at all. Without one, groups, roles and people are taken as the file has them, since there is nothing to
    /// compare them with.
    pub is_known: bool,
}

impl AccountView {
    /// Whether the importing administrator administers the whole account.
    pub fn administers_all(&self) -> bool {
        self.scope.contains(&GroupId::ROOT)
    }
}

/// A path by which a group was known before it was renamed, moved or merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerPath {
    /// By what paths are compared ([`crate::GroupPath::key`]).
    pub key: String,
    /// The group that is meant.
    pub group: GroupId,
}

/// Somebody whom the account knows already, as far as a plan depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUser {
    /// Who it is.
    pub id: UserId,
    /// Under which address.
    pub key: AddressKey,
    /// Whether they are a member.
    pub state: UserState,
    /// Their newest invitation.
    pub invitation: Option<KnownInvitation>,
    /// What they have, or were offered; sorted.
    pub assignments: Vec<Assignment>,
}

/// The newest invitation of a [`KnownUser`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownInvitation {
    /// Which one.
    pub id: InvitationId,
    /// How it stands.
    pub state: InvitationState,
    /// When it ends, if it has left.
    pub expires_at: Option<Timestamp>,
}
