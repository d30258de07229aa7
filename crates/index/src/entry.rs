//! What goes in.

use rollcall_domain::{Assignment, CameBy, DeliveryState, InvitationState, Timestamp, UserId, UserState};

/// What the index knows of one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who it is. A later entry with the same id takes the place of the earlier one.
    pub id: UserId,
    /// The address as it is shown. It is searched and sorted without regard to case and accents; identity is not decided here.
    pub address: String,
    /// The name as it is shown; empty when it is not known.
    pub name: String,
    /// Where the user stands.
    pub state: UserState,
    /// The state of the newest invitation, if there ever was one.
    pub invitation: Option<InvitationState>,
    /// When the newest invitation was made; it may wait in the outbox still.
    pub invited_at: Option<Timestamp>,
    /// When the newest invitation ends, or did without an answer; none while it waits, and where it was answered or taken back.
    pub expires_at: Option<Timestamp>,
    /// When the user became a member.
    pub joined_at: Option<Timestamp>,
    /// How the newest mail to the user went.
    pub delivery: Option<DeliveryState>,
    /// How the user came to be invited, or to join, last.
    pub came_by: CameBy,
    /// The roles, group by group; of an invited user, those offered.
    pub assignments: Vec<Assignment>,
}
