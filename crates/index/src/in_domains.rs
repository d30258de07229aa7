//! What the users have whose addresses are in the same domain.

use crate::Index;
use rollcall_domain::{Assignment, MailDomain};
use std::cmp::Reverse;

/// The users with an address in one domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InDomain {
    /// How many are members, or invited and have not said no.
    pub users: usize,
    /// What the members among them have, the most common first.
    pub usual: Vec<Assignment>,
}

impl Index {
    /// The users of each of these domains, in one look at everybody. A domain stands for itself in all its spellings, and not for those
    /// below it, nor for one that is only folded alike.
    pub fn in_domains(&self, domains: &[MailDomain]) -> Vec<InDomain> {
        let (columns, assignments) = (&self.columns, self.columns.assignments());
        let places = columns.domains().places(domains);
        let mut found = vec![InDomain::default(); domains.len()];
        // By domain, how many members have each pair of group and role.
        let pairs = assignments.pairs().len();
        let mut often = vec![0_u32; domains.len() * pairs];
        for slot in columns.standings().in_sight(self.len()).slots() {
            let Some(place) = places[columns.domains().of(slot) as usize] else { continue };
            found[place].users += 1;
            if columns.standings().active().has(slot) {
                for pair in assignments.pairs_of(assignments.set(slot)) {
                    often[place * pairs + *pair as usize] += 1;
                }
            }
        }
        for (found, often) in found.iter_mut().zip(often.chunks(pairs.max(1))) {
            let had = assignments.pairs().iter().zip(often).filter(|(_, times)| **times > 0);
            let mut usual: Vec<_> = had.collect();
            usual.sort_unstable_by_key(|(assignment, times)| (Reverse(**times), **assignment));
            found.usual = usual.into_iter().map(|(assignment, _)| *assignment).collect();
        }
        found
    }
}
