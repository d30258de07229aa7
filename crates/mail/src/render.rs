//! What mails say: the same phrases as text and as HTML, so that the two never tell different things.

use crate::words::{Gap, Phrase, moment};
use askama::Template;
use rollcall_app::ports::{MailContent, Rendered};
use rollcall_domain::{EmailAddress, Language, Timestamp, import::RowCounts};
use url::Url;

/// A mail before it is text or HTML.
#[derive(Debug, Template)]
#[template(path = "mail.html")]
struct Page {
    language: &'static str,
    subject: String,
    greeting: Option<Phrase>,
    lead: Vec<Phrase>,
    /// A list that the last phrase of `lead` announces.
    items: Vec<Phrase>,
    answer: Option<Answer>,
    notes: Vec<Phrase>,
    footer: Phrase,
}

/// Where the reader can answer.
#[derive(Debug)]
enum Answer {
    /// A page: as a button, and the address itself, since a button may hide where it leads.
    Link { url: String, button: Phrase, plain: Phrase, again: Phrase },
    /// The link is in the sent mail only.
    NotKept(Phrase),
}

/// What a mail says, in the reader's language.
pub(crate) fn render(content: &MailContent, language: Language) -> Rendered {
    let page = match content {
        MailContent::Invitation { account, invitee, inviter_name, inviter_address, offered, ends, link } => {
            Invitation {
                account,
                invitee: invitee.as_deref(),
                inviter: inviter_name,
                address: inviter_address,
                offered,
                ends: *ends,
            }
            .page(language, link.as_ref())
        }
        MailContent::ImportReport { account, file_name, counts, invitations } => {
            report(language, account, file_name, counts, *invitations)
        }
        MailContent::Test { account } => test(language, account),
    };
    let text = page.text();
    // Writing into a text cannot fail; an empty HTML part would show, and the text part would still say everything.
    let html = page.render().unwrap_or_default();
    Rendered { subject: page.subject, text, html }
}

struct Invitation<'a> {
    account: &'a str,
    invitee: Option<&'a str>,
    inviter: &'a str,
    address: &'a EmailAddress,
    offered: &'a [(String, String)],
    ends: Timestamp,
}

impl Invitation<'_> {
    fn page(&self, language: Language, link: Option<&Url>) -> Page {
        let say = |id: &str, gaps: &[(&'static str, Gap<'_>)]| Phrase::new(language, id, gaps);
        let inviter = ("inviter", Gap::Data(self.inviter));
        let address = ("address", Gap::Data(self.address.as_str()));
        let account = ("account", Gap::Data(self.account));
        let mut lead = vec![say("invitation-lead", &[inviter.clone(), address.clone(), account.clone()])];
        let items = self.offered.iter().map(|(group, role)| {
            // The root group is the account itself.
            let id = if group == "/" { "role-in-account" } else { "role-in-group" };
            say(id, &[("role", Gap::Data(role)), ("group", Gap::Data(group))])
        });
        let items = items.collect::<Vec<_>>();
        if !items.is_empty() {
            lead.push(say("invitation-offered", &[count(items.len())]));
        }
        let answer = match link {
            Some(url) => Answer::Link {
                url: url.to_string(),
                button: say("invitation-answer", &[]),
                plain: say("invitation-link", &[]),
                again: say("invitation-link-again", &[]),
            },
            None => Answer::NotKept(say("invitation-link-not-kept", &[])),
        };
        Page {
            language: language.code(),
            subject: say("invitation-subject", &[inviter.clone(), account.clone()]).text(),
            greeting: Some(match self.invitee {
                Some(name) => say("greeting", &[("name", Gap::Data(name))]),
                None => say("greeting-nameless", &[]),
            }),
            lead,
            items,
            answer: Some(answer),
            notes: vec![
                say("invitation-ends", &[("moment", Gap::Words(moment(language, self.ends)))]),
                say("invitation-ignore", &[]),
                say("invitation-private", &[]),
                say("invitation-questions", &[inviter, address]),
            ],
            footer: say("footer", &[account]),
        }
    }
}

fn report(language: Language, account: &str, file_name: &str, counts: &RowCounts, invitations: u32) -> Page {
    let say = |id: &str, gaps: &[(&'static str, Gap<'_>)]| Phrase::new(language, id, gaps);
    let file = ("file", Gap::Data(file_name));
    let account = ("account", Gap::Data(account));
    let subject = if counts.rejected == 0 {
        say("report-subject-done", std::slice::from_ref(&file))
    } else {
        say("report-subject-rejected", &[file.clone(), ("count", Gap::Count(counts.rejected))])
    };
    let outcomes = [
        ("report-invited", counts.invited),
        ("report-invited-again", counts.invited_again),
        ("report-added", counts.added),
        ("report-changed", counts.changed),
        ("report-removed", counts.removed),
        ("report-unchanged", counts.unchanged),
        ("report-skipped", counts.skipped),
        ("report-rejected", counts.rejected),
    ];
    let items =
        outcomes.iter().filter(|(_, rows)| *rows > 0).map(|(id, rows)| say(id, &[("count", Gap::Count(*rows))]));
    let mut notes = vec![say("report-invitations", &[("count", Gap::Count(invitations))]), say("report-attached", &[])];
    if counts.rejected > 0 {
        notes.push(say("report-fix", &[]));
    }
    Page {
        language: language.code(),
        subject: subject.text(),
        greeting: None,
        lead: vec![say("report-lead", &[file, account.clone(), ("count", Gap::Count(counts.rows))])],
        items: items.collect(),
        answer: None,
        notes,
        footer: say("footer", &[account]),
    }
}

fn test(language: Language, account: &str) -> Page {
    let account = ("account", Gap::Data(account));
    let say = |id: &str| Phrase::new(language, id, std::slice::from_ref(&account));
    Page {
        language: language.code(),
        subject: say("test-subject").text(),
        greeting: None,
        lead: vec![say("test-lead"), say("test-meaning")],
        items: Vec::new(),
        answer: None,
        notes: Vec::new(),
        footer: say("footer"),
    }
}

fn count(items: usize) -> (&'static str, Gap<'static>) {
    ("count", Gap::Count(u32::try_from(items).unwrap_or(u32::MAX)))
}

impl Page {
    /// As plain text: paragraphs with an empty line between them.
    fn text(&self) -> String {
        let mut paragraphs = Vec::new();
        paragraphs.extend(self.greeting.iter().map(Phrase::text));
        paragraphs.extend(self.lead.iter().map(Phrase::text));
        if !self.items.is_empty() {
            let lines = self.items.iter().map(|item| format!("- {}", item.text()));
            paragraphs.push(lines.collect::<Vec<_>>().join("\n"));
        }
        match &self.answer {
            Some(Answer::Link { url, plain, .. }) => paragraphs.push(format!("{}\n{url}", plain.text())),
            Some(Answer::NotKept(phrase)) => paragraphs.push(phrase.text()),
            None => {}
        }
        paragraphs.extend(self.notes.iter().map(Phrase::text));
        paragraphs.push(format!("-- \n{}\n", self.footer.text()));
        paragraphs.join("\n\n")
    }
}
