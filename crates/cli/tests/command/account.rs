//! Accounts, groups, templates, settings; and who may.

use crate::place::{Place, Run, bare, keys};
use serde_json::json;

#[test]
fn an_account_is_created_once_and_never_over_another_file() {
    let place = Place::empty();
    let init = ["init", "--account", "Acme", "--admin-name", "Ana", "--admin-email", "ana@example.org"];
    assert!(place.run(init).done().contains("Acme"));
    let before = place.everything();
    assert_eq!(before.len(), 1, "the workspace is the only file that is left");
    assert!(place.run(init).refused().contains("already holds an account"));
    assert_eq!(place.everything(), before);

    place.file("Acme.rollcall", "my notes");
    assert!(place.run(init).refused().contains("not a Rollcall workspace"));
    assert_eq!(place.everything().into_values().collect::<Vec<_>>(), [b"my notes"]);
}

#[test]
fn an_account_that_cannot_be_leaves_no_file() {
    let place = Place::empty();
    let why = place.run(["init", "--account", " ", "--admin-name", "Ana", "--admin-email", "ana"]).refused();
    assert!(why.contains("account’s name") && why.contains("address"), "every field at once: {why}");
    assert!(place.everything().is_empty());
}

#[test]
fn what_cannot_be_opened_is_said_and_left_as_it_is() {
    let place = Place::empty();
    assert!(place.run(["users"]).refused().contains("could not be opened"));
    place.file("Acme.rollcall", "");
    place.run(["users"]).refused();
    assert_eq!(place.everything().into_values().collect::<Vec<_>>(), [b""]);
    let run = Run::of(&mut bare(&place.path(""), ["users"]));
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("--workspace"), "{run:?}");
}

#[test]
fn a_template_names_this_accounts_groups_and_comes_back_without_a_false_problem() {
    let place = Place::with_account();
    place.run(["template", "--out", "template.xlsx"]).done();
    let bytes = std::fs::read(place.path("template.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"), "a workbook");
    assert!(place.run(["import", "template.xlsx"]).refused().contains("no row"));
    place.run(["template", "--out", "no-such-folder/template.xlsx"]).refused();
    let before = place.everything();
    place.run(["template", "--out", "Acme.rollcall"]).refused();
    assert_eq!(place.everything(), before);
}

