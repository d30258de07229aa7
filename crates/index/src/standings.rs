//! How users and their newest invitations stand, in sets of slots.

use crate::Entry;
use crate::bits::{Bits, places};
use rollcall_domain::clock::DAY_MS;
use rollcall_domain::{
    CameBy, DeliveryState, InvitationState, InvitationStatus, Status, Timestamp, UserState, invitation,
};

/// What is stored of how everybody stands. What the clock decides comes from the ends: see [`Ending`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Standings {
    active: Bits,
    removed: Bits,
    /// By state, those whose newest invitation has it.
    pending: Bits,
    accepted: Bits,
    declined: Bits,
    cancelled: Bits,
    /// In the order of [`DeliveryState::ALL`].
    deliveries: [Bits; DeliveryState::ALL.len()],
    /// In the order of [`CameBy::ALL`].
    came_by: [Bits; CameBy::ALL.len()],
}

/// What the clock says of 64 slots, of those whose invitation waits for an answer and has an end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ending {
    /// The time is over.
    over: u64,
    /// The time is over, or soon will be.
    soon: u64,
}

impl Standings {
    /// Writes how a user stands.
    pub(crate) fn set(&mut self, slot: u32, entry: &Entry) {
        self.active.set(slot, entry.state == UserState::Active);
        self.removed.set(slot, entry.state == UserState::Removed);
        self.pending.set(slot, entry.invitation == Some(InvitationState::Pending));
        self.accepted.set(slot, entry.invitation == Some(InvitationState::Accepted));
        self.declined.set(slot, entry.invitation == Some(InvitationState::Declined));
        self.cancelled.set(slot, entry.invitation == Some(InvitationState::Cancelled));
        for (state, slots) in DeliveryState::ALL.into_iter().zip(&mut self.deliveries) {
            slots.set(slot, entry.delivery == Some(state));
        }
        for (way, slots) in CameBy::ALL.into_iter().zip(&mut self.came_by) {
            slots.set(slot, entry.came_by == way);
        }
    }

    /// The slots of members.
    pub(crate) fn active(&self) -> &Bits {
        &self.active
    }

    /// The slots of members, and of those who were invited and have said nothing else yet.
    pub(crate) fn in_sight(&self, all: usize) -> Bits {
        let mut slots = Bits::all(all);
        for (at, word) in slots.words_mut().iter_mut().enumerate() {
            *word &= self.active.word(at) | self.open(at);
        }
        slots
    }

    /// The slots whose newest mail stands so, in the order of [`DeliveryState::ALL`].
    pub(crate) fn deliveries(&self) -> &[Bits] {
        &self.deliveries
    }

    /// The slots of those who came in each way, in the order of [`CameBy::ALL`].
    pub(crate) fn came_by(&self) -> &[Bits] {
        &self.came_by
    }

    /// Of the 64 slots from `64 * at` on, those whose newest mail did not arrive for certain.
    pub(crate) fn undelivered(&self, at: usize) -> u64 {
        let of = |(state, slots): (DeliveryState, &Bits)| match state {
            DeliveryState::Deferred | DeliveryState::Failed | DeliveryState::Uncertain => slots.word(at),
            DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Sent | DeliveryState::Dropped => 0,
        };
        DeliveryState::ALL.into_iter().zip(&self.deliveries).map(of).fold(0, |all, slots| all | slots)
    }

    /// Of the 64 slots from `64 * at` on, those who were removed.
    pub(crate) fn removed(&self, at: usize) -> u64 {
        self.removed.word(at)
    }

    /// The slots of those who are neither members nor removed.
    pub(crate) fn invited(&self, all: usize) -> Bits {
        Bits::all(all).without(&self.active).without(&self.removed)
    }

    /// Of the 64 slots from `64 * at` on that `timed` names, those whose end the clock has reached or nearly so. `ends`
    /// are the ends of these slots.
    pub(crate) fn ending(&self, at: usize, timed: u64, ends: &[i64], now: Timestamp) -> Ending {
        let running = timed & (self.open(at) | self.pending.word(at));
        if running == 0 {
            return Ending::default();
        }
        let now = now.as_millis();
        let soon_is_before = now.saturating_add(invitation::EXPIRING_DAYS * DAY_MS);
        let (mut over, mut soon) = (0, 0);
        let mut look = |bit: usize, end: i64| {
            over |= u64::from(end <= now) << bit;
            soon |= u64::from(end <= soon_is_before) << bit;
        };
        if running.count_ones() > 16 {
            for (bit, end) in ends.iter().take(64).enumerate() {
                look(bit, *end);
            }
        } else {
            places(running).for_each(|bit| look(bit, ends[bit]));
        }
        Ending { over: over & running, soon: soon & running }
    }

    /// Of the 64 slots from `64 * at` on that `among` names, those of each status, in the order of [`Status::ALL`].
    pub(crate) fn statuses(&self, at: usize, among: u64, ending: Ending) -> [u64; Status::ALL.len()] {
        let (active, removed) = (among & self.active.word(at), among & self.removed.word(at));
        let invited = among & !active & !removed;
        let open = among & self.open(at);
        Status::ALL.map(|status| match status {
            Status::Active => active,
            Status::Pending => open & !ending.soon,
            Status::Expiring => open & ending.soon & !ending.over,
            Status::Expired => open & ending.over,
            Status::Declined => invited & self.declined.word(at),
            Status::Cancelled => invited & self.cancelled.word(at),
            Status::Removed => removed,
        })
    }

    /// The same of the newest invitations, in the order of [`InvitationStatus::ALL`].
    pub(crate) fn invitations(&self, at: usize, among: u64, ending: Ending) -> [u64; InvitationStatus::ALL.len()] {
        let pending = among & self.pending.word(at);
        InvitationStatus::ALL.map(|status| match status {
            InvitationStatus::Pending => pending & !ending.soon,
            InvitationStatus::Expiring => pending & ending.soon & !ending.over,
            InvitationStatus::Expired => pending & ending.over,
            InvitationStatus::Accepted => among & self.accepted.word(at),
            InvitationStatus::Declined => among & self.declined.word(at),
            InvitationStatus::Cancelled => among & self.cancelled.word(at),
        })
    }

    /// Who is invited, and the newest invitation was neither declined nor cancelled. Slots past the last one are named too.
    pub(crate) fn open(&self, at: usize) -> u64 {
        let [active, removed, declined, cancelled] =
            [&self.active, &self.removed, &self.declined, &self.cancelled].map(|slots| slots.word(at));
        !(active | removed | declined | cancelled)
    }

    /// How many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let users = [&self.active, &self.removed];
        let invitations = [&self.pending, &self.accepted, &self.declined, &self.cancelled];
        users.into_iter().chain(invitations).chain(&self.deliveries).chain(&self.came_by).map(Bits::bytes).sum()
    }
}
