//! The views of the users that administrators keep.

use super::error::Failed;
use rollcall_app::ports::store::SavedView;
use rollcall_domain::UserId;
use sqlx::SqliteConnection;

/// The views of one administrator, by name.
pub(super) async fn of_user(db: &mut SqliteConnection, user: UserId) -> Result<Vec<SavedView>, Failed> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT name, place FROM views WHERE user_id = ? ORDER BY name")
        .bind(user.0)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|(name, place)| SavedView { name, place }).collect())
}

/// Keeps a view, in place of one of the same name.
pub(super) async fn save(db: &mut SqliteConnection, user: UserId, view: &SavedView) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO views (user_id, name, place) VALUES (?, ?, ?) \
         ON CONFLICT (user_id, name) DO UPDATE SET place = excluded.place",
    )
    .bind(user.0)
    .bind(&view.name)
    .bind(&view.place)
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets a view. `false`: there was none, and the caller need not commit.
pub(super) async fn forget(db: &mut SqliteConnection, user: UserId, name: &str) -> Result<bool, Failed> {
    let forgotten =
        sqlx::query("DELETE FROM views WHERE user_id = ? AND name = ?").bind(user.0).bind(name).execute(db).await?;
    Ok(forgotten.rows_affected() > 0)
}
