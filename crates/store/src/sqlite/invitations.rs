//! Invitations and their answers.

use super::{
    activity::{self, Actor},
    changes,
    error::Failed,
    rows::{address, moment},
    words::Word as _,
    write::Write,
};
use rollcall_app::ports::store::{INVITATION_ENDED, OpenInvitation, Verb};
use rollcall_domain::{
    Assignment, GroupId, InvitationId, InvitationState, Language, PersonName, RoleId, TokenHash, UserId, UserState,
    invitation::Answer,
};
use sqlx::SqliteConnection;

/// The invitation that a link is for, if the link works at `now`. The caller gives a transaction.
pub(super) async fn by_link(
    db: &mut SqliteConnection,
    hash: TokenHash,
    now: i64,
) -> Result<Option<OpenInvitation>, Failed> {
    let id: Option<i64> = sqlx::query_scalar(
        "SELECT i.id FROM links l JOIN invitations i ON i.id = l.invitation_id \
         WHERE l.hash = ?1 AND i.state = 'pending' AND (i.expires_at IS NULL OR i.expires_at > ?2)",
    )
    .bind(hash.0.as_slice())
    .bind(now)
    .fetch_optional(&mut *db)
    .await?;
    match id {
        Some(id) => read(db, InvitationId(id)).await,
        None => Ok(None),
    }
}

/// An invitation as it stands. The caller gives a transaction.
pub(super) async fn read(db: &mut SqliteConnection, id: InvitationId) -> Result<Option<OpenInvitation>, Failed> {
    type Found = (String, Option<i64>, i64, String, Option<String>, Option<String>, String, String, String);
    let row: Option<Found> = sqlx::query_as(
        "SELECT i.state, i.expires_at, u.id, u.address, u.name, u.language, account.name, coalesce(b.name, b.address), \
         b.address FROM invitations i JOIN users u ON u.id = i.user_id JOIN users b ON b.id = i.invited_by \
         CROSS JOIN account WHERE i.id = ?",
    )
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some((state, expires_at, user, to, name, code, account, inviter_name, inviter)) = row else { return Ok(None) };
    let offered: Vec<(i64, i64)> =
        sqlx::query_as("SELECT group_id, role_id FROM assignments WHERE user_id = ? ORDER BY group_id, role_id")
            .bind(user)
            .fetch_all(&mut *db)
            .await?;
    Ok(Some(OpenInvitation {
        id,
        state: InvitationState::from_stored(&state)?,
        user: UserId(user),
        address: address(&to)?,
        name,
        language: Language::from_stored_or_none(code.as_deref())?,
        account,
        inviter_name,
        inviter_address: address(&inviter)?,
        offered: offered
            .into_iter()
            .map(|(group, role)| Assignment { group: GroupId(group), role: RoleId(role) })
            .collect(),
        expires_at: moment(expires_at),
    }))
}

/// Answers an invitation by a link. `None`: the link does not work (any more), and the caller must not commit.
pub(super) async fn answer(
    write: &mut Write<'_>,
    hash: TokenHash,
    answer: Answer,
    name: Option<&PersonName>,
) -> Result<Option<UserId>, Failed> {
    let now = write.now();
    let db = write.connection();
    let (state, verb) = match answer {
        Answer::Accept => (InvitationState::Accepted, Verb::Accepted),
        Answer::Decline => (InvitationState::Declined, Verb::Declined),
    };
    let answered: Option<(i64, i64)> = sqlx::query_as(
        "UPDATE invitations SET state = ?1, answered_at = ?2 \
         WHERE id = (SELECT invitation_id FROM links WHERE hash = ?3) \
         AND state = 'pending' AND (expires_at IS NULL OR expires_at > ?2) RETURNING id, user_id",
    )
    .bind(state.stored())
    .bind(now)
    .bind(hash.0.as_slice())
    .fetch_optional(&mut *db)
    .await?;
    let Some((invitation, user)) = answered else { return Ok(None) };
    if answer == Answer::Accept {
        let joined = sqlx::query(
            "UPDATE users SET state = ?1, joined_at = ?2, name = coalesce(name, ?3) WHERE id = ?4 AND state = ?5",
        )
        .bind(UserState::Active.stored())
        .bind(now)
        .bind(name.map(PersonName::as_str))
        .bind(user)
        .bind(UserState::Invited.stored())
        .execute(&mut *db)
        .await?;
        if joined.rows_affected() == 0 {
            return Ok(None);
        }
    }
    end(db, invitation).await?;
    let act = Actor { user: Some(UserId(user)), at: now, import: None };
    activity::record(db, act, verb, Some(UserId(user)), None).await?;
    changes::record(db, &mut [user]).await?;
    Ok(Some(UserId(user)))
}

/// An invitation has ended: its links die, and its mails stay here.
async fn end(db: &mut SqliteConnection, invitation: i64) -> Result<(), Failed> {
    sqlx::query("DELETE FROM links WHERE invitation_id = ?").bind(invitation).execute(&mut *db).await?;
    sqlx::query(
        "UPDATE outbox SET state = 'failed', not_before = NULL, reply = ?1 \
         WHERE invitation_id = ?2 AND state IN ('queued', 'deferred')",
    )
    .bind(INVITATION_ENDED)
    .bind(invitation)
    .execute(&mut *db)
    .await?;
    Ok(())
}
