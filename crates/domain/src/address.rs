//! E-mail addresses: what is stored and mailed to, and the key by which two of them are the same person.

use crate::text::hidden_character;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// An address as it was given, trimmed: mail is sent to this, never to another spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(#[cfg_attr(feature = "specta", specta(type = String))] String);

/// The identity of an address: NFC, local part ASCII-lowercased, domain as lower-case A-labels (RFC 5891).
///
/// Never Unicode case mapping: `mıke@` must not become `mike@`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct AddressKey(String);

/// Why a text is no address that Rollcall can invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// It has no `@`, several, or nothing before or after it.
    #[error("it is not of the form name@domain")]
    Form,
    /// The part before the `@` has a character or a dot that RFC 5321 §4.1.2 does not allow there unquoted.
    #[error("the part before the @ is not allowed")]
    LocalPart,
    /// The part before the `@` is not ASCII: many servers could not deliver to it (RFC 6531 is optional).
    #[error("the part before the @ has a letter outside A to Z")]
    LocalPartNotAscii,
    /// The part behind the `@` is no domain name (RFC 1035, RFC 5891).
    #[error("the part behind the @ is not a domain name")]
    Domain,
    /// Over 254 characters, or 64 before the `@` (RFC 5321 §4.5.3.1).
    #[error("it is too long")]
    TooLong,
    /// A control, bidirectional or zero-width character.
    #[error("it contains the invisible character U+{0:04X}")]
    HiddenCharacter(u32),
}

impl EmailAddress {
    /// Trims (NBSP too), brings to NFC and checks a text. `mailto:` and `Name <address>` are no addresses: whoever
    /// reads a spreadsheet takes those apart first.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        Self::parse_with_key(text).map(|(address, _)| address)
    }

    /// The same, with the key that checking has made anyway.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse_with_key(text: &str) -> Result<(Self, AddressKey), AddressProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressProblem::Empty);
        }
        let text = if text.is_ascii() { text.to_owned() } else { text.nfc().collect::<String>() };
        if let Some(hidden) = text.chars().find_map(hidden_character) {
            return Err(AddressProblem::HiddenCharacter(hidden));
        }
        let (local, domain) = text.split_once('@').ok_or(AddressProblem::Form)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(AddressProblem::Form);
        }
        check_local_part(local)?;
        let domain = domain_key(domain)?;
        let key = format!("{}@{domain}", local.to_ascii_lowercase());
        if key.len() > 254 {
            return Err(AddressProblem::TooLong);
        }
        Ok((Self(text), AddressKey(key)))
    }

    /// The address as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// By what it is compared.
    pub fn key(&self) -> AddressKey {
        // What was parsed once parses again; a stored address that no longer does is its own key.
        Self::parse_with_key(&self.0).map_or_else(|_| AddressKey(self.0.clone()), |(_, key)| key)
    }

    /// The address as a mail server takes it without RFC 6531: the domain in A-labels, the local part as given.
    pub fn for_smtp(&self) -> String {
        match self.0.split_once('@') {
            Some((local, domain)) => format!("{local}@{}", domain_key(domain).unwrap_or_else(|_| domain.to_owned())),
            None => self.0.clone(),
        }
    }

    /// Whether it has a `+tag`: another address than the one without, by our rule, and worth a warning in an import.
    pub fn is_tagged(&self) -> bool {
        self.0.split_once('@').is_some_and(|(local, _)| local.contains('+'))
    }
}

fn check_local_part(local: &str) -> Result<(), AddressProblem> {
    if local.len() > 64 {
        return Err(AddressProblem::TooLong);
    }
    if !local.is_ascii() {
        return Err(AddressProblem::LocalPartNotAscii);
    }
    // RFC 5321 Dot-string of RFC 5322 atext. Quoted local parts exist on paper only, and break other programs.
    let atom = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    if local.split('.').all(atom) { Ok(()) } else { Err(AddressProblem::LocalPart) }
}

