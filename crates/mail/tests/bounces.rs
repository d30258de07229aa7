//! What is understood of mails that report that others did not arrive: as servers write them, and as nobody should.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use rollcall_app::ports::{Post as _, mail::Bounce};
use rollcall_domain::text::hidden_character;
use rollcall_mail::{LONGEST_WORDS, Postbox};

/// The mail that did not arrive.
const OURS: &str = "17.1795269720000.1795251600000@acme.example";

const SAMPLES: [&str; 11] = [
    "postfix",
    "exchange",
    "gmail",
    "exim",
    "exim-report",
    "international",
    "some-arrived",
    "delayed",
    "forwarded",
    "read-receipt",
    "away",
];

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/bounces/{name}.eml", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(bytes: &[u8]) -> Vec<Bounce> {
    Postbox::new("mails".into()).read_bounce(bytes)
}

/// Recipients and words of what is read, as it came and with the line ends of a mail on its way.
fn said(name: &str) -> Vec<(String, String)> {
    let bytes = sample(name);
    let bounces = read(&bytes);
    let on_its_way = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
    assert_eq!(read(on_its_way.as_bytes()), bounces, "{name}");
    assert!(bounces.iter().all(|bounce| bounce.message_id == OURS), "{bounces:?}");
    bounces.into_iter().map(|bounce| (bounce.recipient, bounce.words)).collect()
}

#[test]
fn a_report_of_each_kind_of_server_says_whom_which_mail_did_not_reach_and_why() {
    for (name, words) in [
        ("postfix", "550 5.1.1 <zoe@example.net>: Recipient address rejected: User unknown in virtual mailbox table"),
        (
            "exchange",
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient zoe@example.net not found by SMTP address lookup",
        ),
        (
            "gmail",
            "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the \
             recipient's email address for typos or 550-5.1.1 unnecessary spaces. For more information, go to 550 5.1.1 \
             support 5b1f17b1804b1-432d8e8 - gsmtp",
        ),
        ("exim-report", "5.0.0 552 5.2.2 Mailbox full"),
        ("forwarded", "550 5.1.1 no such user"),
    ] {
        assert_eq!(said(name), [("zoe@example.net".to_owned(), words.to_owned())], "{name}");
    }
}

#[test]
fn a_report_in_words_for_people_is_understood_by_what_stands_below_each_address() {
    let zoe = "SMTP error from remote mail server after RCPT TO:<zoe@example.net>: host mx.example.net [192.0.2.10]: 550 5.1.1 \
               <zoe@example.net>: Recipient address rejected: User unknown";
    let expected = [("zoe@example.net", zoe), ("ben@example.net", "retry timeout exceeded")];
    assert_eq!(said("exim"), expected.map(|(who, words)| (who.to_owned(), words.to_owned())));
}

#[test]
fn an_address_and_words_in_other_letters_are_read_as_they_are() {
    let expected = ("zoë@xn--bcher-kva.example", "5.1.1 550 dieses Postfach gibt es nicht: zwölf Boxkämpfer");
    assert_eq!(said("international"), [(expected.0.to_owned(), expected.1.to_owned())]);
}

#[test]
fn only_what_failed_for_good_is_told() {
    let expected = [("left@example.net", "5.7.1"), ("gone@example.net", "5.4.4 Unknown host; giving up")];
    assert_eq!(said("some-arrived"), expected.map(|(who, words)| (who.to_owned(), words.to_owned())));
    for name in ["delayed", "read-receipt", "away"] {
        assert_eq!(said(name), [], "{name}");
    }
    for mail in ["", "\n", "\0", "Hello", "Subject: Hello\n\nAction: failed\n"] {
        assert_eq!(read(mail.as_bytes()), [], "{mail:?}");
    }
}

#[test]
fn a_report_without_the_mail_that_came_back_is_known_by_what_it_refers_to() {
    let report = String::from_utf8(sample("exchange")).unwrap();
    let without = report.replace("\nMessage-ID: <17.", "\nX-Was: <17.");
    assert_eq!(read(without.as_bytes()), read(report.as_bytes()));
    let unknown = without.replace("In-Reply-To:", "X-A:").replace("References:", "X-B:");
    assert_eq!(read(unknown.as_bytes()), [], "no mail is told by its recipient alone");
}

