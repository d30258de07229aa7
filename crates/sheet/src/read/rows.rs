//! Rows on their way out, counted against the limits.

use crate::limits;
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::{Cell, CellKind, TableRow};
use serde::Serialize;
use std::borrow::Cow;

/// A [`Cell`] whose text may still stand where it was read, so that nothing is copied on the way to the parent. Serialized it is the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) enum CellRef<'a> {
    Empty,
    Text(Cow<'a, str>),
    NotText { kind: CellKind, shown: Cow<'a, str> },
}

impl CellRef<'_> {
    fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) => text,
            Self::NotText { shown, .. } => shown,
        }
    }

    /// Whether it is nothing but white space (NBSP too), of which no row is made.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::NotText { .. } => false,
        }
    }

    pub(super) fn to_row(number: u32, cells: &[Self]) -> TableRow {
        TableRow { number, cells: cells.iter().map(Self::to_cell).collect() }
    }

    fn to_cell(&self) -> Cell {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text((&**text).into()),
            Self::NotText { kind, shown } => Cell::NotText { kind: *kind, shown: (&**shown).into() },
        }
    }
}

/// Where rows go.
pub(crate) trait Sink {
    /// Takes a row. Its last cell is not empty.
    fn row(&mut self, number: u32, cells: &[CellRef<'_>]) -> Result<(), Unreadable>;
}

impl Sink for Vec<TableRow> {
    fn row(&mut self, number: u32, cells: &[CellRef<'_>]) -> Result<(), Unreadable> {
        self.push(CellRef::to_row(number, cells));
        Ok(())
    }
}

/// Takes rows in their order, leaves out blank ones, and stops at the first limit.
pub(crate) struct Rows<'a> {
    sink: &'a mut dyn Sink,
    count: usize,
    cells: usize,
    bytes: usize,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, count: 0, cells: 0, bytes: 0 }
    }

    /// Takes one row, which may be empty or end in empty cells.
    pub(crate) fn push(&mut self, number: u32, cells: &[CellRef<'_>]) -> Result<(), Unreadable> {
        let used = cells.iter().rposition(|cell| *cell != CellRef::Empty).map_or(0, |last| last + 1);
        if cells[..used].iter().all(CellRef::is_blank) {
            return Ok(());
        }
        if used > limits::COLUMNS as usize {
            return Err(Unreadable::TooManyColumns(limits::COLUMNS));
        }
        if self.count == limits::ROWS_IN_ALL {
            return Err(Unreadable::TooManyRows(limits::ROWS));
        }
        let mut bytes = 0;
        for text in cells.iter().map(CellRef::shown) {
            let limit = limits::CELL_CHARS;
            if text.len() > limit as usize && text.chars().count() > limit as usize {
                return Err(Unreadable::CellTooLong { row: number, limit });
            }
            bytes += text.len();
        }
        self.count += 1;
        self.cells += used;
        self.bytes += bytes;
        if bytes > limits::ROW_BYTES || self.bytes > limits::TEXT_BYTES || self.cells > limits::CELLS {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        self.sink.row(number, &cells[..used])
    }

    /// A file without a row is an empty one.
    pub(crate) fn finish(self) -> Result<(), Unreadable> {
        if self.count == 0 { Err(Unreadable::Empty) } else { Ok(()) }
    }
}
