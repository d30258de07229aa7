//! What somebody may have meant.

use super::{actions, cells::Action};
use crate::GroupPath;
use std::collections::HashMap;

/// The group of these that is meant by a text that names none: the one with the most similar path, or the only one whose last name it is.
pub fn meant_group<'a>(text: &str, paths: impl IntoIterator<Item = &'a GroupPath>) -> Option<String> {
    Groups::new(paths).similar(text)
}

/// The one of `choices` that `text` is most likely a misspelling of, if any is near enough.
pub fn nearest<'a>(text: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Names::new(choices).similar(text)
}

/// A text as it is compared with others: trimmed, without case, and how many letters it has.
struct Folded {
    text: String,
    letters: usize,
}

impl Folded {
    fn new(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        Self { letters: text.chars().count(), text }
    }

    /// One slip for every four letters, and at least one.
    fn slips_allowed(&self) -> usize {
        (self.letters / 4).max(1)
    }

    /// The place of the choice with the fewest slips, if one has no more than it may. `budget` is what may still be compared, in pairs of letters.
    fn nearest<'a>(&self, choices: impl Iterator<Item = &'a Self>, budget: &mut usize) -> Option<usize> {
        let slips = |choice: &Self, budget: &mut usize| {
            let allowed = choice.slips_allowed();
            // Every letter too many or too few is a slip.
            if self.letters.abs_diff(choice.letters) > allowed {
                *budget = budget.saturating_sub(1);
                return None;
            }
            *budget = budget.saturating_sub((self.letters + 1) * (choice.letters + 1));
            Some(strsim::osa_distance(&self.text, &choice.text)).filter(|slips| *slips <= allowed)
        };
        if *budget == 0 {
            return None;
        }
        let near = choices.enumerate().filter_map(|(at, choice)| Some((slips(choice, budget)?, at)));
        near.min().map(|(_, at)| at).filter(|_| *budget > 0)
    }
}

/// Names that may be suggested.
pub(super) struct Names<'a> {
    names: Vec<(Folded, &'a str)>,
    budget: usize,
}

impl<'a> Names<'a> {
    /// These names, the more likely first.
    pub(super) fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: names.into_iter().map(|name| (Folded::new(name), name)).collect(), budget: BUDGET }
    }

    /// The most similar name.
    pub(super) fn similar(&mut self, text: &str) -> Option<&'a str> {
        if self.budget == 0 {
            return None;
        }
        let at = Folded::new(text).nearest(self.names.iter().map(|(folded, _)| folded), &mut self.budget)?;
        Some(self.names[at].1)
    }
}

/// Of cells with more parts nobody reads what is suggested for them.
pub(super) const PARTS: usize = 100;

/// The groups that may be suggested.
pub(super) struct Groups {
    groups: Vec<SuggestedGroup>,
    budget: usize,
}

struct SuggestedGroup {
    path: String,
    folded: Folded,
    /// The last name of the path.
    last: Folded,
}

/// How many pairs of letters are compared for the unknown groups of one file, and for its roles, less than a second of work: the first thousand
/// different ones get a suggestion where the account has a thousand groups, and the first fifty thousand where it has twenty. The others get none.
const BUDGET: usize = 300_000_000;

impl Groups {
    /// These groups, the more likely first. Nobody means the whole account by a slip: `A` is as near to `/` as to any letter.
    pub(super) fn new<'a>(paths: impl IntoIterator<Item = &'a GroupPath>) -> Self {
        let group = |path: &GroupPath| {
            let last = path.names().last()?;
            let whole = path.to_string();
            Some(SuggestedGroup { folded: Folded::new(&whole), last: Folded::new(last.as_str()), path: whole })
        };
        Self { groups: paths.into_iter().filter_map(group).collect(), budget: BUDGET }
    }

    /// The group with the most similar path; failing that, the only one whose last name is meant.
    pub(super) fn similar(&mut self, text: &str) -> Option<String> {
        if self.budget == 0 {
            return None;
        }
        let text = Folded::new(text);
        if let Some(at) = text.nearest(self.groups.iter().map(|group| &group.folded), &mut self.budget) {
            return Some(self.groups[at].path.clone());
        }
        let last = text.nearest(self.groups.iter().map(|group| &group.last), &mut self.budget)?;
        let meant = &self.groups[last];
        let is_only = self.groups.iter().filter(|group| group.last.text == meant.last.text).count() == 1;
        is_only.then(|| meant.path.clone())
    }
}

