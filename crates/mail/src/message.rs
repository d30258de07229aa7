//! The bytes of a mail (RFC 5322, MIME), the same for the same mail at every try.

use crate::words::tamed;
use lettre::{
    Address,
    address::Envelope,
    message::{
        Body, Mailbox, Message, MultiPart, SinglePart,
        header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use rollcall_app::ports::OutgoingMail;
use rollcall_domain::EmailAddress;
use std::time::{Duration, SystemTime};

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
    /// The parts do not make a message.
    #[error("the message could not be put together: {0}")]
    Message(String),
}

// "=_" can stand neither in quoted-printable nor in base64, so no body can contain a boundary (RFC 2045 §6.7).
const ALTERNATIVE: &str = "=_rollcall_alternative";
const MIXED: &str = "=_rollcall_mixed";

/// The longest name, file's name and subject in a header, in characters; lines of a message end at 998 (RFC 5322 §2.1.1).
const LONGEST_NAME: usize = 200;
const LONGEST_SUBJECT: usize = 500;

/// The last second of the year 9999: what a Date can say.
const LAST_SECOND: u64 = 253_402_300_799;

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
    Letter::saying(mail, header("X-Unsent", "1")).map(|letter| letter.bytes)
}

impl Letter {
    pub(crate) fn of(mail: &OutgoingMail) -> Result<Self, Unsendable> {
        Self::saying(mail, header("Auto-Submitted", "auto-generated"))
    }

    /// From whom and to whom a mail goes, for the server.
    pub(crate) fn between(mail: &OutgoingMail) -> Result<(String, String), Unsendable> {
        let address = |address: &EmailAddress| smtp_address(&address.for_smtp()).map(|address| address.to_string());
        Ok((address(&mail.from.1)?, address(&mail.to.1)?))
    }

    /// With a header that says how it is sent.
    fn saying(mail: &OutgoingMail, way: HeaderValue) -> Result<Self, Unsendable> {
        let from = mailbox(Some(&mail.from.0), &mail.from.1)?;
        let to = mailbox(mail.to.0.as_deref(), &mail.to.1)?;
        let envelope = Envelope::new(Some(from.email.clone()), vec![to.email.clone()])
            .map_err(|problem| Unsendable::Message(problem.to_string()))?;
        let (from_address, to_address) = (from.email.to_string(), to.email.to_string());
        let answers_to = mail.reply_to.as_ref().map(|(name, address)| mailbox(Some(name), address)).transpose()?;
        let mut builder = Message::builder().from(from.clone()).to(to.clone()).envelope(envelope);
        if let Some(answers_to) = answers_to.clone() {
            builder = builder.reply_to(answers_to);
        }
        let builder = builder
            .subject(in_header(&mail.rendered.subject, LONGEST_SUBJECT))
            .message_id(Some(message_id(&mail.message_id)?))
            .date(date(mail))
            .raw_header(way)
            .raw_header(header("Content-Language", mail.language.code()));
        let alternative = MultiPart::alternative()
            .boundary(ALTERNATIVE)
            .singlepart(words(ContentType::TEXT_PLAIN, &mail.rendered.text)?)
            .singlepart(words(ContentType::TEXT_HTML, &mail.rendered.html)?);
        let parts = match &mail.attachment {
            None => alternative,
            Some((name, bytes)) => {
                MultiPart::mixed().boundary(MIXED).multipart(alternative).singlepart(attachment(name, bytes.clone())?)
            }
        };
        let mut message = builder.multipart(parts).map_err(|problem| Unsendable::Message(problem.to_string()))?;
        for (name, mailbox) in [("From", Some(from)), ("To", Some(to)), ("Reply-To", answers_to)] {
            if let Some(quoted) = mailbox.as_ref().and_then(|mailbox| quoted(name, mailbox)) {
                message.headers_mut().insert_raw(quoted);
            }
        }
        let bytes = message.formatted();
        Ok(Self { from: from_address, to: to_address, bytes })
    }
}

/// A text part, in quoted-printable: a line that is a dot, or 10,000 characters long, cannot reach the server as such.
fn words(kind: ContentType, text: &str) -> Result<SinglePart, Unsendable> {
    // A CR alone is a line end to some and nothing to others (RFC 5322 §2.3 forbids it): there is none.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(SinglePart::builder().header(kind).body(encoded(text, ContentTransferEncoding::QuotedPrintable)?))
}

