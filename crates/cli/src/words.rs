//! The words of the command: the catalogue in `locales/`, by Fluent.

use fluent_templates::{Loader as _, fluent_bundle::FluentValue, langid, static_loader};
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        // These go to terminals, where isolation marks would show.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The message of this id with these arguments.
pub(crate) fn say(id: &str, arguments: &[(&'static str, &dyn ToString)]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
        arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), fluent(value.to_string()))).collect();
    CATALOGUE.lookup_with_args(&langid!("en"), id, &values)
}

/// Numbers are given as numbers, so that the catalogue can choose plural forms; `007` is a text.
fn fluent(text: String) -> FluentValue<'static> {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_app::ports::store::Verb;
    use rollcall_domain::{DeliveryState, import::RowOutcome};
    use std::collections::BTreeSet;

    /// The ids of all messages.
    fn ids() -> BTreeSet<String> {
        let files = std::fs::read_dir("locales/en").unwrap().map(|file| file.unwrap().path());
        let catalogue: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let lines = catalogue.lines().filter(|line| !line.starts_with([' ', '#']));
        lines.filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect()
    }

    #[test]
    fn every_word_that_is_put_together_is_in_the_catalogue() {
        use crate::commands::{activity, invitations, requests, users};
        let outcomes = RowOutcome::ALL.map(|outcome| format!("import-outcome-{}", outcome.word()));
        let states = DeliveryState::ALL.map(|state| format!("mail-state-{}", state.word()));
        let verbs = Verb::ALL.map(|verb| format!("verb-{}", verb.word()));
        let columns = [
            ("activity", &activity::COLUMNS[..]),
            ("invitations", &invitations::COLUMNS),
            ("mail", &["id", "created", "kind", "to", "state", "attempts", "reply"]),
            ("requests", &requests::COLUMNS),
            ("roles", &["name", "meaning", "given-by", "members", "invited"]),
            ("users", &users::COLUMNS),
        ];
        let columns =
            columns.into_iter().flat_map(|(list, names)| names.iter().map(move |name| format!("{list}-{name}")));
        let ids = ids();
        for id in outcomes.into_iter().chain(states).chain(verbs).chain(columns) {
            assert!(ids.contains(&id), "{id}");
        }
    }

    #[test]
    fn every_id_that_the_command_names_is_in_the_catalogue_and_the_other_way_round() {
        let folders = ["src", "src/commands", "src/commands/import"].map(|folder| std::fs::read_dir(folder).unwrap());
        let files = folders.into_iter().flatten().map(|file| file.unwrap().path()).filter(|path| path.is_file());
        let source: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let ids = ids();
        for id in source.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(id), "{id}");
        }
        let put_together =
            ["activity-", "import-outcome-", "invitations-", "mail-", "requests-", "roles-", "users-", "verb-"];
        for id in ids.iter().filter(|id| !put_together.iter().any(|start| id.starts_with(start))) {
            assert!(source.contains(&format!("\"{id}\"")), "{id} is never said");
        }
    }

    #[test]
    fn counts_are_said_in_words_and_names_stay_as_they_are() {
        assert_eq!(say("users-counted", &[("total", &1)]), "One user.");
        assert_eq!(say("users-counted", &[("total", &2)]), "2 users.");
        assert!(say("error-group-unknown", &[("group", &"007")]).contains("“007”"));
    }
}
