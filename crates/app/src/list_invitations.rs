//! List the invitations, a page at a time: the newest of everybody who ever had one, answered from the index in memory.

use crate::{
    App, Error, Permit, Settings, list_mail::reply_in_words, list_users::AssignmentView, names::Names,
    ports::store::InvitationRecord,
};
use rollcall_domain::{
    DeliveryState, GroupId, ImportId, InvitationId, InvitationStatus, Timestamp, UserId, reminder::Reminded,
};
use rollcall_index::{InvitationCounts, Places, Query, Sort, Window};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which invitations are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InvitationQuery {
    /// Words, each of which must be found in the name or the address.
    pub search: String,
    /// How they stand: any of these; empty for all.
    pub statuses: Vec<InvitationStatus>,
    /// Offering something in this group or below it.
    pub group: Option<GroupId>,
    /// How their newest mail went: any of these; empty for all.
    pub deliveries: Vec<DeliveryState>,
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
    /// Those behind this user's instead of those behind `offset`.
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(skip))]
    pub after: Option<UserId>,
}

/// A page of invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InvitationPage {
    /// The invitations, in order.
    pub invitations: Vec<InvitationRow>,
    /// How many match, on this page or not.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub total: usize,
    /// How many matching ones stand before this page.
    #[cfg_attr(feature = "specta", specta(type = u32))]
    pub offset: usize,
    /// How those stand who match everything but the status filter.
    pub counts: InvitationCounts,
    /// Until when an invitation is valid that is sent, or sent again, at this moment.
    pub ends_if_sent_now: Timestamp,
}

/// An invitation as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InvitationRow {
    /// Which one.
    pub id: InvitationId,
    /// Whom it invites.
    pub user: UserId,
    /// Their address.
    pub address: String,
    /// What they are called, if it is known.
    pub name: Option<String>,
    /// How it stands now.
    pub status: InvitationStatus,
    /// What is offered, or became theirs, in the groups that the administrator administers; none of an older one.
    pub offered: Vec<AssignmentView>,
    /// Who invited.
    pub invited_by: String,
    /// What they wrote.
    pub message: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it left, or a link was given out.
    pub sent_at: Option<Timestamp>,
    /// When it ends, or ended.
    pub expires_at: Option<Timestamp>,
    /// When it was answered or cancelled.
    pub answered_at: Option<Timestamp>,
    /// Who answered or cancelled it.
    pub answered_by: Option<String>,
    /// What was said with the answer.
    pub answer_note: Option<String>,
    /// How many reminders were sent since it left.
    pub reminders: u32,
    /// When the next one is due.
    pub next_reminder: Option<Timestamp>,
    /// How its newest mail went.
    pub delivery: Option<DeliveryState>,
    /// What the server said of it, if it did not arrive for certain.
    pub delivery_note: Option<String>,
    /// The import by which it was made.
    pub import: Option<ImportId>,
}

impl App {
    /// A page of the invitations that match, of those whom the administrator may see.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_invitations(&self, by: &Permit, query: &InvitationQuery) -> Result<InvitationPage, Error> {
        let (names, settings, now) = (self.names().await?, self.settings().await?, self.now().await?);
        let page = self.fresh_index().await?.page(&index_query(query, &names, by), now);
        let records = self.store().newest_invitations(&page.ids).await?;
        let mut records: HashMap<UserId, _> = records.into_iter().map(|record| (record.user, record)).collect();
        let rows = page.ids.iter().filter_map(|user| records.remove(user));
        Ok(InvitationPage {
            invitations: rows.map(|record| names.invitation(record, by, &settings, now)).collect(),
            total: page.total,
            offset: page.offset,
            counts: page.invitation_counts,
            ends_if_sent_now: now.plus_days(i64::from(settings.invitation_days)),
        })
    }

    /// The newest invitations of everybody who matches, whatever the window; of those whom the administrator may see.
    pub(crate) async fn matching_invitations(
        &self,
        by: &Permit,
        query: &InvitationQuery,
    ) -> Result<Vec<InvitationRecord>, Error> {
        let (names, now) = (self.names().await?, self.now().await?);
        let users = self.fresh_index().await?.matching(&index_query(query, &names, by), now);
        Ok(self.store().newest_invitations(&users).await?)
    }

    /// All invitations of one user, newest first.
    pub(crate) async fn invitations_of(
        &self,
        by: &Permit,
        user: UserId,
        names: &Names,
    ) -> Result<Vec<InvitationRow>, Error> {
        let (settings, now) = (self.settings().await?, self.now().await?);
        let records = self.store().invitations_of(user).await?;
        Ok(records.into_iter().map(|record| names.invitation(record, by, &settings, now)).collect())
    }
}

fn index_query(query: &InvitationQuery, names: &Names, by: &Permit) -> Query {
    let all = InvitationStatus::ALL.to_vec();
    Query {
        search: query.search.clone(),
        groups: names.groups_asked(query.group, by),
        deliveries: query.deliveries.clone(),
        // Who never had an invitation has none to list.
        invitations: if query.statuses.is_empty() { all } else { query.statuses.clone() },
        places: if query.sort == Sort::Groups { names.places(by) } else { Places::default() },
        sort: query.sort,
        descending: query.descending,
        window: match query.after {
            Some(after) => Window::After { after: Some(after), limit: query.limit },
            None => Window::Offset { offset: query.offset, limit: query.limit },
        },
        ..Query::default()
    }
}

impl Names {
    /// A row without what is offered where the administrator may not see it.
    fn invitation(
        &self,
        mut record: InvitationRecord,
        by: &Permit,
        settings: &Settings,
        now: Timestamp,
    ) -> InvitationRow {
        record.offered.retain(|offered| self.may_see(offered.group, by));
        let status = InvitationStatus::of(record.state, record.expires_at, now);
        // Nobody is reminded at an address where mail has failed.
        let runs = matches!(status, InvitationStatus::Pending | InvitationStatus::Expiring)
            && record.delivery != Some(DeliveryState::Failed);
        let reminded = record.sent_at.zip(record.expires_at).filter(|_| runs).map(|(sent_at, expires_at)| Reminded {
            sent_at,
            expires_at,
            through_day: record.reminded_through_day,
        });
        InvitationRow {
            id: record.id,
            user: record.user,
            status,
            address: record.address.to_string(),
            name: record.name,
            offered: self.assignments(&record.offered),
            invited_by: record.inviter,
            message: record.message,
            created_at: record.created_at,
            sent_at: record.sent_at,
            expires_at: record.expires_at,
            answered_at: record.answered_at,
            answered_by: record.answered_by,
            answer_note: record.answer_note,
            reminders: record.reminders,
            next_reminder: reminded
                .and_then(|reminded| settings.invitation_reminders.next(reminded))
                .map(|(_, due)| due),
            delivery: record.delivery,
            delivery_note: record.delivery_note.map(reply_in_words),
            import: record.import,
        }
    }
}
