//! The throttle: mails leave evenly, over all connections together.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep_until};

/// Timers are exact to about a millisecond. Who comes late by no more than this does not lose the time for all that follow.
const INEXACT: Duration = Duration::from_millis(5);

/// When the next mail may leave.
#[derive(Default)]
pub(super) struct Pace(Mutex<Option<Beat>>);

#[derive(Debug, Clone, Copy)]
struct Beat {
    apart: Duration,
    next: Instant,
}

impl Pace {
    /// So many mails may leave in a minute; none: as many as the server takes.
    ///
    /// Who begins to keep a pace waits before the first mail, too: another process may have sent one just now.
    pub(super) fn set(&self, per_minute: Option<u16>) {
        let mut beat = self.beat();
        *beat = per_minute.map(|mails| {
            let apart = Duration::from_mins(1) / u32::from(mails.max(1));
            let earliest = Instant::now() + apart;
            Beat { apart, next: beat.map_or(earliest, |beat| beat.next.min(earliest)) }
        });
    }

    /// Whether a pace is to be kept.
    pub(super) fn is_set(&self) -> bool {
        self.beat().is_some()
    }

    /// Comes back when a mail may leave whose place nobody has taken yet.
    pub(super) async fn is_near(&self) {
        let next = self.beat().map(|beat| beat.next);
        if let Some(next) = next {
            sleep_until(next).await;
        }
    }

    /// Takes the next place, and comes back when it is its time.
    pub(super) async fn take_place(&self) {
        let place = self.beat().as_mut().map(|beat| {
            let now = Instant::now();
            let place = if now > beat.next + INEXACT { now } else { beat.next };
            beat.next = place + beat.apart;
            place
        });
        if let Some(place) = place {
            sleep_until(place).await;
        }
    }

    fn beat(&self) -> MutexGuard<'_, Option<Beat>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes places, working for so long after each, and says at which second each came.
    async fn places(pace: &Pace, number: usize, work: Duration) -> Vec<u64> {
        let begun = Instant::now();
        let mut at = Vec::new();
        for _ in 0..number {
            pace.take_place().await;
            at.push(begun.elapsed().as_secs());
            tokio::time::sleep(work).await;
        }
        at
    }

    #[tokio::test(start_paused = true)]
    async fn places_are_apart_from_the_first_on_and_who_is_late_does_not_catch_up() {
        let pace = Pace::default();
        assert_eq!(places(&pace, 3, Duration::ZERO).await, [0, 0, 0], "no pace is set");
        pace.set(Some(6));
        assert_eq!(places(&pace, 3, Duration::ZERO).await, [10, 20, 30]);
        tokio::time::sleep(Duration::from_mins(5)).await;
        assert_eq!(places(&pace, 3, Duration::ZERO).await, [0, 10, 20]);
        assert_eq!(places(&pace, 3, Duration::from_secs(25)).await, [10, 35, 60]);
    }

    #[tokio::test(start_paused = true)]
    async fn several_who_wait_share_the_pace() {
        let pace = Pace::default();
        pace.set(Some(6));
        let begun = Instant::now();
        let came = async || {
            pace.take_place().await;
            begun.elapsed().as_secs()
        };
        let (a, b, c) = tokio::join!(came(), came(), came());
        assert_eq!([a, b, c], [10, 20, 30]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_pace_holds_from_the_next_place_on() {
        let pace = Pace::default();
        pace.set(Some(1));
        pace.set(Some(6));
        assert_eq!(places(&pace, 2, Duration::ZERO).await, [10, 20]);
        // Set again before every batch, it begins nothing anew.
        tokio::time::sleep(Duration::from_secs(9)).await;
        pace.set(Some(6));
        assert_eq!(places(&pace, 1, Duration::ZERO).await, [1]);
        pace.set(None);
        assert_eq!(places(&pace, 2, Duration::ZERO).await, [0, 0]);
    }
}
