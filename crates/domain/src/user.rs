//! Users, their states, and the one word that the list shows for them.

use crate::{GroupId, InvitationState, InvitationStatus, RoleId, Timestamp};
use serde::{Deserialize, Serialize};

/// `Invited → Active → Removed`, and `Removed → Invited` again by a new invitation only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// Somebody was invited and has not joined; their assignments are what was offered.
    Invited,
    /// A member of the account: the assignments count.
    Active,
    /// No longer a member. The user stays, so that history stays.
    Removed,
}

/// One role in one group, of some user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "Grant"))]
pub struct Assignment {
    /// The group.
    pub group: GroupId,
    /// What the user may do there.
    pub role: RoleId,
}

/// How somebody came to be invited, or to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CameBy {
    /// They created the account.
    Founding,
    /// An administrator invited them by hand.
    Hand,
    /// A spreadsheet named them.
    Import,
    /// They asked by the join link.
    Link,
}

impl CameBy {
    /// Every way, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Founding, Self::Hand, Self::Import, Self::Link];

    /// The word on the command line and in the workspace.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Founding => "founding",
            Self::Hand => "hand",
            Self::Import => "import",
            Self::Link => "link",
        }
    }
}

/// How a user stands, in one word: what the list shows and filters by. Computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A member.
    Active,
    /// Invited, with time left (or the invitation has not left yet).
    Pending,
    /// Invited, and the invitation ends within [`crate::invitation::EXPIRING_DAYS`] days.
    Expiring,
    /// Invited, and the invitation's time is over.
    Expired,
    /// Said no.
    Declined,
    /// The invitation was taken back.
    Cancelled,
    /// No longer a member.
    Removed,
}

impl Status {
    /// Every status, in the order in which lists show them.
    pub const ALL: [Self; 7] =
        [Self::Active, Self::Pending, Self::Expiring, Self::Expired, Self::Declined, Self::Cancelled, Self::Removed];

    /// The status of a user whose newest invitation, if any, has this state and this end.
    pub fn of(
        state: UserState,
        invitation: Option<InvitationState>,
        expires_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        match (state, invitation) {
            (UserState::Active, _) => Self::Active,
            (UserState::Removed, _) => Self::Removed,
            (UserState::Invited, Some(InvitationState::Declined)) => Self::Declined,
            (UserState::Invited, Some(InvitationState::Cancelled)) => Self::Cancelled,
            (UserState::Invited, _) => match InvitationStatus::of(InvitationState::Pending, expires_at, now) {
                InvitationStatus::Expired => Self::Expired,
                InvitationStatus::Expiring => Self::Expiring,
                _ => Self::Pending,
            },
        }
    }

    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Removed => "removed",
        }
    }
}

impl std::str::FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(word: &str) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.word() == word).ok_or(UnknownStatus)
    }
}

/// The word is none of [`Status::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a status is one of: active, pending, expiring, expired, declined, cancelled, removed")]
pub struct UnknownStatus;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_expires_at_the_very_millisecond_and_not_before() {
        let end = Timestamp::from_millis(1_000_000_000_000);
        let at = |millis| {
            Status::of(UserState::Invited, Some(InvitationState::Pending), Some(end), Timestamp::from_millis(millis))
        };
        assert_eq!(at(end.as_millis()), Status::Expired);
        assert_eq!(at(end.as_millis() - 1), Status::Expiring);
        assert_eq!(at(end.plus_days(-14).as_millis()), Status::Expiring);
        assert_eq!(at(end.plus_days(-14).as_millis() - 1), Status::Pending);
    }

    #[test]
    fn what_has_not_left_does_not_expire() {
        let status =
            Status::of(UserState::Invited, Some(InvitationState::Pending), None, Timestamp::from_millis(i64::MAX));
        assert_eq!(status, Status::Pending);
    }

    #[test]
    fn membership_outranks_every_invitation() {
        let now = Timestamp::from_millis(5);
        for invitation in [None, Some(InvitationState::Declined), Some(InvitationState::Pending)] {
            assert_eq!(Status::of(UserState::Active, invitation, Some(now), now), Status::Active);
            assert_eq!(Status::of(UserState::Removed, invitation, Some(now), now), Status::Removed);
        }
    }

    #[test]
    fn every_status_is_read_back_from_its_word() {
        for status in Status::ALL {
            assert_eq!(status.word().parse(), Ok(status));
        }
        assert_eq!("Active".parse::<Status>(), Err(UnknownStatus));
    }
}
