//! Elements one inside the other.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

/// Reads a part that is well formed, and knows how deep inside it is.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// In how many elements we are.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// What comes next. An element without content begins and ends; the end comes only where all elements have ended.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Unreadable> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Unreadable::DamagedOrTooComplex)?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.checked_sub(1).ok_or(Unreadable::DamagedOrTooComplex)?,
            Event::Eof if self.depth > 0 => return Err(Unreadable::DamagedOrTooComplex),
            _ => {}
        }
        Ok(event)
    }

    /// Passes over what is left of the element that we are in.
    pub(super) fn leave_element(&mut self) -> Result<(), Unreadable> {
        self.leave(self.depth.saturating_sub(1))
    }

    /// Passes over everything until we are no deeper than this.
    pub(super) fn leave(&mut self, depth: usize) -> Result<(), Unreadable> {
        while self.depth > depth {
            self.next()?;
        }
        Ok(())
    }
}

/// An attribute of an element, by its name with the prefix that all programs use.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let damaged = |_| Unreadable::DamagedOrTooComplex;
    match element.try_get_attribute(name).map_err(|_| Unreadable::DamagedOrTooComplex)? {
        Some(found) => Ok(Some(found.normalized_value(XmlVersion::Implicit1_0).map_err(damaged)?.into_owned())),
        None => Ok(None),
    }
}
