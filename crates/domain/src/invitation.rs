//! Invitations: an offer to one address to join.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// How many days an invitation is valid from when it was sent, unless the account says otherwise.
pub const DEFAULT_VALID_DAYS: u16 = 90;

/// What the account may set as the number of days.
pub const VALID_DAYS: std::ops::RangeInclusive<u16> = 1..=365;

/// An invitation that ends within so many days is shown as expiring.
pub const EXPIRING_DAYS: i64 = 14;

/// So many seconds must be between two mails of an invitation that an administrator sends: a second press is not a second mail.
pub const RESEND_COOL_DOWN_SECONDS: i64 = 5 * 60;

/// As many people are invited at once without a spreadsheet.
pub const MOST_AT_ONCE: usize = 20;

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
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Join the account.
    Accept,
    /// Say no.
    Decline,
}

/// How an invitation stands, in one word: what lists show and filter by. Computed, never stored. Unlike [`crate::Status`] it is about the
/// offer and not about the user: somebody removed may have accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum InvitationStatus {
    /// It can be answered, or has not left yet.
    Pending,
    /// It can be answered, and ends within [`EXPIRING_DAYS`] days.
    Expiring,
    /// It was not answered in time.
    Expired,
    /// The invitee joined.
    Accepted,
    /// The invitee said no.
    Declined,
    /// An administrator took it back.
    Cancelled,
}

impl InvitationStatus {
    /// Every status, in the order in which lists show them.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Expiring, Self::Expired, Self::Accepted, Self::Declined, Self::Cancelled];

    /// The status of an invitation with this state and this end (none until it has left).
    pub fn of(state: InvitationState, expires_at: Option<Timestamp>, now: Timestamp) -> Self {
        match state {
            InvitationState::Accepted => Self::Accepted,
            InvitationState::Declined => Self::Declined,
            InvitationState::Cancelled => Self::Cancelled,
            InvitationState::Pending => match expires_at {
                Some(end) if now >= end => Self::Expired,
                Some(end) if now >= end.plus_days(-EXPIRING_DAYS) => Self::Expiring,
                _ => Self::Pending,
            },
        }
    }

    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
        }
    }
}

impl std::str::FromStr for InvitationStatus {
    type Err = UnknownInvitationStatus;

    fn from_str(word: &str) -> Result<Self, UnknownInvitationStatus> {
        Self::ALL.into_iter().find(|status| status.word() == word).ok_or(UnknownInvitationStatus)
    }
}

/// The word is none of [`InvitationStatus::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an invitation is one of: pending, expiring, expired, accepted, declined, cancelled")]
pub struct UnknownInvitationStatus;
