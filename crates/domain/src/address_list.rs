//! Addresses in a text that was typed or pasted: from a mail program, a spreadsheet, a CSV line, a list.

use crate::import::cells::split_mailbox;

/// Somebody whom a text names. Nothing is checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAddress {
    /// What stands where an address should.
    pub address: String,
    /// The name before it, if there is one.
    pub name: Option<String>,
}

/// As many are read from one text; what follows is left.
pub const MOST: usize = 10_000;

/// What may follow a comma in a name without being a first name.
const SUFFIXES: [&str; 12] = ["inc", "ltd", "llc", "gmbh", "ag", "sa", "jr", "sr", "phd", "md", "ii", "iii"];

/// Takes a text apart: `Name <address>` and bare addresses, between semicolons, commas, tabs, lines or spaces. Where there are addresses,
/// other words are passed over, unless they look like an address that lacks its `@`; where there is none at all, each part stands as
/// somebody whose address is wrong.
pub fn read_addresses(text: &str) -> Vec<NamedAddress> {
    let parts = parts(text);
    let has_addresses = parts.iter().any(|part| part.contains('@'));
    let wanted = parts.iter().filter(|part| !has_addresses || part.contains('@') || lacks_its_at(part));
    wanted.flat_map(|part| people(part)).take(MOST).collect()
}

/// Whether a part is like `ana.example.org`: one word with dots in it.
fn lacks_its_at(part: &str) -> bool {
    let mut labels = part.trim_matches(['"', '\'']).split('.');
    part.contains('.')
        && labels.all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && part.chars().any(char::is_alphabetic)
}

/// The parts between semicolons, tabs and lines; and between commas, but for those in a name.
fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let (mut quoted, mut bracketed) = (false, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '<' => bracketed = true,
            _ => {}
        }
        let ends = match c {
            '\n' | '\r' => true,
            ';' | '\t' => !quoted,
            // `Ünal, Zoë <zoe@…>`: a comma ends a part only when its address has come.
            ',' => !quoted && !bracketed && part.contains('@'),
            _ => false,
        };
        if ends {
            parts.push(std::mem::take(&mut part));
            (quoted, bracketed) = (false, false);
            continue;
        }
        part.push(c);
        if c == '>' && bracketed {
            parts.push(std::mem::take(&mut part));
            (quoted, bracketed) = (false, false);
        }
    }
    parts.push(part);
    let trim = |part: &String| part.trim_matches(|c: char| c.is_whitespace() || c == ',').to_owned();
    parts.iter().map(trim).filter(|part| !part.is_empty()).collect()
}

/// Those whom one part names: one, or several with spaces between their bare addresses.
fn people(part: &str) -> Vec<NamedAddress> {
    if part.contains('<') {
        let (name, address) = split_mailbox(part);
        return vec![NamedAddress { address: address.to_owned(), name: name.map(first_name_first) }];
    }
    // The cells before an address in a CSV line end in commas; quotes are a file's, not an address's.
    let part = part.rsplit_once(',').filter(|(_, last)| last.contains('@')).map_or(part, |(_, last)| last);
    let part = part.trim_matches(['"', '\'', ' ']);
    let bare = |address: &str| NamedAddress { address: split_mailbox(address).1.to_owned(), name: None };
    let words: Vec<&str> = part.split_whitespace().filter(|word| word.contains('@')).collect();
    match words[..] {
        // `ana @example.org` is one address, and wrong.
        [word] if word.starts_with('@') || word.ends_with('@') => vec![bare(part)],
        [] => vec![bare(part)],
        _ => words.into_iter().map(bare).collect(),
    }
}

