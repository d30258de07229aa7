//! Mails that report that others could not be delivered: delivery status notifications (RFC 3464, RFC 6533), and what older mail
//! software writes instead. They come from anywhere, and say whatever somebody wants them to.

use crate::{parts::Part, smtp::LONGEST_WORDS, words::tamed};
use rollcall_app::ports::mail::Bounce;
use rollcall_domain::text::hidden_character;

/// So much of a mail is looked at, in bytes. What is asked for stands at the front; behind it is the mail that came back.
const LOOKED_AT: usize = 1024 * 1024;

/// So deep a report may lie inside of other mails, and in parts of parts.
const DEEPEST: usize = 5;

/// The most addresses that are looked for in a report without form.
const MOST_RECIPIENTS: usize = 50;

/// The longest Message-ID and address that is taken, in characters.
const LONGEST_NAME: usize = 500;

/// What a mail reports. Nothing, if it reports nothing, or only what is no failure.
pub(crate) fn read(bytes: &[u8]) -> Vec<Bounce> {
    let mut found = Vec::new();
    search(&Part::read(bytes[..bytes.len().min(LOOKED_AT)].trim_ascii_start()), 0, &mut found);
    found
}

fn search(part: &Part<'_>, depth: usize, found: &mut Vec<Bounce>) {
    if depth > DEEPEST {
        return;
    }
    if part.is_multipart() {
        let parts = part.parts();
        let statuses = || parts.iter().filter(|part| is_status(part));
        if statuses().next().is_none() {
            for part in &parts {
                search(part, depth + 1, found);
            }
            return;
        }
        let returned = parts.iter().find_map(returned_id).or_else(|| referred_id(part));
        for status in statuses() {
            report(&status.text(), returned.as_deref(), found);
        }
    } else if is_message(part) {
        search(&Part::read(&part.decoded()), depth + 1, found);
    } else if let Some(recipients) = &part.failed_recipients {
        without_form(recipients, part, found);
    }
}

fn is_status(part: &Part<'_>) -> bool {
    matches!(&*part.kind, "message/delivery-status" | "message/global-delivery-status")
}

fn is_message(part: &Part<'_>) -> bool {
    matches!(&*part.kind, "message/rfc822" | "message/global")
}

/// The Message-ID of the mail that came back, or of its headers.
fn returned_id(part: &Part<'_>) -> Option<String> {
    let is_returned = is_message(part) || matches!(&*part.kind, "text/rfc822-headers" | "message/global-headers");
    is_returned.then(|| Part::read(part.decoded().trim_ascii_start()).message_id).flatten().as_deref().and_then(id)
}

/// The newest Message-ID that a report itself refers to.
fn referred_id(part: &Part<'_>) -> Option<String> {
    part.refers_to.last().and_then(|text| id(text))
}

/// Fields of a report, unfolded: name in lower case, and value.
type Fields = Vec<(String, String)>;

/// What a report says: fields about the mail, and behind each empty line, about one recipient (RFC 3464 §2.1).
fn report(text: &str, returned: Option<&str>, found: &mut Vec<Bounce>) {
    let mut groups: Vec<Fields> = vec![Vec::new()];
    for line in text.lines() {
        let Some(group) = groups.last_mut() else { return };
        if line.trim().is_empty() {
            if !group.is_empty() {
                groups.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                value.extend([" ", line.trim()]);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let named = ["original-message-id", "x-original-message-id"];
    let named = named.iter().find_map(|name| groups.iter().find_map(|group| id(field(group, name)?)));
    let Some(message_id) = named.or_else(|| returned.map(str::to_owned)) else { return };
    for group in groups {
        // Delayed, delivered, relayed and expanded are no failures.
        let action = field(&group, "action").unwrap_or_default();
        if !action.split([' ', '\t', '(', ';']).next().unwrap_or_default().eq_ignore_ascii_case("failed") {
            continue;
        }
        let recipient = field(&group, "original-recipient").or_else(|| field(&group, "final-recipient"));
        let status = field(&group, "status").and_then(|status| status.split([' ', '\t', '(']).next());
        let diagnosis = field(&group, "diagnostic-code").map(|words| typed(words).1);
        let words = match (status.unwrap_or_default(), diagnosis.unwrap_or_default()) {
            ("", "") => action.to_owned(),
            (status, words) if words.contains(status) => words.to_owned(),
            (status, words) => format!("{status} {words}"),
        };
        keep(found, &message_id, &address(recipient.unwrap_or_default()), &words);
    }
}

fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
}

/// A value with its type before a semicolon: `smtp; 550 no such user`.
fn typed(value: &str) -> (&str, &str) {
    match value.split_once(';') {
        Some((kind, words)) if !kind.trim().contains([' ', '\t']) => (kind.trim(), words.trim()),
        _ => ("", value),
    }
}

/// The address of a recipient field.
fn address(value: &str) -> String {
    let (kind, address) = typed(value);
    let address = address.trim_start_matches('<').trim_end_matches('>');
    if !kind.eq_ignore_ascii_case("utf-8") {
        return address.to_owned();
    }
    // Where only ASCII is taken, other letters stand as \x{EB} (RFC 6533 §3).
    let mut out = String::new();
    let mut rest = address;
    while let Some((before, escaped)) = rest.split_once("\\x{") {
        let Some((digits, after)) = escaped.split_once('}') else { break };
        let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        out.push_str(before);
        out.push(letter.unwrap_or('\u{FFFD}'));
        rest = after;
    }
    out + rest
}

/// A report in words for people, as Exim wrote before it knew the form: below each address what was said, and at the end the mail.
fn without_form(recipients: &str, part: &Part<'_>, found: &mut Vec<Bounce>) {
    let text = part.text();
    let (words, copy) = text.split_once("\n------").unwrap_or((&text, ""));
    // The line that announces the copy is followed by others of its kind where the copy is not whole.
    let behind =
        copy.split_inclusive('\n').skip(1).skip_while(|line| line.starts_with("------") || line.trim().is_empty());
    let returned = Part::read(behind.collect::<String>().as_bytes()).message_id.as_deref().and_then(id);
    let Some(message_id) = returned.or_else(|| referred_id(part)) else { return };
    let recipients = recipients.split(',').map(str::trim).filter(|recipient| !recipient.is_empty());
    for recipient in recipients.take(MOST_RECIPIENTS) {
        let behind = words.lines().skip_while(|line| line.trim() != recipient).skip(1);
        let said: Vec<_> = behind.take_while(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty()).collect();
        let said = said.join(" ");
        keep(found, &message_id, recipient, if said.is_empty() { "failed" } else { &said });
    }
}

fn keep(found: &mut Vec<Bounce>, message_id: &str, recipient: &str, words: &str) {
    let short = |text: &str, longest| tamed(text).chars().take(longest).collect();
    let bounce = Bounce {
        message_id: message_id.to_owned(),
        recipient: short(recipient, LONGEST_NAME),
        words: short(words, LONGEST_WORDS),
    };
    if found.last() != Some(&bounce) {
        found.push(bounce);
    }
}

/// A Message-ID without its brackets, if it can be one.
fn id(text: &str) -> Option<String> {
    let id = text.trim().trim_start_matches('<').trim_end_matches('>');
    let strange = |c: char| c.is_whitespace() || c == '<' || c == '>' || hidden_character(c).is_some();
    (!id.is_empty() && id.chars().count() <= LONGEST_NAME && !id.contains(strange)).then(|| id.to_owned())
}
