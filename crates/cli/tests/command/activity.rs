//! What happened: listing it, writing it as a table, and verifying it.

use crate::place::{Place, Run, keys};
use rollcall_domain::Clock as _;
use rollcall_host::SystemClock;
use serde_json::{Value, json};

/// Zoë was invited by a file and accepted, Ben was invited and removed by her.
fn place() -> Place {
    let place = Place::with_account();
    let file = place.file("users.csv", "Email,Name,Group,Role\nzoe@example.net,Zoë,/,Administrator\n");
    place.run(["import", &file, "--allow-administrators"]).done();
    place.run(["accept", "--record", "zoe@example.net"]).done();
    let zoe = ["--as", "zoe@example.net"];
    place.run(["invite", "ben@example.net", "--group", "Sales", "--role", "Buyer"].into_iter().chain(zoe)).done();
    place.run(["remove", "ben@example.net", "--yes", "--reason", "left us"].into_iter().chain(zoe)).done();
    place
}

fn list(place: &Place, arguments: &[&str]) -> Value {
    place.json(["activity", "--as", "ana@example.org"].iter().chain(arguments).copied(), 0)
}

fn verbs(page: &Value) -> Vec<&str> {
    page["entries"].as_array().unwrap().iter().map(|entry| entry["verb"].as_str().unwrap()).collect()
}

fn verify(place: &Place, arguments: &[&str]) -> Run {
    place.run(["verify", "--as", "ana@example.org"].iter().chain(arguments).copied())
}

#[test]
fn what_happened_is_listed_newest_first_with_exactly_the_keys_that_were_promised() {
    let place = place();
    let page = list(&place, &[]);
    assert_eq!(keys(&page), ["entries", "next", "total"]);
    let newest = &page["entries"][0];
    assert_eq!(keys(newest), ["at", "by", "detail", "id", "import", "undo", "user", "verb", "whom"]);
    assert_eq!((&newest["verb"], &newest["by"]), (&json!("removed"), &json!("Zoë")));
    assert_eq!(verbs(&page).last(), Some(&"account_created"));
    assert_eq!(page["total"].as_u64().unwrap(), verbs(&page).len() as u64);
    let text = place.run(["activity", "--limit", "1", "--as", "ana@example.org"]).done();
    assert!(text.contains("Removed from the account") && text.contains("ben@example.net"), "{text}");
    assert!(text.contains("The next ones: --offset 1"), "{text}");
}

#[test]
fn what_can_be_undone_is_listed_with_what_to_type() {
    let place = place();
    let page = list(&place, &["--user", "ben@example.net"]);
    let (removal, invitation) = (&page["entries"][0], &page["entries"][1]);
    let acts = format!("{0}-{0}", removal["id"]);
    assert_eq!((&removal["undo"], &invitation["undo"]), (&json!(acts), &Value::Null));
    let text = place.run(["activity", "--limit", "1", "--as", "ana@example.org"]).done();
    assert!(text.contains("To undo") && text.contains(&acts), "{text}");
    place.run(["undo", &acts, "--as", "ana@example.org"]).done();
    let after = list(&place, &["--user", "ben@example.net"]);
    assert_eq!(verbs(&after), ["removal_undone", "removed", "invited"]);
    assert!(after["entries"].as_array().unwrap().iter().all(|entry| entry["undo"].is_null()), "{after}");
}

#[test]
fn what_happened_is_filtered() {
    let place = place();
    assert_eq!(verbs(&list(&place, &["--user", "ben@example.net"])), ["removed", "invited"]);
    assert_eq!(verbs(&list(&place, &["--by", "zoe@example.net"])), ["removed", "invited"]);
    assert_eq!(verbs(&list(&place, &["--search", "ben", "--by", "ana@example.org"])), Vec::<&str>::new());
    assert_eq!(verbs(&list(&place, &["--verb", "removed,account-created"])), ["removed", "account_created"]);
    assert_eq!(verbs(&list(&place, &["--import", "1", "--user", "zoe@example.net"])), ["invited"]);
    let day = |days| SystemClock.now().plus_days(days).to_string()[..10].to_owned();
    assert_eq!(list(&place, &["--from", &day(1)])["total"], 0);
    assert_eq!(list(&place, &["--until", &day(-1)])["total"], 0);
    assert_eq!(list(&place, &["--from", &day(-1), "--until", &day(1)])["total"], list(&place, &[])["total"]);
    let second = list(&place, &["--limit", "1", "--offset", "1", "--user", "ben@example.net"]);
    assert_eq!((verbs(&second), &second["next"]), (vec!["invited"], &Value::Null));
    assert_eq!(list(&place, &["--limit", "1"])["next"], 1);
    let none = place.run(["activity", "--import", "9", "--as", "ana@example.org"]).done();
    assert_eq!(none, "Nothing matches.\n");
    assert!(place.run(["activity", "--user", "eve@example.net", "--as", "ana@example.org"]).refused().contains("eve@"));
    for wrong in [&["--verb", "danced"][..], &["--from", "today"], &["--export", "out.csv", "--json"]] {
        let run = place.run(["activity"].iter().chain(wrong).copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn what_happened_is_written_as_a_table() {
    let place = place();
    let export =
        |arguments: &[&str]| place.run(["activity", "--as", "ana@example.org"].iter().chain(arguments).copied());
    let said = export(&["--export", "out.csv", "--user", "ben@example.net"]).done();
    assert_eq!(said, "2 entries were written to out.csv.\n");
    let text = std::fs::read_to_string(place.path("out.csv")).unwrap();
    assert!(text.lines().count() == 3 && text.contains("left us"), "{text}");
    export(&["--export", "out.xlsx"]).done();
    assert!(std::fs::read(place.path("out.xlsx")).unwrap().starts_with(b"PK"), "a workbook");
    assert!(export(&["--export", "Acme.rollcall"]).refused().contains(".xlsx or .csv"));
}

#[test]
fn the_activity_is_verified_and_its_head_stays_part_of_it() {
    let place = place();
    let whole = verify(&place, &["--json"]);
    let document = whole.document();
    assert_eq!(keys(&document), ["broken_at", "entries", "head", "state"]);
    assert_eq!((&document["state"], &document["entries"]), (&json!("whole"), &list(&place, &[])["total"]));
    let head = document["head"].as_str().unwrap();
    place.run(["group", "add", "Later", "--as", "ana@example.org"]).done();
    let said = verify(&place, &["--head", head]).done();
    assert!(said.contains("is part of the chain") && !said.contains(head), "the head is another one now: {said}");
    let another = verify(&place, &["--head", &"0f".repeat(32), "--json"]);
    assert_eq!((another.status, &another.document()["state"]), (Some(2), &json!("another_chain")));
    let why = verify(&place, &["--head", &"0f".repeat(32)]).refused();
    assert!(why.contains("is not part of this activity") && why.contains("backup copy"), "{why}");
    assert_eq!(verify(&place, &["--head", "0f"]).status, Some(2));
    let zoe =
        place.run(["role", "set", "zoe@example.net", "--group", "/", "--role", "Buyer", "--as", "ana@example.org"]);
    zoe.done();
    place.run(["role", "give", "zoe@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    let part = place.run(["verify", "--as", "zoe@example.net"]).refused();
    assert!(part.contains("Only an administrator of the whole account"), "{part}");
}
