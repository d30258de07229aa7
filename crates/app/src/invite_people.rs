//! Invite people by their addresses: check what is being typed, preview the mail, and do it; all of them, or nobody.

use crate::{
    App, Error, FieldProblem, Permit,
    list_users::AssignmentView,
    ports::{
        MailContent, Rendered,
        store::{InviteToCarryOut, Invited, StoreError},
    },
    words::say,
    write_mail::{Desk, in_words},
};
use rollcall_domain::{
    AddressKey, Assignment, EmailAddress, GroupTree, Language, Note, PersonName, Status, Timestamp, UserId, UserState,
    address_list::{NamedAddress, read_addresses},
    import::{KnownUser, PersonStep, PlannedPerson, ProblemCode, Standing, cells::read_address, scripts, suggest},
    invitation::MOST_AT_ONCE,
    invite::plan_person,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Whom to invite, to what, and with which words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InviteInput {
    /// The people, as typed.
    pub people: Vec<PersonInput>,
    /// What each of them is offered.
    pub assignments: Vec<Assignment>,
    /// In which language they are written to; none leaves what is known of them.
    pub language: Option<Language>,
    /// A personal message; empty for none.
    pub message: String,
}

/// Somebody to invite, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PersonInput {
    /// The address.
    pub address: String,
    /// What they are called, if that is known.
    pub name: Option<String>,
}

/// What inviting would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InviteCheck {
    /// Everybody, in the order in which they were typed.
    pub people: Vec<PersonCheck>,
    /// How many invitations are sent.
    pub invitations: u32,
    /// How many people gain something without being invited.
    pub gains: u32,
    /// What must be mended before anything is sent.
    pub problems: Vec<FieldProblem>,
    /// Until when the invitations are valid if they leave today.
    pub ends: Timestamp,
}

/// What inviting one person would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PersonCheck {
    /// The address, as typed.
    pub address: String,
    /// What happens.
    pub verdict: Verdict,
    /// The same in words; empty for somebody new of whom there is nothing to say.
    pub message: String,
    /// Another address that may be meant.
    pub suggestion: Option<String>,
    /// Whether the address deserves a second look. It is invited all the same.
    pub doubtful: bool,
    /// The user, if the account knows them.
    pub user: Option<UserId>,
    /// What they are called, or the address says.
    pub name: Option<String>,
}

/// What happens to a person who is to be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Somebody new is invited.
    New,
    /// Somebody who declined, was cancelled or removed is invited again.
    Again,
    /// An invitation that was not answered in time is sent again.
    Resent,
    /// Their invitation is open: they are not mailed again, and are offered what is new.
    Invited,
    /// They are a member: they gain what is new at once, and are told.
    Member,
    /// They have, or are offered, all of it: nothing happens.
    Nothing,
    /// It is no address. Nobody is invited until it is mended.
    Malformed,
    /// The same address stands there before. Nobody is invited until it is taken out.
    Twice,
}

/// What inviting came to: how many people each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs, reason = "each is how many people had the verdict of that name")]
pub struct InviteOutcome {
    pub new: u32,
    pub again: u32,
    pub resent: u32,
    pub invited: u32,
    pub member: u32,
    pub nothing: u32,
}

/// How often inviting is planned anew when somebody of them changes at that very moment.
const TRIES: u32 = 3;

impl App {
    /// The people whom a typed or pasted text names. Changes nothing, and checks nothing.
    pub fn read_people(text: &str) -> Vec<PersonInput> {
        let person = |NamedAddress { address, name }| PersonInput { address, name };
        read_addresses(text).into_iter().map(person).collect()
    }

