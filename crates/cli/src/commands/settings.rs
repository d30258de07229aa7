//! `rollcall settings`: read or change the settings of the account.

use super::{Session, preferences::Preference, reach};
use crate::{
    answer::{Answer, Failure},
    table::table,
    words::say,
};
use clap::{Args, Subcommand};
use rollcall_app::{
    change_settings::password_name,
    ports::store::Preferences,
    settings::{KEYS, MailRoute},
};
use rollcall_host::PASSWORD_VARIABLE;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, BufRead as _, IsTerminal as _},
};

/// The key of the secret that is not in the workspace but in the keyring.
const PASSWORD: &str = "mail.password";

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub(crate) struct Settings {
    #[command(subcommand)]
    step: Step,
}

/// Shown below the help.
const ABOUT: &str = "\
Settings:
  mail.transport         how mails leave: folder:DIR, smtp://[user@]host:port (STARTTLS; plain to this computer) or smtps://…
  mail.from              the address that mails come from
  mail.password          the mail server's password, in this computer's keyring; read from standard input or ROLLCALL_SMTP_PASSWORD
  mail.connections       how many connections to the mail server are opened at most: 1 to 8
  mail.per_minute        how many mails leave in a minute at most; as many as the server takes, if it is not set
  mail.paused            whether all mails wait in the outbox: on or off
  invitation.valid_days  how long an invitation is valid: 1 to 365
  invitation.reminders   on which days after it left somebody is reminded, such as 7, 30, 60, 83; or none
  requests.lapse_days    after how many days a request to join lapses that nobody decides: 1 to 365
  join.enabled           whether the window runs the join service: on or off
  join.listen            where it listens: address:port
  join.public_url        what the links in mails begin with
  my.mail_answers        whether you are mailed how those answer whom you invited: on or off; each administrator's own
  my.mail_requests       whether you are mailed who asks to join: each at once, daily together, or never; each administrator's own";

#[derive(Debug, Subcommand)]
enum Step {
    /// Print one setting, or all of them
    Get {
        /// Which one
        #[arg(value_name = "KEY")]
        key: Option<String>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Change a setting; without a value, take it back to its default
    Set {
        /// Which one
        #[arg(value_name = "KEY")]
        key: String,
        /// What it is to be
        #[arg(value_name = "VALUE")]
        value: Option<String>,
    },
}

#[derive(Serialize)]
struct Document {
    settings: BTreeMap<String, Option<String>>,
}

impl Settings {
    pub(crate) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self.step {
            Step::Get { key, json } => get(session, key, json).await,
            Step::Set { key, value } => {
                // KEY=VALUE is what many try first.
                let (key, value) = match (key.split_once('='), value) {
                    (Some((key, value)), None) => (key.to_owned(), Some(value.to_owned())),
                    (_, value) => (key, value),
                };
                match (key.as_str(), Preference::of(&key)) {
                    (PASSWORD, _) => set_password(session, value).await,
                    (_, Some(preference)) => preference.set(session, value.as_deref()).await,
                    (key, None) => set(session, key, value).await,
                }
            }
        }
    }
}

