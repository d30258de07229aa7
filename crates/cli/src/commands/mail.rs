//! `rollcall mail`: list the outbox, deliver what is due in it, do a whole round, pause it, or read mails that came back.

use super::{Session, bounce, listing::no_limit_if_zero, reach, when};
use crate::{
    answer::{Answer, Failure, Status, complain},
    progress::Stop,
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{
    Error,
    deliver_mail::Round,
    list_mail::{MailPage, MailQuery, MailRow},
    ports::store::MailKind,
};
use rollcall_domain::{Clock as _, DeliveryState, MailId};
use rollcall_host::SystemClock;
use serde::Serialize;
use std::{panic::resume_unwind, path::PathBuf, sync::Arc};

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Mail {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// List the mails of the outbox, newest first
    List {
        /// How they stand: queued, sending, sent, deferred, failed, uncertain or dropped. May be given several times, or with commas
        #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = state)]
        state: Vec<DeliveryState>,
        /// How many at most; 0 for all
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
        /// Those older than this mail
        #[arg(long, value_name = "ID")]
        before: Option<i64>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Send every mail that is due. Needs no administrator, so that it can be done by the clock
    Deliver {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Do one round: write the reminders that are due, look at what was asked, and send every mail that is due. For cron: needs no administrator
    Run {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Let all mails wait in the outbox, until they are let go on
    Pause,
    /// Let the mails go on
    Resume,
    /// Read mails that servers sent back, and mark those that did not arrive as failed
    Bounce {
        /// The mails as files (.eml); - reads one from standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
}

/// What one round came to.
#[derive(Serialize)]
struct RunDocument {
    /// Reminders that were put into the outbox.
    reminded: u32,
    #[serde(flatten)]
    round: Round,
    /// Whether all mails wait until an administrator lets them go on.
    paused: bool,
}

impl Mail {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self.step {
            Step::List { state, limit, before, json } => {
                let permit = session.permit().await?;
                let query = MailQuery { states: state, before: before.map(MailId), limit: no_limit_if_zero(limit) };
                let page = session.app().list_mail(&permit, &query).await?;
                Ok(if json { Answer::json(&page) } else { Answer::text(&in_words(page)) })
            }
            Step::Deliver { json } => deliver(session, json).await,
            Step::Run { json } => run(session, json).await,
            Step::Pause => pause(session, true).await,
            Step::Resume => pause(session, false).await,
            Step::Bounce { files, json } => bounce::read(session, &files, json).await,
        }
    }
}

async fn deliver(session: &Session, json: bool) -> Result<Answer, Failure> {
    take_up_asks(session).await?;
    warn_of_links(session).await?;
    let (round, is_stopped) = deliver_until_stopped(session).await;
    let round = round?;
    let mut answer = if json { Answer::json(&round) } else { Answer::text(&summary(&round)) };
    answer.status = status(&round);
    Ok(if is_stopped { stopped(answer) } else { answer })
}

/// Reminds, tends requests, then delivers. Mails that were written stay written when no mail can leave.
async fn run(session: &Session, json: bool) -> Result<Answer, Failure> {
    let reminded = session.app().remind_invitees().await?;
    let tended = session.app().tend_requests().await? + take_up_asks(session).await?;
    warn_of_links(session).await?;
    let (round, is_stopped) = deliver_until_stopped(session).await;
    let (round, failure) = match round {
        Ok(round) => (round, None),
        Err(error) if reminded + tended == 0 => return Err(error.into()),
        Err(error) => (Round::default(), Some(error)),
    };
    let mut answer = if json {
        Answer::json(&RunDocument { reminded, round, paused: round.paused })
    } else {
        let written = (reminded > 0).then(|| say("mail-reminded", &[("count", &reminded)]));
        let left = failure.is_none().then(|| summary(&round));
        match written.into_iter().chain(left).collect::<Vec<_>>().as_slice() {
            [] => Answer::nothing(),
            said => Answer::text(&said.join(" ")),
        }
    };
    if let Some(error) = failure {
        answer.complaint = Some(Failure::UseCase(error).sentence());
        return Ok(answer.with(Status::Partly));
    }
    answer.status = status(&round);
    Ok(if is_stopped { stopped(answer) } else { answer })
}

/// Puts into the outbox what there is to say to those who asked to join. Those for whom there is no room in
/// this hour wait. Returns how many were looked at.
async fn take_up_asks(session: &Session) -> Result<u32, Error> {
    let mut all = 0;
    loop {
        match session.app().take_up_asks().await? {
            0 => return Ok(all),
            some => all += some,
        }
    }
}

/// Says, before any mail that is due leaves, that nobody can open the links in it.
async fn warn_of_links(session: &Session) -> Result<(), Error> {
    let app = session.app();
    let is_due = app.next_mail_due().await?.is_some_and(|due| due <= SystemClock.now());
    let warning = reach::of_mails(&app.settings().await?).filter(|_| is_due);
    if let Some(warning) = warning {
        complain(&warning);
    }
    Ok(())
}

/// Delivers, until all that is due has left or somebody stops it, and says whether they did. Mails that are on their way then may arrive,
/// for a while; no other begins.
async fn deliver_until_stopped(session: &Session) -> (Result<Round, Error>, bool) {
    let stop = Stop::watch();
    let app = Arc::clone(&session.workspace.app);
    // On a thread of the runtime: there the answers of the server are waited for, and need wake no other.
    let round = tokio::spawn(async move { app.deliver_mail().await });
    let round = async { round.await.unwrap_or_else(|ended| resume_unwind(ended.into_panic())) };
    tokio::pin!(round);
    tokio::select! {
        round = &mut round => return (round, false),
        () = stop.requested() => session.app().stop_delivering(),
    }
    (round.await, true)
}

/// The answer of a delivery that was stopped.
fn stopped(mut answer: Answer) -> Answer {
    answer.complaint = Some(say("mail-stopped", &[]));
    answer.with(Status::Partly)
}

async fn pause(session: &Session, is_paused: bool) -> Result<Answer, Failure> {
    let permit = session.permit().await?;
    let mut settings = session.app().settings().await?;
    settings.mail_paused = is_paused;
    session.app().change_settings(&permit, &settings).await?;
    Ok(Answer::text(&say(if is_paused { "mail-paused" } else { "mail-resumed" }, &[])))
}

/// Whether every mail that was due left.
fn status(round: &Round) -> Status {
    if round.deferred + round.failed + round.uncertain == 0 { Status::Done } else { Status::Partly }
}

/// Reads the word of a delivery state.
pub(super) fn state(word: &str) -> Result<DeliveryState, String> {
    let found = DeliveryState::ALL.into_iter().find(|state| state.word() == word);
    found.ok_or_else(|| "a mail is one of: queued, sending, sent, deferred, failed, uncertain, dropped".to_owned())
}

fn in_words(page: MailPage) -> String {
    let counts = page.counts;
    let counts =
        [counts.queued, counts.sending, counts.sent, counts.deferred, counts.failed, counts.uncertain, counts.dropped];
    let counted: Vec<_> = DeliveryState::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| say("mail-count", &[("count", &count), ("state", &word(state))]))
        .collect();
    let counted = match counted.as_slice() {
        [] => String::new(),
        counted => say("mail-counted", &[("counts", &counted.join(", "))]),
    };
    if page.mails.is_empty() {
        return format!("{}\n{counted}", say("mail-none", &[]));
    }
    let headers =
        ["id", "created", "kind", "to", "state", "attempts", "reply"].map(|column| say(&format!("mail-{column}"), &[]));
    let rows: Vec<_> = page.mails.into_iter().map(row).collect();
    format!("{}\n{counted}", table(&headers, &rows))
}

fn row(mail: MailRow) -> [String; 7] {
    let kind = match mail.kind {
        MailKind::Invitation => say("mail-kind-invitation", &[]),
        MailKind::Reminder => say("mail-kind-reminder", &[]),
        MailKind::ImportReport => say("mail-kind-import-report", &[]),
        MailKind::Gained => say("mail-kind-gained", &[]),
        MailKind::Answer => say("mail-kind-answer", &[]),
        MailKind::Confirm => say("mail-kind-confirm", &[]),
        MailKind::Waiting => say("mail-kind-waiting", &[]),
        MailKind::Member => say("mail-kind-member", &[]),
        MailKind::Approved => say("mail-kind-approved", &[]),
        MailKind::Denied => say("mail-kind-denied", &[]),
        MailKind::Lapsed => say("mail-kind-lapsed", &[]),
        MailKind::Request => say("mail-kind-request", &[]),
        MailKind::Requests => say("mail-kind-requests", &[]),
    };
    [
        mail.id.to_string(),
        when(Some(mail.created_at)),
        kind,
        mail.to,
        word(mail.state),
        mail.attempts.to_string(),
        mail.reply.unwrap_or_default().replace('\n', " "),
    ]
}

/// The word for people.
pub(super) fn word(state: DeliveryState) -> String {
    say(&format!("mail-state-{}", state.word()), &[])
}

fn summary(round: &Round) -> String {
    if round.elsewhere {
        return say("mail-elsewhere", &[]);
    }
    if round.paused {
        return say("mail-is-paused", &[]);
    }
    if *round == Round::default() {
        return say("mail-nothing-due", &[]);
    }
    let mut sentences = vec![say("mail-delivered", &[("sent", &round.sent)])];
    for (id, count) in [
        ("mail-deferred", round.deferred),
        ("mail-failed", round.failed),
        ("mail-uncertain", round.uncertain),
        ("mail-dropped", round.dropped),
    ] {
        if count > 0 {
            sentences.push(say(id, &[("count", &count)]));
        }
    }
    sentences.join(" ")
}
