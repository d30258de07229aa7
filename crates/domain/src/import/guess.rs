//! What the columns of a table may mean whose headers do not say it.

use super::{
    Column::{self, Action, Email, FirstName, Group, Language, LastName, Name, Role},
    Mapping, cells,
    headers::{HEADER_WITHIN, Headers, sample},
};
use crate::{
    role,
    table::{Cell, Table, TableRow},
};
use std::collections::HashSet;

/// Guesses the header row and the columns of a table: by the words of its headers, and then by what stands below them.
pub(super) fn guess(table: &Table) -> Mapping {
    let named = Headers::find(table);
    let header = match &named {
        Some(headers) => Some(headers.at),
        None => header_by_shape(table),
    };
    let from = header.unwrap_or(0);
    let width = table.rows.iter().skip(from).map(|row| row.cells.len()).max().unwrap_or_default();
    let words = named.or_else(|| Some(Headers::read(table, header?)));
    let mut columns = vec![None; width];
    for (column, index) in words.iter().flat_map(|headers| &headers.columns) {
        columns[*index] = Some(*column);
    }
    let below = sample(table, header.map_or(0, |header| header + 1));
    let looks: Vec<Looks> = (0..width).map(|index| Looks::of(below, index)).collect();
    // Words that nobody knows may stand over anything, but not beside words that everybody knows.
    let by_looks: &[Column] = if words.is_some_and(|words| words.knows_the_table()) {
        &[Email]
    } else {
        &[Email, Action, Role, Language, Group, Name]
    };
    for column in by_looks {
        let is_taken = columns.contains(&Some(*column))
            || *column == Name && [FirstName, LastName].iter().any(|half| columns.contains(&Some(*half)));
        let free = (0..width).filter(|index| columns[*index].is_none() && !is_taken);
        // Of several that look alike the first.
        let best = free
            .filter(|index| looks[*index].may_be(*column))
            .max_by_key(|index| (looks[*index].like(*column), usize::MAX - index));
        if let Some(index) = best {
            columns[index] = Some(*column);
        }
    }
    Mapping { header_row: header.map(|header| table.rows[header].number), columns, group: None, role: None }
}

/// The row above the first address, if what stands in it is nothing like what stands below.
fn header_by_shape(table: &Table) -> Option<usize> {
    let looks = sample(table, 0);
    let width = looks.iter().map(|row| row.cells.len()).max()?;
    let addresses = |index: &usize| looks.iter().filter(|row| is_address(text(row, *index))).count();
    let email =
        (0..width).max_by_key(|index| (addresses(index), usize::MAX - index)).filter(|index| addresses(index) > 0);
    let Some(email) = email else {
        return (0..table.rows.len().min(HEADER_WITHIN)).find(|at| Headers::read(table, *at).knows_something());
    };
    let first = looks.iter().take(HEADER_WITHIN).position(|row| is_address(text(row, email)))?;
    let at = first.checked_sub(1)?;
    let below = sample(table, first);
    let is_data = |(index, cell): (usize, &Cell)| {
        let shown = cell.shown().trim();
        let is_value = !shown.is_empty() && below.iter().any(|row| text(row, index) == shown);
        is_value || shown.contains('@') || matches!(cell, Cell::NotText { .. })
    };
    // An address that is mistyped must not make a header of its row.
    (!table.rows[at].cells.iter().enumerate().any(is_data)).then_some(at)
}

/// What stands in a column, in numbers.
#[derive(Debug, Default)]
struct Looks {
    filled: usize,
    different: usize,
    addresses: usize,
    actions: usize,
    roles: usize,
    languages: usize,
    paths: usize,
    names: usize,
}

impl Looks {
    fn of(rows: &[TableRow], index: usize) -> Self {
        let mut looks = Self::default();
        let mut seen = HashSet::new();
        for shown in rows.iter().map(|row| text(row, index)).filter(|shown| !shown.is_empty()) {
            looks.filled += 1;
            looks.different += usize::from(seen.insert(shown));
            looks.addresses += usize::from(is_address(shown));
            looks.actions += usize::from(cells::Action::parse(shown).is_some());
            looks.roles += usize::from(is_role(shown));
            looks.languages += usize::from(crate::Language::parse(shown).is_some());
            looks.paths += usize::from(is_path(shown));
            looks.names += usize::from(is_name(shown));
        }
        looks
    }

    /// How many cells look like this column.
    const fn like(&self, column: Column) -> usize {
        match column {
            Email => self.addresses,
            Action => self.actions,
            Role => self.roles,
            Language => self.languages,
            Group => self.paths,
            Name => self.names,
            _ => 0,
        }
    }

    /// Whether most cells do. Hardly any two people have one name, and a group has several people.
    fn may_be(&self, column: Column) -> bool {
        let like = self.like(column);
        like > 0 && like * 2 > self.filled && (column != Name || self.different * 2 > self.filled)
    }
}

fn text(row: &TableRow, index: usize) -> &str {
    row.cells.get(index).map_or("", Cell::shown).trim()
}

fn is_address(text: &str) -> bool {
    text.contains('@') && cells::read_address(cells::split_mailbox(text).1).is_ok()
}

fn is_role(text: &str) -> bool {
    let is = |word: &str| role::name_key(word) == role::name_key(text);
    role::BUILT_IN.iter().any(|(_, name, aliases)| is(name) || aliases.iter().any(|alias| is(alias)))
}

fn is_path(text: &str) -> bool {
    text.contains('/') && !text.contains("://") && !text.contains(|c: char| c.is_ascii_digit())
}

/// Two to four words of letters, each with a capital.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace();
    let is_word = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || "'’.-,".contains(c)) && word.chars().any(char::is_alphabetic)
    };
    (2..=4).contains(&words.clone().count())
        && words.clone().all(is_word)
        && words.filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count() >= 2
}
