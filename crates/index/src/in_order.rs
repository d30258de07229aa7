//! Putting the matches in order: by which key, and in which stretches.

use crate::bits::Bits;
use crate::columns::Time;
use crate::order::Key;
use crate::stretch::{Ordered, Start, Stretch};
use crate::{Index, Query, Sort};
use rollcall_domain::{Status, Timestamp};
use std::borrow::Cow;

/// So few users are sorted where they are, instead of looking for them in the order of all.
const FEW: usize = 128;

/// From where on an answer is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Begin {
    /// Behind so many.
    Offset(usize),
    /// Behind a slot, which need not match.
    Behind(u32),
}

impl Index {
    /// The matches in order; at least those `limit` that are wanted can be read.
    pub(crate) fn in_order(
        &self,
        matches: Bits,
        query: &Query,
        now: Timestamp,
        from: Begin,
        limit: usize,
    ) -> Ordered<'_> {
        let Some((key, mut parts)) = self.divide(&matches, query.sort, now) else {
            return self.by_groups(&matches, query, from, limit);
        };
        let start = match from {
            Begin::Offset(offset) => Start::Offset(offset),
            Begin::Behind(slot) => {
                let one = self.divide(&Bits::one(slot, self.len()), query.sort, now);
                let at = one.and_then(|(_, parts)| parts.iter().position(|part| !part.is_empty()));
                let turned = |at| if query.descending { parts.len() - 1 - at } else { at };
                Start::Behind { stretch: at.map_or(parts.len(), turned), slot }
            }
        };
        let without = parts.iter().fold(matches, |rest, part| rest.without(part));
        if query.descending {
            parts.reverse();
        }
        let mut stretches: Vec<_> = parts.into_iter().map(|part| self.stretch(key, query.descending, part)).collect();
        stretches.push(self.stretch(Key::Address, false, without));
        Ordered { stretches, start }
    }

    /// The slots in the order of a key.
    pub(crate) fn stretch(&self, key: Key, turned: bool, among: Bits) -> Stretch<'_> {
        let (columns, count) = (&self.columns, among.count());
        if count <= FEW {
            let mut slots: Vec<u32> = among.slots().collect();
            slots.sort_unstable_by(|a, b| key.compare(columns, *a, *b));
            return Stretch::whole(columns, key, slots, turned);
        }
        Stretch::new(columns, key, Cow::Borrowed(&self.order(key).slots), turned, among, count)
    }

    /// The parts of these slots that a sort puts one after the other, and the key by which each of them is sorted. In no part
    /// are those who have no value to sort by. None if there may be too many parts.
    fn divide(&self, slots: &Bits, sort: Sort, now: Timestamp) -> Option<(Key, Vec<Bits>)> {
        let by_key = |key: Key| {
            let having = key.having(&self.columns);
            Some((key, vec![having.map_or_else(|| slots.clone(), |having| slots.and(having))]))
        };
        let by_value = |values: &[Bits]| values.iter().map(|having| slots.and(having)).collect();
        match sort {
            Sort::Name => by_key(Key::Name),
            Sort::Address => by_key(Key::Address),
            Sort::InvitedAt => by_key(Key::Time(Time::Invited)),
            Sort::ExpiresAt => by_key(Key::Time(Time::Expires)),
            Sort::JoinedAt => by_key(Key::Time(Time::Joined)),
            Sort::Status => Some((Key::Address, self.by_status(slots, now))),
            Sort::Delivery => Some((Key::Address, by_value(self.columns.standings().deliveries()))),
            Sort::CameBy => Some((Key::Address, by_value(self.columns.standings().came_by()))),
            Sort::Groups => None,
        }
    }

    /// Those of these slots that have each status, in the order of [`Status::ALL`].
    fn by_status(&self, slots: &Bits, now: Timestamp) -> Vec<Bits> {
        let mut parts = vec![Bits::none(self.len()); Status::ALL.len()];
        for (at, word) in slots.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            let statuses = self.columns.standings().statuses(at, *word, self.columns.ending(at, *word, now));
            for (part, status) in parts.iter_mut().zip(statuses) {
                part.words_mut()[at] = status;
            }
        }
        parts
    }
}
