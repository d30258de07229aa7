//! What the mails about join requests say.

use super::{Desk, Matters, in_words, name_of};
use crate::{
    App, Error,
    deep_link::{DeepLink, Destination},
    ports::{
        AskerLine, MailContent,
        store::{MailKind, MailRecord, RequestFilter, RequestRecord, UserRecord},
    },
};
use rollcall_domain::{
    EmailAddress, GroupId, RequestStatus, Timestamp, UserId,
    join_request::{ages_at, lapses_at},
};
use url::Url;

/// So many are named in a mail about several.
const NAMED: u32 = 10;

impl Desk<'_> {
    /// What a mail about a request says, and whom an answer to it goes to. `None` if what it is about is gone.
    pub(super) fn of_request(
        &self,
        mail: &MailRecord,
        link: Option<Url>,
        matters: &Matters,
    ) -> Option<(MailContent, Option<(String, EmailAddress)>)> {
        let request = matters.requests.get(&mail.request?)?;
        let (account, name) = (self.account.clone(), request.name.clone());
        let since = request.confirmed_at.unwrap_or(request.asked_at);
        let decided_by = request.decided_by.clone().zip(request.decider_address.clone());
        Some(match mail.kind {
            MailKind::Confirm => (MailContent::Confirm { account, name, link, ends: request.forget_at }, None),
            MailKind::Waiting => (MailContent::Waiting { account, name, link, since }, None),
            MailKind::Approved => {
                let given = in_words(&[request.given?], &self.groups, &self.roles).pop()?;
                let by = decided_by?;
                (MailContent::Approved { account, name, given, by: by.clone() }, Some(by))
            }
            MailKind::Denied => (MailContent::Denied { account, name, words: request.words.clone() }, None),
            MailKind::Lapsed => (MailContent::Lapsed { account, name, since: request.asked_at }, None),
            MailKind::Request => {
                let content = MailContent::Request {
                    account,
                    administrator: matters.readers.get(&mail.user?).and_then(name_of),
                    asker: line(request),
                    note: request.note.clone(),
                    lapses: lapses_at(since, self.settings.request_lapse_days),
                    open: self.deep_link(Destination::Request { request: request.id })?,
                };
                (content, Some((request.name.clone(), request.address.clone())))
            }
            _ => return None,
        })
    }

    /// Who asks to join, to an administrator who is told once a day. `None` if nobody waits any more, or they administer nothing.
    pub(super) async fn of_requests(&self, reader: &UserRecord, date: Timestamp) -> Result<Option<MailContent>, Error> {
        let Some(groups) = self.app.groups_of_administrator(reader.entry.id).await? else { return Ok(None) };
        let half = ages_at(Timestamp::from_millis(0), self.settings.request_lapse_days).as_millis();
        let found = self
            .app
            .store()
            .requests(RequestFilter {
                search: "",
                statuses: &[RequestStatus::Pending, RequestStatus::Ageing],
                ageing_from: Timestamp::from_millis(date.as_millis() - half),
                groups: groups.as_deref(),
                oldest_first: true,
                offset: 0,
                limit: NAMED,
            })
            .await?;
        let Some(open) = self.deep_link(Destination::Requests).filter(|_| found.total > 0) else { return Ok(None) };
        Ok(Some(MailContent::Requests {
            account: self.account.clone(),
            administrator: name_of(reader),
            count: found.total,
            askers: found.requests.iter().map(line).collect(),
            open,
        }))
    }

    fn deep_link(&self, destination: Destination) -> Option<Url> {
        DeepLink { account: self.account_key.clone(), destination }.to_url()
    }
}

fn line(request: &RequestRecord) -> AskerLine {
    AskerLine {
        name: request.name.clone(),
        address: request.address.clone(),
        since: request.confirmed_at.unwrap_or(request.asked_at),
    }
}

impl App {
    /// The groups whose requests an administrator decides (none inside: all of them); `None` if they administer nothing.
    async fn groups_of_administrator(&self, id: UserId) -> Result<Option<Option<Vec<GroupId>>>, Error> {
        let administrators = self.store().administrators().await?;
        let Some(administrator) = administrators.into_iter().find(|one| one.id == id) else { return Ok(None) };
        if administrator.groups.contains(&GroupId::ROOT) {
            return Ok(Some(None));
        }
        let tree = self.group_tree().await?;
        let part = tree.sorted().into_iter().map(|(id, _)| id);
        Ok(Some(Some(part.filter(|id| tree.is_in_part(*id, &administrator.groups)).collect())))
    }
}
