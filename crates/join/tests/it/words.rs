//! What the pages say and how they are written: languages, other people's data, size, and markup that is whole.

use crate::{house::House, visitor::Visitor};
use rollcall_app::share_join_link::JoinLinkInput;
use rollcall_join::Limits;

/// The most bytes that a page may weigh together with its style.
const MOST: usize = 30_000;

const HOSTILE: [&str; 6] = [
    "<script>alert(1)<script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-'",
    "{{ 7*7 }} { $account } ${7*7} %s",
    "&lt;b&gt;&amp;&#0;",
    "שלום <bdi> مرحبا",
];

#[tokio::test]
async fn each_language_has_its_own_pages_and_the_invitation_decides_before_the_browser() {
    let rows = ["de", "es", "fr", "it"].map(|code| format!("{code}@example.net||/|Buyer|{code}"));
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    rows.push("any@example.net||/|Buyer|");
    let house = House::build("Acme", "Ana Silva", &rows).await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let accept = [("en", "Accept"), ("de", "Annehmen"), ("es", "Aceptar"), ("fr", "Accepter"), ("it", "Accetta")];
    let mut gone = std::collections::HashSet::new();
    for (code, word) in accept {
        let has = |body: &str| {
            body.contains(&format!("<html lang=\"{code}\" dir=\"ltr\">")) && body.contains(&format!(">{word}</button>"))
        };
        assert!(
            has(&visitor.get_in(&house.link("any@example.net"), &format!("{code}-XX, en;q=0.1")).await.body),
            "{code}"
        );
        if code != "en" {
            let link = house.link(&format!("{code}@example.net"));
            assert!(has(&visitor.get_in(&link, "en").await.body), "{code}");
            let answer = visitor.post(&link, "answer=accept&name=X").await;
            let done = visitor.get_in(answer.header("location").unwrap(), "en").await;
            assert!(done.body.contains(&format!("<html lang=\"{code}\"")), "{}", done.body);
            assert!(visitor.get_in(&link, "en").await.body.contains("<html lang=\"en\""), "no link tells whose it was");
        }
        gone.insert(visitor.get_in("/i/x", code).await.body);
    }
    assert_eq!(gone.len(), 5);
}

#[tokio::test]
async fn what_people_call_themselves_stays_text() {
    for hostile in HOSTILE {
        let group = hostile.replace('/', "");
        let row = format!("{}|{hostile}|{group}|Buyer|", "zo'e+a&b@example.net");
        let nameless = format!("ben@example.net||{group}|Buyer|");
        let house = House::build(hostile, hostile, &[&row, &nameless]).await;
        let served = house.serve().await;
        let mut visitor = Visitor::at(served.address).await;
        let link = house.link("ben@example.net");
        let typed: Vec<_> = hostile.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let again = visitor.post(&link, &format!("answer=accept&name={}%E2%80%AE", typed.concat())).await;
        let reason = visitor.post(&link, &format!("answer=decline&reason={}%E2%80%AE", typed.concat())).await;
        assert_eq!((again.status, reason.status), (422, 422));
        house.invite_saying("kim@example.net", hostile).await;
        let said = visitor.get(&house.link("kim@example.net")).await;
        assert!(said.body.contains(&format!("<blockquote><bdi>{}</bdi>", escaped(hostile))), "{}", said.body);
        let answer = visitor.post(&house.link("zo'e+a&b@example.net"), "answer=accept").await;
        let done = visitor.get(answer.header("location").unwrap()).await;
        for page in [visitor.get(&link).await, again, reason, said, done] {
            for markup in ["<script", "<img", "onerror=alert(1)>", "<b>"] {
                assert!(!page.body.contains(markup), "{hostile}: {}", page.body);
            }
            assert!(page.body.contains(&escaped(hostile)), "{hostile} is shown as it is: {}", page.body);
            assert_whole(&page.body);
        }
    }
}

