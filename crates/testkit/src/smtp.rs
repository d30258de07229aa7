//! A real mail server on a loopback port, for tests: it speaks SMTP (RFC 5321) strictly, keeps every mail as the bytes that
//! came, and misbehaves where it is told to.

mod session;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig, crypto,
        pki_types::{CertificateDer, PrivateKeyDer},
    },
};

/// How long [`SmtpServer::wait_for`] waits before it says that the mails do not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server that runs until it is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    root: CertificateDer<'static>,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// What a server offers.
#[derive(Debug, Clone)]
pub struct Offer {
    /// How it can be spoken to safely.
    pub security: Security,
    /// Who may send; none: anybody, and AUTH is not offered.
    pub account: Option<(String, String)>,
    /// Whether several commands may come at once (RFC 2920).
    pub pipelining: bool,
    /// Whether 8-bit bodies may come (RFC 6152). A body with other bytes than ASCII is a defect without it.
    pub eight_bit: bool,
    /// Whether addresses may be Unicode (RFC 6531).
    pub smtp_utf8: bool,
    /// How many connections it gives at once; none: as many as are asked for.
    pub most_connections: Option<u32>,
    /// The names and addresses that its certificate is for.
    pub certificate_for: Vec<String>,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            security: Security::Plain,
            account: None,
            pipelining: true,
            eight_bit: true,
            smtp_utf8: false,
            most_connections: None,
            certificate_for: vec!["localhost".to_owned(), "127.0.0.1".to_owned()],
        }
    }
}

/// How a server can be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// In clear only.
    Plain,
    /// In clear, and by TLS after STARTTLS; AUTH and mails only then.
    StartTls,
    /// As [`Security::StartTls`], but with an answer in clear slipped in behind the one to STARTTLS, as an attacker would.
    StartTlsWithInjection,
    /// By TLS from the first byte.
    Tls,
}

/// Where in the dialogue something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Instead of the greeting.
    Greeting,
    /// At EHLO or HELO.
    Hello,
    /// At AUTH.
    Auth,
    /// At MAIL.
    Mail,
    /// At RCPT.
    Recipient,
    /// At DATA.
    Data,
    /// When a part of the message has come, but not its end.
    Message,
    /// When the final dot has come. The mail is kept, though whoever sent it is not told.
    FinalDot,
    /// At RSET.
    Reset,
}

/// What a server does instead of what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whim {
    /// Answers with these words: `550 5.1.1 no such user`. With 421 it hangs up afterwards.
    Reply(Stage, String),
    /// Hangs up without a word.
    HangUp(Stage),
    /// Never answers, and keeps the connection open.
    Stall(Stage),
    /// Refuses the first try of every recipient for now (greylisting).
    Greylist,
}

/// A mail as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The message, with its dots unstuffed, and without the final one.
    pub bytes: Vec<u8>,
    /// Whether it came by TLS.
    pub secure: bool,
    /// As whom the sender had signed in.
    pub user: Option<String>,
    /// Which connection brought it, from 1.
    pub connection: u32,
    /// What a strict server minds: a CR or LF alone, a line over 998 bytes, bytes that are not ASCII.
    pub defects: Vec<String>,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    whims: Vec<(Whim, Option<u32>)>,
    refused: HashMap<String, String>,
    greylisted: HashSet<String>,
    connections: u32,
    open: u32,
    auth_bytes: usize,
    commands: Vec<String>,
}

struct Shared {
    offer: Offer,
    tls: TlsAcceptor,
    state: Mutex<State>,
    count: watch::Sender<usize>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the server does at this stage, if it is not what it should do.
    fn whim_at(&self, reached: Stage) -> Option<Whim> {
        let mut state = self.state();
        let at = state.whims.iter().position(
            |(whim, _)| matches!(whim, Whim::Reply(at, _) | Whim::HangUp(at) | Whim::Stall(at) if *at == reached),
        )?;
        let whim = state.whims[at].0.clone();
        if let Some(times) = &mut state.whims[at].1 {
            *times -= 1;
            if *times == 0 {
                state.whims.remove(at);
            }
        }
        Some(whim)
    }
}

impl SmtpServer {
    /// Starts a server that offers this.
    ///
    /// # Panics
    /// There is no loopback port, or no certificate can be made.
    pub async fn start(offer: Offer) -> Self {
        let (root, tls) = authority_and_server(&offer.certificate_for);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a loopback port");
        let address = listener.local_addr().expect("a bound port has an address");
        let state = Mutex::new(State::default());
        let shared = Arc::new(Shared { offer, tls, state, count: watch::Sender::new(0) });
        let accepting = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    // Ends with the client's connection, or with the runtime of the test.
                    tokio::spawn(session::serve(stream, Arc::clone(&shared)));
                }
            }
        });
        Self { address, root, shared, accepting }
    }

    /// Its port on 127.0.0.1.
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// The authority (DER) that its certificate comes from.
    pub const fn root_certificate(&self) -> &CertificateDer<'static> {
        &self.root
    }

    /// From now on it does this, every time.
    pub fn behave(&self, whim: Whim) {
        self.shared.state().whims.push((whim, None));
    }

    /// It does this so many times, and then what it should.
    pub fn behave_times(&self, whim: Whim, times: u32) {
        self.shared.state().whims.push((whim, Some(times)));
    }

    /// It does what it should again.
    pub fn behave_well(&self) {
        let mut state = self.shared.state();
        state.whims.clear();
        state.refused.clear();
    }

    /// One recipient is answered with these words; others are taken.
    pub fn refuse_recipient(&self, address: &str, reply: &str) {
        self.shared.state().refused.insert(address.to_ascii_lowercase(), reply.to_owned());
    }

    /// The mails so far, in the order in which they came.
    pub fn received(&self) -> Vec<Received> {
        self.shared.state().received.clone()
    }

    /// Takes the mails that have come since the last taking: a server that gets many need not keep them all.
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut self.shared.state().received)
    }

    /// Waits until so many mails have come, and gives them all.
    ///
    /// # Panics
    /// They do not come within 30 seconds.
    pub async fn wait_for(&self, mails: usize) -> Vec<Received> {
        let mut count = self.shared.count.subscribe();
        let waited = tokio::time::timeout(PATIENCE, count.wait_for(|count| *count >= mails)).await.is_ok();
        let received = self.received();
        assert!(waited, "waited for {mails} mails, and {} came", received.len());
        received
    }

    /// How many mails have come.
    pub fn count(&self) -> usize {
        *self.shared.count.borrow()
    }

    /// How many connections there were.
    pub fn connections(&self) -> u32 {
        self.shared.state().connections
    }

    /// How many bytes of names and passwords came, in clear or by TLS.
    pub fn auth_bytes(&self) -> usize {
        self.shared.state().auth_bytes
    }

    /// Every command so far, without what follows AUTH.
    pub fn commands(&self) -> Vec<String> {
        self.shared.state().commands.clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A new authority, and a server's certificate from it.
fn authority_and_server(names: &[String]) -> (CertificateDer<'static>, TlsAcceptor) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority =
        KeyPair::generate().and_then(|key| CertifiedIssuer::self_signed(params, key)).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let certificate =
        CertificateParams::new(names).and_then(|params| params.signed_by(&key, &authority)).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key in DER");
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key))
        .expect("TLS for the server");
    (authority.der().clone(), TlsAcceptor::from(Arc::new(config)))
}
