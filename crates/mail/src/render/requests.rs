//! What the mails say that join requests cause: to those who ask, and to the administrators who decide.

use super::{Tongue, strangers};
use crate::{
    page::{Answer, List, Page, Quote},
    words::{Gap, Phrase},
};
use rollcall_app::ports::AskerLine;
use rollcall_domain::{EmailAddress, Timestamp};
use url::Url;

/// To those who ask. Some of them never did: somebody else typed their address.
impl Tongue {
    pub(super) fn confirm(self, account: &str, name: &str, link: Option<&Url>, ends: Timestamp) -> Page {
        let mut page = self.to_asker(account, name, "confirm-subject", self.about(account, &["confirm-lead"]));
        page.lead.push(self.plain("confirm-how"));
        page.answer = Some(self.page_link(link, ["confirm-answer", "confirm-link", "confirm-link-not-kept"]));
        page.notes =
            vec![self.until("confirm-ends", ends), self.plain("confirm-ignore"), self.plain("confirm-private")];
        page
    }

    pub(super) fn waiting(self, account: &str, name: &str, link: Option<&Url>, since: Timestamp) -> Page {
        let mut page = self.to_asker(account, name, "waiting-subject", self.about(account, &["waiting-lead"]));
        page.lead.push(self.until("waiting-since", since));
        page.answer = Some(self.page_link(link, ["waiting-answer", "waiting-link", "waiting-link-not-kept"]));
        page.notes = ["waiting-ignore", "waiting-private"].map(|id| self.plain(id)).to_vec();
        page
    }

    pub(super) fn member(self, account: &str, member: Option<&str>) -> Page {
        let lead = self.about(account, &["member-lead", "member-already"]);
        let mut page = Page::new(self.0, &self.subject("member-subject", account), lead, self.footer(account));
        page.greeting = Some(self.greeting(member));
        page.notes = self.about(account, &["member-meaning", "questions"]);
        page
    }

    pub(super) fn approved(
        self,
        account: &str,
        name: &str,
        given: &(String, String),
        (by, address): &(String, EmailAddress),
    ) -> Page {
        let by = [("administrator", Gap::Data(by)), ("address", Gap::Data(address.as_str()))];
        let lead = self.with("approved-lead", &[&by[..], &[("account", Gap::Data(account))]].concat());
        let mut page = self.to_asker(account, name, "approved-subject", vec![lead]);
        page.list = self.roles("approved-given", std::slice::from_ref(given), &[]);
        page.notes =
            vec![self.with("gained-meaning", &[("count", Gap::Count(1))]), self.with("approved-questions", &by)];
        page
    }

    pub(super) fn denied(self, account: &str, name: &str, words: Option<&str>) -> Page {
        let mut page = self.to_asker(account, name, "denied-subject", self.about(account, &["denied-lead"]));
        page.quote = words.map(|words| Quote::new(self.plain("denied-words"), words));
        page.notes = self.about(account, &["denied-meaning", "questions"]);
        page
    }

    pub(super) fn lapsed(self, account: &str, name: &str, since: Timestamp) -> Page {
        let lead = self.with("lapsed-lead", &[("account", Gap::Data(account)), self.moment(since)]);
        let mut page = self.to_asker(account, name, "lapsed-subject", vec![lead]);
        page.notes = self.about(account, &["lapsed-again", "lapsed-ignore"]);
        page
    }

    fn to_asker(self, account: &str, name: &str, subject: &str, lead: Vec<Phrase>) -> Page {
        let mut page = Page::new(self.0, &self.subject(subject, account), lead, self.footer(account));
        page.greeting = Some(self.greeting(strangers::to_greet(name)));
        page
    }
}

/// To administrators.
impl Tongue {
    pub(super) fn request(
        self,
        account: &str,
        asker: &AskerLine,
        note: Option<&str>,
        lapses: Timestamp,
        open: &Url,
    ) -> Page {
        let shown = strangers::in_a_sentence(&asker.name);
        let (name, address) = (("name", Gap::Data(&shown)), ("address", Gap::Data(asker.address.as_str())));
        let account_gap = ("account", Gap::Data(account));
        let subject = self.with("request-subject", &[name.clone(), account_gap.clone()]);
        let lead = vec![
            self.with("request-lead", &[name, address.clone(), account_gap.clone()]),
            self.with("request-claims", &[("count", Gap::Count(1))]),
        ];
        let mut page = Page::new(self.0, &subject, lead, self.footer(account));
        page.quote = note.map(|note| Quote::new(self.plain("request-note"), note));
        page.answer = Some(self.program_link(open));
        page.notes = vec![
            self.plain("request-decision"),
            self.until("request-lapses", lapses),
            self.with("request-questions", &[address]),
            self.with("request-why", &[account_gap]),
        ];
        page
    }

    pub(super) fn requests(self, account: &str, count: u32, askers: &[AskerLine], open: &Url) -> Page {
        let gaps = [("account", Gap::Data(account)), ("count", Gap::Count(count))];
        let mut items: Vec<_> = askers.iter().map(|asker| self.asker(asker)).collect();
        let more = count.saturating_sub(u32::try_from(askers.len()).unwrap_or(u32::MAX));
        if more > 0 {
            items.push(self.with("requests-more", &[("count", Gap::Count(more))]));
        }
        let mut page = Page::new(self.0, &self.with("requests-subject", &gaps), Vec::new(), self.footer(account));
        page.list = Some(List { intro: self.with("requests-lead", &gaps), items });
        page.answer = Some(self.program_link(open));
        page.notes = vec![
            self.with("request-claims", &[("count", Gap::Count(count))]),
            self.plain("request-decision"),
            self.plain("requests-lapse"),
            self.with("request-why", &gaps[..1]),
        ];
        page
    }

    fn asker(self, asker: &AskerLine) -> Phrase {
        let shown = strangers::in_a_sentence(&asker.name);
        let address = ("address", Gap::Data(asker.address.as_str()));
        self.with("requests-line", &[("name", Gap::Data(&shown)), address, self.moment(asker.since)])
    }

    fn program_link(self, open: &Url) -> Answer {
        Answer::Program {
            url: open.to_string(),
            button: self.plain("program-open"),
            plain: self.plain("program-link"),
            otherwise: self.plain("program-otherwise"),
        }
    }
}

/// Messages that name the account and nothing else.
impl Tongue {
    fn subject(self, id: &str, account: &str) -> Phrase {
        self.with(id, &[("account", Gap::Data(account))])
    }

    fn about(self, account: &str, ids: &[&str]) -> Vec<Phrase> {
        ids.iter().map(|id| self.subject(id, account)).collect()
    }
}
