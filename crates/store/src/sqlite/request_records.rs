//! Join requests, as lists, their pages and their mails see them.

use super::{
    bulk::{BATCH, Stored, distinct, from_json, json},
    error::Failed,
    rows::{address, moment},
    words::Word as _,
};
use rollcall_app::ports::store::{RequestFilter, RequestRecord, RequestsFound};
use rollcall_domain::{
    Assignment, GroupId, JoinLinkId, Language, RequestId, RequestState, RequestStatus, RoleId, Timestamp, UserId,
    UserState,
};
use serde::Deserialize;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::BTreeMap;

/// What the words of a search are looked for in.
pub(super) fn searched(name: &str, address: &str, note: Option<&str>) -> String {
    // Folding makes control characters blank: no word goes over the end of a part.
    rollcall_index::fold(&[name, address, note.unwrap_or_default()].join("\n"))
}

/// The requests that match. The caller gives a transaction.
pub(super) async fn list(db: &mut SqliteConnection, filter: RequestFilter<'_>) -> Result<RequestsFound, Failed> {
    let counts = count(db, filter).await?;
    let wanted = |status: &RequestStatus| filter.statuses.is_empty() || filter.statuses.contains(status);
    let total = counts.iter().filter(|(status, _)| wanted(status)).map(|(_, number)| number).sum();
    let ids = page(db, filter).await?;
    let mut requests = by_ids(db, &ids).await?;
    requests.sort_unstable_by_key(|request| (request.confirmed_at, request.id));
    if !filter.oldest_first {
        requests.reverse();
    }
    Ok(RequestsFound { requests, total, counts })
}

/// How those stand who match everything but the statuses.
async fn count(db: &mut SqliteConnection, filter: RequestFilter<'_>) -> Result<Vec<(RequestStatus, u32)>, Failed> {
    let mut query = QueryBuilder::new("SELECT r.state, r.state = 'pending' AND r.confirmed_at <= ");
    query.push_bind(filter.ageing_from.as_millis()).push(", count(*)");
    push_matching(&mut query, filter)?;
    query.push(" GROUP BY 1, 2");
    let rows: Vec<(String, bool, u32)> = query.build_query_as().fetch_all(db).await?;
    let mut counts = BTreeMap::new();
    for (state, is_ageing, number) in rows {
        let status = match RequestState::from_stored(&state)? {
            // Nobody sees it; it has no time of confirming either.
            RequestState::Unconfirmed => continue,
            RequestState::Pending if is_ageing => RequestStatus::Ageing,
            RequestState::Pending => RequestStatus::Pending,
            RequestState::Approved => RequestStatus::Approved,
            RequestState::Denied => RequestStatus::Denied,
            RequestState::Withdrawn => RequestStatus::Withdrawn,
            RequestState::Lapsed => RequestStatus::Lapsed,
        };
        *counts.entry(status).or_default() += number;
    }
    Ok(counts.into_iter().collect())
}

/// Which requests are on the page, in any order.
async fn page(db: &mut SqliteConnection, filter: RequestFilter<'_>) -> Result<Vec<RequestId>, Failed> {
    let mut query = QueryBuilder::new("SELECT json_group_array(id) FROM (SELECT r.id");
    push_matching(&mut query, filter)?;
    push_statuses(&mut query, filter);
    query.push(if filter.oldest_first {
        " ORDER BY r.confirmed_at, r.id LIMIT "
    } else {
        " ORDER BY r.confirmed_at DESC, r.id DESC LIMIT "
    });
    query.push_bind(filter.limit).push(" OFFSET ").push_bind(filter.offset).push(")");
    let gathered: String = query.build_query_scalar().fetch_one(db).await?;
    let ids: Vec<i64> = from_json(&gathered)?;
    Ok(ids.into_iter().map(RequestId).collect())
}

/// Those that were confirmed, waited at that moment, of these groups, with these words.
fn push_matching(query: &mut QueryBuilder<Sqlite>, filter: RequestFilter<'_>) -> Result<(), Failed> {
    query.push(" FROM requests r WHERE r.confirmed_at IS NOT NULL");
    if let Some(moment) = filter.waited_at.map(Timestamp::as_millis) {
        query.push(" AND r.confirmed_at <= ").push_bind(moment);
        query.push(" AND (r.decided_at IS NULL OR r.decided_at > ").push_bind(moment).push(")");
    }
    if let Some(groups) = filter.groups {
        let groups: Vec<i64> = groups.iter().map(|group| group.0).collect();
        query.push(" AND r.suggested_group_id IN (SELECT value FROM json_each(");
        query.push_bind(json(&groups)?).push("))");
    }
    // The longest leaves the fewest, and the others are looked for in those only.
    if let Some((longest, others)) = rollcall_index::words(filter.search).split_first() {
        query.push(" AND instr(r.searched, ").push_bind(longest.clone()).push(") > 0");
        if !others.is_empty() {
            query.push(" AND NOT EXISTS (SELECT 1 FROM json_each(").push_bind(json(others)?);
            query.push(") word WHERE instr(r.searched, word.value) = 0)");
        }
    }
    Ok(())
}

