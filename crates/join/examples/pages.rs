//! The join service with an invented account, to look at in a browser:
//!
//! ```text
//! cargo run -p rollcall-join --example pages
//! ```
//!
//! It prints a link for each kind of page. With a folder as its argument it writes every page instead, in each of its states and languages:
//! `cargo xtask test html` looks at those. The workspace is in a temporary folder and gone when the program ends.

#![allow(clippy::unwrap_used, reason = "an example that cannot go on should stop")]
#![allow(dead_code, reason = "the house is built for the tests, and not all of it is lived in here")]

#[path = "../tests/it/house.rs"]
mod house;
#[path = "../tests/it/visitor.rs"]
mod visitor;

use house::{House, Served};
use rollcall_app::share_join_link::JoinLinkInput;
use rollcall_domain::Language;
use rollcall_join::Limits;
use std::path::{Path, PathBuf};
use visitor::{Reply, Visitor};

const WELCOME: &str = "Welcome to Northwind.\n\nUse the address that you have at work.\nאם יש שאלות, אנא כתבו לנו.\nSee you — Ana and Tom";

#[tokio::main]
async fn main() {
    let house = northwind().await;
    let served = house.serve_within(Limits::default()).await;
    match std::env::args_os().nth(1) {
        Some(folder) => write_all(&house, &served, Path::new(&folder)).await,
        None => show(&house, served).await,
    }
}

/// An account with invitations of all kinds.
async fn northwind() -> House {
    let mut rows = vec![
        "zoe@example.net|Zoë Ünal|Sales/EMEA|Buyer|en".to_owned(),
        "zoe@example.net||Finance|Approver|".to_owned(),
        "ben@example.net||/|Finance|".to_owned(),
        "lena@example.net||Vertrieb/Süd|Buyer|de".to_owned(),
    ];
    let deep = "Department of very long names/".repeat(6);
    rows.extend((0..60).map(|n| format!("max@example.net||{deep}Team {n}|Buyer|")));
    for language in Language::ALL {
        let code = language.code();
        rows.extend(["yes", "no", "was"].map(|who| format!("{who}.{code}@example.net||/|Buyer|")));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let house = House::build("Northwind Traders", "Ana Silva", &rows).await;
    let message = "Welcome to Northwind, Kim.\n\nYou will find the price lists in “Sales”.\nאם יש שאלות, אנא כתבו לי.\nSee you on Monday — Ana";
    house.invite_saying("kim@example.net", message).await;
    house
}

/// Prints the links, and serves them until the program is stopped.
async fn show(house: &House, served: Served) {
    let at = format!("http://{}", served.address);
    for who in ["zoe", "ben", "lena", "max", "kim"] {
        println!("{who}\t{at}{}", house.link(&format!("{who}@example.net")));
    }
    let join = house.join_link(&["northwind.example", "example.net"], WELCOME).await;
    println!("ask\t{at}{join}\nasked\t{at}/asked");
    // The one that lets time pass first: the others are still to be seen.
    for state in STATES.iter().rev() {
        println!("{state}\t{at}{}", request(house, &served, &join, state, Language::En).await);
    }
    println!("gone\t{at}/i/x\nhome\t{at}/");
    served.ended.await.unwrap().unwrap();
}

/// In what ways a request may stand. The last one lets time pass, in which invitations end.
const STATES: [&str; 9] =
    ["unconfirmed", "pending", "approved", "invited", "removed", "denied", "denied-in-silence", "withdrawn", "lapsed"];

/// The link of a request that stands as the word says, of somebody who reads this language.
async fn request(house: &House, served: &Served, join: &str, state: &str, language: Language) -> String {
    let code = language.code();
    let address = match state {
        "invited" => format!("was.{code}@example.net"),
        state => format!("{state}.{code}@example.net"),
    };
    let mut visitor = Visitor::at(served.address).await;
    if state == "invited" {
        visitor.post(&house.link(&address), "answer=accept&name=Noor").await;
        house.remove(&address).await;
    }
    let note = "I+work+with+Zo%C3%AB+in+Lyon.%0D%0AWe+order+the+paper.";
    let form = format!("name=Noor+van+Dijk&address={}&note={note}", address.replace('@', "%40"));
    send(&mut visitor, join, language, &form).await;
    house.go_round().await;
    let link = house.request_link(&address);
    if state != "unconfirmed" {
        visitor.post(&link, "action=confirm").await;
    }
    match state {
        "approved" | "invited" => house.approve(&address).await,
        "removed" => {
            house.approve(&address).await;
            house.remove(&address).await;
        }
        "denied" => {
            house.deny(&address, "Please ask the team in Lyon.\nThey have an account of their own.", false).await;
        }
        "denied-in-silence" => house.deny(&address, "", false).await,
        "withdrawn" => {
            visitor.post(&link, "action=withdraw").await;
        }
        "lapsed" => {
            house.clock.pass_days(30);
            house.go_round().await;
        }
        _ => {}
    }
    link
}

async fn send(visitor: &mut Visitor, link: &str, language: Language, form: &str) -> Reply {
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept-Language", language.code())];
    visitor.request("POST", link, &headers, form).await
}

/// Writes pages into a folder for each language.
struct Album<'a> {
    served: &'a Served,
    folder: PathBuf,
    language: Language,
    pages: usize,
}

