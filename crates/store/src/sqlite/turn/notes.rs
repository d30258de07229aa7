//! What the notes of a delivery say, a line of JSON each.
//!
//! The first line says since when they hold, and when the machine had started that wrote them. Then comes a line whenever a mail is about
//! to be handed over, and one when it is known what became of it. A mail and its attempt name one try: nothing that is noted of an earlier
//! try is taken for a later one.

use super::machine;
use crate::sqlite::words::Word as _;
use rollcall_app::ports::store::{Delivery, StoreError};
use rollcall_domain::{DeliveryState, MailId, Timestamp};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::HashMap};

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line<'a> {
    /// Mails that were claimed at this moment or later; when the machine had started, if it knows.
    Since(i64, Option<Cow<'a, str>>),
    /// A mail, and which attempt.
    Begun(i64, u32),
    /// The same, its state, what was said, and until when it is deferred.
    Ended(i64, u32, Cow<'a, str>, Option<Cow<'a, str>>, Option<i64>),
}

impl<'a> Line<'a> {
    /// The line for a delivery.
    pub(super) fn ended(delivery: &'a Delivery, attempt: u32) -> Self {
        let not_before = delivery.not_before.map(Timestamp::as_millis);
        let reply = delivery.reply.as_deref().map(Cow::Borrowed);
        Self::Ended(delivery.mail.0, attempt, delivery.state.stored().into(), reply, not_before)
    }

    /// As it stands in the file.
    pub(super) fn written(&self) -> Result<Vec<u8>, StoreError> {
        let mut line = serde_json::to_vec(self).map_err(|error| StoreError::Database(error.to_string()))?;
        line.push(b'\n');
        Ok(line)
    }
}

/// The notes that a dead process left.
pub(in crate::sqlite) struct Left {
    since: i64,
    tries: HashMap<(i64, u32), Noted>,
}

/// What the notes say of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sqlite) enum Noted {
    /// It was claimed, and nothing of it left.
    Nothing,
    /// It was begun.
    Begun,
    /// It ended like this.
    Ended(Delivery),
}

impl Left {
    /// What became of a mail that was claimed then. `None` if the notes do not know: they began later.
    pub(in crate::sqlite) fn of(&self, mail: i64, attempt: u32, claimed_at: i64) -> Option<Noted> {
        (claimed_at >= self.since).then(|| self.tries.get(&(mail, attempt)).cloned().unwrap_or(Noted::Nothing))
    }
}

/// Reads notes. `None` if they cannot be believed: the machine started since or does not know when it started, or they say what no Rollcall
/// writes. A last line without its end was being written when the process died: what it was to say had not happened yet, or is not known.
pub(super) fn believed(text: &[u8], started: Option<&str>) -> Option<Left> {
    let whole = &text[..text.iter().rposition(|byte| *byte == b'\n')?];
    let mut lines = whole.split(|byte| *byte == b'\n');
    let Ok(Line::Since(since, Some(machine))) = serde_json::from_slice(lines.next()?) else { return None };
    if !machine::is_same(&machine, started?) {
        return None;
    }
    let mut tries = HashMap::new();
    for line in lines {
        match serde_json::from_slice(line).ok()? {
            Line::Since(..) => return None,
            Line::Begun(mail, attempt) => tries.insert((mail, attempt), Noted::Begun),
            Line::Ended(mail, attempt, state, reply, not_before) => {
                let delivery = Delivery {
                    mail: MailId(mail),
                    state: DeliveryState::from_stored(&state).ok()?,
                    reply: reply.map(Cow::into_owned),
                    not_before: not_before.map(Timestamp::from_millis),
                };
                tries.insert((mail, attempt), Noted::Ended(delivery))
            }
        };
    }
    Some(Left { since, tries })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTED: &str = "word of this start";

    fn delivery(state: DeliveryState) -> Delivery {
        let reply = "451 4.7.1 \"später\"\nnot now".to_owned();
        Delivery { mail: MailId(7), state, reply: Some(reply), not_before: Some(Timestamp::from_millis(9)) }
    }

    fn notes(lines: &[Line<'_>]) -> Vec<u8> {
        let start = Line::Since(1_000, Some(STARTED.into()));
        [&start].into_iter().chain(lines).flat_map(|line| line.written().unwrap()).collect()
    }

    #[test]
    fn notes_are_read_as_they_were_written_and_the_last_of_a_try_holds() {
        let ended = delivery(DeliveryState::Deferred);
        let text = notes(&[Line::Begun(7, 1), Line::ended(&ended, 1), Line::Begun(7, 2), Line::Begun(8, 1)]);
        let left = believed(&text, Some(STARTED)).unwrap();
        assert_eq!(left.of(7, 1, 1_000), Some(Noted::Ended(ended)));
        assert_eq!(left.of(7, 2, 1_000), Some(Noted::Begun));
        assert_eq!(left.of(7, 3, 1_000), Some(Noted::Nothing), "of an earlier try nothing follows for a later one");
        assert_eq!(left.of(9, 1, 1_000), Some(Noted::Nothing));
        assert_eq!(left.of(8, 1, 999), None, "what was claimed before they began they do not know");
    }

    #[test]
    fn a_line_that_was_being_written_is_passed_over_wherever_it_ends() {
        let ended = delivery(DeliveryState::Sent);
        let text = notes(&[Line::Begun(7, 1), Line::ended(&ended, 1)]);
        let begun = notes(&[Line::Begun(7, 1)]).len();
        for length in begun..text.len() {
            let left = believed(&text[..length], Some(STARTED)).unwrap();
            assert_eq!(left.of(7, 1, 1_000), Some(Noted::Begun), "{length} bytes");
        }
        let start = notes(&[]).len();
        for length in start..begun {
            let left = believed(&text[..length], Some(STARTED)).unwrap();
            assert_eq!(left.of(7, 1, 1_000), Some(Noted::Nothing), "{length} bytes");
        }
        for length in 0..start {
            assert!(believed(&text[..length], Some(STARTED)).is_none(), "{length} bytes");
        }
    }

    #[test]
    fn notes_of_another_start_or_of_none_or_with_a_strange_line_are_not_believed() {
        let text = notes(&[Line::Begun(7, 1)]);
        assert!(believed(&text, Some(STARTED)).is_some());
        assert!(believed(&text, Some("another")).is_none());
        assert!(believed(&text, None).is_none());
        let nowhere = Line::Since(1_000, None).written().unwrap();
        assert!(believed(&nowhere, Some(STARTED)).is_none());
        for strange in
            ["{}\n", "\n", "{\"ended\":[7,1,\"gone\",null,null]}\n", "{\"since\":[5,\"word of this start\"]}\n"]
        {
            let text = [&text[..], strange.as_bytes()].concat();
            assert!(believed(&text, Some(STARTED)).is_none(), "{strange:?}");
        }
    }
}
