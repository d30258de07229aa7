//! What the columns of a table mean, as the command line says it.

use crate::{answer::Failure, words::say};
use rollcall_domain::{
    import::{Column, Layout, Mapping, columns::REPORT},
    table::{Table, TableRow},
};

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    /// Its header, or its letter.
    header: String,
    /// None: it is passed over.
    column: Option<Column>,
}

/// Reads `E-Mail=Email`. What stands behind the last `=` is the column.
pub(super) fn meant(text: &str) -> Result<Meant, String> {
    let refused = || say("import-map-form", &[("columns", &names().join(", "))]);
    let (header, column) = text.rsplit_once('=').ok_or_else(refused)?;
    let column = match column.trim() {
        "" => None,
        word => Some(known().find(|column| column.word().eq_ignore_ascii_case(word)).ok_or_else(refused)?),
    };
    Ok(Meant { header: header.trim().to_owned(), column })
}

/// How a table is to be read, if anything was said of it: as its own headers say, but for that.
///
/// # Errors
/// The table has no column of that header.
pub(super) fn mapping(
    table: &Table,
    said: &[Meant],
    group: Option<&str>,
    role: Option<&str>,
) -> Result<Option<Mapping>, Failure> {
    if said.is_empty() && group.is_none() && role.is_none() {
        return Ok(None);
    }
    let mut mapping = match Layout::find(table, None) {
        Ok(layout) => layout.mapping(),
        Err(_) => Layout::guess(table),
    };
    // What was taken for something that is said of another column is it no longer.
    mapping
        .columns
        .iter_mut()
        .filter(|known| said.iter().any(|one| one.column == **known))
        .for_each(|known| *known = None);
    for Meant { header, column } in said {
        let at = place(table, &mapping, header).ok_or_else(|| {
            let words: [(_, &dyn ToString); 2] = [("header", header), ("headers", &shown(table))];
            Failure::Own(say("import-no-column", &words))
        })?;
        mapping.columns.resize(mapping.columns.len().max(at + 1), None);
        mapping.columns[at] = *column;
    }
    Ok(Some(Mapping { group: group.map(str::to_owned), role: role.map(str::to_owned), ..mapping }))
}

/// The headers of a table for people, or what stands in its first row.
pub(super) fn shown(table: &Table) -> String {
    let row = header(table, &Layout::guess(table)).or(table.rows.first());
    let cells: Vec<_> = row.into_iter().flat_map(|row| &row.cells).map(|cell| format!("“{}”", cell.shown())).collect();
    cells.join(", ")
}

fn place(table: &Table, mapping: &Mapping, header: &str) -> Option<usize> {
    let cells = self::header(table, mapping).map(|row| &row.cells[..]).unwrap_or_default();
    let named = cells.iter().position(|cell| cell.shown().trim().to_lowercase() == header.to_lowercase());
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    named.or_else(|| letters(header).filter(|at| *at < width))
}

fn header<'a>(table: &'a Table, mapping: &Mapping) -> Option<&'a TableRow> {
    let number = mapping.header_row?;
    table.rows.iter().find(|row| row.number == number)
}

/// The place of a column by its letters: `A` is the first, `AA` the one behind `Z`.
fn letters(text: &str) -> Option<usize> {
    if text.is_empty() || text.len() > 3 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = text.bytes().fold(0, |number, byte| number * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some(number - 1)
}

fn known() -> impl Iterator<Item = Column> {
    Column::ALL.into_iter().filter(|column| !REPORT.contains(column))
}

fn names() -> Vec<&'static str> {
    known().map(Column::word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::{import::NoTable, table::Cell};

    #[test]
    fn columns_are_known_by_their_letters() {
        for (text, place) in
            [("A", Some(0)), ("c", Some(2)), ("AA", Some(26)), ("", None), ("A1", None), ("ABCD", None)]
        {
            assert_eq!(letters(text), place, "{text}");
        }
    }

    #[test]
    fn two_columns_are_not_said_to_mean_the_same() {
        let row = |number, cells: [&str; 3]| TableRow {
            number,
            cells: cells.into_iter().map(|cell| Cell::Text(cell.into())).collect(),
        };
        let rows = vec![row(1, ["Private", "Work", "Email"]), row(2, ["a@x.org", "b@x.org", "c@x.org"])];
        let table = Table { rows, ..Table::default() };
        let said = |texts: &[&str]| {
            let said: Vec<_> = texts.iter().map(|text| meant(text).unwrap()).collect();
            mapping(&table, &said, Some("Sales"), Some("Buyer")).unwrap_or_else(|_| panic!("{texts:?}")).unwrap()
        };
        assert_eq!(said(&["Work=Email"]).columns, [None, Some(Column::Email), None], "not what was taken for it");
        let both = said(&["Private=Email", "Work=Email"]);
        assert_eq!(Layout::find(&table, Some(&both)), Err(NoTable::ColumnTwice(Column::Email)));
    }

    #[test]
    fn a_column_is_said_by_its_header_and_what_it_means() {
        let read = |header: &str, column| Ok(Meant { header: header.to_owned(), column });
        assert_eq!(meant("E-Mail = email"), read("E-Mail", Some(Column::Email)));
        assert_eq!(meant("a=b=Role"), read("a=b", Some(Column::Role)));
        assert_eq!(meant("Notes="), read("Notes", None));
        assert!(meant("Email").is_err() && meant("Status=Result").is_err() && meant("x=King").is_err());
    }
}
