//! The activity, as histories and lists see it. It has one index, of the users to whom things happened, since each slows every import. What
//! else is asked is found by how it grows: ids have no gaps, later entries have later moments, and those of one import stand together.

use super::{
    bulk::{Stored, from_json, json},
    error::Failed,
    words::Word as _,
};
use rollcall_app::ports::store::{ActivityFilter, ActivityFound, ActivityRecord, Verb};
use rollcall_domain::{ActivityId, ImportId, Timestamp, UserId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::ops::Range;

/// How many users are looked up one by one in the index. Of more, going through the entries is faster.
const FEW: usize = 1_000;

/// The ids of what happened to user ?1, and to join requests with their address.
macro_rules! of_user {
    () => {
        "SELECT id FROM activity WHERE user_id = ?1 UNION SELECT of_request.id FROM users u \
         JOIN requests r ON r.address_key = u.address_key JOIN activity of_request ON of_request.request_id = r.id WHERE u.id = ?1"
    };
}

/// What happened to a user, and to join requests with their address, newest first, at most 200.
pub(super) async fn of_user(db: &mut SqliteConnection, id: UserId) -> Result<Vec<ActivityRecord>, Failed> {
    let ids =
        sqlx::query_scalar(concat!("SELECT json_group_array(id) FROM (", of_user!(), " ORDER BY 1 DESC LIMIT 200)"))
            .bind(id.0)
            .fetch_one(&mut *db)
            .await?;
    by_ids(db, ids).await
}

/// What happened, newest first. The caller gives a transaction.
pub(super) async fn list(db: &mut SqliteConnection, filter: &ActivityFilter<'_>) -> Result<ActivityFound, Failed> {
    let range = range(db, filter).await?;
    let narrow = Narrow::new(db, filter).await?;
    let total = if narrow.is_all() { range.end.abs_diff(range.start) } else { count(db, &narrow, &range).await? };
    let ids = page(db, &narrow, &range, filter).await?;
    Ok(ActivityFound { entries: by_ids(db, ids).await?, total })
}

/// Those of them that are older than an entry, not counted. The caller gives a transaction.
pub(super) async fn entries(
    db: &mut SqliteConnection,
    filter: &ActivityFilter<'_>,
    older_than: Option<ActivityId>,
) -> Result<Vec<ActivityRecord>, Failed> {
    let mut range = range(db, filter).await?;
    range.end = older_than.map_or(range.end, |older_than| range.end.min(older_than.0).max(range.start));
    let narrow = Narrow::new(db, filter).await?;
    let ids = page(db, &narrow, &range, filter).await?;
    by_ids(db, ids).await
}

/// Everybody who ever did something, by what they are called or how they are addressed now. Whoever only answered an invitation of their own is
/// left out: that would be every user.
pub(super) async fn actors(db: &mut SqliteConnection) -> Result<Vec<(UserId, String)>, Failed> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, coalesce(name, address) FROM users WHERE id IN \
         (SELECT by_user FROM activity WHERE verb NOT IN (?, ?)) ORDER BY coalesce(name, address) COLLATE NOCASE, id",
    )
    .bind(Verb::Accepted.stored())
    .bind(Verb::Declined.stored())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
}

/// In which ids the moments and the import of a filter are.
async fn range(db: &mut SqliteConnection, filter: &ActivityFilter<'_>) -> Result<Range<i64>, Failed> {
    let newest: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM activity").fetch_one(&mut *db).await?;
    let mut range = 1..newest + 1;
    let (mut from, mut before) = (filter.from.map(Timestamp::as_millis), filter.before.map(Timestamp::as_millis));
    if let Some(import) = filter.import {
        let at: Option<i64> =
            sqlx::query_scalar("SELECT at FROM imports WHERE id = ?").bind(import.0).fetch_optional(&mut *db).await?;
        let Some(at) = at else { return Ok(1..1) };
        from = Some(from.map_or(at, |from| from.max(at)));
        before = Some(before.map_or(at + 1, |before| before.min(at + 1)));
    }
    if let Some(from) = from {
        range.start = first_at(db, from, range.clone()).await?;
    }
    if let Some(before) = before {
        range.end = first_at(db, before, range.clone()).await?;
    }
    Ok(range)
}

