//! Changing what one open invitation offers.

use super::{
    error::Failed,
    grants::{self, Changed, holders},
    groups,
    plan::Places,
    write::Write,
};
use rollcall_app::ports::store::Verb;
use rollcall_domain::{Assignment, InvitationId, UserId, UserState};

/// How changing an offer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfferChange {
    /// It is written.
    Written,
    /// It offers that already.
    Same,
    /// It is not open, offers something else by now, or a group or role is not there.
    Refused,
}

/// Offers `to`, if the invitation is open and offers `from`.
pub(super) async fn change(
    write: &mut Write<'_>,
    id: InvitationId,
    from: &[Assignment],
    to: &[Assignment],
    by: UserId,
) -> Result<OfferChange, Failed> {
    let act = write.actor(by);
    let db = write.connection();
    let user: Option<i64> = sqlx::query_scalar("SELECT user_id FROM invitations WHERE id = ? AND state = 'pending'")
        .bind(id.0)
        .fetch_optional(&mut *db)
        .await?;
    let invitee = holders(db, user.as_slice()).await?.pop().filter(|holder| holder.state == UserState::Invited);
    let Some(invitee) = invitee else { return Ok(OfferChange::Refused) };
    let places = Places::new(&groups::tree(db).await?, &groups::roles(db).await?, &[], &[]);
    if !invitee.has.iter().eq(from) || !to.iter().all(|one| places.has(one)) {
        return Ok(OfferChange::Refused);
    }
    let has = to.iter().copied().collect();
    if invitee.has == has {
        return Ok(OfferChange::Same);
    }
    let changed = [Changed { user: invitee.user, verb: Verb::OfferChanged, had: invitee.has, has }];
    if !grants::write_all(db, &changed).await? {
        return Ok(OfferChange::Refused);
    }
    grants::record(db, act, &places, &changed).await?;
    Ok(OfferChange::Written)
}
