//! What the users have whose addresses are in the same domain.

use crate::Index;
use rollcall_domain::{Assignment, MailDomain};
use std::cmp::Reverse;
use std::collections::HashMap;

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
        let columns = &self.columns;
        let places = columns.domains().places(domains);
        let mut found = vec![InDomain::default(); domains.len()];
        let mut sets: Vec<HashMap<u32, usize>> = vec![HashMap::new(); domains.len()];
        for slot in columns.standings().in_sight(self.len()).slots() {
            let Some(place) = places[columns.domains().of(slot) as usize] else { continue };
            found[place].users += 1;
            if columns.standings().active().has(slot) {
                *sets[place].entry(columns.assignments().set(slot)).or_default() += 1;
            }
        }
        for (found, sets) in found.iter_mut().zip(sets) {
            let mut often: HashMap<Assignment, usize> = HashMap::new();
            for (set, times) in sets {
                for assignment in columns.assignments().of_set(set) {
                    *often.entry(assignment).or_default() += times;
                }
            }
            let mut usual: Vec<_> = often.into_iter().collect();
            usual.sort_unstable_by_key(|(assignment, times)| (Reverse(*times), *assignment));
            found.usual = usual.into_iter().map(|(assignment, _)| assignment).collect();
        }
        found
    }
}