    /// What inviting would come to. Changes nothing.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn check_invite(&self, by: &Permit, input: &InviteInput) -> Result<InviteCheck, Error> {
        Ok(self.prepare_invite(by, input).await?.check)
    }

    /// Invites them all, or nobody.
    ///
    /// # Errors
    /// Somebody's address, the roles or the message are not right (each is named), they are too many, or the workspace could not be
    /// written: nobody was invited then.
    pub async fn invite(&self, by: &Permit, input: &InviteInput) -> Result<InviteOutcome, Error> {
        for _ in 0..TRIES {
            let prepared = self.prepare_invite(by, input).await?;
            prepared.refuse_problems()?;
            let outcome = prepared.outcome();
            if prepared.people.is_empty() {
                return Ok(outcome);
            }
            let invite = InviteToCarryOut {
                people: &prepared.people,
                basis: &prepared.basis,
                basis_change: prepared.basis_change,
                message: prepared.message.as_ref(),
            };
            if self.store().invite(&invite, self.act(by)).await? == Invited::Done {
                return Ok(outcome);
            }
        }
        Err(StoreError::Busy.into())
    }

    /// The mail as the first of them would read it; its link is not in it.
    ///
    /// # Errors
    /// The message is not right, or the workspace could not be read.
    pub async fn preview_invite(&self, by: &Permit, input: &InviteInput) -> Result<Rendered, Error> {
        let message = message_of(&input.message).map_err(|problem| Error::InvalidInput(vec![problem]))?;
        let desk = Desk::open(self).await?;
        let me = by.administrator();
        let content = MailContent::Invitation {
            reminder: false,
            account: desk.account.clone(),
            invitee: input.people.first().and_then(|person| person.name.clone()),
            inviter_name: me.name.clone().unwrap_or_else(|| me.address.to_string()),
            inviter_address: me.address.clone(),
            offered: in_words(&input.assignments, &desk.groups, &desk.roles),
            message: message.map(String::from),
            ends: desk.end_from(self.now().await?),
            link: None,
        };
        Ok(self.outside.post.render(&content, input.language.unwrap_or_default()))
    }

    async fn prepare_invite(&self, by: &Permit, input: &InviteInput) -> Result<Prepared, Error> {
        let (groups, roles) = (self.group_tree().await?, self.store().roles().await?);
        let (now, settings) = (self.now().await?, self.settings().await?);
        let read: Vec<_> = input.people.iter().map(|person| read_address(&person.address)).collect();
        let keys: Vec<AddressKey> = read.iter().flatten().map(|(_, key)| key.clone()).collect();
        let basis_change = self.store().latest_change().await?;
        let basis = self.store().known_users(&keys).await?;
        let known: HashMap<&AddressKey, &KnownUser> = basis.iter().map(|user| (&user.key, user)).collect();
        let own_domain = by.administrator().address.key().domain().to_owned();

        let mut problems =
            assignment_problems(by, &input.assignments, &groups, |id| roles.iter().any(|role| role.id == id));
        let message = message_of(&input.message).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        if input.people.len() > MOST_AT_ONCE {
            let words: [(_, &dyn ToString); 2] = [("most", &MOST_AT_ONCE), ("count", &input.people.len())];
            problems.push(FieldProblem { field: "people".into(), message: say("invite-too-many", &words) });
        }
        if input.people.is_empty() {
            problems.push(FieldProblem { field: "people".into(), message: say("invite-nobody", &[]) });
        }

        let mut seen = HashSet::new();
        let mut people = Vec::new();
        let mut checks = Vec::new();
        for (typed, read) in input.people.iter().zip(&read) {
            let (address, key) = match read {
                Ok(read) => read,
                Err(code) => {
                    checks.push(malformed(typed, *code));
                    continue;
                }
            };
            let user = known.get(key).copied();
            let name = typed.name.as_deref().and_then(|name| PersonName::parse(name).ok());
            if !seen.insert(key) {
                checks.push(checked(typed, Verdict::Twice, user, name.as_ref()));
                continue;
            }
            let planned = plan_person(address, name.as_ref(), input.language, user, &input.assignments, now);
            let mut check = checked(typed, verdict(user, planned.as_ref()), user, name.as_ref());
            if user.is_none() {
                look_twice(&mut check, address, key, &own_domain);
            } else {
                check.message = words_for(check.verdict, user, now);
            }
            checks.push(check);
            people.extend(planned);
        }
        let invites = |person: &&PlannedPerson| !matches!(person.step, PersonStep::Add(_));
        let invitations = people.iter().filter(invites).count();
        let check = InviteCheck {
            invitations: count(invitations),
            gains: count(people.len() - invitations),
            people: checks,
            problems,
            ends: now.plus_days(i64::from(settings.invitation_days)),
        };
        Ok(Prepared { check, people, basis, basis_change, message })
    }
}

struct Prepared {
    check: InviteCheck,
    people: Vec<PlannedPerson>,
    basis: Vec<KnownUser>,
    basis_change: i64,
    message: Option<Note>,
}

impl Prepared {
    /// Everything that is not right, at once.
    fn refuse_problems(&self) -> Result<(), Error> {
        let stops = |person: &&PersonCheck| matches!(person.verdict, Verdict::Malformed | Verdict::Twice);
        let people = self.check.people.iter().filter(stops);
        let wrong = people.map(|person| FieldProblem { field: "people".into(), message: person.message.clone() });
        let problems: Vec<_> = self.check.problems.iter().cloned().chain(wrong).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::InvalidInput(problems)) }
    }

    fn outcome(&self) -> InviteOutcome {
        let of = |verdict| count(self.check.people.iter().filter(|person| person.verdict == verdict).count());
        InviteOutcome {
            new: of(Verdict::New),
            again: of(Verdict::Again),
            resent: of(Verdict::Resent),
            invited: of(Verdict::Invited),
            member: of(Verdict::Member),
            nothing: of(Verdict::Nothing),
        }
    }
}