impl Album<'_> {
    async fn visitor(&self) -> Visitor {
        Visitor::at(self.served.address).await
    }

    async fn open(&mut self, name: &str, path: &str) {
        let reply = self.visitor().await.get_in(path, self.language.code()).await;
        self.keep(name, &reply);
    }

    async fn send(&mut self, name: &str, path: &str, form: &str) {
        let reply = send(&mut self.visitor().await, path, self.language, form).await;
        match reply.header("location") {
            Some(to) => self.open(name, to).await,
            None => self.keep(name, &reply),
        }
    }

    fn keep(&mut self, name: &str, reply: &Reply) {
        assert!(reply.body.contains("</html>"), "{name}: {reply:?}");
        std::fs::write(self.folder.join(format!("{name}.html")), &reply.body).unwrap();
        self.pages += 1;
    }
}

async fn write_all(house: &House, served: &Served, folder: &Path) {
    let mut albums: Vec<_> = Language::ALL
        .into_iter()
        .map(|language| Album { served, folder: folder.join(language.code()), language, pages: 0 })
        .collect();
    for album in &mut albums {
        std::fs::create_dir_all(&album.folder).unwrap();
        write_notes(album).await;
        write_invitations(house, album).await;
        write_asking(house, album).await;
    }
    let join = house.join_link(&[], "").await;
    for state in STATES {
        for album in &mut albums {
            let link = request(house, served, &join, state, album.language).await;
            album.open(&format!("request-{state}"), &link).await;
        }
    }
    for album in &mut albums {
        write_too_late(house, album).await;
    }
    println!("{} pages in {}", albums.iter().map(|album| album.pages).sum::<usize>(), folder.display());
}

async fn write_notes(album: &mut Album<'_>) {
    for (name, path) in [("gone", "/i/x"), ("home", "/"), ("missing", "/x"), ("asked", "/asked")] {
        album.open(name, path).await;
    }
    album.send("unreadable", "/i/x", "answer=perhaps").await;
    let language = ("Accept-Language", album.language.code());
    let foreign = [("Sec-Fetch-Site", "cross-site"), language];
    let refused = album.visitor().await.request("POST", "/i/x", &foreign, "").await;
    album.keep("refused", &refused);
    let elsewhere = album.visitor().await.calling("elsewhere.example").request("GET", "/", &[language], "").await;
    album.keep("elsewhere", &elsewhere);
}

async fn write_invitations(house: &House, album: &mut Album<'_>) {
    let code = album.language.code();
    for who in ["zoe", "ben", "max", "kim"] {
        album.open(&format!("invitation-{who}"), &house.link(&format!("{who}@example.net"))).await;
    }
    let link = house.link("ben@example.net");
    album.send("invitation-without-name", &link, "answer=accept&name=").await;
    album.send("invitation-wrong-reason", &link, "answer=decline&reason=a%00b").await;
    album.send("accepted", &house.link(&format!("yes.{code}@example.net")), "answer=accept&name=Noor").await;
    album.send("declined", &house.link(&format!("no.{code}@example.net")), "answer=decline&reason=No").await;
    album.open("accepted-long-ago", "/done/accepted/x").await;
    album.open("declined-long-ago", "/done/declined/x").await;
}

async fn write_asking(house: &House, album: &mut Album<'_>) {
    let plain = house.join_link(&[], "").await;
    album.open("ask", &plain).await;
    album.send("ask-nothing-right", &plain, &format!("name=&address=kim&note={}", "x".repeat(1_001))).await;
    for (name, address) in [
        ("empty", ""),
        ("hidden", "k%00im%40example.net"),
        ("local-part", "k+im%40example.net"),
        ("not-ascii", "k%C3%AEm%40example.net"),
        ("no-domain", "kim%40example"),
    ] {
        album.send(&format!("ask-{name}"), &plain, &format!("name=Kim&address={address}")).await;
    }
    let few = house.join_link(&["northwind.example", "example.org"], WELCOME).await;
    album.open("ask-welcome", &few).await;
    album.send("ask-not-admitted", &few, "name=Kim&address=kim%40example.net").await;
    let crowded = house.serve_within(Limits { asks: 0, here_is_a_proxy: false, ..Limits::default() }).await;
    let mut visitor = Visitor::at(crowded.address).await;
    let refused = send(&mut visitor, &few, album.language, "name=Kim&address=kim%40example.org&note=Hello").await;
    album.keep("ask-too-often", &refused);
    let many: Vec<_> = (0..50).map(|n| format!("branch-{n:02}.northwind.example")).collect();
    let many = house.join_link(&many.iter().map(String::as_str).collect::<Vec<_>>(), "").await;
    album.open("ask-many-domains", &many).await;
    album.send("ask-not-admitted-of-many", &many, "name=Kim&address=kim%40example.net").await;
}

/// Somebody confirms when the join link has had its last use.
async fn write_too_late(house: &House, album: &mut Album<'_>) {
    let join = house.join_link_with(JoinLinkInput { most_uses: Some(1), ..JoinLinkInput::default() }).await;
    let code = album.language.code();
    let late = format!("late.{code}@example.net");
    let form = format!("name=Noor&address={}", late.replace('@', "%40"));
    send(&mut album.visitor().await, &join, album.language, &form).await;
    house.go_round().await;
    house.wait_for(&join, "Noor", &format!("first.{code}@example.net"), "").await;
    album.send("request-too-late", &house.request_link(&late), "action=confirm").await;
}
