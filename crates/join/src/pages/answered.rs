//! What is said after an answer to an invitation.

use super::{Frame, MessageHtml, html, parts::Person};
use crate::{
    answered::{Kept, word},
    words::Gap,
};
use axum::response::Response;
use rollcall_domain::invitation::Answer;

/// What is said after an answer; without the names, if they are not known any more.
pub(crate) fn done(frame: &Frame, answer: Answer, kept: Option<&Kept>) -> Response {
    let invitation = kept.map(|kept| &kept.invitation);
    let id = word(answer);
    let title = frame.say(&format!("{id}-title"));
    let heading = invitation.map_or_else(
        || title.clone(),
        |invitation| frame.with(&format!("{id}-heading"), "account", Gap::Data(&invitation.account)),
    );
    let mut paragraphs = match (answer, invitation) {
        (Answer::Accept, Some(invitation)) => {
            vec![frame.with("accepted-lead", "address", Gap::Data(invitation.address.as_str()))]
        }
        (Answer::Accept, None) => vec![frame.say("accepted-lead-nameless")],
        (Answer::Decline, _) => vec![frame.say("declined-lead"), frame.say("declined-mistake")],
    };
    if kept.is_some_and(|kept| kept.with_reason) {
        paragraphs.insert(1, frame.say("declined-reason"));
    }
    if invitation.is_none() {
        paragraphs.push(frame.say("ask-account-nameless"));
    }
    let person = invitation
        .map(|invitation| Person::new(frame, &invitation.inviter_name, &invitation.inviter_address, "ask-account"));
    html(&MessageHtml { frame, title, heading, paragraphs, person, last: Some(frame.say("close")) })
}
