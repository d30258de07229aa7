//! The settings of an account: typed here, stored as texts by key.

mod mail_route;

pub use mail_route::{MailRoute, SmtpSecurity, is_loopback};

use crate::{Error, words::say};
use rollcall_domain::{EmailAddress, ReminderSchedule, invitation, join_request, reminder};
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, ops::RangeInclusive, str::FromStr};
use url::Url;

/// All settings, with their defaults where none were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Settings {
    /// `mail.transport`: how mails leave.
    pub mail_route: MailRoute,
    /// `mail.from`: the address mails come from; none until it is set (the account's first root administrator stands in then).
    pub mail_from: Option<EmailAddress>,
    /// `mail.connections`: how many connections to the mail server are opened at most, 1 to 8, when many mails wait.
    pub mail_connections: u8,
    /// `mail.per_minute`: how many mails leave in a minute at most; none for as many as the server takes.
    pub mail_per_minute: Option<u16>,
    /// `mail.paused`: whether mails wait in the outbox until an administrator lets them go on.
    pub mail_paused: bool,
    /// `invitation.reminders`: on which days reminders are sent.
    pub invitation_reminders: ReminderSchedule,
    /// `invitation.valid_days`: how long an invitation is valid, 1 to 365 days from when it was sent.
    pub invitation_days: u16,
    /// `requests.lapse_days`: how many days a join request waits for a decision, 1 to 365.
    pub request_lapse_days: u16,
    /// `join.enabled`: whether the window runs the join service.
    pub join_enabled: bool,
    /// `join.listen`: where the join service listens.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub join_listen: SocketAddr,
    /// `join.public_url`: what links begin with. None: the address it listens on, which works on this computer only.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub join_public_url: Option<Url>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mail_route: MailRoute::Folder { dir: None },
            mail_from: None,
            mail_connections: DEFAULT_CONNECTIONS,
            mail_per_minute: None,
            mail_paused: false,
            invitation_reminders: ReminderSchedule::default(),
            invitation_days: invitation::DEFAULT_VALID_DAYS,
            request_lapse_days: join_request::DEFAULT_LAPSE_DAYS,
            join_enabled: false,
            join_listen: SocketAddr::from(([127, 0, 0, 1], 8710)),
            join_public_url: None,
        }
    }
}

/// The keys of the settings, as the command line and the workspace know them.
pub const KEYS: [&str; 11] = [
    "mail.transport",
    "mail.from",
    "mail.connections",
    "mail.per_minute",
    "mail.paused",
    "invitation.valid_days",
    "invitation.reminders",
    "requests.lapse_days",
    "join.enabled",
    "join.listen",
    "join.public_url",
];

/// How many connections to a mail server there may be.
pub const CONNECTIONS: RangeInclusive<u8> = 1..=8;

/// Servers mind more than a few from one sender.
const DEFAULT_CONNECTIONS: u8 = 2;

/// How many mails a minute the throttle can be set to.
pub const PER_MINUTE: RangeInclusive<u16> = 1..=10_000;

impl Settings {
    /// The settings of a workspace: what was made, over the defaults. A stored text that no longer reads is passed over.
    pub fn from_stored(stored: &[(String, String)]) -> Self {
        let mut settings = Self::default();
        for (key, value) in stored {
            if settings.set(key, Some(value)).is_err() {
                tracing::warn!(key, "a stored setting cannot be read; its default holds");
            }
        }
        settings
    }

    /// The text of a setting; none where it is not set.
    ///
    /// # Errors
    /// There is no such setting.
    pub fn get(&self, key: &str) -> Result<Option<String>, Error> {
        match key {
            "mail.transport" => Ok(Some(self.mail_route.to_string())),
            "mail.from" => Ok(self.mail_from.as_ref().map(ToString::to_string)),
            "invitation.valid_days" => Ok(Some(self.invitation_days.to_string())),
            "mail.connections" => Ok(Some(self.mail_connections.to_string())),
            "mail.per_minute" => Ok(self.mail_per_minute.as_ref().map(ToString::to_string)),
            "mail.paused" => Ok(Some(on_off(self.mail_paused))),
            "invitation.reminders" => Ok(Some(self.invitation_reminders.to_string())),
            "requests.lapse_days" => Ok(Some(self.request_lapse_days.to_string())),
            "join.enabled" => Ok(Some(on_off(self.join_enabled))),
            "join.listen" => Ok(Some(self.join_listen.to_string())),
            "join.public_url" => Ok(self.join_public_url.as_ref().map(ToString::to_string)),
            _ => Err(unknown(key)),
        }
    }

