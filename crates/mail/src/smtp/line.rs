//! The line to a mail server: what we say, and its answers (RFC 5321 §4.2).

use super::words_of;
use std::io;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::client::TlsStream;

/// The longest answer, in bytes. Longer ones are no answers.
const LONGEST_ANSWER: usize = 100_000;

/// As much is read at once.
const READ: usize = 4_096;

/// An open line.
pub(super) struct Line {
    stream: Stream,
    /// What has come and was not read yet.
    heard: Vec<u8>,
    /// So much of it belongs to answers that were read.
    read: usize,
}

pub(super) enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// An answer of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// Its three digits.
    pub(super) code: u16,
    /// The words of each of its lines.
    pub(super) lines: Vec<String>,
}

impl Answer {
    /// What it says, with its code, as it is kept.
    pub(super) fn words(&self) -> String {
        let mut words = format!("{} ", self.code);
        // Every line may begin with the same status of three numbers (RFC 2034 §4).
        let status = self.lines.first().and_then(|line| line.split(' ').next()).filter(|word| is_status(word));
        for (at, line) in self.lines.iter().enumerate() {
            let again = status.filter(|_| at > 0).and_then(|status| line.strip_prefix(status));
            words.push_str(again.unwrap_or(line));
            words.push(' ');
        }
        words_of(&words)
    }
}

impl Line {
    pub(super) const fn new(stream: Stream) -> Self {
        Self { stream, heard: Vec::new(), read: 0 }
    }

    /// Says something. It is on its way when this comes back.
    pub(super) async fn say(&mut self, bytes: &[u8]) -> Result<(), String> {
        let said = match &mut self.stream {
            Stream::Plain(stream) => stream.write_all(bytes).await,
            Stream::Tls(stream) => match stream.write_all(bytes).await {
                Ok(()) => stream.flush().await,
                failed => failed,
            },
        };
        said.map_err(|problem| broken(&problem))
    }

    /// Says a command and hears the answer.
    pub(super) async fn ask(&mut self, command: &str) -> Result<Answer, String> {
        self.say(command.as_bytes()).await?;
        self.answer().await
    }

    /// Hears the next answer. An error is a connection that broke, or something that is no answer.
    pub(super) async fn answer(&mut self) -> Result<Answer, String> {
        let mut lines = Vec::new();
        loop {
            let line = self.line().await?;
            let code = line.get(..3).filter(|code| code.iter().all(u8::is_ascii_digit));
            let Some(code) = code.and_then(|code| std::str::from_utf8(code).ok()?.parse().ok()) else {
                return Err(format!("this is no answer of a mail server: {}", String::from_utf8_lossy(line)));
            };
            lines.push(String::from_utf8_lossy(line.get(4..).unwrap_or_default()).into_owned());
            if line.get(3) != Some(&b'-') {
                return Ok(Answer { code, lines });
            }
        }
    }

    /// The connection under it, for TLS to begin. `None` if the server has said more than was read: somebody slipped that in, to be taken for
    /// an answer under TLS (RFC 3207 §6).
    pub(super) fn into_quiet(self) -> Option<TcpStream> {
        match self.stream {
            Stream::Plain(stream) if self.heard.len() == self.read => Some(stream),
            _ => None,
        }
    }

    /// The next line, without its end.
    async fn line(&mut self) -> Result<&[u8], String> {
        let mut looked = self.read;
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.heard[looked..]) {
                let line = self.read..looked + end;
                self.read = line.end + 1;
                let line = &self.heard[line];
                return Ok(line.strip_suffix(b"\r").unwrap_or(line));
            }
            self.heard.drain(..self.read);
            self.read = 0;
            looked = self.heard.len();
            if looked > LONGEST_ANSWER {
                return Err("the server's answer has no end".to_owned());
            }
            self.heard.reserve(READ);
            let number = match &mut self.stream {
                Stream::Plain(stream) => stream.read_buf(&mut self.heard).await,
                Stream::Tls(stream) => stream.read_buf(&mut self.heard).await,
            };
            match number {
                Ok(0) => return Err(ENDED.to_owned()),
                Ok(_) => {}
                Err(problem) => return Err(broken(&problem)),
            }
        }
    }
}

/// Whether a word is a status such as `5.1.1` (RFC 3463 §2).
fn is_status(word: &str) -> bool {
    word.split('.').count() == 3
        && word.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

const ENDED: &str = "the server ended the connection";

fn broken(problem: &io::Error) -> String {
    match problem.kind() {
        io::ErrorKind::UnexpectedEof => ENDED.to_owned(),
        _ => words_of(&problem.to_string()),
    }
}
