//! The settings of an account: typed here, stored as texts by key.

use rollcall_domain::{EmailAddress, invitation};
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// All settings, with their defaults where none were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Settings {
    /// `mail.transport`: how mails leave.
    pub mail_route: MailRoute,
    /// `mail.from`: the address mails come from; none until it is set (the administrator who acts then stands in).
    pub mail_from: Option<EmailAddress>,
    /// `invitation.valid_days`: how long an invitation is valid, 1 to 365 days from when it was sent.
    pub invitation_days: u16,
    /// `join.enabled`: whether the window runs the join service.
    pub join_enabled: bool,
    /// `join.listen`: where the join service listens.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub join_listen: SocketAddr,
    /// `join.public_url`: what links begin with. None: the address it listens on, which works on this computer only.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub join_public_url: Option<Url>,
}

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

impl Default for Settings {
    fn default() -> Self {
        Self {
            mail_route: MailRoute::Folder { dir: None },
            mail_from: None,
            invitation_days: invitation::DEFAULT_VALID_DAYS as u16,
            join_enabled: false,
            join_listen: SocketAddr::from(([127, 0, 0, 1], 8710)),
            join_public_url: None,
        }
    }
}
