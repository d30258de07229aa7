//! Where the columns of somebody's table are.

use super::{
    Column::{self, Action, Email, Group, Role},
    Mapping, aliases,
    columns::{EXPORT, REPORT, TEMPLATE},
    guess,
    headers::Headers,
    mapping, products,
};
use crate::table::{Cell, Table, TableRow};

/// Where the columns of a table are.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Index into [`Table::rows`] of the header row. None: every row is about somebody.
    pub header_row: Option<usize>,
    /// The headers, without those that a report has added, and empty ones over cells to the right of the last. Of a table without a header row:
    /// our words for its columns.
    pub headers: Vec<String>,
    /// Headers that mean nothing to an import, but for those of an export.
    pub ignored: Vec<String>,
    /// Whether it is a report of ours that comes back.
    pub is_report: bool,
    /// The product whose template for bulk work, or whose export it is, by its headers: `Google Workspace`.
    pub product: Option<&'static str>,
    /// Index of the column in a row, by meaning, from the first on.
    columns: Vec<(Column, usize)>,
    /// The own number of the header row.
    header_number: Option<u32>,
    /// Index into [`Table::rows`] of the first row that is about somebody.
    pub(super) first_row: usize,
    /// How many cells the longest row has from the header down.
    cells: usize,
    /// The group and the role of every row that names none.
    group: Cell,
    role: Cell,
}

/// Why a table cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTable {
    /// No row near the top names our columns; or the row that was said to be the header is not there.
    NoHeader,
    /// There is a header row, and these required columns are not in it.
    ColumnsMissing(Vec<Column>),
    /// The word that says it most plainly stands over two columns; or two columns were said to be this one.
    ColumnTwice(Column),
    /// Nothing below the header.
    NoRows,
}

impl Layout {
    /// Finds the header row: the first near the top with a column for the address and another one that we know. A mapping says it instead.
    ///
    /// # Errors
    /// Why this cannot be imported as it is.
    pub fn find(table: &Table, mapping: Option<&Mapping>) -> Result<Self, NoTable> {
        let layout = match mapping {
            Some(mapping) => Self::mapped(table, mapping)?,
            None => Self::said_by_headers(table)?,
        };
        let is_missing = |column: &Column| layout.is_required(*column) && layout.at(*column).is_none();
        let missing: Vec<_> = TEMPLATE.into_iter().filter(is_missing).collect();
        if !missing.is_empty() {
            return Err(NoTable::ColumnsMissing(missing));
        }
        if layout.data_rows(table).is_empty() {
            return Err(NoTable::NoRows);
        }
        Ok(layout)
    }

    /// How the columns are read, whether their headers or somebody said so.
    pub fn mapping(&self) -> Mapping {
        let mut columns = vec![None; self.cells];
        for (column, index) in &self.columns {
            columns[*index] = Some(*column);
        }
        let text = |cell: &Cell| Some(cell.shown().to_owned()).filter(|text| !text.is_empty());
        Mapping { header_row: self.header_number, columns, group: text(&self.group), role: text(&self.role) }
    }

    /// By what tables of one kind are known: their headers, without what may differ. None: it has no header.
    pub fn signature(table: &Table, mapping: &Mapping) -> Option<String> {
        mapping::signature(table, mapping)
    }

    /// What may be meant by a table whose headers do not say it: the row that looks like headers, and what the cells below look like.
    pub fn guess(table: &Table) -> Mapping {
        guess::guess(table)
    }

