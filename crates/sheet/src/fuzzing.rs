//! What the fuzz targets need, and tests with files that were made to do harm: here a panic is one, and no damaged file.

use crate::{
    child,
    frames::{Frame, RowsWriter},
    read::{self, Sink},
};
use rollcall_app::ports::{ReadFile, Unreadable};
use rollcall_domain::table::Table;
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// The table in a file, read in this very process.
///
/// # Errors
/// Why there is none.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Unreadable> {
    let mut rows = Vec::new();
    let origin = read::read_bytes(bytes, sheet, &mut rows as &mut dyn Sink)?;
    Ok(Table { sheet: origin.sheet, other_sheets: origin.other_sheets, rows })
}

/// The same, as what a process of its own answers and the one that waits for it understands.
///
/// # Errors
/// Why there is none.
pub fn answered(bytes: &[u8]) -> Result<Table, Unreadable> {
    let mut answer = Vec::new();
    let mut output = RowsWriter::new(&mut answer);
    let last = match read::read_bytes(bytes, None, &mut output) {
        Ok(origin) => Frame::Done { sheet: origin.sheet, other_sheets: origin.other_sheets, hash: [0; 32] },
        Err(reason) => Frame::Refused(reason),
    };
    output.finish(&last).map_err(|_| Unreadable::DamagedOrTooComplex)?;
    received(&answer).map(|read| read.table)
}

/// What is understood of the answer of a process.
///
/// # Errors
/// There is no table in it, or nothing that can be understood.
pub fn received(answer: &[u8]) -> Result<ReadFile, Unreadable> {
    match pin!(child::receive(answer)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(read) => read,
        // Bytes that are all there are never waited for.
        Poll::Pending => Err(Unreadable::DamagedOrTooComplex),
    }
}
