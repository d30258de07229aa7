//! The settings that are not the account's but the acting administrator's own: what they are told by mail.

use super::Session;
use crate::{
    answer::{Answer, Failure},
    words::say,
};
use rollcall_app::ports::store::Preferences;
use rollcall_domain::RequestNotices;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preference {
    /// Whether they are mailed how invitations are answered.
    Answers,
    /// Whether they are mailed of requests, and how often.
    Requests,
}

/// As the other settings that are on or off.
const ON: &str = "on";
const OFF: &str = "off";

impl Preference {
    /// Every one.
    pub(super) const ALL: [Self; 2] = [Self::Answers, Self::Requests];

    /// The one of a key.
    pub(super) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preference| preference.key() == key)
    }

    /// The key on the command line.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Answers => "my.mail_answers",
            Self::Requests => "my.mail_requests",
        }
    }

    /// What it is set to.
    pub(super) const fn get(self, preferences: Preferences) -> &'static str {
        match self {
            Self::Answers if preferences.mail_answers => ON,
            Self::Answers => OFF,
            Self::Requests => preferences.mail_requests.word(),
        }
    }

    /// Sets it, or takes it back to its default.
    pub(super) async fn set(self, session: &Session, value: Option<&str>) -> Result<Answer, Failure> {
        let permit = session.permit().await?;
        let mut preferences = session.app().preferences(&permit).await?;
        self.put(&mut preferences, value)?;
        session.app().change_preferences(&permit, preferences).await?;
        let id = if value.is_some() { "settings-made" } else { "settings-reset" };
        Ok(Answer::text(&say(id, &[("key", &self.key()), ("value", &self.get(preferences))])))
    }

    fn put(self, preferences: &mut Preferences, value: Option<&str>) -> Result<(), Failure> {
        let default = Preferences::default();
        let value = value.map(str::trim).unwrap_or_default();
        match self {
            Self::Answers => {
                preferences.mail_answers = match value {
                    "" => default.mail_answers,
                    ON => true,
                    OFF => false,
                    _ => return Err(Failure::Own(say("settings-on-off", &[("key", &self.key())]))),
                };
            }
            Self::Requests => {
                let found = RequestNotices::ALL.into_iter().find(|choice| choice.word() == value);
                let found = found.or_else(|| value.is_empty().then_some(default.mail_requests));
                let wrong = || Failure::Own(say("settings-how-often", &[("key", &self.key())]));
                preferences.mail_requests = found.ok_or_else(wrong)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preference_is_read_back_and_taken_back_and_nothing_else_is_one() {
        let mut preferences = Preferences::default();
        for (preference, value) in [
            (Preference::Answers, "off"),
            (Preference::Requests, "never"),
            (Preference::Requests, "each"),
            (Preference::Requests, "daily"),
        ] {
            assert!(preference.put(&mut preferences, Some(value)).is_ok());
            assert_eq!(preference.get(preferences), value);
            assert!(preference.put(&mut preferences, Some("perhaps")).is_err());
            assert_eq!(preference.get(preferences), value);
        }
        for preference in Preference::ALL {
            assert_eq!(Preference::of(preference.key()), Some(preference));
            assert!(preference.put(&mut preferences, None).is_ok());
        }
        assert_eq!(preferences, Preferences::default());
    }
}
