//! Alphabets whose letters look alike.

/// Whether a label of a domain in A-labels has Latin letters beside Cyrillic or Greek ones: `аpple.com` with a Cyrillic а.
pub fn are_mixed(domain: &str) -> bool {
    let is_mixed = |label: &str| {
        let has = |is: fn(char) -> bool| label.chars().any(is);
        has(is_latin) && (has(is_cyrillic) || has(is_greek)) || has(is_cyrillic) && has(is_greek)
    };
    domain.contains("xn--") && idna::domain_to_unicode(domain).0.split('.').any(is_mixed)
}

/// The blocks of the Unicode standard in which letters of domains stand.
const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}')
}

const fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}')
}

#[cfg(test)]
mod tests {
    use crate::EmailAddress;

    #[test]
    fn two_alphabets_are_mixed_in_a_label_but_not_in_a_domain() {
        for (domain, expected) in [
            ("\u{430}pple.com", true),
            ("shop.\u{3bf}range.example", true),
            ("xn--pple-43d.com", true),
            ("почта-7.рф", false),
            ("почта.com", false),
            ("müller-straße.de", false),
            ("例え.jp", false),
            ("example.org", false),
        ] {
            let key = EmailAddress::parse(&format!("ana@{domain}")).unwrap().key();
            assert_eq!(super::are_mixed(key.domain()), expected, "{domain}");
        }
    }
}
