//! Roles as they are named on the command line.

use crate::{answer::Failure, words::say};
use rollcall_domain::{Role, import::suggest, role};

/// The role that a word names, as in a spreadsheet.
pub(super) fn find<'a>(roles: &'a [Role], name: &str) -> Result<&'a Role, Failure> {
    role::find(roles, name).ok_or_else(|| {
        let names = || roles.iter().map(|role| role.name.as_str());
        let known = names().collect::<Vec<_>>().join(", ");
        Failure::Own(match suggest::nearest(name, names()) {
            Some(meant) => say("error-role-meant", &[("role", &name), ("meant", &meant), ("known", &known)]),
            None => say("error-role-unknown", &[("role", &name), ("known", &known)]),
        })
    })
}
