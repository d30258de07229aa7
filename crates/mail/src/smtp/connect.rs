//! The way to a mail server: name, address, TCP, TLS, EHLO, AUTH.

use super::{
    Dialogue, starttls,
    wire::{Stream, Wire},
    words_of,
};
use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    client::AsyncSmtpConnection,
    commands::Ehlo,
    extension::ClientId,
};
use rollcall_app::{ports::mail::RouteProblem, settings::SmtpSecurity};
use rustls::{
    ClientConfig,
    pki_types::{CertificateDer, ServerName},
};
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

/// Where the server is, how the connection is made safe, and as whom we sign in. Has no `Debug`: it knows a password.
pub(super) struct Way {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: SmtpSecurity,
    pub(super) sign_in: Option<(String, String)>,
    pub(super) extra_roots: Vec<CertificateDer<'static>>,
    /// How long all of it may take; shared out among the addresses of a name, so that a silent one does not take it all.
    pub(super) limit: Duration,
}

impl Way {
    /// Connects, and signs in if there is a user. Has no time-out of its own.
    pub(super) async fn connect(&self) -> Result<Dialogue, RouteProblem> {
        let hello = own_name();
        let mut stream = self.reach().await?;
        let peer = stream.peer_addr().map_err(|problem| unreachable_because(&problem))?;
        let wire = match self.security {
            // `reach` gave a loopback address.
            SmtpSecurity::Plain => Wire::new(Stream::Plain(stream), peer, Vec::new()),
            SmtpSecurity::Tls => Wire::new(self.secure(stream).await?, peer, Vec::new()),
            SmtpSecurity::StartTls => {
                let greeting = starttls::prepare(&mut stream, &hello).await?;
                Wire::new(self.secure(stream).await?, peer, greeting)
            }
        };
        let hello = ClientId::Domain(hello);
        let connected = AsyncSmtpConnection::connect_with_transport(Box::new(wire), &hello).await;
        let mut line = connected.map_err(|problem| RouteProblem::Unreachable(super::said(&problem)))?;
        // Asked again, because lettre keeps of the answer only what it uses itself.
        let offer = line.command(Ehlo::new(hello)).await;
        let offer = offer.map_err(|problem| RouteProblem::Unreachable(super::said(&problem)))?;
        let pipelining = offer.message().any(|line| line.trim().eq_ignore_ascii_case("PIPELINING"));
        if let Some((user, password)) = &self.sign_in {
            sign_in(&mut line, user, password).await?;
        }
        tracing::debug!(host = self.host, port = self.port, security = ?self.security, "connected to the mail server");
        Ok(Dialogue { line, pipelining })
    }

    /// Resolves the name, and opens TCP to the first address that answers. Never to another computer, if nothing is to
    /// protect the connection.
    async fn reach(&self) -> Result<TcpStream, RouteProblem> {
        let addresses: Vec<SocketAddr> = match self.host.parse::<IpAddr>() {
            Ok(ip) => vec![SocketAddr::new(ip, self.port)],
            Err(_) => tokio::net::lookup_host((self.name()?.as_str(), self.port))
                .await
                .map_err(|problem| unreachable_because(&problem))?
                .collect(),
        };
        if self.security == SmtpSecurity::Plain && !addresses.iter().all(|address| address.ip().is_loopback()) {
            return Err(RouteProblem::NotSecure(format!(
                "{} is not on this computer, and without TLS mails are sent only within this computer",
                self.host
            )));
        }
        let mut last = RouteProblem::Unreachable(format!("{} has no address", self.host));
        let share = self.limit / u32::try_from(addresses.len()).unwrap_or(1).saturating_add(1);
        for address in addresses {
            let connected = timeout(share, TcpStream::connect(address)).await;
            match connected.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
                Ok(stream) => {
                    // Commands are short and wait for answers: to collect them (Nagle) costs 40 ms a mail.
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Err(problem) => last = unreachable_because(&problem),
            }
        }
        Err(last)
    }

    async fn secure(&self, stream: TcpStream) -> Result<Stream, RouteProblem> {
        let not_secure = |problem: &dyn std::fmt::Display| RouteProblem::NotSecure(words_of(&problem.to_string()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        // The operating system says whom to trust: a company's own authority too.
        let roots = self.extra_roots.iter().cloned();
        let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(roots, Arc::clone(&provider))
            .map_err(|problem| not_secure(&problem))?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|problem| not_secure(&problem))?
            .dangerous() // The name means "another verifier than the default"; this one is the system's.
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        let name = match self.host.parse::<IpAddr>() {
            Ok(ip) => ServerName::from(ip),
            Err(_) => ServerName::try_from(self.name()?).map_err(|problem| not_secure(&problem))?,
        };
        let connected = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
        connected.map(|stream| Stream::Tls(Box::new(stream))).map_err(|problem| not_secure(&problem))
    }

    /// The server's name in A-labels.
    fn name(&self) -> Result<String, RouteProblem> {
        let host = url::Host::parse(&self.host);
        host.map(|host| host.to_string()).map_err(|_| {
            RouteProblem::Unreachable(format!("{} is not the name of a server", crate::words::tamed(&self.host)))
        })
    }
}

async fn sign_in(line: &mut AsyncSmtpConnection, user: &str, password: &str) -> Result<(), RouteProblem> {
    let mechanisms = [Mechanism::Plain, Mechanism::Login];
    if line.server_info().get_auth_mechanism(&mechanisms).is_none() {
        let words = "the server offers no way to sign in with a user and a password here";
        return Err(RouteProblem::NotAccepted(words.to_owned()));
    }
    let credentials = Credentials::new(user.to_owned(), password.to_owned());
    match line.auth(&mechanisms, &credentials).await {
        Ok(_) => Ok(()),
        Err(problem) => {
            let words = super::said(&problem);
            let refused = problem.is_permanent();
            let _ = line.quit().await;
            Err(if refused { RouteProblem::NotAccepted(words) } else { RouteProblem::Unreachable(words) })
        }
    }
}

fn unreachable_because(problem: &io::Error) -> RouteProblem {
    RouteProblem::Unreachable(words_of(&problem.to_string()))
}

/// What we call ourselves in EHLO: this computer's name, if it can be a domain.
fn own_name() -> String {
    let name = hostname::get().ok().and_then(|name| name.into_string().ok()).unwrap_or_default();
    let domain = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.len() <= 253
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if domain { name } else { "localhost".to_owned() }
}