fn attachment(name: &str, bytes: Vec<u8>) -> Result<SinglePart, Unsendable> {
    let name = in_header(name, LONGEST_NAME).replace(['/', '\\'], "_");
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let kind = match ending.as_str() {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    };
    let kind = ContentType::parse(kind).map_err(|problem| Unsendable::Message(problem.to_string()))?;
    Ok(SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment(&name))
        .body(encoded(bytes, ContentTransferEncoding::Base64)?))
}

fn encoded(
    content: impl Into<lettre::message::MaybeString>,
    encoding: ContentTransferEncoding,
) -> Result<Body, Unsendable> {
    Body::new_with_encoding(content, encoding).map_err(|_| Unsendable::Message("a part cannot be encoded".to_owned()))
}

/// A shown name and an address. The name may say anything: it is one line, and lettre quotes or encodes it.
fn mailbox(name: Option<&str>, address: &EmailAddress) -> Result<Mailbox, Unsendable> {
    let name = name.map(|name| in_header(name, LONGEST_NAME)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, smtp_address(&address.for_smtp())?))
}

/// The header for a name with a dot. lettre writes `.NET <a@b>` as it stands, which is no phrase (RFC 5322 §3.2.5), and some
/// programs break over it.
fn quoted(header: &'static str, mailbox: &Mailbox) -> Option<HeaderValue> {
    let name = mailbox.name.as_ref().filter(|name| name.contains('.') && name.is_ascii())?;
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    let value = format!("\"{escaped}\" <{}>", mailbox.email);
    Some(HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(header), value.clone(), value))
}

/// An address with its domain in A-labels, as every server takes it.
fn smtp_address(address: &str) -> Result<Address, Unsendable> {
    let (local, domain) = address.rsplit_once('@').ok_or_else(|| Unsendable::Address(tamed(address)))?;
    if !local.is_ascii() {
        return Err(Unsendable::LocalPart(tamed(address)));
    }
    if !domain.is_ascii() {
        return Err(Unsendable::Address(tamed(address)));
    }
    Address::new(local, domain).map_err(|_| Unsendable::Address(tamed(address)))
}

/// A text as a header may have it: one line, nothing invisible, no encoded-word that others would decode (RFC 2047 §2), not
/// endless. Isolation of directions is for the text of a mail.
fn in_header(text: &str, longest: usize) -> String {
    let text = tamed(&text.replace(['\u{2068}', '\u{2069}'], "")).replace("=?", "= ?");
    if text.chars().count() <= longest {
        return text;
    }
    // A name made of thousands of combining marks is still cut at a character.
    text.chars().take(longest - 1).chain(['…']).collect()
}

fn message_id(id: &str) -> Result<String, Unsendable> {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
    };
    match id.split_once('@') {
        Some((left, right)) if plain(left) && plain(right) && id.len() <= 250 => Ok(format!("<{id}>")),
        _ => Err(Unsendable::MessageId),
    }
}

fn date(mail: &OutgoingMail) -> SystemTime {
    let seconds = u64::try_from(mail.date.as_millis() / 1000).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.min(LAST_SECOND))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_servers_need_not_know_is_refused_in_words() {
        let problem = smtp_address("zoë@example.org").unwrap_err();
        assert_eq!(problem, Unsendable::LocalPart("zoë@example.org".to_owned()));
        assert!(problem.to_string().contains("before the @"));
        assert!(smtp_address("zoe@bücher.example").is_err());
        assert_eq!(smtp_address("zoe@xn--bcher-kva.example").unwrap().to_string(), "zoe@xn--bcher-kva.example");
    }

    #[test]
    fn a_message_id_is_one_word_with_an_at() {
        assert_eq!(message_id("17.2@rollcall.example").unwrap(), "<17.2@rollcall.example>");
        for bad in ["", "17", "@x", "17@", "a b@x", "a@x>\r\nBcc: <y", "a@b@c", "a@\u{fc}"] {
            assert_eq!(message_id(bad), Err(Unsendable::MessageId), "{bad:?}");
        }
    }
}
