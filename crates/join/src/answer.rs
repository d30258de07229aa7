//! An invitation's page, its answer, and what is said then. The use cases decide; this only reads requests and writes pages.

use crate::{
    answered::{self, Kept},
    form::{self, Form},
    front_door::{Arrival, Desk, failed, in_language, to_page},
    links::{Link, gone, look_up},
    pages,
    typed::{self, Fault},
};
use axum::{
    Extension,
    extract::{Path, Request, State, rejection::PathRejection},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use rollcall_app::answer_invitation::InvitationPage;
use rollcall_domain::{Note, PersonName, invitation::Answer};
use std::sync::Arc;

/// What cannot be taken, why, and as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong<'a> {
    Name(Fault, &'a str),
    Reason(Fault, &'a str),
}

/// `GET /i/{link}`: shows what is offered. Changes nothing.
pub(crate) async fn open(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
) -> Response {
    match look_up(&desk, &arrival, desk.app.open_invitation(&link)).await {
        Ok(page) => pages::invitation(&in_language(&arrival.frame, page.invitation.language), &page, None),
        Err(response) => response,
    }
}

/// `POST /i/{link}`: takes the answer.
pub(crate) async fn answer(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
    request: Request,
) -> Response {
    let form = match form::receive(&desk, &arrival, request, &["answer", "name", "reason"]).await {
        Ok(form) => form,
        Err(response) => return response,
    };
    let answer = match form.typed("answer") {
        "accept" => Answer::Accept,
        "decline" => Answer::Decline,
        _ => return form::unreadable(&arrival, StatusCode::BAD_REQUEST),
    };
    let page = match look_up(&desk, &arrival, desk.app.open_invitation(&link)).await {
        Ok(page) => page,
        Err(response) => return response,
    };
    let (name, reason) = match (name_of(&form, answer, &page), reason_of(&form, answer)) {
        (Ok(name), Ok(reason)) => (name, reason),
        (Err(wrong), _) | (_, Err(wrong)) => {
            let frame = in_language(&arrival.frame, page.invitation.language);
            let again = pages::invitation(&frame, &page, Some(wrong));
            return (StatusCode::UNPROCESSABLE_ENTITY, again).into_response();
        }
    };
    match desk.app.answer_invitation(&link, answer, name.as_ref(), reason.as_ref()).await {
        Ok(Some(_)) => {
            let kept = Kept { invitation: page.invitation, with_reason: reason.is_some() };
            let receipt = desk.answered.keep(&link, kept);
            to_page(&arrival.frame, &format!("/done/{}/{receipt}", answered::word(answer)))
        }
        // Somebody was faster with the same link.
        Ok(None) => gone(&arrival),
        Err(error) => failed(&arrival.frame, &error),
    }
}

/// `GET /done/{answer}/{receipt}`: says what was done. Without the names, if it is too long ago or the receipt is wrong.
pub(crate) async fn done(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    let answer = path.as_ref().ok().and_then(|path| answered::from_word(&path.0.0));
    let (Some(answer), Ok(Path((_, receipt)))) = (answer, path) else {
        return (StatusCode::NOT_FOUND, pages::note(&arrival.frame, "missing")).into_response();
    };
    let kept = desk.answered.find(&receipt);
    let language = kept.as_ref().and_then(|kept| kept.invitation.language);
    pages::done(&in_language(&arrival.frame, language), answer, kept.as_deref())
}

/// The name to join under: asked for only by who accepts and has none yet.
fn name_of<'a>(form: &'a Form, answer: Answer, page: &InvitationPage) -> Result<Option<PersonName>, Wrong<'a>> {
    if answer == Answer::Decline || page.invitation.name.is_some() {
        return Ok(None);
    }
    let typed = form.typed("name");
    match typed::text(typed, PersonName::parse) {
        Ok(Some(name)) => Ok(Some(name)),
        Ok(None) => Err(Wrong::Name(Fault::Empty, "")),
        Err(fault) => Err(Wrong::Name(fault, typed)),
    }
}

/// The reason of who declines. What was typed before somebody accepted after all is passed over.
fn reason_of(form: &Form, answer: Answer) -> Result<Option<Note>, Wrong<'_>> {
    if answer == Answer::Accept {
        return Ok(None);
    }
    let typed = form.typed("reason");
    typed::text(typed, Note::parse).map_err(|fault| Wrong::Reason(fault, typed))
}
