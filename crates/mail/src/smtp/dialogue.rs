//! The dialogue about one mail: MAIL, RCPT, DATA, the message.

use super::line::{Answer, Line};
use crate::message::Letter;
use rollcall_app::ports::SendOutcome;
use std::sync::atomic::{AtomicBool, Ordering};

/// The last part of a message, in bytes: only with it the final dot can leave.
const LAST_PART: usize = 65_536;

/// A connection past EHLO and AUTH.
pub(super) struct Dialogue {
    pub(super) line: Line,
    /// The server takes several commands at once (RFC 2920): one round trip a mail instead of four.
    pub(super) pipelining: bool,
}

/// How far a mail has got. It is looked at when the dialogue was broken off, too.
#[derive(Default)]
pub(super) struct Progress {
    answered: AtomicBool,
    may_be_taken: AtomicBool,
}

impl Progress {
    /// The server has answered to something of this mail.
    pub(super) fn answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// The final dot is being written: from here on the server may have the mail.
    pub(super) fn may_be_taken(&self) -> bool {
        self.may_be_taken.load(Ordering::Relaxed)
    }
}

/// Why a mail was not taken.
pub(super) enum Ended {
    /// The server said so, at a point from which the connection can be used on: after RSET, or at once.
    Refused { outcome: SendOutcome, then: Then },
    /// The connection broke, or what came is no answer.
    Lost(String),
    /// It was not to begin.
    Held,
}

/// What can be done with a connection on which a mail was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The next mail. What was said of it already stands.
    GoOn,
    /// The same after RSET.
    Reset,
    /// Nothing: the server is about to hang up (421, RFC 5321 §3.8), or has.
    Drop,
}

/// MAIL, RCPT and DATA.
pub(super) fn commands(from: &str, to: &str) -> [String; 3] {
    [format!("MAIL FROM:<{from}>\r\n"), format!("RCPT TO:<{to}>\r\n"), "DATA\r\n".to_owned()]
}

impl Dialogue {
    /// Hands a letter over. `introduced`: its commands were said with the mail before.
    ///
    /// What `following` says goes out behind the final dot, in the same breath (RFC 2920 §3.1). `meanwhile` is done while the server thinks.
    pub(super) async fn hand_over(
        &mut self,
        letter: &Letter,
        introduced: bool,
        following: Option<&str>,
        begins: &(dyn Fn() -> bool + Send + Sync),
        meanwhile: impl FnOnce() + Send,
        progress: &Progress,
    ) -> Result<Answer, Ended> {
        let commands = commands(&letter.from, &letter.to);
        let go = if introduced || self.pipelining {
            if !introduced {
                self.line.say(commands.concat().as_bytes()).await.map_err(Ended::Lost)?;
            }
            self.hear_all(progress).await?
        } else {
            self.ask_in_turn(&commands, progress).await?
        };
        if go.code != 354 {
            return Err(Ended::Lost(go.words()));
        }
        if !begins() {
            return Err(Ended::Held);
        }
        let (first, mut last) = transparent(&letter.bytes);
        if !first.is_empty() {
            self.line.say(&first).await.map_err(Ended::Lost)?;
        }
        last.extend_from_slice(b".\r\n");
        last.extend_from_slice(following.unwrap_or_default().as_bytes());
        progress.may_be_taken.store(true, Ordering::Relaxed);
        self.line.say(&last).await.map_err(Ended::Lost)?;
        meanwhile();
        let answer = self.line.answer().await.map_err(Ended::Lost)?;
        match judged(answer, Then::GoOn)? {
            answer if answer.code == 250 => Ok(answer),
            answer => Err(Ended::Lost(answer.words())),
        }
    }

    /// One command after the other. Gives the answer to the last.
    async fn ask_in_turn(&mut self, commands: &[String; 3], progress: &Progress) -> Result<Answer, Ended> {
        let [from, to, data] = commands;
        for command in [from, to] {
            self.line.say(command.as_bytes()).await.map_err(Ended::Lost)?;
            self.hear(progress).await?;
        }
        self.line.say(data.as_bytes()).await.map_err(Ended::Lost)?;
        self.hear(progress).await
    }

