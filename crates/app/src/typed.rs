//! What people typed, checked alike wherever they typed it.

use crate::{FieldProblem, Permit, words::say};
use rollcall_domain::{Assignment, GroupTree, Note, RoleId};

/// What is not right about the roles to offer.
pub(crate) fn assignment_problems(
    by: &Permit,
    assignments: &[Assignment],
    groups: &GroupTree,
    is_role: impl Fn(RoleId) -> bool,
) -> Vec<FieldProblem> {
    let problem =
        |id: &str, group: &str| FieldProblem { field: "assignments".into(), message: say(id, &[("group", &group)]) };
    if assignments.is_empty() {
        return vec![problem("invite-no-group", "")];
    }
    let wrong = assignments.iter().filter_map(|assignment| match groups.path(assignment.group) {
        None => Some(problem("invite-group-gone", "")),
        Some(path) if !groups.is_in_part(assignment.group, by.scope()) => {
            Some(problem("invite-group-not-yours", &path.to_string()))
        }
        Some(path) if !is_role(assignment.role) => Some(problem("invite-role-gone", &path.to_string())),
        Some(_) => None,
    });
    wrong.collect()
}

/// A note; none if nothing was written.
pub(crate) fn note_of(text: &str) -> Result<Option<Note>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Note::parse(text).map(Some).map_err(|why| say("field-note", &[("why", &why)]))
}

/// How many, as it is shown.
pub(crate) fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}
