//! Who is let in, and what every answer carries: forged names, foreign forms, too much and too slow.

use crate::{acme, visitor::Visitor};
use rollcall_domain::Status;
use rollcall_join::Limits;
use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

/// Limits that no test lives to see: what waits for one of them does not come [`soon`].
fn unhurried() -> Limits {
    let hour = Duration::from_hours(1);
    Limits { head: hour, body: hour, connection: hour, farewell: hour, ..Limits::default() }
}

/// What comes without any limit's help, however busy this computer is.
async fn soon<T>(coming: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_mins(1), coming).await.expect("it waits for a limit")
}

/// A form that the pages of all kinds of links understand.
const EVERY_FORM: &str = "answer=accept&action=confirm&name=Kim&address=kim%40example.net";

#[tokio::test]
async fn a_forged_host_is_refused_and_never_written_into_anything() {
    let house = acme().await;
    let served = house.serve().await;
    let link = house.link("zoe@example.net");
    let join = house.join_link(&[], "").await;
    let request = house.ask(&join, "Una", "una@example.net", "").await;
    for host in ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "localhost"] {
        for path in ["/", &link, &join, "/asked", &request, "/join.css"] {
            let reply = Visitor::at(served.address).await.calling(host).get(path).await;
            assert_eq!(reply.status, 421, "{host} {path}");
            assert!(!reply.body.contains("evil") && !reply.body.contains("Acme"));
        }
        for link in [&link, &join, &request] {
            let answer = Visitor::at(served.address).await.calling(host).post(link, EVERY_FORM).await;
            assert_eq!(answer.status, 421);
        }
    }
    let forwarded =
        [("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Forwarded-Prefix", "/evil")];
    for link in [&link, &join, &request] {
        let mut honest = Visitor::at(served.address).await.calling(&format!("localhost:{}", served.address.port()));
        let page = honest.request("GET", link, &forwarded, "").await;
        assert!(page.status == 200 && !page.body.contains("evil"));
    }
    // Neither where the form leads to nor the mail that it causes says another name.
    let mut honest = Visitor::at(served.address).await;
    let headers = [&forwarded[..], &[("Content-Type", "application/x-www-form-urlencoded")]].concat();
    let answer = honest.request("POST", &join, &headers, "name=Kim&address=kim%40example.net").await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/asked")));
    house.go_round().await;
    assert!(house.newest("kim@example.net", "/r/").starts_with("http://127.0.0.1:8710/r/"));
    assert_eq!(house.user("zoe@example.net").await.0, Status::Pending);
}

#[tokio::test]
async fn a_form_from_another_site_or_of_another_kind_changes_nothing() {
    let house = acme().await;
    let served = house.serve().await;
    let link = house.link("zoe@example.net");
    let join = house.join_link(&[], "").await;
    let request = house.ask(&join, "Una", "una@example.net", "").await;
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let mut visitor = Visitor::at(served.address).await;
    for link in [&link, &join, &request] {
        assert_eq!(visitor.get(link).await.status, 200);
        let before = house.on_disk();
        for (headers, status) in [
            (&[form, ("Origin", "https://evil.example")][..], 403),
            (&[form, ("Sec-Fetch-Site", "cross-site")], 403),
            (&[form, ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")], 403),
            (&[form, ("Origin", "http://localhost:1")], 403),
            (&[("Content-Type", "text/plain")], 415),
            (&[("Content-Type", "multipart/form-data; boundary=x")], 415),
            (&[("Content-Type", "application/json")], 415),
            (&[], 415),
        ] {
            let reply = visitor.request("POST", link, headers, EVERY_FORM).await;
            assert_eq!(reply.status, status, "{link} {headers:?}");
        }
        assert!(house.on_disk() == before, "{link}");
    }
    let twice =
        ["answer=accept&answer=decline", "action=confirm&action=confirm", "name=A&name=B&address=a%40b.example"];
    for (link, forms) in [
        (&link, ["", "answer=maybe", twice[0]]),
        (&request, ["action=", "action=Confirm", twice[1]]),
        (&join, ["address=a%40b.example&address=", "note=&note=", twice[2]]),
    ] {
        for form in forms {
            assert_eq!(visitor.post(link, form).await.status, 400, "{form}");
        }
    }
    for path in ["/", "/asked", "/join.css", "/health"] {
        assert_eq!(visitor.post(path, EVERY_FORM).await.status, 405, "{path}");
    }
    assert_eq!(house.user("zoe@example.net").await.0, Status::Pending);
    assert_eq!(house.requests().await, []);
    let own = format!("http://{}", served.address);
    let headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), ("Origin", own.as_str())];
    for link in [&link, &join, &request] {
        assert_eq!(visitor.request("POST", link, &headers, EVERY_FORM).await.status, 303);
    }
}

