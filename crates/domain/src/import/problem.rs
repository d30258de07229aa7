//! What can be wrong with a row. The words for it are in the catalogue of rollcall-app; the codes are stable.

use super::Column;
use serde::{Deserialize, Serialize};

/// One thing that is wrong with, or worth knowing about, a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The faulty cell's column.
    pub column: Column,
    /// What it is.
    pub code: ProblemCode,
    /// What stands in the cell, or the part of it that is wrong.
    pub value: String,
    /// What to write in the place of that, where it can be said ([`super::cells::instead`]).
    pub suggestion: Option<String>,
}

/// Whether a problem stops its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The row is rejected.
    Error,
    /// The row is done; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $word:literal $severity:ident,)*) => {
        /// The stable code of a problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it stands in JSON, in the workspace and in the catalogue.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// Whether it stops the row.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    /// No address.
    EmailMissing "email_missing" Error,
    /// Not of the form `name@domain`, or with characters that no address has.
    EmailMalformed "email_malformed" Error,
    /// A letter outside A to Z before the `@`.
    EmailNotAscii "email_not_ascii" Error,
    /// What stands behind the `@` is no domain.
    EmailDomain "email_domain" Error,
    /// Over 254 characters, or 64 before the `@`.
    EmailTooLong "email_too_long" Error,
    /// Several addresses in one cell.
    EmailSeveral "email_several" Error,
    /// A control, bidirectional or zero-width character in any cell.
    HiddenCharacter "hidden_character" Error,
    /// The domain looks mistyped (`gmial.com`).
    EmailLooksMistyped "email_looks_mistyped" Warning,
    /// A label of the domain has Latin letters beside Cyrillic or Greek ones, which look alike.
    EmailMixedScript "email_mixed_script" Warning,
    /// The address has a `+tag`, and is another one than that without.
    EmailTagged "email_tagged" Warning,
    /// A name that is too long.
    NameTooLong "name_too_long" Error,
    /// Another row calls the same person otherwise; the first name is taken.
    NameConflict "name_conflict" Warning,
    /// No group.
    GroupMissing "group_missing" Error,
    /// Not a path (`Sales//EMEA`).
    GroupMalformed "group_malformed" Error,
    /// No such group in the account.
    GroupUnknown "group_unknown" Error,
    /// No group is called so any more: it was renamed, moved, or went into another one.
    GroupRenamed "group_renamed" Error,
    /// More groups in one cell, and in all of them, than an import takes.
    GroupsTooMany "groups_too_many" Error,
    /// A group that the importing administrator does not administer.
    GroupNotYours "group_not_yours" Error,
    /// No role.
    RoleMissing "role_missing" Error,
    /// No such role in the account.
    RoleUnknown "role_unknown" Error,
    /// Neither one role for all groups of the row, nor one for each.
    RolesUnclear "roles_unclear" Error,
    /// A role that only administrators of the whole account give, and take.
    RoleNotYours "role_not_yours" Error,
    /// The Administrator role, without the explicit confirmation.
    AdministratorUnconfirmed "administrator_unconfirmed" Error,
    /// A word that is no action.
    ActionUnknown "action_unknown" Error,
    /// Nobody with this address is a member or invited, though the row is to change or take something of theirs.
    UserUnknown "user_unknown" Error,
    /// They have no role in the group that could be changed.
    NothingToChange "nothing_to_change" Error,
    /// They have not what is to be taken away.
    NothingToRemove "nothing_to_remove" Warning,
    /// It is all that their pending invitation offers.
    InvitationEmpty "invitation_empty" Error,
    /// Another row wants the contrary for the same person.
    RowsContradict "rows_contradict" Error,
    /// Nobody would be left who administers the account.
    LastAdministrator "last_administrator" Error,
    /// Only administrators of the whole account remove somebody from it.
    RemovalNotYours "removal_not_yours" Error,
    /// Nobody removes themself from the account by a file: what it invites would end with them.
    RemovalOfYourself "removal_of_yourself" Error,
    /// A language in which Rollcall cannot write.
    LanguageUnknown "language_unknown" Error,
    /// A number, a date, TRUE or an error value where text is expected.
    CellNotText "cell_not_text" Error,
    /// A formula whose result is not stored in the file.
    FormulaWithoutResult "formula_without_result" Error,
    /// A formula; its stored result is taken.
    Formula "formula" Warning,
    /// The same person, group and role stand on an earlier row.
    DuplicateRow "duplicate_row" Warning,
}
