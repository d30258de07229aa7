//! One connection: the server's side of the dialogue.

use super::{Received, Security, Shared, Stage, Whim};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{io, sync::Arc};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// The longest line of a message, with its CRLF (RFC 5321 §4.5.3.1.6).
const LONGEST_LINE: usize = 1000;

trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

struct Session {
    stream: BufReader<Box<dyn Duplex>>,
    shared: Arc<Shared>,
    connection: u32,
    secure: bool,
    greeted: bool,
    user: Option<String>,
    from: Option<String>,
    to: Vec<String>,
    eight_bit: bool,
}

/// Whether the server did what it should.
type Obeyed = bool;

/// Speaks with one client until one of the two hangs up.
pub(super) async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let _ = stream.set_nodelay(true);
    let connection = {
        let mut state = shared.state();
        state.connections += 1;
        state.open += 1;
        state.connections
    };
    let secure = shared.offer.security == Security::Tls;
    let stream: Box<dyn Duplex> = if secure {
        let Ok(stream) = shared.tls.accept(stream).await else {
            shared.state().open -= 1;
            return;
        };
        Box::new(stream)
    } else {
        Box::new(stream)
    };
    let mut session = Session {
        stream: BufReader::new(stream),
        shared,
        connection,
        secure,
        greeted: false,
        user: None,
        from: None,
        to: Vec::new(),
        eight_bit: false,
    };
    // It ends when either side hangs up; there is nobody to tell.
    let _ = session.run().await;
    session.shared.state().open -= 1;
}

impl Session {
    async fn run(&mut self) -> io::Result<()> {
        let open = self.shared.state().open;
        if self.shared.offer.most_connections.is_some_and(|most| open > most) {
            return self.say("421 4.7.0 too many connections").await;
        }
        self.answer(Stage::Greeting, "220 localhost ESMTP").await?;
        loop {
            let line = self.line().await?;
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            let verb = verb.to_ascii_uppercase();
            let noted = if verb == "AUTH" { verb.clone() } else { line.clone() };
            self.shared.state().commands.push(noted);
            match verb.as_str() {
                "EHLO" | "HELO" => self.hello(&verb).await?,
                "STARTTLS" => self.start_tls().await?,
                "AUTH" => self.auth(rest).await?,
                "MAIL" => self.mail(rest).await?,
                "RCPT" => self.recipient(rest).await?,
                "DATA" => self.data().await?,
                "RSET" => {
                    self.forget_mail();
                    self.answer(Stage::Reset, "250 2.0.0 Ok").await?;
                }
                "NOOP" => self.say("250 2.0.0 Ok").await?,
                "QUIT" => {
                    self.say("221 2.0.0 Bye").await?;
                    return self.stream.get_mut().shutdown().await;
                }
                _ => self.say("500 5.5.2 unknown command").await?,
            }
        }
    }

    async fn hello(&mut self, verb: &str) -> io::Result<()> {
        self.forget_mail();
        let offer = &self.shared.offer;
        let starttls = !self.secure && matches!(offer.security, Security::StartTls | Security::StartTlsWithInjection);
        let extensions = [
            (offer.pipelining, "PIPELINING"),
            (offer.eight_bit, "8BITMIME"),
            (offer.smtp_utf8, "SMTPUTF8"),
            (starttls, "STARTTLS"),
            (offer.account.is_some() && !starttls, "AUTH PLAIN LOGIN"),
        ];
        let mut lines = vec!["250-localhost".to_owned()];
        for (_, name) in extensions.iter().filter(|(offered, _)| *offered && verb == "EHLO") {
            lines.push(format!("250-{name}"));
        }
        lines.push("250 SIZE 52428800".to_owned());
        self.greeted = self.answer(Stage::Hello, &lines.join("\r\n")).await?;
        Ok(())
    }

    async fn start_tls(&mut self) -> io::Result<()> {
        match self.shared.offer.security {
            Security::StartTls if !self.secure => self.say("220 2.0.0 begin TLS").await?,
            Security::StartTlsWithInjection if !self.secure => {
                self.say("220 2.0.0 begin TLS\r\n250-localhost\r\n250 AUTH PLAIN").await?;
            }
            _ => return self.say("502 5.5.1 no STARTTLS here").await,
        }
        if !self.stream.buffer().is_empty() {
            // Commands in clear behind STARTTLS (RFC 3207 §5): nobody honest sends them.
            return Err(io::ErrorKind::InvalidData.into());
        }
        let (clear, _) = tokio::io::duplex(1);
        let clear = std::mem::replace(&mut self.stream, BufReader::new(Box::new(clear))).into_inner();
        self.stream = BufReader::new(Box::new(self.shared.tls.clone().accept(clear).await?));
        self.secure = true;
        self.greeted = false;
        Ok(())
    }

