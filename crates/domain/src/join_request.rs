//! Join requests: somebody's wish to join, waiting for an administrator's decision.

use crate::{
    AddressKey, AddressProblem, EmailAddress, InvitationId, MailDomain, Timestamp, UserId, UserState,
    import::{KnownUser, Standing},
};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// How many days a request waits for a decision before it lapses, unless the account says otherwise.
pub const DEFAULT_LAPSE_DAYS: u16 = 30;

/// What the account may set as the number of days.
pub const LAPSE_DAYS: RangeInclusive<u16> = 1..=365;

/// So many days somebody who asked has to prove their address. What was not proven by then is forgotten.
pub const CONFIRM_DAYS: i64 = 3;

/// So often in 24 hours one address is answered that somebody typed on the page of the join link; whoever types somebody else's address must
/// not be able to plague them. An answer counts also if it is that nothing is mailed: what is left must not tell whose address it is.
pub const MAILS_TO_ONE_ADDRESS: u32 = 3;

/// So often a mailbox is, with all addresses that lead there ([`AddressKey::mailbox`]). More than one address has, so that nobody is kept out
/// by what others typed with tags.
pub const MAILS_TO_ONE_MAILBOX: u32 = 6;

/// So many answers are given in an hour, to whomever, mails or not. What is asked beyond that waits.
pub const MAILS_AN_HOUR: u32 = 500;

/// So many askings may wait to be taken up. When they do, the page asks everybody to come back later.
pub const MOST_WAITING: u32 = 5_000;

/// So many requests may be pending. When they are, no more can be confirmed until some are decided.
pub const MOST_PENDING: u32 = 5_000;

/// An administrator is mailed of so many requests in an hour one by one, and of more only together.
pub const REQUEST_MAILS_AN_HOUR: u32 = 20;

/// `Unconfirmed → Pending → Approved | Denied | Withdrawn | Lapsed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// The address is not proven yet; administrators do not see it.
    Unconfirmed,
    /// Waiting for a decision.
    Pending,
    /// An administrator let them join.
    Approved,
    /// An administrator said no.
    Denied,
    /// Whoever asked took it back.
    Withdrawn,
    /// Nobody decided in time.
    Lapsed,
}

/// How a request stands that administrators see, in one word. Ageing is computed from the clock, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RequestStatus {
    /// Waiting for a decision.
    Pending,
    /// Waiting, and half of its time or more is over.
    Ageing,
    /// An administrator let them join.
    Approved,
    /// An administrator said no.
    Denied,
    /// Whoever asked took it back.
    Withdrawn,
    /// Nobody decided in time.
    Lapsed,
}

impl RequestStatus {
    /// Every status, in the order in which lists show them.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Ageing, Self::Approved, Self::Denied, Self::Withdrawn, Self::Lapsed];

    /// The status of a request that was confirmed at a moment; `None` of one that was not.
    pub fn of(state: RequestState, confirmed_at: Timestamp, lapse_days: u16, now: Timestamp) -> Option<Self> {
        match state {
            RequestState::Unconfirmed => None,
            RequestState::Pending if now >= ages_at(confirmed_at, lapse_days) => Some(Self::Ageing),
            RequestState::Pending => Some(Self::Pending),
            RequestState::Approved => Some(Self::Approved),
            RequestState::Denied => Some(Self::Denied),
            RequestState::Withdrawn => Some(Self::Withdrawn),
            RequestState::Lapsed => Some(Self::Lapsed),
        }
    }

    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Ageing => "ageing",
            Self::Approved => "approved",
            Self::Denied => "denied",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }
}

/// When a request begins to age that waits since a moment: when half of its time is over.
pub fn ages_at(confirmed_at: Timestamp, lapse_days: u16) -> Timestamp {
    confirmed_at.plus_seconds(half_of(lapse_days))
}

/// Requests are ageing that wait since this moment or longer.
pub fn ageing_from(now: Timestamp, lapse_days: u16) -> Timestamp {
    now.plus_seconds(-half_of(lapse_days))
}

/// Seconds of half of so many days.
fn half_of(days: u16) -> i64 {
    i64::from(days) * 12 * 60 * 60
}

