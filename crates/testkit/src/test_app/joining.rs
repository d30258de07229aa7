//! Those who ask to join, in few words.

use super::{TestApp, request_links_in};
use rollcall_app::{
    Permit, Who,
    ask_to_join::Asked,
    decide_requests::{Approval, DecisionOutcome, DenyInput},
    list_mail::{MailQuery, MailView},
    list_requests::{RequestQuery, RequestRow},
    ports::store::{Ask, MailKind},
    share_join_link::JoinLinkInput,
};
use rollcall_domain::{
    Assignment, EmailAddress, GroupId, Language, Note, PersonName, RequestId, RoleId, import::Options,
    invitation::Answer,
};
use std::collections::HashMap;

impl TestApp {
    /// Makes a join link on these terms, and gives what stands in it behind `/j/`.
    pub async fn share_link(&self, terms: &JoinLinkInput) -> String {
        let made = self.app.make_join_link(&self.administrator().await, terms).await.unwrap();
        made.link.path().rsplit('/').next().unwrap().to_owned()
    }

    /// What Zoë types on the page of a join link, with this address.
    pub fn asking(address: &str) -> Ask {
        Ask {
            address: EmailAddress::parse(address).unwrap(),
            name: PersonName::parse("Zoë Ünal").unwrap(),
            note: Note::parse("I am new in Sales").ok(),
            language: Language::En,
        }
    }

    /// Somebody asks to join with this address.
    pub async fn ask(&self, link: &str, address: &str) -> Asked {
        self.app.ask_to_join(link, &Self::asking(address)).await.unwrap()
    }

    /// Takes up what was asked, and delivers what is due. Gives the tokens of the links in these mails by which those who asked see their
    /// request, by the address they went to.
    pub async fn answer_asks(&self) -> HashMap<String, String> {
        self.app.take_up_asks().await.unwrap();
        self.deliver_to_folder().await;
        request_links_in(&self.folder().join("mails"))
    }

    /// Somebody has asked to join and proven this address. Gives the request, and the token of its link.
    pub async fn requested(&self, link: &str, address: &str) -> (RequestId, String) {
        assert_eq!(self.ask(link, address).await, Asked::Taken);
        let token = self.answer_asks().await.remove(address).unwrap();
        assert!(self.app.confirm_request(&token).await.unwrap());
        (self.request(address).await.id, token)
    }

    /// The newest request with this address, as the list shows it.
    pub async fn request(&self, address: &str) -> RequestRow {
        self.requests(&self.administrator().await).await.into_iter().find(|row| row.address == address).unwrap()
    }

    /// All requests that an administrator sees, the newest first.
    pub async fn requests(&self, by: &Permit) -> Vec<RequestRow> {
        let query = RequestQuery { limit: u32::MAX, ..RequestQuery::default() };
        self.app.list_requests(by, &query).await.unwrap().requests
    }

    /// Lets somebody in as a buyer of the group with this path.
    pub async fn approve(&self, request: RequestId, path: &str) -> DecisionOutcome {
        let assignment = Assignment { group: self.group(path).await, role: RoleId(2) };
        let approvals = [Approval { request, assignment }];
        self.app.approve_requests(&self.administrator().await, &approvals).await.unwrap()
    }

    /// Says no to somebody with these words.
    pub async fn deny(&self, request: RequestId, words: &str) -> DecisionOutcome {
        let input = DenyInput { requests: vec![request], words: words.to_owned(), block: None };
        self.app.deny_requests(&self.administrator().await, &input).await.unwrap()
    }

    /// The group with this path.
    pub async fn group(&self, path: &str) -> GroupId {
        let groups = self.app.list_groups(&self.administrator().await).await.unwrap();
        groups.into_iter().find(|group| group.path == path).unwrap().id
    }

    /// Makes somebody an administrator of the group with this path.
    pub async fn administrator_of(&self, path: &str, address: &str) -> Permit {
        let by = self.administrator().await;
        let options = Options { allow_administrators: true, create_groups: false };
        let check = self.check(&[&format!("{address},,{path},Administrator")], options).await.unwrap();
        self.app.carry_out_import(&by, &check, 0, &|_| true).await.unwrap();
        let link = self.deliver_to_folder().await.remove(address).unwrap();
        self.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
        self.app.act_as(&Who::Address(EmailAddress::parse(address).unwrap())).await.unwrap()
    }

    /// The mails to an address, oldest first: what each is for, and how it reads.
    pub async fn mails_to(&self, address: &str) -> Vec<(MailKind, MailView)> {
        let by = self.administrator().await;
        let query = MailQuery { limit: u32::MAX, ..MailQuery::default() };
        let mut mails = Vec::new();
        for row in self.app.list_mail(&by, &query).await.unwrap().mails.into_iter().rev() {
            if row.to == address
                && let Ok(mail) = self.app.show_mail(&by, row.id).await
            {
                mails.push((row.kind, mail));
            }
        }
        mails
    }
}
