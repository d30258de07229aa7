//! The catalogue of `locales/`: words in the visitor's language, with other people's data in their gaps.

use fluent_templates::{LanguageIdentifier, Loader as _, fluent_bundle::FluentValue, langid};
use rollcall_domain::{Language, Timestamp};
use std::{borrow::Cow, collections::HashMap, fmt};

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        // Data is isolated by `<bdi>`.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// What stands in a gap of a message.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Gap<'a> {
    /// Data: never trusted, whatever it says.
    Data(&'a str),
    /// Words of our own.
    Words(&'a str),
    /// A number, by which the catalogue may choose a plural.
    Count(usize),
}

/// Stand around data in a filled message; nothing else can, since they are taken out of data.
const BEGIN: char = '\u{F0000}';
const END: char = '\u{F0001}';

/// A message of the catalogue with its gaps filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase(String);

impl Phrase {
    /// The message `id` in a language.
    pub(crate) fn new(language: Language, id: &str, gaps: &[(&'static str, Gap<'_>)]) -> Self {
        let value = |gap: &Gap<'_>| match gap {
            Gap::Data(text) => FluentValue::from(format!("{BEGIN}{}{END}", text.replace([BEGIN, END], "\u{FFFD}"))),
            Gap::Words(text) => FluentValue::from((*text).to_owned()),
            Gap::Count(count) => FluentValue::from(*count),
        };
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            gaps.iter().map(|(name, gap)| (Cow::Borrowed(*name), value(gap))).collect();
        Self(CATALOGUE.lookup_with_args(&identifier(language), id, &values))
    }

    /// As text that is not markup.
    pub(crate) fn text(&self) -> String {
        self.0.replace([BEGIN, END], "")
    }

    /// As HTML: everything escaped, data in `<bdi>`, so that a name written from right to left stays where it is.
    pub(crate) fn html(&self) -> Html {
        let escaped = askama::filters::escape(self.0.as_str(), askama::filters::Html);
        let escaped = escaped.map(|escaped| escaped.to_string()).unwrap_or_default();
        Html(escaped.replace(BEGIN, "<bdi>").replace(END, "</bdi>"))
    }
}

/// HTML whose data is escaped already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Html {
    /// Its length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// A moment in words, in UTC: `19 February 2027, 14:02 UTC`.
pub(crate) fn moment(language: Language, moment: Timestamp) -> String {
    let at = moment.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
    let month = Phrase::new(language, &format!("month-{}", at.month()), &[]).text();
    let gaps = [
        ("day", Gap::Count(usize::try_from(at.day()).unwrap_or_default())),
        ("month", Gap::Words(&month)),
        ("year", Gap::Words(&at.year().to_string())),
        ("time", Gap::Words(&format!("{:02}:{:02}", at.hour(), at.minute()))),
    ];
    Phrase::new(language, "moment", &gaps).text()
}

fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::En => langid!("en"),
        Language::De => langid!("de"),
        Language::Es => langid!("es"),
        Language::Fr => langid!("fr"),
        Language::It => langid!("it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Each message of a catalogue with the names of its gaps.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let file = format!("{}/locales/{}/join.ftl", env!("CARGO_MANIFEST_DIR"), language.code());
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut at = String::new();
        for line in std::fs::read_to_string(file).unwrap().lines() {
            if let Some((id, _)) = line.split_once(" = ").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                id.clone_into(&mut at);
                assert!(messages.insert(at.clone(), BTreeSet::new()).is_none(), "{at} stands twice in {language:?}");
            }
            for gap in line.split('$').skip(1) {
                let name: String = gap.chars().take_while(char::is_ascii_alphanumeric).collect();
                messages.get_mut(&at).unwrap().insert(name);
            }
        }
        messages
    }

    #[test]
    fn every_language_says_every_message_with_the_same_gaps() {
        let english = messages(Language::En);
        assert!(english.len() > 50, "the catalogue was read");
        for language in Language::ALL {
            assert_eq!(messages(language), english, "{language:?}");
            let fill = |names: &BTreeSet<String>| {
                names.iter().map(|name| (&*name.clone().leak(), Gap::Count(2))).collect::<Vec<_>>()
            };
            for (id, names) in &english {
                let said = Phrase::new(language, id, &fill(names)).text();
                assert!(!said.is_empty() && !said.contains(['{', '$']) && !said.contains("Unknown"), "{id}: {said}");
            }
        }
    }

    #[test]
    fn no_message_is_there_for_nothing() {
        let folder = |name: &str| std::fs::read_dir(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let files = ["src", "src/pages", "templates"].into_iter().flat_map(folder).map(|file| file.unwrap().path());
        let all: String =
            files.filter(|path| path.is_file()).map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let is_said = |id: &str| all.contains(&format!("\"{id}\""));
        for id in messages(Language::En).keys().filter(|id| !id.starts_with("month-")) {
            // Some ids are put together from a page's word and a part's.
            let stem = id.rsplit_once('-').filter(|(_, part)| ["nameless", "title", "heading", "lead"].contains(part));
            assert!(is_said(id) || stem.is_some_and(|(stem, _)| is_said(stem)), "{id} is never said");
        }
    }

    #[test]
    fn a_moment_is_written_out_in_each_language() {
        let first = Timestamp::from_millis(1_801_404_120_000);
        let said = Language::ALL.map(|language| moment(language, first));
        assert_eq!(
            said,
            [
                "31 January 2027, 14:02 UTC",
                "31. Januar 2027, 14:02 Uhr (UTC)",
                "31 de enero de 2027, 14:02 UTC",
                "31 janvier 2027, 14:02 UTC",
                "31 gennaio 2027, ore 14:02 UTC",
            ]
        );
        assert_eq!(moment(Language::Fr, first.plus_days(1)), "1er février 2027, 14:02 UTC");
    }

    #[test]
    fn data_is_escaped_and_set_apart_from_the_words() {
        let phrase = Phrase::new(Language::En, "ask-inviter", &[("person", Gap::Data("<b>\u{F0001}{ $x }&\u{5d0}"))]);
        let html = phrase.html().to_string();
        assert!(html.ends_with("ask <bdi>&#60;b&#62;\u{FFFD}{ $x }&#38;\u{5d0}</bdi>:"), "{html}");
    }
}