    /// The product whose template or export a table is, by the headers that a mapping names, also where it lacks something.
    pub fn product_of(table: &Table, mapping: &Mapping) -> Option<&'static str> {
        let header = table.rows.iter().position(|row| Some(row.number) == mapping.header_row)?;
        product(table, header)
    }

    /// The index of a column in a row, if the table has it.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, index)| *index)
    }

    /// Its place among the cells that were uploaded, which are those without what a report has added.
    pub fn place(&self, column: Column) -> Option<usize> {
        let index = self.at(column)?;
        Some(index - self.added().iter().filter(|added| **added < index).count())
    }

    /// What stands in a column of a row, or what stands for it where nothing does.
    pub fn cell<'a>(&'a self, row: &'a TableRow, column: Column) -> &'a Cell {
        let cell = self.at(column).and_then(|index| row.cells.get(index)).unwrap_or(&Cell::Empty);
        let otherwise = match column {
            Group => &self.group,
            Role => &self.role,
            Action => return self.product.and_then(|product| products::action(product, cell)).unwrap_or(cell),
            _ => return cell,
        };
        if *otherwise != Cell::Empty && cell.shown().trim().is_empty() { otherwise } else { cell }
    }

    /// The rows that are about somebody.
    pub fn data_rows<'a>(&self, table: &'a Table) -> &'a [TableRow] {
        table.rows.get(self.first_row..).unwrap_or_default()
    }

    /// The cells of a row as they were uploaded, without the columns that a report has added.
    pub fn without_report_columns(&self, cells: &[Cell]) -> Vec<String> {
        let added = self.added();
        let kept = cells.iter().enumerate().filter(|(index, _)| !added.contains(index));
        kept.map(|(_, cell)| cell.shown().to_owned()).collect()
    }

    fn said_by_headers(table: &Table) -> Result<Self, NoTable> {
        let headers = Headers::find(table).ok_or(NoTable::NoHeader)?;
        if let Some(column) = headers.twice {
            return Err(NoTable::ColumnTwice(column));
        }
        Ok(Self::new(table, Some(headers.at), headers.columns, headers.is_report, &Mapping::default()))
    }

    /// The columns that somebody said, to the letter. What a report has added is seen all the same.
    fn mapped(table: &Table, mapping: &Mapping) -> Result<Self, NoTable> {
        let place = |number| table.rows.iter().position(|row| row.number == number).ok_or(NoTable::NoHeader);
        let header = mapping.header_row.map(place).transpose()?;
        let again =
            |(at, column): &(usize, &Option<Column>)| column.is_some() && mapping.columns[..*at].contains(column);
        if let Some(column) = mapping.columns.iter().enumerate().find(again).and_then(|(_, column)| *column) {
            return Err(NoTable::ColumnTwice(column));
        }
        let cells = longest(table, header);
        let said = mapping.columns.iter().take(cells).enumerate();
        let mut columns: Vec<_> = said.filter_map(|(index, column)| Some(((*column)?, index))).collect();
        if let Some(header) = header {
            let is_free = |column: Column, index: usize| {
                !mapping.columns.contains(&Some(column)) && !columns.iter().any(|(_, known)| *known == index)
            };
            let mut report = Headers::read(table, header).columns;
            report.retain(|(column, index)| REPORT.contains(column) && is_free(*column, *index));
            columns.append(&mut report);
            columns.sort_by_key(|(_, index)| *index);
        }
        let is_there = |column: &Column| columns.iter().any(|(known, _)| known == column);
        let is_report = REPORT.iter().all(is_there);
        if !is_report {
            columns.retain(|(column, _)| !REPORT.contains(column));
        }
        Ok(Self::new(table, header, columns, is_report, mapping))
    }

    fn new(
        table: &Table,
        header: Option<usize>,
        columns: Vec<(Column, usize)>,
        is_report: bool,
        mapping: &Mapping,
    ) -> Self {
        let otherwise = |text: &Option<String>| match text.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => Cell::Text(text.into()),
            _ => Cell::Empty,
        };
        let examples =
            header.map_or(0, |header| table.rows[header + 1..].iter().take_while(|row| is_example(row)).count());
        let mut layout = Self {
            header_row: header,
            headers: Vec::new(),
            ignored: Vec::new(),
            is_report,
            product: header.and_then(|header| product(table, header)),
            columns,
            header_number: header.map(|header| table.rows[header].number),
            first_row: header.map_or(0, |header| header + 1 + examples),
            cells: longest(table, header),
            group: otherwise(&mapping.group),
            role: otherwise(&mapping.role),
        };
        if let Some(header) = header {
            let cells = &table.rows[header].cells;
            layout.ignored = layout.meaningless(cells);
            layout.headers = layout.without_report_columns(cells);
        } else {
            layout.headers = vec![String::new(); layout.cells];
            for (column, index) in &layout.columns {
                column.word().clone_into(&mut layout.headers[*index]);
            }
        }
        layout.headers.resize(layout.width(table), String::new());
        layout
    }

    /// The headers that mean nothing to an import, but for those of an export.
    fn meaningless(&self, cells: &[Cell]) -> Vec<String> {
        let is_known = |index: &usize| self.columns.iter().any(|(_, known)| known == index);
        let rest = cells.iter().enumerate().filter(|(index, _)| !is_known(index));
        let rest = rest.map(|(_, cell)| cell.shown().trim()).filter(|header| !header.is_empty());
        rest.filter(|header| !is_of_export(header)).map(str::to_owned).collect()
    }

    /// Without a group or a role a row can only take something away, or do nothing.
    fn is_required(&self, column: Column) -> bool {
        let otherwise = match column {
            Email => return true,
            Group => &self.group,
            Role => &self.role,
            _ => return false,
        };
        *otherwise == Cell::Empty && self.at(Action).is_none()
    }

    /// How many columns were uploaded: as many as the longest row has from the header down.
    fn width(&self, table: &Table) -> usize {
        let added = self.added();
        let width = |row: &TableRow| row.cells.len() - added.iter().filter(|index| **index < row.cells.len()).count();
        table.rows[self.header_row.unwrap_or(0)..].iter().map(width).max().unwrap_or_default()
    }

    /// The indexes of the columns that a report has added.
    pub(super) fn added(&self) -> Vec<usize> {
        if self.is_report { REPORT.iter().filter_map(|column| self.at(*column)).collect() } else { Vec::new() }
    }
}

/// The product whose template or export it is, by its headers.
fn product(table: &Table, header: usize) -> Option<&'static str> {
    Headers::read(table, header).product.map(|product| product.name)
}

/// How many cells the longest row has from the header down.
fn longest(table: &Table, header: Option<usize>) -> usize {
    table.rows[header.unwrap_or(0)..].iter().map(|row| row.cells.len()).max().unwrap_or_default()
}

/// Whether it is one of the headers that an export has besides the template's.
fn is_of_export(header: &str) -> bool {
    EXPORT.iter().any(|word| aliases::key(word) == aliases::key(header))
}

/// Whether a row below the header only shows how a template is filled in: `Example: chris@contoso.com`.
fn is_example(row: &TableRow) -> bool {
    let mut texts = row.cells.iter().map(|cell| cell.shown().trim()).filter(|text| !text.is_empty());
    let word = texts.next().and_then(|text| text.split_once(':')).map(|(word, _)| word.trim()).unwrap_or_default();
    ["example", "beispiel", "ejemplo", "exemple", "esempio"].iter().any(|example| word.eq_ignore_ascii_case(example))
}
