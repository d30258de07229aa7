//! Join requests: those who ask come by the join link, and administrators decide.

use crate::{
    invite::grant,
    page::{Page, everybody},
};
use rollcall_app::ports::store::Ask;
use rollcall_domain::{EmailAddress, Language, PersonName};
use rollcall_testkit::request_links_in;
use serde_json::{Value, json};
use std::time::Duration;

/// Ana's account, in which these people ask to join, as by a join service that is a program of its own.
fn asked_by(people: &[&str]) -> Page {
    let page = Page::with_account();
    let terms = json!({ "last_day": null, "most_uses": null, "domains": [], "suggested": null, "welcome": "" });
    let link = page.done("make_join_link", json!({ "input": terms }));
    let secret = link["link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    tauri::async_runtime::block_on(async {
        let workspace = rollcall_host::open(&page.path("Acme.rollcall")).await.unwrap();
        for address in people {
            let ask = Ask {
                address: EmailAddress::parse(address).unwrap(),
                name: PersonName::parse("Zoë Ünal").unwrap(),
                note: None,
                language: Language::En,
            };
            workspace.app.ask_to_join(&secret, &ask).await.unwrap();
        }
        // The window takes it up, and mails.
        let mut links = request_links_in(&page.path("Acme.mails"));
        for _ in 0..200 {
            if links.len() == people.len() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            links = request_links_in(&page.path("Acme.mails"));
        }
        for address in people {
            assert!(workspace.app.confirm_request(&links[*address]).await.unwrap(), "{address}");
        }
        workspace.close().await;
    });
    page
}

fn list(page: &Page, limit: u32) -> Value {
    let query = json!({ "search": "", "statuses": [], "oldest_first": true, "offset": 0, "limit": limit });
    page.done("list_requests", json!({ "query": query }))
}

fn denial(request: &Value, block: &Value) -> Value {
    json!({ "input": { "requests": [request], "words": "Ask Ben first", "block": block } })
}

#[test]
fn who_asks_is_listed_counted_and_let_in() {
    let page = asked_by(&["zoe@example.net", "ben@example.net"]);
    let counted = list(&page, 0);
    assert_eq!((&counted["counts"]["pending"], &counted["requests"]), (&json!(2), &json!([])));
    let zoe = list(&page, 10)["requests"][0]["id"].clone();
    let shown = page.done("show_request", json!({ "request": zoe }));
    assert_eq!((&shown["address"], &shown["status"]), (&json!("zoe@example.net"), &json!("pending")));
    assert_eq!(page.refused("show_request", json!({ "request": 99 })), "not_found");

    let approval = json!({ "approvals": [{ "request": zoe, "assignment": grant(&page, "Sales", "Buyer") }] });
    assert_eq!(
        page.done("approve_requests", approval.clone()),
        json!({ "done": 1, "not_done": [], "invited": 0, "blocked": [] })
    );
    assert_eq!(page.done("list_users", everybody())["total"], 2);
    let again = page.done("approve_requests", approval);
    assert_eq!((&again["done"], &again["not_done"][0]["request"]), (&json!(0), &zoe));
    assert!(again["not_done"][0]["message"].as_str().unwrap().contains("Ana Almeida"), "{again}");
    let nowhere = json!({ "approvals": [{ "request": zoe, "assignment": { "group": 99, "role": 2 } }] });
    assert_eq!(page.refused("approve_requests", nowhere), "invalid_input");
}

#[test]
fn who_is_denied_may_be_blocked_and_a_block_is_taken_away_again() {
    let page = asked_by(&["zoe@example.net"]);
    let zoe = list(&page, 1)["requests"][0]["id"].clone();
    assert!(page.call("deny_requests", denial(&zoe, &json!("everybody"))).is_err());
    assert_eq!(page.done("deny_requests", denial(&zoe, &json!("addresses")))["done"], 1);
    assert_eq!(list(&page, 1)["requests"][0]["words"], "Ask Ben first");
    let blocks = page.done("list_blocks", json!({}));
    assert_eq!((&blocks[0]["what"], &blocks[0]["by"]), (&json!("zoe@example.net"), &json!("Ana Almeida")));
    page.done("unblock", json!({ "what": "zoe@example.net" }));
    assert_eq!(page.done("list_blocks", json!({})), json!([]));
    assert_eq!(page.refused("unblock", json!({ "what": "zoe@example.net" })), "not_found");
}
