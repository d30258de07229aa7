//! What a cell says that it is, and what it holds.

use super::{text, xml::Xml};
use crate::read::{CellRef, shown};
use calamine::DataRef;
use quick_xml::{XmlVersion, events::BytesStart};
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::CellKind;
use std::io::BufRead;

/// What the attributes of a cell say.
#[derive(Debug, Default)]
pub(super) struct Announced {
    kind: Kind,
    value: Option<String>,
    is_formula: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Unsaid,
    Text,
    Number,
    Date,
    Time,
    Boolean,
    Error,
}

pub(super) fn announced(element: &BytesStart<'_>) -> Result<Announced, Unreadable> {
    let damaged = || Unreadable::DamagedOrTooComplex;
    let mut announced = Announced::default();
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| damaged())?;
        match attribute.key.as_ref() {
            "table:formula" => announced.is_formula = true,
            "calcext:value-type" if attribute.value == "error" => announced.kind = Kind::Error,
            "office:value-type" if announced.kind != Kind::Error => {
                announced.kind = match attribute.value.as_ref() {
                    "string" => Kind::Text,
                    "float" | "percentage" | "currency" => Kind::Number,
                    "date" => Kind::Date,
                    "time" => Kind::Time,
                    "boolean" => Kind::Boolean,
                    _ => Kind::Unsaid,
                };
            }
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| damaged())?;
                announced.value = Some(value.into_owned());
            }
            _ => {}
        }
    }
    Ok(announced)
}

/// The cell that we are in, up to its end.
pub(super) fn read(content: &mut Xml<impl BufRead>, announced: Announced) -> Result<CellRef<'static>, Unreadable> {
    let Announced { kind, value, is_formula } = announced;
    let outside = content.depth() - 1;
    let value = match (kind, value.filter(|value| !value.is_empty())) {
        (Kind::Error, _) => {
            let shown = text::read(content)?.filter(|shown| !shown.is_empty());
            let shown = shown.unwrap_or_else(|| "#ERROR!".to_owned()).into();
            return Ok(CellRef::NotText { kind: CellKind::Error, shown });
        }
        (Kind::Text | Kind::Unsaid, Some(text)) => DataRef::String(text),
        (Kind::Text, None) => DataRef::String(text::read(content)?.unwrap_or_default()),
        (Kind::Number, Some(number)) => match number.trim().parse() {
            Ok(number) => DataRef::Float(number),
            Err(_) => return Err(Unreadable::DamagedOrTooComplex),
        },
        (Kind::Boolean, Some(yes)) => DataRef::Bool(yes == "true"),
        (Kind::Date, Some(date)) => DataRef::DateTimeIso(shown_date(&date)),
        (Kind::Time, Some(time)) => DataRef::DurationIso(shown_time(&time)),
        // Of what should have a value and has none, there is what it looks like.
        (_, None) => text::read(content)?.map_or(DataRef::Empty, DataRef::String),
    };
    content.leave(outside)?;
    Ok(if is_formula { shown::formula(value) } else { shown::cell(value) })
}

/// `2024-01-31T18:00:00.000` as other formats show it. A day long ago stands for none, in a time that counts as a date.
fn shown_date(date: &str) -> String {
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let time = time.split(['.', ',', 'Z']).next().unwrap_or_default();
    match time {
        "" | "00:00:00" | "00:00" => day.to_owned(),
        time if day == "1899-12-30" => time.to_owned(),
        time => format!("{day} {time}"),
    }
}

/// `PT18H30M00S` as other formats show it, or as it is.
fn shown_time(time: &str) -> String {
    let parsed = || {
        let (hours, rest) = time.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        let number = |digits: &str| digits.parse::<u32>().ok();
        Some(format!("{:02}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
    };
    parsed().unwrap_or_else(|| time.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_look_as_in_other_formats() {
        for (date, shown) in [
            ("2024-01-31", "2024-01-31"),
            ("2024-01-31T00:00:00", "2024-01-31"),
            ("2024-01-31T18:00:00.000000000", "2024-01-31 18:00:00"),
            ("1899-12-30T12:30:00", "12:30:00"),
        ] {
            assert_eq!(shown_date(date), shown);
        }
        for (time, shown) in [("PT18H30M00S", "18:30:00"), ("PT30H00M01.500S", "30:00:01"), ("PT5S", "PT5S"), ("", "")]
        {
            assert_eq!(shown_time(time), shown);
        }
    }
}
