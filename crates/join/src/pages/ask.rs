//! The page of the join link, and what is said to everybody who asked.

use super::{
    Frame, MessageHtml,
    field::{Field, Kind, Problem, problems},
    html,
    parts::{Listed, Quote},
};
use crate::{
    form::Form,
    typed::Fault,
    words::{Gap, Phrase},
};
use askama::Template;
use axum::response::Response;
use rollcall_app::ask_to_join::JoinPage;
use rollcall_domain::{
    MailDomain,
    text::{MAX_NAME, MAX_NOTE},
};

/// The longest address, in characters (RFC 5321 §4.5.3.1).
const MAX_ADDRESS: usize = 254;

/// So many domains are named in a sentence. More stand in the list above.
const IN_A_SENTENCE: usize = 3;

/// Why what was filled in was not taken.
pub(crate) enum Refused {
    /// Something is wrong with these fields.
    Fields(Vec<(&'static str, Fault)>),
    /// Too many ask, wherever from.
    Busy,
    /// Too many ask from one network.
    TooOften,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    problems_heading: Phrase,
    problems: Vec<Problem>,
    heading: Phrase,
    quote: Option<Quote<'a>>,
    /// The domains in which an address must be, if it must.
    admitted: Option<Listed>,
    fields: [Field; 3],
}

/// The page of the join link; with what was filled in and why it was not taken, if that is why it is shown again.
pub(crate) fn ask(frame: &Frame, page: &JoinPage, again: Option<(&Form, Refused)>) -> Response {
    let account = ("account", Gap::Data(&page.account));
    let say = |id, gaps: &[_]| Phrase::new(frame.language, id, gaps);
    let mut fields = [
        Field::new("name", Kind::Name, frame.say("name-label"), say("name-hint", &[account]), MAX_NAME),
        Field::new("address", Kind::Address, frame.say("address-label"), frame.say("address-hint"), MAX_ADDRESS),
        Field::new("note", Kind::Lines, frame.say("note-label"), frame.say("note-hint"), MAX_NOTE),
    ];
    let mut not_about_a_field = None;
    if let Some((form, refused)) = again {
        for field in &mut fields {
            field.keep(form.typed(field.id));
        }
        match refused {
            Refused::Fields(faults) => refuse(frame, page, &mut fields, &faults),
            Refused::Busy => not_about_a_field = Some(frame.say("ask-busy")),
            Refused::TooOften => not_about_a_field = Some(frame.say("ask-too-often")),
        }
    }
    let mut problems = problems(&fields);
    problems.extend(not_about_a_field.map(|words| Problem { field: None, words }));
    let title = say("ask-title", &[account]);
    let domain = |domain: &MailDomain| frame.with("admitted-domain", "domain", Gap::Data(&domain.in_letters()));
    html(&AskHtml {
        frame,
        heading: title.clone(),
        title: if problems.is_empty() { title } else { frame.with("error-title", "title", Gap::Words(&title.text())) },
        problems_heading: frame.say("ask-error-heading"),
        problems,
        quote: page.welcome.as_deref().map(|welcome| Quote::new(say("administrators-lead", &[account]), welcome)),
        admitted: (!page.domains.is_empty())
            .then(|| Listed::new(frame, page.domains.iter().map(domain), "admitted-more")),
        fields,
    })
}

/// Says in each of these fields what is wrong there, and sets the cursor into the first.
fn refuse(frame: &Frame, page: &JoinPage, fields: &mut [Field], faults: &[(&'static str, Fault)]) {
    for field in fields.iter_mut() {
        let Some((_, fault)) = faults.iter().find(|(id, _)| *id == field.id) else { continue };
        if *fault == Fault::NotAdmitted && page.domains.len() <= IN_A_SENTENCE {
            let domains: Vec<_> = page.domains.iter().map(MailDomain::in_letters).collect();
            let named = frame.with("address-not-admitted-but", "domains", Gap::Data(&domains.join(", ")));
            field.problem = Some(named);
        } else {
            field.refuse(frame, *fault);
        }
    }
    if let Some(first) = fields.iter_mut().find(|field| field.problem.is_some()) {
        first.has_focus = true;
    }
}

/// What is said to everybody who asked, whatever is known of the address.
pub(crate) fn asked(frame: &Frame) -> Response {
    let title = frame.say("asked-title");
    let paragraphs = ["asked-lead", "asked-nothing", "asked-mistyped"].map(|id| frame.say(id)).to_vec();
    let last = Some(frame.say("close"));
    html(&MessageHtml { frame, heading: title.clone(), title, paragraphs, person: None, last })
}
