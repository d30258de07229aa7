//! What each kind of mail says.

mod requests;
mod strangers;

use crate::{
    page::{Answer, List, Page, Quote},
    words::{Gap, Phrase, moment},
};
use rollcall_app::ports::{MailContent, Rendered};
use rollcall_domain::{EmailAddress, Language, Timestamp, import::RowCounts};
use url::Url;

/// What a mail says, in the reader's language.
pub(crate) fn render(content: &MailContent, language: Language) -> Rendered {
    let say = Tongue(language);
    let page = match content {
        MailContent::Invitation {
            reminder,
            account,
            invitee,
            inviter_name,
            inviter_address,
            offered,
            message,
            ends,
            link,
        } => Invitation {
            reminder: *reminder,
            account,
            invitee: invitee.as_deref(),
            inviter: inviter_name,
            address: inviter_address,
            offered,
            message: message.as_deref(),
            ends: *ends,
            link: link.as_ref(),
        }
        .page(say),
        MailContent::Gained { account, member, gained } => say.gained(account, member.as_deref(), gained),
        MailContent::Answer { account, inviter, invitee, address, accepted, note } => {
            let mut page = say.answer(account, invitee.as_deref(), address, *accepted);
            page.greeting = Some(say.greeting(inviter.as_deref()));
            page.quote = note.as_deref().map(|note| Quote::new(say.plain("answer-note"), note));
            page
        }
        MailContent::ImportReport { account, file_name, counts, invitations } => {
            say.report(account, file_name, counts, *invitations)
        }
        MailContent::Test { account } => say.test(account),
        MailContent::Confirm { account, name, link, ends } => say.confirm(account, name, link.as_ref(), *ends),
        MailContent::Waiting { account, name, link, since } => say.waiting(account, name, link.as_ref(), *since),
        MailContent::Member { account, member } => say.member(account, member.as_deref()),
        MailContent::Approved { account, name, given, by } => say.approved(account, name, given, by),
        MailContent::Denied { account, name, words } => say.denied(account, name, words.as_deref()),
        MailContent::Lapsed { account, name, since } => say.lapsed(account, name, *since),
        MailContent::Request { account, administrator, asker, note, lapses, open } => {
            let mut page = say.request(account, asker, note.as_deref(), *lapses, open);
            page.greeting = Some(say.greeting(administrator.as_deref()));
            page
        }
        MailContent::Requests { account, administrator, count, askers, open } => {
            let mut page = say.requests(account, *count, askers, open);
            page.greeting = Some(say.greeting(administrator.as_deref()));
            page
        }
    };
    page.finished()
}

/// The words with which a join link is passed on: the sentences, and the link on a line of its own.
pub(crate) fn join_link_message(account: &str, link: &Url, language: Language) -> String {
    let words = Tongue(language).with("join-link-message", &[("account", Gap::Data(account))]);
    format!("{}\n{link}", words.text())
}

/// An invitation, or a reminder of one: the same offer, begun otherwise.
struct Invitation<'a> {
    reminder: bool,
    account: &'a str,
    invitee: Option<&'a str>,
    inviter: &'a str,
    address: &'a EmailAddress,
    offered: &'a [(String, String)],
    message: Option<&'a str>,
    ends: Timestamp,
    link: Option<&'a Url>,
}

impl Invitation<'_> {
    fn page(&self, say: Tongue) -> Page {
        let inviter = ("inviter", Gap::Data(self.inviter));
        let address = ("address", Gap::Data(self.address.as_str()));
        let account = ("account", Gap::Data(self.account));
        let (subject, lead, ignore) = if self.reminder {
            ("reminder-subject", "reminder-lead", "reminder-ignore")
        } else {
            ("invitation-subject", "invitation-lead", "invitation-ignore")
        };
        let subject = say.with(subject, &[inviter.clone(), account.clone()]);
        let lead = say.with(lead, &[inviter.clone(), address.clone(), account.clone()]);
        let mut page = Page::new(say.0, &subject, vec![lead], say.footer(self.account));
        page.greeting = Some(say.greeting(self.invitee));
        let theirs = |words| Quote::new(say.with("invitation-message", std::slice::from_ref(&inviter)), words);
        page.quote = self.message.map(theirs);
        page.list = say.roles("invitation-offered", self.offered, &[]);
        page.answer =
            Some(say.page_link(self.link, ["invitation-answer", "invitation-link", "invitation-link-not-kept"]));
        page.notes = vec![
            say.until("invitation-ends", self.ends),
            say.plain(ignore),
            say.plain("invitation-private"),
            say.with("invitation-questions", &[inviter, address]),
        ];
        page
    }
}

/// Says messages of the catalogue in one language.
#[derive(Clone, Copy)]
struct Tongue(Language);

impl Tongue {
    fn plain(self, id: &str) -> Phrase {
        self.with(id, &[])
    }

    fn with(self, id: &str, gaps: &[(&'static str, Gap<'_>)]) -> Phrase {
        Phrase::new(self.0, id, gaps)
    }

