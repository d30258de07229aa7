//! The parts of a mail that came from anywhere. They are cut out here, few and not deep, since a library that builds the whole tree
//! can be led to build one without end; it reads their headers and decodes them.

use mail_parser::{
    HeaderName, HeaderValue, MessageParser, MimeHeaders as _,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};
use std::borrow::Cow;

/// The longest head that is read, in bytes. What stands behind is passed over.
const LONGEST_HEAD: usize = 64 * 1024;

/// The most parts of one part.
const MOST_PARTS: usize = 50;

/// A header of mail software that reports without the form of RFC 3464.
const FAILED_RECIPIENTS: &str = "X-Failed-Recipients";

/// A mail, or a part of one: its head, as far as somebody asks for it, and its body as it came.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// Type and subtype, in lower case.
    pub(crate) kind: String,
    /// Its Message-ID.
    pub(crate) message_id: Option<String>,
    /// The Message-IDs that it refers to.
    pub(crate) refers_to: Vec<String>,
    /// Whom it says that a mail did not reach.
    pub(crate) failed_recipients: Option<String>,
    boundary: Option<String>,
    encoding: Option<String>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Reads the head. Whatever the bytes are, they are a part.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let (head, body) = head_and_body(bytes);
        let head = [&head[..head.len().min(LONGEST_HEAD)], b"\n\n"].concat();
        let parser = MessageParser::new()
            .with_mime_headers()
            .header_id(HeaderName::MessageId)
            .header_id(HeaderName::InReplyTo)
            .header_id(HeaderName::References)
            .header_raw(FAILED_RECIPIENTS)
            .default_header_ignore();
        let mut part = Self {
            kind: "text/plain".to_owned(),
            message_id: None,
            refers_to: Vec::new(),
            failed_recipients: None,
            boundary: None,
            encoding: None,
            body,
        };
        // A message without a header has not even the parts that are asked for them.
        let Some(read) = parser.parse_headers(&head) else { return part };
        if let Some(kind) = read.content_type() {
            part.kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase();
            part.boundary = kind.attribute("boundary").map(str::to_owned);
        }
        let ids = [read.references(), read.in_reply_to()].into_iter().filter_map(HeaderValue::as_text_list).flatten();
        part.refers_to = ids.map(ToString::to_string).collect();
        part.message_id = read.message_id().map(str::to_owned);
        part.failed_recipients = read.header_raw(FAILED_RECIPIENTS).map(str::to_owned);
        part.encoding = read.content_transfer_encoding().map(str::to_ascii_lowercase);
        part
    }

    /// Whether it is made of other parts.
    pub(crate) fn is_multipart(&self) -> bool {
        self.kind.starts_with("multipart/")
    }

    /// Its parts, the first [`MOST_PARTS`] of them (RFC 2046 §5.1.1).
    pub(crate) fn parts(&self) -> Vec<Part<'a>> {
        let Some(boundary) = self.boundary.as_deref().filter(|boundary| self.is_multipart() && !boundary.is_empty())
        else {
            return Vec::new();
        };
        let (mut parts, mut begun, mut at) = (Vec::new(), None, 0);
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let delimiter = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
            if let Some(rest) = delimiter.map(<[u8]>::trim_ascii_end).filter(|rest| matches!(*rest, b"" | b"--")) {
                parts.extend(begun.map(|begun: usize| Part::read(&self.body[begun..at])));
                begun = rest.is_empty().then_some(at + line.len());
                if begun.is_none() || parts.len() >= MOST_PARTS {
                    return parts;
                }
            }
            at += line.len();
        }
        // Cut off before its end.
        parts.extend(begun.map(|begun| Part::read(&self.body[begun..])));
        parts
    }

    /// Its body without the encoding for transport; as it came, if it is not in the one that it names.
    pub(crate) fn decoded(&self) -> Cow<'a, [u8]> {
        let decoded = match self.encoding.as_deref() {
            Some("base64") => base64_decode(self.body),
            Some("quoted-printable") => quoted_printable_decode(self.body),
            _ => None,
        };
        decoded.map_or(Cow::Borrowed(self.body), Cow::Owned)
    }

    /// Its body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.decoded()).replace("\r\n", "\n").replace('\r', "\n")
    }
}

/// Cuts at the first empty line.
fn head_and_body(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, &[])
}
