//! The page of somebody's own request, in each of its states, and what can still be done there.

use crate::{acme, house::House, visitor::Visitor};
use rollcall_app::share_join_link::JoinLinkInput;
use rollcall_domain::{RequestStatus, Status};

/// What the page says, in its heading.
async fn heading(visitor: &mut Visitor, link: &str) -> String {
    let page = visitor.get(link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let heading = page.body.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    heading.replace("<bdi>", "").replace("</bdi>", "")
}

/// What the page says, in all its words.
async fn words(visitor: &mut Visitor, link: &str) -> String {
    visitor.get(link).await.body
}

#[tokio::test]
async fn whoever_is_let_in_reads_so_and_whom_to_ask() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let link = house.wait_for(&join, "Kim", "kim@example.net", "").await;
    house.approve("kim@example.net").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let page = words(&mut kim, &link).await;
    for part in [
        "<h1>You have joined <bdi>Acme</bdi></h1>",
        "under <bdi>kim@example.net</bdi>",
        "The mail that was sent to you says which role you have.",
        "ask <bdi>Ana Silva</bdi>: <a href=\"mailto:ana@example.org\">",
    ] {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
    assert!(!page.contains("<form"), "{page}");
    assert_eq!(house.user("kim@example.net").await, (Status::Active, Some("Kim".into())));
    // Who is removed later is not told that they are a member, nor anything else.
    house.remove("kim@example.net").await;
    assert_eq!(heading(&mut kim, &link).await, "Your request to join Acme was approved");
}

#[tokio::test]
async fn whoever_was_removed_and_is_let_in_again_looks_for_the_invitation() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut zoe = Visitor::at(served.address).await;
    zoe.post(&house.link("zoe@example.net"), "answer=accept").await;
    house.remove("zoe@example.net").await;
    let link = house.wait_for(&join, "Zoë", "zoe@example.net", "").await;
    house.approve("zoe@example.net").await;
    let page = words(&mut zoe, &link).await;
    assert!(page.contains("An invitation was mailed to <bdi>zoe@example.net</bdi>."), "{page}");
    assert!(page.contains("was approved</h1>") && page.contains("mailto:ana@example.org"), "{page}");
    house.go_round().await;
    assert_eq!(zoe.post(&house.link("zoe@example.net"), "answer=accept").await.status, 303);
    assert_eq!(heading(&mut zoe, &link).await, "You have joined Acme");
}

#[tokio::test]
async fn whoever_is_denied_reads_the_administrators_words_and_no_name() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let link = house.wait_for(&join, "Kim", "kim@example.net", "").await;
    house.deny("kim@example.net", "Please ask\n<b>your</b> own team.", false).await;
    let served = house.serve().await;
    let page = words(&mut Visitor::at(served.address).await, &link).await;
    for part in [
        "<h1>Your request to join <bdi>Acme</bdi> was denied</h1>",
        "<figcaption>The administrators of <bdi>Acme</bdi> write:</figcaption>",
        "<bdi>Please ask<br>&#60;b&#62;your&#60;/b&#62; own team.</bdi>",
    ] {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
    assert!(!page.contains("Ana") && !page.contains("ana@example.org") && !page.contains("<form"), "{page}");
}

#[tokio::test]
async fn a_request_is_taken_back_and_stays_so() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let link = house.wait_for(&join, "Kim", "kim@example.net", "").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    for _ in 0..2 {
        let answer = kim.post(&link, "action=withdraw").await;
        assert_eq!((answer.status, answer.header("location")), (303, Some(link.as_str())));
        assert_eq!(heading(&mut kim, &link).await, "You have taken back your request to join Acme");
    }
    assert_eq!(house.requests().await[0].status, RequestStatus::Withdrawn);
    // Who asks again has a new request, and the old link still tells of the old one.
    let newer = house.ask(&join, "Kim", "kim@example.net", "").await;
    assert_eq!(heading(&mut kim, &newer).await, "Confirm your request to join Acme");
    assert_eq!(heading(&mut kim, &link).await, "You have taken back your request to join Acme");
}

