//! What a user may do in a group.

use crate::{Note, RoleId, RoleName};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A role of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "RoleView"))]
pub struct Role {
    /// Its number in the workspace.
    pub id: RoleId,
    /// The word people see: `Administrator`, `Buyer`, …
    pub name: String,
    /// What it is for, in the account's own words; of a built-in role none: catalogues have those.
    pub meaning: Option<String>,
    /// Who may give it.
    pub given_by: RoleGivers,
}

/// Who may give a role, and take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RoleGivers {
    /// Administrators of the group, or of one above it.
    Group,
    /// Administrators of the whole account only.
    Account,
}

impl RoleGivers {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Group, Self::Account];

    /// The word on the command line and in the workspace.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Account => "account",
        }
    }
}

/// What an administrator says of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleTerms {
    /// Its word. A built-in role keeps its own.
    pub name: RoleName,
    /// What it is for.
    pub meaning: Option<Note>,
    /// Who may give it.
    pub given_by: RoleGivers,
}

impl Role {
    /// Whether every account has it: it can be neither renamed nor removed.
    pub fn is_built_in(&self) -> bool {
        BUILT_IN.iter().any(|(id, ..)| *id == self.id)
    }

    /// Whether somebody may give or take it in a group that they administer.
    pub const fn is_given_by(&self, administers_all: bool) -> bool {
        administers_all || matches!(self.given_by, RoleGivers::Group)
    }
}

/// The role that administers: of the root group everything, of another group that group and those below it.
pub const ADMINISTRATOR: RoleId = RoleId(1);

/// The roles that every account has, with their numbers, the words shown, and the other words a spreadsheet may say.
/// An account may define more.
pub const BUILT_IN: [(RoleId, &str, &[&str]); 5] = [
    (ADMINISTRATOR, "Administrator", &["admin"]),
    (RoleId(2), "Buyer", &["requisitioner"]),
    (RoleId(3), "Approver", &[]),
    (RoleId(4), "Finance", &[]),
    (RoleId(5), "Tech", &["technical"]),
];

/// By what the names of roles are compared.
pub fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The roles of an account by what [`find`] knows them by: their names, and the aliases that no role has for its name.
pub(crate) fn by_name(roles: &[Role]) -> HashMap<String, RoleId> {
    let aliases = BUILT_IN.iter().filter(|(id, ..)| roles.iter().any(|role| role.id == *id));
    let aliases = aliases.flat_map(|(id, _, aliases)| aliases.iter().map(|alias| (name_key(alias), *id)));
    let mut by_name = HashMap::new();
    for (name, role) in roles.iter().map(|role| (name_key(&role.name), role.id)).chain(aliases) {
        by_name.entry(name).or_insert(role);
    }
    by_name
}

/// Finds the role that a cell names: by its word or an alias, whatever the case and surrounding space.
pub fn find<'a>(roles: &'a [Role], text: &str) -> Option<&'a Role> {
    let same = |name: &str| name_key(name) == name_key(text);
    roles.iter().find(|role| same(&role.name)).or_else(|| {
        let (id, ..) = BUILT_IN.iter().find(|(_, _, aliases)| aliases.iter().any(|alias| same(alias)))?;
        roles.iter().find(|role| role.id == *id)
    })
}