#[tokio::test]
async fn behind_a_proxy_the_pages_stand_below_the_public_path_whether_it_is_stripped_or_not() {
    let house = acme().await;
    house.set("join.public_url", "https://join.example.org/acme").await;
    house.invite(&["kim@example.net|Kim|/|Tech|"]).await;
    let served = house.serve().await;
    let link = house.link("kim@example.net");
    for path in [link.clone(), format!("/acme{link}")] {
        let page = Visitor::at(served.address).await.calling("join.example.org").get(&path).await;
        assert!(page.status == 200 && page.body.contains("href=\"/acme/join.css\""), "{}", page.body);
    }
    let mut kim = Visitor::at(served.address).await.calling("join.example.org");
    assert_eq!(kim.get("/acme/join.css").await.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(kim.get("/acme").await.status, 200);
    assert_eq!(kim.get("/acmes/").await.status, 404);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://join.example.org")];
    let answer = kim.request("POST", &format!("/acme{link}"), &headers, "answer=accept").await;
    let to = answer.header("location").unwrap();
    assert!(answer.status == 303 && to.starts_with("/acme/done/accepted/"), "{to}");
    assert_eq!(kim.get(to).await.status, 200);
    let join = house.join_link(&[], "").await;
    let answer = kim.request("POST", &format!("/acme{join}"), &headers, "name=Lu&address=lu%40example.net").await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/acme/asked")));
    assert_eq!([kim.get("/acme/asked").await.status, kim.get("/asked").await.status], [200, 200]);
    house.go_round().await;
    assert!(house.newest("lu@example.net", "/r/").starts_with("https://join.example.org/acme/r/"));
    let request = format!("/acme{}", house.request_link("lu@example.net"));
    let answer = kim.request("POST", &request, &headers, "action=confirm").await;
    assert_eq!((answer.status, answer.header("location")), (303, Some(request.as_str())));
    // The setting may change while the service runs.
    house.set("join.public_url", "https://other.example.org").await;
    assert_eq!(Visitor::at(served.address).await.calling("join.example.org").get("/").await.status, 421);
    assert_eq!(Visitor::at(served.address).await.calling("other.example.org").get("/").await.status, 200);
}

#[tokio::test]
async fn every_answer_forbids_keeping_passing_on_framing_and_running_and_sets_no_cookie() {
    let house = acme().await;
    let served = house.serve_within(Limits { asks: 2, here_is_a_proxy: false, ..Limits::default() }).await;
    let link = house.link("zoe@example.net");
    let join = house.join_link(&["example.net"], "").await;
    let request = house.ask(&join, "Una", "una@example.net", "").await;
    let mut visitor = Visitor::at(served.address).await;
    let mut replies = vec![Visitor::at(served.address).await.calling("evil.example").get("/").await];
    for path in ["/", "/x", "//evil.example/", "/i/x", "/j/x", "/r/x", &link, &join, &request] {
        replies.push(visitor.get(path).await);
    }
    for path in ["/asked", "/join.css", "/health", "/favicon.ico", "/done/accepted/x"] {
        replies.push(visitor.get(path).await);
    }
    replies.push(visitor.request("OPTIONS", "/", &[], "").await);
    replies.push(visitor.request("PUT", "/", &[], "").await);
    replies.push(visitor.request("POST", &link, &[], "").await);
    replies.push(visitor.request("POST", &join, &[("Sec-Fetch-Site", "cross-site")], "").await);
    replies.push(visitor.post(&join, "name=Kim").await);
    replies.push(visitor.post(&join, "name=Kim&address=kim%40example.org").await);
    for link in [&link, &join, &request] {
        replies.push(visitor.post(link, EVERY_FORM).await);
    }
    replies.push(visitor.post(&join, EVERY_FORM).await);
    assert_eq!(
        replies.iter().map(|reply| reply.status).collect::<Vec<_>>(),
        [
            [421, 200, 404, 404, 404, 404, 404, 200, 200, 200].as_slice(),
            &[200, 200, 204, 204, 200, 204, 405, 415, 403, 422, 422, 303, 303, 303, 429]
        ]
        .concat()
    );
    for reply in replies {
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            ),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{reply:?}");
        }
        assert!(reply.header("permissions-policy").is_some());
        assert!(reply.header("set-cookie").is_none() && reply.header("server").is_none());
        if let Some(to) = reply.header("location") {
            assert!(to.starts_with("/done/accepted/") || to == "/asked" || to == request, "{to}");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_it_is_there() {
    let house = acme().await;
    let served = house.serve().await;
    let join = house.join_link(&[], "").await;
    let request = house.ask(&join, "Una", "una@example.net", "").await;
    let link = house.link("zoe@example.net");
    for link in [&link, &join, &request] {
        let head = format!(
            "POST {link} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            served.address
        );
        let mut announced = Visitor::at(served.address).await;
        announced.send(format!("{head}Content-Length: 1073741824\r\n\r\nname=").as_bytes()).await;
        assert_eq!(announced.reply(false).await.unwrap().status, 413);
        let mut endless = Visitor::at(served.address).await;
        endless.send(format!("{head}Transfer-Encoding: chunked\r\n\r\n").as_bytes()).await;
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        for _ in 0..17 {
            endless.send(chunk.as_bytes()).await;
        }
        assert_eq!(endless.reply(false).await.unwrap().status, 413);
        let fits = format!("x={}&{EVERY_FORM}", "x".repeat(60_000));
        assert_eq!(Visitor::at(served.address).await.post(link, &fits).await.status, 303);
    }
}

#[tokio::test]
async fn who_is_too_slow_is_hung_up_on() {
    let house = acme().await;
    let short = Duration::from_millis(300);
    let served = house.serve_within(Limits { head: short, body: short, ..unhurried() }).await;
    let mut silent = Visitor::at(served.address).await;
    let mut slow = Visitor::at(served.address).await;
    slow.send(b"GET / HTTP/1.1\r\nHost: ").await;
    let mut half = Visitor::at(served.address).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\nans",
        house.link("zoe@example.net"),
        served.address
    );
    half.send(head.as_bytes()).await;
    assert_eq!(soon(half.reply(false)).await.unwrap().status, 408);
    for visitor in [&mut silent, &mut slow] {
        let said = soon(visitor.reply(false)).await;
        assert!(said.is_none_or(|reply| reply.status == 408));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_visitor_does_not_wait_for_five_hundred_who_never_finish_their_request() {
    let house = acme().await;
    let served = house.serve_within(Limits { connections: 256, ..unhurried() }).await;
    let link = house.link("zoe@example.net");
    let mut half_open = Vec::new();
    for number in 0..500 {
        let mut visitor = Visitor::at(served.address).await;
        if number % 2 == 0 {
            visitor.send(b"GET / HTTP/1.1\r\nHost: half").await;
        }
        half_open.push(visitor);
    }
    let mut ordinary = Visitor::at(served.address).await;
    assert_eq!(soon(ordinary.get(&link)).await.status, 200);
    assert_eq!(soon(ordinary.get("/join.css")).await.status, 200);
    assert_eq!(soon(ordinary.post(&link, "answer=accept")).await.status, 303);
}

#[tokio::test]
async fn the_service_stops_when_told_and_lets_go_of_its_port() {
    let house = acme().await;
    let mut served = house.serve_within(unhurried()).await;
    let mut visitor = Visitor::at(served.address).await;
    assert_eq!(visitor.get("/health").await.status, 204);
    served.stop.take().unwrap().send(()).unwrap();
    // An idle connection is not waited for.
    soon(served.ended).await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(served.address).await.is_err());
    rollcall_join::bind(served.address).await.unwrap();
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_of_a_link_is_ever_logged() {
    let log = Log::default();
    let to = log.clone();
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || to.clone()).init();
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let request = house.ask(&join, "Una", "una@example.net", "").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let link = house.link("zoe@example.net");
    for link in [&link, &join, &request] {
        visitor.get(link).await;
        visitor.get(&format!("/x{link}")).await;
        visitor.post(link, "name=Canary&address=canary%40example.net&note=Canary").await;
    }
    house.go_round().await;
    visitor.post(&request, "action=confirm").await;
    let answer = visitor.post(&link, "answer=accept").await;
    let receipt = answer.header("location").unwrap().rsplit('/').next().unwrap().to_owned();
    visitor.get(answer.header("location").unwrap()).await;
    visitor.get(&link).await;
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    for shown in ["/i/…", "/j/…", "/r/…", "303"] {
        assert!(logged.contains(shown), "requests are logged, {shown} is not:\n{logged}");
    }
    for secret in [&link[3..], &join[3..], &request[3..], &receipt, "canary", "Canary"] {
        assert!(!logged.contains(secret), "{secret}");
    }
}
