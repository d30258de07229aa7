//! Text to rows: comma, semicolon, tab or vertical bar, or what a first line `sep=` says.
//!
//! The splitting is done here because two things are wanted that CSV libraries do not give: the line on which a record begins, whatever ends the lines and
//! however many are blank; and a quote that is never closed must not swallow the rest of the file.

use super::{CellRef, rows::Rows, text::line_ends};
use crate::{limits, separated, sniff};
use memchr::{memchr, memchr_iter, memchr3};
use rollcall_app::ports::Unreadable;
use std::borrow::Cow;

/// How many records are looked at to find the delimiter.
const SAMPLE: usize = 50;

pub(crate) fn read(text: &str, rows: &mut Rows<'_>) -> Result<(), Unreadable> {
    sniff::refuse_other_text(text)?;
    let (delimiter, start) = stated_delimiter(text).unwrap_or_else(|| (likely_delimiter(text), 0));
    let mut records = Records::new(text, delimiter, start);
    let mut fields = Vec::new();
    while let Some(line) = records.next(&mut fields)? {
        rows.push(line, &fields)?;
    }
    Ok(())
}

/// A first line `sep=;`, as Excel writes and reads it: the delimiter, and where the table begins.
fn stated_delimiter(text: &str) -> Option<(u8, usize)> {
    let line = &text[..text.find(['\r', '\n'])?];
    let stated = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    match stated.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii_punctuation() || *delimiter == b'\t' =>
        {
            Some((*delimiter, line.len()))
        }
        _ => None,
    }
}

/// The delimiter that gives most records the same number of fields, more than one; the comma if none does. Of those that are equally even
/// the one that leaves addresses whole; else the tab, which seldom stands between the words of a text; else the one with more fields; else the comma.
fn likely_delimiter(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut records = Records::new(text, *delimiter, 0);
        let mut fields = Vec::new();
        let mut widths = Vec::new();
        let mut whole = 0_usize;
        let mut divides_something = false;
        while let Ok(Some(_)) = records.next(&mut fields) {
            if fields.len() > 1 {
                widths.push(fields.len());
                whole += usize::from(!fields.iter().any(is_more_than_an_address));
                divides_something |= fields.iter().filter(|field| !field.is_blank()).count() > 1;
            }
            if records.taken == SAMPLE {
                break;
            }
        }
        let evenness = |width: &usize| (widths.iter().filter(|other| *other == width).count(), *width);
        let (even, width) = widths.iter().map(evenness).max()?;
        Some((even, whole, *delimiter == b'\t' && divides_something, width))
    };
    // Of several that are the greatest, this is the last; no score is less than any.
    [b'|', b';', b'\t', b','].into_iter().max_by_key(score).unwrap_or(b',')
}

/// The text of `="0123"`: so programs write what Excel would take for a number.
fn forced<'a>(field: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    fn inside(text: &str) -> Option<&str> {
        text.strip_prefix("=\"")?.strip_suffix('"').filter(|text| !text.contains('"'))
    }
    Some(match field {
        Cow::Borrowed(text) => Cow::Borrowed(inside(text)?),
        Cow::Owned(text) => Cow::Owned(inside(text)?.to_owned()),
    })
}

/// Whether a field has an address, and something beside it that may have to be another field.
fn is_more_than_an_address(field: &CellRef<'_>) -> bool {
    matches!(field, CellRef::Text(text) if text.contains('@') && text.trim().contains(['\t', ',', ';', '|']))
}

