//! The bytes of mails.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{HOSTILE, every_mail, invitation, mail, report, test_mail};
use mail_parser::{Address, MessageParser, MimeHeaders as _};
use rollcall_app::ports::Post as _;
use rollcall_domain::Language;
use rollcall_mail::{Postbox, message_bytes};

/// The names of the headers before the first empty line.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    lines.map(|line| line.split(':').next().unwrap().to_ascii_lowercase()).collect()
}

fn only(address: Option<&Address<'_>>) -> (Option<String>, String) {
    let addresses: Vec<_> = address.unwrap().iter().collect();
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    (addresses[0].name().map(str::to_owned), addresses[0].address().unwrap().to_owned())
}

#[test]
fn every_mail_is_ascii_in_lines_that_end_in_crlf_and_are_not_long() {
    for mail in every_mail() {
        let bytes = message_bytes(&mail).unwrap();
        assert!(bytes.is_ascii());
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with("\r\n"));
        for line in text.split("\r\n") {
            assert!(!line.contains(['\r', '\n', '\0']), "{line:?}");
            assert!(line.len() <= 998, "{} bytes: {line:?}", line.len());
        }
    }
}

#[test]
fn whatever_a_name_says_the_headers_are_the_same_ones() {
    let expected = header_names(&message_bytes(&mail(1, "Ana", &test_mail(), Language::En)).unwrap());
    for needed in ["from", "to", "reply-to", "subject", "message-id", "date", "auto-submitted", "content-language"] {
        assert_eq!(expected.iter().filter(|name| *name == needed).count(), 1, "{needed} in {expected:?}");
    }
    for mail in every_mail() {
        assert_eq!(header_names(&message_bytes(&mail).unwrap()), expected, "{:?}", mail.from.0);
    }
}

#[test]
fn what_is_read_is_what_was_said() {
    for mail in every_mail() {
        let bytes = message_bytes(&mail).unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(only(read.from()).1, "rollcall@xn--bcher-kva.example");
        assert_eq!(only(read.to()).1, "Zoe.Unal+shop@example.net");
        assert_eq!(only(read.reply_to()).1, "ana@example.org");
        assert_eq!(read.message_id().unwrap(), mail.message_id);
        assert_eq!(read.date().unwrap().to_rfc3339(), "2026-11-21T14:02:00Z");
        assert_eq!(read.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
        assert_eq!(read.header_raw("Content-Language").unwrap().trim(), mail.language.code());
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned();
        assert_eq!(lines(&read.body_text(0).unwrap()), lines(&mail.rendered.text));
        assert_eq!(lines(&read.body_html(0).unwrap()), lines(&mail.rendered.html));
        match &mail.attachment {
            None => assert_eq!(read.attachment_count(), 0),
            Some((name, content)) => {
                assert_eq!(read.attachment_count(), 1);
                let attached = read.attachment(0).unwrap();
                assert_eq!(attached.contents(), content);
                if name.is_ascii()
                    && name.len() < 60
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || " .".contains(c))
                {
                    assert_eq!(attached.attachment_name().unwrap(), name);
                }
            }
        }
    }
}

#[test]
fn names_arrive_as_they_are_unless_they_hide_something() {
    for name in HOSTILE {
        let bytes = message_bytes(&mail(1, name, &test_mail(), Language::En)).unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        let tame = name.chars().all(|c| rollcall_domain::text::hidden_character(c).is_none() && c != '\u{F0000}');
        if tame {
            assert_eq!(only(read.from()).0.unwrap(), name.replace("=?", "= ?"));
        }
    }
}

#[test]
fn a_name_with_a_dot_is_quoted() {
    for (name, header) in [
        (".NET Guild", "From: \".NET Guild\" <"),
        ("J.R", "Reply-To: \"J.R\" <"),
        (".", "To: \".\" <"),
        (".\"\\", "From: \".\\\"\\\\\" <"),
    ] {
        let text = String::from_utf8(message_bytes(&mail(1, name, &test_mail(), Language::En)).unwrap()).unwrap();
        assert!(text.contains(header), "{text}");
    }
}

#[test]
fn a_subject_is_read_as_it_was_said() {
    for name in HOSTILE {
        let mail = mail(1, "Ana", &invitation(name, true), Language::Fr);
        let bytes = message_bytes(&mail).unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        // FSI and PDI are ours to say in a text, and no header has them. What looks encoded is not decoded.
        let expected = mail.rendered.subject.replace(['\u{2068}', '\u{2069}'], "").replace("=?", "= ?");
        assert_eq!(read.subject().unwrap(), expected);
    }
}

#[test]
fn the_same_mail_has_the_same_bytes_at_every_try() {
    let mail = mail(1, "Zoë", &report("users.xlsx"), Language::En);
    assert_eq!(message_bytes(&mail).unwrap(), message_bytes(&mail).unwrap());
}

#[test]
fn text_and_html_are_alternatives_and_the_workbook_stands_beside_them() {
    let kinds = |bytes: &[u8]| {
        let read = MessageParser::default().parse(bytes).unwrap();
        let kind = |part: &mail_parser::MessagePart<'_>| {
            part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        };
        read.parts.iter().filter_map(kind).collect::<Vec<_>>()
    };
    let plain = message_bytes(&mail(1, "Ana", &test_mail(), Language::En)).unwrap();
    assert_eq!(kinds(&plain), ["multipart/alternative", "text/plain", "text/html"]);
    let with_report = message_bytes(&mail(1, "Ana", &report("a"), Language::En)).unwrap();
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(kinds(&with_report), ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", sheet]);
}

#[test]
fn a_mail_as_a_file_is_the_same_mail_as_a_draft_of_a_person() {
    let postbox = Postbox::new("mails".into());
    for mail in every_mail() {
        let sent = String::from_utf8(message_bytes(&mail).unwrap()).unwrap();
        let draft = String::from_utf8(postbox.as_file(&mail).unwrap()).unwrap();
        assert!(sent.contains("\r\nAuto-Submitted: auto-generated\r\n") && !sent.contains("X-Unsent"));
        assert_eq!(draft, sent.replacen("Auto-Submitted: auto-generated", "X-Unsent: 1", 1));
    }
    let mut nobodys = mail(1, "Ana", &test_mail(), Language::En);
    nobodys.message_id = "no id".into();
    assert!(postbox.as_file(&nobodys).unwrap_err().contains("Message-ID"));
}
