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
    assert!(said.starts_with("2 users were removed from the account.\nTo undo it: rollcall undo "), "{said}");
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
    assert!(why.contains("Nobody would be left who administers the whole account."), "{why}");
    assert_eq!(
        ["ana@example.org", "zoe@example.net"].map(|one| place.status(one)),
        ["active", "active"].map(str::to_owned)
    );
}

#[test]
fn whoever_is_unknown_or_was_removed_before_is_named() {
    let place = place();
    let some = place.json(["remove", "zoe@example.net", "eve@example.net", "--yes"], 1);
    assert_eq!(keys(&some), ["done", "not_done", "undo"]);
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

#[test]
fn a_removal_is_undone_as_long_as_nothing_else_happened_to_the_user() {
    let place = place();
    let removed = place.json(["remove", "zoe@example.net", "ben@example.net", "--yes", "--reason", "a mistake"], 0);
    let acts = removed["undo"].as_str().unwrap().to_owned();
    place.run(["invite", "ben@example.net", "--group", "Finance", "--role", "Tech"]).done();
    let undone = place.json(["undo", &acts], 1);
    assert_eq!(keys(&undone), ["done", "not_done"]);
    assert_eq!((&undone["done"], &undone["not_done"][0]["reason"]), (&json!(1), &json!("changed")));
    let zoe = place.json(["users", "--search", "zoe"], 0)["users"][0].clone();
    assert_eq!(
        (&zoe["status"], &zoe["assignments"]),
        (&json!("active"), &json!([{ "group": "Sales", "role": "Buyer" }]))
    );
    let ben = place.json(["users", "--search", "ben"], 0)["users"][0].clone();
    assert_eq!(ben["assignments"], json!([{ "group": "Finance", "role": "Tech" }]), "he is invited to something else");
    let again = place.run(["undo", &acts]).refused();
    assert!(again.contains("Nothing was changed."), "{again}");
    assert_eq!(place.run(["undo", "1"]).refused().lines().count(), 1, "the account stays created");
    for wrong in ["x", "3-1", "0x1"] {
        let run = place.run(["undo", wrong]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn a_role_that_is_gone_is_said_not_to_be_given_back() {
    let place = place();
    place.run(["role", "add", "Auditor"]).done();
    place.run(["role", "give", "zoe@example.net", "--group", "Sales", "--role", "Auditor"]).done();
    let removed = place.json(["remove", "zoe@example.net", "--yes"], 0);
    place.run(["role", "remove", "Auditor"]).done();
    let undone = place.json(["undo", removed["undo"].as_str().unwrap()], 1);
    let gone = &undone["not_done"][0];
    assert_eq!((&undone["done"], &gone["reason"], &gone["count"]), (&json!(1), &json!("gone"), &json!(1)));
    let message = gone["message"].as_str().unwrap();
    assert!(message.starts_with("One role was not given back"), "{message}");
}

#[test]
fn an_invitation_that_ended_with_a_removal_works_again_when_it_is_undone() {
    let place = place();
    place.run(["mail", "deliver"]).done();
    let said = place.run(["remove", "ben@example.net", "--yes"]).done();
    let acts = said.trim_end().rsplit(' ').next().unwrap();
    place.run(["undo", acts]).done();
    assert_eq!(place.status("ben@example.net"), "pending");
    assert_eq!(place.json(["invitations", "ben@example.net"], 0)["invitations"][0]["status"], "pending");
}

#[test]
fn what_somebody_sent_ends_with_them_and_is_open_again_when_the_removal_is_undone() {
    let place = place();
    place.run(["role", "give", "zoe@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    let as_zoe = ["--group", "Sales", "--role", "Tech", "--as", "zoe@example.net"];
    place.run(["invite", "di@example.net"].into_iter().chain(as_zoe)).done();
    let removed = place.json(["remove", "zoe@example.net", "--yes", "--as", "ana@example.org"], 0);
    assert_eq!(place.status("di@example.net"), "cancelled");
    place.run(["undo", removed["undo"].as_str().unwrap()]).done();
    let as_ana = ["--as", "ana@example.org"];
    let di = place.json(["users", "--search", "di@"].into_iter().chain(as_ana), 0)["users"][0].clone();
    assert_eq!(
        (&di["status"], &di["assignments"]),
        (&json!("pending"), &json!([{ "group": "Sales", "role": "Tech" }]))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_it_says_what_ends_and_the_address_must_be_typed() {
    let place = Place::with_account_since(300);
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    place.run(["accept", "--record", "zoe@example.net"]).done();
    place.run(["role", "give", "zoe@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    let as_zoe = ["--group", "Sales", "--role", "Tech", "--as", "zoe@example.net"];
    place.run(["invite", "di@example.net"].into_iter().chain(as_zoe)).done();
    place.run(["link", "new", "--group", "Sales/EMEA", "--role", "Buyer", "--as", "ana@example.org"]).warned();
    place.asked_days_ago(1, &["li@example.org"]);
    let typed = |line: &str| place.at_terminal("--as ana@example.org remove zoe@example.net", line);
    let no = typed("yes\n");
    assert_eq!(no.status, Some(2), "{no:?}");
    for said in [
        "<zoe@example.net> is removed from the account.",
        "  2 roles in groups",
        "  one open invitation that they sent to somebody else",
        "One request to join waits that nobody else in its group may decide.",
        "Type zoe@example.net to remove them:",
        "Nobody was removed.",
    ] {
        assert!(no.stdout.contains(said), "{said}: {no:?}");
    }
    assert_eq!(place.json(["users", "--search", "zoe", "--as", "ana@example.org"], 0)["users"][0]["status"], "active");
    let yes = typed("ZOE@example.net\n");
    assert_eq!(yes.status, Some(0), "{yes:?}");
    assert!(yes.stdout.contains("To undo it: rollcall undo "), "{yes:?}");
    assert_eq!(place.status("zoe@example.net"), "removed");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_number_of_several_must_be_typed_and_the_last_administrator_is_refused_before() {
    let place = place();
    let typed = |line: &str| place.at_terminal("remove zoe@example.net ben@example.net", line);
    let no = typed("zoe@example.net\n");
    assert_eq!(no.status, Some(2), "{no:?}");
    assert!(no.stdout.contains("These 2 users") && no.stdout.contains("  one open invitation to join"), "{no:?}");
    assert_eq!(typed("2\n").status, Some(0));
    assert_eq!(place.status("ben@example.net"), "removed");
    let last = place.at_terminal("remove ana@example.org", "ana@example.org\n");
    assert_eq!(last.status, Some(2), "{last:?}");
    assert!(last.stdout.contains("Nobody would be left") && !last.stdout.contains("Type "), "{last:?}");
}
