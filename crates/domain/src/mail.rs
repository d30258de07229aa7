//! How a mail of the outbox stands. Delivery is another thing than acceptance, and is shown apart.

use serde::{Deserialize, Serialize};

/// `Queued → Sending → Sent | Deferred | Failed | Uncertain`, and `Deferred → Sending` when its pause is over. From wherever it waits: `→ Dropped`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waiting to be sent.
    Queued,
    /// A process is handing it to the server.
    Sending,
    /// The server took it (or it is a file in the mail folder).
    Sent,
    /// The server said "not now": it is tried again by itself.
    Deferred,
    /// The server said "never": it is not tried again by itself.
    Failed,
    /// The connection or the program ended after the mail may have been taken. Never sent again by itself.
    Uncertain,
    /// Not sent, since nobody needed it any more: its invitation ended or its matter was decided. Never tried again.
    Dropped,
}

impl DeliveryState {
    /// Every state, in the order of a mail's life.
    pub const ALL: [Self; 7] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Deferred, Self::Failed, Self::Uncertain, Self::Dropped];

    /// The word on the command line, in JSON and in the workspace.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Deferred => "deferred",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::Dropped => "dropped",
        }
    }
}

/// For how many seconds a mail waits after its `attempts`-th try was put off: 5 minutes, then twice as long each time, up to 6 hours.
pub fn pause_after(attempts: u32) -> i64 {
    const FIRST: i64 = 5 * 60;
    const LONGEST: i64 = 6 * 60 * 60;
    (FIRST << attempts.saturating_sub(1).min(10)).min(LONGEST)
}

/// A mail that was put off so many times is given up: with [`pause_after`] between, that is after some five days, as mail servers
/// themselves give up (RFC 5321 §4.5.4.1).
pub const LAST_ATTEMPT: u32 = 26;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_five_minutes_to_six_hours() {
        assert_eq!([1, 2, 3, 7, 8, 1000].map(pause_after), [300, 600, 1200, 19_200, 21_600, 21_600]);
    }
}
