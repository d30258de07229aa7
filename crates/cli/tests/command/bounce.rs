//! Mails that came back.

use crate::place::{Place, Run, keys};
use serde_json::json;

/// What a server sends back for a mail with this Message-ID (RFC 3464).
fn report(message_id: &str, recipient: &str) -> String {
    format!(
        "From: Mail Delivery System <MAILER-DAEMON@example.net>\r\nTo: ana@example.org\r\nSubject: Undelivered Mail\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 nobody of that name\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\nSubject: Invitation\r\n\r\n--b--\r\n"
    )
}

/// Zoë was invited, and the mail left. Returns its Message-ID, too.
fn place() -> (Place, String) {
    let place = Place::with_account();
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    place.run(["mail", "deliver"]).done();
    let mail = std::fs::read_dir(place.path("Acme.mails")).unwrap().next().unwrap().unwrap().path();
    let text = String::from_utf8(std::fs::read(mail).unwrap()).unwrap();
    let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")?.strip_suffix('>')).unwrap().to_owned();
    (place, id)
}

#[test]
fn a_mail_that_came_back_is_shown_where_its_user_stands() {
    let (place, id) = place();
    assert_eq!(place.json(["invitations"], 0)["invitations"][0]["delivery"], "sent");
    let undelivered = || place.json(["users", "--undelivered"], 0)["total"].clone();
    assert_eq!(undelivered(), 0);
    let file = place.file("back.eml", &report(&id, "zoe@example.net"));
    let read = place.json(["mail", "bounce", &file], 0);
    assert_eq!(read, json!({ "recorded": ["zoe@example.net"], "others": 0, "not_read": [] }));
    let zoe = place.json(["invitations"], 0)["invitations"][0].clone();
    assert_eq!((&zoe["delivery"], undelivered()), (&json!("failed"), json!(1)));
    assert!(zoe["delivery_note"].as_str().unwrap().contains("nobody of that name"), "{zoe}");
    let again = place.run(["mail", "bounce", &file]).done();
    assert!(again.contains("No mail had to be marked.") && again.contains("or was known"), "{again}");
}

#[test]
fn one_is_read_from_standard_input() {
    let (place, id) = place();
    let run = Run::given(&mut place.command(["mail", "bounce", "-"]), report(&id, "zoe@example.net").as_bytes());
    assert_eq!(run.done(), "The mail to zoe@example.net did not arrive, and is marked as failed.\n");
    assert_eq!(place.mails("failed"), 1);
}

#[test]
fn what_is_not_ours_or_no_such_mail_marks_nothing() {
    let (place, id) = place();
    let other = place.file("other.eml", &report(&id.replacen('.', "9.", 1), "zoe@example.net"));
    assert_eq!(place.json(["mail", "bounce", &other], 0), json!({ "recorded": [], "others": 1, "not_read": [] }));
    let letter = place.file("letter.eml", "From: zoe@example.net\r\nSubject: Hello\r\n\r\nHow are you?\r\n");
    assert!(place.run(["mail", "bounce", &letter]).refused().contains("letter.eml"));
    assert!(place.run(["mail", "bounce", "none.eml"]).refused().contains("none.eml"));
    assert_eq!(place.mails("failed"), 0);
    let ours = place.file("ours.eml", &report(&id, "zoe@example.net"));
    let some = place.json(["mail", "bounce", &letter, &ours], 1);
    assert_eq!((&some["recorded"], keys(&some["not_read"][0])), (&json!(["zoe@example.net"]), vec!["file", "message"]));
}
