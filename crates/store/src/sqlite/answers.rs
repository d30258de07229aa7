//! How invitations are answered: by a link, or as an administrator records it.

use super::{
    SqliteStore,
    activity::{self, Actor},
    changes,
    error::Failed,
    invitations, life, requests, tending,
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{
    AddressKey, InvitationId, InvitationState, Note, PersonName, Timestamp, TokenHash, UserId, UserState,
    invitation::Answer,
};
use sqlx::SqliteConnection;

/// An answer, and what was said with it.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) answer: Answer,
    /// What the invitee is called, if they have no name yet.
    pub(super) name: Option<&'a PersonName>,
    pub(super) note: Option<&'a Note>,
}

/// Answers an invitation by a link. `None`: the link does not work (any more), and nothing is written.
pub(super) async fn by_link(
    store: &SqliteStore,
    hash: TokenHash,
    said: Said<'_>,
    now: Timestamp,
) -> Result<Option<UserId>, Failed> {
    // Links that do not work are turned away without taking the file: whoever guesses must not keep others from writing.
    let (mut db, seen) = store.snapshot_at(now).await?;
    if invitations::of_link(&mut db, hash, seen.as_millis()).await?.is_none() {
        return Ok(None);
    }
    drop(db);
    let mut write = store.write(now).await?;
    let now = write.now();
    let Some(id) = invitations::of_link(write.connection(), hash, now).await? else { return Ok(None) };
    let user = answer(&mut write, id, said, None).await?;
    write.commit_if(user.is_some()).await?;
    Ok(user)
}

/// Records an answer that came another way. `false`: the invitation cannot be answered, and the caller must not commit.
pub(super) async fn record(
    write: &mut Write<'_>,
    id: InvitationId,
    said: Said<'_>,
    by: UserId,
) -> Result<bool, Failed> {
    Ok(answer(write, id, said, Some(by)).await?.is_some())
}

/// Answers an invitation that is pending and not over; by its invitee, or as somebody records it.
async fn answer(
    write: &mut Write<'_>,
    id: InvitationId,
    said: Said<'_>,
    recorded_by: Option<UserId>,
) -> Result<Option<UserId>, Failed> {
    let now = write.now();
    let state = match said.answer {
        Answer::Accept => InvitationState::Accepted,
        Answer::Decline => InvitationState::Declined,
    };
    let note = said.note.map(Note::as_str);
    let answered: Option<i64> = sqlx::query_scalar(
        "UPDATE invitations SET state = ?1, answered_at = ?2, answered_by = coalesce(?3, user_id), answer_note = ?4 \
         WHERE id = ?5 AND state = 'pending' AND (expires_at IS NULL OR expires_at > ?2) RETURNING user_id",
    )
    .bind(state.stored())
    .bind(now)
    .bind(recorded_by.map(|by| by.0))
    .bind(note)
    .bind(id.0)
    .fetch_optional(write.connection())
    .await?;
    let Some(user) = answered.map(UserId) else { return Ok(None) };
    if said.answer == Answer::Accept && !join(write.connection(), user, said.name, now).await? {
        return Ok(None);
    }
    let verb = match (said.answer, recorded_by) {
        (Answer::Accept, None) => Verb::Accepted,
        (Answer::Decline, None) => Verb::Declined,
        (Answer::Accept, Some(_)) => Verb::AcceptanceRecorded,
        (Answer::Decline, Some(_)) => Verb::DeclineRecorded,
    };
    let act = write.actor(recorded_by.unwrap_or(user));
    let db = write.connection();
    life::end(db, &[id.0]).await?;
    activity::record(db, act, verb, Some(user), note).await?;
    if said.answer == Answer::Accept {
        settle_request(db, id, now).await?;
    }
    tell_inviter(db, id, recorded_by, now).await?;
    changes::record(db, &mut [user.0]).await?;
    Ok(Some(user))
}

/// Makes an invited user a member, under `name` if they had none. `false`: they are not invited.
async fn join(db: &mut SqliteConnection, user: UserId, name: Option<&PersonName>, now: i64) -> Result<bool, Failed> {
    let joined = sqlx::query(
        "UPDATE users SET state = ?1, joined_at = ?2, name = coalesce(name, ?3) WHERE id = ?4 AND state = ?5",
    )
    .bind(UserState::Active.stored())
    .bind(now)
    .bind(name.map(PersonName::as_str))
    .bind(user.0)
    .bind(UserState::Invited.stored())
    .execute(db)
    .await?;
    Ok(joined.rows_affected() == 1)
}

/// Whoever accepted an invitation has no request any more: one that is not proven is forgotten, and one that is pending was approved by the one
/// who invited. Nobody is mailed of that.
async fn settle_request(db: &mut SqliteConnection, id: InvitationId, now: i64) -> Result<(), Failed> {
    let found: Option<(String, i64, i64)> = sqlx::query_as(
        "SELECT u.address_key, u.id, i.invited_by FROM invitations i JOIN users u ON u.id = i.user_id WHERE i.id = ?",
    )
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some((key, user, inviter)) = found else { return Ok(()) };
    let Some(open) = requests::open_of(db, &AddressKey::from_stored(key)).await? else { return Ok(()) };
    if !open.is_pending {
        return tending::forget(db, &[open.id]).await;
    }
    // Who has nothing was given nothing: then it waits for what they are to be given.
    let approved = sqlx::query(
        "UPDATE requests SET state = 'approved', decided_at = ?1, decided_by = ?2, user_id = ?3, group_id = a.group_id, role_id = a.role_id \
         FROM (SELECT group_id, role_id FROM assignments WHERE user_id = ?3 ORDER BY group_id, role_id LIMIT 1) a \
         WHERE requests.id = ?4 AND requests.state = 'pending'",
    )
    .bind(now)
    .bind(inviter)
    .bind(user)
    .bind(open.id)
    .execute(&mut *db)
    .await?;
    if approved.rows_affected() == 0 {
        return Ok(());
    }
    requests::end_mails(db, &[open.id]).await?;
    let by = Actor { user: Some(UserId(inviter)), at: now, import: None };
    activity::record_requests(db, by, Verb::RequestApproved, &[(open.id, Some(user), None)]).await
}

/// A mail to the one who invited, if they are a member still, want it, and have not recorded the answer themself.
async fn tell_inviter(
    db: &mut SqliteConnection,
    id: InvitationId,
    recorded_by: Option<UserId>,
    now: i64,
) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, answered_id, state, attempts, created_at) \
         SELECT 'answer', u.id, i.id, 'queued', 0, ?1 FROM invitations i JOIN users u ON u.id = i.invited_by \
         LEFT JOIN preferences p ON p.user_id = u.id \
         WHERE i.id = ?2 AND u.state = 'active' AND coalesce(p.mail_answers, 1) = 1 AND u.id IS NOT ?3",
    )
    .bind(now)
    .bind(id.0)
    .bind(recorded_by.map(|by| by.0))
    .execute(db)
    .await?;
    Ok(())
}
