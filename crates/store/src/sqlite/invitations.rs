//! Invitations, as their pages, their mails and lists see them.

use super::{
    bulk::{BATCH, Stored, distinct, from_json, json},
    error::Failed,
    outbox,
    rows::{address, moment},
    users::{assignments_of, take_of},
};
use rollcall_app::ports::store::{InvitationRecord, OpenInvitation};
use rollcall_domain::{
    Assignment, DeliveryState, ImportId, InvitationId, InvitationState, Timestamp, TokenHash, UserId,
};
use serde::Deserialize;
use sqlx::SqliteConnection;

/// The invitation that a link is for, if the link works at `now`.
pub(super) async fn of_link(
    db: &mut SqliteConnection,
    hash: TokenHash,
    now: i64,
) -> Result<Option<InvitationId>, Failed> {
    let id: Option<i64> = sqlx::query_scalar(
        "SELECT i.id FROM links l JOIN invitations i ON i.id = l.invitation_id \
         WHERE l.hash = ?1 AND i.state = 'pending' AND (i.expires_at IS NULL OR i.expires_at > ?2)",
    )
    .bind(hash.0.as_slice())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(id.map(InvitationId))
}

/// The invitation that a link is for, as it stands, if the link works at `now`. The caller gives a transaction.
pub(super) async fn by_link(
    db: &mut SqliteConnection,
    hash: TokenHash,
    now: i64,
) -> Result<Option<OpenInvitation>, Failed> {
    match of_link(db, hash, now).await? {
        Some(id) => Ok(outbox::offers(db, &[id]).await?.pop()),
        None => Ok(None),
    }
}

/// Gathers what [`RecordRow`] needs of the invitations `i` that come from what follows. A bracket stays open.
macro_rules! gather_records {
    ($from:literal) => {
        concat!(
            "SELECT json_group_array(json_array(id, user_id, address, name, state, created_at, sent_at, expires_at, answered_at, \
             answered_by, answer_note, invited_by, inviter, message, reminders, reminded_through, is_newest, delivery, delivery_note, \
             claimed_at, import_id)) FROM (SELECT i.id, i.user_id, u.address, u.name, i.state, i.created_at, i.sent_at, i.expires_at, \
             i.answered_at, coalesce(a.name, a.address) AS answered_by, i.answer_note, i.invited_by, coalesce(b.name, b.address) AS inviter, \
             i.message, i.reminders, i.reminded_through, i.id = (SELECT max(id) FROM invitations WHERE user_id = u.id) AS is_newest, \
             m.state AS delivery, CASE WHEN m.state <> 'sent' THEN m.reply END AS delivery_note, m.claimed_at, i.import_id FROM ",
            $from,
            " CROSS JOIN users u ON u.id = i.user_id CROSS JOIN users b ON b.id = i.invited_by \
             LEFT JOIN users a ON a.id = i.answered_by \
             LEFT JOIN outbox m ON m.id = (SELECT max(id) FROM outbox WHERE invitation_id = i.id)"
        )
    };
}

/// A gathered [`InvitationRecord`], without what is offered.
#[derive(Deserialize)]
struct RecordRow {
    id: i64,
    user: i64,
    address: String,
    name: Option<String>,
    state: Stored<InvitationState>,
    created_at: i64,
    sent_at: Option<i64>,
    expires_at: Option<i64>,
    answered_at: Option<i64>,
    answered_by: Option<String>,
    answer_note: Option<String>,
    invited_by: i64,
    inviter: String,
    message: Option<String>,
    reminders: u32,
    reminded_through_day: u16,
    is_newest: u8,
    delivery: Option<Stored<DeliveryState>>,
    delivery_note: Option<String>,
    mail_taken_at: Option<i64>,
    import: Option<i64>,
}

impl RecordRow {
    fn offering(self, offered: Vec<Assignment>) -> Result<InvitationRecord, Failed> {
        Ok(InvitationRecord {
            id: InvitationId(self.id),
            user: UserId(self.user),
            address: address(&self.address)?,
            name: self.name,
            state: self.state.0,
            created_at: Timestamp::from_millis(self.created_at),
            sent_at: moment(self.sent_at),
            expires_at: moment(self.expires_at),
            answered_at: moment(self.answered_at),
            answered_by: self.answered_by,
            answer_note: self.answer_note,
            invited_by: UserId(self.invited_by),
            inviter: self.inviter,
            message: self.message,
            offered,
            reminders: self.reminders,
            reminded_through_day: self.reminded_through_day,
            delivery: self.delivery.map(|word| word.0),
            delivery_note: self.delivery_note,
            mail_taken_at: moment(self.mail_taken_at),
            import: self.import.map(ImportId),
        })
    }
}

/// These invitations, by user and by number. The caller gives a transaction.
pub(super) async fn records(db: &mut SqliteConnection, ids: &[InvitationId]) -> Result<Vec<InvitationRecord>, Failed> {
    let sql = concat!(gather_records!("json_each(?) asked CROSS JOIN invitations i ON i.id = asked.value"), ")");
    gather(db, sql, &distinct(ids.iter().map(|id| id.0))).await
}

/// The newest invitation of each of these users, by user. The caller gives a transaction.
pub(super) async fn newest(db: &mut SqliteConnection, users: &[UserId]) -> Result<Vec<InvitationRecord>, Failed> {
    let sql = concat!(
        gather_records!(
            "json_each(?) asked CROSS JOIN invitations i ON i.id = (SELECT max(id) FROM invitations WHERE user_id = asked.value)"
        ),
        ")"
    );
    gather(db, sql, &distinct(users.iter().map(|user| user.0))).await
}

/// All invitations of a user, newest first. The caller gives a transaction.
pub(super) async fn of_user(db: &mut SqliteConnection, user: UserId) -> Result<Vec<InvitationRecord>, Failed> {
    let sql = concat!(gather_records!("json_each(?) asked CROSS JOIN invitations i ON i.user_id = asked.value"), ")");
    let mut records = gather(db, sql, &[user.0]).await?;
    records.reverse();
    Ok(records)
}

/// Runs a statement of [`gather_records`] for so many asked numbers, and puts what is offered to the newest invitation of each user.
async fn gather(db: &mut SqliteConnection, sql: &'static str, asked: &[i64]) -> Result<Vec<InvitationRecord>, Failed> {
    let mut records = Vec::with_capacity(asked.len());
    for batch in asked.chunks(BATCH) {
        let gathered: String = sqlx::query_scalar(sql).bind(json(batch)?).fetch_one(&mut *db).await?;
        let mut rows: Vec<RecordRow> = from_json(&gathered)?;
        rows.sort_unstable_by_key(|row| (row.user, row.id));
        let offering = distinct(rows.iter().filter(|row| row.is_newest == 1).map(|row| row.user));
        let mut assignments = assignments_of(db, &json(&offering)?).await?;
        assignments.sort_unstable();
        let mut assignments = assignments.into_iter().peekable();
        for row in rows {
            let offered = if row.is_newest == 1 { take_of(row.user, &mut assignments) } else { Vec::new() };
            records.push(row.offering(offered)?);
        }
    }
    Ok(records)
}
