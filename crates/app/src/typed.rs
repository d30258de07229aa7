//! What people typed, checked alike wherever they typed it.

use crate::{FieldProblem, Permit, words::say};
use rollcall_domain::{Assignment, GroupId, GroupTree, Note, Role};

/// What is not right about the roles to offer.
pub(crate) fn assignment_problems(
    by: &Permit,
    assignments: &[Assignment],
    groups: &GroupTree,
    roles: &[Role],
) -> Vec<FieldProblem> {
    if assignments.is_empty() {
        return vec![assignment_problem("invite-no-group", "", "")];
    }
    giving_problems(by, assignments, groups, roles)
}

/// What stands against giving these to somebody, or taking them.
pub(crate) fn giving_problems(
    by: &Permit,
    assignments: &[Assignment],
    groups: &GroupTree,
    roles: &[Role],
) -> Vec<FieldProblem> {
    let wrong = assignments.iter().filter_map(|assignment| {
        if let Some(problem) = group_problem(by, assignment.group, groups) {
            return Some(problem);
        }
        let path = groups.path(assignment.group).map(ToString::to_string).unwrap_or_default();
        match roles.iter().find(|role| role.id == assignment.role) {
            None => Some(assignment_problem("invite-role-gone", &path, "")),
            Some(role) if !role.is_given_by(by.is_root()) => {
                Some(assignment_problem("invite-role-not-yours", &path, &role.name))
            }
            Some(_) => None,
        }
    });
    wrong.collect()
}

/// What stands against changing what somebody has in this group, whatever role it is.
pub(crate) fn group_problem(by: &Permit, group: GroupId, groups: &GroupTree) -> Option<FieldProblem> {
    let Some(path) = groups.path(group) else {
        return Some(assignment_problem("invite-group-gone", "", ""));
    };
    let is_theirs = groups.is_in_part(group, by.scope());
    (!is_theirs).then(|| assignment_problem("invite-group-not-yours", &path.to_string(), ""))
}

fn assignment_problem(id: &str, group: &str, role: &str) -> FieldProblem {
    FieldProblem { field: "assignments".into(), message: say(id, &[("group", &group), ("role", &role)]) }
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