/// A cell without its hidden characters; none if nothing is left.
pub(super) fn without_hidden(text: &str) -> Option<String> {
    let visible = |c: char| match c {
        c if c.is_whitespace() => Some(' '),
        c => crate::text::hidden_character(c).is_none().then_some(c),
    };
    let text: String = text.chars().filter_map(visible).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Domains where many have their mail, each long enough that one slip is seen.
const COMMON: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "live.com",
    "protonmail.com",
    "proton.me",
    "hotmail.co.uk",
    "hotmail.fr",
    "yahoo.fr",
];

/// Domains that are one slip from a common one, and are somebody's own.
const NO_SLIPS: [&str; 10] = [
    "mail.com",
    "email.com",
    "ymail.com",
    "hotmail.co",
    "outlook.co",
    "yahoo.co",
    "yahoo.ca",
    "hotmail.ca",
    "live.co",
    "gmail.co",
];

/// Slips of the last label that no domain ends in.
const NO_ENDINGS: [&str; 7] = [".con", ".cmo", ".ocm", ".comm", ".vom", ".xom", ".coom"];

/// The domain that is meant, for one that looks like a slip: of a common domain, or of one that is `familiar` to the account.
pub fn meant_domain(domain: &str, familiar: &[&str]) -> Option<String> {
    let known = || COMMON.iter().chain(familiar).copied();
    if known().any(|known| known == domain) || NO_SLIPS.contains(&domain) {
        return None;
    }
    let ended = NO_ENDINGS.iter().find_map(|ending| domain.strip_suffix(ending)).map(|stem| format!("{stem}.com"));
    let as_typed = ended.as_deref().unwrap_or(domain);
    let slips = |known: &&str| known.len() >= 8 && is_one_slip(as_typed, known);
    known().find(slips).map(str::to_owned).or(ended)
}

/// Whether two texts are the same but for one letter, or for two that changed places.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, other) => one.len() <= 1 && other.len() <= 1,
    }
}

/// The domains of a file: those that it has most are familiar, and one that is a slip from them looks mistyped.
pub(super) struct Domains {
    /// How many addresses have which.
    counts: HashMap<String, u32>,
    /// Those that it has most, the most frequent first.
    familiar: Vec<(String, u32)>,
    /// What was worked out already.
    meant: HashMap<String, Option<String>>,
}

/// How many familiar domains a file has at most.
const FAMILIAR: usize = 16;

/// How many times as many addresses must have a domain that is familiar as have the slip; one that fewer have is familiar beside none.
const TIMES: u32 = 20;

impl Domains {
    /// The domains of these cells with addresses.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for cell in cells {
            let Some((_, behind)) = cell.rsplit_once('@') else { continue };
            let is_of_domain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
            let domain = &behind[..behind.find(|c| !is_of_domain(c)).unwrap_or(behind.len())];
            if let Some(count) = counts.get_mut(domain) {
                *count += 1;
            } else {
                *counts.entry(domain.to_ascii_lowercase()).or_default() += 1;
            }
        }
        let often = counts.iter().filter(|(_, count)| **count >= TIMES);
        let mut familiar: Vec<(String, u32)> = often.map(|(domain, count)| (domain.clone(), *count)).collect();
        familiar.sort_unstable_by(|(a, some), (b, others)| (others, a).cmp(&(some, b)));
        familiar.truncate(FAMILIAR);
        Self { counts, familiar, meant: HashMap::new() }
    }

    /// The domain that is meant, for one that looks like a slip.
    pub(super) fn meant(&mut self, domain: &str) -> Option<&str> {
        if !self.meant.contains_key(domain) {
            let count = self.counts.get(domain).copied().unwrap_or_default().max(1);
            let familiar =
                self.familiar.iter().filter(|(known, times)| *times / TIMES >= count && may_be_meant(domain, known));
            let familiar: Vec<&str> = familiar.map(|(known, _)| known.as_str()).collect();
            self.meant.insert(domain.to_owned(), meant_domain(domain, &familiar));
        }
        self.meant[domain].as_deref()
    }
}

