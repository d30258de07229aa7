//! Listing and delivering the outbox.

use crate::place::{Place, keys};
use rollcall_testkit::smtp::{Offer, SmtpServer, Stage, Whim};
use serde_json::{Value, json};
use std::{process::Stdio, time::Duration};

fn place() -> Place {
    let place = Place::with_account();
    let rows = "Email,Group,Role\nzoe@example.net,Sales,Buyer\nben@example.net,Sales,Buyer\nbad,Sales,Buyer\n";
    let file = place.file("users.csv", rows);
    place.json(["import", &file], 1);
    place
}

#[test]
fn the_outbox_in_json_has_exactly_the_keys_that_were_promised() {
    let place = place();
    let page = place.json(["mail", "list"], 0);
    assert_eq!(keys(&page), ["counts", "mails"]);
    assert_eq!(keys(&page["counts"]), ["deferred", "dropped", "failed", "queued", "sending", "sent", "uncertain"]);
    assert_eq!(page["counts"]["queued"], 3, "two invitations and the report");
    let newest = &page["mails"][0];
    let promised = ["attempts", "created_at", "id", "kind", "not_before", "reply", "sent_at", "state", "to"];
    assert_eq!(keys(newest), promised);
    assert_eq!((&newest["kind"], &newest["to"]), (&json!("import_report"), &json!("ana@example.org")));
    assert_eq!(place.json(["mail", "list", "--limit", "1"], 0)["mails"].as_array().unwrap().len(), 1);
    assert_eq!(place.json(["mail", "list", "--state", "failed,sent"], 0)["mails"], json!([]));
}

#[test]
fn until_a_server_is_set_mails_are_files_beside_the_workspace() {
    let place = place();
    let round = place.json(["mail", "deliver"], 0);
    assert_eq!(round, json!({ "sent": 3, "deferred": 0, "failed": 0, "uncertain": 0, "dropped": 0 }));
    assert_eq!(std::fs::read_dir(place.path("Acme.mails")).unwrap().count(), 3);
    assert_eq!(place.json(["mail", "list"], 0)["counts"]["sent"], 3);
    assert_eq!(place.run(["mail", "deliver"]).done(), "No mail was due.\n");
}

#[test]
fn a_server_that_is_not_there_is_said_and_every_mail_waits() {
    let place = place();
    place.run(["settings", "set", "mail.transport", "smtp://127.0.0.1:1"]).done();
    assert!(place.run(["mail", "deliver", "--json"]).refused().contains("could not be reached"));
    assert_eq!(place.json(["mail", "list"], 0)["counts"]["queued"], 3);
}

#[test]
fn a_mail_that_a_server_refuses_makes_the_status_1_and_stops_no_other() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    server.refuse_recipient("ben@example.net", "550 5.1.1 nobody of that name");
    let place = place();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    let round = place.json(["mail", "deliver"], 1);
    assert_eq!(round, json!({ "sent": 2, "deferred": 0, "failed": 1, "uncertain": 0, "dropped": 0 }));
    assert_eq!(server.received().len(), 2);
    let failed = place.json(["mail", "list", "--state", "failed"], 0);
    assert_eq!(failed["mails"][0]["to"], "ben@example.net");
    assert!(failed["mails"][0]["reply"].as_str().unwrap().contains("nobody of that name"));
    let text = place.run(["mail", "list"]).done();
    assert!(text.contains("failed") && text.contains("In the outbox: 2 sent, 1 failed."), "{text}");
    let ben = place.json(["users", "--search", "ben"], 0);
    assert_eq!((&ben["users"][0]["delivery"], &ben["users"][0]["expires_at"]), (&json!("failed"), &Value::Null));
}

#[test]
fn of_a_delivery_that_is_killed_one_mail_is_uncertain_and_all_others_leave_at_the_next() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    server.behave(Whim::Stall(Stage::FinalDot));
    let place = place();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    let mut child = place.command(["mail", "deliver"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    runtime.block_on(async {
        let in_hand = tokio::time::timeout(Duration::from_secs(30), server.wait_for(1)).await;
        assert_eq!(in_hand.unwrap().len(), 1);
    });
    // While it lives, nobody else delivers, nor takes its mails for lost.
    let before = (place.mails("sending"), place.mails("queued"));
    assert!(before.0 > 0 && before.0 + before.1 == 3, "{before:?}");
    assert!(place.run(["mail", "deliver"]).done().contains("Another Rollcall is delivering"));
    assert_eq!((place.mails("sending"), place.mails("queued")), before);

    child.kill().unwrap();
    child.wait().unwrap();
    server.behave_well();
    let round = place.json(["mail", "deliver"], 1);
    assert_eq!(round, json!({ "sent": 2, "deferred": 0, "failed": 0, "uncertain": 1, "dropped": 0 }));
    let mut to: Vec<_> = server.received().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, ["ana@example.org", "ben@example.net", "zoe@example.net"], "each once");
    let uncertain = place.json(["mail", "list", "--state", "uncertain"], 0)["mails"][0]["to"].clone();
    let user = place.json(["users", "--search", uncertain.as_str().unwrap()], 0)["users"][0].clone();
    assert!(user["expires_at"].is_string() || user["expires_at"].is_number(), "{user}");
}
