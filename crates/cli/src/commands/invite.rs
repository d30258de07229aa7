//! `rollcall invite`: invite people by their addresses.

use super::{Session, group, role, when};
use crate::{
    answer::{Answer, Failure, Status},
    files::read_input,
    words::say,
};
use clap::Args;
use rollcall_app::{
    App, FieldProblem, Permit,
    invite_people::{InviteCheck, InviteInput, InviteOutcome, PersonCheck, PersonInput, Verdict},
};
use rollcall_domain::{Assignment, Language, Timestamp, invitation::MOST_AT_ONCE};
use serde::Serialize;
use std::path::Path;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Invite {
    /// Whom: addresses, or "Name <address>", 20 people at most; - reads a pasted list from standard input
    #[arg(required = true, value_name = "EMAIL")]
    people: Vec<String>,
    /// The group in which they get the role that stands beside it. May be given several times
    #[arg(long, required = true, value_name = "PATH")]
    group: Vec<String>,
    /// The role; one for each group, or one for all of them
    #[arg(long, required = true, value_name = "ROLE")]
    role: Vec<String>,
    /// What the person is called, if it is one
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// In which language they are written to: en, de, es, fr or it
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<Language>,
    /// A personal message that stands in the mail
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    message: String,
    /// Say what would be done, and write nothing to the workspace
    #[arg(long)]
    check: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Exit status:
  0  everybody was invited, gained the roles, or had them already
  2  nobody was invited; standard error names each address that is wrong
With --check it is what inviting would end with.";

/// The most bytes that are read of a pasted list.
const LONGEST_LIST: u64 = 1024 * 1024;

#[derive(Serialize)]
struct Document<'a> {
    people: Vec<PersonLine<'a>>,
    invited: u32,
    invited_again: u32,
    resent: u32,
    gained: u32,
    unchanged: u32,
    /// Everything for which nobody is invited.
    problems: &'a [FieldProblem],
    /// Until when the invitations are valid if they leave today.
    ends: Timestamp,
}

#[derive(Serialize)]
struct PersonLine<'a> {
    email: &'a str,
    verdict: Verdict,
    message: &'a str,
    suggestion: Option<&'a str>,
}

impl Invite {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let input = self.input(session, &permit).await?;
        let check = session.app().check_invite(&permit, &input).await?;
        let problems = problems(&check);
        let outcome = match (problems.is_empty(), self.check) {
            (false, _) => InviteOutcome::default(),
            (true, true) => planned(&check),
            (true, false) => session.app().invite(&permit, &input).await?,
        };
        let mut answer = match (self.json, problems.is_empty()) {
            (true, _) => Answer::json(&Document::new(&check, &outcome, &problems)),
            (false, true) => Answer::text(&self.in_words(&check, &outcome)),
            (false, false) => Answer::nothing(),
        };
        if !problems.is_empty() {
            let said = problems.iter().map(|problem| problem.message.clone()).chain([say("invite-nobody", &[])]);
            answer.complaint = Some(said.collect::<Vec<_>>().join("\n"));
            answer.status = Status::Nothing;
        }
        Ok(answer)
    }

    async fn input(&self, session: &Session, permit: &Permit) -> Result<InviteInput, Failure> {
        let mut people = Vec::new();
        for argument in &self.people {
            if argument == "-" {
                let bytes = read_input(Path::new("-"), LONGEST_LIST)?;
                let text = String::from_utf8(bytes).map_err(|_| Failure::Own(say("invite-not-text", &[])))?;
                people.extend(App::read_people(text.trim_start_matches('\u{feff}')));
            } else {
                people.extend(App::read_people(argument));
            }
        }
        if people.len() > MOST_AT_ONCE {
            let words: [(_, &dyn ToString); 2] = [("count", &people.len()), ("most", &MOST_AT_ONCE)];
            return Err(Failure::Own(say("invite-too-many", &words)));
        }
        if self.name.is_some() {
            let [only] = people.as_mut_slice() else {
                return Err(Failure::Own(say("invite-name-of-several", &[("count", &people.len())])));
            };
            *only = PersonInput { name: self.name.clone(), address: std::mem::take(&mut only.address) };
        }
        let assignments = self.assignments(session, permit).await?;
        Ok(InviteInput { people, assignments, language: self.language, message: self.message.clone() })
    }

    /// The groups with their roles; everything that is wrong with them at once.
    async fn assignments(&self, session: &Session, permit: &Permit) -> Result<Vec<Assignment>, Failure> {
        let (groups, roles) = (&self.group, &self.role);
        if roles.len() != 1 && roles.len() != groups.len() {
            let words: [(_, &dyn ToString); 2] = [("groups", &groups.len()), ("roles", &roles.len())];
            return Err(Failure::Own(say("invite-pairs", &words)));
        }
        let all = session.app().list_groups(permit).await?;
        let found: Vec<_> = groups.iter().map(|path| group::find(&all, path).map(|group| group.id)).collect();
        let all = session.app().list_roles(permit).await?;
        let meant: Vec<_> = roles.iter().map(|name| role::find(&all, name).map(|role| role.id)).collect();
        let wrong = found.iter().filter_map(|found| found.as_ref().err());
        let wrong: Vec<_> = wrong.chain(meant.iter().filter_map(|meant| meant.as_ref().err())).collect();
        if !wrong.is_empty() {
            let said: Vec<_> = wrong.into_iter().map(Failure::sentence).chain([say("invite-nobody", &[])]).collect();
            return Err(Failure::Own(said.join("\n")));
        }
        let meant: Vec<_> = meant.into_iter().flatten().collect();
        let pairs = found.into_iter().flatten().zip(meant.into_iter().cycle());
        let mut assignments: Vec<_> = pairs.map(|(group, role)| Assignment { group, role }).collect();
        assignments.sort_unstable();
        assignments.dedup();
        Ok(assignments)
    }

    fn in_words(&self, check: &InviteCheck, outcome: &InviteOutcome) -> String {
        let headline = if self.check { "invite-checked" } else { "invite-done" };
        let mut lines = vec![say(headline, &[("count", &check.people.len())])];
        let counts = Counts::of(outcome);
        let counted = [
            ("invite-invited", counts.invited),
            ("invite-invited-again", counts.invited_again),
            ("invite-resent", counts.resent),
            ("invite-gained", counts.gained),
            ("invite-unchanged", counts.unchanged),
        ];
        lines.extend(counted.iter().filter(|(_, count)| *count > 0).map(|(id, count)| say(id, &[("count", count)])));
        let mails = counts.invited + counts.invited_again + counts.resent;
        if mails > 0 {
            let id = if self.check { "invitations-would-go-out" } else { "invitations-go-out" };
            lines.push(say(id, &[("count", &mails)]));
            lines.push(say("invite-ends", &[("count", &mails), ("ends", &when(Some(check.ends)))]));
        }
        let remarked = check.people.iter().filter(|person| !person.message.is_empty());
        lines.extend(remarked.map(|person| format!("{}: {}", person.address, remark(person))));
        lines.join("\n")
    }
}

