//! The join service beside the workspace.

use crate::place::Place;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::Stdio,
};

#[test]
fn a_page_of_an_unknown_link_is_served_at_the_address_that_was_asked_for() {
    let place = Place::with_account();
    let mut child = place.command(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said =
        line.split("http://").nth(1).and_then(|rest| rest.split(". ").next()).unwrap_or_else(|| panic!("{line}"));
    let address = said.to_owned();
    let mut answer = String::new();
    let asked = TcpStream::connect(&address).and_then(|mut stream| {
        write!(stream, "GET /i/unknown HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_string(&mut answer)
    });
    child.kill().unwrap();
    child.wait().unwrap();
    asked.unwrap();
    assert!(answer.starts_with("HTTP/1.1 ") && answer.contains("<html"), "{answer}");
}

#[test]
fn an_address_that_is_taken_is_said() {
    let place = Place::with_account();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert!(place.run(["serve", "--listen", &address]).refused().contains(&address));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing_beside_the_workspace() {
    let place = Place::with_account();
    let before: Vec<_> = place.everything().into_keys().collect();
    let mut child = place.command(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    crate::crash::interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(place.everything().into_keys().collect::<Vec<_>>(), before);
}
