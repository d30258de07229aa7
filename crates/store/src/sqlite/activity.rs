//! The record of who did what, to whom, when. It only ever grows; triggers refuse anything else.

use super::{
    bulk::{BATCH, json},
    error::Failed,
    words::Word as _,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{ImportId, UserId};
use sqlx::SqliteConnection;

/// Who acts in a transaction, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    /// The user; none for Rollcall itself.
    pub(super) user: Option<UserId>,
    /// The effective now, in milliseconds.
    pub(super) at: i64,
    /// The import by which it happens.
    pub(super) import: Option<ImportId>,
}

/// Records one act.
pub(super) async fn record(
    db: &mut SqliteConnection,
    act: Actor,
    verb: Verb,
    user: Option<UserId>,
    detail: Option<&str>,
) -> Result<(), Failed> {
    sqlx::query("INSERT INTO activity (at, by_user, verb, user_id, detail, import_id) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(verb.stored())
        .bind(user.map(|user| user.0))
        .bind(detail)
        .bind(act.import.map(|import| import.0))
        .execute(db)
        .await?;
    Ok(())
}

/// What happened to somebody: to whom, the word of the verb, and the detail.
pub(super) type Happened = (i64, &'static str, Option<String>);

/// Records what happened to each.
pub(super) async fn record_each(db: &mut SqliteConnection, act: Actor, acts: &[Happened]) -> Result<(), Failed> {
    for batch in acts.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO activity (at, by_user, import_id, user_id, verb, detail) \
             SELECT ?1, ?2, ?3, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?4)",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(act.import.map(|import| import.0))
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Records that the same happened to all of these users.
pub(super) async fn record_all(
    db: &mut SqliteConnection,
    act: Actor,
    verb: Verb,
    users: &[i64],
    detail: Option<&str>,
) -> Result<(), Failed> {
    for batch in users.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO activity (at, by_user, import_id, user_id, verb, detail) \
             SELECT ?1, ?2, ?3, value, ?4, ?5 FROM json_each(?6)",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(act.import.map(|import| import.0))
        .bind(verb.stored())
        .bind(detail)
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What happened to a join request: to which, the user whom that made or changed, and the detail.
pub(super) type RequestHappened = (i64, Option<i64>, Option<String>);

/// Records that the same happened to all of these join requests.
pub(super) async fn record_requests(
    db: &mut SqliteConnection,
    act: Actor,
    verb: Verb,
    requests: &[RequestHappened],
) -> Result<(), Failed> {
    for batch in requests.chunks(BATCH) {
        sqlx::query(
            "INSERT INTO activity (at, by_user, verb, request_id, user_id, detail) \
             SELECT ?1, ?2, ?3, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?4)",
        )
        .bind(act.at)
        .bind(act.user.map(|user| user.0))
        .bind(verb.stored())
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}
