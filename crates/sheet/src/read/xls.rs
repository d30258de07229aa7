//! The binary workbooks of Excel 5 to 2003 ([MS-XLS]).
//!
//! calamine reads them whole and puts each sheet into the rectangle between its outermost cells. What that may take is the limit of the process that reads.

use super::{
    CellRef,
    book::{Book, ByRow, Tab, TakeRow},
    shown,
};
use calamine::{Data, DataRef, Range, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use rollcall_app::ports::Unreadable;
use std::io::Cursor;

pub(super) struct Workbook<'a>(Xls<Cursor<&'a [u8]>>);

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => Unreadable::Encrypted,
            _ => Unreadable::DamagedOrTooComplex,
        })?;
        let is = |kind| book.sheets_metadata().iter().any(|sheet| sheet.typ == kind);
        if is(SheetType::MacroSheet) && !is(SheetType::WorkSheet) {
            return Err(Unreadable::KindNotSupported("xls (Excel 4 macros)".into()));
        }
        Ok(Self(book))
    }
}

impl Book for Workbook<'_> {
    fn tabs(&self) -> Vec<Tab> {
        let is_visible_table =
            |sheet: &calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
        let sheets = self.0.sheets_metadata().iter();
        sheets.map(|sheet| Tab { name: sheet.name.clone(), is_visible_table: is_visible_table(sheet) }).collect()
    }

    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
        let damaged = |_| Unreadable::DamagedOrTooComplex;
        let name = self.0.sheets_metadata()[sheet].name.clone();
        let values = self.0.worksheet_range(&name).map_err(damaged)?;
        let formulas = self.0.worksheet_formula(&name).map_err(damaged)?;
        let mut rows = ByRow::new(take);
        let (Some(start), Some(end)) = (least(&values, &formulas), most(&values, &formulas)) else {
            return Ok(());
        };
        for row in start.0..=end.0 {
            for column in start.1..=end.1 {
                let value = values.get_value((row, column)).map_or(DataRef::Empty, data);
                let is_formula = formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
                let cell = if is_formula { shown::formula(value) } else { shown::cell(value) };
                if cell != CellRef::Empty && rows.put(row, column, cell)?.is_break() {
                    return Ok(());
                }
            }
        }
        rows.finish()
    }
}

fn least(values: &Range<Data>, formulas: &Range<String>) -> Option<(u32, u32)> {
    let starts = [values.start(), formulas.start()];
    let starts = starts.iter().flatten();
    starts.copied().reduce(|one, other| (one.0.min(other.0), one.1.min(other.1)))
}

fn most(values: &Range<Data>, formulas: &Range<String>) -> Option<(u32, u32)> {
    let ends = [values.end(), formulas.end()];
    let ends = ends.iter().flatten();
    ends.copied().reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)))
}

fn data(value: &Data) -> DataRef<'_> {
    match value {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(date) => DataRef::DateTimeIso(date.clone()),
        Data::DurationIso(time) => DataRef::DurationIso(time.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}
