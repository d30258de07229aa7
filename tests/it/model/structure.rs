//! The model's groups and roles.

use super::reference::{By, Gid, Grant, Group, Model, Outcome, ROOT, Rid, Role, Who, above};
use rollcall_app::ErrorCode;
use rollcall_domain::{RoleGivers, UserState};
use std::collections::{BTreeMap, BTreeSet};

const fn refused(code: ErrorCode) -> Outcome {
    Outcome::Refused(code)
}

impl Model {
    /// Adds the groups on these ways that are missing.
    pub(super) fn add_groups(&mut self, by: &By, paths: &[String]) -> Outcome {
        if !paths.iter().all(|path| self.is_in_part(self.nearest(path), by)) {
            return refused(ErrorCode::InvalidInput);
        }
        let before = self.groups.len();
        for path in paths {
            self.make(path);
        }
        Outcome::Count(self.groups.len() - before)
    }

    /// The group with this path, or the lowest one above it that is there.
    pub(super) fn nearest(&self, path: &str) -> Gid {
        self.find(path).unwrap_or_else(|| self.nearest(above(path)))
    }

    pub(super) fn make(&mut self, path: &str) -> Gid {
        if let Some(there) = self.find(path) {
            return there;
        }
        let parent = Some(self.make(above(path)));
        let name = path.rsplit('/').next().unwrap().to_owned();
        self.groups.push(Group { name, parent, gone: false, into: None });
        self.groups.len() - 1
    }

    fn child(&self, of: Gid, name: &str) -> Option<Gid> {
        let is = |group: &Group| group.parent == Some(of) && group.name.eq_ignore_ascii_case(name);
        self.live_groups().find(|group| is(&self.groups[*group]))
    }

    /// The paths of a group and of those below it are not forgotten.
    fn remember(&mut self, group: Gid) {
        let below: Vec<Gid> = self.live_groups().filter(|one| self.is_within(*one, group)).collect();
        let paths: Vec<_> = below.into_iter().map(|one| (self.path(one).to_lowercase(), one)).collect();
        self.former.extend(paths);
    }

    /// The group that was known by this path last, as far as it, or the one that it went into, is there.
    pub(super) fn known_before(&self, path: &str) -> Option<Gid> {
        self.former.iter().rev().filter(|(key, _)| key.eq_ignore_ascii_case(path)).find_map(|(_, group)| {
            let last = std::iter::successors(Some(*group), |group| self.groups[*group].into).last()?;
            (!self.groups[last].gone).then_some(last)
        })
    }

    pub(super) fn rename_group(&mut self, by: &By, group: Gid, name: &str) -> Outcome {
        if !self.is_in_part(group, by) {
            return refused(ErrorCode::NotFound);
        }
        if group == ROOT {
            return refused(ErrorCode::InvalidInput);
        }
        let parent = self.groups[group].parent.unwrap();
        if self.child(parent, name).is_some_and(|other| other != group) {
            return refused(ErrorCode::InvalidInput);
        }
        if self.groups[group].name != name {
            self.remember(group);
            name.clone_into(&mut self.groups[group].name);
        }
        Outcome::Done
    }

    /// Why somebody may not put a group, or what is in it, into another one.
    fn not_to_be_put(&self, by: &By, group: Gid, into: Option<Gid>) -> Option<ErrorCode> {
        if !self.is_in_part(group, by) {
            return Some(ErrorCode::NotFound);
        }
        match self.groups[group].parent {
            None => Some(ErrorCode::InvalidInput),
            Some(parent) if !self.is_in_part(parent, by) => Some(ErrorCode::NotPermitted),
            Some(_) => match into {
                Some(into) if !self.is_in_part(into, by) => Some(ErrorCode::NotFound),
                Some(into) if self.is_within(into, group) => Some(ErrorCode::InvalidInput),
                _ => None,
            },
        }
    }

    pub(super) fn move_group(&mut self, by: &By, group: Gid, into: Gid) -> Outcome {
        if let Some(why) = self.not_to_be_put(by, group, Some(into)) {
            return refused(why);
        }
        if self.child(into, &self.groups[group].name).is_some_and(|other| other != group) {
            return refused(ErrorCode::InvalidInput);
        }
        if self.groups[group].parent != Some(into) {
            self.remember(group);
            self.groups[group].parent = Some(into);
        }
        Outcome::Done
    }

