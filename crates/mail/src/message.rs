//! The bytes of a mail (RFC 5322, MIME), the same for the same mail at every try.
//!
//! They are written here, with a library for the encodings and none for mails: thousands are made in a second, and building each as a tree
//! of parts was among what a delivery spent its time on.

mod bodies;
mod headers;

use bodies::{base64, quoted_printable};
use headers::{Headers, one_line};
use rollcall_app::ports::OutgoingMail;

/// A mail as it travels.
#[derive(Clone)]
pub(crate) struct Letter {
    /// From whom, for the server.
    pub(crate) from: String,
    /// To whom, for the server.
    pub(crate) to: String,
    /// The message: ASCII, lines that end in CRLF, none over 998 characters.
    pub(crate) bytes: Vec<u8>,
}

/// Why a mail cannot be sent by anybody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    /// The part before the @ is not ASCII: few servers take it (RFC 6531 is optional), and Rollcall does not ask them to.
    #[error("the address {0} has a letter outside A to Z before the @, and mail servers need not deliver to it")]
    LocalPart(String),
    /// Another address that cannot stand in a mail.
    #[error("{0} is not an address that mail can be sent to")]
    Address(String),
    /// A Message-ID that is not of the form `left@right` (RFC 5322 §3.6.4).
    #[error("the Message-ID is not of the form left@right")]
    MessageId,
}

// "=_" can stand neither in quoted-printable nor in base64, so no body can contain a boundary (RFC 2045 §6.7).
const ALTERNATIVE: &str = "=_rollcall_alternative";
const MIXED: &str = "=_rollcall_mixed";

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

/// The bytes of a mail as they are sent, or written to the mail folder.
///
/// # Errors
/// The mail can be sent by nobody.
pub fn message_bytes(mail: &OutgoingMail) -> Result<Vec<u8>, Unsendable> {
    Letter::of(mail).map(|letter| letter.bytes)
}

/// The bytes of a mail as a draft, which a person looks at and sends with their own mail program. It opens in those that know
/// `X-Unsent` as a mail that is still to be sent; and since a person sends it, it is not said to be sent by a program (RFC 3834).
pub(crate) fn draft_bytes(mail: &OutgoingMail) -> Result<Vec<u8>, Unsendable> {
    Letter::saying(mail, "X-Unsent: 1").map(|letter| letter.bytes)
}

impl Letter {
    pub(crate) fn of(mail: &OutgoingMail) -> Result<Self, Unsendable> {
        Self::saying(mail, "Auto-Submitted: auto-generated")
    }

    /// From whom and to whom a mail goes, for the server.
    pub(crate) fn between(mail: &OutgoingMail) -> Result<(String, String), Unsendable> {
        Ok((headers::address(&mail.from.1)?, headers::address(&mail.to.1)?))
    }

    /// With a header that says how it is sent.
    fn saying(mail: &OutgoingMail, way: &str) -> Result<Self, Unsendable> {
        let (from, to) = Self::between(mail)?;
        let words = &mail.rendered;
        let attached = mail.attachment.as_ref().map_or(0, |(_, bytes)| bytes.len() * 7 / 5);
        // Quoted-printable breaks lines; with many accents it needs more, and gets it.
        let mut head = Headers::with_room((words.text.len() + words.html.len()) * 9 / 8 + attached + 2_048);
        head.mailbox("From", Some(&mail.from.0), &from);
        head.mailbox("To", mail.to.0.as_deref(), &to);
        if let Some((name, address)) = &mail.reply_to {
            head.mailbox("Reply-To", Some(name), &headers::address(address)?);
        }
        head.words("Subject", &words.subject);
        head.line(&format!("Message-ID: {}", headers::message_id(&mail.message_id)?));
        head.line(&format!("Date: {}", headers::date(mail.date)));
        head.line(way);
        head.line(&format!("Content-Language: {}", mail.language.code()));
        head.line("MIME-Version: 1.0");
        if mail.attachment.is_some() {
            head.line(&format!("Content-Type: multipart/mixed; boundary=\"{MIXED}\""));
            head.line("");
            head.line(&format!("--{MIXED}"));
        }
        head.line(&format!("Content-Type: multipart/alternative; boundary=\"{ALTERNATIVE}\""));
        let mut bytes = head.into_bytes();
        for (kind, text) in [("plain", &words.text), ("html", &words.html)] {
            let part = format!(
                "\r\n--{ALTERNATIVE}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            );
            bytes.extend_from_slice(part.as_bytes());
            quoted_printable(text, &mut bytes);
        }
        bytes.extend_from_slice(format!("\r\n--{ALTERNATIVE}--\r\n").as_bytes());
        if let Some((name, content)) = &mail.attachment {
            attach(name, content, &mut bytes);
        }
        Ok(Self { from, to, bytes })
    }
}

/// The part of a file, and the end of the message.
fn attach(name: &str, content: &[u8], bytes: &mut Vec<u8>) {
    let name = one_line(name, LONGEST_NAME).replace(['/', '\\'], "_");
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let kind = match ending.as_str() {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    };
    let mut head = Headers::with_room(1_024);
    head.line(&format!("\r\n--{MIXED}"));
    head.line(&format!("Content-Type: {kind}"));
    head.file_name("Content-Disposition: attachment; ", &name);
    head.line("Content-Transfer-Encoding: base64");
    head.line("");
    bytes.extend_from_slice(&head.into_bytes());
    base64(content, bytes);
    bytes.extend_from_slice(format!("\r\n--{MIXED}--\r\n").as_bytes());
}