#[tokio::test]
async fn what_people_type_when_they_ask_and_what_administrators_write_stays_text() {
    for hostile in HOSTILE {
        let house = House::build(hostile, hostile, &[]).await;
        let join = house.join_link(&[], hostile).await;
        let served = house.serve().await;
        let mut visitor = Visitor::at(served.address).await;
        let typed: Vec<_> = hostile.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let typed = typed.concat();
        let form = |name: &str, address: &str| format!("name={typed}{name}&address={address}&note={typed}%0A{typed}");
        let again = visitor.post(&join, &form("%E2%80%AE", &typed)).await;
        assert_eq!(again.status, 422);
        // In all three fields.
        assert_eq!(again.body.matches(&format!("value=\"{}\"", escaped(hostile))).count(), 2, "{}", again.body);
        assert_eq!(visitor.post(&join, &form("", "kim%40example.net")).await.status, 303);
        house.go_round().await;
        let own = house.request_link("kim@example.net");
        let mut pages = vec![visitor.get(&join).await, again, visitor.get(&own).await];
        let said = format!("{0}<br>{0}</bdi>", escaped(hostile));
        assert!(pages[2].body.contains(&said), "{}", pages[2].body);
        visitor.post(&own, "action=confirm").await;
        pages.push(visitor.get(&own).await);
        house.deny("kim@example.net", hostile, false).await;
        pages.push(visitor.get(&own).await);
        assert!(pages[4].body.contains(&format!("<blockquote><bdi>{}</bdi>", escaped(hostile))), "{}", pages[4].body);
        let other = house.wait_for(&join, hostile, "zo'e+a&b@example.net", hostile).await;
        pages.push(visitor.get(&other).await);
        house.approve("zo'e+a&b@example.net").await;
        pages.push(visitor.get(&other).await);
        for page in pages {
            for markup in ["<script", "<img", "onerror=alert(1)>", "<b>"] {
                assert!(!page.body.contains(markup), "{hostile}: {}", page.body);
            }
            assert!(page.body.contains(&escaped(hostile)), "{hostile} is shown as it is: {}", page.body);
            assert_whole(&page.body);
        }
    }
}

