//! The page of the join link: what it shows, what may be filled in, and what is said when that cannot be taken.

use crate::{acme, house::House, visitor::Visitor};
use rollcall_app::share_join_link::JoinLinkInput;
use rollcall_domain::{RequestStatus, join_request::MOST_WAITING};
use rollcall_join::Limits;
use std::time::Duration;

const ASK: &str = "name=Kim+Ito&address=kim%40example.net&note=";

#[tokio::test]
async fn whoever_has_the_join_link_asks_confirms_and_waits_for_an_administrator() {
    let house = acme().await;
    let link = house.join_link(&[], "Welcome to Acme.\n\nSee <b>you</b> soon\nשלום").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let page = kim.get(&link).await;
    assert_eq!(page.status, 200);
    let welcome = "<figcaption>The administrators of <bdi>Acme</bdi> write:</figcaption>\n<blockquote><bdi>Welcome to Acme.<br><br>\
                   See &#60;b&#62;you&#60;/b&#62; soon<br>שלום</bdi></blockquote>";
    for part in [
        "<title>Ask to join Acme</title>",
        "<h1>Ask to join <bdi>Acme</bdi></h1>",
        welcome,
        "<label for=\"name\">Your name</label>",
        "autocomplete=\"name\"",
        "<label for=\"address\">Work address</label>",
        "type=\"email\"",
        "autocomplete=\"email\"",
        "<label for=\"note\">Note (optional)</label>",
        "maxlength=\"1000\"",
        "aria-describedby=\"address-hint\"",
        ">Ask to join</button>",
    ] {
        assert!(page.body.contains(part), "{part} is missing:\n{}", page.body);
    }
    assert!(!page.body.contains("Ana") && !page.body.contains("For addresses in"), "{}", page.body);

    let answer = kim.post(&link, &format!("{ASK}I+work+%3Cwith%3E+Zo%C3%AB%0D%0A%0D%0AKim")).await;
    assert_eq!((answer.status, answer.header("location"), answer.body.as_str()), (303, Some("/asked"), ""));
    let asked = kim.get("/asked").await;
    assert!(asked.status == 200 && asked.body.contains("<h1>Look in your mailbox</h1>"), "{}", asked.body);
    assert!(!asked.body.contains("example.net") && !asked.body.contains("Kim") && !asked.body.contains("Acme"));
    house.go_round().await;
    assert_eq!(house.mails_to("kim@example.net"), ["confirm"]);
    assert_eq!(house.requests().await, [], "administrators see nothing that is not proven");

    let own = house.request_link("kim@example.net");
    let page = kim.get(&own).await;
    for part in [
        "<h1>Confirm your request to join <bdi>Acme</bdi></h1>",
        "<bdi>kim@example.net</bdi>",
        "<bdi>Kim Ito</bdi>",
        "I work &#60;with&#62; Zoë<br><br>Kim</bdi>",
        "18 January 2027, 08:00 UTC",
        "name=\"action\" value=\"confirm\"",
    ] {
        assert!(page.body.contains(part), "{part} is missing:\n{}", page.body);
    }
    for _ in 0..2 {
        // Pressing twice is no mistake.
        let answer = kim.post(&own, "action=confirm").await;
        assert_eq!((answer.status, answer.header("location")), (303, Some(own.as_str())));
        let page = kim.get(&own).await.body;
        assert!(page.contains("<h1>Your request to join <bdi>Acme</bdi> is waiting</h1>"), "{page}");
        assert!(page.contains("14 February 2027, 08:00 UTC") && page.contains("value=\"withdraw\""), "{page}");
    }
    let requests = house.requests().await;
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].name.as_str(), requests[0].status), ("Kim Ito", RequestStatus::Pending));
    assert_eq!(requests[0].note.as_deref(), Some("I work <with> Zoë\n\nKim"));
}

