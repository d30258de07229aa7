//! Mail to a server (RFC 5321): one connection for a run, and for every mail an outcome that is true.

mod connect;
mod dialogue;
mod line;

use crate::{Limits, message::Letter};
use async_trait::async_trait;
use connect::Way;
use dialogue::{Dialogue, Ended, Progress, Then, commands};
use rollcall_app::{
    ports::{Courier, OutgoingMail, SendOutcome, mail::RouteProblem},
    settings::SmtpSecurity,
};
use rollcall_domain::text::hidden_character;
use rustls::pki_types::CertificateDer;
use std::time::Duration;
use tokio::time::timeout;

/// The most that is kept of a server's words, in characters.
pub const LONGEST_WORDS: usize = 500;

/// How long a server may take to answer RSET or QUIT. No mail depends on it.
const GRACE: Duration = Duration::from_secs(2);

/// A mail server, as the settings name it.
pub(crate) struct Server<'a> {
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) security: SmtpSecurity,
    pub(crate) user: Option<&'a str>,
    pub(crate) password: Option<&'a str>,
    pub(crate) extra_roots: Vec<CertificateDer<'static>>,
}

/// A connection that is kept for a run, and made anew when it is lost.
pub(crate) struct SmtpCourier {
    way: Way,
    limits: Limits,
    dialogue: Option<Dialogue>,
    /// The mail that comes next, if it is known.
    next: Option<Next>,
}

/// A mail that was told to come next.
struct Next {
    message_id: String,
    letter: Letter,
    /// Its commands were said on this connection: the server waits for it, and for nothing else.
    introduced: bool,
}

impl SmtpCourier {
    pub(crate) async fn open(server: Server<'_>, limits: Limits) -> Result<Self, RouteProblem> {
        let sign_in = match (server.user, server.password) {
            (None, _) => None,
            (Some(user), Some(password)) => Some((user.to_owned(), password.to_owned())),
            (Some(user), None) => {
                return Err(RouteProblem::NotAccepted(format!("the password of {user} is not known")));
            }
        };
        let Server { host, port, security, extra_roots, .. } = server;
        let way = Way { host: host.to_owned(), port, security, sign_in, extra_roots, limit: limits.connect };
        let mut courier = Self { way, limits, dialogue: None, next: None };
        courier.dialogue = Some(courier.connect().await?);
        Ok(courier)
    }

    async fn connect(&self) -> Result<Dialogue, RouteProblem> {
        let connected = timeout(self.limits.connect, self.way.connect()).await;
        connected.unwrap_or_else(|_| Err(RouteProblem::Unreachable(no_answer(self.limits.connect))))
    }

    /// The letter of a mail, and whether the server waits for it already.
    fn letter_of(&mut self, mail: &OutgoingMail) -> Result<(Letter, bool), SendOutcome> {
        match self.next.take() {
            Some(next) if next.message_id == mail.message_id => Ok((next.letter, next.introduced)),
            other => {
                if other.is_some_and(|next| next.introduced) {
                    // The server waits for another message, and can be told otherwise only like this.
                    self.dialogue = None;
                }
                let letter = Letter::of(mail).map_err(|problem| SendOutcome::Failed(problem.to_string()))?;
                Ok((letter, false))
            }
        }
    }
}

#[async_trait]
impl Courier for SmtpCourier {
    async fn hand_over(
        &mut self,
        mail: &OutgoingMail,
        following: Option<&OutgoingMail>,
        begins: &(dyn Fn() -> bool + Send + Sync),
    ) -> SendOutcome {
        let (letter, mut introduced) = match self.letter_of(mail) {
            Ok(known) => known,
            Err(outcome) => return outcome,
        };
        let mut kept = self.dialogue.is_some();
        loop {
            let mut dialogue = match self.dialogue.take() {
                Some(dialogue) => dialogue,
                None => match self.connect().await {
                    Ok(dialogue) => dialogue,
                    Err(problem) => return SendOutcome::RouteLost(problem),
                },
            };
            // What can be sent at all is said with this mail.
            let behind = following.filter(|_| dialogue.pipelining);
            let behind =
                behind.and_then(|mail| Letter::between(mail).ok()).map(|(from, to)| commands(&from, &to).concat());
            let mut next = None;
            let meanwhile = || next = following.map(|mail| (mail, Letter::of(mail)));
            let progress = Progress::default();
            let handing_over = dialogue.hand_over(&letter, introduced, behind.as_deref(), begins, meanwhile, &progress);
            let tried = timeout(self.limits.send, handing_over).await;
            let (outcome, then) = match tried {
                Ok(Ok(answer)) => (SendOutcome::Sent(answer.words()), Then::GoOn),
                Ok(Err(Ended::Refused { outcome, then })) => {
                    if kept && then == Then::Drop && !progress.answered() {
                        // It hung up since the last mail, and said so.
                        (kept, introduced) = (false, false);
                        continue;
                    }
                    (outcome, then)
                }
                Ok(Err(Ended::Held)) => (SendOutcome::Held, Then::Drop),
                // The server may have hung up since the last mail, and heard nothing of this one.
                Ok(Err(Ended::Lost(_))) if kept && !progress.answered() => {
                    (kept, introduced) = (false, false);
                    continue;
                }
                Ok(Err(Ended::Lost(words))) => (lost(words, &progress), Then::Drop),
                Err(_) => (lost(no_answer(self.limits.send), &progress), Then::Drop),
            };
            let reset = then == Then::Reset
                && matches!(timeout(GRACE, dialogue.line.ask("RSET\r\n")).await, Ok(Ok(answer)) if answer.code == 250);
            let stands = then == Then::GoOn || reset;
            if let Some((mail, Ok(letter))) = next {
                let introduced = then == Then::GoOn && behind.is_some();
                self.next = Some(Next { message_id: mail.message_id.clone(), letter, introduced });
            }
            // A server that waits for a message that cannot be made is left.
            let waits_in_vain = then == Then::GoOn && behind.is_some() && self.next.is_none();
            if stands && !waits_in_vain {
                self.dialogue = Some(dialogue);
            }
            return outcome;
        }
    }

    async fn close(self: Box<Self>) {
        // A server that waits for a message takes QUIT for a part of it.
        let waits = self.next.is_some_and(|next| next.introduced);
        if let Some(mut dialogue) = self.dialogue.filter(|_| !waits) {
            let _ = timeout(GRACE, dialogue.line.ask("QUIT\r\n")).await;
        }
    }
}

/// What becomes of a mail whose connection was lost.
fn lost(words: String, progress: &Progress) -> SendOutcome {
    if progress.may_be_taken() { SendOutcome::Uncertain(words) } else { SendOutcome::Deferred(words) }
}

/// Words from outside as they are kept: one line, nothing invisible, not endless.
fn words_of(text: &str) -> String {
    let visible: String = text.chars().map(|c| if hidden_character(c).is_some() { ' ' } else { c }).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_WORDS).collect()
}

fn no_answer(limit: Duration) -> String {
    format!("no answer within {} seconds", limit.as_secs_f32())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_words_are_kept_on_one_line_and_not_without_end() {
        assert_eq!(words_of("550 5.1.1\r\n no\tsuch\u{1b}[31m user\u{202e}"), "550 5.1.1 no such [31m user");
        assert_eq!(words_of(&"é".repeat(9000)).chars().count(), LONGEST_WORDS);
    }
}
