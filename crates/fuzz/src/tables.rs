//! Tables written as text: a row a line, cells between tabs, so that an input can be read and changed by people too.

use rollcall_domain::table::{Cell, CellKind, Table, TableRow};

/// The table in some lines. Empty lines are rows that are blank.
pub(crate) fn table<'a>(lines: impl Iterator<Item = &'a str>) -> Table {
    let rows = (1..).zip(lines).filter(|(_, line)| !line.is_empty());
    let rows = rows.map(|(number, line)| TableRow { number, cells: line.split('\t').take(200).map(cell).collect() });
    Table { rows: rows.collect(), ..Table::default() }
}

/// A cell: a text, or behind a sign something that is none. `\n` is a line break.
fn cell(text: &str) -> Cell {
    let kind = match text.chars().next() {
        None => return Cell::Empty,
        Some('#') => CellKind::Number,
        Some('=') => CellKind::Formula,
        Some('?') => CellKind::FormulaWithoutResult,
        Some('!') => CellKind::Error,
        Some(_) => return Cell::Text(text.replace("\\n", "\n").into()),
    };
    Cell::NotText { kind, shown: text[1..].into() }
}
