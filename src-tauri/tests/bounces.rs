//! Mails that came back.

use crate::{invite::input, page::Page};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The Message-ID that the reports among the tests of `crates/mail` name.
const THEIRS: &str = "17.1795269720000.1795251600000@acme.example";

/// A report of a mail server about the mail with this Message-ID.
fn report(page: &Page, name: &str, message_id: &str) -> PathBuf {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/mail/tests/bounces/postfix.eml");
    let path = page.path(name);
    std::fs::write(&path, std::fs::read_to_string(sample).unwrap().replace(THEIRS, message_id)).unwrap();
    path
}

/// The Message-ID of the only mail in the folder.
fn message_id(page: &Page) -> String {
    let mail = std::fs::read_dir(page.path("Acme.mails")).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(mail.path()).unwrap();
    let line = text.lines().find(|line| line.to_ascii_lowercase().starts_with("message-id:")).unwrap();
    line.split(['<', '>']).nth(1).unwrap().to_owned()
}

fn with_zoe() -> Page {
    let page = Page::with_account();
    page.done("invite", json!({ "input": input(&page, &["zoe@example.net"]) }));
    page.wait_until("list_mail", &mails(), |mails| mails["counts"]["sent"] == 1);
    page
}

fn mails() -> Value {
    json!({ "query": { "states": [], "before": null, "limit": 10 } })
}

#[test]
fn several_mails_that_came_back_are_read_at_once_and_each_failure_is_shown() {
    let page = with_zoe();
    let ours = report(&page, "ours.eml", &message_id(&page));
    let others = report(&page, "others.eml", THEIRS);
    let letter = page.path("letter.eml");
    std::fs::write(&letter, "From: ana@example.org\nSubject: Hello\n\nHello\n").unwrap();
    page.pick_all(&[&ours, &others, &letter]);
    let outcome = page.done("choose_bounce", json!({}));
    assert_eq!(outcome, json!({ "recorded": ["zoe@example.net"], "others": 2 }));
    let list = page.done("list_mail", mails());
    assert_eq!(list["counts"]["failed"], 1);
    assert!(list["mails"][0]["reply"].as_str().unwrap().contains("550 5.1.1"));
    assert_eq!(page.done("choose_bounce", json!({})), json!(null), "the dialog was closed");
}

#[test]
fn what_is_no_such_mail_changes_nothing_and_is_said_by_name() {
    let page = with_zoe();
    let letter = page.path("letter.eml");
    std::fs::write(&letter, "From: ana@example.org\nSubject: Hello\n\nHello\n").unwrap();
    page.pick(&letter);
    let failure = page.call("choose_bounce", json!({})).unwrap_err();
    assert_eq!(failure["code"], "not_a_bounce");
    assert!(failure["message"].as_str().unwrap().contains("letter.eml"));
    page.pick(&page.path("none.eml"));
    assert_eq!(page.refused("choose_bounce", json!({})), "file_unreadable");
    page.pick(&page.path(""));
    assert_eq!(page.refused("choose_bounce", json!({})), "file_unreadable", "a folder");
    assert_eq!(page.done("list_mail", mails())["counts"]["sent"], 1);
}

#[test]
fn a_dropped_mail_is_read_by_its_handle() {
    let page = with_zoe();
    // A chosen file and a dropped one have handles of one kind.
    page.pick(&report(&page, "back.eml", &message_id(&page)));
    let file = page.done("choose_file", json!({}))["handle"].clone();
    assert_eq!(page.done("read_bounce", json!({ "file": file }))["recorded"], json!(["zoe@example.net"]));
    let again = page.done("read_bounce", json!({ "file": file }));
    assert_eq!(again, json!({ "recorded": [], "others": 1 }), "it is known already");
    assert_eq!(page.refused("read_bounce", json!({ "file": 99 })), "not_found");
}
