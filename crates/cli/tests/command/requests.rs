//! Those who ask to join: listing, approving and denying their requests.

use crate::place::{Place, Run, keys};
use serde_json::{Value, json};

/// What a browser sends from the page of the join link.
pub(crate) fn ask_form(name: &str, address: &str) -> String {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    format!("name={}&address={}&note=", escaped(name), escaped(address))
}

/// An account whose second administrator is Ben.
pub(crate) fn with_ben() -> Place {
    let place = Place::with_account_since(300);
    place.run(["invite", "ben@example.net", "--name", "Ben", "--group", "/", "--role", "Administrator"]).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    place
}

/// Zoë and Cy asked 20 days ago, Di today.
fn place() -> Place {
    let place = Place::with_account_since(300);
    place.asked_days_ago(20, &["zoe@example.net", "cy@example.net"]);
    place.asked_days_ago(0, &["di@example.org"]);
    place
}

fn emails(page: &Value) -> Vec<&str> {
    page["requests"].as_array().unwrap().iter().map(|row| row["email"].as_str().unwrap()).collect()
}

/// To Sales as a buyer.
const SALES: [&str; 4] = ["--group", "Sales", "--role", "Buyer"];

fn approve(place: &Place, who: &[&str]) -> Run {
    place.run(["approve"].iter().chain(who).chain(&SALES).copied())
}

#[test]
fn a_request_in_json_has_exactly_the_keys_that_were_promised() {
    let place = place();
    let page = place.json(["requests", "--search", "zoe"], 0);
    assert_eq!(keys(&page), ["counts", "next", "requests", "total"]);
    assert_eq!(keys(&page["counts"]), ["ageing", "approved", "denied", "lapsed", "pending", "withdrawn"]);
    let request = &page["requests"][0];
    let promised = [
        "confirmed_at",
        "decided_at",
        "decided_by",
        "domain",
        "domain_known",
        "email",
        "given",
        "id",
        "lapses_at",
        "name",
        "note",
        "status",
        "suggested",
        "suggested_by",
        "user_state",
        "words",
    ];
    assert_eq!(keys(request), promised);
    assert_eq!(
        ["email", "name", "note", "status", "domain", "domain_known", "user_state", "suggested"]
            .map(|key| &request[key]),
        [
            &json!("zoe@example.net"),
            &json!("Somebody"),
            &json!("From the fair"),
            &json!("ageing"),
            &json!("example.net"),
            &json!(false),
            &Value::Null,
            &Value::Null,
        ]
    );
    approve(&place, &["zoe@example.net"]).done();
    let page = place.json(["requests", "--status", "approved"], 0);
    let request = &page["requests"][0];
    assert_eq!(
        ["decided_by", "given", "user_state", "lapses_at", "words"].map(|key| &request[key]),
        [&json!("Ana"), &json!({ "group": "Sales", "role": "Buyer" }), &json!("active"), &Value::Null, &Value::Null]
    );
}

