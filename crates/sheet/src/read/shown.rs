//! How a spreadsheet program would roughly show what is no text.

use super::CellRef;
use calamine::{DataRef, ExcelDateTime};
use rollcall_domain::table::CellKind;
use std::borrow::Cow;

/// A cell of a workbook as a cell of a table. A text of no length is no cell.
pub(crate) fn cell(value: DataRef<'_>) -> CellRef<'_> {
    let other = |kind, shown: String| CellRef::NotText { kind, shown: shown.into() };
    match value {
        DataRef::Empty | DataRef::SharedString("") => CellRef::Empty,
        DataRef::SharedString(text) => CellRef::Text(Cow::Borrowed(text)),
        DataRef::String(text) if text.is_empty() => CellRef::Empty,
        DataRef::String(text) => CellRef::Text(Cow::Owned(text)),
        DataRef::Int(number) => other(CellKind::Number, number.to_string()),
        DataRef::Float(number) => other(CellKind::Number, float(number)),
        DataRef::Bool(yes) => other(CellKind::Boolean, if yes { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(date) => other(CellKind::Date, date_time(&date)),
        DataRef::DateTimeIso(shown) | DataRef::DurationIso(shown) => other(CellKind::Date, shown),
        DataRef::Error(error) => other(CellKind::Error, error.to_string()),
    }
}

/// The stored result of a formula. An empty text is a result too, and the cell is empty then.
pub(crate) fn formula(result: DataRef<'_>) -> CellRef<'_> {
    let text = |shown| CellRef::NotText { kind: CellKind::Formula, shown };
    match result {
        DataRef::Empty => CellRef::NotText { kind: CellKind::FormulaWithoutResult, shown: Cow::Borrowed("formula") },
        DataRef::String(shown) if !shown.trim().is_empty() => text(Cow::Owned(shown)),
        DataRef::SharedString(shown) if !shown.trim().is_empty() => text(Cow::Borrowed(shown)),
        other => cell(other),
    }
}

/// An error, by its code in binary workbooks ([MS-XLS] §2.5.10, [MS-XLSB] §2.5.97.2).
pub(crate) fn error(code: u8) -> CellRef<'static> {
    let shown = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR!",
    };
    CellRef::NotText { kind: CellKind::Error, shown: shown.into() }
}

/// With the 15 digits that spreadsheet programs keep, so that 0.1 + 0.2 is 0.3.
fn float(number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e21 || (number != 0.0 && number.abs() < 1e-9) {
        return format!("{number:E}");
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

fn date_time(date: &ExcelDateTime) -> String {
    let days = date.as_f64();
    // Ten thousand years: further out there is no date that a program would show.
    if !(0.0..3_700_000.0).contains(&days) {
        return float(days);
    }
    if date.is_duration() {
        // Below 3.2e11, so nothing is lost.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let seconds = (days * 86_400.0).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if days < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_look_as_in_a_spreadsheet_program() {
        for (number, shown) in [
            (12.0, "12"),
            (0.1 + 0.2, "0.3"),
            (-1.5, "-1.5"),
            (0.0, "0"),
            (1e20, "100000000000000000000"),
            (1e300, "1E300"),
        ] {
            assert_eq!(float(number), shown);
        }
    }

    #[test]
    fn dates_and_times_are_shown_and_no_date_panics() {
        let date = |days, kind| date_time(&ExcelDateTime::new(days, kind, false));
        assert_eq!(date(45_322.0, ExcelDateTimeType::DateTime), "2024-01-31");
        assert_eq!(date(45_322.75, ExcelDateTimeType::DateTime), "2024-01-31 18:00:00");
        assert_eq!(date(0.5, ExcelDateTimeType::DateTime), "12:00:00");
        assert_eq!(date(1.25, ExcelDateTimeType::TimeDelta), "30:00:00");
        for days in [-1.0, 0.0, 1e9, 1e300, f64::NAN, f64::INFINITY, 3_699_999.999_999_9] {
            for kind in [ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta] {
                assert!(!date(days, kind).is_empty());
            }
        }
    }
}
