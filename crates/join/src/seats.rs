//! How many visitors may be here at once, and who goes when one more comes.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::Notify;

/// All connections that are open, oldest first.
pub(crate) struct Seats {
    limit: usize,
    taken: Mutex<VecDeque<Arc<Seat>>>,
}

/// One open connection.
#[derive(Default)]
pub(crate) struct Seat {
    working: AtomicBool,
    leave: Notify,
}

impl Seats {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, taken: Mutex::default() }
    }

    /// A seat for one more. If all are taken, the oldest of those whom we wait for gives theirs up; if we wait for none, there is no seat.
    pub(crate) fn take(&self) -> Option<Arc<Seat>> {
        let mut taken = self.lock();
        if taken.len() >= self.limit {
            let idle = taken.iter().position(|seat| !seat.is_working())?;
            taken.remove(idle)?.leave.notify_one();
        }
        let seat = Arc::new(Seat::default());
        taken.push_back(Arc::clone(&seat));
        Some(seat)
    }

    /// A connection is closed.
    pub(crate) fn give_back(&self, seat: &Arc<Seat>) {
        self.lock().retain(|other| !Arc::ptr_eq(other, seat));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Arc<Seat>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Whether it is we who work, and not the visitor who keeps us waiting.
    pub(crate) fn is_working(&self) -> bool {
        self.working.load(Ordering::Relaxed)
    }

    /// We work for this connection until the value is dropped.
    pub(crate) fn work(&self) -> Until<'_> {
        Until { seat: self, was: self.working.swap(true, Ordering::Relaxed) }
    }

    /// We wait for the visitor until the value is dropped.
    pub(crate) fn wait(&self) -> Until<'_> {
        Until { seat: self, was: self.working.swap(false, Ordering::Relaxed) }
    }

    /// Comes back when the seat has to be given up.
    pub(crate) async fn is_taken_away(&self) {
        self.leave.notified().await;
    }
}

/// For as long as it is held, somebody works or waits; then it is as it was.
pub(crate) struct Until<'a> {
    seat: &'a Seat,
    was: bool,
}

impl Drop for Until<'_> {
    fn drop(&mut self) {
        self.seat.working.store(self.was, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_visitor_who_keeps_us_waiting_longest_makes_room_and_those_we_work_for_stay() {
        let seats = Seats::new(3);
        let [first, second, third] = [(); 3].map(|()| seats.take().unwrap());
        let working = first.work();
        let fourth = seats.take().unwrap();
        let held: Vec<_> = seats.lock().iter().cloned().collect();
        assert_eq!(held.len(), 3);
        assert!(!held.iter().any(|seat| Arc::ptr_eq(seat, &second)), "the second waited longest");
        let _all = [third.work(), fourth.work()];
        assert!(seats.take().is_none());
        drop(working);
        assert!(seats.take().is_some());
    }
}
