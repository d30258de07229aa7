//! Reminders: when somebody who has not answered an invitation is written to again.

use crate::{Timestamp, clock::DAY_MS};
use serde::{Deserialize, Serialize};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// The days after which an invitation is called to mind, unless the account says otherwise.
pub const DEFAULT_DAYS: [u16; 4] = [7, 30, 60, 83];

/// What a day of a schedule can be.
pub const DAYS: RangeInclusive<u16> = 1..=364;

/// How many reminders a schedule may have.
pub const MOST: usize = 12;

/// A reminder stands for those, too, that would be due so soon behind it: whoever comes back after weeks is not written to twice in a day.
const STANDS_FOR_MS: i64 = DAY_MS / 2;

/// The days after which reminders are sent, counted in 24 hours from when the invitation left; ascending, each once. Empty: none.
///
/// It is written `7, 30, 60, 83`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(try_from = "Vec<u16>", into = "Vec<u16>")]
pub struct ReminderSchedule(#[cfg_attr(feature = "specta", specta(type = Vec<u16>))] Vec<u16>);

/// How far an invitation has come in its schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminded {
    /// When it left: its time began then.
    pub sent_at: Timestamp,
    /// When it ends. Nobody is reminded then or later.
    pub expires_at: Timestamp,
    /// The last day of the schedule that a reminder stood for; 0 for none yet.
    pub through_day: u16,
}

/// A text or a list is no schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a schedule is up to {MOST} days between {} and {}, such as 7, 30, 60, 83", DAYS.start(), DAYS.end())]
pub struct NoSchedule;

impl ReminderSchedule {
    /// The days, ascending.
    pub fn days(&self) -> &[u16] {
        &self.0
    }

    /// The next reminder of an open invitation: for which day, and when it is due. None when no more comes before its end.
    pub fn next(&self, reminded: Reminded) -> Option<(u16, Timestamp)> {
        let day = self.0.iter().copied().find(|day| *day > reminded.through_day)?;
        let due = reminded.sent_at.plus_days(i64::from(day));
        (due < reminded.expires_at).then_some((day, due))
    }

    /// If a reminder is due at `now`: the last day that it stands for. Several that were missed are one, and so are those that would
    /// follow within half a day.
    pub fn due(&self, reminded: Reminded, now: Timestamp) -> Option<u16> {
        let (_, due) = self.next(reminded)?;
        if now < due || now >= reminded.expires_at {
            return None;
        }
        let stands_for_until = now.as_millis().saturating_add(STANDS_FOR_MS);
        let covered = |day: &&u16| reminded.sent_at.plus_days(i64::from(**day)).as_millis() <= stands_for_until;
        self.0.iter().rfind(covered).copied()
    }
}

impl Default for ReminderSchedule {
    fn default() -> Self {
        Self(DEFAULT_DAYS.to_vec())
    }
}

impl TryFrom<Vec<u16>> for ReminderSchedule {
    type Error = NoSchedule;

    fn try_from(mut days: Vec<u16>) -> Result<Self, NoSchedule> {
        days.sort_unstable();
        days.dedup();
        if days.len() > MOST || !days.iter().all(|day| DAYS.contains(day)) {
            return Err(NoSchedule);
        }
        Ok(Self(days))
    }
}

impl From<ReminderSchedule> for Vec<u16> {
    fn from(schedule: ReminderSchedule) -> Self {
        schedule.0
    }
}

impl FromStr for ReminderSchedule {
    type Err = NoSchedule;

    /// `none` is the schedule without reminders.
    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        if text.trim() == "none" {
            return Ok(Self(Vec::new()));
        }
        let days: Result<Vec<u16>, _> = text.split([',', ';']).map(|day| day.trim().parse()).collect();
        days.map_err(|_| NoSchedule)?.try_into()
    }
}

impl fmt::Display for ReminderSchedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let days: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&days.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Timestamp = Timestamp::from_millis(1_795_251_600_000);

    fn reminded(through_day: u16) -> Reminded {
        Reminded { sent_at: LEFT, expires_at: LEFT.plus_days(90), through_day }
    }

    #[test]
    fn a_reminder_is_due_at_the_very_second_and_not_before() {
        let schedule = ReminderSchedule::default();
        assert_eq!(schedule.due(reminded(0), LEFT.plus_days(7)), Some(7));
        assert_eq!(schedule.due(reminded(0), Timestamp::from_millis(LEFT.plus_days(7).as_millis() - 1)), None);
        assert_eq!(schedule.due(reminded(7), LEFT.plus_days(7)), None);
        assert_eq!(schedule.next(reminded(7)), Some((30, LEFT.plus_days(30))));
    }

    #[test]
    fn whoever_comes_back_after_a_month_sends_one_reminder_and_not_three() {
        let schedule = ReminderSchedule::default();
        assert_eq!(schedule.due(reminded(0), LEFT.plus_days(61)), Some(60));
        assert_eq!(schedule.due(reminded(60), LEFT.plus_days(61)), None);
        let hours_before = LEFT.plus_days(60).plus_seconds(-3 * 60 * 60);
        assert_eq!(
            schedule.due(reminded(0), hours_before),
            Some(60),
            "it stands for the one that is due in three hours"
        );
    }

    #[test]
    fn a_reminder_every_day_is_possible() {
        let schedule: ReminderSchedule = "1,2,3".parse().unwrap();
        for day in 1..=3 {
            let a_little_late = LEFT.plus_days(i64::from(day)).plus_seconds(600);
            assert_eq!(schedule.due(reminded(day - 1), a_little_late), Some(day));
        }
    }

    #[test]
    fn nobody_is_reminded_when_it_has_ended_nor_at_its_end() {
        let schedule = ReminderSchedule::default();
        assert_eq!(schedule.due(reminded(60), LEFT.plus_days(90)), None);
        let short = Reminded { expires_at: LEFT.plus_days(30), ..reminded(7) };
        assert_eq!(schedule.next(short), None);
        assert_eq!(schedule.due(short, LEFT.plus_days(30)), None);
    }

    #[test]
    fn a_schedule_is_read_back_from_its_text_in_order() {
        let schedule: ReminderSchedule = " 60;7, 30 ,7".parse().unwrap();
        assert_eq!(schedule.to_string(), "7, 30, 60");
        assert_eq!("none".parse::<ReminderSchedule>().unwrap().to_string(), "none");
        for wrong in ["", "0", "365", "-1", "7,", "seven", "1,2,3,4,5,6,7,8,9,10,11,12,13"] {
            assert_eq!(wrong.parse::<ReminderSchedule>(), Err(NoSchedule), "{wrong}");
        }
    }
}
