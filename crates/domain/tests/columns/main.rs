//! Tables as people have them: where their columns are found, by their headers, by what somebody says, or by what stands in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod any_table;
mod by_content;
mod headers;
mod mappings;
mod products;

use rollcall_domain::{
    import::{Column, Layout},
    table::{Cell, Table, TableRow},
};

/// A table of texts, its rows numbered from 1.
fn table(rows: &[&[&str]]) -> Table {
    let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) };
    let rows = rows.iter().zip(1..).map(|(cells, number)| TableRow { number, cells: cells.iter().map(cell).collect() });
    Table { rows: rows.collect(), ..Table::default() }
}

/// A table of lines whose cells stand between commas.
fn csv(lines: &[&str]) -> Table {
    let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.split(',').collect()).collect();
    table(&lines.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// What stands in these columns of the first row about somebody.
fn first<const N: usize>(layout: &Layout, table: &Table, columns: [Column; N]) -> [String; N] {
    let row = &layout.data_rows(table)[0];
    columns.map(|column| layout.cell(row, column).shown().to_owned())
}
