//! Adding up how users and invitations stand.

use crate::{Counts, InvitationCounts};
use rollcall_domain::{InvitationStatus, Status};

/// How many there are of each of `N` statuses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tally<const N: usize> {
    of: [usize; N],
    only: [usize; ONLY],
}

/// How many variants [`Only`](crate::Only) has.
pub(crate) const ONLY: usize = 3;

impl<const N: usize> Tally<N> {
    /// Of nobody.
    pub(crate) const fn new() -> Self {
        Self { of: [0; N], only: [0; ONLY] }
    }

    /// Adds the slots of each status. Of some slots something else is true, in the order of [`Only`](crate::Only).
    pub(crate) fn add(&mut self, statuses: [u64; N], only: [u64; ONLY]) {
        let mut all = 0;
        for (count, slots) in self.of.iter_mut().zip(statuses) {
            *count += ones(slots);
            all |= slots;
        }
        for (count, slots) in self.only.iter_mut().zip(only) {
            *count += ones(all & slots);
        }
    }
}

impl From<Tally<{ Status::ALL.len() }>> for Counts {
    fn from(tally: Tally<{ Status::ALL.len() }>) -> Self {
        let [active, pending, expiring, expired, declined, cancelled, removed] = tally.of;
        let (all, [undelivered, without_group, administrators]) = (tally.of.iter().sum(), tally.only);
        Self {
            all,
            active,
            pending,
            expiring,
            expired,
            declined,
            cancelled,
            removed,
            undelivered,
            without_group,
            administrators,
        }
    }
}

impl From<Tally<{ InvitationStatus::ALL.len() }>> for InvitationCounts {
    fn from(tally: Tally<{ InvitationStatus::ALL.len() }>) -> Self {
        let [pending, expiring, expired, accepted, declined, cancelled] = tally.of;
        let (all, [undelivered, ..]) = (tally.of.iter().sum(), tally.only);
        Self { all, pending, expiring, expired, accepted, declined, cancelled, undelivered }
    }
}

fn ones(word: u64) -> usize {
    word.count_ones() as usize
}
