//! List the account's groups.

use crate::{App, Error, Permit, typed::count};
use rollcall_domain::{GroupId, GroupPath, GroupTree, role::ADMINISTRATOR};
use rollcall_index::Held;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A group as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct GroupView {
    /// Its number.
    pub id: GroupId,
    /// The group it is in; none of the root group.
    pub parent: Option<GroupId>,
    /// Its path; `/` for the root group.
    pub path: String,
    /// How many levels it is below the root group.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub depth: usize,
    /// How many users have, or are offered, a role in this very group.
    pub users: u32,
    /// How many have, or are offered, one in it or below it, each counted once.
    pub users_within: u32,
    /// How many members administer this very group.
    pub administrators: u32,
    /// How many users are offered to administer this very group.
    pub administrators_offered: u32,
}

/// What is counted of a group.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    users: usize,
    within: usize,
    administrators: usize,
    administrators_offered: usize,
}

impl App {
    /// The groups that the administrator administers, with how many users each has, in the order of the tree.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_groups(&self, by: &Permit) -> Result<Vec<GroupView>, Error> {
        let tree = self.group_tree().await?;
        let held = self.fresh_index().await?.held();
        let counted = counted(&tree, &held);
        let view = |(id, path): (GroupId, &GroupPath)| {
            let counted = counted.get(&id).copied().unwrap_or_default();
            GroupView {
                id,
                parent: tree.parent(id),
                path: path.to_string(),
                depth: path.names().len(),
                users: count(counted.users),
                users_within: count(counted.within),
                administrators: count(counted.administrators),
                administrators_offered: count(counted.administrators_offered),
            }
        };
        let mine = |id| tree.is_in_part(id, by.scope());
        Ok(tree.sorted().into_iter().filter(|(id, _)| mine(*id)).map(view).collect())
    }

    pub(crate) async fn group_tree(&self) -> Result<GroupTree, Error> {
        Ok(GroupTree::new(&self.store().groups().await?))
    }
}

fn counted(tree: &GroupTree, held: &[Held]) -> HashMap<GroupId, Counted> {
    let mut counted: HashMap<GroupId, Counted> = HashMap::new();
    for held in held {
        let all = held.members + held.invited;
        let groups: HashSet<GroupId> = held.assignments.iter().map(|one| one.group).collect();
        for group in &groups {
            counted.entry(*group).or_default().users += all;
        }
        let within: HashSet<GroupId> = groups.iter().flat_map(|group| tree.with_those_above(*group)).collect();
        for group in within {
            counted.entry(group).or_default().within += all;
        }
        for one in held.assignments.iter().filter(|one| one.role == ADMINISTRATOR) {
            let of_group = counted.entry(one.group).or_default();
            of_group.administrators += held.members;
            of_group.administrators_offered += held.invited;
        }
    }
    counted
}
