//! Roles: what there are, and who has them.

use crate::place::{Place, Run, keys};
use serde_json::{Value, json};

/// Zoë is active and Ben invited, both buyers in Sales.
fn place() -> Place {
    let place = Place::with_account();
    place.run(["invite", "zoe@example.net", "ben@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    place.run(["accept", "--record", "zoe@example.net"]).done();
    place
}

fn assignments(place: &Place, who: &str) -> Value {
    place.json(["users", "--search", who], 0)["users"][0]["assignments"].clone()
}

fn role(place: &Place, name: &str) -> Value {
    let listed = place.json(["role", "list"], 0);
    listed["roles"].as_array().unwrap().iter().find(|role| role["name"] == name).unwrap().clone()
}

/// What `role give`, `take` or `set` says of these in Sales.
fn sales(place: &Place, arguments: &[&str]) -> Run {
    place.run(["role"].iter().chain(arguments).chain(&["--group", "Sales"]).copied())
}

#[test]
fn roles_are_listed_with_what_they_are_for_and_who_has_them_where() {
    let place = place();
    let listed = place.json(["role", "list"], 0);
    assert_eq!(keys(&listed), ["roles"]);
    let buyer = role(&place, "Buyer");
    assert_eq!(keys(&buyer), ["built_in", "given_by", "invited", "meaning", "members", "name", "places"]);
    assert_eq!((&buyer["members"], &buyer["invited"], &buyer["given_by"]), (&json!(1), &json!(1), &json!("group")));
    assert_eq!(buyer["places"], json!([{ "group": "Sales", "members": 1, "invited": 1 }]));
    assert_eq!((&buyer["built_in"], buyer["meaning"].is_string()), (&json!(true), true));
    let text = place.run(["role", "list"]).done();
    for word in ["Administrator", "Buyer", "group administrators", "What it means", "Places orders."] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_role_is_added_changed_and_removed() {
    let place = place();
    let added = place.json(["role", "add", "Auditor", "--meaning", "Reads all", "--given-by", "account"], 0);
    assert_eq!(keys(&added), ["role", "was"]);
    assert_eq!((&added["was"], &added["role"]["meaning"]), (&Value::Null, &json!("Reads all")));
    assert_eq!((&added["role"]["given_by"], &added["role"]["built_in"]), (&json!("account"), &json!(false)));
    assert!(place.run(["role", "change", "auditor", "--name", "Controller"]).done().contains("Controller"));
    assert_eq!(role(&place, "Controller")["meaning"], "Reads all", "the rest stays");
    place.run(["role", "change", "Controller", "--meaning", "none", "--given-by", "group"]).done();
    assert_eq!(role(&place, "Controller")["meaning"], Value::Null);
    sales(&place, &["give", "zoe@example.net", "--role", "Controller"]).done();
    assert!(place.run(["role", "remove", "Controller"]).refused().contains("Somebody still has"));
    sales(&place, &["take", "zoe@example.net", "--role", "Controller"]).done();
    assert_eq!(place.json(["role", "remove", "Controller"], 0), json!({ "was": "Controller", "role": null }));
    assert_eq!(place.json(["role", "list"], 0)["roles"].as_array().unwrap().len(), 5);
}

#[test]
fn what_cannot_be_done_with_a_role_is_said() {
    let place = place();
    for (arguments, why) in [
        (&["add", "buyer"][..], "already"),
        (&["add", "Requisitioner"], "already"),
        (&["add", ""], "cannot be called that"),
        (&["change", "Buyer"], "--meaning"),
        (&["change", "Buyer", "--name", "Shopper"], "cannot be called otherwise"),
        (&["change", "Byuer", "--meaning", "x"], "“Buyer”"),
        (&["remove", "Tech"], "Every account has"),
        (&["give", "zoe@example.net", "--group", "Slaes", "--role", "King"], "“Sales”"),
    ] {
        let said = place.run(["role"].iter().chain(arguments).copied()).refused();
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
    for wrong in
        [&["add", "X", "--given-by", "anybody"][..], &["give", "zoe@example.net", "--role", "Buyer"], &["take"]]
    {
        let run = place.run(["role"].iter().chain(wrong).copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn roles_are_given_replaced_and_taken_and_what_was_is_brought_back() {
    let place = place();
    let both = ["zoe@example.net", "ben@example.net"];
    let mails = place.mails("queued");
    let given = sales(&place, &["give", both[0], both[1], "--role", "Finance"]).done();
    assert!(given.starts_with("2 users were given the role.\nTo undo it: rollcall undo "), "{given}");
    let two = json!([{ "group": "Sales", "role": "Buyer" }, { "group": "Sales", "role": "Finance" }]);
    assert_eq!([assignments(&place, "zoe"), assignments(&place, "ben")], [two.clone(), two.clone()]);
    let set = sales(&place, &["set", both[0], "--role", "Approver"]).done();
    assert_eq!(assignments(&place, "zoe"), json!([{ "group": "Sales", "role": "Approver" }]));
    let acts = set.trim_end().rsplit(' ').next().unwrap();
    assert_eq!(place.run(["undo", acts]).done(), "One user is again what they were.\n");
    assert_eq!(assignments(&place, "zoe"), two);
    sales(&place, &["take", both[0], both[1], "--role", "Buyer"]).done();
    assert_eq!(assignments(&place, "ben"), json!([{ "group": "Sales", "role": "Finance" }]));
    sales(&place, &["take", both[0]]).done();
    assert_eq!((assignments(&place, "zoe"), place.status("zoe@example.net")), (json!([]), "active".to_owned()));
    assert_eq!(place.mails("queued"), mails, "nobody was mailed of it");
}

#[test]
fn with_whom_nothing_can_be_done_is_named() {
    let place = place();
    place.run(["invite", "cy@example.net", "di@example.net", "--group", "Sales", "--role", "Tech"]).done();
    place.run(["decline", "--record", "cy@example.net"]).done();
    place.run(["remove", "di@example.net", "--yes"]).done();
    let people = ["zoe@example.net", "cy@example.net", "di@example.net", "eve@example.net"];
    let give = ["role", "give"].into_iter().chain(people).chain(["--group", "Sales", "--role", "Tech"]);
    let document = place.json(give.clone(), 1);
    assert_eq!(keys(&document), ["done", "not_done", "undo"]);
    assert_eq!(document["done"], 1);
    let reasons: Vec<_> = document["not_done"].as_array().unwrap().iter().map(|one| &one["reason"]).collect();
    assert_eq!(reasons, ["unknown", "removed", "not_invited"]);
    let again = place.run(give).refused();
    assert!(again.contains("zoe@example.net has this role there already.") && again.contains("Nothing was changed."));
    assert!(again.contains("cy@example.net has no open invitation."), "{again}");
    let none = sales(&place, &["take", "zoe@example.net", "--role", "Approver"]).refused();
    assert!(none.contains("has no such role there"), "{none}");
    let none = place.run(["role", "set", "zoe@example.net", "--group", "Finance", "--role", "Tech"]).refused();
    assert!(none.contains("rollcall role give"), "{none}");
}

#[test]
fn the_last_administrator_keeps_that_role() {
    let place = place();
    for arguments in [&["take", "ana@example.org"][..], &["set", "ana@example.org", "--role", "Buyer"]] {
        let why = place.run(["role"].iter().chain(arguments).chain(&["--group", "/"]).copied()).refused();
        assert!(why.contains("Nobody would be left who administers the whole account."), "{why}");
    }
    assert_eq!(assignments(&place, "ana"), json!([{ "group": "/", "role": "Administrator" }]));
}

#[test]
fn who_administers_a_group_gives_there_what_is_theirs_to_give() {
    let place = place();
    place.run(["role", "add", "Auditor", "--given-by", "account"]).done();
    place.run(["role", "give", "zoe@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    let zoe = ["--as", "zoe@example.net"];
    let give = |group, role| {
        place.run(["role", "give", "ben@example.net", "--group", group, "--role", role].into_iter().chain(zoe))
    };
    give("Sales/EMEA", "Tech").done();
    assert!(give("Sales", "Auditor").refused().contains("“Auditor”"));
    assert!(give("Finance", "Tech").refused().contains("“Finance”"));
    assert!(
        place
            .run(["role", "add", "King"].into_iter().chain(zoe))
            .refused()
            .contains("Only an administrator of the whole")
    );
    let listed = place.json(["role", "list"].into_iter().chain(zoe), 0);
    assert_eq!(listed["roles"][0]["members"], 1, "those in other parts are not counted");
}
