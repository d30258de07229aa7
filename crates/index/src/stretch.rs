//! Answers in order, stretch by stretch.

use crate::bits::Bits;
use crate::columns::Columns;
use crate::order::Key;
use std::borrow::Cow;

/// How many slots are looked at in one go while counting.
const STRIDE: usize = 256;

/// An answer in order, and where the part of it begins that is wanted.
pub(crate) struct Ordered<'a> {
    pub(crate) stretches: Vec<Stretch<'a>>,
    pub(crate) start: Start,
}

/// Where a part of an answer begins.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    /// Behind so many.
    Offset(usize),
    /// Behind a slot, which belongs into a stretch.
    Behind { stretch: usize, slot: u32 },
}

/// A stretch of an answer: of slots in the order of a key, those that are in a set.
pub(crate) struct Stretch<'a> {
    columns: &'a Columns,
    key: Key,
    slots: Cow<'a, [u32]>,
    turned: bool,
    /// Not looked at if all of `slots` are meant.
    among: Bits,
    count: usize,
}

impl Ordered<'_> {
    /// How many stand before the part that is wanted, and at most so many slots of it.
    pub(crate) fn window(&self, limit: usize) -> (usize, Vec<u32>) {
        let total: usize = self.stretches.iter().map(|stretch| stretch.count).sum();
        let (offset, at, from) = match self.start {
            Start::Offset(offset) => {
                let (at, from) = self.skip(offset);
                (offset.min(total), at, from)
            }
            Start::Behind { stretch: at, slot } => {
                let from = self.stretches[at].place_behind_slot(slot);
                let before: usize = self.stretches[..at].iter().map(|stretch| stretch.count).sum();
                (before + self.stretches[at].count_before(from), at, from)
            }
        };
        let mut slots = Vec::with_capacity(limit.min(total - offset));
        for (n, stretch) in self.stretches.iter().enumerate().skip(at) {
            stretch.take(if n == at { from } else { 0 }, limit, &mut slots);
        }
        (offset, slots)
    }

    /// The stretch and the place in it behind the first `offset`.
    fn skip(&self, mut offset: usize) -> (usize, usize) {
        for (at, stretch) in self.stretches.iter().enumerate() {
            if offset < stretch.count {
                return (at, stretch.place_behind(offset));
            }
            offset -= stretch.count;
        }
        (self.stretches.len(), 0)
    }
}

impl<'a> Stretch<'a> {
    /// Of the slots in the order of the key, those in the set, of which there are `count`; with `turned`, from the last.
    pub(crate) fn new(
        columns: &'a Columns,
        key: Key,
        slots: Cow<'a, [u32]>,
        turned: bool,
        among: Bits,
        count: usize,
    ) -> Self {
        Self { columns, key, slots, turned, among, count }
    }

    /// All of these slots, which are in the order of the key.
    pub(crate) fn whole(columns: &'a Columns, key: Key, slots: Vec<u32>, turned: bool) -> Self {
        let count = slots.len();
        Self { columns, key, slots: Cow::Owned(slots), turned, among: Bits::default(), count }
    }

    /// So many that nobody asks for: they are only counted.
    pub(crate) fn closed(columns: &'a Columns, count: usize) -> Self {
        Self { columns, key: Key::Address, slots: Cow::Borrowed(&[]), turned: false, among: Bits::default(), count }
    }

    /// All of its slots.
    pub(crate) fn all(&self) -> Vec<u32> {
        let mut slots = Vec::with_capacity(self.count);
        self.take(0, usize::MAX, &mut slots);
        slots
    }

    /// The slots of a part of the order, in the direction of the stretch.
    fn part(&self, from: usize, to: usize) -> &[u32] {
        let len = self.slots.len();
        if self.turned { &self.slots[len - to..len - from] } else { &self.slots[from..to] }
    }

    /// The place in the order behind a slot, which may be in it or not.
    fn place_behind_slot(&self, slot: u32) -> usize {
        let compare = |other: &u32| self.key.compare(self.columns, *other, slot);
        if self.turned {
            self.slots.len() - self.slots.partition_point(|other| compare(other).is_lt())
        } else {
            self.slots.partition_point(|other| compare(other).is_le())
        }
    }

    fn is_whole(&self) -> bool {
        self.count == self.slots.len()
    }

    fn among(&self, slots: &[u32]) -> usize {
        slots.iter().map(|slot| usize::from(self.among.has(*slot))).sum()
    }

    /// How many stand before the place in the order.
    fn count_before(&self, to: usize) -> usize {
        if self.is_whole() { to } else { self.among(self.part(0, to)) }
    }

    /// The place in the order behind the first `count`.
    fn place_behind(&self, count: usize) -> usize {
        if self.is_whole() || count == 0 {
            return count;
        }
        let (mut at, mut left, len) = (0, count, self.slots.len());
        while at < len {
            let to = len.min(at + STRIDE);
            let seen = self.among(self.part(at, to));
            if seen >= left {
                break;
            }
            (at, left) = (to, left - seen);
        }
        while left > 0 {
            left -= self.among(self.part(at, at + 1));
            at += 1;
        }
        at
    }

    /// Appends slots from the place in the order on, until there are `limit`.
    fn take(&self, from: usize, limit: usize, into: &mut Vec<u32>) {
        let room = limit.saturating_sub(into.len());
        if room == 0 || self.count == 0 {
            return;
        }
        let part = self.part(from, self.slots.len());
        let found = |slot: &&u32| self.is_whole() || self.among.has(**slot);
        if self.turned {
            into.extend(part.iter().rev().filter(found).take(room));
        } else {
            into.extend(part.iter().filter(found).take(room));
        }
    }
}
