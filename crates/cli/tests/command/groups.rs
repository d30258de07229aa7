//! The tree of groups: listing it, and changing it.

use crate::place::{Place, keys};
use serde_json::{Value, json};

/// Zoë is in Sales/EMEA, Ben in Sales, both in Finance.
fn place() -> Place {
    let place = Place::with_account();
    let file = place.file(
        "users.csv",
        "Email,Group,Role\n\
        zoe@example.net,Sales/EMEA,Buyer\nzoe@example.net,Finance,Finance\n\
        ben@example.net,Sales,Approver\nben@example.net,Finance,Finance\n",
    );
    place.run(["import", &file]).done();
    place
}

fn paths(place: &Place) -> Vec<String> {
    let listed = place.json(["group", "list"], 0);
    listed["groups"].as_array().unwrap().iter().map(|group| group["path"].as_str().unwrap().to_owned()).collect()
}

fn assignments(place: &Place, who: &str) -> Value {
    place.json(["users", "--search", who], 0)["users"][0]["assignments"].clone()
}

#[test]
fn groups_are_added_with_those_above_them_and_only_once() {
    let place = Place::with_account();
    assert!(place.run(["group", "add", "sales/emea"]).done().contains("already"));
    assert!(place.run(["group", "add", "Sales/APAC", "Ops/Night"]).done().contains("Ops/Night"));
    assert_eq!(paths(&place), ["/", "Finance", "Ops", "Ops/Night", "Sales", "Sales/APAC", "Sales/EMEA"]);
    let below = place.run(["group", "list", "Sales"]).done();
    assert!(below.contains("Sales/EMEA") && !below.contains("Finance"), "{below}");
    assert!(place.run(["group", "add", "Good", "Bad//Path"]).refused().contains("Bad//Path"));
    assert!(!place.run(["group", "list"]).done().contains("Good"), "all of them or none");
}

#[test]
fn a_group_is_listed_with_those_in_it_and_those_below_it_each_counted_once() {
    let place = place();
    let listed = place.json(["group", "list"], 0);
    let expected = json!([
        { "path": "/", "users": 1, "users_within": 3, "administrators": 1, "administrators_offered": 0 },
        { "path": "Finance", "users": 2, "users_within": 2, "administrators": 0, "administrators_offered": 0 },
        { "path": "Sales", "users": 1, "users_within": 2, "administrators": 0, "administrators_offered": 0 },
        { "path": "Sales/EMEA", "users": 1, "users_within": 1, "administrators": 0, "administrators_offered": 0 },
    ]);
    assert_eq!(listed["groups"], expected);
    let text = place.run(["group", "list", "Sales"]).done();
    assert!(text.lines().next().unwrap().ends_with("Users  With those below  Administrators"), "{text}");
}

#[test]
fn a_group_is_renamed_and_moved_with_all_that_is_in_it() {
    let place = place();
    assert!(place.run(["group", "rename", "sales", "Vertrieb"]).done().contains("“Vertrieb” from now on"));
    assert_eq!(paths(&place), ["/", "Finance", "Vertrieb", "Vertrieb/EMEA"]);
    let moved = place.json(["group", "move", "Vertrieb/EMEA", "Finance"], 0);
    assert_eq!(keys(&moved), ["group", "was"]);
    assert_eq!((&moved["was"], &moved["group"]["path"]), (&json!("Vertrieb/EMEA"), &json!("Finance/EMEA")));
    assert_eq!(moved["group"]["users"], 1);
    assert_eq!(assignments(&place, "zoe")[1], json!({ "group": "Finance/EMEA", "role": "Buyer" }));
    let top = place.run(["group", "move", "Finance/EMEA", "/"]).done();
    assert!(top.contains("it is “EMEA” now"), "{top}");
    // A file that has the old path still says where the group is.
    let file = place.file("old.csv", "Email,Group,Role\ncy@example.net,Sales,Buyer\n");
    let old = place.json(["import", &file, "--check"], 2);
    assert_eq!(old["problems"][0]["suggestion"], "Vertrieb");
}

#[test]
fn what_cannot_be_done_with_a_group_is_said_and_changes_nothing() {
    let place = place();
    let before = paths(&place);
    for (arguments, why) in [
        (&["rename", "Slaes", "X"][..], "“Sales”"),
        (&["rename", "Sales", "finance"], "already"),
        (&["rename", "Sales", "A/B"], "cannot be called that"),
        (&["rename", "/", "Everything"], "whole account"),
        (&["move", "Sales", "Sales/EMEA"], "into itself"),
        (&["move", "Nowhere", "Nobody"], "“Nobody”"),
        (&["move", "/", "Sales"], "whole account"),
        (&["remove", "Sales/EMEA"], "Somebody still has, is offered, or is suggested a role in “Sales/EMEA”"),
        (&["remove", "Sales"], "There is still a group in “Sales”."),
        (&["merge", "Sales", "Sales/EMEA", "--yes"], "into itself"),
    ] {
        let said = place.run(["group"].iter().chain(arguments).copied()).refused();
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
    assert_eq!(paths(&place), before);
    place.run(["group", "add", "Finance/EMEA"]).done();
    let taken = place.run(["group", "move", "Finance/EMEA", "Sales"]).refused();
    assert!(taken.contains("There is a group “Sales/EMEA” already"), "{taken}");
    assert_eq!(place.run(["link", "new", "--group", "Sales", "--role", "Buyer"]).status, Some(0));
    let used = place.run(["group", "remove", "Sales"]).refused();
    let all = ["Somebody still has", "There is still a group in “Sales”.", "The join link still suggests “Sales”."];
    assert!(all.iter().all(|why| used.contains(why)), "{used}");
}

#[test]
fn a_group_goes_into_another_one_with_its_users_and_only_by_who_is_sure() {
    let place = place();
    let why = place.run(["group", "merge", "Finance", "Sales"]).refused();
    assert!(why.contains("--yes") && why.contains("Nothing was merged."), "{why}");
    let merged = place.json(["group", "merge", "Finance", "Sales", "--yes"], 0);
    assert_eq!((&merged["was"], &merged["group"]["path"]), (&json!("Finance"), &json!("Sales")));
    assert_eq!(paths(&place), ["/", "Sales", "Sales/EMEA"]);
    let both = json!([{ "group": "Sales", "role": "Finance" }, { "group": "Sales/EMEA", "role": "Buyer" }]);
    assert_eq!(assignments(&place, "zoe"), both);
    place.run(["group", "add", "Empty"]).done();
    let removed = place.json(["group", "remove", "Empty"], 0);
    assert_eq!(removed, json!({ "was": "Empty", "group": null }));
    assert_eq!(paths(&place), ["/", "Sales", "Sales/EMEA"]);
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_group_that_goes_must_be_typed() {
    let place = place();
    let no = place.at_terminal("group merge Sales Finance", "yes\n");
    assert_eq!(no.status, Some(2), "{no:?}");
    assert!(no.stdout.contains("the roles of one user, and the one group in it"), "{no:?}");
    assert!(no.stdout.contains("Nothing was merged."), "{no:?}");
    let yes = place.at_terminal("group merge Sales Finance", "sales\n");
    assert_eq!(yes.status, Some(0), "{yes:?}");
    assert_eq!(paths(&place), ["/", "Finance", "Finance/EMEA"]);
}
