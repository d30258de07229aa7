//! What the columns of somebody's table mean, where their headers do not say it.

use super::{Column, aliases, columns::REPORT};
use crate::table::Table;
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
/// same one. Tables without headers are like too many others.
pub(super) fn signature(table: &Table, mapping: &Mapping) -> Option<String> {
    let number = mapping.header_row?;
    let row = table.rows.iter().find(|row| row.number == number)?;
    let mut keys: Vec<_> = row.cells.iter().map(|cell| aliases::key(cell.shown())).collect();
    let report = REPORT.map(|column| aliases::key(column.word()));
    if report.iter().all(|key| keys.contains(key)) {
        keys.retain(|key| !report.contains(key));
    }
    keys.truncate(keys.iter().rposition(|key| !key.is_empty()).map_or(0, |last| last + 1));
    let signature = format!("headers {}", keys.join("|"));
    if signature.len() <= LONGEST {
        return Some(signature);
    }
    let mut hash = "hash ".to_owned();
    for byte in Sha256::digest(signature.as_bytes()) {
        let _ = write!(hash, "{byte:02x}");
    }
    Some(hash)
}
