//! The part of an address behind the `@`, on its own.

use crate::{
    AddressKey,
    address::{AddressProblem, domain_key},
    text::hidden_character,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// A domain as it stands in an [`crate::AddressKey`]: lower-case A-labels (RFC 5891).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct MailDomain(#[cfg_attr(feature = "specta", specta(type = String))] String);

impl MailDomain {
    /// Trims and checks a text; an `@` before it is taken off.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let text = text.trim();
        let text: String = text.strip_prefix('@').unwrap_or(text).nfc().collect();
        if text.is_empty() {
            return Err(AddressProblem::Empty);
        }
        if let Some(hidden) = text.chars().find_map(hidden_character) {
            return Err(AddressProblem::HiddenCharacter(hidden));
        }
        domain_key(&text).map(Self)
    }

    /// The domain of an address. `None` only of an address that was stored and would not be taken any more.
    pub fn of(address: &AddressKey) -> Option<Self> {
        Self::parse(address.domain()).ok()
    }

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain in its own letters, `bücher.example`, for people to read. Nothing is compared by it.
    pub fn in_letters(&self) -> String {
        let (text, read) = idna::domain_to_unicode(&self.0);
        if read.is_ok() && !text.contains(|c| hidden_character(c).is_some()) { text } else { self.0.clone() }
    }

    /// Whether whoever wants a mailbox can have one there, so that the domain tells nothing of where somebody belongs.
    pub fn is_open_to_everybody(&self) -> bool {
        let (name, ending) = self.0.split_once('.').unwrap_or((&self.0, ""));
        // gmx.de, hotmail.co.uk, yahoo.com.br; but not live.acme.example.
        let is_ending = match ending.split_once('.') {
            None => true,
            Some((second, top)) => matches!(second, "co" | "com") && top.len() == 2,
        };
        PROVIDERS.contains(&self.as_str()) || is_ending && EVERYWHERE.contains(&name)
    }
}

/// Providers of mailboxes that have a domain in many countries: the name before its ending.
const EVERYWHERE: [&str; 13] = [
    "gmail",
    "googlemail",
    "yahoo",
    "ymail",
    "rocketmail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "aol",
    "gmx",
    "protonmail",
    "yandex",
];

/// Other providers of mailboxes, and of connections with a mailbox.
const PROVIDERS: [&str; 72] = [
    "126.com",
    "163.com",
    "att.net",
    "bellsouth.net",
    "bigpond.com",
    "bluewin.ch",
    "bol.com.br",
    "btinternet.com",
    "charter.net",
    "comcast.net",
    "cox.net",
    "daum.net",
    "earthlink.net",
    "email.com",
    "fastmail.com",
    "fastmail.fm",
    "free.fr",
    "freenet.de",
    "hanmail.net",
    "hey.com",
    "home.nl",
    "icloud.com",
    "inbox.lv",
    "interia.pl",
    "kpnmail.nl",
    "laposte.net",
    "libero.it",
    "list.ru",
    "mac.com",
    "mail.com",
    "mail.de",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "naver.com",
    "ntlworld.com",
    "o2.pl",
    "onet.pl",
    "optonline.net",
    "optusnet.com.au",
    "orange.fr",
    "planet.nl",
    "pm.me",
    "posteo.de",
    "proton.me",
    "qq.com",
    "rediffmail.com",
    "rogers.com",
    "sapo.pt",
    "sbcglobal.net",
    "seznam.cz",
    "sfr.fr",
    "shaw.ca",
    "sina.com",
    "skynet.be",
    "sky.com",
    "sympatico.ca",
    "t-online.de",
    "telefonica.net",
    "telenet.be",
    "telus.net",
    "tiscali.it",
    "tuta.com",
    "tutanota.com",
    "uol.com.br",
    "verizon.net",
    "virgilio.it",
    "virginmedia.com",
    "wanadoo.fr",
    "web.de",
    "wp.pl",
    "ziggo.nl",
];

impl fmt::Display for MailDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for MailDomain {
    type Error = AddressProblem;
    fn try_from(text: String) -> Result<Self, AddressProblem> {
        Self::parse(&text)
    }
}

impl From<MailDomain> for String {
    fn from(domain: MailDomain) -> String {
        domain.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_of_mailboxes_is_told_from_a_firm() {
        let is_open = |text: &str| MailDomain::parse(text).unwrap().is_open_to_everybody();
        for text in ["gmail.com", "GMX.de", "yahoo.com.br", "hotmail.co.uk", "web.de", "me.com"] {
            assert!(is_open(text), "{text}");
        }
        for text in ["acme.example", "mail.acme.example", "live.acme.example", "yahoo.com.acme.example", "notgmail.com"]
        {
            assert!(!is_open(text), "{text}");
        }
    }

    #[test]
    fn every_spelling_of_a_domain_is_the_same_and_what_is_none_is_refused() {
        for text in ["bücher.example", " @BÜCHER.example ", "xn--bcher-kva.example"] {
            let domain = MailDomain::parse(text).unwrap();
            assert_eq!((domain.as_str(), domain.in_letters().as_str()), ("xn--bcher-kva.example", "bücher.example"));
        }
        for text in
            ["", "@", "example", "ana@example.org", "*.example.org", "exam ple.org", "exam\u{200b}ple.org", "1.2.3.4"]
        {
            assert!(MailDomain::parse(text).is_err(), "{text}");
        }
    }
}