#[tokio::test]
async fn every_field_that_cannot_be_taken_is_named_on_top_and_in_its_place_and_what_was_typed_is_kept() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let long = "x".repeat(1_001);
    let again = kim.post(&link, &format!("name=&address=kim%26%22example.net&note={long}")).await;
    assert_eq!(again.status, 422);
    for part in [
        "<title>Error: Ask to join Acme</title>",
        "role=\"alert\"",
        "Your request was not sent yet",
        "<a href=\"#name\">Enter your name.</a>",
        "<a href=\"#address\">Enter your whole address, like name@example.org.</a>",
        "<a href=\"#note\">Shorten the note to 1000 characters or fewer.</a>",
        "<p class=\"wrong\" id=\"name-problem\">Enter your name.</p>",
        "aria-invalid=\"true\" aria-describedby=\"address-problem address-hint\"",
        "value=\"kim&#38;&#34;example.net\"",
        &format!(">\n{long}</textarea>"),
    ] {
        assert!(again.body.contains(part), "{part} is missing:\n{}", again.body);
    }
    assert_eq!(again.body.matches(" autofocus").count(), 1, "the cursor stands in the first field to mend");
    assert_eq!(again.body.matches("role=\"alert\"").count(), 1);

    // What cannot be seen is taken out, so that what the page gives back can be sent as it stands.
    let again = kim.post(&link, "name=Kim%E2%80%AE&address=kim%E2%80%8B%40example.net&note=a%00b%E2%80%8D").await;
    assert_eq!(again.status, 422);
    assert_eq!(again.body.matches("characters in it that cannot be seen have been taken out").count(), 6);
    for part in ["value=\"Kim\"", "value=\"kim@example.net\"", ">\nab\u{200D}</textarea>"] {
        assert!(again.body.contains(part), "{part} is missing:\n{}", again.body);
    }
    for broken in ["name=%FF", "name=Kim&address=%FF%40example.net", "name=Kim&address=k%40example.net&note=%FF"] {
        assert_eq!(kim.post(&link, broken).await.status, 422, "{broken}");
    }
    house.go_round().await;
    assert!(house.mails_to("kim@example.net").is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_an_address_is_said_in_plain_words() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let long = format!("{}%40example.net", "x".repeat(65));
    for (typed, said) in [
        ("", "Enter your work address."),
        ("+%C2%A0", "Enter your work address."),
        ("kim", "Enter your whole address, like name@example.org."),
        ("a%40b%40example.net", "Enter your whole address, like name@example.org."),
        ("k+im%40example.net", "Check what stands before the @"),
        ("kim.%40example.net", "Check what stands before the @"),
        ("ki%C3%AFm%40example.net", "only letters from A to Z before the @"),
        ("kim%40example", "it is not a domain like example.org"),
        ("kim%40127.0.0.1", "it is not a domain like example.org"),
        (long.as_str(), "it is longer than an address can be"),
        ("kim%40example.net%0ABcc%3Aall%40example.org", "characters in it that cannot be seen"),
    ] {
        let again = kim.post(&link, &format!("name=Kim&address={typed}")).await;
        assert_eq!(again.status, 422, "{typed}");
        assert_eq!(again.body.matches(said).count(), 2, "{typed}: on top and in its place:\n{}", again.body);
    }
    assert_eq!(kim.post(&link, "name=Kim&address=+kim%40b%C3%BCcher.example+").await.status, 303);
}

#[tokio::test]
async fn a_link_for_some_domains_names_them_and_takes_no_other_address() {
    let house = acme().await;
    let link = house.join_link(&["acme.example", "bücher.example"], "").await;
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let page = kim.get(&link).await.body;
    assert!(page.contains("For addresses in") && page.contains("<li><bdi>acme.example</bdi></li>"), "{page}");
    assert!(page.contains("<li><bdi>bücher.example</bdi></li>"), "{page}");
    for address in ["kim%40example.net", "kim%40mail.acme.example", "zoe%40example.net", "ana%40example.org"] {
        let again = kim.post(&link, &format!("name=Kim&address={address}&note=Hello")).await;
        assert_eq!(again.status, 422, "{address}");
        assert!(again.body.contains("Enter an address in <bdi>acme.example, bücher.example</bdi>"), "{}", again.body);
        assert!(again.body.contains("aria-invalid") && again.body.contains(">\nHello</textarea>"), "{}", again.body);
    }
    for address in ["kim%40ACME.example", "kim%40xn--bcher-kva.example", "kim%40B%C3%BCcher.example"] {
        assert_eq!(kim.post(&link, &format!("name=Kim&address={address}")).await.status, 303, "{address}");
    }
    let many: Vec<_> = (0..50).map(|n| format!("d{n:02}.example")).collect();
    let link = house.join_link(&many.iter().map(String::as_str).collect::<Vec<_>>(), "").await;
    let again = kim.post(&link, "name=Kim&address=kim%40example.net").await.body;
    assert!(again.contains("and 42 more domains") && again.contains("<bdi>d49.example</bdi>"), "{again}");
    assert!(again.contains("Enter an address in one of the domains named above"), "{again}");
}

#[tokio::test]
async fn many_who_ask_from_one_network_are_asked_to_wait_and_nothing_that_they_typed_is_lost() {
    let house = acme().await;
    let link = house.join_link(&["example.net"], "").await;
    let limits = Limits { asks: 3, ask_back: Duration::from_secs(20), here_is_a_proxy: false, ..Limits::default() };
    let served = house.serve_within(limits).await;
    let mut kim = Visitor::at(served.address).await;
    let ask = |n: u32| format!("name=Kim&address=kim{n}%40example.net&note=Hello");
    for n in 0..3 {
        // What cannot be taken and what is only opened costs nothing.
        assert_eq!(kim.post(&link, "name=&address=kim").await.status, 422);
        assert_eq!(kim.get(&link).await.status, 200);
        assert_eq!(kim.post(&link, &ask(n)).await.status, 303);
    }
    let mut replies = Vec::new();
    // A member, somebody who has asked, somebody who has not: who is refused learns nothing of an address.
    for address in ["zoe%40example.net", "kim1%40example.net", "xyz%40example.net"] {
        let form = format!("name=Kim&address={address}&note=Hello");
        let reply = Visitor::at(served.address).await.post(&link, &form).await.without_date();
        assert_eq!((reply.status, reply.header("retry-after")), (429, Some("20")));
        replies.push(reply.body.replace(&address.replace("%40", "@"), ""));
    }
    assert!(replies.iter().all(|body| *body == replies[0]));
    assert!(replies[0].contains("Many requests have come from your network") && replies[0].contains("value=\"Kim\""));
    house.clock.pass_seconds(20);
    assert_eq!([kim.post(&link, &ask(3)).await.status, kim.post(&link, &ask(4)).await.status], [303, 429]);
    house.go_round().await;
    assert_eq!([2, 3, 4].map(|n| house.mails_to(&format!("kim{n}@example.net")).len()), [1, 1, 0]);
}

