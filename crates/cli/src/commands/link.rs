//! `rollcall link`: the join link of the account. Show it, make a new one, change what holds for those who ask by it, switch it off and on.

use super::{
    Session,
    invite::language,
    link_terms::Terms,
    listing::{AssignmentLine, on_one_line},
    reach, when,
};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{
    Permit,
    share_join_link::{JoinLinkInput, JoinLinkView},
};
use rollcall_domain::{Assignment, JoinLinkId, JoinLinkStatus, Language, Timestamp};
use rollcall_host::QrCode;
use serde::Serialize;
use std::io::{self, IsTerminal as _};

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Link {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Show the join link, and what holds for those who ask by it
    Show(Show),
    /// Make a new join link. The one before dies at once; requests that came by it stay
    New {
        #[command(flatten)]
        terms: Terms,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Change what holds for those who ask by the link, and leave the rest as it is
    Set {
        #[command(flatten)]
        terms: Terms,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Switch the link off: nobody can ask by it. Requests that wait stay, and whoever was mailed to confirm an address still can
    Disable {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Switch the link on again
    Enable {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
struct Show {
    /// The words with which to pass it on, instead of what holds for it
    #[arg(long)]
    message: bool,
    /// In which language these are: en, de, es, fr or it
    #[arg(long, value_name = "LANGUAGE", requires = "message", value_parser = language)]
    language: Option<Language>,
    /// Its QR code besides
    #[arg(long, conflicts_with = "json")]
    qr: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Document {
    id: JoinLinkId,
    link: String,
    status: JoinLinkStatus,
    is_on: bool,
    last_day: Option<String>,
    most_uses: Option<u32>,
    domains: Vec<String>,
    suggested: Option<AssignmentLine>,
    welcome: Option<String>,
    uses: u32,
    made_at: Timestamp,
    made_by: String,
    stays_here: bool,
    /// The words with which to pass it on, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

impl Link {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        match self.step {
            Step::Show(show) => show.run(session, &permit).await,
            Step::New { terms, json } => make(session, &permit, terms, json).await,
            Step::Set { terms, json } => set(session, &permit, terms, json).await,
            Step::Disable { json } => switch(session, &permit, false, json).await,
            Step::Enable { json } => switch(session, &permit, true, json).await,
        }
    }
}

impl Show {
    async fn run(self, session: &Session, permit: &Permit) -> Result<Answer, Failure> {
        let link = the_link(session, permit).await?;
        let words = if self.message {
            Some(session.app().join_link_message(permit, self.language.unwrap_or_default()).await?)
        } else {
            None
        };
        let document = Document { message: words, ..Document::of(session, permit, link).await? };
        if self.json {
            return Ok(document.answer_in_json());
        }
        let code = if self.qr { drawing(&document.link)? } else { String::new() };
        let mut answer = document.answer(None);
        if let Some(words) = &document.message {
            answer.output = Answer::text(words).output;
        }
        if self.qr {
            answer.output += "\n";
            answer.output += &code;
        }
        Ok(answer)
    }
}

async fn make(session: &Session, permit: &Permit, terms: Terms, json: bool) -> Result<Answer, Failure> {
    let mut input = JoinLinkInput::default();
    terms.apply(session, permit, &mut input).await?;
    let before = session.app().join_link(permit).await?;
    let link = session.app().make_join_link(permit, &input).await?;
    let said = say(if before.is_some() { "link-replaced" } else { "link-made" }, &[]);
    Ok(Document::of(session, permit, link).await?.done(said, json))
}

async fn set(session: &Session, permit: &Permit, terms: Terms, json: bool) -> Result<Answer, Failure> {
    if terms.is_empty() {
        return Err(Failure::Own(say("link-nothing-to-set", &[])));
    }
    let link = the_link(session, permit).await?;
    let mut input = link.terms;
    terms.apply(session, permit, &mut input).await?;
    let link = session.app().change_join_link(permit, link.id, &input).await?;
    Ok(Document::of(session, permit, link).await?.done(say("link-set", &[]), json))
}

async fn switch(session: &Session, permit: &Permit, is_on: bool, json: bool) -> Result<Answer, Failure> {
    let link = the_link(session, permit).await?;
    let link = session.app().switch_join_link(permit, link.id, is_on).await?;
    let said = say(if is_on { "link-enabled" } else { "link-disabled" }, &[]);
    Ok(Document::of(session, permit, link).await?.done(said, json))
}

async fn the_link(session: &Session, permit: &Permit) -> Result<JoinLinkView, Failure> {
    let link = session.app().join_link(permit).await?;
    link.ok_or_else(|| Failure::Own(say("link-none", &[])))
}

/// The QR code: in colours for a terminal, plain for anything else.
fn drawing(link: &str) -> Result<String, Failure> {
    let code = QrCode::of(link).ok_or_else(|| Failure::Own(say("link-no-code", &[])))?;
    Ok(if io::stdout().is_terminal() { code.in_terminal() } else { code.in_text() })
}

impl Document {
    async fn of(session: &Session, permit: &Permit, link: JoinLinkView) -> Result<Self, Failure> {
        let suggested = match link.terms.suggested {
            Some(assignment) => named(session, permit, assignment).await?,
            None => None,
        };
        Ok(Self {
            id: link.id,
            link: link.link.to_string(),
            status: link.status,
            is_on: link.is_on,
            last_day: link.terms.last_day,
            most_uses: link.terms.most_uses,
            domains: link.terms.domains,
            suggested,
            welcome: Some(link.terms.welcome).filter(|text| !text.is_empty()),
            uses: link.uses,
            made_at: link.made_at,
            made_by: link.made_by,
            stays_here: link.stays_here,
            message: None,
        })
    }

    /// What was done, then the link.
    fn done(&self, said: String, json: bool) -> Answer {
        if json { self.answer_in_json() } else { self.answer(Some(said)) }
    }

    fn answer_in_json(&self) -> Answer {
        Answer { complaint: self.warning(), ..Answer::json(self) }
    }

    fn answer(&self, said: Option<String>) -> Answer {
        let lines: Vec<_> = said.into_iter().chain([self.link.clone(), self.particulars()]).collect();
        Answer { complaint: self.warning(), ..Answer::text(&lines.join("\n")) }
    }

    /// Nobody is told of a link that is off where it leads.
    fn warning(&self) -> Option<String> {
        (self.stays_here && self.is_on).then(reach::of_the_link)
    }

    fn particulars(&self) -> String {
        let asked = match self.most_uses {
            Some(most) => say("link-asked-of", &[("uses", &self.uses), ("most", &most)]),
            None => self.uses.to_string(),
        };
        let status = match self.status {
            JoinLinkStatus::Open => say("link-status-open", &[]),
            JoinLinkStatus::Off => say("link-status-off", &[]),
            JoinLinkStatus::Over => say("link-status-over", &[]),
            JoinLinkStatus::UsedUp => say("link-status-used-up", &[]),
        };
        let suggested = self.suggested.as_ref().map(ToString::to_string);
        let made: [(_, &dyn ToString); 2] = [("at", &when(Some(self.made_at))), ("by", &self.made_by)];
        let rows = [
            (say("link-status", &[]), status),
            (say("link-asked", &[]), asked),
            (say("link-last-day", &[]), self.last_day.clone().unwrap_or_default()),
            (say("link-domains", &[]), self.domains.join(", ")),
            (say("link-suggested", &[]), suggested.unwrap_or_default()),
            (say("link-welcome", &[]), on_one_line(self.welcome.as_deref().unwrap_or_default())),
            (say("link-made-when", &[]), say("link-made-by", &made)),
        ];
        let rows: Vec<_> =
            rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| [name, value]).collect();
        let [first, rest @ ..] = rows.as_slice() else { return String::new() };
        table(first, rest)
    }
}

/// A group and a role in words; none if they are not there any more.
async fn named(session: &Session, permit: &Permit, assignment: Assignment) -> Result<Option<AssignmentLine>, Failure> {
    let (groups, roles) = (session.app().list_groups(permit).await?, session.app().list_roles(permit).await?);
    let group = groups.into_iter().find(|group| group.id == assignment.group);
    let role = roles.into_iter().find(|role| role.id == assignment.role);
    Ok(group.zip(role).map(|(group, role)| AssignmentLine { group: group.path, role: role.name }))
}
