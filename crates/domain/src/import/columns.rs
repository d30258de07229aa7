//! The columns of our spreadsheet, and finding them in somebody's table.

use super::Mapping;
use crate::table::{Cell, Table, TableRow};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::LazyLock};

/// A column that means something to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Whom it is about.
    Email,
    /// What they are called.
    Name,
    /// Their given name, where the table has the name in two parts.
    FirstName,
    /// Their family name.
    LastName,
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

use Column::{Action, Email, FirstName, Group, HowToFix, Language, LastName, Name, Problem, Result as Outcome, Role};

/// The columns of the template, in order.
pub const TEMPLATE: [Column; 6] = [Email, Name, Group, Role, Action, Language];

/// The columns that a report adds, in order.
pub const REPORT: [Column; 3] = [Outcome, Problem, HowToFix];

/// What an export says of a user besides, in order: how they stand, and on which days they were invited, joined, and can accept for the last
/// time. An import passes over these.
pub const EXPORT: [&str; 4] = ["Status", "Invited", "Joined", "Last day"];

/// The words by which each column is known: ours first, and the more likely before the less; `address` is often a street. Compared without case, space, punctuation and `[Required]`.
const ALIASES: [(Column, &[&str]); 11] = [
    (Email, &["Email", "e-mail", "email address", "e-mail address", "mail", "user email", "email id", "address"]),
    (Name, &["Name", "full name", "display name", "user name", "person"]),
    (FirstName, &["First name", "given name"]),
    (LastName, &["Last name", "family name", "surname"]),
    (Group, &["Group", "group path", "group name", "groups", "department", "team"]),
    (Role, &["Role", "user role", "role name", "permission"]),
    (Action, &["Action", "operation"]),
    (Language, &["Language", "preferred language", "locale"]),
    (Outcome, &["Result"]),
    (Problem, &["Problem"]),
    (HowToFix, &["How to fix"]),
];

/// By header key: what it means, and its rank among the words for that.
static KNOWN: LazyLock<HashMap<String, (Column, usize)>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (column, words) in ALIASES {
        for (rank, word) in words.iter().enumerate() {
            known.entry(header_key(word)).or_insert((column, rank));
        }
    }
    known
});

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
        let ranked = headers.iter().enumerate().filter_map(|(at, header)| match Self::of_header(header)? {
            (column, rank) if column == self => Some((rank, at)),
            _ => None,
        });
        ranked.min().map(|(_, at)| at)
    }

    /// What a header means, and how plainly it says it: 0 is our own word.
    fn of_header(text: &str) -> Option<(Self, usize)> {
        KNOWN.get(&header_key(text)).copied()
    }
}

/// A header without what may differ: case, space, punctuation, and a bracketed or trailing `Required`.
fn header_key(text: &str) -> String {
    let text = text.to_lowercase();
    let plain = text.split(['[', '(']).next().unwrap_or_default();
    plain.trim().trim_end_matches('*').trim_end_matches("required").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether it is one of the headers that an export has besides the template's.
fn is_of_export(header: &str) -> bool {
    EXPORT.iter().any(|word| header_key(word) == header_key(header))
}

/// Where the columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Index into [`Table::rows`] of the header row.
    pub header_row: usize,
    /// The headers, without those that a report has added, and empty ones over cells to the right of the last.
    pub headers: Vec<String>,
    /// Index of the column in a row, by meaning.
    columns: Vec<(Column, usize)>,
    /// Headers that mean nothing to an import, but for those of an export.
    pub ignored: Vec<String>,
    /// Whether it is a report of ours that comes back.
    pub is_report: bool,
    /// The product whose template for bulk work it is, by its headers: `Google Workspace`.
    pub product: Option<&'static str>,
}

/// Why a table cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTable {
    /// No row near the top names our columns.
    NoHeader,
    /// There is a header row, and these required columns are not in it.
    ColumnsMissing(Vec<Column>),
    /// The word that says it most plainly stands over two columns.
    ColumnTwice(Column),
    /// Nothing below the header.
    NoRows,
}

impl Layout {
    /// Finds the header row: the first near the top with a column for the address and another one that we know. A mapping says it instead.
    ///
    /// # Errors
    /// Why this cannot be imported as it is.
    pub fn find(table: &Table, _mapping: Option<&Mapping>) -> Result<Self, NoTable> {
        let known = |row: &TableRow| {
            row.cells.iter().filter_map(|cell| Some(Column::of_header(cell.shown())?.0)).collect::<Vec<_>>()
        };
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
        let mut layout = Self {
            header_row,
            headers: Vec::new(),
            columns: Vec::new(),
            ignored: Vec::new(),
            is_report: false,
            product: None,
        };
        let marks = known(&table.rows[header_row]);
        layout.is_report = REPORT.iter().all(|column| marks.contains(column));
        // Of several columns with one meaning, the one that says it most plainly has it: `Email` before `Address`, which is a street then.
        let meanings: Vec<Option<(Column, usize)>> = cells
            .iter()
            .map(|cell| Column::of_header(cell.shown()))
            .map(|meaning| meaning.filter(|(column, _)| layout.is_report || !REPORT.contains(column)))
            .collect();
        for (index, cell) in cells.iter().enumerate() {
            let best = meanings[index]
                .filter(|(column, rank)| meanings.iter().flatten().all(|(other, its)| other != column || its >= rank));
            match best {
                Some((column, _)) if layout.at(column).is_some() => return Err(NoTable::ColumnTwice(column)),
                Some((column, _)) => layout.columns.push((column, index)),
                None if cell.shown().trim().is_empty() || is_of_export(cell.shown()) => {}
                None => layout.ignored.push(cell.shown().trim().to_owned()),
            }
        }
        let missing: Vec<_> =
            TEMPLATE.into_iter().filter(|column| column.is_required() && layout.at(*column).is_none()).collect();
        if !missing.is_empty() {
            return Err(NoTable::ColumnsMissing(missing));
        }
        layout.headers = layout.without_report_columns(cells);
        layout.headers.resize(layout.width(table), String::new());
        if layout.data_rows(table).is_empty() {
            return Err(NoTable::NoRows);
        }
        Ok(layout)
    }

