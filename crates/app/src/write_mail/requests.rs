//! What the mails about join requests say.

use super::{Desk, Letter, Matters, in_words, name_of};
use crate::{
    Error,
    deep_link::{DeepLink, Destination},
    list_requests::groups_decided_by,
    ports::{
        AskerLine, MailContent,
        store::{MailKind, MailRecord, RequestFilter, RequestRecord},
    },
};
use rollcall_domain::{
    GroupId, RequestStatus, Timestamp, UserId,
    join_request::{ageing_from, lapses_at},
};
use url::Url;

/// So many are named in a mail about several.
const NAMED: u32 = 10;

impl Desk<'_> {
    /// What whoever asked is told. `None` if the request is gone.
    pub(super) fn letter_to_asker(&self, mail: &MailRecord, link: Option<Url>, matters: &Matters) -> Option<Letter> {
        let request = matters.requests.get(&mail.request?)?;
        let (account, name) = (self.account.clone(), request.name.clone());
        let mut reply_to = None;
        let content = match mail.kind {
            MailKind::Confirm => MailContent::Confirm { account, name, link, ends: request.forget_at },
            MailKind::Waiting => MailContent::Waiting { account, name, link, since: since(request) },
            MailKind::Approved => {
                let given = in_words(&[request.given?], &self.groups, &self.roles).pop()?;
                let by = (request.decided_by.clone()?, request.decider_address.clone()?);
                reply_to = Some(by.clone());
                MailContent::Approved { account, name, given, by }
            }
            MailKind::Denied => MailContent::Denied { account, name, words: request.words.clone() },
            MailKind::Lapsed => MailContent::Lapsed { account, name, since: request.asked_at },
            _ => return None,
        };
        // The name may be anybody's words, until whoever has the address says that the request is theirs.
        let is_theirs = !matches!(mail.kind, MailKind::Confirm | MailKind::Waiting);
        let name = is_theirs.then(|| request.name.clone());
        Some(Letter { reply_to, ..Letter::new(name, Some(request.language), content) })
    }

    /// That somebody asks to join, to an administrator. An answer goes to who asks.
    pub(super) fn letter_about_request(&self, mail: &MailRecord, matters: &Matters) -> Option<Letter> {
        let (request, reader) = (matters.requests.get(&mail.request?)?, matters.readers.get(&mail.user?)?);
        let content = MailContent::Request {
            account: self.account.clone(),
            administrator: name_of(reader),
            asker: line(request),
            note: request.note.clone(),
            lapses: lapses_at(since(request), self.settings.request_lapse_days),
            open: self.deep_link(Destination::Request { request: request.id })?,
        };
        let reply_to = Some((request.name.clone(), request.address.clone()));
        Some(Letter { reply_to, ..Letter::to(reader, content) })
    }

    /// Who asks to join, to an administrator who is told once a day. `None` if nobody waits (any more), or they administer nothing.
    pub(super) async fn letter_about_requests(
        &self,
        mail: &MailRecord,
        date: Timestamp,
        matters: &Matters,
    ) -> Result<Option<Letter>, Error> {
        let Some(reader) = mail.user.and_then(|user| matters.readers.get(&user)) else { return Ok(None) };
        let Some(groups) = self.groups_for(reader.entry.id).await? else { return Ok(None) };
        // One that has left is shown with those who waited then, whatever was decided since.
        let statuses: &[_] = match mail.sent_at {
            Some(_) => &[],
            None => &[RequestStatus::Pending, RequestStatus::Ageing],
        };
        let filter = RequestFilter {
            search: "",
            statuses,
            ageing_from: ageing_from(date, self.settings.request_lapse_days),
            waited_at: Some(date),
            groups: groups.as_deref(),
            oldest_first: true,
            offset: 0,
            limit: NAMED,
        };
        let waiting = self.app.store().requests(filter).await?;
        let Some(open) = self.deep_link(Destination::Requests).filter(|_| waiting.total > 0) else { return Ok(None) };
        let content = MailContent::Requests {
            account: self.account.clone(),
            administrator: name_of(reader),
            count: waiting.total,
            askers: waiting.requests.iter().map(line).collect(),
            open,
        };
        Ok(Some(Letter::to(reader, content)))
    }

    fn deep_link(&self, destination: Destination) -> Option<Url> {
        DeepLink { account: self.account_key.clone(), destination }.to_url()
    }

    /// The groups whose requests an administrator decides, as [`groups_decided_by`] says; `None` if they administer nothing.
    async fn groups_for(&self, id: UserId) -> Result<Option<Option<Vec<GroupId>>>, Error> {
        let administrators = self.app.store().administrators().await?;
        let Some(administrator) = administrators.into_iter().find(|one| one.id == id) else { return Ok(None) };
        Ok(Some(groups_decided_by(&self.groups, &administrator.groups)))
    }
}

/// Since when it waits, or waited.
fn since(request: &RequestRecord) -> Timestamp {
    request.confirmed_at.unwrap_or(request.asked_at)
}

fn line(request: &RequestRecord) -> AskerLine {
    AskerLine { name: request.name.clone(), address: request.address.clone(), since: since(request) }
}
