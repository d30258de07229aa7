//! The page of somebody's own join request: prove the address, see how it stands, take it back.

use crate::{
    form,
    front_door::{Arrival, Desk, failed, in_language, to_page},
    links::{Link, gone, look_up},
    pages::{self, RequestPage},
};
use axum::{
    Extension,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use rollcall_app::{Error, ports::store::RequestRecord};
use rollcall_domain::RequestState;
use std::sync::Arc;

/// `GET /r/{link}`: shows how it stands. Changes nothing.
pub(crate) async fn open(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
) -> Response {
    let request = match look_up(&desk, &arrival, desk.app.open_request(&link)).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    match shown(&desk, request).await {
        Ok(page) => pages::request(&in_language(&arrival.frame, Some(page.request.language)), &page),
        Err(error) => failed(&arrival.frame, &error),
    }
}

/// `POST /r/{link}`: proves the address, or takes the request back.
pub(crate) async fn act(
    State(desk): State<Arc<Desk>>,
    Extension(arrival): Extension<Arrival>,
    Link(link): Link,
    request: Request,
) -> Response {
    let form = match form::receive(&desk, &arrival, request, &["action"]).await {
        Ok(form) => form,
        Err(response) => return response,
    };
    let is_confirming = match form.typed("action") {
        "confirm" => true,
        "withdraw" => false,
        _ => return form::unreadable(&arrival, StatusCode::BAD_REQUEST),
    };
    if let Err(response) = look_up(&desk, &arrival, desk.app.open_request(&link)).await {
        return response;
    }
    let done =
        if is_confirming { desk.app.confirm_request(&link).await } else { desk.app.withdraw_request(&link).await };
    match done {
        Ok(true) => to_page(&arrival.frame, &format!("/r/{link}")),
        Ok(false) => as_it_stands(&desk, &arrival, &link, is_confirming).await,
        Err(error) => failed(&arrival.frame, &error),
    }
}

/// Nothing was done: most likely it had been done before, by a second press of the button. Then the page says how the request stands.
async fn as_it_stands(desk: &Desk, arrival: &Arrival, link: &str, is_confirming: bool) -> Response {
    match desk.app.open_request(link).await {
        Ok(Some(request)) if is_confirming && request.state == RequestState::Unconfirmed => {
            // As many have proven their address meanwhile as may ask by the join link.
            let frame = in_language(&arrival.frame, Some(request.language));
            (StatusCode::CONFLICT, pages::note(&frame, "full")).into_response()
        }
        Ok(Some(_)) => to_page(&arrival.frame, &format!("/r/{link}")),
        Ok(None) => gone(arrival),
        Err(error) => failed(&arrival.frame, &error),
    }
}

async fn shown(desk: &Desk, request: RequestRecord) -> Result<RequestPage, Error> {
    let lapse_days = desk.app.settings().await?.request_lapse_days;
    Ok(RequestPage { account: desk.app.account_name().await?, request, lapse_days })
}
