//! Removing users from the account.

use crate::place::{Place, keys};
use serde_json::json;

fn place() -> Place {
    let place = Place::with_account();
    let people = ["zoe@example.net", "ben@example.net", "cy@example.net"];
    place.run(["invite"].into_iter().chain(people).chain(["--group", "Sales", "--role", "Buyer"])).done();
    place.run(["accept", "--record", "zoe@example.net"]).done();
    place
}

#[test]
fn where_nobody_can_be_asked_it_needs_its_word() {
    let place = place();
    let why = place.run(["remove", "zoe@example.net"]).refused();
    assert!(why.contains("--yes") && why.contains("Nobody was removed."), "{why}");
    assert_eq!(place.status("zoe@example.net"), "active");
    let said = place.run(["remove", "zoe@example.net", "ben@example.net", "--reason", "left us", "--yes"]).done();
    assert_eq!(said, "2 users were removed from the account.\n");
    assert_eq!(
        ["zoe@example.net", "ben@example.net"].map(|one| place.status(one)),
        ["removed", "removed"].map(str::to_owned)
    );
    assert_eq!(place.json(["invitations", "ben@example.net"], 0)["invitations"][0]["status"], "cancelled");
}

#[test]
fn the_last_administrator_cannot_be_removed() {
    let place = place();
    let why = place.run(["remove", "ana@example.org", "zoe@example.net", "--yes"]).refused();
    assert!(why.contains("Nobody was removed."), "{why}");
    assert_eq!(
        ["ana@example.org", "zoe@example.net"].map(|one| place.status(one)),
        ["active", "active"].map(str::to_owned)
    );
}

#[test]
fn whoever_is_unknown_or_was_removed_before_is_named() {
    let place = place();
    let some = place.json(["remove", "zoe@example.net", "eve@example.net", "--yes"], 1);
    assert_eq!(keys(&some), ["done", "not_done"]);
    assert_eq!((&some["done"], &some["not_done"][0]["reason"]), (&json!(1), &json!("unknown")));
    let again = place.run(["remove", "zoe@example.net", "--yes"]).refused();
    assert!(again.contains("zoe@example.net was removed before"), "{again}");
    place.run(["remove", "cy@example.net", "--yes", "--reason", "\u{202e}"]).refused();
    assert_eq!(place.status("cy@example.net"), "pending");
}

#[test]
fn an_administrator_of_a_group_removes_nobody_from_the_account() {
    let place = place();
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    let why = place.run(["remove", "--as", "zoe@example.net", "cy@example.net", "--yes"]).refused();
    assert!(why.contains("administrator of the whole account"), "{why}");
    let users = place.json(["users", "--as", "zoe@example.net", "--search", "cy"], 0);
    assert_eq!(users["users"][0]["status"], "pending");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_address_must_be_typed() {
    let place = place();
    let typed = |line: &str| place.at_terminal("remove zoe@example.net", line);
    let no = typed("yes\n");
    assert_eq!(no.status, Some(2), "{no:?}");
    assert!(no.stdout.contains("one role ends") && no.stdout.contains("That is not the address."), "{no:?}");
    assert_eq!(place.status("zoe@example.net"), "active");
    let yes = typed("zoe@example.net\n");
    assert_eq!(yes.status, Some(0), "{yes:?}");
    assert_eq!(place.status("zoe@example.net"), "removed");
}
