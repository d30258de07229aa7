//! What is mended in a table before it is carried out.

use super::{Column, ProblemCode};
use serde::{Deserialize, Serialize};

/// One thing that somebody mends. Each can be taken back, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mend {
    /// Another text in one cell.
    Cell {
        /// The row's own number.
        row: u32,
        /// The cell's place in the row as it is shown, from 0: without what a report has added.
        cell: u32,
        /// What stands there from now on.
        text: String,
    },
    /// Another text wherever this one stands in a column, also as one of several groups or roles in a cell.
    Everywhere {
        /// In which column.
        column: Column,
        /// What stands there. Nothing: only rows in which that is wrong get a text.
        from: String,
        /// What stands there from now on.
        to: String,
    },
    /// Whatever is suggested for any problem of this kind.
    Suggestions {
        /// Which kind.
        code: ProblemCode,
    },
    /// A group that is not there is made.
    CreateGroup {
        /// Its path.
        path: String,
    },
    /// Nothing is done for these rows.
    Skip {
        /// Their own numbers.
        rows: Vec<u32>,
    },
    /// Rows that somebody skipped are done after all. What the table itself says is not to be done stays so.
    Unskip {
        /// Their own numbers.
        rows: Vec<u32>,
    },
    /// Nothing is done for the rows with a problem of this kind.
    SkipAll {
        /// Which kind.
        code: ProblemCode,
    },
    /// Nothing is done for the rows in which this stands and has a problem of this kind.
    SkipValue {
        /// Which kind.
        code: ProblemCode,
        /// In which column.
        column: Column,
        /// What the problem says of the cell.
        value: String,
    },
}
