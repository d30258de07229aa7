//! Approve or deny join requests, and block those from whom none is wanted. Of two who decide at once one wins, and the other reads who did.

use crate::{
    App, Error, Permit,
    ports::store::{BlockRecord, RequestRecord},
    typed::{assignment_problems, count, note_of},
    words::{say, say_moment},
};
use rollcall_domain::{Assignment, MailDomain, RequestId, RequestState, Timestamp, UserState, join_request::Blocked};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A request to approve, and what whoever asked is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Approval {
    /// Which one.
    pub request: RequestId,
    /// The group and the role.
    pub assignment: Assignment,
}

/// Requests to deny.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DenyInput {
    /// Which ones.
    pub requests: Vec<RequestId>,
    /// What is written to whoever asked; empty for nothing.
    pub words: String,
    /// What is blocked besides, so that no more requests come from there.
    pub block: Option<BlockInput>,
}

/// What is blocked of the addresses that are denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum BlockInput {
    /// These addresses.
    Addresses,
    /// Everything in their domains. For administrators of the whole account.
    Domains,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DecisionOutcome {
    /// How many requests were decided.
    pub done: u32,
    /// Those that were not, each with the reason in a sentence: who decided before, what, and when.
    pub not_done: Vec<NotDecided>,
    /// How many of those who were approved have an invitation to accept, and are members when they do.
    pub invited: u32,
    /// What is blocked now of what was to be: addresses, and domains with an `@` before them.
    pub blocked: Vec<String>,
}

/// A request that was not decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NotDecided {
    /// Which one.
    pub request: RequestId,
    /// Why.
    pub message: String,
}

/// What is blocked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BlockRow {
    /// The address, or the domain with an `@` before it.
    pub what: String,
    /// Since when.
    pub at: Timestamp,
    /// Who did that.
    pub by: String,
}

impl App {
    /// Lets those in whose requests are pending: each is active at once, in the group and role given, and mailed. Who has an open invitation is
    /// offered it besides, and who was removed before is invited to it: they come in by accepting.
    ///
    /// # Errors
    /// A group or a role is not there, or not the administrator's to give, or the workspace could not be written: nobody was let in.
    pub async fn approve_requests(&self, by: &Permit, approvals: &[Approval]) -> Result<DecisionOutcome, Error> {
        if approvals.is_empty() {
            return Ok(DecisionOutcome::default());
        }
        let (groups, roles) = (self.group_tree().await?, self.store().roles().await?);
        let given: HashSet<Assignment> = approvals.iter().map(|approval| approval.assignment).collect();
        let given: Vec<Assignment> = given.into_iter().collect();
        let problems = assignment_problems(by, &given, &groups, &roles);
        if !problems.is_empty() {
            return Err(Error::InvalidInput(problems));
        }
        let ids: Vec<_> = approvals.iter().map(|approval| approval.request).collect();
        let mine = self.mine(by, &ids).await?;
        let mine: HashSet<_> = mine.iter().map(|record| record.id).collect();
        let approvals = approvals.iter().filter(|approval| mine.contains(&approval.request));
        let approvals: Vec<_> = approvals.map(|approval| (approval.request, approval.assignment)).collect();
        let done = self.store().approve_requests(&approvals, self.act(by)).await?;
        let approved = self.store().requests_by_id(&done).await?;
        let is_invited = |record: &&RequestRecord| matches!(record.person, Some((_, UserState::Invited)));
        let invited = count(approved.iter().filter(is_invited).count());
        Ok(DecisionOutcome { invited, ..self.decided(by, &ids, &done).await? })
    }