    fn greeting(self, name: Option<&str>) -> Phrase {
        match name {
            Some(name) => self.with("greeting", &[("name", Gap::Data(name))]),
            None => self.plain("greeting-nameless"),
        }
    }

    fn footer(self, account: &str) -> Phrase {
        self.with("footer", &[("account", Gap::Data(account))])
    }

    fn until(self, id: &str, until: Timestamp) -> Phrase {
        self.with(id, &[self.moment(until)])
    }

    fn moment(self, at: Timestamp) -> (&'static str, Gap<'static>) {
        ("moment", Gap::Words(moment(self.0, at)))
    }

    /// A link to a page: what the button says, what stands before the address, and what is said where no link is kept.
    fn page_link(self, link: Option<&Url>, [button, plain, not_kept]: [&str; 3]) -> Answer {
        match link {
            Some(url) => Answer::Link {
                url: url.to_string(),
                button: self.plain(button),
                plain: self.plain(plain),
                again: self.plain("link-again"),
            },
            None => Answer::NotKept(self.plain(not_kept)),
        }
    }

    /// Assignments behind a message that announces them; none, if there are none.
    fn roles(self, intro: &str, roles: &[(String, String)], gaps: &[(&'static str, Gap<'_>)]) -> Option<List> {
        let items = roles.iter().map(|(group, role)| {
            // The root group is the account itself.
            let id = if group == "/" { "role-in-account" } else { "role-in-group" };
            self.with(id, &[("role", Gap::Data(role)), ("group", Gap::Data(group))])
        });
        let gaps = [gaps, &[count(roles.len())]].concat();
        (!roles.is_empty()).then(|| List { intro: self.with(intro, &gaps), items: items.collect() })
    }

    fn gained(self, account: &str, member: Option<&str>, gained: &[(String, String)]) -> Page {
        let account_gap = [("account", Gap::Data(account))];
        let many = [count(gained.len())];
        let subject = self.with("gained-subject", &[&account_gap[..], &many].concat());
        let mut page = Page::new(self.0, &subject, Vec::new(), self.footer(account));
        page.greeting = Some(self.greeting(member));
        page.list = self.roles("gained-lead", gained, &account_gap);
        page.notes = vec![self.with("gained-meaning", &many), self.with("questions", &account_gap)];
        page
    }

    fn answer(self, account: &str, invitee: Option<&str>, address: &EmailAddress, accepted: bool) -> Page {
        let who = ("invitee", Gap::Data(invitee.unwrap_or(address.as_str())));
        let (account_gap, address) = (("account", Gap::Data(account)), ("address", Gap::Data(address.as_str())));
        let (subject, lead, nameless, meaning) = if accepted {
            ("answer-accepted-subject", "answer-accepted-lead", "answer-accepted-lead-nameless", None)
        } else {
            let meaning = Some("answer-declined-meaning");
            ("answer-declined-subject", "answer-declined-lead", "answer-declined-lead-nameless", meaning)
        };
        let lead = match invitee {
            Some(_) => self.with(lead, &[who.clone(), address, account_gap.clone()]),
            None => self.with(nameless, &[address, account_gap.clone()]),
        };
        let subject = self.with(subject, &[who, account_gap]);
        let mut page = Page::new(self.0, &subject, vec![lead], self.footer(account));
        page.notes = meaning.into_iter().chain(["answer-why"]).map(|id| self.plain(id)).collect();
        page
    }

    fn report(self, account: &str, file_name: &str, counts: &RowCounts, invitations: u32) -> Page {
        let file = ("file", Gap::Data(file_name));
        let subject = if counts.rejected == 0 {
            self.with("report-subject-done", std::slice::from_ref(&file))
        } else {
            self.with("report-subject-rejected", &[file.clone(), ("count", Gap::Count(counts.rejected))])
        };
        let lead =
            self.with("report-lead", &[file, ("account", Gap::Data(account)), ("count", Gap::Count(counts.rows))]);
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
        let items = outcomes.iter().filter(|(_, rows)| *rows > 0);
        let items: Vec<_> = items.map(|(id, rows)| self.with(id, &[("count", Gap::Count(*rows))])).collect();
        let mut page = Page::new(self.0, &subject, Vec::new(), self.footer(account));
        if items.is_empty() {
            page.lead.push(lead);
        } else {
            page.list = Some(List { intro: lead, items });
        }
        page.notes =
            vec![self.with("report-invitations", &[("count", Gap::Count(invitations))]), self.plain("report-attached")];
        if counts.rejected > 0 {
            page.notes.push(self.plain("report-fix"));
        }
        page
    }

    fn test(self, account: &str) -> Page {
        let account_gap = [("account", Gap::Data(account))];
        let lead = ["test-lead", "test-meaning"].map(|id| self.with(id, &account_gap)).to_vec();
        Page::new(self.0, &self.with("test-subject", &account_gap), lead, self.footer(account))
    }
}

fn count(items: usize) -> (&'static str, Gap<'static>) {
    ("count", Gap::Count(u32::try_from(items).unwrap_or(u32::MAX)))
}
