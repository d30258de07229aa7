//! The words for groups and roles, and which groups an administrator may see.

use crate::{App, Error, Permit, list_users::AssignmentView, words::say};
use rollcall_domain::{Assignment, GroupId, GroupTree, Role, RoleId};
use rollcall_index::Places;

impl App {
    pub(crate) async fn names(&self) -> Result<Names, Error> {
        Ok(Names { groups: self.group_tree().await?, roles: self.store().roles().await? })
    }
}

/// The words for ids.
pub(crate) struct Names {
    pub(crate) groups: GroupTree,
    pub(crate) roles: Vec<Role>,
}

impl Names {
    pub(crate) fn may_see(&self, group: GroupId, by: &Permit) -> bool {
        self.groups.is_in_part(group, by.scope())
    }

    /// Whether an administrator may give a role in a group.
    pub(crate) fn may_give(&self, one: Assignment, by: &Permit) -> bool {
        let role = self.roles.iter().find(|role| role.id == one.role);
        self.may_see(one.group, by) && role.is_some_and(|role| role.is_given_by(by.is_root()))
    }

    /// The roles that an administrator may give and take.
    pub(crate) fn roles_of(&self, by: &Permit) -> Vec<RoleId> {
        self.roles.iter().filter(|role| role.is_given_by(by.is_root())).map(|role| role.id).collect()
    }

    /// This group alone, or nobody's if it may not be seen.
    pub(crate) fn only_if_seen(&self, group: GroupId, by: &Permit) -> Vec<GroupId> {
        vec![if self.may_see(group, by) { group } else { GroupId(0) }]
    }

    /// The groups that are asked for and may be seen; none for everybody.
    pub(crate) fn groups_asked(&self, group: Option<GroupId>, by: &Permit) -> Vec<GroupId> {
        if group.is_none() && by.is_root() {
            return Vec::new();
        }
        let top = group.unwrap_or(GroupId::ROOT);
        let all = self.groups.sorted();
        let asked = all.iter().map(|(id, _)| *id).filter(|id| self.groups.is_within(*id, top) && self.may_see(*id, by));
        let asked: Vec<_> = asked.collect();
        // No group has the number 0: nobody is found where nothing may be seen.
        if asked.is_empty() { vec![GroupId(0)] } else { asked }
    }

    /// The groups that an administrator may see, and all roles, in the order in which people read them. By the others nobody is sorted before
    /// who has one of these.
    pub(crate) fn places(&self, by: &Permit) -> Places {
        let mut roles: Vec<&Role> = self.roles.iter().collect();
        roles.sort_by_key(|role| role.name.to_lowercase());
        Places {
            groups: self.groups.sorted().into_iter().map(|(id, _)| id).filter(|id| self.may_see(*id, by)).collect(),
            roles: roles.into_iter().map(|role| role.id).collect(),
        }
    }

    /// In words, by path and role.
    pub(crate) fn assignments(&self, assignments: &[Assignment]) -> Vec<AssignmentView> {
        let mut views: Vec<_> = assignments.iter().map(|assignment| self.assignment(*assignment)).collect();
        views.sort_by(|a, b| (&a.group_path, &a.role_name).cmp(&(&b.group_path, &b.role_name)));
        views
    }

    pub(crate) fn assignment(&self, assignment: Assignment) -> AssignmentView {
        let role = self.roles.iter().find(|role| role.id == assignment.role);
        AssignmentView {
            group: assignment.group,
            group_path: match self.groups.path(assignment.group) {
                Some(path) => path.to_string(),
                None => say("group-gone", &[]),
            },
            role: assignment.role,
            role_name: role.map_or_else(|| say("role-gone", &[]), |role| role.name.clone()),
        }
    }
}
