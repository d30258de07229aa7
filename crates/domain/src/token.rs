//! The secret in a link, and what is stored of it.

use crate::Dice;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// 256 random bits that prove that somebody read a mail. It exists in the mail and in the visitor's request, nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// What the workspace keeps of a [`Token`]: its SHA-256, from which the link cannot be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// A new token.
    pub fn mint(dice: &dyn Dice) -> Self {
        let mut bytes = [0; 32];
        dice.roll(&mut bytes);
        Self(bytes)
    }

    /// The token as it stands in a link: 43 characters of URL-safe Base64 (RFC 4648 §5, without padding).
    pub fn to_link_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads what stood in a link. `None` for anything that no token of ours looks like.
    pub fn from_link_text(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// What to store, and what to look up by.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
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
    fn a_token_survives_its_link_and_is_never_printed() {
        let token = Token::mint(&Sevens);
        let link = token.to_link_text();
        assert_eq!(link.len(), 43);
        assert_eq!(Token::from_link_text(&link), Some(token.clone()));
        assert!(!format!("{token:?}").contains(&link));
    }

    #[test]
    fn text_that_is_no_token_is_none() {
        for text in ["", "a", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw==", "../../etc/passwd", &"A".repeat(44)] {
            assert_eq!(Token::from_link_text(text), None, "{text}");
        }
    }
}
