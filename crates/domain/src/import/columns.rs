//! The columns of our spreadsheet.

use super::aliases;
use serde::{Deserialize, Serialize};

/// A column that means something to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Whom it is about.
    Email,
    /// What they are called.
    Name,
    /// Their given name, where the table has the name in two parts.
    FirstName,
    /// Their family name.
    LastName,
    /// The group, as a path.
    Group,
    /// The role in that group.
    Role,
    /// What to do; Add if empty.
    Action,
    /// In which language they are written to.
    Language,
    /// In a report: what became of the row.
    Result,
    /// In a report: what was wrong.
    Problem,
    /// In a report: what to do about it.
    HowToFix,
}

use Column::{Action, Email, FirstName, Group, HowToFix, Language, LastName, Name, Problem, Result as Outcome, Role};

/// The columns of the template, in order.
pub const TEMPLATE: [Column; 6] = [Email, Name, Group, Role, Action, Language];

/// The columns that a report adds, in order.
pub const REPORT: [Column; 3] = [Outcome, Problem, HowToFix];

/// What an export says of a user besides, in order: how they stand, and on which days they were invited, joined, and can accept for the last
/// time. An import passes over these.
pub const EXPORT: [&str; 4] = ["Status", "Invited", "Joined", "Last day"];

impl Column {
    /// Every column.
    pub const ALL: [Self; 11] =
        [Email, Name, FirstName, LastName, Group, Role, Action, Language, Outcome, Problem, HowToFix];

    /// Its word in the template, in reports and in problems.
    pub fn word(self) -> &'static str {
        aliases::word(self)
    }

    /// Whether one cell of it may name several things ([`super::cells::parts`]).
    pub const fn is_list(self) -> bool {
        matches!(self, Group | Role)
    }

    /// Whether a file that only adds cannot be imported without it. Name, Action and Language may be missing.
    pub const fn is_required(self) -> bool {
        matches!(self, Email | Group | Role)
    }

    /// Its header in the template.
    pub fn header(self) -> String {
        if self.is_required() { format!("{} [Required]", self.word()) } else { self.word().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_known_by_its_own_header() {
        for column in TEMPLATE.into_iter().chain(REPORT) {
            assert_eq!(aliases::of_header(&column.header()).plain, Some((column, 0)));
        }
    }
}
