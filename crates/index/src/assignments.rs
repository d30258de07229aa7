//! The assignments of all users. An account has few different sets of them, so that a filter looks at each set once.

use crate::bits::{Bits, places};
use rollcall_domain::{Assignment, GroupId, RoleId, role::ADMINISTRATOR};
use std::collections::{HashMap, HashSet};

/// Which set of assignments each slot has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assignments {
    pairs: Vec<Assignment>,
    pair_number: HashMap<Assignment, u32>,
    /// The numbers of the pairs of all sets, one set after the other.
    members: Vec<u32>,
    /// Where each set ends in `members`.
    ends: Vec<u32>,
    set_number: HashMap<Box<[u32]>, u32>,
    of_slot: Vec<u32>,
    /// The slots without any assignment.
    none: Bits,
    /// The slots with the Administrator role in whatever group, be it only offered.
    administrators: Bits,
}

impl Assignments {
    /// Gives the next slot its assignments.
    pub(crate) fn push(&mut self, assignments: &[Assignment]) {
        let set = self.intern(assignments);
        let slot = number(self.of_slot.len());
        self.of_slot.push(set);
        self.mark(slot, assignments);
    }

    /// Gives a slot other assignments.
    pub(crate) fn replace(&mut self, slot: u32, assignments: &[Assignment]) {
        self.of_slot[slot as usize] = self.intern(assignments);
        self.mark(slot, assignments);
    }

    fn mark(&mut self, slot: u32, assignments: &[Assignment]) {
        self.none.set(slot, assignments.is_empty());
        self.administrators.set(slot, assignments.iter().any(|pair| pair.role == ADMINISTRATOR));
    }

    fn intern(&mut self, assignments: &[Assignment]) -> u32 {
        let mut pairs: Vec<u32> = assignments
            .iter()
            .map(|pair| {
                *self.pair_number.entry(*pair).or_insert_with(|| {
                    self.pairs.push(*pair);
                    number(self.pairs.len() - 1)
                })
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        if let Some(set) = self.set_number.get(pairs.as_slice()) {
            return *set;
        }
        let set = number(self.ends.len());
        self.members.extend_from_slice(&pairs);
        self.ends.push(number(self.members.len()));
        self.set_number.insert(pairs.into_boxed_slice(), set);
        set
    }

    /// The slots of `within` that have an assignment in one of the groups, if any are given, which is of one of the
    /// roles, if any are given.
    pub(crate) fn find(&self, groups: &[GroupId], roles: &[RoleId], within: &Bits) -> Bits {
        let groups: HashSet<_> = groups.iter().copied().collect();
        let wanted = |pair: &Assignment| {
            (groups.is_empty() || groups.contains(&pair.group)) && (roles.is_empty() || roles.contains(&pair.role))
        };
        let pairs: Vec<bool> = self.pairs.iter().map(wanted).collect();
        let mut start = 0;
        let set = |end: &u32| {
            let members = &self.members[start..*end as usize];
            start = *end as usize;
            members.iter().any(|pair| pairs[*pair as usize])
        };
        let sets: Vec<bool> = self.ends.iter().map(set).collect();
        flagged(&self.of_slot, &sets, within)
    }

    /// The set that a slot has: all that have the same number have the same assignments.
    pub(crate) fn set(&self, slot: u32) -> u32 {
        self.of_slot[slot as usize]
    }

    /// The set of each slot.
    pub(crate) fn column(&self) -> &[u32] {
        &self.of_slot
    }

    /// Every assignment that somebody has or had, by the number that [`Self::pairs_of`] says.
    pub(crate) fn pairs(&self) -> &[Assignment] {
        &self.pairs
    }

    /// How many different sets there are, or were.
    pub(crate) fn sets(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of the assignments of a set.
    pub(crate) fn pairs_of(&self, set: u32) -> &[u32] {
        let start = if set == 0 { 0 } else { self.ends[set as usize - 1] };
        &self.members[start as usize..self.ends[set as usize] as usize]
    }

    /// The assignments of a set.
    pub(crate) fn of_set(&self, set: u32) -> impl Iterator<Item = Assignment> {
        self.pairs_of(set).iter().map(|pair| self.pairs[*pair as usize])
    }

    /// How many slots of `within` have each set, in the order of their numbers.
    pub(crate) fn count(&self, within: &Bits) -> Vec<u32> {
        let mut counts = vec![0; self.ends.len()];
        for (sets, within) in self.of_slot.chunks(64).zip(within.words()) {
            places(*within).for_each(|bit| counts[sets[bit] as usize] += 1);
        }
        counts
    }

    /// The slots without any assignment.
    pub(crate) fn none(&self) -> &Bits {
        &self.none
    }

    /// The slots with the Administrator role in whatever group, be it only offered.
    pub(crate) fn administrators(&self) -> &Bits {
        &self.administrators
    }

    /// How many bytes it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        let sets = self.set_number.capacity() * (size_of::<(Box<[u32]>, u32)>() + 1) + self.members.len() * 4;
        (self.members.capacity() + self.ends.capacity() + self.of_slot.capacity()) * 4
            + self.none.bytes()
            + self.administrators.bytes()
            + sets
    }
}

/// The slots of `within` whose number in the column has its flag up.
pub(crate) fn flagged(column: &[u32], flags: &[bool], within: &Bits) -> Bits {
    let mut found = Bits::none(column.len());
    for ((numbers, found), within) in column.chunks(64).zip(found.words_mut()).zip(within.words()) {
        if *within != 0 {
            let mut word = 0;
            for (bit, number) in numbers.iter().enumerate() {
                word |= u64::from(flags[*number as usize]) << bit;
            }
            *found = word & within;
        }
    }
    found
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("an account has fewer than 2^32 assignments")
}
