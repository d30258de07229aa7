//! Answering: the page of an answer, or all of it.

use crate::{Index, Page, Query, Window, filter::Found, in_order::Begin};
use rollcall_domain::{Timestamp, UserId};

impl Index {
    /// The window of the answer, how many match in all, and how those stand who match everything but the status filter and
    /// [`Query::only`], or everything but the filter by invitations.
    /// `now` decides who is expiring or expired.
    ///
    /// ```
    /// use rollcall_domain::{Assignment, CameBy, GroupId, RoleId, Timestamp, UserId, UserState};
    /// use rollcall_index::{Entry, Index, Moment, Only, Period, Query};
    ///
    /// let joined = |id, millis, assignments| Entry {
    ///     id: UserId(id), address: format!("{id}@example.org"), name: String::new(), state: UserState::Active, invitation: None,
    ///     invited_at: None, expires_at: None, joined_at: Some(Timestamp::from_millis(millis)), delivery: None,
    ///     came_by: CameBy::Import, assignments,
    /// };
    /// let index = Index::load([
    ///     joined(1, 100, vec![Assignment { group: GroupId(7), role: RoleId(2) }]), joined(2, 200, vec![]), joined(3, 300, vec![]),
    /// ]);
    /// let before = Period { of: Moment::Joined, from: None, before: Some(Timestamp::from_millis(300)) };
    /// let query = Query { came_by: vec![CameBy::Import], periods: vec![before], only: Some(Only::WithoutGroup), ..Query::default() };
    /// let page = index.page(&query, Timestamp::from_millis(400));
    /// assert_eq!((page.ids, page.counts.all, page.counts.without_group), (vec![UserId(2)], 2, 1));
    /// ```
    pub fn page(&self, query: &Query, now: Timestamp) -> Page {
        let Found { matches, counts, invitation_counts } = self.find(query, now);
        let total = matches.count();
        let (from, limit) = match query.window {
            Window::Offset { offset, limit } => (Begin::Offset(offset), limit),
            Window::After { after: None, limit } => (Begin::Offset(0), limit),
            Window::After { after: Some(after), limit } => match self.slot(after) {
                Some(slot) => (Begin::Behind(slot), limit),
                None => (Begin::Offset(total), 0),
            },
        };
        let (offset, slots) = self.in_order(matches, query, now, from, limit).window(limit);
        Page { ids: self.ids(&slots), total, offset, counts, invitation_counts }
    }

    /// Everybody who matches, in order; the window plays no part.
    pub fn matching(&self, query: &Query, now: Timestamp) -> Vec<UserId> {
        let found = self.find(query, now);
        let (_, slots) = self.in_order(found.matches, query, now, Begin::Offset(0), usize::MAX).window(usize::MAX);
        self.ids(&slots)
    }

    fn ids(&self, slots: &[u32]) -> Vec<UserId> {
        slots.iter().map(|slot| self.columns.ids[*slot as usize]).collect()
    }
}
