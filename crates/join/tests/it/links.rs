//! Links and their answers: who may, how often, and what those see who may not.

use crate::{
    acme,
    house::{Counted, House},
    visitor::{Reply, Visitor},
};
use rollcall_domain::{Status, Token};
use std::{collections::HashSet, net::SocketAddr};

#[tokio::test]
async fn an_invitee_sees_what_is_offered_and_accepts_with_one_press() {
    let house = acme().await;
    let served = house.serve().await;
    let mut zoe = Visitor::at(served.address).await;
    let link = house.link("zoe@example.net");
    let page = zoe.get(&link).await;
    assert_eq!(page.status, 200);
    for said in [
        "Ana Silva",
        "mailto:ana@example.org",
        "Acme",
        "zoe@example.net",
        "Buyer",
        "Sales/EMEA",
        "15 April 2027, 08:00 UTC",
    ] {
        assert!(page.body.contains(said), "{said} is missing:\n{}", page.body);
    }
    assert!(!page.body.contains("name=\"name\""), "her name is known");

    let answer = zoe.post(&link, "answer=accept").await;
    assert_eq!((answer.status, answer.body.as_str()), (303, ""));
    let to = answer.header("location").unwrap().to_owned();
    assert!(to.starts_with("/done/accepted/") && !to.contains(&link[3..]), "{to}");
    for _ in 0..2 {
        let done = zoe.get(&to).await;
        assert_eq!(done.status, 200);
        assert!(done.body.contains("You have joined <bdi>Acme</bdi>") && done.body.contains("mailto:ana@example.org"));
    }
    assert_eq!(house.user("zoe@example.net").await, (Status::Active, Some("Zoë Ünal".into())));
}

#[tokio::test]
async fn an_invitee_declines_without_saying_a_name() {
    let house = acme().await;
    let served = house.serve().await;
    let mut ben = Visitor::at(served.address).await;
    let answer = ben.post(&house.link("ben@example.net"), "name=&answer=decline").await;
    assert_eq!(answer.status, 303);
    let done = ben.get(answer.header("location").unwrap()).await;
    assert!(done.body.contains("You have declined to join <bdi>Acme</bdi>"), "{}", done.body);
    assert_eq!(house.user("ben@example.net").await.0, Status::Declined);
}

#[tokio::test]
async fn a_name_is_asked_for_only_where_none_is_known_and_cannot_replace_one() {
    let house = acme().await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let link = house.link("ben@example.net");
    assert!(visitor.get(&link).await.body.contains("maxlength=\"200\""));
    let too_long = "x".repeat(201);
    for (name, said) in [
        ("", "Enter your name."),
        ("+%C2%A0", "Enter your name."),
        (too_long.as_str(), "Shorten your name to 200 characters or fewer."),
        ("Ben%E2%80%AEx", "characters in it that cannot be seen have been taken out"),
        ("Ben%FF", "characters in it that cannot be seen have been taken out"),
    ] {
        let again = visitor.post(&link, &format!("name={name}&answer=accept")).await;
        assert_eq!(again.status, 422, "{name}");
        assert!(again.body.contains(said), "{name}: {}", again.body);
        assert!(
            again.body.contains("aria-describedby=\"name-problem name-hint\"") && again.body.contains("role=\"alert\"")
        );
        assert!(again.body.contains("<title>Error: Invitation to join Acme</title>"));
    }
    assert_eq!(house.user("ben@example.net").await, (Status::Pending, None));
    assert_eq!(visitor.post(&link, "name=+Ben++Okri+&answer=accept").await.status, 303);
    assert_eq!(house.user("ben@example.net").await, (Status::Active, Some("Ben Okri".into())));
    assert_eq!(
        visitor.post(&house.link("zoe@example.net"), "name=Mallory&answer=accept&email=m@evil.example").await.status,
        303
    );
    assert_eq!(house.user("zoe@example.net").await, (Status::Active, Some("Zoë Ünal".into())));
}

