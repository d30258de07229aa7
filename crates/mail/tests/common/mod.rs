//! Mails for the tests: friendly and hostile.

#![allow(dead_code, reason = "every test file uses a part of it")]

pub(crate) mod requests;
pub(crate) mod servers;

use rollcall_app::ports::{MailContent, OutgoingMail, Post as _, Rendered};
use rollcall_domain::{EmailAddress, Language, Timestamp, import::RowCounts};
use rollcall_mail::Postbox;

/// 21 November 2026, 14:02 UTC.
pub(crate) const NOVEMBER: Timestamp = Timestamp::from_millis(1_795_269_720_000);

/// What people, spreadsheets and attackers put where a name belongs.
pub(crate) const HOSTILE: [&str; 20] = [
    "Ana López",
    "Zoë \"Zo\" Ünal, CEO; <zoe>",
    "ana\r\nBcc: victim@example.org",
    "ana\nSubject: other\n\n<html>",
    "ana\r\n.\r\nMAIL FROM:<x@example.org>",
    ".",
    "..",
    "J.R",
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "&amp; &lt;b&gt; { $account } { -program }",
    "=?utf-8?q?=41na?= =?utf-8?b?QQ==?=",
    "🦀🧑🏽‍🚀 émoji 👩‍👩‍👧",
    "שרה כהן",
    "محمد الفاتح (abc) 123",
    "\u{202e}gnp.exe\u{202c}\u{2066}\u{200b}",
    "漢字 カタカナ 한국어",
    "\u{0}\u{7}\u{1b}[31m\u{85}\u{2028}x",
    "From the top\u{F0000}0\u{F0000}1",
    "a@b, \"c\" <d@e>; (comment) \\",
];

pub(crate) fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

pub(crate) fn invitation(name: &str, with_link: bool) -> MailContent {
    offer(name, false, None, with_link)
}

/// A reminder, with some lines of the one who invited.
pub(crate) fn reminder(name: &str) -> MailContent {
    offer(name, true, Some(lines(name)), true)
}

fn offer(name: &str, reminder: bool, message: Option<String>, with_link: bool) -> MailContent {
    MailContent::Invitation {
        reminder,
        account: name.to_owned(),
        invitee: Some(name.to_owned()),
        inviter_name: name.to_owned(),
        inviter_address: address("ana@bücher.example"),
        offered: vec![(format!("{name}/EMEA"), name.to_owned()), ("/".to_owned(), "Finance".to_owned())],
        message,
        ends: NOVEMBER.plus_days(90),
        link: with_link.then(|| "https://join.example.org/i/S3cr3t-T0k3n?a=1&b=2".parse().expect("an address")),
    }
}

pub(crate) fn gained(name: &str) -> MailContent {
    let (account, member) = (name.to_owned(), Some(name.to_owned()));
    MailContent::Gained { account, member, gained: vec![(format!("{name}/EMEA"), name.to_owned())] }
}

pub(crate) fn answer(name: &str, accepted: bool) -> MailContent {
    MailContent::Answer {
        account: name.to_owned(),
        inviter: Some(name.to_owned()),
        invitee: accepted.then(|| name.to_owned()),
        address: address("zoe@bücher.example"),
        accepted,
        note: (!accepted).then(|| lines(name)),
    }
}

/// Some lines that a person wrote, or somebody who means no good.
pub(crate) fn lines(name: &str) -> String {
    format!("Dear {name},\r\n\r\n{name}\n-- \n> {name}\n.\nSee you <b>soon</b>")
}

pub(crate) fn report(file_name: &str) -> MailContent {
    MailContent::ImportReport {
        account: "Acme".to_owned(),
        file_name: file_name.to_owned(),
        counts: RowCounts { rows: 12_345, invited: 12_340, rejected: 4, unchanged: 1, ..RowCounts::default() },
        invitations: 11_000,
    }
}

pub(crate) fn test_mail() -> MailContent {
    MailContent::Test { account: "Acme".to_owned() }
}

pub(crate) fn rendered(content: &MailContent, language: Language) -> Rendered {
    Postbox::new("unused".into()).render(content, language)
}

/// A mail with this name everywhere where a name can be.
pub(crate) fn mail(number: u32, name: &str, content: &MailContent, language: Language) -> OutgoingMail {
    OutgoingMail {
        from: (name.to_owned(), address("rollcall@bücher.example")),
        to: (Some(name.to_owned()), address("Zoe.Unal+shop@example.net")),
        reply_to: Some((name.to_owned(), address("ana@example.org"))),
        message_id: format!("0198f2.{number}@rollcall.example"),
        date: NOVEMBER,
        language,
        rendered: rendered(content, language),
        attachment: matches!(content, MailContent::ImportReport { .. })
            .then(|| (format!("{name} report.xlsx"), (0..=255).cycle().take(10_000).collect())),
    }
}

/// Every kind of mail in every language, and with every hostile name.
pub(crate) fn every_mail() -> Vec<OutgoingMail> {
    let kinds = |name: &str| {
        let (accepted, declined) = (answer(name, true), answer(name, false));
        let (sent, shown) = (invitation(name, true), invitation(name, false));
        let mut kinds = vec![sent, shown, reminder(name), gained(name), accepted, declined, report(name), test_mail()];
        kinds.extend(requests::every_kind(name));
        kinds
    };
    let mut mails = Vec::new();
    let mut number = 0..;
    let mut numbered = |name: &str, content: &MailContent, language: Language| {
        mail(number.next().expect("a number"), name, content, language)
    };
    for language in Language::ALL {
        for name in HOSTILE {
            mails.extend(kinds(name).iter().map(|content| numbered(name, content, language)));
        }
    }
    let long = "Ünüsüal ".repeat(2_000);
    mails.push(mail(9_001, &long, &reminder(&long), Language::De));
    let solid = "x".repeat(10_000);
    mails.push(mail(9_002, &solid, &report(&solid), Language::Fr));
    let endless = requests::every_kind(&solid).into_iter().chain(requests::every_kind(&long));
    mails.extend((9_100..).zip(endless).map(|(number, content)| mail(number, "Ana", &content, Language::It)));
    let mut dots = mail(9_003, "Ana", &test_mail(), Language::En);
    let lines = format!(".\r\n.\n\r.\r\r\n..\nFrom me\n.{}\n.\r\n.", "y".repeat(10_000));
    dots.rendered = Rendered { subject: lines.clone(), text: lines.clone(), html: lines };
    mails.push(dots);
    mails
}
