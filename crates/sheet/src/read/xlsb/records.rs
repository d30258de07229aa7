//! Records, and the texts in them.

use crate::{limits, read::fields::Fields};
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

/// The most bytes of a record that is looked at: a text of a cell in two bytes a character, its formula, and its runs of fonts.
const BODY_BYTES: u32 = 1024 * 1024;

/// Records ([MS-XLSB] §2.1.4) one after the other.
pub(super) struct Records<R> {
    input: R,
    /// Bytes of the present record that were not read.
    left: u32,
    body: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, left: 0, body: Vec::new() }
    }

    /// Goes to the next record and says what it is; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<u16>, Unreadable> {
        self.skip()?;
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low & 0x7f);
        if low & 0x80 != 0 {
            kind |= u16::from(self.needed_byte()? & 0x7f) << 7;
        }
        for shift in [0, 7, 14, 21] {
            let byte = self.needed_byte()?;
            self.left |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(kind))
    }

    /// What is in the present record.
    pub(super) fn body(&mut self) -> Result<&[u8], Unreadable> {
        let damaged = |_| Unreadable::DamagedOrTooComplex;
        if self.left > BODY_BYTES {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        self.body.resize(self.left as usize, 0);
        self.input.read_exact(&mut self.body).map_err(damaged)?;
        self.left = 0;
        Ok(&self.body)
    }

    fn skip(&mut self) -> Result<(), Unreadable> {
        while self.left > 0 {
            let there = self.input.fill_buf().map_err(|_| Unreadable::DamagedOrTooComplex)?.len();
            let skipped = there.min(self.left as usize);
            if skipped == 0 {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            self.input.consume(skipped);
            self.left -= u32::try_from(skipped).unwrap_or(self.left);
        }
        Ok(())
    }

    fn byte(&mut self) -> Result<Option<u8>, Unreadable> {
        let mut byte = [0];
        match self.input.read(&mut byte) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(byte[0])),
            Err(_) => Err(Unreadable::DamagedOrTooComplex),
        }
    }

    fn needed_byte(&mut self) -> Result<u8, Unreadable> {
        self.byte()?.ok_or(Unreadable::DamagedOrTooComplex)
    }
}

impl Fields<'_> {
    /// A text with its length before it, in units of two bytes.
    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let units = self.u32()?;
        self.units(units)
    }

    /// The same where there may be none.
    pub(super) fn nullable_text(&mut self) -> Result<Option<String>, Unreadable> {
        match self.u32()? {
            u32::MAX => Ok(None),
            units => self.units(units).map(Some),
        }
    }

    fn units(&mut self, units: u32) -> Result<String, Unreadable> {
        // Twice what a cell may hold: so that a longer text is named by its row, and no more than that is taken.
        if units > 2 * limits::CELL_CHARS {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        let pairs = self.take(2 * units as usize)?.as_chunks::<2>().0;
        let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
        Ok(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
