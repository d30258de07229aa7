//! The text of a cell: its paragraphs, without notes and drawings.

use super::xml::{Xml, attribute};
use crate::limits;
use quick_xml::{
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
};
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

/// Beyond so many bytes no text grows: it is longer than a cell may be then, and is refused for that.
const MOST_BYTES: usize = 4 * limits::CELL_CHARS as usize;

/// The text in the element that we are in, up to its end; `None` if there is not even an empty paragraph.
pub(super) fn read(content: &mut Xml<impl BufRead>) -> Result<Option<String>, Unreadable> {
    let cell = content.depth();
    let mut text = Text::default();
    // How deep the paragraph is that we are in.
    let mut paragraph = None;
    while content.depth() >= cell {
        let is_in_paragraph = paragraph.is_some_and(|paragraph| content.depth() >= paragraph);
        let mut begins = false;
        let mut is_passed_over = false;
        match content.next()? {
            Event::Start(element) if is_paragraph(&element) => begins = !is_in_paragraph,
            Event::Start(element) => is_passed_over = !text.take_element(&element)?,
            Event::Text(piece) if is_in_paragraph => text.push(&piece.xml10_content()),
            Event::CData(piece) if is_in_paragraph => text.push(&piece.xml10_content()),
            Event::GeneralRef(name) if is_in_paragraph => text.push_reference(&name)?,
            _ => {}
        }
        if begins {
            text.begin_paragraph();
            paragraph = Some(content.depth());
        } else if is_passed_over {
            content.leave_element()?;
        }
    }
    Ok((text.paragraphs > 0).then_some(text.so_far))
}

fn is_paragraph(element: &BytesStart<'_>) -> bool {
    matches!(element.name().as_ref(), "text:p" | "text:h")
}

#[derive(Default)]
struct Text {
    so_far: String,
    paragraphs: u32,
    /// Whether white space that follows is part of white space before, or of none at the beginning, and shows nothing.
    is_after_space: bool,
}

impl Text {
    fn begin_paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.so_far.push('\n');
        }
        self.paragraphs += 1;
        self.is_after_space = true;
    }

    /// Takes what an element stands for, and says whether what is in it belongs to the text.
    fn take_element(&mut self, element: &BytesStart<'_>) -> Result<bool, Unreadable> {
        match element.name().as_ref() {
            "text:s" => {
                let count = attribute(element, "text:c")?.map_or(Ok(1), |count| count.parse::<usize>());
                self.exactly(' ', count.map_err(|_| Unreadable::DamagedOrTooComplex)?);
            }
            "text:tab" => self.exactly('\t', 1),
            "text:line-break" => self.exactly('\n', 1),
            "text:note" | "text:ruby-text" => return Ok(false),
            name => return Ok(name.starts_with("text:")),
        }
        Ok(true)
    }

    fn exactly(&mut self, c: char, count: usize) {
        self.so_far.extend(std::iter::repeat_n(c, count.min(MOST_BYTES.saturating_sub(self.so_far.len()) + 1)));
        self.is_after_space = false;
    }

    fn push(&mut self, piece: &str) {
        for c in piece.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if self.so_far.len() <= MOST_BYTES && !(is_space && self.is_after_space) {
                self.so_far.push(if is_space { ' ' } else { c });
            }
            self.is_after_space = is_space;
        }
    }

    fn push_reference(&mut self, name: &BytesRef<'_>) -> Result<(), Unreadable> {
        let character = name.resolve_char_ref().map_err(|_| Unreadable::DamagedOrTooComplex)?;
        match (character, resolve_xml_entity(name)) {
            (Some(character), _) => self.push(character.encode_utf8(&mut [0; 4])),
            (None, Some(known)) => self.push(known),
            (None, None) => return Err(Unreadable::DamagedOrTooComplex),
        }
        Ok(())
    }
}