#[test]
fn only_administrators_act_and_one_of_several_says_which() {
    let place = Place::with_account();
    assert!(place.run(["users", "--as", "eve@example.org"]).refused().contains("not an active administrator"));
    place.run(["users", "--as", "ANA@example.org"]).done();
    let run = place.run(["users", "--as", "nobody"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
}

#[test]
fn settings_are_made_read_and_taken_back() {
    let place = Place::with_account();
    let get = |key| place.run(["settings", "get", key]).done();
    assert_eq!(get("invitation.valid_days"), "90\n");
    place.run(["settings", "set", "invitation.valid_days", "30"]).done();
    assert_eq!(get("invitation.valid_days"), "30\n");
    place.run(["settings", "set", "invitation.valid_days"]).done();
    assert_eq!(get("invitation.valid_days"), "90\n");
    place.run(["settings", "set", "mail.from=rollcall@example.org"]).done();
    assert_eq!(get("mail.from"), "rollcall@example.org\n");
    place.run(["settings", "set", "mail.transport", "folder:sent mails"]).done();
    assert_eq!(get("mail.transport").trim_end(), format!("folder:{}", place.path("sent mails").display()));

    assert!(place.run(["settings", "set", "invitation.valid_days", "366"]).refused().contains("365"));
    assert!(place.run(["settings", "set", "colour", "red"]).refused().contains("mail.transport"));
    place.run(["settings", "get", "colour"]).refused();
    let all = place.json(["settings", "get"], 0);
    let known = [
        "invitation.reminders",
        "invitation.valid_days",
        "join.enabled",
        "join.listen",
        "join.public_url",
        "mail.connections",
        "mail.from",
        "mail.paused",
        "mail.per_minute",
        "mail.transport",
        "my.mail_answers",
        "my.mail_requests",
        "requests.lapse_days",
    ];
    assert_eq!(keys(&all["settings"]), known);
    assert_eq!(all["settings"]["join.public_url"], json!(null));
}

#[test]
fn each_administrator_chooses_whether_answers_are_mailed_to_them() {
    let place = Place::with_account();
    let mine = || place.run(["settings", "get", "my.mail_answers"]).done();
    assert_eq!(mine(), "on\n");
    assert!(place.run(["settings", "set", "my.mail_answers", "off"]).done().contains("off"));
    assert_eq!(mine(), "off\n");
    assert!(place.run(["settings", "set", "my.mail_answers", "perhaps"]).refused().contains("“off”"));
    place.run(["invite", "ben@example.net", "--group", "/", "--role", "Administrator"]).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    let bens = ["settings", "get", "my.mail_answers", "--as", "ben@example.net"];
    assert_eq!(place.run(bens).done(), "on\n");
    // The account's own settings can be read without saying who one is; what is somebody's own cannot.
    assert!(!keys(&place.json(["settings", "get"], 0)["settings"]).contains(&"my.mail_answers"));
    assert!(place.run(["settings", "get", "my.mail_answers"]).refused().contains("--as"));
    place.run(["settings", "set", "my.mail_answers", "--as", "ana@example.org"]).done();
    assert_eq!(place.run(["settings", "get", "my.mail_answers", "--as", "ana@example.org"]).done(), "on\n");
}

#[test]
fn each_administrator_chooses_how_often_requests_are_mailed_to_them() {
    let place = Place::with_account();
    let mine = || place.run(["settings", "get", "my.mail_requests"]).done();
    assert_eq!(mine(), "each\n");
    assert!(place.run(["settings", "set", "my.mail_requests=daily"]).done().contains("daily"));
    assert_eq!((mine(), place.run(["settings", "get", "my.mail_answers"]).done()), ("daily\n".into(), "on\n".into()));
    assert!(place.run(["settings", "set", "my.mail_requests", "hourly"]).refused().contains("each, daily or never"));
    place.run(["settings", "set", "my.mail_requests"]).done();
    assert_eq!(mine(), "each\n");
    place.run(["settings", "set", "requests.lapse_days", "7"]).done();
    assert!(place.run(["settings", "set", "requests.lapse_days", "366"]).refused().contains("365"));
    assert_eq!(place.run(["settings", "get", "requests.lapse_days"]).done(), "7\n");
}

#[test]
fn mail_that_leaves_with_links_that_lead_nowhere_is_warned_of() {
    let place = Place::with_account();
    place.run(["settings", "set", "mail.transport", "smtp://127.0.0.1:1"]).done();
    let (_, warning) = place.run(["settings", "set", "mail.transport", "smtp://mail.invalid"]).warned();
    assert!(warning.contains("settings set join.public_url"), "{warning}");
    let warned = |command: &[&'static str]| place.run(command.iter().copied()).stderr.contains("join.public_url");
    assert!(!warned(&["mail", "deliver"]) && !warned(&["mail", "run"]), "nothing leaves");
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    assert!(warned(&["mail", "deliver"]) && warned(&["mail", "run"]));
    place.run(["settings", "set", "join.public_url", "https://join.example.org"]).done();
    assert!(!warned(&["mail", "deliver"]) && !warned(&["mail", "run"]));
    assert_eq!(place.mails("queued"), 1, "there is no such server");
    place.run(["settings", "set", "mail.from", "rollcall@example.org"]).done();
    place.run(["settings", "set", "join.public_url"]).warned();
}

#[test]
fn a_password_is_asked_of_the_environment_first_and_never_taken_from_the_command_line() {
    let place = Place::with_account();
    assert!(place.run(["settings", "set", "mail.password"]).refused().contains("asks for no user"));
    place.run(["settings", "set", "mail.transport", "smtp://ana@mail.example.org"]).warned();
    assert!(place.run(["settings", "set", "mail.password", "hunter2"]).refused().contains("standard input"));
    let asked = Run::of(place.command(["settings", "get", "mail.password"]).env("ROLLCALL_SMTP_PASSWORD", "hunter2"));
    assert_eq!(asked.done(), "set\n");
    let hidden = place.everything().into_values().flatten().collect::<Vec<_>>();
    assert!(!hidden.windows(7).any(|bytes| bytes == b"hunter2"));
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_keyring_a_password_is_kept_nowhere_and_that_is_said() {
    let place = Place::with_account();
    place.run(["settings", "set", "mail.transport", "smtp://ana@mail.example.org"]).warned();
    let before = place.everything();
    let why = place.run(["settings", "set", "mail.password"]).refused();
    assert!(why.contains("keyring") && why.contains("ROLLCALL_SMTP_PASSWORD"), "{why}");
    assert_eq!(place.everything(), before);
}
