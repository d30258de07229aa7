//! Names that people give: to themselves, to the account, to a group, to a role.

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// Why a text cannot be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// More characters than its kind allows.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// A control, bidirectional or zero-width character: it could make the name look like another one.
    #[error("it contains the invisible character U+{0:04X}")]
    HiddenCharacter(u32),
    /// A `/` in the name of a group, where it separates the levels of a path.
    #[error("it contains a /")]
    Slash,
}

/// The longest name, in characters.
pub const MAX_NAME: usize = 200;

/// White space that is folded, though it controls.
const SPACES: [char; 3] = ['\t', '\n', '\r'];

/// What a note may have besides: many words of Persian and of Indic scripts, and 🤷‍♀️, are not written without a joiner or non-joiner.
const IN_NOTES: [char; 5] = ['\t', '\n', '\r', '\u{200C}', '\u{200D}'];

/// Trims (NBSP too), folds runs of white space to one space, brings to NFC and refuses hidden characters.
fn clean(text: &str, max: usize, allowed: &[char]) -> Result<String, TextProblem> {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().nfc() {
        if let Some(hidden) = hidden_character(c).filter(|_| !allowed.contains(&c)) {
            return Err(TextProblem::HiddenCharacter(hidden));
        }
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    if out.is_empty() {
        return Err(TextProblem::Empty);
    }
    if out.chars().count() > max {
        return Err(TextProblem::TooLong(max));
    }
    Ok(out)
}

/// The code point, if `c` is a control, bidirectional-control, zero-width or other invisible formatting character.
///
/// ZERO WIDTH JOINER and NON-JOINER are refused with the rest: names of Persian or Indic scripts read the same without them.
pub fn hidden_character(c: char) -> Option<u32> {
    let hidden = c.is_control()
        || matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    hidden.then_some(c as u32)
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(#[cfg_attr(feature = "specta", specta(type = String))] String);

        impl $name {
            /// Trims and checks a text.
            ///
            /// # Errors
            /// What is wrong with it.
            pub fn parse(text: &str) -> Result<Self, TextProblem> {
                let text = clean(text, MAX_NAME, &SPACES)?;
                let check: fn(&str) -> Result<(), TextProblem> = $check;
                check(&text)?;
                Ok(Self(text))
            }

            /// The name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextProblem;
            fn try_from(text: String) -> Result<Self, TextProblem> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }
    };
}

name!(
    /// What a person is called. Free text: it proves nothing.
    PersonName,
    |_| Ok(())
);
name!(
    /// What the business account is called.
    AccountName,
    |_| Ok(())
);
name!(
    /// One level of a group's path: it has no `/`.
    GroupName,
    |text| if text.contains('/') { Err(TextProblem::Slash) } else { Ok(()) }
);

name!(
    /// The word for a role that an account defines.
    RoleName,
    |_| Ok(())
);

name!(
    /// What an administrator calls a view of a list that they keep.
    ViewName,
    |_| Ok(())
);

/// The longest note, in characters.
pub const MAX_NOTE: usize = 1_000;

/// Some lines that a person wrote to another: a personal message, a reason. Free text; its lines are kept, runs of empty lines folded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(try_from = "String", into = "String")]
pub struct Note(#[cfg_attr(feature = "specta", specta(type = String))] String);

impl Note {
    /// Trims and checks a text.
    ///
    /// # Errors
    /// It is empty, longer than [`MAX_NOTE`], or has a hidden character.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let mut out = String::with_capacity(text.len());
        for line in text.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
            match clean(line, MAX_NOTE, &IN_NOTES) {
                Ok(line) => out.extend([line.as_str(), "\n"]),
                Err(TextProblem::Empty) if out.is_empty() || out.ends_with("\n\n") => {}
                Err(TextProblem::Empty) => out.push('\n'),
                Err(problem) => return Err(problem),
            }
        }
        out.truncate(out.trim_end().len());
        match out.chars().count() {
            0 => Err(TextProblem::Empty),
            1..=MAX_NOTE => Ok(Self(out)),
            _ => Err(TextProblem::TooLong(MAX_NOTE)),
        }
    }

    /// The text; its lines end in `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Note {
    type Error = TextProblem;
    fn try_from(text: String) -> Result<Self, TextProblem> {
        Self::parse(&text)
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_composed() {
        assert_eq!(PersonName::parse("\u{a0} Zoe\u{308}  \t U\u{308}nal ").unwrap().as_str(), "Zoë Ünal");
    }

    #[test]
    fn hidden_characters_are_refused() {
        for c in ['\u{202E}', '\u{200B}', '\u{0}', '\u{2066}', '\u{FEFF}', '\u{E0041}'] {
            assert_eq!(PersonName::parse(&format!("A{c}na")), Err(TextProblem::HiddenCharacter(c as u32)));
        }
    }

    #[test]
    fn a_group_name_has_no_slash_and_no_name_is_empty_or_endless() {
        assert_eq!(GroupName::parse("Sales/EMEA"), Err(TextProblem::Slash));
        assert_eq!(AccountName::parse(" \u{a0}"), Err(TextProblem::Empty));
        assert_eq!(PersonName::parse(&"x".repeat(201)), Err(TextProblem::TooLong(200)));
    }

    #[test]
    fn a_note_keeps_its_lines_and_nothing_invisible() {
        let note = Note::parse(" Welcome,\tZoë \r\n\r\n\r\n\n  see you\u{a0}Monday\r\n ").unwrap();
        assert_eq!(note.as_str(), "Welcome, Zoë\n\nsee you Monday");
        assert_eq!(Note::parse("می\u{200c}خواهم 🤷\u{200d}♀️").unwrap().as_str(), "می\u{200c}خواهم 🤷\u{200d}♀️");
        assert_eq!(Note::parse(" \n \n"), Err(TextProblem::Empty));
        assert_eq!(Note::parse("a\u{202e}b"), Err(TextProblem::HiddenCharacter(0x202e)));
        assert_eq!(Note::parse(&"x\n".repeat(501)), Err(TextProblem::TooLong(MAX_NOTE)));
    }
}
