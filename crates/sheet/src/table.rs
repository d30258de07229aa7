//! A workbook with one sheet of texts.

use crate::{
    report::cut,
    template::{CELL, TEXT, header_format},
};
use rollcall_app::ports::sheets::{PlainTable, Rows};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Rows of a sheet below its header.
pub(crate) const ROWS: u32 = 1_048_575;

pub(crate) fn write(table: &PlainTable, rows: Rows<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_low_memory()?;
    head(sheet, table)?;
    let last_row = fill(sheet, rows)?;
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    workbook.save_to_buffer()
}

fn head(sheet: &mut Worksheet, table: &PlainTable) -> Result<(), XlsxError> {
    sheet.set_name(&table.sheet)?;
    let (text, header) = (Format::new().set_num_format_index(TEXT), header_format());
    for (index, (name, width)) in (0..).zip(&table.columns) {
        sheet.set_column_width(index, *width)?;
        sheet.set_column_format(index, &text)?;
        sheet.write_string_with_format(0, index, cut(name, CELL), &header)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Writes rows below the header, each cell a text that stays one when it is edited. Returns the number of the last, or
/// [`XlsxError::RowColumnLimitError`] if there are more than a sheet has.
pub(crate) fn fill(sheet: &mut Worksheet, rows: Rows<'_>) -> Result<u32, XlsxError> {
    let text = Format::new().set_num_format_index(TEXT).set_quote_prefix();
    let mut number = 0;
    for cells in rows {
        if number == ROWS {
            return Err(XlsxError::RowColumnLimitError);
        }
        number += 1;
        for (column, cell) in (0..).zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(number, column, cut(cell, CELL), &text)?;
        }
    }
    Ok(number)
}
