//! Mail to a server (RFC 5321): one connection for a run, and for every mail an outcome that is true.

mod connect;
mod starttls;
mod wire;

use crate::{Limits, message::Letter};
use async_trait::async_trait;
use connect::Way;
use lettre::transport::smtp::{
    Error,
    client::AsyncSmtpConnection,
    commands::{Data, Mail, Rcpt, Rset},
    response::Response,
};
use rollcall_app::{
    ports::{Courier, OutgoingMail, SendOutcome, mail::RouteProblem},
    settings::SmtpSecurity,
};
use rollcall_domain::text::hidden_character;
use rustls::pki_types::CertificateDer;
use std::{
    error::Error as _,
    iter,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
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
}

/// A connection past EHLO and AUTH.
struct Dialogue {
    line: AsyncSmtpConnection,
    /// The server takes several commands at once (RFC 2920): one round trip instead of three.
    pipelining: bool,
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
        let mut courier = Self { way, limits, dialogue: None };
        courier.dialogue = Some(courier.connect().await?);
        Ok(courier)
    }

    async fn connect(&self) -> Result<Dialogue, RouteProblem> {
        let connected = timeout(self.limits.connect, self.way.connect()).await;
        connected.unwrap_or_else(|_| Err(RouteProblem::Unreachable(no_answer(self.limits.connect))))
    }
}

#[async_trait]
impl Courier for SmtpCourier {
    async fn send(&mut self, mail: &OutgoingMail) -> SendOutcome {
        let letter = match Letter::of(mail) {
            Ok(letter) => letter,
            Err(problem) => return SendOutcome::Failed(problem.to_string()),
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
            let progress = Progress::default();
            let tried = timeout(self.limits.send, dialogue.hand_over(&letter, &progress)).await;
            let ended = match tried {
                Ok(Ok(answer)) => {
                    self.dialogue = Some(dialogue);
                    return SendOutcome::Sent(words_of(&spoken(&answer)));
                }
                Ok(Err(problem)) => problem,
                Err(_) => {
                    let words = no_answer(self.limits.send);
                    let uncertain = progress.may_be_taken();
                    return if uncertain { SendOutcome::Uncertain(words) } else { SendOutcome::Deferred(words) };
                }
            };
            match ended {
                Ended::Refused { outcome, goes_on } => {
                    if goes_on && let Ok(Ok(_)) = timeout(GRACE, dialogue.line.command(Rset)).await {
                        self.dialogue = Some(dialogue);
                    }
                    return outcome;
                }
                // The server may have hung up since the last mail, and heard nothing of this one.
                Ended::Lost(_) if kept && !progress.answered() => kept = false,
                Ended::Lost(words) if progress.may_be_taken() => return SendOutcome::Uncertain(words),
                Ended::Lost(words) => return SendOutcome::Deferred(words),
            }
        }
    }

    async fn close(self: Box<Self>) {
        if let Some(mut dialogue) = self.dialogue {
            let _ = timeout(GRACE, dialogue.line.quit()).await;
        }
    }
}

/// How far a mail has got.
#[derive(Default)]
struct Progress {
    answered: AtomicBool,
    may_be_taken: AtomicBool,
}

impl Progress {
    fn note(&self, answer: &Result<Response, Error>) {
        let answered = answer.as_ref().map_or_else(|problem| problem.status().is_some(), |_| true);
        self.answered.store(answered, Ordering::Relaxed);
    }

    /// The server has answered to something of this mail.
    fn answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// The final dot is being written: from here on the server may have the mail.
    fn may_be_taken(&self) -> bool {
        self.may_be_taken.load(Ordering::Relaxed)
    }
}

/// Why a mail was not taken.
enum Ended {
    /// The server said so. Whether the connection can be used on.
    Refused { outcome: SendOutcome, goes_on: bool },
    /// The connection broke, or what came is no answer.
    Lost(String),
}

