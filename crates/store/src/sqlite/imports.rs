//! Imports that were carried out, their rows, and what they did to users.

use super::{activity_records::first_at, bulk::from_json, error::Failed, rows::count, words::Word as _};
use rollcall_app::ports::store::{ActRange, ImportRecord, ImportRow};
use rollcall_domain::{
    ActivityId, ImportId, Timestamp,
    import::{Options, RowCounts, RowOutcome},
};
use sqlx::{FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};

/// What an [`ImportRecord`] needs.
macro_rules! import_columns {
    () => {
        "SELECT i.*, coalesce(b.name, b.address) AS by FROM imports i JOIN users b ON b.id = i.by_user"
    };
}

/// An [`ImportRecord`] as it is read.
struct RecordRow(ImportRecord);

impl FromRow<'_, SqliteRow> for RecordRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let decode = |failed: Failed| sqlx::Error::Decode(Box::new(failed.0));
        let number = |column: &str| count(row.try_get(column)?).map_err(decode);
        Ok(Self(ImportRecord {
            id: ImportId(row.try_get("id")?),
            file_name: row.try_get("file_name")?,
            file_hash: row.try_get("file_hash")?,
            at: Timestamp::from_millis(row.try_get("at")?),
            by: row.try_get("by")?,
            options: Options {
                create_groups: row.try_get("create_groups")?,
                allow_administrators: row.try_get("allow_administrators")?,
            },
            counts: RowCounts {
                rows: number("rows")?,
                invited: number("invited")?,
                invited_again: number("invited_again")?,
                added: number("added")?,
                changed: number("changed")?,
                removed: number("removed")?,
                unchanged: number("unchanged")?,
                skipped: number("skipped")?,
                rejected: number("rejected")?,
            },
            invitations: number("invitations")?,
            headers: from_json(row.try_get("headers")?).map_err(decode)?,
            places: from_json(row.try_get("places")?).map_err(decode)?,
        }))
    }
}

/// Imports, newest first.
pub(super) async fn list(
    db: &mut SqliteConnection,
    before: Option<ImportId>,
    limit: u32,
) -> Result<Vec<ImportRecord>, Failed> {
    let rows: Vec<RecordRow> = sqlx::query_as(concat!(import_columns!(), " WHERE i.id < ? ORDER BY i.id DESC LIMIT ?"))
        .bind(before.map_or(i64::MAX, |import| import.0))
        .bind(i64::from(limit))
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One import.
pub(super) async fn one(db: &mut SqliteConnection, id: ImportId) -> Result<Option<ImportRecord>, Failed> {
    let row: Option<RecordRow> =
        sqlx::query_as(concat!(import_columns!(), " WHERE i.id = ?")).bind(id.0).fetch_optional(db).await?;
    Ok(row.map(|row| row.0))
}

/// The rows of an import, by number.
pub(super) async fn rows(db: &mut SqliteConnection, id: ImportId) -> Result<Vec<ImportRow>, Failed> {
    let rows: Vec<(i64, String, String, Option<String>)> =
        sqlx::query_as("SELECT number, outcome, cells, problems FROM import_rows WHERE import_id = ? ORDER BY number")
            .bind(id.0)
            .fetch_all(db)
            .await?;
    rows.into_iter()
        .map(|(number, outcome, cells, problems)| {
            Ok(ImportRow {
                number: count(number)?,
                outcome: RowOutcome::from_stored(&outcome)?,
                cells: from_json(&cells)?,
                problems: problems.as_deref().map(from_json).transpose()?.unwrap_or_default(),
            })
        })
        .collect()
}

/// The entries of the activity that tell what an import did to users. None: there is no such import, or it did nothing to anybody. The caller gives
/// a transaction.
pub(super) async fn acts(db: &mut SqliteConnection, id: ImportId) -> Result<Option<ActRange>, Failed> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT at FROM imports WHERE id = ?").bind(id.0).fetch_optional(&mut *db).await?;
    let Some(at) = at else { return Ok(None) };
    let newest: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM activity").fetch_one(&mut *db).await?;
    let from = first_at(db, at, 1..newest + 1).await?;
    let before = first_at(db, at + 1, from..newest + 1).await?;
    let (first, last): (Option<i64>, Option<i64>) = sqlx::query_as(
        "SELECT min(id), max(id) FROM activity WHERE id >= ? AND id < ? AND import_id = ? AND +user_id IS NOT NULL",
    )
    .bind(from)
    .bind(before)
    .bind(id.0)
    .fetch_one(&mut *db)
    .await?;
    Ok(first.zip(last).map(|(first, last)| ActRange { first: ActivityId(first), last: ActivityId(last) }))
}
