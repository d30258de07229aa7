//! Read and change the settings of the account.

use crate::{App, Error, Permit, Settings, settings::KEYS, settings::MailRoute};

/// The name of the SMTP password in the keyring, for one account of one server.
pub fn password_name(route: &MailRoute) -> Option<String> {
    match route {
        MailRoute::Smtp { host, port, user: Some(user), .. } => Some(format!("smtp://{user}@{host}:{port}")),
        _ => None,
    }
}

impl App {
    /// All settings.
    ///
    /// # Errors
    /// The workspace could not be read.
    pub async fn settings(&self) -> Result<Settings, Error> {
        Ok(Settings::from_stored(&self.store().settings().await?))
    }

    /// Makes all settings at once.
    ///
    /// # Errors
    /// The workspace could not be written; then none is made.
    pub async fn change_settings(&self, by: &Permit, settings: &Settings) -> Result<(), Error> {
        by.require_root()?;
        let (before, default) = (self.settings().await?, Settings::default());
        let mut changes = Vec::new();
        for key in KEYS {
            let value = settings.get(key)?;
            if value != before.get(key)? {
                changes.push((
                    key.to_owned(),
                    value.filter(|value| default.get(key).ok().flatten().as_ref() != Some(value)),
                ));
            }
        }
        if !changes.is_empty() {
            self.store().change_settings(&changes, self.act(by)).await?;
        }
        Ok(())
    }

    /// The password for the mail server, from the keyring.
    ///
    /// # Errors
    /// The keyring could not be asked.
    pub fn mail_password(&self, route: &MailRoute) -> Result<Option<String>, Error> {
        password_name(route).map_or(Ok(None), |name| self.outside.secrets.get(&name).map_err(Error::Keyring))
    }

    /// Keeps the password for the mail server in the keyring; `None` forgets it.
    ///
    /// # Errors
    /// The keyring did not take it: it is kept nowhere.
    pub fn keep_mail_password(&self, by: &Permit, route: &MailRoute, password: Option<&str>) -> Result<(), Error> {
        by.require_root()?;
        password_name(route).map_or(Ok(()), |name| self.outside.secrets.set(&name, password).map_err(Error::Keyring))
    }
}
