//! People and groups of a directory, as text (RFC 2849).

use super::people::Person;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use std::{collections::BTreeMap, fmt::Write as _};

/// How long a line may be, in bytes, before it goes on in the next.
const LINE: usize = 76;

/// What stands above all people: the account, and the two units below it.
pub(super) fn head(account: &str) -> String {
    let mut text = "version: 1\n".to_owned();
    entry(&mut text, &format!("o={}", escaped(account)), &["organization"], &[("o", account)]);
    for unit in ["people", "groups"] {
        let name = format!("ou={unit},o={}", escaped(account));
        entry(&mut text, &name, &["organizationalUnit"], &[("ou", unit)]);
    }
    text
}

/// Somebody.
pub(super) fn person(person: &Person, account: &str) -> String {
    let (given, family) = person.halves();
    let mut attributes = vec![("cn", person.shown()), ("sn", family), ("mail", &person.address)];
    if let Some(name) = &person.name {
        attributes.extend([("displayName", name.as_str()), ("givenName", given)]);
    }
    attributes.extend(person.language.map(|language| ("preferredLanguage", language.code())));
    let classes = ["person", "organizationalPerson", "inetOrgPerson"];
    let mut text = String::new();
    entry(&mut text, &format!("{},o={}", in_people(person), escaped(account)), &classes, &attributes);
    text
}

/// Who is in which group: known only when everybody was seen.
#[derive(Default)]
pub(super) struct Members(BTreeMap<String, Vec<String>>);

impl Members {
    pub(super) fn note(&mut self, person: &Person) {
        for group in person.groups() {
            self.0.entry(group.group_path.clone()).or_default().push(in_people(person));
        }
    }

    /// The groups, by path.
    pub(super) fn entries(self, account: &str) -> impl Iterator<Item = String> {
        let account = escaped(account);
        self.0.into_iter().map(move |(path, people)| {
            let members: Vec<String> = people.into_iter().map(|person| format!("{person},o={account}")).collect();
            let members = members.iter().map(|member| ("member", member.as_str()));
            let attributes: Vec<_> = std::iter::once(("cn", path.as_str())).chain(members).collect();
            let mut text = String::new();
            entry(&mut text, &format!("cn={},ou=groups,o={account}", escaped(&path)), &["groupOfNames"], &attributes);
            text
        })
    }
}

/// The name of somebody's entry, but for the account.
fn in_people(person: &Person) -> String {
    format!("mail={},ou=people", escaped(&person.address))
}

fn entry(text: &mut String, name: &str, classes: &[&str], attributes: &[(&str, &str)]) {
    text.push('\n');
    line(text, "dn", name);
    for class in std::iter::once(&"top").chain(classes) {
        line(text, "objectClass", class);
    }
    for (attribute, value) in attributes {
        line(text, attribute, value);
    }
}

/// One attribute, folded where it is long. What could be taken for something else stands in Base64.
fn line(text: &mut String, attribute: &str, value: &str) {
    let mut line = format!("{attribute}: {value}");
    if !is_safe(value) {
        line.clear();
        let _ = write!(line, "{attribute}:: {}", BASE64_STANDARD.encode(value));
    }
    // Nothing but ASCII is left.
    let mut rest = line.as_str();
    let mut room = LINE;
    while rest.len() > room {
        let (here, further) = rest.split_at(room);
        text.push_str(here);
        text.push_str("\n ");
        (rest, room) = (further, LINE - 1);
    }
    text.push_str(rest);
    text.push('\n');
}

/// Whether a text can stand as it is (`SAFE-STRING`), also with a program that cuts what ends in a space.
fn is_safe(value: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii() && !matches!(byte, 0 | b'\n' | b'\r');
    value.bytes().all(is_plain) && !value.starts_with([' ', ':', '<']) && !value.ends_with(' ')
}

/// A text as a part of an entry's name (RFC 4514).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let last = text.len().saturating_sub(1);
    for (at, c) in text.char_indices() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '=' => escaped.push('\\'),
            '#' if at == 0 => escaped.push('\\'),
            ' ' if at == 0 || at == last => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{super::people, *};

    #[test]
    fn what_could_be_taken_for_something_else_stands_in_base64() {
        for (value, expected) in [
            ("Ben", "cn: Ben\n"),
            ("=1+1", "cn: =1+1\n"),
            ("Zoë", "cn:: Wm/Dqw==\n"),
            (" Ben", "cn:: IEJlbg==\n"),
            ("Ben ", "cn:: QmVuIA==\n"),
            (":x", "cn:: Ong=\n"),
            ("<file:///etc/passwd", "cn:: PGZpbGU6Ly8vZXRjL3Bhc3N3ZA==\n"),
            ("a\nb", "cn:: YQpi\n"),
        ] {
            let mut text = String::new();
            line(&mut text, "cn", value);
            assert_eq!(text, expected, "{value:?}");
        }
    }

    #[test]
    fn a_long_line_goes_on_behind_a_space() {
        let mut text = String::new();
        line(&mut text, "mail", &"x".repeat(200));
        assert!(text.lines().all(|line| line.len() <= LINE), "{text}");
        assert!(text.lines().skip(1).all(|line| line.starts_with(' ')), "{text}");
        assert_eq!(text.replace("\n ", ""), format!("mail: {}\n", "x".repeat(200)));
    }

    #[test]
    fn a_name_of_an_entry_says_nothing_but_one_part() {
        assert_eq!(escaped("Müller, Hans + \"x\""), "Müller\\, Hans \\+ \\\"x\\\"");
        assert_eq!((escaped("# a "), escaped(" ")), ("\\# a\\ ".to_owned(), "\\ ".to_owned()));
        let entry = person(&people::person(Some("Ben"), "ben@example.net"), "Acme, Inc.");
        assert!(entry.starts_with("\ndn: mail=ben@example.net,ou=people,o=Acme\\, Inc.\n"), "{entry}");
    }
}
