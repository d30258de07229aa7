//! The join service beside the workspace.

use crate::place::Place;
use serde_json::json;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStderr, Stdio},
    sync::Mutex,
};

/// A join service that runs until it is ended, or dropped.
pub(crate) struct Served {
    child: Child,
    complaints: Mutex<BufReader<ChildStderr>>,
    /// Where it listens.
    pub(crate) address: String,
}

impl Served {
    /// Begins it, at a free port.
    pub(crate) fn begin(place: &Place) -> Self {
        let mut child = place
            .command(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said = line.split("http://").nth(1).and_then(|rest| rest.split(". ").next());
        let address = said.unwrap_or_else(|| panic!("{line}")).to_owned();
        let complaints = Mutex::new(BufReader::new(child.stderr.take().unwrap()));
        Self { child, complaints, address }
    }

    /// Whether a link opens an invitation; every other one gets the polite page.
    pub(crate) fn is_open(&self, token: &str) -> bool {
        let answer = self.get(&format!("/i/{token}"));
        assert!(answer.contains("<html"), "{answer}");
        let (is_open, is_polite) = (answer.contains("<form"), answer.contains("This link does not work"));
        assert_ne!(is_open, is_polite, "{answer}");
        is_open
    }

    /// Accepts by a link. Returns the page.
    pub(crate) fn accept(&self, token: &str) -> String {
        self.post(&format!("/i/{token}"), "answer=accept&name=Zo%C3%AB")
    }

    /// Opens a page.
    pub(crate) fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// Sends a form from a page of the service.
    pub(crate) fn post(&self, path: &str, form: &str) -> String {
        let head = format!(
            "POST {path} HTTP/1.1\r\nOrigin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n",
            self.address,
            form.len()
        );
        self.ask(&head, form)
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{head}Host: {}\r\nConnection: close\r\n\r\n{body}", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
        answer
    }

    /// The next line that it says on standard error.
    pub(crate) fn complaint(&self) -> String {
        let mut line = String::new();
        self.complaints.lock().unwrap().read_line(&mut line).unwrap();
        line
    }

    /// Ends it as Ctrl-C does. Returns its exit status.
    pub(crate) fn end(mut self) -> Option<i32> {
        #[cfg(unix)]
        crate::crash::interrupt(&self.child);
        #[cfg(not(unix))]
        self.child.kill().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_unknown_link_gets_the_polite_page_at_the_address_that_was_asked_for() {
    let place = Place::with_account();
    assert!(!Served::begin(&place).is_open("unknown"));
}

#[test]
fn an_invitee_accepts_by_the_link_of_the_mail_that_the_service_sent() {
    let place = Place::with_account();
    let served = Served::begin(&place);
    place.run(["invite", "zoe@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    let link = place.wait_for_link("zoe@example.net");
    assert!(served.is_open(&link) && served.is_open(&link), "opening changes nothing");
    assert_eq!(place.status("zoe@example.net"), "pending");
    served.accept(&link);
    assert_eq!(place.status("zoe@example.net"), "active");
    assert!(!served.is_open(&link));
    let newest = || place.json(["mail", "list", "--limit", "1"], 0)["mails"][0].clone();
    assert_eq!((&newest()["kind"], &newest()["to"]), (&json!("answer"), &json!("ana@example.org")));

    place.run(["settings", "set", "my.mail_answers", "off"]).done();
    place.run(["invite", "ben@example.net", "--group", "Sales", "--role", "Buyer"]).done();
    served.accept(&place.wait_for_link("ben@example.net"));
    assert_eq!(place.status("ben@example.net"), "active");
    assert_eq!(newest()["to"], "ben@example.net", "Ana is not told, as she wishes");
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
    assert_eq!(Served::begin(&place).end(), Some(0));
    assert_eq!(place.everything().into_keys().collect::<Vec<_>>(), before);
}
