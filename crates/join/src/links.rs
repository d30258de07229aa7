//! The links that visitors show, of every kind: each is looked up in turn, and there is one answer to all that do not work.

use crate::{
    front_door::{Arrival, Desk, failed},
    pages,
};
use axum::{
    RequestPartsExt as _,
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
};
use rollcall_app::Error;
use std::{convert::Infallible, sync::Arc};

/// What stands in the path where a link has its secret, whatever it is.
pub(crate) struct Link(pub(crate) String);

impl FromRequestParts<Arc<Desk>> for Link {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Desk>) -> Result<Self, Infallible> {
        Ok(Self(parts.extract().await.map(|Path(text)| text).unwrap_or_default()))
    }
}

/// What a link is for; or the answer, if there is nothing to show.
pub(crate) async fn look_up<T>(
    desk: &Desk,
    arrival: &Arrival,
    found: impl Future<Output = Result<Option<T>, Error>>,
) -> Result<T, Response> {
    let _turn = desk.wrong_links.turn(arrival.visit.peer).await;
    match found.await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => {
            desk.wrong_links.count(arrival.visit.peer);
            Err(gone(arrival))
        }
        Err(error) => Err(failed(&arrival.frame, &error)),
    }
}

/// The one answer to every link that does not work, whatever it was for and whatever the reason.
pub(crate) fn gone(arrival: &Arrival) -> Response {
    (StatusCode::NOT_FOUND, pages::gone(&arrival.frame)).into_response()
}
