//! Which language a visitor reads, by what their browser says.

use axum::http::{HeaderMap, header};
use rollcall_domain::Language;

/// So many wishes are looked at.
const MOST: usize = 32;

/// The language that a browser wants most of those that the pages are written in; English if it wants none of them (RFC 9110 §12.5.4).
pub(crate) fn wanted(headers: &HeaderMap) -> Language {
    let mut best: Option<(Language, f32)> = None;
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    for wish in values.flat_map(|value| value.split(',')).take(MOST) {
        let (range, weight) = wish.split_once(';').unwrap_or((wish, ""));
        let weight = match weight.trim().strip_prefix("q=") {
            Some(q) => q.trim().parse().unwrap_or(0.0),
            None => 1.0_f32,
        };
        let Some(language) = language(range.trim()).filter(|_| weight > 0.0) else { continue };
        if best.is_none_or(|(_, most)| weight > most) {
            best = Some((language, weight));
        }
    }
    best.map_or(Language::En, |(language, _)| language)
}

/// The language of a range: `de`, `de-AT`. Words such as `german` are no ranges.
fn language(range: &str) -> Option<Language> {
    let primary = range.split('-').next()?;
    Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_language_wanted_most_is_chosen() {
        for (header, language) in [
            ("de", Language::De),
            ("de-AT,de;q=0.9,en;q=0.8", Language::De),
            ("pt-BR, fr-CA;q=0.7, it;q=0.8", Language::It),
            ("en;q=0.1, es", Language::Es),
            ("fr;q=0, de;q=0.1", Language::De),
            ("fr, de", Language::Fr),
            ("ja, *;q=0.5", Language::En),
            ("german", Language::En),
            (";;;,,,q=1", Language::En),
            ("", Language::En),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(header));
            assert_eq!(wanted(&headers), language, "{header}");
        }
        assert_eq!(wanted(&HeaderMap::new()), Language::En);
    }
}
