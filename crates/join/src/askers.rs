//! How often each network may still ask to join.

use crate::{Limits, buckets::Buckets};
use rollcall_domain::Clock;
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

/// So many times what one network may ask at once, all those of an IPv6 site may.
const NETWORKS_OF_A_SITE: u32 = 5;

/// What the networks that asked lately have left.
pub(crate) struct Askers {
    networks: Buckets,
    sites: Buckets,
    here_is_a_proxy: bool,
}

impl Askers {
    pub(crate) fn new(clock: &Arc<dyn Clock>, limits: &Limits) -> Self {
        let buckets = |full| Buckets::new(Arc::clone(clock), full, limits.ask_back);
        Self {
            networks: buckets(limits.asks),
            sites: buckets(limits.asks.saturating_mul(NETWORKS_OF_A_SITE)),
            here_is_a_proxy: limits.here_is_a_proxy,
        }
    }

    /// Whether somebody may ask from this address; it is counted.
    pub(crate) fn may_ask(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        if self.here_is_a_proxy && peer.is_loopback() {
            return true;
        }
        // With more networks than can be remembered, it is the workspace that says how many may ask.
        let site = site(peer);
        if site.is_some_and(|site| self.sites.has(site) == Some(false)) {
            // What is refused costs the network nothing.
            return false;
        }
        self.networks.take(peer) != Some(false) && site.is_none_or(|site| self.sites.take(site) != Some(false))
    }
}

/// The /48 of an IPv6 address, which many a provider gives to one customer: 65,536 networks.
fn site(peer: IpAddr) -> Option<IpAddr> {
    match peer {
        IpAddr::V6(ip) => {
            let [a, b, c, ..] = ip.segments();
            Some(IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)))
        }
        IpAddr::V4(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::Timestamp;
    use std::{
        sync::atomic::{AtomicI64, Ordering},
        time::Duration,
    };

    struct Hand(AtomicI64);
    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(self.0.load(Ordering::Relaxed))
        }
    }

    fn askers(here_is_a_proxy: bool) -> (Arc<Hand>, Askers) {
        let clock = Arc::new(Hand(AtomicI64::new(1_800_000_000_000)));
        let limits = Limits { asks: 2, ask_back: Duration::from_secs(30), here_is_a_proxy, ..Limits::default() };
        let askers = Askers::new(&(Arc::clone(&clock) as _), &limits);
        (clock, askers)
    }

    fn three(askers: &Askers, peer: &str) -> [bool; 3] {
        [(); 3].map(|()| askers.may_ask(peer.parse().unwrap()))
    }

    #[test]
    fn a_network_has_its_own_and_those_of_a_site_have_five_times_as_much() {
        let (clock, askers) = askers(true);
        for network in 0..5 {
            assert_eq!(three(&askers, &format!("2001:db8:7:{network}::1")), [true, true, false], "{network}");
        }
        assert_eq!(three(&askers, "2001:db8:7:ffff::1"), [false; 3], "the site has had enough");
        assert_eq!(three(&askers, "2001:db8:8:ffff::1"), [true, true, false], "another site");
        for peer in ["192.0.2.1", "192.0.2.2", "::ffff:192.0.2.3"] {
            assert_eq!(three(&askers, peer), [true, true, false], "{peer}");
        }
        clock.0.fetch_add(30_000, Ordering::Relaxed);
        assert_eq!(three(&askers, "2001:db8:7:ffff::1"), [true, false, false], "being refused has cost it nothing");
        assert_eq!(three(&askers, "192.0.2.1"), [true, false, false]);
    }

    #[test]
    fn a_reverse_proxy_on_this_computer_asks_for_everybody() {
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(three(&askers(true).1, peer), [true; 3], "{peer}");
            assert_eq!(three(&askers(false).1, peer), [true, true, false], "{peer}");
        }
    }
}
