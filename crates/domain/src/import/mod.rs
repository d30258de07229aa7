//! Imports: from the rows of a table and what the account looks like to a plan. Pure: nothing is read or written here.

pub mod cells;
pub mod columns;
mod planner;
pub mod problem;
mod reader;
pub mod scripts;
mod standing;
pub mod suggest;

pub use columns::{Column, Layout, NoTable};
pub use problem::{Problem, ProblemCode, Severity};
pub use reader::{Draft, read_rows};
pub use standing::Standing;

use crate::{
    AddressKey, Assignment, EmailAddress, GroupId, GroupPath, GroupTree, InvitationId, InvitationState, PersonName,
    Role, RoleId, Timestamp, UserId, UserState, language::Language,
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
    /// The effective now.
    pub now: Timestamp,
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

/// What becomes of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// Somebody new is invited; every further row for them too.
    Invited,
    /// Somebody who had not joined, or was removed, gets a new invitation.
    InvitedAgain,
    /// A user, or somebody whose invitation is open, gains an assignment.
    Added,
    /// An assignment gets another role.
    Changed,
    /// An assignment or a user is removed.
    Removed,
    /// It is so already.
    Unchanged,
    /// The report said that it was done already, or the row that nothing is to be done.
    Skipped,
    /// It has a problem; nothing of it is done.
    Rejected,
}

impl RowOutcome {
    /// Every outcome, in the order in which counts are shown.
    pub const ALL: [Self; 8] = [
        Self::Invited,
        Self::InvitedAgain,
        Self::Added,
        Self::Changed,
        Self::Removed,
        Self::Unchanged,
        Self::Skipped,
        Self::Rejected,
    ];

    /// The word in JSON and in the workspace.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::InvitedAgain => "invited_again",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Unchanged => "unchanged",
            Self::Skipped => "skipped",
            Self::Rejected => "rejected",
        }
    }

    /// The word in the `Result` column of a report, which is read again when the report is uploaded: the same in every language.
    pub const fn report_word(self) -> &'static str {
        match self {
            Self::Invited => "Invited",
            Self::InvitedAgain => "Invited again",
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Removed => "Removed",
            Self::Unchanged => "Unchanged",
            Self::Skipped => "Done before",
            Self::Rejected => "Not done",
        }
    }
}

/// How many rows have which outcome. The outcomes add up to `rows`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs, reason = "each is the number of rows with the outcome of that name")]
pub struct RowCounts {
    /// All rows of the table that are not blank.
    pub rows: u32,
    pub invited: u32,
    pub invited_again: u32,
    pub added: u32,
    pub changed: u32,
    pub removed: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub rejected: u32,
}

impl RowCounts {
    /// Counts one more row.
    pub fn count(&mut self, outcome: RowOutcome) {
        self.rows += 1;
        *match outcome {
            RowOutcome::Invited => &mut self.invited,
            RowOutcome::InvitedAgain => &mut self.invited_again,
            RowOutcome::Added => &mut self.added,
            RowOutcome::Changed => &mut self.changed,
            RowOutcome::Removed => &mut self.removed,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Skipped => &mut self.skipped,
            RowOutcome::Rejected => &mut self.rejected,
        } += 1;
    }

    /// Whether carrying it out would write anything.
    pub const fn changes_something(&self) -> bool {
        self.invited + self.invited_again + self.added + self.changed + self.removed > 0
    }
}

/// What an import will do, row by row and person by person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Every row of the table, in its order.
    pub rows: Vec<PlannedRow>,
    /// Everybody whom the import does something for, in the order in which the file first names them.
    pub people: Vec<PlannedPerson>,
    /// The groups to make, parents first.
    pub new_groups: Vec<GroupPath>,
    /// Rows by outcome.
    pub counts: RowCounts,
    /// Invitations that are sent.
    pub invitations: u32,
    /// Rows that would give the Administrator role to somebody who has it not, whether that was allowed or not.
    pub administrator_rows: u32,
}

/// One row of a [`Plan`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// The row's own number in the file.
    pub number: u32,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// What is wrong, or worth knowing.
    pub problems: Vec<Problem>,
}

/// What is done for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPerson {
    /// Under which address.
    pub key: AddressKey,
    /// What happens to them.
    pub step: PersonStep,
    /// What they are called, if that was said. Somebody who has a name keeps it.
    pub name: Option<PersonName>,
    /// In which language they are written to from now on, if that was said. A member's own stays.
    pub language: Option<Language>,
    /// The assignments they gain.
    pub grants: Vec<Grant>,
}

/// What happens to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonStep {
    /// A new user is made, and invited. Mail goes to the address as it stands here.
    Invite(EmailAddress),
    /// The open but expired invitation starts anew; what was offered stays.
    Resend(UserId, InvitationId),
    /// A new invitation. Whatever was offered before or held before is replaced by the grants.
    InviteAgain(UserId),
    /// They are active or have an open invitation: they only gain the grants.
    Add(UserId),
}

/// One assignment that a person gains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Where.
    pub group: GroupRef,
    /// What they may do there.
    pub role: RoleId,
}

/// A group that exists, or one that the plan makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupRef {
    /// A group of the account.
    Existing(GroupId),
    /// An index into [`Plan::new_groups`].
    New(u32),
}
