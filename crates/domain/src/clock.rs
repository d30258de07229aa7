//! Time as a parameter.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A moment in UTC, to the millisecond: what the workspace stores and everything compares.
///
/// It is written as RFC 3339, `2026-11-21T14:02:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// Milliseconds of one hour.
pub const HOUR_MS: i64 = 60 * 60 * 1000;

/// Milliseconds of one day. Days of Rollcall are always 24 hours: they are counted in UTC.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Timestamp {
    /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This moment and `days` times 24 hours.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY_MS)
    }

    /// This moment and so many seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    /// When the day in UTC began in which this moment lies.
    #[must_use]
    pub const fn start_of_day(self) -> Self {
        Self(self.0 - self.0.rem_euclid(DAY_MS))
    }

    /// The end of a day in UTC, written `2026-12-31`: the first moment that is no longer of it. `None` if the text is no day.
    pub fn end_of_day(day: &str) -> Option<Self> {
        let day: jiff::civil::Date = day.trim().parse().ok()?;
        let end = day.tomorrow().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(end.timestamp().into())
    }

    /// The day in UTC whose end this is, or in which it lies, written `2026-12-31`.
    pub fn last_day(self) -> String {
        Self(self.0 - 1).to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
    }

    /// For formatting in words.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(value: jiff::Timestamp) -> Self {
        Self(value.as_millisecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.to_jiff())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse::<jiff::Timestamp>().map(Self::from).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "specta")]
impl specta::Type for Timestamp {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

/// Where the time comes from. Production reads the machine's clock in the composition roots; tests move theirs.
pub trait Clock: Send + Sync {
    /// The current moment. It may run backwards, as machines' clocks do; the workspace remembers the latest it has seen.
    fn now(&self) -> Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_written_and_read_as_rfc_3339() {
        let moment = Timestamp::from_millis(1_795_269_720_000);
        let json = serde_json::to_string(&moment).unwrap();
        assert_eq!(json, "\"2026-11-21T14:02:00.000Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), moment);
    }

    #[test]
    fn a_day_ends_where_the_next_one_begins() {
        let end = Timestamp::end_of_day("2026-12-31").unwrap();
        assert_eq!(end.to_string(), "2027-01-01T00:00:00.000Z");
        assert_eq!(end.last_day(), "2026-12-31");
        for text in ["", "2026-02-30", "31.12.2026", "tomorrow", "2026-12-31T09:00:00Z[Europe/Madrid]x"] {
            assert_eq!(Timestamp::end_of_day(text), None, "{text}");
        }
    }
}
