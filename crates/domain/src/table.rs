//! A table as it was read from a file, before anything is known about its columns.

use serde::{Deserialize, Serialize};

/// The sheet of a workbook that was read, or the whole of a CSV file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name; empty for CSV.
    pub sheet: String,
    /// Other visible sheets of the workbook that were not read.
    pub other_sheets: Vec<String>,
    /// Every row that has a cell, in the order of the file.
    pub rows: Vec<TableRow>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// The number that a spreadsheet program shows beside the row, from 1. For CSV: the line on which the record begins.
    pub number: u32,
    /// The cells from column A on; trailing empty ones may be missing.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing there.
    Empty,
    /// A text, exactly as it stands in the file (not trimmed).
    Text(Box<str>),
    /// Something that is no text, where only text is expected.
    NotText {
        /// What it is.
        kind: CellKind,
        /// How a spreadsheet program would roughly show it.
        shown: Box<str>,
    },
}

/// What a cell is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellKind {
    /// A number.
    Number,
    /// A date or a time.
    Date,
    /// TRUE or FALSE.
    Boolean,
    /// `#N/A`, `#REF!` and the like.
    Error,
    /// A formula whose result is a text, which is what is shown.
    Formula,
    /// A formula whose result the file does not have: a program wrote it that does not calculate.
    FormulaWithoutResult,
}

impl Cell {
    /// What a person would see in the cell.
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) => text,
            Self::NotText { shown, .. } => shown,
        }
    }
}
