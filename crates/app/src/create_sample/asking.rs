//! Those of the sample account's past who asked to join, and what became of it.

use crate::{
    App, Error,
    act_as::Permit,
    ports::store::{Act, Ask},
};
use rollcall_domain::{
    Assignment, EmailAddress, GroupPath, JoinLinkTerms, Language, Note, PersonName, RoleId, Timestamp, Token,
    TokenHash, join_request::DEFAULT_LAPSE_DAYS,
};

const BUYER: RoleId = RoleId(2);

/// Somebody who asked.
struct Asker {
    days_ago: i64,
    name: &'static str,
    address: &'static str,
    note: &'static str,
    end: End,
}

/// What became of it.
#[derive(PartialEq, Eq)]
enum End {
    /// Nobody has decided yet, or ever.
    None,
    /// Let in a day later, as a buyer of this group.
    Approved(&'static str),
    /// Told so two days later, with these words.
    Denied(&'static str),
    /// Taken back some hours later.
    Withdrawn,
}

const ASKERS: [Asker; 7] = [
    Asker { days_ago: 46, name: "Hugo Lindner", address: "hugo.lindner@kontor.example", note: "", end: End::None },
    Asker {
        days_ago: 33,
        name: "Inês Duarte",
        address: "ines.duarte@northwind.example",
        note: "I started in the Lisbon warehouse on Monday",
        end: End::Approved("Operations/Lisbon"),
    },
    Asker {
        days_ago: 26,
        name: "Mallory Finch",
        address: "mallory@bargains.example",
        note: "Best prices for everything you buy",
        end: End::Denied("This account is for people who buy for Northwind. Please write to our purchasing instead."),
    },
    Asker {
        days_ago: 21,
        name: "Karim Saïdi",
        address: "karim.saidi@northwind.example",
        note: "",
        end: End::Withdrawn,
    },
    Asker {
        days_ago: 18,
        name: "Nadia Rahman",
        address: "nadia@rahman-engineering.example",
        note: "I am with you for the firmware until spring; Emma knows me",
        end: End::None,
    },
    Asker { days_ago: 6, name: "Paula Ferreira", address: "paula@ferreira-supplies.example", note: "", end: End::None },
    Asker {
        days_ago: 4,
        name: "Tim Sørensen",
        address: "tim.sorensen@northwind.example",
        note: "New in Sales. Could I order for the Oslo office?",
        end: End::None,
    },
];

impl App {
    /// Makes the join link that all of them came by.
    pub(super) async fn share_sample_link(&self, by: &Permit, now: Timestamp) -> Result<TokenHash, Error> {
        let secret = Token::mint(self.outside.dice.as_ref());
        let welcome =
            Note::parse("You buy for Northwind, and have no invitation? Ask here: we look at it every day.").ok();
        let terms = JoinLinkTerms { welcome, ..JoinLinkTerms::default() };
        self.store().make_join_link(&secret, &terms, Act { by: by.administrator().id, now }).await?;
        Ok(secret.hash())
    }

    /// Somebody types this on the page of the link, and is answered.
    pub(super) async fn ask_by_sample_link(
        &self,
        link: TokenHash,
        (name, address, note): (&str, &str, &str),
        now: Timestamp,
    ) -> Result<(), Error> {
        let (Ok(address), Ok(name)) = (EmailAddress::parse(address), PersonName::parse(name)) else { return Ok(()) };
        let ask = Ask { address, name, note: Note::parse(note).ok(), language: Language::En };
        self.store().ask_to_join(link, &ask, now).await?;
        self.store().take_up_asks(1, now).await?;
        Ok(())
    }

    /// Those ask who did on a day.
    pub(super) async fn ask_on_day(&self, link: TokenHash, days_ago: i64, now: Timestamp) -> Result<(), Error> {
        for asker in ASKERS.iter().filter(|asker| asker.days_ago == days_ago) {
            self.ask_by_sample_link(link, (asker.name, asker.address, asker.note), now).await?;
        }
        Ok(())
    }

    /// Whoever was mailed a link to prove their address does, soon; and takes it back, if they did.
    pub(super) async fn prove(
        &self,
        link: TokenHash,
        address: &EmailAddress,
        mailed_at: Timestamp,
    ) -> Result<(), Error> {
        self.store().confirm_request(link, mailed_at.plus_seconds(20 * 60)).await?;
        if ASKERS.iter().any(|asker| asker.address == address.as_str() && asker.end == End::Withdrawn) {
            self.store().withdraw_request(link, mailed_at.plus_seconds(5 * 3_600)).await?;
        }
        Ok(())
    }

    /// What is decided on a day, and what lapses.
    pub(super) async fn decide_on_day(&self, by: &Permit, days_ago: i64, now: Timestamp) -> Result<(), Error> {
        let act = Act { by: by.administrator().id, now };
        for asker in &ASKERS {
            match asker.end {
                End::Approved(group) if asker.days_ago == days_ago + 1 => {
                    let group = GroupPath::parse(group).ok();
                    let groups = self.group_tree().await?;
                    let Some(group) = group.and_then(|path| groups.find(&path)) else { continue };
                    let given = Assignment { group, role: BUYER };
                    let approvals: Vec<_> = self
                        .waiting_requests(by, asker.address)
                        .await?
                        .into_iter()
                        .map(|row| (row.id, given))
                        .collect();
                    self.store().approve_requests(&approvals, act).await?;
                }
                End::Denied(words) if asker.days_ago == days_ago + 2 => {
                    let waiting: Vec<_> =
                        self.waiting_requests(by, asker.address).await?.into_iter().map(|row| row.id).collect();
                    self.store().deny_requests(&waiting, Note::parse(words).ok().as_ref(), &[], act).await?;
                }
                _ => {}
            }
        }
        self.store().lapse_requests(now.plus_days(-i64::from(DEFAULT_LAPSE_DAYS)), now).await?;
        Ok(())
    }
}
