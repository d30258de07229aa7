//! The whole way of somebody who asks to join, by the join service and the command.

use crate::{
    place::Place,
    requests::{ask_form, with_ben},
    serve::Served,
};
use serde_json::json;

/// The part of a link behind its base.
fn path_of(link: &serde_json::Value) -> String {
    format!("/j/{}", link["link"].as_str().unwrap().split("/j/").nth(1).unwrap())
}

#[test]
fn somebody_asks_proves_their_address_and_is_let_in() {
    let place = Place::with_account();
    let made = place.json(["link", "new", "--group", "Sales", "--role", "Buyer"], 0);
    let served = Served::begin(&place);
    let page = path_of(&made);
    assert!(served.get(&page).contains("<form"));
    let answer = served.post(&page, &ask_form("Zoë", "zoe@example.net"));
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("/asked"), "{answer}");

    let own = format!("/r/{}", place.wait_for_request_link("zoe@example.net"));
    assert!(served.get(&own).contains("<form") && served.get(&own).contains("<form"));
    assert_eq!(place.json(["requests"], 0)["total"], 0, "opening changes nothing");
    served.post(&own, "action=confirm");
    let page = place.json(["requests"], 0);
    assert_eq!((&page["total"], &page["requests"][0]["email"]), (&json!(1), &json!("zoe@example.net")));
    assert_eq!(page["requests"][0]["suggested"], json!({ "group": "Sales", "role": "Buyer" }));
    assert_eq!(place.json(["link", "show"], 0)["uses"], 1);

    let said = place.run(["approve", "zoe@example.net", "--suggested"]).done();
    assert!(said.contains("One request was approved."), "{said}");
    assert_eq!(place.status("zoe@example.net"), "active");
    let user = &place.json(["users", "--search", "zoe"], 0)["users"][0];
    assert_eq!((&user["came_by"], &user["name"]), (&json!("link"), &json!("Zoë")));
    let late = place.run(["approve", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).refused();
    assert!(late.contains("already approved by Ana"), "{late}");
    assert!(place.run(["deny", "zoe@example.net"]).refused().contains("already approved by Ana"));
    let mails = || place.json(["mail", "list", "--state", "sent"], 0)["mails"].to_string();
    crate::place::until(|| mails().contains("\"approved\""), "the mail that says so");
    assert_eq!(served.end(), Some(0));
}

#[test]
fn a_new_link_kills_the_old_page_at_once_and_a_disabled_one_sleeps() {
    let place = Place::with_account();
    let old = path_of(&place.json(["link", "new"], 0));
    let served = Served::begin(&place);
    let is_open = |page: &str| served.get(page).contains("<form");
    assert!(is_open(&old));
    let new = path_of(&place.json(["link", "new"], 0));
    assert!(!is_open(&old) && is_open(&new));
    place.run(["link", "disable"]).done();
    assert!(!is_open(&new));
    served.post(&new, &ask_form("Zoë", "zoe@example.net"));
    place.run(["link", "enable"]).warned();
    assert!(is_open(&new) && !is_open(&old));
    place.run(["mail", "run"]).done();
    assert_eq!(place.json(["mail", "list"], 0)["mails"], json!([]), "nobody was taken at his word meanwhile");
}

/// Where mails leave by the clock, and not beside the join service.
#[test]
fn a_delivery_first_takes_up_what_was_asked() {
    for command in ["deliver", "run"] {
        let place = Place::with_account();
        place.ask(&["zoe@example.net", "ana@example.org"]);
        assert_eq!(place.json(["mail", command], 0)["sent"], 2, "{command}");
        place.wait_for_request_link("zoe@example.net");
        assert_eq!(place.run(["mail", command]).done(), "No mail was due.\n");
    }
}

#[test]
fn a_round_by_the_clock_tends_requests() {
    let place = Place::with_account_since(300);
    place.asked_days_ago(40, &["zoe@example.net"]);
    assert_eq!(place.json(["mail", "run"], 0)["reminded"], 0);
    assert_eq!(place.json(["requests", "--status", "lapsed"], 0)["total"], 1);
    let late = place.run(["approve", "zoe@example.net", "--suggested"]).refused();
    assert!(late.contains("lapsed on"), "{late}");
}

#[test]
fn of_two_shells_that_decide_at_once_one_wins_and_the_other_reads_who() {
    let place = with_ben();
    for round in 0..6 {
        let address = format!("p{round}@example.net");
        place.asked_days_ago(0, &[&address]);
        let start = |arguments: [&str; 2], who: &str| {
            let mut command = place.command(arguments);
            if arguments[0] == "approve" {
                command.args(["--group", "Sales", "--role", "Buyer"]);
            }
            command.args(["--as", who]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        };
        let ana = start(["approve", &address], "ana@example.org");
        let ben = start(["deny", &address], "ben@example.net");
        let end = |child: std::process::Child| crate::place::Run::from(child.wait_with_output().unwrap());
        let (ana, ben) = (end(ana), end(ben));
        let row =
            place.json(["requests", "--status", "approved,denied", "--search", &address, "--as", "ana@example.org"], 0);
        let decided = row["requests"][0]["status"].as_str().unwrap();
        if decided == "approved" {
            ana.done();
            assert!(ben.refused().contains("already approved by Ana"), "round {round}");
        } else {
            ben.done();
            assert!(ana.refused().contains("already denied by Ben"), "round {round}");
        }
    }
}