fn push_statuses(query: &mut QueryBuilder<Sqlite>, filter: RequestFilter<'_>) {
    if filter.statuses.is_empty() {
        return;
    }
    query.push(" AND (");
    let mut statuses = query.separated(" OR ");
    let ageing_from = filter.ageing_from.as_millis();
    for status in filter.statuses {
        match status {
            RequestStatus::Pending => {
                statuses.push("(r.state = 'pending' AND r.confirmed_at > ").push_bind_unseparated(ageing_from);
                statuses.push_unseparated(")");
            }
            RequestStatus::Ageing => {
                statuses.push("(r.state = 'pending' AND r.confirmed_at <= ").push_bind_unseparated(ageing_from);
                statuses.push_unseparated(")");
            }
            RequestStatus::Approved => drop(statuses.push("r.state = 'approved'")),
            RequestStatus::Denied => drop(statuses.push("r.state = 'denied'")),
            RequestStatus::Withdrawn => drop(statuses.push("r.state = 'withdrawn'")),
            RequestStatus::Lapsed => drop(statuses.push("r.state = 'lapsed'")),
        }
    }
    query.push(")");
}

/// These requests, by number. The caller gives a transaction.
pub(super) async fn by_ids(db: &mut SqliteConnection, ids: &[RequestId]) -> Result<Vec<RequestRecord>, Failed> {
    let mut records = Vec::with_capacity(ids.len());
    for batch in distinct(ids.iter().map(|id| id.0)).chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(r.id, r.link_id, r.suggested_group_id, r.suggested_role_id, r.address, r.name, r.note, r.language, r.state, \
             r.asked_at, r.forget_at, r.confirmed_at, r.decided_at, coalesce(d.name, d.address), d.address, r.words, r.group_id, \
             r.role_id, u.id, u.state)) FROM json_each(?) asked CROSS JOIN requests r ON r.id = asked.value \
             LEFT JOIN users d ON d.id = r.decided_by LEFT JOIN users u ON u.address_key = r.address_key",
        )
        .bind(json(batch)?)
        .fetch_one(&mut *db)
        .await?;
        let mut rows: Vec<Row> = from_json(&gathered)?;
        rows.sort_unstable_by_key(|row| row.id);
        for row in rows {
            records.push(row.record()?);
        }
    }
    Ok(records)
}

/// A gathered [`RequestRecord`].
#[derive(Deserialize)]
struct Row {
    id: i64,
    link: i64,
    suggested_group: Option<i64>,
    suggested_role: Option<i64>,
    address: String,
    name: String,
    note: Option<String>,
    language: Stored<Language>,
    state: Stored<RequestState>,
    asked_at: i64,
    forget_at: i64,
    confirmed_at: Option<i64>,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    decider_address: Option<String>,
    words: Option<String>,
    given_group: Option<i64>,
    given_role: Option<i64>,
    user: Option<i64>,
    user_state: Option<Stored<UserState>>,
}

impl Row {
    fn record(self) -> Result<RequestRecord, Failed> {
        let assignment = |group: Option<i64>, role: Option<i64>| {
            group.zip(role).map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) })
        };
        Ok(RequestRecord {
            id: RequestId(self.id),
            link: JoinLinkId(self.link),
            suggested: assignment(self.suggested_group, self.suggested_role),
            address: address(&self.address)?,
            name: self.name,
            note: self.note,
            language: self.language.0,
            state: self.state.0,
            asked_at: Timestamp::from_millis(self.asked_at),
            forget_at: Timestamp::from_millis(self.forget_at),
            confirmed_at: moment(self.confirmed_at),
            decided_at: moment(self.decided_at),
            decided_by: self.decided_by,
            decider_address: self.decider_address.as_deref().map(address).transpose()?,
            words: self.words,
            given: assignment(self.given_group, self.given_role),
            person: self.user.map(UserId).zip(self.user_state.map(|state| state.0)),
        })
    }
}
