//! Recording answers that came another way than by the link.

use crate::place::Place;
use serde_json::json;

fn place() -> Place {
    let place = Place::with_account_since(300);
    place.invited_days_ago(200, &["late@example.net"]);
    place.invited_days_ago(3, &["zoe@example.net", "ben@example.net"]);
    place
}

#[test]
fn an_answer_is_recorded_with_who_recorded_it_and_how_it_came() {
    let place = place();
    let accept = ["accept", "--record", "zoe@example.net", "--name", "Zoë Ünal", "--note", "on the telephone"];
    assert!(place.run(accept).done().contains("zoe@example.net"));
    assert_eq!(place.status("zoe@example.net"), "active");
    let zoe = &place.json(["invitations", "zoe@example.net"], 0)["invitations"][0];
    assert_eq!((&zoe["status"], &zoe["name"]), (&json!("accepted"), &json!("Zoë Ünal")));
    assert_eq!((&zoe["answered_by"], &zoe["answer_note"]), (&json!("Ana"), &json!("on the telephone")));
    place.run(["decline", "ben@example.net", "--record", "--note", "by letter"]).done();
    let ben = &place.json(["invitations", "ben@example.net"], 0)["invitations"][0];
    assert_eq!((&ben["status"], &ben["answer_note"]), (&json!("declined"), &json!("by letter")));
}

#[test]
fn without_record_it_is_said_why_not() {
    let place = place();
    for command in ["accept", "decline"] {
        let why = place.run([command, "zoe@example.net"]).refused();
        assert!(
            why.contains("by the link") && why.contains("--record") && why.contains("Nothing was recorded"),
            "{why}"
        );
    }
    assert_eq!(place.status("zoe@example.net"), "pending");
}

#[test]
fn an_invitation_that_has_ended_cannot_be_answered_by_anybody() {
    let place = place();
    let late = place.run(["accept", "--record", "late@example.net"]).refused();
    assert!(late.contains("ended on") && late.contains("Nothing was changed."), "{late}");
    assert_eq!(place.status("late@example.net"), "expired");
    place.run(["accept", "--record", "zoe@example.net"]).done();
    for command in ["accept", "decline"] {
        let again = place.run([command, "--record", "zoe@example.net"]).refused();
        assert!(again.contains("was accepted on") && again.contains("by Ana"), "{again}");
    }
    place.run(["cancel", "ben@example.net"]).done();
    assert!(place.run(["accept", "--record", "ben@example.net"]).refused().contains("was cancelled on"));
    assert_eq!(place.status("zoe@example.net"), "active");
}

#[test]
fn whoever_is_not_invited_and_whatever_is_no_name_is_refused() {
    let place = place();
    assert!(place.run(["accept", "--record", "eve@example.net"]).refused().contains("eve@example.net"));
    assert!(place.run(["accept", "--record", "ana@example.org"]).refused().contains("never invited"));
    let hidden = place.run(["accept", "--record", "zoe@example.net", "--name", "Zo\u{200b}ë"]).refused();
    assert!(hidden.contains("U+200B"), "{hidden}");
    assert_eq!(place.status("zoe@example.net"), "pending");
}