#[tokio::test]
async fn visitors_behind_a_reverse_proxy_on_the_same_computer_do_not_keep_each_other_out() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve_within(Limits { asks: 1, ..Limits::default() }).await;
    let mut proxy = Visitor::at(served.address).await;
    for n in 0..3 {
        assert_eq!(proxy.post(&link, &format!("name=Kim&address=kim{n}%40example.net")).await.status, 303);
    }
}

#[tokio::test]
async fn when_more_ask_than_can_be_answered_the_page_says_to_come_back() {
    let house = acme().await;
    let link = house.join_link(&[], "").await;
    for n in 0..MOST_WAITING {
        house.write_down(&link, "Flood", &format!("flood{n}@example.net"), "").await;
    }
    let served = house.serve().await;
    let mut kim = Visitor::at(served.address).await;
    let busy = kim.post(&link, &format!("{ASK}Hello")).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("60")));
    for part in ["role=\"alert\"", "More people are asking at the moment", "value=\"Kim Ito\"", ">\nHello</textarea>"] {
        assert!(busy.body.contains(part), "{part} is missing:\n{}", busy.body);
    }
    house.go_round().await;
    assert_eq!(kim.post(&link, ASK).await.status, 303);
}

#[tokio::test]
async fn a_link_that_was_switched_off_replaced_used_up_or_is_over_takes_nothing_any_more() {
    let house = acme().await;
    let polite = {
        let served = house.serve().await;
        Visitor::at(served.address).await.get("/i/x").await.without_date()
    };
    let once = JoinLinkInput { most_uses: Some(1), last_day: Some("2027-01-16".into()), ..JoinLinkInput::default() };
    let replaced = house.join_link(&[], "").await;
    let used_up = house.join_link_with(once.clone()).await;
    house.wait_for(&used_up, "Kim", "kim@example.net", "").await;
    let served = house.serve().await;
    let mut late = Visitor::at(served.address).await;
    let looks = async |visitor: &mut Visitor, link: &str| {
        [visitor.get(link).await.without_date(), visitor.post(link, ASK).await.without_date()]
    };
    assert_eq!(looks(&mut late, &replaced).await, [polite.clone(), polite.clone()]);
    assert_eq!(looks(&mut late, &used_up).await, [polite.clone(), polite.clone()]);
    let over = house.join_link_with(once).await;
    assert_eq!(late.get(&over).await.status, 200);
    house.clock.pass_days(2);
    assert_eq!(looks(&mut late, &over).await, [polite.clone(), polite.clone()]);
    let off = house.join_link(&[], "").await;
    assert_eq!(late.get(&off).await.status, 200);
    house.switch_off().await;
    assert_eq!(looks(&mut late, &off).await, [polite.clone(), polite]);
}

#[tokio::test]
async fn each_language_has_its_own_page_and_who_asked_goes_on_reading_theirs() {
    let house: House = acme().await;
    let link = house.join_link(&[], "").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    for (code, ask, confirm, waiting) in [
        ("en", "Ask to join", "Confirm the request", "is waiting"),
        ("de", "Um Beitritt bitten", "Anfrage bestätigen", "wartet"),
        ("es", "Solicitar unirse", "Confirmar la solicitud", "está en espera"),
        ("fr", "Envoyer la demande", "Confirmer la demande", "est en attente"),
        ("it", "Chiedi di entrare", "Conferma la richiesta", "è in attesa"),
    ] {
        let html = format!("<html lang=\"{code}\" dir=\"ltr\">");
        let page = visitor.get_in(&link, code).await.body;
        assert!(page.contains(&html) && page.contains(&format!(">{ask}</button>")), "{page}");
        let form = format!("name=Kim&address={code}%40example.net");
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept-Language", code)];
        assert_eq!(visitor.request("POST", &link, &headers, &form).await.status, 303);
        assert!(visitor.get_in("/asked", code).await.body.contains(&html));
        house.go_round().await;
        let own = house.request_link(&format!("{code}@example.net"));
        // Whatever the browser says that the mail was opened in.
        let page = visitor.get_in(&own, "en").await.body;
        assert!(page.contains(&html) && page.contains(&format!(">{confirm}</button>")), "{page}");
        visitor.post(&own, "action=confirm").await;
        assert!(visitor.get_in(&own, "en").await.body.contains(&format!("{waiting}</h1>")));
    }
}
