//! What an import will do, row by row and person by person.

use super::Problem;
use crate::{
    AddressKey, Assignment, EmailAddress, GroupId, GroupPath, InvitationId, Language, PersonName, RoleId, UserId,
    UserState,
};
use serde::{Deserialize, Serialize};

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
    /// Who is removed from the account, with how they stand.
    pub removals: Vec<(UserId, UserState)>,
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
    /// The roles that its person loses by it in its group: `Buyer` of `Buyer → Approver`.
    pub was: Box<[RoleId]>,
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
    /// The assignments that they have, or are offered, and lose. One who gains another role in the same group has a role changed.
    pub losses: Vec<Assignment>,
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
    /// They are active or have a pending invitation: they gain the grants and lose the losses, and are invited to nothing.
    Change(UserId),
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
