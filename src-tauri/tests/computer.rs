//! What holds on this computer: the tray, and starting when somebody signs in.

use crate::page::Page;
use serde_json::{Value, json};

fn wanted(keep_in_tray: bool, start_at_login: bool) -> Value {
    json!({ "preferences": { "keep_in_tray": keep_in_tray, "start_at_login": start_at_login } })
}

#[test]
fn to_keep_the_program_in_the_tray_is_remembered_by_this_computer_and_no_workspace() {
    let page = Page::new();
    let first = json!({ "keep_in_tray": false, "tray_available": false, "start_at_login": false, "look": { "theme": "system", "zoom": 100 } });
    assert_eq!(page.done("get_computer", json!({})), first);
    assert_eq!(page.done("change_computer", wanted(true, false))["keep_in_tray"], true);
    let page = page.started_again(None);
    assert_eq!(page.done("get_computer", json!({}))["keep_in_tray"], true);
    page.done("change_computer", wanted(false, false));
    let page = page.started_again(None);
    assert_eq!(page.done("get_computer", json!({})), first);
}

#[test]
fn the_look_is_remembered_by_this_computer_and_only_what_there_is_can_be_had() {
    let page = Page::new();
    let dark = json!({ "look": { "theme": "dark", "zoom": 150 } });
    assert_eq!(page.done("change_look", dark.clone())["look"], dark["look"]);
    let page = page.started_again(None);
    assert_eq!(page.done("get_computer", json!({}))["look"], dark["look"]);
    let none = json!({ "look": { "theme": "light", "zoom": 1_000 } });
    assert_eq!(page.done("change_look", none)["look"], json!({ "theme": "light", "zoom": 100 }));
    std::fs::remove_dir_all(page.path("data")).unwrap();
    std::fs::write(page.path("data"), "a file, no folder").unwrap();
    assert_eq!(page.refused("change_look", dark), "file_not_written");
    assert_eq!(page.done("get_computer", json!({}))["look"]["theme"], "light");
}

#[test]
fn what_cannot_be_set_is_said_and_neither_half_of_it_is() {
    let page = Page::new();
    // No program of a test is started when somebody signs in.
    assert_eq!(page.refused("change_computer", wanted(true, true)), "file_not_written");
    assert_eq!(page.done("get_computer", json!({}))["keep_in_tray"], false);
    std::fs::remove_dir_all(page.path("data")).ok();
    std::fs::write(page.path("data"), "a file, no folder").unwrap();
    assert_eq!(page.refused("change_computer", wanted(true, false)), "file_not_written");
    assert_eq!(page.done("get_computer", json!({}))["keep_in_tray"], false);
}

#[test]
fn a_program_that_starts_when_somebody_signs_in_goes_on_with_the_last_workspace() {
    let mut page = Page::with_account();
    for (keep, with_tray) in [(true, true), (true, false), (false, true)] {
        page.done("change_computer", wanted(keep, false));
        page = page.started_at_login(with_tray);
        page.wait_until("start", &json!({}), |start| start["workspace"]["account"] == "Acme");
        assert_eq!(page.done("get_computer", json!({}))["tray_available"], with_tray);
    }
    let page = page.started_again(None);
    assert_eq!(page.done("start", json!({}))["workspace"], json!(null), "who starts it chooses");
}
