//! What a user may do in a group.

use crate::RoleId;
use serde::{Deserialize, Serialize};

/// A role of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "RoleView"))]
pub struct Role {
    /// Its number in the workspace.
    pub id: RoleId,
    /// The word people see: `Administrator`, `Buyer`, …
    pub name: String,
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

/// Finds the role that a cell names: by its word or an alias, whatever the case and surrounding space.
pub fn find<'a>(roles: &'a [Role], text: &str) -> Option<&'a Role> {
    let text = text.trim();
    let same = |name: &str| name.to_lowercase() == text.to_lowercase();
    roles.iter().find(|role| same(&role.name)).or_else(|| {
        let (id, ..) = BUILT_IN.iter().find(|(_, _, aliases)| aliases.iter().any(|alias| same(alias)))?;
        roles.iter().find(|role| role.id == *id)
    })
}
