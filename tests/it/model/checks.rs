//! What must hold whatever happened, and what is shown before somebody is removed.

use super::{
    against::{Run, Told, failed},
    reference::{By, Model, Outcome, PEOPLE, Who},
};
use proptest::{prop_assert, prop_assert_eq};
use rollcall_app::{
    ErrorCode, list_activity::ActivityQuery, list_invitations::InvitationQuery, ports::store::ChainState,
    remove_users::RemovalPreview, select_users::UserSelection,
};
use rollcall_domain::{InvitationState, InvitationStatus, Status, Timestamp, UserState};
use std::collections::BTreeMap;

impl Run {
    /// What is too much to look at after every command.
    pub(super) async fn everything_holds(&mut self) -> Told {
        let root = self.administrator(0);
        let permit = self.permit(0, &root).await?;
        let app = self.app(0);
        let all = ActivityQuery { limit: 10_000, ..ActivityQuery::default() };
        let ids: Vec<i64> = app
            .list_activity(&permit, &all)
            .await
            .map_err(failed)?
            .entries
            .iter()
            .rev()
            .map(|entry| entry.id.0)
            .collect();
        prop_assert!(ids.iter().copied().eq(1..=ids.len() as i64), "the activity has gaps: {:?}", ids);
        let chain = app.verify_activity(&permit, self.head.as_ref()).await.map_err(failed)?;
        let ChainState::Whole { entries, head } = chain else { return Err(failed(format!("{chain:?}"))) };
        prop_assert_eq!(entries, ids.len() as u64, "entries that are in no link");
        for (who, id) in &self.users {
            let user = app.show_user(&permit, *id).await.map_err(failed)?;
            let open = |status| {
                matches!(status, InvitationStatus::Pending | InvitationStatus::Expiring | InvitationStatus::Expired)
            };
            let open = user.invitations.iter().filter(|it| open(it.status)).count();
            let expected = self.model.invitation(*who).is_some_and(|it| it.state == InvitationState::Pending);
            prop_assert_eq!(open, usize::from(expected), "open invitations of {}", PEOPLE[*who]);
        }
        for (link, (invitation, round)) in &self.links {
            let works = app.open_invitation(link).await.map_err(failed)?.is_some();
            let it = &self.model.invitations[*invitation];
            let should = self.model.is_open(*invitation, self.now(0)) && it.round == *round;
            prop_assert_eq!(works, should, "a link of {}", PEOPLE[it.whom]);
        }
        let query = InvitationQuery { limit: 1000, ..InvitationQuery::default() };
        let page = app.list_invitations(&permit, &query).await.map_err(failed)?;
        let seen: BTreeMap<String, InvitationStatus> =
            page.invitations.into_iter().map(|row| (row.address, row.status)).collect();
        let status = |who: &Who| {
            invitation_status(&self.model, *who, self.now(0)).map(|status| (PEOPLE[*who].to_owned(), status))
        };
        let expected: BTreeMap<String, InvitationStatus> = self.model.people.keys().filter_map(status).collect();
        prop_assert_eq!(seen, expected, "the newest invitations");
        self.head = Some(head);
        Ok(())
    }

    /// What a removal would end, as an administrator of the account is shown it: what the model says it would.
    pub(super) async fn preview(
        &self,
        second: usize,
        by: &By,
        seen: &BTreeMap<Who, UserState>,
    ) -> Told<Option<RemovalPreview>> {
        let model = &self.model;
        let is_stale = seen.iter().any(|(who, state)| model.people[who].state != *state);
        if is_stale || !by.is_root() {
            return Ok(None);
        }
        let selection = UserSelection::These { users: seen.keys().map(|who| self.users[who]).collect() };
        let preview = self.app(second).preview_removal(&self.permit(second, by).await?, &selection).await;
        let mut preview = preview.map_err(failed)?;
        preview.typed = String::new();
        let going: Vec<Who> =
            seen.keys().copied().filter(|who| model.people[who].state != UserState::Removed).collect();
        let open = model.invitations.iter().filter(|it| it.state == InvitationState::Pending);
        let (to_them, others): (Vec<_>, Vec<_>) = open.partition(|it| going.contains(&it.whom));
        let members = going.iter().filter(|who| model.people[who].state == UserState::Active);
        let stays = model.administrators().iter().any(|by| by.is_root() && !going.contains(&by.who));
        let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        let expected = RemovalPreview {
            users: count(going.len()),
            members: count(members.count()),
            assignments: going.iter().map(|who| count(model.people[who].has.len())).sum(),
            invitations: count(to_them.len()),
            sent_invitations: count(others.iter().filter(|it| going.contains(&it.by)).count()),
            requests: 0,
            last_administrator: !stays,
            typed: String::new(),
        };
        prop_assert_eq!(&preview, &expected, "what removing {:?} would end", seen);
        Ok(Some(preview))
    }
}

/// Whether it came as it was shown before.
pub(super) fn came_as_shown(shown: Option<&RemovalPreview>, outcome: &Outcome) -> Told {
    if let Some(shown) = shown {
        let refused = *outcome == Outcome::Refused(ErrorCode::LastAdministrator);
        prop_assert_eq!(shown.last_administrator, refused, "{:?}", shown);
    }
    Ok(())
}

/// How the newest invitation of somebody stands.
fn invitation_status(model: &Model, who: Who, now: Timestamp) -> Option<InvitationStatus> {
    let it = model.invitation(who)?;
    Some(match it.state {
        InvitationState::Accepted => InvitationStatus::Accepted,
        InvitationState::Declined => InvitationStatus::Declined,
        InvitationState::Cancelled => InvitationStatus::Cancelled,
        InvitationState::Pending => match model.status(who, now) {
            Status::Expired => InvitationStatus::Expired,
            Status::Expiring => InvitationStatus::Expiring,
            _ => InvitationStatus::Pending,
        },
    })
}