    /// Makes a setting from its text; `None` takes it back to its default.
    ///
    /// # Errors
    /// There is no such setting, or it cannot have this value.
    pub fn set(&mut self, key: &str, value: Option<&str>) -> Result<(), Error> {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else { return self.reset(key) };
        match key {
            "mail.transport" => self.mail_route = value.parse()?,
            "mail.from" => {
                let address = EmailAddress::parse(value);
                self.mail_from =
                    Some(address.map_err(|why| Error::field("mail_from", say("field-address", &[("why", &why)])))?);
            }
            "mail.connections" => {
                self.mail_connections = number("mail_connections", "field-number", value, CONNECTIONS)?;
            }
            "mail.per_minute" => {
                self.mail_per_minute = Some(number("mail_per_minute", "field-number", value, PER_MINUTE)?);
            }
            "mail.paused" => self.mail_paused = on_or_off("mail_paused", value)?,
            "invitation.valid_days" => {
                self.invitation_days = number("invitation_days", "field-days", value, invitation::VALID_DAYS)?;
            }
            "invitation.reminders" => {
                let range = [("least", reminder::DAYS.start() as &dyn ToString), ("most", reminder::DAYS.end())];
                self.invitation_reminders =
                    value.parse().map_err(|_| Error::field("invitation_reminders", say("field-reminders", &range)))?;
            }
            "requests.lapse_days" => {
                self.request_lapse_days =
                    number("request_lapse_days", "field-lapse-days", value, join_request::LAPSE_DAYS)?;
            }
            "join.enabled" => self.join_enabled = on_or_off("join_enabled", value)?,
            "join.listen" => {
                let address = value.parse();
                self.join_listen =
                    address.map_err(|_| Error::field("join_listen", say("field-listen", &[("value", &value)])))?;
            }
            "join.public_url" => self.join_public_url = Some(public_url(value)?),
            _ => return Err(unknown(key)),
        }
        Ok(())
    }

    fn reset(&mut self, key: &str) -> Result<(), Error> {
        let default = Self::default();
        match key {
            "mail.transport" => self.mail_route = default.mail_route,
            "mail.from" => self.mail_from = None,
            "mail.connections" => self.mail_connections = default.mail_connections,
            "mail.per_minute" => self.mail_per_minute = None,
            "mail.paused" => self.mail_paused = default.mail_paused,
            "invitation.valid_days" => self.invitation_days = default.invitation_days,
            "invitation.reminders" => self.invitation_reminders = default.invitation_reminders,
            "requests.lapse_days" => self.request_lapse_days = default.request_lapse_days,
            "join.enabled" => self.join_enabled = default.join_enabled,
            "join.listen" => self.join_listen = default.join_listen,
            "join.public_url" => self.join_public_url = None,
            _ => return Err(unknown(key)),
        }
        Ok(())
    }

    /// What the links in mails begin with, without a `/` at its end.
    pub fn link_base(&self) -> String {
        match &self.join_public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            // To listen on every address is no address to open: this computer's own stands in.
            None if self.join_listen.ip().is_unspecified() => format!("http://127.0.0.1:{}", self.join_listen.port()),
            None => format!("http://{}", self.join_listen),
        }
    }

    /// Whether links work on this computer only: nobody else who is given one can open it.
    pub fn links_stay_here(&self) -> bool {
        match &self.join_public_url {
            // The brackets of an address of version 6 are not part of it.
            Some(url) => url.host_str().is_some_and(|host| is_loopback(host.trim_matches(['[', ']']))),
            None => self.join_listen.ip().is_loopback() || self.join_listen.ip().is_unspecified(),
        }
    }

    /// Whether mails go to others with links that work on this computer only.
    pub fn mailed_links_stay_here(&self) -> bool {
        matches!(&self.mail_route, MailRoute::Smtp { host, .. } if !is_loopback(host)) && self.links_stay_here()
    }
}

fn on_off(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.to_owned()
}

