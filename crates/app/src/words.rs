//! The words of the use cases: the catalogue in `locales/`, by Fluent.

use fluent_templates::{Loader as _, fluent_bundle::FluentValue, langid, static_loader};
use rollcall_domain::Timestamp;
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        // Administrators' sentences also go to terminals and JSON, where isolation marks would show.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The message of this id with these arguments, in the language of administrators.
pub fn say(id: &str, arguments: &[(&'static str, &dyn ToString)]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> = arguments
        .iter()
        .map(|(name, value)| {
            let text = value.to_string();
            // Numbers are given as numbers, so that the catalogue can choose plural forms; a group called 007 is none.
            let number = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
            let value = number.map_or_else(|| FluentValue::from(text), FluentValue::from);
            (Cow::Borrowed(*name), value)
        })
        .collect();
    CATALOGUE.lookup_with_args(&langid!("en"), id, &values)
}

/// A moment in a sentence, in UTC: `22 November 2026 at 14:02 UTC`.
pub fn say_moment(moment: Timestamp) -> String {
    moment.to_jiff().strftime("%-d %B %Y at %H:%M UTC").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod tests {
    use std::{fs, path::Path};

    /// Every file below a folder, in one text.
    fn all_below(folder: &Path) -> String {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { all_below(&path) } else { fs::read_to_string(path).unwrap() }).collect()
    }

    #[test]
    fn every_message_is_said_somewhere() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (source, catalogue) = (all_below(&here.join("src")), all_below(&here.join("locales/en")));
        // Of an id that is put together the beginning stands there.
        let beginnings: Vec<&str> = source
            .match_indices("-{")
            .filter_map(|(end, _)| source[..=end].rsplit_once('"').map(|(_, beginning)| beginning))
            .filter(|beginning| beginning.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            .collect();
        let lines = catalogue.lines().filter(|line| !line.starts_with([' ', '#', '-']));
        let never: Vec<&str> = lines
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
            .filter(|id| {
                !source.contains(&format!("\"{id}\"")) && !beginnings.iter().any(|start| id.starts_with(start))
            })
            .collect();
        assert_eq!(never, Vec::<&str>::new());
    }
}
