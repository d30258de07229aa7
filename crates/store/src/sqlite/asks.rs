//! What strangers typed on the page of the join link: writing it down, and saying to each address what there is to say to it.

use super::{
    SqliteStore, blocks,
    bulk::{from_json, json},
    changes,
    error::Failed,
    invite::mail_once_more,
    join_links, requests,
    rows::moment,
    users,
};
use rollcall_app::ports::store::{Ask, AskTaken};
use rollcall_domain::{
    AddressKey, InvitationId, Note, Timestamp, TokenHash, UserId,
    clock::{DAY_MS, HOUR_MS},
    join_request::{AskReply, Asker, MAILS_AN_HOUR, MOST_WAITING},
};
use serde::Deserialize;
use sqlx::SqliteConnection;

/// Of an asking that waits: its link was switched off or replaced meanwhile.
macro_rules! by_dead_link {
    () => {
        "answered_at IS NULL AND link_id NOT IN (SELECT id FROM join_links WHERE is_on AND replaced_at IS NULL)"
    };
}

/// An asking that waits.
#[derive(Deserialize)]
pub(super) struct Waiting {
    id: i64,
    pub(super) link_id: i64,
    pub(super) address: String,
    pub(super) address_key: String,
    mailbox: String,
    pub(super) name: String,
    pub(super) note: Option<String>,
    pub(super) language: String,
    pub(super) at: i64,
}

/// Writes down what was typed. However the address stands, this is one look at the link, one row and one commit.
pub(super) async fn write_down(
    store: &SqliteStore,
    link: TokenHash,
    ask: &Ask,
    now: Timestamp,
) -> Result<AskTaken, Failed> {
    let mut write = store.write(now).await?;
    let now = write.now();
    let db = write.connection();
    let Some(link) = join_links::by_secret(db, link, Timestamp::from_millis(now)).await? else {
        return Ok(AskTaken::NoLink);
    };
    let key = ask.address.key();
    let written = sqlx::query(
        "INSERT INTO asks (link_id, address, address_key, mailbox, name, note, language, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 \
         WHERE (SELECT count(*) FROM (SELECT 1 FROM asks WHERE answered_at IS NULL LIMIT ?9)) < ?9",
    )
    .bind(link.id.0)
    .bind(ask.address.as_str())
    .bind(key.as_str())
    .bind(key.mailbox())
    .bind(ask.name.as_str())
    .bind(ask.note.as_ref().map(Note::as_str))
    .bind(ask.language.code())
    .bind(now)
    .bind(MOST_WAITING)
    .execute(db)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(AskTaken::TooMany);
    }
    write.commit().await?;
    Ok(AskTaken::Taken)
}

/// When the next one can be taken up: at once, or when there is room for one more answer in an hour.
pub(super) async fn next_due(db: &mut SqliteConnection, now: Timestamp) -> Result<Option<Timestamp>, Failed> {
    let oldest: Option<i64> = sqlx::query_scalar("SELECT at FROM asks WHERE answered_at IS NULL ORDER BY id LIMIT 1")
        .fetch_optional(&mut *db)
        .await?;
    let Some(oldest) = oldest else { return Ok(None) };
    // What is to be dropped needs no room, and takes that of others.
    let by_dead_link: bool =
        sqlx::query_scalar(concat!("SELECT EXISTS (SELECT 1 FROM asks WHERE ", by_dead_link!(), ")"))
            .fetch_one(&mut *db)
            .await?;
    if by_dead_link {
        return Ok(moment(Some(oldest)));
    }
    // The answer that takes the last place of the hour that ends now.
    let in_the_way: Option<i64> = sqlx::query_scalar(
        "SELECT answered_at FROM asks WHERE answered_at > ?1 ORDER BY answered_at DESC LIMIT 1 OFFSET ?2",
    )
    .bind(now.as_millis() - HOUR_MS)
    .bind(MAILS_AN_HOUR - 1)
    .fetch_optional(db)
    .await?;
    Ok(moment(Some(in_the_way.map_or(oldest, |answered_at| answered_at + HOUR_MS))))
}

