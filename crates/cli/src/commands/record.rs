//! `rollcall accept` and `rollcall decline`: record an answer that came another way than by the link.

use super::{Session, people};
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use clap::Args;
use rollcall_app::record_answer::RecordedAnswer;
use rollcall_domain::{EmailAddress, invitation};

/// The arguments of `rollcall accept`.
#[derive(Debug, Args)]
pub(crate) struct Accept {
    #[command(flatten)]
    answer: Recorded,
    /// What they are called, if that is not known yet
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    name: String,
}

/// The arguments of `rollcall decline`.
#[derive(Debug, Args)]
pub(crate) struct Decline {
    #[command(flatten)]
    answer: Recorded,
}

#[derive(Debug, Args)]
struct Recorded {
    /// Who answered
    #[arg(value_name = "EMAIL", value_parser = EmailAddress::parse)]
    address: EmailAddress,
    /// The answer came another way than by the link, and you vouch for it
    #[arg(long)]
    record: bool,
    /// How it came, or what was said with it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
}

impl Accept {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        self.answer.record(session, invitation::Answer::Accept, self.name).await
    }
}

impl Decline {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        self.answer.record(session, invitation::Answer::Decline, String::new()).await
    }
}

impl Recorded {
    async fn record(self, session: &Session, answer: invitation::Answer, name: String) -> Result<Answer, Failure> {
        if !self.record {
            return Err(Failure::Own(say("record-missing", &[])));
        }
        let permit = session.permit().await?;
        let user = people::the_one(session, &permit, &self.address).await?;
        let address: (_, &dyn ToString) = ("address", &self.address);
        let Some(id) = user.invitation else { return Err(Failure::Own(say("record-never-invited", &[address]))) };
        session.app().record_answer(&permit, id, &RecordedAnswer { answer, name, note: self.note }).await?;
        let done = match answer {
            invitation::Answer::Accept => "record-accepted",
            invitation::Answer::Decline => "record-declined",
        };
        Ok(Answer::text(&say(done, &[address])))
    }
}
