//! What one row says of the columns below it.

use super::{
    Column::{self, Email, FirstName, LastName, Name},
    aliases,
    columns::REPORT,
    products::{Keys, Product},
};
use crate::table::{Cell, Table, TableRow};

/// A row that may be the header of a table.
#[derive(Debug)]
pub(super) struct Headers {
    /// Its index into the rows of the table.
    pub(super) at: usize,
    /// Where the columns are, from the first on.
    pub(super) columns: Vec<(Column, usize)>,
    /// A column that several headers name equally plainly. It has the first of them.
    pub(super) twice: Option<Column>,
    /// Whether it is the header of a report of ours.
    pub(super) is_report: bool,
    /// Whose file it is, if it is the template or the export of another product.
    pub(super) product: Option<&'static Product>,
    /// How many of its cells mean something.
    known: usize,
}

/// How many rows from the top may be titles before the header must have come.
pub const HEADER_WITHIN: usize = 30;

/// How many rows below a header show what it stands over.
const SAMPLE: usize = 50;

/// What is worse than any word whose column is not blank.
const BLANK: usize = 500;

impl Headers {
    /// Finds the header of a table: the first row near the top that names a column for the address and another one that we know; else the first
    /// that names one for the address at all.
    pub(super) fn find(table: &Table) -> Option<Self> {
        let mut lonely = None;
        for at in 0..table.rows.len().min(HEADER_WITHIN) {
            let headers = Self::read(table, at);
            if !headers.knows_the_table() {
                continue;
            }
            if headers.knows_something() || headers.product.is_some() {
                return Some(headers);
            }
            let is_titles = || !table.rows[at].cells.iter().any(|cell| cell.shown().contains('@'));
            if lonely.is_none() && is_titles() {
                lonely = Some(headers);
            }
        }
        lonely
    }

    /// Reads the row with this index as a header.
    pub(super) fn read(table: &Table, at: usize) -> Self {
        let cells = &table.rows[at].cells;
        let below = sample(table, at + 1);
        let keys: Vec<Keys> =
            cells.iter().map(|cell| (aliases::key(cell.shown()), aliases::bracketed(cell.shown()))).collect();
        let product = Product::of(&keys, below);
        let meaning = |(index, cell): (usize, &Cell)| match product.and_then(|product| product.meaning(&keys[index])) {
            Some((Email, rank)) if is_blank(below, index) => Some((Email, rank + BLANK)),
            Some(meaning) => Some(meaning),
            None => plain_meaning(cell.shown(), below, index).map(|(column, rank)| (column, rank * 2)),
        };
        let mut meanings: Vec<Option<(Column, usize)>> = cells.iter().enumerate().map(meaning).collect();
        let is_there = |column: &Column| meanings.iter().flatten().any(|(known, _)| known == column);
        let is_report = REPORT.iter().all(is_there);
        if !is_report {
            for meaning in &mut meanings {
                *meaning = meaning.filter(|(column, _)| !REPORT.contains(column));
            }
        }
        let known = meanings.iter().flatten().count();
        let (columns, twice) = plainest(&meanings);
        let mut headers = Self { at, columns, twice, is_report, product, known };
        headers.halve_name(&keys, below);
        headers
    }

    /// Whether it is the header of a table about people, whatever else it says.
    pub(super) fn knows_the_table(&self) -> bool {
        self.place(Email).is_some()
    }

    /// Whether more than one of its cells means something.
    pub(super) const fn knows_something(&self) -> bool {
        self.known > 1
    }

    /// The place of a column.
    fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, index)| *index)
    }

    /// A bare `Name` beside one half of the name is the other half, unless that stands in it already.
    fn halve_name(&mut self, keys: &[Keys], below: &[TableRow]) {
        let Some(whole) = self.place(Name).filter(|index| aliases::may_be_half_a_name(&keys[*index].0)) else { return };
        let (half, other) = match (self.place(FirstName), self.place(LastName)) {
            (Some(first), None) => (first, LastName),
            (None, Some(last)) => (last, FirstName),
            _ => return,
        };
        let text = |row: &TableRow, index: usize| row.cells.get(index).map_or("", Cell::shown).trim().to_lowercase();
        let both = below.iter().map(|row| (text(row, whole), text(row, half)));
        let both: Vec<_> = both.filter(|(whole, half)| !whole.is_empty() && !half.is_empty()).collect();
        let contained = both.iter().filter(|(whole, half)| whole.contains(half.as_str())).count();
        if contained * 2 <= both.len() {
            for (column, _) in self.columns.iter_mut().filter(|(_, index)| *index == whole) {
                *column = other;
            }
        }
    }
}

/// The rows below a header, as many as show what it stands over.
pub(super) fn sample(table: &Table, from: usize) -> &[TableRow] {
    let rows = table.rows.get(from..).unwrap_or_default();
    &rows[..rows.len().min(SAMPLE)]
}

/// What a header means by its words, and by what stands below it.
fn plain_meaning(header: &str, below: &[TableRow], index: usize) -> Option<(Column, usize)> {
    let meaning = aliases::of_header(header);
    let email = meaning.address.filter(|_| are_addresses(below, index));
    email.map(|rank| (Email, rank)).or(meaning.plain)
}

/// Of several headers with one meaning, the one that says it most plainly has it: `Email` before `Address`, which is a street then.
fn plainest(meanings: &[Option<(Column, usize)>]) -> (Vec<(Column, usize)>, Option<Column>) {
    let mut columns: Vec<(Column, usize)> = Vec::new();
    let mut twice = None;
    for (index, (column, rank)) in meanings.iter().enumerate().filter_map(|(index, meaning)| Some((index, (*meaning)?)))
    {
        if meanings.iter().flatten().any(|(other, its)| *other == column && *its < rank) {
            continue;
        }
        if columns.iter().any(|(known, _)| *known == column) {
            twice = twice.or(Some(column));
        } else {
            columns.push((column, index));
        }
    }
    (columns, twice)
}

fn is_blank(rows: &[TableRow], index: usize) -> bool {
    rows.iter().all(|row| row.cells.get(index).is_none_or(|cell| cell.shown().trim().is_empty()))
}

/// Whether most of what stands in a column are addresses of mail.
fn are_addresses(rows: &[TableRow], index: usize) -> bool {
    let texts = rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| cell.shown().trim());
    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
    let addresses = texts.iter().filter(|text| text.contains('@')).count();
    addresses > 0 && addresses * 2 >= texts.len()
}
