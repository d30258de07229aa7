//! What mails that have not left say was gained: groups and roles that are there when they leave.

use super::{
    bulk::{BATCH, json},
    error::Failed,
};
use rollcall_app::ports::store::MATTER_GONE;
use rollcall_domain::{GroupId, RoleId};
use sqlx::SqliteConnection;

/// Of a mail that says what was gained, and has not left; with a plus where another index than that of states finds it.
macro_rules! waits {
    ($plus:literal) => {
        concat!("kind = 'gained' AND ", $plus, "state IN ('queued', 'deferred')")
    };
}

/// Groups went into others (a JSON array of pairs of ids): what was gained in one was gained in the other.
pub(super) async fn put_into(db: &mut SqliteConnection, gone: &str) -> Result<(), Failed> {
    sqlx::query(concat!(
        "UPDATE outbox SET gained = (SELECT '[' || group_concat(DISTINCT json_array(coalesce(gone.value ->> 1, one.value ->> 0), \
         one.value ->> 1)) || ']' FROM json_each(outbox.gained) one LEFT JOIN json_each(?1) gone ON gone.value ->> 0 = one.value ->> 0) \
         WHERE ",
        waits!(""),
        " AND EXISTS (SELECT 1 FROM json_each(outbox.gained) one JOIN json_each(?1) gone ON gone.value ->> 0 = one.value ->> 0)"
    ))
    .bind(gone)
    .execute(db)
    .await?;
    Ok(())
}

/// A group is removed: whoever gained something in it has lost it since.
pub(super) async fn take_out_group(db: &mut SqliteConnection, id: GroupId) -> Result<(), Failed> {
    take_out(db, "$[0]", id.0).await
}

/// A role is removed: whoever gained it has lost it since.
pub(super) async fn take_out_role(db: &mut SqliteConnection, id: RoleId) -> Result<(), Failed> {
    take_out(db, "$[1]", id.0).await
}

/// These users have lost something again: a mail of which they have nothing does not go out.
pub(super) async fn take_out_lost(db: &mut SqliteConnection, users: &[i64]) -> Result<(), Failed> {
    for batch in users.chunks(BATCH) {
        sqlx::query(concat!(
            "UPDATE outbox SET state = 'dropped', not_before = NULL, reply = ?1 WHERE ",
            waits!("+"),
            " AND invitation_id IS NULL AND user_id IN (SELECT value FROM json_each(?2)) \
             AND NOT EXISTS (SELECT 1 FROM json_each(outbox.gained) one CROSS JOIN assignments held \
             WHERE held.user_id = outbox.user_id AND held.group_id = one.value ->> 0 AND held.role_id = one.value ->> 1)"
        ))
        .bind(MATTER_GONE)
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Takes out what was gained where `id` stands in the pair. A mail of which nothing is left stays here.
async fn take_out(db: &mut SqliteConnection, side: &str, id: i64) -> Result<(), Failed> {
    sqlx::query(concat!(
        "UPDATE outbox SET gained = (SELECT json_group_array(json(value)) FROM json_each(outbox.gained) WHERE value ->> ?1 <> ?2) WHERE ",
        waits!(""),
        " AND EXISTS (SELECT 1 FROM json_each(outbox.gained) WHERE value ->> ?1 = ?2)"
    ))
    .bind(side)
    .bind(id)
    .execute(&mut *db)
    .await?;
    sqlx::query(concat!(
        "UPDATE outbox SET state = 'dropped', not_before = NULL, reply = ?1 WHERE ",
        waits!(""),
        " AND gained = '[]'"
    ))
    .bind(MATTER_GONE)
    .execute(db)
    .await?;
    Ok(())
}
