//! Sending invitations again, and taking them back.

use crate::{
    place::{Place, keys},
    serve::Served,
};
use serde_json::Value;

/// Zoë and Ben were invited 80 days ago, Di 200 days ago; Cy just now, and the mail waits.
fn place() -> Place {
    let place = Place::with_account_since(300);
    place.invited_days_ago(200, &["di@example.net"]);
    place.invited_days_ago(80, &["zoe@example.net", "ben@example.net"]);
    place.run(["invite", "cy@example.net", "--group", "Sales/EMEA", "--role", "Buyer"]).done();
    place
}

fn reasons(document: &Value) -> Vec<(&str, u64)> {
    let not_done = document["not_done"].as_array().unwrap().iter();
    not_done.map(|one| (one["reason"].as_str().unwrap(), one["count"].as_u64().unwrap())).collect()
}

#[test]
fn a_resend_kills_the_old_link_and_the_new_one_works() {
    let place = Place::with_account_since(300);
    let old = place.invited_days_ago(200, &["di@example.net"])["di@example.net"].clone();
    let served = Served::begin(&place);
    assert!(!served.is_open(&old), "expired");
    assert_eq!(place.status("di@example.net"), "expired");
    let said = place.run(["resend", "di@example.net"]).done();
    assert!(said.contains("One invitation is sent again") && said.contains("90 days"), "{said}");
    let new = place.wait_for_link("di@example.net");
    assert_ne!(new, old);
    assert!(served.is_open(&new) && !served.is_open(&old));
    assert_eq!(place.status("di@example.net"), "pending");
}

#[test]
fn a_cancelled_link_gets_the_polite_page_and_so_does_its_answer() {
    let place = Place::with_account();
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    let served = Served::begin(&place);
    let link = place.wait_for_link("zoe@example.net");
    assert!(served.is_open(&link));
    let said = place.run(["cancel", "zoe@example.net"]).done();
    assert!(said.contains("One invitation was cancelled"), "{said}");
    assert!(!served.is_open(&link));
    served.accept(&link);
    assert_eq!(place.status("zoe@example.net"), "cancelled");
}

#[test]
fn what_was_done_and_what_was_not_is_one_document() {
    let place = place();
    let people = ["zoe@example.net", "cy@example.net", "ana@example.org", "eve@example.net", "ZOE@example.net"];
    let document = place.json(["resend"].into_iter().chain(people), 1);
    assert_eq!(keys(&document), ["done", "not_done"]);
    assert_eq!(document["done"], 1);
    assert_eq!(reasons(&document), [("waiting", 1), ("unknown", 1), ("never_invited", 1)]);
    assert_eq!(keys(&document["not_done"][0]), ["count", "message", "reason"]);
    assert!(document["not_done"][1]["message"].as_str().unwrap().contains("eve@example.net"));
    let (done, not_done) = place.run(["cancel", "zoe@example.net", "eve@example.net"]).partly();
    assert!(done.contains("One invitation was cancelled") && !done.contains("eve"), "{done}");
    assert!(not_done.contains("no user with the address eve@example.net"), "{not_done}");
}

#[test]
fn what_cannot_be_done_with_anybody_is_refused_with_the_reason() {
    let place = place();
    place.run(["accept", "--record", "zoe@example.net"]).done();
    let before = (place.json(["invitations"], 0), place.mails("queued"));
    for command in ["resend", "cancel"] {
        let why = place.run([command, "zoe@example.net"]).refused();
        assert!(why.contains("was accepted on") && why.contains("Nothing was changed."), "{why}");
        assert!(place.run([command, "eve@example.net"]).refused().contains("eve@example.net"));
        let run = place.run([command, "zoe@example.net", "--json"]);
        assert_eq!((run.status, reasons(&run.document())), (Some(2), vec![("accepted", 1)]));
    }
    assert_eq!((place.json(["invitations"], 0), place.mails("queued")), before);
}

#[test]
fn a_second_resend_within_minutes_is_too_soon() {
    let place = place();
    place.run(["resend", "ben@example.net"]).done();
    assert!(place.run(["resend", "ben@example.net"]).refused().contains("waits in the outbox"));
    place.run(["mail", "deliver"]).done();
    let mails = place.mails("sent");
    assert!(place.run(["resend", "ben@example.net"]).refused().contains("left a moment ago"));
    place.run(["mail", "deliver"]).done();
    assert_eq!(place.mails("sent"), mails, "no second mail");
}

#[test]
fn all_that_match_are_meant_by_their_status_a_search_and_a_group() {
    let place = place();
    let run = |arguments: &[&'static str]| place.json(arguments.iter().copied(), 0)["done"].as_u64().unwrap();
    assert_eq!(run(&["cancel", "--status", "pending", "--group", "Finance"]), 0);
    assert_eq!(place.run(["cancel", "--status", "declined"]).done(), "No invitation matches.\n");
    assert_eq!(run(&["resend", "--status", "expired,expiring", "--search", "ben"]), 1);
    assert_eq!(run(&["resend", "--status", "expired", "--status", "expiring"]), 2, "Ben's runs anew");
    assert_eq!(run(&["cancel", "--status", "pending", "--group", "sales"]), 4);
    let cancelled = place.json(["invitations", "--status", "cancelled"], 0);
    assert_eq!(cancelled["total"], 4);
    assert_eq!((place.mails("queued"), place.json(["mail", "deliver"], 0)["sent"].as_u64()), (0, Some(0)));
}

#[test]
fn addresses_or_a_filter_must_be_given_and_not_both() {
    let place = place();
    for wrong in [&[][..], &["--search", "zoe"], &["zoe@example.net", "--status", "pending"], &["nobody"]] {
        for command in ["resend", "cancel"] {
            let run = place.run([command].iter().chain(wrong).copied());
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        }
    }
    assert!(place.run(["cancel", "--status", "pending", "--group", "Slaes"]).refused().contains("“Sales”"));
    assert_eq!(place.json(["invitations", "--status", "cancelled"], 0)["total"], 0);
}
