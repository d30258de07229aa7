//! The settings, the join service, and trying the mail server.

use crate::page::{Page, cautious, everybody};
use rollcall_testkit::smtp::{Offer, SmtpServer};
use serde_json::{Value, json};

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The settings that hold, as the form has them.
pub(crate) fn typed(page: &Page) -> Value {
    let held = page.done("get_settings", json!({}));
    json!({
        "mail_route": held["mail_route"], "mail_from": held["mail_from"], "password": null,
        "mail_connections": held["mail_connections"], "mail_per_minute": held["mail_per_minute"],
        "invitation_days": held["invitation_days"], "invitation_reminders": held["invitation_reminders"],
        "request_lapse_days": held["request_lapse_days"], "join_enabled": held["join_enabled"],
        "join_listen": held["join_listen"], "join_public_url": held["join_public_url"],
    })
}

#[test]
fn what_is_typed_wrong_is_said_by_field_and_nothing_is_changed() {
    let page = Page::with_account();
    let before = page.done("get_settings", json!({}));
    assert_eq!(before["mail_route"], json!({ "kind": "folder" }));
    assert_eq!(before["mail_folder"], page.path("Acme.mails").display().to_string());
    let mut input = typed(&page);
    input["mail_route"] =
        json!({ "kind": "smtp", "host": "mail.example.org", "port": 25, "security": "plain", "user": null });
    input["mail_from"] = json!("nobody");
    input["mail_connections"] = json!(9);
    input["mail_per_minute"] = json!(0);
    input["invitation_days"] = json!(0);
    input["invitation_reminders"] = json!("7, 400");
    input["request_lapse_days"] = json!(366);
    input["join_listen"] = json!("here");
    input["join_public_url"] = json!("javascript:alert(1)");
    let problems = page.done("check_settings", json!({ "input": input }));
    let fields: Vec<_> =
        problems.as_array().unwrap().iter().map(|problem| problem["field"].as_str().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "mail_from",
            "mail_connections",
            "mail_per_minute",
            "invitation_days",
            "invitation_reminders",
            "request_lapse_days",
            "join_listen",
            "join_public_url",
            "host"
        ]
    );
    assert_eq!(page.refused("change_settings", json!({ "input": input })), "invalid_input");
    assert_eq!(page.done("get_settings", json!({})), before);
    input = typed(&page);
    input["mail_route"] = json!({ "kind": "smtp", "host": "a b", "port": 465, "security": "tls", "user": null });
    assert_eq!(page.done("check_settings", json!({ "input": input }))[0]["field"], "host");
}

#[test]
fn the_join_service_goes_on_and_off_with_its_setting() {
    let page = Page::with_account();
    assert_eq!(page.done("join_status", json!({})), json!({ "running": false, "address": null, "trouble": null }));
    let port = free_port();
    let mut input = typed(&page);
    input["join_enabled"] = json!(true);
    input["join_listen"] = json!(format!("127.0.0.1:{port}"));
    page.done("change_settings", json!({ "input": input }));
    let status = page.done("join_status", json!({}));
    assert_eq!((&status["running"], &status["address"]), (&json!(true), &json!(format!("http://127.0.0.1:{port}"))));
    std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();

    input["join_enabled"] = json!(false);
    page.done("change_settings", json!({ "input": input }));
    assert_eq!(page.done("join_status", json!({}))["running"], false);
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());

    // An address that is taken is said, and tried again when the settings are saved again.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    input["join_enabled"] = json!(true);
    input["join_listen"] = json!(taken.local_addr().unwrap().to_string());
    page.done("change_settings", json!({ "input": input }));
    let status = page.done("join_status", json!({}));
    assert_eq!((&status["running"], &status["trouble"]["code"]), (&json!(false), &json!("join_service")));
    drop(taken);
    page.done("change_settings", json!({ "input": input }));
    assert_eq!(page.done("join_status", json!({}))["running"], true);
}

#[test]
fn a_test_mail_goes_to_whoever_acts_by_settings_that_are_not_saved() {
    let page = Page::with_account();
    let server = tauri::async_runtime::block_on(SmtpServer::start(Offer::default()));
    let mut input = typed(&page);
    input["mail_route"] =
        json!({ "kind": "smtp", "host": "127.0.0.1", "port": server.port(), "security": "plain", "user": null });
    assert!(page.done("send_test_mail", json!({ "input": input })).is_string());
    assert_eq!(server.received()[0].to, ["ana@example.org"]);
    assert_eq!(page.done("get_settings", json!({}))["mail_route"]["kind"], "folder");
    input["mail_route"]["port"] = json!(free_port());
    assert_eq!(page.refused("send_test_mail", json!({ "input": input })), "mail_unreachable");
}

#[test]
fn mails_leave_by_themselves_and_wait_while_the_server_is_away() {
    let page = Page::with_account();
    let port = free_port();
    let mut input = typed(&page);
    input["mail_route"] =
        json!({ "kind": "smtp", "host": "127.0.0.1", "port": port, "security": "plain", "user": null });
    page.done("change_settings", json!({ "input": input }));
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Group,Role\nzoe@example.net,Sales,Buyer\n").unwrap();
    let plan = page.check(&sheet, &cautious());
    page.carry_out(&plan["plan"]);
    let status = page.wait_until("mail_status", &json!({}), |status| !status["trouble"].is_null());
    assert_eq!((&status["trouble"]["code"], &status["route"]), (&json!("mail_unreachable"), &json!("smtp")));
    let mails = page.done("list_mail", json!({ "query": { "states": [], "before": null, "limit": 10 } }));
    assert_eq!(mails["counts"]["queued"], 2, "the invitation and the report");

    let server = tauri::async_runtime::block_on(SmtpServer::start(Offer::default()));
    input["mail_route"]["port"] = json!(server.port());
    page.done("change_settings", json!({ "input": input }));
    assert_eq!(tauri::async_runtime::block_on(server.wait_for(2)).len(), 2);
    page.wait_until("mail_status", &json!({}), |status| status["trouble"].is_null());
    let users = page.wait_until("list_users", &everybody(), |page| page["users"][1]["delivery"] == "sent");
    assert_eq!(users["users"][1]["status"], "pending");
}
