//! List the join requests, a page at a time, and show one. An administrator sees those whom they may let in: of the whole account all, of a
//! group those whose link suggests it or one below it.

use crate::{
    App, Error, Permit, Settings,
    list_users::{AssignmentView, Names},
    ports::store::{RequestFilter, RequestRecord},
};
use rollcall_domain::{
    Assignment, GroupId, RequestId, RequestState, RequestStatus, Timestamp, UserId, UserState, join_request::lapses_at,
};
use serde::{Deserialize, Serialize};

/// Which requests are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RequestQuery {
    /// Words, each of which must be found in the name, the address or the note.
    pub search: String,
    /// How they stand: any of these; empty for all.
    pub statuses: Vec<RequestStatus>,
    /// Those that wait longest first; the newest first otherwise.
    pub oldest_first: bool,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A page of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RequestPage {
    /// The requests, in order.
    pub requests: Vec<RequestRow>,
    /// How many match, on this page or not.
    pub total: u32,
    /// How those stand who match everything but the status filter.
    pub counts: RequestCounts,
}

/// How many requests stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs, reason = "each is the number of requests with the status of that name")]
pub struct RequestCounts {
    pub pending: u32,
    pub ageing: u32,
    pub approved: u32,
    pub denied: u32,
    pub withdrawn: u32,
    pub lapsed: u32,
}

/// A request as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RequestRow {
    /// Which one.
    pub id: RequestId,
    /// The address, which they have proven.
    pub address: String,
    /// What they are called, as they say.
    pub name: String,
    /// What they say.
    pub note: Option<String>,
    /// How it stands.
    pub status: RequestStatus,
    /// Since when it waits, or waited.
    pub confirmed_at: Timestamp,
    /// When it lapses if nobody decides; none of one that is decided.
    pub lapses_at: Option<Timestamp>,
    /// The domain of the address, and whether somebody of the account has one there.
    pub domain: String,
    /// Whether a user of the account who is not removed has an address in that domain.
    pub domain_known: bool,
    /// The user who has this address now, if any.
    pub user: Option<UserId>,
    /// How that user stands.
    pub user_state: Option<UserState>,
    /// What is suggested to give them; none where the administrator may not give it.
    pub suggested: Option<AssignmentView>,
    /// Where the suggestion comes from.
    pub suggested_by: Option<SuggestedBy>,
    /// When it was decided, taken back, or lapsed.
    pub decided_at: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// What they wrote to whoever asked.
    pub words: Option<String>,
    /// What they were given.
    pub given: Option<AssignmentView>,
}

/// Where a suggestion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SuggestedBy {
    /// The link that they came by.
    Link,
    /// What most members with an address in the same domain have.
    Domain,
}

impl App {
    /// A page of the requests that match.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_requests(&self, by: &Permit, query: &RequestQuery) -> Result<RequestPage, Error> {
        let (names, settings, now) = (self.names().await?, self.settings().await?, self.now().await?);
        let groups = names.groups_decided(by);
        let found = self
            .store()
            .requests(RequestFilter {
                search: &query.search,
                statuses: &query.statuses,
                ageing_from: ageing_from(&settings, now),
                groups: groups.as_deref(),
                oldest_first: query.oldest_first,
                offset: query.offset,
                limit: query.limit,
            })
            .await?;
        let mut counts = RequestCounts::default();
        for (status, number) in found.counts {
            *match status {
                RequestStatus::Pending => &mut counts.pending,
                RequestStatus::Ageing => &mut counts.ageing,
                RequestStatus::Approved => &mut counts.approved,
                RequestStatus::Denied => &mut counts.denied,
                RequestStatus::Withdrawn => &mut counts.withdrawn,
                RequestStatus::Lapsed => &mut counts.lapsed,
            } = number;
        }
        Ok(RequestPage { requests: self.rows(by, found.requests).await?, total: found.total, counts })
    }

    /// One request.
    ///
    /// # Errors
    /// There is none that the administrator may see, or the workspace could not be read.
    pub async fn show_request(&self, by: &Permit, id: RequestId) -> Result<RequestRow, Error> {
        let names = self.names().await?;
        let found = self.store().requests_by_id(&[id]).await?.pop().filter(|record| names.may_decide(record, by));
        let row = self.rows(by, vec![found.ok_or(Error::NotFound)?]).await?.pop();
        row.ok_or(Error::NotFound)
    }

    async fn rows(&self, by: &Permit, records: Vec<RequestRecord>) -> Result<Vec<RequestRow>, Error> {
        let (names, settings, now) = (self.names().await?, self.settings().await?, self.now().await?);
        let mut rows = Vec::with_capacity(records.len());
        for record in records {
            let hint = self.domain_hint(&record).await?;
            let suggested = record.suggested.map(|assignment| (assignment, SuggestedBy::Link));
            let suggested = suggested.or_else(|| hint.usual.map(|assignment| (assignment, SuggestedBy::Domain)));
            let suggested = suggested.filter(|(assignment, _)| names.may_see(assignment.group, by));
            rows.extend(names.request(record, &settings, now, hint.known, suggested));
        }
        Ok(rows)
    }
}

impl Names {
    /// The groups whose requests an administrator decides; none for all requests.
    fn groups_decided(&self, by: &Permit) -> Option<Vec<GroupId>> {
        (!by.is_root()).then(|| self.groups_asked(None, by))
    }

    /// Whether an administrator may decide a request.
    pub(crate) fn may_decide(&self, record: &RequestRecord, by: &Permit) -> bool {
        record.state != RequestState::Unconfirmed
            && (by.is_root() || record.suggested.is_some_and(|suggested| self.may_see(suggested.group, by)))
    }

    fn request(
        &self,
        record: RequestRecord,
        settings: &Settings,
        now: Timestamp,
        domain_known: bool,
        suggested: Option<(Assignment, SuggestedBy)>,
    ) -> Option<RequestRow> {
        let confirmed_at = record.confirmed_at?;
        let status = RequestStatus::of(record.state, confirmed_at, settings.request_lapse_days, now)?;
        let waits = matches!(status, RequestStatus::Pending | RequestStatus::Ageing);
        Some(RequestRow {
            id: record.id,
            domain: record.address.key().domain().to_owned(),
            address: record.address.to_string(),
            name: record.name,
            note: record.note,
            status,
            confirmed_at,
            lapses_at: waits.then(|| lapses_at(confirmed_at, settings.request_lapse_days)),
            domain_known,
            user: record.person.map(|(user, _)| user),
            user_state: record.person.map(|(_, state)| state),
            suggested: suggested.map(|(assignment, _)| self.assignment(assignment)),
            suggested_by: suggested.map(|(_, by)| by),
            decided_at: record.decided_at,
            decided_by: record.decided_by,
            words: record.words,
            given: record.given.map(|assignment| self.assignment(assignment)),
        })
    }
}

/// Requests that wait since this moment or longer are ageing.
fn ageing_from(settings: &Settings, now: Timestamp) -> Timestamp {
    now.plus_seconds(-i64::from(settings.request_lapse_days) * 12 * 60 * 60)
}
