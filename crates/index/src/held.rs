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
    /// How many are offered it.
    pub invited: usize,
}

impl Index {
    /// Every different set of assignments that somebody has, in one look at everybody, in any order. An account has few.
    pub fn held(&self) -> Vec<Held> {
        todo!()
    }
}