async fn get(session: &Session, key: Option<String>, json: bool) -> Result<Answer, Failure> {
    let settings = session.app().settings().await?;
    let read = |key: &str| -> Result<Option<String>, Failure> {
        if key == PASSWORD {
            let kept = session.app().mail_password(&settings.mail_route)?;
            return Ok(kept.map(|_| say("settings-password-set", &[])));
        }
        Ok(settings.get(key)?)
    };
    let keys: Vec<&str> = key.as_deref().map_or_else(|| KEYS.to_vec(), |key| vec![key]);
    let own = |preference: Preference, mine: Preferences| {
        (preference.key().to_owned(), Some(preference.get(mine).to_owned()))
    };
    let values = if let Some(preference) = key.as_deref().and_then(Preference::of) {
        vec![own(preference, mine(session).await?)]
    } else {
        let values = keys.iter().map(|key| Ok(((*key).to_owned(), read(key)?)));
        let mut values = values.collect::<Result<Vec<_>, Failure>>()?;
        if key.is_none() {
            // All settings can be read without saying who one is; one's own then are not among them.
            if let Ok(mine) = mine(session).await {
                values.extend(Preference::ALL.map(|preference| own(preference, mine)));
            }
        }
        values
    };
    if json {
        return Ok(Answer::json(&Document { settings: values.into_iter().collect() }));
    }
    if key.is_some() {
        return Ok(Answer::text(&values.into_iter().filter_map(|(_, value)| value).collect::<String>()));
    }
    let rows: Vec<_> =
        values.into_iter().map(|(key, value)| [key, value.unwrap_or_else(|| say("settings-not-set", &[]))]).collect();
    let [first, rest @ ..] = rows.as_slice() else { return Ok(Answer::text("")) };
    Ok(Answer::text(&table(first, rest)))
}

async fn set(session: &Session, key: &str, value: Option<String>) -> Result<Answer, Failure> {
    let permit = session.permit().await?;
    let mut settings = session.app().settings().await?;
    settings.set(key, value.as_deref())?;
    if let MailRoute::Folder { dir: Some(dir) } = &mut settings.mail_route
        && key == "mail.transport"
    {
        // The workspace may be opened from another folder the next time.
        *dir = std::path::absolute(&dir).map_err(|error| crate::files::not_written(dir, &error))?;
    }
    session.app().change_settings(&permit, &settings).await?;
    let shown = settings.get(key)?.unwrap_or_else(|| say("settings-not-set", &[]));
    let id = if value.is_some() { "settings-made" } else { "settings-reset" };
    let concerns_links = key == "mail.transport" || key.starts_with("join.");
    let complaint = reach::of_mails(&settings).filter(|_| concerns_links);
    Ok(Answer { complaint, ..Answer::text(&say(id, &[("key", &key), ("value", &shown)])) })
}

/// The preferences of the acting administrator.
async fn mine(session: &Session) -> Result<Preferences, Failure> {
    let permit = session.permit().await?;
    Ok(session.app().preferences(&permit).await?)
}

async fn set_password(session: &Session, argument: Option<String>) -> Result<Answer, Failure> {
    if argument.is_some() {
        return Err(Failure::Own(say("settings-password-in-argument", &[("variable", &PASSWORD_VARIABLE)])));
    }
    let permit = session.permit().await?;
    let route = session.app().settings().await?.mail_route;
    if password_name(&route).is_none() {
        return Err(Failure::Own(say("settings-password-no-user", &[])));
    }
    let unread = |error: io::Error| Failure::Own(say("settings-password-unread", &[("why", &error)]));
    let password = read_password(&route).map_err(unread)?;
    let password = Some(password.as_str()).filter(|password| !password.is_empty());
    // Where there is no keyring, this says so: what is kept for this session only would be gone with the command.
    session.app().mail_password(&route)?;
    session.app().keep_mail_password(&permit, &route, password)?;
    let id = if password.is_some() { "settings-password-kept" } else { "settings-password-forgotten" };
    Ok(Answer::text(&say(id, &[])))
}

/// The password: from the environment, typed unseen at a terminal, or a line of standard input. Nothing forgets the one that is kept.
fn read_password(route: &MailRoute) -> io::Result<String> {
    if let Ok(password) = std::env::var(PASSWORD_VARIABLE) {
        return Ok(password);
    }
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return rpassword::prompt_password(say("settings-password-prompt", &[("route", route)]) + " ");
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_explains_every_setting() {
        for key in KEYS.into_iter().chain([PASSWORD]).chain(Preference::ALL.map(Preference::key)) {
            assert!(ABOUT.lines().any(|line| line.trim_start().starts_with(&format!("{key} "))), "{key}");
        }
    }
}
