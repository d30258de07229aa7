//! Files to rows, in the process that calls. Content decides what a file is, never the ending of its name.

mod archive;
mod book;
mod csv;
mod fields;
mod formats;
mod guard;
mod ods;
mod rows;
mod shown;
mod strings;
mod text;
pub(crate) mod xls;
mod xlsb;
mod xlsx;

pub(crate) use rows::{CellRef, Sink};

use crate::{limits, sniff};
use rollcall_app::ports::Unreadable;
use rows::Rows;
use sha2::{Digest as _, Sha256};
use std::{
    fs::File,
    io::{Read as _, Seek as _},
};

/// From where in the file the rows came.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    /// The sheet's name; empty for a text.
    pub(crate) sheet: String,
    /// Other visible sheets that have a cell.
    pub(crate) other_sheets: Vec<String>,
}

/// Reads a file from its beginning, gives its rows to `sink`, and returns where they came from with the SHA-256 of what was read.
///
/// Of a workbook it is the sheet of this name that is read, or else the most likely one. The file is taken into memory whole, at most 64 MiB, so that what was looked at is what is read, whoever writes to it meanwhile.
pub(crate) fn read(mut file: File, sheet: Option<&str>, sink: &mut dyn Sink) -> Result<(Origin, [u8; 32]), Unreadable> {
    let damaged = |_| Unreadable::DamagedOrTooComplex;
    file.rewind().map_err(damaged)?;
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(damaged)?;
    let origin = read_bytes(&bytes, sheet, sink)?;
    Ok((origin, Sha256::digest(&bytes).into()))
}

pub(crate) fn read_bytes(bytes: &[u8], sheet: Option<&str>, sink: &mut dyn Sink) -> Result<Origin, Unreadable> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(Unreadable::TooLarge(limits::FILE_BYTES / limits::MIB));
    }
    let mut rows = Rows::new(sink);
    let origin = match sniff::kind(bytes)? {
        sniff::Kind::Xlsx => book::read(&mut xlsx::Workbook::open(bytes)?, sheet, &mut rows)?,
        sniff::Kind::Xlsb => book::read(&mut xlsb::Workbook::open(bytes)?, sheet, &mut rows)?,
        sniff::Kind::Xls => book::read(&mut xls::Workbook::open(bytes)?, sheet, &mut rows)?,
        sniff::Kind::Ods => book::read(&mut ods::Workbook::open(bytes)?, sheet, &mut rows)?,
        sniff::Kind::Text => {
            let text = text::decode(bytes)?;
            if let Some(name) = sheet {
                return Err(Unreadable::NoSuchSheet(name.to_owned()));
            }
            csv::read(&text, &mut rows)?;
            Origin::default()
        }
    };
    rows.finish()?;
    Ok(origin)
}

#[cfg(test)]
pub(crate) fn table(bytes: &[u8]) -> Result<rollcall_domain::table::Table, Unreadable> {
    let mut rows = Vec::new();
    let origin = read_bytes(bytes, None, &mut rows)?;
    Ok(rollcall_domain::table::Table { sheet: origin.sheet, other_sheets: origin.other_sheets, rows })
}
