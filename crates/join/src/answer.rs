//! An invitation's page, its answer, and what is said then. The use cases decide; this only reads requests and writes pages.

use crate::{
    answered::{self, Kept},
    form::{self, Form},
    front_door::{Arrival, Desk, failed, in_language},
    hosts,
    pages::{self, Fault, Wrong},
};
use axum::{
    Extension,
    extract::{Path, Request, State, rejection::PathRejection},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use rollcall_app::answer_invitation::InvitationPage;
use rollcall_domain::{Note, PersonName, TextProblem, invitation::Answer};
use std::sync::Arc;

/// `GET /i/{link}`: shows what is offered. Changes nothing.
pub(crate) async fn open(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    link: Result<Path<String>, PathRejection>,
) -> Response {
    match look_up(&desk, &arrival, link.as_deref().map_or("", String::as_str)).await {
        Ok(page) => pages::invitation(&in_language(&arrival.frame, page.invitation.language), &page, None),
        Err(response) => response,
    }
}

/// `POST /i/{link}`: takes the answer.
pub(crate) async fn answer(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    link: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let link = link.as_deref().map_or("", String::as_str);
    let (head, body) = request.into_parts();
    if !hosts::is_from_our_page(&head.headers, &arrival.called, arrival.public.as_ref()) {
        return (StatusCode::FORBIDDEN, pages::note(&arrival.frame, "refused")).into_response();
    }
    let form = match form::read(&head.headers, body, &arrival.visit, desk.body_time).await {
        Ok(form) => form,
        Err(status) => return (status, pages::note(&arrival.frame, "unreadable")).into_response(),
    };
    let page = match look_up(&desk, &arrival, link).await {
        Ok(page) => page,
        Err(response) => return response,
    };
    let (name, reason) = match (name_of(&form, &page), reason_of(&form)) {
        (Ok(name), Ok(reason)) => (name, reason),
        (Err(wrong), _) | (_, Err(wrong)) => {
            let frame = in_language(&arrival.frame, page.invitation.language);
            let again = pages::invitation(&frame, &page, Some(wrong));
            return (StatusCode::UNPROCESSABLE_ENTITY, again).into_response();
        }
    };
    match desk.app.answer_invitation(link, form.answer, name.as_ref(), reason.as_ref()).await {
        Ok(Some(_)) => {
            let kept = Kept { invitation: page.invitation, with_reason: reason.is_some() };
            let receipt = desk.answered.keep(link, kept);
            let to = format!("{}/done/{}/{receipt}", arrival.frame.prefix, answered::word(form.answer));
            (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
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

/// What a link's page shows; or the answer, if there is nothing to show.
async fn look_up(desk: &Desk, arrival: &Arrival, link: &str) -> Result<InvitationPage, Response> {
    let _turn = desk.wrong_links.turn(arrival.visit.peer).await;
    match desk.app.open_invitation(link).await {
        Ok(Some(page)) => Ok(page),
        Ok(None) => {
            desk.wrong_links.count(arrival.visit.peer);
            Err(gone(arrival))
        }
        Err(error) => Err(failed(&arrival.frame, &error)),
    }
}

/// The one answer to every link that does not work, whatever the reason.
fn gone(arrival: &Arrival) -> Response {
    (StatusCode::NOT_FOUND, pages::gone(&arrival.frame)).into_response()
}

/// The name to join under: asked for only by who accepts and has none yet.
fn name_of<'a>(form: &'a Form, page: &InvitationPage) -> Result<Option<PersonName>, Wrong<'a>> {
    if form.answer == Answer::Decline || page.invitation.name.is_some() {
        return Ok(None);
    }
    match read(&form.name, PersonName::parse) {
        Ok(Some(name)) => Ok(Some(name)),
        Ok(None) => Err(Wrong::NoName),
        Err(fault) => Err(Wrong::Name(fault, &form.name)),
    }
}

/// The reason of who declines. What was typed before somebody accepted after all is passed over.
fn reason_of(form: &Form) -> Result<Option<Note>, Wrong<'_>> {
    if form.answer == Answer::Accept {
        return Ok(None);
    }
    read(&form.reason, Note::parse).map_err(|fault| Wrong::Reason(fault, &form.reason))
}

/// What was typed, if anything.
fn read<T>(typed: &str, parse: fn(&str) -> Result<T, TextProblem>) -> Result<Option<T>, Fault> {
    // What was no text in UTF-8 became this mark.
    if typed.contains('\u{FFFD}') {
        return Err(Fault::Hidden);
    }
    match parse(typed) {
        Ok(text) => Ok(Some(text)),
        Err(TextProblem::TooLong(_)) => Err(Fault::TooLong),
        Err(TextProblem::HiddenCharacter(_)) => Err(Fault::Hidden),
        Err(TextProblem::Empty | TextProblem::Slash) => Ok(None),
    }
}
