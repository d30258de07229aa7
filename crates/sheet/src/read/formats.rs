//! Number formats of binary workbooks: whether a number is shown as a date.

use super::{CellRef, shown};
use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use std::collections::HashMap;

/// As what a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Number,
    /// A date, a time of day, or both.
    Date,
    /// Hours, minutes or seconds, however many.
    Duration,
}

/// The number formats of a workbook, and those of its cell styles.
#[derive(Debug, Default)]
pub(super) struct Formats {
    own: HashMap<u16, Look>,
    styles: Vec<Look>,
    /// Whether days are counted from 1904, as on old Macintoshes.
    pub(super) from_1904: bool,
}

impl Formats {
    /// Takes a number format of the workbook's own.
    pub(super) fn add(&mut self, id: u16, code: &str) {
        self.own.insert(id, look(code));
    }

    /// Takes the next cell style, by the number format that it has.
    pub(super) fn add_style(&mut self, format: u16) {
        let built_in = match format {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Look::Date,
            46 => Look::Duration,
            _ => Look::Number,
        };
        self.styles.push(self.own.get(&format).copied().unwrap_or(built_in));
    }

    /// A number in a cell of a style.
    pub(super) fn number(&self, number: f64, style: usize) -> CellRef<'static> {
        let date = |kind| DataRef::DateTime(ExcelDateTime::new(number, kind, self.from_1904));
        shown::cell(match self.styles.get(style) {
            Some(Look::Date) => date(ExcelDateTimeType::DateTime),
            Some(Look::Duration) => date(ExcelDateTimeType::TimeDelta),
            Some(Look::Number) | None => DataRef::Float(number),
        })
    }
}

/// What the first section of a format's code makes of a number.
fn look(code: &str) -> Look {
    let mut rest = code.chars();
    let mut has_date = false;
    while let Some(c) = rest.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
            // The next one is shown as it is, is as wide as a gap, or fills the cell.
            '\\' | '_' | '*' => drop(rest.next()),
            '"' => drop(rest.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                let mut letters = inside.chars().map(|c| c.to_ascii_lowercase());
                if let Some(first @ ('h' | 'm' | 's')) = letters.next()
                    && letters.all(|c| c == first)
                {
                    return Look::Duration;
                }
            }
            // `General` is the one word with none of them that is neither quoted nor a date.
            'd' | 'm' | 'y' | 'h' | 's' => has_date = true,
            _ => {}
        }
    }
    if has_date { Look::Date } else { Look::Number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_whether_a_number_is_a_date() {
        for (code, expected) in [
            ("General", Look::Number),
            ("#,##0.00", Look::Number),
            ("0 \"days\"", Look::Number),
            ("0\\d", Look::Number),
            ("[Red]0.00;[Blue]-0.00", Look::Number),
            ("[$$-409]#,##0.00", Look::Number),
            ("0;\"d\"", Look::Number),
            ("yyyy\\-mm\\-dd", Look::Date),
            ("DD.MM.YYYY", Look::Date),
            ("[$-409]h:mm AM/PM;@", Look::Date),
            ("[h]:mm:ss", Look::Duration),
            ("[MM]:ss", Look::Duration),
        ] {
            assert_eq!(look(code), expected, "{code}");
        }
    }
}
