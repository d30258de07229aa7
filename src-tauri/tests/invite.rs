//! Inviting people by their addresses.

use crate::page::{Page, cautious, everybody};
use serde_json::{Value, json};

/// The group of this path and the role of this word, as the pages send them.
pub(crate) fn grant(page: &Page, path: &str, role: &str) -> Value {
    let groups = page.done("list_groups", json!({}));
    let group = groups.as_array().unwrap().iter().find(|group| group["path"] == path).unwrap();
    let roles = page.done("list_roles", json!({}));
    let role = roles.as_array().unwrap().iter().find(|known| known["name"] == role).unwrap();
    json!({ "group": group["id"], "role": role["id"] })
}

/// These people, as buyers in Sales.
pub(crate) fn input(page: &Page, addresses: &[&str]) -> Value {
    let people: Vec<_> = addresses.iter().map(|address| json!({ "address": address, "name": null })).collect();
    json!({ "people": people, "assignments": [grant(page, "Sales", "Buyer")], "language": "de", "message": "" })
}

#[test]
fn a_pasted_text_is_read_as_people_before_anything_is_open() {
    let page = Page::new();
    let people = page.done("read_people", json!({ "text": "Zoë Ünal <zoe@example.net>; ben@example.net" }));
    assert_eq!(people[0], json!({ "address": "zoe@example.net", "name": "Zoë Ünal" }));
    assert_eq!(people.as_array().unwrap().len(), 2);
    assert!(page.call("read_people", json!({ "text": 7 })).is_err());
    let nothing = json!({ "people": [], "assignments": [], "language": null, "message": "" });
    assert_eq!(page.refused("invite", json!({ "input": nothing })), "no_workspace");
}

#[test]
fn people_are_checked_previewed_and_invited_and_their_mails_leave_by_themselves() {
    let page = Page::with_account();
    let mut input = input(&page, &["zoe@example.net", "ben@example.net", "ana@example.org"]);
    input["message"] = json!("Welcome\nto the team");
    let check = page.done("check_invite", json!({ "input": input }));
    let verdicts: Vec<_> = check["people"].as_array().unwrap().iter().map(|one| one["verdict"].clone()).collect();
    assert_eq!(verdicts, ["new", "new", "member"]);
    assert_eq!((&check["invitations"], &check["problems"]), (&json!(2), &json!([])));
    let preview = page.done("preview_invite", json!({ "input": input }));
    assert!(preview["subject"].as_str().unwrap().contains("Acme"));
    assert!(preview["text"].as_str().unwrap().contains("to the team"));
    assert!(preview["html"].as_str().unwrap().starts_with("<!"));
    assert!(!preview["text"].as_str().unwrap().contains("/i/"), "a link exists in the mail only");
    assert_eq!(page.done("list_users", everybody())["total"], 1, "nothing has happened yet");

    let outcome = page.done("invite", json!({ "input": input }));
    assert_eq!((&outcome["new"], &outcome["member"]), (&json!(2), &json!(1)));
    let sent = json!({ "query": { "states": ["sent"], "before": null, "limit": 10 } });
    page.wait_until("list_mail", &sent, |mails| mails["counts"]["sent"] == 2);
    assert_eq!(page.done("list_users", everybody())["total"], 3);
}

#[test]
fn one_address_that_is_wrong_keeps_everybody_from_being_invited() {
    let page = Page::with_account();
    let input = input(&page, &["zoe@example.net", "nobody", "zoe@example.net"]);
    let verdicts = page.done("check_invite", json!({ "input": input }));
    assert_eq!(
        (&verdicts["people"][1]["verdict"], &verdicts["people"][2]["verdict"]),
        (&json!("malformed"), &json!("twice"))
    );
    assert_eq!(page.refused("invite", json!({ "input": input })), "invalid_input");
    let mut endless = input.clone();
    endless["message"] = json!("x".repeat(100_000));
    assert_eq!(page.refused("preview_invite", json!({ "input": endless })), "invalid_input");
    assert_eq!(page.done("list_users", everybody())["total"], 1);
}

#[test]
fn more_people_than_are_invited_at_once_go_on_as_a_spreadsheet() {
    let page = Page::with_account();
    let addresses: Vec<_> = (0..21).map(|number| format!("person{number}@example.net")).collect();
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    let mut input = input(&page, &addresses);
    assert_eq!(page.refused("invite", json!({ "input": input })), "invalid_input");
    let plan = page.done("check_people_as_sheet", json!({ "input": input, "options": cautious() }));
    assert_eq!((&plan["counts"]["invited"], &plan["sheet"]), (&json!(21), &json!("")));
    let query = json!({ "query": { "plan": plan["plan"], "outcomes": [], "offset": 0, "limit": 5 } });
    assert_eq!(page.done("plan_rows", query)["total"], 21);
    // A file that is checked meanwhile is not taken for it, nor it for a file.
    let sheet = page.path("people.csv");
    std::fs::write(&sheet, "Email,Group,Role\nzoe@example.net,Sales,Buyer\n").unwrap();
    assert_eq!(page.check(&sheet, &cautious())["counts"]["invited"], 1);
    let import = page.carry_out(&plan["plan"]);
    assert_eq!(import["invitations"], 21);
    assert_eq!(page.refused("carry_out", json!({ "plan": plan["plan"], "removals": 0 })), "plan_gone");

    input["assignments"] = json!([]);
    let refused = page.refused("check_people_as_sheet", json!({ "input": input, "options": cautious() }));
    assert_eq!(refused, "invalid_input");
}
