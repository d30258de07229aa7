//! Many at once, and many times: scanners that open a link, and clients that race for the same answers.

use crate::visitor::{Reply, Visitor};
use rollcall_app::{App, Who, list_users::UserQuery, ports::store::Verb};
use rollcall_domain::{Clock, Status, UserId};
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
