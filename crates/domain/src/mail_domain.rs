//! The part of an address behind the `@`, on its own.

use crate::{
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

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

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
    fn every_spelling_of_a_domain_is_the_same_and_what_is_none_is_refused() {
        for text in ["bücher.example", " @BÜCHER.example ", "xn--bcher-kva.example"] {
            assert_eq!(MailDomain::parse(text).unwrap().as_str(), "xn--bcher-kva.example", "{text}");
        }
        for text in
            ["", "@", "example", "ana@example.org", "*.example.org", "exam ple.org", "exam\u{200b}ple.org", "1.2.3.4"]
        {
            assert!(MailDomain::parse(text).is_err(), "{text}");
        }
    }
}
