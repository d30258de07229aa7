//! Inviting people by their addresses.

use crate::place::{Place, Run, keys};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// To Sales as a buyer.
const SALES: [&str; 4] = ["--group", "Sales", "--role", "Buyer"];

fn invite<'a>(people: &[&'a str]) -> Vec<&'a str> {
    ["invite"].iter().chain(people).chain(&SALES).copied().collect()
}

/// Invited, again, resent, gained, unchanged.
fn counts(document: &Value) -> [u64; 5] {
    ["invited", "invited_again", "resent", "gained", "unchanged"].map(|key| document[key].as_u64().unwrap())
}

fn verdicts(document: &Value) -> Vec<&str> {
    document["people"].as_array().unwrap().iter().map(|person| person["verdict"].as_str().unwrap()).collect()
}

fn offered(place: &Place, address: &str) -> Value {
    place.json(["users", "--search", address], 0)["users"][0]["assignments"].clone()
}

/// The words of the one mail that is in the folder, without the ends of its lines.
fn mail_text(place: &Place) -> String {
    let mut mails = std::fs::read_dir(place.path("Acme.mails")).unwrap();
    let bytes = std::fs::read(mails.next().unwrap().unwrap().path()).unwrap();
    assert!(mails.next().is_none(), "one mail");
    String::from_utf8_lossy(&bytes).replace("=\r\n", "")
}

#[test]
fn an_invitation_in_json_has_exactly_the_keys_that_were_promised() {
    let place = Place::with_account();
    let done = place.json(invite(&["Zoë Ünal <zoe@example.net>", "ben@gmial.com"]), 0);
    let promised = ["ends", "gained", "invited", "invited_again", "people", "problems", "resent", "unchanged"];
    assert_eq!(keys(&done), promised);
    assert_eq!(counts(&done), [2, 0, 0, 0, 0]);
    assert_eq!(done["problems"], json!([]));
    assert!(done["ends"].as_str().unwrap().ends_with('Z'));
    let zoe = json!({ "email": "zoe@example.net", "verdict": "new", "message": "", "suggestion": null });
    assert_eq!(done["people"][0], zoe);
    let ben = &done["people"][1];
    assert_eq!((&ben["verdict"], &ben["suggestion"]), (&json!("new"), &json!("ben@gmail.com")));
    assert!(ben["message"].as_str().unwrap().contains("looks mistyped"), "{ben}");
    let user = &place.json(["users", "--search", "zoe"], 0)["users"][0];
    assert_eq!((&user["name"], &user["status"]), (&json!("Zoë Ünal"), &json!("pending")));
    assert_eq!(place.mails("queued"), 2);
}

#[test]
fn people_read_what_was_done_and_what_deserves_a_second_look() {
    let place = Place::with_account();
    let said = place.run(invite(&["zoe@example.net", "ben@gmial.com"])).done();
    assert!(said.contains("  2 invited\n2 invitations go out with the next delivery"), "{said}");
    assert!(said.contains("ben@gmial.com: ") && said.contains("Perhaps ben@gmail.com is meant."), "{said}");
    let checked = place.run(invite(&["cy@example.net", "--check"])).done();
    assert!(checked.contains("Nothing was written") && checked.contains("would go out"), "{checked}");
    assert_eq!(place.users(), 3);
}

#[test]
fn a_pasted_list_is_read_from_standard_input() {
    let place = Place::with_account();
    let pasted = "\u{feff}Ünal, Zoë <zoe@example.net>; ben@example.net\r\nCy\tcy@example.net\tSales\r\n";
    let run = Run::given(place.command(invite(&["-"])).arg("--json"), pasted.as_bytes());
    assert_eq!((run.status, counts(&run.document())), (Some(0), [3, 0, 0, 0, 0]), "{run:?}");
    assert_eq!(place.json(["users", "--search", "zoe"], 0)["users"][0]["name"], "Zoë Ünal");
    let none = Run::given(&mut place.command(invite(&["-"])), b" \n");
    assert!(none.refused().contains("nobody to invite"));
    assert!(Run::given(&mut place.command(invite(&["-"])), b"zo\xeb@example.net").refused().contains("UTF-8"));
    assert_eq!(place.users(), 4);
}