    /// Says no to those whose requests are pending, and mails them; and blocks their addresses or domains, if that is wanted.
    ///
    /// # Errors
    /// The words are not right, the administrator would block themself, only an administrator of the whole account may block a domain, or the
    /// workspace could not be written: nobody was denied or blocked.
    pub async fn deny_requests(&self, by: &Permit, input: &DenyInput) -> Result<DecisionOutcome, Error> {
        let words = note_of(&input.words).map_err(|message| Error::field("words", message))?;
        if input.block == Some(BlockInput::Domains) {
            by.require_root()?;
        }
        let mine = self.mine(by, &input.requests).await?;
        let block: Vec<_> =
            input.block.map_or_else(Vec::new, |block| mine.iter().filter_map(|it| it.block(block)).collect());
        let me = by.administrator().address.key();
        if let Some(own) = block.iter().find(|what| what.covers(&me)) {
            return Err(Error::field("block", say("field-block-own", &[("what", own)])));
        }
        let mine: Vec<_> = mine.iter().map(|record| record.id).collect();
        let done = self.store().deny_requests(&mine, words.as_ref(), &block, self.act(by)).await?;
        let blocked = done.blocked.iter().map(ToString::to_string).collect();
        Ok(DecisionOutcome { blocked, ..self.decided(by, &input.requests, &done.denied).await? })
    }

    /// All that is blocked, newest first. For administrators of the whole account, like the other acts on blocks.
    ///
    /// # Errors
    /// It needs an administrator of the whole account; or the workspace could not be read.
    pub async fn list_blocks(&self, by: &Permit) -> Result<Vec<BlockRow>, Error> {
        by.require_root()?;
        let row = |block: BlockRecord| BlockRow { what: block.what.to_string(), at: block.at, by: block.by };
        Ok(self.store().blocks().await?.into_iter().map(row).collect())
    }

    /// Takes a block away: requests may come from there again.
    ///
    /// # Errors
    /// There is no such block, or the workspace could not be written: it is as it was.
    pub async fn unblock(&self, by: &Permit, what: &str) -> Result<(), Error> {
        by.require_root()?;
        let what = Blocked::parse(what).map_err(|why| Error::field("what", say("field-address", &[("why", &why)])))?;
        if self.store().unblock(&what, self.act(by)).await? { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Why these requests, of which none waits, cannot be decided: who decided before, what, and when.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn why_not_decided(&self, by: &Permit, ids: &[RequestId]) -> Result<Vec<NotDecided>, Error> {
        Ok(self.decided(by, ids, &[]).await?.not_done)
    }

    /// Those of these requests that the administrator may decide.
    async fn mine(&self, by: &Permit, ids: &[RequestId]) -> Result<Vec<RequestRecord>, Error> {
        let names = self.names().await?;
        let mut records = self.store().requests_by_id(ids).await?;
        records.retain(|record| names.may_decide(record, by));
        Ok(records)
    }

    /// What became of a decision about requests of which so many were decided by it.
    async fn decided(&self, by: &Permit, meant: &[RequestId], done: &[RequestId]) -> Result<DecisionOutcome, Error> {
        let were_done: HashSet<_> = done.iter().collect();
        let left: Vec<_> = meant.iter().copied().filter(|id| !were_done.contains(id)).collect();
        let records = self.mine(by, &left).await?;
        let records: HashMap<_, _> = records.iter().map(|record| (record.id, record)).collect();
        let not_done = left.into_iter().map(|request| {
            let message = records.get(&request).map_or_else(|| say("request-gone", &[]), |record| why_not(record));
            NotDecided { request, message }
        });
        let not_done = not_done.collect();
        Ok(DecisionOutcome { done: count(done.len()), not_done, ..DecisionOutcome::default() })
    }
}

impl RequestRecord {
    fn block(&self, what: BlockInput) -> Option<Blocked> {
        let key = self.address.key();
        match what {
            BlockInput::Addresses => Some(Blocked::Address(key)),
            BlockInput::Domains => MailDomain::of(&key).map(Blocked::Domain),
        }
    }
}

/// Why a request could not be decided, with who decided, what, and when.
fn why_not(record: &RequestRecord) -> String {
    let id = match record.state {
        RequestState::Approved => "request-approved-before",
        RequestState::Denied => "request-denied-before",
        RequestState::Withdrawn => "request-withdrawn-before",
        RequestState::Lapsed => "request-lapsed-before",
        RequestState::Unconfirmed | RequestState::Pending => "request-changed",
    };
    let by = record.decided_by.clone().unwrap_or_default();
    let at = record.decided_at.map(say_moment).unwrap_or_default();
    say(id, &[("address", &record.address), ("by", &by), ("at", &at)])
}
