//! The outbox, while mails are written to the folder.

use crate::{
    invite::input,
    page::{Page, cautious},
    settings::typed,
};
use serde_json::json;

#[test]
fn mails_are_in_the_folder_and_can_be_read() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Name,Group,Role\nzoe@example.net,Zoë,Sales,Buyer\n").unwrap();
    let plan = page.check(&sheet, &cautious());
    page.carry_out(&plan["plan"]);
    let query = json!({ "query": { "states": ["sent"], "before": null, "limit": 10 } });
    let mails = page.wait_until("list_mail", &query, |mails| mails["counts"]["sent"] == 2);
    let mails = mails["mails"].as_array().unwrap();
    let invitation = mails.iter().find(|mail| mail["kind"] == "invitation").unwrap();
    let shown = page.done("show_mail", json!({ "mail": invitation["id"] }));
    assert_eq!(shown["in_folder"], true);
    assert!(shown["subject"].as_str().unwrap().contains("Acme"));
    assert!(!shown["text"].as_str().unwrap().contains("/i/"), "a link cannot be shown again");
    let status = page.done("deliver_mail", json!({}));
    assert_eq!((&status["route"], &status["delivering"]), (&json!("folder"), &json!(false)));
    assert_eq!(status["folder"], page.path("Acme.mails").display().to_string());

    std::fs::remove_dir_all(page.path("Acme.mails")).unwrap();
    assert_eq!(page.done("show_mail", json!({ "mail": invitation["id"] }))["in_folder"], false);
    assert_eq!(page.refused("reveal_mail", json!({ "mail": invitation["id"] })), "not_found");
}

#[test]
fn mail_waits_while_it_is_paused_and_leaves_when_it_is_not() {
    let page = Page::with_account();
    let status = page.done("pause_mail", json!({ "paused": true }));
    assert_eq!((&status["paused"], &status["per_minute"]), (&json!(true), &json!(null)));
    page.done("invite", json!({ "input": input(&page, &["zoe@example.net"]) }));
    let status = page.done("deliver_mail", json!({}));
    assert_eq!((&status["paused"], &status["trouble"]), (&json!(true), &json!(null)));
    let query = json!({ "query": { "states": [], "before": null, "limit": 10 } });
    assert_eq!(page.done("list_mail", query.clone())["counts"]["queued"], 1);
    assert_eq!(page.done("get_settings", json!({}))["mail_connections"], 2, "the other settings are as they were");
    page.done("pause_mail", json!({ "paused": false }));
    page.wait_until("list_mail", &query, |mails| mails["counts"]["sent"] == 1);
    page.done("close_workspace", json!({}));
    assert_eq!(page.refused("pause_mail", json!({ "paused": true })), "no_workspace");
}

#[test]
fn an_administrator_chooses_whether_answers_are_mailed_to_them() {
    let page = Page::with_account();
    assert_eq!(page.done("get_preferences", json!({})), json!({ "mail_answers": true, "mail_requests": "each" }));
    let changed = json!({ "mail_answers": false, "mail_requests": "daily" });
    page.done("change_preferences", json!({ "preferences": changed }));
    let file = page.path("Acme.rollcall");
    let page = page.started_again(Some(file));
    page.done("start", json!({}));
    assert_eq!(page.done("get_preferences", json!({})), changed);
    assert!(page.call("change_preferences", json!({ "preferences": {} })).is_err());
}

#[test]
fn it_is_said_when_mails_leave_with_links_that_nobody_else_can_open() {
    let page = Page::with_account();
    let stay_here = || page.done("mail_status", json!({}))["links_stay_here"].clone();
    assert_eq!(stay_here(), false, "mails in the folder go nowhere");
    let mut input = typed(&page);
    input["mail_route"] =
        json!({ "kind": "smtp", "host": "mail.example.org", "port": 465, "security": "tls", "user": null });
    page.done("change_settings", json!({ "input": input }));
    assert_eq!(stay_here(), true);
    input["join_public_url"] = json!("https://join.example.org");
    page.done("change_settings", json!({ "input": input }));
    assert_eq!(stay_here(), false);
}