/// The domain in lower-case A-labels.
pub(crate) fn domain_key(domain: &str) -> Result<String, AddressProblem> {
    let key = if domain.is_ascii() && !domain.to_ascii_lowercase().contains("xn--") {
        // The common case; IDNA has nothing to say about it that is not checked below.
        domain.to_ascii_lowercase()
    } else {
        idna::domain_to_ascii_strict(domain).map_err(|_| AddressProblem::Domain)?
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let mut labels = key.split('.');
    let valid = key.len() <= 253 && labels.clone().count() >= 2 && labels.all(label);
    // A top-level domain is never all digits (RFC 3696 §2): this is a mistyped address or an IP number.
    let top_is_name = key.rsplit('.').next().is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    if valid && top_is_name { Ok(key) } else { Err(AddressProblem::Domain) }
}

impl AddressKey {
    /// The key as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain, in lower-case A-labels.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The key without a `+tag`, and at Gmail without the dots that it does not look at: the mailbox that an address most likely leads to. For
    /// counting, never for telling people apart.
    pub fn mailbox(&self) -> String {
        match self.0.split_once('@') {
            Some((local, domain)) => {
                let untagged = match local.split_once('+') {
                    Some((before, _)) if !before.is_empty() => before,
                    _ => local,
                };
                match domain {
                    "gmail.com" | "googlemail.com" => format!("{}@gmail.com", untagged.replace('.', "")),
                    _ => format!("{untagged}@{domain}"),
                }
            }
            None => self.0.clone(),
        }
    }

    /// A key that comes back from where it was stored.
    pub fn from_stored(key: String) -> Self {
        Self(key)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = AddressProblem;
    fn try_from(text: String) -> Result<Self, AddressProblem> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        EmailAddress::parse(text).unwrap().key().as_str().to_owned()
    }

    #[test]
    fn case_space_and_unicode_spellings_of_an_address_have_one_key() {
        assert_eq!(key("\u{a0}Ana.Lopez@Example.ORG "), "ana.lopez@example.org");
        assert_eq!(key("ana@BÜCHER.example"), key("ana@xn--bcher-kva.example"));
        assert_eq!(key("ana@bu\u{308}cher.example"), "ana@xn--bcher-kva.example");
    }

    #[test]
    fn the_address_itself_keeps_its_spelling() {
        let address = EmailAddress::parse(" Ana@BÜCHER.example ").unwrap();
        assert_eq!(address.as_str(), "Ana@BÜCHER.example");
        assert_eq!(address.for_smtp(), "Ana@xn--bcher-kva.example");
    }

    #[test]
    fn a_tag_makes_another_address() {
        assert_ne!(key("ana+shop@example.org"), key("ana@example.org"));
        assert!(EmailAddress::parse("ana+shop@example.org").unwrap().is_tagged());
    }

    #[test]
    fn a_mailbox_is_the_address_without_its_tag() {
        let mailbox = |text: &str| EmailAddress::parse(text).unwrap().key().mailbox();
        assert_eq!(mailbox("Ana+shop+2@Example.org"), "ana@example.org");
        assert_eq!(mailbox("+shop@example.org"), "+shop@example.org");
        assert_eq!(mailbox("ana.lopez@example.org"), "ana.lopez@example.org");
    }

    #[test]
    fn dots_and_the_old_name_of_gmail_lead_to_the_same_mailbox() {
        let mailbox = |text: &str| EmailAddress::parse(text).unwrap().key().mailbox();
        for text in ["analopez@gmail.com", "Ana.Lopez@GMail.com", "a.n.a.lopez+shop.1@googlemail.com"] {
            assert_eq!(mailbox(text), "analopez@gmail.com", "{text}");
        }
        assert_ne!(key("ana.lopez@gmail.com"), key("analopez@gmail.com"), "they stay two addresses");
    }

    #[test]
    fn look_alikes_stay_apart() {
        assert_eq!(EmailAddress::parse("m\u{131}ke@example.org"), Err(AddressProblem::LocalPartNotAscii));
        assert_ne!(key("ana@\u{212A}elvin.example"), "ana@elvin.example");
        assert_ne!(key("ana@gıthub.example"), key("ana@github.example"));
    }

    #[test]
    fn each_problem_has_its_name() {
        use AddressProblem as P;
        for (text, problem) in [
            ("", P::Empty),
            ("ana", P::Form),
            ("ana@", P::Form),
            ("@example.org", P::Form),
            ("a@b@example.org", P::Form),
            ("ana smith@example.org", P::LocalPart),
            ("ana..smith@example.org", P::LocalPart),
            (".ana@example.org", P::LocalPart),
            ("\"ana smith\"@example.org", P::LocalPart),
            ("zoë@example.org", P::LocalPartNotAscii),
            ("ana@example", P::Domain),
            ("ana@example..org", P::Domain),
            ("ana@-example.org", P::Domain),
            ("ana@exa_mple.org", P::Domain),
            ("ana@192.168.0.1", P::Domain),
            ("ana@example.org.", P::Domain),
            ("ana@xn--zzzzzzzzzzzzzz.org", P::Domain),
            ("ana\u{200b}@example.org", P::HiddenCharacter(0x200b)),
            ("ana@exam\u{202e}ple.org", P::HiddenCharacter(0x202e)),
            ("ana\r\nBcc: x@example.org", P::HiddenCharacter(0x0d)),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(problem), "{text:?}");
        }
        assert_eq!(EmailAddress::parse(&format!("{}@example.org", "a".repeat(65))), Err(P::TooLong));
        assert_eq!(EmailAddress::parse(&format!("a@{}.org", "b".repeat(64))), Err(P::Domain));
    }
}
