//! The catalogue of `locales/`: words in the reader's language, with other people's data in their gaps.

use fluent_templates::{LanguageIdentifier, Loader as _, fluent_bundle::FluentValue, langid};
use rollcall_domain::{Language, Timestamp, text::hidden_character};
use std::{
    borrow::Cow,
    collections::HashMap,
    fmt::Write as _,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        // Values are isolated here, where it is known whether they need it.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// What stands in a gap of a message.
#[derive(Debug, Clone)]
pub(crate) enum Gap<'a> {
    /// Data: never trusted, whatever it says.
    Data(&'a str),
    /// A number that chooses a plural.
    Count(u32),
    /// Words of our own, from the catalogue.
    Words(String),
}

/// A sentence of the catalogue, with its gaps still told apart from its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Data(String),
}

/// HTML whose data is escaped already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Html(String);

/// Marks a gap that data is to be put into: the catalogue never uses it, and data never meets the catalogue's own syntax.
const MARK: char = '\u{F0000}';

impl Phrase {
    /// The message `id` in a language.
    pub(crate) fn new(language: Language, id: &str, gaps: &[(&'static str, Gap<'_>)]) -> Self {
        let mut data = Vec::new();
        let mut arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = HashMap::new();
        for (name, gap) in gaps {
            let value = match gap {
                Gap::Data(text) => {
                    data.push(tamed(text));
                    FluentValue::from(format!("{MARK}{}{MARK}", data.len() - 1))
                }
                Gap::Words(text) => FluentValue::from(text.clone()),
                Gap::Count(count) => {
                    arguments.insert("shown".into(), FluentValue::from(grouped(language, *count)));
                    FluentValue::from(*count)
                }
            };
            arguments.insert((*name).into(), value);
        }
        let filled = filled(language, id, gaps, &arguments);
        // Between two marks stands the number of a gap; everything else is ours.
        let pieces = filled.split(MARK).enumerate().filter(|(_, part)| !part.is_empty()).map(|(at, part)| {
            let gap = (at % 2 == 1).then(|| part.parse::<usize>().ok()).flatten().and_then(|gap| data.get(gap));
            gap.map_or_else(|| Piece::Words(part.to_owned()), |text| Piece::Data(text.clone()))
        });
        Self(pieces.collect())
    }

    /// As one line of text. Data that is written from right to left is isolated (FSI…PDI), so that it cannot rearrange the
    /// words around it.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Data(data) if data.chars().any(is_right_to_left) => {
                    let _ = write!(out, "\u{2068}{data}\u{2069}");
                }
                Piece::Words(text) | Piece::Data(text) => out.push_str(text),
            }
        }
        out
    }

    /// As HTML: everything escaped, data in `<bdi>`.
    pub(crate) fn html(&self) -> Html {
        let mut out = String::new();
        for piece in &self.0 {
            let (Piece::Words(text) | Piece::Data(text)) = piece;
            let escaped = askama::filters::escape(text.as_str(), askama::filters::Html);
            let escaped = escaped.map(|escaped| escaped.to_string()).unwrap_or_default();
            let _ = match piece {
                Piece::Words(_) => write!(out, "{escaped}"),
                Piece::Data(_) => write!(out, "<bdi>{escaped}</bdi>"),
            };
        }
        Html(out)
    }
}

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// A message with its numbers in it, and with marks where data is to stand. Thousands of mails say the same few, so those are kept in which
/// nothing but data differs from mail to mail.
fn filled(
    language: Language,
    id: &str,
    gaps: &[(&'static str, Gap<'_>)],
    arguments: &HashMap<Cow<'static, str>, FluentValue<'_>>,
) -> Arc<str> {
    static KEPT: LazyLock<RwLock<HashMap<String, Arc<str>>>> = LazyLock::new(RwLock::default);
    let mut key = format!("{} {id}", language.code());
    for (name, gap) in gaps {
        let _ = match gap {
            Gap::Data(_) => write!(key, " {name}"),
            // Of so many only: a list of what is offered is short.
            Gap::Count(count) if *count <= 20 => write!(key, " {name}={count}"),
            Gap::Count(_) | Gap::Words(_) => {
                return CATALOGUE.lookup_with_args(&identifier(language), id, arguments).into();
            }
        };
    }
    if let Some(kept) = KEPT.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Arc::clone(kept);
    }
    let filled: Arc<str> = CATALOGUE.lookup_with_args(&identifier(language), id, arguments).into();
    KEPT.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&filled));
    filled
}

/// A moment in words, in UTC: `19 February 2027, 14:02 UTC`.
pub(crate) fn moment(language: Language, moment: Timestamp) -> String {
    let at = moment.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
    let month = Phrase::new(language, &format!("month-{}", at.month()), &[]).text();
    let gaps = [
        ("day", Gap::Count(u32::try_from(at.day()).unwrap_or_default())),
        ("month", Gap::Words(month)),
        ("year", Gap::Words(at.year().to_string())),
        ("time", Gap::Words(format!("{:02}:{:02}", at.hour(), at.minute()))),
    ];
    Phrase::new(language, "moment", &gaps).text()
}

/// A text from outside on one line, its control, bidirectional and invisible characters replaced so that one sees them. The joiner and
/// the non-joiner stay: scripts and emoji are written with them, and they turn nothing round.
pub(crate) fn tamed(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hides = |c| (hidden_character(c).is_some() && !matches!(c, '\u{200C}' | '\u{200D}')) || c == MARK;
    one_line.chars().map(|c| if hides(c) { '\u{FFFD}' } else { c }).collect()
}

/// A number with its thousands apart, as the language writes it.
fn grouped(language: Language, number: u32) -> String {
    let separator = match language {
        Language::En => ",",
        Language::De | Language::It => ".",
        Language::Es | Language::Fr => "\u{202F}",
    };
    let digits = number.to_string();
    // Spanish leaves four digits together.
    if language == Language::Es && digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// Hebrew, Arabic and the other scripts that run from right to left (the blocks that Unicode sets aside for them).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
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
