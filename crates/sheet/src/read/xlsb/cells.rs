//! The cells of a sheet.

use super::records::Records;
use crate::read::{CellRef, fields::Fields, formats::Formats, shown, strings::Strings};
use calamine::DataRef;
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

const ROW_HDR: u16 = 0;
const BEGIN_SHEET_DATA: u16 = 145;
const END_SHEET_DATA: u16 = 146;
/// An inline text with fonts of its own.
const CELL_RSTRING: u16 = 62;

pub(super) struct Cells<'a, R> {
    records: Records<R>,
    strings: &'a Strings,
    formats: &'a Formats,
    begun: bool,
    row: u32,
    /// Where a cell stands that does not say it: right of the one before.
    next_column: u32,
}

impl<'a, R: BufRead> Cells<'a, R> {
    pub(super) fn new(records: Records<R>, strings: &'a Strings, formats: &'a Formats) -> Self {
        Self { records, strings, formats, begun: false, row: 0, next_column: 0 }
    }

    /// The next cell that is not empty, with its row and column from 0.
    pub(super) fn next(&mut self) -> Result<Option<(u32, u32, CellRef<'a>)>, Unreadable> {
        loop {
            // A sheet does not end before it says so.
            let kind = self.records.next()?.ok_or(Unreadable::DamagedOrTooComplex)?;
            match kind {
                BEGIN_SHEET_DATA => self.begun = true,
                END_SHEET_DATA => return Ok(None),
                _ if !self.begun => {}
                ROW_HDR => {
                    self.row = Fields(self.records.body()?).u32()?;
                    self.next_column = 0;
                }
                1..=18 | CELL_RSTRING => {
                    if let (column, Some(cell)) = self.cell(kind)? {
                        return Ok(Some((self.row, column, cell)));
                    }
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, kind: u16) -> Result<(u32, Option<CellRef<'a>>), Unreadable> {
        let mut fields = Fields(self.records.body()?);
        let column = if (12..=18).contains(&kind) { self.next_column } else { fields.u32()? };
        self.next_column = column.checked_add(1).ok_or(Unreadable::DamagedOrTooComplex)?;
        // The upper eight bits are flags.
        let style = (fields.u32()? & 0x00ff_ffff) as usize;
        let value = match kind {
            // Number, as a cell and as a short one.
            2 | 13 => return Ok((column, Some(self.formats.number(fields.rk()?, style)))),
            // The same in full, and as the result of a formula.
            5 | 16 | 9 => return Ok((column, Some(self.formats.number(fields.f64()?, style)))),
            3 | 14 | 11 => return Ok((column, Some(shown::error(fields.u8()?)))),
            4 | 15 | 10 => DataRef::Bool(fields.u8()? != 0),
            6 | 17 | 8 => DataRef::String(fields.text()?),
            7 | 18 => DataRef::SharedString(self.strings.get(fields.u32()?)?),
            CELL_RSTRING => {
                fields.skip(1)?;
                DataRef::String(fields.text()?)
            }
            // 1 and 12: nothing but a style.
            _ => return Ok((column, None)),
        };
        let is_formula_with_text = kind == 8;
        let cell = if is_formula_with_text { shown::formula(value) } else { shown::cell(value) };
        Ok((column, Some(cell).filter(|cell| *cell != CellRef::Empty)))
    }
}
