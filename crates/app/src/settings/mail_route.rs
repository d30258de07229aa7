//! The setting that says how mails leave.

use crate::{Error, words::say};
use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr, path::PathBuf, str::FromStr};

/// How mails leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailRoute {
    /// Each as an `.eml` file in a folder: `folder:DIR`.
    Folder {
        /// The folder; none for the one beside the workspace.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))]
        dir: Option<PathBuf>,
    },
    /// To a server: `smtp://[user@]host:port` (STARTTLS; plain to a loopback address only) or `smtps://…` (TLS from the start).
    Smtp {
        /// The server's name or address.
        host: String,
        /// Its port.
        port: u16,
        /// How the connection is made safe.
        security: SmtpSecurity,
        /// The user to sign in as; the password is in the keyring.
        user: Option<String>,
    },
}

/// How a connection to a mail server is made safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SmtpSecurity {
    /// TLS from the first byte (port 465; RFC 8314).
    Tls,
    /// STARTTLS, required (port 587; RFC 3207).
    StartTls,
    /// None. Allowed to a loopback address only.
    Plain,
}

impl fmt::Display for MailRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { dir: None } => f.write_str("folder:"),
            Self::Folder { dir: Some(dir) } => write!(f, "folder:{}", dir.display()),
            Self::Smtp { host, port, security, user } => {
                f.write_str(if *security == SmtpSecurity::Tls { "smtps://" } else { "smtp://" })?;
                if let Some(user) = user {
                    write!(f, "{user}@")?;
                }
                if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
            }
        }
    }
}

impl FromStr for MailRoute {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(dir) = text.strip_prefix("folder:") {
            return Ok(Self::Folder { dir: Some(PathBuf::from(dir)).filter(|dir| !dir.as_os_str().is_empty()) });
        }
        let wrong = || Error::field("mail_route", say("field-transport", &[("value", &text)]));
        let (tls, rest) = match (text.strip_prefix("smtps://"), text.strip_prefix("smtp://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(wrong()),
        };
        let rest = rest.trim_end_matches('/');
        // A user may be an address; the last @ ends it.
        let (user, server) =
            rest.rsplit_once('@').map_or((None, rest), |(user, server)| (Some(user.to_owned()), server));
        let (host, port) = match server.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((host, port)) => (host, port.strip_prefix(':')),
            None => server.split_once(':').map_or((server, None), |(host, port)| (host, Some(port))),
        };
        let port = match port {
            Some(port) => port.parse().ok().filter(|port| *port > 0).ok_or_else(wrong)?,
            None => {
                if tls {
                    465
                } else {
                    587
                }
            }
        };
        let security = match (tls, is_loopback(host)) {
            (true, _) => SmtpSecurity::Tls,
            (false, true) => SmtpSecurity::Plain,
            (false, false) => SmtpSecurity::StartTls,
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
        if host.is_empty() || !host.chars().all(is_name) {
            return Err(wrong());
        }
        Ok(Self::Smtp { host: host.to_owned(), port, security, user })
    }
}

/// Whether a host is this computer itself, where mail need not be encrypted.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_plain_to_this_computer_only() {
        let security = |text: &str| match text.parse().unwrap() {
            MailRoute::Smtp { security, .. } => security,
            MailRoute::Folder { .. } => panic!("{text} is a server"),
        };
        assert_eq!(security("smtp://localhost:25"), SmtpSecurity::Plain);
        assert_eq!(security("smtp://127.9.9.9:25"), SmtpSecurity::Plain);
        assert_eq!(security("smtp://mail.example.org"), SmtpSecurity::StartTls);
        assert_eq!(security("smtp://localhost.example.org"), SmtpSecurity::StartTls);
        assert_eq!(security("smtps://127.0.0.1"), SmtpSecurity::Tls);
    }
}