/// The first entry of a range that is of this moment or later; its end if none is.
pub(super) async fn first_at(db: &mut SqliteConnection, at: i64, mut range: Range<i64>) -> Result<i64, Failed> {
    while !range.is_empty() {
        let middle = range.start + (range.end - range.start) / 2;
        let is_earlier: bool = sqlx::query_scalar("SELECT at < ? FROM activity WHERE id >= ? ORDER BY id LIMIT 1")
            .bind(at)
            .bind(middle)
            .fetch_one(&mut *db)
            .await?;
        if is_earlier {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    Ok(range.start)
}

/// What is asked of entries besides their range.
struct Narrow<'a> {
    filter: &'a ActivityFilter<'a>,
    /// Done by, or done to.
    people: Option<Among>,
    /// Done to.
    seen: Option<Among>,
    /// These entries: a JSON array of ids.
    entries: Option<String>,
}

impl<'a> Narrow<'a> {
    async fn new(db: &mut SqliteConnection, filter: &'a ActivityFilter<'a>) -> Result<Self, Failed> {
        let entries = match filter.user {
            Some(user) => {
                let sql = concat!("SELECT json_group_array(id) FROM (", of_user!(), ")");
                Some(sqlx::query_scalar(sql).bind(user.0).fetch_one(db).await?)
            }
            None => None,
        };
        Ok(Self {
            filter,
            people: filter.people.map(Among::new).transpose()?,
            seen: filter.seen.map(Among::new).transpose()?,
            entries,
        })
    }

    /// Whether every entry of the range is wanted.
    fn is_all(&self) -> bool {
        let filter = self.filter;
        let of_some = self.people.is_some() || self.seen.is_some() || self.entries.is_some() || filter.by.is_some();
        !of_some && filter.verbs.is_empty() && filter.import.is_none()
    }

    /// `FROM activity e WHERE` all that is asked.
    fn push(&self, query: &mut QueryBuilder<Sqlite>, range: &Range<i64>) -> Result<(), Failed> {
        let filter = self.filter;
        query.push(" FROM activity e WHERE e.id >= ").push_bind(range.start);
        query.push(" AND e.id < ").push_bind(range.end);
        if let Some(entries) = &self.entries {
            query.push(" AND e.id IN (SELECT value FROM json_each(").push_bind(entries.clone()).push("))");
        }
        if let Some(seen) = &self.seen {
            query.push(" AND ");
            seen.push(query, "e.user_id");
        }
        if let Some(people) = &self.people {
            // Whatever was done by somebody is in no index: all is gone through once.
            query.push(" AND (");
            people.push(query, "+e.by_user");
            query.push(" OR ");
            people.push(query, "+e.user_id");
            query.push(")");
        }
        if let Some(by) = filter.by {
            query.push(" AND e.by_user = ").push_bind(by.0);
        }
        if let Some(import) = filter.import {
            query.push(" AND e.import_id = ").push_bind(import.0);
        }
        if !filter.verbs.is_empty() {
            let verbs: Vec<&str> = filter.verbs.iter().map(|verb| verb.stored()).collect();
            query.push(" AND e.verb IN (SELECT value FROM json_each(").push_bind(json(&verbs)?).push("))");
        }
        Ok(())
    }
}

/// Some users, so that SQL can say whether somebody is one of them.
enum Among {
    /// A JSON array of their ids.
    Few(String),
    /// A byte for each id from 1 on: 1 for those who are. A million are told apart so in a twentieth of the time that an `IN` takes.
    Many(Vec<u8>),
}

impl Among {
    fn new(users: &[UserId]) -> Result<Self, Failed> {
        if users.len() <= FEW {
            return Ok(Self::Few(json(users)?));
        }
        let places = || users.iter().filter_map(|user| usize::try_from(user.0).ok()?.checked_sub(1));
        let mut bytes = vec![0; places().max().map_or(0, |last| last + 1)];
        places().for_each(|place| bytes[place] = 1);
        Ok(Self::Many(bytes))
    }

    /// Whether the user in this column is one of them.
    fn push(&self, query: &mut QueryBuilder<Sqlite>, column: &str) {
        match self {
            Self::Few(ids) => {
                query.push(column).push(" IN (SELECT value FROM json_each(").push_bind(ids.clone()).push("))");
            }
            Self::Many(bytes) => {
                query.push("substr(").push_bind(bytes.clone()).push(", ").push(column).push(", 1) = x'01'");
            }
        }
    }
}

/// How many entries match.
async fn count(db: &mut SqliteConnection, narrow: &Narrow<'_>, range: &Range<i64>) -> Result<u64, Failed> {
    let mut query = QueryBuilder::new("SELECT count(*)");
    narrow.push(&mut query, range)?;
    Ok(query.build_query_scalar().fetch_one(db).await?)
}

/// Which entries are on the page, as a JSON array in any order.
async fn page(
    db: &mut SqliteConnection,
    narrow: &Narrow<'_>,
    range: &Range<i64>,
    filter: &ActivityFilter<'_>,
) -> Result<String, Failed> {
    if narrow.is_all() {
        let end = range.end.saturating_sub_unsigned(filter.offset).max(range.start);
        let start = end.saturating_sub(i64::from(filter.limit)).max(range.start);
        return json(&(start..end).collect::<Vec<_>>());
    }
    let mut query = QueryBuilder::new("SELECT json_group_array(id) FROM (SELECT e.id");
    narrow.push(&mut query, range)?;
    query.push(" ORDER BY e.id DESC LIMIT ").push_bind(filter.limit);
    query.push(" OFFSET ").push_bind(i64::try_from(filter.offset).unwrap_or(i64::MAX)).push(")");
    Ok(query.build_query_scalar().fetch_one(db).await?)
}

/// These entries (a JSON array of ids), newest first.
async fn by_ids(db: &mut SqliteConnection, ids: String) -> Result<Vec<ActivityRecord>, Failed> {
    type Found = (i64, i64, Option<String>, Stored<Verb>, Option<i64>, Option<String>, Option<String>, Option<i64>);
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(a.id, a.at, coalesce(b.name, b.address), a.verb, a.user_id, \
         coalesce(u.name, u.address, r.name), a.detail, a.import_id)) FROM json_each(?) asked CROSS JOIN activity a ON a.id = asked.value \
         LEFT JOIN users b ON b.id = a.by_user LEFT JOIN users u ON u.id = a.user_id LEFT JOIN requests r ON r.id = a.request_id",
    )
    .bind(ids)
    .fetch_one(db)
    .await?;
    let mut rows: Vec<Found> = from_json(&gathered)?;
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.0));
    let record = |(id, at, by, verb, user, whom, detail, import): Found| ActivityRecord {
        id: ActivityId(id),
        at: Timestamp::from_millis(at),
        by,
        verb: verb.0,
        user: user.map(UserId),
        whom,
        detail,
        import: import.map(ImportId),
        undo: None,
    };
    Ok(rows.into_iter().map(record).collect())
}