/// When a request lapses that waits since a moment.
pub fn lapses_at(confirmed_at: Timestamp, lapse_days: u16) -> Timestamp {
    confirmed_at.plus_days(i64::from(lapse_days))
}

impl std::str::FromStr for RequestStatus {
    type Err = UnknownRequestStatus;

    fn from_str(word: &str) -> Result<Self, UnknownRequestStatus> {
        Self::ALL.into_iter().find(|status| status.word() == word).ok_or(UnknownRequestStatus)
    }
}

/// The word is none of [`RequestStatus::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a request is one of: pending, ageing, approved, denied, withdrawn, lapsed")]
pub struct UnknownRequestStatus;

/// What an administrator wants to be mailed of new requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RequestNotices {
    /// Each as it comes.
    #[default]
    Each,
    /// Those of a day together.
    Daily,
    /// None: they are shown in the window.
    Never,
}

impl RequestNotices {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Each, Self::Daily, Self::Never];

    /// The word in the workspace, on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }
}

/// From whom no request is wanted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blocked {
    /// One address.
    Address(AddressKey),
    /// Every address of a domain, and of those below it: whoever has the one has as many of the others as they like.
    Domain(MailDomain),
}

impl Blocked {
    /// Reads an address, or a domain (with or without an `@` before it).
    ///
    /// # Errors
    /// It is neither: what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let text = text.trim();
        match text.split_once('@') {
            Some((local, _)) if !local.is_empty() => {
                EmailAddress::parse(text).map(|address| Self::Address(address.key()))
            }
            _ => MailDomain::parse(text).map(Self::Domain),
        }
    }

    /// Whether somebody with this address is among those who are blocked.
    pub fn covers(&self, address: &AddressKey) -> bool {
        match self {
            Self::Address(key) => key == address,
            Self::Domain(domain) => address
                .domain()
                .strip_suffix(domain.as_str())
                .is_some_and(|below| below.is_empty() || below.ends_with('.')),
        }
    }
}

impl std::fmt::Display for Blocked {
    /// The key of the address, or the domain with an `@` before it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(key) => f.write_str(key.as_str()),
            Self::Domain(domain) => write!(f, "@{domain}"),
        }
    }
}

/// What is mailed to an address that somebody asks to join with. The page says the same whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskReply {
    /// A link by which they prove that the address is theirs.
    Confirm,
    /// That their request waits, with a link to it.
    Waiting,
    /// The invitation that they have already.
    Invitation(InvitationId),
    /// That they are a member already.
    Member(UserId),
    /// Nothing: the address or its domain is blocked.
    Nothing,
    /// Nothing, since the address or the mailbox was answered as often as anybody is. Unlike every other reply it does not count.
    TooOften,
}

/// What the account knows of an address that somebody asks to join with.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// The user with this address.
    pub known: Option<&'a KnownUser>,
    /// Whether a request of theirs is pending.
    pub is_waiting: bool,
    /// Whether the address or its domain is blocked.
    pub is_blocked: bool,
    /// How often the address was answered in the last 24 hours.
    pub address_answered: u32,
    /// How often its mailbox was, with this and other addresses.
    pub mailbox_answered: u32,
}

