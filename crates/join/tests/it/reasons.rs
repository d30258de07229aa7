//! What people say to each other: the message of who invites, and the reason of who declines.

use crate::{acme, visitor::Visitor};
use rollcall_domain::Status;

#[tokio::test]
async fn a_personal_message_stands_on_the_page_with_its_lines_and_never_as_markup() {
    let house = acme().await;
    house.invite_saying("kim@example.net", "Welcome, Kim.\n\nSee <b>you</b> \"Monday\"\nשלום").await;
    let served = house.serve().await;
    let mut visitor = Visitor::at(served.address).await;
    let page = visitor.get(&house.link("kim@example.net")).await.body;
    let said = "<figcaption><bdi>Ana Silva</bdi> writes:</figcaption>\n<blockquote><bdi>Welcome, Kim.<br><br>\
                See &#60;b&#62;you&#60;/b&#62; &#34;Monday&#34;<br>שלום</bdi></blockquote>";
    assert!(page.contains(said), "{page}");
    assert!(!visitor.get(&house.link("zoe@example.net")).await.body.contains("blockquote"));
}

#[tokio::test]
async fn a_reason_for_declining_is_kept_as_it_was_said_and_its_passing_on_is_told() {
    let house = acme().await;
    let served = house.serve().await;
    let mut ben = Visitor::at(served.address).await;
    let page = ben.get(&house.link("ben@example.net")).await.body;
    for said in
        ["<details class=\"declining\">", "<summary>Decline</summary>", "Reason (optional)", "maxlength=\"1000\""]
    {
        assert!(page.contains(said), "{said} is missing:\n{page}");
    }
    assert!(
        page.contains("<bdi>Ana Silva</bdi> and the other administrators of <bdi>Acme</bdi> can read it."),
        "{page}"
    );
    let form = "reason=+I+have+left%0D%0A%0D%0A%0D%0AAsk+Zo%C3%AB+%3Cb%3E+&answer=decline";
    let answer = ben.post(&house.link("ben@example.net"), form).await;
    assert_eq!(answer.status, 303);
    let done = ben.get(answer.header("location").unwrap()).await;
    assert!(
        done.body.contains("The reason that you gave was passed on.") && !done.body.contains("have left"),
        "{}",
        done.body
    );
    assert_eq!(house.user("ben@example.net").await.0, Status::Declined);
    assert_eq!(house.answer_note("ben@example.net").await.as_deref(), Some("I have left\n\nAsk Zoë <b>"));
}

#[tokio::test]
async fn no_reason_is_needed_and_none_is_told() {
    for form in ["answer=decline", "answer=decline&reason=", "answer=decline&reason=+%0D%0A%C2%A0+"] {
        let house = acme().await;
        let served = house.serve().await;
        let mut ben = Visitor::at(served.address).await;
        let answer = ben.post(&house.link("ben@example.net"), form).await;
        let done = ben.get(answer.header("location").unwrap()).await.body;
        assert!(done.contains("You have declined") && !done.contains("reason"), "{form}: {done}");
        assert_eq!(house.answer_note("ben@example.net").await, None);
    }
}

#[tokio::test]
async fn a_reason_that_cannot_be_taken_answers_nothing_and_is_kept_to_be_mended() {
    let house = acme().await;
    let served = house.serve().await;
    let mut ben = Visitor::at(served.address).await;
    let link = house.link("ben@example.net");
    let too_long = "x".repeat(1001);
    for (typed, kept, said) in [
        (too_long.as_str(), too_long.as_str(), "Shorten the reason to 1000 characters or fewer."),
        ("No%E2%80%AE+%26%0D%0Atime", "No &#38;\ntime", "characters in it that cannot be seen have been taken out"),
        ("No%E2%80%8B+time", "No time", "characters in it that cannot be seen have been taken out"),
        ("No%FF+time", "No time", "characters in it that cannot be seen have been taken out"),
    ] {
        let again = ben.post(&link, &format!("reason={typed}&answer=decline")).await;
        assert_eq!(again.status, 422, "{said}");
        assert!(again.body.contains(said), "{}", again.body);
        assert!(again.body.contains(&format!(">\n{kept}</textarea>")), "{}", again.body);
        for part in [
            "<title>Error: Invitation to join Acme</title>",
            "role=\"alert\"",
            "<a href=\"#reason\">",
            "<details class=\"declining\" open>",
            "aria-invalid=\"true\" aria-describedby=\"reason-problem reason-hint\"",
        ] {
            assert!(again.body.contains(part), "{part} is missing:\n{}", again.body);
        }
    }
    assert_eq!(ben.post(&link, "answer=decline&reason=a&reason=b").await.status, 400);
    assert_eq!(house.user("ben@example.net").await.0, Status::Pending);
    // What the page gave back can be sent as it stands.
    assert_eq!(ben.post(&link, "reason=No+time&answer=decline").await.status, 303);
    assert_eq!(house.answer_note("ben@example.net").await.as_deref(), Some("No time"));
}

#[tokio::test]
async fn who_accepts_after_all_passes_no_reason_on() {
    let house = acme().await;
    let served = house.serve().await;
    let mut zoe = Visitor::at(served.address).await;
    let answer = zoe.post(&house.link("zoe@example.net"), "answer=accept&reason=No%E2%80%AE").await;
    let done = zoe.get(answer.header("location").unwrap()).await.body;
    assert!(done.contains("You have joined") && !done.contains("reason"), "{done}");
    assert_eq!(house.answer_note("zoe@example.net").await, None);
}
