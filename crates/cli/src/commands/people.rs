//! Users as they are named on the command line: by their addresses.

use super::{Session, undo};
use crate::{
    answer::{Answer, Failure, Status},
    words::say,
};
use rollcall_app::{
    Permit,
    act_on_invitations::{ActionOutcome, NotDone},
    decide_requests::{DecisionOutcome, NotDecided},
    find_users::FoundUser,
    ports::store::ActRange,
};
use rollcall_domain::EmailAddress;
use serde::Serialize;

/// Those whom some addresses name.
pub(super) struct People {
    /// Each once, in the order of the addresses.
    pub(super) found: Vec<(EmailAddress, FoundUser)>,
    /// The addresses that are no user's.
    pub(super) unknown: Vec<String>,
}

/// What became of an act on several, as the document says it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    done: u32,
    not_done: Vec<Undone>,
    /// What was blocked besides, whatever became of the others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocked: Vec<String>,
    /// By what it can be undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<String>,
}

/// Those with whom something was not done, for one reason.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Undone {
    /// The use case said why.
    Refused(NotDone),
    /// The use case said why of one request.
    Undecided(NotDecided),
    /// There was nothing to do it with.
    Missing { reason: &'static str, count: u32, message: String },
}

/// Finds users by their addresses.
pub(super) async fn find(session: &Session, by: &Permit, addresses: &[EmailAddress]) -> Result<People, Failure> {
    let users = session.app().find_users(by, addresses).await?;
    let mut people = People { found: Vec::new(), unknown: Vec::new() };
    for (address, user) in addresses.iter().zip(users) {
        match user {
            Some(user) if people.found.iter().any(|(_, known)| known.id == user.id) => {}
            Some(user) => people.found.push((address.clone(), user)),
            None if people.unknown.iter().any(|known| known == address.as_str()) => {}
            None => people.unknown.push(address.to_string()),
        }
    }
    Ok(people)
}

/// Finds the user of one address.
pub(super) async fn the_one(session: &Session, by: &Permit, address: &EmailAddress) -> Result<FoundUser, Failure> {
    let people = find(session, by, std::slice::from_ref(address)).await?;
    let found = people.found.first().map(|(_, user)| *user);
    found.ok_or_else(|| Failure::Own(format!("{} {}", unknown(&people.unknown), say("nothing-changed", &[]))))
}

/// Says that addresses are no user's.
fn unknown(addresses: &[String]) -> String {
    say("people-unknown", &[("count", &addresses.len()), ("addresses", &addresses.join(", "))])
}

impl Outcome {
    /// So many were done, and nothing is known yet of others.
    pub(super) fn of(done: u32) -> Self {
        Self { done, ..Self::default() }
    }

    /// Adds by what it can be undone.
    #[must_use]
    pub(super) fn with_undo(self, acts: Option<ActRange>) -> Self {
        Self { undo: acts.map(undo::written), ..self }
    }

    /// Adds the addresses that are no user's.
    #[must_use]
    pub(super) fn with_unknown(self, addresses: &[String]) -> Self {
        self.with_missing("unknown", addresses, unknown)
    }

    /// Adds users with whom it was not done, with what is said of their addresses.
    #[must_use]
    pub(super) fn with_missing(
        mut self,
        reason: &'static str,
        addresses: &[String],
        message: impl Fn(&[String]) -> String,
    ) -> Self {
        if !addresses.is_empty() {
            let count = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
            self.not_done.push(Undone::Missing { reason, count, message: message(addresses) });
        }
        self
    }

    /// Adds so many with whom it was not done, of whom nobody is named.
    #[must_use]
    pub(super) fn with_number(mut self, reason: &'static str, count: u32, message: impl Fn(u32) -> String) -> Self {
        if count > 0 {
            self.not_done.push(Undone::Missing { reason, count, message: message(count) });
        }
        self
    }

    /// All of it is 0, some of it 1, nothing 2. `done` is said of what was done; what was not done, on standard error.
    pub(super) fn answer(&self, json: bool, done: impl FnOnce(u32) -> String) -> Answer {
        let status = match (self.done, self.not_done.is_empty()) {
            (_, true) => Status::Done,
            (0, false) if self.blocked.is_empty() => Status::Nothing,
            (_, false) => Status::Partly,
        };
        let blocked = || say("deny-blocked", &[("what", &self.blocked.join(", "))]);
        let done = (self.done > 0 || status == Status::Done).then(|| done(self.done));
        let how = self.undo.as_ref().map(|acts| say("undo-how", &[("acts", acts)]));
        let said: Vec<_> = done.into_iter().chain((!self.blocked.is_empty()).then(blocked)).chain(how).collect();
        let mut answer = match (json, status) {
            (true, _) => Answer::json(self),
            (false, Status::Nothing) => Answer::nothing(),
            (false, _) => Answer::text(&said.join("\n")),
        };
        let mut complaints: Vec<_> = self.not_done.iter().map(|undone| undone.message().to_owned()).collect();
        if status == Status::Nothing {
            complaints.push(say("nothing-changed", &[]));
        }
        answer.complaint = Some(complaints.join("\n")).filter(|complaint| !complaint.is_empty());
        answer.with(status)
    }
}

impl From<ActionOutcome> for Outcome {
    fn from(outcome: ActionOutcome) -> Self {
        let not_done = outcome.not_done.into_iter().map(Undone::Refused).collect();
        Self { not_done, ..Self::of(outcome.done) }
    }
}

impl From<DecisionOutcome> for Outcome {
    fn from(outcome: DecisionOutcome) -> Self {
        let not_done = outcome.not_done.into_iter().map(Undone::Undecided).collect();
        Self { not_done, blocked: outcome.blocked, ..Self::of(outcome.done) }
    }
}

impl Undone {
    fn message(&self) -> &str {
        match self {
            Self::Refused(not_done) => &not_done.message,
            Self::Undecided(not_decided) => &not_decided.message,
            Self::Missing { message, .. } => message,
        }
    }
}
