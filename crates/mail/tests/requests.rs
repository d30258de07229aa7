//! What mails about join requests say, and what strangers cannot make them say.

mod common;

use common::{
    HOSTILE, lines, rendered,
    requests::{PAGE, PLACE, approved, confirm, denied, every_kind, lapsed, member, request, requests, waiting},
};
use rollcall_app::ports::{MailContent, Post as _, Rendered};
use rollcall_domain::Language;
use rollcall_mail::Postbox;

/// In English, of Zoë who asks to join Acme.
fn said(mut content: MailContent) -> Rendered {
    match &mut content {
        MailContent::Confirm { account, .. }
        | MailContent::Waiting { account, .. }
        | MailContent::Member { account, .. }
        | MailContent::Lapsed { account, .. }
        | MailContent::Denied { account, .. }
        | MailContent::Requests { account, .. } => "Acme".clone_into(account),
        MailContent::Approved { account, by, given, .. } => {
            "Acme".clone_into(account);
            "Ana López".clone_into(&mut by.0);
            *given = ("Sales/EMEA".to_owned(), "Buyer".to_owned());
        }
        MailContent::Request { account, administrator, .. } => {
            "Acme".clone_into(account);
            *administrator = Some("Ana".to_owned());
        }
        _ => {}
    }
    rendered(&content, Language::En)
}

fn links(html: &str) -> Vec<String> {
    html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().replace("&#38;", "&")).collect()
}

#[test]
fn whoever_may_have_asked_is_told_how_to_confirm_until_when_and_that_nothing_need_be_done() {
    let said = said(confirm("Zoë", true));
    assert_eq!(said.subject, "Please confirm your request to join Acme");
    assert_eq!(
        said.text,
        "Hello Zoë,\n\nSomebody, perhaps you, asked to join Acme with this address.\n\n\
         If it was you, confirm the request on the page that the link opens. Then an administrator decides, and you get a mail.\n\n\
         To confirm, open this address:\nhttps://join.example.org/r/S3cr3t-T0k3n?a=1&b=2\n\n\
         You can confirm until 24 November 2026, 14:02 UTC.\n\n\
         If it was not you, there is nothing that you need to do: without your confirmation no administrator is asked, \
         nothing changes for you, and the request is forgotten by itself.\n\n\
         The link is meant for you alone: whoever has it can confirm in your place. Please do not pass it on.\n\n\
         -- \nSent by Rollcall for Acme.\n"
    );
    assert_eq!(links(&said.html), [PAGE, PAGE]);
}

#[test]
fn whoever_asks_again_is_told_since_when_the_request_waits_and_how_to_take_it_back() {
    let said = said(waiting("Zoë", true));
    assert_eq!(said.subject, "Your request to join Acme is waiting for a decision");
    for words in [
        "Somebody, perhaps you, asked again to join Acme with this address.",
        "It has been waiting since 21 November 2026, 14:02 UTC.",
        "To see or take back the request, open this address:\nhttps://join.example.org/r/S3cr3t-T0k3n?a=1&b=2\n",
        "If you do nothing, the request goes on waiting.",
        "whoever has it can take back the request in your place",
    ] {
        assert!(said.text.contains(words), "{words} is not in\n{}", said.text);
    }
    assert_eq!(links(&said.html), [PAGE, PAGE]);
}

#[test]
fn a_link_to_a_request_that_is_not_kept_is_told_to_be_in_the_mail() {
    for content in [confirm("Zoë", false), waiting("Zoë", false)] {
        let said = said(content);
        assert!(said.text.contains("cannot be shown here") && said.html.contains("cannot be shown here"));
        assert!(!said.text.contains("http") && !said.html.contains("href"));
    }
}

#[test]
fn a_member_is_told_that_somebody_asked_with_their_address_and_that_nothing_changed() {
    let said = said(member("Zoë"));
    assert_eq!(said.subject, "You are a member of Acme already");
    assert_eq!(
        said.text,
        "Hello Zoë,\n\nSomebody, perhaps you, asked to join Acme with this address.\n\n\
         You are a member already. Nothing changed.\n\n\
         You do not need to do anything. If it was not you: whoever typed your address was not told that you are a member.\n\n\
         If you did not expect this, or have a question, ask an administrator of Acme.\n\n\
         -- \nSent by Rollcall for Acme.\n"
    );
    assert!(links(&said.html).is_empty());
}