#[test]
fn what_a_report_says_is_one_visible_line_and_not_endless() {
    let long = "ü".repeat(9_000);
    let report = format!(
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\
         Original-Message-ID: <{OURS}>\n\nFinal-Recipient: rfc822; a\u{202e}b@example.net\u{0}\nAction: FAILED\n\
         Status: 5.0.0\nDiagnostic-Code: smtp; 550 no\u{1b}[31m\u{200b} {long}\n--b--\n"
    );
    let bounces = read(report.as_bytes());
    assert_eq!(bounces.len(), 1);
    assert!(bounces[0].words.starts_with("5.0.0 550 no\u{FFFD}[31m\u{FFFD} üü"), "{}", bounces[0].words);
    assert_eq!(bounces[0].words.chars().count(), LONGEST_WORDS);
    assert_eq!(bounces[0].recipient, "a\u{FFFD}b@example.net\u{FFFD}");
    for strange in ["", "<>", "a b@c", "a\u{202e}@c", &"x".repeat(5_000)] {
        assert_eq!(read(report.replace(OURS, strange).as_bytes()), [], "{strange:?}");
    }
}

#[test]
fn a_mail_that_is_larger_than_is_looked_at_is_understood_by_its_front() {
    let mut large = sample("postfix");
    let end = large.windows(12).position(|bytes| bytes == b"Hello Zo=C3=").unwrap();
    large.truncate(end);
    large.extend("an attachment of our own, come back\n".repeat(300_000).bytes());
    assert_eq!(read(&large), read(&sample("postfix")));
    let mut hidden = "X".repeat(2 * 1024 * 1024).into_bytes();
    hidden.extend(sample("postfix"));
    assert_eq!(read(&hidden), []);
}

/// Nothing that is read, whatever it was read from, shows something invisible or has no end.
fn assert_bounded(bounces: &[Bounce]) {
    for bounce in bounces {
        for text in [&bounce.message_id, &bounce.recipient, &bounce.words] {
            assert!(
                text.chars().count() <= LONGEST_WORDS && text.chars().all(|c| hidden_character(c).is_none()),
                "{bounce:?}"
            );
        }
        assert!(!bounce.message_id.is_empty(), "{bounce:?}");
    }
}

#[test]
fn nothing_that_is_cut_off_or_changed_does_harm() {
    // Numbers that look random, the same in each run (SplitMix64).
    let mut state = 1_u64;
    let mut roll = |below: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    };
    let words: [&[u8]; 16] = [
        b"\n\n",
        b"\r",
        b"\0",
        b"\xff\xfe",
        b"\x80",
        b":",
        b";",
        b"\"",
        b"(",
        b"<",
        b"=",
        b"=?utf-8?b?",
        b"--",
        b"\\x{",
        b"%",
        b"Content-Type: multipart/digest; boundary=b\n\n--b\n",
    ];
    let samples = SAMPLES.map(sample);
    let mut understood = 0;
    for bytes in &samples {
        for end in 0..=bytes.len() {
            assert_bounded(&read(&bytes[..end]));
            assert_bounded(&read(&bytes[end..]));
        }
        for _ in 0..3_000 {
            let mut changed = bytes.clone();
            for _ in 0..=roll(8) {
                let at = roll(changed.len());
                match roll(5) {
                    0 => changed[at] = u8::try_from(roll(256)).unwrap(),
                    1 => drop(changed.splice(at..at, words[roll(words.len())].iter().copied())),
                    2 => drop(changed.drain(at..changed.len().min(at + roll(200) + 1))),
                    3 => {
                        let other = &samples[roll(SAMPLES.len())];
                        let from = roll(other.len());
                        let piece = other[from..other.len().min(from + roll(2_000))].to_vec();
                        drop(changed.splice(at..at, piece));
                    }
                    _ => {
                        let piece = changed[at..changed.len().min(at + 500)].to_vec();
                        drop(changed.splice(at..at, piece));
                    }
                }
                if changed.is_empty() {
                    changed.push(b'\n');
                }
            }
            let bounces = read(&changed);
            understood += usize::from(bounces.iter().any(|bounce| bounce.message_id == OURS));
            assert_bounded(&bounces);
        }
    }
    // It is still mails that are tried, not only noise.
    assert!(understood > 5_000, "{understood}");
}

#[test]
fn parts_in_parts_and_parts_without_number_come_to_an_end() {
    let report = String::from_utf8(sample("forwarded")).unwrap();
    let inner = report.split_once("Undelivered Mail.eml\"\n\n").unwrap().1;
    let nested = |levels: usize| "Content-Type: message/rfc822\n\n".repeat(levels) + inner;
    assert_eq!(read(nested(3).as_bytes()).len(), 1);
    assert_eq!(read(nested(30_000).as_bytes()), []);
    let repeated = |text: &str| text.repeat(1_000_000 / text.len());
    let deep: Vec<String> =
        (0..20_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let head = "Content-Type: multipart/mixed; boundary=b\n\n";
    for hostile in [
        deep.concat(),
        head.to_owned() + &repeated("--b\n"),
        head.to_owned() + &repeated("--b\nContent-Type: multipart/mixed; boundary=c\n\n"),
        head.to_owned() + &repeated("--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"),
        format!("Content-Type: multipart/mixed; {}\n\n", repeated("a*1*=x;")),
        format!("Content-Type: multipart/mixed; {}\n\n", repeated("boundary*1=x;")),
        format!("Content-Type: {}\n\n", repeated("(")),
        format!("X-Failed-Recipients: {}\n\n{}", repeated("a,"), repeated("a\n  b\n")),
        format!("X-Failed-Recipients: a\nReferences: {}\n\na\n", repeated("<a> ")),
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n".to_owned()
            + &repeated("Original-Message-ID: a\n\nAction: failed\n\n"),
    ] {
        assert_bounded(&read(hostile.as_bytes()));
    }
}
