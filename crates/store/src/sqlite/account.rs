//! The account, its settings, and who administers it.

use super::{SqliteStore, activity, changes, error::Failed, groups, rows::address, words::Word as _, write::Write};
use rollcall_app::ports::store::{Account, AdministratorRecord, NewAccount, Preferences, Verb};
use rollcall_domain::{AccountKey, GroupId, RequestNotices, RoleGivers, Timestamp, UserId, UserState, group, role};
use sqlx::SqliteConnection;
use std::fmt::Write as _;

/// The account, if there is one.
pub(super) async fn read(db: &mut SqliteConnection) -> Result<Option<Account>, Failed> {
    let row: Option<(String, String, i64)> =
        sqlx::query_as("SELECT name, key, created_at FROM account").fetch_optional(&mut *db).await?;
    let Some((name, key, created_at)) = row else { return Ok(None) };
    let key = AccountKey::parse(&key).ok_or_else(|| Failed::damaged("the account has no key".to_owned()))?;
    Ok(Some(Account { name, key, created_at: Timestamp::from_millis(created_at) }))
}

/// Makes the account; `None` if there is one already.
pub(super) async fn create(
    write: &mut Write<'_>,
    new: &NewAccount,
    key: &AccountKey,
) -> Result<Option<UserId>, Failed> {
    let now = write.now();
    let db = write.connection();
    let made =
        sqlx::query("INSERT INTO account (id, name, key, created_at) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(new.name.as_str())
            .bind(key.as_str())
            .bind(now)
            .execute(&mut *db)
            .await?;
    if made.rows_affected() == 0 {
        return Ok(None);
    }
    let root = group::root(&new.name);
    sqlx::query("INSERT INTO groups (id, parent_id, name, name_key) VALUES (?, NULL, ?, ?)")
        .bind(root.id.0)
        .bind(&root.name)
        .bind(root.name.to_lowercase())
        .execute(&mut *db)
        .await?;
    for (id, name, _) in role::BUILT_IN {
        sqlx::query("INSERT INTO roles (id, name, name_key, given_by) VALUES (?1, ?2, ?3, ?4)")
            .bind(id.0)
            .bind(name)
            .bind(role::name_key(name))
            .bind(RoleGivers::Group.stored())
            .execute(&mut *db)
            .await?;
    }
    let administrator: i64 = sqlx::query_scalar(
        "INSERT INTO users (address, address_key, name, state, joined_at, came_by) \
         VALUES (?, ?, ?, 'active', ?, 'founding') RETURNING id",
    )
    .bind(new.administrator_address.as_str())
    .bind(new.administrator_address.key().as_str())
    .bind(new.administrator_name.as_str())
    .bind(now)
    .fetch_one(&mut *db)
    .await?;
    sqlx::query("INSERT INTO assignments (user_id, group_id, role_id) VALUES (?, ?, ?)")
        .bind(administrator)
        .bind(GroupId::ROOT.0)
        .bind(role::ADMINISTRATOR.0)
        .execute(&mut *db)
        .await?;
    let act = activity::Actor { user: Some(UserId(administrator)), at: now, import: None };
    activity::record(db, act, Verb::AccountCreated, Some(UserId(administrator)), Some(new.name.as_str())).await?;
    let tree = groups::tree(db).await?;
    groups::make(db, &tree, &new.groups, act).await?;
    changes::record(db, &mut [administrator]).await?;
    Ok(Some(UserId(administrator)))
}

/// The latest moment that the workspace has seen.
pub(super) async fn latest_seen(db: &mut SqliteConnection) -> Result<Timestamp, Failed> {
    let seen = sqlx::query_scalar("SELECT latest_seen FROM workspace").fetch_one(&mut *db).await?;
    Ok(Timestamp::from_millis(seen))
}

/// The active administrators, by address.
pub(super) async fn administrators(db: &mut SqliteConnection) -> Result<Vec<AdministratorRecord>, Failed> {
    let rows: Vec<(i64, String, Option<String>, i64)> = sqlx::query_as(
        "SELECT u.id, u.address, u.name, a.group_id FROM users u JOIN assignments a ON a.user_id = u.id \
         WHERE u.state = ? AND a.role_id = ? ORDER BY u.address_key, u.id, a.group_id",
    )
    .bind(UserState::Active.stored())
    .bind(role::ADMINISTRATOR.0)
    .fetch_all(&mut *db)
    .await?;
    let mut all: Vec<AdministratorRecord> = Vec::new();
    for (id, stored, name, group) in rows {
        match all.last_mut().filter(|last| last.id.0 == id) {
            Some(last) => last.groups.push(GroupId(group)),
            None => all.push(AdministratorRecord {
                id: UserId(id),
                address: address(&stored)?,
                name,
                groups: vec![GroupId(group)],
            }),
        }
    }
    Ok(all)
}

/// The settings that were made, by key.
pub(super) async fn settings(db: &mut SqliteConnection) -> Result<Vec<(String, String)>, Failed> {
    Ok(sqlx::query_as("SELECT key, value FROM settings ORDER BY key").fetch_all(&mut *db).await?)
}

/// Makes settings. Returns whether any of them is another one than before.
pub(super) async fn change_settings(
    write: &mut Write<'_>,
    new: &[(String, Option<String>)],
    by: UserId,
) -> Result<bool, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let mut detail = String::new();
    for (key, value) in new {
        let before: Option<String> =
            sqlx::query_scalar("SELECT value FROM settings WHERE key = ?").bind(key).fetch_optional(&mut *db).await?;
        if before == *value {
            continue;
        }
        match value {
            Some(value) => {
                sqlx::query("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
                    .bind(key)
                    .bind(value)
                    .execute(&mut *db)
                    .await?
            }
            None => sqlx::query("DELETE FROM settings WHERE key = ?").bind(key).execute(&mut *db).await?,
        };
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        let apart = if detail.is_empty() { "" } else { "; " };
        // Writing to a text cannot fail.
        let _ = write!(detail, "{apart}{key}: {} → {}", shown(&before), shown(value));
    }
    if detail.is_empty() {
        return Ok(false);
    }
    activity::record(db, act, Verb::SettingsChanged, None, Some(&detail)).await?;
    Ok(true)
}

/// What somebody wants to be told; the default for who never said.
pub(super) async fn preferences(db: &mut SqliteConnection, user: UserId) -> Result<Preferences, Failed> {
    let said: Option<(bool, String)> =
        sqlx::query_as("SELECT mail_answers, mail_requests FROM preferences WHERE user_id = ?")
            .bind(user.0)
            .fetch_optional(db)
            .await?;
    let Some((mail_answers, mail_requests)) = said else { return Ok(Preferences::default()) };
    Ok(Preferences { mail_answers, mail_requests: RequestNotices::from_stored(&mail_requests)? })
}

/// Keeps what somebody wants to be told, if it is anything else than before.
pub(super) async fn change_preferences(
    store: &SqliteStore,
    user: UserId,
    preferences: Preferences,
    now: Timestamp,
) -> Result<(), Failed> {
    if self::preferences(&mut *store.reader().await?, user).await? == preferences {
        return Ok(());
    }
    let mut write = store.write(now).await?;
    sqlx::query(
        "INSERT INTO preferences (user_id, mail_answers, mail_requests) VALUES (?, ?, ?) ON CONFLICT (user_id) \
         DO UPDATE SET mail_answers = excluded.mail_answers, mail_requests = excluded.mail_requests",
    )
    .bind(user.0)
    .bind(preferences.mail_answers)
    .bind(preferences.mail_requests.stored())
    .execute(write.connection())
    .await?;
    write.commit().await
}
