//! Office Open XML workbooks, cell by cell.
//!
//! calamine's `worksheet_range` is never used: it allocates the rectangle between the two outermost cells (calamine#433), and two cells are enough for 550 GB.

use super::{CellRef, Origin, guard, rows::Rows, shown};
use crate::limits;
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use rollcall_app::ports::Unreadable;
use std::io::Cursor;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Rows of a sheet, by the format.
const SHEET_ROWS: u32 = 1_048_576;
/// The sheet that is read if there is one, whatever stands before it.
const USERS: &str = "Users";
/// The sheet of our template that explains. It is no table.
const INSTRUCTIONS: &str = "Instructions";

pub(crate) fn read(bytes: &[u8], rows: &mut Rows<'_>) -> Result<Origin, Unreadable> {
    let may_have_formulas = guard::check(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let origin = choose(&mut workbook)?;
    let mut reader = workbook.worksheet_cells_reader(&origin.sheet).map_err(|error| refusal(&error))?;
    let mut cells = Vec::new();
    let mut current = 0;
    while let Some(((row, column), value, is_formula)) =
        next(&mut reader, may_have_formulas).map_err(|error| refusal(&error))?
    {
        if is_nothing(&value) && !is_formula {
            continue;
        }
        if column >= limits::COLUMNS {
            return Err(Unreadable::TooManyColumns(limits::COLUMNS));
        }
        if row != current {
            // No program writes rows out of order, and those that read repair such a file by throwing away.
            if row < current || row >= SHEET_ROWS {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            rows.push(current + 1, &cells)?;
            cells.clear();
            current = row;
        }
        let column = column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, CellRef::Empty);
        }
        cells[column] = if is_formula { shown::formula(value) } else { shown::cell(value) };
    }
    rows.push(current + 1, &cells)?;
    Ok(origin)
}

/// Where a cell stands, its value or a formula's stored result, and whether it is a formula.
type NextCell<'a> = ((u32, u32), DataRef<'a>, bool);

fn next<'a>(
    reader: &mut XlsxCellReader<'a, Cursor<&[u8]>>,
    may_have_formulas: bool,
) -> Result<Option<NextCell<'a>>, XlsxError> {
    if may_have_formulas {
        let cell = reader.next_cell_with_formula_metadata()?;
        return Ok(cell.map(|cell| (cell.pos, cell.value, cell.formula.is_some())));
    }
    Ok(reader.next_cell()?.map(|cell| (cell.get_position(), cell.get_value().clone(), false)))
}

/// Which sheet is read: the visible one named Users; without it, or when it is empty, the first visible one with a cell.
fn choose(workbook: &mut Workbook<'_>) -> Result<Origin, Unreadable> {
    let sheets = workbook.sheets_metadata();
    let visible: Vec<String> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    // Two sheets of one name cannot be told apart when reading, and one of them may be hidden.
    if visible.iter().any(|name| sheets.iter().filter(|sheet| sheet.name == *name).count() > 1) {
        return Err(Unreadable::DamagedOrTooComplex);
    }
    let mut filled: Vec<String> = visible.into_iter().filter(|name| has_cell(workbook, name)).collect();
    let rank = |name: &str| if same(name, USERS) { 0 } else { 1 + u8::from(same(name, INSTRUCTIONS)) };
    let Some(at) = (0..filled.len()).min_by_key(|&at| rank(&filled[at])) else { return Err(Unreadable::Empty) };
    let sheet = filled.remove(at);
    filled.retain(|name| !same(name, INSTRUCTIONS));
    Ok(Origin { sheet, other_sheets: filled })
}

fn same(name: &str, other: &str) -> bool {
    name.trim().eq_ignore_ascii_case(other)
}

/// A sheet that cannot be read counts as one with cells, so that it is named or refused but not passed over.
fn has_cell(workbook: &mut Workbook<'_>, name: &str) -> bool {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return false,
        Err(_) => return true,
    };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) if is_blank(cell.get_value()) => {}
            Ok(None) => return false,
            Ok(Some(_)) | Err(_) => return true,
        }
    }
}

fn is_nothing(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.is_empty(),
        DataRef::SharedString(text) => text.is_empty(),
        _ => false,
    }
}

/// Nothing, or white space, of which no row is made.
fn is_blank(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::String(text) => text.trim().is_empty(),
        DataRef::SharedString(text) => text.trim().is_empty(),
        value => is_nothing(value),
    }
}

fn refusal(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Encrypted,
        XlsxError::Unrecognized { typ: "sheet:type", val } if val.contains("macrosheets") => {
            Unreadable::KindNotSupported("xlsm (Excel 4 macros)".into())
        }
        _ => Unreadable::DamagedOrTooComplex,
    }
}
