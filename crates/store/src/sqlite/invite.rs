//! Inviting: by hand, and what every invitation has in common that is made or starts anew.

use super::{
    SqliteStore,
    activity::Actor,
    bulk::{BATCH, json},
    changes,
    error::Failed,
    groups,
    people::{self, Given, People},
    plan::{Basis, Ended, Ground, Places, Progress},
    write::Write,
};
use rollcall_app::ports::store::{Act, InviteToCarryOut, Invited};
use rollcall_domain::{Note, UserId, import::PersonStep};
use sqlx::SqliteConnection;

/// What is set in an invitation that starts anew: its time does not run until the new mail leaves.
macro_rules! time_not_begun {
    () => {
        "sent_at = NULL, expires_at = NULL, reminders = 0, reminded_through = 0"
    };
}
pub(super) use time_not_begun;

/// Invites addresses that were typed by hand, as it was planned.
pub(super) async fn by_hand(store: &SqliteStore, invite: &InviteToCarryOut<'_>, act: Act) -> Result<Invited, Failed> {
    let mut write = store.write(act.now).await?;
    match write_all(&mut write, invite, act.by).await {
        Ok(()) => {
            write.commit_if(!invite.people.is_empty()).await?;
            Ok(Invited::Done)
        }
        // Nobody is asked whether to go on.
        Err(Ended::Stale | Ended::Cancelled) => Ok(Invited::Stale),
        Err(Ended::Failed(failed)) => Err(failed),
    }
}

/// Writes all of what was planned.
async fn write_all(write: &mut Write<'_>, invite: &InviteToCarryOut<'_>, by: UserId) -> Result<(), Ended> {
    let act = write.actor(by);
    let db = write.connection();
    Basis { known: invite.basis, change: invite.basis_change }.check(db, invite.people, &[], act.at).await?;
    let tree = groups::tree(db).await?;
    let roles = groups::roles(db).await?;
    Ground::of(by, &tree, &roles, db).await?.check(invite.people, &[], &[])?;

    let places = Places::new(&tree, &roles, &[], &[]);
    let people = People::sorted(invite.people, db).await?;
    let given = Given { places: &places, act, message: invite.message.map(Note::as_str) };
    let mut progress = Progress::of(people::things(invite.people), &|_| true);
    people::write(db, &people, given, &mut progress).await?;
    Ok(changes::record(db, &mut people.ids()).await?)
}

/// New invitations and their mails, for new users and those who are invited again.
pub(super) async fn anew(
    db: &mut SqliteConnection,
    people: &People<'_>,
    given: Given<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let invited =
        people.pick(|user, step| matches!(step, PersonStep::Invite(_) | PersonStep::InviteAgain(_)).then_some(user));
    let next: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM invitations").fetch_one(&mut *db).await?;
    for (batch, first) in invited.chunks(BATCH).zip((next..).step_by(BATCH)) {
        sqlx::query(
            "INSERT INTO invitations (id, user_id, state, created_at, message, invited_by, import_id) \
             SELECT ?1 + key, value, 'pending', ?2, ?3, ?4, ?5 FROM json_each(?6)",
        )
        .bind(first)
        .bind(given.act.at)
        .bind(given.message)
        .bind(given.act.user.map(|user| user.0))
        .bind(given.act.import.map(|import| import.0))
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        progress.advance(batch.len())?;
    }
    let invitations: Vec<i64> = (next..).take(invited.len()).collect();
    for batch in invitations.chunks(BATCH) {
        queue_mails(db, batch, given.act).await?;
        progress.advance(batch.len())?;
    }
    Ok(())
}

/// Invitations that are open but expired start anew. Whoever invites again is the one who invites, and theirs are the words.
pub(super) async fn again(
    db: &mut SqliteConnection,
    people: &People<'_>,
    given: Given<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Ended> {
    let again = people.pick(|user, step| match step {
        PersonStep::Resend(_, invitation) => Some((user, invitation.0)),
        _ => None,
    });
    for batch in again.chunks(BATCH) {
        let reopened = sqlx::query(concat!(
            "UPDATE invitations SET ",
            time_not_begun!(),
            ", message = ?1, invited_by = ?2 FROM json_each(?3) asked \
             WHERE invitations.id = asked.value ->> 1 AND invitations.user_id = asked.value ->> 0 \
             AND invitations.state = 'pending'"
        ))
        .bind(given.message)
        .bind(given.act.user.map(|user| user.0))
        .bind(json(batch)?)
        .execute(&mut *db)
        .await?;
        if reopened.rows_affected() != batch.len() as u64 {
            return Err(Ended::Stale);
        }
        let invitations: Vec<i64> = batch.iter().map(|(_, invitation)| *invitation).collect();
        replace_mails(db, &invitations, given.act).await?;
        progress.advance(batch.len() * 2)?;
    }
    Ok(())
}

/// For a batch of invitations that start anew: all older links are dead, and a mail that still waits gives way to the new one.
pub(super) async fn replace_mails(db: &mut SqliteConnection, invitations: &[i64], act: Actor) -> Result<(), Failed> {
    let ids = json(invitations)?;
    for sql in [
        "DELETE FROM links WHERE invitation_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM outbox WHERE invitation_id IN (SELECT value FROM json_each(?)) AND +state IN ('queued', 'deferred')",
    ] {
        sqlx::query(sql).bind(&ids).execute(&mut *db).await?;
    }
    queue_mails(db, invitations, act).await
}

/// A mail for each of a batch of invitations.
pub(super) async fn queue_mails(db: &mut SqliteConnection, invitations: &[i64], act: Actor) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, invitation_id, state, attempts, created_at) \
         SELECT 'invitation', user_id, id, 'queued', 0, ?1 FROM invitations WHERE id IN (SELECT value FROM json_each(?2))",
    )
    .bind(act.at)
    .bind(json(invitations)?)
    .execute(db)
    .await?;
    Ok(())
}

/// A mail of each of these open invitations of which none waits, with what they offer when it leaves. Their links and their ends stay.
pub(super) async fn mail_once_more(db: &mut SqliteConnection, invitations: &[i64], now: i64) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, invitation_id, state, attempts, created_at) \
         SELECT 'invitation', user_id, id, 'queued', 0, ?1 FROM invitations WHERE id IN (SELECT value FROM json_each(?2)) \
         AND state = 'pending' AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.invitation_id = invitations.id \
         AND +m.state IN ('queued', 'sending', 'deferred'))",
    )
    .bind(now)
    .bind(json(invitations)?)
    .execute(db)
    .await?;
    Ok(())
}
