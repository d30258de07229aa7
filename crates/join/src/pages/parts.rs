//! What several pages have: whom to ask, what somebody wrote, moments, and long lists.

use super::Frame;
use crate::words::{Gap, Html, Phrase, moment};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rollcall_domain::{EmailAddress, Timestamp};

/// What stays as it is in the address of a `mailto:` link (RFC 6068).
const IN_MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// So many lines of a list stand on the page at once; the others are unfolded.
const AT_ONCE: usize = 8;

/// So many are named at all; of more than these the page says how many there are.
const NAMED: usize = 50;

/// The most bytes that a list may take, so that every page stays small.
const LIST_BYTES: usize = 4 * 1024;

/// Whom to ask.
pub(super) struct Person<'a> {
    /// None where they are known by their address only.
    pub(super) name: Option<&'a str>,
    pub(super) address: &'a str,
    pub(super) mailto: String,
    /// The sentence before their address.
    pub(super) ask: Phrase,
}

/// What somebody wrote.
pub(super) struct Quote<'a> {
    /// Says who.
    pub(super) lead: Phrase,
    pub(super) lines: Vec<&'a str>,
}

/// A moment, for machines and for people.
pub(super) struct Moment {
    pub(super) machine: String,
    pub(super) words: String,
}

/// A list that may be long.
pub(super) struct Listed {
    pub(super) at_once: Vec<Phrase>,
    /// Says how many are folded away.
    pub(super) summary: Option<Phrase>,
    pub(super) folded: Vec<Phrase>,
    /// Says how many are not named.
    pub(super) unnamed: Option<Phrase>,
}

impl<'a> Person<'a> {
    /// Somebody who is named as they are called or, where that is not known, by their address. `ask` is a message of the catalogue; with
    /// `-nameless` behind it there is one for who is known by the address only.
    pub(super) fn new(frame: &Frame, name: &'a str, address: &'a EmailAddress, ask: &str) -> Self {
        let name = Some(name).filter(|name| *name != address.as_str());
        Self {
            name,
            address: address.as_str(),
            mailto: format!("mailto:{}", utf8_percent_encode(&address.for_smtp(), IN_MAILTO)),
            ask: match name {
                Some(name) => frame.with(ask, "person", Gap::Data(name)),
                None => frame.say(&format!("{ask}-nameless")),
            },
        }
    }
}

impl<'a> Quote<'a> {
    pub(super) fn new(lead: Phrase, text: &'a str) -> Self {
        Self { lead, lines: text.lines().collect() }
    }
}

impl Moment {
    pub(super) fn new(frame: &Frame, at: Timestamp) -> Self {
        Self { machine: format!("{:.0}", at.to_jiff()), words: moment(frame.language, at) }
    }
}

impl Listed {
    /// `more` is the message that says how many more there are.
    pub(super) fn new(frame: &Frame, all: impl ExactSizeIterator<Item = Phrase>, more: &str) -> Self {
        let (count, mut bytes) = (all.len(), 0);
        let mut at_once: Vec<_> = all
            .take(NAMED)
            .take_while(|phrase| {
                bytes += Html::len(&phrase.html());
                bytes <= LIST_BYTES
            })
            .collect();
        let more = |count: usize| (count > 0).then(|| frame.with(more, "count", Gap::Count(count)));
        let unnamed = more(count - at_once.len());
        let folded = at_once.split_off(at_once.len().min(AT_ONCE));
        Self { summary: more(count - at_once.len()), at_once, folded, unnamed }
    }
}