impl Asker<'_> {
    /// What they are mailed.
    pub fn reply(&self, now: Timestamp) -> AskReply {
        // First, whoever it is: what counts must be the same for everybody.
        if self.address_answered >= MAILS_TO_ONE_ADDRESS || self.mailbox_answered >= MAILS_TO_ONE_MAILBOX {
            return AskReply::TooOften;
        }
        if self.is_blocked {
            return AskReply::Nothing;
        }
        match (self.known, Standing::of(self.known, now)) {
            (Some(user), Standing::Open) if user.state == UserState::Active => AskReply::Member(user.id),
            (Some(KnownUser { invitation: Some(invitation), .. }), Standing::Open) => {
                AskReply::Invitation(invitation.id)
            }
            _ if self.is_waiting => AskReply::Waiting,
            _ => AskReply::Confirm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InvitationState, import::KnownInvitation};

    const NOW: Timestamp = Timestamp::from_millis(1_795_251_600_000);

    fn known(state: UserState, invitation: Option<(InvitationState, i64)>) -> KnownUser {
        KnownUser {
            key: EmailAddress::parse("zoe@example.net").unwrap().key(),
            id: UserId(7),
            state,
            assignments: Vec::new(),
            invitation: invitation.map(|(state, days)| KnownInvitation {
                id: InvitationId(3),
                state,
                expires_at: Some(NOW.plus_days(days)),
            }),
        }
    }

    fn reply(known: Option<&KnownUser>, is_waiting: bool) -> AskReply {
        Asker { known, is_waiting, is_blocked: false, address_answered: 0, mailbox_answered: 0 }.reply(NOW)
    }

    #[test]
    fn who_may_be_meant_by_an_address_decides_what_it_is_mailed() {
        use InvitationState::{Accepted, Cancelled, Declined, Pending};
        assert_eq!(reply(None, false), AskReply::Confirm);
        assert_eq!(reply(None, true), AskReply::Waiting);
        assert_eq!(reply(Some(&known(UserState::Active, Some((Accepted, 1)))), true), AskReply::Member(UserId(7)));
        let open = known(UserState::Invited, Some((Pending, 1)));
        assert_eq!(reply(Some(&open), false), AskReply::Invitation(InvitationId(3)));
        for ended in [(Pending, 0), (Declined, 1), (Cancelled, 1)] {
            assert_eq!(reply(Some(&known(UserState::Invited, Some(ended))), false), AskReply::Confirm);
        }
        assert_eq!(reply(Some(&known(UserState::Removed, Some((Accepted, 1)))), false), AskReply::Confirm);
    }

    #[test]
    fn who_is_blocked_or_was_answered_often_is_mailed_nothing() {
        let blocked =
            Asker { known: None, is_waiting: false, is_blocked: true, address_answered: 0, mailbox_answered: 0 };
        assert_eq!(blocked.reply(NOW), AskReply::Nothing);
        let asker = Asker { is_blocked: false, ..blocked };
        let replies = |asker: Asker<'_>| {
            [(2, 2), (2, 5), (3, 3), (0, 6)].map(|(address_answered, mailbox_answered)| {
                Asker { address_answered, mailbox_answered, ..asker }.reply(NOW)
            })
        };
        let often = AskReply::TooOften;
        assert_eq!(replies(asker), [AskReply::Confirm, AskReply::Confirm, often, often]);
        assert_eq!(replies(blocked), [AskReply::Nothing, AskReply::Nothing, often, often], "as with everybody");
    }

    #[test]
    fn an_address_and_a_domain_are_blocked_in_whatever_spelling() {
        for (text, key) in [
            (" Zoe@Example.NET", "zoe@example.net"),
            ("Example.net", "@example.net"),
            ("@bücher.example", "@xn--bcher-kva.example"),
        ] {
            let blocked = Blocked::parse(text).unwrap();
            assert_eq!(blocked.to_string(), key);
            assert_eq!(Blocked::parse(key), Ok(blocked));
        }
        let zoe = EmailAddress::parse("zoe@mail.example.net").unwrap().key();
        let covers = |text: &str| Blocked::parse(text).unwrap().covers(&zoe);
        assert!(covers("mail.example.net") && covers("zoe@mail.example.net"));
        assert!(covers("example.net"), "and what is below it");
        assert!(!covers("xample.net") && !covers("a.mail.example.net") && !covers("ana@mail.example.net"));
        assert!(Blocked::parse("zoe@").is_err() && Blocked::parse("example").is_err());
    }

    #[test]
    fn a_request_ages_when_half_of_its_time_is_over() {
        let at = |now| RequestStatus::of(RequestState::Pending, NOW, 30, now);
        assert_eq!(at(NOW.plus_days(15).plus_seconds(-1)), Some(RequestStatus::Pending));
        assert_eq!(at(NOW.plus_days(15)), Some(RequestStatus::Ageing));
        assert_eq!(at(NOW.plus_days(400)), Some(RequestStatus::Ageing));
        assert_eq!(ages_at(ageing_from(NOW, 31), 31), NOW);
        assert_eq!(RequestStatus::of(RequestState::Unconfirmed, NOW, 30, NOW), None);
        for status in RequestStatus::ALL {
            assert_eq!(status.word().parse(), Ok(status));
        }
    }
}
