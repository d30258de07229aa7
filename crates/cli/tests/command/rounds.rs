//! Reminders and deliveries that go round: by cron, and beside the join service.

use crate::{
    place::{Place, keys},
    serve::Served,
};
use rollcall_testkit::smtp::{Offer, SmtpServer, Stage, Whim};
use serde_json::json;

/// Whoever was invited 40 days ago has a reminder due, for day 30.
fn place() -> Place {
    let place = Place::with_account_since(300);
    place.invited_days_ago(40, &["zoe@example.net", "ben@example.net"]);
    place.invited_days_ago(2, &["cy@example.net"]);
    place
}

fn reminders(place: &Place, address: &str) -> serde_json::Value {
    place.json(["invitations", address], 0)["invitations"][0]["reminders"].clone()
}

#[test]
fn two_rounds_in_a_row_remind_once() {
    let place = place();
    place.run(["accept", "--record", "ben@example.net"]).done();
    let first = place.json(["mail", "run"], 0);
    assert_eq!(keys(&first), ["deferred", "dropped", "failed", "paused", "reminded", "sent", "uncertain"]);
    assert_eq!((&first["reminded"], &first["sent"], &first["paused"]), (&json!(1), &json!(1), &json!(false)));
    assert_eq!(place.links().into_keys().collect::<Vec<_>>(), ["zoe@example.net"], "a reminder has a link of its own");
    let second = place.json(["mail", "run"], 0);
    assert_eq!((&second["reminded"], &second["sent"]), (&json!(0), &json!(0)));
    assert_eq!(place.run(["mail", "run"]).done(), "No mail was due.\n");
    assert_eq!((reminders(&place, "zoe@example.net"), reminders(&place, "cy@example.net")), (json!(1), json!(0)));
}

#[test]
fn reminders_that_cannot_leave_wait_and_are_not_written_again() {
    let place = place();
    place.run(["settings", "set", "mail.transport", "smtp://127.0.0.1:1"]).done();
    let run = place.run(["mail", "run", "--json"]);
    assert_eq!((run.status, &run.document()["reminded"]), (Some(1), &json!(2)));
    assert!(run.stderr.contains("could not be reached"), "{run:?}");
    place.run(["mail", "run"]).refused();
    assert_eq!(place.mails("queued"), 2);
    place.run(["settings", "set", "mail.transport"]).done();
    assert_eq!(place.json(["mail", "run"], 0)["sent"], 2);
}

#[test]
fn while_mail_is_paused_everything_waits() {
    let place = place();
    assert!(place.run(["mail", "pause"]).done().contains("paused"));
    let round = place.json(["mail", "run"], 0);
    assert_eq!((&round["reminded"], &round["sent"], &round["paused"]), (&json!(2), &json!(0), &json!(true)));
    assert!(place.run(["mail", "deliver"]).done().contains("rollcall mail resume"));
    assert_eq!((place.mails("queued"), place.run(["settings", "get", "mail.paused"]).done()), (2, "on\n".to_owned()));
    place.run(["mail", "resume"]).done();
    assert_eq!(place.json(["mail", "run"], 0)["sent"], 2);
}

#[test]
fn the_account_chooses_its_days_or_none() {
    let place = place();
    place.run(["settings", "set", "invitation.reminders", "none"]).done();
    assert_eq!(place.json(["mail", "run"], 0)["reminded"], 0);
    place.run(["settings", "set", "invitation.reminders", "1, 50"]).done();
    assert_eq!(place.json(["mail", "run"], 0)["reminded"], 3);
    assert!(place.run(["settings", "set", "invitation.reminders", "0"]).refused().contains("364"));
}

#[test]
fn beside_the_join_service_reminders_and_mails_go_out_by_themselves() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    let place = place();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    let service = Served::begin(&place);
    let mails = runtime.block_on(server.wait_for(2));
    let mut to: Vec<_> = mails.into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, ["ben@example.net", "zoe@example.net"]);
    // What another process writes leaves, too.
    place.run(["invite", "di@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    assert_eq!(runtime.block_on(server.wait_for(3))[2].to, ["di@example.net"]);
    assert_eq!(service.end(), Some(0));
    assert_eq!((reminders(&place, "zoe@example.net"), place.mails("sending")), (json!(1), 0));
}

#[cfg(unix)]
#[test]
fn a_service_that_is_ended_in_the_middle_of_a_delivery_leaves_no_mail_half_sent() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    let place = Place::with_account();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    place.run(["settings", "set", "mail.per_minute", "60"]).done();
    let rows: Vec<_> = (0..100).map(|row| format!("p{row}@example.net,Sales,Buyer\n")).collect();
    let file = place.file("users.csv", &format!("Email,Group,Role\n{}", rows.concat()));
    place.run(["import", &file]).done();
    let service = Served::begin(&place);
    runtime.block_on(server.wait_for(1));
    assert_eq!(service.end(), Some(0));
    let (sent, queued) = (place.mails("sent"), place.mails("queued"));
    let all = (101, server.received().len() as u64);
    assert_eq!((sent + queued, sent), all, "each invitation, and the report, left or waits");
    assert!(queued > 0, "it was ended in the middle");
}

#[cfg(unix)]
#[test]
fn ctrl_c_lets_the_mail_on_its_way_arrive_and_the_others_wait() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    let place = Place::with_account();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    place.run(["settings", "set", "mail.per_minute", "60"]).done();
    let people: Vec<_> = (0..20).map(|person| format!("p{person}@example.net")).collect();
    let invite = ["invite"].into_iter().chain(people.iter().map(String::as_str));
    place.run(invite.chain(["--group", "Sales", "--role", "Buyer"])).done();
    let mut command = place.command(["mail", "run"]);
    let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    runtime.block_on(server.wait_for(1));
    crate::crash::interrupt(&child);
    let run = crate::place::Run::from(child.wait_with_output().unwrap());
    assert!(run.stderr.contains("You stopped it.") && run.stdout.contains("sent"), "{run:?}");
    run.partly();
    let (sent, queued) = (place.mails("sent"), place.mails("queued"));
    assert_eq!((sent + queued, sent), (20, server.received().len() as u64));
}

/// The server takes a mail and never says so.
#[cfg(unix)]
#[test]
fn a_service_that_is_ended_while_the_server_stalls_leaves_nothing_being_sent() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    server.behave(Whim::Stall(Stage::FinalDot));
    let place = place();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    place.run(["settings", "set", "mail.connections", "1"]).done();
    let service = Served::begin(&place);
    runtime.block_on(server.wait_for(1));
    assert_eq!(service.end(), Some(0));
    let stand = ["sending", "uncertain", "queued"].map(|state| place.mails(state));
    assert_eq!(stand, [0, 1, 1], "the one in hand is uncertain, the other waits");
}

#[test]
fn a_service_whose_mail_cannot_leave_says_so_once_and_goes_on() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    server.behave(Whim::Reply(Stage::Greeting, "554 not today".to_owned()));
    let place = place();
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    let service = Served::begin(&place);
    let complaint = service.complaint();
    assert!(complaint.contains("could not be reached"), "{complaint:?}");
    assert!(!service.is_open("unknown"), "the pages are there");
    service.end();
    assert_eq!(place.mails("queued"), 2);
}
