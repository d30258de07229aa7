//! `rollcall mail`: list the outbox, or deliver what is due in it.

use super::{Session, no_limit_if_zero, when};
use crate::{
    answer::{Answer, Failure, Status},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{
    deliver_mail::Round,
    list_mail::{MailPage, MailQuery, MailRow},
    ports::store::MailKind,
};
use rollcall_domain::{DeliveryState, MailId};

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
        /// How they stand: queued, sending, sent, deferred, failed or uncertain. May be given several times, or with commas
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
            Step::Deliver { json } => {
                let round = session.app().deliver_mail().await?;
                let answer = if json { Answer::json(&round) } else { Answer::text(&summary(&round)) };
                let all_left = round.deferred + round.failed + round.uncertain == 0;
                Ok(answer.with(if all_left { Status::Done } else { Status::Partly }))
            }
        }
    }
}

fn state(word: &str) -> Result<DeliveryState, String> {
    let found = DeliveryState::ALL.into_iter().find(|state| state.word() == word);
    found.ok_or_else(|| "a mail is one of: queued, sending, sent, deferred, failed, uncertain".to_owned())
}

fn in_words(page: MailPage) -> String {
    let counts = page.counts;
    let counts = [counts.queued, counts.sending, counts.sent, counts.deferred, counts.failed, counts.uncertain];
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
        MailKind::ImportReport => say("mail-kind-import-report", &[]),
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

fn word(state: DeliveryState) -> String {
    say(&format!("mail-state-{}", state.word()), &[])
}

fn summary(round: &Round) -> String {
    if round.elsewhere {
        return say("mail-elsewhere", &[]);
    }
    if *round == Round::default() {
        return say("mail-nothing-due", &[]);
    }
    let mut sentences = vec![say("mail-delivered", &[("sent", &round.sent)])];
    for (id, count) in
        [("mail-deferred", round.deferred), ("mail-failed", round.failed), ("mail-uncertain", round.uncertain)]
    {
        if count > 0 {
            sentences.push(say(id, &[("count", &count)]));
        }
    }
    sentences.join(" ")
}
