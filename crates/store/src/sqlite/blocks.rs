//! From whom no request is wanted.

use super::{
    activity::{self, Actor},
    bulk::json,
    error::Failed,
    write::Write,
};
use rollcall_app::ports::store::{BlockRecord, Verb};
use rollcall_domain::{AddressKey, Timestamp, UserId, join_request::Blocked};
use sqlx::SqliteConnection;

/// All that is blocked, newest first.
pub(super) async fn all(db: &mut SqliteConnection) -> Result<Vec<BlockRecord>, Failed> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT b.what, b.at, coalesce(u.name, u.address) FROM blocks b JOIN users u ON u.id = b.by_user \
         ORDER BY b.at DESC, b.what",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|(what, at, by)| {
            let what = Blocked::parse(&what).map_err(|_| Failed::damaged(format!("{what:?} cannot be blocked")))?;
            Ok(BlockRecord { what, at: Timestamp::from_millis(at), by })
        })
        .collect()
}

/// Whether the address, its domain, or one above that is blocked: as [`Blocked::covers`] says.
pub(super) async fn covers(db: &mut SqliteConnection, address: &AddressKey) -> Result<bool, Failed> {
    let domains = std::iter::successors(Some(address.domain()), |domain| Some(domain.split_once('.')?.1));
    let domains = domains.map(|domain| format!("@{domain}"));
    let any_of: Vec<String> = domains.chain([address.as_str().to_owned()]).collect();
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM blocks WHERE what IN (SELECT value FROM json_each(?)))")
        .bind(json(&any_of)?)
        .fetch_one(db)
        .await?)
}

/// Blocks what is not blocked yet. Returns that.
pub(super) async fn add(db: &mut SqliteConnection, what: &[Blocked], act: Actor) -> Result<Vec<Blocked>, Failed> {
    let mut added = Vec::new();
    for block in what {
        let what = block.to_string();
        let blocked = sqlx::query("INSERT INTO blocks (what, at, by_user) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(&what)
            .bind(act.at)
            .bind(act.user.map(|user| user.0))
            .execute(&mut *db)
            .await?;
        if blocked.rows_affected() == 1 {
            activity::record(db, act, Verb::Blocked, None, Some(&what)).await?;
            added.push(block.clone());
        }
    }
    Ok(added)
}

/// Takes a block away. `false`: there is none, and the caller must not commit.
pub(super) async fn remove(write: &mut Write<'_>, what: &Blocked, by: UserId) -> Result<bool, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let what = what.to_string();
    let removed = sqlx::query("DELETE FROM blocks WHERE what = ?").bind(&what).execute(&mut *db).await?;
    if removed.rows_affected() == 0 {
        return Ok(false);
    }
    activity::record(db, act, Verb::Unblocked, None, Some(&what)).await?;
    Ok(true)
}
