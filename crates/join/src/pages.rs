//! The pages, from what they show to HTML.

use crate::{
    answered::Kept,
    words::{Gap, Html, Phrase, moment},
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rollcall_app::{answer_invitation::InvitationPage, ports::store::OpenInvitation};
use rollcall_domain::{
    EmailAddress, Language, Timestamp,
    invitation::Answer,
    text::{MAX_NAME, MAX_NOTE, hidden_character},
};

/// What stays as it is in the address of a `mailto:` link (RFC 6068).
const IN_MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The roles that stand on the page at once; the others are unfolded.
const ROLES_AT_ONCE: usize = 8;

/// The roles that are named at all; of more than these the page says how many there are.
const ROLES_NAMED: usize = 40;

/// The most bytes that the list of roles may take, so that every page stays small.
const ROLES_BYTES: usize = 4 * 1024;

/// The most bytes of what was typed that a page gives back, for the same reason; no field takes more.
const TYPED_BYTES: usize = 5 * 1024;

/// The longest path that is written whole, in characters. Of a longer one its end is shown, which tells groups apart.
const PATH_SHOWN: usize = 80;

/// What every page has: a language, and the path under which the service is reached from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) prefix: String,
    pub(crate) language: Language,
}

/// What cannot be taken, why, and as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong<'a> {
    NoName,
    Name(Fault, &'a str),
    Reason(Fault, &'a str),
}

/// Why a text cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    TooLong,
    Hidden,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    heading: Phrase,
    inviter: Inviter<'a>,
    address: &'a str,
    offered_label: Phrase,
    offered: Offered,
    ends: Option<Ends>,
    message: Option<Message<'a>>,
    /// None where the name is known.
    name: Option<Field>,
    reason: Field,
}

/// What the one who invites writes.
struct Message<'a> {
    lead: Phrase,
    lines: Vec<&'a str>,
}

/// A field to type into.
struct Field {
    hint: Phrase,
    limit: usize,
    typed: String,
    problem: Option<Phrase>,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessageHtml<'a> {
    frame: &'a Frame,
    title: Phrase,
    heading: Phrase,
    paragraphs: Vec<Phrase>,
    inviter: Option<Inviter<'a>>,
    last: Option<Phrase>,
}

/// Whom to ask.
struct Inviter<'a> {
    /// None where they are known by their address only.
    name: Option<&'a str>,
    address: &'a str,
    mailto: String,
    /// The sentence before their address.
    ask: Phrase,
}

/// The roles that are offered, in words.
struct Offered {
    at_once: Vec<Phrase>,
    /// Says how many are folded away.
    summary: Option<Phrase>,
    folded: Vec<Phrase>,
    /// Says how many are not named.
    unnamed: Option<Phrase>,
}

/// The end of an invitation, for machines and for people.
struct Ends {
    machine: String,
    words: String,
}

impl Frame {
    fn say(&self, id: &str) -> Phrase {
        Phrase::new(self.language, id, &[])
    }

    fn with(&self, id: &str, name: &'static str, gap: Gap<'_>) -> Phrase {
        Phrase::new(self.language, id, &[(name, gap)])
    }
}

/// The page of an invitation; with what is wrong with what was typed, if that is why it is shown again.
pub(crate) fn invitation(frame: &Frame, page: &InvitationPage, wrong: Option<Wrong<'_>>) -> Response {
    let invitation = &page.invitation;
    let account = ("account", Gap::Data(&invitation.account));
    let inviter_name = ("inviter", Gap::Data(&invitation.inviter_name));
    let title = Phrase::new(frame.language, "invitation-title", &[account]);
    let (mut name, mut reason) = (
        Field::empty(Phrase::new(frame.language, "name-hint", &[account]), MAX_NAME),
        Field::empty(Phrase::new(frame.language, "reason-hint", &[inviter_name, account]), MAX_NOTE),
    );
    match wrong {
        None => {}
        Some(Wrong::NoName) => name.refuse(frame, "name-empty", ""),
        Some(Wrong::Name(Fault::TooLong, typed)) => name.refuse(frame, "name-too-long", typed),
        Some(Wrong::Name(Fault::Hidden, typed)) => name.refuse(frame, "name-hidden", typed),
        Some(Wrong::Reason(Fault::TooLong, typed)) => reason.refuse(frame, "reason-too-long", typed),
        Some(Wrong::Reason(Fault::Hidden, typed)) => reason.refuse(frame, "reason-hidden", typed),
    }
    html(&InvitationHtml {
        frame,
        heading: Phrase::new(frame.language, "invitation-heading", &[inviter_name, account]),
        title: if wrong.is_some() { frame.with("error-title", "title", Gap::Words(&title.text())) } else { title },
        inviter: inviter(frame, invitation, "ask-inviter"),
        address: invitation.address.as_str(),
        offered_label: frame.with("offered", "count", Gap::Count(page.offered.len())),
        offered: roles(frame, &page.offered),
        ends: page.ends.map(|ends| Ends { machine: to_second(ends), words: moment(frame.language, ends) }),
        message: invitation.message.as_deref().map(|message| Message {
            lead: Phrase::new(frame.language, "message-lead", &[inviter_name]),
            lines: message.lines().collect(),
        }),
        name: invitation.name.is_none().then_some(name),
        reason,
    })
}