/// Whether a slip can be behind the difference: not where a number differs (`eu1`, `eu2`), nor the country (`.de`, `.be`).
fn may_be_meant(domain: &str, known: &str) -> bool {
    let without_digits = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let top = |text: &str| text.rsplit('.').next().map(str::to_owned).unwrap_or_default();
    let (its_top, known_top) = (top(domain), top(known));
    without_digits(domain) != without_digits(known)
        && (its_top == known_top || its_top.len() > 3 && known_top.len() > 3)
}

/// The action that is meant by a word that is none.
pub(super) fn meant_action(text: &str) -> Option<Action> {
    actions::meant(text).or_else(|| {
        let near = nearest(text, Action::ALL.map(Action::word))?;
        Action::ALL.into_iter().find(|action| action.word() == near)
    })
}

/// A correct address that a malformed one was probably meant to be.
pub fn meant_address(text: &str) -> Option<String> {
    let visible: String = text.chars().filter(|c| crate::text::hidden_character(*c).is_none()).collect();
    let narrow = visible.replace('＠', "@").replace(['．', '。'], ".");
    let mut mended = narrow.replace([' ', '\u{a0}', '\u{3000}'], "").replace("(at)", "@").replace("[at]", "@");
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
        assert_eq!(nearest(&"Finance ".repeat(4_000), groups), None);
    }

    #[test]
    fn a_group_is_meant_by_its_path_or_by_a_last_name_that_no_other_has() {
        let paths = ["Sales/EMEA", "Sales/Japan", "Legal/Japan", "/"].map(|path| GroupPath::parse(path).unwrap());
        let mut groups = Groups::new(&paths);
        assert_eq!(groups.similar("sales / emea").as_deref(), Some("Sales/EMEA"));
        assert_eq!(groups.similar("sales/emae").as_deref(), Some("Sales/EMEA"));
        assert_eq!(groups.similar("EMEAA").as_deref(), Some("Sales/EMEA"));
        assert_eq!(groups.similar("Japan"), None, "two are called so");
        groups.budget = 20;
        assert_eq!(groups.similar("sales/emae"), None, "enough was compared");
    }

    #[test]
    fn a_domain_with_one_slip_is_recognised_and_a_real_one_is_left_alone() {
        for (slip, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmal.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmial.con", "gmail.com"),
            ("hotmial.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("yahho.com", "yahoo.com"),
            ("acme.exampel", "acme.example"),
            ("example.con", "example.com"),
        ] {
            assert_eq!(meant_domain(slip, &["acme.example"]).as_deref(), Some(meant), "{slip}");
        }
        for real in ["gmail.com", "mail.com", "email.com", "ymail.com", "acme.example", "acme.org", "live.com", "x.org"]
        {
            assert_eq!(meant_domain(real, &["acme.example"]), None, "{real}");
        }
    }

    #[test]
    fn where_many_have_their_mail_anybody_can() {
        for domain in COMMON {
            assert!(crate::MailDomain::parse(domain).unwrap().is_open_to_everybody(), "{domain}");
        }
    }

    #[test]
    fn a_cell_without_its_hidden_characters_is_all_the_rest_of_it() {
        assert_eq!(without_hidden(" Zo\u{200b}ë\n<zoe@x.org>").as_deref(), Some("Zoë <zoe@x.org>"));
        assert_eq!(without_hidden("\u{200b}\u{a0}"), None);
    }

    #[test]
    fn a_malformed_address_is_mended_only_into_a_correct_one() {
        assert_eq!(meant_address("ana@example,org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana(at)example.org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana @example..org.").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana\u{200b}@example.org").as_deref(), Some("ana@example.org"));
        assert_eq!(meant_address("ana＠example。org").as_deref(), Some("ana@example.org"), "as Japanese is typed");
        assert_eq!(meant_address("ana"), None);
    }
}
