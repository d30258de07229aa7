//! The way to a mail server: name, address, TCP, TLS, EHLO, AUTH.

use super::{
    Dialogue, GRACE,
    line::{Answer, Line, Stream},
    words_of,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
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
        let hello = format!("EHLO {}\r\n", own_name());
        let stream = self.reach().await?;
        let mut line = match self.security {
            // `reach` gave a loopback address.
            SmtpSecurity::Plain => greeted(Stream::Plain(stream)).await?,
            SmtpSecurity::Tls => greeted(self.secure(stream).await?).await?,
            SmtpSecurity::StartTls => Line::new(self.start_tls(stream, &hello).await?),
        };
        let offer = expect(250, line.ask(&hello).await)?;
        if let Some((user, password)) = &self.sign_in {
            sign_in(&mut line, &offer, user, password).await?;
        }
        tracing::debug!(host = self.host, port = self.port, security = ?self.security, "connected to the mail server");
        Ok(Dialogue { line, pipelining: offers(&offer, "PIPELINING").is_some() })
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

    /// STARTTLS (RFC 3207), required.
    async fn start_tls(&self, stream: TcpStream, hello: &str) -> Result<Stream, RouteProblem> {
        let mut line = greeted(Stream::Plain(stream)).await?;
        let offer = expect(250, line.ask(hello).await)?;
        if offers(&offer, "STARTTLS").is_none() {
            return Err(RouteProblem::NotSecure("the server does not offer STARTTLS".to_owned()));
        }
        let answer = line.ask("STARTTLS\r\n").await.map_err(RouteProblem::Unreachable)?;
        if answer.code != 220 {
            return Err(RouteProblem::NotSecure(answer.words()));
        }
        // What was slipped in behind the answer and has not come yet breaks the handshake.
        let slipped_in = || RouteProblem::NotSecure("something was said in clear where TLS was to begin".to_owned());
        self.secure(line.into_quiet().ok_or_else(slipped_in)?).await
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

/// A line whose server has greeted.
async fn greeted(stream: Stream) -> Result<Line, RouteProblem> {
    let mut line = Line::new(stream);
    expect(220, line.answer().await)?;
    Ok(line)
}

fn expect(code: u16, answer: Result<Answer, String>) -> Result<Answer, RouteProblem> {
    match answer {
        Ok(answer) if answer.code == code => Ok(answer),
        Ok(answer) => Err(RouteProblem::Unreachable(answer.words())),
        Err(words) => Err(RouteProblem::Unreachable(words)),
    }
}

/// What an answer to EHLO says of an extension, if it is offered: its parameters.
fn offers<'a>(answer: &'a Answer, extension: &str) -> Option<Vec<&'a str>> {
    // The first line is the server's name.
    answer.lines.iter().skip(1).find_map(|line| {
        let mut words = line.split_whitespace();
        words.next()?.eq_ignore_ascii_case(extension).then(|| words.collect())
    })
}

/// AUTH (RFC 4954) with a user and a password.
async fn sign_in(line: &mut Line, offer: &Answer, user: &str, password: &str) -> Result<(), RouteProblem> {
    let mechanisms = offers(offer, "AUTH").unwrap_or_default();
    let knows = |name: &str| mechanisms.iter().any(|mechanism| mechanism.eq_ignore_ascii_case(name));
    let steps = if knows("PLAIN") {
        vec![format!("AUTH PLAIN {}\r\n", STANDARD.encode(format!("\0{user}\0{password}")))]
    } else if knows("LOGIN") {
        let encoded = |text: &str| format!("{}\r\n", STANDARD.encode(text));
        vec!["AUTH LOGIN\r\n".to_owned(), encoded(user), encoded(password)]
    } else {
        let words = "the server offers no way to sign in with a user and a password here";
        return Err(RouteProblem::NotAccepted(words.to_owned()));
    };
    let mut answer = None;
    for step in steps {
        // 334: the server asks for the next step.
        if answer.as_ref().is_none_or(|answer: &Answer| answer.code == 334) {
            answer = Some(line.ask(&step).await.map_err(RouteProblem::Unreachable)?);
        }
    }
    match answer {
        Some(answer) if answer.code == 235 => Ok(()),
        answer => {
            let _ = timeout(GRACE, line.ask("QUIT\r\n")).await;
            let refused = answer.as_ref().is_some_and(|answer| answer.code >= 500);
            let words = answer.map(|answer| answer.words()).unwrap_or_default();
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
