//! What the columns of somebody's table mean, where their headers do not say it.

use super::{Column, aliases, columns::REPORT, headers};
use crate::table::{Cell, Table};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// How a table is read: as its headers say, or as somebody has said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Mapping {
    /// The own number of the row with the headers; what stands above it are titles. None: every row is about somebody.
    pub header_row: Option<u32>,
    /// What each column means, from the first on; columns without a meaning are passed over.
    pub columns: Vec<Option<Column>>,
    /// The group of every row that names none.
    pub group: Option<String>,
    /// The role of every row that names none.
    pub role: Option<String>,
}

/// The longest signature, in bytes. What would be longer is known by its hash.
const LONGEST: usize = 2000;

/// By what tables of one kind are known ([`super::Layout::signature`]). What a report of ours has added does not count, since the table is the
/// same one.
pub(super) fn signature(table: &Table, mapping: &Mapping) -> String {
    let header = mapping.header_row.and_then(|number| table.rows.iter().find(|row| row.number == number));
    let signature = match header {
        Some(row) => {
            let mut keys: Vec<_> = row.cells.iter().map(|cell| aliases::key(cell.shown())).collect();
            let report = REPORT.map(|column| aliases::key(column.word()));
            if report.iter().all(|key| keys.contains(key)) {
                keys.retain(|key| !report.contains(key));
            }
            keys.truncate(keys.iter().rposition(|key| !key.is_empty()).map_or(0, |last| last + 1));
            format!("headers {}", keys.join("|"))
        }
        None => format!("columns {}", kinds(table)),
    };
    if signature.len() <= LONGEST {
        return signature;
    }
    let mut hash = "hash ".to_owned();
    for byte in Sha256::digest(signature.as_bytes()) {
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

/// A letter for each column of a table without a header: `@` for addresses, `-` for anything else.
fn kinds(table: &Table) -> String {
    let rows = headers::sample(table, 0);
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let has_address =
        |index| rows.iter().filter_map(|row| row.cells.get(index)).any(|cell: &Cell| cell.shown().contains('@'));
    (0..width).map(|index| if has_address(index) { '@' } else { '-' }).collect()
}
