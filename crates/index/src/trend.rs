//! How many joined and were invited, day by day.

use crate::bits::Bits;
use crate::columns::Time;
use crate::order::Key;
use crate::{Index, Query};
use rollcall_domain::{Timestamp, clock::DAY_MS};
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
    ///
    /// ```
    /// use rollcall_domain::{CameBy, Timestamp, UserId, UserState};
    /// use rollcall_index::{Entry, Index, Query};
    ///
    /// let start = Timestamp::from_millis(1_800_000_000_000);
    /// let joined = |id, days| Entry {
    ///     id: UserId(id), address: format!("{id}@example.org"), name: String::new(), state: UserState::Active, invitation: None,
    ///     invited_at: None, expires_at: None, joined_at: Some(start.plus_days(days)), delivery: None, came_by: CameBy::Link,
    ///     assignments: vec![],
    /// };
    /// let index = Index::load([joined(1, 0), joined(2, 2), joined(3, 2), joined(4, 3)]);
    /// let trend = index.trend(&Query::default(), start, 3);
    /// assert_eq!((trend.joined, trend.invited), (vec![1, 0, 2], vec![0, 0, 0]));
    /// ```
    pub fn trend(&self, query: &Query, from: Timestamp, days: usize) -> Trend {
        let groups = &query.groups;
        let among = (!groups.is_empty()).then(|| self.columns.assignments().find(groups, &[], &Bits::all(self.len())));
        let of = |time| self.day_by_day(time, from, days, among.as_ref());
        Trend { joined: of(Time::Joined), invited: of(Time::Invited) }
    }

    fn day_by_day(&self, time: Time, from: Timestamp, days: usize, among: Option<&Bits>) -> Vec<u32> {
        let slots = &self.order(Key::Time(time)).slots;
        let mut day = from.as_millis();
        let mut start = slots.partition_point(|slot| self.columns.time(*slot, time) < day);
        let count = |_| {
            // Behind the end of all time there is nobody.
            day = day.saturating_add(DAY_MS);
            let length = slots[start..].partition_point(|slot| self.columns.time(*slot, time) < day);
            let those = &slots[start..start + length];
            start += length;
            let count = among.map_or(length, |among| those.iter().filter(|slot| among.has(**slot)).count());
            u32::try_from(count).expect("an account has fewer than 2^32 users")
        };
        (0..days).map(count).collect()
    }
}