    /// How the columns are read, whether their headers or somebody said so.
    pub fn mapping(&self) -> Mapping {
        todo!()
    }

    /// By what tables of one kind are known: their headers, without what may differ.
    pub fn signature(_table: &Table, _mapping: &Mapping) -> String {
        todo!()
    }

    /// What may be meant by a table whose headers do not say it: the row that looks like headers, and what the cells below look like.
    pub fn guess(_table: &Table) -> Mapping {
        Mapping::default()
    }

    /// How many columns were uploaded: as many as the longest row has from the header down.
    fn width(&self, table: &Table) -> usize {
        let added = self.added();
        let width = |row: &TableRow| row.cells.len() - added.iter().filter(|index| **index < row.cells.len()).count();
        table.rows[self.header_row..].iter().map(width).max().unwrap_or_default()
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
        let added = self.added();
        let kept = cells.iter().enumerate().filter(|(index, _)| !added.contains(index));
        kept.map(|(_, cell)| cell.shown().to_owned()).collect()
    }

    /// The indexes of the columns that a report has added.
    fn added(&self) -> Vec<usize> {
        if self.is_report { REPORT.iter().filter_map(|column| self.at(*column)).collect() } else { Vec::new() }
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
        let layout = Layout::find(&table, None).unwrap();
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
            assert_eq!(Column::of_header(&column.header()), Some((column, 0)));
        }
    }

    #[test]
    fn the_columns_that_an_export_adds_are_passed_over_without_a_word() {
        let header: Vec<_> = ["Email", "Group", "Role", "Shoe size"].into_iter().chain(EXPORT).collect();
        let layout =
            Layout::find(&table(&[&header, &["a", "b", "c", "43", "Active", "", "2026-11-21"]]), None).unwrap();
        assert_eq!((layout.ignored, layout.headers.len()), (vec!["Shoe size".to_owned()], 8));
    }

    #[test]
    fn what_keeps_a_table_from_being_imported_is_named() {
        let find = |rows: &[&[&str]]| Layout::find(&table(rows), None).unwrap_err();
        assert_eq!(find(&[&["a@example.org", "Sales", "Buyer"]]), NoTable::NoHeader);
        assert_eq!(find(&[&["Email", "Name"], &["x"]]), NoTable::ColumnsMissing(vec![Group, Role]));
        assert_eq!(find(&[&["Email [Required]", "e-mail", "Group", "Role"], &["x"]]), NoTable::ColumnTwice(Email));
        assert_eq!(find(&[&["Email", "Group", "Role"]]), NoTable::NoRows);
    }

    #[test]
    fn of_two_columns_with_one_meaning_the_plainer_word_has_it_and_the_other_is_ignored() {
        let find = |header: &[&str]| Layout::find(&table(&[header, &["x"]]), None);
        for (header, email, ignored) in [
            (&["Name", "Email", "Address", "Group", "Role"][..], 1, &["Address"][..]),
            (&["Address", "Email", "Department", "Group", "Role"], 1, &["Address", "Department"]),
            (&["Address", "User email", "Team", "Role"], 1, &["Address"]),
            (&["Display name", "Mail", "Name", "Group", "Role"], 1, &["Display name"]),
        ] {
            let layout = find(header).unwrap();
            assert_eq!((layout.at(Email), Email.position(&layout.headers)), (Some(email), Some(email)), "{header:?}");
            assert_eq!(layout.ignored, ignored);
        }
        assert_eq!(find(&["Mail", "Mail", "Group", "Role"]), Err(NoTable::ColumnTwice(Email)), "nobody can say which");
    }

    #[test]
    fn cells_to_the_right_of_the_last_header_have_an_empty_one() {
        let report = ["Email", "Group", "Role", "", "Result", "Problem", "How to fix"];
        for (header, row) in [
            (&["Email", "Group", "Role"][..], &["a", "b", "c", "why"][..]),
            (&report, &["a", "b", "c", "why", "Not done", "", ""]),
        ] {
            let table = table(&[header, &["a", "b"], row]);
            let layout = Layout::find(&table, None).unwrap();
            assert_eq!(layout.headers, ["Email", "Group", "Role", ""]);
            assert_eq!(layout.without_report_columns(&table.rows[2].cells), ["a", "b", "c", "why"]);
        }
    }

    #[test]
    fn the_columns_of_a_report_are_seen_only_together() {
        let report =
            table(&[&["Result", "Email", "Group", "Role", "Problem", "How to fix"], &["Done", "a", "b", "c", "", ""]]);
        let layout = Layout::find(&report, None).unwrap();
        assert!(layout.is_report);
        assert_eq!(layout.headers, ["Email", "Group", "Role"]);
        assert_eq!((layout.at(Group), Group.position(&layout.headers)), (Some(2), Some(1)));
        let other = table(&[&["Email", "Group", "Role", "Result"], &["a", "b", "c", "passed"]]);
        let layout = Layout::find(&other, None).unwrap();
        assert_eq!((layout.is_report, layout.at(Outcome), layout.ignored.len()), (false, None, 1));
    }
}
