//! What each network address has left of something that comes back with time. In memory: it is about minutes.

use rollcall_domain::{Clock, Timestamp};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// So many addresses are remembered.
pub(crate) const REMEMBERED: usize = 10_000;

/// A bucket for each address, full at first.
pub(crate) struct Buckets {
    clock: Arc<dyn Clock>,
    full: f64,
    back: Duration,
    used: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

impl Buckets {
    /// Buckets with so much inside when they are full; one of it comes back each `back`.
    pub(crate) fn new(clock: Arc<dyn Clock>, full: u32, back: Duration) -> Self {
        Self { clock, full: f64::from(full), back, used: Mutex::default() }
    }

    /// Whether there is one left for an address. None: it is new, and there are more new ones than can be remembered.
    pub(crate) fn has(&self, address: IpAddr) -> Option<bool> {
        self.with(address, |left| left >= 1.0, |left| left)
    }

    /// Takes one, if there is one; none as above.
    pub(crate) fn take(&self, address: IpAddr) -> Option<bool> {
        self.with(address, |left| left >= 1.0, |left| if left >= 1.0 { left - 1.0 } else { left })
    }

    /// Takes one, or the rest of it.
    pub(crate) fn drain(&self, address: IpAddr) {
        self.with(address, |_| true, |left| (left - 1.0).max(0.0));
    }

    /// What is asked of what is left, and what is left after that.
    fn with(&self, address: IpAddr, ask: fn(f64) -> bool, then: fn(f64) -> f64) -> Option<bool> {
        let now = self.clock.now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let address = network(address);
        if used.len() >= REMEMBERED {
            used.retain(|_, bucket| self.left(*bucket, now) < self.full);
        }
        let (left, since) = match used.get(&address) {
            Some(bucket) => (self.left(*bucket, now), bucket.at),
            None if used.len() < REMEMBERED => (self.full, now),
            None => return None,
        };
        let after = then(left);
        if after < left {
            used.insert(address, Bucket { left: after, at: now.max(since) });
        }
        Some(ask(left))
    }

    /// What is left at a moment. A clock that ran backwards gives nothing and takes nothing.
    fn left(&self, bucket: Bucket, now: Timestamp) -> f64 {
        let seconds = (now.as_millis() - bucket.at.as_millis()).max(0) as f64 / 1000.0;
        (bucket.left + seconds / self.back.as_secs_f64()).min(self.full)
    }

    #[cfg(test)]
    pub(crate) fn remembered(&self) -> usize {
        self.used.lock().unwrap().len()
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

    #[test]
    fn a_bucket_gives_what_it_holds_and_then_one_each_time_it_is_due() {
        let clock = Arc::new(Hand(AtomicI64::new(1_800_000_000_000)));
        let buckets = Buckets::new(Arc::clone(&clock) as _, 3, Duration::from_secs(2));
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let four = |address| [(); 4].map(|()| buckets.take(address) == Some(true));
        assert_eq!(four(one), [true, true, true, false]);
        assert_eq!((buckets.has(one), buckets.has(other)), (Some(false), Some(true)));
        // Being refused costs nothing.
        for (millis, has) in [(1_999, false), (1, true)] {
            clock.0.fetch_add(millis, Ordering::Relaxed);
            assert_eq!(buckets.has(one), Some(has), "after {millis}");
        }
        assert_eq!(four(one), [true, false, false, false]);
        for millis in [-60_000, 60_000] {
            clock.0.fetch_add(millis, Ordering::Relaxed);
            assert_eq!(buckets.has(one), Some(false), "a clock that runs backwards gives nothing back");
        }
        clock.0.fetch_add(3_600_000, Ordering::Relaxed);
        assert_eq!(four(one), [true, true, true, false], "no more than full");
    }

    #[test]
    fn a_whole_ipv6_network_is_one_visitor_and_the_table_stays_small() {
        let clock = Arc::new(Hand(AtomicI64::new(1_800_000_000_000)));
        let buckets = Buckets::new(Arc::clone(&clock) as _, 3, Duration::from_secs(2));
        for last in 0..3_u16 {
            buckets.drain(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last)));
        }
        let (neighbour, stranger) = ("2001:db8:0:1:ffff::".parse().unwrap(), "2001:db8:0:2::".parse().unwrap());
        assert_eq!((buckets.take(neighbour), buckets.has(stranger)), (Some(false), Some(true)));
        for many in 0..20_000_u32 {
            buckets.drain(IpAddr::V4((0x0a00_0000 + many).into()));
        }
        assert_eq!(buckets.remembered(), REMEMBERED);
        assert_eq!((buckets.has(stranger), buckets.has(neighbour)), (None, Some(false)));
        clock.0.fetch_add(60_000, Ordering::Relaxed);
        assert_eq!(buckets.has(stranger), Some(true), "those whose bucket is full again are forgotten");
    }
}
