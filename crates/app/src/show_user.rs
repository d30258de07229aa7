//! Show one user: all that is known of them, and what happened to them.

use crate::{
    App, Error, Permit,
    list_invitations::InvitationRow,
    list_mail::{MailRow, reply_in_words},
    list_users::UserRow,
    ports::store::{ActivityRecord, Verb},
    typed::count,
};
use rollcall_domain::{GroupId, UserId};
use serde::Serialize;

/// Everything that a user's panel shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserDetails {
    /// What the list shows, too.
    #[serde(flatten)]
    pub row: UserRow,
    /// How many assignments they have in groups that the administrator does not administer. Those are not among the others.
    pub elsewhere: u32,
    /// Whether taking any role or the membership from them would leave nobody who administers the account.
    pub last_administrator: bool,
    /// The code of the language in which they are written to, if it is known.
    pub language: Option<String>,
    /// Who invited them last.
    pub invited_by: Option<String>,
    /// What the mail server said, if the newest mail did not go out.
    pub delivery_note: Option<String>,
    /// What happened to them, newest first.
    pub history: Vec<ActivityRecord>,
    /// Their invitations, newest first.
    pub invitations: Vec<InvitationRow>,
    /// The newest mails to them, newest first.
    pub mails: Vec<MailRow>,
}

/// So many mails are shown of a user.
const MAILS: u32 = 20;

impl App {
    /// Everything about one user. An administrator of a group sees what they have there and below, and of what happened not the particulars
    /// that name other groups.
    ///
    /// # Errors
    /// There is no such user, the administrator may not see them, or the workspace could not be read.
    pub async fn show_user(&self, by: &Permit, id: UserId) -> Result<UserDetails, Error> {
        let mut user = self.store().users(&[id]).await?.pop().ok_or(Error::NotFound)?;
        let (names, now) = (self.names().await?, self.now().await?);
        let all = user.entry.assignments.len();
        user.entry.assignments.retain(|assignment| names.may_see(assignment.group, by));
        if !by.is_root() && user.entry.assignments.is_empty() {
            return Err(Error::NotFound);
        }
        let mut history = self.store().history(id).await?;
        self.offer_undo(by, &mut history).await?;
        if !by.is_root() {
            history.iter_mut().for_each(without_particulars);
        }
        Ok(UserDetails {
            elsewhere: count(all - user.entry.assignments.len()),
            last_administrator: self.is_last_administrator(id).await?,
            language: user.language.map(|language| language.code().to_owned()),
            invited_by: user.invited_by.clone(),
            delivery_note: user.delivery_note.clone().map(reply_in_words),
            history,
            invitations: self.invitations_of(by, id, &names).await?,
            // The outbox is for administrators of the whole account.
            mails: match by.require_root() {
                Ok(()) => self.store().mails_to(id, MAILS).await?.into_iter().map(MailRow::from).collect(),
                Err(_) => Vec::new(),
            },
            row: names.row(user, now),
        })
    }

    async fn is_last_administrator(&self, id: UserId) -> Result<bool, Error> {
        let all = self.store().administrators().await?;
        let mut of_all = all.iter().filter(|one| one.groups.contains(&GroupId::ROOT));
        Ok(of_all.next().is_some_and(|one| one.id == id) && of_all.next().is_none())
    }
}

/// Leaves out what may name groups that are not the reader's: particulars stay only of what is known to name none.
pub(crate) fn without_particulars(entry: &mut ActivityRecord) {
    let names_no_group = matches!(
        entry.verb,
        Verb::Accepted
            | Verb::Declined
            | Verb::Resent
            | Verb::Cancelled
            | Verb::LinkCopied
            | Verb::MailSaved
            | Verb::AcceptanceRecorded
            | Verb::DeclineRecorded
            | Verb::Reminded
            | Verb::Bounced
            | Verb::Removed
            | Verb::Requested
            | Verb::RequestDenied
            | Verb::RequestWithdrawn
            | Verb::RequestLapsed
    );
    if !names_no_group {
        entry.detail = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::{ActivityId, Timestamp};

    #[test]
    fn particulars_that_may_name_other_groups_are_left_out_and_reasons_stay() {
        let said = |verb| {
            let detail = Some("Finance: Buyer → Approver".to_owned());
            let (at, id) = (Timestamp::from_millis(0), ActivityId(1));
            let mut entry =
                ActivityRecord { id, at, by: None, verb, user: None, whom: None, detail, import: None, undo: None };
            without_particulars(&mut entry);
            entry.detail.is_some()
        };
        for verb in Verb::ALL {
            let is_of_groups = ["group", "role", "assignment", "offer", "link_made", "link_changed", "settings"];
            let mut is_of_groups = is_of_groups.into_iter().map(|word| verb.word().contains(word));
            assert!(!(said(verb) && is_of_groups.any(|is| is)), "{}", verb.word());
        }
        for verb in [Verb::Invited, Verb::InvitedAgain, Verb::RequestApproved, Verb::RemovalUndone] {
            assert!(!said(verb), "{}", verb.word());
        }
        for verb in [Verb::Removed, Verb::Bounced, Verb::RequestDenied, Verb::Declined] {
            assert!(said(verb), "{}", verb.word());
        }
    }
}
