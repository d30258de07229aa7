//! Servers to send to, and the ways to them.

use super::{invitation, mail};
use rollcall_app::{
    ports::{Courier, OutgoingMail, Post as _, mail::RouteProblem},
    settings::{MailRoute, SmtpSecurity},
};
use rollcall_domain::Language;
use rollcall_mail::{Limits, Postbox};
use rollcall_testkit::smtp::{Offer, SmtpServer};
use std::time::Duration;

pub(crate) const PATIENT: Limits = Limits { connect: Duration::from_secs(20), send: Duration::from_secs(20) };
pub(crate) const IMPATIENT: Limits = Limits { connect: Duration::from_millis(400), send: Duration::from_millis(400) };

pub(crate) fn route(server: &SmtpServer, security: SmtpSecurity, user: Option<&str>) -> MailRoute {
    MailRoute::Smtp { host: "127.0.0.1".to_owned(), port: server.port(), security, user: user.map(str::to_owned) }
}

pub(crate) fn postbox(server: &SmtpServer, limits: Limits) -> Postbox {
    Postbox::for_tests("unused".into(), limits, vec![server.root_certificate().clone()])
}

pub(crate) async fn try_open(server: &SmtpServer, security: SmtpSecurity) -> Result<Box<dyn Courier>, RouteProblem> {
    postbox(server, PATIENT).open(&route(server, security, None), None).await
}

pub(crate) async fn plain(server: &SmtpServer) -> Box<dyn Courier> {
    try_open(server, SmtpSecurity::Plain).await.expect("a connection")
}

pub(crate) fn letter(number: u32) -> OutgoingMail {
    mail(number, "Zoë Ünal", &invitation("Acme", true), Language::En)
}

/// With and without PIPELINING: what is told must not depend on it.
pub(crate) async fn servers() -> [SmtpServer; 2] {
    let offer = |pipelining| Offer { pipelining, ..Offer::default() };
    [SmtpServer::start(offer(true)).await, SmtpServer::start(offer(false)).await]
}