#[test]
fn nobody_is_invited_when_one_address_is_wrong_and_each_wrong_one_is_named() {
    let place = Place::with_account();
    let before = place.everything();
    let people = ["zoe@example.net", "ana(at)example.org", "ZOE@example.net", "nobody"];
    let why = place.run(invite(&people)).refused();
    for word in ["“ana(at)example.org”", "Perhaps ana@example.org is meant.", "“ZOE@example.net”", "“nobody”"]
    {
        assert!(why.contains(word), "{word}: {why}");
    }
    assert!(why.contains("Nobody was invited."), "{why}");
    let run = place.run(invite(&people).into_iter().chain(["--json"]));
    let document = run.document();
    assert_eq!((run.status, counts(&document)), (Some(2), [0; 5]));
    assert_eq!(verdicts(&document), ["new", "malformed", "twice", "malformed"]);
    assert_eq!(document["problems"].as_array().unwrap().len(), 3);
    assert_eq!(keys(&document["problems"][0]), ["field", "message"]);
    let checked = place.run(invite(&people).into_iter().chain(["--json", "--check"]));
    assert_eq!((checked.status, checked.document()["problems"].clone()), (Some(2), document["problems"].clone()));
    assert_eq!(place.everything(), before);
}

#[test]
fn more_than_twenty_are_sent_on_to_a_spreadsheet() {
    let place = Place::with_account();
    let pasted = |count: u32| {
        (0..count).fold(String::new(), |mut text, person| {
            writeln!(text, "p{person}@example.net").unwrap();
            text
        })
    };
    let why = Run::given(&mut place.command(invite(&["-"])), pasted(21).as_bytes()).refused();
    assert!(why.contains("21 people") && why.contains("rollcall template") && why.contains("rollcall import"), "{why}");
    assert_eq!(place.users(), 1);
    let run = Run::given(place.command(invite(&["-"])).arg("--json"), pasted(20).as_bytes());
    assert_eq!(counts(&run.document())[0], 20);
}

#[test]
fn a_check_says_what_inviting_does_and_writes_nothing() {
    let place = Place::with_account();
    place.run(invite(&["ben@example.net"])).done();
    let people = ["zoe@example.net", "ben@example.net", "ana@example.org"];
    let before = place.everything();
    let mut checked = place.json(invite(&people).into_iter().chain(["--check"]), 0);
    assert_eq!(place.everything(), before);
    let mut done = place.json(invite(&people), 0);
    let ends = [&mut checked, &mut done].map(|document| document["ends"].take());
    assert!(ends[0].as_str() <= ends[1].as_str(), "by the clock");
    assert_eq!(checked, done);
    assert_eq!(counts(&done), [1, 0, 0, 1, 1]);
    assert_eq!(verdicts(&done), ["new", "nothing", "member"]);
}

