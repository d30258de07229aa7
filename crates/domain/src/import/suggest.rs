//! What somebody may have meant.

/// The one of `choices` that `text` is most likely a misspelling of, if any is near enough.
pub(super) fn nearest<'a>(text: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.trim().to_lowercase();
    let near = |choice: &&str| {
        let choice = choice.to_lowercase();
        // One slip for every four letters, and at least one.
        let slips = strsim::damerau_levenshtein(&text, &choice);
        (slips <= (choice.chars().count() / 4).max(1)).then_some(slips)
    };
    choices
        .into_iter()
        .filter_map(|choice| Some((near(&choice)?, choice)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, c)| c)
}

/// Domains that nobody means, and the one that is meant.
const MISTYPED: [(&str, &str); 18] = [
    ("gmial.com", "gmail.com"),
    ("gmai.com", "gmail.com"),
    ("gmal.com", "gmail.com"),
    ("gmil.com", "gmail.com"),
    ("gnail.com", "gmail.com"),
    ("gmail.con", "gmail.com"),
    ("gmail.cm", "gmail.com"),
    ("gamil.com", "gmail.com"),
    ("googlemail.con", "googlemail.com"),
    ("hotmial.com", "hotmail.com"),
    ("hotmal.com", "hotmail.com"),
    ("hotmail.con", "hotmail.com"),
    ("outlok.com", "outlook.com"),
    ("outloook.com", "outlook.com"),
    ("outlook.con", "outlook.com"),
    ("yaho.com", "yahoo.com"),
    ("yahooo.com", "yahoo.com"),
    ("yahoo.con", "yahoo.com"),
];

/// The domain that is meant, for one that is known as a slip.
pub(super) fn meant_domain(domain: &str) -> Option<&'static str> {
    MISTYPED.iter().find(|(slip, _)| *slip == domain).map(|(_, meant)| *meant)
}

/// A correct address that a malformed one was probably meant to be.
pub(super) fn meant_address(text: &str) -> Option<String> {
    let visible: String = text.chars().filter(|c| crate::text::hidden_character(*c).is_none()).collect();
    let mut mended = visible.replace([' ', '\u{a0}'], "").replace("(at)", "@").replace("[at]", "@");
    mended = mended.trim_matches(['.', ',', ';', ':', '"', '\'', '<', '>']).replace(',', ".");
    while mended.contains("..") {
        mended = mended.replace("..", ".");
    }
    while mended.contains("@@") {
        mended = mended.replace("@@", "@");
    }
    let mended = mended.replace("@.", "@").replace(".@", "@");
    (mended != text).then(|| crate::EmailAddress::parse(&mended).ok()).flatten().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let groups = ["Finance", "Marketing", "Sales/EMEA"];
        assert_eq!(nearest("Finanse", groups), Some("Finance"));
        assert_eq!(nearest("marketting", groups), Some("Marketing"));
        assert_eq!(nearest("Sales/EMAE", groups), Some("Sales/EMEA"));
        assert_eq!(nearest("Legal", groups), None);
    }

    #[test]
    fn a_malformed_address_is_mended_only_into_a_correct_one() {
        assert_eq!(meant_address("ana@example,org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana(at)example.org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana @example..org.").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana\u{200b}@example.org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana"), None);
    }
}
