//! Who shows many links that do not work is served one at a time. Nobody is refused for it: behind a reverse proxy or a firewall all
//! visitors have one address, and the answer must not tell a guess from another. Guessing 256 bits is hopeless anyway; what is kept
//! small is the work that it makes.

use crate::buckets::Buckets;
use rollcall_domain::Clock;
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many wrong links an address may show at once, before it has to queue.
const BURST: u32 = 30;

/// It gets one back each time this has passed.
const BACK: Duration = Duration::from_secs(2);

/// The addresses that showed wrong links lately, and the queue for them.
pub(crate) struct WrongLinks {
    left: Buckets,
    queue: Semaphore,
}

impl WrongLinks {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { left: Buckets::new(clock, BURST, BACK), queue: Semaphore::new(1) }
    }

    /// Waits until a visitor from this address may show a link. Hold the value while the link is looked up.
    pub(crate) async fn turn(&self, address: IpAddr) -> Option<SemaphorePermit<'_>> {
        // Somebody new is trusted, unless there are more new addresses than we can remember.
        if self.left.has(address) == Some(true) { None } else { self.queue.acquire().await.ok() }
    }

    /// A visitor from this address has shown a link that does not work.
    pub(crate) fn count(&self, address: IpAddr) {
        self.left.drain(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::Timestamp;

    struct Still;
    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(1_800_000_000_000)
        }
    }

    #[tokio::test]
    async fn thirty_wrong_links_are_free_and_then_those_who_show_them_go_one_at_a_time() {
        let wrong = WrongLinks::new(Arc::new(Still));
        let (guesser, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        for _ in 0..30 {
            assert!(wrong.turn(guesser).await.is_none());
            wrong.count(guesser);
        }
        let first = wrong.turn(guesser).await;
        assert!(first.is_some() && wrong.queue.try_acquire().is_err());
        assert!(wrong.turn(other).await.is_none());
        drop(first);
        assert!(wrong.turn(guesser).await.is_some());
    }
}
