//! Answering: who matches, how they stand, and who of them is on the page.

use crate::bits::Bits;
use crate::columns::{Columns, Time};
use crate::order::Key;
use crate::tally::Tally;
use crate::{Counts, Index, InvitationCounts, Page, Query, Sort, Window, fold};
use rollcall_domain::{DeliveryState, InvitationStatus, Status, Timestamp, UserId};
use std::borrow::Cow;

/// How many slots are looked at in one go while counting.
const STRIDE: usize = 256;

/// So few users are sorted where they are, instead of looking for them in the order of all.
const FEW: usize = 128;

/// Who matches a query.
struct Found {
    matches: Bits,
    counts: Counts,
    invitation_counts: InvitationCounts,
    /// Of the matches, those of each status. Empty unless the query sorts by it.
    by_status: [Bits; Status::ALL.len()],
}

/// A stretch of an answer: of slots in the order of a key, those that are in a set.
struct Stretch<'a> {
    columns: &'a Columns,
    key: Key,
    slots: Cow<'a, [u32]>,
    turned: bool,
    among: Bits,
    count: usize,
}

impl Index {
    /// The window of the answer, how many match in all, and how those stand who match everything but the status filter, or
    /// everything but the filter by invitations.
    /// `now` decides who is expiring or expired.
    pub fn page(&self, query: &Query, now: Timestamp) -> Page {
        let found = self.find(query, now);
        let (counts, invitation_counts) = (found.counts, found.invitation_counts);
        let stretches = self.stretches(query, found);
        let total = stretches.iter().map(|stretch| stretch.count).sum();
        let (offset, limit, start) = match query.window {
            Window::Offset { offset, limit } => (offset.min(total), limit, None),
            Window::After { after: None, limit } => (0, limit, None),
            Window::After { after: Some(after), limit } => match self.behind(after, query, now) {
                Some((at, slot)) => {
                    let from = stretches[at].place_behind_slot(slot);
                    let before: usize = stretches[..at].iter().map(|stretch| stretch.count).sum();
                    (before + stretches[at].count_before(from), limit, Some((at, from)))
                }
                None => (total, 0, None),
            },
        };
        let (at, from) = start.unwrap_or_else(|| skip(&stretches, offset));
        let mut slots = Vec::with_capacity(limit.min(total - offset));
        for (n, stretch) in stretches.iter().enumerate().skip(at) {
            stretch.take(if n == at { from } else { 0 }, limit, &mut slots);
        }
        Page { ids: self.ids(&slots), total, offset, counts, invitation_counts }
    }

    /// Everybody who matches, in order; the window plays no part.
    pub fn matching(&self, query: &Query, now: Timestamp) -> Vec<UserId> {
        let found = self.find(query, now);
        let mut slots = Vec::with_capacity(found.matches.count());
        for stretch in self.stretches(query, found) {
            stretch.take(0, usize::MAX, &mut slots);
        }
        self.ids(&slots)
    }

    fn ids(&self, slots: &[u32]) -> Vec<UserId> {
        slots.iter().map(|slot| self.columns.ids[*slot as usize]).collect()
    }

    fn find(&self, query: &Query, now: Timestamp) -> Found {
        let mut matches = Bits::all(self.len());
        if !query.groups.is_empty() || !query.roles.is_empty() {
            matches = self.columns.assignments().find(&query.groups, &query.roles, &matches);
        }
        if !query.deliveries.is_empty() {
            let mut any = Bits::none(self.len());
            for state in &query.deliveries {
                any.combine(self.columns.standings().delivery(*state), |a, b| a | b);
            }
            matches.combine(&any, |a, b| a & b);
        }
        // The words last: what the filters left out need not be searched.
        for word in fold::words(&query.search) {
            matches = self.columns.find(&word, &matches);
        }
        self.stand(matches, query, now)
    }

