//! The people of a plan while it is made.

use super::{Grant, KnownUser, Standing, cells::Action, reader::Wish};
use crate::{Assignment, GroupId, RoleId};
use std::{collections::HashSet, hash::Hash};

/// Somebody for whom the plan does something.
#[derive(Default)]
pub(super) struct Person {
    /// Index into the plan's people.
    pub(super) index: usize,
    pub(super) grants: Once<Grant>,
    pub(super) losses: Once<Assignment>,
}

/// Things, each once: most people have one or two, and somebody may have thousands.
pub(super) struct Once<T> {
    few: Vec<T>,
    more: HashSet<T>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { few: Vec::new(), more: HashSet::new() }
    }
}

impl<T: Copy + Eq + Hash> Once<T> {
    /// `false`: it was there.
    pub(super) fn insert(&mut self, thing: T) -> bool {
        if self.few.contains(&thing) {
            false
        } else if self.few.len() < 16 {
            self.few.push(thing);
            true
        } else {
            self.more.insert(thing)
        }
    }

    pub(super) fn contains(&self, thing: &T) -> bool {
        self.few.contains(thing) || self.more.contains(thing)
    }

    pub(super) fn len(&self) -> usize {
        self.few.len() + self.more.len()
    }
}

/// A row, and how its person stands.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Index into the rows.
    pub(super) at: usize,
    /// The person's number.
    pub(super) person: u32,
    pub(super) wish: &'a Wish,
    pub(super) known: Option<&'a KnownUser>,
    pub(super) standing: Standing,
}

impl Asked<'_> {
    pub(super) fn changes(self) -> bool {
        self.wish.action == Action::ChangeRole
    }

    pub(super) fn has(self, group: GroupId, role: RoleId) -> bool {
        self.known.is_some_and(|user| user.assignments.contains(&Assignment { group, role }))
    }
}
