//! What workbooks of every kind have in common: sheets, of which one is read.

use super::{CellRef, Origin, rows::Rows};
use crate::limits;
use rollcall_app::ports::Unreadable;
use rollcall_domain::{
    import::{HEADER_WITHIN, Layout, NoTable},
    table::{Table, TableRow},
};
use std::ops::ControlFlow;

/// The sheet that is read if there is one, whatever stands before it.
const USERS: &str = "Users";
/// The sheet of our template that explains. It is no table.
const INSTRUCTIONS: &str = "Instructions";
/// Rows of a sheet, in any format and any program.
pub(super) const SHEET_ROWS: u32 = 1_048_576;

/// A sheet, as the workbook announces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tab {
    pub(super) name: String,
    /// Whether a person sees it, and it holds cells: no chart, no macros.
    pub(super) is_visible_table: bool,
}

/// Takes rows by their number, which may be empty, until it breaks.
pub(super) type TakeRow<'a> = dyn FnMut(u32, &[CellRef<'_>]) -> Result<ControlFlow<()>, Unreadable> + 'a;

/// A workbook whose sheets can be read one after the other.
pub(super) trait Book {
    /// All sheets, in their order.
    fn tabs(&self) -> Vec<Tab>;

    /// Gives the rows of a sheet, by its index.
    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable>;

    /// The first rows of a sheet.
    fn start(&mut self, sheet: usize) -> Result<Vec<TableRow>, Unreadable> {
        first_rows(|take| self.rows(sheet, take))
    }
}

/// The rows in which a header is looked for, of those that are given: the first ones that are not blank.
pub(super) fn first_rows(
    give: impl FnOnce(&mut TakeRow<'_>) -> Result<(), Unreadable>,
) -> Result<Vec<TableRow>, Unreadable> {
    let mut rows = Vec::new();
    give(&mut |number, cells| {
        if !cells.iter().all(CellRef::is_blank) {
            rows.push(CellRef::to_row(number, cells));
        }
        Ok(if rows.len() == HEADER_WITHIN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(rows)
}

/// Reads one sheet of a workbook: the visible one of this name, or else the most likely one.
pub(super) fn read(book: &mut dyn Book, wanted: Option<&str>, rows: &mut Rows<'_>) -> Result<Origin, Unreadable> {
    let (sheet, origin) = choose(book, wanted)?;
    book.rows(sheet, &mut |number, cells| rows.push(number, cells).map(ControlFlow::Continue))?;
    Ok(origin)
}

/// Which sheet is read when nobody says it: the one named Users; else the one whose first rows have a header with an address column; else the first
/// one with a cell.
fn choose(book: &mut dyn Book, wanted: Option<&str>) -> Result<(usize, Origin), Unreadable> {
    let tabs = book.tabs();
    let visible: Vec<usize> = (0..tabs.len()).filter(|at| tabs[*at].is_visible_table).collect();
    // Two sheets of one name cannot be told apart by who chooses, and one of them may be hidden.
    if visible.iter().any(|at| tabs.iter().filter(|tab| tab.name == tabs[*at].name).count() > 1) {
        return Err(Unreadable::DamagedOrTooComplex);
    }
    let wanted = match wanted {
        Some(name) => Some(
            visible
                .iter()
                .copied()
                .find(|at| tabs[*at].name == name)
                .ok_or_else(|| Unreadable::NoSuchSheet(name.to_owned()))?,
        ),
        None => None,
    };
    let ranked = visible.into_iter().filter_map(|at| Some((rank(&tabs[at].name, book.start(at))?, at)));
    let filled: Vec<(u8, usize)> = ranked.collect();
    let Some(sheet) = wanted.or_else(|| filled.iter().min().map(|(_, at)| *at)) else {
        return Err(Unreadable::Empty);
    };
    let others = filled.iter().map(|(_, at)| *at).filter(|at| *at != sheet && !same(&tabs[*at].name, INSTRUCTIONS));
    let other_sheets = others.map(|at| tabs[at].name.clone()).collect();
    Ok((sheet, Origin { sheet: tabs[sheet].name.clone(), other_sheets }))
}

/// How likely a sheet is meant, the lowest first; `None` if it has no cell. One that cannot be read counts as one with cells, so that it is named
/// or refused but not passed over.
fn rank(name: &str, start: Result<Vec<TableRow>, Unreadable>) -> Option<u8> {
    let rows = start.ok();
    if rows.as_ref().is_some_and(Vec::is_empty) {
        return None;
    }
    if same(name, USERS) {
        return Some(0);
    }
    if same(name, INSTRUCTIONS) {
        return Some(4);
    }
    let table = Table { rows: rows.unwrap_or_default(), ..Table::default() };
    Some(match Layout::find(&table, None) {
        Ok(_) | Err(NoTable::NoRows) => 1,
        Err(NoTable::NoHeader) => 3,
        Err(_) => 2,
    })
}

fn same(name: &str, other: &str) -> bool {
    name.trim().eq_ignore_ascii_case(other)
}

/// Makes rows of cells that come one after the other.
pub(super) struct ByRow<'a, 't, 'f> {
    take: &'t mut TakeRow<'f>,
    cells: Vec<CellRef<'a>>,
    /// The row of these cells, from 0.
    row: u32,
}

impl<'a, 't, 'f> ByRow<'a, 't, 'f> {
    pub(super) fn new(take: &'t mut TakeRow<'f>) -> Self {
        Self { take, cells: Vec::new(), row: 0 }
    }

    /// Takes the cell at a row and a column, from 0. The rows come in their order.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: CellRef<'a>) -> Result<ControlFlow<()>, Unreadable> {
        if column >= limits::COLUMNS {
            return Err(Unreadable::TooManyColumns(limits::COLUMNS));
        }
        let mut flow = ControlFlow::Continue(());
        if row != self.row {
            // No program writes rows out of order, and those that read repair such a file by throwing away.
            if row < self.row || row >= SHEET_ROWS {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            flow = (self.take)(self.row + 1, &self.cells)?;
            self.cells.clear();
            self.row = row;
        }
        let column = column as usize;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, CellRef::Empty);
        }
        self.cells[column] = cell;
        Ok(flow)
    }

    /// Gives the last row.
    pub(super) fn finish(self) -> Result<(), Unreadable> {
        (self.take)(self.row + 1, &self.cells).map(drop)
    }
}
