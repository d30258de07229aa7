//! Resend and cancel invitations: one, some, or all that match a filter.

use crate::{
    App, Error, Permit,
    list_invitations::InvitationQuery,
    names::Names,
    ports::store::InvitationRecord,
    typed::count,
    words::{say, say_moment},
};
use rollcall_domain::{
    DeliveryState, InvitationId, InvitationState, InvitationStatus, Timestamp, invitation::RESEND_COOL_DOWN_SECONDS,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Which invitations are meant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InvitationSelection {
    /// These.
    These {
        /// Their numbers.
        invitations: Vec<InvitationId>,
    },
    /// All that match, on whatever page.
    Matching {
        /// The filter; its window plays no part.
        query: InvitationQuery,
        /// But not these.
        except: Vec<InvitationId>,
    },
}

/// What became of an act on invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActionOutcome {
    /// With how many it was done.
    pub done: u32,
    /// With how many it was not, and why, in words.
    pub not_done: Vec<NotDone>,
}

/// Invitations with which something was not done, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NotDone {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub count: u32,
    /// The same in a sentence: of a single one with all that is known of it.
    pub message: String,
}

/// Why something cannot be done with an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The invitee has accepted.
    Accepted,
    /// The invitee has declined.
    Declined,
    /// It was cancelled.
    Cancelled,
    /// Its time is over.
    Expired,
    /// A mail of it still waits in the outbox.
    Waiting,
    /// A mail of it left a moment ago.
    TooSoon,
    /// It offers something that is not the administrator's to offer.
    NotYours,
    /// It offers something else than a moment ago.
    Changed,
}

impl Reason {
    const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Waiting => "waiting",
            Self::TooSoon => "too-soon",
            Self::NotYours => "not-yours",
            Self::Changed => "changed",
        }
    }
}

impl App {
    /// Sends invitations again: they start anew, and their old links die. Each waits for a while behind the mail before.
    ///
    /// # Errors
    /// The workspace could not be written: none was resent.
    pub async fn resend(&self, by: &Permit, selection: &InvitationSelection) -> Result<ActionOutcome, Error> {
        let (mine, others) = self.selected(by, selection).await?;
        let left_before = self.now().await?.plus_seconds(-RESEND_COOL_DOWN_SECONDS);
        let done = self.store().resend(&mine, left_before, self.act(by)).await?;
        self.outcome(&mine, &done, others).await
    }

    /// Takes invitations back: nobody can join by them any more.
    ///
    /// # Errors
    /// The workspace could not be written: none was cancelled.
    pub async fn cancel(&self, by: &Permit, selection: &InvitationSelection) -> Result<ActionOutcome, Error> {
        let (mine, others) = self.selected(by, selection).await?;
        let done = self.store().cancel(&mine, self.act(by)).await?;
        self.outcome(&mine, &done, others).await
    }

    /// The invitations meant, and those of them that the administrator may not touch.
    async fn selected(
        &self,
        by: &Permit,
        selection: &InvitationSelection,
    ) -> Result<(Vec<InvitationId>, Vec<InvitationRecord>), Error> {
        let records = match selection {
            InvitationSelection::These { invitations } => self.store().invitations(invitations).await?,
            InvitationSelection::Matching { query, except } => {
                let except: HashSet<_> = except.iter().collect();
                let matching = self.matching_invitations(by, query).await?;
                matching.into_iter().filter(|record| !except.contains(&record.id)).collect()
            }
        };
        let names = self.names().await?;
        let seen = records.into_iter().filter(|record| is_seen(record, by, &names));
        let (mine, others): (Vec<_>, Vec<_>) = seen.partition(|record| is_mine(record, by, &names));
        Ok((mine.into_iter().map(|record| record.id).collect(), others))
    }

