//! The sorted orders: permutations of slots.

use crate::bits::Bits;
use crate::columns::{Columns, Time};
use std::cmp::Ordering;

/// By what an order is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Address,
    Name,
    Time(Time),
}

impl Key {
    pub(crate) const ALL: [Self; 5] =
        [Self::Address, Self::Name, Self::Time(Time::Invited), Self::Time(Time::Expires), Self::Time(Time::Joined)];

    /// Its place in [`Self::ALL`].
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Address => 0,
            Self::Name => 1,
            Self::Time(time) => 2 + time as usize,
        }
    }

    /// The slots that have it; all, if none is said.
    pub(crate) fn having(self, columns: &Columns) -> Option<&Bits> {
        match self {
            Self::Address => None,
            Self::Name => Some(columns.named()),
            Self::Time(time) => Some(columns.timed(time)),
        }
    }

    fn has(self, columns: &Columns, slot: u32) -> bool {
        self.having(columns).is_none_or(|slots| slots.has(slot))
    }

    /// By this key, then by address and id.
    pub(crate) fn compare(self, columns: &Columns, a: u32, b: u32) -> Ordering {
        match self {
            Self::Address => columns.by_address(a, b),
            Self::Name => columns.by_name(a, b),
            Self::Time(time) => columns.by_time(time, a, b),
        }
    }
}

/// The slots that have the value of a key, sorted by it, then by address and id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    pub(crate) slots: Vec<u32>,
}

impl Order {
    /// Where the slot stands, or would stand.
    pub(crate) fn position(&self, key: Key, columns: &Columns, slot: u32) -> usize {
        self.slots.partition_point(|other| key.compare(columns, *other, slot).is_lt())
    }

    /// Takes slots out that are in. The columns must still say what they said when the slots came in.
    pub(crate) fn remove(&mut self, key: Key, columns: &Columns, slots: &[u32]) {
        let slots = slots.iter().filter(|slot| key.has(columns, **slot));
        let mut gone: Vec<usize> = slots.map(|slot| self.position(key, columns, *slot)).collect();
        gone.sort_unstable();
        for (earlier, at) in gone.iter().enumerate() {
            let next = gone.get(earlier + 1).copied().unwrap_or(self.slots.len());
            self.slots.copy_within(at + 1..next, at - earlier);
        }
        self.slots.truncate(self.slots.len() - gone.len());
    }

    /// Puts slots in that are not in yet.
    pub(crate) fn insert(&mut self, key: Key, columns: &Columns, slots: &[u32]) {
        let new = slots.iter().copied().filter(|slot| key.has(columns, *slot)).collect();
        insert(&mut self.slots, new, |a, b| key.compare(columns, a, b));
    }
}

/// Does something with every order; with `two_threads`, half of the work at the same time.
pub(crate) fn with_all(orders: &mut [Order; Key::ALL.len()], two_threads: bool, act: impl Fn(Key, &mut Order) + Sync) {
    let [address, others @ ..] = orders;
    let act_on_others = || Key::ALL[1..].iter().zip(others).for_each(|(key, order)| act(*key, order));
    if two_threads {
        std::thread::scope(|scope| {
            scope.spawn(act_on_others);
            act(Key::Address, address);
        });
    } else {
        act(Key::Address, address);
        act_on_others();
    }
}

/// Puts new slots into sorted ones.
pub(crate) fn insert(slots: &mut Vec<u32>, mut new: Vec<u32>, compare: impl Fn(u32, u32) -> Ordering) {
    new.sort_unstable_by(|a, b| compare(*a, *b));
    let place = |slot: &u32| slots.partition_point(|other| compare(*other, *slot).is_lt());
    let places: Vec<usize> = new.iter().map(place).collect();
    let mut end = slots.len();
    slots.resize(end + new.len(), 0);
    for (earlier, (slot, at)) in new.iter().zip(places).enumerate().rev() {
        slots.copy_within(at..end, at + earlier + 1);
        slots[at + earlier] = *slot;
        end = at;
    }
}

/// Sorts everything anew: what many changes at once cost less than.
pub(crate) fn sort_all(columns: &Columns) -> [Order; Key::ALL.len()] {
    let len = u32::try_from(columns.len()).expect("an account has fewer than 2^32 users");
    let mut first: Vec<_> = (0..len).map(|slot| (beginning(columns.local(slot)), slot)).collect();
    sort_by_halves(&mut first, |a, b| a.0.cmp(&b.0).then_with(|| columns.by_address(a.1, b.1)));
    let address: Vec<u32> = first.into_iter().map(|(_, slot)| slot).collect();

    // All other orders break ties by address: by the place in that order, which is quicker to compare.
    let ranked = |key: Key| (0..).zip(&address).filter(move |(_, slot)| key.has(columns, **slot));
    let by_rank = |rank: u32| address[rank as usize];
    let by_name = || {
        let mut keys: Vec<_> = ranked(Key::Name).map(|(rank, slot)| (beginning(columns.name(*slot)), rank)).collect();
        let text = |rank: u32| columns.name(by_rank(rank));
        keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))).then(a.1.cmp(&b.1)));
        keys.into_iter().map(|(_, rank)| by_rank(rank)).collect::<Vec<_>>()
    };
    let by_time = |time: Time| {
        let keys = ranked(Key::Time(time)).map(|(rank, slot)| (columns.time(*slot, time), rank));
        let mut keys: Vec<(i64, u32)> = keys.collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, rank)| by_rank(rank)).collect::<Vec<_>>()
    };
    let (name, [invited, expires, joined]) = std::thread::scope(|scope| {
        let name = scope.spawn(by_name);
        let times = Time::ALL.map(by_time);
        (name.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), times)
    });
    [address, name, invited, expires, joined].map(|slots| Order { slots })
}

/// Sorts in two threads.
fn sort_by_halves<T: Send>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Sync) {
    let (low, high) = items.split_at_mut(items.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| low.sort_unstable_by(&compare));
        high.sort_unstable_by(&compare);
    });
    // The stable sort sees two sorted runs, and merges them.
    items.sort_by(compare);
}

/// The first 16 bytes as numbers that compare as the bytes do.
fn beginning(text: &[u8]) -> (u64, u64) {
    let mut bytes = [0; 16];
    let len = text.len().min(16);
    bytes[..len].copy_from_slice(&text[..len]);
    let all = u128::from_be_bytes(bytes);
    let half = |number: u128| u64::try_from(number & u128::from(u64::MAX)).unwrap_or(0);
    (half(all >> 64), half(all))
}
