//! The languages in which Rollcall writes to people.

use serde::{Deserialize, Serialize};

/// A language in which mails and the join service's pages exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Italian.
    It,
}

/// Every language: its code (ISO 639-1), and the words by which a spreadsheet may call it.
const NAMES: [(Language, &str, &[&str]); 5] = [
    (Language::En, "en", &["english", "englisch", "inglés", "anglais", "inglese"]),
    (Language::De, "de", &["deutsch", "german", "alemán", "allemand", "tedesco"]),
    (Language::Es, "es", &["español", "spanish", "spanisch", "espagnol", "spagnolo"]),
    (Language::Fr, "fr", &["français", "french", "französisch", "francés", "francese"]),
    (Language::It, "it", &["italiano", "italian", "italienisch", "italien"]),
];

impl Language {
    /// Every language, in the order of their codes' usual lists.
    pub const ALL: [Self; 5] = [Self::En, Self::De, Self::Es, Self::Fr, Self::It];

    /// The code, ISO 639-1.
    pub fn code(self) -> &'static str {
        NAMES.iter().find(|(language, ..)| *language == self).map_or("en", |(_, code, _)| code)
    }

    /// Reads `de`, `de-AT`, `DE_de` or `German`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let primary = text.split(['-', '_']).next()?;
        NAMES.iter().find(|(_, code, words)| *code == primary || words.contains(&text.as_str())).map(|(l, ..)| *l)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_code_region_and_word() {
        for (text, language) in
            [("de", Language::De), ("DE-at", Language::De), ("pt", Language::En), (" Français ", Language::Fr)]
        {
            assert_eq!(Language::parse(text), (text != "pt").then_some(language), "{text}");
        }
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
    }
}
