//! The catalogue has words for everything that can go wrong, and every error says what to do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use rollcall_app::{
    Error, FieldProblem,
    act_on_invitations::Reason,
    error::NotPermitted,
    ports::{StoreError, Unreadable, mail::RouteProblem, store::Verb},
    words,
};
use rollcall_domain::{
    ProblemCode, Status,
    import::{Column, NoTable, columns},
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

#[test]
fn every_problem_code_has_words_and_a_way_to_mend_it() {
    for code in ProblemCode::ALL {
        for kind in ["problem", "fix", "kind"] {
            let id = format!("{kind}-{}", code.word());
            assert!(has(&id), "{id} is missing");
        }
    }
}

#[test]
fn no_words_are_left_of_a_problem_that_there_is_no_more() {
    let codes: HashSet<&str> = ProblemCode::ALL.iter().map(|code| code.word()).collect();
    let catalogue: String = texts_in("locales/en").into_iter().map(|(_, text)| text).collect();
    let ids = catalogue.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id);
    let said = ids.filter_map(|id| ["problem-", "fix-", "kind-"].iter().find_map(|family| id.strip_prefix(family)));
    let gone: Vec<&str> = said.filter(|code| *code != "by-suggestion" && !codes.contains(code)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn a_kind_of_problem_is_said_in_a_few_words_and_of_no_certain_cell() {
    for code in ProblemCode::ALL {
        let said = words::say(&format!("kind-{}", code.word()), &[]);
        assert!(said.chars().count() <= 40 && !said.ends_with('.') && !said.contains('$'), "{said}");
    }
}

#[test]
fn every_status_and_everything_that_happens_has_a_word_in_exports() {
    let statuses = Status::ALL.map(|status| format!("export-status-{}", status.word()));
    let verbs = Verb::ALL.map(|verb| format!("export-verb-{}", verb.word()));
    for id in statuses.iter().chain(&verbs) {
        assert!(has(id), "{id} is missing");
    }
}

#[test]
fn every_message_that_the_use_cases_name_is_there() {
    let catalogue: String = texts_in("locales/en").into_iter().map(|(_, text)| text).collect();
    let there: HashSet<&str> = catalogue
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .filter(|id| is_message(id))
        .collect();
    let mut named = 0;
    for (path, source) in texts_in("src") {
        for id in source.split('"').filter(|text| is_message(text)) {
            assert!(there.contains(id), "{id} is missing, which {} names", path.display());
            named += 1;
        }
    }
    assert!(named > 50, "they were looked for: {named}");
}

fn texts_in(folder: &str) -> Vec<(PathBuf, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                texts.push((path, text));
            }
        }
    }
    texts
}

/// Whether a text between quotation marks is the name of a message of those that are not put together from parts.
fn is_message(text: &str) -> bool {
    let families = ["error-", "export-", "field-", "invite-", "request-", "mail-"];
    families.iter().any(|family| text.starts_with(family))
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

fn has(id: &str) -> bool {
    let said = words::say(id, &[("value", &"x"), ("suggestion", &"x"), ("column", &"Name")]);
    !said.starts_with("Unknown localization") && !said.contains("{$")
}

#[test]
fn every_column_of_the_template_has_a_hint() {
    for column in columns::TEMPLATE {
        let id = format!("template-hint-{}", column.word().to_lowercase());
        assert!(has(&id), "{id} is missing");
        let hint = words::say(&id, &[]);
        assert!(hint.chars().count() <= 255, "a spreadsheet shows at most 255 characters: {hint}");
    }
}

#[test]
fn every_error_says_what_was_not_done_in_whole_sentences() {
    let file = || "people.xlsx".to_owned();
    let why = || "the reason".to_owned();
    let unreadable = [
        Unreadable::NotOpened(why()),
        Unreadable::TooLarge(64),
        Unreadable::Empty,
        Unreadable::OtherKind("PDF document".into()),
        Unreadable::KindNotSupported("fods".into()),
        Unreadable::Encrypted,
        Unreadable::NotText(7),
        Unreadable::TooManyRows(200_000),
        Unreadable::TooManyColumns(200),
        Unreadable::CellTooLong { row: 7, limit: 32_768 },
        Unreadable::NoSuchSheet("People".into()),
        Unreadable::DamagedOrTooComplex,
    ];
    let no_table = [
        NoTable::NoHeader,
        NoTable::ColumnsMissing(vec![Column::Group, Column::Role]),
        NoTable::ColumnTwice(Column::Email),
        NoTable::NoRows,
    ];
    let path = || std::path::PathBuf::from("Acme.rollcall");
    let store = [
        StoreError::NotOpened { path: path(), reason: why() },
        StoreError::Foreign(path()),
        StoreError::Newer { path: path(), found: 9, known: 1 },
        StoreError::Damaged(why()),
        StoreError::Full,
        StoreError::ReadOnly,
        StoreError::Busy,
        StoreError::Database(why()),
    ];
    let routes = [
        RouteProblem::Unreachable(why()),
        RouteProblem::NotSecure(why()),
        RouteProblem::NotAccepted(why()),
        RouteProblem::Folder(why()),
    ];
    let mut errors = vec![
        Error::NoAccount,
        Error::AccountExists,
        Error::NotPermitted(NotPermitted::ChooseOne(vec!["ana@example.org".into()])),
        Error::NotPermitted(NotPermitted::NotAdministrator("ana@example.org".into())),
        Error::NotPermitted(NotPermitted::NeedsRoot),
        Error::InvalidInput(vec![FieldProblem { field: "account".into(), message: "It is empty.".into() }]),
        Error::PlanStale,
        Error::Cancelled,
        Error::NotFound,
        Error::LastAdministrator,
        Error::NotABounce("mail.eml".into()),
        Error::Invitation { reason: Reason::Accepted, message: "Zoë accepted.".into() },
        Error::MailRefused(why()),
        Error::Keyring(why()),
        Error::FileNotMade(why()),
        Error::TooManyRows(1_048_575),
    ];
    errors.extend(unreadable.into_iter().map(|why| Error::Unreadable { file: file(), why }));
    errors.extend(no_table.into_iter().map(|why| Error::NotATable { file: file(), why }));
    errors.extend(store.into_iter().map(Error::Store));
    errors.extend(routes.into_iter().map(Error::Mail));
    for error in errors {
        let sentence = error.sentence();
        assert!(sentence.ends_with('.') && sentence.matches(". ").count() >= 1, "{error:?}: {sentence}");
        assert!(!sentence.contains("Unknown localization") && !sentence.contains("{$"), "{error:?}: {sentence}");
        assert!(!sentence.contains('!'), "no exclamation marks: {sentence}");
    }
}
