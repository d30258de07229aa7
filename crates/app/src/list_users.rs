//! List the account's users, a page at a time, answered from the index in memory.

use crate::{App, Error, Permit, names::Names, ports::store::UserRecord};
use rollcall_domain::{CameBy, DeliveryState, GroupId, RoleId, Status, Timestamp, UserId};
use rollcall_index::{Counts, Only, Period, Places, Query, Sort, Trend, Window};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which users are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserQuery {
    /// Words, each of which must be found in the name or the address.
    pub search: String,
    /// How they stand: any of these; empty for all.
    pub statuses: Vec<Status>,
    /// With an assignment in this group.
    pub group: Option<GroupId>,
    /// Those in the groups below it too.
    #[serde(default = "with_subgroups")]
    pub subgroups: bool,
    /// With this role (in that group, if both are given).
    pub role: Option<RoleId>,
    /// How they came: any of these; empty for all.
    #[serde(default)]
    pub came_by: Vec<CameBy>,
    /// When something happened to them: all of these.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// Only those of whom this is true.
    #[serde(default)]
    pub only: Option<Only>,
    /// By what they are sorted.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// How many to pass over.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub offset: usize,
    /// How many at most.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub limit: usize,
    /// Those behind this user instead of those behind `offset`.
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(skip))]
    pub after: Option<UserId>,
}

const fn with_subgroups() -> bool {
    true
}

impl Default for UserQuery {
    /// Everybody, by name.
    fn default() -> Self {
        Self {
            search: String::new(),
            statuses: Vec::new(),
            group: None,
            subgroups: true,
            role: None,
            came_by: Vec::new(),
            periods: Vec::new(),
            only: None,
            sort: Sort::default(),
            descending: false,
            offset: 0,
            limit: 0,
            after: None,
        }
    }
}

/// A page of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserPage {
    /// The users, in order.
    pub users: Vec<UserRow>,
    /// How many match, on this page or not.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub total: usize,
    /// How many matching users stand before this page.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub offset: usize,
    /// How those stand who match everything but the status filter and `only`.
    pub counts: Counts,
}

/// A user as the list shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserRow {
    /// Who it is.
    pub id: UserId,
    /// Their address.
    pub address: String,
    /// What they are called, if it is known.
    pub name: Option<String>,
    /// How they stand now.
    pub status: Status,
    /// Their roles, by path; of somebody invited, those offered.
    pub assignments: Vec<AssignmentView>,
    /// When they were last invited.
    pub invited_at: Option<Timestamp>,
    /// When the newest invitation left.
    pub sent_at: Option<Timestamp>,
    /// When it ends, or did without an answer; none where it was answered or taken back.
    pub expires_at: Option<Timestamp>,
    /// When they became a member.
    pub joined_at: Option<Timestamp>,
    /// How the mail of the newest invitation went.
    pub delivery: Option<DeliveryState>,
    /// How they came to be invited, or to join, last.
    pub came_by: CameBy,
}

/// One role in one group, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type), serde(rename = "Assignment"))]
pub struct AssignmentView {
    /// The group.
    pub group: GroupId,
    /// Its path.
    pub group_path: String,
    /// The role.
    pub role: RoleId,
    /// Its word.
    pub role_name: String,
}

impl App {
    /// A page of the users that match, of those whom the administrator may see: of a group's administrator, the users of that group and
    /// those below it.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_users(&self, by: &Permit, query: &UserQuery) -> Result<UserPage, Error> {
        let names = self.names().await?;
        let now = self.now().await?;
        let page = {
            let index = self.fresh_index().await?;
            index.page(&names.user_query(query, by), now)
        };
        let mut records: HashMap<UserId, UserRecord> =
            self.store().users(&page.ids).await?.into_iter().map(|user| (user.entry.id, user)).collect();
        let users =
            page.ids.iter().filter_map(|id| records.remove(id)).map(|user| names.seen_row(user, by, now)).collect();
        Ok(UserPage { users, total: page.total, offset: page.offset, counts: page.counts })
    }

    /// How many joined and were invited on each of the last [`TREND_DAYS`] days in UTC, today included, of those whom the administrator may
    /// see.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn user_trend(&self, by: &Permit) -> Result<UserTrend, Error> {
        let names = self.names().await?;
        let from = self.now().await?.start_of_day().plus_days(1 - i64::from(TREND_DAYS));
        let query = Query { groups: names.groups_asked(None, by), ..Query::default() };
        let trend = self.fresh_index().await?.trend(&query, from, TREND_DAYS as usize);
        Ok(UserTrend { from, trend })
    }

    /// Everybody who matches, in order, whatever the window; of those whom the administrator may see.
    pub(crate) async fn matching_users(&self, by: &Permit, query: &UserQuery) -> Result<Vec<UserId>, Error> {
        let (names, now) = (self.names().await?, self.now().await?);
        Ok(self.fresh_index().await?.matching(&names.user_query(query, by), now))
    }
}

/// So many days are in a [`UserTrend`].
pub const TREND_DAYS: u32 = 90;

/// How many joined and were invited, day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserTrend {
    /// When the first day begins.
    pub from: Timestamp,
    /// The days.
    #[serde(flatten)]
    pub trend: Trend,
}

impl Names {
    /// The question to the index, of those whom the administrator may see.
    pub(crate) fn user_query(&self, query: &UserQuery, by: &Permit) -> Query {
        Query {
            search: query.search.clone(),
            statuses: query.statuses.clone(),
            groups: match query.group.filter(|_| !query.subgroups) {
                Some(group) => self.only_if_seen(group, by),
                None => self.groups_asked(query.group, by),
            },
            roles: query.role.into_iter().collect(),
            came_by: query.came_by.clone(),
            periods: query.periods.clone(),
            only: query.only,
            places: if query.sort == Sort::Groups { self.places(by) } else { Places::default() },
            sort: query.sort,
            descending: query.descending,
            window: match query.after {
                Some(after) => Window::After { after: Some(after), limit: query.limit },
                None => Window::Offset { offset: query.offset, limit: query.limit },
            },
            ..Query::default()
        }
    }

    /// A row without the assignments that the administrator may not see.
    pub(crate) fn seen_row(&self, mut user: UserRecord, by: &Permit, now: Timestamp) -> UserRow {
        user.entry.assignments.retain(|assignment| self.may_see(assignment.group, by));
        self.row(user, now)
    }

    pub(crate) fn row(&self, user: UserRecord, now: Timestamp) -> UserRow {
        let entry = user.entry;
        let assignments = self.assignments(&entry.assignments);
        UserRow {
            id: entry.id,
            status: Status::of(entry.state, entry.invitation, entry.expires_at, now),
            address: entry.address,
            name: Some(entry.name).filter(|name| !name.is_empty()),
            assignments,
            invited_at: entry.invited_at,
            sent_at: user.sent_at,
            expires_at: entry.expires_at,
            joined_at: entry.joined_at,
            delivery: entry.delivery,
            came_by: entry.came_by,
        }
    }
}
