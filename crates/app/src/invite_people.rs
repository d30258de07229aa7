//! Invite people by their addresses: check what is being typed, preview the mail, and do it; all of them, or nobody.

mod judge;

use crate::{
    App, Error, FieldProblem, Permit,
    ports::{
        MailContent, Rendered,
        store::{InviteToCarryOut, Invited, StoreError},
    },
    typed::{assignment_problems, count, giving_problems, note_of},
    words::say,
    write_mail::{Desk, in_words},
};
use judge::{checked, doubt, look_twice, malformed, verdict, words_for};
use rollcall_domain::{
    AddressKey, Assignment, Language, Note, PersonName, Timestamp, UserId,
    address_list::{NamedAddress, read_addresses},
    import::{KnownUser, PersonStep, PlannedPerson, cells::read_address},
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
        let (desk, names) = (Desk::open(self).await?, self.names().await?);
        let mine: Vec<_> =
            input.assignments.iter().copied().filter(|assignment| names.may_see(assignment.group, by)).collect();
        let me = by.administrator();
        let content = MailContent::Invitation {
            reminder: false,
            account: desk.account.clone(),
            invitee: input.people.first().and_then(|person| person.name.clone()),
            inviter_name: me.name.clone().unwrap_or_else(|| me.address.to_string()),
            inviter_address: me.address.clone(),
            offered: in_words(&mine, &desk.groups, &desk.roles),
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

        let mut problems = assignment_problems(by, &input.assignments, &groups, &roles);
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
            let named = typed.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(PersonName::parse);
            let name = named.clone().and_then(Result::ok);
            if !seen.insert(key) {
                checks.push(checked(typed, Verdict::Twice, user, name.as_ref()));
                continue;
            }
            let planned = plan_person(address, name.as_ref(), input.language, user, &input.assignments, now);
            if let (Some(PersonStep::Resend(..)), Some(user)) = (planned.as_ref().map(|planned| &planned.step), user)
                && !giving_problems(by, &user.assignments, &groups, &roles).is_empty()
            {
                // To send it again would offer anew what they may not give.
                let words: [(_, &dyn ToString); 1] = [("address", &typed.address)];
                problems.push(FieldProblem { field: "people".into(), message: say("invite-person-not-yours", &words) });
            }
            let mut check = checked(typed, verdict(user, planned.as_ref()), user, name.as_ref());
            check.message = words_for(check.verdict, user, !input.assignments.is_empty(), now);
            if matches!(check.verdict, Verdict::New | Verdict::Again | Verdict::Resent) {
                look_twice(&mut check, address, key, &own_domain);
            }
            if let Some(Err(why)) = named {
                doubt(&mut check, &say("invite-name-left-out", &[("why", &why)]));
            }
            checks.push(check);
            people.extend(planned);
        }
        let invites = |person: &&PlannedPerson| !matches!(person.step, PersonStep::Change(_));
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

/// A personal message; none if nothing was written.
fn message_of(text: &str) -> Result<Option<Note>, FieldProblem> {
    note_of(text).map_err(|message| FieldProblem { field: "message".into(), message })
}
