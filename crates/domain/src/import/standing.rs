//! How somebody stands who is to be invited, and what is done for them: the same for a row of a file and for an address typed by hand.

use super::{KnownUser, PersonStep};
use crate::{EmailAddress, InvitationState, Timestamp, UserState};

/// How somebody stands who is to be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not known to the account.
    Unknown,
    /// Active, or with an invitation that can be accepted now or once it has left.
    Open,
    /// The invitation was not answered in time.
    Expired,
    /// Declined, cancelled or removed.
    Ended,
}

impl Standing {
    /// How somebody stands of whom the account knows this.
    pub fn of(known: Option<&KnownUser>, now: Timestamp) -> Self {
        let Some(user) = known else { return Self::Unknown };
        match (user.state, &user.invitation) {
            (UserState::Active, _) => Self::Open,
            (UserState::Invited, Some(invitation)) if invitation.state == InvitationState::Pending => {
                if invitation.expires_at.is_some_and(|end| now >= end) { Self::Expired } else { Self::Open }
            }
            _ => Self::Ended,
        }
    }

    /// What inviting them comes to.
    pub fn step(self, address: &EmailAddress, known: Option<&KnownUser>) -> PersonStep {
        match (self, known) {
            (Self::Open, Some(user)) => PersonStep::Change(user.id),
            (Self::Expired, Some(KnownUser { id, invitation: Some(invitation), .. })) => {
                PersonStep::Resend(*id, invitation.id)
            }
            (_, Some(user)) => PersonStep::InviteAgain(user.id),
            (_, None) => PersonStep::Invite(address.clone()),
        }
    }
}