fn on_or_off(field: &str, value: &str) -> Result<bool, Error> {
    match value {
        "on" | "true" | "yes" => Ok(true),
        "off" | "false" | "no" => Ok(false),
        _ => Err(Error::field(field, say("field-on-off", &[]))),
    }
}

fn number<T: FromStr + PartialOrd + ToString>(
    field: &str,
    problem: &str,
    value: &str,
    range: RangeInclusive<T>,
) -> Result<T, Error> {
    let number = value.parse().ok().filter(|number| range.contains(number));
    let words: [(_, &dyn ToString); 2] = [("least", range.start()), ("most", range.end())];
    number.ok_or_else(|| Error::field(field, say(problem, &words)))
}

fn unknown(key: &str) -> Error {
    Error::field("key", say("field-setting-unknown", &[("key", &key), ("known", &KEYS.join(", "))]))
}

fn public_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    });
    url.ok_or_else(|| Error::field("join_public_url", say("field-public-url", &[("value", &text)])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read_back_from_its_text() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("mail.transport", "smtp://127.0.0.1:2525"),
            ("mail.transport", "smtps://ana@example.org@mail.example.org:465"),
            ("mail.transport", "smtp://mail.example.org:587"),
            ("mail.transport", "smtp://[::1]:2525"),
            ("mail.transport", "folder:mails"),
            ("mail.from", "rollcall@example.org"),
            ("mail.connections", "8"),
            ("mail.per_minute", "30"),
            ("mail.paused", "on"),
            ("invitation.valid_days", "30"),
            ("invitation.reminders", "3, 10"),
            ("invitation.reminders", "none"),
            ("requests.lapse_days", "7"),
            ("join.enabled", "on"),
            ("join.listen", "0.0.0.0:8000"),
            ("join.public_url", "https://join.example.org/acme"),
        ] {
            settings.set(key, Some(value)).unwrap();
            assert_eq!(settings.get(key).unwrap().as_deref(), Some(value));
        }
        let stored: Vec<_> =
            KEYS.iter().filter_map(|key| Some(((*key).to_owned(), settings.get(key).unwrap()?))).collect();
        assert_eq!(Settings::from_stored(&stored), settings);
        for key in KEYS {
            settings.set(key, None).unwrap();
        }
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn links_that_are_mailed_stay_here_until_there_is_an_address_that_others_reach() {
        let with = |settings: &[(&str, &str)]| {
            let mut made = Settings::default();
            for (key, value) in settings {
                made.set(key, Some(value)).unwrap();
            }
            (made.links_stay_here(), made.mailed_links_stay_here())
        };
        let server = ("mail.transport", "smtp://mail.example.org");
        assert_eq!(with(&[]), (true, false), "mails in a folder go nowhere");
        assert_eq!(with(&[("mail.transport", "smtp://127.0.0.1:25")]), (true, false));
        assert_eq!(with(&[server]), (true, true));
        assert_eq!(with(&[server, ("join.listen", "0.0.0.0:80")]), (true, true));
        assert_eq!(with(&[server, ("join.public_url", "http://[::1]:8710")]), (true, true));
        assert_eq!(with(&[server, ("join.public_url", "http://localhost/acme")]), (true, true));
        assert_eq!(with(&[server, ("join.listen", "192.0.2.7:80")]), (false, false));
        assert_eq!(with(&[server, ("join.public_url", "https://join.example.org")]), (false, false));
    }

    #[test]
    fn what_cannot_be_a_setting_is_refused_and_changes_nothing() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("mail.transport", "http://example.org"),
            ("mail.transport", "smtp://"),
            ("mail.transport", "smtp://mail.example.org:0"),
            ("mail.transport", "smtp://mail example.org"),
            ("mail.from", "Ana"),
            ("invitation.valid_days", "0"),
            ("invitation.valid_days", "366"),
            ("invitation.reminders", "7, 400"),
            ("mail.connections", "9"),
            ("mail.per_minute", "0"),
            ("mail.paused", "maybe"),
            ("requests.lapse_days", "0"),
            ("join.enabled", "perhaps"),
            ("join.listen", "localhost"),
            ("join.public_url", "javascript:alert(1)"),
            ("join.public_url", "https://join.example.org/?a=b"),
            ("colour", "red"),
        ] {
            assert!(settings.set(key, Some(value)).is_err(), "{key} {value}");
        }
        assert_eq!(settings, Settings::default());
    }
}
