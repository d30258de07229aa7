//! The account's join link: by it, somebody whose address no administrator knows may ask to join. It gives nothing but that.

use crate::{AddressKey, Assignment, MailDomain, Note, Timestamp};

/// What holds for those who ask by a join link, as its administrators set it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JoinLinkTerms {
    /// From when on nobody can ask by it; none: no such moment.
    pub ends_at: Option<Timestamp>,
    /// How many may ask by it (whoever has proven their address counts); none: as many as want.
    pub most_uses: Option<u32>,
    /// In which domains an address must be; empty: any.
    pub domains: Vec<MailDomain>,
    /// The group and role that administrators are suggested for whoever asks by it. Nobody who asks sees it.
    pub suggested: Option<Assignment>,
    /// What the page says to who opens it.
    pub welcome: Option<Note>,
}

/// The most domains that a link may name.
pub const MOST_DOMAINS: usize = 50;

/// How a join link stands, in one word. Computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum JoinLinkStatus {
    /// Whoever has it can ask.
    Open,
    /// It is switched off.
    Off,
    /// Its last day is over.
    Over,
    /// As many have asked as may.
    UsedUp,
}

impl JoinLinkTerms {
    /// How a link stands with these terms that is switched on or off, and by which so many have asked.
    pub fn status(&self, is_on: bool, uses: u32, now: Timestamp) -> JoinLinkStatus {
        if !is_on {
            JoinLinkStatus::Off
        } else if self.ends_at.is_some_and(|end| now >= end) {
            JoinLinkStatus::Over
        } else if self.most_uses.is_some_and(|most| uses >= most) {
            JoinLinkStatus::UsedUp
        } else {
            JoinLinkStatus::Open
        }
    }

    /// Whether somebody with this address may ask. A domain stands for itself, not for those below it.
    pub fn admits(&self, address: &AddressKey) -> bool {
        self.domains.is_empty() || self.domains.iter().any(|domain| domain.as_str() == address.domain())
    }
}

impl JoinLinkStatus {
    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Off => "off",
            Self::Over => "over",
            Self::UsedUp => "used_up",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EmailAddress;

    #[test]
    fn a_link_ends_at_the_very_millisecond_and_with_its_last_use() {
        let end = Timestamp::from_millis(1_000);
        let terms = JoinLinkTerms { ends_at: Some(end), most_uses: Some(2), ..JoinLinkTerms::default() };
        let at = |millis, uses| terms.status(true, uses, Timestamp::from_millis(millis));
        assert_eq!(at(999, 1), JoinLinkStatus::Open);
        assert_eq!(at(1_000, 1), JoinLinkStatus::Over);
        assert_eq!(at(999, 2), JoinLinkStatus::UsedUp);
        assert_eq!(terms.status(false, 0, end), JoinLinkStatus::Off);
    }

    #[test]
    fn a_domain_admits_its_own_addresses_in_whatever_spelling_and_no_others() {
        let domains = ["Example.ORG", "@bücher.example"].map(|text| MailDomain::parse(text).unwrap()).to_vec();
        let terms = JoinLinkTerms { domains, ..JoinLinkTerms::default() };
        let admits = |address: &str| terms.admits(&EmailAddress::parse(address).unwrap().key());
        assert!(admits("ana@EXAMPLE.org") && admits("ana@xn--bcher-kva.example") && admits("ana@bücher.example"));
        assert!(
            !admits("ana@mail.example.org")
                && !admits("ana@example.org.evil.example")
                && !admits("ana@evilexample.org")
        );
        assert!(JoinLinkTerms::default().admits(&EmailAddress::parse("ana@anything.example").unwrap().key()));
    }
}
