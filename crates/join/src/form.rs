//! The form of an invitation's page, as it comes back.

use crate::front_door::Visit;
use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use rollcall_domain::invitation::Answer;
use std::time::Duration;

/// The most that a form may weigh, in bytes.
const MOST: usize = 64 * 1024;

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) answer: Answer,
    /// What stood in the field for the name, as it was typed.
    pub(crate) name: String,
    /// What stood in the field for the reason, as it was typed.
    pub(crate) reason: String,
}

/// Reads the form of a request. The error is the status to answer with; nothing was understood then.
pub(crate) async fn read(headers: &HeaderMap, body: Body, visit: &Visit, time: Duration) -> Result<Form, StatusCode> {
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
    let bytes = match read {
        Err(_) => return Err(StatusCode::REQUEST_TIMEOUT),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => return Err(StatusCode::BAD_REQUEST),
        Ok(Ok(body)) => body.to_bytes(),
    };
    parse(&bytes).ok_or(StatusCode::BAD_REQUEST)
}

/// Each field may stand once; fields that we do not know are passed over.
fn parse(bytes: &[u8]) -> Option<Form> {
    let (mut answer, mut name, mut reason) = (None, None, None);
    for (field, value) in url::form_urlencoded::parse(bytes) {
        let seen = match &*field {
            "answer" => &mut answer,
            "name" => &mut name,
            "reason" => &mut reason,
            _ => continue,
        };
        if seen.replace(value.into_owned()).is_some() {
            return None;
        }
    }
    let answer = match answer?.as_str() {
        "accept" => Answer::Accept,
        "decline" => Answer::Decline,
        _ => return None,
    };
    Some(Form { answer, name: name.unwrap_or_default(), reason: reason.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_with_the_name_as_typed() {
        let form = parse(b"name=Zo%C3%AB+%C3%9Cnal&answer=accept&_charset_=x").unwrap();
        assert_eq!(form, Form { answer: Answer::Accept, name: "Zoë Ünal".into(), reason: String::new() });
        let form = parse(b"answer=decline&reason=No%0D%0Atime").unwrap();
        assert_eq!(form, Form { answer: Answer::Decline, name: String::new(), reason: "No\r\ntime".into() });
    }

    #[test]
    fn what_does_not_say_one_answer_is_not_understood() {
        for body in [
            "",
            "answer=",
            "answer=Accept",
            "answer=accept&answer=decline",
            "name=a&name=b&answer=accept",
            "reason=a&reason=b&answer=decline",
            "x",
        ] {
            assert_eq!(parse(body.as_bytes()), None, "{body}");
        }
    }
}