/// Everything for which nobody is invited: of the fields, and of each address that is wrong.
fn problems(check: &InviteCheck) -> Vec<FieldProblem> {
    let stops = |person: &&PersonCheck| matches!(person.verdict, Verdict::Malformed | Verdict::Twice);
    let wrong = check.people.iter().filter(stops);
    let wrong = wrong.map(|person| FieldProblem { field: "people".to_owned(), message: remark(person) });
    check.problems.iter().cloned().chain(wrong).collect()
}

/// What is to be said of somebody, with what may be meant instead.
fn remark(person: &PersonCheck) -> String {
    match &person.suggestion {
        Some(meant) => format!("{} {}", person.message, say("invite-meant", &[("meant", meant)])),
        None => person.message.clone(),
    }
}

/// What inviting would come to, if nobody changes before.
fn planned(check: &InviteCheck) -> InviteOutcome {
    let mut outcome = InviteOutcome::default();
    for person in &check.people {
        match person.verdict {
            Verdict::New => outcome.new += 1,
            Verdict::Again => outcome.again += 1,
            Verdict::Resent => outcome.resent += 1,
            Verdict::Invited => outcome.invited += 1,
            Verdict::Member => outcome.member += 1,
            Verdict::Nothing => outcome.nothing += 1,
            Verdict::Malformed | Verdict::Twice => {}
        }
    }
    outcome
}

/// The counts under the names that the document gives them.
struct Counts {
    invited: u32,
    invited_again: u32,
    resent: u32,
    gained: u32,
    unchanged: u32,
}

impl Counts {
    const fn of(outcome: &InviteOutcome) -> Self {
        Self {
            invited: outcome.new,
            invited_again: outcome.again,
            resent: outcome.resent,
            gained: outcome.invited + outcome.member,
            unchanged: outcome.nothing,
        }
    }
}

impl<'a> Document<'a> {
    fn new(check: &'a InviteCheck, outcome: &InviteOutcome, problems: &'a [FieldProblem]) -> Self {
        let Counts { invited, invited_again, resent, gained, unchanged } = Counts::of(outcome);
        let people = check.people.iter().map(|person| PersonLine {
            email: &person.address,
            verdict: person.verdict,
            message: &person.message,
            suggestion: person.suggestion.as_deref(),
        });
        let (people, ends) = (people.collect(), check.ends);
        Self { people, invited, invited_again, resent, gained, unchanged, problems, ends }
    }
}

/// Reads the code of a language.
pub(super) fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "a language is one of: en, de, es, fr, it".to_owned())
}
