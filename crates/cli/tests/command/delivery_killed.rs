//! Deliveries that are killed: nobody gets two mails, and nobody none without its being said.

use crate::place::Place;
use rollcall_testkit::smtp::{Offer, SmtpServer};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

const PEOPLE: usize = 2_000;
const CONNECTIONS: usize = 4;

/// How many have come when the delivery is killed.
const KILLED_AT: [usize; 7] = [1, 70, 300, 301, 800, 1_300, 1_900];

/// So many people are invited, and their mails go to this server.
fn place_with_mails(server: &SmtpServer) -> Place {
    let place = Place::with_account();
    let mut rows = "Email,Name,Group,Role\n".to_owned();
    for person in 0..PEOPLE {
        writeln!(rows, "p{person}@example.net,Person {person},Sales/EMEA,Buyer").unwrap();
    }
    let file = place.file("people.csv", &rows);
    assert_eq!(place.json(["import", &file], 0)["invitations"], PEOPLE);
    place.run(["settings", "set", "mail.transport", &format!("smtp://127.0.0.1:{}", server.port())]).done();
    place.run(["settings", "set", "mail.connections", &CONNECTIONS.to_string()]).done();
    place
}

/// Delivers until so many mails have come to the server in all, and kills it then. Whether it was still at work.
fn killed_when(place: &Place, server: &SmtpServer, mails: usize) -> bool {
    let mut child = place.command(["mail", "deliver"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while server.count() < mails {
        assert!(begun.elapsed() < Duration::from_mins(2), "{} mails came", server.count());
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    let at_work = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    at_work
}

#[test]
fn of_a_delivery_that_is_killed_again_and_again_each_invitee_has_one_mail_or_it_is_said_to_be_uncertain() {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(SmtpServer::start(Offer::default()));
    let place = place_with_mails(&server);
    let killed = KILLED_AT.into_iter().filter(|mails| killed_when(&place, &server, *mails)).count();
    assert!(killed >= 5, "{killed} deliveries were killed at work");
    place.run(["mail", "deliver"]);

    let mut came: BTreeMap<String, u32> = BTreeMap::new();
    for address in server.received().into_iter().flat_map(|mail| mail.to) {
        *came.entry(address).or_default() += 1;
    }
    let page = place.json(["mail", "list", "--limit", "0"], 0);
    let mails = page["mails"].as_array().unwrap();
    assert_eq!(mails.len(), PEOPLE + 1, "with the report");
    let mut uncertain = BTreeSet::new();
    for mail in mails {
        let to = mail["to"].as_str().unwrap().to_owned();
        match mail["state"].as_str().unwrap() {
            "sent" => assert_eq!(came.get(&to), Some(&1), "{to} is said to have one"),
            "uncertain" => {
                assert!(came.get(&to).is_none_or(|mails| *mails == 1), "{to} has two");
                uncertain.insert(to);
            }
            state => panic!("the mail to {to} is {state}"),
        }
    }
    assert!(uncertain.len() <= CONNECTIONS * killed, "{} uncertain after {killed} kills", uncertain.len());
}
