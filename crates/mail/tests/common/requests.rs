//! Mails about join requests.

use super::{NOVEMBER, address, lines};
use rollcall_app::ports::{AskerLine, MailContent};

/// The page on which a request is confirmed.
pub(crate) const PAGE: &str = "https://join.example.org/r/S3cr3t-T0k3n?a=1&b=2";
/// The place of a request in the program.
pub(crate) const PLACE: &str = "rollcall://open/BwcHBwcHBwcHBwcHBwcHBw/requests/12";

pub(crate) fn confirm(name: &str, with_link: bool) -> MailContent {
    MailContent::Confirm {
        account: name.to_owned(),
        name: name.to_owned(),
        link: with_link.then(|| PAGE.parse().expect("an address")),
        ends: NOVEMBER.plus_days(3),
    }
}

pub(crate) fn waiting(name: &str, with_link: bool) -> MailContent {
    MailContent::Waiting {
        account: name.to_owned(),
        name: name.to_owned(),
        link: with_link.then(|| PAGE.parse().expect("an address")),
        since: NOVEMBER,
    }
}

pub(crate) fn member(name: &str) -> MailContent {
    MailContent::Member { account: name.to_owned(), member: Some(name.to_owned()) }
}

pub(crate) fn approved(name: &str) -> MailContent {
    MailContent::Approved {
        account: name.to_owned(),
        name: name.to_owned(),
        given: (format!("{name}/EMEA"), name.to_owned()),
        by: (name.to_owned(), address("ana@bücher.example")),
    }
}

pub(crate) fn denied(name: &str, with_words: bool) -> MailContent {
    MailContent::Denied { account: name.to_owned(), name: name.to_owned(), words: with_words.then(|| lines(name)) }
}

pub(crate) fn lapsed(name: &str) -> MailContent {
    MailContent::Lapsed { account: name.to_owned(), name: name.to_owned(), since: NOVEMBER }
}

pub(crate) fn request(name: &str, with_note: bool) -> MailContent {
    MailContent::Request {
        account: name.to_owned(),
        administrator: Some(name.to_owned()),
        asker: asker(name),
        note: with_note.then(|| lines(name)),
        lapses: NOVEMBER.plus_days(30),
        open: PLACE.parse().expect("an address"),
    }
}

pub(crate) fn requests(name: &str, count: u32) -> MailContent {
    MailContent::Requests {
        account: name.to_owned(),
        administrator: Some(name.to_owned()),
        count,
        askers: (0..count.min(10)).map(|_| asker(name)).collect(),
        open: PLACE.trim_end_matches("/12").parse().expect("an address"),
    }
}

fn asker(name: &str) -> AskerLine {
    AskerLine { name: name.to_owned(), address: address("zoe@bücher.example"), since: NOVEMBER }
}

/// Every kind of them, as they are sent and as they are shown.
pub(crate) fn every_kind(name: &str) -> Vec<MailContent> {
    vec![
        confirm(name, true),
        confirm(name, false),
        waiting(name, true),
        waiting(name, false),
        member(name),
        approved(name),
        denied(name, true),
        denied(name, false),
        lapsed(name),
        request(name, true),
        request(name, false),
        requests(name, 1),
        requests(name, 12),
    ]
}