fn escaped(text: &str) -> String {
    let escape = |c| match c {
        '<' | '>' | '&' | '"' | '\'' => format!("&#{};", c as u32),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

#[tokio::test]
async fn every_page_is_whole_and_small_even_with_the_longest_names() {
    let long = |with: char| std::iter::repeat_n(with, 200).collect::<String>();
    let deep = vec![long('&'); 19].join("/");
    let mut rows: Vec<String> =
        (0..60).map(|n| format!("ben@example.net||{deep}/{}{n}|Buyer|", "&".repeat(190))).collect();
    rows.extend((0..60).map(|n| format!("kim@example.net||Team {n}|Buyer|")));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let house = House::build(&long('&'), &long('\u{1F600}'), &rows).await;
    house.invite_saying("lines@example.net", &"&\n".repeat(500)).await;
    house.invite_saying("signs@example.net", &"&".repeat(1_000)).await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let style = visitor.get("/join.css").await.body.len();
    let kim = visitor.get(&house.link("kim@example.net")).await;
    assert!(
        kim.body.contains("Team 0<") && ["52", "10"].iter().all(|n| kim.body.contains(&format!("and {n} more roles"))),
        "{}",
        kim.body
    );
    let link = house.link("ben@example.net");
    let again = visitor.post(&link, &format!("answer=accept&name={}", "%26".repeat(20_000))).await;
    let refused = visitor.post(&link, &format!("answer=decline&reason={}", "%26".repeat(20_000))).await;
    let mut pages = vec![kim, again, refused];
    for who in ["lines@example.net", "signs@example.net"] {
        let link = house.link(who);
        for form in ["answer=accept&name=", &format!("answer=decline&reason={}", "%26%0A".repeat(10_000))] {
            pages.push(visitor.post(&link, form).await);
        }
    }
    for path in [&link, "/", "/i/x", "/x", "/done/accepted/x", "/done/declined/x"] {
        pages.push(visitor.get(path).await);
    }
    pages.push(visitor.post(&link, "nothing").await);
    pages.push(visitor.request("POST", &link, &[("Sec-Fetch-Site", "cross-site")], "").await);
    pages.push(Visitor::at(served.address).await.calling("evil.example").get("/").await);
    let answer = visitor.post(&link, "answer=accept&name=Ben").await;
    pages.push(visitor.get(answer.header("location").unwrap()).await);
    for page in pages {
        assert!(page.body.len() + style < MOST, "{} bytes", page.body.len() + style);
        assert_whole(&page.body);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.body.contains("<main>") && page.body.matches("<h1>").count() == 1);
    }
}

#[tokio::test]
async fn the_pages_for_those_who_ask_are_whole_and_small_too_with_the_longest_words() {
    let house = House::build(&"\u{1F600}".repeat(200), &"&".repeat(200), &[]).await;
    let labels = [63, 63, 63, 52].map(|length| "x".repeat(length)).join(".");
    let domains: Vec<_> = (0..50).map(|n| format!("{n:02}.{}.example", &labels[..240])).collect();
    let domains: Vec<_> = domains.iter().map(String::as_str).collect();
    let join = house.join_link(&domains, &"&\n".repeat(500)).await;
    let open = house.join_link_with(JoinLinkInput { most_uses: Some(2), ..JoinLinkInput::default() });
    let served = house.serve_within(Limits { asks: 1, here_is_a_proxy: false, ..Limits::default() }).await;
    let mut visitor = Visitor::at(served.address).await;
    let style = visitor.get("/join.css").await.body.len();
    let most = |sign: &str, length: usize| sign.repeat(length);
    let everywhere = |sign: &str| {
        let (name, address, note) = (most(sign, 6_000), most(sign, 6_000), most(sign, 6_000));
        format!("name={name}&address={address}&note={note}")
    };
    let mut pages = vec![visitor.get(&join).await, visitor.get("/asked").await];
    for sign in ["x", "%26", "%0A", "%FF"] {
        pages.push(visitor.post(&join, &everywhere(sign)).await);
    }
    let foreign = format!("name={}&address=kim%40example.net&note={}", most("%26", 200), most("%26", 1_000));
    pages.push(visitor.post(&join, &foreign).await);
    // The one asking that this network has left is spent; the form comes back with all that was typed.
    pages.push(visitor.post(&join, &foreign).await);
    assert_eq!(pages.last().unwrap().status, 429);
    assert!(pages.last().unwrap().body.contains(&"&#38;".repeat(1_000)));
    let open = open.await;
    let long = (most("&", 200), format!("{}@{}.example", most("&", 64), &labels[..180]), most("&\n", 500));
    let full = house.ask(&open, "Una", "una@example.net", "").await;
    let own = house.ask(&open, &long.0, &long.1, &long.2).await;
    pages.push(visitor.get(&own).await);
    for action in ["confirm", "withdraw"] {
        visitor.post(&own, &format!("action={action}")).await;
        pages.push(visitor.get(&own).await);
    }
    let denied = house.wait_for(&open, &long.0, &long.1, &long.2).await;
    house.deny(&long.1, &long.2, false).await;
    pages.extend([visitor.get(&denied).await, visitor.post(&full, "action=confirm").await]);
    assert_eq!(pages.last().unwrap().status, 409);
    for page in pages {
        assert!(page.body.len() + style < MOST, "{} bytes: {}", page.body.len() + style, page.body);
        assert_whole(&page.body);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.body.contains("<main>") && page.body.matches("<h1>").count() == 1);
    }
}

/// Every element that is opened is closed in its turn, and nothing looks like half a tag.
fn assert_whole(html: &str) {
    let mut open = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a stray > in {html}");
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '\n']).next().unwrap();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !["meta", "link", "br", "input"].contains(&name) {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let mut outside_values = tag.split('"').step_by(2);
        assert!(outside_values.all(|part| !part.contains(" on") && !part.contains(" style")), "{tag}");
        assert_ne!(name, "script", "{html}");
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}
