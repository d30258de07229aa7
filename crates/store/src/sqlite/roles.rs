//! Adding, changing and removing roles.

use super::{SqliteStore, activity, error::Failed, gained, groups, words::Word as _};
use rollcall_app::ports::store::{Act, RoleChange, Verb};
use rollcall_domain::{Note, Role, RoleGivers, RoleId, RoleTerms, role};
use sqlx::SqliteConnection;

/// Adds a role.
pub(super) async fn add(store: &SqliteStore, terms: &RoleTerms, act: Act) -> Result<RoleChange, Failed> {
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    if role::find(&groups::roles(db).await?, terms.name.as_str()).is_some() {
        return Ok(RoleChange::NameTaken);
    }
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO roles (name, name_key, meaning, given_by) VALUES (?1, ?2, ?3, ?4) RETURNING id",
    )
    .bind(terms.name.as_str())
    .bind(role::name_key(terms.name.as_str()))
    .bind(terms.meaning.as_ref().map(Note::as_str))
    .bind(terms.given_by.stored())
    .fetch_one(&mut *db)
    .await?;
    activity::record(db, actor, Verb::RoleAdded, None, Some(terms.name.as_str())).await?;
    write.commit().await?;
    Ok(RoleChange::Done(RoleId(id)))
}

/// Changes a role. A built-in one keeps its name, and catalogues say what it is for.
pub(super) async fn change(store: &SqliteStore, id: RoleId, terms: &RoleTerms, act: Act) -> Result<RoleChange, Failed> {
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    let mut others = groups::roles(db).await?;
    let Some(place) = others.iter().position(|role| role.id == id) else { return Ok(RoleChange::Gone) };
    let before = others.swap_remove(place);
    let mut after = Role { given_by: terms.given_by, ..before.clone() };
    if !before.is_built_in() {
        after.name = terms.name.as_str().to_owned();
        after.meaning = terms.meaning.as_ref().map(|note| note.as_str().to_owned());
    }
    let Some(changed) = changed(&before, &after) else { return Ok(RoleChange::Done(id)) };
    if role::find(&others, &after.name).is_some() {
        return Ok(RoleChange::NameTaken);
    }
    sqlx::query("UPDATE roles SET name = ?1, name_key = ?2, meaning = ?3, given_by = ?4 WHERE id = ?5")
        .bind(&after.name)
        .bind(role::name_key(&after.name))
        .bind(&after.meaning)
        .bind(after.given_by.stored())
        .bind(id.0)
        .execute(&mut *db)
        .await?;
    activity::record(db, actor, Verb::RoleChanged, None, Some(&changed)).await?;
    write.commit().await?;
    Ok(RoleChange::Done(id))
}

/// Removes a role that is not built in and that nobody has, is offered or is suggested.
pub(super) async fn remove(store: &SqliteStore, id: RoleId, act: Act) -> Result<RoleChange, Failed> {
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    let Some(role) = groups::roles(db).await?.into_iter().find(|role| role.id == id) else {
        return Ok(RoleChange::Gone);
    };
    if role.is_built_in() {
        return Ok(RoleChange::BuiltIn);
    }
    let (users, link) = uses(db, id).await?;
    if users > 0 || link {
        return Ok(RoleChange::InUse(users));
    }
    sqlx::query("UPDATE roles SET removed_at = ?1 WHERE id = ?2").bind(actor.at).bind(id.0).execute(&mut *db).await?;
    // By a link that was replaced nobody asks any more, but who has asked may still confirm.
    sqlx::query("UPDATE join_links SET group_id = NULL, role_id = NULL WHERE role_id = ?")
        .bind(id.0)
        .execute(&mut *db)
        .await?;
    gained::take_out_role(db, id).await?;
    activity::record(db, actor, Verb::RoleRemoved, None, Some(&role.name)).await?;
    write.commit().await?;
    Ok(RoleChange::Done(id))
}

/// How many have a role, are offered it, or wait for an administrator and are suggested it; and whether the join link suggests it.
async fn uses(db: &mut SqliteConnection, id: RoleId) -> Result<(u64, bool), Failed> {
    Ok(sqlx::query_as(
        "SELECT (SELECT count(DISTINCT user_id) FROM assignments WHERE role_id = ?1) \
         + (SELECT count(*) FROM requests WHERE state = 'pending' AND suggested_role_id = ?1), \
         EXISTS (SELECT 1 FROM join_links WHERE role_id = ?1 AND replaced_at IS NULL)",
    )
    .bind(id.0)
    .fetch_one(db)
    .await?)
}

/// `name: Auditor → Reader; meaning: – → Reads; given by: group administrators → account administrators`: what is another thing than before, and always the name.
fn changed(before: &Role, after: &Role) -> Option<String> {
    if before == after {
        return None;
    }
    let or_none = |meaning: &Option<String>| meaning.clone().unwrap_or_else(|| "–".to_owned());
    let parts = [
        ("name", before.name.clone(), after.name.clone()),
        ("meaning", or_none(&before.meaning), or_none(&after.meaning)),
        ("given by", givers(before.given_by).to_owned(), givers(after.given_by).to_owned()),
    ];
    let parts = parts.into_iter().filter_map(|(term, before, after)| {
        let differs = before != after;
        (differs || term == "name")
            .then(|| if differs { format!("{term}: {before} → {after}") } else { format!("{term}: {after}") })
    });
    Some(parts.collect::<Vec<_>>().join("; "))
}

/// Who may give a role, in the words of the particulars.
const fn givers(given_by: RoleGivers) -> &'static str {
    match given_by {
        RoleGivers::Group => "group administrators",
        RoleGivers::Account => "account administrators",
    }
}
