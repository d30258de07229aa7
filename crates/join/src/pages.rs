//! The pages, from what they show to HTML.

mod answered;
mod ask;
mod field;
mod invitation;
mod parts;
mod request;

pub(crate) use answered::done;
pub(crate) use ask::{Refused, ask, asked};
pub(crate) use invitation::invitation;
pub(crate) use request::{RequestPage, request};

use crate::words::{Gap, Phrase};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use parts::Person;
use rollcall_domain::Language;

/// What every page has: a language, and the path under which the service is reached from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) prefix: String,
    pub(crate) language: Language,
}

impl Frame {
    fn say(&self, id: &str) -> Phrase {
        Phrase::new(self.language, id, &[])
    }

    fn with(&self, id: &str, name: &'static str, gap: Gap<'_>) -> Phrase {
        Phrase::new(self.language, id, &[(name, gap)])
    }
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "message.html")]
struct MessageHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    heading: Phrase,
    paragraphs: Vec<Phrase>,
    /// Whom to ask.
    person: Option<Person<'a>>,
    last: Option<Phrase>,
}

/// The one page of every link that does not work.
pub(crate) fn gone(frame: &Frame) -> Response {
    let paragraphs = ["gone-why", "gone-done", "gone-ask"].map(|id| frame.say(id)).to_vec();
    message(frame, "gone-title", paragraphs)
}

/// A page of a title and a sentence: `home`, `missing`, `refused`, `unreadable`, `elsewhere`, `full` or `failed`.
pub(crate) fn note(frame: &Frame, id: &str) -> Response {
    message(frame, &format!("{id}-title"), vec![frame.say(&format!("{id}-lead"))])
}

fn message(frame: &Frame, title: &str, paragraphs: Vec<Phrase>) -> Response {
    let title = frame.say(title);
    html(&MessageHtml { frame, heading: title.clone(), title, paragraphs, person: None, last: None })
}

fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        // Writing into a string does not fail.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
