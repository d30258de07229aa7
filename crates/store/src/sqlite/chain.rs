//! The chain over the activity: who changes, takes away or puts in an entry afterwards breaks it.
//!
//! Each transaction that recorded something has a link: the SHA-256 of the hash of the link before (32 bytes of zero before the first) and of
//! a line for each of its entries, by id, each with a line feed at its end. A line is every column in the order of the table, with commas
//! between: numbers in decimal digits, texts as `X'…'` with their UTF-8 in hexadecimal digits, and `NULL`. Whoever can write the file can
//! write all of the chain anew: that shows only against a hash that was noted elsewhere.

use super::{bulk::BATCH, error::Failed};
use rollcall_app::ports::store::ChainState;
use rollcall_domain::ActivityId;
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use std::{collections::VecDeque, str::Lines};

/// The hash of a link.
type Hash = [u8; 32];

/// What stands before the first link.
const NOTHING: Hash = [0; 32];

/// Writes the link of the transaction that is about to commit, over the entries after `before`. Without any, there is no link. Entries of
/// before that have none never get one: nobody's transaction vouches for what it has not written.
pub(super) async fn link(db: &mut SqliteConnection, before: i64) -> Result<(), Failed> {
    let newest: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM activity").fetch_one(&mut *db).await?;
    if newest == before {
        return Ok(());
    }
    let head: Option<Vec<u8>> = sqlx::query_scalar("SELECT hash FROM chain ORDER BY last_activity DESC LIMIT 1")
        .fetch_optional(&mut *db)
        .await?;
    let mut hash = Sha256::new_with_prefix(head.as_deref().unwrap_or(&NOTHING));
    let mut through = before;
    while through < newest {
        let last = newest.min(through + BATCH as i64);
        hash.update(lines(db, through, last).await?);
        through = last;
    }
    let hash: Hash = hash.finalize().into();
    sqlx::query("INSERT INTO chain (last_activity, hash) VALUES (?, ?)")
        .bind(newest)
        .bind(hash.as_slice())
        .execute(db)
        .await?;
    Ok(())
}

/// The lines of the entries after `after` up to and with `last`, by id.
async fn lines(db: &mut SqliteConnection, after: i64, last: i64) -> Result<String, Failed> {
    // A text is quoted as a blob: quote() would end it at a NUL, and a line must not hold a line feed.
    let lines: Option<String> = sqlx::query_scalar(
        "SELECT group_concat(concat_ws(',', id, at, quote(by_user), quote(CAST(verb AS BLOB)), quote(user_id), quote(request_id), \
         quote(CAST(detail AS BLOB)), quote(CAST(before AS BLOB)), quote(import_id)) || char(10), '' ORDER BY id) \
         FROM activity WHERE id > ? AND id <= ?",
    )
    .bind(after)
    .bind(last)
    .fetch_one(db)
    .await?;
    Ok(lines.unwrap_or_default())
}

/// Works every link out again. The caller gives a transaction, so that all of it is of one moment.
pub(super) async fn verify(db: &mut SqliteConnection, noted: Option<&Hash>) -> Result<ChainState, Failed> {
    let (oldest, newest): (i64, i64) = sqlx::query_as(
        "SELECT coalesce((SELECT min(id) FROM activity), 1), coalesce((SELECT max(id) FROM activity), 0)",
    )
    .fetch_one(&mut *db)
    .await?;
    // Whoever made an account wrote that down.
    let is_emptied: bool =
        sqlx::query_scalar("SELECT ?1 = 0 AND EXISTS (SELECT 1 FROM account)").bind(newest).fetch_one(&mut *db).await?;
    let mut chain = Chain::new(noted);
    if oldest != 1 || is_emptied {
        return Ok(chain.broken());
    }
    let mut through = 0;
    while through < newest {
        let last = newest.min(through + BATCH as i64);
        let hashes = sqlx::query_as(
            "SELECT last_activity, hash FROM chain WHERE last_activity > ? AND last_activity <= ? ORDER BY 1",
        )
        .bind(through)
        .bind(last)
        .fetch_all(&mut *db)
        .await?;
        let lines = lines(db, through, last).await?;
        if !chain.goes_on(lines.lines(), hashes.into()) || chain.seen < last {
            return Ok(chain.broken());
        }
        through = last;
    }
    let goes_on: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM chain WHERE last_activity > ?)")
        .bind(newest)
        .fetch_one(db)
        .await?;
    if goes_on || chain.linked < newest {
        return Ok(chain.broken());
    }
    if !chain.has_noted {
        return Ok(ChainState::AnotherChain);
    }
    Ok(ChainState::Whole { entries: newest.unsigned_abs(), head: chain.head })
}

/// The chain as far as it was worked out.
struct Chain<'a> {
    noted: Option<&'a Hash>,
    /// Whether the noted hash is none, or was seen.
    has_noted: bool,
    /// The hash of the last link that fits.
    head: Hash,
    /// The last entry that it covers.
    linked: i64,
    /// The last entry that was seen.
    seen: i64,
    /// Of the link that comes next.
    next: Sha256,
}

impl<'a> Chain<'a> {
    fn new(noted: Option<&'a Hash>) -> Self {
        let has_noted = noted.is_none_or(|noted| *noted == NOTHING);
        Self { noted, has_noted, head: NOTHING, linked: 0, seen: 0, next: Sha256::new_with_prefix(NOTHING) }
    }

    /// Takes the next entries, and the links that end among them. `false`: it does not fit.
    fn goes_on(&mut self, lines: Lines<'_>, mut hashes: VecDeque<(i64, Vec<u8>)>) -> bool {
        for line in lines {
            // Each entry comes after the one before, and none is left out.
            self.seen += 1;
            let id = line.split(',').next().and_then(|id| id.parse().ok());
            if id != Some(self.seen) {
                return false;
            }
            self.next.update(line);
            self.next.update("\n");
            if let Some((_, hash)) = hashes.pop_front_if(|(last, _)| *last == self.seen)
                && !self.link(&hash)
            {
                return false;
            }
        }
        hashes.is_empty()
    }

    /// Comes to the end of a transaction. `false`: its link is not `hash`.
    fn link(&mut self, hash: &[u8]) -> bool {
        let found: Hash = std::mem::take(&mut self.next).finalize().into();
        if found != hash {
            return false;
        }
        self.next.update(found);
        self.has_noted |= self.noted == Some(&found);
        (self.head, self.linked) = (found, self.seen);
        true
    }

    /// The transaction after the last link that fits is not as it was written.
    fn broken(&self) -> ChainState {
        ChainState::Broken { at: ActivityId(self.linked + 1) }
    }
}
