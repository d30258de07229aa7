//! The join service: small pages on which somebody who was invited accepts or declines, and somebody who has the join link asks to join.
//! Plain HTML, no script, no cookie.
//!
//! Opening a link changes nothing; only a form that is sent does. Every link that does not work gets one and the same page, and everybody who
//! asks gets one and the same answer. What links and redirects begin with is a setting; what a visitor's browser says it called (`Host`) is
//! only ever compared with it.

mod answer;
mod answered;
mod ask;
mod askers;
mod buckets;
mod connections;
mod form;
mod front_door;
mod hosts;
mod links;
mod pages;
mod request;
mod seats;
mod tongue;
mod typed;
mod words;
mod wrong_links;

pub use connections::bind;

use rollcall_app::App;
use rollcall_domain::Clock;
use std::{io, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// The pages of one workspace, ready to be served.
pub struct JoinPages {
    app: Arc<App>,
    clock: Arc<dyn Clock>,
    limits: Limits,
}

/// What one visitor may take from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once. When all are taken, the one that has kept us waiting longest goes.
    pub connections: usize,
    /// Time for the head of a request, also for the next one of a connection that is kept.
    pub head: Duration,
    /// Time for its body.
    pub body: Duration,
    /// Time for a connection with all its requests.
    pub connection: Duration,
    /// Time for what is under way when the service stops.
    pub farewell: Duration,
    /// How many may ask to join at once from one network address; behind a firewall many people have the same. From all networks of one IPv6
    /// site five times as many may.
    pub asks: u32,
    /// When so many have asked, one more may each time this has passed. With both, one network can take only a part of what the account answers
    /// in an hour.
    pub ask_back: Duration,
    /// Whether whoever comes from this computer is a reverse proxy: all visitors have one address then, and it is the proxy that can limit
    /// each of them.
    pub here_is_a_proxy: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            connection: Duration::from_mins(1),
            farewell: Duration::from_secs(5),
            asks: 100,
            ask_back: Duration::from_secs(30),
            here_is_a_proxy: true,
        }
    }
}

impl JoinPages {
    /// The pages of a workspace, with the usual limits. Its settings are read anew for each request.
    pub fn new(app: Arc<App>, clock: Arc<dyn Clock>) -> Self {
        Self { app, clock, limits: Limits::default() }
    }

    /// The same with other limits.
    #[must_use]
    pub fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Serves until `stop` comes; then lets what is under way end, and closes.
    ///
    /// # Errors
    /// The listener does not know its own address.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()> + Send) -> io::Result<()> {
        connections::serve(self, listener, stop).await
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use rollcall_domain::join_request::MAILS_AN_HOUR;

    #[test]
    fn one_network_cannot_take_half_of_what_is_answered_in_an_hour() {
        let Limits { asks, ask_back, .. } = Limits::default();
        assert!(u64::from(asks) + 3_600 / ask_back.as_secs() <= u64::from(MAILS_AN_HOUR / 2));
    }
}
