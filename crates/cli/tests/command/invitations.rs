//! Listing invitations.

use crate::place::{Place, keys};
use serde_json::{Value, json};

/// Zoë, Ben and Cy were invited 80 days ago, Di 200 days ago; Ben declined, and was invited again.
fn place() -> Place {
    let place = Place::with_account_since(300);
    place.invited_days_ago(200, &["di@example.net"]);
    place.invited_days_ago(80, &["zoe@example.net", "ben@example.net", "cy@example.net"]);
    place.run(["decline", "--record", "ben@example.net", "--note", "no time\nthis year"]).done();
    place.run(["invite", "ben@example.net", "--group", "Finance", "--role", "Finance"]).done();
    place.run(["accept", "--record", "cy@example.net", "--name", "Cy Twombly"]).done();
    place
}

fn emails(page: &Value) -> Vec<&str> {
    page["invitations"].as_array().unwrap().iter().map(|one| one["email"].as_str().unwrap()).collect()
}

#[test]
fn an_invitation_in_json_has_exactly_the_keys_that_were_promised() {
    let place = place();
    let page = place.json(["invitations", "--search", "zoe"], 0);
    assert_eq!(keys(&page), ["counts", "invitations", "next", "total"]);
    let promised = ["accepted", "all", "cancelled", "declined", "expired", "expiring", "pending", "undelivered"];
    assert_eq!(keys(&page["counts"]), promised);
    let zoe = &page["invitations"][0];
    let mut promised = [
        "id",
        "email",
        "name",
        "status",
        "offered",
        "invited_by",
        "created_at",
        "sent_at",
        "expires_at",
        "answered_at",
        "answered_by",
        "answer_note",
        "reminders",
        "next_reminder",
        "delivery",
        "delivery_note",
    ];
    promised.sort_unstable();
    assert_eq!(keys(zoe), promised);
    assert_eq!((&zoe["status"], &zoe["invited_by"]), (&json!("expiring"), &json!("Ana")));
    assert_eq!(zoe["offered"], json!([{ "group": "Sales", "role": "Buyer" }]));
    assert_eq!((&zoe["delivery"], &zoe["reminders"], &zoe["answered_at"]), (&json!("sent"), &json!(0), &Value::Null));
    assert!(zoe["expires_at"].as_str() > zoe["sent_at"].as_str() && zoe["next_reminder"].is_string(), "{zoe}");
    let cy = &place.json(["invitations", "--status", "accepted"], 0)["invitations"][0];
    assert_eq!((&cy["email"], &cy["name"]), (&json!("cy@example.net"), &json!("Cy Twombly")));
    assert_eq!((&cy["answered_by"], &cy["next_reminder"]), (&json!("Ana"), &Value::Null));
}

#[test]
fn the_newest_invitation_of_everybody_is_listed_filtered_sorted_and_paged() {
    let place = place();
    let list = |arguments: &[&str]| place.json(["invitations"].iter().chain(arguments).copied(), 0);
    let all = list(&["--sort", "address"]);
    let addresses = ["ben@example.net", "cy@example.net", "di@example.net", "zoe@example.net"];
    assert_eq!((emails(&all), &all["total"]), (addresses.to_vec(), &json!(4)));
    let stand = ["pending", "expiring", "expired", "accepted", "declined"].map(|status| all["counts"][status].as_u64());
    assert_eq!(stand, [Some(1), Some(1), Some(1), Some(1), Some(0)]);
    let backwards: Vec<_> = addresses.into_iter().rev().collect();
    assert_eq!(emails(&list(&["--sort", "-address"])), backwards);
    assert_eq!(
        emails(&list(&["--status", "expired,expiring", "--sort", "expires"])),
        ["di@example.net", "zoe@example.net"]
    );
    assert_eq!(emails(&list(&["--sort", "groups"]))[0], "ben@example.net", "Finance comes before Sales");
    assert_eq!(emails(&list(&["--sort", "joined"]))[0], "cy@example.net", "the others have not joined");
    assert_eq!(list(&["--status", "expired"])["counts"]["all"], 4, "of all, whatever their status");
    assert_eq!(emails(&list(&["--group", "finance"])), ["ben@example.net"]);
    assert_eq!(emails(&list(&["--delivery", "queued"])), ["ben@example.net"]);
    assert_eq!(emails(&list(&["--search", "twombly"])), ["cy@example.net"]);

    let (mut seen, mut after) = (Vec::new(), None::<String>);
    loop {
        let cursor = after.iter().flat_map(|after| ["--after", after.as_str()]).collect::<Vec<_>>();
        let page = list(&[&["--sort", "address", "--limit", "3"], &cursor[..]].concat());
        assert_eq!(page["total"], 4);
        seen.extend(emails(&page).into_iter().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(seen, addresses);
}

#[test]
fn all_invitations_of_one_user_are_listed_newest_first() {
    let place = place();
    let ben = place.json(["invitations", "BEN@example.net"], 0);
    let statuses: Vec<_> = ben["invitations"].as_array().unwrap().iter().map(|one| one["status"].as_str()).collect();
    assert_eq!(statuses, [Some("pending"), Some("declined")]);
    assert_eq!((&ben["total"], &ben["next"]), (&json!(2), &Value::Null));
    assert_eq!((&ben["counts"]["declined"], &ben["counts"]["all"]), (&json!(1), &json!(2)));
    assert_eq!(ben["invitations"][1]["answer_note"], "no time\nthis year");
    let text = place.run(["invitations", "ben@example.net"]).done();
    assert!(text.contains("no time this year") && text.contains("by Ana"), "on one line: {text}");
    assert_eq!(place.json(["invitations", "ana@example.org"], 0)["invitations"], json!([]), "never invited");
}

#[test]
fn people_get_a_table_and_how_the_invitations_stand() {
    let text = place().run(["invitations", "--sort", "address", "--limit", "2"]).done();
    let lines: Vec<_> = text.lines().collect();
    let column = lines[0].find("Groups and roles").expect("a header");
    assert_eq!(lines[1].find("Finance: Finance"), Some(column), "{text}");
    let last = lines.last().unwrap();
    assert!(last.starts_with("2 of 4 invitations."), "{text}");
    assert!(last.ends_with("How they stand: 1 pending, 1 expiring, 1 expired, 1 accepted."), "{text}");
}

#[test]
fn what_cannot_be_listed_is_said() {
    let place = place();
    assert!(place.run(["invitations", "nobody@example.net"]).refused().contains("nobody@example.net"));
    assert!(place.run(["invitations", "--group", "Slaes"]).refused().contains("“Sales”"));
    assert!(place.run(["invitations", "--after", "x"]).refused().contains("not a place"));
    let next = place.json(["invitations", "--limit", "1"], 0)["next"].as_str().unwrap().to_owned();
    let why = place.run(["invitations", "--after", &next, "--sort", "expires"]).refused();
    assert!(why.contains("sorted by name, and --sort says expires"), "{why}");
    assert_eq!(place.run(["invitations", "--search", "xyz"]).done(), "No invitation matches.\n");
    for wrong in [&["--status", "active"][..], &["--delivery", "lost"], &["ben@example.net", "--status", "pending"]] {
        let run = place.run(["invitations"].iter().chain(wrong).copied());
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    }
}
