//! Users, as the index, the pages and the planner see them.

use super::{
    bulk::{BATCH, Stored, from_json, json},
    error::Failed,
    rows::moment,
    words::Word as _,
};
use rollcall_app::ports::store::UserRecord;
use rollcall_domain::{
    AddressKey, Assignment, CameBy, DeliveryState, GroupId, InvitationId, InvitationState, Language, RoleId, UserId,
    UserState,
    import::{KnownInvitation, KnownUser},
};
use rollcall_index::Entry;
use serde::Deserialize;
use sqlx::SqliteConnection;
use std::{collections::HashMap, iter::Peekable, vec::IntoIter};

/// Users `u` with their newest invitation `i` and the newest mail `m` of that.
macro_rules! users_with_newest {
    () => {
        "users u \
         LEFT JOIN invitations i ON i.id = (SELECT max(id) FROM invitations WHERE user_id = u.id) \
         LEFT JOIN outbox m ON m.id = (SELECT max(id) FROM outbox WHERE invitation_id = i.id)"
    };
}

/// Gathers what [`EntryRow`] needs of those users who fulfil what follows. A bracket stays open.
macro_rules! gather_entries {
    ($from:expr $(, $more:literal)?) => {
        concat!(
            "SELECT json_group_array(json_array(id, address, name, state, invitation, invited_at, expires_at, joined_at, delivery, came_by))",
            $($more,)?
            " FROM (SELECT u.id, u.address, u.name, u.state, i.state AS invitation, i.created_at AS invited_at, i.expires_at, u.joined_at, \
             m.state AS delivery, u.came_by FROM ",
            $from
        )
    };
}

/// A gathered entry, without its assignments.
#[derive(Deserialize)]
struct EntryRow(
    i64,
    String,
    Option<String>,
    Stored<UserState>,
    Option<Stored<InvitationState>>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<Stored<DeliveryState>>,
    Stored<CameBy>,
);

impl EntryRow {
    fn with(self, assignments: Vec<Assignment>) -> Entry {
        let Self(id, address, name, state, invitation, invited_at, expires_at, joined_at, delivery, came_by) = self;
        let (state, invitation) = (state.0, invitation.map(|word| word.0));
        let can_end = state == UserState::Invited && invitation == Some(InvitationState::Pending);
        Entry {
            id: UserId(id),
            address,
            name: name.unwrap_or_default(),
            state,
            invitation,
            invited_at: moment(invited_at),
            expires_at: moment(expires_at).filter(|_| can_end),
            joined_at: moment(joined_at),
            delivery: delivery.map(|word| word.0),
            came_by: came_by.0,
            assignments,
        }
    }
}

/// Entries with an id above `after`, by id. The caller gives a transaction, so that all of it is of one moment.
pub(super) async fn entries(db: &mut SqliteConnection, after: UserId, limit: u32) -> Result<Vec<Entry>, Failed> {
    // SQLite shares one cache of pages among all connections. What others left there would leave no room for this one, which would
    // read the same pages for every user again.
    sqlx::raw_sql("PRAGMA shrink_memory").execute(&mut *db).await?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut left = limit as usize;
    let mut part = gather(&mut *db, after.0, left).await?;
    while let Some(last) = part.last {
        left -= part.count;
        // SQL gathers the next part in its own thread while this one is read.
        let (next, read) = tokio::join!(biased; gather(&mut *db, last, left), async { part.read_into(&mut entries) });
        read?;
        part = next?;
    }
    Ok(entries)
}

/// What SQL gathered of some users who follow each other.
struct Part {
    users: String,
    assignments: String,
    count: usize,
    /// The highest id; none if there was nobody.
    last: Option<i64>,
}

impl Part {
    fn read_into(&self, entries: &mut Vec<Entry>) -> Result<(), Failed> {
        let mut rows: Vec<EntryRow> = from_json(&self.users)?;
        rows.sort_unstable_by_key(|row| row.0);
        join(rows, from_json(&self.assignments)?, entries);
        Ok(())
    }
}

/// Gathers users with an id above `after`, at most `limit` and not more than a batch.
async fn gather(db: &mut SqliteConnection, after: i64, limit: usize) -> Result<Part, Failed> {
    let (users, count, last): (String, u32, Option<i64>) = sqlx::query_as(concat!(
        gather_entries!(users_with_newest!(), ", count(*), max(id)"),
        " WHERE u.id > ? ORDER BY u.id LIMIT ?)"
    ))
    .bind(after)
    .bind(limit.min(BATCH) as i64)
    .fetch_one(&mut *db)
    .await?;
    let assignments = sqlx::query_scalar(
        "SELECT json_group_array(json_array(user_id, group_id, role_id)) FROM assignments \
         WHERE user_id > ? AND user_id <= ?",
    )
    .bind(after)
    .bind(last)
    .fetch_one(db)
    .await?;
    Ok(Part { users, assignments, count: count as usize, last })
}

/// Puts the assignments to their users, who come by id.
fn join(rows: Vec<EntryRow>, mut assignments: Vec<(i64, i64, i64)>, entries: &mut Vec<Entry>) {
    assignments.sort_unstable();
    let mut assignments = assignments.into_iter().peekable();
    entries.extend(rows.into_iter().map(|row| {
        let own = take_of(row.0, &mut assignments);
        row.with(own)
    }));
}

