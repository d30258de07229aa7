//! What is done with invitations.

use crate::{
    invite::{grant, input},
    page::Page,
};
use serde_json::{Value, json};

/// Ana's account, with an invitation to Zoë that has left.
fn with_zoe() -> (Page, Value) {
    let page = Page::with_account();
    page.done("invite", json!({ "input": input(&page, &["zoe@example.net"]) }));
    let list = page.wait_until("list_invitations", &all(), |list| list["invitations"][0]["delivery"] == "sent");
    let id = list["invitations"][0]["id"].clone();
    (page, id)
}

/// The newest invitations, those sent last first.
fn all() -> Value {
    json!({ "query": {
        "search": "", "statuses": [], "group": null, "deliveries": [],
        "sort": "name", "descending": false, "offset": 0, "limit": 100,
    } })
}

fn only(page: &Page) -> Value {
    page.done("list_invitations", all())["invitations"][0].clone()
}

fn these(id: &Value) -> Value {
    json!({ "selection": { "kind": "these", "invitations": [id] } })
}

#[test]
fn the_list_says_where_an_invitation_stands() {
    let (page, _) = with_zoe();
    let invitation = only(&page);
    assert_eq!((&invitation["status"], &invitation["invited_by"]), (&json!("pending"), &json!("Ana Almeida")));
    assert!(invitation["sent_at"].is_string() && invitation["next_reminder"].is_string(), "{invitation}");
    let mut query = all();
    query["query"]["statuses"] = json!(["expired"]);
    assert_eq!(page.done("list_invitations", query)["total"], 0);
    assert!(page.call("list_invitations", json!({ "query": { "statuses": ["lost"] } })).is_err());
}

#[test]
fn what_was_just_sent_is_not_sent_again_and_the_outcome_says_why() {
    let (page, id) = with_zoe();
    let outcome = page.done("resend_invitations", these(&id));
    assert_eq!((&outcome["done"], &outcome["not_done"][0]["reason"]), (&json!(0), &json!("too_soon")));
    let matching = json!({ "selection": { "kind": "matching", "query": all()["query"], "except": [id] } });
    assert_eq!(page.done("resend_invitations", matching), json!({ "done": 0, "not_done": [] }));
    page.done("close_workspace", json!({}));
    assert_eq!(page.refused("resend_invitations", these(&id)), "no_workspace");
}

#[test]
fn an_invitation_is_cancelled_once() {
    let (page, id) = with_zoe();
    assert_eq!(page.done("cancel_invitations", these(&id))["done"], 1);
    assert_eq!(only(&page)["status"], "cancelled");
    let again = page.done("cancel_invitations", these(&id));
    assert_eq!((&again["done"], &again["not_done"][0]["reason"]), (&json!(0), &json!("cancelled")));
    assert_eq!(page.refused("copy_invitation_link", json!({ "invitation": id })), "invitation_not_open");
    let recorded = json!({ "answer": "accept", "name": "", "note": "" });
    let refused = page.refused("record_answer", json!({ "invitation": id, "recorded": recorded }));
    assert_eq!(refused, "invitation_not_open");
}

#[test]
fn a_link_is_copied_and_another_one_saved_in_a_mail() {
    let (page, id) = with_zoe();
    let copied = page.done("copy_invitation_link", json!({ "invitation": id }));
    let copied = copied["link"].as_str().unwrap();
    assert!(copied.starts_with("http://127.0.0.1:8710/i/"), "{copied}");
    page.pick(&page.path("for Zoë"));
    let saved = page.done("save_invitation_mail", json!({ "invitation": id }));
    assert_eq!(saved["name"], "for Zoë.eml");
    let mail = std::fs::read(page.path("for Zoë.eml")).unwrap();
    let (to, token) = rollcall_testkit::link_of(&mail).unwrap();
    assert_eq!(to, "zoe@example.net");
    assert!(!copied.ends_with(&token), "each has a link of its own");
}

#[test]
fn no_link_is_made_for_a_mail_that_is_not_saved() {
    let (page, id) = with_zoe();
    let user = only(&page)["user"].clone();
    let happened = || page.done("show_user", json!({ "user": user }))["history"].as_array().unwrap().len();
    let before = happened();
    assert_eq!(page.done("save_invitation_mail", json!({ "invitation": id })), json!(null), "the dialog was closed");
    page.pick(&page.path("none/zoe.eml"));
    assert_eq!(page.refused("save_invitation_mail", json!({ "invitation": id })), "file_not_written");
    page.done("cancel_invitations", these(&id));
    page.pick(&page.path("zoe.eml"));
    assert_eq!(page.refused("save_invitation_mail", json!({ "invitation": id })), "invitation_not_open");
    assert!(!page.path("zoe.eml").exists());
    assert_eq!(happened(), before + 1, "the cancellation, and nothing else");
    assert_eq!(page.refused("save_invitation_mail", json!({ "invitation": 99 })), "not_found");
}

#[test]
fn another_role_is_offered_if_it_offers_what_was_seen_and_something_then() {
    let (page, _) = with_zoe();
    let (buyer, finance) = (grant(&page, "Sales", "Buyer"), grant(&page, "Finance", "Finance"));
    let these = json!({ "kind": "these", "users": [only(&page)["user"]] });
    let change = |from: &[&Value], to: &[&Value]| {
        let set = json!({ "kind": "set", "from": from, "to": to });
        let done = page.done("change_roles", json!({ "selection": these, "change": set }));
        (done["done"].clone(), done["left"].clone())
    };
    assert_eq!(change(&[&buyer], &[&buyer, &finance]), (json!(1), json!(0)));
    assert_eq!(only(&page)["offered"].as_array().unwrap().len(), 2);
    assert_eq!(change(&[&buyer], &[&finance]), (json!(0), json!(1)), "somebody changed it meanwhile");
    assert_eq!(change(&[&buyer, &finance], &[]), (json!(0), json!(1)), "it would offer nothing");
    assert_eq!(only(&page)["offered"].as_array().unwrap().len(), 2);
}

#[test]
fn an_answer_by_telephone_counts_as_one_by_the_link() {
    let (page, id) = with_zoe();
    let recorded = json!({ "answer": "accept", "name": "Zoë Ünal", "note": "on the telephone" });
    page.done("record_answer", json!({ "invitation": id, "recorded": recorded }));
    let invitation = only(&page);
    assert_eq!((&invitation["status"], &invitation["answer_note"]), (&json!("accepted"), &json!("on the telephone")));
    assert_eq!(page.done("show_user", json!({ "user": invitation["user"] }))["name"], "Zoë Ünal");
    let wrong = json!({ "answer": "accept", "name": "a\u{0}b", "note": "" });
    assert_eq!(page.refused("record_answer", json!({ "invitation": id, "recorded": wrong })), "invalid_input");
}
