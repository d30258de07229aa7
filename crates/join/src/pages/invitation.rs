//! The page of an invitation.

use super::{
    Frame,
    field::{Field, Kind, Problem, problems},
    html,
    parts::{Listed, Moment, Person, Quote},
};
use crate::{
    answer::Wrong,
    words::{Gap, Phrase},
};
use askama::Template;
use axum::response::Response;
use rollcall_app::answer_invitation::InvitationPage;
use rollcall_domain::text::{MAX_NAME, MAX_NOTE};

/// The longest path that is written whole, in characters. Of a longer one its end is shown, which tells groups apart.
const PATH_SHOWN: usize = 80;

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    problems_heading: Phrase,
    problems: Vec<Problem>,
    heading: Phrase,
    person: Person<'a>,
    address: &'a str,
    offered_label: Phrase,
    offered: Listed,
    ends: Option<Moment>,
    quote: Option<Quote<'a>>,
    /// None where the name is known.
    name: Option<Field>,
    reason: Field,
}

/// The page of an invitation; with what is wrong with what was typed, if that is why it is shown again.
pub(crate) fn invitation(frame: &Frame, page: &InvitationPage, wrong: Option<Wrong<'_>>) -> Response {
    let invitation = &page.invitation;
    let account = ("account", Gap::Data(&invitation.account));
    let inviter = ("inviter", Gap::Data(&invitation.inviter_name));
    let say = |id, gaps: &[_]| Phrase::new(frame.language, id, gaps);
    let mut name = Field::new("name", Kind::Name, frame.say("name-label"), say("name-hint", &[account]), MAX_NAME);
    let reason_hint = say("reason-hint", &[inviter, account]);
    let mut reason = Field::new("reason", Kind::Lines, frame.say("reason-label"), reason_hint, MAX_NOTE);
    let refused = match wrong {
        None => None,
        Some(Wrong::Name(fault, typed)) => Some((&mut name, fault, typed)),
        Some(Wrong::Reason(fault, typed)) => Some((&mut reason, fault, typed)),
    };
    if let Some((field, fault, typed)) = refused {
        field.keep(typed);
        field.refuse(frame, fault);
        field.has_focus = true;
    }
    let title = say("invitation-title", &[account]);
    html(&InvitationHtml {
        frame,
        title: if wrong.is_some() { frame.with("error-title", "title", Gap::Words(&title.text())) } else { title },
        problems_heading: frame.say("error-heading"),
        problems: problems([&name, &reason]),
        heading: say("invitation-heading", &[inviter, account]),
        person: Person::new(frame, &invitation.inviter_name, &invitation.inviter_address, "ask-inviter"),
        address: invitation.address.as_str(),
        offered_label: frame.with("offered", "count", Gap::Count(page.offered.len())),
        offered: Listed::new(
            frame,
            page.offered.iter().map(|(path, role)| in_words(frame, path, role)),
            "offered-more",
        ),
        ends: page.ends.map(|ends| Moment::new(frame, ends)),
        quote: invitation.message.as_deref().map(|message| Quote::new(say("message-lead", &[inviter]), message)),
        name: invitation.name.is_none().then_some(name),
        reason,
    })
}

fn in_words(frame: &Frame, path: &str, role: &str) -> Phrase {
    let role = ("role", Gap::Data(role));
    if path == "/" {
        return Phrase::new(frame.language, "role-in-account", &[role]);
    }
    Phrase::new(frame.language, "role-in-group", &[role, ("group", Gap::Data(&shortened(path)))])
}

fn shortened(path: &str) -> String {
    let length = path.chars().count();
    if length <= PATH_SHOWN {
        return path.to_owned();
    }
    std::iter::once('…').chain(path.chars().skip(length - PATH_SHOWN)).collect()
}
