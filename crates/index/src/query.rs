//! What is asked, and what is answered.

use rollcall_domain::{CameBy, DeliveryState, GroupId, InvitationStatus, RoleId, Status, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// One question to the list. Everything that is set must hold; an empty list of a filter holds for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct Query {
    /// Words, each of which must be found in the name or in the address, whatever the case and the accents.
    pub search: String,
    /// How the user stands: any of these.
    pub statuses: Vec<Status>,
    /// How the newest invitation stands, of whatever status the user is: any of these. Somebody who was never invited has
    /// none, so that naming all of them asks for everybody with an invitation.
    #[serde(default)]
    pub invitations: Vec<InvitationStatus>,
    /// An assignment in any of these groups. The groups below them are meant only if they are named too.
    pub groups: Vec<GroupId>,
    /// An assignment with any of these roles. With `groups`, one and the same assignment must have both.
    pub roles: Vec<RoleId>,
    /// How the newest mail went: any of these.
    pub deliveries: Vec<DeliveryState>,
    /// How the user came: any of these.
    #[serde(default)]
    pub came_by: Vec<CameBy>,
    /// When something happened to them: all of these.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// Only those of whom this is true. As with the statuses, the counts leave it out.
    #[serde(default)]
    pub only: Option<Only>,
    /// By what the answer is sorted.
    pub sort: Sort,
    /// The order of groups and roles, for [`Sort::Groups`].
    #[serde(skip)]
    pub places: Places,
    /// Turns the order round. Those who have no value to sort by stay last.
    pub descending: bool,
    /// Which part of the answer is wanted.
    pub window: Window,
}

/// What a user can be besides having a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "OnlyUsers"))]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// Invited and expected to answer still, also too late, and the newest mail did not arrive for certain: deferred, failed or uncertain.
    Undelivered,
    /// Not removed, and without any assignment, not even an offered one.
    WithoutGroup,
    /// A member with the Administrator role, in one of the groups of the query if there are any.
    Administrators,
}

/// A moment of a user's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "UserMoment"))]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// When the newest invitation was made.
    Invited,
    /// When the newest invitation ends.
    Expires,
    /// When the user became a member.
    Joined,
}

/// From when until when a moment may be. Who has no such moment is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Period {
    /// Which moment.
    pub of: Moment,
    /// Then or later; none from the beginning.
    pub from: Option<Timestamp>,
    /// Before that; none to the end.
    pub before: Option<Timestamp>,
}

/// Groups and roles in the order in which people read them, which the index does not know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// The groups by path. Those that are not named come last, by their numbers.
    pub groups: Vec<GroupId>,
    /// The roles by name. Those that are not named come last, by their numbers.
    pub roles: Vec<RoleId>,
}

/// By what a list is sorted. Ties are broken by address, then by id, so that every order is total; with
/// [`Query::descending`] all of it is turned round. Users without the value come last in both directions, by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "UserSort"))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The name without case and accents, then the accents: Zoe, Zoë, Zoran.
    #[default]
    Name,
    /// The address without case.
    Address,
    /// The status, in the order of [`Status::ALL`].
    Status,
    /// When the newest invitation was made.
    InvitedAt,
    /// When the newest invitation ends.
    ExpiresAt,
    /// When the user became a member.
    JoinedAt,
    /// The assignments: the first group and role of each in the order of [`Query::places`], then the second, and so on. Who has none comes last
    /// in both directions.
    Groups,
    /// How the newest mail went, in the order of [`DeliveryState::ALL`]. Who was never mailed comes last in both directions.
    Delivery,
    /// How they came, in the order of [`CameBy::ALL`].
    CameBy,
}

/// Which part of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// A stretch by number.
    Offset {
        /// How many to pass over.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        offset: usize,
        /// How many at most.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        limit: usize,
    },
    /// What follows a user in the order of the query.
    After {
        /// The user, who need not match (any more); none begins at the beginning. Behind somebody unknown is nobody.
        after: Option<UserId>,
        /// How many at most.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        limit: usize,
    },
}

