//! Office Open XML workbooks, cell by cell.
//!
//! calamine's `worksheet_range` is never used: it allocates the rectangle between the two outermost cells (calamine#433), and two cells are enough for 550 GB.

use super::{
    CellRef,
    book::{Book, ByRow, Tab, TakeRow},
    guard, shown,
};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use rollcall_app::ports::Unreadable;
use std::io::Cursor;

pub(super) struct Workbook<'a> {
    inner: Xlsx<Cursor<&'a [u8]>>,
    may_have_formulas: bool,
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let may_have_formulas = guard::check(bytes)?;
        let inner = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
        Ok(Self { inner, may_have_formulas })
    }
}

impl Book for Workbook<'_> {
    fn tabs(&self) -> Vec<Tab> {
        let is_visible_table =
            |sheet: &calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
        let sheets = self.inner.sheets_metadata().iter();
        sheets.map(|sheet| Tab { name: sheet.name.clone(), is_visible_table: is_visible_table(sheet) }).collect()
    }

    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
        let name = self.inner.sheets_metadata()[sheet].name.clone();
        let mut reader = match self.inner.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(refusal(&error)),
        };
        let mut rows = ByRow::new(take);
        while let Some(((row, column), value, is_formula)) =
            next(&mut reader, self.may_have_formulas).map_err(|error| refusal(&error))?
        {
            let cell = if is_formula { shown::formula(value) } else { shown::cell(value) };
            if cell == CellRef::Empty {
                continue;
            }
            if rows.put(row, column, cell)?.is_break() {
                return Ok(());
            }
        }
        rows.finish()
    }
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

fn refusal(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Encrypted,
        XlsxError::Unrecognized { typ: "sheet:type", val } if val.contains("macrosheets") => {
            Unreadable::KindNotSupported("xlsm (Excel 4 macros)".into())
        }
        _ => Unreadable::DamagedOrTooComplex,
    }
}