    /// All that is in one goes into the other one, namesakes in the same way.
    pub(super) fn merge_groups(&mut self, by: &By, from: Gid, into: Gid) -> Outcome {
        if let Some(why) = self.not_to_be_put(by, from, Some(into)) {
            return refused(why);
        }
        let mut after = self.clone();
        after.pour(from, into);
        let goes = |group: Gid| after.groups[group].gone && !self.groups[group].gone;
        let mut held = self.people.values().flat_map(|person| &person.has);
        if held.any(|(group, role)| goes(*group) && !by.is_root() && !self.is_given_by(*role, by)) {
            return refused(ErrorCode::InvalidInput);
        }
        self.remember(from);
        let had: BTreeMap<Who, BTreeSet<Grant>> =
            self.people.iter().map(|(who, person)| (*who, person.has.clone())).collect();
        self.pour(from, into);
        for (who, had) in had {
            if self.people[&who].has != had {
                self.happens(who);
            }
        }
        Outcome::Done
    }

    fn pour(&mut self, from: Gid, into: Gid) {
        (self.groups[from].gone, self.groups[from].into) = (true, Some(into));
        for person in self.people.values_mut() {
            person.has = person.has.iter().map(|(at, role)| (if *at == from { into } else { *at }, *role)).collect();
        }
        let inside: Vec<Gid> = self.live_groups().filter(|group| self.groups[*group].parent == Some(from)).collect();
        for group in inside {
            match self.child(into, &self.groups[group].name.clone()) {
                Some(namesake) => self.pour(group, namesake),
                None => self.groups[group].parent = Some(into),
            }
        }
    }

    pub(super) fn remove_group(&mut self, by: &By, group: Gid) -> Outcome {
        if let Some(why) = self.not_to_be_put(by, group, None) {
            return refused(why);
        }
        let has_groups = self.live_groups().any(|one| self.groups[one].parent == Some(group));
        if has_groups || self.people.values().any(|person| person.has.iter().any(|one| one.0 == group)) {
            return refused(ErrorCode::InUse);
        }
        self.groups[group].gone = true;
        Outcome::Done
    }

    pub(super) fn add_role(&mut self, by: &By, name: &str, given_by: RoleGivers) -> Outcome {
        if !by.is_root() {
            return refused(ErrorCode::NotPermitted);
        }
        if self.role(name).is_some() {
            return refused(ErrorCode::InvalidInput);
        }
        self.roles.push(Role { name: name.to_owned(), given_by, gone: false });
        Outcome::Done
    }

    pub(super) fn change_role(&mut self, by: &By, role: Rid, name: &str, given_by: RoleGivers) -> Outcome {
        if !by.is_root() {
            return refused(ErrorCode::NotPermitted);
        }
        if self.roles[role].gone {
            return refused(ErrorCode::NotFound);
        }
        if !is_built_in(role) {
            if self.role(name).is_some_and(|other| other != role) {
                return refused(ErrorCode::InvalidInput);
            }
            name.clone_into(&mut self.roles[role].name);
        }
        self.roles[role].given_by = given_by;
        Outcome::Done
    }

    pub(super) fn remove_role(&mut self, by: &By, role: Rid) -> Outcome {
        if !by.is_root() {
            refused(ErrorCode::NotPermitted)
        } else if self.roles[role].gone {
            refused(ErrorCode::NotFound)
        } else if is_built_in(role) {
            refused(ErrorCode::InvalidInput)
        } else if self.people.values().any(|person| person.has.iter().any(|one| one.1 == role)) {
            refused(ErrorCode::InUse)
        } else {
            self.roles[role].gone = true;
            Outcome::Done
        }
    }

    /// How many members have, and how many are offered, something of this.
    pub(super) fn how_many(&self, meant: impl Fn(&Grant) -> bool) -> (usize, usize) {
        let count = |state| {
            let of_state = self.people.values().filter(|person| person.state == state);
            of_state.filter(|person| person.has.iter().any(&meant)).count()
        };
        (count(UserState::Active), count(UserState::Invited))
    }
}

const fn is_built_in(role: Rid) -> bool {
    role < 5
}