/// Takes up to `limit` askings up, oldest first. Returns how many were taken up.
pub(super) async fn take_up(store: &SqliteStore, limit: u32, now: Timestamp) -> Result<u32, Failed> {
    // Most of the time nobody asks, and nothing need be written.
    let (mut db, seen) = store.snapshot_at(now).await?;
    let due = next_due(&mut db, seen).await?.is_some_and(|due| due <= seen);
    drop(db);
    if !due {
        return Ok(0);
    }
    let mut write = store.write(now).await?;
    let now = write.now();
    let db = write.connection();
    // Whoever switches a link off wants no more mails for what is asked by it, from now on.
    sqlx::query(concat!("DELETE FROM asks WHERE ", by_dead_link!())).execute(&mut *db).await?;
    let gathered: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, link_id, address, address_key, mailbox, name, note, language, at)) FROM \
         (SELECT * FROM asks WHERE answered_at IS NULL ORDER BY id LIMIT ?)",
    )
    .bind(limit)
    .fetch_one(&mut *db)
    .await?;
    let mut asks: Vec<Waiting> = from_json(&gathered)?;
    asks.sort_unstable_by_key(|ask| ask.id);
    let mut room = room_for_answers(db, now).await?;
    let (mut taken_up, mut too_many, mut touched) = (0, Vec::new(), Vec::new());
    for ask in asks {
        if room == 0 {
            break;
        }
        if answer(db, &ask, now, &mut touched).await? {
            // At once: the next one may be of the same mailbox.
            sqlx::query("UPDATE asks SET answered_at = ? WHERE id = ?")
                .bind(now)
                .bind(ask.id)
                .execute(&mut *db)
                .await?;
            room -= 1;
        } else {
            too_many.push(ask.id);
        }
        taken_up += 1;
    }
    sqlx::query("DELETE FROM asks WHERE id IN (SELECT value FROM json_each(?))")
        .bind(json(&too_many)?)
        .execute(&mut *db)
        .await?;
    changes::record(db, &mut touched).await?;
    write.commit().await?;
    Ok(taken_up)
}

/// How many answers may still be given in the hour that ends at `now`.
async fn room_for_answers(db: &mut SqliteConnection, now: i64) -> Result<u32, Failed> {
    let lately: u32 =
        sqlx::query_scalar("SELECT count(*) FROM asks WHERE answered_at > ?").bind(now - HOUR_MS).fetch_one(db).await?;
    Ok(MAILS_AN_HOUR.saturating_sub(lately))
}

/// Puts into the outbox what there is to say to an address. Returns whether that counts. It does not depend on whose address it is, nor on
/// whether there was anything to say: whoever asks until others have to wait learns nothing.
async fn answer(db: &mut SqliteConnection, ask: &Waiting, now: i64, touched: &mut Vec<i64>) -> Result<bool, Failed> {
    let key = AddressKey::from_stored(ask.address_key.clone());
    let known = users::known(db, std::slice::from_ref(&key)).await?.pop();
    let open = requests::open_of(db, &key).await?;
    let (address_answered, mailbox_answered) = answered_lately(db, ask, now).await?;
    let asker = Asker {
        known: known.as_ref(),
        is_waiting: open.is_some_and(|open| open.is_pending),
        is_blocked: blocks::covers(db, &key).await?,
        address_answered,
        mailbox_answered,
    };
    match asker.reply(Timestamp::from_millis(now)) {
        AskReply::Confirm => requests::ask_to_confirm(db, ask, open, now).await?,
        AskReply::Waiting => {
            if let Some(open) = open {
                mail_once(db, Once::Waiting(open.id), now).await?;
            }
        }
        AskReply::Invitation(InvitationId(invitation)) => {
            touched.extend(known.map(|user| user.id.0));
            mail_once_more(db, &[invitation], now).await?;
        }
        AskReply::Member(UserId(user)) => mail_once(db, Once::Member(user), now).await?,
        AskReply::Nothing => {}
        AskReply::TooOften => return Ok(false),
    }
    Ok(true)
}

/// How often an address, and how often its mailbox, was answered in the last 24 hours.
async fn answered_lately(db: &mut SqliteConnection, ask: &Waiting, now: i64) -> Result<(u32, u32), Failed> {
    Ok(sqlx::query_as(
        "SELECT (SELECT count(*) FROM asks WHERE address_key = ?1 AND answered_at > ?3), \
         (SELECT count(*) FROM asks WHERE mailbox = ?2 AND answered_at > ?3)",
    )
    .bind(&ask.address_key)
    .bind(&ask.mailbox)
    .bind(now - DAY_MS)
    .fetch_one(db)
    .await?)
}

/// A mail of which there is no other while one waits.
#[derive(Clone, Copy)]
enum Once {
    /// That the request waits.
    Waiting(i64),
    /// That the user is a member.
    Member(i64),
}

/// Queues a mail, unless one waits.
async fn mail_once(db: &mut SqliteConnection, mail: Once, now: i64) -> Result<(), Failed> {
    let (sql, about) = match mail {
        Once::Waiting(request) => (
            "INSERT INTO outbox (kind, request_id, state, attempts, created_at) SELECT 'waiting', ?1, 'queued', 0, ?2 \
             WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE request_id = ?1 AND kind = 'waiting' AND +state IN ('queued', 'sending', 'deferred'))",
            request,
        ),
        Once::Member(user) => (
            "INSERT INTO outbox (kind, user_id, state, attempts, created_at) SELECT 'member', ?1, 'queued', 0, ?2 \
             WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE user_id = ?1 AND invitation_id IS NULL AND kind = 'member' \
             AND +state IN ('queued', 'sending', 'deferred'))",
            user,
        ),
    };
    sqlx::query(sql).bind(about).bind(now).execute(db).await?;
    Ok(())
}
