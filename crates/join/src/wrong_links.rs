//! Who shows many links that do not work is served one at a time. Nobody is refused for it: behind a reverse proxy or a firewall all
//! visitors have one address, and the answer must not tell a guess from another. Guessing 256 bits is hopeless anyway; what is kept
//! small is the work that it makes.

use rollcall_domain::{Clock, Timestamp};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many wrong links an address may show at once, before it has to queue.
const BURST: f64 = 30.0;

/// So many it gets back each second.
const PER_SECOND: f64 = 0.5;

/// So many addresses are remembered.
const REMEMBERED: usize = 10_000;

/// The addresses that showed wrong links lately, and the queue for them.
pub(crate) struct WrongLinks {
    clock: Arc<dyn Clock>,
    left: Mutex<HashMap<IpAddr, Bucket>>,
    queue: Semaphore,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

impl WrongLinks {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, left: Mutex::default(), queue: Semaphore::new(1) }
    }

    /// Waits until a visitor from this address may show a link. Hold the value while the link is looked up.
    pub(crate) async fn turn(&self, address: IpAddr) -> Option<SemaphorePermit<'_>> {
        if self.is_patient(address) { None } else { self.queue.acquire().await.ok() }
    }

    /// Whether this address has wrong links left.
    fn is_patient(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.get(&network(address)) {
            Some(bucket) => bucket.at(now) >= 1.0,
            // Somebody new is trusted, unless there are more new addresses than we can remember.
            None => left.len() < REMEMBERED,
        }
    }

    /// A visitor from this address has shown a link that does not work.
    pub(crate) fn count(&self, address: IpAddr) {
        let now = self.clock.now();
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= REMEMBERED {
            left.retain(|_, bucket| bucket.at(now) < BURST);
        }
        if left.len() < REMEMBERED || left.contains_key(&network(address)) {
            let bucket = left.entry(network(address)).or_insert(Bucket { left: BURST, at: now });
            *bucket = Bucket { left: (bucket.at(now) - 1.0).max(0.0), at: now };
        }
    }
}

impl Bucket {
    /// What is left at a moment. A clock that ran backwards gives nothing and takes nothing.
    fn at(self, now: Timestamp) -> f64 {
        let seconds = (now.as_millis() - self.at.as_millis()).max(0) as f64 / 1000.0;
        (self.left + seconds * PER_SECOND).min(BURST)
    }
}

/// What counts as one visitor: an address; of IPv6 its /64, which a household has to itself.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};

    struct Hand(AtomicI64);
    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(self.0.load(Ordering::Relaxed))
        }
    }

    fn at_start() -> (Arc<Hand>, WrongLinks) {
        let clock = Arc::new(Hand(AtomicI64::new(1_800_000_000_000)));
        (Arc::clone(&clock), WrongLinks::new(clock))
    }

    #[test]
    fn thirty_wrong_links_are_free_and_the_next_one_queues_until_time_has_passed() {
        let (clock, wrong) = at_start();
        let (guesser, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        for _ in 0..30 {
            assert!(wrong.is_patient(guesser));
            wrong.count(guesser);
        }
        assert!(!wrong.is_patient(guesser) && wrong.is_patient(other));
        clock.0.fetch_sub(60_000, Ordering::Relaxed);
        assert!(!wrong.is_patient(guesser), "a clock that runs backwards gives nothing back");
        clock.0.fetch_add(62_000, Ordering::Relaxed);
        assert!(wrong.is_patient(guesser));
    }

    #[test]
    fn a_whole_ipv6_network_is_one_visitor_and_the_table_stays_small() {
        let (_, wrong) = at_start();
        for last in 0..40_u16 {
            wrong.count(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last)));
        }
        assert!(!wrong.is_patient("2001:db8:0:1:ffff::".parse().unwrap()));
        assert!(wrong.is_patient("2001:db8:0:2::".parse().unwrap()));
        for many in 0..20_000_u32 {
            wrong.count(IpAddr::V4((0x0a00_0000 + many).into()));
        }
        assert_eq!(wrong.left.lock().unwrap().len(), REMEMBERED);
    }

    #[tokio::test]
    async fn those_who_queue_go_one_at_a_time() {
        let (_, wrong) = at_start();
        let guesser = "192.0.2.1".parse().unwrap();
        for _ in 0..30 {
            assert!(wrong.turn(guesser).await.is_none());
            wrong.count(guesser);
        }
        let first = wrong.turn(guesser).await;
        assert!(first.is_some() && wrong.queue.try_acquire().is_err());
        drop(first);
        assert!(wrong.turn(guesser).await.is_some());
    }
}
