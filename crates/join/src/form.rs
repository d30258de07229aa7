//! The forms of the pages, as they come back.

use crate::{
    front_door::{Arrival, Desk, Visit},
    hosts, pages,
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use std::{collections::HashMap, time::Duration};

/// The most that a form may weigh, in bytes.
const MOST: usize = 64 * 1024;

/// What stood in the fields of a form, as it was typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Form(HashMap<&'static str, String>);

impl Form {
    /// What stood in a field; nothing if the form did not have it.
    pub(crate) fn typed(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }
}

/// Reads the form of a request, if a page of ours sent it. The error is the answer to give: nothing was understood then.
pub(crate) async fn receive(
    desk: &Desk,
    arrival: &Arrival,
    request: Request,
    fields: &[&'static str],
) -> Result<Form, Response> {
    let (head, body) = request.into_parts();
    if !hosts::is_from_our_page(&head.headers, &arrival.called, arrival.public.as_ref()) {
        return Err((StatusCode::FORBIDDEN, pages::note(&arrival.frame, "refused")).into_response());
    }
    let read = read(&head.headers, body, &arrival.visit, desk.body_time).await;
    read.and_then(|bytes| parse(&bytes, fields).ok_or(StatusCode::BAD_REQUEST))
        .map_err(|status| unreadable(arrival, status))
}

/// The answer to a form that says nothing that we could do.
pub(crate) fn unreadable(arrival: &Arrival, status: StatusCode) -> Response {
    (status, pages::note(&arrival.frame, "unreadable")).into_response()
}

async fn read(headers: &HeaderMap, body: Body, visit: &Visit, time: Duration) -> Result<Vec<u8>, StatusCode> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > MOST as u64) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let waiting = visit.seat.wait();
    let read = tokio::time::timeout(time, Limited::new(body, MOST).collect()).await;
    drop(waiting);
    match read {
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Ok(Ok(body)) => Ok(body.to_bytes().to_vec()),
    }
}

/// Each field may stand once; fields that we do not know are passed over.
fn parse(bytes: &[u8], fields: &[&'static str]) -> Option<Form> {
    let mut typed = HashMap::new();
    for (field, value) in url::form_urlencoded::parse(bytes) {
        let Some(field) = fields.iter().find(|known| **known == field) else { continue };
        if typed.insert(*field, value.into_owned()).is_some() {
            return None;
        }
    }
    Some(Form(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_it_was_typed_without_fields_that_we_do_not_know() {
        let form = parse(b"name=Zo%C3%AB+%C3%9Cnal&answer=accept&_charset_=x&reason=No%0D%0Atime", &["name", "reason"]);
        let form = form.unwrap();
        assert_eq!(["name", "reason", "answer"].map(|field| form.typed(field)), ["Zoë Ünal", "No\r\ntime", ""]);
        assert_eq!(parse(b"", &["name"]).unwrap().typed("name"), "");
    }

    #[test]
    fn a_field_that_stands_twice_makes_a_form_unreadable() {
        for body in ["answer=accept&answer=decline", "name=a&x=y&name=a", "name&name"] {
            assert_eq!(parse(body.as_bytes(), &["answer", "name"]), None, "{body}");
        }
        assert!(parse(b"x=1&x=2", &["name"]).is_some());
    }
}