#[tokio::test]
async fn a_request_that_nobody_decides_lapses_and_one_that_is_not_confirmed_is_forgotten() {
    let house = acme().await;
    let join = house.join_link(&[], "").await;
    let waiting = house.wait_for(&join, "Kim", "kim@example.net", "").await;
    let unproven = house.ask(&join, "Una", "una@example.net", "").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let polite = visitor.get("/i/x").await.without_date();
    house.clock.pass_days(3);
    // Before and after it is forgotten.
    for _ in 0..2 {
        assert_eq!(visitor.get(&unproven).await.without_date(), polite);
        assert_eq!(visitor.post(&unproven, "action=confirm").await.without_date(), polite);
        house.go_round().await;
    }
    house.clock.pass_days(27);
    house.go_round().await;
    assert_eq!(heading(&mut visitor, &waiting).await, "Your request to join Acme has lapsed");
    assert_eq!(house.mails_to("kim@example.net"), ["confirm", "lapsed"]);
    assert_eq!(house.requests().await.len(), 1);
}

#[tokio::test]
async fn whoever_confirms_when_the_last_use_is_gone_is_told_so() {
    let house = acme().await;
    let join = house.join_link_with(JoinLinkInput { most_uses: Some(1), ..JoinLinkInput::default() }).await;
    let second = house.ask(&join, "Una", "una@example.net", "").await;
    house.wait_for(&join, "Kim", "kim@example.net", "").await;
    let served = house.serve().await;
    let mut una = Visitor::at(served.address).await;
    let answer = una.post(&second, "action=confirm").await;
    assert!(answer.status == 409 && answer.body.contains("This join link takes no more requests"), "{}", answer.body);
    assert_eq!(house.requests().await.len(), 1);
}

/// A request that stands as the word says.
async fn standing(house: &House, join: &str, word: &str) -> String {
    let address = format!("{word}@example.net");
    if word == "unconfirmed" {
        return house.ask(join, "Kim", &address, "").await;
    }
    let link = house.wait_for(join, "Kim", &address, "").await;
    match word {
        "approved" => house.approve(&address).await,
        "denied" => house.deny(&address, "No.", false).await,
        "withdrawn" => assert!(house.app.withdraw_request(&link[3..]).await.unwrap()),
        "lapsed" => {
            house.clock.pass_days(30);
            house.go_round().await;
        }
        _ => {}
    }
    link
}

#[tokio::test]
async fn what_was_decided_stays_whatever_is_pressed() {
    for (word, action, becomes) in [
        ("unconfirmed", "withdraw", "Confirm your request to join Acme"),
        ("pending", "confirm", "Your request to join Acme is waiting"),
        ("approved", "withdraw", "You have joined Acme"),
        ("approved", "confirm", "You have joined Acme"),
        ("denied", "withdraw", "Your request to join Acme was denied"),
        ("denied", "confirm", "Your request to join Acme was denied"),
        ("withdrawn", "confirm", "You have taken back your request to join Acme"),
        ("lapsed", "confirm", "Your request to join Acme has lapsed"),
        ("lapsed", "withdraw", "Your request to join Acme has lapsed"),
    ] {
        let house = acme().await;
        let join = house.join_link(&[], "").await;
        let link = standing(&house, &join, word).await;
        let served = house.serve().await;
        let mut visitor = Visitor::at(served.address).await;
        assert_eq!(visitor.get(&link).await.status, 200);
        let before = house.on_disk();
        let answer = visitor.post(&link, &format!("action={action}")).await;
        assert_eq!((answer.status, answer.header("location")), (303, Some(link.as_str())), "{word} {action}");
        assert_eq!(heading(&mut visitor, &link).await, becomes, "{word} {action}");
        assert!(house.on_disk() == before, "{word} {action} wrote something");
    }
}
