//! Creating, opening, remembering and closing workspaces.

use crate::page::{Page, ana, cautious, everybody};
use serde_json::json;

#[test]
fn a_first_start_has_nothing_open_and_nothing_to_open() {
    let page = Page::new();
    let start = page.done("start", json!({}));
    assert_eq!(start, json!({ "workspace": null, "recent": [], "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(page.refused("list_users", everybody()), "no_workspace");
}

#[test]
fn whoever_creates_an_account_acts_in_it_and_is_remembered() {
    let page = Page::with_account();
    let view = page.done("start", json!({}))["workspace"].clone();
    assert_eq!((&view["account"], &view["sample"]), (&json!("Acme"), &json!(false)));
    assert_eq!(view["administrator"]["name"], "Ana Almeida");
    assert_eq!(view["path"], page.path("Acme.rollcall").display().to_string());

    let page = page.started_again(None);
    let start = page.done("start", json!({}));
    assert_eq!(start["workspace"], json!(null));
    assert_eq!(start["recent"][0]["name"], "Acme");
    assert_eq!(start["recent"][0]["missing"], false);
    let again = page.done("open_recent", json!({ "id": start["recent"][0]["id"] }));
    assert_eq!(again["administrator"]["address"], "ana@example.org");
    page.done("forget_recent", json!({ "id": start["recent"][0]["id"] }));
    assert_eq!(page.done("start", json!({}))["recent"], json!([]));
    assert!(page.path("Acme.rollcall").is_file(), "forgetting leaves the file");
}

#[test]
fn a_program_started_with_a_file_opens_it_and_says_once_why_it_cannot() {
    let page = Page::with_account();
    let file = page.path("Acme.rollcall");
    let page = page.started_again(Some(file));
    assert_eq!(page.done("start", json!({}))["workspace"]["account"], "Acme");

    let foreign = page.path("notes.rollcall");
    std::fs::write(&foreign, "to do").unwrap();
    let page = page.started_again(Some(foreign));
    assert_eq!(page.refused("start", json!({})), "workspace_foreign");
    assert_eq!(page.done("start", json!({}))["workspace"], json!(null));
}

#[test]
fn what_is_wrong_with_a_new_account_is_said_by_field_and_nothing_is_made() {
    let page = Page::new();
    let mut input = ana();
    input["administrator_address"] = json!("ana");
    input["account"] = json!(" ");
    let problems = page.done("check_new_account", json!({ "input": input }));
    let fields: Vec<_> =
        problems.as_array().unwrap().iter().map(|problem| problem["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["account", "administrator_address"]);
    page.pick(&page.path("Acme.rollcall"));
    assert_eq!(page.refused("create_workspace", json!({ "input": input })), "invalid_input");
    assert!(!page.path("Acme.rollcall").exists());
    assert_eq!(page.done("check_new_account", json!({ "input": ana() })), json!([]));
}

#[test]
fn closing_a_dialog_changes_nothing() {
    let page = Page::new();
    assert_eq!(page.done("create_workspace", json!({ "input": ana() })), json!(null));
    assert_eq!(page.done("open_workspace", json!({})), json!(null));
    assert_eq!(page.done("start", json!({}))["workspace"], json!(null));
}

#[test]
fn a_file_that_is_there_is_never_taken_for_a_new_workspace() {
    let page = Page::new();
    let taken = page.path("Acme.rollcall");
    std::fs::write(&taken, "something dear").unwrap();
    page.pick(&taken);
    assert_eq!(page.refused("create_workspace", json!({ "input": ana() })), "workspace_not_opened");
    assert_eq!(std::fs::read(&taken).unwrap(), b"something dear");
}

#[test]
fn a_workspace_that_cannot_be_opened_leaves_the_open_one_open() {
    let page = Page::with_account();
    let foreign = page.path("notes.rollcall");
    std::fs::write(&foreign, "to do").unwrap();
    page.pick(&foreign);
    assert_eq!(page.refused("open_workspace", json!({})), "workspace_foreign");
    assert_eq!(page.done("start", json!({}))["workspace"]["account"], "Acme");
    assert_eq!(page.done("list_users", everybody())["total"], 1);
}

#[test]
fn the_sample_is_made_anew_each_time_and_not_remembered() {
    let page = Page::new();
    let view = page.done("open_sample", json!({}));
    assert_eq!(view["sample"], true);
    assert!(view["administrator"].is_object());
    let before = page.done("list_groups", json!({})).as_array().unwrap().len();
    page.done("add_group", json!({ "path": "Something new" }));
    page.done("open_sample", json!({}));
    assert_eq!(page.done("list_groups", json!({})).as_array().unwrap().len(), before);
    assert!(page.done("list_users", everybody())["total"].as_u64().unwrap() > 100);
    assert_eq!(page.done("start", json!({}))["recent"], json!([]));
    assert_eq!(page.done("mail_status", json!({}))["trouble"], json!(null));
}

#[test]
fn who_acts_is_asked_where_several_could_and_remembered_on_this_computer() {
    let page = Page::with_account();
    let sheet = page.path("more.csv");
    std::fs::write(&sheet, "Email,Name,Group,Role\nben@example.org,Ben,/,Administrator\n").unwrap();
    let plan = page.check(&sheet, &json!({ "create_groups": false, "allow_administrators": true }));
    page.carry_out(&plan["plan"]);
    // Ben is offered the role, and is no administrator before he accepts.
    let start = page.done("start", json!({}));
    assert_eq!(start["workspace"]["administrators"].as_array().unwrap().len(), 1);
    let ben = page.done("list_users", everybody())["users"][1]["id"].clone();
    assert_eq!(page.refused("choose_administrator", json!({ "user": ben })), "not_permitted");
    assert_eq!(page.plan("check_file", json!({ "file": 1, "options": cautious() }))["counts"]["rows"], 1);

    accept_the_only_invitation(&page);
    page.wait_until("start", &json!({}), |start| {
        start["workspace"]["administrators"].as_array().is_some_and(|all| all.len() == 2)
    });
    let page = page.started_again(None);
    let recent = page.done("start", json!({}))["recent"][0]["id"].clone();
    assert_eq!(page.done("open_recent", json!({ "id": recent }))["administrator"]["address"], "ana@example.org");
    assert_eq!(page.done("choose_administrator", json!({ "user": ben }))["administrator"]["name"], "Ben");

    let page = page.started_again(None);
    assert_eq!(page.done("open_recent", json!({ "id": recent }))["administrator"]["name"], "Ben");
    page.done("forget_recent", json!({ "id": recent }));
    let page = page.started_again(None);
    page.pick(&page.path("Acme.rollcall"));
    assert_eq!(page.done("open_workspace", json!({}))["administrator"], json!(null));
    assert_eq!(page.refused("list_users", everybody()), "not_permitted");
    assert_eq!(page.done("choose_administrator", json!({ "user": ben }))["administrator"]["name"], "Ben");
    assert_eq!(page.done("list_users", everybody())["total"], 2);
}

/// Takes the link from the mail in the folder, and accepts as another process would.
fn accept_the_only_invitation(page: &Page) {
    let folder = page.path("Acme.mails");
    let find = || {
        std::fs::read_dir(&folder).ok()?.filter_map(Result::ok).find_map(|entry| {
            let mail = std::fs::read(entry.path()).ok()?;
            rollcall_testkit::link_of(&mail)
        })
    };
    let mut found = None;
    for _ in 0..200 {
        found = find();
        if found.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let (to, token) = found.expect("the invitation is in the folder");
    assert_eq!(to, "ben@example.org");
    tauri::async_runtime::block_on(async {
        let workspace = rollcall_host::open(&page.path("Acme.rollcall")).await.unwrap();
        let answered =
            workspace.app.answer_invitation(&token, rollcall_domain::invitation::Answer::Accept, None, None).await;
        assert!(answered.unwrap().is_some());
        workspace.close().await;
    });
}
