//! Users, as the index, the pages and the planner see them.

use super::{
    bulk::{BATCH, json},
    error::Failed,
    rows::{language, moment},
    words::Word as _,
};
use rollcall_app::ports::store::UserRecord;
use rollcall_domain::{
    AddressKey, Assignment, DeliveryState, GroupId, InvitationId, InvitationState, RoleId, UserId, UserState,
    import::{KnownInvitation, KnownUser},
};
use rollcall_index::Entry;
use sqlx::{FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};
use std::collections::HashMap;

/// Users `u` with their newest invitation `i` and the newest mail `m` of that.
macro_rules! users_with_newest {
    () => {
        "users u \
         LEFT JOIN invitations i ON i.id = (SELECT max(id) FROM invitations WHERE user_id = u.id) \
         LEFT JOIN outbox m ON m.id = (SELECT max(id) FROM outbox WHERE invitation_id = i.id)"
    };
}

/// What an [`Entry`] needs, in the order of [`EntryRow`].
macro_rules! entry_columns {
    () => {
        "u.id, u.address, u.name, u.state, i.state, i.sent_at, i.expires_at, u.joined_at, m.state"
    };
}

/// An entry without its assignments.
struct EntryRow(Entry);

impl FromRow<'_, SqliteRow> for EntryRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let decode = |failed: Failed| sqlx::Error::Decode(Box::new(failed.0));
        Ok(Self(Entry {
            id: UserId(row.try_get(0)?),
            address: row.try_get(1)?,
            name: row.try_get::<Option<String>, _>(2)?.unwrap_or_default(),
            state: UserState::from_stored(row.try_get(3)?).map_err(decode)?,
            invitation: InvitationState::from_stored_or_none(row.try_get(4)?).map_err(decode)?,
            invited_at: moment(row.try_get(5)?),
            expires_at: moment(row.try_get(6)?),
            joined_at: moment(row.try_get(7)?),
            delivery: DeliveryState::from_stored_or_none(row.try_get(8)?).map_err(decode)?,
            assignments: Vec::new(),
        }))
    }
}

/// Entries with an id above `after`, by id. The caller gives a transaction, so that all of it is of one moment.
pub(super) async fn entries(db: &mut SqliteConnection, after: UserId, limit: u32) -> Result<Vec<Entry>, Failed> {
    let rows: Vec<EntryRow> = sqlx::query_as(concat!(
        "SELECT ",
        entry_columns!(),
        " FROM ",
        users_with_newest!(),
        " WHERE u.id > ? ORDER BY u.id LIMIT ?"
    ))
    .bind(after.0)
    .bind(i64::from(limit))
    .fetch_all(&mut *db)
    .await?;
    let mut entries: Vec<Entry> = rows.into_iter().map(|row| row.0).collect();
    let Some(last) = entries.last().map(|entry| entry.id.0) else { return Ok(entries) };
    let assignments: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT user_id, group_id, role_id FROM assignments WHERE user_id > ? AND user_id <= ? \
         ORDER BY user_id, group_id, role_id",
    )
    .bind(after.0)
    .bind(last)
    .fetch_all(&mut *db)
    .await?;
    // Both come in the order of the users.
    let mut assignments = assignments.into_iter().peekable();
    for entry in &mut entries {
        while let Some((_, group, role)) = assignments.next_if(|(user, ..)| *user == entry.id.0) {
            entry.assignments.push(Assignment { group: GroupId(group), role: RoleId(role) });
        }
    }
    Ok(entries)
}

/// Entries of these users.
pub(super) async fn entries_of(db: &mut SqliteConnection, ids: &[UserId]) -> Result<Vec<Entry>, Failed> {
    let mut entries = Vec::with_capacity(ids.len());
    for ids in ids.chunks(BATCH) {
        let ids = json(ids)?;
        let rows: Vec<EntryRow> = sqlx::query_as(concat!(
            "SELECT ",
            entry_columns!(),
            " FROM (SELECT DISTINCT value FROM json_each(?)) asked CROSS JOIN ",
            users_with_newest!(),
            " WHERE u.id = asked.value"
        ))
        .bind(&ids)
        .fetch_all(&mut *db)
        .await?;
        let mut assignments = assignments_of(db, &ids).await?;
        entries.extend(rows.into_iter().map(|EntryRow(mut entry)| {
            entry.assignments = assignments.remove(&entry.id.0).unwrap_or_default();
            entry
        }));
    }
    Ok(entries)
}

/// The assignments of these users (a JSON array of ids), sorted.
pub(super) async fn assignments_of(
    db: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<i64, Vec<Assignment>>, Failed> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT user_id, group_id, role_id FROM assignments \
         WHERE user_id IN (SELECT value FROM json_each(?)) ORDER BY user_id, group_id, role_id",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    let mut of: HashMap<i64, Vec<Assignment>> = HashMap::new();
    for (user, group, role) in rows {
        of.entry(user).or_default().push(Assignment { group: GroupId(group), role: RoleId(role) });
    }
    Ok(of)
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
        let language = language(code.as_deref())?;
        records.push(UserRecord { entry, language, sent_at: moment(sent_at), invited_by, delivery_note });
    }
    Ok(records)
}

/// Those of these addresses whom the account knows, by id. The caller gives a transaction.
pub(super) async fn known(db: &mut SqliteConnection, keys: &[AddressKey]) -> Result<Vec<KnownUser>, Failed> {
    type Found = (i64, String, String, Option<i64>, Option<String>, Option<i64>);
    let mut keys: Vec<&AddressKey> = keys.iter().collect();
    keys.sort_unstable();
    keys.dedup();
    let mut known = Vec::new();
    for keys in keys.chunks(BATCH) {
        let rows: Vec<Found> = sqlx::query_as(
            "SELECT u.id, u.address_key, u.state, i.id, i.state, i.expires_at \
             FROM json_each(?) asked CROSS JOIN users u ON u.address_key = asked.value \
             LEFT JOIN invitations i ON i.id = (SELECT max(id) FROM invitations WHERE user_id = u.id)",
        )
        .bind(json(keys)?)
        .fetch_all(&mut *db)
        .await?;
        if rows.is_empty() {
            continue;
        }
        let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let mut assignments = assignments_of(db, &json(&ids)?).await?;
        for (id, key, state, invitation, invitation_state, expires_at) in rows {
            let invitation = match (invitation, InvitationState::from_stored_or_none(invitation_state.as_deref())?) {
                (Some(id), Some(state)) => {
                    Some(KnownInvitation { id: InvitationId(id), state, expires_at: moment(expires_at) })
                }
                _ => None,
            };
            known.push(KnownUser {
                id: UserId(id),
                key: AddressKey::from_stored(key),
                state: UserState::from_stored(&state)?,
                invitation,
                assignments: assignments.remove(&id).unwrap_or_default(),
            });
        }
    }
    known.sort_unstable_by_key(|user| user.id);
    Ok(known)
}
