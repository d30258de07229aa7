//! From columns to the types of the domain.

use super::error::Failed;
use rollcall_domain::{EmailAddress, Timestamp};

/// A stored address. Each was parsed before it was stored.
pub(super) fn address(stored: &str) -> Result<EmailAddress, Failed> {
    EmailAddress::parse(stored).map_err(|problem| Failed::damaged(format!("a stored address is none: {problem}")))
}

/// A stored moment, if there is one.
pub(super) fn moment(millis: Option<i64>) -> Option<Timestamp> {
    millis.map(Timestamp::from_millis)
}

/// A stored number of rows or attempts.
pub(super) fn count(stored: i64) -> Result<u32, Failed> {
    u32::try_from(stored).map_err(|_| Failed::damaged(format!("{stored} is no count")))
}