impl Field {
    fn empty(hint: Phrase, limit: usize) -> Self {
        Self { hint, limit, typed: String::new(), problem: None }
    }

    /// Says what is wrong with what was typed, and keeps it to be mended: without what cannot be seen, which nobody could take out by
    /// hand.
    fn refuse(&mut self, frame: &Frame, problem: &str, typed: &str) {
        self.problem = Some(frame.with(problem, "limit", Gap::Count(self.limit)));
        let is_seen = |c: &char| (hidden_character(*c).is_none() || *c == '\n') && *c != '\u{FFFD}';
        let mut bytes = 0;
        let has_room = |c: &char| {
            bytes += if matches!(c, '&' | '<' | '>' | '"' | '\'') { 5 } else { c.len_utf8() };
            bytes <= TYPED_BYTES
        };
        self.typed = typed.replace("\r\n", "\n").chars().filter(is_seen).take_while(has_room).collect();
    }
}

impl InvitationHtml<'_> {
    /// Of each field in which something is wrong: its id, and what.
    fn problems(&self) -> impl Iterator<Item = (&'static str, &Phrase)> {
        let fields = [("name", self.name.as_ref()), ("reason", Some(&self.reason))];
        fields.into_iter().filter_map(|(id, field)| Some((id, field?.problem.as_ref()?)))
    }
}

/// What is said after an answer; without the names, if they are not known any more.
pub(crate) fn done(frame: &Frame, answer: Answer, kept: Option<&Kept>) -> Response {
    let invitation = kept.map(|kept| &kept.invitation);
    let id = crate::answered::word(answer);
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
    let inviter = invitation.map(|invitation| inviter(frame, invitation, "ask-account"));
    html(&MessageHtml { frame, title, heading, paragraphs, inviter, last: Some(frame.say("close")) })
}

/// The one page of every link that does not work.
pub(crate) fn gone(frame: &Frame) -> Response {
    let paragraphs = ["gone-why", "gone-done", "gone-ask"].map(|id| frame.say(id)).to_vec();
    message(frame, "gone-title", paragraphs)
}

/// A page of a title and a sentence: `home`, `missing`, `refused`, `unreadable`, `elsewhere` or `failed`.
pub(crate) fn note(frame: &Frame, id: &str) -> Response {
    message(frame, &format!("{id}-title"), vec![frame.say(&format!("{id}-lead"))])
}

fn message(frame: &Frame, title: &str, paragraphs: Vec<Phrase>) -> Response {
    let title = frame.say(title);
    html(&MessageHtml { frame, heading: title.clone(), title, paragraphs, inviter: None, last: None })
}

fn inviter<'a>(frame: &Frame, invitation: &'a OpenInvitation, ask: &str) -> Inviter<'a> {
    let address = invitation.inviter_address.as_str();
    let name = Some(invitation.inviter_name.as_str()).filter(|name| *name != address);
    Inviter {
        name,
        address,
        mailto: mailto(&invitation.inviter_address),
        ask: match name {
            Some(name) => frame.with(ask, "inviter", Gap::Data(name)),
            None => frame.say(&format!("{ask}-nameless")),
        },
    }
}

fn roles(frame: &Frame, offered: &[(String, String)]) -> Offered {
    let mut bytes = 0;
    let in_words = offered.iter().map(|(path, role)| {
        let role = ("role", Gap::Data(role));
        if path == "/" {
            return Phrase::new(frame.language, "role-in-account", &[role]);
        }
        Phrase::new(frame.language, "role-in-group", &[role, ("group", Gap::Data(&shortened(path)))])
    });
    let mut at_once: Vec<_> = in_words
        .take(ROLES_NAMED)
        .take_while(|phrase| {
            bytes += Html::len(&phrase.html());
            bytes <= ROLES_BYTES
        })
        .collect();
    let more = |count: usize| (count > 0).then(|| frame.with("offered-more", "count", Gap::Count(count)));
    let unnamed = more(offered.len() - at_once.len());
    let folded = at_once.split_off(at_once.len().min(ROLES_AT_ONCE));
    Offered { summary: more(offered.len() - at_once.len()), at_once, folded, unnamed }
}

fn shortened(path: &str) -> String {
    let length = path.chars().count();
    if length <= PATH_SHOWN {
        return path.to_owned();
    }
    std::iter::once('…').chain(path.chars().skip(length - PATH_SHOWN)).collect()
}

fn mailto(address: &EmailAddress) -> String {
    format!("mailto:{}", utf8_percent_encode(&address.for_smtp(), IN_MAILTO))
}

fn to_second(moment: Timestamp) -> String {
    format!("{:.0}", moment.to_jiff())
}

fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        // Writing into a string does not fail.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
