//! The workbook that says what became of each row, ready to be corrected and read again.

use crate::template::{CELL, TEXT, header_format};
use rollcall_app::ports::{Report, ReportRow};
use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// From so many rows on the sheet is written through a temporary file, in constant memory.
const MANY_ROWS: usize = 5_000;
/// So many cells get a note. Spreadsheet programs take minutes to open more; the colour, and the words at the end of the row, have no limit.
const NOTES: usize = 5_000;
/// Rows that are looked at for the width of a column.
const WIDTH_ROWS: usize = 500;
/// Width in characters of the columns for result, problem and how to fix.
const VERDICT_WIDTHS: [u16; 3] = [14, 55, 55];

pub(crate) fn write(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = if report.rows.len() < MANY_ROWS {
        workbook.add_worksheet()
    } else {
        workbook.add_worksheet_with_constant_memory()?
    };
    sheet.set_name(&report.sheet)?;
    fill(sheet, report)?;
    workbook.save_to_buffer()
}

/// A text of at most `limit` UTF-16 units; what was longer ends in an ellipsis.
pub(crate) fn cut(text: &str, limit: usize) -> Cow<'_, str> {
    // No text has more units than bytes.
    if text.len() <= limit || text.encode_utf16().count() <= limit {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= limit
    });
    Cow::Owned(format!("{}…", &text[..end.map_or(text.len(), |(at, _)| at)]))
}

struct Formats {
    text: Format,
    fault: Format,
    verdict: Format,
    rejected: Format,
}

/// Every cell is a text and stays one when it is edited: format `@`, and the mark that a leading apostrophe leaves, for `=1+1` and its like.
fn formats() -> Formats {
    let text = Format::new().set_num_format_index(TEXT).set_quote_prefix();
    let verdict = text.clone().set_text_wrap().set_align(FormatAlign::Top);
    Formats {
        fault: text.clone().set_background_color(Color::RGB(0x00FF_C7CE)).set_font_color(Color::RGB(0x009C_0006)),
        rejected: verdict.clone().set_background_color(Color::RGB(0x00FF_EBEE)),
        text,
        verdict,
    }
}

fn fill(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    let uploaded = report.headers.len().saturating_sub(3);
    let formats = formats();
    let header = header_format();
    for (column, name) in (0..).zip(&report.headers) {
        let verdict = usize::from(column).checked_sub(uploaded).and_then(|index| VERDICT_WIDTHS.get(index));
        let width = verdict.copied().unwrap_or_else(|| width(report, usize::from(column)));
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, if verdict.is_some() { &formats.verdict } else { &formats.text })?;
        sheet.write_string_with_format(0, column, cut(name, CELL), &header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut notes = 0;
    for (number, row) in (1..).zip(&report.rows) {
        write_row(sheet, number, uploaded, row, &formats, &mut notes)?;
    }
    let last_row = u32::try_from(report.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column =
        u16::try_from(report.headers.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    number: u32,
    uploaded: usize,
    row: &ReportRow,
    formats: &Formats,
    notes: &mut usize,
) -> Result<(), XlsxError> {
    for (column, index) in (0..).zip(0..uploaded) {
        let text = row.cells.get(index).map_or("", String::as_str);
        let fault = row.faults.iter().find(|(at, _)| *at == index);
        let format = if fault.is_some() { &formats.fault } else { &formats.text };
        if text.is_empty() {
            if fault.is_some() {
                sheet.write_blank(number, column, format)?;
            }
        } else {
            sheet.write_string_with_format(number, column, cut(text, CELL), format)?;
        }
        if fault.is_some() && *notes < NOTES {
            *notes += 1;
            sheet.insert_note(number, column, &note(row, index))?;
        }
    }
    let format = if row.rejected { &formats.rejected } else { &formats.verdict };
    for (column, text) in (uploaded..).zip(&row.verdict) {
        let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
        if !text.is_empty() {
            sheet.write_string_with_format(number, column, cut(text, CELL), format)?;
        }
    }
    Ok(())
}

/// All that is wrong with one cell, a line each.
fn note(row: &ReportRow, index: usize) -> Note {
    let lines: Vec<&str> = row.faults.iter().filter(|(at, _)| *at == index).map(|(_, text)| text.as_str()).collect();
    let text = lines.join("\n");
    let height = 40 + 20 * u32::try_from(text.chars().count().min(1_000) / 35).unwrap_or(0);
    Note::new(cut(&text, 1_000)).set_author("").add_author_prefix(false).set_width(260).set_height(height)
}

fn width(report: &Report, column: usize) -> u16 {
    let cells = report.rows.iter().take(WIDTH_ROWS).filter_map(|row| row.cells.get(column));
    let longest = cells.chain(report.headers.get(column)).map(|text| text.chars().take(50).count()).max().unwrap_or(0);
    u16::try_from(longest + 3).unwrap_or(50).clamp(10, 45)
}
