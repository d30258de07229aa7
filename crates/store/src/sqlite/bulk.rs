//! Bulk work: a statement takes thousands of rows as one JSON text, which SQL spreads out with `json_each`; and gives thousands of
//! rows as one JSON text, which SQL gathers with `json_group_array`. A row by itself costs several times as much in sqlx.

use super::{error::Failed, words::Word};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// How many rows a statement takes at once: enough that a statement's own cost vanishes, few enough that a batch stays small in
/// memory and that progress is seen.
pub(super) const BATCH: usize = 5_000;

/// The rows of a batch as JSON.
pub(super) fn json<T: Serialize + ?Sized>(rows: &T) -> Result<String, Failed> {
    serde_json::to_string(rows).map_err(|error| Failed::unexpected(error.to_string()))
}

/// Numbers in order, each once.
pub(super) fn distinct(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Reads rows that SQL gathered.
pub(super) fn from_json<'a, T: Deserialize<'a>>(gathered: &'a str) -> Result<T, Failed> {
    serde_json::from_str(gathered).map_err(|error| Failed::damaged(error.to_string()))
}

/// A word in a gathered row.
pub(super) struct Stored<T>(pub(super) T);

impl<'de, T: Word> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = <&str>::deserialize(deserializer)?;
        T::from_stored(word).map(Self).map_err(|failed| D::Error::custom(failed.0))
    }
}
