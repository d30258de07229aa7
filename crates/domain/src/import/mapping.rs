//! What the columns of somebody's table mean, where their headers do not say it.

use super::Column;
use serde::{Deserialize, Serialize};

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