/// Takes the assignments of the next user out of all of them, which come by user.
pub(super) fn take_of(user: i64, all: &mut Peekable<IntoIter<(i64, i64, i64)>>) -> Vec<Assignment> {
    let mut own = Vec::new();
    while let Some((_, group, role)) = all.next_if(|(of, ..)| *of == user) {
        own.push(Assignment { group: GroupId(group), role: RoleId(role) });
    }
    own
}

/// Entries of these users, by id.
pub(super) async fn entries_of(db: &mut SqliteConnection, ids: &[UserId]) -> Result<Vec<Entry>, Failed> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut entries = Vec::with_capacity(ids.len());
    for ids in ids.chunks(BATCH) {
        let ids = json(ids)?;
        let gathered: String = sqlx::query_scalar(concat!(
            gather_entries!("json_each(?) asked CROSS JOIN "),
            users_with_newest!(),
            " WHERE u.id = asked.value)"
        ))
        .bind(&ids)
        .fetch_one(&mut *db)
        .await?;
        let mut rows: Vec<EntryRow> = from_json(&gathered)?;
        rows.sort_unstable_by_key(|row| row.0);
        join(rows, assignments_of(db, &ids).await?, &mut entries);
    }
    Ok(entries)
}

/// The assignments of these users (a JSON array of ids), as user, group and role, in any order.
pub(super) async fn assignments_of(db: &mut SqliteConnection, ids: &str) -> Result<Vec<(i64, i64, i64)>, Failed> {
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(user_id, group_id, role_id)) FROM assignments \
         WHERE user_id IN (SELECT value FROM json_each(?))",
    )
    .bind(ids)
    .fetch_one(db)
    .await?;
    from_json(&gathered)
}

/// These users, with what a page shows of them. The caller gives a transaction.
pub(super) async fn records(db: &mut SqliteConnection, ids: &[UserId]) -> Result<Vec<UserRecord>, Failed> {
    type More = (i64, Option<String>, Option<i64>, Option<String>, Option<String>);
    let mut more: HashMap<i64, More> = HashMap::new();
    for ids in ids.chunks(BATCH) {
        let rows: Vec<More> = sqlx::query_as(concat!(
            "SELECT u.id, u.language, i.sent_at, coalesce(b.name, b.address), \
             CASE WHEN m.state <> 'sent' THEN m.reply END \
             FROM (SELECT DISTINCT value FROM json_each(?)) asked CROSS JOIN ",
            users_with_newest!(),
            " LEFT JOIN users b ON b.id = i.invited_by WHERE u.id = asked.value"
        ))
        .bind(json(ids)?)
        .fetch_all(&mut *db)
        .await?;
        more.extend(rows.into_iter().map(|row| (row.0, row)));
    }
    let mut records = Vec::with_capacity(ids.len());
    for entry in entries_of(db, ids).await? {
        let Some((_, code, sent_at, invited_by, delivery_note)) = more.remove(&entry.id.0) else { continue };
        let language = Language::from_stored_or_none(code.as_deref())?;
        records.push(UserRecord { entry, language, sent_at: moment(sent_at), invited_by, delivery_note });
    }
    Ok(records)
}

/// Those of these addresses whom the account knows, by id. The caller gives a transaction.
pub(super) async fn known(db: &mut SqliteConnection, keys: &[AddressKey]) -> Result<Vec<KnownUser>, Failed> {
    type Found = (i64, String, Stored<UserState>, Option<i64>, Option<Stored<InvitationState>>, Option<i64>);
    let mut keys: Vec<&AddressKey> = keys.iter().collect();
    keys.sort_unstable();
    keys.dedup();
    let mut known = Vec::new();
    for keys in keys.chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(id, address_key, state, invitation, invitation_state, expires_at)) FROM \
             (SELECT u.id, u.address_key, u.state, i.id AS invitation, i.state AS invitation_state, i.expires_at \
             FROM json_each(?) asked CROSS JOIN users u ON u.address_key = asked.value \
             LEFT JOIN invitations i ON i.id = (SELECT max(id) FROM invitations WHERE user_id = u.id))",
        )
        .bind(json(keys)?)
        .fetch_one(&mut *db)
        .await?;
        let mut rows: Vec<Found> = from_json(&gathered)?;
        if rows.is_empty() {
            continue;
        }
        rows.sort_unstable_by_key(|row| row.0);
        let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let mut assignments = assignments_of(db, &json(&ids)?).await?;
        assignments.sort_unstable();
        let mut assignments = assignments.into_iter().peekable();
        for (id, key, state, invitation, invitation_state, expires_at) in rows {
            let invitation = invitation.zip(invitation_state).map(|(id, state)| KnownInvitation {
                id: InvitationId(id),
                state: state.0,
                expires_at: moment(expires_at),
            });
            let own = take_of(id, &mut assignments);
            let key = AddressKey::from_stored(key);
            known.push(KnownUser { id: UserId(id), key, state: state.0, invitation, assignments: own });
        }
    }
    known.sort_unstable_by_key(|user| user.id);
    Ok(known)
}
