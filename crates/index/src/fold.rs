//! Text as it is searched and sorted: without case and accents. Never a key of identity.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// `text` as it is searched: folded as names and addresses in the index are.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text` folded: lower case, no accents, compatibility forms resolved (NFKD), `ß` as `ss`, control characters as
/// spaces. Marks of scripts that spell with them (Devanagari, Thai, kana) stay.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        if text.bytes().any(|byte| byte.is_ascii_control()) {
            let blank = folded[start..].replace(|c: char| c.is_control(), " ");
            folded.replace_range(start.., &blank);
        }
        return;
    }
    let mut spelled = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)) {
        match base_letters(c) {
            Some(letters) => spelled.push_str(letters),
            None => spelled.push(blank_control(c)),
        }
    }
    if spelled.is_ascii() {
        folded.push_str(&spelled);
    } else {
        folded.extend(spelled.nfc());
    }
}

/// Appends `text` in lower case with its accents, or nothing if that is what folding gives too.
pub(crate) fn accents_into(text: &str, folded: &str, accented: &mut String) {
    if text.is_ascii() {
        return;
    }
    let start = accented.len();
    let lower = |c: char| c.to_lowercase().map(blank_control);
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        accented.extend(text.chars().flat_map(lower));
    } else {
        accented.extend(text.nfc().flat_map(lower));
    }
    if accented[start..] == *folded {
        accented.truncate(start);
    }
}

/// The words of a search, folded, each once, the longest first: it is the one that most probably leaves few users.
pub fn words(search: &str) -> Vec<String> {
    let mut folded = String::new();
    fold_into(search, &mut folded);
    let mut words: Vec<_> = folded.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words
}

/// The control characters separate the parts of the packed text.
fn blank_control(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// The blocks of combining marks that Latin, Greek and Cyrillic letters carry.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that Unicode does not take apart, as people type them without the keyboard for it.
const fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_are_folded() {
        for (text, folded) in [
            ("Zoë ÜNAL", "zoe unal"),
            ("Zoe\u{308}", "zoe"),
            ("STRAẞE Straße", "strasse strasse"),
            ("İpek Işık", "ipek isik"),
            ("Łukasz Øster", "lukasz oster"),
            ("ＡＢＣ", "abc"),
            ("ΝΊΚΟΣ Νίκος", "νικοσ νικοσ"),
            ("a\tb\u{85}c", "a b c"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn letters_that_are_spelled_with_marks_stay_themselves() {
        for name in ["王小明", "が", "한글", "सीता", "สมชาย"] {
            assert_eq!(fold(name), name.nfc().collect::<String>());
        }
        assert!(!fold("한").contains(&fold("하")));
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for text in ["Zoë Straße", "ＡＢ½ Ǆ", "İ", "하늘 が"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }

    #[test]
    fn words_of_a_search_are_folded_and_each_stands_once() {
        assert_eq!(words("  Zoë zoe\u{a0}Ünal\n"), ["unal", "zoe"]);
        assert!(words(" \t ").is_empty());
    }
}
