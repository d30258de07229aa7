//! The columns of our spreadsheet, and finding them in somebody's table.

use crate::table::{Cell, Table, TableRow};
use serde::{Deserialize, Serialize};

/// A column that means something to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Whom it is about.
    Email,
    /// What they are called.
    Name,
    /// The group, as a path.
    Group,
    /// The role in that group.
    Role,
    /// What to do; Add if empty.
    Action,
    /// In which language they are written to.
    Language,
    /// In a report: what became of the row.
    Result,
    /// In a report: what was wrong.
    Problem,
    /// In a report: what to do about it.
    HowToFix,
}

use Column::{Action, Email, Group, HowToFix, Language, Name, Problem, Result as Outcome, Role};

/// The columns of the template, in order.
pub const TEMPLATE: [Column; 6] = [Email, Name, Group, Role, Action, Language];

/// The columns that a report adds, in order.
pub const REPORT: [Column; 3] = [Outcome, Problem, HowToFix];

/// The words by which each column is known: ours first. Compared without case, space, punctuation and `[Required]`.
const ALIASES: [(Column, &[&str]); 9] = [
    (Email, &["Email", "e-mail", "email address", "e-mail address", "mail", "address", "user email", "email id"]),
    (Name, &["Name", "full name", "display name", "user name", "person"]),
    (Group, &["Group", "group path", "group name", "groups", "department", "team"]),
    (Role, &["Role", "user role", "role name", "permission"]),
    (Action, &["Action", "operation"]),
    (Language, &["Language", "preferred language", "locale"]),
    (Outcome, &["Result"]),
    (Problem, &["Problem"]),
    (HowToFix, &["How to fix"]),
];

/// How many rows from the top may be titles before the header must have come.
const HEADER_WITHIN: usize = 30;

impl Column {
    /// Its word in the template, in reports and in problems.
    pub fn word(self) -> &'static str {
        ALIASES.iter().find(|(column, _)| *column == self).map_or("", |(_, words)| words[0])
    }

    /// Whether a file without it cannot be imported. Name, Action and Language may be missing.
    pub const fn is_required(self) -> bool {
        matches!(self, Email | Group | Role)
    }

    /// Its header in the template.
    pub fn header(self) -> String {
        if self.is_required() { format!("{} [Required]", self.word()) } else { self.word().to_owned() }
    }

    /// Its place among the headers of an uploaded table, where it is there.
    pub fn position(self, headers: &[String]) -> Option<usize> {
        headers.iter().position(|header| Self::of_header(header) == Some(self))
    }

    fn of_header(text: &str) -> Option<Self> {
        let key = header_key(text);
        if key.is_empty() {
            return None;
        }
        ALIASES.iter().find(|(_, words)| words.iter().any(|word| header_key(word) == key)).map(|(column, _)| *column)
    }
}

/// A header without what may differ: case, space, punctuation, and a bracketed or trailing `Required`.
fn header_key(text: &str) -> String {
    let text = text.to_lowercase();
    let plain = text.split(['[', '(']).next().unwrap_or_default();
    plain.trim().trim_end_matches('*').trim_end_matches("required").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where the columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Index into [`Table::rows`] of the header row.
    pub header_row: usize,
    /// The headers, without those that a report has added.
    pub headers: Vec<String>,
    /// Index of the column in a row, by meaning.
    columns: Vec<(Column, usize)>,
    /// Headers that mean nothing to an import.
    pub ignored: Vec<String>,
    /// Whether it is a report of ours that comes back.
    pub is_report: bool,
}

/// Why a table cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTable {
    /// No row near the top names our columns.
    NoHeader,
    /// There is a header row, and these required columns are not in it.
    ColumnsMissing(Vec<Column>),
    /// Two columns have the same meaning.
    ColumnTwice(Column),
    /// Nothing below the header.
    NoRows,
}

