//! The join links of the account: by the newest, somebody may ask to join.

use super::{
    SqliteStore, activity,
    bulk::{from_json, json},
    error::Failed,
    groups,
    plan::Places,
    rows::moment,
};
use rollcall_app::ports::store::{Act, JoinLinkRecord, Verb};
use rollcall_domain::{
    Assignment, GroupId, JoinLinkId, JoinLinkStatus, JoinLinkTerms, MailDomain, Note, RoleId, Timestamp, Token,
    TokenHash,
};
use serde::Deserialize;
use sqlx::SqliteConnection;

/// What a [`Row`] needs.
macro_rules! columns {
    () => {
        "SELECT json_array(l.id, l.secret, l.made_at, coalesce(u.name, u.address), l.is_on, l.ends_at, l.most_uses, json(l.domains), \
         l.group_id, l.role_id, l.welcome, l.uses) FROM join_links l JOIN users u ON u.id = l.made_by "
    };
}

/// The newest join link.
pub(super) async fn current(db: &mut SqliteConnection) -> Result<Option<JoinLinkRecord>, Failed> {
    let row: Option<String> =
        sqlx::query_scalar(concat!(columns!(), "WHERE l.replaced_at IS NULL")).fetch_optional(db).await?;
    row.as_deref().map(read).transpose()
}