#[test]
fn one_role_counts_for_all_groups_and_several_stand_beside_theirs() {
    let place = Place::with_account();
    let run = |address, rest: &[&'static str]| place.run(["invite", address].iter().chain(rest).copied());
    run("zoe@example.net", &["--group", "sales/emea", "--group", "FINANCE", "--role", "requisitioner"]).done();
    let both = json!([{ "group": "Finance", "role": "Buyer" }, { "group": "Sales/EMEA", "role": "Buyer" }]);
    assert_eq!(offered(&place, "zoe"), both);
    run("ben@example.net", &["--group", "/", "--role", "tech", "--group", "Sales", "--role", "Approver"]).done();
    let each = json!([{ "group": "/", "role": "Tech" }, { "group": "Sales", "role": "Approver" }]);
    assert_eq!(offered(&place, "ben"), each);
    let why = run("cy@example.net", &["--group", "Sales", "--role", "Buyer", "--role", "Finance"]).refused();
    assert!(why.contains("one --role for each --group"), "{why}");
    assert_eq!(run("cy@example.net", &["--group", "Sales"]).status, Some(2));
    assert_eq!(place.users(), 3);
}

#[test]
fn groups_and_roles_that_are_not_there_are_all_named_with_what_may_be_meant() {
    let place = Place::with_account();
    let before = place.everything();
    let wrong =
        ["invite", "zoe@example.net", "--group", "Slaes", "--role", "King", "--group", "EMEA", "--role", "Byuer"];
    let why = place.run(wrong).refused();
    for word in ["“Slaes”", "“Sales”", "“Sales/EMEA”", "“King”", "“Byuer”", "“Buyer”", "Nobody was invited."]
    {
        assert!(why.contains(word), "{word}: {why}");
    }
    assert_eq!(place.everything(), before);
}

#[test]
fn the_mail_has_the_name_the_language_and_the_message() {
    let place = Place::with_account();
    let words = ["--name", "Zoë", "--language", "de", "--message", "Willkommen im Team\nbis Montag"];
    place.run(invite(&["zoe@example.net"]).into_iter().chain(words)).done();
    place.run(["mail", "deliver"]).done();
    let mail = mail_text(&place);
    assert!(mail.contains("Willkommen im Team") && mail.contains("Content-Language: de"), "{mail}");
    assert_eq!(place.json(["users"], 0)["users"][1]["name"], "Zoë");
    let refused = |rest: &[&'static str]| {
        place.run(invite(&["a@example.net", "b@example.net"]).iter().chain(rest).copied()).refused()
    };
    assert!(refused(&["--name", "Zoë"]).contains("“Name <address>”"));
    assert!(refused(&["--language", "pt"]).contains("en, de, es, fr, it"));
    assert!(refused(&["--message", "bad \u{202e} text"]).contains("U+202E"));
    assert_eq!(place.users(), 2);
}

#[test]
fn whoever_has_an_open_invitation_gains_without_another_mail_and_a_member_is_told() {
    let place = Place::with_account();
    place.run(invite(&["zoe@example.net", "ben@example.net"])).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    place.run(["mail", "deliver"]).done();
    place.forget_mails();
    let finance = ["invite", "zoe@example.net", "ben@example.net", "--group", "Finance", "--role", "Finance"];
    let done = place.json(finance, 0);
    assert_eq!((counts(&done), verdicts(&done)), ([0, 0, 0, 2, 0], vec!["invited", "member"]));
    place.run(["mail", "deliver"]).done();
    let mail = mail_text(&place);
    assert!(mail.contains("ben@example.net") && mail.contains("Finance") && !mail.contains("/i/"), "{mail}");
    assert_eq!(offered(&place, "zoe").as_array().unwrap().len(), 2);
    assert_eq!(counts(&place.json(finance, 0)), [0, 0, 0, 0, 2], "nothing is left to do");
}

#[test]
fn somebody_who_declined_was_cancelled_removed_or_did_not_answer_is_invited_again() {
    let place = Place::with_account_since(200);
    let people = ["late@example.net", "no@example.net", "cancelled@example.net", "gone@example.net"];
    place.invited_days_ago(150, &people[..1]);
    place.run(invite(&people[1..])).done();
    place.run(["decline", "--record", "no@example.net"]).done();
    place.run(["cancel", "cancelled@example.net"]).done();
    place.run(["accept", "--record", "gone@example.net"]).done();
    place.run(["remove", "gone@example.net", "--yes"]).done();
    let done = place.json(invite(&people), 0);
    assert_eq!((counts(&done), verdicts(&done)), ([0, 3, 1, 0, 0], vec!["resent", "again", "again", "again"]));
    // A removed user comes back only by accepting.
    assert_eq!(people.map(|address| place.status(address)), ["pending"; 4].map(str::to_owned));
}

#[test]
fn an_administrator_of_a_group_invites_into_that_group_only() {
    let place = Place::with_account();
    place.run(["invite", "ben@example.net", "--group", "Sales", "--role", "Administrator"]).done();
    place.run(["accept", "--record", "ben@example.net"]).done();
    let as_ben = |group: &'static str| {
        place.run(["invite", "--as", "ben@example.net", "zoe@example.net", "--group", group, "--role", "Buyer"])
    };
    assert!(as_ben("Finance").refused().contains("Finance"));
    assert!(as_ben("Sales/EMEA").done().contains("1 invited"));
}
