//! Invitations: an offer to one address to join.

use serde::{Deserialize, Serialize};

/// How many days an invitation is valid from when it was sent, unless the account says otherwise.
pub const DEFAULT_VALID_DAYS: u16 = 90;

/// What the account may set as the number of days.
pub const VALID_DAYS: std::ops::RangeInclusive<u16> = 1..=365;

/// An invitation that ends within so many days is shown as expiring.
pub const EXPIRING_DAYS: i64 = 14;

/// `Pending → Accepted | Declined | Cancelled`. Expired and expiring are computed from the clock ([`crate::Status::of`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Waiting for an answer.
    Pending,
    /// The invitee joined.
    Accepted,
    /// The invitee said no.
    Declined,
    /// An administrator took it back.
    Cancelled,
}

/// What an invitee may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Join the account.
    Accept,
    /// Say no.
    Decline,
}