/// The join link with this secret, if somebody can ask by it at `now`.
pub(super) async fn by_secret(
    db: &mut SqliteConnection,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<JoinLinkRecord>, Failed> {
    let row: Option<String> = sqlx::query_scalar(concat!(columns!(), "WHERE l.hash = ? AND l.replaced_at IS NULL"))
        .bind(hash.0.as_slice())
        .fetch_optional(db)
        .await?;
    let link = row.as_deref().map(read).transpose()?;
    Ok(link.filter(|link| link.terms.status(link.is_on, link.uses, now) == JoinLinkStatus::Open))
}

/// Makes a join link, and lets the one before die.
pub(super) async fn make(
    store: &SqliteStore,
    secret: &Token,
    terms: &JoinLinkTerms,
    act: Act,
) -> Result<JoinLinkId, Failed> {
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    let terms = &suggesting_what_is_there(db, terms).await?;
    sqlx::query("UPDATE join_links SET replaced_at = ? WHERE replaced_at IS NULL")
        .bind(actor.at)
        .execute(&mut *db)
        .await?;
    let id = sqlx::query_scalar(
        "INSERT INTO join_links (secret, hash, made_at, made_by, is_on, ends_at, most_uses, domains, group_id, role_id, welcome) \
         VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(secret.to_link_text())
    .bind(secret.hash().0.as_slice())
    .bind(actor.at)
    .bind(act.by.0)
    .bind(terms.ends_at.map(Timestamp::as_millis))
    .bind(terms.most_uses)
    .bind(json(&terms.domains)?)
    .bind(terms.suggested.map(|suggested| suggested.group.0))
    .bind(terms.suggested.map(|suggested| suggested.role.0))
    .bind(terms.welcome.as_ref().map(Note::as_str))
    .fetch_one(&mut *db)
    .await?;
    let made = changed(db, (true, &JoinLinkTerms::default()), (true, terms)).await?;
    activity::record(db, actor, Verb::JoinLinkMade, None, made.as_deref()).await?;
    write.commit().await?;
    Ok(JoinLinkId(id))
}

/// What is changed of a join link. Each is an act of its own: who sets terms must not switch on what somebody has just switched off.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    Switch(bool),
    Terms(&'a JoinLinkTerms),
}

/// Changes the newest join link. `false`: it is not the newest any more.
pub(super) async fn change(store: &SqliteStore, id: JoinLinkId, change: Change<'_>, act: Act) -> Result<bool, Failed> {
    let mut write = store.write(act.now).await?;
    let Some(before) = current(write.connection()).await?.filter(|link| link.id == id) else { return Ok(false) };
    let (is_on, terms) = match change {
        Change::Switch(is_on) => (is_on, before.terms.clone()),
        Change::Terms(terms) => (before.is_on, suggesting_what_is_there(write.connection(), terms).await?),
    };
    if (before.is_on, &before.terms) == (is_on, &terms) {
        return Ok(true);
    }
    let actor = write.actor(act.by);
    let db = write.connection();
    sqlx::query(
        "UPDATE join_links SET is_on = ?1, ends_at = ?2, most_uses = ?3, domains = ?4, group_id = ?5, role_id = ?6, welcome = ?7 \
         WHERE id = ?8 AND replaced_at IS NULL",
    )
    .bind(is_on)
    .bind(terms.ends_at.map(Timestamp::as_millis))
    .bind(terms.most_uses)
    .bind(json(&terms.domains)?)
    .bind(terms.suggested.map(|suggested| suggested.group.0))
    .bind(terms.suggested.map(|suggested| suggested.role.0))
    .bind(terms.welcome.as_ref().map(Note::as_str))
    .bind(id.0)
    .execute(&mut *db)
    .await?;
    let changed = changed(db, (before.is_on, &before.terms), (is_on, &terms)).await?;
    activity::record(db, actor, Verb::JoinLinkChanged, None, changed.as_deref()).await?;
    write.commit().await?;
    Ok(true)
}

/// The same terms. A group that went into another one meanwhile is that one, and what was removed is not suggested.
async fn suggesting_what_is_there(db: &mut SqliteConnection, terms: &JoinLinkTerms) -> Result<JoinLinkTerms, Failed> {
    let Some(Assignment { group, role }) = terms.suggested else { return Ok(terms.clone()) };
    let there: Option<i64> = sqlx::query_scalar(
        "WITH RECURSIVE way (id) AS (SELECT ?1 UNION SELECT g.merged_into FROM way JOIN groups g ON g.id = way.id) \
         SELECT g.id FROM way JOIN groups g ON g.id = way.id WHERE g.removed_at IS NULL \
         AND EXISTS (SELECT 1 FROM roles WHERE id = ?2 AND removed_at IS NULL)",
    )
    .bind(group.0)
    .bind(role.0)
    .fetch_optional(db)
    .await?;
    Ok(JoinLinkTerms { suggested: there.map(|id| Assignment { group: GroupId(id), role }), ..terms.clone() })
}

/// `most_uses: – → 20; suggested: Sales: Buyer → –`: what is another thing than before, by the names of the terms.
async fn changed(
    db: &mut SqliteConnection,
    (was_on, before): (bool, &JoinLinkTerms),
    (is_on, after): (bool, &JoinLinkTerms),
) -> Result<Option<String>, Failed> {
    let places = Places::new(&groups::tree(db).await?, &groups::roles(db).await?, &[], &[]);
    let shown = |is_on: bool, terms: &JoinLinkTerms| {
        let domains: Vec<&str> = terms.domains.iter().map(MailDomain::as_str).collect();
        [
            ("is_on", Some(is_on.to_string())),
            ("last_day", terms.ends_at.map(Timestamp::last_day)),
            ("most_uses", terms.most_uses.map(|most| most.to_string())),
            ("domains", (!domains.is_empty()).then(|| domains.join(", "))),
            ("suggested", terms.suggested.map(|suggested| places.words(suggested.group, suggested.role))),
            ("welcome", terms.welcome.clone().map(String::from)),
        ]
    };
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
    let parts: Vec<String> = shown(was_on, before)
        .into_iter()
        .zip(shown(is_on, after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((term, before), (_, after))| format!("{term}: {} → {}", or_none(before), or_none(after)))
        .collect();
    Ok((!parts.is_empty()).then(|| parts.join("; ")))
}

/// A gathered [`JoinLinkRecord`].
#[derive(Deserialize)]
struct Row {
    id: i64,
    secret: String,
    made_at: i64,
    made_by: String,
    is_on: u8,
    ends_at: Option<i64>,
    most_uses: Option<u32>,
    domains: Vec<MailDomain>,
    group: Option<i64>,
    role: Option<i64>,
    welcome: Option<Note>,
    uses: u32,
}

fn read(gathered: &str) -> Result<JoinLinkRecord, Failed> {
    let row: Row = from_json(gathered)?;
    let suggested = row.group.zip(row.role);
    Ok(JoinLinkRecord {
        id: JoinLinkId(row.id),
        secret: Token::from_link_text(&row.secret).ok_or_else(|| Failed::damaged("a join link has no secret"))?,
        made_at: Timestamp::from_millis(row.made_at),
        made_by: row.made_by,
        is_on: row.is_on == 1,
        terms: JoinLinkTerms {
            ends_at: moment(row.ends_at),
            most_uses: row.most_uses,
            domains: row.domains,
            suggested: suggested.map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) }),
            welcome: row.welcome,
        },
        uses: row.uses,
    })
}
