//! Mails and what they are about, as they are read.

use crate::sqlite::{
    bulk::{BATCH, Stored, distinct, from_json, json},
    error::Failed,
    rows::{address, count, moment},
    users::{assignments_of, take_of},
    words::Word as _,
};
use rollcall_app::ports::store::{MailKind, MailRecord, OpenInvitation};
use rollcall_domain::{
    Assignment, DeliveryState, GroupId, ImportId, InvitationId, InvitationState, Language, MailId, RequestId, RoleId,
    Timestamp, UserId,
};
use serde::Deserialize;
use sqlx::{FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};

/// What a [`MailRecord`] needs, in the order of its `FromRow`.
macro_rules! mail_columns {
    () => {
        "m.id, m.kind, coalesce(u.address, r.address), m.user_id, m.invitation_id, m.answered_id, m.import_id, m.gained, m.state, \
         m.attempts, m.created_at, m.sent_at, m.not_before, m.ends_at, m.reply, m.request_id FROM outbox m \
         LEFT JOIN users u ON u.id = m.user_id LEFT JOIN requests r ON r.id = m.request_id"
    };
}

/// A [`MailRecord`] as it is read.
struct MailRow(MailRecord);

impl FromRow<'_, SqliteRow> for MailRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let decode = |failed: Failed| sqlx::Error::Decode(Box::new(failed.0));
        Ok(Self(MailRecord {
            id: MailId(row.try_get(0)?),
            kind: MailKind::from_stored(row.try_get(1)?).map_err(decode)?,
            to: address(row.try_get(2)?).map_err(decode)?,
            user: row.try_get::<Option<i64>, _>(3)?.map(UserId),
            invitation: row.try_get::<Option<i64>, _>(4)?.map(InvitationId),
            answered: row.try_get::<Option<i64>, _>(5)?.map(InvitationId),
            import: row.try_get::<Option<i64>, _>(6)?.map(ImportId),
            gained: assignments(row.try_get(7)?).map_err(decode)?,
            state: DeliveryState::from_stored(row.try_get(8)?).map_err(decode)?,
            attempts: count(row.try_get(9)?).map_err(decode)?,
            created_at: Timestamp::from_millis(row.try_get(10)?),
            sent_at: moment(row.try_get(11)?),
            not_before: moment(row.try_get(12)?),
            ends_at: moment(row.try_get(13)?),
            reply: row.try_get(14)?,
            request: row.try_get::<Option<i64>, _>(15)?.map(RequestId),
        }))
    }
}

/// Pairs of group and role, as a mail keeps them.
fn assignments(stored: Option<&str>) -> Result<Vec<Assignment>, Failed> {
    let Some(stored) = stored else { return Ok(Vec::new()) };
    let pairs: Vec<(i64, i64)> = from_json(stored)?;
    Ok(pairs.into_iter().map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) }).collect())
}