#[test]
fn those_that_wait_are_listed_and_others_by_their_status_and_a_search() {
    let place = place();
    let list = |arguments: &[&str]| place.json(["requests"].iter().chain(arguments).copied(), 0);
    let waiting = list(&[]);
    assert_eq!((emails(&waiting)[0], &waiting["total"]), ("di@example.org", &json!(3)), "the newest first");
    assert_eq!(emails(&list(&["--oldest"]))[2], "di@example.org");
    assert_eq!(emails(&list(&["--status", "pending"])), ["di@example.org"]);
    assert_eq!(emails(&list(&["--search", "cy somebody"])), ["cy@example.net"]);
    place.run(["deny", "cy@example.net"]).done();
    assert_eq!(emails(&list(&["--status", "denied"])), ["cy@example.net"]);
    assert_eq!(list(&[])["total"], 2);
    let counts = list(&[])["counts"].clone();
    assert_eq!([&counts["pending"], &counts["ageing"], &counts["denied"]], [1, 1, 1]);

    let mut seen = Vec::new();
    let mut offset = Some(0);
    while let Some(next) = offset {
        let page = list(&["--oldest", "--limit", "1", "--offset", &next.to_string()]);
        assert_eq!(page["total"], 2);
        seen.extend(emails(&page).into_iter().map(str::to_owned));
        offset = page["next"].as_u64();
    }
    assert_eq!(seen, ["zoe@example.net", "di@example.org"]);
    let run = place.run(["requests", "--status", "asleep"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
}

#[test]
fn people_get_a_table_that_says_how_requests_stand() {
    let place = place();
    let text = place.run(["requests", "--limit", "1"]).done();
    assert!(text.contains("di@example.org") && text.contains("From the fair"), "{text}");
    assert!(text.contains("1 of 3 requests. The next ones: --offset 1"), "{text}");
    assert!(text.contains("How they stand: 1 pending, 2 ageing."), "{text}");
    assert!(place.run(["requests", "--status", "denied"]).done().starts_with("No request matches."));
}

#[test]
fn the_table_says_who_comes_from_a_new_domain_or_was_removed_and_cuts_what_is_long() {
    let place = Place::with_account_since(300);
    place.asked_days_ago(9, &["zoe@example.net"]);
    approve(&place, &["zoe@example.net"]).done();
    place.run(["remove", "zoe@example.net", "--yes"]).done();
    let long = "We met at the fair. ".repeat(49);
    place.asked_with_note(1, &["zoe@example.net", "li@elsewhere.example"], long.trim_end());
    let text = place.run(["requests"]).done();
    let line = |who: &str| text.lines().find(|line| line.contains(who)).unwrap().to_owned();
    assert!(line("zoe@").contains("  was removed  We met at the fair."), "{text}");
    assert!(line("li@").contains("  new  ") && !line("li@").contains("was removed"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 200), "{text}");
    assert!(line("li@").ends_with("We met at the fair. We met at the fair. We met at the fair.…"), "{text}");
    let whole = place.json(["requests", "--search", "li@"], 0);
    assert_eq!(whole["requests"][0]["note"], long.trim_end());
}

#[test]
fn requests_are_approved_by_address_or_by_id() {
    let place = place();
    let id = place.json(["requests", "--search", "cy"], 0)["requests"][0]["id"].to_string();
    let done = place.json(["approve", "ZOE@example.net", &id, "zoe@EXAMPLE.net"].into_iter().chain(SALES), 0);
    assert_eq!(done, json!({ "done": 2, "not_done": [] }));
    for address in ["zoe@example.net", "cy@example.net"] {
        assert_eq!(place.status(address), "active");
    }
    assert_eq!(emails(&place.json(["requests"], 0)), ["di@example.org"]);
    place.asked_days_ago(0, &["li@bücher.example", "ed@example.net"]);
    assert!(place.run(["requests", "--search", "ed@"]).done().contains("others are from there"));
    approve(&place, &["LI@xn--bcher-kva.example"]).done();
    assert_eq!(emails(&place.json(["requests"], 0)), ["ed@example.net", "di@example.org"]);
    let text = place.run(["users", "--search", "zoe"]).done();
    assert!(text.contains("join link") && text.contains("Sales: Buyer"), "{text}");
}

#[test]
fn who_comes_too_late_reads_who_did_what_and_what_could_be_done_is() {
    let place = with_ben();
    place.asked_days_ago(1, &["zoe@example.net", "cy@example.net"]);
    place.run(["deny", "zoe@example.net", "--as", "ben@example.net"]).done();
    let mut late = place.command(["approve", "zoe@example.net", "cy@example.net", "eve@example.net", "999"]);
    let (done, not_done) = Run::of(late.args(SALES).args(["--as", "ana@example.org"])).partly();
    assert!(done.contains("One request was approved."), "{done}");
    assert!(not_done.contains("zoe@example.net was already denied by Ben on "), "{not_done}");
    assert!(not_done.contains("There are no requests of eve@example.net, 999 that you may decide."), "{not_done}");
    for arguments in [&["approve", "cy@example.net", "--suggested"][..], &["deny", "cy@example.net"]] {
        let why = place.run(arguments.iter().copied().chain(["--as", "ben@example.net"])).refused();
        assert!(why.contains("already approved by Ana") && why.contains("Nothing was changed."), "{why}");
    }
    let document = place.json(["deny", "cy@example.net", "eve@example.net", "--as", "ana@example.org"], 2);
    assert_eq!(keys(&document["not_done"][0]), ["message", "request"]);
    assert_eq!(keys(&document["not_done"][1]), ["count", "message", "reason"]);
}

#[test]
fn each_gets_what_is_suggested_and_for_whom_nothing_is_must_be_said() {
    let place = Place::with_account_since(300);
    place.asked_days_ago(2, &["yan@example.net"]);
    place.run(["deny", "yan@example.net"]).done();
    let (_, warning) = place.run(["link", "set", "--group", "Finance", "--role", "Tech"]).warned();
    assert!(warning.contains("join.public_url"));
    place.asked_days_ago(1, &["zoe@example.net"]);
    assert_eq!(place.json(["requests"], 0)["requests"][0]["suggested_by"], "link");
    assert_eq!(place.json(["approve", "zoe@example.net", "--suggested"], 0)["done"], 1);
    let users = place.json(["users", "--search", "zoe"], 0);
    assert_eq!(users["users"][0]["assignments"], json!([{ "group": "Finance", "role": "Tech" }]));

    place.run(["link", "set", "--group", "none"]).warned();
    place.asked_days_ago(1, &["cy@elsewhere.example"]);
    let why = place.run(["approve", "cy@elsewhere.example", "--suggested"]).refused();
    assert!(why.contains("Nothing is suggested for cy@elsewhere.example.") && why.contains("--group"), "{why}");
    assert_eq!(place.json(["requests"], 0)["total"], 1);
}

#[test]
fn all_that_wait_are_let_in_only_by_who_is_sure() {
    let place = place();
    let all = |more: &[&'static str]| place.run(["approve", "--all"].iter().chain(&SALES).chain(more).copied());
    let why = all(&[]).refused();
    assert!(why.contains("--yes"), "{why}");
    assert_eq!(place.json(["requests"], 0)["total"], 3);
    assert!(all(&["--yes"]).done().contains("3 requests were approved."));
    assert_eq!(all(&[]).done(), "No request waits for a decision.\n");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_number_of_those_who_are_let_in_must_be_typed() {
    let place = place();
    let typed = |line: &str| place.at_terminal("approve --all --group Sales --role Buyer", line);
    let no = typed("2\n");
    assert_eq!(no.status, Some(2), "{no:?}");
    assert!(no.stdout.contains("<zoe@example.net>") && no.stdout.contains("That is not their number."), "{no:?}");
    assert_eq!(place.json(["requests"], 0)["total"], 3);
    let yes = typed("3\n");
    assert_eq!(yes.status, Some(0), "{yes:?}");
    assert_eq!(place.json(["requests"], 0)["total"], 0);
}

#[test]
fn whoever_was_removed_before_is_invited_and_must_accept() {
    let place = Place::with_account_since(300);
    place.asked_days_ago(9, &["zoe@example.net"]);
    approve(&place, &["zoe@example.net"]).done();
    place.run(["remove", "zoe@example.net", "--yes"]).done();
    place.asked_days_ago(0, &["zoe@example.net"]);
    let said = approve(&place, &["zoe@example.net"]).done();
    assert!(said.contains("One of them is invited"), "{said}");
    assert_eq!(place.status("zoe@example.net"), "pending");
}

#[test]
fn words_go_with_a_denial_and_what_is_blocked_can_be_let_go() {
    let place = place();
    assert_eq!(place.run(["blocked"]).done(), "Nothing is blocked.\n");
    let said = place.run(["deny", "zoe@example.net", "--message", "Ask Ben first.", "--block", "address"]).done();
    assert!(said.contains("One request was denied.") && said.contains("from zoe@example.net any more"), "{said}");
    place.run(["deny", "cy@example.net"]).done();
    let (said, late) = place.run(["deny", "cy@example.net", "--block", "domain"]).partly();
    assert!(
        said.starts_with("No request comes from @example.net any more.") && late.contains("already denied"),
        "{late}"
    );
    assert!(!late.contains("Nothing was changed"), "{late}");
    place.run(["mail", "deliver"]).done();
    let mails = std::fs::read_dir(place.path("Acme.mails")).unwrap();
    let mails: Vec<_> = mails.map(|mail| std::fs::read(mail.unwrap().path()).unwrap()).collect();
    assert!(mails.iter().any(|mail| String::from_utf8_lossy(mail).contains("Ask Ben first.")));

    let blocked = place.json(["blocked"], 0);
    let what: Vec<_> = blocked["blocked"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["@example.net", "zoe@example.net"]);
    assert_eq!(keys(&blocked["blocked"][0]), ["at", "by", "what"]);
    let text = place.run(["blocked"]).done();
    assert!(text.contains("@example.net") && text.contains("Ana"), "{text}");

    assert!(place.run(["blocked", "--remove", "Example.NET"]).done().contains("again"));
    assert!(place.run(["blocked", "--remove", "example.net"]).refused().contains("not blocked"));
    assert!(place.run(["blocked", "--remove", "nothing"]).refused().contains("cannot be used"));
    place.run(["blocked", "--remove", "zoe@example.net"]).done();
    assert_eq!(place.json(["blocked"], 0)["blocked"], json!([]));
}

#[test]
fn one_administrates_only_the_requests_that_are_for_ones_part() {
    let place = Place::with_account_since(300);
    place.run(["invite", "ben@example.net", "--name", "Ben", "--group", "Sales", "--role", "Administrator"]).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    let ben = ["--as", "ben@example.net"];
    place.asked_days_ago(2, &["yan@example.org"]);
    assert_eq!(place.json(["requests"].into_iter().chain(ben), 0)["total"], 0);
    place.run(["link", "set", "--group", "Sales/EMEA", "--role", "Buyer", "--as", "ana@example.org"]).warned();
    place.asked_days_ago(1, &["zoe@example.org"]);
    assert_eq!(place.json(["requests"].into_iter().chain(ben), 0)["total"], 1);
    let finance = ["approve", "zoe@example.org", "--group", "Finance", "--role", "Buyer"];
    assert!(place.run(finance.into_iter().chain(ben)).refused().contains("“Finance”"));
    let root = "Only an administrator of the whole account";
    for arguments in
        [&["link", "show"][..], &["link", "new"], &["blocked"], &["deny", "zoe@example.org", "--block", "domain"]]
    {
        assert!(place.run(arguments.iter().copied().chain(ben)).refused().contains(root), "{arguments:?}");
    }
    assert_eq!(place.json(["approve", "zoe@example.org", "--suggested"].into_iter().chain(ben), 0)["done"], 1);
}

#[test]
fn what_is_not_said_whole_is_not_begun() {
    let place = place();
    for wrong in [
        &["approve"][..],
        &["approve", "zoe@example.net"],
        &["approve", "zoe@example.net", "--group", "Sales"],
        &["approve", "zoe@example.net", "--suggested", "--group", "Sales", "--role", "Buyer"],
        &["approve", "zoe@example.net", "--all", "--suggested"],
        &["approve", "zoe", "--suggested"],
        &["deny"],
        &["deny", "zoe@example.net", "--block", "everything"],
    ] {
        let run = place.run(wrong.iter().copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
    let why = place.run(["approve", "zoe@example.net", "--group", "Slaes", "--role", "King"]).refused();
    assert!(why.contains("“Sales”") && why.contains("King"), "{why}");
    assert_eq!(place.json(["requests"], 0)["total"], 3);
}
