//! What the tests of the join link and of those who ask by it begin with.

use crate::{
    database::{Database, NOW, with_account},
    plan::{BUYER, key},
    scene::deliver,
};
use rollcall_app::ports::store::{
    Act, Ask, AskTaken, ClaimedMail, MailKind, MailRecord, RequestFilter, RequestRecord, RequestsFound, Store,
};
use rollcall_domain::{
    Assignment, Dice, EmailAddress, GroupId, JoinLinkId, JoinLinkTerms, Language, PersonName, RequestId, RequestState,
    Timestamp, Token, TokenHash,
};
use std::sync::Arc;

/// An account whose join link was made at [`NOW`].
pub(crate) struct Joining {
    pub(crate) store: Arc<dyn Store>,
    /// Ana, who made it, at [`NOW`].
    pub(crate) act: Act,
    pub(crate) link: JoinLinkId,
    pub(crate) secret: TokenHash,
}

/// An account with a join link without any terms.
pub(crate) async fn joining(database: &dyn Database) -> Joining {
    under(database, JoinLinkTerms::default()).await
}

/// An account with a join link under these terms.
pub(crate) async fn under(database: &dyn Database, terms: JoinLinkTerms) -> Joining {
    let (store, act) = with_account(database).await;
    let link = store.make_join_link(&secret(1), &terms, act).await.unwrap();
    Joining { store, act, link, secret: secret(1).hash() }
}

impl Joining {
    /// Somebody asks to join, and nobody has taken that up.
    pub(crate) async fn ask(&self, address: &str, now: Timestamp) {
        let taken = self.store.ask_to_join(self.secret, &asking(address), now).await.unwrap();
        assert_eq!(taken, AskTaken::Taken, "{address}");
    }

    /// Somebody asks to join, and all mails leave that there are then.
    pub(crate) async fn asked(&self, address: &str, now: Timestamp) -> Vec<ClaimedMail> {
        self.ask(address, now).await;
        self.store.take_up_asks(1_000, now).await.unwrap();
        deliver(self.store.as_ref(), now).await
    }

    /// Somebody asks to join whom the account does not know; the link that they are mailed.
    pub(crate) async fn unconfirmed(&self, address: &str, now: Timestamp) -> TokenHash {
        let mails = self.asked(address, now).await;
        mails
            .iter()
            .find(|one| one.mail.kind == MailKind::Confirm && one.mail.to.key() == key(address))
            .unwrap()
            .link
            .unwrap()
    }

    /// The same, and they prove their address; all mails have left.
    pub(crate) async fn pending(&self, address: &str, now: Timestamp) -> Asked {
        let link = self.unconfirmed(address, now).await;
        assert!(self.store.confirm_request(link, now).await.unwrap(), "{address}");
        deliver(self.store.as_ref(), now).await;
        Asked { id: self.store.request_by_link(link, now).await.unwrap().unwrap().id, link }
    }

    /// A request as it stands.
    pub(crate) async fn request(&self, id: RequestId) -> RequestRecord {
        self.store.requests_by_id(&[id]).await.unwrap().remove(0)
    }

    /// How a request stands.
    pub(crate) async fn state(&self, id: RequestId) -> RequestState {
        self.request(id).await.state
    }

    /// Approves a request; whether it was pending.
    pub(crate) async fn approve(&self, id: RequestId, act: Act) -> bool {
        !self.store.approve_requests(&[(id, as_buyer(2))], act).await.unwrap().is_empty()
    }

    /// Denies a request; whether it was pending.
    pub(crate) async fn deny(&self, id: RequestId, act: Act) -> bool {
        !self.store.deny_requests(&[id], None, &[], act).await.unwrap().denied.is_empty()
    }

    /// All mails, newest first.
    pub(crate) async fn mails(&self) -> Vec<MailRecord> {
        self.store.mails(&[], None, 10_000).await.unwrap()
    }

    /// The mails of one kind, newest first.
    pub(crate) async fn mails_of(&self, kind: MailKind) -> Vec<MailRecord> {
        self.mails().await.into_iter().filter(|mail| mail.kind == kind).collect()
    }

    /// All requests that administrators see, newest first.
    pub(crate) async fn listed(&self) -> RequestsFound {
        self.store.requests(ALL).await.unwrap()
    }

    /// Ana, so many days later.
    pub(crate) fn later(&self, days: i64) -> Act {
        Act { now: NOW.plus_days(days), ..self.act }
    }
}

/// A request, and a link to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) id: RequestId,
    pub(crate) link: TokenHash,
}

/// Every request that administrators see; those that were confirmed before [`NOW`] are ageing.
pub(crate) const ALL: RequestFilter<'static> = RequestFilter {
    search: "",
    statuses: &[],
    ageing_from: Timestamp::from_millis(NOW.as_millis() - 1),
    waited_at: None,
    groups: None,
    oldest_first: false,
    offset: 0,
    limit: 1_000,
};

/// What somebody types who has this address, without a note.
pub(crate) fn asking(address: &str) -> Ask {
    Ask {
        address: EmailAddress::parse(address).unwrap(),
        name: PersonName::parse("Zoë Ask").unwrap(),
        note: None,
        language: Language::En,
    }
}

/// A link under which a group and the role Buyer are suggested.
pub(crate) fn suggesting(group: i64) -> JoinLinkTerms {
    JoinLinkTerms { suggested: Some(as_buyer(group)), ..JoinLinkTerms::default() }
}

/// Buyer of a group of [`with_account`]: 2 is Sales, 3 Sales/EMEA, 4 Marketing.
pub(crate) fn as_buyer(group: i64) -> Assignment {
    Assignment { group: GroupId(group), role: BUYER }
}

/// A secret, another one for each number.
pub(crate) fn secret(number: u8) -> Token {
    struct Always(u8);
    impl Dice for Always {
        fn roll(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }
    Token::mint(&Always(number))
}

/// Whether a condition holds for what is stored: for what no use case can ask.
macro_rules! holds {
    ($database:expr, $condition:literal) => {
        $database.run(concat!("UPDATE workspace SET id = id WHERE ", $condition)).await.unwrap() == 1
    };
}
pub(crate) use holds;
