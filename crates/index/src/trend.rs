//! How many joined and were invited, day by day.

use crate::{Index, Query};
use rollcall_domain::Timestamp;
use serde::Serialize;

/// How many joined, and how many were invited, on each of some days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Trend {
    /// Who became a member that day and is none of those who joined again later, the earliest day first.
    pub joined: Vec<u32>,
    /// Whose newest invitation was made that day.
    pub invited: Vec<u32>,
}

impl Index {
    /// The trend of `days` times 24 hours from `from` on, of those who have an assignment in one of the groups of the query, if it names
    /// any; its other filters play no part.
    pub fn trend(&self, query: &Query, from: Timestamp, days: usize) -> Trend {
        let _ = (query, from, days);
        todo!()
    }
}
