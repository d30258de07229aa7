//! The workbook that administrators fill in.

use crate::{
    report::cut,
    table::{self, fill},
};
use rollcall_app::ports::sheets::{Rows, Template, TemplateColumn};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

/// Rows beyond those that are filled in for which dropdowns and hints are made.
const READY_ROWS: u32 = 10_000;
/// The hidden sheet with what the dropdowns offer: a list that stands in the validation itself may have 255 characters only.
const LISTS: &str = "Lists";

pub(crate) const ACCENT: Color = Color::RGB(0x0027_4C77);

pub(crate) fn write(template: &Template) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    head(sheet, template)?;
    offer(sheet, template, READY_ROWS)?;
    add_other_sheets(&mut workbook, template)?;
    workbook.save_to_buffer()
}

/// The same with rows.
pub(crate) fn filled(template: &Template, rows: Rows<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Of the texts each is kept once, and stands in the file once: with all of them in each row, as in constant memory, the file of an account
    // with long paths would unpack to more than is read again.
    let sheet = workbook.add_worksheet_with_low_memory()?;
    head(sheet, template)?;
    let last = fill(sheet, rows)?;
    offer(sheet, template, table::ROWS.min(last + READY_ROWS))?;
    add_other_sheets(&mut workbook, template)?;
    workbook.save_to_buffer()
}

fn add_other_sheets(workbook: &mut Workbook, template: &Template) -> Result<(), XlsxError> {
    instructions(workbook.add_worksheet().set_name(&template.instructions_sheet)?, &template.instructions)?;
    if template.columns.iter().any(|column| !column.choices.is_empty()) {
        lists(workbook.add_worksheet().set_name(LISTS)?, &template.columns)?;
    }
    Ok(())
}

/// The header of a table, here and in the report.
pub(crate) fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(ACCENT)
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_num_format_index(TEXT)
        .set_quote_prefix()
}

fn head(sheet: &mut Worksheet, template: &Template) -> Result<(), XlsxError> {
    sheet.set_name(&template.users_sheet)?;
    let text = Format::new().set_num_format_index(TEXT);
    let header = header_format();
    for (index, column) in (0..).zip(&template.columns) {
        sheet.set_column_width(index, column.width.clamp(4, 255))?;
        sheet.set_column_format(index, &text)?;
        sheet.write_string_with_format(0, index, cut(&column.header, CELL), &header)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_selection(1, 0, 1, 0)?;
    sheet.set_active(true);
    Ok(())
}

/// Dropdowns and hints, down to a row.
fn offer(sheet: &mut Worksheet, template: &Template, last_row: u32) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(&template.columns) {
        if let Some(validation) = validation(index, column)? {
            sheet.add_data_validation(1, index, last_row, index, &validation)?;
        }
    }
    Ok(())
}

/// Another entry than those offered is warned of and not refused: a group may be new.
fn validation(index: u16, column: &TemplateColumn) -> Result<Option<DataValidation>, XlsxError> {
    let validation = if column.choices.is_empty() {
        DataValidation::new().allow_any_value()
    } else {
        let letters = rust_xlsxwriter::utility::column_number_to_name(index);
        let range = format!("={LISTS}!${letters}$1:${letters}${}", column.choices.len());
        DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(DataValidationErrorStyle::Warning)
    };
    if column.hint.is_empty() {
        return Ok((!column.choices.is_empty()).then_some(validation));
    }
    let validation = validation.set_input_title(cut(&column.header, 32))?.set_input_message(cut(&column.hint, 255))?;
    Ok(Some(validation))
}

fn instructions(sheet: &mut Worksheet, paragraphs: &[String]) -> Result<(), XlsxError> {
    let title = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color(ACCENT)
        .set_text_wrap()
        .set_num_format_index(TEXT)
        .set_quote_prefix();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format_index(TEXT).set_quote_prefix();
    sheet.set_column_width(0, 100)?;
    for (row, paragraph) in (0..).zip(paragraphs) {
        // One row lies empty below the title.
        let row = if row == 0 { 0 } else { row + 1 };
        sheet.write_string_with_format(row, 0, cut(paragraph, CELL), if row == 0 { &title } else { &text })?;
    }
    sheet.set_screen_gridlines(false);
    Ok(())
}

fn lists(sheet: &mut Worksheet, columns: &[TemplateColumn]) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format_index(TEXT).set_quote_prefix();
    for (index, column) in (0..).zip(columns) {
        for (row, choice) in (0..).zip(&column.choices) {
            sheet.write_string_with_format(row, index, cut(choice, CELL), &text)?;
        }
    }
    sheet.set_very_hidden(true);
    Ok(())
}

/// The built-in number format `@`: whatever is typed is a text.
pub(crate) const TEXT: u8 = 49;
/// Characters of a cell, in UTF-16 as Excel counts.
pub(crate) const CELL: usize = 32_767;
