//! Days as they are named on the command line: in UTC, from the first moment to the last.

use rollcall_domain::Timestamp;
use std::str::FromStr;

/// A day in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// The first moment that is no longer of it.
    end: Timestamp,
}

impl Day {
    /// Its first moment.
    pub(super) const fn start(self) -> Timestamp {
        self.end.plus_days(-1)
    }

    /// The first moment after it.
    pub(super) const fn end(self) -> Timestamp {
        self.end
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let end = Timestamp::end_of_day(text);
        end.map(|end| Self { end }).ok_or_else(|| "a day is written like 2026-12-31".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_from_midnight_to_midnight() {
        let day: Day = "2026-12-31".parse().unwrap();
        assert_eq!(day.start().to_string(), "2026-12-31T00:00:00.000Z");
        assert_eq!(day.end().to_string(), "2027-01-01T00:00:00.000Z");
        for wrong in ["", "2026-02-30", "31.12.2026", "yesterday"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }
}