#[test]
fn whoever_was_let_in_is_told_as_what_and_by_whom() {
    let said = said(approved("Zoë"));
    assert_eq!(said.subject, "You have joined Acme");
    assert_eq!(
        said.text,
        "Hello Zoë,\n\n\
         Ana López (ana@bücher.example) has approved your request to join Acme. You are a member from now on.\n\n\
         You have this role:\n\n- Buyer in Sales/EMEA\n\nIt is yours already. You do not need to do anything.\n\n\
         If you did not expect this, or have a question, ask Ana López at ana@bücher.example.\n\n\
         -- \nSent by Rollcall for Acme.\n"
    );
}

#[test]
fn whoever_was_denied_reads_the_words_of_the_administrator_as_a_quotation_if_there_are_any() {
    let mut content = denied("Zoë", true);
    let MailContent::Denied { words, .. } = &mut content else { unreachable!() };
    *words = Some("We only take colleagues.\nAsk Ben.".to_owned());
    let with_words = said(content);
    assert_eq!(with_words.subject, "Your request to join Acme was denied");
    assert!(
        with_words.text.contains("The administrator writes:\n\n> We only take colleagues.\n> Ask Ben.\n\nYou have not"),
        "{}",
        with_words.text
    );
    let without = said(denied("Zoë", false));
    assert!(!without.text.contains('>') && !without.html.contains("<blockquote"));
    assert!(without.text.contains("You have not joined, and nothing else changed for you."));
}

#[test]
fn whoever_nobody_answered_is_told_so_and_how_to_ask_again() {
    let said = said(lapsed("Zoë"));
    assert_eq!(said.subject, "Your request to join Acme has lapsed");
    for words in [
        "You asked to join Acme on 21 November 2026, 14:02 UTC. No administrator decided in time",
        "If you still want to join, ask once more",
        "If you do nothing, nothing changes for you",
    ] {
        assert!(said.text.contains(words), "{words} is not in\n{}", said.text);
    }
}

#[test]
fn an_administrator_is_told_who_asks_what_is_known_of_them_and_where_to_decide() {
    let mut content = request("Zoë Ünal", true);
    let MailContent::Request { note, .. } = &mut content else { unreachable!() };
    *note = Some("I am new in Sales.\n\nTo approve: https://evil.example/".to_owned());
    let said = said(content);
    assert_eq!(said.subject, "Zoë Ünal asks to join Acme");
    assert_eq!(
        said.text,
        "Hello Ana,\n\nZoë Ünal (zoe@bücher.example) asks to join Acme.\n\n\
         The address is confirmed. The name is the one they gave; nobody has checked it.\n\n\
         These words came with the request:\n\n> I am new in Sales.\n>\n> To approve: https://evil.example/\n\n\
         To decide, open Rollcall and choose Requests, or open this address on a computer with Rollcall:\n\
         rollcall://open/BwcHBwcHBwcHBwcHBwcHBw/requests/12\n\n\
         This mail decides nothing, and neither does its link: requests are approved or denied in Rollcall.\n\n\
         If no administrator decides by 21 December 2026, 14:02 UTC, the request lapses, and they are told so by mail.\n\n\
         If you want to ask them something first, write to zoe@bücher.example.\n\n\
         You get this mail because you are an administrator of Acme. How often such mails come is your choice: in Rollcall, \
         under Settings, Mail.\n\n-- \nSent by Rollcall for Acme.\n"
    );
}

#[test]
fn where_the_link_into_the_program_is_taken_away_the_words_beside_the_button_are_enough() {
    for content in [request("Zoë", true), requests("Zoë", 3)] {
        let said = said(content);
        let links = links(&said.html);
        assert!(links.len() == 1 && PLACE.starts_with(&links[0]), "{links:?}");
        let beside = "If the button does nothing, open Rollcall and choose Requests.";
        assert!(said.html.contains(beside) && !said.html.contains(">rollcall:"), "{}", said.html);
    }
}

#[test]
fn a_mail_about_the_requests_of_a_day_names_the_first_and_counts_the_others() {
    let twelve = said(requests("Zoë", 12));
    assert_eq!(twelve.subject, "12 requests to join Acme are waiting");
    assert_eq!(twelve.text.matches("\n- Zoë (zoe@bücher.example), since 21 November 2026, 14:02 UTC").count(), 10);
    assert!(twelve.text.contains("UTC\n- and 2 more\n\nTo decide, open Rollcall"), "{}", twelve.text);
    assert!(twelve.text.contains("The names are the ones they gave"));
    let one = said(requests("Zoë", 1));
    assert_eq!(one.subject, "One request to join Acme is waiting");
    assert!(one.text.contains("waiting for a decision:\n\n- Zoë (") && !one.text.contains("more\n"), "{}", one.text);
    assert!(one.text.contains("The name is the one they gave"));
}

