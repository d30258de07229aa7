//! Fields to type into, and what is wrong with what was typed.

use super::Frame;
use crate::{
    typed::Fault,
    words::{Gap, Phrase},
};
use askama::Template;
use rollcall_domain::text::hidden_character;

/// A field to type into. Its id is also its name in the form.
#[derive(Template)]
#[template(path = "field.html")]
pub(super) struct Field {
    pub(super) id: &'static str,
    kind: Kind,
    label: Phrase,
    hint: Phrase,
    /// So many characters.
    limit: usize,
    typed: String,
    pub(super) problem: Option<Phrase>,
    /// Whether the cursor stands in it at first.
    pub(super) has_focus: bool,
}

/// What is typed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One's own name.
    Name,
    /// One's own address.
    Address,
    /// Some lines, or nothing.
    Lines,
}

/// Why a page is shown again.
pub(super) struct Problem {
    /// The field that it is about; none if it is about none.
    pub(super) field: Option<&'static str>,
    pub(super) words: Phrase,
}

impl Field {
    pub(super) fn new(id: &'static str, kind: Kind, label: Phrase, hint: Phrase, limit: usize) -> Self {
        Self { id, kind, label, hint, limit, typed: String::new(), problem: None, has_focus: false }
    }

    /// Keeps what was typed, to be sent again or mended: without what cannot be seen, which nobody could take out by hand.
    pub(super) fn keep(&mut self, typed: &str) {
        let has_lines = self.kind == Kind::Lines;
        // Also a page on which everything is too long stays small.
        let most = if has_lines { 5 * 1024 } else { 3 * 512 };
        let is_seen = |c: &char| match c {
            '\n' | '\u{200C}' | '\u{200D}' if has_lines => true,
            c => hidden_character(*c).is_none() && *c != '\u{FFFD}',
        };
        let mut bytes = 0;
        let has_room = |c: &char| {
            bytes += if matches!(c, '&' | '<' | '>' | '"' | '\'') { 5 } else { c.len_utf8() };
            bytes <= most
        };
        self.typed = typed.replace("\r\n", "\n").chars().filter(is_seen).take_while(has_room).collect();
    }

    /// Says what is wrong with what was typed.
    pub(super) fn refuse(&mut self, frame: &Frame, fault: Fault) {
        self.problem = Some(frame.with(self.message(fault), "limit", Gap::Count(self.limit)));
    }

    /// The message of the catalogue for a fault.
    fn message(&self, fault: Fault) -> &'static str {
        match (self.id, fault) {
            ("name", Fault::TooLong) => "name-too-long",
            ("name", Fault::Hidden) => "name-hidden",
            ("name", _) => "name-empty",
            ("reason", Fault::Hidden) => "reason-hidden",
            ("reason", _) => "reason-too-long",
            ("note", Fault::Hidden) => "note-hidden",
            ("note", _) => "note-too-long",
            (_, Fault::Empty) => "address-empty",
            (_, Fault::TooLong) => "address-too-long",
            (_, Fault::Hidden) => "address-hidden",
            (_, Fault::LocalPart) => "address-local-part",
            (_, Fault::NotAscii) => "address-not-ascii",
            (_, Fault::NoDomain) => "address-no-domain",
            (_, Fault::NoAddress) => "address-form",
            (_, Fault::NotAdmitted) => "address-not-admitted",
        }
    }

    fn problem(&self) -> Option<Problem> {
        Some(Problem { field: Some(self.id), words: self.problem.clone()? })
    }
}

/// What is wrong in these fields, in their order.
pub(super) fn problems<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<Problem> {
    fields.into_iter().filter_map(Field::problem).collect()
}