    /// Counts the matches by status and by how the newest invitation stands, and leaves those that the query asks for.
    fn stand(&self, mut matches: Bits, query: &Query, now: Timestamp) -> Found {
        let standings = self.columns.standings();
        let wanted = Status::ALL.map(|status| query.statuses.is_empty() || query.statuses.contains(&status));
        let wanted_invitations = InvitationStatus::ALL.map(|status| query.invitations.contains(&status));
        let undelivered = [DeliveryState::Deferred, DeliveryState::Failed, DeliveryState::Uncertain]
            .map(|state| standings.delivery(state));
        let mut by_status: [Bits; Status::ALL.len()] = Default::default();
        if query.sort == Sort::Status {
            by_status = std::array::from_fn(|_| Bits::none(self.len()));
        }
        let (mut users, mut invited) = (Tally::new(), Tally::new());
        for (at, word) in matches.words_mut().iter_mut().enumerate().filter(|(_, word)| **word != 0) {
            let undelivered = undelivered.iter().fold(0, |all, slots| all | slots.word(at));
            let ending = self.columns.ending(at, *word, now);
            let mut statuses = standings.statuses(at, *word, ending);
            if !query.invitations.is_empty() {
                let invitations = standings.invitations(at, *word, ending);
                invited.add(invitations.map(|slots| slots & union(statuses, wanted)), undelivered);
                let asked = union(invitations, wanted_invitations);
                statuses = statuses.map(|slots| slots & asked);
            }
            users.add(statuses, undelivered);
            *word = union(statuses, wanted);
            for ((kept, status), wanted) in by_status.iter_mut().zip(statuses).zip(wanted) {
                if let Some(kept) = kept.words_mut().get_mut(at) {
                    *kept = if wanted { status } else { 0 };
                }
            }
        }
        Found { matches, counts: users.into(), invitation_counts: invited.into(), by_status }
    }

    /// The answer in order, in stretches.
    fn stretches(&self, query: &Query, found: Found) -> Vec<Stretch<'_>> {
        let Some(key) = key_of(query.sort) else {
            let stretch = |among| self.stretch(Key::Address, query.descending, among);
            let mut stretches: Vec<_> = found.by_status.into_iter().map(stretch).collect();
            if query.descending {
                stretches.reverse();
            }
            return stretches;
        };
        let Some(having) = key.having(&self.columns) else {
            return vec![self.stretch(key, query.descending, found.matches)];
        };
        let (mut with, mut without) = (found.matches.clone(), found.matches);
        with.combine(having, |matches, having| matches & having);
        without.combine(having, |matches, having| matches & !having);
        vec![self.stretch(key, query.descending, with), self.stretch(Key::Address, false, without)]
    }

    fn stretch(&self, key: Key, turned: bool, among: Bits) -> Stretch<'_> {
        let (columns, count) = (&self.columns, among.count());
        let slots = if count <= FEW {
            let mut slots: Vec<u32> = among.slots().collect();
            slots.sort_unstable_by(|a, b| key.compare(columns, *a, *b));
            Cow::Owned(slots)
        } else {
            Cow::Borrowed(self.order(key).slots.as_slice())
        };
        Stretch { columns, key, slots, turned, among, count }
    }

    /// The stretch that a user is in, or would be, with the user's slot.
    fn behind(&self, id: UserId, query: &Query, now: Timestamp) -> Option<(usize, u32)> {
        let slot = self.slot(id)?;
        let at = if let Some(key) = key_of(query.sort) {
            usize::from(key.having(&self.columns).is_some_and(|having| !having.has(slot)))
        } else {
            let status = self.columns.status(slot, now)?;
            let at = Status::ALL.iter().position(|other| *other == status)?;
            if query.descending { Status::ALL.len() - 1 - at } else { at }
        };
        Some((at, slot))
    }
}

impl Stretch<'_> {
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
        let found = |slot: &&u32| self.among.has(**slot);
        if self.turned {
            into.extend(part.iter().rev().filter(found).take(room));
        } else {
            into.extend(part.iter().filter(found).take(room));
        }
    }
}

/// The stretch and the place in it behind the first `offset`.
fn skip(stretches: &[Stretch<'_>], mut offset: usize) -> (usize, usize) {
    for (at, stretch) in stretches.iter().enumerate() {
        if offset < stretch.count {
            return (at, stretch.place_behind(offset));
        }
        offset -= stretch.count;
    }
    (stretches.len(), 0)
}

/// The slots of the statuses that are wanted.
fn union<const N: usize>(statuses: [u64; N], wanted: [bool; N]) -> u64 {
    statuses.into_iter().zip(wanted).fold(0, |all, (slots, wanted)| if wanted { all | slots } else { all })
}

/// The order that is kept for a sort; of the statuses, which the clock changes, there is none.
const fn key_of(sort: Sort) -> Option<Key> {
    match sort {
        Sort::Name => Some(Key::Name),
        Sort::Address => Some(Key::Address),
        Sort::Status => None,
        Sort::InvitedAt => Some(Key::Time(Time::Invited)),
        Sort::ExpiresAt => Some(Key::Time(Time::Expires)),
        Sort::JoinedAt => Some(Key::Time(Time::Joined)),
        Sort::Groups | Sort::Delivery | Sort::CameBy => todo!(),
    }
}