impl Default for Window {
    fn default() -> Self {
        Self::Offset { offset: 0, limit: 100 }
    }
}

/// The answer to a [`Query`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The users of the window, in order.
    pub ids: Vec<UserId>,
    /// How many users match, on this page or not.
    pub total: usize,
    /// How many matching users stand before the first of `ids`.
    pub offset: usize,
    /// How those stand who match everything but the status filter and [`Query::only`].
    pub counts: Counts,
    /// How the newest invitations of those stand who match everything but the filter by invitations. Counted only if the
    /// query has this filter: otherwise all are zero.
    pub invitation_counts: InvitationCounts,
}

/// How many users there are of each status, of those who match everything of a query but its status filter and [`Query::only`]:
/// the cards above the list stay useful while one of them is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct Counts {
    /// All of them, of whatever status.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub all: usize,
    /// [`Status::Active`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub active: usize,
    /// [`Status::Pending`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub pending: usize,
    /// [`Status::Expiring`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub expiring: usize,
    /// [`Status::Expired`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub expired: usize,
    /// [`Status::Declined`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub declined: usize,
    /// [`Status::Cancelled`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub cancelled: usize,
    /// [`Status::Removed`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub removed: usize,
    /// Of all of them, those of [`Only::Undelivered`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub undelivered: usize,
    /// Of all of them, those of [`Only::WithoutGroup`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub without_group: usize,
    /// Of all of them, those of [`Only::Administrators`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub administrators: usize,
}

impl Counts {
    /// How many have this status.
    pub const fn of(&self, status: Status) -> usize {
        match status {
            Status::Active => self.active,
            Status::Pending => self.pending,
            Status::Expiring => self.expiring,
            Status::Expired => self.expired,
            Status::Declined => self.declined,
            Status::Cancelled => self.cancelled,
            Status::Removed => self.removed,
        }
    }
}

/// How many newest invitations there are of each status, of the users who match everything of a query but its filter by
/// invitations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct InvitationCounts {
    /// All of them: everybody with an invitation.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub all: usize,
    /// [`InvitationStatus::Pending`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub pending: usize,
    /// [`InvitationStatus::Expiring`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub expiring: usize,
    /// [`InvitationStatus::Expired`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub expired: usize,
    /// [`InvitationStatus::Accepted`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub accepted: usize,
    /// [`InvitationStatus::Declined`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub declined: usize,
    /// [`InvitationStatus::Cancelled`].
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub cancelled: usize,
    /// Of all of them, those of users whose newest mail did not arrive for certain: deferred, failed or uncertain.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub undelivered: usize,
}

impl InvitationCounts {
    /// How many have this status.
    pub const fn of(&self, status: InvitationStatus) -> usize {
        match status {
            InvitationStatus::Pending => self.pending,
            InvitationStatus::Expiring => self.expiring,
            InvitationStatus::Expired => self.expired,
            InvitationStatus::Accepted => self.accepted,
            InvitationStatus::Declined => self.declined,
            InvitationStatus::Cancelled => self.cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_in_snake_case_and_read_back() {
        let query = Query {
            search: "zoë".into(),
            statuses: vec![Status::Pending],
            groups: vec![GroupId(3)],
            sort: Sort::ExpiresAt,
            window: Window::After { after: Some(UserId(7)), limit: 50 },
            ..Query::default()
        };
        let json = serde_json::to_value(&query).unwrap();
        assert_eq!(json["sort"], "expires_at");
        assert_eq!(json["window"]["after"]["after"], 7);
        assert_eq!(serde_json::from_value::<Query>(json).unwrap(), query);
    }

    #[test]
    fn a_query_that_was_written_without_the_later_filters_asks_for_everybody() {
        let mut json = serde_json::to_value(Query::default()).unwrap();
        for later in ["invitations", "came_by", "periods", "only"] {
            assert!(json.as_object_mut().unwrap().remove(later).is_some());
        }
        assert_eq!(serde_json::from_value::<Query>(json).unwrap(), Query::default());
    }
}
