//! The page of somebody's own join request, in each of its states.

use super::{
    Frame, html,
    parts::{Moment, Person, Quote},
};
use crate::words::{Gap, Phrase};
use askama::Template;
use axum::response::Response;
use rollcall_app::ports::store::RequestRecord;
use rollcall_domain::{RequestState, UserState, join_request::lapses_at};

/// What the page of a request shows.
pub(crate) struct RequestPage {
    pub(crate) account: String,
    pub(crate) request: RequestRecord,
    /// So many days it waits for a decision.
    pub(crate) lapse_days: u16,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    heading: Phrase,
    paragraphs: Vec<Phrase>,
    /// What the administrators write to who is denied.
    quote: Option<Quote<'a>>,
    /// What was asked; of a request that is over nothing of it is repeated.
    asked: Option<AskedHtml<'a>>,
    person: Option<Person<'a>>,
    last: Phrase,
}

/// What was asked, and what can be done with it.
struct AskedHtml<'a> {
    name: &'a str,
    address: &'a str,
    note: Vec<&'a str>,
    moments: Vec<(Phrase, Moment)>,
    /// Whether it is to be confirmed; it can be taken back otherwise.
    is_to_confirm: bool,
}

/// The page of a request.
pub(crate) fn request(frame: &Frame, page: &RequestPage) -> Response {
    let request = &page.request;
    let with_account = |id: &str| frame.with(id, "account", Gap::Data(&page.account));
    let with_address = |id: &str| frame.with(id, "address", Gap::Data(request.address.as_str()));
    let person = || {
        let (name, address) = (request.decided_by.as_deref()?, request.decider_address.as_ref()?);
        Some(Person::new(frame, name, address, "ask-decider"))
    };
    let plain = |id: &str, paragraphs: Vec<Phrase>| RequestHtml {
        frame,
        title: frame.say(&format!("{id}-title")),
        heading: with_account(&format!("{id}-heading")),
        paragraphs,
        quote: None,
        asked: None,
        person: None,
        last: frame.say("close"),
    };
    html(&match (request.state, request.person) {
        (RequestState::Unconfirmed, _) => RequestHtml {
            asked: Some(asked(frame, page)),
            last: frame.say("confirm-nothing"),
            ..plain("confirm", vec![frame.say("confirm-lead")])
        },
        (RequestState::Pending, _) => RequestHtml {
            asked: Some(asked(frame, page)),
            last: frame.say("waiting-ask"),
            ..plain("waiting", vec![with_address("waiting-lead")])
        },
        (RequestState::Approved, Some((_, UserState::Active))) => RequestHtml {
            person: person(),
            ..plain("accepted", vec![with_address("accepted-lead"), frame.say("approved-mail")])
        },
        (RequestState::Approved, Some((_, UserState::Invited))) => {
            RequestHtml { person: person(), ..plain("approved", vec![with_address("approved-invited")]) }
        }
        (RequestState::Approved, _) => RequestHtml { person: person(), ..plain("approved", Vec::new()) },
        (RequestState::Denied, _) => RequestHtml {
            quote: request.words.as_deref().map(|words| Quote::new(with_account("administrators-lead"), words)),
            ..plain("denied", vec![frame.say("denied-lead")])
        },
        (RequestState::Withdrawn, _) => plain("withdrawn", vec![frame.say("withdrawn-lead")]),
        (RequestState::Lapsed, _) => plain("lapsed", vec![frame.say("lapsed-lead")]),
    })
}

fn asked<'a>(frame: &Frame, page: &'a RequestPage) -> AskedHtml<'a> {
    let request = &page.request;
    let moments = match request.confirmed_at {
        Some(since) => vec![("waiting-since", since), ("waiting-until", lapses_at(since, page.lapse_days))],
        None => vec![("confirm-by", request.forget_at)],
    };
    AskedHtml {
        name: &request.name,
        address: request.address.as_str(),
        note: request.note.as_deref().map(|note| note.lines().collect()).unwrap_or_default(),
        moments: moments.into_iter().map(|(label, at)| (frame.say(label), Moment::new(frame, at))).collect(),
        is_to_confirm: request.state == RequestState::Unconfirmed,
    }
}