    async fn auth(&mut self, rest: &str) -> io::Result<()> {
        let clear = !self.secure && self.shared.offer.security != Security::Plain;
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        self.shared.state().auth_bytes += initial.len();
        let Some((user, password)) = self.shared.offer.account.clone().filter(|_| !clear) else {
            return self.say("503 5.5.1 AUTH is not offered").await;
        };
        let given = match mechanism.to_ascii_uppercase().as_str() {
            "PLAIN" => {
                let initial = if initial.is_empty() { self.challenge("").await? } else { decoded(initial) };
                let mut parts = initial.split('\0').skip(1).map(str::to_owned);
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            }
            "LOGIN" => {
                let user = if initial.is_empty() { self.challenge("Username:").await? } else { decoded(initial) };
                (user, self.challenge("Password:").await?)
            }
            _ => return self.say("504 5.5.4 unknown mechanism").await,
        };
        if given != (user.clone(), password) {
            return self.say("535 5.7.8 authentication failed").await;
        }
        if self.answer(Stage::Auth, "235 2.7.0 welcome").await? {
            self.user = Some(user);
        }
        Ok(())
    }

    async fn challenge(&mut self, words: &str) -> io::Result<String> {
        self.say(&format!("334 {}", STANDARD.encode(words))).await?;
        let line = self.line().await?;
        self.shared.state().auth_bytes += line.len();
        Ok(decoded(&line))
    }

    async fn mail(&mut self, rest: &str) -> io::Result<()> {
        let offer = &self.shared.offer;
        let problem = if !self.greeted {
            Some("503 5.5.1 say EHLO first")
        } else if !self.secure && offer.security != Security::Plain {
            Some("530 5.7.0 begin TLS first")
        } else if offer.account.is_some() && self.user.is_none() {
            Some("530 5.7.0 sign in first")
        } else if self.from.is_some() {
            Some("503 5.5.1 there is a mail already")
        } else if rest.contains(" SMTPUTF8") && !offer.smtp_utf8 || rest.contains(" BODY=8BITMIME") && !offer.eight_bit
        {
            Some("555 5.5.4 that is not offered")
        } else if !rest.is_ascii() && !rest.contains(" SMTPUTF8") {
            Some("553 5.6.7 the address is not ASCII")
        } else {
            None
        };
        if let Some(problem) = problem {
            return self.say(problem).await;
        }
        let Some(address) = path("FROM:", rest) else { return self.say("501 5.5.4 MAIL FROM:<address>").await };
        if self.answer(Stage::Mail, "250 2.1.0 Ok").await? {
            self.from = Some(address);
            self.eight_bit = rest.contains(" BODY=8BITMIME");
        }
        Ok(())
    }

    async fn recipient(&mut self, rest: &str) -> io::Result<()> {
        if self.from.is_none() {
            return self.say("503 5.5.1 MAIL first").await;
        }
        let Some(address) = path("TO:", rest) else { return self.say("501 5.5.4 RCPT TO:<address>").await };
        let refusal = {
            let mut state = self.shared.state();
            let greylists = state.whims.iter().any(|(whim, _)| *whim == Whim::Greylist);
            let refused = state.refused.get(&address.to_ascii_lowercase()).cloned();
            let later = greylists && state.greylisted.insert(address.clone());
            refused.or_else(|| later.then(|| "451 4.7.1 greylisted, try again later".to_owned()))
        };
        if let Some(refusal) = refusal {
            return self.say(&refusal).await;
        }
        if self.answer(Stage::Recipient, "250 2.1.5 Ok").await? {
            self.to.push(address);
        }
        Ok(())
    }

