//! By what a link into the program finds its account.

use crate::Dice;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;

/// 128 random bits that name an account wherever it is stored: a link in a mail opens the program at something of this account. It is no
/// secret, and whoever knows it may do nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccountKey(String);

impl AccountKey {
    /// A new key.
    pub fn mint(dice: &dyn Dice) -> Self {
        let mut bytes = [0; 16];
        dice.roll(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a key: 22 characters of URL-safe Base64 (RFC 4648 §5, without padding). `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 16).then(|| Self(text.to_owned()))
    }

    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Dice for Sevens {
        fn roll(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_key_is_read_back_and_nothing_else_is_a_key() {
        let key = AccountKey::mint(&Sevens);
        assert_eq!(AccountKey::parse(key.as_str()), Some(key));
        for text in ["", "a", "../../etc/passwd", &"A".repeat(43), "BwcHBwcHBwcHBwcHBwcHBw=="] {
            assert_eq!(AccountKey::parse(text), None, "{text}");
        }
    }
}