/// `Ünal, Zoë` as mail programs show it is Zoë Ünal.
fn first_name_first(name: &str) -> String {
    let name = name.trim_matches(['"', '\'']);
    match name.split_once(',').map(|(last, first)| (last.trim(), first.trim())) {
        Some((last, first))
            if !last.is_empty()
                && !first.is_empty()
                && !first.contains(',')
                && !SUFFIXES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) =>
        {
            format!("{first} {last}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        read_addresses(text).into_iter().map(|one| (one.address, one.name)).collect()
    }

    fn bare(addresses: &[&str]) -> Vec<(String, Option<String>)> {
        addresses.iter().map(|address| ((*address).to_owned(), None)).collect()
    }

    #[test]
    fn a_line_of_recipients_is_read_as_mail_programs_write_it() {
        let zoe = ("zoe@example.net".to_owned(), Some("Zoë Ünal".to_owned()));
        let marie = ("marie@example.net".to_owned(), Some("Marie Curie".to_owned()));
        for text in [
            "Zoë Ünal <zoe@example.net>; Marie Curie <marie@example.net>",
            "Ünal, Zoë <zoe@example.net>; Curie, Marie <marie@example.net>;",
            "\"Ünal, Zoë\" <zoe@example.net>, \"Marie Curie\" <marie@example.net>",
            "Zoë Ünal <zoe@example.net> Marie Curie <marie@example.net>",
            "'Zoë Ünal' <mailto:zoe@example.net>\r\nMarie Curie <marie@example.net>\r\n",
        ] {
            assert_eq!(read(text), [zoe.clone(), marie.clone()], "{text}");
        }
    }

    #[test]
    fn bare_addresses_are_read_whatever_stands_between_them() {
        let both = bare(&["zoe@example.net", "marie@example.net"]);
        for text in [
            "zoe@example.net marie@example.net",
            "zoe@example.net,marie@example.net",
            " zoe@example.net ;\t marie@example.net \n\n",
            "mailto:zoe@example.net\nmailto:marie@example.net",
            "\"zoe@example.net\",\"marie@example.net\"",
        ] {
            assert_eq!(read(text), both, "{text}");
        }
    }

    #[test]
    fn rows_of_a_spreadsheet_give_their_addresses() {
        let both = bare(&["zoe@example.net", "marie@example.net"]);
        assert_eq!(read("Name\tMail\nZoë\tzoe@example.net\tSales\nMarie\tmarie@example.net\tLegal"), both);
        assert_eq!(read("Zoë,Ünal,zoe@example.net,Sales,Buyer\nMarie,Curie,marie@example.net,,"), both);
        assert_eq!(read("\"Ünal, Zoë\",zoe@example.net,Sales\r\n\"Curie\",marie@example.net"), both);
    }

    #[test]
    fn what_is_no_address_is_kept_to_be_shown_as_wrong() {
        assert_eq!(read("ana"), bare(&["ana"]));
        assert_eq!(read("ana.example.org; bob"), bare(&["ana.example.org", "bob"]));
        assert_eq!(read("ana.example.org; bob@example.org"), bare(&["ana.example.org", "bob@example.org"]));
        assert_eq!(read("Dr. Bob\tbob@example.org\t3.14\t12.11.2026"), bare(&["bob@example.org"]));
        assert_eq!(read("ana @example.org"), bare(&["ana @example.org"]));
        assert_eq!(read("ana@@example.org"), bare(&["ana@@example.org"]));
        assert_eq!(read(" ;, \n\t"), []);
        // Two addresses, one of which is another's name: nobody can say whom it means.
        let both = "eve@example.com <zoe@example.net>";
        assert_eq!(read(both), bare(&[both]));
    }

    #[test]
    fn a_name_is_turned_round_only_where_it_is_one() {
        assert_eq!(first_name_first("Acme, Inc."), "Acme, Inc.");
        assert_eq!(first_name_first("King, Martin Luther"), "Martin Luther King");
        assert_eq!(first_name_first("a, b, c"), "a, b, c");
    }

    #[test]
    fn a_text_without_end_is_read_to_the_limit() {
        assert_eq!(read_addresses(&"a@example.org ".repeat(MOST + 5)).len(), MOST);
        assert_eq!(read_addresses(&"<\"".repeat(100_000)).len(), 1);
    }
}