    /// The answers to all three commands. Gives the one to DATA, or the first refusal.
    async fn hear_all(&mut self, progress: &Progress) -> Result<Answer, Ended> {
        let mut refusal = None;
        let mut go = None;
        for _ in 0..3 {
            go = None;
            match self.hear(progress).await {
                Ok(answer) => go = Some(answer),
                Err(Ended::Refused { outcome, then: Then::Reset }) => refusal = refusal.or(Some(outcome)),
                Err(ended) => {
                    let drop = |outcome| Ended::Refused { outcome, then: Then::Drop };
                    return Err(refusal.map_or(ended, drop));
                }
            }
        }
        match (refusal, go) {
            (None, Some(go)) => Ok(go),
            (refusal, go) => {
                // The server may wait for a message all the same; it refuses one that goes to nobody (RFC 2920 §3.1).
                if go.is_some_and(|go| go.code == 354) {
                    let _ = self.line.ask(".\r\n").await;
                }
                let outcome = refusal.unwrap_or_else(|| SendOutcome::Deferred(String::new()));
                Err(Ended::Refused { outcome, then: Then::Reset })
            }
        }
    }

    async fn hear(&mut self, progress: &Progress) -> Result<Answer, Ended> {
        let answer = self.line.answer().await.map_err(Ended::Lost)?;
        // Who says 421 first has not heard of this mail: it says good-bye.
        if answer.code != 421 {
            progress.answered.store(true, Ordering::Relaxed);
        }
        judged(answer, Then::Reset)
    }
}

/// An answer that is no refusal. What can be done after one depends on what was asked.
fn judged(answer: Answer, then: Then) -> Result<Answer, Ended> {
    let then = if answer.code == 421 { Then::Drop } else { then };
    match answer.code {
        200..400 => Ok(answer),
        400..500 => Err(Ended::Refused { outcome: SendOutcome::Deferred(answer.words()), then }),
        500..600 => Err(Ended::Refused { outcome: SendOutcome::Failed(answer.words()), then }),
        _ => Err(Ended::Lost(answer.words())),
    }
}

/// A message as it travels (RFC 5321 §4.5.2): what begins with a dot begins with two, and the last line has an end. In two parts, of which
/// the last is not long.
fn transparent(message: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut all = Vec::with_capacity(message.len() + 512);
    let mut copied = 0;
    if message.starts_with(b".") {
        all.push(b'.');
    }
    for dot in memchr::memmem::find_iter(message, b"\n.") {
        all.extend_from_slice(&message[copied..=dot]);
        all.push(b'.');
        copied = dot + 1;
    }
    all.extend_from_slice(&message[copied..]);
    if !all.ends_with(b"\r\n") {
        all.extend_from_slice(b"\r\n");
    }
    if all.len() <= LAST_PART {
        return (Vec::new(), all);
    }
    let last = all.split_off(all.len() - LAST_PART);
    (all, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn travelling(message: &str) -> String {
        let (first, last) = transparent(message.as_bytes());
        String::from_utf8([first, last].concat()).unwrap()
    }

    #[test]
    fn no_line_of_a_message_can_be_its_end() {
        assert_eq!(travelling("a\r\nb\r\n"), "a\r\nb\r\n");
        assert_eq!(travelling("a"), "a\r\n");
        assert_eq!(travelling(".\r\n.\r\n..\r\na.b\r\n.c"), "..\r\n..\r\n...\r\na.b\r\n..c\r\n");
        assert_eq!(travelling("\n."), "\n..\r\n");
    }

    #[test]
    fn the_end_of_a_large_message_comes_in_a_part_of_its_own() {
        let message = ".\r\n".repeat(100_000);
        let (first, last) = transparent(message.as_bytes());
        assert_eq!(last.len(), LAST_PART);
        assert_eq!(first.len() + last.len(), 400_000);
    }
}