#[tokio::test]
async fn no_method_but_post_answers() {
    let house = acme().await;
    let served = house.serve().await;
    let mut scanner = Visitor::at(served.address).await;
    let link = house.link("zoe@example.net");
    for (method, status) in [("OPTIONS", 204), ("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("TRACE", 405)] {
        let reply = scanner.request(method, &link, &[], "").await;
        assert_eq!(reply.status, status, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD, OPTIONS, POST"));
    }
    assert_eq!(scanner.get(&format!("{link}?answer=accept")).await.status, 200);
    assert_eq!(house.user("zoe@example.net").await.0, Status::Pending);
    assert_eq!(scanner.post(&link, "answer=accept").await.status, 303);
}

/// Forms that the pages of all kinds of links understand.
const FORMS: [&str; 2] = [
    "answer=accept&action=confirm&name=X&address=x%40example.net",
    "answer=decline&action=withdraw&name=X&address=zoe%40example.net&note=Hello",
];

/// What a visitor with a link that does not work sees: to opening it, and to each form.
async fn three_looks(visitor: &mut Visitor, link: &str) -> Vec<Reply> {
    let mut seen = vec![visitor.get(link).await];
    for form in FORMS {
        seen.push(visitor.post(link, form).await);
    }
    seen.into_iter().map(Reply::without_date).collect()
}

#[tokio::test]
async fn every_link_that_does_not_work_whatever_its_kind_and_the_reason_gets_one_and_the_same_page() {
    let house = acme().await;
    let lena = "lena@example.net|Lena|/|Tech|";
    house.invite(&[lena, "tom@example.net|Tom|/|Tech|"]).await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let used = house.link("zoe@example.net");
    assert_eq!(visitor.post(&used, "answer=accept").await.status, 303);
    let declined = house.link("ben@example.net");
    assert_eq!(visitor.post(&declined, "answer=decline").await.status, 303);
    let (replaced, expired) = (house.link("lena@example.net"), house.link("tom@example.net"));
    let old_join = house.join_link(&[], "").await;
    let forgotten = house.ask(&old_join, "Una", "una@example.net", "").await;
    house.clock.pass_days(89);
    assert_eq!(visitor.get(&expired).await.status, 200, "the last day is not over");
    house.clock.pass_days(1);
    house.invite(&[lena]).await;
    let newer = house.link("lena@example.net");
    assert_ne!(newer, replaced);
    let join = house.join_link(&[], "").await;
    let request = house.wait_for(&join, "Kim", "kim@example.net", "").await;

    let unknown = format!("/i/{}", "A".repeat(43));
    let first = visitor.get(&unknown).await.without_date();
    assert_eq!(first.status, 404);
    assert!(first.body.contains("ask the person who invited you or gave you the link"), "{}", first.body);
    assert!(!first.body.contains("Acme") && !first.body.contains("Ana"), "the account is nobody's business");
    // What works for one kind works for no other.
    let works = [&newer, &join, &request];
    let strayed = works.iter().flat_map(|link| ["/i/", "/j/", "/r/"].map(|kind| format!("{kind}{}", &link[3..])));
    let strayed: Vec<_> = strayed.filter(|link| !works.contains(&link)).collect();
    assert_eq!(strayed.len(), 6);
    let malformed = ["x", "%FF", "a/b", "..%2f..%2fetc%2fpasswd", "%00", "%0d%0aSet-Cookie:x", "/evil.example", ""];
    let malformed = ["/i/", "/j/", "/r/"].into_iter().flat_map(|kind| malformed.map(|text| format!("{kind}{text}")));
    let unknown = ["/i/", "/j/", "/r/"].map(|kind| format!("{kind}{}", "A".repeat(43)));
    let dead = [used, declined, expired, replaced, old_join, forgotten];
    for link in dead.into_iter().chain(unknown).chain(strayed).chain(malformed) {
        for reply in three_looks(&mut visitor, &link).await {
            assert_eq!(reply, first, "{link}");
        }
    }
    for link in ["/i", "/j", "/r"] {
        assert_eq!(visitor.get(link).await.without_date(), first, "{link}");
    }
    for link in works {
        assert_eq!(visitor.get(link).await.status, 200, "{link}");
    }
    assert_eq!(house.user("tom@example.net").await.0, Status::Expired);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_who_accept_with_one_link_at_once_make_one_acceptance() {
    let house = acme().await;
    let served = house.serve().await;
    let link = house.link("zoe@example.net");
    let unknown = Visitor::at(served.address).await.get("/i/x").await.without_date();
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (link, address) = (link.clone(), served.address);
        all.spawn(async move { Visitor::at(address).await.post(&link, "answer=accept").await });
    }
    let replies = all.join_all().await;
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 303);
    assert_eq!((won.len(), lost.len()), (1, 19));
    assert!(lost.into_iter().all(|reply| reply.without_date() == unknown));
}

/// Shows so many links of each kind that nobody has, from four connections. Gives the different answers that there were, and how many links
/// were shown.
async fn guess(address: SocketAddr, each: usize) -> (HashSet<Reply>, usize) {
    const CONNECTIONS: usize = 4;
    let mut guessers = tokio::task::JoinSet::new();
    for guesser in 0..CONNECTIONS {
        guessers.spawn(async move {
            let dice = Counted((1_000_000_000 * (guesser as u64 + 1)).into());
            let mut visitor = Visitor::at(address).await;
            let (mut seen, mut shown) = (HashSet::new(), 0);
            for number in 0..each / CONNECTIONS {
                for kind in ["i", "j", "r"] {
                    let link = format!("/{kind}/{}", Token::mint(&dice).to_link_text());
                    let reply = match number % 10 {
                        0 => visitor.post(&link, FORMS[0]).await,
                        _ => visitor.get(&link).await,
                    };
                    seen.insert(reply.without_date());
                    shown += 1;
                }
                // A connection has its time.
                if number % 1_000 == 999 {
                    visitor = Visitor::at(address).await;
                }
            }
            (seen, shown)
        });
    }
    let all = guessers.join_all().await;
    (all.iter().flat_map(|(seen, _)| seen.iter().cloned()).collect(), all.iter().map(|(_, shown)| shown).sum())
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_thousand_guessed_links_get_twelve_thousand_equal_answers_and_others_are_served_meanwhile() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let served = house.serve().await;
    let link = house.link("zoe@example.net");
    let before = house.on_disk();
    let guessers = tokio::spawn(guess(served.address, 4_000));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    // From the same address as those who guess: it must not be shut out with them.
    let mut other = Visitor::at(served.address).await;
    assert_eq!([other.get(&link).await.status, other.get(&join).await.status], [200, 200]);
    assert!(!guessers.is_finished(), "they are served meanwhile, not afterwards");
    let (seen, shown) = guessers.await.unwrap();
    assert_eq!((seen.len(), shown), (1, 12_000), "{seen:?}");
    assert!(house.on_disk() == before, "guessing wrote something");
}

#[ignore = "takes minutes: cargo test -p rollcall-join --release --test it -- --ignored"]
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_guessed_links_of_each_kind_get_one_and_the_same_answer() {
    let house = acme().await;
    house.join_link(&[], "").await;
    let served = house.serve().await;
    let (seen, shown) = guess(served.address, 100_000).await;
    assert_eq!((seen.len(), shown), (1, 300_000), "{seen:?}");
    assert_eq!(seen.into_iter().next().unwrap().status, 404);
}

#[tokio::test]
async fn what_was_said_after_an_answer_forgets_the_names_but_never_fails() {
    let house: House = acme().await;
    let served = house.serve().await;
    let mut zoe = Visitor::at(served.address).await;
    let answer = zoe.post(&house.link("zoe@example.net"), "answer=accept").await;
    house.clock.pass_days(1);
    let done = zoe.get(answer.header("location").unwrap()).await;
    assert!(done.status == 200 && done.body.contains("You have joined") && !done.body.contains("Acme"));
    assert_eq!(zoe.get("/done/perhaps/x").await.status, 404);
}
