//! The page of the join link, on which somebody asks to join. Whoever has the address that is typed gets the same answer.

use crate::{
    form::{self, Form},
    front_door::{Arrival, Desk, failed, to_page},
    links::{Link, gone, look_up},
    pages::{self, Refused},
    typed::{self, Fault},
};
use axum::{
    Extension,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use rollcall_app::{ask_to_join::Asked, ports::store::Ask};
use rollcall_domain::{Language, Note, PersonName};
use std::sync::Arc;

/// The fields of the form.
pub(crate) const FIELDS: [&str; 3] = ["name", "address", "note"];

/// So many seconds later somebody may try again who came when too many ask.
const BUSY_SECONDS: u64 = 60;

/// `GET /j/{link}`: shows what to fill in. Changes nothing.
pub(crate) async fn open(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
) -> Response {
    match look_up(&desk, &arrival, desk.app.open_join_link(&link)).await {
        Ok(page) => pages::ask(&arrival.frame, &page, None),
        Err(response) => response,
    }
}

/// `POST /j/{link}`: takes what was filled in.
pub(crate) async fn ask(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
    request: Request,
) -> Response {
    let form = match form::receive(&desk, &arrival, request, &FIELDS).await {
        Ok(form) => form,
        Err(response) => return response,
    };
    let page = match look_up(&desk, &arrival, desk.app.open_join_link(&link)).await {
        Ok(page) => page,
        Err(response) => return response,
    };
    let again = |refused| pages::ask(&arrival.frame, &page, Some((&form, refused)));
    let not_taken = |faults| (StatusCode::UNPROCESSABLE_ENTITY, again(Refused::Fields(faults))).into_response();
    let later = |status, seconds: u64, refused| {
        (status, [(header::RETRY_AFTER, seconds.to_string())], again(refused)).into_response()
    };
    let ask = match read(&form, arrival.frame.language) {
        Ok(ask) => ask,
        Err(faults) => return not_taken(faults),
    };
    if !desk.askers.may_ask(arrival.visit.peer) {
        return later(StatusCode::TOO_MANY_REQUESTS, desk.ask_back.as_secs().max(1), Refused::TooOften);
    }
    match desk.app.ask_to_join(&link, &ask).await {
        Ok(Asked::Taken) => to_page(&arrival.frame, "/asked"),
        Ok(Asked::NotAdmitted) => not_taken(vec![("address", Fault::NotAdmitted)]),
        Ok(Asked::Busy) => later(StatusCode::SERVICE_UNAVAILABLE, BUSY_SECONDS, Refused::Busy),
        // It was switched off meanwhile.
        Ok(Asked::NoLink) => gone(&arrival),
        Err(error) => failed(&arrival.frame, &error),
    }
}

/// `GET /asked`: says to everybody who asked what happens now. It has no name and no address on it.
pub(crate) async fn asked(Extension(arrival): Extension<Arrival>) -> Response {
    pages::asked(&arrival.frame)
}

/// What was filled in; or what is wrong with each field that cannot be taken.
fn read(form: &Form, language: Language) -> Result<Ask, Vec<(&'static str, Fault)>> {
    let [name, address, note] = FIELDS;
    let named = typed::text(form.typed(name), PersonName::parse).and_then(|name| name.ok_or(Fault::Empty));
    let addressed = typed::address(form.typed(address));
    let noted = typed::text(form.typed(note), Note::parse);
    match (named, addressed, noted) {
        (Ok(name), Ok(address), Ok(note)) => Ok(Ask { address, name, note, language }),
        (named, addressed, noted) => {
            let faults = [(name, named.err()), (address, addressed.err()), (note, noted.err())];
            Err(faults.into_iter().filter_map(|(field, fault)| Some((field, fault?))).collect())
        }
    }
}
