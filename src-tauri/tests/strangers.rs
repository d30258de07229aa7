//! What a page that was taken over may not do.

use crate::page::{Page, cautious};
use serde_json::json;

#[test]
fn handles_that_were_not_given_open_nothing() {
    let page = Page::with_account();
    assert_eq!(page.refused("check_file", json!({ "file": 99, "options": cautious() })), "not_found");
    assert_eq!(page.refused("reveal_file", json!({ "handle": 1 })), "not_found");
    assert_eq!(page.refused("carry_out", json!({ "plan": 1, "removals": 0 })), "plan_gone");
    assert_eq!(page.refused("cancel_import", json!({ "plan": 1 })), "plan_gone");
    assert_eq!(page.refused("reveal_mail", json!({ "mail": 1 })), "not_found");
    assert_eq!(page.refused("open_recent", json!({ "id": 99 })), "not_found");
    assert_eq!(page.refused("show_user", json!({ "user": 99 })), "not_found");
    assert_eq!(page.refused("show_import", json!({ "id": 99 })), "not_found");
}

#[test]
fn plans_of_one_workspace_are_none_of_another() {
    let page = Page::with_account();
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Group,Role\nzoe@example.net,Sales,Buyer\n").unwrap();
    let plan = page.check(&sheet, &cautious())["plan"].clone();
    page.done("open_sample", json!({}));
    assert_eq!(page.refused("carry_out", json!({ "plan": plan, "removals": 0 })), "plan_gone");
}

#[test]
fn arguments_that_are_something_else_are_refused() {
    let page = Page::with_account();
    for (command, arguments) in [
        ("check_file", json!({ "file": "/etc/passwd", "options": cautious() })),
        ("check_file", json!({ "file": -1, "options": cautious() })),
        ("check_file", json!({ "file": 1 })),
        ("list_users", json!({ "query": { "sort": "name; DROP TABLE user" } })),
        ("carry_out", json!({})),
        ("add_group", json!({ "path": 7 })),
        ("add_group_in", json!({ "parent": "/", "path": "Night" })),
    ] {
        assert!(page.call(command, arguments.clone()).is_err(), "{command} {arguments}");
    }
    assert_eq!(page.refused("add_group", json!({ "path": "a//b" })), "invalid_input");
    assert_eq!(page.refused("add_group_in", json!({ "parent": 1, "path": "a//b" })), "invalid_input");
    assert_eq!(page.refused("add_group_in", json!({ "parent": 99, "path": "Night" })), "not_found");
}

#[test]
fn nobody_takes_the_whole_account_at_once() {
    let page = Page::with_account();
    let sheet = page.path("many.csv");
    let rows = (0..1_001).map(|number| format!("u{number}@example.net,/,Buyer")).collect::<Vec<_>>().join("\n");
    std::fs::write(&sheet, format!("Email,Group,Role\n{rows}")).unwrap();
    let plan = page.check(&sheet, &cautious())["plan"].clone();
    page.carry_out(&plan);
    let most = u32::MAX;
    for (command, rows, query) in [
        ("list_users", "users", json!({ "sort": "name", "role": null, "statuses": [] })),
        ("list_invitations", "invitations", json!({ "sort": "name", "statuses": [], "deliveries": [] })),
        (
            "list_activity",
            "entries",
            json!({ "user": null, "by": null, "verbs": [], "import": null, "from": null, "before": null }),
        ),
    ] {
        let mut query = query;
        for (key, value) in [
            ("search", json!("")),
            ("group", json!(null)),
            ("descending", json!(false)),
            ("offset", json!(0)),
            ("limit", json!(most)),
        ] {
            query[key] = value;
        }
        let listed = page.done(command, json!({ "query": query }));
        assert!(listed["total"].as_u64().unwrap() > 1_000, "{command}: {}", listed["total"]);
        assert_eq!(listed[rows].as_array().unwrap().len(), 1_000, "{command}");
    }
}

#[test]
fn dialogs_files_programs_and_addresses_are_out_of_reach() {
    let page = Page::with_account();
    for command in [
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:dialog|message",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:opener|reveal_item_in_dir",
        "plugin:fs|read_text_file",
        "plugin:shell|execute",
        "plugin:event|emit",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:autostart|enable",
        "plugin:tray|new",
        "plugin:menu|new",
        "no_such_command",
    ] {
        assert!(page.call(command, json!({})).is_err(), "{command}");
    }
}

#[test]
fn a_foreign_page_in_the_window_may_call_nothing() {
    let page = Page::with_account();
    for url in ["https://example.org/", "http://127.0.0.1:8710/i/x", "http://localhost:1420/"] {
        let answer = page.call_from(url, "start", json!({}));
        assert!(answer.is_err(), "{url}: {answer:?}");
    }
    assert!(page.call_from("tauri://localhost/index.html", "start", json!({})).is_ok());
}
