//! Bulk work: a statement takes thousands of rows as one JSON text, and SQL spreads it out with `json_each`.

use super::error::Failed;
use serde::Serialize;

/// How many rows a statement takes at once: enough that a statement's own cost vanishes, few enough that a batch stays small in
/// memory and that progress is seen.
pub(super) const BATCH: usize = 5_000;

/// The rows of a batch as JSON.
pub(super) fn json<T: Serialize + ?Sized>(rows: &T) -> Result<String, Failed> {
    serde_json::to_string(rows).map_err(|error| Failed::unexpected(error.to_string()))
}
