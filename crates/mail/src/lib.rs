//! Mail: what is said in it, its bytes, and the ways by which it leaves: a mail server, or a folder.
//!
//! Nothing here decides when a mail is sent, or whether again: the outbox does. What is told is what happened to one mail,
//! and `Uncertain` whenever the server may have it.

mod bounce;
mod folder;
mod message;
mod page;
mod parts;
mod render;
mod smtp;
mod words;

pub use message::{Unsendable, message_bytes};
pub use rustls::pki_types::CertificateDer;
pub use smtp::LONGEST_WORDS;

use async_trait::async_trait;
use rollcall_app::{
    ports::{
        Courier, MailContent, OutgoingMail, Post, Rendered,
        mail::{Bounce, RouteProblem},
    },
    settings::MailRoute,
};
use rollcall_domain::Language;
use std::{path::PathBuf, time::Duration};
use url::Url;

/// How long connecting may take: the name, TCP, TLS, EHLO and AUTH together.
pub const CONNECT_LIMIT: Duration = Duration::from_secs(30);

/// How long one mail may take, from MAIL to the answer to its last line.
pub const SEND_LIMIT: Duration = Duration::from_mins(1);

/// The words of mails and the ways they leave by.
#[derive(Debug)]
pub struct Postbox {
    default_folder: PathBuf,
    limits: Limits,
    extra_roots: Vec<CertificateDer<'static>>,
}

/// How long is waited for a mail server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a connection to be ready.
    pub connect: Duration,
    /// For one mail.
    pub send: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: CONNECT_LIMIT, send: SEND_LIMIT }
    }
}

impl Postbox {
    /// Mails go to `default_folder` where the settings name no other way. Certificates are judged by the operating system.
    pub fn new(default_folder: PathBuf) -> Self {
        Self::for_tests(default_folder, Limits::default(), Vec::new())
    }

    /// The same with other time-outs, and with authorities (DER) that are trusted besides those of the operating system.
    pub fn for_tests(default_folder: PathBuf, limits: Limits, extra_roots: Vec<CertificateDer<'static>>) -> Self {
        Self { default_folder, limits, extra_roots }
    }
}

#[async_trait]
impl Post for Postbox {
    fn render(&self, content: &MailContent, language: Language) -> Rendered {
        render::render(content, language)
    }

    fn join_link_message(&self, account: &str, link: &Url, language: Language) -> String {
        render::join_link_message(account, link, language)
    }

    fn as_file(&self, mail: &OutgoingMail) -> Result<Vec<u8>, String> {
        message::draft_bytes(mail).map_err(|problem| problem.to_string())
    }

    fn read_bounce(&self, bytes: &[u8]) -> Vec<Bounce> {
        bounce::read(bytes)
    }

    async fn open(&self, route: &MailRoute, password: Option<&str>) -> Result<Box<dyn Courier>, RouteProblem> {
        match route {
            MailRoute::Folder { dir } => {
                let dir = dir.clone().unwrap_or_else(|| self.default_folder.clone());
                Ok(Box::new(folder::FolderCourier::open(dir).await?))
            }
            MailRoute::Smtp { host, port, security, user } => {
                let extra_roots = self.extra_roots.clone();
                let (port, security, user) = (*port, *security, user.as_deref());
                let server = smtp::Server { host, port, security, user, password, extra_roots };
                Ok(Box::new(smtp::SmtpCourier::open(server, self.limits).await?))
            }
        }
    }
}
