//! What mails say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{HOSTILE, NOVEMBER, address, answer, gained, invitation, lines, reminder, rendered, report, test_mail};
use rollcall_app::ports::MailContent;
use rollcall_domain::{Language, Timestamp, import::RowCounts};
use std::collections::{BTreeMap, BTreeSet};

fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let path = format!("{}/locales/{}/mail.ftl", env!("CARGO_MANIFEST_DIR"), language.code());
    let text = std::fs::read_to_string(path).unwrap();
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut message = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ").filter(|_| !line.starts_with([' ', '}'])) {
            id.clone_into(&mut message);
            messages.entry(message.clone()).or_default();
        }
        for gap in line.split('$').skip(1) {
            let name = gap.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            messages.get_mut(&message).unwrap().insert(name.to_owned());
        }
    }
    messages
}

#[test]
fn every_language_has_every_message_with_the_same_gaps() {
    let english = catalogue(Language::En);
    assert!(english.len() > 110, "{}", english.len());
    for language in Language::ALL {
        let other = catalogue(language);
        assert_eq!(english.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{language:?}");
        for (id, gaps) in &english {
            assert_eq!(gaps, &other[id], "{language:?} {id}");
        }
    }
}

#[test]
fn no_mail_has_an_unfilled_gap_or_a_missing_message() {
    for language in Language::ALL {
        for content in [
            invitation("Ana", true),
            invitation("Ana", false),
            reminder("Ana"),
            gained("Ana"),
            answer("Ana", true),
            answer("Ana", false),
            report("users.xlsx"),
            test_mail(),
        ]
        .into_iter()
        .chain(common::requests::every_kind("Ana"))
        {
            let said = rendered(&content, language);
            for text in [&said.subject, &said.text, &said.html] {
                assert!(!text.contains("{$") && !text.contains("Unknown") && !text.contains('\u{F0000}'), "{text}");
            }
            assert!(said.html.contains(&format!("<html lang=\"{}\"", language.code())));
        }
    }
}

#[test]
fn an_invitation_names_who_invites_to_what_as_what_until_when_and_where_to_answer() {
    let content = MailContent::Invitation {
        reminder: false,
        account: "Acme".into(),
        invitee: Some("Zoë Ünal".into()),
        inviter_name: "Ana López".into(),
        inviter_address: address("ana@example.org"),
        offered: vec![("Sales/EMEA".into(), "Buyer".into()), ("/".into(), "Finance".into())],
        message: None,
        ends: NOVEMBER.plus_days(90),
        link: Some("https://join.example.org/i/token".parse().unwrap()),
    };
    let said = rendered(&content, Language::En);
    assert_eq!(said.subject, "Ana López invites you to join Acme");
    assert_eq!(
        said.text,
        "Hello Zoë Ünal,\n\nAna López (ana@example.org) invites you to join Acme.\n\n\
         If you accept, your roles will be:\n\n- Buyer in Sales/EMEA\n- Finance in the whole account\n\n\
         To accept or decline, open this address:\nhttps://join.example.org/i/token\n\n\
         The invitation is valid until 19 February 2027, 14:02 UTC.\n\n\
         If you do nothing, nothing changes for you, and the invitation ends by itself.\n\n\
         The link is meant for you alone: whoever has it can answer in your place. Please do not pass it on.\n\n\
         If you did not expect this invitation, or have a question, ask Ana López at ana@example.org.\n\n\
         -- \nSent by Rollcall for Acme.\n"
    );
    for words in ["<bdi>Zoë Ünal</bdi>", "19 February 2027, 14:02 UTC", "<bdi>Sales/EMEA</bdi>", "<bdi>Acme</bdi>"] {
        assert!(said.html.contains(words), "{words}");
    }
}

#[test]
fn what_the_one_who_invites_writes_is_quoted_behind_their_name_with_its_lines() {
    let mut content = invitation("Ana", true);
    let MailContent::Invitation { message, .. } = &mut content else { unreachable!() };
    *message = Some("Welcome, Zoë.\n\nSee <b>you</b> Monday\n-- \nשלום".into());
    let said = rendered(&content, Language::En);
    assert!(
        said.text.contains(
            "invites you to join Ana.\n\nAna writes:\n\n> Welcome, Zoë.\n>\n> See <b>you</b> Monday\n> --\n> שלום\n\nIf you accept"
        ),
        "{}",
        said.text
    );
    let quote = said.html.split("<blockquote").nth(1).unwrap().split("</blockquote>").next().unwrap();
    let lines: Vec<_> =
        quote.split("</p>").filter_map(|line| Some(line.split_once("<p ")?.1.split_once('>')?.1)).collect();
    assert_eq!(lines, ["Welcome, Zoë.", "&nbsp;", "See &#60;b&#62;you&#60;/b&#62; Monday", "--", "שלום"]);
    assert_eq!(quote.matches("dir=\"auto\"").count(), lines.len(), "a line from right to left moves nothing else");
    assert!(!rendered(&invitation("Ana", true), Language::En).html.contains("blockquote"));
}

#[test]
fn a_reminder_says_what_it_reminds_of_why_it_comes_and_that_nothing_need_be_done() {
    let said = rendered(&reminder("Ana"), Language::En);
    assert_eq!(said.subject, "Reminder: Ana’s invitation to join Ana is still open");
    for words in [
        "Ana (ana@bücher.example) invited you to join Ana. The invitation has not been answered yet.",
        "Ana writes:\n\n> Dear Ana,",
        "- Ana in Ana/EMEA\n- Finance in the whole account",
        "https://join.example.org/i/S3cr3t-T0k3n?a=1&b=2",
        "valid until 19 February 2027, 14:02 UTC",
        "You get this reminder because you have not accepted or declined so far.",
        "If you do not want to join, there is nothing more that you need to do",
        "ask Ana at ana@bücher.example",
    ] {
        assert!(said.text.contains(words), "{words} is not in\n{}", said.text);
    }
    assert!(!said.text.contains("invites you"));
    let subjects: BTreeSet<_> = Language::ALL.map(|language| rendered(&reminder("Ana"), language).subject).into();
    assert_eq!(subjects.len(), 5);
}

#[test]
fn a_member_is_told_what_they_gained() {
    let one = ("Sales/EMEA".to_owned(), "Buyer".to_owned());
    let content = |gained| MailContent::Gained { account: "Acme".into(), member: Some("Zoë".into()), gained };
    let said = rendered(&content(vec![one.clone()]), Language::En);
    assert_eq!(said.subject, "You have a new role in Acme");
    assert_eq!(
        said.text,
        "Hello Zoë,\n\nAn administrator of Acme has given you this role:\n\n- Buyer in Sales/EMEA\n\n\
         It is yours already. You do not need to do anything.\n\n\
         If you did not expect this, or have a question, ask an administrator of Acme.\n\n\
         -- \nSent by Rollcall for Acme.\n"
    );
    let two = rendered(&content(vec![one, ("/".to_owned(), "Finance".to_owned())]), Language::De);
    assert_eq!(two.subject, "Sie haben neue Rollen in Acme");
    assert!(
        two.text.contains("diese Rollen gegeben:\n\n- Buyer in Sales/EMEA\n- Finance im gesamten Konto"),
        "{}",
        two.text
    );
}

#[test]
fn the_one_who_invited_is_told_the_answer_with_its_words_and_how_to_hear_no_more() {
    let content = |invitee: Option<&str>, accepted, note: Option<&str>| MailContent::Answer {
        account: "Acme".into(),
        inviter: Some("Ana".into()),
        invitee: invitee.map(str::to_owned),
        address: address("zoe@example.net"),
        accepted,
        note: note.map(str::to_owned),
    };
    let said = rendered(&content(Some("Zoë"), false, Some("I have left.\nAsk Ben.")), Language::En);
    assert_eq!(said.subject, "Zoë declined the invitation to join Acme");
    assert_eq!(
        said.text,
        "Hello Ana,\n\nZoë (zoe@example.net) has declined your invitation to join Acme.\n\n\
         These words came with the answer:\n\n> I have left.\n> Ask Ben.\n\n\
         They get no more mail about this invitation. You can send them a new one at any time.\n\n\
         You get this mail because you sent the invitation. If you do not want mails about answers, turn them off in Rollcall, \
         under Settings, Mail.\n\n-- \nSent by Rollcall for Acme.\n"
    );
    let said = rendered(&content(Some("Zoë"), true, None), Language::En);
    assert_eq!(said.subject, "Zoë accepted the invitation to join Acme");
    assert!(said.text.contains("Zoë (zoe@example.net) has accepted your invitation and joined Acme.\n\nYou get this"));
    let said = rendered(&content(None, true, None), Language::En);
    assert_eq!(said.subject, "zoe@example.net accepted the invitation to join Acme");
    assert!(said.text.contains("\n\nzoe@example.net has accepted your invitation"), "{}", said.text);
}

#[test]
fn the_last_day_is_written_as_the_reader_writes_it() {
    let first = Timestamp::from_millis(1_795_269_720_000).plus_days(10);
    for (language, ninety, december) in [
        (Language::En, "19 February 2027, 14:02 UTC", "1 December 2026, 14:02 UTC"),
        (Language::De, "19. Februar 2027, 14:02 Uhr (UTC)", "1. Dezember 2026, 14:02 Uhr (UTC)"),
        (Language::Es, "19 de febrero de 2027, 14:02 UTC", "1 de diciembre de 2026, 14:02 UTC"),
        (Language::Fr, "19 février 2027, 14:02 UTC", "1er décembre 2026, 14:02 UTC"),
        (Language::It, "19 febbraio 2027, ore 14:02 UTC", "1º dicembre 2026, ore 14:02 UTC"),
    ] {
        let mut content = invitation("Ana", true);
        assert!(rendered(&content, language).text.contains(ninety), "{}", rendered(&content, language).text);
        let MailContent::Invitation { ends, .. } = &mut content else { unreachable!() };
        *ends = first;
        assert!(rendered(&content, language).text.contains(december), "{}", rendered(&content, language).text);
    }
}

#[test]
fn the_link_is_shown_as_its_own_text_and_nothing_else_is_linked() {
    let said = rendered(&invitation("Ana", true), Language::En);
    let url = "https://join.example.org/i/S3cr3t-T0k3n?a=1&amp;b=2";
    let links: Vec<&str> = said.html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let plain: Vec<String> = links.iter().map(|link| link.replace("&#38;", "&amp;")).collect();
    assert_eq!(plain, [url, url]);
    assert!(said.html.replace("&#38;", "&amp;").contains(&format!(">{url}</a>")));
    for remote in ["<img", "src=", "<link", "@import", "url(", "<script"] {
        assert!(!said.html.contains(remote), "{remote}");
    }
}

#[test]
fn a_link_that_is_not_kept_is_told_to_be_in_the_mail() {
    let said = rendered(&invitation("Ana", false), Language::En);
    assert!(said.text.contains("cannot be shown here") && said.html.contains("cannot be shown here"));
    assert!(!said.text.contains("http") && !said.html.contains("href"));
}

#[test]
fn hostile_names_are_words_and_nothing_else() {
    let tags = |html: &str| html.matches('<').count() - html.matches("<bdi>").count() * 2;
    let kinds: [fn(&str) -> MailContent; 4] =
        [|name| invitation(name, true), gained, |name| answer(name, true), |name| report(name)];
    for kind in kinds {
        let harmless = rendered(&kind("Ana"), Language::En);
        for name in HOSTILE {
            let said = rendered(&kind(name), Language::En);
            assert_eq!(tags(&said.html), tags(&harmless.html), "{name:?} makes markup");
            assert_eq!(said.text.lines().count(), harmless.text.lines().count(), "{name:?} makes lines");
            assert_harmless(&said, name);
        }
    }
}

#[test]
fn hostile_lines_are_a_quotation_and_nothing_else() {
    for name in HOSTILE {
        let wrote = lines(name).replace("\r\n", "\n").replace('\r', "\n");
        for content in [reminder(name), answer(name, false)] {
            let said = rendered(&content, Language::En);
            assert_harmless(&said, name);
            let quoted = said.text.lines().filter(|line| *line == ">" || line.starts_with("> ")).count();
            assert_eq!(quoted, wrote.lines().count(), "{name:?} leaves the quotation:\n{}", said.text);
            let quote = said.html.split("<blockquote").nth(1).unwrap().split("</blockquote>").next().unwrap();
            assert_eq!(quote.matches('<').count(), wrote.lines().count() * 2, "{name:?} makes markup: {quote}");
            assert_eq!(said.html.matches("<blockquote").count(), 1);
        }
    }
}

fn assert_harmless(said: &rollcall_app::ports::Rendered, name: &str) {
    assert!(!said.subject.contains(['\r', '\n']), "{name:?} breaks the subject");
    for text in [&said.subject, &said.text, &said.html] {
        let hidden = |c: &char| {
            !matches!(c, '\n' | '\u{200C}' | '\u{200D}' | '\u{2068}' | '\u{2069}')
                && rollcall_domain::text::hidden_character(*c).is_some()
        };
        assert_eq!(text.chars().find(hidden), None, "{name:?}");
    }
    assert!(said.text.contains("\n-- \nSent by Rollcall for") && said.text.matches("\n-- \n").count() == 1, "{name:?}");
}

#[test]
fn a_name_from_right_to_left_is_isolated_and_others_are_left_alone() {
    assert!(rendered(&invitation("שרה כהן", true), Language::En).text.contains("Hello \u{2068}שרה כהן\u{2069},"));
    assert!(!rendered(&invitation("Ana", true), Language::En).text.contains('\u{2068}'));
}

#[test]
fn a_report_counts_rows_in_words_and_says_that_the_workbook_is_attached() {
    let said = rendered(&report("users.xlsx"), Language::En);
    assert_eq!(said.subject, "Import of users.xlsx: 4 rows were rejected");
    for words in [
        "The file had 12,345 rows:",
        "- 12,340 rows: invited\n- one row: nothing to change\n- 4 rows: rejected\n",
        "11,000 invitations were made.",
        "The workbook attached",
        "Rejected rows are marked",
    ] {
        assert!(said.text.contains(words), "{words} is not in\n{}", said.text);
    }
    assert!(!said.text.contains("passed over\n"), "an outcome that no row has is not told");
    let grouped = [(Language::De, "12.345"), (Language::Es, "12\u{202f}345"), (Language::Fr, "12\u{202f}345")];
    for (language, number) in grouped {
        assert!(rendered(&report("users.xlsx"), language).text.contains(number), "{language:?}");
    }
}

#[test]
fn a_report_without_a_rejected_row_asks_for_nothing() {
    let counts = RowCounts { rows: 1, invited: 1, ..RowCounts::default() };
    let account = "Acme".to_owned();
    let content = MailContent::ImportReport { account, file_name: "a.csv".into(), counts, invitations: 1 };
    let said = rendered(&content, Language::En);
    assert_eq!(said.subject, "Import of a.csv: every row is done");
    assert!(said.text.contains("The file had one row:\n\n- one row: invited\n\nOne invitation was made."));
    assert!(!said.text.contains("Rejected"));
    let nothing = MailContent::ImportReport {
        account: "Acme".into(),
        file_name: "a.csv".into(),
        counts: RowCounts::default(),
        invitations: 0,
    };
    // French counts 0 as a singular; it must not say "one row".
    assert!(rendered(&nothing, Language::Fr).text.contains("ne contenait aucune ligne"));
    assert!(rendered(&nothing, Language::Fr).text.contains("Aucune invitation"));
}

#[test]
fn html_says_how_it_looks_in_the_dark_and_to_a_screen_reader() {
    let html = rendered(&invitation("Ana", true), Language::De).html;
    for words in [
        "<html lang=\"de\"",
        "<meta name=\"color-scheme\" content=\"light dark\">",
        "<meta name=\"supported-color-schemes\" content=\"light dark\">",
        "prefers-color-scheme: dark",
        "max-width:600px",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(html.matches("<table").count(), html.matches("<table role=\"presentation\"").count());
}
