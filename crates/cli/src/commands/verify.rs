//! `rollcall verify`: tell whether the activity is as it was written.

use super::Session;
use crate::{
    answer::{Answer, Failure, Status},
    words::say,
};
use clap::Args;
use rollcall_app::ports::store::ChainState;
use rollcall_domain::ActivityId;
use serde::Serialize;
use std::{fmt::Write as _, str::FromStr};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Verify {
    /// The head that an earlier run printed: it must be part of the chain still
    #[arg(long, value_name = "HEX")]
    head: Option<Hash>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shown below the help.
const STATUSES: &str = "\
Every entry is hashed together with those before it. Whoever can write to the file could write all of it anew: note the head in a place that they
cannot reach, and give it with --head later.

Exit status:
  0  every entry is as it was written
  2  it is not, or the head is of another chain; standard error says what that means";

/// A hash, written in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hash([u8; 32]);

#[derive(Serialize)]
struct Document {
    /// `whole`, `broken` or `another_chain`.
    state: &'static str,
    /// How many entries there are, if it is whole.
    entries: Option<u64>,
    /// The hash of the newest link, if it is whole.
    head: Option<String>,
    /// The first entry that may be another one than was written, if it is broken.
    broken_at: Option<ActivityId>,
}

impl Verify {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let state = session.app().verify_activity(&permit, self.head.as_ref().map(|head| &head.0)).await?;
        Ok(self.answer(state))
    }

    fn answer(&self, state: ChainState) -> Answer {
        let complaint = match state {
            ChainState::Whole { .. } => None,
            ChainState::Broken { at } => Some(say("verify-broken", &[("at", &at)])),
            ChainState::AnotherChain => Some(say("verify-another-chain", &[])),
        };
        let answer = match state {
            _ if self.json => Answer::json(&Document::from(state)),
            ChainState::Whole { entries, head } => {
                let known = if self.head.is_some() { "yes" } else { "no" };
                let words: [(_, &dyn ToString); 3] = [("entries", &entries), ("head", &Hash(head)), ("known", &known)];
                Answer::text(&say("verify-whole", &words))
            }
            ChainState::Broken { .. } | ChainState::AnotherChain => Answer::nothing(),
        };
        let status = if complaint.is_some() { Status::Nothing } else { Status::Done };
        Answer { complaint, ..answer }.with(status)
    }
}

impl From<ChainState> for Document {
    fn from(state: ChainState) -> Self {
        let nothing = Self { state: "whole", entries: None, head: None, broken_at: None };
        match state {
            ChainState::Whole { entries, head } => {
                Self { entries: Some(entries), head: Some(Hash(head).to_string()), ..nothing }
            }
            ChainState::Broken { at } => Self { state: "broken", broken_at: Some(at), ..nothing },
            ChainState::AnotherChain => Self { state: "another_chain", ..nothing },
        }
    }
}

impl FromStr for Hash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a head has 64 digits from 0 to 9 and a to f".to_owned();
        let text = text.trim();
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut hash = [0; 32];
        for (byte, place) in hash.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&text[place..place + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(hash))
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::with_capacity(64);
        self.0.iter().try_for_each(|byte| write!(text, "{byte:02x}"))?;
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_back_as_it_is_written() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[31]) = (0xfe, 0x01);
        let text = Hash(bytes).to_string();
        assert!(text.starts_with("fe00") && text.ends_with("0001") && text.len() == 64);
        assert_eq!(text.to_uppercase().parse(), Ok(Hash(bytes)));
        for wrong in ["", "fe", &text[1..], &text.replace('f', "g"), &format!("{text}00"), &"é".repeat(32)] {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_broken_chain_is_said_with_the_entry_and_what_to_do() {
        let broken = ChainState::Broken { at: ActivityId(41) };
        let said = Verify { head: None, json: false }.answer(broken);
        assert_eq!((said.output.as_str(), said.status), ("", Status::Nothing));
        let why = said.complaint.unwrap();
        assert!(why.contains("entry 41") && why.contains("backup copy"), "{why}");
        let document = Verify { head: None, json: true }.answer(broken);
        assert_eq!(document.output, "{\"state\":\"broken\",\"entries\":null,\"head\":null,\"broken_at\":41}\n");
        assert_eq!((document.status, document.complaint), (Status::Nothing, Some(why)));
    }
}
