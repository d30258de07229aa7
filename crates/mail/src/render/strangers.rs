//! Names of people nobody knows yet. Whoever finds the join link types what they like, so a name must neither carry an advertisement into
//! somebody else's mailbox nor a link into a sentence of ours.

use crate::words::tamed;

/// The longest name that a sentence holds, in characters.
const LONGEST: usize = 60;

/// A name as a sentence or a subject may hold it: not long, and with nothing that a mail program would make a link of.
pub(super) fn in_a_sentence(name: &str) -> String {
    let name: Vec<char> = tamed(name).chars().collect();
    let is_part = |c: &char| c.is_alphanumeric();
    let mut out = String::new();
    for (at, c) in name.iter().take(LONGEST).enumerate() {
        out.push(*c);
        let following = &name[at + 1..];
        // J.R. stays as it is: no domain ends in one letter.
        let begins_a_domain = *c == '.' && following.len() > 1 && following.iter().take(2).all(is_part);
        if begins_a_domain || (*c == ':' && following.first() == Some(&'/')) {
            out.push(' ');
        }
    }
    if name.len() > LONGEST {
        out.push('…');
    }
    out
}

/// A name to greet somebody by who may never have given it, because another typed their address: none, unless it can hardly be anything else
/// than a name.
pub(super) fn to_greet(name: &str) -> Option<&str> {
    let is_of_names = |c: char| match c {
        ' ' | '.' | ',' | '\'' | '-' => true,
        c if c.is_ascii() => c.is_ascii_alphabetic(),
        c => !c.is_numeric(),
    };
    (in_a_sentence(name) == name && name.chars().all(is_of_names)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_becomes_a_link_and_names_stay_what_they_are() {
        for (name, shown) in [
            ("https://evil.example/approve", "https: //evil. example/approve"),
            ("www.evil.example", "www. evil. example"),
            ("Ana. Approve at t.co/x", "Ana. Approve at t. co/x"),
            ("Dr.Müller", "Dr. Müller"),
        ] {
            assert_eq!(in_a_sentence(name), shown);
        }
        for name in ["J.R.R. Tolkien", "O'Neil", "Ünal, Zoë (she/her)", "Ph.D.", "شركة 12", "."] {
            assert_eq!(in_a_sentence(name), name);
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_character() {
        let longest = "ü".repeat(LONGEST);
        assert_eq!(in_a_sentence(&longest), longest);
        assert_eq!(in_a_sentence(&"ü".repeat(200)), format!("{longest}…"));
    }

    #[test]
    fn nobody_is_greeted_by_what_is_hardly_a_name() {
        for name in ["Zoë Ünal", "O'Neil-Smith, Jr.", "J.R", "王小明", "שרה כהן", "प्रिया"] {
            assert_eq!(to_greet(name), Some(name));
        }
        for name in [
            "Win 1000 now",
            "evil.example",
            "see https://evil.example",
            "a@b",
            "Buy!",
            "<b>",
            "a\nb",
            "٣ prizes",
            &"very long ".repeat(7),
        ] {
            assert_eq!(to_greet(name), None, "{name}");
        }
    }
}