/// What is not right about the roles to offer.
pub(crate) fn assignment_problems(
    by: &Permit,
    assignments: &[Assignment],
    groups: &GroupTree,
    is_role: impl Fn(rollcall_domain::RoleId) -> bool,
) -> Vec<FieldProblem> {
    let problem =
        |id: &str, group: &str| FieldProblem { field: "assignments".into(), message: say(id, &[("group", &group)]) };
    if assignments.is_empty() {
        return vec![problem("invite-no-group", "")];
    }
    let wrong = assignments.iter().filter_map(|assignment| match groups.path(assignment.group) {
        None => Some(problem("invite-group-gone", "")),
        Some(path) if !by.scope().iter().any(|top| groups.is_within(assignment.group, *top)) => {
            Some(problem("invite-group-not-yours", &path.to_string()))
        }
        Some(path) if !is_role(assignment.role) => Some(problem("invite-role-gone", &path.to_string())),
        Some(_) => None,
    });
    wrong.collect()
}

/// A personal message; none if nothing was written.
fn message_of(text: &str) -> Result<Option<Note>, FieldProblem> {
    note_of(text).map_err(|message| FieldProblem { field: "message".into(), message })
}

/// A note; none if nothing was written.
pub(crate) fn note_of(text: &str) -> Result<Option<Note>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Note::parse(text).map(Some).map_err(|why| say("field-note", &[("why", &why)]))
}

fn malformed(typed: &PersonInput, code: ProblemCode) -> PersonCheck {
    let value: [(_, &dyn ToString); 1] = [("value", &typed.address)];
    let mut check = checked(typed, Verdict::Malformed, None, None);
    check.message = say(&format!("problem-{}", code.word()), &value);
    check.suggestion = suggest::meant_address(&typed.address);
    check
}

fn checked(typed: &PersonInput, verdict: Verdict, user: Option<&KnownUser>, name: Option<&PersonName>) -> PersonCheck {
    let message = match verdict {
        Verdict::Twice => say("invite-twice", &[("address", &typed.address)]),
        _ => String::new(),
    };
    PersonCheck {
        address: typed.address.clone(),
        verdict,
        message,
        suggestion: None,
        doubtful: false,
        user: user.map(|user| user.id),
        name: name.map(ToString::to_string),
    }
}

fn verdict(user: Option<&KnownUser>, planned: Option<&PlannedPerson>) -> Verdict {
    let Some(planned) = planned else { return Verdict::Nothing };
    match (&planned.step, user.map(|user| user.state)) {
        (PersonStep::Invite(_), _) => Verdict::New,
        (PersonStep::InviteAgain(_), _) => Verdict::Again,
        (PersonStep::Resend(..), _) => Verdict::Resent,
        (PersonStep::Add(_), Some(UserState::Active)) => Verdict::Member,
        (PersonStep::Add(_), _) => Verdict::Invited,
    }
}

/// Says what is known of somebody, and what happens.
fn words_for(verdict: Verdict, user: Option<&KnownUser>, now: Timestamp) -> String {
    let Some(user) = user else { return String::new() };
    let invitation = user.invitation.as_ref();
    let status = Status::of(
        user.state,
        invitation.map(|invitation| invitation.state),
        invitation.and_then(|invitation| invitation.expires_at),
        now,
    );
    let word = match verdict {
        Verdict::Nothing if Standing::of(Some(user), now) == Standing::Open && user.state == UserState::Active => {
            "member-nothing"
        }
        Verdict::Nothing => "invited-nothing",
        Verdict::Member => "member",
        Verdict::Invited => "invited",
        Verdict::Resent => "resent",
        Verdict::Again => status.word(),
        Verdict::New | Verdict::Malformed | Verdict::Twice => return String::new(),
    };
    say(&format!("invite-is-{word}"), &[])
}

/// Doubts about the address of somebody new.
fn look_twice(check: &mut PersonCheck, address: &EmailAddress, key: &AddressKey, own_domain: &str) {
    let value: [(_, &dyn ToString); 1] = [("value", &check.address.clone())];
    let code = if let Some(meant) = suggest::meant_domain(key.domain(), &[own_domain]) {
        let local = address.as_str().split('@').next().unwrap_or_default();
        check.suggestion = Some(format!("{local}@{meant}"));
        ProblemCode::EmailLooksMistyped
    } else if scripts::are_mixed(key.domain()) {
        ProblemCode::EmailMixedScript
    } else if address.is_tagged() {
        ProblemCode::EmailTagged
    } else {
        return;
    };
    check.doubtful = true;
    check.message = say(&format!("problem-{}", code.word()), &value);
}

/// The assignments of a list of views.
impl From<&AssignmentView> for Assignment {
    fn from(view: &AssignmentView) -> Self {
        Self { group: view.group, role: view.role }
    }
}

pub(crate) fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}
