//! Many at once, and many times: scanners that open a link, clients that race for the same answers, and ordinary people among them.

use crate::{
    acme,
    visitor::{Reply, Visitor},
};
use rollcall_app::{App, Who, list_users::UserQuery, ports::store::Verb};
use rollcall_domain::{Clock, RequestStatus, Status, UserId};
use rollcall_join::{JoinPages, Limits, bind};
use rollcall_testkit::TestApp;
use std::{collections::HashMap, net::SocketAddr, path::Path, sync::Arc};
use tokio::sync::Barrier;

/// Serves the pages of an application at a free port for as long as the test runs.
async fn serve(app: &Arc<App>, clock: Arc<dyn Clock>, limits: Limits) -> SocketAddr {
    let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(JoinPages::new(Arc::clone(app), clock).within(limits).serve(listener, std::future::pending()));
    address
}

/// Everybody's id and status, by address.
async fn everybody(app: &App) -> HashMap<String, (UserId, Status)> {
    let permit = app.act_as(&Who::Only).await.unwrap();
    let query = UserQuery { limit: 500, ..UserQuery::default() };
    let page = app.list_users(&permit, &query).await.unwrap();
    page.users.into_iter().map(|user| (user.address, (user.id, user.status))).collect()
}

/// The bytes of the workspace as they lie on disk, with those of its journal.
fn on_disk(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = ["Acme.rollcall", "Acme.rollcall-wal"].map(|name| folder.join(name));
    files.map(|file| (file.display().to_string(), std::fs::read(&file).unwrap())).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_opened_three_thousand_times_has_changed_nothing_and_still_works() {
    let test = TestApp::acme().await;
    test.import(&["zoe@example.net,Zoë,Sales/EMEA,Buyer"]).await;
    let link = format!("/i/{}", test.deliver_to_folder().await["zoe@example.net"]);
    let (folder, store, zoe) = (test.folder().to_owned(), Arc::clone(&test.store), test.id_of("zoe@example.net").await);
    let (app, clock) = (Arc::new(test.app), test.clock);
    let address = serve(&app, clock, Limits::default()).await;
    let mut scanner = Visitor::at(address).await;
    // The first question of a page makes the file of the journal, if it is not there.
    assert_eq!(scanner.get(&link).await.status, 200);
    let before = (on_disk(&folder), store.latest_change().await.unwrap(), store.history(zoe).await.unwrap());
    for (method, status) in [("GET", 200), ("HEAD", 200), ("OPTIONS", 204)] {
        for _ in 0..1_000 {
            assert_eq!(scanner.request(method, &link, &[], "").await.status, status, "{method}");
        }
    }
    let after = (on_disk(&folder), store.latest_change().await.unwrap(), store.history(zoe).await.unwrap());
    // Compared part by part: two workspaces in a message would be hard to read.
    assert!(before.0 == after.0, "something was written");
    assert_eq!((before.1, before.2), (after.1, after.2));
    assert_eq!(scanner.post(&link, "answer=accept").await.status, 303);
    assert_eq!(everybody(&app).await["zoe@example.net"].1, Status::Active);
    assert!(on_disk(&folder) != after.0, "what is compared tells whether something was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_join_link_and_a_request_that_were_opened_three_thousand_times_each_have_changed_nothing_and_still_work() {
    let house = acme().await;
    let join = house.join_link(&[], "Welcome").await;
    let unproven = house.ask(&join, "Una", "una@example.net", "").await;
    let pending = house.wait_for(&join, "Kim", "kim@example.net", "").await;
    house.go_round().await;
    let served = house.serve().await;
    let address = served.address;
    for link in [&join, &unproven, &pending] {
        assert_eq!(Visitor::at(address).await.get(link).await.status, 200);
    }
    let before = (house.on_disk(), house.store.latest_change().await.unwrap());
    let mut scanners = tokio::task::JoinSet::new();
    for link in [&join, &unproven, &pending].map(String::clone) {
        scanners.spawn(async move {
            let mut scanner = Visitor::at(address).await;
            for (method, status) in [("GET", 200), ("HEAD", 200), ("OPTIONS", 204)] {
                for number in 0..1_000 {
                    // What a form would say does not count in an address.
                    let query =
                        ["", "?action=confirm", "?action=withdraw", "?name=X&address=x@example.net"][number % 4];
                    let reply = scanner.request(method, &format!("{link}{query}"), &[], "").await;
                    assert_eq!(reply.status, status, "{method}");
                }
            }
        });
    }
    scanners.join_all().await;
    house.go_round().await;
    assert!(house.on_disk() == before.0, "something was written");
    assert_eq!(house.store.latest_change().await.unwrap(), before.1);
    let mut visitor = Visitor::at(address).await;
    assert_eq!(visitor.post(&unproven, "action=confirm").await.status, 303);
    assert_eq!(visitor.post(&pending, "action=withdraw").await.status, 303);
    assert_eq!(visitor.post(&join, "name=X&address=x%40example.net").await.status, 303);
    assert!(house.on_disk() != before.0, "what is compared tells whether something was written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forty_who_press_a_button_at_once_confirm_once_and_take_back_once() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let link = house.ask(&join, "Kim", "kim@example.net", "").await;
    let served = house.serve().await;
    for (action, status) in [("confirm", RequestStatus::Pending), ("withdraw", RequestStatus::Withdrawn)] {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let (link, address) = (link.clone(), served.address);
            all.spawn(async move { Visitor::at(address).await.post(&link, &format!("action={action}")).await });
        }
        assert!(all.join_all().await.into_iter().all(|reply| reply.status == 303), "each sees how it stands");
        assert_eq!(house.requests().await.iter().map(|row| row.status).collect::<Vec<_>>(), [status]);
        house.go_round().await;
    }
    assert_eq!(house.mails_to("ana@example.org"), ["report", "request"], "the administrator is told once");
    let permit = house.app.act_as(&Who::Only).await.unwrap();
    assert_eq!(house.app.join_link(&permit).await.unwrap().unwrap().uses, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_asks_to_join_while_five_hundred_never_finish_their_request_and_others_send_a_gigabyte() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let served = house.serve_within(Limits { connections: 256, ..Limits::default() }).await;
    let address = served.address;
    let head = format!(
        "POST {join} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length"
    );
    let mut half_open = Vec::new();
    for number in 0..500 {
        let mut visitor = Visitor::at(address).await;
        match number % 3 {
            0 => visitor.send(b"GET / HTTP/1.1\r\nHost: half").await,
            1 => visitor.send(format!("{head}: 60000\r\n\r\nname=half").as_bytes()).await,
            _ => {}
        }
        half_open.push(visitor);
    }
    let mut flood = tokio::task::JoinSet::new();
    for announced in ["Content-Length: 1073741824", "Transfer-Encoding: chunked"] {
        let head = head.replace("Content-Length", announced);
        flood.spawn(async move { pour(address, &head).await });
    }
    let mut ordinary = Visitor::at(address).await;
    assert_eq!(ordinary.get(&join).await.status, 200);
    assert_eq!(ordinary.post(&join, "name=Kim&address=kim%40example.net").await.status, 303);
    assert_eq!(ordinary.get("/asked").await.status, 200);
    house.go_round().await;
    let own = house.request_link("kim@example.net");
    assert_eq!(ordinary.get(&own).await.status, 200);
    assert_eq!(ordinary.post(&own, "action=confirm").await.status, 303);
    assert_eq!(house.requests().await.len(), 1);
    for sent in flood.join_all().await {
        assert!(sent < MOST_POURED, "{sent} bytes of a gigabyte were taken");
    }
    drop(half_open);
}

/// Of a body without end no more is taken than fits between us and the socket.
const MOST_POURED: usize = 64 * 1024 * 1024;

/// Sends the head of a form and then its body, for as long as it is taken, and says how many bytes went.
async fn pour(address: SocketAddr, head: &str) -> usize {
    use tokio::io::AsyncWriteExt as _;
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x1_0000));
    let mut sent = 0;
    if stream.write_all(format!("{head}\r\n\r\n").as_bytes()).await.is_ok() {
        while sent < 1 << 30 && stream.write_all(chunk.as_bytes()).await.is_ok() {
            sent += chunk.len();
        }
    }
    sent
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_links_and_five_clients_each_at_once_make_two_hundred_acceptances() {
    const PEOPLE: usize = 200;
    const CLIENTS: usize = 5;
    let test = TestApp::acme().await;
    let rows: Vec<String> = (0..PEOPLE).map(|n| format!("person{n:03}@example.net,Person {n},Sales,Buyer")).collect();
    test.import(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let tokens = test.deliver_to_folder().await;
    assert_eq!(tokens.len(), PEOPLE);
    let (store, app, clock) = (Arc::clone(&test.store), Arc::new(test.app), test.clock);
    // A place for each: who goes when there is none is another test.
    let address = serve(&app, clock, Limits { connections: 2 * PEOPLE * CLIENTS, ..Limits::default() }).await;
    let polite = Visitor::at(address).await.get("/i/x").await.without_date();
    assert!(polite.body.contains("This link does not work"), "{}", polite.body);
    let (start, before) = (Arc::new(Barrier::new(PEOPLE * CLIENTS)), store.latest_change().await.unwrap());
    let mut all = tokio::task::JoinSet::new();
    for (who, token) in &tokens {
        for _ in 0..CLIENTS {
            let (who, link, start) = (who.clone(), format!("/i/{token}"), Arc::clone(&start));
            all.spawn(async move {
                let mut client = Visitor::at(address).await;
                start.wait().await;
                (who, client.post(&link, "answer=accept").await)
            });
        }
    }
    let mut replies: HashMap<String, Vec<Reply>> = HashMap::new();
    for (who, reply) in all.join_all().await {
        replies.entry(who).or_default().push(reply);
    }
    for (who, replies) in replies {
        let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 303);
        assert_eq!((won.len(), lost.len()), (1, CLIENTS - 1), "{who}");
        assert!(lost.into_iter().all(|reply| reply.without_date() == polite), "{who}");
    }
    let everybody = everybody(&app).await;
    for who in tokens.keys() {
        let (id, status) = everybody[who];
        let history = store.history(id).await.unwrap();
        let accepted = history.iter().filter(|entry| entry.verb == Verb::Accepted).count();
        assert_eq!((status, accepted), (Status::Active, 1), "{who}");
    }
    assert_eq!(store.latest_change().await.unwrap() - before, i64::try_from(PEOPLE).unwrap(), "each is one change");
}
