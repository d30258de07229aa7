//! `rollcall requests`: list those who ask to join.

use super::{
    Session,
    listing::{AssignmentLine, no_limit_if_zero, shortened},
    when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::Args;
use rollcall_app::list_requests::{RequestCounts, RequestPage, RequestQuery, RequestRow, SuggestedBy};
use rollcall_domain::{RequestId, RequestStatus, Timestamp, UserState};
use serde::Serialize;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// How they stand: pending, ageing, approved, denied, withdrawn or lapsed. May be given several times, or with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',', default_value = "pending,ageing")]
    status: Vec<RequestStatus>,
    /// Words, each of which is to be found in the name, the address or what they write
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    search: String,
    /// Those that wait longest first; the newest first without it
    #[arg(long)]
    oldest: bool,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// How many to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The columns of the table; each is named in the catalogue as `requests-…`.
pub(crate) const COLUMNS: [&str; 13] = [
    "id",
    "address",
    "name",
    "status",
    "since",
    "lapses",
    "domain",
    "user",
    "note",
    "suggested",
    "decided",
    "words",
    "given",
];

#[derive(Serialize)]
struct Document {
    requests: Vec<RequestLine>,
    total: u32,
    /// How many to pass over for those that come next; none if there are no more.
    next: Option<u32>,
    /// How those stand that match everything but the status.
    counts: RequestCounts,
}

#[derive(Serialize)]
struct RequestLine {
    id: RequestId,
    email: String,
    name: String,
    note: Option<String>,
    status: RequestStatus,
    confirmed_at: Timestamp,
    lapses_at: Option<Timestamp>,
    domain: String,
    domain_known: bool,
    user_state: Option<UserState>,
    suggested: Option<AssignmentLine>,
    suggested_by: Option<SuggestedBy>,
    decided_at: Option<Timestamp>,
    decided_by: Option<String>,
    words: Option<String>,
    given: Option<AssignmentLine>,
}

impl Requests {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let query = RequestQuery {
            search: self.search,
            statuses: self.status,
            oldest_first: self.oldest,
            offset: self.offset,
            limit: no_limit_if_zero(self.limit),
        };
        let page = session.app().list_requests(&permit, &query).await?;
        let next = next(self.offset, &page);
        if self.json {
            let requests = page.requests.into_iter().map(RequestLine::from).collect();
            return Ok(Answer::json(&Document { requests, total: page.total, next, counts: page.counts }));
        }
        Ok(Answer::text(&in_words(page, next)))
    }
}

/// How many to pass over for the next page, if there is one.
fn next(offset: u32, page: &RequestPage) -> Option<u32> {
    let shown = u32::try_from(page.requests.len()).unwrap_or(u32::MAX);
    Some(offset.saturating_add(shown)).filter(|next| shown > 0 && *next < page.total)
}

fn in_words(page: RequestPage, next: Option<u32>) -> String {
    let counts = &page.counts;
    let counts = [counts.pending, counts.ageing, counts.approved, counts.denied, counts.withdrawn, counts.lapsed];
    let counts = RequestStatus::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let counts: Vec<_> = counts.map(|(status, count)| format!("{count} {}", status.word())).collect();
    let stand = match counts.as_slice() {
        [] => String::new(),
        counts => say("requests-stand", &[("counts", &counts.join(", "))]),
    };
    if page.requests.is_empty() {
        return format!("{} {stand}", say("requests-none", &[])).trim_end().to_owned();
    }
    let headers = COLUMNS.map(|column| say(&format!("requests-{column}"), &[]));
    let (shown, total) = (page.requests.len(), page.total);
    let rows: Vec<_> = page.requests.into_iter().map(row).collect();
    let end = match next {
        Some(next) => say("requests-page", &[("shown", &shown), ("total", &total), ("next", &next)]),
        None => say("requests-counted", &[("total", &total)]),
    };
    format!("{}\n{end} {stand}", table(&headers, &rows))
}

fn row(request: RequestRow) -> [String; 13] {
    let in_words = |given: rollcall_app::list_users::AssignmentView| AssignmentLine::from(given).to_string();
    let decided = match (request.decided_at, &request.decided_by) {
        (Some(at), Some(by)) => say("requests-decided-by", &[("at", &when(Some(at))), ("by", by)]),
        (at, _) => when(at),
    };
    [
        request.id.to_string(),
        request.address,
        request.name,
        request.status.word().to_owned(),
        when(Some(request.confirmed_at)),
        when(request.lapses_at),
        say(if request.domain_known { "requests-domain-known" } else { "requests-domain-new" }, &[]),
        match request.user_state {
            None => String::new(),
            Some(UserState::Invited) => say("requests-user-invited", &[]),
            Some(UserState::Active) => say("requests-user-active", &[]),
            Some(UserState::Removed) => say("requests-user-removed", &[]),
        },
        request.note.as_deref().map(shortened).unwrap_or_default(),
        request.suggested.map(in_words).unwrap_or_default(),
        decided,
        request.words.as_deref().map(shortened).unwrap_or_default(),
        request.given.map(in_words).unwrap_or_default(),
    ]
}

impl From<RequestRow> for RequestLine {
    fn from(row: RequestRow) -> Self {
        Self {
            id: row.id,
            email: row.address,
            name: row.name,
            note: row.note,
            status: row.status,
            confirmed_at: row.confirmed_at,
            lapses_at: row.lapses_at,
            domain: row.domain,
            domain_known: row.domain_known,
            user_state: row.user_state,
            suggested: row.suggested.map(AssignmentLine::from),
            suggested_by: row.suggested_by,
            decided_at: row.decided_at,
            decided_by: row.decided_by,
            words: row.words,
            given: row.given.map(AssignmentLine::from),
        }
    }
}