    async fn data(&mut self) -> io::Result<()> {
        // With a whim that says 354 it waits for a message even when that goes to nobody, as RFC 2920 lets it.
        let reply = if self.to.is_empty() { "554 5.5.1 no valid recipients" } else { "354 end with a dot" };
        let whim = self.shared.whim_at(Stage::Data);
        let reply = match &whim {
            Some(Whim::Reply(_, words)) => words.clone(),
            Some(_) => return self.follow(whim).await.map(drop),
            None => reply.to_owned(),
        };
        self.say(&reply).await?;
        if !reply.starts_with("354") {
            return if reply.starts_with("421") { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) };
        }
        let (bytes, defects) = self.message().await?;
        if self.to.is_empty() {
            self.forget_mail();
            return self.say("554 5.5.1 no valid recipients").await;
        }
        let whim = self.shared.whim_at(Stage::FinalDot);
        if let Some(Whim::Reply(..)) = whim {
            self.forget_mail();
            return self.follow(whim).await.map(drop);
        }
        let mail = Received {
            from: self.from.take().unwrap_or_default(),
            to: std::mem::take(&mut self.to),
            bytes,
            secure: self.secure,
            user: self.user.clone(),
            connection: self.connection,
            defects,
        };
        let count = {
            let mut state = self.shared.state();
            state.received.push(mail);
            state.received.len()
        };
        self.shared.count.send_replace(count);
        if whim.is_some() {
            self.follow(whim).await.map(drop)
        } else {
            self.say(&format!("250 2.0.0 queued as {count}")).await
        }
    }

    /// Reads a message up to its final dot, and what is wrong with it.
    async fn message(&mut self) -> io::Result<(Vec<u8>, Vec<String>)> {
        let (mut bytes, mut defects) = (Vec::new(), Vec::new());
        let mut at_line_start = true;
        let mut line = Vec::new();
        let mut first = true;
        loop {
            line.clear();
            if self.stream.read_until(b'\n', &mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if std::mem::take(&mut first) {
                let whim = self.shared.whim_at(Stage::Message);
                if whim.is_some() {
                    self.follow(whim).await?;
                }
            }
            if at_line_start && line == b".\r\n" {
                return Ok((bytes, defects));
            }
            let text = line.strip_suffix(b"\r\n");
            let mut mind = |is: bool, what: &str| {
                if is {
                    defects.push(format!("{what}: {:?}", line.escape_ascii().to_string()));
                }
            };
            mind(text.is_none(), "a line ends in a bare LF");
            mind(text.is_some_and(|text| text.contains(&b'\r')), "a bare CR");
            mind(line.len() > LONGEST_LINE, "a line is too long");
            mind(!line.is_ascii() && !self.eight_bit, "a line is not ASCII");
            let ends_well = text.is_some();
            bytes.extend_from_slice(if at_line_start { line.strip_prefix(b".").unwrap_or(&line) } else { &line });
            at_line_start = ends_well;
        }
    }

    fn forget_mail(&mut self) {
        self.from = None;
        self.to.clear();
        self.eight_bit = false;
    }

    /// Says what it should, unless there is a whim at this stage.
    async fn answer(&mut self, stage: Stage, words: &str) -> io::Result<Obeyed> {
        match self.shared.whim_at(stage) {
            None => self.say(words).await.map(|()| true),
            whim => self.follow(whim).await,
        }
    }

    async fn follow(&mut self, whim: Option<Whim>) -> io::Result<Obeyed> {
        match whim {
            Some(Whim::Reply(_, words)) => {
                self.say(&words).await?;
                if words.starts_with("421") { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(false) }
            }
            Some(Whim::Stall(_)) => {
                // Until the client has had enough.
                tokio::io::copy(&mut self.stream, &mut tokio::io::sink()).await?;
                Err(io::ErrorKind::ConnectionAborted.into())
            }
            _ => Err(io::ErrorKind::ConnectionAborted.into()),
        }
    }

    async fn say(&mut self, words: &str) -> io::Result<()> {
        self.stream.write_all(format!("{words}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        let limit = 4096;
        (&mut self.stream).take(limit).read_until(b'\n', &mut line).await?;
        let line = line.strip_suffix(b"\r\n").ok_or(io::ErrorKind::InvalidData)?;
        Ok(String::from_utf8_lossy(line).into_owned())
    }
}

/// The address of `FROM:<address> PARAMETERS`.
fn path(keyword: &str, rest: &str) -> Option<String> {
    let (start, rest) = rest.split_at_checked(keyword.len())?;
    let address = rest.trim_start().strip_prefix('<')?.split_once('>')?.0;
    start.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}

fn decoded(text: &str) -> String {
    STANDARD.decode(text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