impl Layout {
    /// Finds the header row: the first near the top with a column for the address and another one that we know.
    ///
    /// # Errors
    /// Why this cannot be imported.
    pub fn find(table: &Table) -> Result<Self, NoTable> {
        let known = |row: &TableRow| row.cells.iter().filter_map(|c| Column::of_header(c.shown())).collect::<Vec<_>>();
        let header_row = table
            .rows
            .iter()
            .take(HEADER_WITHIN)
            .position(|row| {
                let columns = known(row);
                columns.contains(&Email) && (columns.len() > 1 || row.cells.len() == 1)
            })
            .ok_or(NoTable::NoHeader)?;
        let cells = &table.rows[header_row].cells;
        let mut layout =
            Self { header_row, headers: Vec::new(), columns: Vec::new(), ignored: Vec::new(), is_report: false };
        let marks = known(&table.rows[header_row]);
        layout.is_report = REPORT.iter().all(|column| marks.contains(column));
        for (index, cell) in cells.iter().enumerate() {
            let text = cell.shown().trim();
            match Column::of_header(text).filter(|column| layout.is_report || !REPORT.contains(column)) {
                Some(column) if layout.at(column).is_some() => return Err(NoTable::ColumnTwice(column)),
                Some(column) => layout.columns.push((column, index)),
                None if text.is_empty() => {}
                None => layout.ignored.push(text.to_owned()),
            }
        }
        let missing: Vec<_> =
            TEMPLATE.into_iter().filter(|column| column.is_required() && layout.at(*column).is_none()).collect();
        if !missing.is_empty() {
            return Err(NoTable::ColumnsMissing(missing));
        }
        layout.headers = layout.without_report_columns(cells);
        if layout.data_rows(table).is_empty() {
            return Err(NoTable::NoRows);
        }
        Ok(layout)
    }

    /// The index of a column in a row, if the table has it.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, index)| *index)
    }

    /// What stands in a column of a row.
    pub fn cell<'a>(&self, row: &'a TableRow, column: Column) -> &'a Cell {
        self.at(column).and_then(|index| row.cells.get(index)).unwrap_or(&Cell::Empty)
    }

    /// The rows below the header.
    pub fn data_rows<'a>(&self, table: &'a Table) -> &'a [TableRow] {
        &table.rows[self.header_row + 1..]
    }

    /// The cells of a row as they were uploaded, without the columns that a report has added.
    pub fn without_report_columns(&self, cells: &[Cell]) -> Vec<String> {
        let added: Vec<usize> =
            if self.is_report { REPORT.iter().filter_map(|column| self.at(*column)).collect() } else { Vec::new() };
        let kept = cells.iter().enumerate().filter(|(index, _)| !added.contains(index));
        kept.map(|(_, cell)| cell.shown().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) };
        let rows =
            rows.iter().zip(1..).map(|(cells, number)| TableRow { number, cells: cells.iter().map(cell).collect() });
        Table { rows: rows.collect(), ..Table::default() }
    }

    #[test]
    fn headers_are_found_below_titles_in_any_order_and_case() {
        let table = table(&[
            &["Staff of Acme"],
            &["", "ROLE*", "e-Mail (required)", "Cost centre", "group [Required]"],
            &["", "x"],
        ]);
        let layout = Layout::find(&table).unwrap();
        assert_eq!(
            (layout.header_row, layout.at(Email), layout.at(Role), layout.at(Group)),
            (1, Some(2), Some(1), Some(4))
        );
        assert_eq!(layout.ignored, ["Cost centre"]);
        assert_eq!(layout.headers.len(), 5);
    }

    #[test]
    fn every_column_is_known_by_its_own_header() {
        for column in TEMPLATE.into_iter().chain(REPORT) {
            assert_eq!(Column::of_header(&column.header()), Some(column));
        }
    }

    #[test]
    fn what_keeps_a_table_from_being_imported_is_named() {
        let find = |rows: &[&[&str]]| Layout::find(&table(rows)).unwrap_err();
        assert_eq!(find(&[&["a@example.org", "Sales", "Buyer"]]), NoTable::NoHeader);
        assert_eq!(find(&[&["Email", "Name"], &["x"]]), NoTable::ColumnsMissing(vec![Group, Role]));
        assert_eq!(find(&[&["Email", "Mail", "Group", "Role"], &["x"]]), NoTable::ColumnTwice(Email));
        assert_eq!(find(&[&["Email", "Group", "Role"]]), NoTable::NoRows);
    }

    #[test]
    fn the_columns_of_a_report_are_seen_only_together() {
        let report =
            table(&[&["Result", "Email", "Group", "Role", "Problem", "How to fix"], &["Done", "a", "b", "c", "", ""]]);
        let layout = Layout::find(&report).unwrap();
        assert!(layout.is_report);
        assert_eq!(layout.headers, ["Email", "Group", "Role"]);
        assert_eq!((layout.at(Group), Group.position(&layout.headers)), (Some(2), Some(1)));
        let other = table(&[&["Email", "Group", "Role", "Result"], &["a", "b", "c", "passed"]]);
        let layout = Layout::find(&other).unwrap();
        assert_eq!((layout.is_report, layout.at(Outcome), layout.ignored.len()), (false, None, 1));
    }
}
