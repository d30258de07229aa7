//! Sorted by assignments. There may be many different sets of them, so that only those are put in order that the wanted
//! part of an answer touches; the others are merely counted.

use crate::assignments::{Assignments, flagged};
use crate::bits::Bits;
use crate::in_order::Begin;
use crate::order::Key;
use crate::stretch::{Ordered, Start, Stretch};
use crate::{Index, Places, Query};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// So few sets are sorted rather than divided once more.
const FEW: usize = 32;

/// A set of assignments that some of the matches have.
struct Had {
    set: u32,
    count: usize,
    place: Place,
}

/// Where a set of assignments stands among all others: by its assignments as ranks, the lowest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// The first two ranks, plus one each: zero where there is none.
    first: (u32, u32),
    others: Box<[u32]>,
}

impl Index {
    /// The matches by their assignments, then by address; at least those `limit` that are wanted can be read.
    pub(crate) fn by_groups(&self, matches: &Bits, query: &Query, from: Begin, limit: usize) -> Ordered<'_> {
        let (columns, assignments) = (&self.columns, self.columns.assignments());
        let without = self.stretch(Key::Address, false, matches.and(assignments.none()));
        let matches = matches.without(assignments.none());
        let ranks = ranks(assignments, &query.places);
        let place = |set: u32| Place::of(assignments.pairs_of(set), &ranks);
        let compare = |a: &Place, b: &Place| if query.descending { b.cmp(a) } else { a.cmp(b) };
        let counts = assignments.count(&matches);
        let some = (0..).zip(&counts).filter(|(_, count)| **count > 0);
        let mut had: Vec<Had> =
            some.map(|(set, count)| Had { set, count: *count as usize, place: place(set) }).collect();

        let (start, behind) = match from {
            Begin::Offset(offset) => (offset, 0),
            Begin::Behind(slot) if assignments.none().has(slot) => (usize::MAX, 0),
            Begin::Behind(slot) => {
                let own = place(assignments.set(slot));
                let before = had.iter().filter(|other| compare(&other.place, &own).is_lt());
                (before.map(|other| other.count).sum(), counts[assignments.set(slot) as usize] as usize)
            }
        };
        let wanted = start..start.saturating_add(behind).saturating_add(limit);
        settle(&mut had, 0, &wanted, &|a, b| compare(&a.place, &b.place));
        let (mut seen, mut before, mut after, mut touched) = (0, 0, 0, Vec::new());
        for Had { set, count, .. } in had {
            if seen + count <= wanted.start {
                before += count;
            } else if seen >= wanted.end {
                after += count;
            } else {
                touched.push(set);
            }
            seen += count;
        }

        let start = match from {
            Begin::Offset(offset) => Start::Offset(offset),
            Begin::Behind(slot) if assignments.none().has(slot) => Start::Behind { stretch: touched.len() + 2, slot },
            Begin::Behind(slot) => match touched.iter().position(|set| *set == assignments.set(slot)) {
                Some(at) => Start::Behind { stretch: at + 1, slot },
                // None of the matches has this set: the wanted part begins with the next one.
                None => Start::Offset(wanted.start),
            },
        };
        let lists = self.lists(&touched, &matches).into_iter();
        let lists = lists.map(|slots| Stretch::whole(columns, Key::Address, slots, query.descending));
        let closed = |count| std::iter::once(Stretch::closed(columns, count));
        let stretches = closed(before).chain(lists).chain(closed(after)).chain([without]).collect();
        Ordered { stretches, start }
    }

    /// Of the matches, those who have each of these sets of assignments, by address.
    fn lists(&self, sets: &[u32], matches: &Bits) -> Vec<Vec<u32>> {
        let assignments = self.columns.assignments();
        let mut list_of = vec![None; assignments.sets()];
        for (list, set) in sets.iter().enumerate() {
            list_of[*set as usize] = Some(list);
        }
        let touched: Vec<bool> = list_of.iter().map(Option::is_some).collect();
        let slots = self.stretch(Key::Address, false, flagged(assignments.column(), &touched, matches)).all();
        let mut lists = vec![Vec::new(); sets.len()];
        for slot in slots {
            if let Some(list) = list_of[assignments.set(slot) as usize] {
                lists[list].push(slot);
            }
        }
        lists
    }
}

impl Place {
    fn of(pairs: &[u32], ranks: &[u32]) -> Self {
        let rank = |pair: &u32| ranks[*pair as usize] + 1;
        match pairs {
            [] => Self { first: (0, 0), others: Box::default() },
            [one] => Self { first: (rank(one), 0), others: Box::default() },
            [one, two] => {
                let (one, two) = (rank(one), rank(two));
                Self { first: (one.min(two), one.max(two)), others: Box::default() }
            }
            more => {
                let mut more: Vec<u32> = more.iter().map(rank).collect();
                more.sort_unstable();
                Self { first: (more[0], more[1]), others: more[2..].into() }
            }
        }
    }
}

/// The rank of each assignment, by its number.
fn ranks(assignments: &Assignments, places: &Places) -> Vec<u32> {
    let (groups, roles) = (numbered(&places.groups), numbered(&places.roles));
    let place = |at: Option<&usize>| at.copied().unwrap_or(usize::MAX);
    let pairs = (0..).zip(assignments.pairs());
    let mut sorted: Vec<_> = pairs
        .map(|(number, pair)| {
            ((place(groups.get(&pair.group)), pair.group, place(roles.get(&pair.role)), pair.role), number)
        })
        .collect();
    sorted.sort_unstable();
    let mut ranks = vec![0; sorted.len()];
    for (rank, (_, number)) in (0..).zip(sorted) {
        let number: usize = number;
        ranks[number] = rank;
    }
    ranks
}

fn numbered<T: Copy + Eq + Hash>(all: &[T]) -> HashMap<T, usize> {
    all.iter().enumerate().map(|(at, one)| (*one, at)).collect()
}

/// Puts those sets in their places that the wanted users have, when `before` users stand before all of these. Every other
/// set comes on its side of them.
fn settle(had: &mut [Had], before: usize, wanted: &Range<usize>, compare: &impl Fn(&Had, &Had) -> Ordering) {
    let count = |had: &[Had]| had.iter().map(|had| had.count).sum::<usize>();
    let end = before + count(had);
    if end <= wanted.start || before >= wanted.end {
        return;
    }
    if had.len() <= FEW || wanted.start <= before && end <= wanted.end {
        had.sort_unstable_by(compare);
        return;
    }
    let (low, middle, high) = had.select_nth_unstable_by(had.len() / 2, compare);
    let above = before + count(low) + middle.count;
    settle(low, before, wanted, compare);
    settle(high, above, wanted, compare);
}
