//! The operating system's keyring: Keychain, Credential Manager, or the Secret Service of a Linux desktop.

use keyring_core::{Entry, Error, api::CredentialStore};
use rollcall_app::ports::Secrets;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// The environment variable that answers for the mail server's password, if it is set: for machines that have no keyring.
pub const PASSWORD_VARIABLE: &str = "ROLLCALL_SMTP_PASSWORD";

/// Under which our secrets stand in the keyring.
const SERVICE: &str = "Rollcall";

/// What the names of mail passwords begin with.
const MAIL: &str = "smtp://";

/// The keyring of whoever runs the program. Where there is none (a server, a container), a secret is kept for this session, in memory: it is
/// asked for again in the next. Nothing is ever kept in a file.
#[derive(Default)]
pub struct Keyring {
    /// The password of the environment, asked before the keyring.
    given: Option<String>,
    /// Opened when it is first needed: that can ask the person to unlock it.
    store: OnceLock<Arc<CredentialStore>>,
    /// What the keyring could not keep.
    session: Mutex<HashMap<String, String>>,
}

impl Keyring {
    /// The keyring, and the password in [`PASSWORD_VARIABLE`], if there is one.
    pub fn of_this_session() -> Self {
        let given = std::env::var(PASSWORD_VARIABLE).ok().filter(|password| !password.is_empty());
        Self { given, ..Self::default() }
    }

    fn entry(&self, name: &str) -> Result<Entry, Error> {
        let store = if let Some(store) = self.store.get() {
            store
        } else {
            let opened = system_store()?;
            self.store.get_or_init(|| opened)
        };
        store.build(SERVICE, name, None)
    }

    fn of_session(&self) -> std::sync::MutexGuard<'_, HashMap<String, String>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says nothing of the password.
impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").finish_non_exhaustive()
    }
}

impl Secrets for Keyring {
    fn get(&self, name: &str) -> Result<Option<String>, String> {
        if let Some(given) = self.given.as_ref().filter(|_| name.starts_with(MAIL)) {
            return Ok(Some(given.clone()));
        }
        if let Some(kept) = self.of_session().get(name) {
            return Ok(Some(kept.clone()));
        }
        apart(|| match self.entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, name: &str, secret: Option<&str>) -> Result<(), String> {
        self.of_session().remove(name);
        apart(|| {
            let kept = self.entry(name).and_then(|entry| match secret {
                Some(secret) => entry.set_password(secret),
                None => entry.delete_credential(),
            });
            match (kept, secret) {
                (Err(error), Some(secret)) if is_missing(&error) => {
                    self.of_session().insert(name.to_owned(), secret.to_owned());
                    Ok(())
                }
                (Err(Error::NoEntry), _) => Ok(()),
                (kept, _) => kept,
            }
        })
    }
}

/// Asks the keyring from a thread of its own: on Linux it waits for D-Bus in a way that is not allowed on the threads of the runtime.
fn apart<T: Send>(ask: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, String> {
    let answer = std::thread::scope(|scope| scope.spawn(ask).join());
    answer.unwrap_or_else(|_| Err(Error::NoDefaultStore)).map_err(|error| in_words(&error))
}

/// Whether there is no keyring to ask at all.
const fn is_missing(error: &Error) -> bool {
    matches!(error, Error::PlatformFailure(_) | Error::NoDefaultStore)
}

/// The reason, without anything of the secret.
fn in_words(error: &Error) -> String {
    match error {
        Error::PlatformFailure(why) => format!("there is none in this session: {why}"),
        Error::NoStorageAccess(why) => format!("it is locked: {why}"),
        Error::NoDefaultStore => "there is none in this session".to_owned(),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "what it holds is not a password of ours".to_owned(),
        Error::Ambiguous(_) => "it holds the password more than once".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(target_os = "macos")]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(all(unix, not(target_os = "macos")))]
fn system_store() -> Result<Arc<CredentialStore>, Error> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "smtp://ana@mail.example.org:587";

    fn keyring(given: Option<&str>) -> Keyring {
        let store: Arc<CredentialStore> = keyring_core::mock::Store::new().unwrap();
        Keyring { given: given.map(str::to_owned), store: OnceLock::from(store), ..Keyring::default() }
    }

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let keyring = keyring(None);
        assert_eq!(keyring.get(NAME), Ok(None));
        keyring.set(NAME, Some("first")).unwrap();
        keyring.set(NAME, Some("sec:ret ö")).unwrap();
        assert_eq!(keyring.get(NAME), Ok(Some("sec:ret ö".to_owned())));
        assert_eq!(keyring.get("smtp://ben@mail.example.org:587"), Ok(None));
        keyring.set(NAME, None).unwrap();
        assert_eq!(keyring.get(NAME), Ok(None));
        assert_eq!(keyring.set(NAME, None), Ok(()), "what is not there is forgotten already");
    }

    #[test]
    fn where_there_is_no_keyring_a_secret_is_kept_for_the_session_and_for_no_other() {
        // Whether this machine has a keyring does not matter here: what it could not keep is in `session`.
        let keyring = keyring(None);
        keyring.of_session().insert(NAME.to_owned(), "typed".to_owned());
        assert_eq!(keyring.get(NAME), Ok(Some("typed".to_owned())));
        keyring.set(NAME, None).unwrap();
        assert_eq!(keyring.get(NAME), Ok(None));
        assert!(is_missing(&Error::PlatformFailure("no bus".into())) && !is_missing(&Error::NoEntry));
    }

    #[test]
    fn the_environment_answers_first_and_for_mail_only() {
        let keyring = keyring(Some("from the environment"));
        keyring.set(NAME, Some("from the keyring")).unwrap();
        assert_eq!(keyring.get(NAME), Ok(Some("from the environment".to_owned())));
        assert_eq!(keyring.get("something else"), Ok(None));
    }

    #[test]
    fn a_keyring_that_cannot_be_asked_is_an_error_that_does_not_tell_the_secret() {
        let broken = Error::BadDataFormat(b"secret".to_vec(), "secret".into());
        assert!(!in_words(&broken).contains("secret"));
        assert!(in_words(&Error::PlatformFailure("no bus".into())).contains("no bus"));
        let shown = format!("{:?}", keyring(Some("hunter2")));
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[tokio::test]
    async fn asking_the_keyring_of_this_machine_from_the_runtime_answers_or_says_why_not() {
        // Whether there is one depends on the machine; that it neither panics nor hangs does not.
        let keyring = Keyring::default();
        if let Err(why) = keyring.get("rollcall-test-of-a-name-that-nobody-uses") {
            assert!(!why.is_empty());
        }
    }
}