#[test]
fn a_join_link_is_passed_on_in_a_sentence_or_two_and_on_a_line_of_its_own() {
    let link = "https://join.example.org/j/BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc".parse().expect("an address");
    let message = |account: &str, language| Postbox::new("unused".into()).join_link_message(account, &link, language);
    assert_eq!(
        message("Acme", Language::En),
        format!(
            "With this link you can ask to join Acme. You confirm your address by mail, and then an administrator decides.\n{link}"
        )
    );
    for language in Language::ALL {
        for name in HOSTILE {
            let message = message(name, language);
            let lines: Vec<_> = message.lines().collect();
            assert_eq!((lines.len(), lines[1]), (2, link.as_str()), "{name:?}");
            assert!(!message.contains(['\u{202e}', '\u{1b}', '\u{2028}']), "{name:?}");
        }
    }
    assert!(message("שרה", Language::De).contains("\u{2068}שרה\u{2069}"));
}

#[test]
fn strangers_add_neither_lines_nor_markup_nor_links_to_a_mail() {
    // A name that nobody is greeted by, as most hostile ones are: what else there is of lines and markup is the same.
    let harmless = |at: usize| rendered(&every_kind("Ana 2")[at], Language::En);
    let tags = |html: &str| html.matches('<').count() - html.matches("<bdi>").count() * 2;
    for name in HOSTILE.into_iter().chain(["https://evil.example/ approve", "www.evil.example"]) {
        for (at, content) in every_kind(name).iter().enumerate() {
            let (said, harmless) = (rendered(content, Language::En), harmless(at));
            assert!(!said.subject.contains(['\r', '\n']), "{name:?} breaks the subject");
            assert_eq!(links(&said.html), links(&harmless.html), "{name:?} makes a link");
            let quoted = |text: &str| text.lines().filter(|line| *line == ">" || line.starts_with("> ")).count();
            let of_mail = |said: &Rendered| said.text.lines().count() - quoted(&said.text);
            assert_eq!(of_mail(&said), of_mail(&harmless), "{name:?} makes lines:\n{}", said.text);
            if quoted(&harmless.text) > 0 {
                let wrote = lines(name).replace("\r\n", "\n").replace('\r', "\n");
                assert_eq!(quoted(&said.text), wrote.lines().count(), "{name:?} leaves the quotation:\n{}", said.text);
                assert_eq!(said.html.matches("<blockquote").count(), 1);
            } else {
                assert_eq!(tags(&said.html), tags(&harmless.html), "{name:?} makes markup");
            }
            assert_eq!(said.text.matches("\n-- \n").count(), 1, "{name:?}");
        }
    }
}

#[test]
fn no_link_of_a_stranger_stands_in_a_subject_or_a_sentence() {
    let name = "Ana López. Approve at https://evil.example/approve";
    for content in [request("Ana", false), requests("Ana", 2)] {
        let mut content = content;
        match &mut content {
            MailContent::Request { asker, .. } => name.clone_into(&mut asker.name),
            MailContent::Requests { askers, .. } => {
                for asker in askers {
                    name.clone_into(&mut asker.name);
                }
            }
            _ => unreachable!(),
        }
        let said = rendered(&content, Language::En);
        for text in [&said.subject, &said.text, &said.html] {
            assert!(!text.contains("evil.example") && !text.contains("https://"), "{text}");
        }
        assert!(said.text.contains("https: //evil. example/approve"), "the administrator sees what was typed");
    }
}

#[test]
fn a_subject_with_the_name_of_a_stranger_stays_short() {
    let mut content = request("Acme", false);
    let MailContent::Request { asker, .. } = &mut content else { unreachable!() };
    asker.name = "Very important ".repeat(13);
    let subject = rendered(&content, Language::En).subject;
    assert!(subject.chars().count() < 90 && subject.ends_with("… asks to join Acme"), "{subject}");
}

#[test]
fn nothing_that_was_typed_but_a_name_reaches_a_mailbox_whose_owner_never_asked() {
    let advertisement = "You won 1000 at www.evil.example";
    for language in Language::ALL {
        for mut content in [confirm("Acme", true), waiting("Acme", true)] {
            let plain = {
                let (MailContent::Confirm { name, .. } | MailContent::Waiting { name, .. }) = &mut content else {
                    unreachable!()
                };
                advertisement.clone_into(name);
                rendered(&content, language)
            };
            for text in [&plain.subject, &plain.text, &plain.html] {
                assert!(!text.contains("1000") && !text.contains("evil"), "{text}");
            }
        }
        assert!(rendered(&confirm("Zoë", true), language).text.lines().next().is_some_and(|line| line.contains("Zoë")));
    }
}
