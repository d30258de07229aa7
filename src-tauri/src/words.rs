//! The words of the shell: the catalogue in `locales/`, by Fluent.

use fluent_templates::{Loader as _, fluent_bundle::FluentValue, langid, static_loader};
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static CATALOGUE = {
        locales: "./src-tauri/locales",
        fallback_language: "en",
        // The window shows them as they are; isolation marks would be copied along.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The message of this id with these arguments.
pub(crate) fn say(id: &str, arguments: &[(&'static str, &dyn ToString)]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
        arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.to_string().into())).collect();
    CATALOGUE.lookup_with_args(&langid!("en"), id, &values)
}