impl Dialogue {
    /// MAIL, RCPT, DATA and the message.
    async fn hand_over(&mut self, letter: &Letter, progress: &Progress) -> Result<Response, Ended> {
        let from = Mail::new(letter.envelope.from().cloned(), Vec::new()).to_string();
        let to: String = letter.envelope.to().iter().map(|to| Rcpt::new(to.clone(), Vec::new()).to_string()).collect();
        let commands = [from, to, Data.to_string()];
        let go = if self.pipelining {
            self.ask_at_once(&commands, progress).await?
        } else {
            self.ask_in_turn(&commands, progress).await?
        };
        if !go.has_code(354) {
            return Err(Ended::Lost(words_of(&spoken(&go))));
        }
        // lettre asks for the next part when the one before has been written, and writes the final dot when there is none.
        let message = iter::once(letter.bytes.as_slice()).chain(iter::from_fn(|| {
            progress.may_be_taken.store(true, Ordering::Relaxed);
            None
        }));
        let answer = self.line.message_iter(message).await.map_err(|problem| Ended::by(&problem))?;
        if answer.has_code(250) { Ok(answer) } else { Err(Ended::Lost(words_of(&spoken(&answer)))) }
    }

    /// One command after the other. Gives the answer to the last.
    async fn ask_in_turn(&mut self, commands: &[String; 3], progress: &Progress) -> Result<Response, Ended> {
        let [from, to, data] = commands;
        let mut answer = self.line.command(from).await;
        progress.note(&answer);
        for command in [to, data] {
            answer.map_err(|problem| Ended::by(&problem))?;
            answer = self.line.command(command).await;
        }
        answer.map_err(|problem| Ended::by(&problem))
    }

    /// All commands in one go, then their answers (RFC 2920). Gives the answer to the last, or the first refusal.
    async fn ask_at_once(&mut self, commands: &[String; 3], progress: &Progress) -> Result<Response, Ended> {
        let mut answer = self.line.command(commands.concat()).await;
        progress.note(&answer);
        let mut refusal = None;
        for _ in &commands[1..] {
            refusal = first_refusal(refusal, &answer)?;
            answer = self.line.read_response().await;
        }
        match (first_refusal(refusal, &answer)?, answer) {
            (None, Ok(go)) => Ok(go),
            (refusal, go) => {
                // The server may wait for a message all the same; it refuses one that goes to nobody (RFC 2920 §3.1).
                if go.is_ok_and(|go| go.has_code(354)) {
                    let _ = self.line.message(b"").await;
                }
                let outcome = refusal.unwrap_or_else(|| SendOutcome::Deferred(String::new()));
                Err(Ended::Refused { outcome, goes_on: true })
            }
        }
    }
}

/// The refusal before, or this one if it is one. An error if the connection does not outlast it.
fn first_refusal(before: Option<SendOutcome>, answer: &Result<Response, Error>) -> Result<Option<SendOutcome>, Ended> {
    match (before, answer.as_ref().map_err(Ended::by)) {
        (before, Ok(_)) => Ok(before),
        (None, Err(Ended::Refused { outcome, goes_on: true })) => Ok(Some(outcome)),
        (Some(before), Err(Ended::Refused { goes_on: true, .. })) => Ok(Some(before)),
        (None, Err(ended)) => Err(ended),
        (Some(outcome), Err(_)) => Err(Ended::Refused { outcome, goes_on: false }),
    }
}

impl Ended {
    fn by(problem: &Error) -> Self {
        let words = said(problem);
        match problem.status() {
            None => Self::Lost(words),
            Some(code) => Self::Refused {
                outcome: if problem.is_permanent() { SendOutcome::Failed(words) } else { SendOutcome::Deferred(words) },
                // 421: the server is about to hang up (RFC 5321 §3.8).
                goes_on: u16::from(code) != 421,
            },
        }
    }
}

/// The server's words in an answer, with their code.
fn spoken(answer: &Response) -> String {
    let words: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), words.join(" "))
}

/// What the server, or the network, said about a problem.
fn said(problem: &Error) -> String {
    let cause = problem.source().map(ToString::to_string).unwrap_or_default();
    words_of(&match problem.status() {
        Some(code) => format!("{code} {cause}"),
        None if problem.is_response() && cause == "incomplete response" => "the server ended the connection".to_owned(),
        None if cause.is_empty() => problem.to_string(),
        None => cause,
    })
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
