//! Rows on their way out, counted against the limits.

use crate::limits;
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::{Cell, TableRow};

/// Where finished rows go.
pub(crate) type Batch<'a> = &'a mut dyn FnMut(Vec<TableRow>) -> Result<(), Unreadable>;

/// Rows and bytes after which a batch leaves.
const BATCH_ROWS: usize = 4_096;
const BATCH_BYTES: usize = 512 * 1024;

/// Takes rows in their order, leaves out what is empty, and stops at the first limit.
pub(crate) struct Rows<'a> {
    out: Batch<'a>,
    batch: Vec<TableRow>,
    batch_bytes: usize,
    rows: u32,
    cells: usize,
    bytes: usize,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(out: Batch<'a>) -> Self {
        Self { out, batch: Vec::new(), batch_bytes: 0, rows: 0, cells: 0, bytes: 0 }
    }

    /// Takes one row. Its cells are moved out, and the vector is left empty for the next.
    pub(crate) fn push(&mut self, number: u32, cells: &mut Vec<Cell>) -> Result<(), Unreadable> {
        let used = cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        cells.truncate(used);
        if cells.is_empty() {
            return Ok(());
        }
        if used > limits::COLUMNS as usize {
            return Err(Unreadable::TooManyColumns(limits::COLUMNS));
        }
        if self.rows == limits::ROWS {
            return Err(Unreadable::TooManyRows(limits::ROWS));
        }
        let mut bytes = 0;
        for cell in &*cells {
            let text = cell.shown();
            let limit = limits::CELL_CHARS;
            if text.len() > limit as usize && text.chars().count() > limit as usize {
                return Err(Unreadable::CellTooLong { row: number, limit });
            }
            bytes += text.len();
        }
        self.rows += 1;
        self.cells += used;
        self.bytes += bytes;
        if bytes > limits::ROW_BYTES || self.bytes > limits::TEXT_BYTES || self.cells > limits::CELLS {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        let next = Vec::with_capacity(used);
        self.batch.push(TableRow { number, cells: std::mem::replace(cells, next) });
        self.batch_bytes += bytes;
        if self.batch.len() >= BATCH_ROWS || self.batch_bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    /// Sends the rest.
    pub(crate) fn finish(mut self) -> Result<(), Unreadable> {
        if self.rows == 0 {
            return Err(Unreadable::Empty);
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Unreadable> {
        self.batch_bytes = 0;
        (self.out)(std::mem::take(&mut self.batch))
    }
}