/// The records of a text, one after the other. Blank lines are passed over.
struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    /// Where the next record is looked for.
    at: usize,
    /// Up to where line ends have been counted, and how many there were.
    counted: usize,
    lines: u32,
    taken: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: u8, start: usize) -> Self {
        Self { text, delimiter, at: start, counted: 0, lines: 0, taken: 0 }
    }

    /// Puts the fields of the next record into `fields`, and returns the line on which it begins.
    fn next(&mut self, fields: &mut Vec<CellRef<'a>>) -> Result<Option<u32>, Unreadable> {
        fields.clear();
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
        if self.at == bytes.len() {
            return Ok(None);
        }
        self.lines += line_ends(&bytes[self.counted..self.at]);
        self.counted = self.at;
        self.taken += 1;
        loop {
            let field = self.field();
            // Empty fields beyond the limit are no columns; a line of nothing but commas takes no memory.
            if fields.len() < limits::COLUMNS as usize {
                let text = forced(&field).unwrap_or_else(|| separated::original(field));
                fields.push(if text.is_empty() { CellRef::Empty } else { CellRef::Text(text) });
            } else if !field.is_empty() {
                return Err(Unreadable::TooManyColumns(limits::COLUMNS));
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                _ => return Ok(Some(self.lines + 1)),
            }
        }
    }

    /// The field that begins here; leaves `at` on what ended it.
    fn field(&mut self) -> Cow<'a, str> {
        if self.text.as_bytes().get(self.at) == Some(&b'"')
            && let Some(close) = self.closing_quote()
        {
            let inside = &self.text[self.at + 1..close];
            self.at = close + 1;
            // Whatever stands between the closing quote and the delimiter belongs to the field, as spreadsheet programs have it.
            let behind = self.plain();
            return if memchr(b'"', inside.as_bytes()).is_some() {
                Cow::Owned(inside.replace("\"\"", "\"") + behind)
            } else if behind.is_empty() {
                Cow::Borrowed(inside)
            } else {
                Cow::Owned(format!("{inside}{behind}"))
            };
        }
        Cow::Borrowed(self.plain())
    }

    /// The text up to the next delimiter or line end.
    fn plain(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = memchr3(self.delimiter, b'\r', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Where the quote that begins here is closed. A pair of quotes is one quote of the text.
    fn closing_quote(&self) -> Option<usize> {
        let from = self.at + 1;
        let bytes = &self.text.as_bytes()[from..];
        let mut quotes = memchr_iter(b'"', bytes);
        while let Some(quote) = quotes.next() {
            if bytes.get(quote + 1) != Some(&b'"') {
                return Some(from + quote);
            }
            quotes.next();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::read::table;
    use rollcall_app::ports::Unreadable;
    use rollcall_domain::table::Cell;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let table = table(text.as_bytes()).expect("a table");
        table
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(|cell| cell.shown().to_owned()).collect()))
            .collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn each_delimiter_is_found() {
        for delimiter in [",", ";", "\t", "|"] {
            let text = ["Email", "Name\na@x.org", "Anna\nb@x.org", "Bert\n"].join(delimiter);
            assert_eq!(
                rows(&text),
                [row(1, &["Email", "Name"]), row(2, &["a@x.org", "Anna"]), row(3, &["b@x.org", "Bert"])]
            );
        }
        assert_eq!(rows("Email;Name\na@x.org;Meyer, Anna\n")[1], row(2, &["a@x.org", "Meyer, Anna"]));
        assert_eq!(rows("Email|Group\na@x.org|Sales, EMEA\n")[1], row(2, &["a@x.org", "Sales, EMEA"]));
        assert_eq!(rows("a@x.org|Sales; EMEA\nb@x.org|Sales; APAC")[1], row(2, &["b@x.org", "Sales; APAC"]));
        assert_eq!(rows("a@x.org,Sales|EMEA\nb@x.org,Sales|APAC")[1], row(2, &["b@x.org", "Sales|APAC"]));
        assert_eq!(
            rows("List of users, exported; see below\n\nEmail;Name;Role\na;b;c\nd;e;f")[1],
            row(3, &["Email", "Name", "Role"])
        );
        assert_eq!(rows("Email\na@x.org\n"), [row(1, &["Email"]), row(2, &["a@x.org"])]);
    }

    #[test]
    fn of_delimiters_that_are_equally_even_the_tab_wins_before_the_comma() {
        assert_eq!(
            rows("a@x.org\tSales; EMEA\nb@x.org\tSales; APAC\n")[1],
            row(2, &["b@x.org", "Sales; APAC"]),
            "groups that are copied from a sheet"
        );
        assert_eq!(rows("a@x.org\tMeyer, Anna\nb@x.org\tWolf, Bert")[1], row(2, &["b@x.org", "Wolf, Bert"]));
        assert_eq!(rows("a@x.org,Sales; EMEA\nb@x.org,Sales; APAC")[1], row(2, &["b@x.org", "Sales; APAC"]));
    }

    #[test]
    fn what_stands_in_every_cell_of_a_column_divides_no_address_and_no_column() {
        let groups = ["a@x.org", "Sales; EMEA; APAC"];
        for text in [
            "a@x.org\tSales; EMEA; APAC\nb@x.org\tSales; EMEA; LATAM",
            "a@x.org\tSales; EMEA; APAC",
            "a@x.org,Sales; EMEA; APAC\nb@x.org,Sales; EMEA; LATAM",
        ] {
            assert_eq!(rows(text)[0], row(1, &groups), "{text:?}");
        }
        assert_eq!(
            rows("Zoë Ünal <zoe@x.org>,Sales; EMEA; APAC")[0],
            row(1, &["Zoë Ünal <zoe@x.org>", "Sales; EMEA; APAC"])
        );
        assert_eq!(rows("1\tSales; EMEA; APAC\n2\tSales; EMEA; LATAM")[0], row(1, &["1", "Sales; EMEA; APAC"]));
        assert_eq!(rows("Board\ta@x.org; b@x.org; c@x.org")[0], row(1, &["Board", "a@x.org; b@x.org; c@x.org"]));
        let protected = ["a@x.org", "\t0123", "Sales"];
        for text in ["a@x.org;\t0123;Sales\nb@x.org;\t0456;Sales", "a@x.org,\t0123,Sales"] {
            assert_eq!(rows(text)[0], row(1, &protected), "a tab keeps a number a text, {text:?}");
        }
        assert_eq!(rows("Zoë <zoe@x.org>;\t0123;Sales")[0], row(1, &["Zoë <zoe@x.org>", "\t0123", "Sales"]));
        assert_eq!(
            rows("Email;Phone;Group\na@x.org;\t0123;Sales\n")[1],
            row(2, &protected),
            "a header says it without an address too"
        );
    }

    #[test]
    fn a_first_line_sep_is_believed_and_is_no_row() {
        assert_eq!(rows("sep=;\r\nEmail;Name\r\na,b;c\r\n"), [row(2, &["Email", "Name"]), row(3, &["a,b", "c"])]);
        assert_eq!(rows("\"SEP=|\"\nEmail|Name\n"), [row(2, &["Email", "Name"])]);
        assert_eq!(rows("sep=\t\nEmail\tName\n"), [row(2, &["Email", "Name"])]);
    }

    #[test]
    fn every_kind_of_line_end_counts_and_blank_lines_too() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,d", ",", "e,f", ""].join(end);
            assert_eq!(rows(&text), [row(1, &["a", "b"]), row(3, &["c", "d"]), row(5, &["e", "f"])], "{end:?}");
        }
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        let text = "a,\"x, \"\"y\"\"\r\nz\",b\nnext,\"\",c\n\"q\"uo,1,2";
        assert_eq!(
            rows(text),
            [row(1, &["a", "x, \"y\"\r\nz", "b"]), row(3, &["next", "", "c"]), row(4, &["quo", "1", "2"])]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_a_character_and_loses_no_row() {
        let text = "Email,Name,Role\na@x.org,\"Anna,Buyer\nb@x.org,Bert,Finance\n";
        assert_eq!(rows(text)[1..], [row(2, &["a@x.org", "\"Anna", "Buyer"]), row(3, &["b@x.org", "Bert", "Finance"])]);
        assert_eq!(rows("\"")[0], row(1, &["\""]));
    }

    #[test]
    fn an_apostrophe_that_keeps_a_cell_from_being_a_formula_is_not_read() {
        let text = "Email,Name\n'=a@x.org,''-Minus\n\"'+b@x.org\",'Apostrophe; '\n";
        assert_eq!(rows(text)[1..], [row(2, &["=a@x.org", "'-Minus"]), row(3, &["+b@x.org", "'Apostrophe; '"])]);
    }

    #[test]
    fn what_is_to_be_a_text_for_excel_is_that_text() {
        let text = "=\"0123\",\"=\"\"a@x.org\"\"\",=\"\",end\n'=\"0123\",=\"a\"&\"b\",=1+1,=\"\n";
        let expected = [row(1, &["0123", "a@x.org", "", "end"]), row(2, &["=\"0123\"", "=\"a\"&\"b\"", "=1+1", "=\""])];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn ragged_rows_are_taken_as_they_are() {
        assert_eq!(
            rows("a,b,c\nd\ne,f,g,h,,\n"),
            [row(1, &["a", "b", "c"]), row(2, &["d"]), row(3, &["e", "f", "g", "h"])]
        );
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        for text in ["\n\n", ",,,\n\n,,,", "\u{feff}", "sep=;\n", " , \u{a0},\t\n\u{3000}"] {
            assert_eq!(table(text.as_bytes()), Err(Unreadable::Empty), "{text:?}");
        }
    }

    #[test]
    fn a_row_of_white_space_is_no_row_and_white_space_beside_a_text_stays() {
        let text = "Email,Name\n \u{a0}, \n\u{a0},Anna, \n\t\nb@x.org, \n";
        assert_eq!(
            rows(text),
            [row(1, &["Email", "Name"]), row(3, &["\u{a0}", "Anna", " "]), row(5, &["b@x.org", " "])]
        );
    }

    #[test]
    fn the_limits_hold() {
        let wide = vec!["x"; 201].join(",");
        assert_eq!(table(wide.as_bytes()), Err(Unreadable::TooManyColumns(200)));
        assert_eq!(rows(&format!("a{}", ",".repeat(5_000_000))), [row(1, &["a"])]);
        let long = format!("a,b\nc,{}\n", "ä".repeat(32_768));
        assert_eq!(table(long.as_bytes()), Err(Unreadable::CellTooLong { row: 2, limit: 32_767 }));
        let just = format!("a,b\nc,{}\n", "ä".repeat(32_767));
        assert_eq!(table(just.as_bytes()).expect("a table").rows.len(), 2);
        assert_eq!(table("x\n".repeat(200_031).as_bytes()), Err(Unreadable::TooManyRows(200_000)));
        assert_eq!(table("x\n".repeat(200_030).as_bytes()).expect("a table").rows.len(), 200_030);
    }

    #[test]
    fn a_cell_is_text_or_nothing() {
        let table = table(b"1;;TRUE").expect("a table");
        assert_eq!(table.rows[0].cells, [Cell::Text("1".into()), Cell::Empty, Cell::Text("TRUE".into())]);
    }
}
