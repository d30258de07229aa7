//! Links into the program: opened before it runs and while it does, for every account, and by strangers.

use crate::{
    invite::{grant, input},
    page::{Page, ana, everybody},
};
use rollcall_app::deep_link::{DeepLink, Destination};
use rollcall_domain::{AccountKey, RequestId};
use rollcall_testkit::SeededDice;
use serde_json::{Value, json};

const TO_ALL: Destination = Destination::Requests;

/// A link into the account of the workspace at this path.
fn link_into(page: &Page, name: &str, destination: Destination) -> String {
    let account = tauri::async_runtime::block_on(async {
        let workspace = rollcall_host::open(&page.path(name)).await.unwrap();
        let key = workspace.app.account_key().await.unwrap();
        workspace.close().await;
        key
    });
    DeepLink { account, destination }.to_string()
}

/// Ana's account, and another one that was opened after it.
fn with_two_accounts() -> Page {
    let page = Page::with_account();
    let mut other = ana();
    other["account"] = json!("Other");
    page.pick(&page.path("Other.rollcall"));
    page.done("create_workspace", json!({ "input": other }));
    page
}

/// Changes what this computer remembers of the workspace that was opened last, for the next start.
fn change_recent(page: &Page, change: impl FnOnce(&mut Value)) {
    let path = page.path("data/recent.json");
    let mut remembered: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut remembered["workspaces"][0]);
    std::fs::write(&path, remembered.to_string()).unwrap();
}

/// Makes Ben an administrator of the open account.
fn add_administrator(page: &Page) {
    let mut input = input(page, &["ben@example.org"]);
    input["assignments"] = json!([grant(page, "/", "Administrator")]);
    page.done("invite", json!({ "input": input }));
    let query = json!({
        "search": "", "statuses": [], "group": null, "deliveries": [],
        "sort": "name", "descending": false, "offset": 0, "limit": 1,
    });
    let invitation = page.done("list_invitations", json!({ "query": query }))["invitations"][0]["id"].clone();
    let recorded = json!({ "answer": "accept", "name": "Ben", "note": "" });
    page.done("record_answer", json!({ "invitation": invitation, "recorded": recorded }));
}

fn open_account(page: &Page) -> Value {
    page.done("start", json!({}))["workspace"]["account"].clone()
}

fn taken(page: &Page) -> Value {
    page.done("take_destination", json!({}))
}

#[test]
fn a_link_into_the_open_account_shows_the_place_once() {
    let page = Page::with_account();
    assert_eq!(taken(&page), json!(null), "nobody has opened a link");
    let link = link_into(&page, "Acme.rollcall", Destination::Request { request: RequestId(12) });
    page.start_second(&[&link]);
    assert_eq!(page.events("destination").len(), 1);
    let place = json!({ "destination": { "kind": "request", "request": 12 }, "workspace": null });
    assert_eq!(taken(&page), place);
    assert_eq!(taken(&page), json!(null));

    // Of two that nobody took, the one that was opened last counts.
    page.start_second(&[&link]);
    page.start_second(&[&link_into(&page, "Acme.rollcall", TO_ALL)]);
    assert_eq!(taken(&page)["destination"], json!({ "kind": "requests" }));
    assert_eq!(taken(&page), json!(null));
}

#[test]
fn a_link_into_another_account_names_its_workspace_and_leaves_the_open_one_open() {
    let page = with_two_accounts();
    page.start_second(&[&link_into(&page, "Acme.rollcall", TO_ALL)]);
    let place = taken(&page);
    assert_eq!((&place["workspace"]["name"], &place["workspace"]["missing"]), (&json!("Acme"), &json!(false)));
    assert_eq!(open_account(&page), "Other", "what is typed there is not lost");
    page.done("open_recent", json!({ "id": place["workspace"]["id"] }));
    assert_eq!(open_account(&page), "Acme");
    assert_eq!(taken(&page), json!(null));

    // With nothing open it is the same.
    page.done("close_workspace", json!({}));
    page.start_second(&[&link_into(&page, "Other.rollcall", TO_ALL)]);
    assert_eq!(taken(&page)["workspace"]["name"], "Other");
}

#[test]
fn a_program_that_a_link_starts_opens_its_account_and_then_shows_the_place() {
    let page = with_two_accounts();
    let link = link_into(&page, "Acme.rollcall", TO_ALL);
    let page = page.started_with(&[&link]);
    assert_eq!(open_account(&page), "Acme");
    assert_eq!(taken(&page), json!({ "destination": { "kind": "requests" }, "workspace": null }));

    // Whichever the page asks first.
    let page = page.started_with(&[&link]);
    assert_eq!(taken(&page), json!({ "destination": { "kind": "requests" }, "workspace": null }));
    assert_eq!(open_account(&page), "Acme");

    // A link that led nowhere leads nowhere later.
    std::fs::rename(page.path("Acme.rollcall"), page.path("Moved.rollcall")).unwrap();
    let page = page.started_with(&[&link]);
    assert_eq!(page.refused("start", json!({})), "workspace_not_opened");
    assert_eq!((open_account(&page), taken(&page)), (json!(null), json!(null)));
}

