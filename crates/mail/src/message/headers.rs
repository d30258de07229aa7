//! The headers of a mail: each on lines of ASCII that nothing in a name or a subject can end.

use super::Unsendable;
use crate::words::tamed;
use email_encoding::headers::{rfc2047, rfc2231, writer::EmailWriter};
use rollcall_domain::{EmailAddress, Timestamp};
use std::fmt::Write as _;

/// The longest name and subject in a header, in characters; lines of a message end at 998 (RFC 5322 §2.1.1).
const LONGEST_NAME: usize = 200;
const LONGEST_SUBJECT: usize = 500;

/// Headers as they are written.
pub(super) struct Headers(String);

impl Headers {
    /// With room for so many bytes, and whatever follows the headers.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// A line of our own words.
    pub(super) fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push_str("\r\n");
    }

    /// A header with a shown name and an address. The name may say anything.
    pub(super) fn mailbox(&mut self, header: &str, name: Option<&str>, address: &str) {
        let name = name.map(|name| one_line(name, LONGEST_NAME)).filter(|name| !name.is_empty());
        self.header(header, |value| {
            if let Some(name) = &name {
                phrase(name, value)?;
                value.space();
                value.folding().write_str("<")?;
            }
            value.write_str(address)?;
            if name.is_some() { value.write_str(">") } else { Ok(()) }
        });
    }

    /// A header of words.
    pub(super) fn words(&mut self, header: &str, words: &str) {
        let words = one_line(words, LONGEST_SUBJECT);
        self.header(header, |value| {
            if words.is_ascii() { value.folding().write_str(&words) } else { rfc2047::encode(&words, value) }
        });
    }

    /// A header that begins like this, and the name of a file.
    pub(super) fn file_name(&mut self, beginning: &str, name: &str) {
        self.0.push_str(beginning.trim_end());
        let length = beginning.trim_end().len();
        self.value(length, |value| rfc2231::encode("filename", name, value));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn header(&mut self, header: &str, write: impl FnOnce(&mut EmailWriter<'_>) -> std::fmt::Result) {
        let _ = write!(self.0, "{header}:");
        self.value(header.len() + 1, write);
    }

    fn value(&mut self, length: usize, write: impl FnOnce(&mut EmailWriter<'_>) -> std::fmt::Result) {
        // Writing into a text cannot fail.
        let _ = write(&mut EmailWriter::new(&mut self.0, length, 1, false));
        self.0.push_str("\r\n");
    }
}

/// A name before an address: as it stands, quoted, or encoded (RFC 5322 §3.2.5, RFC 2047 §5).
fn phrase(name: &str, value: &mut EmailWriter<'_>) -> std::fmt::Result {
    if !name.is_ascii() {
        return rfc2047::encode(name, value);
    }
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || b" -_".contains(&b)) {
        return value.folding().write_str(name);
    }
    value.write_char('"')?;
    for c in name.chars() {
        if matches!(c, '"' | '\\') {
            value.write_char('\\')?;
        }
        value.write_char(c)?;
    }
    value.write_char('"')
}

/// An address with its domain in A-labels, as every server takes it.
pub(super) fn address(address: &EmailAddress) -> Result<String, Unsendable> {
    smtp_address(address.for_smtp())
}

fn smtp_address(address: String) -> Result<String, Unsendable> {
    let (local, domain) = address.rsplit_once('@').ok_or_else(|| Unsendable::Address(tamed(&address)))?;
    if !local.is_ascii() {
        return Err(Unsendable::LocalPart(tamed(&address)));
    }
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && !b"<>@\"(),:;\\[]".contains(&b));
    if plain(local) && plain(domain) { Ok(address) } else { Err(Unsendable::Address(tamed(&address))) }
}

/// A text as a header may have it: one line, nothing invisible, no encoded-word that others would decode (RFC 2047 §2), not
/// endless. Isolation of directions is for the text of a mail.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    if text.len() <= longest && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b)) {
        return text.to_owned();
    }
    let text = tamed(&text.replace(['\u{2068}', '\u{2069}'], "")).replace("=?", "= ?");
    if text.chars().count() <= longest {
        return text;
    }
    // A name made of thousands of combining marks is still cut at a character.
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// A Message-ID in its angle brackets.
pub(super) fn message_id(id: &str) -> Result<String, Unsendable> {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
    };
    match id.split_once('@') {
        Some((left, right)) if plain(left) && plain(right) && id.len() <= 250 => Ok(format!("<{id}>")),
        _ => Err(Unsendable::MessageId),
    }
}

/// A moment as RFC 5322 §3.3 writes it, in UTC.
pub(super) fn date(at: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let second = (at.as_millis() / 1_000).max(0);
    let at = Timestamp::from_millis(second * 1_000).to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
    let named = |names: &'static [&'static str], from_one: i8| {
        usize::try_from(from_one - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
    };
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
        named(&DAYS, at.weekday().to_monday_one_offset()),
        at.day(),
        named(&MONTHS, at.month()),
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_servers_need_not_know_is_refused_in_words() {
        let problem = smtp_address("zoë@example.org".to_owned()).unwrap_err();
        assert_eq!(problem, Unsendable::LocalPart("zoë@example.org".to_owned()));
        assert!(problem.to_string().contains("before the @"));
        for bad in ["zoe@bücher.example", "zoe", "@x", "zoe@", "a b@x.example", "a@x>\r\nRCPT TO:<b@x", "<a@x.example>"]
        {
            assert!(smtp_address(bad.to_owned()).is_err(), "{bad:?}");
        }
        for good in ["zoe@xn--bcher-kva.example", "o'neil+x=y/z@x.example"] {
            assert_eq!(smtp_address(good.to_owned()).as_deref(), Ok(good));
        }
    }

    #[test]
    fn a_message_id_is_one_word_with_an_at() {
        assert_eq!(message_id("17.2@rollcall.example").unwrap(), "<17.2@rollcall.example>");
        for bad in ["", "17", "@x", "17@", "a b@x", "a@x>\r\nBcc: <y", "a@b@c", "a@\u{fc}"] {
            assert_eq!(message_id(bad), Err(Unsendable::MessageId), "{bad:?}");
        }
    }

    #[test]
    fn a_date_is_written_as_mails_write_it() {
        assert_eq!(date(Timestamp::from_millis(1_795_269_720_999)), "Sat, 21 Nov 2026 14:02:00 +0000");
        assert_eq!(date(Timestamp::from_millis(0)), "Thu, 01 Jan 1970 00:00:00 +0000");
        assert_eq!(date(Timestamp::from_millis(-1)), "Thu, 01 Jan 1970 00:00:00 +0000");
        assert_eq!(date(Timestamp::from_millis(i64::MAX)), "Thu, 30 Dec 9999 22:00:00 +0000");
    }

    #[test]
    fn headers_are_folded_where_they_are_long() {
        let mut headers = Headers::with_room(0);
        headers.mailbox("To", Some(&"Maria ".repeat(20)), "maria@example.org");
        headers.mailbox("To", None, "maria@example.org");
        headers.words("Subject", &"word ".repeat(40));
        let text = String::from_utf8(headers.into_bytes()).unwrap();
        assert!(text.contains("\r\nTo: maria@example.org\r\n"), "{text}");
        for line in text.lines() {
            assert!(line.len() <= 78, "{line}");
        }
    }
}
