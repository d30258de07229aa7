//! The cells of a sheet.

use super::{
    BOF, EOF,
    records::{Records, Texts},
};
use crate::{
    limits,
    read::{CellRef, fields::Fields, formats::Formats, shown, strings::Strings},
};
use calamine::DataRef;
use rollcall_app::ports::Unreadable;

const FORMULA: u16 = 0x0006;
/// The same before Excel 5, alike as far as it is read here. Numbers writes it still.
const FORMULA_3: u16 = 0x0206;
const FORMULA_4: u16 = 0x0406;
const MUL_RK: u16 = 0x00bd;
/// A text with fonts of its own, which is in no table of texts.
const R_STRING: u16 = 0x00d6;
const LABEL_SST: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
/// The text that a formula has resulted in.
const STRING: u16 = 0x0207;
const RK: u16 = 0x027e;
/// What may stand between a formula and its text: an array's formula, a shared one, a table of results.
const OF_FORMULAS: [u16; 3] = [0x0221, 0x04bc, 0x0236];

/// Where a cell stands: in the sheet, from 0, and in the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) row: u16,
    pub(super) column: u16,
    at: u32,
}

/// Reads cells with what all sheets have in common.
pub(super) struct Cells<'a> {
    pub(super) stream: &'a [u8],
    pub(super) texts: Texts,
    pub(super) strings: &'a Strings,
    pub(super) formats: &'a Formats,
}

impl<'a> Cells<'a> {
    /// The places of all cells of the sheet that begins here that may not be empty, in the order of rows and columns. Excel writes them so, but takes
    /// them in any order, and some programs write them as they come; of two at one place, the later one counts.
    pub(super) fn places(&self, start: u32) -> Result<Vec<Place>, Unreadable> {
        let mut records = Records::new(self.stream, start);
        let mut places = Vec::new();
        // Charts in a sheet have their own beginning and end, and records that look like cells.
        let mut depth = 0_u32;
        loop {
            let at = records.at()?;
            let (kind, body) = records.next()?;
            match kind {
                BOF => depth += 1,
                // Where no sheet begins.
                _ if depth == 0 => return Err(Unreadable::DamagedOrTooComplex),
                EOF if depth == 1 => break,
                EOF => depth -= 1,
                _ if depth > 1 => {}
                FORMULA | FORMULA_3 | FORMULA_4 | R_STRING | LABEL_SST | NUMBER | LABEL | BOOL_ERR | RK | MUL_RK => {
                    let mut fields = Fields(body);
                    let (row, first) = (fields.u16()?, fields.u16()?);
                    let last = if kind == MUL_RK { last_column(body)? } else { first };
                    places.extend((first..=last).map(|column| Place { row, column, at }));
                    if places.len() > limits::CELLS {
                        return Err(Unreadable::DamagedOrTooComplex);
                    }
                }
                _ => {}
            }
        }
        places.sort_by_key(|place| (place.row, place.column));
        Ok(places)
    }

    /// The cell at a place, if it is not empty.
    pub(super) fn get(&self, place: Place) -> Result<Option<CellRef<'a>>, Unreadable> {
        let mut records = Records::new(self.stream, place.at);
        let (kind, body) = records.next()?;
        let mut content = records.continued(body);
        let fields = &mut content.fields;
        fields.skip(2)?;
        let first = fields.u16()?;
        if kind == MUL_RK {
            fields.skip(6 * usize::from(place.column - first))?;
        }
        let style = usize::from(fields.u16()?);
        let cell = match kind {
            RK | MUL_RK => self.formats.number(fields.rk()?, style),
            NUMBER => self.formats.number(fields.f64()?, style),
            BOOL_ERR => {
                let value = fields.u8()?;
                bool_or_error(value, fields.u8()? != 0)
            }
            LABEL_SST => shown::cell(DataRef::SharedString(self.strings.get(fields.u32()?)?)),
            FORMULA | FORMULA_3 | FORMULA_4 => self.result(fields.array()?, style, records)?,
            _ => {
                let length = usize::from(fields.u16()?);
                shown::cell(DataRef::String(self.texts.read(&mut content, length)?))
            }
        };
        Ok(Some(cell).filter(|cell| *cell != CellRef::Empty))
    }

    /// The result of a formula ([MS-XLS] §2.5.133), whose text is in a record behind it.
    fn result(&self, value: [u8; 8], style: usize, records: Records<'a>) -> Result<CellRef<'a>, Unreadable> {
        Ok(match value {
            [0, .., 0xff, 0xff] => shown::formula(match self.text_behind(records)? {
                Some(text) => DataRef::String(text),
                None => DataRef::Empty,
            }),
            [kind @ (1 | 2), _, value, .., 0xff, 0xff] => bool_or_error(value, kind == 2),
            // A text of no length.
            [3, .., 0xff, 0xff] => CellRef::Empty,
            number => self.formats.number(f64::from_le_bytes(number), style),
        })
    }

    fn text_behind(&self, mut records: Records<'a>) -> Result<Option<String>, Unreadable> {
        loop {
            let (kind, body) = records.next()?;
            if kind == STRING {
                let mut content = records.continued(body);
                let length = usize::from(content.fields.u16()?);
                return self.texts.read(&mut content, length).map(Some);
            }
            if !OF_FORMULAS.contains(&kind) {
                return Ok(None);
            }
        }
    }
}

/// Where a row of numbers ends: its last field. There are as many numbers.
fn last_column(body: &[u8]) -> Result<u16, Unreadable> {
    let (_, last) = body.split_last_chunk::<2>().ok_or(Unreadable::DamagedOrTooComplex)?;
    Ok(u16::from_le_bytes(*last))
}

fn bool_or_error(value: u8, is_error: bool) -> CellRef<'static> {
    if is_error { shown::error(value) } else { shown::cell(DataRef::Bool(value != 0)) }
}