#[test]
fn a_link_into_an_account_that_was_never_opened_here_says_so_and_opens_nothing() {
    let page = Page::with_account();
    let key = AccountKey::mint(&SeededDice::new(7));
    let link = DeepLink { account: key, destination: TO_ALL }.to_string();
    page.start_second(&[&link]);
    assert_eq!(page.refused("take_destination", json!({})), "not_found");
    assert_eq!((open_account(&page), taken(&page)), (json!("Acme"), json!(null)));

    let page = page.started_with(&[&link]);
    assert_eq!(open_account(&page), json!(null));
    assert_eq!(page.refused("take_destination", json!({})), "not_found");

    // What was forgotten on this computer was never opened on it.
    let link = link_into(&page, "Acme.rollcall", TO_ALL);
    page.done("forget_recent", json!({ "id": 1 }));
    page.start_second(&[&link]);
    assert_eq!(page.refused("take_destination", json!({})), "not_found");
}

#[test]
fn who_acts_is_chosen_before_a_link_shows_anything_of_the_account() {
    let page = Page::with_account();
    let link = link_into(&page, "Acme.rollcall", TO_ALL);
    add_administrator(&page);
    change_recent(&page, |entry| entry["administrator"] = json!(null));
    let page = page.started_with(&[&link]);
    let workspace = page.done("start", json!({}))["workspace"].clone();
    assert_eq!((&workspace["account"], &workspace["administrator"]), (&json!("Acme"), &json!(null)));
    assert_eq!(taken(&page)["workspace"], json!(null));
    assert_eq!(page.refused("list_users", everybody()), "not_permitted");
    page.done("choose_administrator", json!({ "user": workspace["administrators"][0]["id"] }));
    page.done("list_users", everybody());
}

#[test]
fn whatever_a_web_site_puts_into_a_link_opens_no_file_and_changes_nothing() {
    let page = with_two_accounts();
    let good = link_into(&page, "Acme.rollcall", TO_ALL);
    let file = page.path("Acme.rollcall").display().to_string();
    let key = good.split('/').nth(3).unwrap();
    let hostile = [
        "rollcall:".to_owned(),
        "rollcall://".to_owned(),
        format!("rollcall:{file}"),
        format!("rollcall://open{file}"),
        format!("rollcall://open/{key}/approve/12"),
        format!("rollcall://open/{key}/requests/12/approve"),
        format!("rollcall://open/{key}/requests?approve=12"),
        format!("rollcall://open/{key}/requests/12%2F..%2F..%2Fsettings"),
        format!("rollcall://open/{key}/../../{file}"),
        format!("rollcall://open/{key}/requests/\u{202e}21"),
        format!("ROLLCALL:{file}"),
        format!(" rollcall:{file}"),
        format!("rollcall://open/{}", "a/".repeat(100_000)),
    ];
    for link in &hostile {
        page.start_second(&[link]);
        page.start_second(&[link, "--hidden", &file]);
        assert_eq!(taken(&page), json!(null), "{link}");
    }
    assert_eq!((open_account(&page), page.events("destination").len()), (json!("Other"), 0));

    // A link that is right, in company that it would not be in.
    page.start_second(&[&good, &file]);
    assert_eq!(taken(&page)["workspace"]["name"], "Acme");
    assert_eq!(open_account(&page), "Other");

    let mut page = page;
    for link in &hostile {
        page = page.started_with(&[link, &file]);
        assert_eq!((open_account(&page), taken(&page)), (json!(null), json!(null)), "{link}");
    }
}

#[test]
fn an_account_that_was_remembered_without_its_key_is_found_once_it_was_opened_again() {
    let page = Page::with_account();
    let link = link_into(&page, "Acme.rollcall", TO_ALL);
    let page = page.started_again(None);
    change_recent(&page, |entry| assert!(entry.as_object_mut().unwrap().remove("key").is_some()));
    let page = page.started_with(&[&link]);
    let start = page.done("start", json!({}));
    assert_eq!((&start["workspace"], &start["recent"][0]["name"]), (&json!(null), &json!("Acme")));
    assert_eq!(page.refused("take_destination", json!({})), "not_found");
    let opened = page.done("open_recent", json!({ "id": start["recent"][0]["id"] }));
    assert_eq!(opened["administrator"]["address"], "ana@example.org", "who acted is remembered");
    let page = page.started_with(&[&link]);
    assert_eq!(open_account(&page), "Acme");
}

#[test]
fn a_second_start_with_a_file_still_opens_the_file() {
    let page = with_two_accounts();
    let file = format!("file://{}", page.path("Acme.rollcall").display());
    page.start_second(&[&file]);
    page.wait_until("start", &json!({}), |start| start["workspace"]["account"] == "Acme");
}
