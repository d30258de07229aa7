//! A table as comma-separated values: RFC 4180, in UTF-8 with a byte order mark, and no cell of it a formula.

use memchr::memchr;
use rollcall_app::ports::sheets::{PlainTable, Rows};
use std::borrow::Cow;

/// By which spreadsheet programs know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// What makes a formula of a cell that begins with it.
const FORMULA: &[u8] = b"=+-@\t\r";
/// Behind these a cell begins where a program expects another separator than the comma, as many do by their language; quotation marks are
/// characters like others to it then.
const SEPARATORS: &[u8] = b";\t\r\n";

pub(crate) fn write(table: &PlainTable, rows: Rows<'_>) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_owned();
    push_line(&mut text, table.columns.iter().map(|(header, _)| header.as_str()));
    for cells in rows {
        push_line(&mut text, cells.iter().map(String::as_str));
    }
    text.into_bytes()
}

fn push_line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        push_cell(text, &neutral(cell));
    }
    text.push_str("\r\n");
}

fn push_cell(text: &mut String, cell: &str) {
    let needs_quotes = |byte: u8| byte == b'"' || byte == b',' || SEPARATORS.contains(&byte);
    if !cell.starts_with(' ') && !cell.ends_with(' ') && !cell.bytes().any(needs_quotes) {
        return text.push_str(cell);
    }
    text.push('"');
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

/// The text with a `'` wherever a formula would begin.
fn neutral(text: &str) -> Cow<'_, str> {
    let begins = |at: &usize| is_formula(&text.as_bytes()[*at..]);
    let places: Vec<usize> = starts(text).filter(begins).collect();
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut neutral = text.to_owned();
    for place in places.into_iter().rev() {
        neutral.insert(place, '\'');
    }
    Cow::Owned(neutral)
}

/// The text that was made neutral.
pub(crate) fn original(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\'', text.as_bytes()).is_none() {
        return text;
    }
    let is_mark = |at: &usize| text.as_bytes().get(*at) == Some(&b'\'') && is_formula(&text.as_bytes()[*at..]);
    let places: Vec<usize> = starts(&text).filter(is_mark).collect();
    let mut original = text.into_owned();
    for place in places.into_iter().rev() {
        original.remove(place);
    }
    Cow::Owned(original)
}

/// Where a cell begins, whatever the separator.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.bytes().enumerate().filter(|(_, byte)| SEPARATORS.contains(byte)).map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind)
}

/// Whether a formula begins here, or did before `'` was put in front: what itself looks neutral gets one more, so that each can be undone.
fn is_formula(rest: &[u8]) -> bool {
    rest.iter().find(|byte| **byte != b'\'').is_some_and(|byte| FORMULA.contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_whatever_the_separator() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("-1", "'-1"),
            ("+1", "'+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "\"'\tx\""),
            ("\r=x", "\"'\r'=x\""),
            ("'=x", "''=x"),
            ("Meyer;=1+1", "\"Meyer;'=1+1\""),
            ("two\n-lines, \"quoted\"", "\"two\n'-lines, \"\"quoted\"\"\""),
            ("Jean-Luc O'Connor", "Jean-Luc O'Connor"),
            ("'Apostrophe first", "'Apostrophe first"),
            (" space", "\" space\""),
            ("", ""),
        ] {
            let mut line = String::new();
            push_line(&mut line, [text].into_iter());
            assert_eq!(line, format!("{written}\r\n"));
        }
    }

    #[test]
    fn what_was_made_neutral_is_read_as_it_was() {
        let parts = ["", "'", "=", "''", "-", ";", "\t", "\r\n", "ä"];
        for first in parts {
            for second in parts {
                for third in parts {
                    for fourth in parts {
                        let text = [first, second, third, fourth].concat();
                        let neutral = neutral(&text).into_owned();
                        assert_eq!(original(Cow::Owned(neutral.clone())), text, "{neutral:?}");
                    }
                }
            }
        }
    }
}
