//! How many have what.

use crate::Index;
use rollcall_domain::Assignment;

/// How many have one and the same set of assignments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What they have, or are offered; never nothing.
    pub assignments: Vec<Assignment>,
    /// How many members have it.
    pub members: usize,
    /// How many are offered it: everybody invited, also those who said no or whose invitation was cancelled, as lists name
    /// them too.
    pub invited: usize,
}

impl Index {
    /// Every different set of assignments that somebody has, in one look at everybody, in any order. An account has few.
    /// Those who were removed are not counted.
    ///
    /// ```
    /// use rollcall_domain::{Assignment, CameBy, GroupId, RoleId, UserId, UserState};
    /// use rollcall_index::{Entry, Held, Index};
    ///
    /// let buyer = vec![Assignment { group: GroupId(1), role: RoleId(2) }];
    /// let user = |id, state| Entry {
    ///     id: UserId(id), address: format!("{id}@example.org"), name: String::new(), state, invitation: None, invited_at: None,
    ///     expires_at: None, joined_at: None, delivery: None, came_by: CameBy::Hand, assignments: buyer.clone(),
    /// };
    /// let index = Index::load([user(1, UserState::Active), user(2, UserState::Active), user(3, UserState::Invited)]);
    /// assert_eq!(index.held(), [Held { assignments: buyer.clone(), members: 2, invited: 1 }]);
    /// ```
    pub fn held(&self) -> Vec<Held> {
        let (assignments, standings) = (self.columns.assignments(), self.columns.standings());
        let members = assignments.count(standings.active());
        let invited = assignments.count(&standings.invited(self.len()));
        let sets = (0..).zip(members.into_iter().zip(invited));
        let held = sets.filter(|(set, counts)| *counts != (0, 0) && !assignments.pairs_of(*set).is_empty());
        held.map(|(set, (members, invited))| Held {
            assignments: assignments.of_set(set).collect(),
            members: members as usize,
            invited: invited as usize,
        })
        .collect()
    }
}
