//! Changing what users have, or are offered.

use crate::{Assignment, GroupId, RoleId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is to be changed of somebody's assignments, or of everybody's among some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GrantChange {
    /// They have it besides.
    Give {
        /// What they are given.
        grant: Assignment,
    },
    /// Who has this role in this group has another one there instead.
    Replace {
        /// In which group.
        group: GroupId,
        /// Any of these roles; empty for every role that they have there.
        from: Vec<RoleId>,
        /// What they have instead.
        to: RoleId,
    },
    /// They have it no longer.
    Take {
        /// In which group. Those below it stay.
        group: GroupId,
        /// Any of these roles; empty for every role that they have there.
        roles: Vec<RoleId>,
    },
    /// Who has exactly this has exactly that instead: what somebody saw of one user, and made of it.
    Set {
        /// What they had.
        from: Vec<Assignment>,
        /// What they have.
        to: Vec<Assignment>,
    },
}

impl GrantChange {
    /// What somebody has after it who had this. `None`: they had something else than was seen.
    pub fn apply(&self, had: &BTreeSet<Assignment>) -> Option<BTreeSet<Assignment>> {
        let mut has = had.clone();
        match self {
            Self::Give { grant } => {
                has.insert(*grant);
            }
            Self::Replace { group, from, to } => {
                has.retain(|one| !is_meant(one, *group, from));
                if has.len() < had.len() {
                    has.insert(Assignment { group: *group, role: *to });
                }
            }
            Self::Take { group, roles } => has.retain(|one| !is_meant(one, *group, roles)),
            Self::Set { from, to } => {
                if *had != from.iter().copied().collect() {
                    return None;
                }
                has = to.iter().copied().collect();
            }
        }
        Some(has)
    }

    /// What anybody may gain by it.
    pub fn gives(&self) -> Vec<Assignment> {
        match self {
            Self::Give { grant } => vec![*grant],
            Self::Replace { group, to, .. } => vec![Assignment { group: *group, role: *to }],
            Self::Take { .. } => Vec::new(),
            Self::Set { from, to } => to.iter().filter(|one| !from.contains(one)).copied().collect(),
        }
    }
}

fn is_meant(one: &Assignment, group: GroupId, roles: &[RoleId]) -> bool {
    one.group == group && (roles.is_empty() || roles.contains(&one.role))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn one(group: i64, role: i64) -> Assignment {
        Assignment { group: GroupId(group), role: RoleId(role) }
    }

    #[test]
    fn a_role_is_replaced_where_it_was_held_and_nowhere_else() {
        let had = BTreeSet::from([one(2, 2), one(3, 2)]);
        let replace = |from: &[RoleId]| GrantChange::Replace { group: GroupId(2), from: from.to_vec(), to: RoleId(4) };
        assert_eq!(replace(&[]).apply(&had), Some(BTreeSet::from([one(2, 4), one(3, 2)])));
        assert_eq!(replace(&[RoleId(2)]).apply(&had), Some(BTreeSet::from([one(2, 4), one(3, 2)])));
        assert_eq!(replace(&[RoleId(3)]).apply(&had), Some(had));
    }

    #[test]
    fn what_was_seen_must_still_be_so() {
        let set = GrantChange::Set { from: vec![one(2, 2)], to: vec![one(2, 3), one(2, 2)] };
        assert_eq!(set.apply(&BTreeSet::from([one(2, 2), one(3, 2)])), None);
        assert_eq!(set.apply(&BTreeSet::from([one(2, 2)])), Some(BTreeSet::from([one(2, 2), one(2, 3)])));
        assert_eq!(set.gives(), vec![one(2, 3)]);
    }

    #[test]
    fn taking_from_a_group_leaves_the_others() {
        let take = GrantChange::Take { group: GroupId(2), roles: Vec::new() };
        let had = BTreeSet::from([one(2, 2), one(2, 3), one(3, 2)]);
        assert_eq!(take.apply(&had), Some(BTreeSet::from([one(3, 2)])));
    }
}