    async fn outcome(
        &self,
        meant: &[InvitationId],
        done: &[InvitationId],
        others: Vec<InvitationRecord>,
    ) -> Result<ActionOutcome, Error> {
        let were_done: HashSet<_> = done.iter().collect();
        let left: Vec<_> = meant.iter().copied().filter(|id| !were_done.contains(id)).collect();
        let now = self.now().await?;
        let mut refused: Vec<(Reason, Vec<InvitationRecord>)> = Vec::new();
        let others = others.into_iter().map(|record| (Reason::NotYours, record));
        let left = self.store().invitations(&left).await?.into_iter();
        let left = left.map(|record| (waits(&record, now).unwrap_or_else(|| reason(&record, now)), record));
        for (reason, record) in others.chain(left) {
            match refused.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, records)) => records.push(record),
                None => refused.push((reason, vec![record])),
            }
        }
        let not_done = refused.into_iter().map(|(reason, records)| NotDone {
            reason,
            count: count(records.len()),
            message: match &records[..] {
                [only] => sentence(reason, only),
                _ => say(&format!("not-done-several-{}", reason.word()), &[("count", &records.len())]),
            },
        });
        Ok(ActionOutcome { done: count(done.len()), not_done: not_done.collect() })
    }

    /// One invitation that the administrator may touch.
    pub(crate) async fn my_invitation(&self, by: &Permit, id: InvitationId) -> Result<InvitationRecord, Error> {
        let names = self.names().await?;
        let found = self.store().invitations(&[id]).await?.pop().filter(|record| is_seen(record, by, &names));
        let record = found.ok_or(Error::NotFound)?;
        if is_mine(&record, by, &names) { Ok(record) } else { Err(refused(Reason::NotYours, &record)) }
    }

    /// Why something could not be done with an invitation, as it stands now.
    pub(crate) async fn why_not(&self, id: InvitationId) -> Result<Error, Error> {
        let record = self.store().invitations(&[id]).await?.pop().ok_or(Error::NotFound)?;
        let now = self.now().await?;
        Ok(refused(reason(&record, now), &record))
    }
}

/// Whether an administrator may know of it: it offers something in their part.
fn is_seen(record: &InvitationRecord, by: &Permit, names: &Names) -> bool {
    by.is_root() || record.offered.iter().any(|assignment| names.may_see(assignment.group, by))
}

/// Whether an administrator may act on it: all that it offers is theirs to give and take.
fn is_mine(record: &InvitationRecord, by: &Permit, names: &Names) -> bool {
    is_seen(record, by, names) && (by.is_root() || record.offered.iter().all(|one| names.may_give(*one, by)))
}

fn refused(reason: Reason, record: &InvitationRecord) -> Error {
    Error::Invitation { reason, message: sentence(reason, record) }
}

/// What stands against sending an open invitation again: a mail that waits, or that left a moment ago.
fn waits(record: &InvitationRecord, now: Timestamp) -> Option<Reason> {
    let soon = || record.mail_taken_at.is_some_and(|at| at > now.plus_seconds(-RESEND_COOL_DOWN_SECONDS));
    match (record.state, record.delivery) {
        (InvitationState::Pending, Some(DeliveryState::Queued | DeliveryState::Sending)) => Some(Reason::Waiting),
        (InvitationState::Pending, Some(DeliveryState::Sent)) if soon() => Some(Reason::TooSoon),
        _ => None,
    }
}

/// What stands against any act on an invitation that would otherwise have been done.
fn reason(record: &InvitationRecord, now: Timestamp) -> Reason {
    match InvitationStatus::of(record.state, record.expires_at, now) {
        InvitationStatus::Accepted => Reason::Accepted,
        InvitationStatus::Declined => Reason::Declined,
        InvitationStatus::Cancelled => Reason::Cancelled,
        InvitationStatus::Expired => Reason::Expired,
        InvitationStatus::Pending | InvitationStatus::Expiring => Reason::Changed,
    }
}

/// The reason with all that is known: who answered, and when; until when to wait.
fn sentence(reason: Reason, record: &InvitationRecord) -> String {
    let at = match reason {
        Reason::TooSoon => record.mail_taken_at.map(|at| at.plus_seconds(RESEND_COOL_DOWN_SECONDS)),
        Reason::Expired => record.expires_at,
        _ => record.answered_at,
    };
    let who = record.name.clone().unwrap_or_else(|| record.address.to_string());
    let words: [(_, &dyn ToString); 3] = [
        ("who", &who),
        ("by", &record.answered_by.clone().unwrap_or_default()),
        ("at", &at.map(say_moment).unwrap_or_default()),
    ];
    say(&format!("not-done-{}", reason.word()), &words)
}
