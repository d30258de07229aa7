//! List the join requests, a page at a time, and show one. An administrator sees those whom they may let in: of the whole account all, of a
//! group those for whom it, or one below it, was suggested when they came.

use crate::{
    App, Error, Permit, Settings,
    domain_hint::DomainHints,
    list_users::AssignmentView,
    names::Names,
    ports::store::{RequestFilter, RequestRecord},
};
use rollcall_domain::{
    AddressKey, Assignment, GroupId, GroupTree, RequestId, RequestState, RequestStatus, Timestamp, UserId, UserState,
    join_request::{ageing_from, lapses_at},
    role::ADMINISTRATOR,
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
    /// The domain of the address.
    pub domain: String,
    /// Whether a member, or somebody who is invited, has an address in that domain. Never where anybody can have a mailbox.
    pub domain_known: bool,
    /// The user who has this address now, if any.
    pub user: Option<UserId>,
    /// How that user stands.
    pub user_state: Option<UserState>,
    /// What is suggested to give them, while it waits: never what the administrator may not give, and never to administer.
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
    /// What is most common, of what the administrator may give, among the members with an address in the same domain.
    Domain,
}

impl App {
    /// A page of the requests that match.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn list_requests(&self, by: &Permit, query: &RequestQuery) -> Result<RequestPage, Error> {
        let desk = self.desk_of(by).await?;
        let found = self.store().requests(desk.filter(query)).await?;
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
        let hints = self.domain_hints(found.requests.iter().map(|record| record.address.key())).await?;
        let rows = found.requests.into_iter().filter_map(|record| desk.row(record, &hints));
        Ok(RequestPage { requests: rows.collect(), total: found.total, counts })
    }

    /// One request.
    ///
    /// # Errors
    /// There is none that the administrator may see, or the workspace could not be read.
    pub async fn show_request(&self, by: &Permit, id: RequestId) -> Result<RequestRow, Error> {
        let desk = self.desk_of(by).await?;
        let found = self.store().requests_by_id(&[id]).await?.pop();
        let record = found.filter(|record| desk.names.may_decide(record, by)).ok_or(Error::NotFound)?;
        let hints = self.domain_hints(std::iter::once(record.address.key())).await?;
        desk.row(record, &hints).ok_or(Error::NotFound)
    }

    /// All requests that match and wait for the administrator's decision, those first that wait longest.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn waiting_requests(&self, by: &Permit, search: &str) -> Result<Vec<RequestRow>, Error> {
        let query = RequestQuery {
            search: search.to_owned(),
            statuses: vec![RequestStatus::Pending, RequestStatus::Ageing],
            oldest_first: true,
            limit: u32::MAX,
            ..RequestQuery::default()
        };
        Ok(self.list_requests(by, &query).await?.requests)
    }

    async fn desk_of<'a>(&self, by: &'a Permit) -> Result<Desk<'a>, Error> {
        let (names, settings, now) = (self.names().await?, self.settings().await?, self.now().await?);
        let groups = groups_decided_by(&names.groups, by.scope());
        Ok(Desk { by, groups, names, settings, now })
    }
}

/// Where an administrator looks at requests: what they may see, and the words for it.
struct Desk<'a> {
    by: &'a Permit,
    /// The groups whose requests they decide; none: all requests.
    groups: Option<Vec<GroupId>>,
    names: Names,
    settings: Settings,
    now: Timestamp,
}

impl Desk<'_> {
    fn filter<'a>(&'a self, query: &'a RequestQuery) -> RequestFilter<'a> {
        RequestFilter {
            search: &query.search,
            statuses: &query.statuses,
            ageing_from: ageing_from(self.now, self.settings.request_lapse_days),
            waited_at: None,
            groups: self.groups.as_deref(),
            oldest_first: query.oldest_first,
            offset: query.offset,
            limit: query.limit,
        }
    }

    /// `None` of one that is not confirmed.
    fn row(&self, record: RequestRecord, hints: &DomainHints) -> Option<RequestRow> {
        let key = record.address.key();
        let confirmed_at = record.confirmed_at?;
        let days = self.settings.request_lapse_days;
        let status = RequestStatus::of(record.state, confirmed_at, days, self.now)?;
        let waits = record.state == RequestState::Pending;
        let suggested = if waits { self.suggestion(&record, &key, hints) } else { None };
        let in_words = |assignment| self.names.assignment(assignment);
        Some(RequestRow {
            id: record.id,
            address: record.address.to_string(),
            name: record.name,
            note: record.note,
            status,
            confirmed_at,
            lapses_at: waits.then(|| lapses_at(confirmed_at, days)),
            domain: key.domain().to_owned(),
            domain_known: hints.knows(&key),
            user: record.person.map(|(user, _)| user),
            user_state: record.person.map(|(_, state)| state),
            suggested: suggested.map(|(assignment, _)| in_words(assignment)),
            suggested_by: suggested.map(|(_, by)| by),
            decided_at: record.decided_at,
            decided_by: record.decided_by,
            words: record.words,
            given: record.given.map(in_words),
        })
    }

    /// What the link suggested when they came by it; failing that, what is most common in the domain: of what the administrator may give.
    fn suggestion(
        &self,
        record: &RequestRecord,
        key: &AddressKey,
        hints: &DomainHints,
    ) -> Option<(Assignment, SuggestedBy)> {
        // Nobody becomes an administrator because it stood there already.
        let may_be = |one: &Assignment| one.role != ADMINISTRATOR && self.names.may_give(*one, self.by);
        let by_link = record.suggested.filter(may_be).map(|one| (one, SuggestedBy::Link));
        let in_domain = || hints.usual(key).iter().copied().find(may_be);
        by_link.or_else(|| in_domain().map(|one| (one, SuggestedBy::Domain)))
    }
}

impl Names {
    /// Whether an administrator may decide a request.
    pub(crate) fn may_decide(&self, record: &RequestRecord, by: &Permit) -> bool {
        record.state != RequestState::Unconfirmed
            && (by.is_root() || record.suggested.is_some_and(|suggested| self.may_see(suggested.group, by)))
    }
}

/// The groups for which requests were suggested that an administrator of these groups decides; none inside: they decide all requests, also
/// those for which nothing was suggested.
pub(crate) fn groups_decided_by(groups: &GroupTree, part: &[GroupId]) -> Option<Vec<GroupId>> {
    let all = || groups.sorted().into_iter().map(|(id, _)| id);
    (!part.contains(&GroupId::ROOT)).then(|| all().filter(|id| groups.is_in_part(*id, part)).collect())
}
