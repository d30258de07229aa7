//! STARTTLS (RFC 3207), required: the few lines that are said before TLS begins.
//!
//! They are read here and not through the dialogue's buffer, so that nothing which was said in clear can be taken for an
//! answer under TLS.

use super::words_of;
use rollcall_app::ports::mail::RouteProblem;
use std::io;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// The longest answer that is read in clear, in bytes.
const LONGEST_ANSWER: usize = 16_384;

/// Brings the server to the point where TLS begins. Gives its greeting.
pub(super) async fn prepare(stream: &mut TcpStream, hello: &str) -> Result<Vec<u8>, RouteProblem> {
    let greeting = Answer::read(stream).await.map_err(|problem| lost(&problem))?.expect(220)?;
    let offer =
        Answer::ask(stream, &format!("EHLO {hello}\r\n")).await.map_err(|problem| lost(&problem))?.expect(250)?;
    if !offer.offers("STARTTLS") {
        return Err(RouteProblem::NotSecure("the server does not offer STARTTLS".to_owned()));
    }
    let answer = Answer::ask(stream, "STARTTLS\r\n").await.map_err(|problem| lost(&problem))?;
    if answer.code != 220 {
        return Err(RouteProblem::NotSecure(answer.words()));
    }
    Ok(greeting.raw)
}

fn lost(problem: &io::Error) -> RouteProblem {
    RouteProblem::Unreachable(words_of(&problem.to_string()))
}

struct Answer {
    code: u16,
    raw: Vec<u8>,
}

impl Answer {
    async fn ask(stream: &mut TcpStream, command: &str) -> io::Result<Self> {
        stream.write_all(command.as_bytes()).await?;
        Self::read(stream).await
    }

    /// Reads byte by byte, so that nothing behind the answer's end is taken from the stream: what follows belongs to TLS,
    /// and an answer slipped in there in clear breaks the handshake.
    async fn read(stream: &mut TcpStream) -> io::Result<Self> {
        let mut raw = Vec::new();
        let mut line = 0;
        loop {
            raw.push(stream.read_u8().await?);
            if raw.len() > LONGEST_ANSWER {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the server's answer has no end"));
            }
            if raw.ends_with(b"\n") {
                let last = &raw[line..];
                let code =
                    std::str::from_utf8(last.get(..3).unwrap_or_default()).ok().and_then(|code| code.parse().ok());
                let Some(code) = code else {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "this is not a mail server"));
                };
                if last.get(3) != Some(&b'-') {
                    return Ok(Self { code, raw });
                }
                line = raw.len();
            }
        }
    }

    fn expect(self, code: u16) -> Result<Self, RouteProblem> {
        if self.code == code { Ok(self) } else { Err(RouteProblem::Unreachable(self.words())) }
    }

    fn words(&self) -> String {
        words_of(&String::from_utf8_lossy(&self.raw))
    }

    fn offers(&self, extension: &str) -> bool {
        let text = String::from_utf8_lossy(&self.raw);
        text.lines().any(|line| {
            line.get(4..)
                .and_then(|line| line.split_whitespace().next())
                .is_some_and(|w| w.eq_ignore_ascii_case(extension))
        })
    }
}