/// Mails, newest first.
pub(in crate::sqlite) async fn list(
    db: &mut SqliteConnection,
    states: &[DeliveryState],
    before: Option<MailId>,
    limit: u32,
) -> Result<Vec<MailRecord>, Failed> {
    let states: Vec<&str> = states.iter().map(|state| state.stored()).collect();
    let before = before.map_or(i64::MAX, |mail| mail.0);
    let rows: Vec<MailRow> = if states.is_empty() {
        sqlx::query_as(concat!("SELECT ", mail_columns!(), " WHERE m.id < ? ORDER BY m.id DESC LIMIT ?"))
            .bind(before)
            .bind(i64::from(limit))
            .fetch_all(db)
            .await?
    } else {
        sqlx::query_as(concat!(
            "SELECT ",
            mail_columns!(),
            " WHERE m.id < ? AND m.state IN (SELECT value FROM json_each(?)) ORDER BY m.id DESC LIMIT ?"
        ))
        .bind(before)
        .bind(json(&states)?)
        .bind(i64::from(limit))
        .fetch_all(db)
        .await?
    };
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The mails to a user, newest first.
pub(in crate::sqlite) async fn mails_to(
    db: &mut SqliteConnection,
    user: UserId,
    limit: u32,
) -> Result<Vec<MailRecord>, Failed> {
    // By two indexes: most mails carry an invitation and are found by that.
    let rows: Vec<MailRow> = sqlx::query_as(concat!(
        "SELECT ",
        mail_columns!(),
        " WHERE m.id IN (SELECT o.id FROM invitations i JOIN outbox o ON o.invitation_id = i.id WHERE i.user_id = ?1 \
         UNION ALL SELECT id FROM outbox WHERE user_id = ?1 AND invitation_id IS NULL) ORDER BY m.id DESC LIMIT ?2"
    ))
    .bind(user.0)
    .bind(i64::from(limit))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// These mails, oldest first.
pub(super) async fn by_ids(db: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<MailRecord>, Failed> {
    let rows: Vec<MailRow> = sqlx::query_as(concat!(
        "SELECT ",
        mail_columns!(),
        " WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id"
    ))
    .bind(json(ids)?)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One mail.
pub(in crate::sqlite) async fn one(db: &mut SqliteConnection, id: MailId) -> Result<Option<MailRecord>, Failed> {
    Ok(by_ids(db, &[id.0]).await?.pop())
}

/// How many mails stand in which state; states without any are left out.
pub(in crate::sqlite) async fn counts(db: &mut SqliteConnection) -> Result<Vec<(DeliveryState, u64)>, Failed> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT state, count(*) FROM outbox GROUP BY state").fetch_all(db).await?;
    rows.into_iter()
        .map(|(state, mails)| Ok((DeliveryState::from_stored(&state)?, u64::try_from(mails).unwrap_or(0))))
        .collect()
}

/// A gathered invitation, without what it offers: itself, its user, and who invited.
#[derive(Deserialize)]
struct OfferRow(
    (i64, Stored<InvitationState>, Option<i64>, Option<String>, Option<String>),
    (i64, String, Option<String>, Option<Stored<Language>>),
    (i64, String, String),
);

/// These invitations as they stand, by user. The caller gives a transaction, so that all of it is of one moment.
pub(in crate::sqlite) async fn offers(
    db: &mut SqliteConnection,
    ids: &[InvitationId],
) -> Result<Vec<OpenInvitation>, Failed> {
    let mut offers = Vec::with_capacity(ids.len());
    for ids in distinct(ids.iter().map(|id| id.0)).chunks(BATCH) {
        let Some((account, gathered)): Option<(String, String)> = sqlx::query_as(
            "SELECT account.name, (SELECT json_group_array(json_array(\
             json_array(i.id, i.state, i.expires_at, i.message, i.answer_note), json_array(u.id, u.address, u.name, u.language), \
             json_array(b.id, coalesce(b.name, b.address), b.address))) \
             FROM json_each(?) asked CROSS JOIN invitations i ON i.id = asked.value \
             CROSS JOIN users u ON u.id = i.user_id CROSS JOIN users b ON b.id = i.invited_by) FROM account",
        )
        .bind(json(ids)?)
        .fetch_optional(&mut *db)
        .await?
        else {
            break;
        };
        let mut rows: Vec<OfferRow> = from_json(&gathered)?;
        rows.sort_unstable_by_key(|OfferRow(_, user, _)| user.0);
        let users = distinct(rows.iter().map(|OfferRow(_, user, _)| user.0));
        let mut all = assignments_of(db, &json(&users)?).await?;
        all.sort_unstable();
        let mut all = all.into_iter().peekable();
        let mut own: (i64, Vec<Assignment>) = (0, Vec::new());
        for row in rows {
            // A user may have several invitations.
            let user = row.1.0;
            if own.0 != user {
                own = (user, take_of(user, &mut all));
            }
            offers.push(row.offering(own.1.clone(), &account)?);
        }
    }
    Ok(offers)
}

impl OfferRow {
    fn offering(self, offered: Vec<Assignment>, account: &str) -> Result<OpenInvitation, Failed> {
        let Self((id, state, expires_at, message, answer_note), (user, to, name, language), inviter) = self;
        Ok(OpenInvitation {
            id: InvitationId(id),
            state: state.0,
            user: UserId(user),
            address: address(&to)?,
            name,
            language: language.map(|word| word.0),
            account: account.to_owned(),
            inviter_name: inviter.1,
            inviter_address: address(&inviter.2)?,
            offered,
            expires_at: moment(expires_at),
            message,
            invited_by: UserId(inviter.0),
            answer_note,
        })
    }
}
